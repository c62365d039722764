"""The days of meetings that go by their numbers ("at its 98th and 99th meetings, on 3 and 5 May").

In: a sentence with its mentions, and where it gives the numbers of meetings. Out: each number with its day and where
that stands. A day stands behind the numbers or right before them; where it has no year, that of the session within
which it falls counts ("Report on the session held from 3 to 12 May 2032").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dao_graph.model.characters import COLONS, COMMAS, SEMICOLONS
from dao_graph.model.document import Span
from dao_graph.model.mention import Date, Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs
from dao_graph.rules.numerals import read_number

_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"(?<![\d/.-])\d{1,2}(?![\d/.-])")
_BRACKETS = re.compile(r"\([^()]*\)")
_BREAK = re.compile(f"[{re.escape(SEMICOLONS + COLONS)}]")
# Characters, without those in brackets, between the numbers of meetings and their day; between a day and those behind
# it; between two days of one list.
_NEAR, _BESIDE, _NEXT = 46, 30, 12
# Meetings that a range of numbers has at most, and days that a session lasts.
_MEETINGS, _SESSION = 40, 150
# What may stand between the numbers of meetings and their day.
_BETWEEN = ("body", "place", "session", "symbol", "document", "date", "number", "reference")

Day = tuple[Date, Span]
Period = tuple[datetime.date, datetime.date]


def periods(sentences: Sequence[Sentence]) -> tuple[Period, ...]:
    """The stretches of days that a text gives with their year, which sessions may have lasted: those of its front, or
    where that has none, of the rest."""
    fronts = [s for s in sentences if s.block.kind in ("front", "title", "heading")]
    return tuple(_stretches(fronts)) or tuple(_stretches(sentences))


def _stretches(sentences: Sequence[Sentence]) -> Iterator[Period]:
    for mention in (m for s in sentences for m in s.slotted.found if m.type == "date"):
        start, end = mention.date(), mention.date("end")
        if start and end and start.day and end.day:
            first, last = (datetime.date(d.year, d.month, d.day) for d in (start, end))
            if datetime.timedelta(0) <= last - first <= datetime.timedelta(_SESSION):
                yield first, last


def numbered_days(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[tuple[str, Day]]:
    """The numbers that a match gives, each with its day; none where the text does not tell which has which."""
    groups = match.groupdict()
    words = groups["numbers"] or groups["ordinals"]
    numbers = _DIGITS.findall(words)
    ranged = [bool(_upto(reading).fullmatch(words, a.end(), b.start())) for a, b in pairwise(_DIGITS.finditer(words))]
    days, interval = _days(reading, sentence, match)
    if len(days) == 1 and not interval:
        return [(number, days[0]) for number in _all(numbers, ranged)]
    if len(numbers) == len(days):
        return list(zip(numbers, days, strict=True))
    return []


def _upto(reading: Reading) -> re.Pattern[str]:
    return packs.markers()[reading.document.language].upto


def _all(numbers: Sequence[str], ranged: Sequence[bool]) -> list[str]:
    """The numbers with those that ranges leave out."""
    found = list(numbers[:1])
    for (before, after), is_range in zip(pairwise(numbers), ranged, strict=True):
        further = range(int(before) + 1, int(after)) if is_range else range(0)
        if len(further) > _MEETINGS:
            return []
        found += [*map(str, further), after]
    return found


def _days(reading: Reading, sentence: Sentence, match: re.Match[str]) -> tuple[list[Day], bool]:
    """The days that are those of the numbers of a match, and whether they are ends of a stretch."""
    mentions = sentence.slotted.found
    dates = [m for m in mentions if m.type == "date" and (date := m.date()) and date.day]
    before = next((m for m in reversed(dates) if m.span.end <= match.start()), None)
    gap = _gap(reading, mentions, before.span.end, match.start()) if before else None
    if before and gap is None and _opens(reading, mentions, before.span.end, match.start()):
        gap = ""
    if before and gap is not None and len(gap) <= 1:
        return _listed(reading, [before], match, gap)
    after = [m for m in dates if m.span.start >= match.end()]
    if after and _is_beside(reading, sentence, match.end(), after[0].span.start):
        # "Held on 3 May and on 5 May 2032": the days before the first date are of its month.
        between = _gap(reading, mentions, match.end(), after[0].span.start) or ""
        return _listed(reading, _run(reading, after), match, between)
    if days := _yearless(reading, sentence, match):
        return days, False
    if before and gap is not None and len(gap) <= _BESIDE:
        return _listed(reading, [before], match, gap)
    return [], False


def _gap(reading: Reading, mentions: Sequence[Mention], start: int, stop: int) -> str | None:
    """What stands between a number and a day, without what is in brackets and what is named there; None where a clause
    ends in between, or it names what no meeting goes by."""
    text = reading.document.text
    inner = [m for m in mentions if start <= m.span.start and m.span.end <= stop]
    if any(m.type not in _BETWEEN and not _enclosed(text[start : m.span.start]) for m in inner):
        return None
    words, at = "", start
    for mention in inner:
        words += text[at : mention.span.start] + ("" if mention.type == "body" else text[slice(*mention.span)])
        at = mention.span.end
        if mention.type == "body" and any(comma in text[start : mention.span.start] for comma in COMMAS):
            return None
    words = _BRACKETS.sub("", words + text[at:stop]).strip()
    return None if _BREAK.search(words) else words


def _opens(reading: Reading, mentions: Sequence[Mention], start: int, stop: int) -> bool:
    """True if a day stands before the organ whose meeting follows: "On 3 May, the Council's fifth meeting"."""
    organ = next((m for m in mentions if m.type == "body" and start <= m.span.start and m.span.end == stop), None)
    return organ is not None and reading.document.text[start : organ.span.start].strip() in tuple(COMMAS)


def _enclosed(before: str) -> bool:
    return before.count("(") > before.count(")")


def _decides(sentence: Sentence, start: int, stop: int) -> bool:
    """True if between two places somebody does something, so that a day behind it is that of something else."""
    return any(m.type == "verb" and start <= m.span.start < stop for m in sentence.verbal.found)


def _run(reading: Reading, dates: Sequence[Mention]) -> list[Mention]:
    """The dates of one list."""
    run = [dates[0]]
    for mention in dates[1:]:
        if mention.span.start - run[-1].span.end > _NEXT or _BREAK.search(
            reading.document.text[run[-1].span.end : mention.span.start]
        ):
            break
        run.append(mention)
    return run


def _listed(reading: Reading, run: Sequence[Mention], match: re.Match[str], gap: str) -> tuple[list[Day], bool]:
    """The days of a list of dates, and of those days that stand beside it without their month."""
    days: list[Day] = []
    interval = False
    for mention in run:
        first, last = mention.date(), mention.date("end")
        if first is None:
            return [], False
        days.append((first, mention.span))
        if last:
            days.append((last, mention.span))
            interval = True
    first, span = days[0]
    further = [Date.checked(first.year, first.month, int(day)) for day in _DAY.findall(gap)]
    found = [(day, span) for day in further if day]
    behind = run[0].span.end <= match.start()
    days = [*days, *found] if behind else [*found, *days]
    ordered = all(a[0].month != b[0].month or a[0].day < b[0].day for a, b in pairwise(days))
    return (days, interval) if ordered else ([], False)


def _yearless(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[Day]:
    """The days without a year that stand right behind a number, or right before it, each in the one year in which a
    session of the text had it."""
    text, pattern = reading.document.text, packs.markers()[reading.document.language].day
    before = (m for m in pattern.finditer(text, sentence.span.start, match.start()) if match.start() - m.end() <= 1)
    found = next(before, None) or pattern.search(text, match.end(), sentence.span.end)
    if found is None or (
        found.start() > match.start() and not _is_beside(reading, sentence, match.end(), found.start())
    ):
        return []
    lexicon, word = reading.knowledge.rule_set(reading.document.language).lexicon, found.group("month")
    month = lexicon["months"].get(word.casefold().rstrip(".").split("/")[0].strip())
    month = month or read_number(word, lexicon["numerals"], lexicon["multipliers"])
    span = Span(*found.span())
    days = [_year(reading.discourse.periods, month or 0, int(day)) for day in _DIGITS.findall(found.group("days"))]
    return [(day, span) for day in days if day] if all(days) else []


def _is_beside(reading: Reading, sentence: Sentence, start: int, stop: int) -> bool:
    """True if what stands between a number and a day leaves that the day of the meeting."""
    gap = _gap(reading, sentence.slotted.found, start, stop)
    return gap is not None and len(gap) <= _NEAR and not _decides(sentence, start, stop)


def _year(known: Sequence[Period], month: int, day: int) -> Date | None:
    years = {first.year for first, last in known} | {last.year for first, last in known}
    dates = [date for year in sorted(years) if month and (date := Date.checked(year, month, day))]
    held = [d for d in dates if any(a <= datetime.date(d.year, d.month, d.day) <= b for a, b in known)]
    return held[0] if len(held) == 1 else None
