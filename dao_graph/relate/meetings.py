"""The meetings that a text tells of: by date and place, or by a name that it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Evidence, Ref, Term, Value
from dao_graph.model.mention import Date, Mention
from dao_graph.model.normal import slug
from dao_graph.relate.discourse import Meeting
from dao_graph.relate.gathered import is_gathered
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import Referent, meeting_dates, meeting_place
from dao_graph.rules.numerals import read_number
from dao_graph.rules.rule import Rule

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Speakers of kinds of documents whose own day is not that of their words: reports tell of a time before.
_REPORTING = ("author", "issuer")


def establish(
    reading: Reading, captures: Mapping[str, tuple[Mention, ...]], at: Evidence, is_open: bool
) -> Meeting | None:
    """The meeting with the date and place in `captures`; a new one is stated. Of an open one the
    date may be told elsewhere."""
    if "place" not in captures and (named := captures.get("event", ())):
        captures = named[0].captures
    mention = Mention(Span(0, 0), "meeting", None, at.rule, captures=captures)
    (start, end), place = meeting_dates(mention), meeting_place(mention)
    if place is None or (start is None and not is_open):
        return None if is_open else reading.discourse.meeting(start, place)
    meeting = reading.discourse.establish(start, end, place)
    properties: dict[str, list[Term]] = {"place": [Ref(place)]}
    if meeting.start:
        properties["startDate"] = [Value.date(str(meeting.start))]
    if meeting.end:
        properties["endDate"] = [Value.date(str(meeting.end))]
    reading.facts.node(meeting.id, ("Meeting",), properties, at)
    return meeting


def gatherings(
    reading: Reading,
    captures: Mapping[str, tuple[Mention, ...]],
    words: Mapping[str, list[Referent]],
    at: Evidence,
) -> list[Meeting]:
    """The meetings that the text knows by a name alone (`what` of its words), one for each of its places; they are the
    document's own. `when` of `words` is a day that the text gives without its year."""
    name = words["what"][0].term
    label = name.text if isinstance(name, Value) else ""
    start, end = meeting_dates(Mention(Span(0, 0), "meeting", None, at.rule, captures=captures))
    when = words["when"][0].term if words.get("when") else Value.date(str(start)) if start else None
    found = []
    named = [m for m in captures.get("place", ()) if m.entity]
    # "Dubai, United Arab Emirates" is one place.
    places: list[str | None] = [m.entity for m in named if m.type == "place" or named[0].type != "place"]
    for place in places or [None]:
        if start and place and (known := reading.discourse.meeting(start, place)):
            # It goes by its day and place already.
            _complete(reading, known.id, label, captures, at)
            found.append(known)
            continue
        id = _own_id(reading, label, when, place)
        properties: dict[str, list[Term]] = {
            "startDate": [when] if when else [],
            "endDate": [Value.date(str(end))] if end else [],
            "place": [Ref(place)] if place else [],
            "organ": [Ref(m.entity) for m in captures.get("organ", ()) if m.entity],
        }
        reading.facts.node(id, ("Meeting",), {k: v for k, v in properties.items() if v}, at)
        reading.facts.keep(id, "rdfs:label", Value.localised(label, reading.document.language))
        found.append(Meeting(id, start, end, place))
    return found


def _complete(reading: Reading, id: str, label: str, captures: Mapping[str, tuple[Mention, ...]], at: Evidence) -> None:
    """Tell of a meeting that goes by its day and place also whose it is, and its name, where it has none yet."""
    if organ := [Ref(m.entity) for m in captures.get("organ", ()) if m.entity]:
        reading.facts.node(id, ("Meeting",), {"organ": organ}, at)
    if label and not any(s.subject == id and s.predicate == "rdfs:label" for s in reading.facts.structure):
        reading.facts.keep(id, "rdfs:label", Value.localised(label, reading.document.language))


def _own_id(reading: Reading, label: str, when: Term | None, place: str | None) -> str:
    """The id of a gathering of that name: the one that the text has told of, unless that has another day or place."""
    known = f"{reading.root}/event/{slug(label)}"
    if (
        (titled := reading.discourse.gathering)
        and is_gathered(reading, label)
        and _may_be(reading, titled.id, when, place)
    ):
        return titled.id
    if _may_be(reading, known, when, place):
        return known
    day = when.text if isinstance(when, Value) else ""
    return "-".join(part for part in (known, day, place.rpartition("/")[2] if place else "") if part)


def _may_be(reading: Reading, known: str, when: Term | None, place: str | None) -> bool:
    """True if a meeting has no other day and no other place than these, as far as the text has told."""
    node = reading.facts.nodes.get(known)
    return node is None or all(
        value is None or node.properties.get(key, {value}) == {value}
        for key, value in (("startDate", when), ("place", Ref(place) if place else None))
    )


def day_told(reading: Reading, block: Block, match: re.Match[str], rule: Rule) -> Iterator[Value]:
    """The day that the groups of a match give: a year ("the 2099 Summit"), or a day or month without its year, which
    is the last one up to the day of the document, or the first one from it on, as `yearless` of the rule says. None
    where a year stands in the paragraph, which may be meant, and in reports."""
    if year := match.groupdict().get("year"):
        yield Value.date(year)
    own, text = reading.discourse.date, reading.document.text
    if not match.groupdict().get("month") or own is None or not own.day or _YEAR.search(text, *block.span):
        return
    if reading.kind(block.part).speaker not in _REPORTING:
        lexicon, word = reading.knowledge.rule_set(reading.document.language).lexicon, match.group("month")
        month = lexicon["months"].get(word.casefold().rstrip("."))
        month = month or read_number(word, lexicon["numerals"], lexicon["multipliers"])
        day = int(match.groupdict().get("day") or 0)
        coming = rule.options.get("yearless") == "coming"
        yield from map(Value.date, map(str, _nearest(own, month or 0, day, coming)))


def _nearest(own: Date, month: int, day: int, coming: bool) -> Iterator[Date]:
    here = (own.month, own.day if day else 0)
    past = (month, day) > here if not coming else (month, day) < here
    date = Date.checked(own.year + (past if coming else -past), month, day) if month else None
    if date:
        yield date
