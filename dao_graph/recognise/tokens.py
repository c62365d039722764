"""Tokens: what a pattern over plain text reads – dates, numbers, sessions, symbols, references to resolutions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dao_graph.model.document import Block, Span
from dao_graph.model.mention import Date, Mention
from dao_graph.model.symbol_grammar import grammar
from dao_graph.model.symbols import (
    further_symbols,
    is_symbol,
    lettered,
    letters_between,
    plain_symbol,
    record_symbols,
    symbol_in_address,
    symbol_range,
    unified,
)
from dao_graph.rules.numerals import read_number
from dao_graph.rules.rule import Rule
from dao_graph.rules.stage import RuleSet

_Values = dict[str, object]
# Two symbols of one series are no joint one, but one of its organ and one of a body below it are
# (E/2099/9-E/CN.9/2099/9).
_IN_ONE_SERIES = re.compile(r"(\w+)/(?:\d.*-\1/\d.*|([^/]+)/.*-\1/\2/.*)")
# From one part to another of what was adopted.
_PARTS = re.compile(r"(\w+/(\w+)/[\w/()-]*\d)([A-Z])-([A-Z])")
# A letter that a scanner reads for a figure, glued to one: what it names is another document.
_MISREAD = re.compile(r"\d[OIl](?![\w.])|(?<![\w.])[OIl]\d")
# A joint symbol that has lost its hyphen ("A/99/9/Rev.1E/2099/9") cannot be told apart.
_GLUED = re.compile(r"\.\d+[A-Z]+/[A-Z\d]")
# "1325 (2000)": the number, and its year or session.
_OF_YEAR = re.compile(r"(\d{1,4})[\s(\[]+([\w-]+)[\s)\]]+")
_FIGURE = re.compile(r"\d")
_UNITS = ("year", "month", "day")


def find_tokens(text: str, blocks: Sequence[Block], rules: RuleSet) -> Iterator[Mention]:
    """The tokens in each of `blocks`; those of different rules may overlap."""
    text = unified(text)
    possible = [rules.tokens.possible(text[block.span.start : block.span.end]) for block in blocks]
    for block, these in zip(blocks, possible, strict=True):
        for rule in these:
            yield from _tokens(rule, text, block.span, rules.lexicon)


def _tokens(rule: Rule, text: str, within: Span, lexicon: Mapping[str, Mapping[str, int]]) -> Iterator[Mention]:
    for match in rule.matches(text, within.start, within.end):
        values = _read(rule, match, lexicon)
        if values is not None and match.end() > match.start():
            yield Mention(Span(*match.span()), rule.type, None, rule.id, values=values)


def _read(rule: Rule, match: re.Match[str], lexicon: Mapping[str, Mapping[str, int]]) -> _Values | None:
    """The value of the groups of a match, or None where they make no sense (the 31st of June)."""
    values: _Values = {name: text for name, text in match.groupdict().items() if text is not None}
    reader = _READERS.get(rule.type)
    return reader(values, lexicon) if reader else values


def _read_date(values: _Values, lexicon: Mapping[str, Mapping[str, int]]) -> _Values | None:
    """Read "date" and, of a range, "end". Each end borrows month and year from the other where it gives none."""
    first, last = _units(values, "", lexicon), _units(values, "to_", lexicon)
    if first is None or last is None:
        return None
    start = Date.checked(**{unit: first.get(unit, 0 if unit == "day" else last.get(unit, 0)) for unit in _UNITS})
    if start is None or not start.year:
        return None
    values["date"] = start
    if values.get("week") and start.day:
        # "The week of 4 May": that day and the six after it.
        last_day = datetime.date(start.year, start.month, start.day) + datetime.timedelta(days=6)
        values["end"] = Date(last_day.year, last_day.month, last_day.day)
    if last:
        end = Date.checked(**{unit: last.get(unit, 0 if unit == "day" else first.get(unit, 0)) for unit in _UNITS})
        if end is None or end < start:
            return None
        values["end"] = end
    return values


def _units(values: _Values, prefix: str, lexicon: Mapping[str, Mapping[str, int]]) -> dict[str, int] | None:
    """The year, month and day that groups give; None where one is no number."""
    units: dict[str, int] = {}
    for unit in _UNITS:
        text = values.get(prefix + unit)
        if text is None:
            continue
        months = lexicon["months"] if unit == "month" else {}
        number = months.get(str(text).casefold().rstrip(".")) or read_number(
            str(text), lexicon["numerals"], lexicon["multipliers"]
        )
        if number is None:
            return None
        units[unit] = number
    return units


def _read_number(values: _Values, lexicon: Mapping[str, Mapping[str, int]]) -> _Values | None:
    number = read_number(str(values.get("number", "")), lexicon["numerals"], lexicon["multipliers"])
    return None if number is None else {**values, "value": number}


def _read_item(values: _Values, lexicon: Mapping[str, Mapping[str, Any]]) -> _Values | None:
    """Letters of sub-items become the Latin ones that they stand for."""
    letter = values.get("letter")
    if letter is None:
        return values
    letters = str(letter).replace(" ", "")
    return {**values, "letter": "".join(str(lexicon["letters"].get(part, part)) for part in letters)}


def _read_reference(values: _Values, lexicon: Mapping[str, Mapping[str, Any]]) -> _Values | None:
    """The number of a resolution as English writes it, where a language has letters or signs of its own for the part
    ("72/262 C"), the special session ("S-26/2") or the session before 1976 ("2625 (XXV)"); under "references" those of
    all parts, or of all from one to another. None where two are no range."""
    number = re.sub(r"\s*/\s*", "/", str(values["reference"]))
    special = values.get("special")
    prefix = f"{lexicon['letters'][str(special)].upper()}-" if special else ""
    session, roman, year = (values.get(name) for name in ("session", "roman", "year"))
    numeral = _roman(int(str(session))) if session else roman or year
    if last := values.get("last"):
        found = _reference_range(number, str(last), str(numeral or ""))
        return {**values, "reference": found[0], "references": found} if found else None
    letters = _letters(str(values.get("parts") or values.get("behind") or ""), lexicon)
    found = tuple(
        f"{number}{letter} ({prefix}{numeral})" if numeral else f"{prefix}{number}{letter}"
        for letter in ([f" {letter}" for letter in letters] or [""])
    )
    return {**values, "reference": found[0], "references": found}


def _reference_range(first: str, last: str, numeral: str) -> tuple[str, ...]:
    """The numbers from one to another; `numeral` is the year or session of the first, and must be that of the last."""
    if not numeral:
        return symbol_range(first, last)
    end = _OF_YEAR.fullmatch(last)
    if end is None or end[2] != numeral:
        return ()
    return tuple(f"{number} ({numeral})" for number in symbol_range(first, end[1]))


def _letters(text: str, lexicon: Mapping[str, Mapping[str, Any]]) -> str:
    """The letters of parts in a list ("A, B and C") or a range ("A to C") of them, as Latin ones."""
    table, to = lexicon["letters"], re.compile(lexicon["names"].get("part-to", "(?!)"))
    found, end = "", 0
    for match in re.finditer(lexicon["names"].get("part-letter", "[A-Z](?![A-Za-z])"), text):
        letter = str(table.get(match[0], match[0])).upper()
        through = found and to.fullmatch(text, end, match.start())
        found += letters_between(found[-1], letter)[1:] if through else letter
        end = match.end()
    return found


def _read_symbol(values: _Values, lexicon: Mapping[str, Mapping[str, Any]]) -> _Values | None:
    """The symbols that are named, in their plain form, under "symbols", the first of them as "symbol"; None where what
    an address holds, or what stands at the ends of a range, is none."""
    if address := values.get("address"):
        symbol = symbol_in_address(str(address))
        return {**values, "symbol": symbol, "symbols": (symbol,)} if symbol else None
    symbol = plain_symbol(str(values["symbol"]))
    if (
        not is_symbol(symbol)
        or not _FIGURE.search(symbol)
        or _MISREAD.search(str(values["symbol"]))
        or _IN_ONE_SERIES.fullmatch(symbol)
        or _GLUED.search(symbol)
    ):
        return None
    found = _parts_of(symbol)
    if last := values.get("last"):
        found = symbol_range(symbol, plain_symbol(str(last)))
    elif upto := values.get("upto"):
        found = symbol_range(symbol, re.sub(r"^.*?(?=\d+$)", "", str(upto)))
    if not found:
        return None
    to = lexicon["names"].get("part-to", "(?!)")
    found += record_symbols(symbol, str(values.get("numbers") or ""), to)
    found = tuple(part for one in found for part in lettered(one, _letters(str(values.get("parts") or ""), lexicon)))
    further = further_symbols(symbol, str(values.get("further") or ""), to)
    return {**values, "symbol": found[0], "symbols": found + further}


def _parts_of(symbol: str) -> tuple[str, ...]:
    """The documents that a symbol names: each part, where it gives the first and the last ("A/RES/80/84A-C")."""
    joined = _PARTS.fullmatch(symbol)
    if joined is None or joined[2] not in grammar().adopted:
        return (symbol,)
    return lettered(joined[1], letters_between(joined[3], joined[4]))


def _roman(number: int) -> str:
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "L" * (number // 50) + "X" * (number % 50 // 10) + units[number % 10]


_READERS: Mapping[str, Callable[[_Values, Mapping[str, Mapping[str, int]]], _Values | None]] = {
    "date": _read_date,
    "number": _read_number,
    "session": _read_number,
    "paragraph": _read_number,
    "agenda-item": _read_item,
    "reference": _read_reference,
    "symbol": _read_symbol,
}
