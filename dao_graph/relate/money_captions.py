"""Captions: the lines that say the unit of a table, alone, behind a title or in the header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS
from dao_graph.model.document import Span
from dao_graph.relate.money_cells import Cell, bracketed, cell_of, cells_of

BRACKETED = re.compile(rf"[{re.escape(OPENING_BRACKETS)}][^()]{{4,90}}[{re.escape(CLOSING_BRACKETS)}]")
# A grid begins and ends within so many lines without cells.
GAP = 4
# A longer line is a paragraph.
WIDEST = 160
_FEWEST = 2

Caption = tuple[Cell, Cell, int]


def lines_of(content: str) -> list[Span]:
    """The lines of a text."""
    lines, begin = [], 0
    for line in content.split("\n"):
        lines.append(Span(begin, begin + len(line)))
        begin += len(line) + 1
    return lines


def captions(content: str, lines: Sequence[Span], unit: re.Pattern[str]) -> list[tuple[int, Caption]]:
    """The lines that say a unit, each with the title of its table, the unit and the line with which its body begins;
    of cells one below the other, each with a unit, the first."""
    found: list[tuple[int, Caption]] = []
    last = -1
    for i, line in enumerate(lines):
        caption = _unit(content, lines, i, unit)
        if caption is None:
            last = last if not content[slice(*line)].strip() else -1
            continue
        is_cell = caption[2] > i and caption[1].text != cell_of(content, line).text
        if not (is_cell and last >= 0):
            found.append((i, caption))
        last = i if is_cell else -1
    return found


def _unit(content: str, lines: Sequence[Span], i: int, unit: re.Pattern[str]) -> tuple[Cell, Cell, int] | None:
    """The title of a table, its unit and the line with which its body begins, where the line `i` says the unit: it is
    the unit, or a caption or a header that has it in brackets, or the header over figures with signs."""
    line = cell_of(content, lines[i])
    if unit.fullmatch(line.text):
        return title_of(content, lines[:i]), line, i + 1
    cells = [cell for cell in cells_of(content, lines[i]) if cell.text]
    if len(cells) == 1 and (named := bracketed(cells[0], unit)) and len(line.text) < WIDEST:
        return cells[0].before(named), named, i + 1
    if len(cells) < _FEWEST or any(cell.is_figure for cell in cells):
        return None
    named = next(filter(None, (bracketed(cell, unit) for cell in cells[1:])), None) or _sign(content, lines[i + 1 :])
    return (title_of(content, lines[:i]), named, i) if named else None


def _sign(content: str, lines: Sequence[Span]) -> Cell | None:
    """The sign that all figures of the first row below a header have."""
    rows = (cells for line in lines[:_FEWEST] if (cells := [c for c in cells_of(content, line) if c.text]))
    first = next(rows, [])
    figures = [cell for cell in first[1:] if cell.is_figure and not cell.is_empty]
    signs = {cell.sign for cell in figures}
    return (
        Cell(signs.pop(), figures[0].span) if len(signs) == 1 and figures[0].sign and not first[0].is_figure else None
    )


def title_of(content: str, above: Sequence[Span]) -> Cell:
    """The last line above a unit that has words, with the line of which it is the rest."""
    near = list(above[-GAP:])
    while near and not content[slice(*near[-1])].strip():
        near.pop()
    if len(near) > 1 and content[near[-1].start].islower() and content[slice(*near[-2])].strip():
        cell = cell_of(content, Span(near[-2].start, near[-1].end))
        return Cell(cell.text.replace("\n", " "), cell.span)
    return cell_of(content, near[-1]) if near else Cell("", Span(0, 0))
