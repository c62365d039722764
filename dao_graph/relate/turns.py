"""Turns: the headings of a transcript that say who speaks below them ("Norway | Permanent Representative").

In: a document whose headings hold parts between bars, three of them at least. Out: for such a heading the state or body
that it names first, or the group in brackets behind, for which they speak; else the person or post of this text. The
heading above the first turn, where it has a day, names the meeting, in which whoever has a turn takes part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Term, Value, fact_id
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence
from dao_graph.relate.reading import Reading

_BAR = re.compile(r"\s\|\s+")
# A text has so many turns at least, each of so many characters at most.
_FEWEST = 3
_LONGEST = 100
_SPOKEN_FOR = ("country", "group", "body")
# With a name between whose they are and what they are, a heading has so many parts.
_NAMED_PARTS = 3
_RULE = "und.turn"
_SPEAKER = "role/speaker"


class TurnReader:
    """Tells who has the floor below a heading of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        document = reading.document
        headings = (document.text[slice(*b.span)] for b in document.blocks if b.kind == "heading")
        self.is_transcript = sum(_is_turn(heading) for heading in headings) >= _FEWEST
        self._meeting: str | None = None
        self._begun = False

    def speaker(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Who speaks below a heading; nobody where it is no turn of a transcript."""
        text = self._reading.document.text[slice(*sentence.span)]
        if not self.is_transcript:
            return ()
        if not self._begun and (day := next((m.date() for m in sentence.slotted.found if m.type == "date"), None)):
            self._meet(sentence, str(day))
            return ()
        if not _is_turn(text):
            return ()
        self._begun = True
        parts = list(_parts(text, sentence.span.start))
        behalf = [part for part in parts[1:] if self._text(part).startswith("(")]
        named = next((name for part in (*behalf, parts[0]) if (name := self._named(sentence, part))), None)
        is_person = len(parts) >= _NAMED_PARTS and not behalf
        if named is None:
            own = self._own(parts)
            self._take_part(sentence, own, None)
            return (own,)
        # Behind a group in brackets the state stands first that speaks for it.
        who = self._own(parts) if is_person else Ref(self._named(sentence, parts[0]) or named)
        self._take_part(sentence, who, named)
        return (Ref(named),)

    def _meet(self, sentence: Sentence, day: str) -> None:
        """State the meeting that a heading above all turns names with its day."""
        reading = self._reading
        self._meeting, at = f"{reading.root}/meeting", reading.evidence(sentence.block, _RULE, sentence.span)
        label = Value.localised(self._text(sentence.span).strip(), reading.document.language)
        reading.facts.node(self._meeting, ("Meeting",), {"startDate": [Value.date(day)], "rdfs:label": [label]}, at)
        reading.facts.state(reading.root, "recordOf", Ref(self._meeting), at)

    def _take_part(self, sentence: Sentence, who: Ref, behalf: str | None) -> None:
        if self._meeting is None:
            return
        spoken_for = [Ref(behalf)] if behalf and behalf != who.id else []
        roles: dict[str, list[Term]] = {
            "event": [Ref(self._meeting)],
            "participant": [who],
            "role": [Ref(_SPEAKER)],
            "onBehalfOf": [*spoken_for],
        }
        roles = {name: terms for name, terms in roles.items() if terms}
        at = self._reading.evidence(sentence.block, _RULE, sentence.span)
        self._reading.facts.node(fact_id("Participation", roles), ("Participation",), roles, at)

    def _named(self, sentence: Sentence, part: Span) -> str | None:
        """The state, group or body that a part of a heading names."""
        inside = (m for m in sentence.slotted.found if part.start <= m.span.start < part.end)
        return next((m.entity for m in inside if m.type in _SPOKEN_FOR and m.entity), None)

    def _own(self, parts: Sequence[Span]) -> Ref:
        """The person or post of this text that a heading names beside what no list knows."""
        part = parts[1] if len(parts) >= _NAMED_PARTS else parts[-1]
        name = self._text(part)
        own = Ref(f"{self._reading.root}/speaker/{slug(name)}")
        kind = "dao:Person" if len(parts) >= _NAMED_PARTS else "dao:Post"
        self._reading.facts.keep(own.id, "rdf:type", Ref(kind))
        self._reading.facts.keep(own.id, "rdfs:label", Value.localised(name, self._reading.document.language))
        return own

    def _text(self, span: Span) -> str:
        return self._reading.document.text[slice(*span)]


def _is_turn(heading: str) -> bool:
    """True if a heading has parts between bars, and no bar at its edge, as rows of tables have."""
    heading = heading.strip()
    return len(heading) <= _LONGEST and _BAR.search(heading) is not None and "|" not in (heading[0], heading[-1])


def _parts(text: str, offset: int) -> Iterator[Span]:
    start = 0
    for bar in (*_BAR.finditer(text), None):
        stop = len(text[: bar.start() if bar else None].rstrip())
        yield Span(offset + start, offset + stop)
        start = bar.end() if bar else stop
