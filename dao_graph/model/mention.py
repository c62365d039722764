"""Mentions: a span of the repaired text, the type of the thing named, and its id."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from dao_graph.model.document import Span


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as exact as the text: `month` and `day` are 0 where it gives none."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def checked(cls, year: int, month: int = 0, day: int = 0) -> Date | None:
        """The date, or None where the calendar has no such day."""
        try:
            datetime.date(year or 1, month or 1, day or 1)
        except ValueError:
            return None
        return cls(year, month, day if month else 0)

    def __str__(self) -> str:
        """ISO 8601: "2009-10-19", "2009-10" or "2009"."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Money(NamedTuple):
    """An amount in whole units of a currency (the local id, "currency/USD"); `bound` is "about", "at least", "at most"
    or ""."""

    amount: Decimal
    currency: str
    bound: str = ""


# The prefix of entities that have no entry in the authority lists and are the text's own: what follows stands below the
# document.
OWN = "own/"
# The meeting that a text is the report of.
MEETING = "own/meeting"
_NONE: Mapping[str, Any] = MappingProxyType({})


class Mention(NamedTuple):
    """A piece of text that names something.

    `type` is the slot that rules see ("country", "date", "resolution", …). `entity` is the local id of what is
    named ("country/RWA"), or None where the text alone does not settle it; `candidates` are then the choices, if
    any. `values` holds what a pattern read: texts by the name of their group, and `Date`s or numbers made of them.
    `parts` are the mentions inside, `captures` those that the pattern named. `rule` is what found it.
    """

    span: Span
    type: str
    entity: str | None
    rule: str
    parts: tuple[Mention, ...] = ()
    captures: Mapping[str, tuple[Mention, ...]] = _NONE
    values: Mapping[str, object] = _NONE
    candidates: tuple[str, ...] = ()

    def walk(self) -> Iterator[Mention]:
        """This mention and all inside it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def date(self, name: str = "date") -> Date | None:
        """The `Date` that was read under `name`, if any."""
        value = self.values.get(name)
        return value if isinstance(value, Date) else None

    def number(self) -> int | None:
        """The number that was read, if any."""
        value = self.values.get("value")
        return value if isinstance(value, int) else None

    def money(self) -> tuple[Money, ...]:
        """The sum that was read, or the two ends of a range of sums."""
        value = self.values.get("money")
        return value if isinstance(value, tuple) else ()

    def text(self, name: str) -> str | None:
        """The text of the pattern's group `name`, if it took part in the match."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None
