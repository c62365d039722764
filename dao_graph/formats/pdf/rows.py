"""Chunks of a page to rows, and rows cut at the gutters between columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.model.characters import LIST_COMMA

# Chinese numerals, and the stems that count as letters do.
CHINESE_NUMERALS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u7532\u4e59\u4e19\u4e01"
# An enumerator or bullet that stands off the words of its item by a tab.
_LABEL = re.compile(
    r"\(?(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,5}|\d{1,3}|[\u0430-\u044f]|[\u0620-\u064a])[.)]?|[\u2022\u00b7\u25aa\u25cf\u25e6\uf0a7\uf0b7\ufffd\u2013\u2014o-]"
    rf"|\d{{1,2}}\.\d{{1,2}}\.?|[{CHINESE_NUMERALS}]{{1,3}}{LIST_COMMA}"
)
_LABEL_GAP = 5.0
_SPACE = re.compile(r"(?<=\S) +(?=\S)")


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
class Row:
    base: float
    size: float
    chunks: list[Chunk]

    @property
    def spans(self) -> list[tuple[float, float]]:
        return [(chunk.left, chunk.right) for chunk in self.chunks]


Item = TypeVar("Item")
# Intervals from left to right that part columns.
Gutters = list[tuple[float, float]]


def rows_of(chunks: Sequence[Chunk]) -> list[Row]:
    rows: list[Row] = []
    for chunk in sorted(chunks, key=lambda chunk: chunk.base):
        if rows and chunk.base - rows[-1].base <= 0.35 * min(chunk.size, rows[-1].size):
            rows[-1].chunks.append(chunk)
        else:
            rows.append(Row(chunk.base, chunk.size, [chunk]))
    for row in rows:
        row.chunks.sort(key=lambda chunk: chunk.left)
        row.size = max(chunk.size for chunk in row.chunks)
    return rows


def labelled(row: Row, rtl: bool) -> Row:
    """The row, its enumerators together with the words after them."""
    chunks = list(reversed(row.chunks)) if rtl else row.chunks
    joined: list[Chunk] = []
    for chunk in chunks:
        if joined and _LABEL.fullmatch(joined[-1].text.strip()):
            gap = joined[-1].left - chunk.right if rtl else chunk.left - joined[-1].right
            # A bare number behind other cells is a figure.
            labels = len(joined) == 1 or not joined[-1].text.strip().isdigit()
            if labels and 0 <= gap <= _LABEL_GAP * chunk.size and not is_figure(chunk.text):
                joined[-1] = joined[-1].joined(chunk, " ")
                continue
        joined.append(chunk)
    return Row(row.base, row.size, sorted(joined, key=lambda chunk: chunk.left))


def is_figure(text: str) -> bool:
    return not any(c.isalpha() for c in text)


def ordered(chunks: Sequence[Item], rtl: bool) -> list[Item]:
    """What stands from left to right, in reading order."""
    return list(reversed(chunks)) if rtl else list(chunks)


def cut(row: Row, gutters: Gutters) -> list[list[Chunk]]:
    """The chunks of a row by the sides of the gutters; where a wider space in one lies in a gutter, it is two."""
    cells: list[list[Chunk]] = [[] for _ in range(len(gutters) + 1)]
    for chunk in row.chunks:
        for piece in pieces(chunk, gutters):
            cells[_cell(piece, gutters)].append(piece)
    return cells


def pieces(chunk: Chunk, gutters: Gutters) -> list[Chunk]:
    """A chunk, parted at the wider spaces in it that lie in gutters."""
    for a, b in gutters:
        if not (chunk.left < a and b < chunk.right):
            continue
        for match in _SPACE.finditer(chunk.text):
            edges = (chunk.edges[match.start() - 1], chunk.edges[match.end()])
            (_, left), (right, _) = sorted(edges)
            if right - left >= 0.4 * chunk.size and left <= b and right >= a:
                first, second = chunk.split(match.start(), match.end())
                return [*pieces(first, gutters), *pieces(second, gutters)]
    return [chunk]


def _cell(chunk: Chunk, gutters: Gutters) -> int:
    """On which side of the gutters a chunk stands, most of it."""
    return sum((chunk.left + chunk.right) / 2 >= (a + b) / 2 for a, b in gutters)
