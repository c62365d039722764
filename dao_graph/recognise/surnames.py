"""Surnames: whoever has been named in full ("Ms. Martina Olsen") is meant by the surname alone ("Olsen said").

A surname that two people share, that is a word of the text too ("lake"), or that stands within a longer name ("Peter
Olsen", "Olsen Harbour") is nobody's. In scripts without capitals only the people of the lists are known so, and those
whose names are parted by dots. Somebody of the lists is also known by a surname right behind a post ("Secretary-General
Guterres").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from dao_graph.folder.compiled import compiled
from dao_graph.lists.authorities import Authorities, kept_of_lists
from dao_graph.lists.labels import joins, stands_alone
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import slot_code

_RULE = "und.name.surname"
_LISTED = "und.name"
# How a script parts the names of a person; letters that a surname has at least, where it has capitals and where not.
_DOTS = "·•\u30fb\u2027"
_GAPS = re.compile(rf"[\s{_DOTS}]+")
_SHORTEST = {True: 4, False: 3}
# How far before a surname is read for a title of courtesy.
_BEFORE = 40
_WORD_BEFORE = re.compile(r"[\w.'’-]{1,40}+ ?$")
_CAPITAL_BEHIND = re.compile(rf"[\s{_DOTS}]?[^\W\d_]")
_POST = slot_code("post")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Surnames that are looked for within runs of characters without spaces, at most.
_MOST = 99


@dataclass(slots=True)
class Surnames:
    """The surnames of those whom a document with this text has named so far."""

    text: str
    language: str
    lists: Authorities
    lexicon: Mapping[str, Any]
    _known: dict[str, str | None] = field(default_factory=dict)
    # Those in a script that writes no spaces.
    _within: list[str] = field(default_factory=list)

    def put(self, slotted: SlottedText) -> None:
        """Make mentions of the surnames known so far in a sentence, and of those behind a post."""
        if _POST in slotted.text:
            known, behind = _listed(self.lists, self.language)
            for match in behind.finditer(slotted.text):
                self._know(match["surname"], known[match["surname"]])
        # The last first, so that the places of the others stay; none within another.
        after = len(slotted.text)
        for start, stop in sorted(self._places(slotted.text), reverse=True) if self._known else ():
            if stop > after:
                continue
            entity = self._known[slotted.text[start:stop]]
            if entity and self._alone(slotted.text, start, stop):
                slotted.put(start, stop, Mention(slotted.span(start, stop), "person", entity, _RULE))
                after = start

    def learn(self, slotted: SlottedText) -> None:
        """Take in whom a composed sentence names in full."""
        for top in slotted.found:
            for mention in top.walk():
                if mention.type == "person" and mention.entity and mention.rule != _RULE:
                    self._take(mention, mention.entity)

    def _take(self, mention: Mention, entity: str) -> None:
        name = str(mention.text("name") or self.text[slice(*mention.span)])
        surname = surname_of(name)
        if surname is None or not (surname[0].isupper() or mention.rule == _LISTED or set(_DOTS) & set(name)):
            return
        for form in {surname, surname.title()} if surname.isupper() else {surname}:
            new = form not in self._known
            self._know(form, None if new and self._is_word(form) else entity)

    def _know(self, surname: str, entity: str | None) -> None:
        """Take a surname for somebody's; for nobody's where it is another's already."""
        if surname not in self._known and not joins(surname[0]):
            if len(self._within) >= _MOST:
                return
            self._within.append(surname)
        before = self._known.get(surname, entity)
        self._known[surname] = entity if before == entity else None

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text may have surnames."""
        yield from (match.span() for match in _WORD.finditer(text) if match.group() in self._known)
        for surname in self._within:
            at = text.find(surname)
            while at >= 0:
                yield at, at + len(surname)
                at = text.find(surname, at + len(surname))

    def _is_word(self, surname: str) -> bool:
        """True if the text has a surname as a common word too."""
        lower = surname.lower()
        return lower != surname and re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", self.text) is not None

    def _alone(self, text: str, start: int, stop: int) -> bool:
        """True if a surname is no part of a longer name; a title of courtesy may stand before it."""
        beside = {*text[max(0, start - 1) : start], *text[stop : stop + 1]}
        if not stands_alone(text, start, stop) or beside & {*_DOTS, "-"}:
            return False
        if not text[start].isupper():
            return True
        behind = _CAPITAL_BEHIND.match(text, stop)
        if behind and behind.group()[-1].isupper():
            return False
        before = text[max(0, start - _BEFORE) : start]
        word = _WORD_BEFORE.search(before)
        return word is None or not word.group()[0].isupper() or self._titled(word.group())

    def _titled(self, before: str) -> bool:
        return compiled(self.lexicon.get("personal-left", "(?!)"), self.language).search(before) is not None


def surname_of(name: str) -> str | None:
    """The last part of the name of a person that has several; None where it is too short to be told from a word."""
    parts = [part for part in _GAPS.split(name.strip()) if part]
    last = parts[-1] if len(parts) > 1 else ""
    fits = last.replace("-", "").isalpha() and len(last) >= _SHORTEST[last[0].isupper()]
    return last if fits else None


@cache
def _listed(lists: Authorities, language: str) -> tuple[Mapping[str, str | None], re.Pattern[str]]:
    """The people of the lists by their surnames in a language (None where several have one), and what finds these
    behind a post."""
    found = kept_of_lists(lists, f"surnames-{language}", partial(_by_surname, lists, language))
    # The longer ones first, so that none is found within another.
    listed = "|".join(re.escape(name) for name in sorted(found, key=lambda name: (-len(name), name))) or "(?!)"
    return found, compiled(rf"{_POST} ?(?P<surname>{listed})", language)


def _by_surname(lists: Authorities, language: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for label in lists.labels:
        if label.language == language and label.concept.startswith("person/") and (name := surname_of(label.text)):
            found[name] = label.concept if found.get(name, label.concept) == label.concept else None
    return found
