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
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import evidence, head_lines
from dao_graph.relate.organs import UNITED_NATIONS
from dao_graph.relate.reading import Reading
from dao_graph.relate.sittings import numbered_days
from dao_graph.rules import packs

# The number of one meeting, with what makes it an ordinal.
_ONE = re.compile(r"(\d{1,5})\D{0,5}")
_RULE, _SAID = "und.meeting.numbered", "und.meeting.statement"
# Characters between a number and its organ at most: " of the ".
_OF = 16
# … and between an organ and the number behind it.
_BETWEEN = 3
# Characters before the first body of a sentence that begins with it: its number, an article.
_BEGINS = 10
# What stands between a number and whoever does something at the meeting.
_BESIDE = ("date", "symbol", "document", "place", "number")
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


def read_covered(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State the meeting that a text covers, where its front gives the number of one of the organ that it names beside
    that or above it, on the day of the text."""
    day, numbered = reading.discourse.date, packs.markers()[reading.document.language].numbered
    if not reading.kind().covers or day is None or not day.day:
        return
    organ = None
    for line in head_lines(sentences):
        organ = next((m.entity for m in line.of("body") if m.entity and m.entity != UNITED_NATIONS), organ)
        match = numbered.search(reading.document.text, *line.sentence.span)
        number = _ONE.fullmatch(_numbers(match)) if match else None
        if match and number and organ:
            id, at = (
                f"meeting/{organ.rpartition('/')[2]}/{day}/{number[1]}",
                evidence(reading.document, Span(*match.span())),
            )
            properties: dict[str, list[Term]] = {
                "number": [Value(number[1])],
                "startDate": [Value.date(str(day))],
                "organ": [Ref(organ)],
            }
            reading.facts.node(id, ("Meeting",), properties, at)
            reading.facts.state(reading.root, "recordOf", Ref(id), at)
            return


def _numbers(match: re.Match[str]) -> str:
    """The numbers of meetings that a match gives, as figures or with what makes them ordinals."""
    groups = match.groupdict()
    return groups.get("numbers") or groups.get("ordinals") or ""


def is_numbered(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """True if within `span` of a sentence meetings are given by their numbers."""
    numbered = packs.markers()[reading.document.language].numbered
    found = numbered.finditer(reading.document.text, *sentence.span)
    return any(match.start() < span.end and span.start < match.end() for match in found)


def _meetings(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[str]:
    """The meetings of one list of numbers that have a day and an organ."""
    organ = _organ(reading, sentence, match)
    found = []
    for number, (day, span) in numbered_days(reading, sentence, match) if organ else ():
        # Many organs count anew in each session.
        id = f"meeting/{str(organ).rpartition('/')[2]}/{day}/{number}"
        properties: dict[str, list[Term]] = {
            "number": [Value(number)],
            "startDate": [Value.date(str(day))],
            "organ": [Ref(str(organ))],
        }
        at = reading.evidence(sentence.block, _RULE, Span(min(match.start(), span.start), max(match.end(), span.end)))
        reading.facts.node(id, ("Meeting",), properties, at)
        found.append(id)
    return found


def _organ(reading: Reading, sentence: Sentence, match: re.Match[str]) -> str | None:
    """The organ right behind a number or right before it, or whose own meetings these are said to be; else the one
    whose document it is."""
    bodies = [m for m in sentence.slotted.found if m.type == "body" and m.entity]
    behind = (m for m in bodies if match.end() <= m.span.start < match.end() + _OF)
    beside = (m for m in bodies if 0 <= match.start() - m.span.end < _BETWEEN)
    if named := next((m.entity for m in (*behind, *beside)), None):
        return named
    if any(match.groupdict().get(name) for name in ("own", "its")) and (own := _subject(reading, sentence, match)):
        return _body(reading, own)
    issuing = reading.facts.objects(reading.root, "issuingBody")
    issuer = next((term.id for term in issuing if isinstance(term, Ref) and term.id.startswith("body/")), None)
    return issuer or reading.discourse.organ


def _subject(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Mention | None:
    """The body whose meetings "its" meetings are: with which the sentence begins, or which stands right behind the
    meetings and their day."""
    found = sentence.slotted.found
    first = next((m for m in found if m.type == "body"), None)
    if first is None or first.span.start - sentence.span.start > _BEGINS:
        first = next((m for m in found if m.span.start >= match.end() and m.type not in _BESIDE), None)
    return first if first and first.type == "body" else None


def _body(reading: Reading, mention: Mention) -> str | None:
    """The one body that a mention means, None where the text does not tell which."""
    ids = [referent.term.id for referent in reading.resolver.resolve(mention) if isinstance(referent.term, Ref)]
    return ids[0] if len(ids) == 1 and ids[0].startswith("body/") else None


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
