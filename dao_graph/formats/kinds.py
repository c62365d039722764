"""The format of a file, by its content; its name decides only for fragments of web pages."""

from __future__ import annotations

import re

# The names that files of these formats end in.
FORMATS = (
    ".pdf", ".docx", ".docm", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml", ".zip", ".odt", ".rtf", ".doc",
)  # fmt: skip
_WEB = (".html", ".htm", ".xhtml")
# Between a container and what it holds, in names of inputs.
WITHIN = "!/"
CONTAINERS = ("zip", "mail")
_START = 4096
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_MAIL = re.compile(rb"^(?:mime-version|message-id|received|content-type):", re.IGNORECASE | re.MULTILINE)
_OLE, _WORD = b"\xd0\xcf\x11\xe0", "WordDocument".encode("utf-16-le")
_OUTLOOK = "__substg1.0_".encode("utf-16-le")


def kind_of(data: bytes, name: str = "") -> str:
    """The format of `data` ("pdf", "docx", "html", "mail", "zip", "odt", "rtf", "doc", "msg"), or "" for what is read
    as text. `name` is that of the file."""
    start = data[:_START].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_OLE):
        return "msg" if _OUTLOOK in data else "doc" if _WORD in data else ""
    if _HTML.match(start.replace(b"\0", b"") if start[:2] in (b"\xff\xfe", b"\xfe\xff") else start):
        return "html"
    if name.lower().endswith(_WEB) and b"<" in start and b"akomaNtoso" not in start:
        return "html"
    head = _HEADER.match(start.replace(b"\r\n", b"\n"))
    return "mail" if head and _MAIL.search(head.group()) else ""


def _package(data: bytes) -> str:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"[Content_Types].xml" in data and b"_rels/.rels" in data:
        return "docx"
    return "zip"


def within(source: str) -> tuple[str, str] | None:
    """The container and the name in it, where the name of an input says that it stands in one."""
    outer, parted, inner = source.partition(WITHIN)
    return (outer, inner) if parted and inner else None
