"""What every match of a pattern holds: pieces of text without which looking for it is a waste of time.

Most patterns can match but few sentences. Reading off a pattern that its matches hold "hosted" or "hosting", and a
country, and looking for all such pieces of all patterns in one pass, leaves one search in ten to be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

# Stands for any digit, of whatever script.
DIGIT = "\\d"
# More alternatives than this are seldom all absent, and longer pieces are seldom absent where shorter ones are not.
_MOST, _LONGEST = 48, 24
_PLAIN = re.compile(r"[^\\\[\](){}|?*+.^$]+")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:|>|(?P<around><?[=!])|(?P<flags>[a-z]+)\)|(?P<other>)))?")
_REPEAT = re.compile(r"(?:([*+?])|\{(\d*)(?:,(\d*))?\})[?+]?")
_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_EMPTY = frozenset({""})

Need = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: all that it can match (None where that is too much to list), and what a match holds: of
    each set one."""

    exact: frozenset[str] | None
    needs: tuple[Need, ...] = ()

    def all_needs(self) -> tuple[Need, ...]:
        """The needs, with what it matches among them."""
        return (*self.needs, *_need(self.exact)) if self.exact else self.needs


_ANYTHING = _Part(None)
_NOTHING = _Part(_EMPTY)


def needs(pattern: str) -> tuple[Need, ...]:
    """What every match of `pattern` holds, in small letters: one of each set. The rarest-looking set comes first."""
    found = dict.fromkeys(_Parser(pattern).alternatives().all_needs())
    return tuple(sorted(found, key=_rarity))


def _rarity(need: Need) -> tuple[int, int]:
    return -min(map(len, need)), len(need)


def _need(exact: Iterable[str]) -> tuple[Need, ...]:
    """The need of one of `exact`, unless it asks for next to nothing (a space, a letter)."""
    shortest: list[str] = []
    for text in sorted({text[:_LONGEST].lower() for text in exact}, key=len):
        if not any(short in text for short in shortest):
            shortest.append(text)
    telling = all(len(text) > 1 or (text > "\u2e7f" or text in "/()") for text in shortest)
    return (frozenset(shortest),) if telling and "" not in shortest else ()


def _sequence(parts: Iterable[_Part]) -> _Part:
    found: list[Need] = []
    run, whole = _EMPTY, True
    for part in parts:
        found.extend(part.needs)
        if part.exact is not None and len(run) * len(part.exact) <= _MOST:
            run = frozenset(a + b for a, b in product(run, part.exact))
            continue
        found.extend(_need(run))
        run, whole = part.exact or _EMPTY, False
    if whole:
        return _Part(run, tuple(found))
    return _Part(None, (*found, *_need(run)))


def _either(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    exacts = [part.exact for part in parts if part.exact is not None]
    union = frozenset[str]().union(*exacts)
    if len(exacts) == len(parts) and len(union) <= _MOST:
        return _Part(union)
    all_needs = [part.all_needs() for part in parts]
    common = [need for need in all_needs[0] if all(need in other for other in all_needs[1:])]
    if all(all_needs):
        best = frozenset[str]().union(*(min(found, key=_rarity) for found in all_needs))
        if len(best) <= _MOST:
            common.append(best)
    return _Part(None, tuple(common))


class _Parser:
    """Reads regular expressions as far as their literals go; whatever else they have counts as anything."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Part:
        """Up to the end of the group that it stands in."""
        found: list[_Part] = []
        while True:
            found.append(_sequence(self._items()))
            if self._pattern[self._at : self._at + 1] != "|":
                return _either(found)
            self._at += 1

    def _items(self) -> Iterable[_Part]:
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            plain = _PLAIN.match(self._pattern, self._at)
            if plain and plain.end() - self._at > 1:
                # The last character may be one that is repeated.
                end = plain.end() - (_REPEAT.match(self._pattern, plain.end()) is not None)
                yield _Part(frozenset({self._pattern[self._at : end]}))
                self._at = end
            else:
                yield self._repeated(self._one())

    def _one(self) -> _Part:
        character = self._pattern[self._at]
        if character == "(":
            return self._group()
        if character == "[" and (match := _CLASS.match(self._pattern, self._at)):
            self._at = match.end()
            return _ANYTHING if match.group(1) else _class(match.group(2))
        if character == "\\" and (match := _ESCAPE.match(self._pattern, self._at)):
            self._at = match.end()
            return _escaped(match.group())
        self._at += 1
        if character in "^$":
            return _NOTHING
        return _ANYTHING if character == "." else _Part(frozenset({character}))

    def _group(self) -> _Part:
        head = _GROUP.match(self._pattern, self._at)
        assert head is not None
        self._at = head.end()
        if head.group("flags") is not None:
            return _NOTHING
        inner = self.alternatives()
        self._at += 1
        if head.group("around"):
            return _NOTHING
        return _ANYTHING if head.group("other") is not None else inner

    def _repeated(self, part: _Part) -> _Part:
        match = _REPEAT.match(self._pattern, self._at)
        if match is None:
            return part
        self._at = match.end()
        sign, least, most = match.groups()
        if sign == "?" or (least == "0" and most == "1"):
            return _Part(part.exact | _EMPTY) if part.exact else _ANYTHING
        if sign == "*" or least in ("", "0"):
            return _ANYTHING
        return _Part(None, part.all_needs())


def _class(body: str) -> _Part:
    """A character class: its characters where they are few and none stands for several."""
    if body == DIGIT:
        return _Part(None, (frozenset({DIGIT}),))
    if "\\" in body or "-" in body[1:-1] or len(body) > _MOST // 2:
        return _ANYTHING
    return _Part(frozenset(body))


def _escaped(escape: str) -> _Part:
    name = escape[1]
    if escape == DIGIT:
        return _Part(None, (frozenset({DIGIT}),))
    if name in "bBAZ":
        return _NOTHING
    if name in "wWsSD" or (name.isdigit() and name != "0"):
        return _ANYTHING
    if len(escape) > 2:
        return _Part(frozenset({chr(int(escape[2:], 16))}))
    return _Part(frozenset({_NAMED.get(name, name)}))
