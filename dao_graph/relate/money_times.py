"""Times of sums: the day on which one stood so, when it was given or spent, the period that it is for.

Rules of stage "sum" and type "time" say what shows each. A time behind a sum is its own; one before it counts where
none stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.document import Document
from dao_graph.model.fact import Term, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.rules.stage import RuleSet

_YEARS = re.compile(r"((?:19|20)\d\d)\s?[/\u2013\u2014-]\s?(\d\d(?:\d\d)?)")

# A day is written with so many characters, and a year.
_DAY = len("2024-01-31")
_YEAR = len("2024")
# So many years are too long for what is so much a year.
_LONG = 10
# How far before a time words may begin that have it in their name.
_YEARLY = 32


class Time(NamedTuple):
    """A time in a sentence, at `start` to `stop` of its slotted text, and the properties that it gives."""

    start: int
    stop: int
    properties: Mapping[str, Term]


class Times:
    """Finds the times in sentences of one document that hold sums."""

    def __init__(self, document: Document, rules: RuleSet) -> None:
        self._document = document
        self._rules = rules.sums.by_type.get("time")
        # What has a year in its name that is no time of a sum ("the scale of assessments for 2024").
        self._yearly = kept_pattern(rf"(?:{rules.lexicon['money'].get('yearly', '(?!)')})\Z")

    def find(self, text: SlottedText) -> list[Time]:
        """The times in a sentence, in order; of overlapping ones the leftmost, then the longest."""
        found: list[Time] = []
        for rule in self._rules.possible(text.text) if self._rules else ():
            for match in rule.matches(text.text):
                properties = self._properties(str(rule.options["slot"]), text, match)
                before = max(0, match.start() - _YEARLY)
                if properties and not self._yearly.search(text.text, before, match.start()):
                    found.append(Time(*match.span(), properties))
        kept: list[Time] = []
        for time in sorted(found, key=lambda t: (t.start, -t.stop)):
            if not kept or time.start >= kept[-1].stop:
                kept.append(time)
        return kept

    def _properties(self, slot: str, text: SlottedText, match: re.Match[str]) -> Mapping[str, Term]:
        groups = match.groupdict()
        if year := groups.get("year"):
            until = text.captures(match).get("until", ())
            end = _end_of(until[0]) if until else _ending(year, groups.get("to_year"))
            begin = year if not until or end > year else ""
        else:
            who = text.captures(match).get("who", ())
            begin, end = self._dates(who[0]) if who else ("", "")
            until = text.captures(match).get("until", ())
            end = _end_of(until[0]) if until else end
        if not begin:
            return {}
        if end:
            return {"startDate": Value.date(begin), "endDate": Value.date(end)}
        # "On 2024" is what a language says for "for 2024": a whole year is no day on which anything stood.
        is_year = slot == "asOf" and len(begin) == _YEAR and "year" not in groups
        return {"date" if slot == "period" or is_year else slot: Value.date(begin)}

    def _dates(self, mention: Mention) -> tuple[str, str]:
        """First and last day of a date, or the two years of "2024/25"."""
        if date := mention.date():
            return str(date), str(mention.date("end") or "")
        years = _YEARS.fullmatch(self._document.text[mention.span.start : mention.span.end])
        end = _ending(years.group(1), years.group(2)) if years else ""
        return (years.group(1), end) if years and end else ("", "")


def _end_of(date: Mention) -> str:
    """The last day of a date."""
    return str(date.date("end") or date.date() or "")


def _ending(year: str, last: str | None) -> str:
    """The last year of a period that begins in `year`; "" where it would not be later."""
    whole = year[: 4 - len(last)] + last if last else ""
    return whole if whole > year else ""


def time_of(
    times: Sequence[Time], before: int, at: int, after: int, barred: Sequence[int], since: int
) -> Mapping[str, Term]:
    """The properties that the times around a sum at `at` give, between the sums before and after it; what stands at
    `barred` ends what is said behind it, and from `since` on stands what is said of it alone."""
    end = min([after, *(stop for stop in barred if stop > at)])
    behind = next((time for time in times if at < time.start and time.stop <= end), None)
    ahead = [time for time in times if before <= time.start and time.stop <= at]
    last = ahead[-1] if ahead else None
    # "$3 million (2023: $2 million)": what stands right before a sum is of that one alone.
    own = last and (last.stop >= at - 1 or (behind and last.start >= since and at - last.stop < behind.start - at))
    chosen = last if own else behind or last
    return chosen.properties if chosen else {}


def is_long(time: Time) -> bool:
    """True if a time is a period of so many years that what was so much a year in it hardly stayed so."""
    begin, end = time.properties.get("startDate"), time.properties.get("endDate")
    if not isinstance(begin, Value) or not isinstance(end, Value):
        return False
    return int(end.text[:_YEAR]) - int(begin.text[:_YEAR]) >= _LONG


def stood(when: Mapping[str, Term]) -> Mapping[str, Term]:
    """The properties of a time where what it tells is how much there was: on a day, not during it."""
    return {"asOf" if name == "date" and _is_day(term) else name: term for name, term in when.items()}


def _is_day(term: Term) -> bool:
    return isinstance(term, Value) and len(term.text) == _DAY
