"""Money: what a sum is – a contribution, an allocation, a budget … – and who gives, gets or holds it.

The frames of `languages/und/sums.toml` say once what each of these consists of: which role the subject fills, and which
role what stands behind "from", "to", "for" … . Rules of stage "sum" say which words of a language open a frame
("trigger"), and what marks a slot ("mark"). A sum takes the nearest trigger of its clause; with none it is stated as a
bare `dao:Sum`: that it stands there is so whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Term, Value, fact_id
from dao_graph.model.mention import Mention, Money
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.model.slots import CODES, slot_code
from dao_graph.namespaces import XSD
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import NO_SCOPES, Scopes
from dao_graph.rules.rule import Rule

_SUM = slot_code("sum")
# What a slot counts as between a trigger and its sum.
_WORDS = {ord(code): "x" for name, code in CODES.items() if name != "sum"}
_ACTORS = frozenset(("country", "group", "body", "fund", "initiative", "post", "person"))
_BARE_RULE = "und.sum"
# How far a trigger may stand before its sum, and behind it.
_REACH = {"active": 140, "noun": 140, "passive": 60}
_BEHIND = {"active": 0, "noun": 24, "passive": 60}
# What a role may be filled with, beyond an actor of its own.
_PLAIN = ("status", "kind")
_SEVERAL = frozenset(("contributor", "recipient"))


@dataclass(frozen=True, slots=True)
class _Trigger:
    """Words that open a frame, at `start` to `stop` of the slotted text."""

    start: int
    stop: int
    rule: Rule
    owners: tuple[Mention, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A slot that words mark ("from Norway"): its name, and what stands in it."""

    start: int
    stop: int
    slot: str
    fillers: tuple[Mention, ...]


class MoneyReader:
    """States the sums of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = reading.knowledge.rule_set(reading.document.language)
        self._rules = rules.sums
        self._frames: Mapping[str, Mapping[str, str]] = rules.lexicon["sums"]
        table = rules.lexicon["money"]
        self._barrier = re.compile(table.get("barrier", "(?!)"))
        self._listed = re.compile(table.get("listed", "(?!)"))
        self._links = {name: re.compile(pattern) for name, pattern in table.get("links", {}).items()}
        self._marks_before = bool(table.get("marks-before"))
        self._goes_on = re.compile(table.get("goes-on", "(?!)"))
        self._from_rule = next((rule for rule in self._rules if rule.type == "mark" and rule.options.get("sum")), None)
        self._joint = re.compile(table.get("joint", "(?!)"))

    def read(self, sentence: Sentence, scopes: Scopes = NO_SCOPES) -> None:
        """State every sum in a sentence; of what the sentence does not assert only that the sum stands there."""
        text = sentence.slotted
        if not any(mention.type == "sum" for mention in text.found):
            return
        sums = [(at, mention) for at, mention in text.slots(0, len(text.text)) if mention.type == "sum"]
        triggers, marks = self._triggers(text), self._marks(text)
        places = [at for at, _ in sums]
        earlier: _Trigger | None = None
        for number, (at, mention) in enumerate(sums):
            before = places[number - 1] + 1 if number else 0
            after = places[number + 1] if number + 1 < len(places) else len(text.text)
            trigger = (
                self._governing(text.text, at, after, triggers, marks)
                or (self._from(text.text, at, marks) if self._from_rule else None)
                or self._carried(text.text, before, at, earlier)
            )
            earlier = trigger
            if trigger and not scopes.asserts(text.span(trigger.start, trigger.stop).start):
                trigger = None
            filled = self._roles(text, at, after, trigger, triggers, marks) if trigger else {}
            roles = {
                role: kept for role, ms in filled.items() if (kept := [m for m in ms if scopes.asserts(m.span.start)])
            }
            if trigger:
                self._fill_in(trigger, roles)
            for money in mention.money():
                self._state(sentence, at, money, trigger, roles)

    def _carried(self, text: str, before: int, at: int, earlier: _Trigger | None) -> _Trigger | None:
        """The trigger of the sum before, where a list goes on: "$3 million for A; $2 million for B"."""
        if earlier is None or not 0 < at - before <= _REACH["active"] or not self._goes_on.search(text, before, at):
            return None
        return _Trigger(at, at + 1, earlier.rule, (), "noun")

    def _from(self, text: str, at: int, marks: Sequence[_Mark]) -> _Trigger | None:
        """A sum with whom it is from right behind it: that makes it a contribution."""
        beside = any(mark.slot == "from" and 0 < mark.start - at <= 2 for mark in marks)
        return _Trigger(at, at + 1, self._from_rule, (), "noun") if beside and self._from_rule else None

    def _triggers(self, text: SlottedText) -> list[_Trigger]:
        """The triggers in a text; of overlapping ones the leftmost, then the longest."""
        found: list[_Trigger] = []
        for rule in self._of_type("trigger", text.text):
            for match in rule.matches(text.text):
                owners = text.captures(match).get("who", ()) if rule.captures else ()
                voice = str(rule.options["voice"])
                if voice == "active" and _is_behind_sum(text.text, match.start()):
                    voice = "passive"
                found.append(_Trigger(*match.span(), rule, owners, voice))
        kept: list[_Trigger] = []
        for trigger in sorted(found, key=lambda t: (t.start, -t.stop)):
            if not kept or trigger.start >= kept[-1].stop:
                kept.append(trigger)
        return kept

    def _marks(self, text: SlottedText) -> list[_Mark]:
        found = []
        for rule in self._of_type("mark", text.text):
            for match in rule.matches(text.text):
                fillers = tuple(m for m in text.inside(*match.span("who")) if m.type in _ACTORS)
                if fillers:
                    found.append(_Mark(*match.span(), str(rule.options["slot"]), fillers))
        return sorted(found, key=lambda mark: mark.start)

    def _of_type(self, kind: str, text: str) -> Iterator[Rule]:
        stage = self._rules.by_type.get(kind)
        yield from stage.possible(text) if stage else ()

    def _governing(
        self, text: str, at: int, after: int, triggers: Sequence[_Trigger], marks: Sequence[_Mark]
    ) -> _Trigger | None:
        """The trigger that says what the sum at `at` is: the nearest before it or right behind it, where nothing but
        marked slots and words that link the two ("of", "amounts to") stand between."""
        ranked = []
        for trigger in triggers:
            if trigger.stop <= at and at - trigger.stop <= _REACH[trigger.voice]:
                link = self._links.get(f"{trigger.voice}-before")
                gap = _unmarked(text, trigger.stop, at, marks)
            elif at < trigger.start <= after and trigger.start - at <= _BEHIND[trigger.voice]:
                link = self._links.get(f"{trigger.voice}-behind")
                gap = _unmarked(text, at + 1, trigger.start, marks)
            else:
                continue
            if link and link.fullmatch(gap) and not self._barrier.search(gap):
                ranked.append((len(gap), trigger.start > at, trigger.start, trigger))
        return min(ranked)[3] if ranked else None

    def _roles(
        self,
        text: SlottedText,
        at: int,
        after: int,
        trigger: _Trigger,
        triggers: Sequence[_Trigger],
        marks: Sequence[_Mark],
    ) -> dict[str, tuple[Mention, ...]]:
        """What fills the roles of the trigger's frame for the sum at `at`."""
        frame = self._frames[str(trigger.rule.options["sum"])]
        roles: dict[str, tuple[Mention, ...]] = {}
        if (listed := self._listed_before(text, at)) and "listed" in frame:
            roles[frame["listed"]] = (listed,)
        begin, end = self._clause(text.text, at, after, trigger, triggers)
        for mark in sorted(marks, key=lambda m: min(abs(m.start - at), abs(m.start - trigger.stop))):
            role = frame.get(mark.slot)
            beside = mark.slot != "of" or any(0 <= mark.start - place <= 1 for place in (at + 1, trigger.stop))
            if role and beside and begin <= mark.start and mark.stop <= end and not _within(mark, trigger):
                roles.setdefault(role, mark.fillers)
        subject = self._subject(text, trigger, marks)
        if subject and trigger.voice == "active":
            roles.setdefault(frame.get("subject", ""), subject)
        elif subject and trigger.voice == "passive" and at > trigger.start:
            roles.setdefault(frame.get("to", ""), subject)
        elif trigger.owners:
            roles.setdefault(frame.get("by", ""), trigger.owners)
        roles.pop("", None)
        return roles

    def _fill_in(self, trigger: _Trigger, roles: dict[str, list[Mention]]) -> None:
        """Name the office or body whose report it is, where nobody else is named as whose money it is."""
        frame = self._frames[str(trigger.rule.options["sum"])]
        author = self._reading.discourse.author or ""
        if (role := frame.get("own")) and role not in roles and author.startswith("body/"):
            roles[role] = [Mention(Span(0, 0), author.partition("/")[0], author, trigger.rule.id)]

    def _clause(
        self, text: str, at: int, after: int, trigger: _Trigger, triggers: Sequence[_Trigger]
    ) -> tuple[int, int]:
        """Where what is said of a sum may stand: from its trigger, or where a language has marks before its verbs from
        the trigger before that one, to the next sum, trigger or barrier."""
        begin, end = min(trigger.start, at), max(trigger.stop, at)
        if self._marks_before:
            earlier = max((t.stop for t in triggers if t.stop <= begin), default=0)
            begin = max([earlier, *(match.end() for match in self._barrier.finditer(text, earlier, begin))])
        limit = min([after, *(t.start for t in triggers if t.start > end)])
        barrier = self._barrier.search(text, end, limit)
        return begin, barrier.start() if barrier else limit

    def _listed_before(self, text: SlottedText, at: int) -> Mention | None:
        """The actor that a list gives right before its sum: "Spain ($145 million)"."""
        match = self._listed.search(text.text, max(0, at - 8), at)
        slots = text.slots(match.start() - 1, match.start()) if match and match.start() else []
        return slots[0][1] if slots and slots[0][1].type in _ACTORS else None

    def _subject(self, text: SlottedText, trigger: _Trigger, marks: Sequence[_Mark]) -> tuple[Mention, ...]:
        """The actors right before a verb, coordinated ones together; what a mark has is no subject."""
        marked = {at for mark in marks for at in range(mark.start, mark.stop)} if self._marks_before else set[int]()
        actors = [(at, m) for at, m in text.slots(0, trigger.start) if m.type in _ACTORS and at not in marked]
        if not actors:
            return ()
        gap = text.text[actors[-1][0] + 1 : trigger.start]
        if len(gap) > _REACH["passive"] or self._barrier.search(gap):
            return ()
        chosen = [actors[-1][1]]
        for (left, mention), (right, _) in zip(reversed(actors[:-1]), reversed(actors[1:]), strict=True):
            if not self._joint.fullmatch(text.text, left + 1, right):
                break
            chosen.insert(0, mention)
        return tuple(chosen)

    def _state(
        self,
        sentence: Sentence,
        at: int,
        money: Money,
        trigger: _Trigger | None,
        fillers: Mapping[str, Sequence[Mention]],
    ) -> None:
        block, reading = sentence.block, self._reading
        frame: Mapping[str, Any] = self._frames[str(trigger.rule.options["sum"])] if trigger else {"class": "Sum"}
        roles: dict[str, list[Term]] = {
            "amount": [Value(_decimal(money), XSD + "decimal")],
            "currency": [Ref(money.currency)],
        }
        if money.bound:
            roles["bound"] = [Value(money.bound)]
        roles.update({name: [Ref(frame[name])] for name in _PLAIN if name in frame})
        name = _class(frame["class"], fillers)
        for role, mentions in fillers.items():
            found = [r.term for m in mentions for r in reading.resolver.resolve(m) if isinstance(r.term, Ref)]
            if found and (len(found) == 1 or role in _SEVERAL):
                roles[_property(name, role, found)] = [*found]
        provision: list[Term] = [Ref(f"{reading.root}/{block.path}")] if block.path else []
        own = {**roles, "inProvision": provision} if not fillers and provision else roles
        evidence = reading.evidence(block, trigger.rule.id if trigger else _BARE_RULE, _span(sentence, at, trigger))
        properties = {**roles, "inProvision": provision} if provision else roles
        reading.facts.node(fact_id(name, own), (name,), properties, evidence)


def _unmarked(text: str, begin: int, end: int, marks: Sequence[_Mark]) -> str:
    """text[begin:end] without the marked slots in it and the spaces before them; other slots, but sums, are words."""
    pieces, at = [], begin
    for mark in marks:
        if at <= mark.start and mark.stop <= end:
            pieces.append(text[at : mark.start].rstrip(" "))
            at = mark.stop
    return "".join([*pieces, text[at:end]]).translate(_WORDS)


def _is_behind_sum(text: str, at: int) -> bool:
    """Whether what begins at `at` stands right behind a sum: "$5 million allocated to", no verb with a subject."""
    return at > 1 and text[at - 1] == " " and text[at - 2] == _SUM


def _within(mark: _Mark, trigger: _Trigger) -> bool:
    return trigger.start <= mark.start < trigger.stop


def _span(sentence: Sentence, at: int, trigger: _Trigger | None) -> Span:
    start, stop = (min(at, trigger.start), max(at + 1, trigger.stop)) if trigger else (at, at + 1)
    return sentence.slotted.span(start, stop)


def _class(name: str, fillers: Mapping[str, Sequence[Mention]]) -> str:
    """The class of a frame; what a fund gives is an allocation."""
    given = fillers.get("contributor", ())
    return "Allocation" if name == "Contribution" and given and all(m.type == "fund" for m in given) else name


def _property(name: str, role: str, found: Sequence[Ref]) -> str:
    """The property of a role: a contribution goes to a fund or to another recipient, an allocation has a source."""
    if name == "Allocation" and role == "contributor":
        return "source"
    return "fund" if (name, role) == ("Contribution", "recipient") and _is_fund(found[0]) else role


def _is_fund(thing: Ref) -> bool:
    return thing.id.startswith("fund/") or "/fund/" in thing.id


def _decimal(money: Money) -> str:
    return format(money.amount.normalize(), "f")
