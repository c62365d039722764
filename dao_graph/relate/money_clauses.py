"""Clauses about money: the words that open a frame, the slots that words mark, and which of them a sum goes with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import CLAUSE_ENDS, COMMAS, STOPS
from dao_graph.model.document import Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import slot_code
from dao_graph.relate.money_links import REACH, Links
from dao_graph.relate.money_lists import ACTORS, Lists
from dao_graph.relate.money_pieces import Mark, Trigger, is_behind_sum, is_half, listed, unmarked
from dao_graph.rules.rule import Rule
from dao_graph.rules.stage import RuleSet

# What stands between a noun and whose it is has at most so many characters.
_OWNED = 12
# How far before words of money what takes them back may begin.
_DENIED = 24
# How far before a sum a verb may be denied, and before a noun words may stand that say whose it is.
_NEGATED = _OTHERS = 40
# How far behind a change a noun may stand that says what has changed.
_CHANGED = 24
# How far behind a verb its object may begin, and what cannot stand between.
_OBJECT = 24
_NEAR_DENSE = 12
_SUM = slot_code("sum")
# Between where money is used and the verb right behind it stand at most so many characters ("in Chad all received").
_BESIDE = 6
# How far from a sum the words may stand that say it is so much a year.
_ANNUAL = 40
_COMMA = re.compile(f"[{COMMAS}]")
_CLAUSE_HEADS = frozenset(CLAUSE_ENDS + STOPS)
_BROKEN = re.compile(rf"[{CLAUSE_ENDS}{_SUM}]")


class Clauses:
    """The findings of one language's rules in sentences that hold sums."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules.sums
        frames: Mapping[str, Mapping[str, Any]] = rules.lexicon["sums"]
        # The class of each frame, and whether it says a status.
        self._classes = {name: (str(frame["class"]), "status" in frame) for name, frame in frames.items()}
        # What takes a sum from a noun beside it: an increase in income is no income.
        self._over = frozenset(name for name, frame in frames.items() if frame.get("over"))
        self._lasting = frozenset(name for name, frame in frames.items() if frame.get("lasting"))
        self._rates = frozenset(name for name, frame in frames.items() if frame.get("rate"))
        table: Mapping[str, Any] = rules.lexicon["money"]
        self._never = frozenset(rules.lexicon["owners"].get("never", ()))
        self._barrier = kept_pattern(table.get("barrier", "(?!)"))
        # What ends the clause of a sum besides, where a language writes on without a full stop.
        self._clause_end = kept_pattern(table.get("clause-end", "(?!)"))
        self.lists = Lists(table)
        self.links = Links(table, frames, self.lists)
        self.marks_before = bool(table.get("marks-before"))
        # Whether whomever a sum goes to has a word before it that says so.
        self.marks_objects = bool(table.get("marks-objects"))
        # Where words are not parted, what is far in English is near.
        self._near = _NEAR_DENSE if self.marks_before else REACH["passive"]
        # Whether the subject stands behind its verb.
        self._subject_behind = bool(table.get("subject-behind"))
        self._from_rule = next((rule for rule in self._rules if rule.type == "mark" and rule.options.get("sum")), None)
        self._joint = kept_pattern(table.get("joint", "(?!)"))
        self._owned = kept_pattern(table.get("owned", "(?!)"))
        # What stands right before words that say nothing then ("not approved"), or before others' nouns ("their").
        self._denied = kept_pattern(rf"(?:{table.get('denied', '(?!)')})\Z")
        # What stands before a sum of which nothing is said then ("did not receive the $5 million from Norway").
        self._negated = kept_pattern(table.get("negated", "(?!)"))
        self._others = kept_pattern(table.get("others", "(?!)"))
        self._relative = kept_pattern(table.get("relative", "(?!)"))
        self._who = kept_pattern(rf"\A[{COMMAS}]? ?(?:{table.get('relative', '(?!)')})(?= )")
        # What joins a clause that begins with a time of its own to the one of the sum ("$5 million, and in 2025").
        self._onward = kept_pattern(rf"(?:{table.get('onward', '(?!)')})\Z")
        self._annual = kept_pattern(table.get("annual", "(?!)"))
        # What a sum is for, whoever that is.
        self._further = kept_pattern(table.get("further", "(?!)"))
        self._difference = kept_pattern(table.get("difference", "(?!)"))

    def triggers(self, text: SlottedText) -> list[Trigger]:
        """The triggers in a text; of overlapping ones the leftmost, then the longest."""
        found: list[Trigger] = []
        denied: list[Span] = []
        for rule in self._of_type("trigger", text.text):
            for match in rule.matches(text.text):
                if self._denied.search(text.text, max(0, match.start() - _DENIED), match.start()):
                    denied.append(Span(*match.span()))
                    continue
                owners = text.captures(match).get("who", ()) if rule.captures else ()
                voice = str(rule.options["voice"])
                if voice == "active" and is_behind_sum(text.text, match.start()):
                    voice = "passive"
                found.append(Trigger(*match.span(), rule, owners, voice))
        kept: list[Trigger] = []
        for trigger in sorted(found, key=lambda t: (t.start, -t.stop)):
            apart = not kept or trigger.start >= kept[-1].stop
            if apart and not any(span.start <= trigger.start < span.end for span in denied):
                kept.append(trigger)
        return kept

    def marks(self, text: SlottedText) -> list[Mark]:
        """The marked slots in a text, in order."""
        found = []
        for rule in self._of_type("mark", text.text):
            for match in rule.matches(text.text):
                stop, named = listed(text, *match.span("who"), self._joint)
                fillers = tuple(m for m in named if self._is_party(m))
                if fillers and not is_half(text.text, match.end(), fillers[-1]):
                    end = match.end() if stop == match.end("who") else stop
                    found.append(Mark(match.start(), end, str(rule.options["slot"]), fillers))
        return sorted(found, key=lambda mark: mark.start)

    def _is_party(self, mention: Mention) -> bool:
        """True if somebody can give or get money: goals and agendas cannot."""
        return mention.type in ACTORS and not (mention.type == "initiative" and mention.entity in self._never)

    def _of_type(self, kind: str, text: str) -> Iterator[Rule]:
        stage = self._rules.by_type.get(kind)
        yield from stage.possible(text) if stage else ()

    def given(self, text: str, at: int, marks: Sequence[Mark]) -> Trigger | None:
        """A sum with whom it is from right behind it: that makes it a contribution, unless words before deny it."""
        if self._negated.search(text, max(0, at - _NEGATED), at):
            return None
        beside = any(mark.slot == "from" and 0 < mark.start - at <= 2 for mark in marks)
        return Trigger(at, at + 1, self._from_rule, (), "noun") if beside and self._from_rule else None

    def governing(
        self, text: str, at: int, after: int, triggers: Sequence[Trigger], marks: Sequence[Mark]
    ) -> Trigger | None:
        """The trigger that says what the sum at `at` is: the nearest before it or right behind it, where nothing but
        marked slots and words that link the two ("of", "amounts to") stand between."""
        linked = self.links.linked(text, at, after, triggers, marks)
        if not linked:
            return None
        best = min((t for t in triggers if t.start in linked), key=lambda t: linked[t.start])
        over = [
            t for t in triggers if t.frame in self._over and t.stop <= at and self._takes_over(text, t, best, linked)
        ]
        if best.voice != "noun":
            return best
        return over[-1] if over else self._verb_of(text, best, triggers)

    def _verb_of(self, text: str, noun: Trigger, triggers: Sequence[Trigger]) -> Trigger:
        """The verb that has a noun right behind it, where the two speak of one thing ("announced a contribution of $5
        million") and the noun alone does not say what became of it ("received pledges"), or else the noun."""
        name, settled = self._classes[noun.frame]
        verbs = [t for t in triggers if t.voice == "active" and t.stop <= noun.start <= t.stop + _OBJECT]
        alike = [t for t in verbs if not settled and self._classes[t.frame][0] == name]
        gap = text[alike[-1].stop : noun.start] if alike else ""
        return alike[-1] if alike and not _BROKEN.search(gap) else noun

    def _takes_over(self, text: str, over: Trigger, noun: Trigger, linked: Collection[int]) -> bool:
        """True if a change is what a sum is, and a noun beside it only says of what ("an increase of $5 million in
        income", "an increase in income of $5 million")."""
        if noun.start > over.stop and over.start in linked:
            return True
        gap = text[over.stop : noun.start]
        return (
            over.stop <= noun.start <= over.stop + _CHANGED and not _COMMA.search(gap) and not self._barrier.search(gap)
        )

    def is_onward(self, text: str, begin: int, end: int) -> bool:
        """True if the words in text[begin:end] join a new clause, which begins with a time."""
        return self._onward.search(text, begin, end) is not None

    def is_change(self, trigger: Trigger) -> bool:
        """True if what a trigger says is by how much something changed."""
        return trigger.frame in self._over

    def is_annual(self, text: str, at: int) -> bool:
        """True if words beside a sum say that it is so much a year."""
        return self._annual.search(text, max(0, at - _ANNUAL), at + _ANNUAL) is not None

    def is_rate(self, trigger: Trigger) -> bool:
        """True if a sum is so much for each of something."""
        return trigger.frame in self._rates

    def is_lasting(self, trigger: Trigger) -> bool:
        """True if a time far before what a trigger says is that of something else ("report in 2022 on the goal of")."""
        return trigger.frame in self._lasting

    def clause(self, text: str, at: int, after: int, trigger: Trigger, triggers: Sequence[Trigger]) -> tuple[int, int]:
        """The clause of a sum: from its trigger (where a language marks before its verbs, from the trigger before that
        one) to the next sum, trigger or barrier."""
        begin, end = min(trigger.start, at), max(trigger.stop, at)
        if self.marks_before:
            earlier = max((t.stop for t in triggers if t.stop <= begin), default=0)
            begin = max([earlier, *(match.end() for match in self._barrier.finditer(text, earlier, begin))])
        limit = min([after, *(t.start for t in triggers if t.start > end and t.voice != "noun")])
        stops = (pattern.search(text, end, limit) for pattern in (self._barrier, self._clause_end))
        return begin, min([limit, *(stop.start() for stop in stops if stop)])

    def barriers(self, text: str, begin: int, end: int) -> list[int]:
        """The words that end the clause of a sum, by place."""
        return [match.start() for match in self._barrier.finditer(text, begin, end)]

    def fronted(self, text: str, at: int, trigger: Trigger, marks: Sequence[Mark], slot: str = "in") -> Mark | None:
        """The purpose, place or channel of money at the head of its clause ("In Chad, $5 million was allocated")."""
        begin = min(at, trigger.start)
        ahead = [mark for mark in marks if mark.slot == slot and mark.stop <= begin]
        found = [mark for mark in ahead if mark.stop >= begin - _BESIDE or self._heads(text, mark)]
        last = found[-1] if found else None
        if last is None or self._barred(text, last.stop, begin):
            return None
        # What stands behind a sum is said of that one.
        heads = last.start if text[: last.start].rstrip().endswith(";") else 0
        return None if _SUM in text[heads:begin] else last

    def _heads(self, text: str, mark: Mark) -> bool:
        """True if a mark stands at the head of a clause, or is set off from what follows."""
        before = text[: mark.start].rstrip()
        return (
            self.marks_before or not before or before[-1] in _CLAUSE_HEADS or _COMMA.match(text, mark.stop) is not None
        )

    def is_apart(self, text: str, begin: int, end: int) -> bool:
        """True if a clause of its own begins between a mark before a sum and what is said of that."""
        return begin < end and (self._barred(text, begin, end) or self._relative.search(text, begin, end) is not None)

    def is_others(self, text: str, trigger: Trigger) -> bool:
        """True if words before a noun say that it is others' ("their income", "a government budget")."""
        return self._others.search(text, max(0, trigger.start - _OTHERS), trigger.start) is not None

    def is_for_another(self, text: str, at: int, marks: Sequence[Mark]) -> bool:
        """True if a sum has behind it what it is for, and that is no slot ("$2 million for training")."""
        slot = any(0 < mark.start - at <= 2 for mark in marks)
        return not slot and self._further.match(text, at + 1) is not None

    def is_difference(self, text: str, at: int) -> bool:
        """True if a sum has behind it that it is how much more or less another is ("$2 million less than in 2020")."""
        return self._difference.match(text, at + 1) is not None

    def apart(self, mark: Mark, triggers: Sequence[Trigger]) -> tuple[Mention, ...]:
        """What stands in a slot, without the last where that begins a clause ("to UNICEF, and Norway pledged"); of a
        slot that begins the sentence the first alone ("In Chad, Norway and Japan pledged")."""
        if len(mark.fillers) < 2 or not any(t.voice == "active" and 0 < t.start - mark.stop <= 1 for t in triggers):
            return mark.fillers
        return mark.fillers[: -1 if mark.start else 1]

    def _barred(self, text: str, begin: int, end: int) -> bool:
        return self._barrier.search(text, begin, end) is not None

    def beside(self, text: SlottedText, trigger: Trigger) -> tuple[Mention, ...]:
        """Whose a noun is by standing right before it ("the UNFPA budget")."""
        match = self._owned.search(text.text, max(0, trigger.start - _OWNED), trigger.start)
        slots = text.slots(match.start() - 1, match.start()) if match and match.start() else []
        return (slots[0][1],) if trigger.voice == "noun" and slots and slots[0][1].type in ACTORS else ()

    def _behind(self, text: SlottedText, at: int) -> tuple[Mention, ...]:
        """The actors right behind a verb that ends at `at`, coordinated ones together."""
        chosen: list[Mention] = []
        for place, mention in text.slots(at, len(text.text)):
            near = self._joint.fullmatch(text.text, at, place) if chosen else place < at + 2
            if not near or mention.type not in ACTORS:
                break
            chosen.append(mention)
            at = place + 1
        return tuple(chosen)

    def subject(self, text: SlottedText, trigger: Trigger, marks: Sequence[Mark]) -> tuple[Mention, ...]:
        """The actors right before a verb, coordinated ones together; what a mark has is no subject, unless it is part
        of one ("the Government of")."""
        if self._subject_behind and (behind := self._behind(text, trigger.stop)):
            return behind
        apart = [mark for mark in marks if self.marks_before or mark.slot != "of"]
        # The last of several in a slot may begin a clause ("to UNICEF, and Norway pledged").
        kept = [self.apart(mark, (trigger,)) for mark in apart]
        free = {id(m) for mark, own in zip(apart, kept, strict=True) for m in mark.fillers[len(own) :]}
        within = {at for mark in apart for at in range(mark.start, mark.stop)}
        marked = within - {at for at, m in text.slots(0, trigger.start) if id(m) in free}
        actors = [(at, m) for at, m in text.slots(0, trigger.start) if self._is_party(m) and at not in marked]
        if not actors:
            return ()
        # "The Fund, which has provided $5 million", "the plan for Chad, which needs $5 million".
        gap = text.text[actors[-1][0] + 1 : trigger.start]
        bare = unmarked(text.text, actors[-1][0] + 1, trigger.start, marks)
        gap = self._who.sub("", bare) if self._who.match(bare) else gap
        if trigger.voice == "noun" and (_SUM in gap or len(gap) > self._near):
            return ()
        if trigger.voice == "passive" and _COMMA.search(gap) and _SUM in text.text[: trigger.start]:
            return ()  # "Of the $5 million pledged by Norway to Chad, paid was $2 million".
        if _COMMA.search(gap) and len(gap) <= REACH["active"] and not self._barrier.search(gap):
            # "UNICEF remained the first in what came from the Fund, receiving $5 million".
            return (actors[0][1],) if actors[0][1].entity not in self._never else ()
        if len(gap) > REACH["passive"] or self._barrier.search(gap):
            return ()
        chosen = [actors[-1][1]]
        for (left, mention), (right, _) in zip(reversed(actors[:-1]), reversed(actors[1:]), strict=True):
            # "At a conference hosted by Norway and Chad, donors pledged": the last of a list has more than a comma.
            is_apart = len(chosen) == 1 and text.text[left + 1 : right].strip() == ","
            if is_apart or not self._joint.fullmatch(text.text, left + 1, right):
                break
            chosen.insert(0, mention)
        return tuple(chosen)
