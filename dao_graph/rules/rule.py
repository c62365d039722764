"""A rule: its patterns, compiled when they are first needed, and what its table says besides."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from dao_graph.model.mention import Mention
from dao_graph.rules.packs import compile_pattern
from dao_graph.rules.parts import EDGE, Need

# Compiling takes as long as this number of vain tries.
_WORTH = 200
# How many places began no match, by the expression that would not have found them.
_MISSED: Counter[str] = Counter()
# By the expression that finds them, the places in the text that was looked at last.
_PLACES: dict[str, tuple[str, tuple[int, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must match, with facts or an entity that must come of it (may be empty)."""

    text: str
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One pattern of a rule: its `source` as written, and the `expression` that is matched, which is the same in a
    form that is searched for faster. `anchored` ones match at the beginning of a text only; `starter` finds where
    others can (None: anywhere), `narrowed` where they do. `opening` finds where its first group matches, where other
    branches begin with that group, too: it is looked for once for all. `needs` are pieces of text of which each match
    holds one of each set; where `beginnings` is given, it begins with one of these, in whatever case, and `here` are
    those of them that the text at hand has, where that is known."""

    source: str
    expression: str
    anchored: bool
    starter: str | None
    narrowed: str | None
    opening: str | None
    needs: tuple[Need, ...]
    beginnings: frozenset[str] | None
    where: str
    here: frozenset[str] = frozenset()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled. Raises DataError naming file and rule where it is malformed."""
        # Few rules ever come to match, and compiling all takes most of the time that one letter does.
        return compile_pattern(self.expression, self.where)

    def matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in text[start:end] as `pattern.finditer` gives them, less empty ones."""
        # No generator: most find nothing, and are done with soonest if none has to begin.
        if self.anchored:
            match = None if start else self.pattern.match(text, 0, end)
            return iter((match,) if match and match.end() else ())
        if self.here and (places := _beginnings(self.here, text, start, end)) is not None:
            return self._from_places(places, text, start, end) if places else iter(())
        if self.starter is None:
            return (match for match in self.pattern.finditer(text, start, end) if match.end() > match.start())
        if self.opening is not None and end == sys.maxsize:
            return self._from_openings(text, start)
        return self._from_starts(text, start, end)

    def _from_openings(self, text: str, start: int) -> Iterator[re.Match[str]]:
        assert self.opening is not None
        known, places = _PLACES.get(self.opening, ("", ()))
        if known != text:
            places = tuple(_places(compile_pattern(self.opening, self.where), text))
            _PLACES[self.opening] = text, places
        yield from self._from_places(places, text, start, sys.maxsize)

    def _from_places(self, places: Sequence[int], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches that begin at some of these places, which are in order."""
        pattern = self.pattern
        for at in range(bisect_left(places, start), len(places)):
            place = places[at]
            if place >= start and (match := pattern.match(text, place, end)):
                yield match
                start = match.end()

    def _from_starts(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        assert self.starter is not None
        assert self.narrowed is not None
        finder = self._finder()
        # Not all places at once: those within a match need not be looked at.
        while found := finder.search(text, start, end):
            match = self.pattern.match(text, found.start(), end)
            if match:
                yield match
            else:
                _MISSED[self.narrowed] += 1
            start = match.end() if match else found.start() + 1

    def _finder(self) -> re.Pattern[str]:
        """A faster expression with the same matches, once so many starts began none that compiling it pays."""
        assert self.starter is not None
        assert self.narrowed is not None
        return compile_pattern(self.narrowed if _MISSED[self.narrowed] > _WORTH else self.starter, self.where)


# The text that was looked at last, in small letters, and where of it what begins patterns stands.
_LOOKED_AT: tuple[str, str, dict[tuple[AbstractSet[str], int, int], Sequence[int]]] = ("", "", {})


def _beginnings(texts: AbstractSet[str], text: str, start: int, end: int) -> Sequence[int] | None:
    """Where in text[start:end] one of the `texts`, which are in small letters, stands in whatever case; None where
    small letters are more or fewer than others are."""
    global _LOOKED_AT
    looked_at = _LOOKED_AT
    if looked_at[0] is not text:
        _LOOKED_AT = looked_at = text, text.lower(), {}
    _, small, known = looked_at
    if len(small) != len(text):
        return None
    # Many patterns begin in the same way; and one is looked for again behind each match of another. To the end of the
    # text all are found at once.
    begin = start if end < len(text) else 0
    key = texts, begin, end
    places = known.get(key)
    if places is None:
        places = known[key] = _found(texts, small, begin, end)
    return places


def _found(texts: AbstractSet[str], small: str, start: int, end: int) -> Sequence[int]:
    places = [0] if EDGE in texts and start == 0 else []
    for one in texts:
        place = small.find(one, start, end)
        while place >= 0:
            places.append(place)
            place = small.find(one, place + 1, end)
    places.sort()
    return places


def _places(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Where the pattern matches, also within other matches."""
    start = 0
    while found := pattern.search(text, start):
        yield found.start()
        start = found.start() + 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a language pack.

    `stage` is "token" (a pattern over plain text), "phrase" (over slots: what it matches becomes one slot of `type`),
    "relation" (over slots: gives facts), "act" (over slots with verbs among them: a piece of an act, which `type`
    names) or "finding" (the same: what makes a statement positive or negative, or lists several). `needs` are pieces of
    text of which each match holds one of each set. `captures` are the names in any of its patterns. `options` is what
    else the rule's table says (see `options.py`); the stage that runs the rule reads it. `where` it stands is for
    messages. `whole` is the rule that this one is a part of, where a text has been found to want only some of its
    branches.
    """

    id: str
    stage: str
    language: str
    type: str
    branches: tuple[Branch, ...]
    needs: tuple[Need, ...]
    captures: frozenset[str]
    options: Mapping[str, Any]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    where: str
    whole: Rule | None = field(default=None, compare=False, repr=False)

    def matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in text[start:end], none empty, none overlapping another: the leftmost first, and at one place
        that of the first pattern that matches there, as if the patterns were alternatives of one."""
        if len(self.branches) == 1:
            return self.branches[0].matches(text, start, end)
        return self._of_several(text, start, end)

    def _of_several(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        upcoming = [next(branch.matches(text, start, end), None) for branch in self.branches]
        while found := min((m for m in upcoming if m), key=lambda m: m.start(), default=None):
            yield found
            start = found.end()
            for i, branch in enumerate(self.branches):
                waiting = upcoming[i]
                if waiting is not None and waiting.start() < start:
                    upcoming[i] = next(branch.matches(text, start, end), None)


def may_be(rule: Rule, captures: Mapping[str, Sequence[Mention]]) -> bool:
    """True if captures are what the rule's `entities` let them be, and nothing that its `except` rules out."""
    return refusal(rule, captures) is None


def _entity(mention: Mention) -> str | None:
    return mention.entity


def _finder(mention: Mention) -> str | None:
    """The rule that made a mention, without its language."""
    return mention.rule.partition(".")[2]


def refusal(rule: Rule, captures: Mapping[str, Sequence[Mention]]) -> str | None:
    """The reason why the rule's `entities`, `except`, `found-by` or `not-found-by` refuse what was captured; None where
    they do not."""
    asked: tuple[tuple[str, Mapping[str, Sequence[str]], bool, Callable[[Mention], str | None]], ...] = (
        ("entities", rule.options.get("entities", {}), True, _entity),
        ("except", rule.options.get("except", {}), False, _entity),
        ("found-by", rule.options.get("found-by", {}), True, _finder),
        ("not-found-by", rule.options.get("not-found-by", {}), False, _finder),
    )
    for option, listed, wanted, of in asked:
        for name, values in listed.items():
            for mention in captures.get(name, ()):
                value = of(mention)
                if (value in values) != wanted:
                    if wanted:
                        return f"{name} is {value or 'nothing known'}, and `{option}` wants {' or '.join(values)}"
                    return f"{name} is {value}, which `{option}` rules out"
    return None
