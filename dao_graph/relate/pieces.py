"""The pieces that act rules find in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dao_graph.model.fact import Ref, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import Scopes
from dao_graph.relate.speakers import Captures, Speakers
from dao_graph.relate.wording import unfit
from dao_graph.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of acts in a sentence: `possible` are the rules that may find some, `scopes` what is denied or wished
    there, `forms` the patterns of the pack for the forms of verbs."""

    reading: Reading
    speakers: Speakers
    forms: Mapping[str, re.Pattern[str]]
    sentence: Sentence
    possible: Sequence[Rule]
    scopes: Scopes
    # Those of each type. Pieces of most are asked for again and again, and there are few in any sentence.
    _by_type: Mapping[str, Sequence[Rule]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Rule]] = {}
        for rule in self.possible:
            found.setdefault(rule.type, []).append(rule)
        object.__setattr__(self, "_by_type", found)

    def of_types(self, types: Sequence[str]) -> Iterable[Rule]:
        """The rules of some types that may find something, in their order."""
        here = [type for type in types if type in self._by_type]
        if not here:
            return ()
        return self._by_type[here[0]] if len(here) == 1 else (rule for rule in self.possible if rule.type in here)

    def matches(self, types: Sequence[str]) -> Iterator[tuple[Rule, re.Match[str], Captures]]:
        """Each match of the rules of some types with its captures."""
        text = self.sentence.verbal
        for rule in self.of_types(types):
            for match in rule.matches(text.text):
                captures = text.captures(match)
                if reason := unfit(rule, captures, self.reading.document.text):
                    self.refuse(rule, reason)
                else:
                    yield rule, match, captures

    def refuse(self, rule: Rule, reason: str) -> None:
        """Tell whoever watches why a rule states nothing."""
        self.reading.watch.refused(rule, self.sentence.span, reason)

    def used(self, rule: Rule, what: str) -> None:
        """Tell whoever watches what a rule gave."""
        self.reading.watch.used(rule, self.sentence.span, what)

    def within(self, begin: int, end: int, type: str, verb: str = "", for_all: bool = True) -> tuple[Ref, ...]:
        """The referents of the captures that the rules of a type find in a piece of a sentence, of those for some
        `verbs` after these, and of those `for_all` if so; a capture named `sender` is a word for whoever writes ("me"),
        `recipient` for whoever is written to ("you")."""
        text = self.sentence.verbal
        found: list[Mention] = []
        own: tuple[Ref, ...] = ()
        for rule in self._by_type.get(type, ()):
            if verb not in rule.options.get("verbs", (verb,) if for_all else ()):
                continue
            for match in rule.matches(text.text[begin:end]):
                if reason := unfit(rule, text.captures(match, begin), self.reading.document.text):
                    self.refuse(rule, reason)
                elif match.groupdict().get("sender"):
                    own = self.speakers.first_person(self.sentence.block)
                    self.used(rule, f"{type} {shown(own)}")
                elif match.groupdict().get("recipient"):
                    own = () if self.sentence.block.part else self.reading.correspondent("recipient")
                    self.used(rule, f"{type} {shown(own)}")
                elif match.start(type) >= 0:
                    inside = text.inside(*(begin + at for at in match.span(type)))
                    inside = tuple(m for m in inside if self.scopes.asserts(m.span.start, wishes=True))
                    found.extend(inside)
                    self.used(rule, f"{type} {named(inside)}")
        return own + self.speakers.refs(found)

    def called(self, rule: Rule, match: re.Match[str]) -> tuple[Ref, ...]:
        """The group that speaks by the words in a match's group `called`, which no list knows; nobody where the match
        has no such words."""
        if not match.groupdict().get("called"):
            return ()
        reading, block, words = self.reading, self.sentence.block, self.sentence.verbal.span(*match.span("called"))
        voice = reading.voice(block.part)
        label = Value.localised(reading.document.text[slice(*words)], reading.document.language)
        at = reading.evidence(block, rule.id, words)
        reading.facts.node(voice.id, ("ActorGroup",), {"rdfs:label": [label]}, at)
        return (voice,)


def shown(refs: Sequence[Ref]) -> str:
    """Ids as one line for whoever watches."""
    return " ".join(ref.id for ref in refs) or "nothing"


def named(mentions: Sequence[Mention]) -> str:
    """The ids of mentions as one line, for whoever watches."""
    return " ".join(mention.entity or mention.type for mention in mentions) or "nothing"
