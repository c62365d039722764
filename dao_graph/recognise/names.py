"""Names: all labels of the authority lists in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from ahocorasick_rs import AhoCorasick

from dao_graph.folder.compiled import compiled
from dao_graph.lists.authorities import SLOT_OF, Authorities, Label, kept_of_lists
from dao_graph.lists.labels import joins, stands_alone
from dao_graph.model.document import Span
from dao_graph.model.mention import Mention
from dao_graph.model.normal import arabic_digits, normal
from dao_graph.namespaces import DAO, SKOS
from dao_graph.rules.knowledge import Knowledge
from dao_graph.rules.loading import pack_files

_RULE = "und.name"
# … and a post of which they know only whose deputy it is.
_DEPUTY = "und.name.deputy"
_SURE = (_RULE, _DEPUTY)
_WEAK_RULE = "und.name.weak"
# Things whose names are common nouns, which begin small within a sentence.
_COMMON_NOUNS = frozenset(DAO + name for name in ("ActorGroup", "Initiative", "FundingMechanism", "Post", "Document"))
# A name of so many words ("high-level political forum on sustainable development") is nothing else without its capital.
_LONG = 5
# A decision that fills seats lists the states in capitals; a shorter name would look like an acronym.
_SHORTEST_IN_CAPITALS = 3
# Two weak neighbours in a list ("Chad, Niger and …") stand this close.
_NEIGHBOURHOOD = 8
# How many characters before a name are read for what makes it another one: the words before a post ("Deputy"), and
# before the short name of a body ("Transitional Council").
_BEFORE_POST = 16
_BEFORE_BODY = 24
_BEFORE_PERSON = 48
# What a symbol is made of, and how far before an acronym in it that is looked for.
_SYMBOL_REACH = 40
_SYMBOL = re.compile(r"[A-Z\d.()/]*+")


# The fields of a name, as they are kept.
_Meant = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class _Name:
    """The concepts that one spelling may stand for; none where it only blocks shorter names inside it."""

    concepts: tuple[str, ...]
    weak: bool

    @property
    def geographic(self) -> bool:
        """True if it is the name of a state or place."""
        return bool(self.concepts) and self.concepts[0].startswith(("country/", "place/"))

    @property
    def short(self) -> bool:
        """True if it is the short name of bodies, or of documents ("the Charter")."""
        return self.weak and self.concepts[0].startswith(("body/", "document/"))


class NameFinder:
    """Finds the names of one language. Build it through `name_finder`, which keeps one for each language."""

    def __init__(self, language: str, knowledge: Knowledge) -> None:
        lexicon: Mapping[str, Any] = knowledge.rule_set(language).lexicon["names"]
        self._lists = knowledge.authorities
        self._prefix = compiled(lexicon["prefix"], language) if "prefix" in lexicon else None
        self._refused = compiled(lexicon.get("refused-before", "(?!)"), language)
        # The second half of a compass point, by what stands before it ("North-East Asia" is not East Asia).
        self._refused_after = compiled(lexicon.get("refused-after", "(?!)"), language)
        # A short name ("Council") that is only the middle of a longer one that the lists do not have.
        self._longer_left = compiled(lexicon.get("longer-left", "(?!)"), language)
        self._longer_right = compiled(lexicon.get("longer-right", "(?!)"), language)
        # A state's name that is a person's ("Ms. India Hicks"), by what stands before it.
        self._personal = compiled(lexicon.get("personal-left", "(?!)"), language)
        self._personal_right = compiled(lexicon.get("personal-right", "(?!)"), language)
        self._deputy = compiled(lexicon.get("deputy", "(?!)"), language)
        made = partial(_spellings, self._lists, language, lexicon)
        # The lists may be the package's where the rules are not.
        files = pack_files(language, ())
        spellings = made() if knowledge.rules else kept_of_lists(self._lists, f"names-{language}", made, files)
        self._names = [_Name(*name) for name in spellings.values()]
        self._automaton = AhoCorasick(list(spellings))

    def find(self, text: str) -> list[Mention]:
        """The names in `text`, in order, none overlapping another: the leftmost, then the longest, wins; but a group
        that ends with the first word of another's name gives way: "all States" in "all States parties"."""
        return _with_support(self._lists, _less_homonyms(self._leftmost(text), text), text)

    def dropped(self, text: str) -> Iterator[tuple[Span, tuple[str, ...], str]]:
        """The spellings of names in `text` that are no mentions: where, of what, and why, for `dao-graph trace`."""
        leftmost = self._leftmost(text)
        kept = {mention.span for mention in _with_support(self._lists, leftmost, text)}
        weak = {mention.span for mention in leftmost} - kept
        accepted = {(start, stop) for start, stop, _ in self._accepted(text)}
        for i, start, stop in self._automaton.find_matches_as_indexes(text, overlapping=True):
            name, span = self._names[i], Span(start, stop)
            if not name.concepts or span in kept:
                continue
            if span in weak:
                yield span, name.concepts, "a weak name for which nothing else in the text speaks"
            elif (start, stop) in accepted:
                yield span, name.concepts, "inside a longer name, or one that begins before it"
            elif not self._stands_alone(text, start, stop):
                yield span, name.concepts, "part of a longer word, or before what makes it another thing"
            else:
                yield span, name.concepts, "the short name of a body, in the middle of a longer one"

    def _leftmost(self, text: str) -> list[Mention]:
        """The names before it is known which of the weak ones have support."""
        found = self._accepted(text)
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        mentions: list[Mention] = []
        end, last = 0, _Name((), False)
        for start, stop, name in found:
            if start < end:
                if stop <= end or name.weak or not (_is_group(name) and _is_group(last)) or " " in text[start:end]:
                    continue
                mentions.pop()
            end, last = stop, name
            if not name.concepts:
                continue
            mention = _mention(Span(start, stop), name)
            # "Deputy Minister" is no minister: a post, but none that the lists know.
            if mention.type == "post" and (deputy := self._deputy.search(text, max(0, start - _BEFORE_POST), start)):
                # A post of the past ("former Minister") has no name of its own.
                words, rule = text[deputy.start() : stop], _RULE if deputy.group().islower() else _DEPUTY
                values = {"head": words} if rule == _DEPUTY else {}
                mention = Mention(Span(deputy.start(), stop), "post", None, rule, values=values)
            mentions.append(mention)
        return mentions

    def _accepted(self, text: str) -> list[tuple[int, int, _Name]]:
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [
            (start, stop, self._names[i])
            for i, start, stop in hits
            if self._stands_alone(text, start, stop)
            and not (self._names[i].short and self._is_longer(text, start, stop))
            and not (self._names[i].geographic and self._is_personal(text, start, stop))
        ]

    def _is_personal(self, text: str, start: int, stop: int) -> bool:
        before = max(0, start - _BEFORE_PERSON)
        return bool(self._personal_right.match(text, stop) or self._personal.search(text, before, start))

    def _is_longer(self, text: str, start: int, stop: int) -> bool:
        before = max(0, start - _BEFORE_BODY)
        return bool(self._longer_right.match(text, stop) or self._longer_left.search(text, before, start))

    def _stands_alone(self, text: str, start: int, stop: int) -> bool:
        """True if a match is a name of its own: nothing after it says otherwise, only particles are joined to it."""
        if self._refused.match(text, stop) or self._refused_after.match(text, start):
            return False
        if stands_alone(text, start, stop):
            return not _in_symbol(text, start, stop)
        if self._prefix is None or (joins(text[stop - 1]) and stop < len(text) and joins(text[stop])):
            return False
        begin = start
        while begin > 0 and joins(text[begin - 1]):
            begin -= 1
        return self._prefix.fullmatch(text, begin, start) is not None


@cache
def name_finder(language: str, knowledge: Knowledge) -> NameFinder:
    """The finder of `language`'s names."""
    return NameFinder(language, knowledge)


def _spellings(
    lists: Authorities, language: str, lexicon: Mapping[str, Any]
) -> dict[str, tuple[tuple[str, ...], bool]]:
    """The concepts that each spelling may stand for, and whether it is weak."""
    strong: dict[str, set[str]] = {}
    weak: dict[str, set[str]] = {}
    contractions: Sequence[Sequence[str]] = lexicon.get("contractions", ())
    for label in lists.labels:
        if label.concept.partition("/")[0] not in SLOT_OF:
            continue
        foreign_acronym = label.language == "en" and label.text.isascii() and label.text.isupper()
        if label.language == language or (foreign_acronym and len(label.text) > 2):
            table = weak if label.weak else strong
            for spelling in _variants(lists, label, contractions):
                table.setdefault(spelling, set()).add(label.concept)
    names: dict[str, _Meant] = dict.fromkeys(lexicon.get("blockers", ()), ((), False))
    names |= {s: (tuple(sorted(c)), False) for s, c in strong.items()}
    for spelling, concepts in weak.items():
        # A label marked weak is so even where it is the preferred one (Georgia); for another thing of the same name
        # it says nothing (Singapore, the city).
        others = strong.get(spelling, set()) - concepts
        names[spelling] = tuple(sorted(others or concepts)), not others
    return names


def _variants(lists: Authorities, label: Label, contractions: Sequence[Sequence[str]]) -> Iterator[str]:
    """A label as it may stand in repaired text: as it is, with the other case of its first letter where that is
    safe, a state or a body in capitals, and with what a contraction makes of its beginning. Short names of places and
    bodies, and weak names, never lose their capital: they are common words too (Pacifique, La Paz, the states of
    matter)."""
    text = normal(label.text)
    is_common = bool(_COMMON_NOUNS.intersection(lists.types(label.concept)))
    yield text
    if label.language == "ar":
        yield arabic_digits(text)
    first, rest = text[0], text[1:]
    if first.islower():
        yield first.upper() + rest
    elif rest[:1].islower() and not label.weak and (is_common or len(text.split()) >= _LONG):
        yield first.lower() + rest
    in_capitals = label.concept.startswith("country/") or (label.concept.startswith("body/") and " " in text)
    if in_capitals and text.upper() != text and len(text) > _SHORTEST_IN_CAPITALS:
        yield text.upper()
    for written, contracted in contractions:
        if text.startswith(written):
            yield contracted + text.removeprefix(written)


def _in_symbol(text: str, start: int, stop: int) -> bool:
    """True if what looks like an acronym is a piece of a symbol of some other body: "LDC" in "WT/COMTD/LDC/W/69"."""
    if "/" not in (text[start - 1 : start], text[stop : stop + 1]):
        return False
    before = _SYMBOL.match(text[max(0, start - _SYMBOL_REACH) : start][::-1])
    after = _SYMBOL.match(text, stop)
    return any(character.isdigit() for found in (before, after) if found for character in found[0])


def _is_group(name: _Name) -> bool:
    return bool(name.concepts) and SLOT_OF[name.concepts[0].partition("/")[0]] == "group"


def _mention(span: Span, name: _Name) -> Mention:
    slot = SLOT_OF[name.concepts[0].partition("/")[0]]
    entity = name.concepts[0] if len(name.concepts) == 1 else None
    candidates = () if entity else name.concepts
    return Mention(span, slot, entity, _WEAK_RULE if name.weak else _RULE, candidates=candidates)


def _less_homonyms(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Drop what is a place in the state that stands behind it in brackets: "Granada (España)"."""
    kept = list(mentions[-1:])
    for mention, following in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        between = text[mention.span.end : following.span.start].strip()
        bracketed = between == "(" and text[following.span.end : following.span.end + 1] == ")"
        states = mention.type == following.type == "country" and mention.entity != following.entity
        if not (states and bracketed):
            kept.append(mention)
    return kept[::-1]


def _with_support(lists: Authorities, mentions: list[Mention], text: str) -> list[Mention]:
    """Drop weak names for which nothing speaks: neither the same thing, or one that is narrower or related, named
    strongly anywhere in the text nor a neighbour of the same type in a list. The short name of a body is kept as
    `short`."""
    sure = {m.entity for m in mentions if m.rule == _RULE}
    sure |= {lists.one(entity, SKOS + name) for entity in sure if entity for name in ("broader", "related")}
    around = [(*mentions[i - 1 : i], *mentions[i + 1 : i + 2]) for i in range(len(mentions))]
    sure |= {m.entity for m, beside in zip(mentions, around, strict=True) if _is_listed_state(m, beside, text)}
    kept: list[Mention] = []
    for mention, beside in zip(mentions, around, strict=True):
        if mention.rule in _SURE:
            kept.append(mention)
        elif named := _supported(mention, sure, beside):
            entity = named[0] if len(named) == 1 else None
            candidates = () if entity else tuple(named)
            slot = SLOT_OF[named[0].partition("/")[0]]
            values = {"short": text[mention.span.start : mention.span.end]} if slot == "body" else mention.values
            found = mention._replace(type=slot, entity=entity, candidates=candidates, rule=_RULE, values=values)
            kept.append(found)
    return kept


def _is_listed_state(mention: Mention, neighbours: Sequence[Mention], text: str) -> bool:
    """Whether a weak name is that of a state among others: then it is so in the whole text. Where no capital shows a
    name the same letters may be a common word elsewhere ("financial" in Arabic is Mali)."""
    is_state = (mention.entity or "").startswith("country/") and text[mention.span.start].isupper()
    return is_state and mention.rule == _WEAK_RULE and bool(_supported(mention, set(), neighbours))


def _supported(mention: Mention, sure: AbstractSet[str | None], neighbours: Sequence[Mention]) -> list[str]:
    """The concepts of a weak name that have support: a sure name of the same concept, or a neighbour of its type. What
    a text calls a fund may be its own: beside others it is not told apart."""
    options = (mention.entity,) if mention.entity else mention.candidates
    types = {
        other.type
        for other in neighbours
        if other.rule in _SURE
        and max(other.span.start, mention.span.start) - min(other.span.end, mention.span.end) < _NEIGHBOURHOOD
    }
    return [o for o in options if o in sure] or [o for o in options if SLOT_OF[o.partition("/")[0]] in types - {"fund"}]
