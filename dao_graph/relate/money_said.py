"""The pieces that a sentence says about its sums, and those kept for sentences that go on from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dao_graph.model.characters import CLAUSE_ENDS, COMMAS, DASHES, LIST_COMMA, SEMICOLONS, STOPS, SURE_STOPS
from dao_graph.model.document import Span
from dao_graph.model.fact import Term
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.relate.money_clauses import Clauses
from dao_graph.relate.money_lists import ACTORS
from dao_graph.relate.money_pieces import Mark, Trigger
from dao_graph.relate.money_times import Time, is_long, time_of

# A time is of the sum behind it where no more than a space stands between.
_APART = 2
# A goal has no time that stands further before it.
_LASTING = 12
# What stands before whoever begins a clause: a comma, and an article.
_HEAD = re.compile(f"[{COMMAS}] (?:[^\\W\\d]{{1,3}}[ '\u2019])?\\Z")
# What ends a clause that stands for itself.
_ENDS = re.compile(f"[{SURE_STOPS}{SEMICOLONS}]")


@dataclass(frozen=True)
class Found:
    """The money pieces of a sentence: its sums with their places, the triggers, the marked slots and the times."""

    clauses: Clauses
    text: SlottedText
    sums: Sequence[tuple[int, Mention]]
    triggers: Sequence[Trigger]
    marks: Sequence[Mark]
    times: Sequence[Time]

    @cached_property
    def heads(self) -> Sequence[int]:
        """The places of actors with which a clause begins behind a comma ("thanks to $5 million, UNICEF built")."""
        marked = {id(m) for mark in self.marks for m in mark.fillers}
        actors = (at for at, m in self.text.slots(0, len(self.text.text)) if m.type in ACTORS and id(m) not in marked)
        return [at for at in actors if _HEAD.search(self.text.text[:at]) and self.text.text.startswith(" ", at + 1)]

    def before(self, number: int) -> int:
        """Where the words before a sum begin: behind the one before it."""
        return self.sums[number - 1][0] + 1 if number else 0

    def is_dashed(self, number: int, mark: Mark) -> bool:
        """True if no more than a dash stands between a marked slot and a sum ("from Japan – $3 million")."""
        gap = self.text.text[mark.stop : self.sums[number][0]] if mark.stop <= self.sums[number][0] else ""
        return gap.strip() in tuple(DASHES)

    def is_ahead(self, number: int, mark: Mark) -> bool:
        """True if a marked slot stands right before a sum, and no comma between them."""
        gap = self.text.text[mark.stop : self.sums[number][0]]
        return mark.stop <= self.sums[number][0] and len(gap) < _APART and gap == gap.strip(COMMAS + LIST_COMMA)

    def is_behind(self, number: int, mark: Mark) -> bool:
        """True if a marked slot stands right behind a sum, and nothing that ends a clause between them."""
        gap = self.text.text[self.sums[number][0] + 1 : mark.start]
        return self.sums[number][0] < mark.start and len(gap) < _APART and (not gap or gap == " " or gap.isalpha())

    def run(self, number: int) -> range:
        """The sums of the list that a sum stands in ("$3 million, $2 million and $1 million"), by number."""
        first, last = number, number
        while first and self.clauses.lists.goes_on(self.text.text, self.before(first), self.sums[first][0]):
            first -= 1
        while last + 1 < len(self.sums) and self.clauses.lists.goes_on(
            self.text.text, self.before(last + 1), self.sums[last + 1][0]
        ):
            last += 1
        return range(first, last + 1)

    def when(self, number: int, trigger: Trigger | None) -> Mapping[str, Term]:
        """The properties that times give to a sum; another verb ends what is said behind it."""
        verbs = [t.start for t in self.triggers if t != trigger and t.voice != "noun" and not self.clauses.is_rate(t)]
        last = self._rated(number)
        at, after = self.sums[number][0], self.after(last)
        if self.clauses.is_difference(self.text.text, at) or (trigger and self.clauses.is_rate(trigger)):
            # The time is that of what it is compared with, or of what a rate comes to.
            return {}
        onward = [
            t.start - 1 for t in self.times if t.start > at and self.clauses.is_onward(self.text.text, at + 1, t.start)
        ]
        barred = [*verbs, *onward, *self.clauses.barriers(self.text.text, at, after)]
        behind = after - _APART if last + 1 < len(self.sums) else after
        since = trigger.stop if trigger and trigger.stop <= at else at
        before = self.before(number)
        if trigger and self.clauses.is_lasting(trigger):
            before = max(before, min(at, trigger.start) - _LASTING)
        return time_of(self._near(number, trigger), before, at, behind, barred, since)

    def _near(self, number: int, trigger: Trigger | None) -> list[Time]:
        """The times but those before a sum that another clause begins behind, or too long for what is so much a
        year."""
        text, at = self.text.text, self.sums[number][0]
        begin = max((end.end() for end in _ENDS.finditer(text, self.before(number), at)), default=0)
        annual, verb = self.clauses.is_annual(text, at), min(at, trigger.start) if trigger else at
        ahead = [t for t in self.times if begin <= t.start < at and not self._is_apart(t, verb)]
        return [*(t for t in ahead if not (annual and is_long(t))), *(t for t in self.times if t.start > at)]

    def _is_apart(self, time: Time, verb: int) -> bool:
        """True if a time does not begin its clause, and another one begins between it and a verb ("did so in 2011, and
        has given")."""
        headed = self.text.text[: time.start].rstrip().endswith(tuple(CLAUSE_ENDS + STOPS)) or not time.start
        if headed or time.stop > verb:
            return False
        return self.clauses.is_onward(self.text.text, time.stop, verb) or self.clauses.is_apart(
            self.text.text, time.stop, verb
        )

    def _rated(self, number: int) -> int:
        """The sum with that number, or the last of the rates right behind it ("$6 million, at $1 million a month")."""
        while number + 1 < len(self.sums):
            at, after = self.sums[number + 1][0], self.after(number + 1)
            own = self.clauses.governing(self.text.text, at, after, self.triggers, self.marks)
            if own is None or not self.clauses.is_rate(own):
                break
            number += 1
        return number

    def after(self, number: int) -> int:
        """Where the words behind a sum end: at the next one."""
        return self.sums[number + 1][0] if number + 1 < len(self.sums) else len(self.text.text)


@dataclass(frozen=True, slots=True)
class Said:
    """The statement about a sum that later ones go on from: its trigger, the fillers of its roles, the id of the last
    sum, and that of the total whose parts are told."""

    trigger: Trigger
    roles: Mapping[str, Sequence[Mention]]
    last: str | None
    total: str | None = None
    when: Mapping[str, Term] = field(default_factory=dict)
    # Where the last sum stands.
    span: Span | None = None

    def of(self, id: str, span: Span) -> Said:
        """The same, said of the sum with that id, which stands at `span`."""
        return replace(self, last=id, span=span)

    def owned(self, roles: Mapping[str, Sequence[Mention]], goes_on: bool) -> Said:
        """The same, with the roles that were filled by whose money the text is of; what `goes_on` has them already."""
        return self if goes_on else replace(self, roles={**roles, **self.roles})

    def at(self, when: Mapping[str, Term]) -> Said:
        """The same, with the time that the first of the sums has."""
        return self if self.when else replace(self, when=when)

    def parted(self) -> Said:
        """The same where parts of the sum follow."""
        return replace(self, total=self.total or self.last)

    def parted_as(self, trigger: Trigger, roles: Mapping[str, Sequence[Mention]]) -> Said:
        """The same where a part of the sum is something else ("of which $2 million by contributions from …"), with the
        roles that it takes over from the whole."""
        return replace(self.parted(), trigger=trigger, roles=roles)

    def kept(self, another: bool) -> dict[str, list[Mention]]:
        """Who fills the roles of a sum that goes on from this one; where that one has something of its own behind it
        (`another`), not those that were named behind this one."""
        behind = self.span.start if another and self.span else None
        return {
            role: list(mentions)
            for role, mentions in self.roles.items()
            if behind is None or all(m.span.start < behind for m in mentions[:1])
        }
