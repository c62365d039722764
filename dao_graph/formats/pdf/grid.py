"""Tables as they are drawn on a page: the lines that part their rows, and those that part their columns.

A table has lines up and down between its cells, or at least four across it. Lines come in pieces, one for each cell:
where these meet is where columns do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from dao_graph.formats.pdf.shapes import Bar, Rule, Shapes

# Points: lines at one height, pieces of one line, edges that are the same, and how low a row may be.
_LEVEL, _GAP, _SAME, _LOWEST = 1.5, 3.5, 4.0, 6.0
# A line of a table is so long, and covers so much of its width.
_LONG, _COVERS = 60.0, 0.5
# Lines across that show a table without lines up and down; share of a row's height that one of these covers.
_ACROSS, _HIGH = 4, 0.6
# Tables that a line may be of, for they stand side by side; no page has more than so many.
_NEAR, _MOST = 4, 50


@dataclass(frozen=True, slots=True)
class Across:
    """A line across: its height, the edges of its pieces from left to right."""

    y: float
    edges: tuple[float, ...]

    @property
    def left(self) -> float:
        """The edge where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The edge where it ends."""
        return self.edges[-1]

    @property
    def width(self) -> float:
        """The distance of these."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two lines across: its upper and lower edge, the edges between columns, where the line above
    it begins and ends, whether lines up and down show the columns, and whether such lines stand at both its sides."""

    top: float
    bottom: float
    columns: tuple[float, ...]
    begin: float
    end: float
    barred: bool
    framed: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its outer edges and its sections from top to foot."""

    left: float
    right: float
    sections: tuple[Section, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.sections[0].top

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.sections[-1].bottom


def grids(shapes: Shapes) -> list[Grid]:
    """The tables drawn on a page, from top to foot. Those without lines up and down may hold text between two."""
    lines = across(shapes.rules)
    found: list[Grid] = []
    for stack in _stacks(lines):
        edges = min(line.left for line in stack), max(line.right for line in stack)
        found.extend(_barred(stack, shapes.bars, edges) or _ruled(stack, edges))
    return sorted(found, key=attrgetter("top"))[:_MOST]


def across(rules: Sequence[Rule]) -> list[Across]:
    """Lines across, put together of their pieces, from top to foot."""
    found: list[Across] = []
    level: list[Rule] = []
    for rule in [*sorted(rules, key=attrgetter("y")), None]:
        if level and (rule is None or rule.y - level[0].y > _LEVEL):
            found.extend(line for line in _chained(level) if line.width >= _LONG)
            level = []
        if rule is not None:
            level.append(rule)
    return found


def _chained(level: Sequence[Rule]) -> Iterator[Across]:
    """The lines at one height."""
    edges: list[float] = []
    y = level[0].y
    for rule in sorted(level):
        if edges and rule.left - edges[-1] > _GAP:
            yield Across(y, tuple(edges))
            edges = []
        edges = edges or [rule.left]
        if rule.right > edges[-1] + _SAME:
            edges.append(rule.right)
        elif rule.right > edges[-1] and len(edges) > 1:
            edges[-1] = rule.right
    if len(edges) > 1:
        yield Across(y, tuple(edges))


@dataclass(slots=True)
class _Stack:
    """Lines that are of one table, from top to foot, and the widest of them."""

    lines: list[Across]
    widest: Across

    def takes(self, line: Across) -> bool:
        """Take a line that begins or ends where the widest does, and is as wide as half of it."""
        widest = self.widest
        same = abs(widest.left - line.left) < _SAME or abs(widest.right - line.right) < _SAME
        if not same or min(line.width, widest.width) < _COVERS * max(line.width, widest.width):
            return False
        self.lines.append(line)
        self.widest = max(widest, line, key=attrgetter("width"))
        return True


def _stacks(lines: Sequence[Across]) -> list[list[Across]]:
    """Lines that are of one table by their left or their right edges."""
    stacks: list[_Stack] = []
    for line in lines:
        if not any(stack.takes(line) for stack in reversed(stacks[-_NEAR:])):
            stacks.append(_Stack([line], line))
    return [stack.lines for stack in stacks]


def _barred(stack: Sequence[Across], bars: Sequence[Bar], edges: tuple[float, float]) -> list[Grid]:
    """The tables of a stack that have lines up and down: runs of sections beside which there are some."""
    found: list[Grid] = []
    run: list[Section] = []
    waiting = sorted(
        (bar for bar in bars if edges[0] - _SAME < bar.x < edges[1] + _SAME), key=attrgetter("top"), reverse=True
    )
    beside: list[Bar] = []
    for a, b in pairwise(stack):
        while waiting and waiting[-1].top < b.y:
            beside.append(waiting.pop())
        beside = [bar for bar in beside if bar.bottom > a.y]
        if b.y - a.y < _LOWEST:
            continue
        standing = _standing(beside, a.y, b.y)
        inner = tuple(x for x in standing if edges[0] + _SAME < x < edges[1] - _SAME)
        framed = len(standing) > 1 and standing[0] < edges[0] + _SAME and standing[-1] > edges[1] - _SAME
        if run and not (inner or framed):
            found.extend(_grid(run, edges))
            run = []
        if inner or framed:
            run.append(Section(a.y, b.y, inner, a.left, a.right, True, framed))
    return [*found, *_grid(run, edges)]


def _ruled(stack: Sequence[Across], edges: tuple[float, float]) -> list[Grid]:
    """The table of a stack that has lines across alone, if there are enough."""
    if len(stack) < _ACROSS:
        return []
    columns = _merged([x for line in stack for x in line.edges if edges[0] + _SAME < x < edges[1] - _SAME])
    sections = [
        Section(a.y, b.y, columns, a.left, a.right, False, False) for a, b in pairwise(stack) if b.y - a.y >= _LOWEST
    ]
    return [Grid(*edges, tuple(sections))] if sections else []


def _grid(run: Sequence[Section], edges: tuple[float, float]) -> Iterator[Grid]:
    """Sections as a table, unless none has several cells: that is a frame around text."""
    if any(section.columns for section in run):
        yield Grid(*edges, tuple(run))


def _standing(bars: Sequence[Bar], top: float, bottom: float) -> tuple[float, ...]:
    """The places of the lines that stand beside most of a section."""
    covered: dict[float, float] = {}
    for bar in sorted(bars):
        height = min(bar.bottom, bottom) - max(bar.top, top)
        if height > 0:
            x = next((x for x in covered if abs(x - bar.x) < _SAME), bar.x)
            covered[x] = covered.get(x, 0.0) + height
    return tuple(sorted(x for x, height in covered.items() if height >= _HIGH * (bottom - top)))


def _merged(places: Sequence[float]) -> tuple[float, ...]:
    """Places, those that are hardly apart as one."""
    found: list[float] = []
    for x in sorted(places):
        if not found or x - found[-1] >= _SAME:
            found.append(x)
    return tuple(found)
