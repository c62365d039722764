"""Web pages of untrusted origin as trees: decoded, without control characters, of bearable size."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes
from lxml import etree, html

from dao_graph.errors import InputError

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
# What no browser shows, and no text of a tree may hold.
_CONTROL, _BLANK = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"), str.maketrans("\v\f", "  ")
# No page of text has more elements.
_MOST = 300_000
_TOO_MANY = f"is a web page of more than {_MOST:,} elements: it is not read"


def parse_page(data: bytes, source: str) -> etree._Element:
    """The root of a page. Raises InputError where it is none, or has too many elements."""
    if data.count(b"<") - data.count(b"</") > 2 * _MOST:
        # Told before it is parsed, which takes seconds.
        raise InputError(source, _TOO_MANY)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    shown = _CONTROL.sub("", decoded(data).translate(_BLANK))
    try:
        root: etree._Element = html.document_fromstring(shown.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(source, "is no web page that can be read") from error
    if sum(1 for _ in root.iter()) > _MOST:
        raise InputError(source, _TOO_MANY)
    if b"&#" in data:
        _drop_referred(root)
    return root


def decoded(data: bytes) -> str:
    """The characters of a page: UTF-8, or what it says of itself, or what they look like."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if said := _CHARSET.search(data[:4096]):
        # What calls itself Latin-1 on the web is Windows-1252.
        encoding = said.group(1).decode().lower()
        encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
            encoding, encoding
        )
        try:
            return data.decode(encoding, "replace")
        except LookupError:
            pass
    best = from_bytes(data, cp_isolation=["gb18030", "cp1251", "cp1252", "cp1256"]).best()
    return str(best) if best else data.decode("cp1252", "replace")


def _drop_referred(root: etree._Element) -> None:
    """Take out control characters that a page refers to by number."""
    for element in root.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
