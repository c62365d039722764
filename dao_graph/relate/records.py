"""Records of meetings: the meeting, who speaks in it and for whom, and what they say.

In: the sentences of a record in their order, and how the language marks speakers (`speaker`, `chair` and `behalf` of
its pack). Out: a `dao:Meeting`, a `dao:Participation` for each speaker and chair, and a `dao:Finding` for each sentence
that says that somebody says something. What the record tells without a speaker ("The meeting rose") is none of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.model.document import Span
from dao_graph.model.fact import Evidence, Ref, Term, Value, fact_id
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import below, evidence, head_lines
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs

_RULE = "und.record"
_NUMBER = re.compile(r"\d{1,5}")
_NUMBER_FIRST = re.compile(r"\W*\d{1,3}\s*[-.\u2013]?\s*")
_SPEAKER, _CHAIR = "role/speaker", "role/chair"
_CHAIRING = "post/chair"
# Whom somebody may speak for.
_GROUPS = ("country", "body", "group", "post")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Somebody who speaks: their id, and the ids of those for whom they do; `explicit` says that the text has the words
    "on behalf of", not only a state in brackets."""

    id: str
    behalf: tuple[str, ...]
    explicit: bool = False


class RecordReader:
    """Reads the record of one meeting, whose masthead stands in `sentences`."""

    def __init__(self, reading: Reading, sentences: Sequence[Sentence]) -> None:
        self._reading = reading
        self._markers = packs.markers()[reading.document.language]
        self._counts: dict[str, int] = {}
        self._chair: _Speaker | None = None
        # Who says what stands in a paragraph, and its address.
        self._saying: tuple[str, _Speaker] | None = None
        reading.discourse.chair = _CHAIRING
        self._meeting = self._read_meeting(sentences)
        for line in head_lines(sentences):
            match = self._match(self._markers.chair, line.sentence)
            if match:
                self._chair = self._speaker(line.sentence, match)
                self._take_part(self._chair, _CHAIR, line.sentence, match)

    def read(self, sentence: Sentence) -> None:
        """Take in who has the floor, and state what they say; sentences come in their order."""
        block = sentence.block
        if block.kind == "heading":
            self._reading.discourse.floor = ()
        if block.kind not in ("paragraph", "item") or sentence.span.start != block.sentences[0].start:
            return
        self._saying = None
        match = self._match(self._markers.speaker, sentence)
        if match is None:
            return
        if match.group("post") and self._chair and not match.group("for"):
            # Who chairs speaks for nobody else.
            speaker = _Speaker(self._chair.id, ())
        else:
            speaker = self._speaker(sentence, match)
            self._take_part(speaker, _SPEAKER, sentence, match)
        self._reading.discourse.floor, self._reading.discourse.turn = speaker.behalf or (speaker.id,), block.path
        if match.group("says"):
            self._saying = block.path, speaker
            self._state(speaker, sentence, match.start("name"))

    def go_on(self, sentence: Sentence) -> None:
        """State that a sentence which does nothing is what a speaker says who began to in its paragraph."""
        begins = sentence.span.start == sentence.block.sentences[0].start
        if self._saying and not begins and self._saying[0] == sentence.block.path:
            self._state(self._saying[1], sentence, sentence.span.start)

    def _match(self, pattern: re.Pattern[str], sentence: Sentence) -> re.Match[str] | None:
        return pattern.match(self._reading.document.text, *sentence.span)

    def _read_meeting(self, sentences: Sequence[Sentence]) -> str | None:
        """State the meeting that the record is of: its number, day, place and organ; None where no day is known."""
        facts, root, document = self._reading.facts, self._reading.root, self._reading.document
        title = next(iter(head_lines(sentences, "title")), None)
        lines = below(sentences)
        days = [(m.date(), m.span) for line in lines for m in line.of("date") if m.date()]
        day = next(((date, span) for date, span in days if date and date.day), None)
        if day is None:
            return self._undated(sentences)
        place = next((m for line in lines for m in line.of("place") if m.entity), None)
        organ = next(iter(facts.objects(root, "issuingBody")), None)
        spans = [day[1], *([place.span] if place else ())]
        properties: dict[str, list[Term]] = {"startDate": [Value.date(str(day[0]))]}
        if place and place.entity:
            properties["place"] = [Ref(place.entity)]
        if organ:
            properties["organ"] = [organ]
        if title and (number := _NUMBER.search(document.text, *title.sentence.span)):
            properties["number"] = [Value(number.group())]
            spans.append(Span(*number.span()))
        id = f"{root}/meeting"
        at = Evidence(evidence(document, *sorted(spans)).spans, None, _RULE)
        facts.node(id, ("Meeting",), properties, at)
        facts.state(root, "recordOf", Ref(id), at)
        if title:
            text = document.text[title.sentence.span.start : title.sentence.span.end]
            facts.keep(id, "rdfs:label", Value.localised(text, document.language))
        return id

    def _undated(self, sentences: Sequence[Sentence]) -> str | None:
        """The meeting of an excerpt that begins with who speaks and tells no more of the meeting."""
        first = next(iter(sentences), None)
        if first is None or not self._match(self._markers.speaker, first):
            return None
        id, at = f"{self._reading.root}/meeting", self._reading.evidence(first.block, _RULE, first.span)
        self._reading.facts.node(id, ("Meeting",), {}, at)
        self._reading.facts.state(self._reading.root, "recordOf", Ref(id), at)
        return id

    def _speaker(self, sentence: Sentence, match: re.Match[str]) -> _Speaker:
        """The person whom a match names, and for whom they speak: on whose behalf, or what stands in brackets behind
        the name. They are a person of this record, since a surname alone may be anybody's."""
        facts, document = self._reading.facts, self._reading.document
        name = match.group("name").strip()
        slug = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", name).casefold()).strip("-")
        id = f"{self._reading.root}/speaker/{slug}"
        groups = match.groupdict()
        facts.keep(id, "rdf:type", Ref("dao:Post" if groups.get("post") or groups.get("office") else "dao:Person"))
        facts.keep(id, "rdfs:label", Value.localised(name, document.language))
        aside = match.span("aside") if groups.get("aside") else None
        behalf = self._markers.behalf.search(document.text, *aside) if aside else None
        if behalf and aside and (found := tuple(self._named(sentence, behalf.end(), aside[1]))):
            return _Speaker(id, found, True)
        whose = next((name for name in ("for", "of") if groups.get(name)), None)
        return _Speaker(id, tuple(self._named(sentence, *match.span(whose))) if whose else ())

    def _named(self, sentence: Sentence, start: int, stop: int) -> Iterator[str]:
        """The first state or body that is named within a stretch of a sentence."""
        for top in sentence.slotted.found:
            for mention in top.walk():
                if mention.type in _GROUPS and mention.entity and start <= mention.span.start < stop:
                    yield mention.entity
                    return

    def _take_part(self, speaker: _Speaker, role: str, sentence: Sentence, match: re.Match[str]) -> None:
        if self._meeting is None:
            return
        roles: dict[str, list[Term]] = {
            "event": [Ref(self._meeting)],
            "participant": [Ref(speaker.id)],
            "role": [Ref(role)],
            "onBehalfOf": [Ref(id) for id in speaker.behalf],
        }
        roles = {name: terms for name, terms in roles.items() if terms}
        at = self._reading.evidence(sentence.block, _RULE, Span(match.start("name"), match.end()))
        self._reading.facts.node(fact_id("Participation", roles), ("Participation",), roles, at)

    def _state(self, speaker: _Speaker, sentence: Sentence, begin: int) -> None:
        """State what a speaker says in a sentence, from `begin` on. For whom they take part their participation says;
        here stands on whose behalf they say this, where the text has that."""
        reading, block = self._reading, sentence.block
        start = sentence.span.start
        numbered = _NUMBER_FIRST.match(reading.document.text, *sentence.span)
        span = Span(max(begin, numbered.end() if numbered else start), sentence.span.end)
        provision = f"{reading.root}/{block.path}"
        roles: dict[str, list[Term]] = {
            "inProvision": [Ref(provision)],
            "statedBy": [Ref(speaker.id)],
            "onBehalfOf": [Ref(id) for id in speaker.behalf if speaker.explicit],
        }
        roles = {name: terms for name, terms in roles.items() if terms}
        self._counts[provision] = self._counts.get(provision, 0) + 1
        number = Value(f"said-{self._counts[provision]}")
        text = Value.localised(reading.document.text[span.start : span.end], reading.document.language)
        id = fact_id("Finding", {**roles, "number": [number]})
        reading.facts.node(id, ("Finding",), {**roles, "text": [text]}, reading.evidence(block, _RULE, span))
