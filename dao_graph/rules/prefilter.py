"""Conditions that a text must meet for a pattern to match: pieces that every match holds, and characters with which it
can begin.

Most patterns can match but few sentences, and these only in few places. Reading off a pattern that its matches hold
"hosted" or "hosting", and a country, and looking for all such pieces of all patterns in one pass, leaves one search in
ten to be made; knowing how a match can begin makes that one several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product

from dao_graph.model.slots import is_slot, with_id
from dao_graph.rules.parts import (
    ANY,
    ANYTHING,
    BEGIN,
    MOST_COMBINED,
    NOTHING,
    Need,
    Part,
    Start,
    either,
    is_everyday,
    optional,
    rarity,
    repeated,
    sequence,
    telling_beginnings,
    written,
)

# By capture the ids of which each mention in it must have one.
Wanted = tuple[tuple[str, frozenset[str]], ...]
# Stands for any digit, of whatever script.
DIGIT = "\\d"
_PLAIN = re.compile(r"[^\\\[\](){}|?*+.^$]+")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|>|(?P<around><?[=!])|(?P<inline>[a-z]+):|(?P<flags>[a-z]+)\)|(?P<other>)))?")
_REPEAT = re.compile(r"(?:([*+?])|\{(\d*)(?:,(\d*))?\})[?+]?")
_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
# What opens and closes groups, and what brackets can stand in that do not.
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of a pattern's matches. `needs` are pieces in small letters, or slots with ids; every match holds one
    of each set, the rarest-looking set first. `anchored`: matches begin where the text does; else `starter` is the
    expression that finds where they can begin, unless that is anywhere. `lead` is the group that every match begins
    with, if there is one, `beginnings` are texts in small letters of which each begins with one, where these tell
    something."""

    needs: tuple[Need, ...]
    anchored: bool
    starter: str | None
    lead: str | None
    beginnings: frozenset[str] | None


@cache
def read_pattern(pattern: str, wanted: Wanted = ()) -> Traits:
    """The traits of a regular expression, of whose matches those alone count in which captures are what is `wanted`."""
    parser = _Parser(pattern, wanted=wanted)
    whole = parser.alternatives()
    found = tuple(sorted(dict.fromkeys(whole.all_needs()), key=rarity))
    # What every sentence has is looked for of those alone that want nothing else.
    needs = tuple(need for need in found if not any(map(is_everyday, need))) or found[:1]
    anchored = pattern.startswith("^") and parser.choices == 1
    lead = _lead(pattern) if parser.choices == 1 else None
    starter = None if anchored else _starter(whole.starts)
    return Traits(needs, anchored, starter, lead, telling_beginnings(whole) if starter else None)


def _lead(pattern: str) -> str | None:
    """The group that a pattern without alternatives begins with, unless it is repeated or tells nothing but what stands
    around."""
    head = _GROUP.match(pattern)
    end = _Parser(pattern).end_of(0)
    if head is None or end is None or any(head.group(name) for name in ("around", "flags", "other")):
        return None
    return None if _REPEAT.match(pattern, end) else pattern[:end]


def _starter(starts: frozenset[Start] | None) -> str | None:
    if starts is None or () in starts:
        return None
    seconds: dict[str, set[str]] = {}
    for start in starts:
        seconds.setdefault(start[0], set()).add(start[1] if len(start) > 1 else ANY)
    firsts: dict[str, list[str]] = {}
    for first, found in sorted(seconds.items()):
        firsts.setdefault("" if ANY in found else f"(?=[{''.join(sorted(found))}])", []).append(first)
    # A set of characters is what the engine looks ahead for, so it comes first.
    choices = [f"(?<=[{''.join(these)}]){after}" for after, these in sorted(firsts.items())]
    return f"[{''.join(sorted(seconds))}](?:{'|'.join(choices)})"


@cache
def _read_group(group: str, any_case: bool, wanted: Wanted) -> Part:
    """What a group tells, its brackets included. Rules have most of theirs in common, by the fragments in them."""
    head = _GROUP.match(group)
    assert head is not None
    inner = _Parser(group, head.end(), any_case or "i" in (head.group("inline") or ""), wanted).alternatives()
    if around := head.group("around"):
        # What stands ahead is in the text, too; what stands behind may be before the piece of text that is searched.
        return replace(NOTHING, needs=inner.all_needs()) if around == "=" else NOTHING
    ids = next((ids for name, ids in wanted if group.startswith(f"(?P<{name}>")), ())
    return ANYTHING if head.group("other") is not None else _with_ids(inner, ids)


def _with_ids(part: Part, ids: Iterable[str]) -> Part:
    """What a group tells whose mentions have one of these ids; nothing more where there are none, or it may match
    without a mention."""
    needs = part.all_needs()
    slots = next((need for need in needs if all(map(is_slot, need))), frozenset[str]())
    found = frozenset(with_id(slot, id) for slot, id in product(slots, ids))
    return replace(part, exact=None, needs=(*needs, found)) if found else part


class _Parser:
    """Reads regular expressions as far as their literals go; whatever else they have counts as anything."""

    def __init__(self, pattern: str, at: int = 0, any_case: bool = False, wanted: Wanted = ()) -> None:
        self._pattern = pattern
        self._at = at
        self._any_case = any_case
        self._wanted = wanted
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

    def alternatives(self) -> Part:
        """Up to the end of the group that it stands in; `choices` is then how many there were."""
        found: list[Part] = []
        while True:
            found.append(sequence(list(self._items())))
            if self._pattern[self._at : self._at + 1] != "|":
                self.choices = len(found)
                return either(found)
            self._at += 1

    def _items(self) -> Iterator[Part]:
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            plain = _PLAIN.match(self._pattern, self._at)
            if plain and plain.end() - self._at > 1:
                # The last character may be one that is repeated.
                end = plain.end() - (_REPEAT.match(self._pattern, plain.end()) is not None)
                yield self._text(self._pattern[self._at : end])
                self._at = end
            else:
                yield self._repeated(self._one())

    def _text(self, text: str) -> Part:
        cases = (f"{c.lower()}{c.upper()}" if self._any_case else c for c in text[:2])
        return Part(frozenset({text}), (), frozenset({tuple(re.escape(c) for c in cases)}), written([text]))

    def _one(self) -> Part:
        character = self._pattern[self._at]
        if character == "(":
            return self._group()
        if character == "[" and (match := _CLASS.match(self._pattern, self._at)):
            self._at = match.end()
            return ANYTHING if match.group(1) else self._class(match.group(2))
        if character == "\\" and (match := _ESCAPE.match(self._pattern, self._at)):
            self._at = match.end()
            return self._escaped(match.group())
        self._at += 1
        if character in "^$":
            return BEGIN if character == "^" else NOTHING
        return ANYTHING if character == "." else self._text(character)

    def _group(self) -> Part:
        head = _GROUP.match(self._pattern, self._at)
        assert head is not None
        if flags := head.group("flags"):
            self._at = head.end()
            self._any_case = self._any_case or "i" in flags
            return NOTHING
        begin, self._at = self._at, self._ends.get(self._at, len(self._pattern))
        group = self._pattern[begin : self._at]
        return _read_group(group, self._any_case, tuple(one for one in self._wanted if f"(?P<{one[0]}>" in group))

    def _repeated(self, part: Part) -> Part:
        match = _REPEAT.match(self._pattern, self._at)
        if match is None:
            return part
        self._at = match.end()
        sign, least, most = match.groups()
        if sign == "?" or (least == "0" and most == "1"):
            return optional(part)
        return repeated(part, 0 if sign == "*" or least in ("", "0") else 1)

    def _class(self, body: str) -> Part:
        """A character class: its characters where they are few and none stands for several."""
        # Brackets and hyphens that mean themselves by where they stand may come to stand elsewhere.
        safe = re.sub(r"^[\]-]|(?<!\\)[\[&~|]|-$", r"\\\g<0>", body)
        starts = frozenset({(safe.lower() + safe.upper() if self._any_case else safe,)})
        if body == DIGIT:
            return Part(None, (frozenset({DIGIT}),), starts)
        if "\\" in body or "-" in body[1:-1] or len(body) > MOST_COMBINED // 2:
            # Capitals of an escape mean something else.
            return Part(None, (), None if self._any_case else starts)
        return Part(frozenset(body), (), starts, written(body))

    def _escaped(self, escape: str) -> Part:
        name = escape[1]
        if name in "bBAZ":
            return NOTHING
        if name in "wWsSdD":
            needs = (frozenset({DIGIT}),) if escape == DIGIT else ()
            return Part(None, needs, frozenset({(escape,)}))
        if name.isdigit() and name != "0":
            return ANYTHING
        return self._text(chr(int(escape[2:], 16)) if len(escape) > 2 else _NAMED.get(name, name))
