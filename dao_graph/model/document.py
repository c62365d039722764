"""A document as it was read: its original text, its repaired text, the map between them, its structure.

All offsets are code points. Spans of the repaired text are what recognition works on; `Document.original_spans`
turns them into spans of the original text, which is what evidence quotes.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval [start, end) of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the mark-up about the document: its `kind` ("symbol", "subject"), the value, and the characters
    that say it."""

    kind: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, row of a table or note as its file shows it, line by line; `mark` is that of a note, and
    `references` are where notes are hung on its words: the interval of each mark, and the mark in plain characters."""

    span: Span
    mark: str = ""
    references: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a line in its file: the page, the upper and lower edge, and the left and right edge of each
    character in turn, in points from the upper left corner; or a numbered paragraph of a file without pages."""

    span: Span
    number: int
    top: float = 0.0
    bottom: float = 0.0
    edges: array[float] = field(default_factory=lambda: array("d"))


@dataclass(frozen=True, slots=True)
class Text:
    """A source as decoded: `content` has LF line ends; `encoding` is what it was decoded from.

    Of mark-up, `stated` is what it says of the document; what stands in `content` after `end` is said by its metadata
    alone and is no text to read. Where the file shows its `paragraphs`, they need not be guessed from lines; `places`,
    in order, are where the lines stand in it. `remarks` say what of the file could not be read, and why; `unread` are
    the numbers of its pages that show text and have none that can be read, `models` those of the character recognition
    that read such pages; `language` is that which the file says of itself, a hint.
    """

    source: str
    content: str
    encoding: str
    sha256: str
    end: int | None = None
    stated: tuple[Stated, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    places: tuple[Place, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    models: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RepairedText:
    """Text without the traces of extraction, each character with the original interval it stands for."""

    content: str
    starts: array[int]
    ends: array[int]


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The position of a note's mark: the repaired offset right after the words that it belongs to, and the mark."""

    offset: int
    mark: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text between paragraph breaks, on repaired offsets.

    `kind` is one of "front", "title", "heading", "paragraph", "item", "note", "signature", "operative",
    "preambular", "figure" (a line without words). `path` is its address below the file's document ("p/12",
    "annex/1/s/2", "op/7/a"; empty for front matter, titles and figures), `part` that of the part it stands in
    ("" or "annex/1"), `parent` that of what it is a part of. `number` is the label that the text shows or its
    position says ("7", "a").
    `language` is its own where it is not that of the document: a passage in another language.
    """

    kind: str
    span: Span
    path: str
    part: str
    parent: str
    number: str
    sentences: tuple[Span, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A document within the file: the main text (`path` empty) or an annex, with the kind that its form shows and
    where its title stands, without the number that a resolution has before it."""

    path: str
    kind: str
    span: Span
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source, repaired and cut into its structure. `language` is a BCP 47 code of the six official ones."""

    source: Text
    language: str
    repaired: RepairedText
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    note_references: tuple[NoteReference, ...]

    def holds_decisions(self) -> bool:
        """True if it is a collection of decisions, or a report that holds some."""
        return any(block.path.startswith("decision/") for block in self.blocks)

    def language_of(self, block: Block) -> str:
        """The language that a block is in."""
        return block.language or self.language

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.repaired.content

    def original_spans(self, span: Span) -> tuple[Span, ...]:
        """The original intervals of a repaired span, in order.

        More than one where a page break, a note, running matter or another column stands in between: the white space
        and the characters that repair drops are bridged, other words never are.
        """
        starts, ends, original = self.repaired.starts, self.repaired.ends, self.source.content
        if ends[span.end - 1] - starts[span.start] == span.end - span.start:
            return (Span(starts[span.start], ends[span.end - 1]),)
        found: list[Span] = []
        begin, end = starts[span.start], ends[span.start]
        for i in range(span.start + 1, span.end):
            back = starts[i] < starts[i - 1]
            if back or (starts[i] > end and not _invisible(original[end : starts[i]])):
                found.append(Span(begin, end))
                begin = end = starts[i]
            end = max(end, ends[i])
        found.append(Span(begin, end))
        # A space that repair puts between two lines stands nowhere in the original.
        return tuple(span for span in found if span.end > span.start) or tuple(found)


def _invisible(gap: str) -> bool:
    """True if a gap holds nothing a reader would see: white space, hyphens at line ends, format characters."""
    return all(c.isspace() or not c.isprintable() or c in "-\u2010\u0640" for c in gap)
