"""The position automaton of a regular expression as Python's `re` reads it (Glushkov): each character that it can read
is a state. Sets of characters are bit masks over a sample of characters that tells apart whatever the expression does.

What a place demands of the character before it or behind it (`\\b`, `^`, `(?<!x)`, `(?!x)`, the end of `x*+`) stands on
the edges as masks; what an atomic group holds is marked, for it is left in one way alone. The body of a look-around is
a side branch that leads nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from dao_graph.model.characters import CLOSING_QUOTES, COMMAS, OPENING_QUOTES, SEMICOLONS, STOPS
from dao_graph.workbench.trees import characters, single_set, size

# What stands before the first character and behind the last.
BEGIN, END = 1, 2
UNBOUNDED = 100_000
_UNROLLED = 8
_MOST_WAYS = 4
_SAMPLE = (
    "aeszAXZ\u00e9\u00c9\u00f1\u0431\u044f\u0411\u042f\u0639\u0629\u0645\u4e2d\u56fd\u7684\u5e74"
    "\u3007\u4e000359\u0663_ \n\t\u00a0/-"
    f"{OPENING_QUOTES}{CLOSING_QUOTES}{STOPS}{COMMAS}{SEMICOLONS}:()\ue000"
)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
Way = tuple[int, int]


@dataclass
class Part:
    """A piece of the expression: the ways in which it matches nothing (what must stand before and behind), those in
    which it begins (what must stand before, the first character) and those in which it ends (the last character, what
    must stand behind), by position."""

    empty: list[Way]
    first: dict[int, list[Way]] = field(default_factory=dict)
    last: dict[int, list[Way]] = field(default_factory=dict)


@dataclass
class Automaton:
    """Positions by number: the characters of each, the atomic groups and the bounds of the loops around it; and the
    edges from one to the next. Position 0 is the search that has not begun to match."""

    characters: str
    masks: list[int]
    atoms: list[frozenset[int]]
    loops: list[tuple[tuple[int, int], ...]]
    edges: dict[tuple[int, int, frozenset[int]], list[Way]]
    before: set[int]
    last: frozenset[int]

    def spell(self, mask: int) -> str:
        """A character of the mask."""
        return self.characters[(mask >> 2 & -(mask >> 2)).bit_length() - 1]


def automaton(expression: str) -> Automaton:
    """The automaton of an expression that is searched for at every place of a text."""
    return _Builder(expression).automaton


def _combined(ways: Iterable[Way]) -> list[Way]:
    """Ways that can be, few enough to go on with: of those beyond, one that allows what any of them does."""
    found = [(a, b) for a, b in ways if a and b]
    if len(found) <= _MOST_WAYS:
        return found
    rest = found[_MOST_WAYS - 1 :]
    before = behind = 0
    for a, b in rest:
        before, behind = before | a, behind | b
    return [*found[: _MOST_WAYS - 1], (before, behind)]


class _Builder:
    def __init__(self, expression: str) -> None:
        tree = _parser.parse(expression)
        self._characters = "".join(sorted(set(_SAMPLE) | set(characters(tree))))
        self._all = (1 << len(self._characters) + 2) - 1
        self._word = self._mask_of(re.compile(r"\w"))
        self._atoms: list[int] = []
        self._loops: list[tuple[int, int]] = []
        self._groups = 0
        self.automaton = Automaton(
            self._characters, [self._all], [frozenset()], [((-1, UNBOUNDED),)], {}, set(), frozenset()
        )
        self._edges: dict[tuple[int, int, frozenset[int]], list[Way]] = defaultdict(list)
        whole = self._sequence(tree, tree.state.flags)
        for position, ways in whole.first.items():
            self._edges[0, position, frozenset()] += ways
        self._edges[0, 0, frozenset()].append((self._all, self._all))
        # Where the expression matches, whatever comes.
        self.automaton.last = frozenset(p for p, w in whole.last.items() if any(b == self._all for _, b in w))
        self.automaton.edges = {pair: _combined(ways) for pair, ways in self._edges.items()}

    def _mask_of(self, pattern: re.Pattern[str]) -> int:
        return sum(4 << i for i, c in enumerate(self._characters) if pattern.match(c))

    def _position(self, mask: int) -> Part:
        self.automaton.masks.append(mask)
        self.automaton.atoms.append(frozenset(self._atoms))
        self.automaton.loops.append(tuple(self._loops))
        at = len(self.automaton.masks) - 1
        return Part([], {at: [(self._all, mask)]}, {at: [(mask, self._all)]})

    def _guard(self, before: int, behind: int) -> Part:
        if before != self._all:
            self.automaton.before.add(before)
        return Part([(before, behind)])

    def _sequence(self, items: Any, flags: int) -> Part:
        whole = Part([(self._all, self._all)])
        for item in items:
            whole = self._joined(whole, self._part(item, flags))
        return whole

    def _joined(self, left: Part, right: Part) -> Part:
        for p, ends in left.last.items():
            for q, begins in right.first.items():
                self._edges[p, q, frozenset(self._atoms)] += _combined(
                    (a & c, b & d) for a, b in ends for c, d in begins
                )
        first, last = dict(left.first), dict(right.last)
        for q, begins in right.first.items():
            ways = _combined((a & c, b & d) for a, b in left.empty for c, d in begins)
            first[q] = _combined([*first.get(q, ()), *ways])
        for p, ends in left.last.items():
            ways = _combined((a & c, b & d) for a, b in ends for c, d in right.empty)
            last[p] = _combined([*last.get(p, ()), *ways])
        empty = _combined((a & c, b & d) for a, b in left.empty for c, d in right.empty)
        return Part(empty, {p: w for p, w in first.items() if w}, {p: w for p, w in last.items() if w})

    def _either(self, parts: Iterable[Part]) -> Part:
        whole = Part([])
        for part in parts:
            whole = Part(_combined([*whole.empty, *part.empty]), whole.first | part.first, whole.last | part.last)
        return whole

    def _part(self, item: tuple[Any, Any], flags: int) -> Part:
        kind, value = item
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return self._position(self._set(item, flags))
        if kind is sre.BRANCH:
            return self._either([self._sequence(branch, flags) for branch in value[1]])
        if kind is sre.SUBPATTERN:
            return self._sequence(value[3], (flags | value[1]) & ~value[2])
        if kind is sre.ATOMIC_GROUP:
            return self._atomic(value, flags)
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return self._repeat(value, flags)
        if kind is sre.POSSESSIVE_REPEAT:
            return self._possessive(value, flags)
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return self._look(kind is sre.ASSERT, value, flags)
        if kind is sre.GROUPREF:
            # What the group read is fixed.
            return Part([(self._all, self._all)])
        if kind is sre.AT:
            return self._place(value)
        raise NotImplementedError(f"{kind} in an expression")

    def _atomic(self, items: Any, flags: int) -> Part:
        self._groups += 1
        self._atoms.append(self._groups)
        part = self._sequence(items, flags)
        self._atoms.pop()
        return part

    def _repeat(self, value: tuple[Any, Any, Any], flags: int) -> Part:
        least, most, items = value
        if most is not sre.MAXREPEAT and most * max(1, size(items)) <= _UNROLLED:
            part = Part([(self._all, self._all)])
            for number in range(most, 0, -1):
                # x{1,3} as x(x(x)?)?, which matches in one way.
                part = self._joined(self._sequence(items, flags), part)
                if number > least:
                    part.empty = _combined([*part.empty, (self._all, self._all)])
            return part
        if most == 1:
            part = self._sequence(items, flags)
            part.empty = _combined([*part.empty, (self._all, self._all)])
            return part
        self._groups += 1
        self._loops.append((self._groups, UNBOUNDED if most is sre.MAXREPEAT else int(most)))
        part = self._sequence(items, flags)
        self._loops.pop()
        for p, ends in part.last.items():
            for q, begins in part.first.items():
                self._edges[p, q, frozenset(self._atoms)] += _combined(
                    (a & c, b & d) for a, b in ends for c, d in begins
                )
        return Part(part.empty if least else [(self._all, self._all)], part.first, part.last)

    def _possessive(self, value: tuple[Any, Any, Any], flags: int) -> Part:
        self._groups += 1
        self._atoms.append(self._groups)
        part = self._repeat((value[0], value[1], [(sre.ATOMIC_GROUP, value[2])]), flags)
        self._atoms.pop()
        single = single_set(value[2])
        if single is None:
            return part
        # It ends only where it cannot go on, or at its bound.
        others = self._all & ~self._set(single, flags)
        if value[1] is sre.MAXREPEAT or value[1] == 1:
            return self._joined(part, self._guard(self._all, others))
        part.empty = _combined((before, behind & others) for before, behind in part.empty)
        return part

    def _look(self, wanted: bool, value: tuple[int, Any], flags: int) -> Part:
        direction, items = value
        single = single_set(items)
        if single is not None:
            mask = self._set(single, flags)
            mask = mask if wanted else self._all & ~mask
            return self._guard(mask, self._all) if direction < 0 else self._guard(self._all, mask)
        if direction < 0:
            return self._guard(self._all, self._all)
        body = self._atomic(items, flags)
        return Part([(self._all, self._all)], body.first)

    def _place(self, place: Any) -> Part:
        if place in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return self._guard(BEGIN, self._all)
        if place in (sre.AT_END, sre.AT_END_STRING):
            return self._guard(self._all, END)
        other = self._all & ~self._word
        if place is sre.AT_BOUNDARY:
            self.automaton.before |= {self._word, other}
            return Part([(self._word, other), (other, self._word)])
        self.automaton.before |= {self._word, other}
        return Part([(self._word, self._word), (other, other)])

    def _set(self, item: tuple[Any, Any], flags: int) -> int:
        kind, value = item
        if kind is sre.ANY:
            return self._all & ~3 if flags & re.DOTALL else self._all & ~3 & ~self._one(ord("\n"), 0)
        if kind is sre.LITERAL:
            return self._one(value, flags)
        if kind is sre.NOT_LITERAL:
            return self._all & ~3 & ~self._one(value, flags)
        mask, negated = 0, False
        for what, detail in value:
            if what is sre.NEGATE:
                negated = True
            elif what is sre.LITERAL:
                mask |= self._one(detail, flags)
            elif what is sre.RANGE:
                low, high = map(chr, detail)
                mask |= self._mask_of(re.compile(f"[{re.escape(low)}-{re.escape(high)}]", flags & re.IGNORECASE))
            else:
                mask |= self._mask_of(re.compile(_CATEGORIES[detail]))
        return self._all & ~3 & ~mask if negated else mask

    def _one(self, code: int, flags: int) -> int:
        cases = {chr(code), chr(code).lower(), chr(code).upper()} if flags & re.IGNORECASE else {chr(code)}
        return sum(4 << self._characters.index(c) for c in cases if c in self._characters)
