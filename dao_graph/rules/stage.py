"""The rules of one stage of a language, and which of them can match in a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ahocorasick_rs import AhoCorasick

from dao_graph.rules.prefilter import DIGIT, Need
from dao_graph.rules.rule import Rule

_DIGITS = re.compile(DIGIT)


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
        pieces = {piece for rule in self._rules for need in rule.needs for piece in need}
        self._digits = DIGIT in pieces
        # It gives the pieces themselves, whose hashes are known.
        self._pieces = AhoCorasick(sorted(pieces - {DIGIT}), store_patterns=True)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    @cached_property
    def by_type(self) -> Mapping[str, Stage]:
        """The rules of each type, for those who look for one alone."""
        types = dict.fromkeys(rule.type for rule in self._rules)
        return {type: Stage(rule for rule in self._rules if rule.type == type) for type in types}

    def possible(self, text: str, after: Rule | None = None) -> list[Rule]:
        """The rules that may match in `text`, for it holds all that they cannot match without; of those that come
        after one if it is given."""
        present = self._present(text)
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
                found.append(self._rules[order])
        return found if after is None else [rule for rule in found if self._orders[rule.id] > self._orders[after.id]]

    def unmet(self, rule: Rule, text: str) -> Need | None:
        """The first need of a rule of this stage that `text` does not meet: pieces of which it lacks every one."""
        present = self._present(text)
        return next((need for need in rule.needs if need.isdisjoint(present)), None)

    def _present(self, text: str) -> set[str]:
        present: set[str] = set(self._pieces.find_matches_as_strings(text.lower(), overlapping=True))
        if self._digits and _DIGITS.search(text):
            present.add(DIGIT)
        return present


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
