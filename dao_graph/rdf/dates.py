"""Dates and ordinals as each language writes them, by the data of Unicode's CLDR.

Babel has these data. To read all that it has of six languages takes longer than to read a letter, so the little that
is needed is kept (see `user_cache`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from dao_graph.folder.user_cache import kept, signature


class _Forms(TypedDict):
    """How a language writes dates: patterns of a day and of a month, the names of months in these and alone, the forms
    of ordinals."""

    day: str
    month: str
    months: list[str]
    alone: list[str]
    ordinals: list[str]


# Dates of the United Nations have the day before the month.
_LOCALES = {"en": "en_GB"}
_FIELDS = re.compile(r"'[^']*'|[A-Za-z]+")
_FULL, _MONTH, _YEAR = 10, 7, 4
# Ordinals that are kept: sessions and meetings have no more.
_ORDINALS = 1_000
_WRITTEN: Mapping[str, Callable[[date, _Forms], str]] = {
    "d": lambda day, forms: str(day.day),
    "M": lambda day, forms: str(day.month),
    "MMMM": lambda day, forms: forms["months"][day.month - 1],
    "LLLL": lambda day, forms: forms["alone"][day.month - 1],
    "y": lambda day, forms: str(day.year),
}


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
    return _forms(language)["ordinals"][number] if number < _ORDINALS else _ordinal(number, language)


def _ordinal(number: int, language: str) -> str:
    from babel import Locale

    form: str = Locale.parse(_LOCALES.get(language, language)).ordinal_form(number)
    return form


def _single(day: str, language: str, days: str = "") -> str:
    try:
        whole = date.fromisoformat(day + "-01-01"[len(day) - _YEAR :] if len(day) < _FULL else day)
    except ValueError:
        return day
    if len(day) == _YEAR:
        return day
    forms = _forms(language)

    def field(found: re.Match[str]) -> str:
        name = found[0]
        if name.startswith("'"):
            return name[1:-1] or "'"
        return days if days and name == "d" else _WRITTEN[name](whole, forms)

    return _FIELDS.sub(field, forms["month" if len(day) == _MONTH else "day"])


@cache
def _forms(language: str) -> _Forms:
    origin = getattr(find_spec("babel"), "origin", None)
    key = signature([Path(origin)] if origin else [])
    found: _Forms = kept(f"dates-{language}", key, lambda: _read(language))
    return found


def _read(language: str) -> _Forms:
    from babel import Locale

    locale = Locale.parse(_LOCALES.get(language, language))
    # Releases of CLDR differ in which skeletons they have, and in which of the spaces stands before an abbreviation.
    whole = (locale.date_formats["long"], locale.datetime_skeletons["yMMMM"])
    patterns = [str(one.pattern).replace("\u202f", " ") for one in whole]
    unknown = {name for pattern in patterns for name in _FIELDS.findall(pattern) if name[0] != "'"} - _WRITTEN.keys()
    assert not unknown, f"{language}: a date is written with {unknown}"
    months, alone = (locale.months[where]["wide"] for where in ("format", "stand-alone"))
    return {
        "day": patterns[0],
        "month": patterns[1],
        "months": [months[number] for number in range(1, 13)],
        "alone": [alone[number] for number in range(1, 13)],
        "ordinals": [_ordinal(number, language) for number in range(_ORDINALS)],
    }
