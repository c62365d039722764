"""Chunks of a page to lines in reading order: the columns of a masthead and of running text one after the other, the
rows of a table with their cells side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import inf

from dao_graph.formats.pdf.cards import cards
from dao_graph.formats.pdf.columns import is_running, stretches
from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Gutters, Line, Row, cut, is_figure, labelled, ordered, rows_of
from dao_graph.formats.pdf.stretched import whole_lines
from dao_graph.formats.pdf.table import table_rows

# Points that a gutter is wide at least; rows that show one.
_GUTTER, _SHOWING = 4.5, 2
# Rows that stand so far apart, in type sizes, do not belong together; nor does a line of this share of their width.
_APART, _SINGLE = 4.5, 0.62
# Masthead: the upper part of a first page, in so many columns.
_MASTHEAD, _MOST_SIDES = 0.5, 3


def lines_of(
    chunks: Sequence[Chunk],
    height: float,
    rtl: bool,
    ruled: Sequence[float],
    known: Sequence[float],
    edges: tuple[float, float],
) -> list[Line]:
    """The lines of a part of a page, which is set between `edges`: `height` is that of the first one, else 0, `rtl`
    whether it is read from the right; `ruled` are the heights at which a line is drawn over most of it, `known` the
    gutters of the file."""
    found: list[Line] = []
    for sides in stretches(chunks, rtl, known):
        flows = len(sides) > 1
        for side in sides:
            rows = _whole_rows(side, rtl)
            own = _edges(rows, rtl) if flows else edges
            begin = found[-1].column + 1 if found else 0
            for line in _lines(rows, own, 0.0 if flows else height, rtl, ruled):
                found.append(replace(line, column=begin + line.column, flows=line.flows or flows))
    return found


def edges_of(chunks: Sequence[Chunk], rtl: bool) -> tuple[float, float]:
    """The edges between which most lines are set, the one where they begin first."""
    return _edges(_whole_rows(chunks, rtl), rtl)


def _whole_rows(chunks: Sequence[Chunk], rtl: bool) -> list[Row]:
    return whole_lines([labelled(row, rtl) for row in whole_lines(rows_of(chunks), rtl)], rtl)


def _lines(rows: list[Row], edges: tuple[float, float], height: float, rtl: bool, ruled: Sequence[float]) -> list[Line]:
    """The lines of rows set between `edges`; `height` is that of a first page, else 0."""
    found: list[Line] = []
    columns = i = 0
    near, far = edges
    while i < len(rows):
        if pairs := cards(rows, i):
            for pair in ordered(pairs, rtl):
                columns += 1
                found.extend(Line(chunk, near, far, columns) for chunk in pair)
            columns += 1
            i += 2
            continue
        end, gutters, masthead = _side_by_side(rows, i, height, ruled)
        if not gutters:
            for chunk in ordered(rows[i].chunks, rtl):
                found.append(Line(chunk, near, far, columns))
                columns += len(rows[i].chunks) > 1
            i += 1
            continue
        sides = _sides(rows[i:end], gutters, rtl)
        flows = is_running(sides)
        masthead &= not flows and len(sides) <= _MOST_SIDES
        if masthead or flows:
            bounds = [_edges(side, rtl) for side in sides]
            ends = [(b[0] + 6.0 if rtl else b[0] - 6.0) for b in bounds[1:]] + [far]
            for side, (start, own), end_of_column in zip(sides, bounds, ends, strict=True):
                columns += 1
                edge = end_of_column if masthead else own
                own_chunks = [c for row in side for c in ordered(row.chunks, rtl)]
                found.extend(Line(c, start, edge, columns, masthead, flows) for c in own_chunks)
            columns += 1
        else:
            found.extend(table_rows(rows[i:end], gutters, rtl, columns))
        i = end
    return found


def _side_by_side(rows: Sequence[Row], start: int, height: float, ruled: Sequence[float]) -> tuple[int, Gutters, bool]:
    """The end of the rows that stand in columns from `start` on, the edges between the columns, and whether they are a
    masthead's; `height` is that of a first page, else 0."""
    end = _masthead(rows, start, height, ruled)
    if end > start and (gutters := gutters_of(rows[start:end], True)):
        return end, gutters, True
    # Wide labels may be those of another table, of other columns.
    for wide in (True, False):
        end = _band(rows, start, ruled if height else (), wide)
        masthead = end > start and rows[end - 1].base < _MASTHEAD * height and not _has_figures(rows[start:end])
        if end - start < (1 if masthead else 2):
            return start, [], False
        if gutters := gutters_of(rows[start:end], masthead):
            break
    return end, gutters, masthead


def _has_figures(band: Sequence[Row]) -> bool:
    """True if rows have figures beside their words, as those of a table have."""
    return sum(any(is_figure(c.text) for c in row.chunks[1:]) for row in band) >= _SHOWING


def _masthead(rows: Sequence[Row], start: int, height: float, ruled: Sequence[float]) -> int:
    """The end of the rows above the next line drawn over the upper part of a first page; `start` where there is none,
    or nothing stands side by side there."""
    below = [y for y in ruled if rows[start].base < y < _MASTHEAD * height]
    if not below:
        return start
    end = next((i for i in range(start, len(rows)) if rows[i].base > min(below)), len(rows))
    return end if any(len(row.chunks) > 1 for row in rows[start:end]) else start


def _edges(rows: Sequence[Row], rtl: bool) -> tuple[float, float]:
    """The edges between which the lines of some rows are set: where they begin, and where they end but for a few."""
    spans = [span for row in rows for span in row.spans]
    if not spans:
        return 0.0, 0.0
    lefts, rights = sorted(left for left, _ in spans), sorted(right for _, right in spans)
    left, right = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    return (right, left) if rtl else (left, right)


def _band(rows: Sequence[Row], start: int, ruled: Sequence[float], labels: bool) -> int:
    """The end of the rows that stand with the first in several columns. A row with text in one column only is a cell
    that runs on, or that waits for its neighbour; it may be wide if `labels` may be."""
    if len(rows[start].chunks) < 2:
        return start
    last = start + 1
    left, right = rows[start].chunks[0].left, rows[start].chunks[-1].right
    inner = _inner(rows[start])
    for i in range(start + 1, len(rows)):
        row, before = rows[i], rows[i - 1]
        if row.base - before.base > _APART * row.size or any(before.base < y < row.base - row.size for y in ruled):
            break
        begin, end = row.chunks[0].left, row.chunks[-1].right
        wide = end - begin > _SINGLE * (right - left) and not (labels and (end <= inner[0] or begin >= inner[1]))
        if len(row.chunks) == 1 and (wide or end < left or begin > right):
            break
        second = _inner(row)
        inner = min(inner[0], second[0]), max(inner[1], second[1])
        left, right = min(left, begin), max(right, end)
        if len(row.chunks) > 1 or (i == last and row.base - before.base <= 1.35 * row.size):
            last = i + 1
    return last


def _inner(row: Row) -> tuple[float, float]:
    """Where the second column begins, from the left and from the right: what ends before is a cell of the first."""
    return (row.chunks[1].left, row.chunks[-2].right) if len(row.chunks) > 1 else (inf, -inf)


def gutters_of(band: Sequence[Row], masthead: bool) -> Gutters:
    """The intervals that hardly any row of a band covers, with something on both sides in several: in a masthead, none
    and one."""
    rows = [row.spans for row in band]
    events = sorted({x for spans in rows for span in spans for x in span})
    allowed, showing = (0, 1) if masthead else (len(band) // 7, max(_SHOWING, len(band) // 5))
    free: Gutters = []
    for (a, b), covered in zip(pairwise(events), _covered(rows, events), strict=False):
        if covered > allowed:
            continue
        if free and free[-1][1] == a:
            free[-1] = (free[-1][0], b)
        else:
            free.append((a, b))
    return [(a, b) for a, b in free if b - a >= _GUTTER and _beside(band, a, b) >= showing]


def _covered(rows: Sequence[Sequence[tuple[float, float]]], events: Sequence[float]) -> Iterable[int]:
    """How many rows have something between each event and the next: the ends of all spans are events."""
    at = {x: i for i, x in enumerate(events)}
    changes = [0] * len(events)
    for spans in rows:
        reach = 0
        for left, right in sorted(spans):
            begin, end = max(at[left], reach), at[right]
            if begin < end:
                changes[begin] += 1
                changes[end] -= 1
                reach = end
    return accumulate(changes)


def _beside(band: Sequence[Row], a: float, b: float) -> int:
    """The number of rows with text on both sides of an interval."""
    return sum(row.chunks[0].left < a + 1 and row.chunks[-1].right > b - 1 for row in band)


def _sides(band: Sequence[Row], gutters: Gutters, rtl: bool) -> list[list[Row]]:
    """The rows of a band, by the sides of its gutters, in reading order."""
    sides: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in band:
        for at, cell in enumerate(cut(row, gutters)):
            if cell:
                sides[at].append(Row(row.base, row.size, cell))
    kept = [side for side in sides if side]
    return kept[::-1] if rtl else kept
