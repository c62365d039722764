"""Grids: tables of a text as its lines show them, with the unit that stands in their caption.

Cells are parted by tabs or by several spaces, or stand one a line. A grid has a line that names the unit ("Thousands of
United States dollars"), the line above it, a header and rows of as many cells; what has a unit and figures, and no
such shape, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.model.document import Span

_CELLS = re.compile(r"[^\t\n]+?(?=\t| {2,}|[ \t]*$)")
_FIGURE = re.compile(r"\(?[-\u2013\u2212]?\s?\d[\d\s.,\u00a0\u202f\u066b\u066c]*\)?")
_NOTHING = frozenset("-\u2013\u2014\u2212.")
# A grid begins and ends within so many lines without cells.
_GAP = 4
# More lines than this are no grid, but what follows one.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand in the original text."""

    text: str
    span: Span

    @property
    def is_figure(self) -> bool:
        """True if it holds a number, or the dash that stands for none."""
        return bool(_FIGURE.fullmatch(self.text)) or (bool(self.text) and set(self.text) <= _NOTHING)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, the words of its unit, its header and its rows, each a label and its figures. `headers` has
    as many cells as a row, and is empty where the lines have no such shape."""

    title: str
    unit: Cell
    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grids(content: str, unit: re.Pattern[str]) -> Iterator[Grid]:
    """The grids of a text below lines that `unit` matches whole."""
    lines = list(_lines(content))
    captions = [i for i, line in enumerate(lines) if unit.fullmatch(content[slice(*line)].strip())]
    for number, i in enumerate(captions):
        stop = min([i + _LONGEST, *captions[number + 1 : number + 2], len(lines)])
        body = list(_body(content, lines[i + 1 : stop]))
        headers, rows = _shaped(body) or _listed(body) or ((), ())
        if rows or any(cell.is_figure for row in body for cell in row):
            yield Grid(_title(content, lines[:i]), _cell(content, lines[i]), headers, rows)


def _lines(content: str) -> Iterator[Span]:
    begin = 0
    for line in content.split("\n"):
        yield Span(begin, begin + len(line))
        begin += len(line) + 1


def _cell(content: str, span: Span) -> Cell:
    text = content[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Cell(text.strip(), Span(start, start + len(text.strip())))


def _title(content: str, above: Sequence[Span]) -> str:
    """The words of the last line above a unit that has any."""
    for line in reversed(above[-_GAP:]):
        if text := content[line.start : line.end].strip():
            return text
    return ""


def _body(content: str, lines: Sequence[Span]) -> Iterator[tuple[Cell, ...]]:
    """The lines below a caption as cells, to the paragraph that follows the table."""
    empty, begun = 0, False
    for line in lines:
        text = content[line.start : line.end]
        cells = tuple(
            _cell(content, Span(line.start + match.start(), line.start + match.end()))
            for match in _CELLS.finditer(text)
            if match.group().strip()
        )
        empty = 0 if cells else empty + 1
        if (begun and empty > _GAP) or (len(cells) == 1 and len(text) > 160):
            return
        if cells:
            begun = True
            yield cells


def _shaped(body: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]] | None:
    """Header and rows where each row stands on a line: a label and figures, as many as the header has cells."""
    rows = [_row(cells) for cells in body]
    first = next((i for i, row in enumerate(rows) if row), None)
    if first is None:
        return None
    width = len(rows[first] or ())
    header = next((cells for cells in reversed(body[:first]) if len(cells) == width), None)
    if header is None:
        return None
    return header, tuple(row for row in rows[first:] if row and len(row) == width)


def _row(cells: tuple[Cell, ...]) -> tuple[Cell, ...] | None:
    """A label and its figures, where a line has no other cells; the number of a row is part of no label."""
    start = next((i for i, cell in enumerate(cells) if not cell.is_figure and not _is_number(cell.text)), None)
    if start is None or start > 1 or len(cells) - start < 2 or not all(c.is_figure for c in cells[start + 1 :]):
        return None
    return cells[start:]


def _is_number(text: str) -> bool:
    return len(text) <= 4 and text.rstrip(".")[:1].isdigit()


def _listed(body: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]] | None:
    """Header and rows where each cell stands on a line of its own: the header's cells, then each label with as many
    figures as the header has years or other cells behind its first. Nothing where one row is not so."""
    if not body or any(len(cells) > 1 for cells in body):
        return None
    cells = [line[0] for line in body]
    figures = [bool(cell.is_figure) and not re.fullmatch(r"(?:19|20)\d\d", cell.text) for cell in cells]
    first = next((i for i, is_figure in enumerate(figures) if is_figure), 0)
    width = first - 1
    if width < 2 or (len(cells) - width) % width:
        return None
    rows = [tuple(cells[i : i + width]) for i in range(width, len(cells), width)]
    regular = all(not figures[i] and all(figures[i + 1 : i + width]) for i in range(width, len(cells), width))
    return (tuple(cells[:width]), tuple(rows)) if regular else None
