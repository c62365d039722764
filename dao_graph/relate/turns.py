"""Turns: the headings of a transcript that say who speaks below them ("Norway | Permanent Representative").

In: a document whose headings hold parts between bars, three of them at least. Out: for such a heading the state or body
that it names first, or the group in brackets behind, for which they speak; else the person or post of this text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Value
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


class TurnReader:
    """Tells who has the floor below a heading of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        document = reading.document
        headings = (document.text[slice(*b.span)] for b in document.blocks if b.kind == "heading")
        self.is_transcript = sum(_is_turn(heading) for heading in headings) >= _FEWEST

    def speaker(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Who speaks below a heading; nobody where it is no turn of a transcript."""
        text = self._reading.document.text[slice(*sentence.span)]
        if not self.is_transcript or not _is_turn(text):
            return ()
        parts = list(_parts(text, sentence.span.start))
        behalf = [part for part in parts[1:] if self._text(part).startswith("(")]
        for part in (*behalf, parts[0]):
            if named := self._named(sentence, part):
                return (Ref(named),)
        return (self._own(parts),)

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
    return len(heading) <= _LONGEST and _BAR.search(heading.strip()) is not None


def _parts(text: str, offset: int) -> Iterator[Span]:
    start = 0
    for bar in (*_BAR.finditer(text), None):
        stop = len(text[: bar.start() if bar else None].rstrip())
        yield Span(offset + start, offset + stop)
        start = bar.end() if bar else stop
