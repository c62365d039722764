"""Chunks of a page to lines, where tables are drawn on it: what stands between two lines across is one row, and what
stands between two lines up and down is a cell."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from dao_graph.formats.pdf.bands import edges_of, gutters_of, lines_of
from dao_graph.formats.pdf.glyphs import Page
from dao_graph.formats.pdf.grid import Across, Grid, Section, across, grids
from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Gutters, Line, Row, cut, is_figure, pieces, rows_of
from dao_graph.formats.pdf.table import joined_row, table_rows

# Share of the width of a page that is a rule's.
_WIDE = 0.25
# Type sizes: how far lines of a cell stand apart at most, and those of an open row, of which the last line is missing.
_TIGHT, _OPEN = 1.6, 2.2
# A line that covers so much of the width of a table is none of a cell; a gap between rows is so much wider than usual.
_CROSSING, _CLEAR = 0.62, 1.35
# Of the sections of a table without lines up and down so many may have several rows; a third of the lines of such a
# section begin one. Columns are crossed by few lines.
_FEW, _MANY, _CROSSED = 0.25, 3, 0.1
# Points before the head of a column at which it begins, and about a line up and down in which no other column does.
_BEFORE, _BESIDE_BAR = 2.0, 15.0
# More cells than this stand in no row, and no cell goes on over more rows.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class _Set:
    """How a page is set: whether it is read from the right, the height of the first page (else 0), the heights of its
    wide rules, the gutters of the file, and its edges."""

    rtl: bool
    height: float
    wide: Sequence[float]
    known: Sequence[float]
    edges: tuple[float, float]

    def lines(self, chunks: Sequence[Chunk], first: bool) -> list[Line]:
        """The lines of a part of the page, which may be its first."""
        return lines_of(chunks, self.height if first else 0.0, self.rtl, self.wide, self.known, self.edges)


def page_lines(chunks: Sequence[Chunk], page: Page, first: bool, rtl: bool, known: Sequence[float]) -> Iterator[Line]:
    """The lines of a page, which may be the first of its file; `known` are the gutters of that."""
    wide = [rule.y for rule in page.shapes.rules if rule.right - rule.left > _WIDE * page.width]
    height = page.height if first else 0.0
    chunks = _apart(sorted(chunks, key=_place), across(page.shapes.rules))
    way = _Set(rtl, height, wide, known, edges_of(chunks, rtl))
    column = 0
    for part in _parts(chunks, grids(page.shapes), way):
        last = column
        for line in part:
            last = column + line.column
            yield line if line.column == last else replace(line, column=last)
        column = last + 1


def _apart(chunks: Sequence[Chunk], lines: Sequence[Across]) -> list[Chunk]:
    """Chunks from top to foot, those below a line of three pieces or more parted where these meet, down to running
    text."""
    found: list[Chunk] = []
    waiting = list(reversed(lines))
    above: Across | None = None
    for chunk in chunks:
        while waiting and waiting[-1].y < chunk.base:
            line = waiting.pop()
            above = line if len(line.edges) > _MANY else None
        if above is None or chunk.left < above.left - 1 or chunk.right > above.right + 1:
            found.append(chunk)
            continue
        gutters = [(x - 1, x + 1) for x in above.edges[1:-1]]
        if sum(_is_across(chunk, gutter) for gutter in gutters) > 1:
            above = None
        found.extend(pieces(chunk, gutters) if above else [chunk])
    return found


def _parts(chunks: Sequence[Chunk], drawn: Sequence[Grid], way: _Set) -> Iterator[Sequence[Line]]:
    """The lines of a page from top to foot: between its tables, and in them."""
    rest = sorted(chunks, key=_place)
    first = True
    for grid in (part for whole in drawn for part in _tables(rest, whole, _MANY if way.height else _MANY - 1)):
        above, own, below = _around(rest, grid)
        if not own or not all(grid.left <= (c.left + c.right) / 2 <= grid.right for c in own):
            continue
        sections = _filled(own, grid)
        if not (grid.sections[0].barred or (_is_table(sections) and _shows_all(own, grid))):
            continue
        if above:
            yield way.lines(above, first)
        for section in sections:
            yield from _lines(section, way)
        rest, first = below, False
    if rest:
        yield way.lines(rest, first)


def _place(chunk: Chunk) -> tuple[float, float]:
    return chunk.base, chunk.left


def _tables(chunks: Sequence[Chunk], grid: Grid, least: int) -> Iterator[Grid]:
    """The tables among lines across: so many sections at `least` in which something stands, and no running text."""
    if grid.sections[0].barred:
        yield grid
        return
    run: list[Section] = []
    waiting = [c for c in reversed(chunks) if c.base > grid.top]
    for section in grid.sections:
        own: list[Chunk] = []
        while waiting and waiting[-1].base <= section.bottom:
            own.append(waiting.pop())
        gutters = _drawn(section)
        if own and not any(_crosses(piece, grid) for c in own for piece in pieces(c, gutters)):
            run.append(section)
            continue
        if len(run) >= least:
            yield replace(grid, sections=tuple(run))
        run = []
    if len(run) >= least:
        yield replace(grid, sections=tuple(run))


def _around(chunks: Sequence[Chunk], grid: Grid) -> tuple[list[Chunk], list[Chunk], list[Chunk]]:
    """The chunks above a table, in it, and below it."""
    top, bottom = grid.top, grid.bottom
    if not grid.sections[0].barred:
        above, below = ([c for c in chunks if c.base <= top], [c for c in chunks if c.base > bottom])
        top = min([top, *(base - 0.1 for base in _beyond(rows_of(above)[::-1], grid, top))])
        bottom = max([bottom, *(base + 0.1 for base in _beyond(rows_of(below), grid, bottom))])
    return (
        [c for c in chunks if c.base <= top],
        [c for c in chunks if top < c.base <= bottom],
        [c for c in chunks if c.base > bottom],
    )


@dataclass(frozen=True, slots=True)
class _Filled:
    """What stands in a section, its lines, these by cells, and whether lines up and down part them."""

    chunks: list[Chunk]
    rows: list[Row]
    cells: list[list[list[Chunk]]]
    gutters: Gutters
    barred: bool


def _filled(chunks: Sequence[Chunk], grid: Grid) -> list[_Filled]:
    """The sections of a table with what stands in them, the head above it and the row below it."""
    first, last = grid.sections[0], grid.sections[-1]
    sections = [replace(first, top=0.0, bottom=first.top), *grid.sections, replace(last, top=last.bottom, bottom=inf)]
    held: list[list[Chunk]] = [[] for _ in sections]
    at = 0
    for chunk in chunks:
        while chunk.base > sections[at].bottom:
            at += 1
        held[_begun(chunk, sections[at], held, at)].append(chunk)
    if first.barred and not all(section.framed for section in grid.sections):
        headed = next((_headed(own, chunks) for own in held if own), [])
        sections = [replace(section, columns=_with(section.columns, headed)) for section in sections]
    return [_section(own, section) for own, section in zip(held, sections, strict=True) if own]


def _headed(head: Sequence[Chunk], chunks: Sequence[Chunk]) -> list[float]:
    """Where columns begin by the heads of a table, and nothing stands across."""
    row = rows_of(head)[0].chunks
    starts = [(b.left - _BEFORE - 1, b.left - _BEFORE + 1) for a, b in pairwise(row) if b.left - a.right > 2 * _BEFORE]
    return [a + 1 for a, _ in _uncrossed(chunks, starts)]


def _with(bars: Sequence[float], heads: Sequence[float]) -> tuple[float, ...]:
    """The places of lines up and down, and of the columns of which these show none."""
    return tuple(sorted([*bars, *(x for x in heads if all(abs(x - bar) > _BESIDE_BAR for bar in bars))]))


def _shows_all(chunks: Sequence[Chunk], grid: Grid) -> bool:
    """True if the pieces of lines show all columns of a table: hardly anything stands across where they meet, and there
    is no other gap between columns."""
    drawn = _drawn(grid.sections[0])
    if not drawn or len(_uncrossed(chunks, drawn)) < len(drawn):
        return False
    rows = [Row(row.base, row.size, [p for c in row.chunks for p in pieces(c, drawn)]) for row in rows_of(chunks)]
    middles = sorted((c.left + c.right) / 2 for row in rows for c in row.chunks)
    places = [bisect(middles, a) for a, _ in drawn]
    return all(bisect(middles, (a + b) / 2) in places for a, b in gutters_of(rows, False))


def _drawn(section: Section) -> Gutters:
    return [(x - 1, x + 1) for x in section.columns]


def _uncrossed(chunks: Sequence[Chunk], gutters: Gutters) -> Gutters:
    """Those that hardly anything stands across: pieces of lines may end where no column does."""
    most = max(1.0, _CROSSED * len(chunks))
    return [gutter for gutter in gutters if sum(_is_across(c, gutter) for c in chunks) <= most]


def _begun(chunk: Chunk, section: Section, held: Sequence[Sequence[Chunk]], at: int) -> int:
    """The section of a chunk that stands in section `at`: an earlier one where it goes on with a cell of that, for the
    lines between the rows do not part this."""
    if section.begin <= (chunk.left + chunk.right) / 2 <= section.end:
        return at
    for k in range(at, max(-1, at - _BESIDE), -1):
        before = next((c for c in reversed(held[k][-_BESIDE:]) if _over(c, chunk)), None)
        if before is not None:
            return k if chunk.base - before.base <= _TIGHT * chunk.size else at
    return at


def _over(a: Chunk, b: Chunk) -> bool:
    return a.left < b.right and b.left < a.right


def _section(chunks: list[Chunk], section: Section) -> _Filled:
    gutters = _drawn(section) if section.barred else _uncrossed(chunks, _drawn(section))
    rows = rows_of(chunks)
    return _Filled(chunks, rows, [cut(row, gutters) for row in rows], gutters, section.barred)


def _is_across(chunk: Chunk, gutter: tuple[float, float]) -> bool:
    return chunk.left < gutter[0] and gutter[1] < chunk.right and len(pieces(chunk, [gutter])) == 1


def _beyond(rows: Sequence[Row], grid: Grid, edge: float) -> list[float]:
    """The heights of the rows that stand at an edge of a table, outward: its head above the first line, or its last
    row, below which no line is drawn."""
    found: list[float] = []
    gutters = _drawn(grid.sections[0])
    for row in rows:
        cells = [c for cell in cut(row, gutters) for c in cell]
        inside = all(grid.left - 1 <= c.left and c.right <= grid.right + 1 and not _crosses(c, grid) for c in cells)
        if not inside or abs(row.base - edge) > _OPEN * row.size or (not found and len(cells) < 2):
            break
        edge = row.base
        found.append(edge)
    return found


def _crosses(chunk: Chunk, grid: Grid) -> bool:
    return chunk.right - chunk.left > _CROSSING * (grid.right - grid.left)


def _is_table(sections: Sequence[_Filled]) -> bool:
    """True if lines across part the rows of a table: hardly any section has several."""
    if len(sections) < _MANY or not all(section.gutters for section in sections):
        return False
    return sum(map(_is_several, sections)) <= _FEW * len(sections)


def _is_several(section: _Filled) -> bool:
    """True if a section holds several rows: lines with a label and figures where others stand above, or with cells
    below a gap over all of the section; or a row and the head above it, a label alone."""
    first, *rest = section.cells
    if first[0] and sum(map(bool, first)) == 1:
        return any(cell and all(is_figure(c.text) for c in cell) for line in rest for cell in line[1:])
    gaps = [b.base - a.base for a, b in pairwise(section.rows)]
    usual = median(gaps) if gaps else 0.0
    begin = next((at for at, cell in enumerate(first) if cell), 0)
    figures: set[int] = set()
    begins = 0
    for number, cells in enumerate(section.cells):
        own = {at for at, cell in enumerate(cells) if at != begin and cell and all(is_figure(c.text) for c in cell)}
        if figures and figures <= own and cells[begin]:
            if len(figures) > 1:
                return True
            begins += 1
        figures = figures or own
        if number and gaps[number - 1] > _CLEAR * usual and cells[begin] and sum(map(bool, cells)) > 1:
            return True
    return begins * _MANY >= len(section.cells) > 1


def _lines(section: _Filled, way: _Set) -> Iterator[Sequence[Line]]:
    """The lines of a section: a row, or several, or text where it is one cell."""
    if sum(any(line[at] for line in section.cells) for at in range(len(section.gutters) + 1)) > 1:
        if not section.barred and _is_several(section):
            yield list(table_rows(section.rows, section.gutters, way.rtl, 0))
        else:
            yield [joined_row(section.cells, way.rtl, 0)]
    else:
        yield way.lines(section.chunks, False)
