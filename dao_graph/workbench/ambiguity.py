"""Finding patterns whose search takes more than linear time: repetition that can be read in several ways.

`faults` looks for two kinds. A loop that reads the same text in two ways takes time that doubles with each round ("no
match" is said only after all have been tried). Loops of which each can go on where the next one has begun, the search
for a place to begin being the first of them, take the product of their lengths for each place.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import ceil
from typing import TypeVar

import networkx as nx

from dao_graph.workbench.positions import BEGIN, Automaton, automaton

_State = int
_Step = tuple[_State, int, int]
_Pair = tuple[_State, _State]
_Place = TypeVar("_Place")
_Triple = tuple[_State, _State, _State]


@dataclass(frozen=True, slots=True)
class Fault:
    """An ambiguous repetition: `steps` that it can take for each character (0 for exponential), and a text that,
    repeated, shows it."""

    steps: int
    lead: str
    pump: str

    def __str__(self) -> str:
        kind = f"{self.steps} steps a character" if self.steps else "exponential"
        return f"{kind}: {self.lead!r} + {self.pump!r} × n"


@dataclass(frozen=True, slots=True)
class _Chain:
    """Loops one after the other, the last of which has a number: the product of their rounds, and the longest of them
    unless the search for a beginning is among them (1)."""

    product: float
    longest: int
    number: int
    pump: str

    @property
    def steps(self) -> float:
        """Steps for each character."""
        return self.product / self.longest


class _States:
    """The automaton, or the inside of one of its atomic groups, with each position split by what places behind it ask
    about the character before them. State 0 is the beginning of the text. Of those that are `failing`, none comes after
    a match."""

    def __init__(self, built: Automaton, group: int = 0, failing: bool = False) -> None:
        self.built = built
        blocks = [built.masks[0] & ~1]
        for asked in built.before:
            blocks = [part for block in blocks for part in (block & asked, block & ~asked) if part]
        self.found = [(0, BEGIN), *((p, m & b) for p, m in enumerate(built.masks) for b in blocks if m & b & ~3)]
        by_position: dict[int, list[_State]] = defaultdict(list)
        for state, (position, _) in enumerate(self.found):
            by_position[position].append(state)
        self.next: list[list[_Step]] = [[] for _ in self.found]
        for (p, q, atoms), ways in built.edges.items():
            if (group and group not in atoms) or (failing and p in built.last):
                continue
            for s in by_position[p]:
                open_ways = [own for before, own in ways if before & self.found[s][1]]
                for t in by_position[q]:
                    allowed = [own & self.found[t][1] & ~3 for own in open_ways if own & self.found[t][1] & ~3]
                    if allowed:
                        self.next[s].append((t, *_united(allowed)))
        graph = nx.DiGraph((s, t) for s, steps in enumerate(self.next) for t, _, _ in steps)
        self.graph = graph.subgraph({0} | nx.descendants(graph, 0)) if not group else graph
        parts = nx.strongly_connected_components(self.graph)
        self.loops = [frozenset(part) for part in parts if _is_loop(self.graph, part)]

    def atoms(self, state: _State) -> frozenset[int]:
        """The atomic groups that a state is in."""
        return self.built.atoms[self.found[state][0]]

    def within(self, part: frozenset[_State] | set[_State]) -> Mapping[_State, Sequence[_Step]]:
        """The steps from each state of a part to others of it."""
        return {s: [step for step in self.next[s] if step[0] in part] for s in part}

    def bound(self, loop: frozenset[_State]) -> int:
        """How many rounds a text can lead through a loop."""
        # Going round an inner loop alone does not go round the outer one, and round both it counts rounds of that.
        return max(bound for state in loop for _, bound in self.built.loops[self.found[state][0]])


def _united(allowed: Sequence[int]) -> tuple[int, int]:
    """The characters that several ways allow, and those that two of them do."""
    once = twice = 0
    for mask in allowed:
        twice |= once & mask
        once |= mask
    return once, twice


@cache
def faults(expression: str) -> Sequence[Fault]:
    """The ambiguous repetitions of an expression: the exponential ones, then the one that takes the most steps for a
    character, if that is more than one."""
    return tuple(_faults(expression))


def _faults(expression: str) -> Iterator[Fault]:
    built = automaton(expression)
    states = _States(built)
    for group in sorted({0}.union(*built.atoms)):
        inside = _States(built, group) if group else states
        for loop in inside.loops:
            pump = _two_ways(inside, loop, group)
            if pump is not None:
                yield Fault(0, _lead(states, loop), pump)
    worst = _longest_chain(_States(built, failing=True))
    if worst.steps > 1:
        yield worst


def _lead(states: _States, loop: frozenset[_State]) -> str:
    return _way(states, 0, next(iter(loop)))


def _way(states: _States, start: _State, end: _State) -> str:
    """A text that leads from one state to another."""
    path = nx.shortest_path(states.graph, start, end)
    steps = ((states.next[s], t) for s, t in pairwise(path))
    return "".join(states.built.spell(next(mask for u, mask, _ in found if u == t)) for found, t in steps)


def _two_ways(states: _States, loop: frozenset[_State], group: int) -> str | None:
    """A text that leads round a loop in two ways, if there is one; the loop stands in an atomic group (or in 0)."""
    common = frozenset.intersection(*(states.atoms(s) for s in loop)) if group else frozenset[int]()
    common = frozenset(a for a in common if a <= group)
    seen: dict[_Pair, tuple[_Pair | None, str]] = {}
    for s in loop:
        if states.atoms(s) - common:
            continue
        steps = [step for step in states.next[s] if step[0] in loop]
        for i, (t, mask, twice) in enumerate(steps):
            if twice:
                return states.built.spell(twice) + _way(states, t, s)
            for u, other, _ in steps[i + 1 :]:
                # An atomic group entered by both is gone through in one way.
                if mask & other and not (states.atoms(t) & states.atoms(u)) - common:
                    seen.setdefault((min(t, u), max(t, u)), (None, states.built.spell(mask & other)))
    return _meeting(states, loop, seen)


def _meeting(states: _States, loop: frozenset[_State], seen: dict[_Pair, tuple[_Pair | None, str]]) -> str | None:
    """The text after which two ways that parted in a loop meet again."""
    queue = deque(seen)
    while queue:
        pair = queue.popleft()
        if pair[0] == pair[1]:
            return _spelt(seen, pair)
        for t, mask, _ in states.next[pair[0]]:
            for u, other, _ in states.next[pair[1]]:
                following = (min(t, u), max(t, u))
                if mask & other and following not in seen and t in loop and u in loop:
                    seen[following] = (pair, states.built.spell(mask & other))
                    queue.append(following)
    return None


def _longest_chain(states: _States) -> Fault:
    """The loops one after the other, each beginning where the one before can go on, that take the most steps."""
    found: dict[int, _Chain] = {}
    # Strongly connected components come in reverse order: what leads on comes after what it leads to.
    for number in reversed(range(len(states.loops))):
        loop = states.loops[number]
        if states.found[next(iter(loop))][0] == 0:
            found[number] = _Chain(1, 1, number, "")
            continue
        ahead = nx.ancestors(states.graph, next(iter(loop)))
        bound = states.bound(loop)
        # Of loops that no search leads to, one is as long as the text: it is what the steps are counted for.
        best = _Chain(bound, bound, number, "")
        before = (chain for other, chain in found.items() if states.loops[other] & ahead)
        for chain in sorted(before, key=lambda chain: -chain.steps):
            longest = 1 if chain.longest == 1 else max(chain.longest, bound)
            if chain.product * bound / longest <= best.steps:
                continue
            pump = _goes_on(states, states.loops[chain.number], loop, ahead)
            if pump is not None:
                longer = _Chain(chain.product * bound / len(pump), longest, number, pump)
                best = max(best, longer, key=lambda chain: chain.steps)
        found[number] = best
    worst = max(found.values(), key=lambda chain: chain.steps)
    return Fault(ceil(worst.steps), _lead(states, states.loops[worst.number]), worst.pump)


def _goes_on(states: _States, first: frozenset[_State], second: frozenset[_State], ahead: set[_State]) -> str | None:
    """A text that leads round the first loop, round the second, and from the one to the other."""
    # Wherever in a round it is looked at: so at one state of each round of either loop.
    ends, begins = _of_each_round(states, first), _of_each_round(states, second)
    pairs = product(ends, second) if len(ends) * len(second) < len(first) * len(begins) else product(first, begins)
    inner = [states.within(part) for part in (first, ahead | second, second)]
    for q, p in pairs:
        if (text := _returning(states, (q, q, p), (q, p, p), inner)) is not None:
            return text
    return None


def _of_each_round(states: _States, loop: frozenset[_State]) -> list[_State]:
    """States of which each round of a loop passes one."""
    graph = nx.DiGraph(states.graph.subgraph(loop))
    found = []
    while rounds := [part for part in nx.strongly_connected_components(graph) if _is_loop(graph, part)]:
        for part in rounds:
            most = max(part, key=lambda s: (graph.has_edge(s, s), graph.in_degree(s) * graph.out_degree(s), s))
            found.append(most)
            graph.remove_node(most)
    return found


def _is_loop(graph: nx.DiGraph[_State], part: set[_State]) -> bool:
    return len(part) > 1 or graph.has_edge(*[next(iter(part))] * 2)


def _returning(
    states: _States, start: _Triple, end: _Triple, inner: Sequence[Mapping[_State, Sequence[_Step]]]
) -> str | None:
    """The text by which three ways lead from where they start to their ends, each within its part."""
    seen: dict[_Triple, tuple[_Triple | None, str]] = {start: (None, "")}
    queue = deque(seen)
    shared = states.atoms(start[1]) & states.atoms(end[1])
    while queue:
        at = queue.popleft()
        x, y, z = at
        bound = x == y and bool(states.atoms(x) - shared)
        for (t, mask, _), (v, third, _) in product(inner[0][x], inner[2][z]):
            if not mask & third:
                continue
            for u, other, _ in inner[1][y]:
                letters = mask & other & third
                if not letters or (t, u, v) in seen or (bound and t != u):
                    continue
                seen[t, u, v] = (at, states.built.spell(letters))
                if (t, u, v) == end:
                    return _spelt(seen, end)
                queue.append((t, u, v))
    return None


def _spelt(seen: Mapping[_Place, tuple[_Place | None, str]], end: _Place) -> str:
    """The text that leads to a place."""
    text, at = "", end
    while True:
        before, letter = seen[at]
        text = letter + text
        if before is None:
            return text
        at = before
