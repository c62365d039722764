"""People by the nominative of their names, in a language that declines these.

The table `cases` of a pack says for each case which titles of courtesy stand in it, and how the words of a name end in
it and in the nominative. A title settles the case. Without one a nominative counts that the text has itself; where it
has none, that of the case which a verb before the name wants (`governed`), else of one that nothing else ends like
(`alone`), if each word of the name is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.mention import Mention
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence


@dataclass(frozen=True, slots=True)
class _Case:
    """A case of one gender: the titles in it, the words before it that want it, what its endings become, and whether no
    other case ends alike."""

    courtesy: re.Pattern[str]
    governed: re.Pattern[str]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    alone: bool

    def nominative(self, word: str) -> str:
        """A word in the nominative; itself where it is not in this case."""
        for ending, to in self.endings:
            if ending.search(word):
                return ending.sub(to, word)
        return word


def nominatives(names: Mapping[str, Any], sentences: Sequence[Sentence], text: str) -> dict[str, str]:
    """The names in the nominative of people who stand in another case, by the ids that their names as written give."""
    cases = [_case(entry) for entry in names.get("cases", ())]
    found: dict[str, str] = {}
    for begin, mention in _people(sentences) if cases else ():
        name, whole = str(mention.text("name")), text[mention.span.start : mention.span.end]
        before = text[begin : mention.span.start]
        nominative = _nominative(cases, name, whole.removesuffix(name).strip(), before, text)
        if mention.entity and nominative != name:
            found.setdefault(mention.entity, nominative)
    return found


def person_id(name: str) -> str:
    """The local id of a person whom only the text knows."""
    return f"person/{slug(name)}"


def _case(entry: Mapping[str, Any]) -> _Case:
    endings = tuple((kept_pattern(ending + "$"), to) for ending, to in entry["endings"])
    courtesy = kept_pattern(rf"(?:{entry['courtesy']})(?!\w)")
    return _Case(courtesy, kept_pattern(entry.get("governed", "(?!)")), endings, bool(entry.get("alone")))


def _people(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Mention]]:
    """The people whom no list knows, as the sentences name them, with where each sentence begins."""
    for sentence in sentences:
        for top in sentence.slotted.found:
            for mention in top.walk():
                if mention.type == "person" and mention.text("name"):
                    yield sentence.span.start, mention


def _nominative(cases: Sequence[_Case], name: str, courtesy: str, before: str, text: str) -> str:
    """A name in the nominative; itself where nothing tells that it stands in another case."""
    words = name.split()
    if courtesy:
        case = next((case for case in cases if case.courtesy.search(courtesy)), None)
        return " ".join(map(case.nominative, words)) if case else name
    for case in cases:
        other = " ".join(map(case.nominative, words))
        if other != name and re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text):
            return other
    for case in cases:
        other = " ".join(map(case.nominative, words))
        if other != name and case.governed.search(before):
            return other
    for case in cases:
        turned = [case.nominative(word) for word in words]
        if case.alone and all(word != nominative for word, nominative in zip(words, turned, strict=True)):
            return " ".join(turned)
    return name
