"""Lines that are set to both edges with few words in them: the gaps between these are as wide as those of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Row, ordered

_WORD = re.compile(r"\S+")
# So many lines show the edges that most have.
_SHARED = 4
# Points by which edges differ that are the same; which share gaps of one line differ by.
_SAME, _EVEN = 1.5, 0.06
# Type sizes: how far lines of a paragraph stand apart, and how far its first is indented, at most.
_LEADING, _INDENT = 2.2, 4.0


def whole_lines(rows: Sequence[Row], rtl: bool) -> list[Row]:
    """The rows, those that are one stretched line as one chunk. Several such lines may follow one another."""
    found = list(rows)
    edges = _usual_edges(rows, rtl)
    for way in (range(len(found)), range(len(found) - 1, -1, -1)):
        for i in way:
            if _is_stretched(found, i, edges, rtl):
                found[i] = _joined(found[i], rtl)
    return found


def _usual_edges(rows: Sequence[Row], rtl: bool) -> tuple[float, float] | None:
    """The edges between which most rows are set; None where few share them."""
    counts = Counter(tuple(map(round, _edges(row.chunks, rtl))) for row in rows if len(row.chunks) == 1)
    ((begin, end), often), *_ = counts.most_common(1) or [((0, 0), 0)]
    return (begin, end) if often >= _SHARED else None


def _joined(row: Row, rtl: bool) -> Row:
    whole = reduce(lambda a, b: a.joined(b, " "), ordered(row.chunks, rtl))
    return Row(row.base, row.size, [whole])


def _is_stretched(rows: Sequence[Row], i: int, usual: tuple[float, float] | None, rtl: bool) -> bool:
    """True if a row is of words with even gaps, between the edges of most lines or of those beside it."""
    row = rows[i]
    if len(row.chunks) < 2:
        return False
    begin, end = _edges(row.chunks, rtl)
    is_usual = usual is not None and max(abs(begin - usual[0]), abs(end - usual[1])) < _SAME
    fits = any(_fits(row, rows[j], rtl) for j in (i - 1, i + 1) if 0 <= j < len(rows))
    # Where the words stand takes longest to find.
    if not (is_usual or fits) or not _is_of_words(row):
        return False
    words = sorted(word for chunk in row.chunks for word in _words(chunk))
    gaps = [b[0] - a[1] for a, b in pairwise(words)]
    return max(gaps) - min(gaps) <= _EVEN * max(gaps) and (fits or len(gaps) > 1)


def _is_of_words(row: Row) -> bool:
    """True if a row is no row of figures."""
    text = "".join(chunk.text for chunk in row.chunks)
    return 3 * sum(map(str.isalpha, text)) > len(text) or "(" in text


def _words(chunk: Chunk) -> Iterator[tuple[float, float]]:
    """The outer edges of the words of a chunk."""
    for match in _WORD.finditer(chunk.text):
        edges = chunk.edges[match.start() : match.end()]
        yield min(left for left, _ in edges), max(right for _, right in edges)


def _fits(row: Row, other: Row, rtl: bool) -> bool:
    """True if another row is a line of the same paragraph, set between the same edges but for its indent."""
    if len(other.chunks) != 1 or abs(other.base - row.base) > _LEADING * row.size:
        return False
    (begin, end), (near, far) = _edges(row.chunks, rtl), _edges(other.chunks, rtl)
    return abs(end - far) <= _SAME and abs(begin - near) <= _INDENT * row.size


def _edges(chunks: Sequence[Chunk], rtl: bool) -> tuple[float, float]:
    left, right = chunks[0].left, chunks[-1].right
    return (right, left) if rtl else (left, right)
