"""Dates and ordinals as each language writes them, by the data of Unicode's CLDR."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

# Dates of the United Nations have the day before the month.
_LOCALES = {"en": "en_GB"}
_FIELDS = re.compile(r"'[^']*'|d+")
_FULL, _MONTH, _YEAR = 10, 7, 4


def written(start: str, end: str, language: str) -> str:
    """The days from `start` to `end` ("2009-10-19", "2009-10", "2009"; `end` may be empty) in `language`. What is no
    such date is given as it is."""
    if end in ("", start):
        return _single(start, language)
    if len(start) == len(end) == _FULL and start[:_MONTH] == end[:_MONTH]:
        try:
            first = date.fromisoformat(start).day
            return _single(end, language, f"{first}–{date.fromisoformat(end).day}")
        except ValueError:
            return f"{start} – {end}"
    return f"{_single(start, language)} – {_single(end, language)}"


def ordinal_form(number: int, language: str) -> str:
    """Which form an ordinal takes: "one" (1st, 21st), "two", "few", "other"."""
    from babel import Locale

    form: str = Locale.parse(_LOCALES.get(language, language)).ordinal_form(number)
    return form


def _single(day: str, language: str, days: str = "") -> str:
    from babel.dates import format_date

    try:
        whole = date.fromisoformat(day + "-01-01"[len(day) - _YEAR :] if len(day) < _FULL else day)
    except ValueError:
        return day
    if len(day) == _YEAR:
        return day
    locale = _LOCALES.get(language, language)
    pattern = _pattern(locale, "yMMMM" if len(day) == _MONTH else "yMMMMd")
    if days:
        pattern = _FIELDS.sub(lambda field: field[0] if field[0].startswith("'") else f"'{days}'", pattern)
    return format_date(whole, pattern, locale=locale)


@cache
def _pattern(locale: str, skeleton: str) -> str:
    from babel import Locale

    return str(Locale.parse(locale).datetime_skeletons[skeleton].pattern)
