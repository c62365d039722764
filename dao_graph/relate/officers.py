"""Officers as lists and sentences on elections name them: "Chair: Martina Olsen (Norway)", in one line or below each
other; "elected Pedro Rojas (Chile) as Chair and Ama Mensah (Ghana) as Vice-Chair".

In: the sentences of a text in their order, and the words of the language (`officers` of its pack). Out: a `dao:Tenure`
for each. In a list the state in brackets behind them is what shows that words are a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dao_graph.model.characters import CLOSING_BRACKETS, TRAILING
from dao_graph.model.document import Span
from dao_graph.model.fact import Evidence, Ref, Value, fact_id
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.people import person_id
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import Scopes
from dao_graph.rules import packs
from dao_graph.rules.sought import Sought

_LISTED, _ELECTED = "und.officers.listed", "und.officers.elected"
# Brackets of a state, at most so many characters before its name: "(Plurinational State of)" is part of the name.
_BRACKETS = 2


class OfficerReader:
    """Reads the officers of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = packs.officers()[reading.document.language]
        # The post whose holders the line before names, or announces; whether the sentence lists some.
        self._post = ""
        self._lists = False

    def read_list(self, sentence: Sentence) -> None:
        """State whom a sentence lists as officers; sentences come in their order."""
        segments = list(self._segments(sentence.span))
        self._post, self._lists = "", False
        for post, span in segments:
            end = span.start
            for name, state in self._holders(sentence, span):
                self._state(sentence, post, name, Span(name.start, state.span.end + 1), _LISTED)
                end, self._lists = state.span.end + 1, True
            rest = self._reading.document.text[end : span.end].rstrip(TRAILING)
            self._post = "" if rest.strip() else post

    def read_election(self, sentence: Sentence, scopes: Scopes) -> None:
        """State who is elected to which posts: these all stand before those who hold them, or all behind."""
        text, span = self._reading.document.text, sentence.span
        verb = self._words.elected.search(text, *span)
        if verb is None or self._lists or not scopes.asserts(verb.start()):
            return
        instead = self._words.instead.search(text, *span)
        end = instead.start() if instead else span.end
        people = [(m.span, "") for top in sentence.slotted.found for m in top.walk() if m.type == "person" and m.entity]
        first = min((person.start for person, _ in people), default=end)
        posts = self._labels(self._words.posts, Span(min(verb.end(), first), end))
        found = sorted([*people, *posts], key=lambda piece: piece[0])
        if not posts or not people:
            return
        if found[0][1]:
            # The post stands first: each holder has the last before it.
            found.reverse()
        waiting: list[Span] = []
        for piece, post in found:
            if piece.end > end:
                continue
            for person in waiting if post else ():
                whole = Span(min(person.start, piece.start), max(person.end, piece.end))
                self._state(sentence, post, person, whole, _ELECTED)
            waiting = [] if post else [*waiting, piece]

    def _labels(self, words: Mapping[str, Sought], span: Span) -> list[tuple[Span, str]]:
        """The words for posts in a piece of text. The longer holds the shorter: "Vice-Chair" that of the chair, in some
        languages."""
        text = self._reading.document.text
        found = sorted((Span(*m.span()), post) for post, p in words.items() for m in p.finditer(text, *span))
        return [label for i, label in enumerate(found) if not i or label[0].start >= found[i - 1][0].end]

    def _segments(self, span: Span) -> Iterator[tuple[str, Span]]:
        """The posts that a sentence lists, each with the piece of text that holds its names; what it begins with before
        a label goes on with the line before."""
        labels = self._labels(self._words.labels, span)
        if self._post and not (labels and labels[0][0].start == span.start):
            labels.insert(0, (Span(span.start, span.start), self._post))
        for i, (label, name) in enumerate(labels):
            yield name, Span(label.end, labels[i + 1][0].start if i + 1 < len(labels) else span.end)

    def _holders(self, sentence: Sentence, span: Span) -> Iterator[tuple[Span, Mention]]:
        """The names that a piece of text begins with, each with its state behind it."""
        text, at = self._reading.document.text, span.start
        states = {m.span.start: m for top in sentence.slotted.found for m in top.walk() if m.type == "country"}
        while match := self._words.holder.match(text, at, span.end):
            near = range(match.end(), match.end() + _BRACKETS)
            state = next((states[i] for i in near if i in states), None)
            if state is None or text[state.span.end : state.span.end + 1] not in (*CLOSING_BRACKETS,):
                return
            yield Span(*match.span("name")), state
            at = state.span.end + 1

    def _state(self, sentence: Sentence, post: str, name: Span, whole: Span, rule: str) -> None:
        """State that somebody holds a post."""
        facts, document = self._reading.facts, self._reading.document
        words = document.text[name.start : name.end]
        found = (m for top in sentence.slotted.found for m in top.walk() if m.type == "person" and m.entity)
        known = next((m.entity for m in found if m.span.start < name.end and m.span.end > name.start), None)
        person = self._reading.discourse.person(known or person_id(words))
        if person not in self._reading.lists:
            facts.keep(person, "rdf:type", Ref("dao:Person"))
            # Who is known as a person has a label without the title of courtesy.
            if known is None:
                facts.keep(person, "rdfs:label", Value.localised(words, document.language_of(sentence.block)))
        roles = {"person": [Ref(person)], "post": [Ref(post)]}
        at = self._reading.evidence(sentence.block, rule, whole)
        if not self._is_told(Ref(person), at):
            facts.node(fact_id("Tenure", roles), ("Tenure",), roles, at)

    def _is_told(self, person: Ref, at: Evidence) -> bool:
        """Whether the same words already say that somebody holds a post, by its longer name ("Chair of the Board")."""
        begin, end = at.spans[0].start, at.spans[-1].end
        return any(
            person in node.properties.get("person", ()) and span.start < end and span.end > begin
            for node in self._reading.facts.nodes.values()
            if "Tenure" in node.types
            for evidence in node.evidence
            if evidence.rule not in (_LISTED, _ELECTED)
            for span in evidence.spans
        )
