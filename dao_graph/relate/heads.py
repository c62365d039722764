"""Heads: where acts begin in a sentence, and which of them are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dao_graph.lists.authorities import Authorities
from dao_graph.model.characters import CLAUSE_ENDS
from dao_graph.model.fact import Ref
from dao_graph.model.slots import CODES
from dao_graph.namespaces import SKOS
from dao_graph.rules.notation import ALIASES
from dao_graph.rules.rule import Rule

# What somebody should do is part of what is said.
_INNER = ("obligation",)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an act: slotted[start:stop] holds subject and verbs; the act's own words begin at `words`; it
    asks `them` if a pronoun says whom."""

    rule: Rule
    start: int
    stop: int
    words: int
    verbs: tuple[str, ...]
    actors: tuple[Ref, ...]
    addressees: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    drafted: bool
    sense: Rule | None
    them: bool


@dataclass(frozen=True, slots=True)
class Clauses:
    """Tells where the clauses of a sentence end: `text` is its text with slots, `content` what stands between a verb
    and the clause that gives its content, so that commas do not end it ("noted that, since 2007, Spain had")."""

    text: str
    content: re.Pattern[str] | None = None

    def within(self, last: Head, head: Head) -> bool:
        """True if no clause ends between two heads."""
        if not _CLAUSE_END.search(self.text, last.stop, head.start):
            return True
        return self.content is not None and self.content.fullmatch(self.text, last.stop, head.start) is not None


_CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")
_STATING = ("subject", "agent")
# Whom a verb asks and nothing else: what they are to do is said behind the verb that follows.
_BARE = re.compile(rf"[^{CLAUSE_ENDS}]{{0,16}}[{''.join(CODES[kind] for kind in ALIASES['actor'])}]\s*")


def less_subjects(heads: Sequence[Head]) -> list[Head]:
    """The heads of a clause less those with a subject behind the verb that begins it: it is the organ that speaks, also
    in a language that has its subjects there."""
    initial = {head.words for head in heads if head.rule.type == "initial"}
    return [h for h in heads if h.rule.type != "subject" or not any(h.start <= at < h.stop for at in initial)]


def sharing(heads: Sequence[Head], i: int, clauses: Clauses) -> tuple[Head, int]:
    """Head `i` and where what it says ends: before the next head that is no part of it. One that another verb joins at
    once has what follows that ("We encourage and support donors")."""
    head, after = heads[i], i + 1
    while after < len(heads) and heads[after].rule.type == "coordinate" and heads[after].start == head.stop:
        head, after = replace(head, stop=heads[after].stop), after + 1
    return head, next((o.start for o in heads[after:] if not _is_inner(clauses, head, o)), len(clauses.text))


def shared_end(heads: Sequence[Head], i: int, clauses: Clauses, end: int, asking: frozenset[str]) -> int:
    """Where what head `i` asks for ends: behind the next head where only that says it ("urges Norway and encourages
    Chile to pay"), else at `end`, where its own words do."""
    head, following = heads[i], heads[i + 1] if i + 1 < len(heads) else None
    if following is None or following.rule.type != "coordinate" or following.start != end:
        return end
    if not asking.intersection(head.verbs) or not asking.intersection(following.verbs):
        return end
    if not _BARE.fullmatch(clauses.text, head.stop, end):
        return end
    return shared_end(heads, i + 1, clauses, sharing(heads, i + 1, clauses)[1], asking)


def _is_inner(clauses: Clauses, head: Head, other: Head) -> bool:
    """True if another head is part of what a head says: what somebody should do, or who did something in a clause of
    its own ("requests a report on the plan adopted by the Assembly", "recalls that Norway requested")."""
    kind = other.rule.type
    return kind in _INNER or (kind in _STATING and head.rule.type != "agent" and clauses.within(head, other))


def main_clauses(
    heads: Sequence[Head], clauses: Clauses, reported: bool, factive: frozenset[str], asking: frozenset[str]
) -> list[Head]:
    """Of overlapping heads the first, and no subject that follows a verb without a comma: there somebody else's act is
    asked for ("calls upon the Assembly to support"). With `reported` one stays that follows a verb which gives its
    content as so ("recalls that the Assembly decided"). What somebody should do is no act of its own in the words of
    a verb that is `asking` ("recommends that the Assembly should decide"); nor does a verb go on where none stands
    before it ("In conclusion, we call upon")."""
    kept: list[Head] = []
    order = sorted(_less_second(heads), key=lambda head: (head.start, "kinds" not in head.rule.options, -head.stop))
    for head in order:
        last = kept[-1] if kept else None
        if (last and head.start < last.stop) or (last is None and head.rule.type == "coordinate"):
            continue
        within = last and clauses.within(last, head)
        again = last is not None and head.rule.id == last.rule.id
        asked = bool(last and last.verbs) and not again and asking.issuperset(last.verbs if last else ())
        if within and asked and head.rule.type == "obligation":
            continue
        if last and within and head.rule.type in _STATING:
            told = reported and last.rule.type != "obligation" and factive.issuperset(last.verbs)
            if not told and head.rule.type != "agent":
                continue
        kept.append(head)
    return kept


def _less_second(heads: Sequence[Head]) -> list[Head]:
    """The heads less those of the `second` verb of a subject whose first one is a head too: it goes on with that."""
    own = [h for h in heads if not h.rule.options.get("second") and h.rule.type != "coordinate"]
    return [h for h in heads if not (h.rule.options.get("second") and any(h.start <= o.start < h.stop for o in own))]


def broadest(lists: Authorities, verb: str) -> str:
    """The verb that counts for another: languages do not keep apart what it takes in ("takes note", "notes")."""
    return lists.one(verb, SKOS + "broader") or verb
