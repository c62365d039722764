"""Small type above a line: the marks of notes, ordinals, powers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from dao_graph.formats.pdf.direction import is_rtl
from dao_graph.formats.pdf.glyphs import Glyph

# A raised mark is smaller than the words that it hangs on, higher, near them, and short.
_RAISED_SIZE, _RAISED_BY, _NEAR, _SHORT = 0.86, 0.75, 0.6, 8
# The mark of a note may stand off its words as far as parts of a line do.
_STANDS_OFF, _MARK = 1.6, re.compile(r"\d{1,3}|[a-z*]|\*\*")
_LEFT, _RIGHT = attrgetter("left"), attrgetter("right")


@dataclass(slots=True)
class BaseRow:
    """Glyphs on one baseline, with what stands above it in small type."""

    base: float
    size: float
    glyphs: list[Glyph]


def with_raised(rows: list[BaseRow]) -> list[BaseRow]:
    """The rows, those of short small type beside larger taken into them."""
    kept: list[BaseRow] = []
    largest = max((row.size for row in rows), default=0.0)
    for row in rows:
        small = row.size <= _RAISED_SIZE * largest
        hosts = [other for other in rows if other is not row and _may_host(other, row)] if small else []
        if not hosts:
            kept.append(row)
            continue
        rest: list[Glyph] = []
        for run in _runs(row):
            host = _host(run, hosts) or _begun(run, hosts)
            if host is None:
                rest.extend(run)
            else:
                up = host.base - row.base > 0.12 * host.size
                host.glyphs.extend(glyph._replace(raised=up) for glyph in run)
        row.glyphs = rest
        kept.append(row)
    return [row for row in kept if row.glyphs]


def _runs(row: BaseRow) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in sorted(row.glyphs, key=_LEFT):
        if run and glyph.left - max(map(_RIGHT, run[-3:])) > _NEAR * row.size:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _may_host(row: BaseRow, own: BaseRow) -> bool:
    """True if small type on its own baseline may hang on the words of another row."""
    return own.size <= _RAISED_SIZE * row.size and -0.35 * row.size <= row.base - own.base <= _RAISED_BY * row.size


def _host(run: list[Glyph], rows: list[BaseRow]) -> BaseRow | None:
    """The row of larger type that a short run of small type belongs to."""
    text = "".join([glyph.text for glyph in run]).strip()
    if not 0 < len(text) <= _SHORT or is_rtl(text):
        return None
    left, right = run[0].left, max(map(_RIGHT, run))
    best: tuple[float, BaseRow] | None = None
    for row in rows:
        reach = _NEAR * row.size
        gap = min((max(g.left - right, left - g.right, 0.0) for g in row.glyphs), default=reach + 1)
        if gap <= reach and (best is None or gap < best[0]):
            best = (gap, row)
    return best[1] if best else None


def _begun(run: list[Glyph], rows: list[BaseRow]) -> BaseRow | None:
    """The row of larger type that a raised mark stands before, off its words: those of a note."""
    if not _MARK.fullmatch("".join([glyph.text for glyph in run])):
        return None
    right = run[-1].right
    fitting = (row for row in rows if row.glyphs and run[0].base < row.base - 0.12 * row.size)
    return next((row for row in fitting if 0 <= min(map(_LEFT, row.glyphs)) - right <= _STANDS_OFF * row.size), None)
