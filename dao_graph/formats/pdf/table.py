"""The rows of a table on a page: which lines are of one row, and its cells side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Gutters, Line, Row, cut, is_figure, ordered
from dao_graph.model.characters import SEMICOLONS, STOPS

# Lines of a row stand hardly further apart than the closest ones, and these no further than lines of running text, in
# type sizes.
_TIGHT, _LEADING = 1.12, 1.3
_BROKEN = re.compile(r"[^\W\d_]-$")
_ENDED = re.compile(f"[{STOPS}{SEMICOLONS}]$")


def table_rows(band: Sequence[Row], gutters: Gutters, rtl: bool, column: int) -> Iterator[Line]:
    """The rows of a table, cells parted by tabs. Lines of a cell stand closer than rows do."""
    columns = zip(*(cut(row, gutters) for row in band), strict=True)
    chunks = [[c for cell in column for c in cell] for column in columns]
    tight = _tight(chunks, median(row.size for row in band))
    group: list[list[list[Chunk]]] = []
    before = 0.0
    for row in band:
        cells = cut(row, gutters)
        if group and (
            row.base - before > _reach(group[-1], cells, tight) or _repeats(group, cells) or _labels(group, cells, rtl)
        ):
            yield joined_row(group, rtl, column)
            group = []
        group.append(cells)
        before = row.base
    yield joined_row(group, rtl, column)


def _tight(columns: Sequence[Sequence[Chunk]], usual: float) -> dict[int, float]:
    """How far lines of one row stand apart at most, by twice the size of their type (0 for any other): heads are set
    smaller, and closer. Zero where the closest are as far apart as rows."""
    gaps: dict[int, float] = {}
    for column in columns:
        for a, b in pairwise(column):
            if (gap := b.base - a.base) > 0.5 * b.size:
                for size in (round(2 * b.size), 0):
                    gaps[size] = min(gap, gaps.get(size, gap))
    most = _LEADING * _TIGHT * usual
    tight = {size: _TIGHT * gap if _TIGHT * gap <= most else 0.0 for size, gap in gaps.items()}
    return {size: max(gap, tight[0]) for size, gap in tight.items()}


def _reach(above: Sequence[Sequence[Chunk]], cells: Sequence[Sequence[Chunk]], tight: dict[int, float]) -> float:
    """How far a line of cells may stand below the one above, by the type of those that go on there."""
    both = [c for at, cell in enumerate(cells) for c in cell if above[at]] or [c for cell in cells for c in cell]
    return max((tight.get(round(2 * c.size), 0.0) for c in both), default=0.0)


def _repeats(group: Sequence[Sequence[Sequence[Chunk]]], cells: Sequence[Sequence[Chunk]]) -> bool:
    """True if a line begins a row of its own: it has figures in cells that have some already."""
    return any(
        any(is_figure(c.text) for c in cell) and any(is_figure(c.text) for row in group for c in row[at])
        for at, cell in enumerate(cells)
    )


def _labels(group: Sequence[Sequence[Sequence[Chunk]]], cells: Sequence[Sequence[Chunk]], rtl: bool) -> bool:
    """True if a line begins a row by the label in its first cell: the line before it had none, or its cells end."""
    at = -1 if rtl else 0
    if not cells[at] or not any(row[at] for row in group) or sum(map(bool, cells)) < 2:
        return False
    ended = [cell[-1].text for cell in group[-1] if cell]
    return not group[-1][at] or _ENDED.search(ended[0 if rtl else -1]) is not None


def joined_row(group: Sequence[Sequence[Sequence[Chunk]]], rtl: bool, column: int) -> Line:
    """Lines of cells as one row. A word that is broken at its hyphen is whole again."""
    cells: list[Chunk | None] = [None] * len(group[0])
    for row in group:
        for at, cell in enumerate(row):
            for chunk in ordered(cell, rtl):
                before = cells[at]
                gap = "" if before and _BROKEN.search(before.text) and chunk.text[0].islower() else " "
                cells[at] = before.joined(chunk, gap) if before else chunk
    whole: Chunk | None = None
    tabs = ""
    for part in reversed(cells) if rtl else cells:
        if part:
            whole = whole.joined(part, tabs) if whole else part
            tabs = ""
        # Cells that are empty keep their place.
        tabs += "\t" if whole else ""
    chunks = [c for row in group for cell in row for c in cell]
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    near, far = (right, left) if rtl else (left, right)
    assert whole is not None
    placed = replace(whole, base=max(c.base for c in chunks))
    return Line(placed, near, far, column, row=True, top=min(c.base - c.size for c in chunks))
