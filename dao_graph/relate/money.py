"""Money: what a sum is – a contribution, an allocation, a budget … – and who gives, gets or holds it.

The frames of `languages/und/sums.toml` say once what each of these consists of: which role the subject fills, and which
role what stands behind "from", "to", "for" … . Rules of stage "sum" say which words of a language open a frame
("trigger"), what marks a slot ("mark"), and what names look like that no list has ("name"). A sum takes the nearest
trigger of its clause; with none it is stated as a bare `dao:Sum`: that it stands there is so whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Term, Value, fact_id
from dao_graph.model.mention import OWN, Mention, Money
from dao_graph.model.sentence import Sentence
from dao_graph.namespaces import XSD
from dao_graph.relate.money_clauses import Clauses
from dao_graph.relate.money_names import OwnNames
from dao_graph.relate.money_owner import Owner
from dao_graph.relate.money_pieces import Mark, Trigger, in_brackets, slots_of, within
from dao_graph.relate.money_roles import class_of, decimal_of, plain_of, property_of
from dao_graph.relate.money_said import Found, Said
from dao_graph.relate.money_tables import TableReader
from dao_graph.relate.money_times import Times
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import NO_SCOPES, Scopes

_BARE_RULE = "und.sum"
# What a role may be filled with, beyond an actor of its own.
_PLEDGED = "status/pledged"
# What is nothing without somebody who gives, gets or spends it.
_PARTIES = ("Contribution", "Allocation", "Expenditure")
_SEVERAL = frozenset(("contributor", "recipient", "source"))
# "$1 of core resources brought in $7": that much is a measure of something else.
_RATE = 1
_Roles = dict[str, tuple[Mention, ...]]


class MoneyReader:
    """States the sums of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = reading.knowledge.rule_set(reading.document.language)
        self._frames: Mapping[str, Mapping[str, str]] = rules.lexicon["sums"]
        self._clauses = Clauses(rules)
        self._times = Times(reading.document, rules)
        self._names = OwnNames(reading)
        self._owner = Owner(reading, self._names)
        # What the sentence before said of its last sum.
        self._last: Said | None = None

    def open(self, sentences: Sequence[Sentence]) -> None:
        """Learn whose money the document is of, and read its tables."""
        self._owner.open(sentences)
        TableReader(self._reading, self._owner, self._names).read()

    def read(self, sentence: Sentence, scopes: Scopes = NO_SCOPES) -> None:
        """State every sum in a sentence; of what the sentence does not assert only that the sum stands there."""
        if not any(mention.type == "sum" for mention in sentence.slotted.found):
            self._last = None
            self._names.skip(sentence)
            return
        text = self._names.slotted(sentence)
        sums = [(at, mention) for at, mention in text.slots(0, len(text.text)) if mention.type == "sum"]
        found = Found(
            self._clauses, text, sums, self._clauses.triggers(text), self._clauses.marks(text), self._times.find(text)
        )
        said = self._last if self._clauses.goes_back(text.text) else None
        for number, (at, mention) in enumerate(sums):
            trigger, said = self._trigger(found, number, said)
            if trigger and not scopes.asserts(text.span(trigger.start, trigger.stop).start):
                trigger, said = None, None
            filled = self._roles(found, number, trigger) if trigger else {}
            roles = {
                role: kept for role, ms in filled.items() if (kept := [m for m in ms if scopes.asserts(m.span.start)])
            }
            total = said.total if said else None
            if trigger:
                another = self._clauses.is_for_another(text.text, at, found.marks)
                goes_on = said and said.trigger.rule == trigger.rule
                roles = {**said.kept(another), **roles} if said and goes_on else roles
                said = said or Said(trigger, dict(roles), None)
                self._fill_in(found, at, trigger, roles)
            if trigger and not roles and self._wants_party(trigger, at):
                trigger, said = None, None
            span = text.span(min(at, trigger.start), max(at + 1, trigger.stop)) if trigger else text.span(at, at + 1)
            when = found.when(number, trigger) or (said.when if said else {})
            said = said and said.at(when)
            for money in mention.money():
                id = self._state(sentence, span, money, trigger, roles, when, total)
                said = said and said.of(id, mention.span)
        self._last = said
        self._names.note(text)

    def _wants_party(self, trigger: Trigger, at: int) -> bool:
        """True if what a trigger says is nothing without somebody who gives, gets or needs it; what was received or
        pledged is so ("$5 million received")."""
        frame = self._frames[trigger.frame]
        if frame.get("alone") and trigger.voice == "passive" and trigger.start == at + 2:
            return False
        return frame["class"] in _PARTIES or bool(frame.get("party"))

    def _trigger(self, found: Found, number: int, said: Said | None) -> tuple[Trigger | None, Said | None]:
        """The trigger of a sum, and what was said of sums before where the sum goes on from it, or is a part of it."""
        text, (at, mention) = found.text.text, found.sums[number]
        before, after = found.before(number), found.after(number)
        if all(money.amount <= _RATE for money in mention.money()) or self._clauses.is_difference(text, at):
            return None, None
        if number == 0 and said:
            own = self._clauses.governing(text, at, after, found.triggers, found.marks)
            return own or Trigger(at, at + 1, said.trigger.rule, (), "noun"), said.parted()
        is_part = bool(said and self._clauses.is_part(text, before, at))
        goes_on = said and self._clauses.goes_on(text, before, at)
        own = self._clauses.governing(text, at, after, found.triggers, found.marks)
        # A trigger that a sum before has taken already stands for this one as the list says.
        if own and not (said and (is_part or goes_on) and (own.start <= before or own == said.trigger)):
            return own, said.parted_as(own) if said and is_part else None
        if said and (is_part or goes_on):
            return Trigger(at, at + 1, said.trigger.rule, (), "noun"), said.parted() if is_part else said
        return self._clauses.given(at, found.marks), None

    def _roles(self, found: Found, number: int, trigger: Trigger) -> _Roles:
        """The fillers of the roles of the trigger's frame, for one of the sums."""
        frame, text, at, marks = self._frames[trigger.frame], found.text, found.sums[number][0], found.marks
        roles: _Roles = {}
        if (listed := self._clauses.listed_before(text, at)) and "listed" in frame:
            roles[frame["listed"]] = (listed,)
        elif trigger.voice == "active" and (subject := self._clauses.subject(text, trigger, marks)):
            roles[frame.get("subject", "")] = subject
        if trigger.owners and "by" in frame:
            roles.setdefault(frame["by"], trigger.owners)
        begin, end = self._clauses.clause(text.text, at, found.after(number), trigger, found.triggers)
        slots = slots_of(marks, begin, end, trigger)
        for mark in sorted(marks, key=lambda m: min(abs(m.start - at), abs(m.start - trigger.stop))):
            role = frame.get(slots.get(mark.slot, mark.slot))
            places = (at + 1, trigger.stop) if trigger.voice != "active" else (at + 1,)
            before = any(0 <= place - mark.stop <= 1 for place in (at, trigger.start))
            beside = mark.slot != "of" or before or any(0 <= mark.start - place <= 1 for place in places)
            start = found.before(number) if mark.slot == "from" else begin
            # "Costs that are met by States": whoever meets them does not hold them.
            beside = beside and not (mark.slot == "by" and trigger.voice == "noun" and frame["class"] == "Budget")
            beside = beside and not in_brackets(text.text, at, mark)
            beside = beside and not self._clauses.is_apart(text.text, mark.stop, min(at, trigger.start))
            if role and beside and start <= mark.start and mark.stop <= end and not within(mark, trigger):
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
        if "in" in frame and (fronted := self._clauses.fronted(text.text, at, trigger, marks)):
            roles.setdefault(frame["in"], fronted.fillers)
        return self._settled({**roles, **self._drawn(frame, at, marks)})

    def _settled(self, roles: _Roles) -> _Roles:
        """Roles with the referents of their fillers, without those that a frame has not or that givers cannot fill."""
        roles.pop("", None)
        held = (role for role, ms in roles.items() if role != "holder" or not any(map(self._owner.is_giver, ms)))
        return {role: tuple(self._meant(m) for m in roles[role]) for role in held if roles[role]}

    def _drawn(self, frame: Mapping[str, str], at: int, marks: Sequence[Mark]) -> _Roles:
        """The fund that an allocation is said to come from right behind its sum, whoever has decided it."""
        beside = (mark for mark in marks if mark.slot == "from" and 0 < mark.start - at <= 2)
        funds = (mark.fillers for mark in beside if all(m.type == "fund" for m in mark.fillers))
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
        if head and not mention.entity and (entity := antecedents.holder(head)):
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

    def _fill_in(self, found: Found, at: int, trigger: Trigger, roles: dict[str, list[Mention]]) -> None:
        """Name whose money the document is of, where nobody else is named in that role, nor they in another."""
        owner, role = self._owner.mention, self._frames[trigger.frame].get("own")
        if not owner or not role or role in roles or self._is_others(found, trigger, roles, owner):
            return
        frame = self._frames[trigger.frame]
        # Whoever stands before a verb is not the owner, but somebody that is not known.
        if (
            trigger.voice == "active"
            and "subject" in frame
            and frame["subject"] not in roles
            and not frame.get("any-subject")
        ):
            return
        # "It helped countries to find $3 billion in funding": a noun behind does not say whose.
        if trigger.voice == "noun" and trigger.start > at and frame["class"] in _PARTIES:
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
        subject = self._clauses.subject(found.text, trigger, found.marks)
        named = {m.entity for ms in roles.values() for m in ms} | {owner.entity}
        return bool(subject) and not named & {self._meant(m).entity for m in subject}

    def _state(
        self,
        sentence: Sentence,
        span: Span,
        money: Money,
        trigger: Trigger | None,
        fillers: Mapping[str, Sequence[Mention]],
        when: Mapping[str, Term],
        total: str | None,
    ) -> str:
        """State a sum, and give its id; `total` is the sum that it is a part of."""
        block, reading = sentence.block, self._reading
        frame: Mapping[str, Any] = self._frames[trigger.frame] if trigger else {"class": "Sum"}
        roles: dict[str, list[Term]] = {
            "amount": [Value(decimal_of(money), XSD + "decimal")],
            "currency": [Ref(money.currency)],
        }
        if money.bound:
            roles["bound"] = [Value(money.bound)]
        giver = self._owner.mention.entity if self._owner.mention and frame.get("status") != _PLEDGED else None
        name = class_of(frame["class"], fillers, giver)
        roles.update({role: [Ref(plain)] for role, plain in plain_of(frame, name).items()})
        for role, mentions in fillers.items():
            found = self._referents(mentions, sentence)
            if found and (len(found) == 1 or role in _SEVERAL):
                roles[property_of(name, role, found)] = [*found]
        roles.update({name: [term] for name, term in when.items()})
        provision: list[Term] = [Ref(f"{reading.root}/{block.path}")] if block.path else []
        own = {**roles, "inProvision": provision} if not fillers and provision else roles
        evidence = reading.evidence(block, trigger.rule.id if trigger else _BARE_RULE, span)
        properties = {**roles, "inProvision": provision} if provision else roles
        id = fact_id(name, own)
        if total and total != id:
            properties = {**properties, "partOf": [Ref(total)]}
        reading.facts.node(id, (name,), properties, evidence)
        return id

    def _referents(self, mentions: Sequence[Mention], sentence: Sentence) -> list[Ref]:
        """What mentions refer to; names of the text's own are described."""
        found: list[Ref] = []
        for mention in mentions:
            for referent in self._reading.resolver.resolve(mention):
                if isinstance(referent.term, Ref):
                    found.append(referent.term)
                    self._names.describe(mention, referent.term.id, sentence.block)
            self._owner.describe(mention)
        return list(dict.fromkeys(found))


def _type_of(entity: str) -> str:
    """The type of what a local id names ("fund" of "own/fund/…")."""
    return entity.removeprefix(OWN).partition("/")[0]
