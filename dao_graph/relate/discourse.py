"""The state of the discourse: the meetings, groups, sessions and instruments that a text has established so far."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from dao_graph.model.mention import Date
from dao_graph.relate.antecedents import Antecedents
from dao_graph.relate.people import person_id

# "The State party", and the group of which it is one.
_STATE_PARTY = "group/state-party"
_STATES_PARTIES = "group/states-parties"
# Parties to whatever it is: in an agreement those between whom it is, in the text of a conference of parties its own.
PARTIES = ("group/parties", _STATES_PARTIES)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that the text identifies by its first day, its place, or both."""

    id: str
    start: Date | None
    end: Date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """The meeting whose report a text is: its id, and its name and what it is ("Meeting") in the title."""

    id: str
    name: str
    noun: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the text's own: the id it has in this document, and what it is a kind of, in the authority lists."""

    id: str
    concept: str
    members: tuple[str, ...]
    role: str | None


@dataclass(slots=True)
class Discourse:
    """The state of one document while it is read from its beginning to its end."""

    document: str
    date: Date | None = None
    organ: str | None = None
    # Whose report it is; of one that another hands over, whom a title above it names.
    author: str | None = None
    titled: str | None = None
    # Whether the text has been handed over to an author, known or not.
    handed_over: bool = False
    # The body that issues all texts of its kind, and the organ that opens its clauses.
    issuer: str | None = None
    opener: str | None = None
    # The meeting whose report the text is, by its title.
    gathering: Gathering | None = None
    # Between whom an agreement is.
    parties: tuple[str, ...] = ()
    # Who has the floor in a record: themselves, or whom they speak for.
    floor: tuple[str, ...] = ()
    # The paragraph in which they took it, and the post of who chairs the meeting that a record is of.
    turn: str = ""
    chair: str | None = None
    meetings: list[Meeting] = field(default_factory=list)
    focus: Meeting | None = None
    groups: dict[str, Group] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    resolution: str | None = None
    initiative: str | None = None
    evaluations: list[str] = field(default_factory=list)
    group: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    # Whose the numbers of resolutions are, where the text says it anywhere.
    adopters: dict[str, str] = field(default_factory=dict)
    # The stretches of days, with their year, that sessions may have lasted.
    periods: tuple[tuple[datetime.date, datetime.date], ...] = ()
    antecedents: Antecedents = field(default_factory=Antecedents)
    # The names of people in the nominative, by the ids that other cases give.
    people: Mapping[str, str] = field(default_factory=dict)
    # The state whose report the text is about.
    reporting: str | None = None

    def stands_for(self, concept: str | None) -> str | None:
        """What a group is in this text: "the State party" that whose report it is about, elsewhere one of many."""
        return (self.reporting or _STATES_PARTIES) if concept == _STATE_PARTY else concept

    def person(self, entity: str) -> str:
        """The id of somebody by the nominative of the name."""
        return person_id(self.people[entity]) if entity in self.people else entity

    def meeting(self, start: Date | None, place: str | None) -> Meeting | None:
        """The meeting meant by a date and a place, either of which may be missing: with neither it is the one that
        the document is about: the first that it says was held, or else the first that it speaks of."""
        if start is None and place is None:
            return self.focus or (self.meetings[0] if self.meetings else None)
        for meeting in self.meetings:
            if (start is None or meeting.start == start) and (place is None or meeting.place == place):
                return meeting
        return None

    def establish(self, start: Date | None, end: Date | None, place: str) -> Meeting:
        """The meeting at that date and place, which is new to the document if it is not known."""
        if (known := self.meeting(start, place)) is not None:
            return known
        day = str(start) if start else "open"
        meeting = Meeting(f"meeting/{day}/{place.rpartition('/')[2]}", start, end, place)
        self.meetings.append(meeting)
        return meeting

    def define(self, concept: str, members: tuple[str, ...], role: str | None, kind: str | None = None) -> Group:
        """A group of the document that has these members (none: its members are not listed): the one known by `concept`
        if it has just these, a subset of it if it has fewer."""
        name = concept.rpartition("/")[2]
        known = self.groups.get(concept)
        if known is None or set(known.members) == set(members):
            group = known or Group(f"{self.document}/group/{name}", kind or concept, members, role)
            self.groups.setdefault(concept, group)
            return group
        for group in self.groups.values():
            if group.concept == concept and set(group.members) == set(members):
                return group
        count = sum(g.concept == concept for g in self.groups.values())
        subset = Group(f"{self.document}/group/{name}-{count + 1}", concept, members, role)
        self.groups[subset.id] = subset
        return subset
