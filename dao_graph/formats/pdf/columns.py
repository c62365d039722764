"""Columns of running text: found by the gutter between them, for their lines need not stand at the same heights."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Row, rows_of
from dao_graph.formats.pdf.stretched import whole_lines

# Points that a gutter is wide at least; share of the width at the edges in which there is none.
_GUTTER, _MARGIN = 6.0, 0.2
# Columns have so many lines, mostly filled, so wide in characters; edges that so many lines share show a gutter.
_LINES, _FEW, _FILLED, _MOSTLY, _CHARACTERS = 6, 2, 0.72, 0.6, 18
# Fewer may be filled where hardly any line stands at the height of one beside it.
_SOME, _EXACT = 0.35, 0.5
# Usual gaps between a column and what stands below all of them.
_PARTED = 2.0
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
# A gap of so many usual ones begins a paragraph, or a row of a table: where those of both sides mostly agree.
_BEGINS, _AGREE, _LEVEL = 1.25, 0.7, 2.0


def stretches(chunks: Sequence[Chunk], rtl: bool, known: Sequence[float] = ()) -> list[list[list[Chunk]]]:
    """The chunks of a page from top to foot, in stretches: of one list each, or of one for each column in reading
    order. `known` are gutters of other pages: beside them, fewer lines are columns."""
    for cut, least in (*((cut, _LINES) for cut in _cuts(chunks)), *((cut, _FEW) for cut in known)):
        found = list(_stretches(chunks, cut, least, rtl))
        if any(len(sides) > 1 for sides in found):
            return found
    return [[list(chunks)]] if chunks else []


def gutters(pages: Sequence[Sequence[Chunk]]) -> list[float]:
    """Where columns of running text are parted on several pages, or on one, most often first."""
    found: Counter[float] = Counter()
    for chunks in pages:
        cuts = (cut for cut in _cuts(chunks) if any(len(x) > 1 for x in _stretches(chunks, cut, _LINES, False)))
        found.update(itertools.islice(cuts, 1))
    return [cut for cut, _ in found.most_common(1)]


def is_running(sides: Sequence[Sequence[Row]], mostly: float = _MOSTLY, least: int = _LINES) -> bool:
    """True if what stands side by side is running text, all of it: long lines, `mostly` of them filled."""
    if len(sides) < 2:
        return False
    for side in sides:
        chunks = [chunk for row in side for chunk in row.chunks]
        left, right = min(c.left for c in chunks), max(c.right for c in chunks)
        filled = sum(c.right - c.left >= _FILLED * (right - left) for c in chunks)
        wide = median(len(c.text) + (0 if c.text.isascii() else len(_WIDE.findall(c.text))) for c in chunks)
        if len(side) < least or filled < mostly * len(chunks) or wide < _CHARACTERS:
            return False
    return True


def _cuts(chunks: Sequence[Chunk]) -> Iterator[float]:
    """Where a gutter may be: beside edges that several lines share."""
    if len(chunks) < 2 * _LINES:
        return
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    margin = _MARGIN * (right - left)
    edges: Counter[float] = Counter()
    for chunk in chunks:
        edges[round(chunk.left) - 2.0] += 1
        edges[round(chunk.right) + 2.0] += 1
    for edge, times in edges.most_common(8):
        if times >= _LINES and left + margin < edge < right - margin:
            yield edge


def _stretches(chunks: Sequence[Chunk], cut: float, least: int, rtl: bool) -> Iterator[list[list[Chunk]]]:
    """The stretches between the lines that go over a cut."""
    together: list[Chunk] = []
    beside: list[Chunk] = []
    for chunk in [*sorted(chunks, key=_place), None]:
        if chunk is not None and not chunk.left < cut < chunk.right:
            beside.append(chunk)
            continue
        end = _end(beside, cut)
        after = [c for c in beside if c.base > end]
        beside = [c for c in beside if c.base <= end]
        sides = [[c for c in beside if c.right <= cut], [c for c in beside if c.left >= cut]]
        if _are_columns(sides, least, rtl):
            if together:
                yield [together]
            together = []
            yield [part for side in (sides[::-1] if rtl else sides) for part in _divided(side, rtl)]
        else:
            together.extend(beside)
        together.extend(after)
        beside = []
        if chunk is not None:
            together.append(chunk)
    if together:
        yield [together]


def _end(chunks: Sequence[Chunk], cut: float) -> float:
    """Down to where lines stand in columns: what stands on one side alone, below a gap, is of neither."""
    sides = [[c for c in chunks if c.right <= cut], [c for c in chunks if c.left >= cut]]
    if not all(sides):
        return math.inf
    (short, _), (long, side) = sorted(((side[-1].base, side) for side in sides), key=itemgetter(0))
    gaps = [b.base - a.base for a, b in pairwise(side)]
    usual = max([median(gaps), *(c.size for c in side[:1])]) if gaps else 0.0
    for b, gap in zip(side[1:], gaps, strict=True):
        if b.base > short + _LEVEL and gap > _PARTED * usual:
            return b.base - _LEVEL
    return long


def _place(chunk: Chunk) -> tuple[float, float]:
    return chunk.base, chunk.left


def _divided(side: list[Chunk], rtl: bool) -> list[list[Chunk]]:
    """A column, or those that stand in it all the way down."""
    inner = stretches(side, rtl)
    return inner[0] if len(inner) == 1 else [side]


def _are_columns(sides: Sequence[Sequence[Chunk]], least: int, rtl: bool) -> bool:
    if any(len(side) < least for side in sides):
        return False
    if min(c.left for c in sides[1]) - max(c.right for c in sides[0]) < _GUTTER:
        return False
    rows = [whole_lines(rows_of(side), rtl) for side in sides]
    if not _is_level(rows):
        return is_running(rows, _SOME, least)
    return is_running(rows, least=least) and not _is_table(rows)


def _is_level(sides: Sequence[Sequence[Row]]) -> bool:
    """True if lines stand side by side at the same heights, as those of the rows of a table do."""
    few, many = sorted(sides, key=len)
    return 2 * sum(any(abs(a.base - b.base) < _EXACT for b in many) for a in few) > len(few)


def _is_table(sides: Sequence[Sequence[Row]]) -> bool:
    """True if what stands side by side begins at the same heights: cells of rows, not paragraphs of columns."""
    begins = [_begins(side) for side in sides]
    if min(map(len, begins)) < 3:
        return False
    few, many = sorted(begins, key=len)
    return sum(any(abs(a - b) < _LEVEL for b in many) for a in few) >= _AGREE * len(few)


def _begins(side: Sequence[Row]) -> list[float]:
    gaps = [b.base - a.base for a, b in pairwise(side)]
    usual = median(gaps)
    return [row.base for row, gap in zip(side[1:], gaps, strict=True) if gap > _BEGINS * usual]
