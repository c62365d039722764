"""Paragraphs and notes of a PDF to a text with places."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.notes import Foot
from dao_graph.formats.pdf.paragraphs import Set
from dao_graph.formats.pdf.rows import Line
from dao_graph.formats.writer import Writer, raised
from dao_graph.model.characters import AFTER_MARK
from dao_graph.model.document import Place, Span, Text

_STARS = re.compile(rf"(?<=\S)(\*{{1,4}}|[\u2020\u2021])(?=$|[\s{re.escape(AFTER_MARK)}])")
# Share of the type size that letters reach below the baseline.
_BELOW = 0.25


def write(blocks: Sequence[Set], feet: Sequence[Foot], source: str, remarks: tuple[str, ...]) -> Text:
    """The text of paragraphs and of the notes of each page, which come after the paragraph that the page ends in."""
    writer = Writer()
    notes = _notes(feet)
    # The notes of all pages may stand at the end: then each number is there once.
    counts = Counter(mark for page in notes for mark, _ in page)
    once = {mark for mark, n in counts.items() if n == 1 and mark.isdigit()}
    written = 0
    for i, block in enumerate(blocks):
        writer.begin()
        for page, line in block.lines:
            marks = once.union(mark for mark, _ in notes[page - 1])
            text, found = _marked(line.chunk, marks)
            writer.line(text, found, _place(page, line))
        writer.end()
        after = blocks[i + 1].lines[0][0] if i + 1 < len(blocks) else len(feet) + 1
        while written < len(notes) and written + 1 < max(after, block.last[0] + 1) and after > written + 1:
            _write_notes(writer, notes[written])
            written += 1
    return writer.text(source, "PDF", remarks)


def _notes(feet: Sequence[Foot]) -> list[list[tuple[str, list[tuple[int, Chunk]]]]]:
    """The notes that begin on each page; those that go on over it have lines of several pages."""
    found: list[list[tuple[str, list[tuple[int, Chunk]]]]] = []
    last: list[tuple[int, Chunk]] | None = None
    for page, foot in enumerate(feet, 1):
        own: list[tuple[str, list[tuple[int, Chunk]]]] = []
        for mark, chunk in foot.lines:
            if mark or last is None:
                last = [(page, chunk)]
                own.append((mark, last))
            else:
                last.append((page, chunk))
        found.append(own)
    return found


def _write_notes(writer: Writer, notes: Sequence[tuple[str, list[tuple[int, Chunk]]]]) -> None:
    for mark, lines in notes:
        writer.begin(mark)
        for page, chunk in lines:
            writer.line(chunk.text, (), _place(page, Line(chunk, 0.0, 0.0)))
        writer.end()


def _marked(chunk: Chunk, marks: set[str]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text of a line, its marks of notes raised, and where these stand."""
    text = list(chunk.text)
    found: list[tuple[int, int, str]] = []
    for start, end in _runs(sorted(chunk.raised)):
        mark = chunk.text[start:end].strip()
        if mark in marks or (mark.isdigit() and len(mark) <= 3):
            text[start:end] = raised(chunk.text[start:end])
        if mark in marks:
            found.append((start, end, mark))
    for match in _STARS.finditer(chunk.text):
        if match.group(1) in marks and match.start() not in chunk.raised:
            found.append((match.start(), match.end(), match.group(1)))
    return "".join(text), tuple(sorted(found))


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i in indices:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _place(page: int, line: Line) -> Place:
    chunk = line.chunk
    top = line.top if line.row else chunk.base - chunk.size
    edges = array("d", chain.from_iterable(chunk.edges))
    return Place(Span(0, 0), page, round(top, 1), round(chunk.base + _BELOW * chunk.size, 1), edges)
