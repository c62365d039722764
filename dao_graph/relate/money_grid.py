"""Grids: tables of a text as its lines show them, with the unit that their caption, header or cells name.

Cells are parted by tabs, bars or several spaces, or stand one a line. A grid has a line that names the unit ("Thousands
of United States dollars"), or a caption that ends with it, a header and rows of as many cells; or a header whose cells
name it ("Pledged (US$)"), or rows whose figures have its sign. What has a unit and figures, and no such shape, is none.
Where cells stand one a line, what is read ends with the first row that has not as many figures as
the header has columns: from there on nothing shows which is which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dao_graph.model.document import Span
from dao_graph.relate.money_captions import BRACKETED, GAP, WIDEST, captions, lines_of, title_of
from dao_graph.relate.money_cells import Cell, cell_of, cells_of

# The letter or number of a row, before its label.
_NUMBERED = re.compile(r"(?:[A-Z]|\d{1,2})\.\s+(?=\w)")
# Two figures with one space between them: thousands are no decimals.
_TWO = re.compile(r"(?<=[.,]\d) (?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\*{0,2}(?:\s?[/\u2013-]\s?\d\d(?:\d\d)?)?")
# A cell with more words is a paragraph.
_WORDY = 120
_FEWEST = 2
# A header has at most so many lines.
_ABOVE = 6
# More lines than this are no grid, but what follows one.
_LONGEST = 400
# The header of one whose cells have a line each begins at most so many lines above the unit.
_RAISED = 8


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, the words of its unit, its header and its rows, each a label and its figures. `headers` has
    as many cells as a row, and is empty where the lines have no such shape."""

    title: Cell
    unit: Cell
    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


_Table = tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]


def grids(content: str, unit: re.Pattern[str]) -> Iterator[Grid]:
    """The grids of a text below lines that name a unit as `unit` matches it whole."""
    lines = lines_of(content)
    found = captions(content, lines, unit)
    for number, (i, (title, named, first)) in enumerate(found):
        stop = min([i + _LONGEST, *(j for j, _ in found[number + 1 : number + 2]), len(lines)])
        alone = named.text == cell_of(content, lines[i]).text
        for body in _tables(list(_body(content, lines[first:stop]))):
            headers, rows = _shaped(body) or (_listed(body) if first > i else None) or ((), ())
            if rows or (alone and any(cell.is_figure and not cell.is_empty for row in body for cell in row)):
                yield Grid(title, named, headers, rows)
            elif not alone and first > i and (raised := _raised(content, lines, i, stop)):
                yield Grid(title_of(content, lines[: raised[0]]), named, *raised[1])


def _raised(content: str, lines: Sequence[Span], i: int, stop: int) -> tuple[int, _Table] | None:
    """The first line of a table each of whose cells has a line, and its header and rows, where the line `i` with the
    unit is a cell of its header that is not the first."""
    for begin in range(i - 1, max(-1, i - _RAISED), -1):
        if content[slice(*lines[begin])].strip() and (table := _listed(list(_body(content, lines[begin:stop])))):
            return begin, table
    return None


def _body(content: str, lines: Sequence[Span]) -> Iterator[tuple[Cell, ...]]:
    """The lines below a caption as cells, to the paragraph that follows the table; of a line with tabs the empty cells
    too."""
    empty, begun, figures = 0, False, False
    for line in lines:
        text = content[line.start : line.end]
        cells = cells_of(content, line)
        filled = any(cell.text for cell in cells)
        empty = 0 if filled else empty + 1
        if (begun and empty > GAP) or (len(cells) == 1 and len(text) > WIDEST):
            return
        # Another unit is another table's.
        if figures and len(cells) == 1 and BRACKETED.fullmatch(cells[0].text) and not cells[0].is_figure:
            return
        figures = figures or any(cell.is_figure for cell in cells)
        begun = begun or filled
        yield cells if filled else ()


def _tables(body: Sequence[tuple[Cell, ...]]) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """The tables under one caption: another header begins one, where the rows behind it have another width, or it has
    other words behind the same first."""
    begins = [i for i, cells in enumerate(body) if _is_header(cells)]
    begin, width = 0, None
    said: tuple[str, ...] = ()
    for i, stop in pairwise([*begins, len(body)]):
        found = _width([row for cells in body[i:stop] if (row := _row(cells))])
        words = tuple(cell.text for cell in body[i])
        if width and ((found and found != width) or (words[:1] == said[:1] and words != said)):
            yield body[begin:i]
            begin = i
        width, said = found or width, words if begin == i or not said else said
    yield body[begin:]


def _is_header(cells: tuple[Cell, ...]) -> bool:
    """True for a line that has several cells, and words or years alone."""
    told = [cell for cell in cells if cell.text]
    return len(told) > _FEWEST and not any(cell.is_figure and not _YEAR.fullmatch(cell.text) for cell in told)


def _width(rows: Sequence[tuple[Cell, ...]]) -> int | None:
    """The number of cells that most rows have."""
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else None


def _shaped(body: Sequence[tuple[Cell, ...]]) -> _Table | None:
    """Header and rows where each row stands on a line: a label and figures, as many as the header has cells."""
    rows = [_row(cells) for cells in body]
    first = next((i for i, row in enumerate(rows) if row), None)
    # What is far below the unit, or behind a paragraph or another table's caption, is another table.
    if sum(bool(cells) for cells in body[:first]) > _ABOVE or any(_is_wordy(cells) for cells in body[:first]):
        return None
    rows = rows[: _end(body, rows, first or 0)]
    if first is None:
        return None
    width = _width([row for row in rows if row]) or 0
    above = [cells for cells in body[:first] if cells]
    header = next((found for cells in reversed(above) if (found := _header(cells, width))), _joined(above, width))
    if header is None:
        return None
    return header, tuple(row for row in rows[first:] if row and len(row) == width)


def _is_wordy(cells: tuple[Cell, ...]) -> bool:
    return any(len(cell.text) > _WORDY for cell in cells)


def _end(body: Sequence[tuple[Cell, ...]], rows: Sequence[tuple[Cell, ...] | None], first: int) -> int:
    """Where a table ends: before two lines together that are no rows, but the words of another caption."""
    words = [i for i, cells in enumerate(body) if i > first and len(cells) == 1 and rows[i] is None]
    told = [i for i, cells in enumerate(body) if cells]
    follows = dict(pairwise(told))
    return next((i for i in words if len(body[follows.get(i, i)]) == 1 and follows.get(i, i) > i), len(body))


def _header(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...] | None:
    """The cells of a line as a header of `width` cells, the first of them perhaps empty; none where they are not as
    many."""
    stop = max((i + 1 for i, cell in enumerate(cells) if cell.text), default=0)
    start = next((i for i, cell in enumerate(cells) if cell.text), 0)
    told = cells[start:stop]
    if len(told) == width:
        return told
    corner = Cell("", Span(told[0].span.start, told[0].span.start)) if told else None
    return (corner, *told) if corner and len(told) == width - 1 > 1 and start else None


def _joined(above: Sequence[tuple[Cell, ...]], width: int) -> tuple[Cell, ...] | None:
    """The header of two lines of which each has cells that the other leaves empty; of both the lower counts."""
    if len(above) < _FEWEST:
        return None
    upper, lower = above[-2:]
    told = [
        next((cells[at] for cells in (lower, upper) if at < len(cells) and cells[at].text), None) for at in range(width)
    ]
    header = tuple(cell for cell in told if cell is not None)
    return header if len(header) == width >= max(len(upper), len(lower)) else None


def _row(cells: tuple[Cell, ...]) -> tuple[Cell, ...] | None:
    """A label and its figures, where a line has no other cells; the number of a row is part of no label."""
    told = [i for i, cell in enumerate(cells) if cell.text]
    start = next((i for i in told if not cells[i].is_figure and not _is_number(cells[i].text)), None)
    if start is None or start not in told[:2]:
        return None
    figures = cells[start + 1 : told[-1] + 1]
    fit = figures and all(cell.is_figure or not cell.text for cell in figures)
    return (_unnumbered(cells[start]), *figures) if fit else None


def _unnumbered(label: Cell) -> Cell:
    number = _NUMBERED.match(label.text)
    at = number.end() if number else 0
    return Cell(label.text[at:], label.span._replace(start=label.span.start + at))


def _is_number(text: str) -> bool:
    return len(text) <= 4 and text.rstrip(".")[:1].isdigit()


def _listed(body: Sequence[tuple[Cell, ...]]) -> _Table | None:
    """Header and rows where each cell stands on a line of its own, or is a paragraph of a label: the header's cells,
    then each label with as many figures as there are columns."""
    cells = list(_blocks(body))
    figures = [cell.is_figure and not _YEAR.fullmatch(cell.text) for cell in cells]
    first = next((i for i, is_figure in enumerate(figures) if is_figure), 0)
    width = next((i for i, is_figure in enumerate(figures[first:]) if not is_figure), len(cells) - first)
    above = cells[:first]
    if _is_wordy(tuple(above)):
        return None
    years = _behind_label(above, width)
    header, label = ((above[0], *above[2:]), above[1]) if years else (tuple(above[:-1]), above[-1] if above else None)
    if len(header) == width > 1 and all(_YEAR.search(cell.text) for cell in header):
        header = (Cell("", Span(header[0].span.start, header[0].span.start)), *header)
    if label is None or len(header) != width + 1:
        return None
    rows = list(_rows([label, *cells[first:]], width))
    # Years among the labels are the header of a column that the text has torn off.
    torn = any(_YEAR.match(row[0].text) for row in rows)
    return (header, tuple(rows)) if len(rows) >= _FEWEST and not torn else None


def _behind_label(above: Sequence[Cell], width: int) -> bool:
    """True if the years of a header have slipped behind the label of the first row."""
    return len(above) == width + _FEWEST and all(_YEAR.fullmatch(cell.text) for cell in above[2:])


def _rows(cells: Sequence[Cell], width: int) -> Iterator[tuple[Cell, ...]]:
    """Labels, each with `width` figures, to the first that has another number of them; a label without any is a
    heading."""
    at, headings = 0, 0
    while at < len(cells) and headings < _FEWEST:
        stop = next((i for i in range(at + 1, len(cells)) if not cells[i].is_figure), len(cells))
        if cells[at].is_figure or len(cells[at].text) > _WORDY or stop - at - 1 not in (0, width):
            return
        headings = 0 if stop - at > 1 else headings + 1
        if not headings:
            yield _unnumbered(cells[at]), *cells[at + 1 : stop]
        at = stop


def _blocks(body: Sequence[tuple[Cell, ...]]) -> Iterator[Cell]:
    """The cells of lines one after the other; lines of words between empty ones are one cell, where cells stand
    between such lines."""
    apart = sum(not cells for cells in body) * _FEWEST > sum(bool(cells) for cells in body)
    for is_words, lines in groupby(body, key=lambda cells: len(cells) == 1 and not cells[0].is_figure):
        block = [cell for cells in lines for cell in cells if cell.text]
        if is_words and apart and len(block) > 1:
            yield Cell(" ".join(cell.text for cell in block), Span(block[0].span.start, block[-1].span.end))
        else:
            yield from (part for cell in block for part in _parted(cell))


def _parted(cell: Cell) -> Iterator[Cell]:
    """A cell, or the figures in it where it holds several."""
    at = 0
    if cell.is_figure:
        for match in _TWO.finditer(cell.text):
            yield Cell(cell.text[at : match.start()], Span(cell.span.start + at, cell.span.start + match.start()))
            at = match.end()
    yield Cell(cell.text[at:], Span(cell.span.start + at, cell.span.end))
