"""Money: what a sum is – a contribution, an allocation, a budget … – and who gives, gets or holds it.

The frames of `languages/und/sums.toml` say once what each of these consists of: which role the subject fills, and which
role what stands behind "from", "to", "for" … . Rules of stage "sum" say which words of a language open a frame
("trigger"), what marks a slot ("mark"), and what names look like that no list has ("name"). A sum takes the nearest
trigger of its clause; with none it is stated as a bare `dao:Sum`: that it stands there is so whatever it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Term, Value, fact_id
from dao_graph.model.mention import Mention, Money
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.namespaces import XSD
from dao_graph.relate.money_clauses import Clauses
from dao_graph.relate.money_names import OwnNames
from dao_graph.relate.money_owner import Owner
from dao_graph.relate.money_pairs import Pairs
from dao_graph.relate.money_pieces import GAPPED, Trigger
from dao_graph.relate.money_roles import class_of, decimal_of, plain_of, property_of
from dao_graph.relate.money_said import Found, Said
from dao_graph.relate.money_slots import GIVING, PARTIES, Slots
from dao_graph.relate.money_tables import TableReader
from dao_graph.relate.money_times import Times, stood
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import NO_SCOPES, Scopes

_BARE_RULE = "und.sum"
# What a role may be filled with, beyond an actor of its own.
_PLEDGED = "status/pledged"
# Of what lists may be.
_LISTED = ({"Contribution"}, {"Allocation"})
_SEVERAL = frozenset(("contributor", "recipient", "source"))
# "$1 of core resources brought in $7": that much is a measure of something else.
_RATE = 1


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
        self._slots = Slots(reading, self._frames, self._clauses, self._owner)
        self._pairs = Pairs(rules.lexicon["money"], self._frames, self._clauses)
        # What the sentence before said of its last sum.
        self._last: Said | None = None
        # Where the sums begin that the tables have stated.
        self._stated: Sequence[int] = ()

    def open(self, sentences: Sequence[Sentence]) -> None:
        """Learn whose money the document is of, and read its tables."""
        self._owner.open(sentences)
        self._stated = TableReader(self._reading, self._owner, self._names).read()

    def read(self, sentence: Sentence, scopes: Scopes = NO_SCOPES) -> None:
        """State every sum in a sentence; of what the sentence does not assert only that the sum stands there."""
        if not any(mention.type == "sum" for mention in sentence.slotted.found):
            self._last = self._announced(sentence, scopes) or self._kept(sentence, None)
            self._names.skip(sentence)
            return
        text = self._names.slotted(sentence)
        found = self._found(text)
        said = self._last if self._goes_back(text.text) else None
        for number, (at, mention) in enumerate(found.sums):
            trigger, said = self._trigger(found, number, said)
            if trigger and not scopes.asserts(text.span(trigger.start, trigger.stop).start):
                trigger, said = None, None
            trigger, filled = self._filled(found, number, trigger)
            asserted = ((role, ms, [m for m in ms if scopes.asserts(m.span.start)]) for role, ms in filled.items())
            roles: dict[str, Sequence[Mention]] = {role: kept for role, ms, kept in asserted if kept or not ms}
            total = said.total if said else None
            if trigger:
                goes_on = said and said.trigger.rule == trigger.rule
                handed = self._handed(found, at, trigger, said)
                # "$2 million from its core resources" is still from whoever gave the whole.
                again = {role for role in GIVING if role in handed and not roles.get(role)}
                roles = {**handed, **{role: ms for role, ms in roles.items() if role not in again}}
                said = said or Said(trigger, dict(roles), None)
                roles = self._pairs.fillers(found, number, trigger, roles)
                self._slots.fill_in(found, at, trigger, roles)
                said = said.owned(roles, bool(goes_on))
            if trigger and not roles and self._wants_party(trigger, at):
                trigger, said = None, None
            span = text.span(min(at, trigger.start), max(at + 1, trigger.stop)) if trigger else text.span(at, at + 1)
            paired = self._pairs.when(found, number)
            when = (found.when(number, trigger) or (said.when if said else {})) if paired is None else paired
            said = said and said.at(when)
            for money in mention.money():
                id = self._state(sentence, span, money, trigger, roles, when, total)
                said = said and said.of(id, mention.span)
        self._last = self._kept(sentence, said)
        self._names.note(text)

    def _found(self, text: SlottedText) -> Found:
        """The money pieces of a sentence, without the sums that the tables have stated."""
        every = [(at, mention) for at, mention in text.slots(0, len(text.text)) if mention.type == "sum"]
        sums = [(at, mention) for at, mention in every if not self._is_stated(mention)]
        marks = sorted([*self._clauses.marks(text), *self._names.fused(text)], key=lambda mark: mark.start)
        return Found(self._clauses, text, sums, self._clauses.triggers(text), marks, self._times.find(text))

    def _is_stated(self, mention: Mention) -> bool:
        """True if a table has stated a sum."""
        if not self._stated:
            return False
        span = self._reading.document.original_spans(mention.span)[0]
        found = bisect_left(self._stated, span.start)
        return found < len(self._stated) and self._stated[found] < span.end

    def _handed(self, found: Found, at: int, trigger: Trigger, said: Said | None) -> Mapping[str, Sequence[Mention]]:
        """Who fills the roles of a sum at `at` as of the one that it goes on from, or is a part of."""
        if said is None:
            return {}
        if said.trigger.rule == trigger.rule:
            return said.kept(self._clauses.is_for_another(found.text.text, at, found.marks))
        return self._slots.inherited(said, trigger) if said.total else {}

    def _filled(self, found: Found, number: int, trigger: Trigger | None) -> tuple[Trigger | None, Mapping[str, Any]]:
        """The trigger of a sum with the fillers of its roles; where a verb in the passive has nobody, the noun that it
        speaks of ("Japan's contribution of $5 million was allocated")."""
        filled = self._slots.fill(found, number, trigger) if trigger else {}
        at = found.sums[number][0]
        if filled or not trigger or trigger.voice != "passive" or not self._wants_party(trigger, at):
            return trigger, filled
        others = [t for t in found.triggers if t != trigger]
        noun = self._clauses.governing(found.text.text, at, found.after(number), others, found.marks)
        named = self._slots.fill(found, number, noun) if noun and noun.voice == "noun" else {}
        return (noun, named) if named else (trigger, filled)

    def _announced(self, sentence: Sentence, scopes: Scopes) -> Said | None:
        """What a heading, or words before a colon, say of the named sums that follow ("Pledges announced:")."""
        text = sentence.slotted
        if sentence.block.kind != "heading" and not self._clauses.lists.opens(text.text):
            return None
        triggers = [t for t in self._clauses.triggers(text) if scopes.asserts(text.span(t.start, t.stop).start)]
        frames = [self._frames[t.frame] for t in triggers]
        classes = {frame["class"] for frame in frames}
        if classes not in _LISTED or not all("listed" in frame for frame in frames):
            return None
        # What became of the sums is said by the one that says a status ("contributions received").
        told = next((t for t, frame in zip(triggers, frames, strict=True) if "status" in frame), triggers[0])
        return Said(told, {}, None)

    def _kept(self, sentence: Sentence, said: Said | None) -> Said | None:
        """What later sums go on from behind a sentence; the pieces of a chart leave it as it was."""
        return self._last if self._clauses.lists.is_piece(sentence.slotted.text) else said

    def _goes_back(self, text: str) -> bool:
        """True if a sentence goes on from what the one before it said of a sum: a part of it, or the next of a list."""
        lists = self._clauses.lists
        is_next = lists.is_label(text) and self._last and "listed" in self._frames[self._last.trigger.frame]
        return lists.goes_back(text) or bool(is_next)

    def _wants_party(self, trigger: Trigger, at: int) -> bool:
        """True if what a trigger says is nothing without somebody who gives, gets or needs it; what was received or
        pledged is so ("$5 million received")."""
        frame = self._frames[trigger.frame]
        if frame.get("alone") and trigger.voice == "passive" and trigger.start == at + 2:
            return False
        return frame["class"] in PARTIES or bool(frame.get("party"))

    def _trigger(self, found: Found, number: int, said: Said | None) -> tuple[Trigger | None, Said | None]:
        """The trigger of a sum, and what was said of sums before where the sum goes on from it, or is a part of it."""
        text, (at, mention) = found.text.text, found.sums[number]
        before, after = found.before(number), found.after(number)
        if all(money.amount <= _RATE for money in mention.money()) or self._clauses.is_difference(text, at):
            return None, None
        if number == 0 and said:
            own = self._clauses.governing(text, at, after, found.triggers, found.marks)
            is_label = self._clauses.lists.is_label(text)
            return own or Trigger(at, at + 1, said.trigger.rule, (), "noun"), said if is_label else said.parted()
        is_part = bool(said and self._clauses.lists.is_part(text, before, at))
        goes_on = said and self._clauses.lists.goes_on(text, before, at)
        headed = number == 1 and self._clauses.lists.is_whole(text, found.sums[0][0])
        if said and not headed and self._slots.is_gapped(found, number, said):
            return Trigger(at, at + 1, said.trigger.rule, (), GAPPED), said
        if said and (noun := self._reached(found, number, said)):
            return noun, None
        own = self._clauses.governing(text, at, after, found.triggers, found.marks)
        # "A decrease of $5 million under expenses ($3 million) and supplies ($2 million)": none of it was spent.
        if said and own and (is_part or goes_on) and self._clauses.is_change(said.trigger) and own.voice == "noun":
            own = None
        if headed and (own is None or own.start <= before):
            return None, said and said.parted()
        is_part = is_part or headed
        # A trigger that a sum before has taken already stands for this one as the list says.
        if own and not (said and (is_part or goes_on) and (own.start <= before or own == said.trigger)):
            if said and goes_on and said.total and own.rule == said.trigger.rule:
                return own, said
            return own, said.parted_as(own, self._slots.inherited(said, own)) if said and is_part else None
        if said and (is_part or goes_on):
            return self._next(found, number, said, is_part)
        return self._clauses.given(text, at, found.marks), None

    def _next(self, found: Found, number: int, said: Said, is_part: bool) -> tuple[Trigger | None, Said]:
        """The trigger of a sum that has none of its own, as of the one before; of a part of what is needed nothing is
        known where words say whence it is to come."""
        at, is_needed = found.sums[number][0], self._frames[said.trigger.frame]["class"] == "Budget"
        if is_part and is_needed and self._clauses.lists.is_sourced(found.text.text, found.before(number), at):
            return None, said.parted()
        return Trigger(at, at + 1, said.trigger.rule, (), "noun"), said.parted() if is_part else said

    def _reached(self, found: Found, number: int, said: Said) -> Trigger | None:
        """The noun before a change which says what the sum is that it led to ("expenses fell by $5 million to $9
        million")."""
        text, change = found.text.text, said.trigger
        leads = self._clauses.is_change(change) and self._clauses.lists.reaches(
            text, found.before(number), found.sums[number][0]
        )
        ahead = [t for t in found.triggers if t.stop <= change.start]
        if not leads or not ahead or ahead[-1].voice != "noun" or self._clauses.is_change(ahead[-1]):
            return None
        return None if self._clauses.links.is_parted(text, ahead[-1], change) else ahead[-1]

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
        times = stood(when) if name == "Balance" else when
        roles.update({role: [term] for role, term in times.items()})
        provision: list[Term] = [Ref(f"{reading.root}/{block.path}")] if block.path else []
        own = {**roles, "inProvision": provision} if not any(fillers.values()) and provision else roles
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
