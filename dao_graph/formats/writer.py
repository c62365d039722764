"""A text that is put together paragraph by paragraph, with where its lines stand in the file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from dao_graph.errors import InputError
from dao_graph.model.document import Paragraph, Place, Span, Stated, Text

# No document has more paragraphs, rows and notes.
_MOST = 100_000
# What a note's mark is written with, so that it is no part of the word it hangs on.
_RAISED = str.maketrans(
    "0123456789abcdefghijklmnoprstuvwxyz",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
    "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50\u207f\u1d52\u1d56\u02b3\u02e2"
    "\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb",
)


# Addresses of documents: undocs.org/A/RES/75/233, undocs.org/en/…, docs.un.org/en/…, www.un.org/…/getdoc…symbol=….
_DOCUMENT = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:ar|en|es|fr|ru|zh)/)?([^?#]+)"
    r"|https?://(?:www\.)?un\.org/[^?#]*\?(?:[^#]*&)?symbol=([^&#]+)",
    re.IGNORECASE,
)


def symbol_in(address: str) -> str:
    """The symbol of the document that an address is that of; "" where it is of none."""
    found = _DOCUMENT.match(address.strip())
    return unquote(found.group(1) or found.group(2)).strip("/ ") if found else ""


def raised(mark: str) -> str:
    """A mark in raised characters, as far as there are such."""
    return mark.translate(_RAISED)


@dataclass(slots=True)
class Writer:
    """Collects lines of paragraphs. Between paragraphs stands an empty line."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    _start: int = 0
    _mark: str = ""
    _references: list[tuple[Span, str]] = field(default_factory=list)

    def begin(self, mark: str = "") -> None:
        """Begin a paragraph, or the note with a mark."""
        if mark:
            self._put(f"{raised(mark)} ")
        self._start, self._mark, self._references = self.at, mark, []

    def line(self, text: str, marks: tuple[tuple[int, int, str], ...] = (), place: Place | None = None) -> None:
        """Add a line; `marks` are the intervals in it that are marks of notes; of `place` its span is found here."""
        if self.at > self._start:
            self._put("\n")
        for start, end, mark in marks:
            self._references.append((Span(self.at + start, self.at + end), mark))
        span = Span(self.at, self.at + len(text))
        if place is not None:
            self.places.append(Place(span, place.number, place.top, place.bottom, place.edges))
        self._put(text)

    def link(self, start: int, end: int, address: str) -> None:
        """Say that characters, counted back from the end of what was written, are a link to an address; those to a
        document of the United Nations cite it."""
        span = Span(self.at - start, self.at - end)
        if span.end > span.start and (symbol := symbol_in(address)):
            self.stated.append(Stated("citation", symbol, span))

    def end(self) -> None:
        """End the paragraph. Raises ValueError where there are more than any document has."""
        if len(self.paragraphs) >= _MOST:
            raise ValueError(f"more than {_MOST:,} paragraphs")
        if self.at > self._start:
            self.paragraphs.append(Paragraph(Span(self._start, self.at), self._mark, tuple(self._references)))
            self._put("\n\n")

    def text(self, source: str, encoding: str, remarks: tuple[str, ...] = ()) -> Text:
        """What was written. Raises InputError where nothing was."""
        content = "".join(self.pieces)
        if not self.paragraphs:
            raise InputError(source, "holds no text")
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        return Text(
            source, content, encoding, digest, stated=tuple(self.stated), paragraphs=tuple(self.paragraphs),
            places=tuple(self.places), remarks=remarks,
        )  # fmt: skip

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)
