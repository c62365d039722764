"""Meetings of organs by their numbers ("its 9999th meeting, held on 3 May 2099"), and statements made at them.

In: sentences with their mentions, how the language writes numbers of meetings (`numbered` of its pack) and says that
whoever presides makes a statement (`statement`). Out: a `dao:Meeting` for each number with its day and organ; of a
statement a `dao:Participation` and a `dao:Finding`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Term, Value, fact_id
from dao_graph.model.mention import Date, Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs

_RULE, _SAID = "und.meeting.numbered", "und.meeting.statement"
_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"(?<![\d/.-])\d{1,2}(?![\d/.-])")
# Characters between the number of a meeting and the organ, or the day, that it has.
_NEAR = 90
# Characters between a number and its organ at most: " of the ".
_OF = 16
# … and between an organ and the number behind it.
_BETWEEN = 3
_SPEAKER = "role/speaker"
# A masthead has the number of its own meeting, which its record tells.
_TEXT = ("paragraph", "item", "preambular", "operative")


def read_numbered(reading: Reading, sentence: Sentence) -> None:
    """State the meetings that a sentence gives by their numbers, and who made a statement at the only one."""
    if sentence.block.kind not in _TEXT:
        return
    markers, text = packs.markers()[reading.document.language], reading.document.text
    known: list[str] = []
    for match in markers.numbered.finditer(text, *sentence.span):
        known.extend(_meetings(reading, sentence, match))
    said = markers.statement.search(text, *sentence.span)
    if said and sentence.block.kind in ("paragraph", "item"):
        _statement(reading, sentence, said, known)


def is_numbered(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """True if within `span` of a sentence meetings are given by their numbers."""
    numbered = packs.markers()[reading.document.language].numbered
    found = numbered.finditer(reading.document.text, *sentence.span)
    return any(match.start() < span.end and span.start < match.end() for match in found)


def _meetings(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[str]:
    """The meetings of one list of numbers: each with its own day, or all with one; none where no day is told."""
    numbers = _DIGITS.findall(match.group("numbers"))
    after = [m for m in sentence.slotted.found if match.end() <= m.span.start <= match.end() + _NEAR]
    before = [m for m in sentence.slotted.found if match.start() - _NEAR <= m.span.end <= match.start()]
    days = _days(after)
    if len(days) == 1 and len(numbers) > 1 and _has_more(reading.document.text[match.end() : days[0][1].start]):
        return []
    if not days and (last := _days(before)[-1:]):
        days = [*last, *_further(last[0], reading.document.text[last[0][1].end : match.start()])]
    if len(days) == 1:
        days = _each(after, days[0], len(numbers))
    organ = _organ(reading, match, before, after)
    if len(days) != len(numbers) or organ is None:
        return []
    found = []
    for number, (day, span) in zip(numbers, days, strict=True):
        # Many organs count anew in each session.
        id = f"meeting/{organ.rpartition('/')[2]}/{day}/{number}"
        properties: dict[str, list[Term]] = {
            "number": [Value(number)],
            "startDate": [Value.date(str(day))],
            "organ": [Ref(organ)],
        }
        at = reading.evidence(sentence.block, _RULE, Span(min(match.start(), span.start), max(match.end(), span.end)))
        reading.facts.node(id, ("Meeting",), properties, at)
        found.append(id)
    return found


def _has_more(between: str) -> bool:
    """True if a day without its month stands before a date ("held on 13 and on 26 October")."""
    return _DAY.search(between.rpartition(")")[2]) is not None


def _further(first: tuple[Date, Span], between: str) -> list[tuple[Date, Span]]:
    """The days without a month that stand between a date and the numbers of meetings ("on October 13 and 26")."""
    day, span = first
    days = (Date.checked(day.year, day.month, int(match[0])) for match in _DAY.finditer(between))
    return [(further, span) for further in days if further and further.day > day.day]


def _each(after: Sequence[Mention], only: tuple[Date, Span], count: int) -> list[tuple[Date, Span]]:
    """The days of several meetings that one date gives: its two days, where there are two meetings ("on 3 and 5 May"),
    else the one that all have."""
    ends = [end for m in after if m.span == only[1] and (end := m.date("end"))]
    if not ends:
        return [only] * count
    return [only, (ends[0], only[1])] if count == len(ends) + 1 else []


def _days(mentions: Sequence[Mention]) -> list[tuple[Date, Span]]:
    return [(day, m.span) for m in mentions if m.type == "date" and (day := m.date()) and day.day]


def _organ(reading: Reading, match: re.Match[str], before: Sequence[Mention], after: Sequence[Mention]) -> str | None:
    """The organ right behind a number or right before it, else the one whose document it is."""
    behind = (m for m in after if m.type == "body" and m.span.start - match.end() < _OF)
    beside = (m for m in before if m.type == "body" and match.start() - m.span.end < _BETWEEN)
    if named := next((m.entity for m in (*behind, *beside) if m.entity), None):
        return named
    issuing = (s.object for s in reading.facts.statements if s[:2] == (reading.root, "issuingBody"))
    own = next((term.id for term in issuing if isinstance(term, Ref) and term.id.startswith("body/")), None)
    return own or reading.discourse.organ


def _statement(reading: Reading, sentence: Sentence, said: re.Match[str], meetings: Sequence[str]) -> None:
    """State that whoever is named before the words makes a statement, at the only meeting that the sentence names."""
    speakers = [m for m in sentence.slotted.found if m.type in ("post", "person") and m.entity]
    named = [m for m in speakers if m.span.end <= said.start()][-1:] or speakers[:1]
    if not named or named[0].entity is None:
        return
    speaker, block = named[0].entity, sentence.block
    span = Span(min(named[0].span.start, said.start()), sentence.span.end)
    at = reading.evidence(block, _SAID, span)
    if len(meetings) == 1:
        organ = reading.facts.nodes[meetings[0]].properties["organ"]
        roles: dict[str, list[Term]] = {
            "event": [Ref(meetings[0])],
            "participant": [Ref(speaker)],
            "role": [Ref(_SPEAKER)],
            "onBehalfOf": sorted(organ, key=repr),
        }
        reading.facts.node(fact_id("Participation", roles), ("Participation",), roles, at)
    stated: dict[str, list[Term]] = {
        "inProvision": [Ref(f"{reading.root}/{block.path}")],
        "statedBy": [Ref(speaker)],
    }
    text = Value.localised(reading.document.text[span.start : span.end], reading.document.language)
    reading.facts.node(fact_id("Finding", {**stated, "text": [text]}), ("Finding",), {**stated, "text": [text]}, at)
