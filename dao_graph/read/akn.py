"""AKN4UN, the United Nations' Akoma Ntoso: XML to a text that is read as any other, and what the mark-up says of it.

The text has a line for each paragraph, notes below a rule at its end, as plain text of the same documents has them.
Below that, outside of what is read as text, stands a line for each thing that only the metadata say (sponsors, votes,
subjects), so that everything stated has characters that state it. Source: the AKN4UN guidelines at
https://unsceb-hlcm.github.io/onto-undo/ and the Akoma Ntoso 3.0 vocabulary.
"""

from __future__ import annotations

import hashlib
import html.entities
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from dao_graph.errors import InputError
from dao_graph.model.document import Span, Stated, Text

_RULE_LINE = "______________________"
# Real documents stay below 3 MB and 40 levels; what goes far beyond was made to hurt.
_LARGEST = 50_000_000
_DEEPEST = 200
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
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
    if match := _DOCTYPE.search(data):
        line = data.count(b"\n", 0, match.start()) + 1
        raise InputError(source, f"line {line}: has a document type declaration, which is refused")
    root = _parse(data, source)
    body = next((e for e in root.iter() if _name(e) in ("statement", "doc", "act")), None)
    if _name(root) != "akomaNtoso" or body is None:
        raise InputError(source, f"line {root.sourceline}: is XML, but not Akoma Ntoso (its root is {_name(root)!r})")
    writer = _Writer()
    for child in body:
        if _name(child) != "meta":
            _block(child, writer, 0, source)
    writer.notes(source)
    end = writer.at
    if not writer.content[:end].strip():
        raise InputError(source, "holds no text")
    _metadata(root, writer)
    content = writer.content
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(source, content, "AKN4UN", digest, end, tuple(writer.stated))


def _parse(data: bytes, source: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    text = data.decode("utf-8-sig", "replace")
    repaired = _ENTITY.sub(_character, re.sub(r"^<\?xml[^>]*\?>", "", text))
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
    return html.entities.html5.get(f"{name};", match.group())


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Writer:
    """Collects lines of text in which runs of white space are one space, and what is stated where."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    last: str = "\n"
    stated: list[Stated] = field(default_factory=list)
    waiting: list[etree._Element] = field(default_factory=list)

    @property
    def content(self) -> str:
        return "".join(self.pieces)

    def put(self, text: str | None) -> None:
        for word in re.split(r"(\s+)", text or ""):
            if word.isspace():
                word = "" if self.last.isspace() else " "
            if word:
                self.pieces.append(word)
                self.at += len(word)
                self.last = word[-1]

    def line(self) -> None:
        """End the line, if anything stands on it."""
        if self.last != "\n":
            if self.last == " ":
                self.pieces[-1] = self.pieces[-1][:-1]
                self.at -= 1
            self.pieces.append("\n")
            self.at += 1
            self.last = "\n"

    def mark(self, kind: str, value: str, start: int) -> None:
        """State what stands from `start` to here."""
        text = self.content
        while start < self.at and text[start].isspace():
            start += 1
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
            note = self.waiting.pop(0)
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
    words = writer.content[start : writer.at].strip()
    if name == "a" and (found := _UNDOCS.search(element.get("href") or "")):
        writer.mark("citation", unquote(found.group(1)).strip(), start)
    elif name == "session":
        writer.mark("session", element.get("value") or "", start)
    elif kind == "date":
        writer.mark(kind, element.get("date") or "", start)
    elif kind and words:
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
