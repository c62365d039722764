"""Lines that are set to both edges with few words in them: the gaps between these are as wide as those of columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Row, ordered

# Points by which edges differ that are the same; which share gaps of one line differ by.
_SAME, _EVEN = 1.5, 0.06
# Type sizes: how far lines of a paragraph stand apart, and how far its first is indented, at most.
_LEADING, _INDENT = 2.2, 4.0


def whole_lines(rows: Sequence[Row], rtl: bool) -> list[Row]:
    """The rows, those that are one stretched line as one chunk. Several such lines may follow one another."""
    found = list(rows)
    for way in (range(len(found)), range(len(found) - 1, -1, -1)):
        for i in way:
            if _is_stretched(found, i, rtl):
                found[i] = _joined(found[i], rtl)
    return found


def _joined(row: Row, rtl: bool) -> Row:
    whole = reduce(lambda a, b: a.joined(b, " "), ordered(row.chunks, rtl))
    return Row(row.base, row.size, [whole])


def _is_stretched(rows: Sequence[Row], i: int, rtl: bool) -> bool:
    """Whether a row is of single words, with even gaps, between the edges of the lines that it stands with."""
    row = rows[i]
    if len(row.chunks) < 2 or any(" " in chunk.text for chunk in row.chunks):
        return False
    if sum(len(chunk.text) > 1 and any(map(str.isalpha, chunk.text)) for chunk in row.chunks) < 2:
        return False
    gaps = [b.left - a.right for a, b in pairwise(row.chunks)]
    if max(gaps) - min(gaps) > _EVEN * max(gaps):
        return False
    beside = [rows[j] for j in (i - 1, i + 1) if 0 <= j < len(rows)]
    return any(_fits(row, other, rtl) for other in beside)


def _fits(row: Row, other: Row, rtl: bool) -> bool:
    """Whether another row is a line of the same paragraph, set between the same edges but for its indent."""
    if len(other.chunks) != 1 or abs(other.base - row.base) > _LEADING * row.size:
        return False
    (begin, end), (near, far) = _edges(row.chunks, rtl), _edges(other.chunks, rtl)
    return abs(end - far) <= _SAME and abs(begin - near) <= _INDENT * row.size


def _edges(chunks: Sequence[Chunk], rtl: bool) -> tuple[float, float]:
    left, right = chunks[0].left, chunks[-1].right
    return (right, left) if rtl else (left, right)
