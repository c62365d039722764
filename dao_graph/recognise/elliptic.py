"""Sums whose currency stands with another alone ("10,8 millions de dollars, dont 3,2 millions sont destinés à …").

A language in which a counted noun follows large numbers with a preposition shows so that none follows
(`[money.elliptic]` of its pack). The number then counts what the one before it counts, or the one behind it, to which
it is joined; it is a sum where that is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.document import Span
from dao_graph.model.mention import Mention, Money

_RULE = "und.sum"
# What a number leans on stands no further away than so many characters.
_NEAR = 160
_SPACE = "[ \u00a0\u202f\n]"
# Where a sentence ends.
_END = re.compile(rf"[.;:?!]{_SPACE}|\n\n")
_MILLION = 1_000_000


class Ellipses:
    """Finds the sums of texts in one language that have no currency of their own."""

    def __init__(self, table: Mapping[str, Any], figure: str) -> None:
        elliptic: Mapping[str, str] = table.get("elliptic", {})
        large = "|".join(
            sorted((w for w, n in table.get("scales", {}).items() if n >= _MILLION), key=len, reverse=True)
        )
        self._large = kept_pattern(
            rf"(?P<figure>{figure}){_SPACE}(?P<scale>{large})(?!\w)" if elliptic and large else "(?!)"
        )
        self._counted = kept_pattern(elliptic.get("counted", "(?!)"))
        self._joined = kept_pattern(elliptic.get("joined", "(?!)"))

    def joined(self, text: str, sums: Sequence[Mention], value: Callable[[str, str], Decimal]) -> Sequence[Mention]:
        """`sums`, which come in order, with the numbers in `text` that lean on one of them; `value` reads a figure and
        its scale."""
        found = [*self._find(text, sums, value)] if sums else []
        return sorted([*sums, *found], key=lambda mention: mention.span) if found else sums

    def _find(self, text: str, sums: Sequence[Mention], value: Callable[[str, str], Decimal]) -> Iterator[Mention]:
        currencies = {m.span: m.money()[0].currency for m in sums}
        spans, at, last = [*currencies], 0, (Span(0, 0), "")
        for match in self._large.finditer(text):
            span = Span(*match.span())
            while at < len(spans) and spans[at].end <= span.start:
                last, at = max(last, (spans[at], currencies[spans[at]])), at + 1
            behind = spans[at] if at < len(spans) else None
            if behind and behind.start < span.end:
                continue
            currency = last[1] if self._is_near(text, last[0].end, span.start) else ""
            if behind and self._joined.fullmatch(text, span.end, behind.start):
                currency = currencies[behind]
            elif self._counted.match(text, span.end):
                currency = ""
            if currency and (amount := value(match["figure"], match["scale"])):
                yield Mention(span, "sum", None, _RULE, values={"money": (Money(amount, currency, ""),)})
            # What follows counts what this one counts.
            last = (span, currency)

    def _is_near(self, text: str, begin: int, end: int) -> bool:
        return end - begin <= _NEAR and _END.search(text, begin, end) is None
