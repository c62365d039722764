"""Whom a speaker in a list speaks for: "Norway (on behalf of the Nordic countries), Chile and Kenya".

In: a sentence with its mentions, and how the language says it (`behalf` of its pack). Out: the brackets that say it, in
which nobody speaks, and `dao:onBehalfOf` of the participation of the one named right before such a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS
from dao_graph.model.document import Span
from dao_graph.model.fact import Evidence, Ref, Term
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs

_BRACKET = re.compile(
    rf"[{OPENING_BRACKETS}][^{OPENING_BRACKETS}{re.escape(CLOSING_BRACKETS)}]{{2,200}}[{re.escape(CLOSING_BRACKETS)}]"
)
_PARTIES = ("country", "group", "body")


def asides(reading: Reading, sentence: Sentence) -> list[Span]:
    """The brackets of a sentence that say for whom somebody speaks."""
    text, behalf = reading.document.text, packs.markers()[reading.document.language].behalf
    found = (Span(*match.span()) for match in _BRACKET.finditer(text, *sentence.span))
    return [span for span in found if behalf.search(text, span.start + 1, span.end)]


def outside(mentions: Iterable[Mention], spans: Sequence[Span]) -> tuple[Mention, ...]:
    """The mentions that lie in none of these brackets."""
    return tuple(m for m in mentions if not any(span.start <= m.span.start < span.end for span in spans))


def read_behalf(reading: Reading, sentence: Sentence, made: Iterable[str], at: Evidence) -> None:
    """Add to the participations just `made` on whose behalf those who take part speak."""
    spans = asides(reading, sentence)
    nodes = [reading.facts.nodes[id] for id in made if spans and "Participation" in reading.facts.nodes[id].types]
    for span in spans:
        speaker = _before(reading, sentence, span)
        whom: list[Term] = [Ref(entity) for entity in _named(sentence, span)]
        for node in nodes:
            if speaker and whom and node.properties.get("participant") == {Ref(speaker)}:
                reading.facts.node(node.id, node.types, {"onBehalfOf": whom}, at)


def _before(reading: Reading, sentence: Sentence, span: Span) -> str | None:
    """Whom a sentence names right before a bracket."""
    text = reading.document.text
    named = (m for top in sentence.slotted.found for m in top.walk() if m.entity and m.type in _PARTIES)
    return next(
        (m.entity for m in named if m.span.end <= span.start and not text[m.span.end : span.start].strip()), None
    )


def _named(sentence: Sentence, span: Span) -> Iterator[str]:
    """The states, groups and bodies within a bracket."""
    for mention in sentence.slotted.found:
        if mention.type in _PARTIES and mention.entity and span.start <= mention.span.start < span.end:
            yield mention.entity
