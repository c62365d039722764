"""Labels of a drawing, each above its figure: what stands one below the other is read together, though it stands side
by side with others, as the cells of a table do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import Row

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
# Type sizes: how far a figure stands below its label at most, and a row of the same table, or a step of an axis, too.
_BELOW, _NEXT = 3.5, 5.0


def cards(rows: Sequence[Row], start: int) -> list[tuple[Chunk, Chunk]]:
    """The labels of the row at `start` with the figures below them, from left to right; none where these are rows of a
    table, or it cannot be told which belongs to which."""
    if start + 1 >= len(rows):
        return []
    labels, figures = rows[start], rows[start + 1]
    if len(labels.chunks) < 2 or len(labels.chunks) != len(figures.chunks):
        return []
    if figures.base - labels.base > _BELOW * labels.size or _near_rows(rows, start):
        return []
    if not (all(map(_is_label, labels.chunks)) and all(map(_is_amount, figures.chunks))):
        return []
    pairs = list(zip(labels.chunks, figures.chunks, strict=True))
    apart = all(_overlap(a, d) == (i == j) for i, (a, _) in enumerate(pairs) for j, (_, d) in enumerate(pairs))
    return pairs if apart else []


def _near_rows(rows: Sequence[Row], start: int) -> bool:
    """True if more cells stand above or below the two rows: those of a table, or the steps of an axis."""
    before = rows[start - 1] if start else None
    if before and len(before.chunks) > 1 and rows[start].base - before.base < _NEXT * before.size:
        return True
    after = rows[start + 2] if start + 2 < len(rows) else None
    if after is None or after.base - rows[start + 1].base > _NEXT * after.size:
        return False
    return len(after.chunks) > 1 or all(map(_is_amount, after.chunks))


def _is_label(chunk: Chunk) -> bool:
    return len(_LETTER.findall(chunk.text)) > 2 and not _DIGIT.search(chunk.text)


def _is_amount(chunk: Chunk) -> bool:
    """True if a chunk is a number, with a sign or a short word of its unit at most."""
    return 0 < len(_DIGIT.findall(chunk.text)) >= len(_LETTER.findall(chunk.text))


def _overlap(a: Chunk, b: Chunk) -> bool:
    return a.left < b.right and b.left < a.right
