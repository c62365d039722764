"""Conditions that a text must meet for a pattern to match: pieces that every match holds, and characters with which it
can begin.

Most patterns can match but few sentences, and these only in few places. Reading off a pattern that its matches hold
"hosted" or "hosting", and a country, and looking for all such pieces of all patterns in one pass, leaves one search in
ten to be made; knowing how a match can begin makes that one several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

# Stands for any digit, of whatever script.
DIGIT = "\\d"
# More alternatives than this are seldom all absent, and longer pieces are seldom absent where shorter ones are not.
_MOST, _LONGEST = 150, 24
_MOST_COMBINED, _MOST_STARTS = 48, 600
_PLAIN = re.compile(r"[^\\\[\](){}|?*+.^$]+")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|>|(?P<around><?[=!])|(?P<inline>[a-z]+):|(?P<flags>[a-z]+)\)|(?P<other>)))?")
_REPEAT = re.compile(r"(?:([*+?])|\{(\d*)(?:,(\d*))?\})[?+]?")
_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
# What opens and closes groups, and what brackets can stand in that do not.
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_RARE = "/():;"
_EMPTY = frozenset({""})

Need = frozenset[str]
# The first characters of a match, each as what stands between the brackets of a class; _ANY is any character. Two are
# a beginning that others may follow; fewer are all that the piece of the pattern matches.
_Start = tuple[str, ...]
_ANY = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: all that it can match (None where that is too much to list), what a match holds, of each
    set one, and how it can begin (None where that is not known)."""

    exact: frozenset[str] | None
    needs: tuple[Need, ...]
    starts: frozenset[_Start] | None

    def all_needs(self) -> tuple[Need, ...]:
        """The needs, with what it matches among them."""
        return (*self.needs, *_need(self.exact)) if self.exact else self.needs


_ANYTHING = _Part(None, (), None)
_NOTHING = _Part(_EMPTY, (), frozenset({()}))


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of a pattern's matches. `needs` are pieces in small letters; every match holds one of each set, the
    rarest-looking set first. `anchored`: matches begin where the text does; else `starter` is the expression that finds
    where they can begin, unless that is anywhere. `lead` is the group that every match begins with, if there is one."""

    needs: tuple[Need, ...]
    anchored: bool
    starter: str | None
    lead: str | None


@cache
def read_pattern(pattern: str) -> Traits:
    """The traits of a regular expression."""
    parser = _Parser(pattern)
    whole = parser.alternatives()
    needs = tuple(sorted(dict.fromkeys(whole.all_needs()), key=_rarity))
    anchored = pattern.startswith("^") and parser.choices == 1
    lead = _lead(pattern) if parser.choices == 1 else None
    return Traits(needs, anchored, None if anchored else _starter(whole.starts), lead)


def _lead(pattern: str) -> str | None:
    """The group that a pattern without alternatives begins with, unless it is repeated or tells nothing but what stands
    around."""
    head = _GROUP.match(pattern)
    end = _Parser(pattern).end_of(0)
    if head is None or end is None or any(head.group(name) for name in ("around", "flags", "other")):
        return None
    return None if _REPEAT.match(pattern, end) else pattern[:end]


def _starter(starts: frozenset[_Start] | None) -> str | None:
    if starts is None or () in starts:
        return None
    seconds: dict[str, set[str]] = {}
    for start in starts:
        seconds.setdefault(start[0], set()).add(start[1] if len(start) > 1 else _ANY)
    firsts: dict[str, list[str]] = {}
    for first, found in sorted(seconds.items()):
        firsts.setdefault("" if _ANY in found else f"(?=[{''.join(sorted(found))}])", []).append(first)
    # A set of characters is what the engine looks ahead for, so it comes first.
    choices = [f"(?<=[{''.join(these)}]){after}" for after, these in sorted(firsts.items())]
    return f"[{''.join(sorted(seconds))}](?:{'|'.join(choices)})"


def _rarity(need: Need) -> tuple[int, int]:
    return -min(map(len, need)), len(need)


def _need(exact: Iterable[str]) -> tuple[Need, ...]:
    """The need of one of `exact`, unless it asks for next to nothing (a space, a letter)."""
    shortest: list[str] = []
    for text in sorted({text[:_LONGEST].lower() for text in exact}, key=len):
        if not any(short in text for short in shortest):
            shortest.append(text)
    telling = all(len(text) > 1 or text > "\u2e7f" or text in _RARE for text in shortest)
    return (frozenset(shortest),) if telling and "" not in shortest else ()


def _sequence(parts: Sequence[_Part]) -> _Part:
    found: list[Need] = []
    run, whole = _EMPTY, True
    for part in parts:
        found.extend(part.needs)
        if part.exact is not None and len(run) * len(part.exact) <= _MOST_COMBINED:
            run = frozenset(a + b for a, b in product(run, part.exact))
            continue
        found.extend(_need(run))
        run, whole = part.exact or _EMPTY, False
    starts = _following(part.starts for part in parts)
    return _Part(run, tuple(found), starts) if whole else _Part(None, (*found, *_need(run)), starts)


def _following(starts: Iterable[frozenset[_Start] | None]) -> frozenset[_Start] | None:
    """How pieces of a pattern begin that stand one after the other."""
    settled: set[_Start] = set()
    waiting: set[_Start] = {()}
    for next_ones in starts:
        if next_ones is None:
            return None if () in waiting else frozenset(settled | {(first, _ANY) for (first,) in waiting})
        longer = {(a + b)[:2] for a, b in product(waiting, next_ones)}
        settled |= {start for start in longer if len(start) == 2}
        waiting = {start for start in longer if len(start) < 2}
        if len(settled) > _MOST_STARTS:
            return None
        if not waiting:
            break
    return frozenset(settled | waiting)


def _either(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    starts: frozenset[_Start] | None = frozenset()
    for part in parts:
        starts = None if starts is None or part.starts is None else starts | part.starts
    exacts = [part.exact for part in parts if part.exact is not None]
    union = frozenset[str]().union(*exacts)
    if len(exacts) == len(parts) and len(union) <= _MOST:
        return _Part(union, (), starts)
    all_needs = [part.all_needs() for part in parts]
    common = [need for need in all_needs[0] if all(need in other for other in all_needs[1:])]
    if all(all_needs):
        best = frozenset[str]().union(*(min(found, key=_rarity) for found in all_needs))
        if len(best) <= _MOST:
            common.append(best)
    return _Part(None, tuple(common), starts)


@cache
def _read_group(group: str, any_case: bool) -> _Part:
    """What a group tells, its brackets included. Rules have most of theirs in common, by the fragments in them."""
    head = _GROUP.match(group)
    assert head is not None
    inner = _Parser(group, head.end(), any_case or "i" in (head.group("inline") or "")).alternatives()
    if head.group("around"):
        return _NOTHING
    return _ANYTHING if head.group("other") is not None else inner


class _Parser:
    """Reads regular expressions as far as their literals go; whatever else they have counts as anything."""

    def __init__(self, pattern: str, at: int = 0, any_case: bool = False) -> None:
        self._pattern = pattern
        self._at = at
        self._any_case = any_case
        self.choices = 0

    @cached_property
    def _ends(self) -> dict[int, int]:
        """Where each group ends, by where it begins."""
        found: dict[int, int] = {}
        open_ones: list[int] = []
        for token in _BRACKET.finditer(self._pattern):
            if token.group() == "(":
                open_ones.append(token.start())
            elif token.group() == ")" and open_ones:
                found[open_ones.pop()] = token.end()
        return found

    def end_of(self, begin: int) -> int | None:
        """Where the group ends that begins there; None where none does."""
        return self._ends.get(begin)

    def alternatives(self) -> _Part:
        """Up to the end of the group that it stands in; `choices` is then how many there were."""
        found: list[_Part] = []
        while True:
            found.append(_sequence(list(self._items())))
            if self._pattern[self._at : self._at + 1] != "|":
                self.choices = len(found)
                return _either(found)
            self._at += 1

    def _items(self) -> Iterator[_Part]:
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            plain = _PLAIN.match(self._pattern, self._at)
            if plain and plain.end() - self._at > 1:
                # The last character may be one that is repeated.
                end = plain.end() - (_REPEAT.match(self._pattern, plain.end()) is not None)
                yield self._text(self._pattern[self._at : end])
                self._at = end
            else:
                yield self._repeated(self._one())

    def _text(self, text: str) -> _Part:
        cases = (f"{c.lower()}{c.upper()}" if self._any_case else c for c in text[:2])
        return _Part(frozenset({text}), (), frozenset({tuple(re.escape(c) for c in cases)}))

    def _one(self) -> _Part:
        character = self._pattern[self._at]
        if character == "(":
            return self._group()
        if character == "[" and (match := _CLASS.match(self._pattern, self._at)):
            self._at = match.end()
            return _ANYTHING if match.group(1) else self._class(match.group(2))
        if character == "\\" and (match := _ESCAPE.match(self._pattern, self._at)):
            self._at = match.end()
            return self._escaped(match.group())
        self._at += 1
        if character in "^$":
            return _NOTHING
        return _ANYTHING if character == "." else self._text(character)

    def _group(self) -> _Part:
        head = _GROUP.match(self._pattern, self._at)
        assert head is not None
        if flags := head.group("flags"):
            self._at = head.end()
            self._any_case = self._any_case or "i" in flags
            return _NOTHING
        begin, self._at = self._at, self._ends.get(self._at, len(self._pattern))
        return _read_group(self._pattern[begin : self._at], self._any_case)

    def _repeated(self, part: _Part) -> _Part:
        match = _REPEAT.match(self._pattern, self._at)
        if match is None:
            return part
        self._at = match.end()
        sign, least, most = match.groups()
        once = part.starts
        if sign == "?" or (least == "0" and most == "1"):
            return _Part(part.exact | _EMPTY if part.exact else None, (), None if once is None else once | {()})
        # What is repeated may be followed by itself.
        again = None if once is None else frozenset((*start, _ANY)[:2] if start else () for start in once)
        if sign == "*" or least in ("", "0"):
            return _Part(None, (), None if again is None else again | {()})
        return _Part(None, part.all_needs(), again)

    def _class(self, body: str) -> _Part:
        """A character class: its characters where they are few and none stands for several."""
        # Brackets and hyphens that mean themselves by where they stand may come to stand elsewhere.
        safe = re.sub(r"^[\]-]|(?<!\\)[\[&~|]|-$", r"\\\g<0>", body)
        starts = frozenset({(safe.lower() + safe.upper() if self._any_case else safe,)})
        if body == DIGIT:
            return _Part(None, (frozenset({DIGIT}),), starts)
        if "\\" in body or "-" in body[1:-1] or len(body) > _MOST_COMBINED // 2:
            # Capitals of an escape mean something else.
            return _Part(None, (), None if self._any_case else starts)
        return _Part(frozenset(body), (), starts)

    def _escaped(self, escape: str) -> _Part:
        name = escape[1]
        if name in "bBAZ":
            return _NOTHING
        if name in "wWsSdD":
            needs = (frozenset({DIGIT}),) if escape == DIGIT else ()
            return _Part(None, needs, frozenset({(escape,)}))
        if name.isdigit() and name != "0":
            return _ANYTHING
        return self._text(chr(int(escape[2:], 16)) if len(escape) > 2 else _NAMED.get(name, name))
