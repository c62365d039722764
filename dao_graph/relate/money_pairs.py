"""Lists that go together, the first with the first: who gave which sum, or when each was given.

"Norway and Japan gave $3 million and $2 million, respectively": each is somebody else's. "They gave $3 million and $2
million in 2017 and 2018, respectively": each has a year of its own, and whoever gives them gives both. Of two lists
that are as long as that of the sums the nearer to the word for "respectively" counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.fact import Term, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.relate.money_clauses import Clauses
from dao_graph.relate.money_pieces import Trigger
from dao_graph.relate.money_said import Found

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Between two times of a list, and between its last and the word for "respectively", stand at most so many characters.
_BETWEEN, _NEAR = 10, 14
# How far behind the last sum of a list stands what is said of all.
_BEHIND = 40
_TWO = 2


class Pairs:
    """The lists of one language's sentences that go together with those of their sums."""

    def __init__(self, table: Mapping[str, Any], frames: Mapping[str, Mapping[str, str]], clauses: Clauses) -> None:
        self._frames, self._clauses = frames, clauses
        self._respectively = kept_pattern(table.get("respectively", "(?!)"))

    def when(self, found: Found, number: int) -> Mapping[str, Term] | None:
        """The time of a sum where the sums of a sentence have one each: empty where it is not known which, nothing
        where they have not."""
        word = self._respectively.search(found.text.text)
        if word is None:
            return None
        run = found.run(number)
        if len(run) >= _TWO and (times := _listed(found.text, len(run), word)):
            return {"date": times[number - run[0]]}
        return {} if len(found.times) > 1 and len(found.sums) > 1 else None

    def fillers(
        self, found: Found, number: int, trigger: Trigger, roles: Mapping[str, Sequence[Mention]]
    ) -> dict[str, Sequence[Mention]]:
        """The fillers of a sum in a list of which each is somebody else's; what stands behind the last of them is said
        of all."""
        text, filled = found.text.text, dict(roles)
        word = self._respectively.search(text)
        if word is None:
            return filled
        run = found.run(number)
        last = found.sums[run[-1]][0]
        end = min([found.after(run[-1]), *self._clauses.barriers(text, last, found.after(run[-1]))])
        for mark in found.marks:
            role = self._frames[trigger.frame].get(mark.slot)
            if role and last < mark.start and mark.stop <= min(end, last + _BEHIND):
                filled.setdefault(role, mark.fillers)
        if len(run) >= _TWO and _listed(found.text, len(run), word):
            return filled
        # Whose a sum is out of several, where the lists are not of one length, is not known.
        known = {role: ms for role, ms in filled.items() if len(ms) in (1, len(run))}
        return {role: (ms[number - run[0]],) if len(ms) > 1 else ms for role, ms in known.items()}


def _listed(text: SlottedText, number: int, word: re.Match[str]) -> list[Value]:
    """The times of the list of so many that stands right before the word for "respectively"."""
    near = _times(text, word.start())[-number:]
    if len(near) < number or word.start() - near[-1][1] > _NEAR:
        return []
    apart = any(right[0] - left[1] > _BETWEEN for left, right in pairwise(near))
    return [] if apart else [value for _, _, value in near]


def _times(text: SlottedText, end: int) -> list[tuple[int, int, Value]]:
    """The years and days in a text up to a place, in order."""
    years = [(*match.span(), Value.date(match.group())) for match in _YEAR.finditer(text.text, 0, end)]
    dates = [(at, at + 1, Value.date(str(m.date()))) for at, m in text.slots(0, end) if m.type == "date" and m.date()]
    return sorted([*years, *dates], key=lambda time: time[0])
