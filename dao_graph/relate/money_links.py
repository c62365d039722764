"""Links between triggers and sums: what may stand between the words that say what a sum is and the sum itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import COMMAS
from dao_graph.model.slots import slot_code
from dao_graph.relate.money_lists import Lists
from dao_graph.relate.money_pieces import Mark, Trigger, is_behind_sum, unmarked

# How far a trigger may stand before its sum, and behind it.
REACH = {"active": 140, "noun": 140, "passive": 60}
_BEHIND = {"active": 24, "noun": 24, "passive": 60}
# How far before a noun words may begin that say a sum is taken out of what it names.
_DRAWN = 24
# "$5 million from": so many characters stand between a sum and words right behind it.
_NEAR = 2
_SUM = slot_code("sum")
# What a sentence is about begins before this place.
_HEADED = 24
_COMMA = re.compile(f"[{COMMAS}]")
# No more than whose it is between a noun and a sum.
_BARE = re.compile("[x ]*")


class Links:
    """What one language's `[money]` table says of the words between triggers and sums."""

    def __init__(self, table: Mapping[str, Any], frames: Mapping[str, Mapping[str, Any]], lists: Lists) -> None:
        self._lists = lists
        # Weak frames give way to others, others to strong ones.
        self._weight = {name: bool(frame.get("weak")) - bool(frame.get("strong")) for name, frame in frames.items()}
        self._links = {name: kept_pattern(pattern) for name, pattern in table.get("links", {}).items()}
        self._barrier = kept_pattern(table.get("barrier", "(?!)"))
        self._aside = kept_pattern(table.get("aside", "(?!)"))
        # Nouns of frames that hold money, and what says no more than that a sum is taken out of it ("from the budget").
        self._stores = frozenset(name for name, frame in frames.items() if frame.get("store"))
        self._drawn = kept_pattern(rf"(?:{table.get('drawn', '(?!)')})\Z")
        self._marks_before = bool(table.get("marks-before"))

    def linked(
        self, text: str, at: int, after: int, triggers: Sequence[Trigger], marks: Sequence[Mark]
    ) -> dict[int, tuple[int, int, bool, int]]:
        """The places of the triggers that words link to the sum at `at`, with their ranks."""
        ranked, head = {}, self._lists.head(text, at)
        for trigger in triggers:
            if trigger.voice == "passive" and trigger.stop <= at and is_behind_sum(text, trigger.start):
                continue  # What is right behind a sum says nothing of the next.
            if trigger.stop <= at and at - trigger.stop <= REACH[trigger.voice]:
                names = [f"{trigger.frame}-before", f"{trigger.voice}-before"]
                gap = self._aside.sub("", unmarked(text, trigger.stop, max(head, trigger.stop), marks))
            elif at < trigger.start <= after and trigger.start - at <= _BEHIND[trigger.voice]:
                if text.startswith(_SUM, trigger.stop + 1):
                    continue  # What is right before a sum says nothing of another.
                names = [f"{trigger.voice}-behind"]
                gap = unmarked(text, at + 1, trigger.start, marks)
            else:
                continue
            links = (self._links[name] for name in names if name in self._links)
            if any(link.fullmatch(gap) for link in links) and not self._barrier.search(gap):
                verbs = (t for t in triggers if t.voice != "noun" and trigger.stop <= t.start < at)
                if trigger.voice == "noun" and (next(verbs, None) or self._is_drawn(text, at, trigger, gap)):
                    continue
                ranked[trigger.start] = (self._weight[trigger.frame], len(gap), trigger.start > at, trigger.start)
        return ranked

    def is_parted(self, text: str, noun: Trigger, change: Trigger) -> bool:
        """True if a noun is not what a change behind it is of: far from it, in another clause, or, where a comma stands
        between, not at the head of the sentence ("the reserve, 20 per cent of contributions, fell")."""
        gap = text[noun.stop : change.start]
        apart = len(gap) > REACH["noun"] or _SUM in gap or self._barrier.search(gap) is not None
        return apart or (noun.start > _HEADED and _COMMA.search(gap) is not None)

    def _is_drawn(self, text: str, at: int, trigger: Trigger, gap: str) -> bool:
        """True if a sum is taken out of what a noun names, and is not the whole of that."""
        if trigger.frame not in self._stores:
            return False
        before = max(0, trigger.start - _DRAWN)
        words = self._drawn.search(text, before, trigger.start)
        if words is None or self._marks_before or trigger.start > at:
            return words is not None
        # Right behind another sum, at the head of the sentence, or with no more than whose it is before the sum.
        behind = _SUM in text[max(0, words.start() - _NEAR) : words.start()]
        return behind or words.start() == 0 or _BARE.fullmatch(gap) is not None
