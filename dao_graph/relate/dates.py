"""The date of a document that no organ adopts: where its kind says that it stands, or on its first page.

In: the sentences of its masthead with their mentions, and its kind. Out: a statement of `dcterms:date`, as exact as the
text has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.characters import COMMAS
from dao_graph.model.document import Span
from dao_graph.model.fact import Value
from dao_graph.model.mention import Date
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import HeadLine, below, evidence, head_lines
from dao_graph.relate.reading import Reading

# Sentences among which a line with place and date may stand, where; "[18 June 2025]", a mention being one character.
_FIRST, _BRACKETED = 40, 3
# Sentences among which the date of what a state sends stands alone.
_NEAR = 12
_HEADS = ("title", "front", "heading", "paragraph")
# Characters that a line with the place and the year of printing has at most.
_LINE = 50
# The year of printing behind a place ("New York, 2025"), and the word for a year that may follow it.
_YEAR = re.compile(rf"[{re.escape(COMMAS)}]?\s{{0,3}}((?:19|20)\d\d)(?!\d|[-/.]\d)(?:\s{{0,3}}[^\W\d]{{1,4}}$)?")


def read_date(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State the date of a document other than a resolution, where nothing has stated it: in its title, below it in the
    masthead of a record, or alone on a line of front matter."""
    kind = reading.kind()
    known = bool(reading.facts.objects(reading.root, "dcterms:date"))
    if known or kind.date == "adoption":
        return
    found = {
        "title": lambda: _dated(head_lines(sentences, "title"), alone=False),
        "held": lambda: _dated(below(sentences), alone=False),
        "masthead": lambda: _dated(head_lines(sentences), alone=True),
    }[kind.date]() or ((_placed(sentences) or _printed(reading, sentences)) if kind else None)
    if not found and kind.sender == "state":
        found = _lone(sentences)
    if found:
        date, span = found
        reading.facts.state(reading.root, "dcterms:date", Value.date(str(date)), evidence(reading.document, span))


def _placed(sentences: Sequence[Sentence]) -> tuple[Date, Span] | None:
    """The day or the year of the first line that holds nothing but a place and a date, or a date in brackets."""
    for sentence in sentences[:_FIRST]:
        line = HeadLine(sentence, sentence.slotted.found)
        found = [(date, m.span) for m in line.of("date") if (date := m.date()) and not m.date("end")]
        # "United Nations, New York, 2025"
        beside = [m for m in line.mentions if m.type in ("place", "body")]
        bracketed = sentence.slotted.text.strip()[:1] == "[" and len(sentence.slotted.text.strip()) == _BRACKETED
        if sentence.block.kind in _HEADS and len(found) == 1 and line.is_bare and (beside or bracketed):
            return found[0]
    return None


def _lone(sentences: Sequence[Sentence]) -> tuple[Date, Span] | None:
    """The day or month of the first line on the first page of what a state sends that holds nothing else."""
    for sentence in sentences[:_NEAR]:
        line = HeadLine(sentence, sentence.slotted.found)
        dates = [date for m in line.of("date") if (date := m.date()) and not m.date("end")]
        alone = len(line.mentions) == 1 and len(sentence.slotted.text.strip()) == 1
        if alone and dates and dates[0].month and sentence.block.kind in _HEADS:
            return dates[0], line.mentions[0].span
    return None


def _printed(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Date, Span] | None:
    """The year behind the place where a document was printed, at the end of a line of its first page; within one where
    pages were made one line each, of a kind that one body issues."""
    within = "/" in reading.kind().issuer
    for sentence in sentences[:_FIRST]:
        text = reading.document.text[sentence.span.start : sentence.span.end]
        if sentence.block.kind not in _HEADS or (len(text) > _LINE and not within):
            continue
        for place in (m for m in sentence.slotted.found if m.type == "place"):
            year = _YEAR.match(reading.document.text, place.span.end, sentence.span.end)
            if year and (within or year.end() == sentence.span.end):
                return Date(int(year.group(1))), Span(place.span.start, year.end(1))
    return None


def _dated(lines: Sequence[HeadLine], alone: bool) -> tuple[Date, Span] | None:
    """The first day that a line gives, or is, where it is to be `alone`."""
    for line in lines:
        if alone and (len(line.mentions) != 1 or len(line.sentence.slotted.text.strip()) != 1):
            continue
        for mention in line.of("date"):
            date = mention.date()
            if date and date.day and not mention.date("end"):
                return date, line.sentence.span if alone else mention.span
    return None
