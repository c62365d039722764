"""Expressions that few sentences match, tried only where a sentence has what each match holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from dao_graph.rules.parts import EDGE, Need
from dao_graph.rules.prefilter import DIGIT, read_pattern

# The piece of a text that was looked at last, and what it is in small letters: many are sought in one.
_LOOKED_AT: tuple[str, int, int, str] = ("", 0, 0, "")


class Sought:
    """A compiled expression whose literals are looked for first."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    @cached_property
    def _needs(self) -> tuple[Need, ...]:
        """The pieces in small letters of which each match holds one of each set."""
        return tuple(n for n in read_pattern(self._pattern.pattern).needs if n.isdisjoint((DIGIT, EDGE)))

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in text[start:end]."""
        return self._pattern.search(text, start, end) if self._may_match(text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in text[start:end]."""
        return self._pattern.finditer(text, start, end) if self._may_match(text, start, end) else iter(())

    def _may_match(self, text: str, start: int, end: int) -> bool:
        small = _small(text, start, end)
        for need in self._needs:
            # No generator: it would take longer than what it looks for.
            for piece in need:
                if piece in small:
                    break
            else:
                return False
        return True


def _small(text: str, start: int, end: int) -> str:
    global _LOOKED_AT
    known, begin, stop, small = _LOOKED_AT
    if known is not text or begin != start or stop != end:
        small = text[start:end].lower()
        _LOOKED_AT = text, start, end, small
    return small
