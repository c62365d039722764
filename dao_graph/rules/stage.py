"""The rules of one stage of a language, and which of them can match in a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ahocorasick_rs import AhoCorasick

from dao_graph.model.slots import wants_id
from dao_graph.rules.parts import EDGE, Need
from dao_graph.rules.prefilter import DIGIT
from dao_graph.rules.rule import Rule

_DIGITS = re.compile(DIGIT)
# What a branch has in a text in which it can match anywhere.
_ANYWHERE = frozenset[str]()
# Parts of rules that are kept.
_MOST_PARTS = 20_000


class Stage:
    """The rules of one stage of a language, in the order in which they run."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._orders = {rule.id: order for order, rule in enumerate(self._rules)}
        # The rules by each piece of the need that is the least likely to be met; it saves looking at most of them.
        self._by_piece: dict[str, list[int]] = {}
        self._always: list[int] = []
        for order, rule in enumerate(self._rules):
            for piece in rule.needs[0] if rule.needs else ():
                self._by_piece.setdefault(piece, []).append(order)
            if not rule.needs:
                self._always.append(order)
        self._leading = frozenset(self._by_piece)
        self._other_needs = [rule.needs[1:] for rule in self._rules]
        # What each branch wants that its rule does not want anyway, and how it begins; None where no branch wants more.
        self._branches = [_wanted(rule) for rule in self._rules]
        # What is left of rules where a text lacks what some of their branches want, by what it has of that.
        self._parts: dict[tuple[int, tuple[frozenset[str] | None, ...]], Rule | None] = {}
        pieces = {piece for rule in self._rules for need in rule.needs for piece in need}
        branches = [branch for rule in self._rules for branch in rule.branches]
        pieces.update(*(need for branch in branches for need in (*branch.needs, branch.beginnings or ())))
        self._digits = DIGIT in pieces
        self._ids = frozenset(filter(wants_id, pieces))
        # It gives the pieces themselves, whose hashes are known.
        self._pieces = AhoCorasick(sorted(pieces - {DIGIT, EDGE} - self._ids), store_patterns=True)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    @cached_property
    def by_type(self) -> Mapping[str, Stage]:
        """The rules of each type, for those who look for one alone."""
        types = dict.fromkeys(rule.type for rule in self._rules)
        return {type: Stage(rule for rule in self._rules if rule.type == type) for type in types}

    def possible(self, text: str, after: Rule | None = None, ids: AbstractSet[str] | None = None) -> list[Rule]:
        """The rules that may match in `text`, for it holds all that they cannot match without; of those that come
        after one if it is given. `ids` are those of its mentions, where matches do not matter that `entities` refuse.
        """
        present = self._present(text, ids)
        leading = present & self._leading
        if not leading and not self._always:
            return []
        orders = sorted({*self._always, *(order for piece in leading for order in self._by_piece[piece])})
        found = []
        for order in orders:
            for need in self._other_needs[order]:
                if need.isdisjoint(present):
                    break
            else:
                if rule := self._part(order, present):
                    found.append(rule)
        return found if after is None else [rule for rule in found if self._orders[rule.id] > self._orders[after.id]]

    def _part(self, order: int, present: set[str]) -> Rule | None:
        """A rule with those of its branches that can match where these pieces are present; None where none can."""
        rule = self._rules[order]
        if (branches := self._branches[order]) is None:
            return rule
        here = tuple(
            None
            if any(map(present.isdisjoint, needs))
            else _ANYWHERE
            if beginnings is None
            else beginnings & present or None
            for needs, beginnings in branches
        )
        key = order, here
        if key not in self._parts:
            if len(self._parts) > _MOST_PARTS:
                self._parts.clear()
            self._parts[key] = _with_branches(rule, here)
        return self._parts[key]

    def unmet(self, rule: Rule, text: str) -> Need | None:
        """The first need of a rule of this stage that `text` does not meet: pieces of which it lacks every one."""
        present = self._present(text)
        return next((need for need in rule.needs if need.isdisjoint(present)), None)

    def _present(self, text: str, ids: AbstractSet[str] | None = None) -> set[str]:
        present: set[str] = {EDGE, *self._pieces.find_matches_as_strings(text.lower(), overlapping=True)}
        if self._ids:
            present.update((id for id in self._ids if id[0] in text) if ids is None else ids)
        if self._digits and _DIGITS.search(text):
            present.add(DIGIT)
        return present


def _wanted(rule: Rule) -> list[tuple[tuple[Need, ...], frozenset[str] | None]] | None:
    found = [(tuple(need for need in b.needs if need not in rule.needs), b.beginnings) for b in rule.branches]
    return found if any(needs or beginnings is not None for needs, beginnings in found) else None


def _with_branches(rule: Rule, here: Sequence[frozenset[str] | None]) -> Rule | None:
    """A rule with those branches that have something `here`, each with what that is."""
    pairs = [(branch, found) for branch, found in zip(rule.branches, here, strict=True) if found is not None]
    branches = tuple(replace(branch, here=found) if found else branch for branch, found in pairs)
    if not branches:
        return None
    return rule if branches == rule.branches else replace(rule, branches=branches, whole=rule)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one language with those that no language owns, by stage."""

    tokens: Stage
    phrases: Stage
    # Phrases that only the last of the relations see, those that may say something of what a text alone names.
    late: Stage
    relations: Stage
    naming: Stage
    acts: Stage
    findings: Stage
    sums: Stage
    lexicon: Mapping[str, Any]
    fragments: Mapping[str, str]

    def all(self) -> tuple[Rule, ...]:
        """The rules of every stage."""
        return (
            *self.tokens,
            *self.phrases,
            *self.late,
            *self.relations,
            *self.naming,
            *self.acts,
            *self.findings,
            *self.sums,
        )
