"""Texts that keep the patterns of a rule busy: their own pieces over and over, with an end that spoils a match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from dao_graph.rules.rule import Rule
from dao_graph.workbench.ambiguity import faults

_SPOILT = "\u0001"
_FILLING = "x\u0410\u4e2d\u06399 "


def busy_texts(rule: Rule, size: int, random: Random) -> Iterator[str]:
    """Texts of about `size` characters for each pattern of a rule.

    They are whole matches in a row, matches cut short in a row, one match whose repetitions go on, and the worst text
    that the search for ambiguous repetitions knows of.
    """
    for branch in rule.branches:
        tree = _parser.parse(branch.expression)
        match = _match(tree, random, 1)
        yield _filled("", match, size)
        yield _filled("", match[: max(1, len(match) * 2 // 3)], size)
        yield _filled(match[: len(match) // 2], match[len(match) // 2 :] or match, size)
        yield _filled("", _match(tree, random, 4), size)
        for fault in faults(branch.expression):
            yield _filled(fault.lead, fault.pump, size)


def _filled(lead: str, pump: str, size: int) -> str:
    return lead + pump * (size // max(1, len(pump))) + _SPOILT if pump else lead + _SPOILT


def _match(items: Any, random: Random, rounds: int) -> str:
    """A text that an expression matches, but for what its look-arounds ask."""
    return "".join(_piece(kind, value, random, rounds) for kind, value in items)


def _piece(kind: Any, value: Any, random: Random, rounds: int) -> str:
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.IN:
        return _one_of(value, random)
    if kind in (sre.ANY, sre.NOT_LITERAL):
        return "x" if value != ord("x") else "y"
    if kind is sre.BRANCH:
        return _match(random.choice(value[1]), random, rounds)
    if kind is sre.SUBPATTERN:
        return _match(value[3], random, rounds)
    if kind is sre.ATOMIC_GROUP:
        return _match(value, random, rounds)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = value
        most = rounds if most is sre.MAXREPEAT else min(int(most), rounds)
        return "".join(_match(body, random, rounds) for _ in range(random.randint(least, max(least, most))))
    return ""


def _one_of(members: Any, random: Random) -> str:
    if members[0][0] is sre.NEGATE:
        allowed = [c for c in _FILLING if not _is_in(c, members[1:])]
        return random.choice(allowed or ["x"])
    kind, value = random.choice(members)
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(random.randint(*value))
    return next((c for c in _FILLING if _is_in(c, [(kind, value)])), "x")


def _is_in(character: str, members: Any) -> bool:
    for kind, value in members:
        if kind is sre.LITERAL and ord(character) == value:
            return True
        if kind is sre.RANGE and value[0] <= ord(character) <= value[1]:
            return True
        if kind is sre.CATEGORY and re.match(_CATEGORIES[value], character):
            return True
    return False


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
