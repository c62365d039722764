"""Columns that an extraction wove together: lines that hold two columns of text become the lines of one, then those of
the other.

A table and the masthead of a document have columns too, and keep their lines. What tells columns of text is a gutter
that stays in its place over several lines, and words enough on both sides of it. Knows no language, only scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dao_graph.model.document import Span
from dao_graph.model.width import display_width
from dao_graph.read.lines import Line

_GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
# Lines with text on both sides that show a gutter, at least.
_LINES = 6
# Columns that a side is wide on average, at least: cells of tables are narrower.
_WIDTH = 20
# Of the lines with a gap so many have it at the gutter alone, where two columns of text stand.
_ALONE = 0.8
# The right column stands so far from the gutter at most: the indent of a paragraph.
_INDENT = 8
# Lines of a kind may lie so far from each other in a region: a heading over both columns ends it.
_SPACE = 2


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines `begin` to `end` of a text, with a gutter that ends at column `gutter`."""

    begin: int
    end: int
    gutter: int


def unwoven(lines: Sequence[Line]) -> tuple[list[Line], tuple[Span, ...]]:
    """The lines with each column after the other, and the intervals of the text that held columns."""
    kept: list[Line] = []
    found: list[Span] = []
    at = 0
    for region in _regions(lines):
        found.append(Span(lines[region.begin].span.start, lines[region.end - 1].span.end))
        kept.extend(lines[at : region.begin])
        kept.extend(_by_column(lines[region.begin : region.end], region.gutter))
        at = region.end
    kept.extend(lines[at:])
    return kept, tuple(found)


def _regions(lines: Sequence[Line]) -> Iterator[_Region]:
    """Runs of lines that one gutter goes through, in order."""
    gaps = [_gaps(line) for line in lines]
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and (end == begin or lines[end].gap <= _SPACE):
            end += 1
        yield from _within(lines, gaps, begin, end)
        begin = end


def _within(lines: Sequence[Line], gaps: Sequence[tuple[int, ...]], begin: int, end: int) -> Iterator[_Region]:
    """The regions of lines `begin` to `end`."""
    counts = Counter(gap for found in gaps[begin:end] for gap in found)
    common = [gutter for gutter, number in counts.most_common(3) if number * 2 >= _LINES]
    if not common:
        return
    # A paragraph's first line is set further in than the rest of its column.
    top = counts[common[0]]
    gutter = min(g for g in common if abs(g - common[0]) <= _INDENT and counts[g] * 4 >= top)
    run = begin
    while run < end:
        stop = run
        while stop < end and _side(lines[stop], gutter):
            stop += 1
        both = [i for i in range(run, stop) if _side(lines[i], gutter) == "both"]
        if both and _is_text([lines[i] for i in both], [gaps[i] for i in both], gutter):
            yield _Region(both[0], _last_beside(lines, both[-1], stop, gutter), gutter)
        run = max(stop, run + 1)


def _last_beside(lines: Sequence[Line], last: int, stop: int, gutter: int) -> int:
    """Where the columns end: the longer one goes on below the last line that both have."""
    side = ""
    for i in range(last + 1, stop):
        here = _side(lines[i], gutter)
        if lines[i].gap or (side and here != side):
            return i
        side = here
    return stop


def _gaps(line: Line) -> tuple[int, ...]:
    """The columns at which words stand after two spaces or more."""
    if "  " not in line.text and "\t" not in line.text:
        return ()
    return tuple(_column(line, match.end()) for match in _GAP.finditer(line.text))


def _column(line: Line, index: int) -> int:
    return line.indent + display_width(line.text[:index].expandtabs(8))


def _cut(line: Line, gutter: int) -> re.Match[str] | None:
    """The gap that the gutter goes through."""
    return next(
        (
            match
            for match in _GAP.finditer(line.text)
            if _column(line, match.start()) <= gutter - 2 and gutter <= _column(line, match.end()) <= gutter + _INDENT
        ),
        None,
    )


def _side(line: Line, gutter: int) -> str:
    """On which side of a gutter a line stands: "left", "right", "both"; "" where it goes through."""
    if line.indent >= gutter:
        return "right"
    if line.indent + line.width <= gutter - 2:
        return "left"
    return "both" if _cut(line, gutter) else ""


def _is_text(lines: Sequence[Line], gaps: Sequence[tuple[int, ...]], gutter: int) -> bool:
    """True if lines with words on both sides of a gutter are two columns of text."""
    if len(lines) < _LINES or sum(len(found) == 1 for found in gaps) < len(lines) * _ALONE:
        return False
    halves = [half for line in lines for half in _halves(line, gutter)]
    left, right = halves[::2], halves[1::2]
    return all(sum(half.width for half in side) >= _WIDTH * len(side) for side in (left, right))


def _by_column(lines: Sequence[Line], gutter: int) -> list[Line]:
    """The lines of one column, then those of the other; the right one comes first where script runs from the right."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        side = _side(line, gutter)
        if side == "both":
            first, second = _halves(line, gutter)
            left.append(first)
            right.append(second)
        else:
            (left if side == "left" else right).append(
                line if side == "left" else replace(line, indent=line.indent - gutter)
            )
    columns = [right, left] if _from_the_right(lines) else [left, right]
    # The blank line above both parts the first column from what stands before, and the second from nothing.
    columns[1][0] = replace(columns[1][0], gap=0)
    return [line for column in columns for line in column]


def _from_the_right(lines: Sequence[Line]) -> bool:
    """True if most lines are in a script that runs from the right."""
    return sum(len(_RIGHT_TO_LEFT.findall(line.text)) * 2 > len(line.text) for line in lines) * 2 > len(lines)


def _halves(line: Line, gutter: int) -> tuple[Line, Line]:
    cut = _cut(line, gutter)
    assert cut is not None  # only lines on both sides are halved
    start = line.span.start
    before, after = line.text[: cut.start()], line.text[cut.end() :]
    indent = _column(line, cut.end()) - gutter
    first = Span(start, start + cut.start())
    second = Span(start + cut.end(), line.span.end)
    return (
        replace(line, span=first, text=before, width=display_width(before), spaced=False),
        replace(line, span=second, text=after, width=display_width(after), indent=indent, turned=False),
    )
