"""AKN4UN, the United Nations' Akoma Ntoso: XML to a text that is read as any other, and what the mark-up says of it.

The text has a line for each paragraph, notes below a rule at its end, as plain text of the same documents has them.
Below that, outside of what is read as text, stands a line for each thing that only the metadata say (sponsors, votes,
subjects), so that everything stated has characters that state it. Source: the AKN4UN guidelines at
https://unsceb-hlcm.github.io/onto-undo/ and the Akoma Ntoso 3.0 vocabulary.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import html.entities
import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from dao_graph.errors import InputError
from dao_graph.model.document import Span, Stated, Text

_RULE_LINE = "______________________"
# Real documents stay below 3 MB and 40 levels; what goes far beyond was made to hurt.
_LARGEST = 50_000_000
_DEEPEST = 200
_DOCTYPE = re.compile("<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
# The marks of byte order, and how a document begins in two bytes a character without one (XML 1.0, appendix F).
_STARTS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_ENTITY = re.compile(r"&(?:amp;)?([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_UNDOCS = re.compile(r"undocs\.org/(?:[a-z]{2}/)?([^?#]+)")
_NO_DATE = "0001-01-01"
# What an element states of the document, by its name and what it refers to.
_MARKS = {
    ("docNumber", "#symbol"): "symbol",
    ("docTitle", "#resolutionTitle"): "title",
    ("docDate", "#dateOfIssuance"): "date",
    ("inline", "agenda item"): "agenda-item",
    ("inline", "originating document"): "report",
}
_DATES = {"adoption": ("adoption-date", "adopted"), "publication": ("date", "issued")}
_VOTES = {"inFavour": "voted-for", "against": "voted-against", "abstaining": "abstained"}
_SPONSORS = {"draftResolution": "sponsor", "draftDecision": "sponsor"} | {
    f"{kind}AdditionalSponsors": "sponsor" for kind in ("draftResolution", "draftDecision")
}


def decode_akn(data: bytes, source: str) -> Text:
    """The text of an AKN4UN document, with what its mark-up states.

    HTML entities that XML does not know, also doubly escaped ones, become their characters. There is no DTD, no entity
    expansion, no network. Raises InputError naming line and reason where the XML is broken, not Akoma Ntoso, or made to
    exhaust the reader.
    """
    if len(data) > _LARGEST:
        raise InputError(source, f"is larger than {_LARGEST:,} bytes: no document of this kind is")
    xml, encoding = _decoded(data, source)
    if match := _DOCTYPE.search(xml):
        line = xml.count("\n", 0, match.start()) + 1
        raise InputError(source, f"line {line}: has a document type declaration, which is refused")
    root = _parse(xml, source)
    body = next((e for e in root.iter() if _name(e) in ("statement", "doc", "act")), None)
    if _name(root) != "akomaNtoso" or body is None:
        raise InputError(source, f"line {root.sourceline}: is XML, but not Akoma Ntoso (its root is {_name(root)!r})")
    writer = _Writer()
    for child in body:
        if _name(child) != "meta":
            _block(child, writer, 0, source)
    writer.notes(source)
    end = writer.at
    if not writer.content.strip():
        raise InputError(source, "holds no text")
    _metadata(root, writer)
    content = writer.content
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    shown = "AKN4UN" if encoding == "utf-8" else f"AKN4UN {encoding}"
    return Text(source, content, shown, digest, end, tuple(writer.stated))


def is_xml(data: bytes) -> bool:
    """True if bytes begin as XML does, in whatever encoding."""
    start = data[:200].removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return start.startswith((b"<?xml", b"<akomaNtoso"))


def _decoded(data: bytes, source: str) -> tuple[str, str]:
    """The characters of a document and the encoding that it says it has, UTF-8 where it says none. Raises InputError
    naming the byte where that does not hold."""
    encoding = next((name for start, name in _STARTS if data.startswith(start)), "")
    if not encoding:
        declared = _DECLARED.match(data.lstrip())
        encoding = declared.group(1).decode().lower() if declared else "utf-8"
        if encoding.startswith(("utf-16", "utf16", "utf-32", "ucs-")):
            # It was converted since: whoever can read the declaration sees one byte a character.
            encoding = "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding.removesuffix("-sig")
    except UnicodeDecodeError as error:
        reason = f"is no {encoding} at byte {error.start}, and says that it is: save it anew"
        raise InputError(source, reason) from error
    except (LookupError, ValueError) as error:
        raise InputError(source, f"is in an encoding that is not known ({encoding}): convert it to UTF-8") from error


def _parse(xml: str, source: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    repaired = _ENTITY.sub(
        _character, _DECLARATION.sub("", xml.lstrip(), count=1) if xml.lstrip().startswith("<?xml") else xml
    )
    try:
        return etree.fromstring(repaired.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise InputError(source, f"line {line}: is not well-formed XML: {error.msg}") from error


def _character(match: re.Match[str]) -> str:
    """An entity of HTML as its character; what XML knows, and what nobody knows, as it is."""
    name = match.group(1)
    if name in _XML_ENTITIES:
        return match.group()
    found = html.entities.html5.get(f"{name};")
    # Some names of HTML ("AMP", "lbrace") are of what means something in XML.
    return match.group() if found is None else html.escape(found)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Writer:
    """Collects lines of text in which runs of white space are one space, and what is stated where."""

    pieces: list[str] = field(default_factory=list)
    # Where each piece begins.
    begins: list[int] = field(default_factory=list)
    at: int = 0
    last: str = "\n"
    stated: list[Stated] = field(default_factory=list)
    waiting: deque[etree._Element] = field(default_factory=deque)

    @property
    def content(self) -> str:
        return "".join(self.pieces)

    def since(self, start: int) -> str:
        """What was written from `start` on."""
        if start >= self.at:
            return ""
        first = bisect_right(self.begins, start) - 1
        return "".join(self.pieces[first:])[start - self.begins[first] :]

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.begins.append(self.at)
        self.at += len(piece)

    def put(self, text: str | None) -> None:
        for word in re.split(r"(\s+)", text or ""):
            if word.isspace():
                word = "" if self.last.isspace() else " "
            if word:
                self._add(word)
                self.last = word[-1]

    def line(self) -> None:
        """End the line, if anything stands on it."""
        if self.last != "\n":
            if self.last == " ":
                self.pieces[-1] = self.pieces[-1][:-1]
                self.at -= 1
            self._add("\n")
            self.last = "\n"

    def mark(self, kind: str, value: str, start: int) -> None:
        """State what stands from `start` to here."""
        text = self.since(start)
        start += len(text) - len(text.lstrip())
        end = self.at - (self.last == " ")
        if end > start:
            self.stated.append(Stated(kind, value, Span(start, end)))

    def notes(self, source: str) -> None:
        """Write the notes that have come up, each on a line with its mark."""
        self.line()
        if self.waiting:
            self.put(_RULE_LINE)
            self.line()
        while self.waiting:
            note = self.waiting.popleft()
            self.put(f"{note.get('marker', '')} ")
            for paragraph in note:
                _inline(paragraph, self, 0, source)
                self.put(" ")
            self.line()


def _block(element: etree._Element, writer: _Writer, depth: int, source: str) -> None:
    """Write an element that holds lines; a number stands on the line of the paragraph after it."""
    if depth > _DEEPEST:
        raise InputError(source, f"line {element.sourceline}: nests deeper than {_DEEPEST} levels")
    name = _name(element)
    if name in ("p", "heading", "subheading"):
        _inline(element, writer, depth, source)
        writer.line()
    elif name == "num":
        _inline(element, writer, depth, source)
        writer.put(" ")
    else:
        for child in element:
            _block(child, writer, depth + 1, source)


def _inline(element: etree._Element, writer: _Writer, depth: int, source: str) -> None:
    """Write the words of an element, notes apart, and mark what it states."""
    if depth > _DEEPEST:
        raise InputError(source, f"line {element.sourceline}: nests deeper than {_DEEPEST} levels")
    name = _name(element)
    start = writer.at
    if name:
        writer.put(element.text)
    for child in element:
        if _name(child) == "authorialNote":
            writer.waiting.append(child)
        else:
            _inline(child, writer, depth + 1, source)
        if _name(child) == "docNumber":
            writer.put(" ")
        writer.put(child.tail)
    _mark(element, name, writer, start)


def _mark(element: etree._Element, name: str, writer: _Writer, start: int) -> None:
    kind = _MARKS.get((name, element.get("refersTo") or element.get("name") or ""))
    if name == "a" and (found := _UNDOCS.search(element.get("href") or "")):
        writer.mark("citation", unquote(found.group(1)).strip(), start)
    elif name == "session":
        writer.mark("session", element.get("value") or "", start)
    elif kind == "date":
        writer.mark(kind, element.get("date") or "", start)
    elif kind and (words := writer.since(start).strip()):
        writer.mark(kind, words, start)


def _metadata(root: etree._Element, writer: _Writer) -> None:
    """A line for each thing that only the metadata say."""

    def line(kind: str, label: str, value: str, shown: str) -> None:
        writer.line()
        writer.put(f"{label}: ")
        start = writer.at
        writer.put(shown)
        writer.mark(kind, value, start)

    for element in root.iter():
        name = _name(element)
        date = element.get("date") if name == "FRBRdate" else None
        if date not in (None, _NO_DATE) and element.get("name") in _DATES:
            line(*_DATES[element.get("name") or ""], date or "", date or "")
        elif name == "step" and element.get("outcome") in _SPONSORS and element.get("by"):
            line("sponsor", "sponsors", element.get("by") or "", element.get("by") or "")
        elif name == "keyword" and (element.get("href") or "").startswith("http"):
            line("subject", "subject", element.get("href") or "", (element.get("value") or "").replace("_", " "))
        elif name == "count" and element.get("refersTo") in _VOTES:
            for state in element.iter():
                if _name(state) == "organization" and state.text:
                    kind = _VOTES[element.get("refersTo") or ""]
                    line(kind, kind.replace("-", " "), state.text.strip(), state.text.strip())
    writer.line()
