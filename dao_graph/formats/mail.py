"""Mail: who writes to whom, when, of what, and the text; attachments are documents of their own.

Also saved web pages in one file (MHTML), which are mail with a page and no letter.
"""

from __future__ import annotations

from email.message import MIMEPart

from dao_graph.errors import InputError
from dao_graph.formats.containers import message_of
from dao_graph.formats.html import read_html
from dao_graph.formats.page import decoded
from dao_graph.formats.writer import Writer
from dao_graph.model.document import Place, Span, Text

_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def read_mail(data: bytes, source: str) -> Text:
    """The text of a message. Raises InputError where it has none."""
    try:
        message = message_of(data)
        body = message.get_body(("plain", "html"))
        content = body.get_payload(decode=True) if body is not None else None
        heads = [(name, " ".join(str(message[name]).split())) for name in _SHOWN if message[name]]
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # The parser of the standard library fails on some headers that break the rules.
        raise InputError(source, f"is mail that breaks the rules: {error}") from error
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise InputError(source, "is mail without a text")
    if body.get_content_subtype() == "html" and message.get_content_subtype() == "related":
        return read_html(content, source)
    writer = Writer()
    for name, value in heads:
        _put(writer, 0, f"{name}: {value}")
    text = _page(content, source) if body.get_content_subtype() == "html" else _characters(body, content)
    for number, paragraph in enumerate(_paragraphs(text), 1):
        _put(writer, number, paragraph)
    return writer.text(source, "mail")


def _characters(body: MIMEPart, content: bytes) -> str:
    try:
        return content.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoded(content)


def _page(content: bytes, source: str) -> str:
    text = read_html(content, source)
    return "\n\n".join(text.content[slice(*p.span)] for p in text.paragraphs)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs between blank lines; what is quoted of an earlier message is that one's."""
    found: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            found.append([])
        elif not line.startswith(">"):
            found[-1].append(line.strip())
    return ["\n".join(lines) for lines in found if lines]


def _put(writer: Writer, number: int, paragraph: str) -> None:
    writer.begin()
    for line in paragraph.split("\n"):
        writer.line(line, (), Place(Span(0, 0), number))
    writer.end()
