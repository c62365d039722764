"""Chunks of a page to lines in reading order: the columns of a masthead and of running text one after the other, the
rows of a table with their cells side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.model.characters import LIST_COMMA, SEMICOLONS, STOPS

# An enumerator or bullet that stands off the words of its item by a tab.
_LABEL = re.compile(
    r"\(?(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,5}|\d{1,3}|[\u0430-\u044f]|[\u0620-\u064a])[.)]?|[\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7\u2013\u2014o-]"
    rf"|\d{{1,2}}\.\d{{1,2}}\.?|[\u4e00-\u9fff]{{1,3}}{LIST_COMMA}"
)
_LABEL_GAP = 5.0
# Points that a gutter is wide at least; rows that show one.
_GUTTER, _SHOWING = 4.5, 2
_SPACE = re.compile(r"(?<=\S) +(?=\S)")
# Rows that stand so far apart, in type sizes, do not belong together; nor does a line of this share of their width.
_APART, _SINGLE = 4.5, 0.62
# Lines of a row stand hardly further apart than the closest ones, and these no further than lines of running text, in
# type sizes.
_TIGHT, _LEADING = 1.12, 1.3
_ENDED = re.compile(f"[{STOPS}{SEMICOLONS}]$")
# Columns of running text have so many lines, mostly filled, of so many characters.
_LINES, _FILLED, _CHARACTERS = 6, 0.72, 18
# Masthead: the upper part of a first page, in so many columns.
_MASTHEAD, _MOST_SIDES = 0.5, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order, or a row of cells: `near` and `far` are the edges of the column that it is set in,
    `column` counts those of its page; it may be one of a masthead, of columns of running text, which go on one in
    another, or a row of a table, then with its upper edge."""

    chunk: Chunk
    near: float
    far: float
    column: int = 0
    masthead: bool = False
    flows: bool = False
    row: bool = False
    top: float = 0.0


@dataclass(slots=True)
class _Row:
    base: float
    size: float
    chunks: list[Chunk]

    @property
    def spans(self) -> list[tuple[float, float]]:
        return [(chunk.left, chunk.right) for chunk in self.chunks]


_Gutters = list[tuple[float, float]]


def lines_of(chunks: Sequence[Chunk], first: bool, height: float, rtl: bool, ruled: Sequence[float]) -> list[Line]:
    """The lines of a page: `first` is whether it is the first, `rtl` whether it is read from the right; `ruled` are
    the heights at which a line is drawn over most of it."""
    rows = [_labelled(row, rtl) for row in _rows(chunks)]
    found: list[Line] = []
    columns = i = 0
    near, far = _edges(rows, rtl)
    while i < len(rows):
        end, gutters, masthead = _side_by_side(rows, i, height if first else 0.0, ruled)
        if not gutters:
            for chunk in _ordered(rows[i].chunks, rtl):
                found.append(Line(chunk, near, far, columns))
                columns += len(rows[i].chunks) > 1
            i += 1
            continue
        sides = _sides(rows[i:end], gutters, rtl)
        flows = _is_running(sides)
        masthead &= not flows and len(sides) <= _MOST_SIDES
        if masthead or flows:
            bounds = [_edges(side, rtl) for side in sides]
            ends = [(b[0] + 6.0 if rtl else b[0] - 6.0) for b in bounds[1:]] + [far]
            for side, (start, own), end_of_column in zip(sides, bounds, ends, strict=True):
                columns += 1
                edge = end_of_column if masthead else own
                own_chunks = [c for row in side for c in _ordered(row.chunks, rtl)]
                found.extend(Line(c, start, edge, columns, masthead, flows) for c in own_chunks)
            columns += 1
        else:
            found.extend(_table(rows[i:end], gutters, rtl, columns))
        i = end
    return found


def _side_by_side(
    rows: Sequence[_Row], start: int, height: float, ruled: Sequence[float]
) -> tuple[int, _Gutters, bool]:
    """Where the rows end that stand in columns from `start` on, what parts these, and whether they are a masthead's;
    `height` is that of a first page, else 0."""
    end = _masthead(rows, start, height, ruled)
    if end > start and (gutters := _gutters(rows[start:end], True)):
        return end, gutters, True
    end = _band(rows, start, ruled if height else ())
    masthead = end > start and rows[end - 1].base < _MASTHEAD * height and not _has_figures(rows[start:end])
    if end - start < (1 if masthead else 2):
        return start, [], False
    return end, _gutters(rows[start:end], masthead), masthead


def _has_figures(band: Sequence[_Row]) -> bool:
    """Whether rows have figures beside their words, as those of a table have."""
    return sum(any(_is_figure(c.text) for c in row.chunks[1:]) for row in band) >= _SHOWING


def _masthead(rows: Sequence[_Row], start: int, height: float, ruled: Sequence[float]) -> int:
    """Where the rows end that stand above the next line drawn over the upper part of a first page; `start` where there
    is none, or nothing stands side by side there."""
    below = [y for y in ruled if rows[start].base < y < _MASTHEAD * height]
    if not below:
        return start
    end = next((i for i in range(start, len(rows)) if rows[i].base > min(below)), len(rows))
    return end if any(len(row.chunks) > 1 for row in rows[start:end]) else start


def _rows(chunks: Sequence[Chunk]) -> list[_Row]:
    rows: list[_Row] = []
    for chunk in sorted(chunks, key=lambda chunk: chunk.base):
        if rows and chunk.base - rows[-1].base <= 0.35 * min(chunk.size, rows[-1].size):
            rows[-1].chunks.append(chunk)
        else:
            rows.append(_Row(chunk.base, chunk.size, [chunk]))
    for row in rows:
        row.chunks.sort(key=lambda chunk: chunk.left)
        row.size = max(chunk.size for chunk in row.chunks)
    return rows


def _labelled(row: _Row, rtl: bool) -> _Row:
    """The row, its enumerators together with the words after them."""
    chunks = list(reversed(row.chunks)) if rtl else row.chunks
    joined: list[Chunk] = []
    for chunk in chunks:
        if joined and _LABEL.fullmatch(joined[-1].text.strip()):
            gap = joined[-1].left - chunk.right if rtl else chunk.left - joined[-1].right
            if 0 <= gap <= _LABEL_GAP * chunk.size and not _is_figure(chunk.text):
                joined[-1] = joined[-1].joined(chunk, " ")
                continue
        joined.append(chunk)
    return _Row(row.base, row.size, sorted(joined, key=lambda chunk: chunk.left))


def _is_figure(text: str) -> bool:
    return not any(c.isalpha() for c in text)


def _edges(rows: Sequence[_Row], rtl: bool) -> tuple[float, float]:
    """The edges between which the lines of some rows are set: where they begin, and where they end but for a few."""
    spans = [span for row in rows for span in row.spans]
    if not spans:
        return 0.0, 0.0
    lefts, rights = sorted(left for left, _ in spans), sorted(right for _, right in spans)
    left, right = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    return (right, left) if rtl else (left, right)


def _ordered(chunks: Sequence[Chunk], rtl: bool) -> list[Chunk]:
    return list(reversed(chunks)) if rtl else list(chunks)


def _band(rows: Sequence[_Row], start: int, ruled: Sequence[float]) -> int:
    """Where the rows end that stand together with the first in several columns: single ones among them are cells that
    need more lines, or wait for what is beside them."""
    if len(rows[start].chunks) < 2:
        return start
    last = start + 1
    left, right = rows[start].chunks[0].left, rows[start].chunks[-1].right
    for i in range(start + 1, len(rows)):
        row, before = rows[i], rows[i - 1]
        if row.base - before.base > _APART * row.size or any(before.base < y < row.base - row.size for y in ruled):
            break
        begin, end = row.chunks[0].left, row.chunks[-1].right
        if len(row.chunks) == 1 and (end - begin > _SINGLE * (right - left) or end < left or begin > right):
            break
        left, right = min(left, begin), max(right, end)
        if len(row.chunks) > 1 or (i == last and row.base - before.base <= 1.35 * row.size):
            last = i + 1
    return last


def _gutters(band: Sequence[_Row], masthead: bool) -> _Gutters:
    """The intervals that hardly any row of a band covers, with something on both sides in several: in a masthead, none
    and one."""
    events = sorted({x for row in band for span in row.spans for x in span})
    allowed, showing = (0, 1) if masthead else (len(band) // 7, max(_SHOWING, len(band) // 5))
    free: _Gutters = []
    for a, b in pairwise(events):
        if sum(any(left < b and right > a for left, right in row.spans) for row in band) > allowed:
            continue
        if free and free[-1][1] == a:
            free[-1] = (free[-1][0], b)
        else:
            free.append((a, b))
    return [(a, b) for a, b in free if b - a >= _GUTTER and _beside(band, a, b) >= showing]


def _beside(band: Sequence[_Row], a: float, b: float) -> int:
    """How many rows have something on both sides of an interval."""
    return sum(row.chunks[0].left < a + 1 and row.chunks[-1].right > b - 1 for row in band)


def _sides(band: Sequence[_Row], gutters: _Gutters, rtl: bool) -> list[list[_Row]]:
    """The rows of a band, by the sides of its gutters, in reading order."""
    sides: list[list[_Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        for at, cell in enumerate(_cut(row, gutters)):
            if cell:
                sides[at].append(_Row(row.base, row.size, cell))
    kept = [side for side in sides if side]
    return kept[::-1] if rtl else kept


def _cut(row: _Row, gutters: _Gutters) -> list[list[Chunk]]:
    """The chunks of a row by the sides of the gutters; where a wider space in one lies in a gutter, it is two."""
    cells: list[list[Chunk]] = [[] for _ in range(len(gutters) + 1)]
    for chunk in row.chunks:
        for piece in _pieces(chunk, gutters):
            cells[_cell(piece, gutters)].append(piece)
    return cells


def _pieces(chunk: Chunk, gutters: _Gutters) -> list[Chunk]:
    for a, b in gutters:
        if not (chunk.left < a and b < chunk.right):
            continue
        for match in _SPACE.finditer(chunk.text):
            edges = (chunk.edges[match.start() - 1], chunk.edges[match.end()])
            (_, left), (right, _) = sorted(edges)
            if right - left >= 0.4 * chunk.size and left <= b and right >= a:
                first, second = chunk.split(match.start(), match.end())
                return [*_pieces(first, gutters), *_pieces(second, gutters)]
    return [chunk]


def _cell(chunk: Chunk, gutters: _Gutters) -> int:
    """On which side of the gutters a chunk stands, most of it."""
    return sum((chunk.left + chunk.right) / 2 >= (a + b) / 2 for a, b in gutters)


def _is_running(sides: Sequence[Sequence[_Row]]) -> bool:
    """Whether what stands side by side is running text, all of it: its lines are long and nearly all filled."""
    if len(sides) < 2:
        return False
    for side in sides:
        chunks = [chunk for row in side for chunk in row.chunks]
        left, right = min(c.left for c in chunks), max(c.right for c in chunks)
        filled = sum(c.right - c.left >= _FILLED * (right - left) for c in chunks)
        if len(side) < _LINES or filled < 0.6 * len(chunks) or median(len(c.text) for c in chunks) < _CHARACTERS:
            return False
    return True


def _table(band: Sequence[_Row], gutters: _Gutters, rtl: bool, column: int) -> Iterator[Line]:
    """The rows of a table, cells parted by tabs. Lines of a cell stand closer than rows do."""
    columns = zip(*(_cut(row, gutters) for row in band), strict=True)
    chunks = [[c for cell in column for c in cell] for column in columns]
    gaps = [b.base - a.base for column in chunks for a, b in pairwise(column) if b.base - a.base > 0.5 * b.size]
    tight = _TIGHT * min(gaps, default=0.0)
    tight = tight if tight <= _LEADING * _TIGHT * median(row.size for row in band) else 0.0
    group: list[list[list[Chunk]]] = []
    before = 0.0
    for row in band:
        cells = _cut(row, gutters)
        if group and (row.base - before > tight or _repeats(group, cells) or _labels(group, cells, rtl)):
            yield _joined(group, rtl, column)
            group = []
        group.append(cells)
        before = row.base
    yield _joined(group, rtl, column)


def _repeats(group: Sequence[Sequence[Sequence[Chunk]]], cells: Sequence[Sequence[Chunk]]) -> bool:
    """Whether a line begins a row of its own: it has figures in cells that have some already."""
    return any(
        any(_is_figure(c.text) for c in cell) and any(_is_figure(c.text) for row in group for c in row[at])
        for at, cell in enumerate(cells)
    )


def _labels(group: Sequence[Sequence[Sequence[Chunk]]], cells: Sequence[Sequence[Chunk]], rtl: bool) -> bool:
    """Whether a line begins a row by the label in its first cell: the line before it had none, or its cells end."""
    at = -1 if rtl else 0
    if not cells[at] or not any(row[at] for row in group) or sum(map(bool, cells)) < 2:
        return False
    ended = [cell[-1].text for cell in group[-1] if cell]
    return not group[-1][at] or _ENDED.search(ended[0 if rtl else -1]) is not None


def _joined(group: Sequence[Sequence[Sequence[Chunk]]], rtl: bool, column: int) -> Line:
    """Lines of cells as one row."""
    cells: list[Chunk | None] = [None] * len(group[0])
    for row in group:
        for at, cell in enumerate(row):
            for chunk in _ordered(cell, rtl):
                before = cells[at]
                cells[at] = before.joined(chunk, " ") if before else chunk
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
