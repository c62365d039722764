"""The fillers of the roles of a sum: who gives, gets or holds it, by the slots of the frame that its trigger opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dao_graph.model.characters import COLONS, DASHES
from dao_graph.model.mention import OWN, Mention
from dao_graph.relate.money_clauses import Clauses
from dao_graph.relate.money_owner import Owner
from dao_graph.relate.money_pieces import GAPPED, Mark, Trigger, are_many, in_brackets, rank, slots_of, within
from dao_graph.relate.money_said import Found, Said
from dao_graph.relate.reading import Reading

# What is nothing without somebody who gives, gets or spends it.
PARTIES = ("Contribution", "Allocation", "Expenditure")
# What marks the fund that money is drawn from.
_DRAWN = ("from", "of")
_FUNDED = "for"
_CHANNEL = "through"
GIVING = ("contributor", "source")
# What is somebody's.
_HELD = ("Budget", "Expenditure", "Balance")
_RECEIVED = "status/received"
_OWNERS = ("body", "country", "fund", "initiative")
_Roles = dict[str, tuple[Mention, ...]]


class Slots:
    """Fills the roles of the sums of one document."""

    def __init__(
        self, reading: Reading, frames: Mapping[str, Mapping[str, str]], clauses: Clauses, owner: Owner
    ) -> None:
        self._reading, self._frames, self._clauses, self._owner = reading, frames, clauses, owner

    def fill(self, found: Found, number: int, trigger: Trigger) -> _Roles:
        """The fillers of the roles of the trigger's frame, for one of the sums."""
        frame, text, at, marks = self._frames[trigger.frame], found.text, found.sums[number][0], found.marks
        roles = self._named(found, number, trigger)
        if trigger.owners:
            roles.setdefault(frame.get("given", frame.get("by", "")), trigger.owners)
        begin, end = self._clauses.clause(text.text, at, found.after(number), trigger, found.triggers)
        slots = slots_of(marks, begin, end, trigger)
        near = (at, trigger.stop)
        # To whom money goes counts before where, and that before what it is for; a name before "the special account".
        for mark in sorted(marks, key=lambda m: (self._is_bare(m), rank(m), _distance(m, near))):
            role = frame.get(_FUNDED if _is_funded(frame, mark) else slots.get(mark.slot, mark.slot))
            start = found.before(number) if mark.slot == "from" or _is_ahead(mark, trigger) else begin
            inside = start <= mark.start and mark.stop <= end and not within(mark, trigger)
            # What stands right behind its verb is the subject, and no genitive.
            taken = mark.slot == "of" and any(m in roles.get(frame.get("subject", ""), ()) for m in mark.fillers)
            # "Thanks to Norway for its contribution": whoever gives is marked as whom the thanks go to.
            taken = taken or self._is_of_other(found, number, mark) or any(m in trigger.owners for m in mark.fillers)
            if role and inside and not taken and self._is_said_of(found, number, trigger, mark):
                roles.setdefault(role, self._clauses.apart(mark, found.triggers))
        subject = self._clauses.subject(text, trigger, marks)
        if subject and trigger.voice == "passive" and at > trigger.start:
            roles.setdefault(frame.get("to", ""), subject)
        for mark in self._behind_nouns(found, number, trigger):
            roles.setdefault(frame.get(mark.slot, ""), mark.fillers)
        if frame["class"] == "Contribution" and trigger.voice == "noun":
            roles.setdefault("recipient", self._getting(found, number, trigger))
        if whose := self._beside(found, number, trigger):
            roles.setdefault(frame.get("beside", ""), whose)
        roles = {**self._headed(found, at, trigger), **roles}
        doing = frame.get("subject", "") if trigger.voice == "active" else ""
        return self._settled({**roles, **self._drawn(frame, at, begin, marks)}, doing)

    def _headed(self, found: Found, at: int, trigger: Trigger) -> _Roles:
        """Where money is used, or through what it goes, named at the head of its clause."""
        frame, roles = self._frames[trigger.frame], {}
        slots = [
            slot for slot in ("in", _CHANNEL) if slot in frame and (slot == "in" or frame["class"] == "Allocation")
        ]
        for slot in slots:
            if mark := self._clauses.fronted(found.text.text, at, trigger, found.marks, slot):
                roles[frame[slot]] = mark.fillers
        return roles

    def _named(self, found: Found, number: int, trigger: Trigger) -> _Roles:
        """Who does what a verb says, or stands before a sum in a list."""
        frame, text, at = self._frames[trigger.frame], found.text, found.sums[number][0]
        if trigger.voice == GAPPED and (who := self._clauses.lists.gapped(text, found.before(number), at)):
            return {frame["subject"]: (who,)}
        if "listed" in frame and (listed := self._listed(found, number, trigger)):
            return {frame["listed"]: (listed,)}
        # Where the words of the verb have who does it between them, nobody before them does.
        own = trigger.owners if frame.get("subject") == frame.get("given", frame.get("by", "")) else ()
        subject = own or self._clauses.subject(text, trigger, found.marks)
        if trigger.voice == "active" and subject:
            return {frame.get("subject", ""): subject}
        return {}

    def _listed(self, found: Found, number: int, trigger: Trigger) -> Mention | None:
        """Whom a list names right before a sum, if that is no part of the words that say what it is ("the largest donor
        to UNICEF ($5 million)")."""
        lists, text = self._clauses.lists, found.text
        if number == 1 and lists.is_whole(text.text, found.sums[0][0]):
            return None
        named = lists.named(text, found.sums[number][0], found.before(number), found.marks)
        if named is None or self._owner.is_giver(named):
            return None
        channels = (m for mark in found.marks if mark.slot == _CHANNEL for m in mark.fillers)
        return None if named in text.inside(trigger.start, trigger.stop) or named in channels else named

    def inherited(self, said: Said, trigger: Trigger) -> dict[str, Sequence[Mention]]:
        """Who fills the roles of a part of a sum of which something else is told, as of the whole ("of which $2 million
        was disbursed"): all where the two are of one class, whose it is where both are somebody's."""
        whole, part = self._frames[said.trigger.frame], self._frames[trigger.frame]
        alike = whole["class"] == part["class"]
        held = whole["class"] in _HELD and part["class"] in _HELD
        # What was passed on of a contribution: whoever got it passed it on, or whoever promised it paid.
        if whole["class"] == "Contribution" and part["class"] == "Allocation":
            order = ("recipient", "contributor") if whole.get("status") == _RECEIVED else ("contributor", "recipient")
            return next(({"source": said.roles[role]} for role in order if said.roles.get(role)), {})
        # What of a budget has been received whoever has the budget has got.
        if whole["class"] == "Budget" and part.get("status") == _RECEIVED and "holder" in said.roles:
            return {"recipient": said.roles["holder"]}
        return {
            role: ms
            for role, ms in said.roles.items()
            if role in part.values() and (alike or (held and role == "holder"))
        }

    def is_gapped(self, found: Found, number: int, said: Said) -> bool:
        """True if a sum has no more before it than who did with it what was said of the one before; whom that one went
        to does not stand between its verb and it ("gave Chad $3 million and Mali $2 million")."""
        role = self._frames[said.trigger.frame].get("subject")
        if said.trigger.voice != "active" or not role or role not in said.roles or not said.span:
            return False
        if not self._clauses.lists.gapped(found.text, found.before(number), found.sums[number][0]):
            return False
        if found.text.text[found.before(number) : found.sums[number][0]].rstrip().endswith(tuple(DASHES)):
            return True  # A dash stands for the verb.
        if self._clauses.marks_objects:
            return True
        begin = found.text.span(said.trigger.start, said.trigger.stop).end
        others = (m for name, ms in said.roles.items() if name != role for m in ms)
        return not any(begin <= m.span.start < said.span.start for m in others)

    def _is_bare(self, mark: Mark) -> bool:
        """True if what stands in a slot has no name."""
        return all(self._owner.is_bare(self._meant(mention)) for mention in mark.fillers)

    def _is_of_other(self, found: Found, number: int, mark: Mark) -> bool:
        """True if a slot stands before the next sum with a dash between; or right before it, or right behind the last
        one, where a language has whom a sum is for before it."""
        if number + 1 < len(found.sums) and found.is_dashed(number + 1, mark):
            return True
        if not self._clauses.marks_before or found.is_ahead(number, mark):
            return False
        if number + 1 < len(found.sums) and found.is_ahead(number + 1, mark):
            return True
        return not found.is_behind(number, mark) and number > 0 and found.is_behind(number - 1, mark)

    def _settled(self, roles: _Roles, doing: str) -> _Roles:
        """Roles with the referents of their fillers, without those that a frame has not or that givers cannot fill;
        `doing` is that of who does what a verb says."""
        roles.pop("", None)
        held = [role for role, ms in roles.items() if role != "holder" or not any(map(self._holds_nothing, ms))]
        # Whoever gets money does not give it.
        got = roles.get("recipient", ())
        known = {m.entity for m in got if m.entity}
        held = [r for r in held if r not in GIVING or not any(m in got or m.entity in known for m in roles[r])]
        meant = {role: [self._meant(m) for m in roles[role]] for role in held}
        # Money for "the programmes" is for somebody, but nobody knows who: the role is taken, and open.
        named = ((role, [m for m in ms if role == doing or not self._owner.is_bare(m)]) for role, ms in meant.items())
        return {role: tuple(ms) for role, ms in named if roles[role]}

    def _holds_nothing(self, mention: Mention) -> bool:
        """True for those who give, and for posts: whoever is authorized to spend a sum does not hold it."""
        return mention.type == "post" or self._owner.is_giver(mention)

    def _is_said_of(self, found: Found, number: int, trigger: Trigger, mark: Mark) -> bool:
        """True if a marked slot is said of a sum, and not of something that stands between."""
        text, at = found.text.text, found.sums[number][0]
        places = (at + 1, trigger.stop) if trigger.voice != "active" else (at + 1,)
        before = any(0 <= place - mark.stop <= 1 for place in (at, trigger.start))
        if mark.slot == "of" and not before and not any(0 <= mark.start - place <= 1 for place in places):
            return False
        # "Costs that are met by States": whoever meets them does not hold them.
        if mark.slot == "by" and trigger.voice == "noun" and self._frames[trigger.frame]["class"] == "Budget":
            return False
        if any(at < place < mark.start for place in found.heads):
            return False
        apart = self._clauses.is_apart(text, mark.stop, min(at, trigger.start))
        return not apart and not in_brackets(text, at, mark)

    def _drawn(self, frame: Mapping[str, str], at: int, begin: int, marks: Sequence[Mark]) -> _Roles:
        """The fund that an allocation is said to come from, whoever has decided it: right behind its sum ("$5 million
        from the Fund"), or before it ("allocated from the Fund $5 million")."""
        near = (
            m
            for m in marks
            if (m.slot in _DRAWN and 0 < m.start - at <= 2) or (m.slot == "from" and begin <= m.start < at)
        )
        funds = (mark.fillers for mark in near if all(m.type == "fund" for m in mark.fillers))
        named = next(funds, None) if frame["class"] == "Allocation" else None
        return {"source": named} if named else {}

    def _behind_nouns(self, found: Found, number: int, trigger: Trigger) -> Iterator[Mark]:
        """The marked slots right behind nouns that speak of the same as a verb ("contributions to UNICEF were
        received")."""
        start, name = found.before(number), self._frames[trigger.frame]["class"]
        for noun in found.triggers:
            alike = noun.voice == "noun" and self._frames[noun.frame]["class"] == name
            if alike and start <= noun.start < trigger.start:
                yield from (mark for mark in found.marks if 0 <= mark.start - noun.stop <= 1)

    def _getting(self, found: Found, number: int, trigger: Trigger) -> tuple[Mention, ...]:
        """The recipient of what a noun speaks of, where a verb before it says that somebody receives it ("received
        pledges of")."""
        verbs = [t for t in found.triggers if found.before(number) <= t.start < trigger.start and t.voice == "active"]
        if not verbs or self._frames[verbs[-1].frame].get("subject") != "recipient":
            return ()
        return self._clauses.subject(found.text, verbs[-1], found.marks)

    def _meant(self, mention: Mention) -> Mention:
        """The referent of a name of the text's own, or of a short one ("the Fund")."""
        head = mention.text("head")
        antecedents = self._reading.discourse.antecedents
        meant = antecedents.fund if mention.type == "fund" else antecedents.holder
        if head and not mention.entity and (entity := meant(head)):
            # "The Office" that the text has named and no list knows is none that the front happens to name.
            at = mention.span.start
            if not antecedents.is_rivalled(head, entity, at, near=at):
                return mention._replace(type=_type_of(entity), entity=entity)
        return self._owner.meant(mention)

    def _beside(self, found: Found, number: int, trigger: Trigger) -> tuple[Mention, ...]:
        """The owner that stands right before a noun: before the trigger, or before one of its kind earlier in the
        clause ("private sector funding was the main source of what was received")."""
        frame = self._frames[trigger.frame]
        start = found.before(number)
        nouns = [t for t in found.triggers if start <= t.start <= trigger.start]
        alike = (t for t in reversed(nouns) if self._frames[t.frame]["class"] == frame["class"])
        return next((beside for t in alike if (beside := self._clauses.beside(found.text, t))), ())

    def fill_in(self, found: Found, at: int, trigger: Trigger, roles: dict[str, Sequence[Mention]]) -> None:
        """Name whose money the document is of, where nobody else is named in that role, nor they in another."""
        owner, role = self._owner.mention, self._frames[trigger.frame].get("own")
        if not owner or not role or role in roles or self._is_others(found, trigger, roles, owner):
            return
        frame = self._frames[trigger.frame]
        if owner.type not in frame.get("owners", _OWNERS):
            return
        # A national contribution is no gift: somebody gives what a state is given, and what many give is not its.
        givers = roles.get("contributor", ())
        if owner.type == "country" and frame["class"] == "Contribution" and are_many(givers):
            return
        # Whoever stands before a verb is not the owner, but somebody unknown; what a state's plans need it needs.
        if (
            trigger.voice == "active"
            and "subject" in frame
            and frame["subject"] not in roles
            and not frame.get("any-subject")
            and not (owner.type == "country" and frame["class"] == "Budget")
        ):
            return
        # "It helped countries to find $3 billion in funding": a noun behind does not say whose.
        if trigger.voice == "noun" and trigger.start > at and frame["class"] in PARTIES:
            return
        if owner.entity not in {m.entity for ms in roles.values() for m in ms}:
            roles[role] = [owner]

    def _is_others(
        self, found: Found, trigger: Trigger, roles: Mapping[str, Sequence[Mention]], owner: Mention
    ) -> bool:
        """True if somebody else stands before a noun as whose it is ("developing countries face a shortfall")."""
        if trigger.voice != "noun":
            return False
        if self._clauses.is_others(found.text.text, trigger):
            return True
        if found.text.text.endswith(tuple(COLONS), 0, max(0, trigger.start - 1)):
            return False  # What stands before a colon has said what it does.
        subject = self._clauses.subject(found.text, trigger, found.marks)
        named = {m.entity for ms in roles.values() for m in ms} | {owner.entity}
        return bool(subject) and not named & {self._meant(m).entity for m in subject}


def _distance(mark: Mark, places: Sequence[int]) -> int:
    """How far a slot is from the nearest of some places."""
    return min(abs(mark.start - place) for place in places)


def _is_ahead(mark: Mark, trigger: Trigger) -> bool:
    """True if whom a sum is for stands right before its verb ("for Chad are needed")."""
    return mark.slot == _FUNDED and trigger.voice == "passive" and 0 <= trigger.start - mark.stop <= 1


def _is_funded(frame: Mapping[str, str], mark: Mark) -> bool:
    """True if what money is said to be of is something that has it, and no giver ("the funding of the programme")."""
    is_whose = mark.slot == "of" and frame["class"] == "Contribution"
    return is_whose and all(mention.type == "initiative" for mention in mark.fillers)


def _type_of(entity: str) -> str:
    """The type of what a local id names ("fund" of "own/fund/…")."""
    return entity.removeprefix(OWN).partition("/")[0]
