"""Notes at the foot of the pages of a PDF, taken out of its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.rows import rows_of
from dao_graph.formats.pdf.shapes import Rule

_DRAWN = re.compile(r"[_\u2014\u2500\u2015\u2013-]{5,}")
_MARK = re.compile(r"(\*{1,4}|[\u2020\u2021]|\d{1,3}|[a-z])(?=\s|[^\W\d_]|[(\"\u201c\u00ab\u2018])\s*(?=\S)")
_MARK_LOOSE = re.compile(r"(\*{1,4}|[\u2020\u2021]|\d{1,3}|[a-z])\s+(?=\S)|(\*{1,4}|[\u2020\u2021])(?=\S)")
# Notes are set smaller than the text, in the lower part of the page.
_SMALLER, _LOWER, _FOOT = 0.93, 0.35, 0.6
# The rule above them is short.
_SHORTEST, _LONGEST = 0.05, 0.45
# So many notes in the lower part of a page show that it may be full of them, each of hardly more lines.
_LISTED = 8
# A table has so many rows of so many cells.
_TABLE, _CELLS = 3, 4


@dataclass(frozen=True, slots=True)
class Foot:
    """The lines at the foot of a page, each with the mark of the note that it begins, or none."""

    lines: list[tuple[str, Chunk]]


def split(
    chunks: Sequence[Chunk], rules: Sequence[Rule], body: float, page: tuple[float, float]
) -> tuple[list[Chunk], Foot]:
    """The chunks of a page above its notes, and these. `body` is the size of most of the text, `page` width and
    height."""
    width, height = page
    top = _top(chunks, rules, body, width, height)
    if top is None:
        return [c for c in chunks if not _DRAWN.fullmatch(c.text.strip())], Foot([])
    above = [c for c in chunks if c.base < top and not _DRAWN.fullmatch(c.text.strip())]
    below = [c for c in chunks if c.base >= top and not _DRAWN.fullmatch(c.text.strip())]
    return above, Foot(_marked(_rows(below)))


def _top(chunks: Sequence[Chunk], rules: Sequence[Rule], body: float, width: float, height: float) -> float | None:
    """The upper edge of the notes of a page; None where it has none."""
    drawn = [c.base for c in chunks if _DRAWN.fullmatch(c.text.strip())]
    drawn += [r.y for r in rules if _SHORTEST * width <= r.right - r.left <= _LONGEST * width and r.y > _LOWER * height]
    for y in sorted(drawn):
        below = [c for c in chunks if c.base > y + 1]
        fine = bool(below) and all(c.size <= _SMALLER * body for c in below) and not _is_tabular(below)
        # What has no mark goes on from the page before.
        if fine and (y > _FOOT * height or _marked(_rows(below))[0][0]):
            return y
    # Without a rule: all that is small from a mark on, down to the last line; where one stands below the other, the
    # notes of all pages fill those at the end.
    small: float | None = None
    marks = since = 0
    for chunk in sorted(chunks, key=_place, reverse=True):
        high = chunk.base < _LOWER * height
        if chunk.size > _SMALLER * body or (high and marks < _LISTED) or (marks >= _LISTED and since > _LISTED):
            break
        since += 1
        if _starts(chunk):
            small, marks, since = chunk.base - 0.8 * chunk.size, marks + 1, 0
    return None if small is None or _is_tabular([c for c in chunks if c.base >= small]) else small


def _is_tabular(chunks: Sequence[Chunk]) -> bool:
    """True if small type is a table's: several rows of several cells, or more of two, as those of a list of names."""
    rows = rows_of(chunks)
    listed = sum(len(row.chunks) > 1 and not _starts(row.chunks[0]) for row in rows)
    return listed >= _LISTED or sum(len(row.chunks) >= _CELLS for row in rows) >= _TABLE


def _place(chunk: Chunk) -> tuple[float, float]:
    return chunk.base, chunk.left


def _starts(chunk: Chunk) -> bool:
    found = _MARK.match(chunk.text)
    return found is not None and (0 in chunk.raised or chunk.text[0] in "*\u2020\u2021")


def _rows(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, those on one line together: marks stand off their notes."""
    rows: list[Chunk] = []
    for chunk in sorted(chunks, key=_place):
        if rows and chunk.base - rows[-1].base < 0.5 * chunk.size:
            rows[-1] = rows[-1].joined(chunk, " ") if chunk.left >= rows[-1].left else chunk.joined(rows[-1], " ")
        else:
            rows.append(chunk)
    return rows


def _marked(rows: Sequence[Chunk]) -> list[tuple[str, Chunk]]:
    """Each line with the mark of the note that it begins, which is cut off; "" for those that go on."""
    raised = any(0 in row.raised for row in rows)
    found: list[tuple[str, Chunk]] = []
    for row in rows:
        match = _MARK.match(row.text) if raised else _MARK_LOOSE.match(row.text)
        begins = match is not None and (0 in row.raised or row.text[0] in "*\u2020\u2021" or not raised)
        if match is not None and begins:
            found.append((match.group(1) or match.group(2), row.cut(match.end())))
        else:
            found.append(("", row))
    return found
