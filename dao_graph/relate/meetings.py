"""The meetings that a text tells of: by date and place, or by a name that it gives them."""

from __future__ import annotations

from collections.abc import Mapping

from dao_graph.model.document import Span
from dao_graph.model.fact import Evidence, Ref, Term, Value
from dao_graph.model.mention import Mention
from dao_graph.normal import slug
from dao_graph.relate.discourse import Meeting
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import Referent, meeting_dates, meeting_place


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


def gathering(
    reading: Reading, captures: Mapping[str, tuple[Mention, ...]], what: list[Referent], at: Evidence
) -> Meeting:
    """A meeting that the text knows by its name alone; it is one of the document's own."""
    name = what[0].term
    label = name.text if isinstance(name, Value) else ""
    (start, end), place = meeting_dates(Mention(Span(0, 0), "meeting", None, at.rule, captures=captures)), None
    if places := captures.get("place"):
        place = places[0].entity
    meeting = Meeting(f"{reading.root}/event/{slug(label)}", start, end, place)
    properties: dict[str, list[Term]] = {
        "startDate": [Value.date(str(start))] if start else [],
        "endDate": [Value.date(str(end))] if end else [],
        "place": [Ref(place)] if place else [],
    }
    reading.facts.node(meeting.id, ("Meeting",), {k: v for k, v in properties.items() if v}, at)
    reading.facts.keep(meeting.id, "rdfs:label", Value.localised(label, reading.document.language))
    return meeting
