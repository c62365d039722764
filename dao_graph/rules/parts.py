"""The pieces of patterns, and what is known of a pattern from what is known of its pieces: what every match holds, and
how it can begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

# More alternatives than this are seldom all absent, and longer pieces are seldom absent where shorter ones are not.
_MOST, _LONGEST = 150, 24
MOST_COMBINED = 48
_MOST_STARTS = 600
# Letters of beginnings that are looked at: fewer where there would be too many.
_MOST_BEGINNINGS, _CUTS = 150, (8, 5, 4, 3, 2, 1)
_RARE = "/():;«»"
_EMPTY = frozenset({""})

Need = frozenset[str]
# The first characters of a match, each as what stands between the brackets of a class; ANY is any character. Two are
# a beginning that others may follow; fewer are all that the piece of the pattern matches.
Start = tuple[str, ...]
ANY = ""
# The first letters of a match, in small ones, and whether they are all that the piece of the pattern matches; at the
# beginning of a text there is EDGE, and nothing else need be known.
Beginning = tuple[str, bool]
EDGE = "\x02"
_SOMETHING: frozenset[Beginning] = frozenset({("", False)})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern: all that it can match (None where that is too much to list), what a match holds, of each
    set one, and how it can begin: by classes of characters (None where that is not known), and by letters."""

    exact: frozenset[str] | None
    needs: tuple[Need, ...]
    starts: frozenset[Start] | None
    beginnings: frozenset[Beginning] = _SOMETHING

    def all_needs(self) -> tuple[Need, ...]:
        """The needs, with what it matches among them."""
        return (*self.needs, *_need(self.exact)) if self.exact else self.needs


ANYTHING = Part(None, (), None)
NOTHING = Part(_EMPTY, (), frozenset({()}), frozenset({("", True)}))
BEGIN = Part(_EMPTY, (), frozenset({()}), frozenset({(EDGE, False)}))


def rarity(need: Need) -> tuple[int, int]:
    """A key that sorts needs: the less likely to be met first."""
    return -min(map(len, need)), len(need)


def is_everyday(piece: str) -> bool:
    """True if nearly every sentence has a piece: a comma, a word of one or two letters."""
    word = piece.strip(" ,")
    return len(word) < 3 and piece < "\u2e7f" and (not word or word.isalpha())


def written(texts: Iterable[str]) -> frozenset[Beginning]:
    """The beginnings of a piece that matches just these texts."""
    return _cut(((text.lower(), True) for text in texts), _CUTS[0])


def _cut(beginnings: Iterable[Beginning], length: int) -> frozenset[Beginning]:
    """Beginnings of no more letters than these."""
    return frozenset((text[:length], whole and len(text) <= length) for text, whole in beginnings)


def _shortened(beginnings: frozenset[Beginning], most: int = _MOST_BEGINNINGS) -> frozenset[Beginning]:
    """Beginnings so short that there are no more than `most`, if that can be."""
    for length in _CUTS:
        if len(beginnings) <= most:
            break
        beginnings = _cut(beginnings, length)
    return beginnings


def telling_beginnings(part: Part) -> frozenset[str] | None:
    """Texts of which each match begins with one, in small letters; None where some can stand almost anywhere."""
    shortest: list[str] = []
    for text in sorted({text for text, _ in part.beginnings}, key=lambda text: (len(text), text)):
        if not text.startswith(tuple(shortest)):
            shortest.append(text)
    telling = all(len(text) > 1 or text > "\u2000" or text in (*_RARE, *"\"'", EDGE) for text in shortest)
    return frozenset(shortest) if telling and shortest else None


def optional(part: Part) -> Part:
    """The piece once or not at all."""
    starts = None if part.starts is None else part.starts | {()}
    return Part(part.exact | _EMPTY if part.exact else None, (), starts, part.beginnings | {("", True)})


def repeated(part: Part, least: int) -> Part:
    """The piece any number of times, at least so often."""
    # What is repeated may be followed by itself.
    again = None if part.starts is None else frozenset((*s, ANY)[:2] if s else () for s in part.starts)
    open_ones = frozenset((text, False) for text, _ in part.beginnings)
    if least:
        return Part(None, part.all_needs(), again, open_ones)
    return Part(None, (), None if again is None else again | {()}, open_ones | {("", True)})


def _need(exact: Iterable[str]) -> tuple[Need, ...]:
    """The need of one of `exact`, unless it asks for next to nothing (a space, a letter)."""
    shortest: list[str] = []
    for text in sorted({text[:_LONGEST].lower() for text in exact}, key=len):
        if not any(short in text for short in shortest):
            shortest.append(text)
    telling = all(len(text) > 1 or text > "\u2e7f" or text in _RARE for text in shortest)
    return (frozenset(shortest),) if telling and "" not in shortest else ()


def sequence(parts: Sequence[Part]) -> Part:
    """The pieces one after the other."""
    found: list[Need] = []
    run, whole = _EMPTY, True
    for part in parts:
        found.extend(part.needs)
        if part.exact is not None and len(run) * len(part.exact) <= MOST_COMBINED:
            run = frozenset(a + b for a, b in product(run, part.exact))
            continue
        found.extend(_need(run))
        run, whole = part.exact or _EMPTY, False
    starts = _following(part.starts for part in parts)
    beginnings = _beginning(part.beginnings for part in parts)
    if whole:
        return Part(run, tuple(found), starts, beginnings)
    return Part(None, (*found, *_need(run)), starts, beginnings)


def _following(starts: Iterable[frozenset[Start] | None]) -> frozenset[Start] | None:
    """How pieces of a pattern start that stand one after the other."""
    settled: set[Start] = set()
    waiting: set[Start] = {()}
    for next_ones in starts:
        if next_ones is None:
            return None if () in waiting else frozenset(settled | {(first, ANY) for (first,) in waiting})
        longer = {(a + b)[:2] for a, b in product(waiting, next_ones)}
        settled |= {start for start in longer if len(start) == 2}
        waiting = {start for start in longer if len(start) < 2}
        if len(settled) > _MOST_STARTS:
            return None
        if not waiting:
            break
    return frozenset(settled | waiting)


def _beginning(pieces: Iterable[frozenset[Beginning]]) -> frozenset[Beginning]:
    """How pieces of a pattern begin that stand one after the other."""
    settled: set[Beginning] = set()
    waiting = {""}
    for next_ones in pieces:
        few = _shortened(next_ones, (_MOST_BEGINNINGS - len(settled)) // len(waiting))
        more = _cut(((a + b, whole) for a, (b, whole) in product(waiting, few)), _CUTS[0])
        waiting = {text for text, whole in more if whole}
        settled |= {beginning for beginning in more if not beginning[1]}
        if not waiting:
            break
        if len(settled) + len(waiting) > _MOST_BEGINNINGS:
            return _shortened(frozenset(settled | {(text, False) for text in waiting}))
    return _shortened(frozenset(settled | {(text, True) for text in waiting}))


def either(parts: Sequence[Part]) -> Part:
    """One of the pieces."""
    if len(parts) == 1:
        return parts[0]
    starts: frozenset[Start] | None = frozenset()
    for part in parts:
        starts = None if starts is None or part.starts is None else starts | part.starts
    beginnings = _shortened(frozenset[Beginning]().union(*(part.beginnings for part in parts)))
    exacts = [part.exact for part in parts if part.exact is not None]
    union = frozenset[str]().union(*exacts)
    if len(exacts) == len(parts) and len(union) <= _MOST:
        return Part(union, (), starts, beginnings)
    all_needs = [part.all_needs() for part in parts]
    common = [need for need in all_needs[0] if all(need in other for other in all_needs[1:])]
    if all(all_needs):
        best = frozenset[str]().union(*(min(found, key=rarity) for found in all_needs))
        if len(best) <= _MOST:
            common.append(best)
    return Part(None, tuple(common), starts, beginnings)
