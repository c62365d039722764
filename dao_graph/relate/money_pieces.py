"""Pieces of clauses about money: the words that open a frame, the slots that words mark, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dao_graph.model.characters import CLOSING_BRACKETS, COMMAS, OPENING_BRACKETS
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import CODES
from dao_graph.rules.rule import Rule

_NAME_GOES_ON = re.compile(" [A-Z][a-z]+")
# Slots of whom a sum is for.
_FOR = ("to", "for")
_TWO = 2
# The voice of a verb that is not said again.
GAPPED = "gapped"
# What a slot counts as between a trigger and its sum.
WORDS = {ord(code): "x" for name, code in CODES.items() if name != "sum"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that open a frame, at `start` to `stop` of the slotted text."""

    start: int
    stop: int
    rule: Rule
    owners: tuple[Mention, ...]
    voice: str

    @property
    def frame(self) -> str:
        """The name of the frame."""
        return str(self.rule.options["sum"])


@dataclass(frozen=True, slots=True)
class Mark:
    """A slot that words mark ("from Norway"): its name, and what stands in it."""

    start: int
    stop: int
    slot: str
    fillers: tuple[Mention, ...]


def unmarked(text: str, begin: int, end: int, marks: Sequence[Mark]) -> str:
    """text[begin:end] without the marked slots in it and the spaces before them; other slots, but sums, are words."""
    pieces, at = [], begin
    for mark in marks:
        if at <= mark.start and mark.stop <= end:
            pieces.append(text[at : mark.start].rstrip(" "))
            at = mark.stop
    return "".join([*pieces, text[at:end]]).translate(WORDS)


def in_brackets(text: str, at: int, mark: Mark) -> bool:
    """True if a mark behind a sum stands in brackets that open behind it too."""
    between = text[at + 1 : mark.start]
    return sum(map(between.count, OPENING_BRACKETS)) > sum(map(between.count, CLOSING_BRACKETS))


def within(mark: Mark, trigger: Trigger) -> bool:
    """True if a mark stands in the words of a trigger, and is not whom that says a sum is for."""
    return trigger.start <= mark.start < trigger.stop and mark.slot not in _FOR


def slots_of(marks: Sequence[Mark], begin: int, end: int, trigger: Trigger) -> Mapping[str, str]:
    """What slots count as in a clause: where somebody gives it, it is for whom it is of ("funding of UNICEF by
    Norway")."""
    given = any(mark.slot == "by" and begin <= mark.start and mark.stop <= end for mark in marks)
    return {"of": "for"} if given and trigger.voice == "noun" else {}


def is_half(text: str, stop: int, last: Mention) -> bool:
    """True if a state is a part of somebody's name that goes on behind it ("UK Research and Innovation")."""
    return last.type == "country" and _NAME_GOES_ON.match(text, stop) is not None


def listed(text: SlottedText, begin: int, end: int, joint: re.Pattern[str]) -> tuple[int, list[Mention]]:
    """The mentions of a slot, and where they end; of two that a comma joins and no conjunction the second begins what
    follows ("thanks to Norway, UNICEF built")."""
    slots = text.slots(begin, end)
    if len(slots) == _TWO:
        gap = text.text[slots[0][0] + 1 : slots[1][0]]
        if joint.fullmatch(gap) and not joint.fullmatch(gap.lstrip(COMMAS)):
            return slots[0][0] + 1, [slots[0][1]]
    return end, [mention for _, mention in slots]


def is_behind_sum(text: str, at: int) -> bool:
    """True if what begins at `at` stands right behind a sum: "$5 million allocated to", no verb with a subject."""
    return at > 1 and text[at - 1] == " " and text[at - 2] == CODES["sum"]


def rank(mark: Mark) -> int:
    """Whom a mark has to fill the role of several first: somebody, then a place, then a purpose."""
    if mark.slot == "in":
        return 1
    somebody = all(mention.type in ("body", "fund", "country") for mention in mark.fillers)
    return 0 if mark.slot != "for" or somebody else 2


def are_many(givers: Sequence[Mention]) -> bool:
    """True if those who give are a group, or nobody known."""
    return not givers or any(giver.type == "group" for giver in givers)
