"""The meeting whose report, minutes or outcome a text is, by the words of its title: "the Meeting" of its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.fact import Ref, Term, Value
from dao_graph.model.forms import has_form, stem
from dao_graph.model.mention import MEETING
from dao_graph.model.normal import normal
from dao_graph.model.sentence import Sentence
from dao_graph.relate.discourse import Gathering
from dao_graph.relate.masthead import HeadLine, evidence, head_lines
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs

# Kinds of documents by who speaks in them, that may be of a meeting.
_MAY_BE = ("author", "meeting")
# Words of a name that tell it from others have so many letters.
_LONG = 4
_WORD = re.compile(r"\w+")


def read_gathered(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State the meeting that the title names: it is the text's own, and a listed author's report is of none."""
    author = reading.discourse.author
    if reading.kind().speaker not in _MAY_BE or (author and not author.startswith(reading.root)):
        return
    lines = head_lines(sentences, "title", "front")
    pattern = packs.markers()[reading.document.language].gathered
    for line in lines:
        span = line.sentence.span
        if shown := pattern.search(reading.document.text[slice(*span)]):
            id = reading.id_of(MEETING)
            at = evidence(reading.document, span)
            properties = {"organ": [Ref(author)]} if author else {}
            reading.facts.node(id, ("Meeting",), properties, at)
            reading.facts.state(reading.root, "recordOf", Ref(id), at)
            reading.discourse.gathering = Gathering(id, shown.group("name").strip(" *"), shown.group("noun"))
            _read_held(reading, _above_text(sentences), id)
            return


def _above_text(sentences: Sequence[Sentence]) -> list[HeadLine]:
    """The lines above the first paragraph, headings with them."""
    text = next((i for i, s in enumerate(sentences) if s.block.kind in ("paragraph", "item")), len(sentences))
    return [HeadLine(s, s.slotted.found) for s in sentences[:text] if not s.block.part]


def _read_held(reading: Reading, lines: Sequence[HeadLine], id: str) -> None:
    """State when and where it is held, as a line above the text that says no more tells."""
    for line in lines:
        places = [m.entity for m in line.of("place") if m.entity]
        dates = [m for m in line.of("date") if (date := m.date()) and date.day]
        if len(places) == 1 and len(dates) == 1 and line.is_bare:
            ends: dict[str, list[Term]] = {"place": [Ref(places[0])], "startDate": [Value.date(str(dates[0].date()))]}
            if end := dates[0].date("end"):
                ends["endDate"] = [Value.date(str(end))]
            reading.facts.node(id, ("Meeting",), ends, evidence(reading.document, line.sentence.span))
            return


def is_gathered(reading: Reading, label: str) -> bool:
    """True if words name the meeting of the title: all words of that are among them, whatever their forms."""
    if reading.discourse.gathering is None:
        return False
    name = reading.discourse.gathering.name
    if reading.document.language == "zh":
        return set(normal(name)) <= set(normal(label))
    words = [word for word in _WORD.findall(name) if len(word) >= _LONG]
    return len(words) > 1 and all(has_form(label, stem(word)) for word in words)


def name_gathered(reading: Reading) -> None:
    """Let the meeting go by the words of the title, where the text has given it no other name."""
    if (gathering := reading.discourse.gathering) is None:
        return
    named = {s.subject for s in reading.facts.structure if s.predicate == "rdfs:label"}
    if gathering.id not in named:
        reading.facts.keep(gathering.id, "rdfs:label", Value.localised(gathering.name, reading.document.language))
