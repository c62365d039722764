"""The grammar of document symbols, as languages/und/symbols.toml describes it, and the patterns made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dao_graph.data import data_dir
from dao_graph.folder.compiled import kept_pattern
from dao_graph.folder.user_cache import kept_table
from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS

# A slash, or one with spaces that extraction left: what goes on behind them is no symbol of its own.
_SLASH = r"(?:/{1,2}(?: (?=\d))?| /(?=\d|(?:%s)\.)| / (?!(?:%s)/))"


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its letters, whose it is, and an example. `head` is the pattern of what stands before the first
    slash, `after` that of what must follow it, `part` of a part that no other series has."""

    code: str
    name: str
    head: str
    after: str
    part: str
    example: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that something has in symbols, what it is, and an example."""

    name: str
    form: str
    says: str
    example: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of symbols. `further` maps the signs of further documents (Add.) to those that may follow them,
    `written` maps variants of signs to the canonical one, `named` the canonical names of parts to the pattern of what
    other languages call them, beside one of the patterns of `ordinals`."""

    series: tuple[Series, ...]
    others: tuple[Form, ...]
    parts: tuple[Form, ...]
    brackets: tuple[Form, ...]
    further: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
    written: Mapping[str, str]
    adopted: Sequence[str]
    bracketed: str
    named: Mapping[str, str]
    ordinals: Sequence[str]
    looks: Mapping[int, str]


_ROMAN = ("I", "II", "III", "IV", "V")
# Letters that show that a symbol is not read whole.
_CAPITALS = r"A-Z\u00c0-\u00de\u0401\u0410-\u042f"


@cache
def grammar() -> Grammar:
    """The grammar, read once."""
    table = kept_table(data_dir("languages") / "und" / "symbols.toml")["symbols"]
    series = tuple(_series(entry) for entry in table["series"])
    looks = table["looks"]
    same = {ord(a): b for a, b in zip(looks[::2], looks[1::2], strict=True)}
    return Grammar(
        series,
        _forms(table["others"]),
        _forms(table["part"]),
        _forms(table["bracket"]),
        {entry["sign"]: entry["children"] for entry in table["further"]},
        {entry["sign"]: entry["name"] for entry in table["further"]},
        table["written"],
        table["adopted"],
        table["bracketed"],
        {entry["sign"]: entry["word"] for entry in table["named"]},
        table["ordinals"],
        same | {ord(slash): "/" for slash in table["slashes"]},
    )


def _series(entry: Mapping[str, str]) -> Series:
    code = entry["code"]
    head, after, part = (entry.get(name, "") for name in ("head", "after", "part"))
    return Series(code, entry["name"], head or re.escape(code), after, part, entry["example"])


def _forms(entries: Sequence[Mapping[str, Any]]) -> tuple[Form, ...]:
    return tuple(Form(e["name"], e["form"], e.get("says", ""), e["example"]) for e in entries)


def _alternatives(forms: Sequence[str]) -> str:
    return f"(?>{'|'.join(forms)})"


def _ended(form: str) -> str:
    """A part as a whole: what goes on with a letter or a stop is another one; small letters may be a word glued on."""
    return rf"(?:{form})(?![A-Z0-9]|[a-z](?![a-z])|\.[A-Z0-9](?![a-z]))"


def _parts(special: str) -> str:
    """One part with what stands in brackets right behind it."""
    forms = [*((special,) if special else ()), *(part.form for part in grammar().parts)]
    brackets = "|".join(bracket.form for bracket in grammar().brackets)
    return rf"{_alternatives([_ended(form) for form in forms])}(?:\((?:{brackets})\)(?:[A-Z](?![A-Za-z]))?)?"


def _heads(series: Sequence[Series]) -> str:
    """The beginning of the symbols of some series, the longest first."""
    ordered = sorted(series, key=lambda s: -len(s.code))
    return _alternatives([f"{s.head}(?= ?/ ?(?:{s.after}))" if s.after else s.head for s in ordered])


@cache
def fragments() -> Mapping[str, str]:
    """The pieces of patterns by name: `symbol-core` (series and parts), `symbol-adopted` (what only what an organ
    adopted begins with), `symbol-tail` (what may follow the core), `symbol-sign` (the signs of further documents),
    `symbol-other` (what is in no series), `symbol-end` (after which no other symbol goes on)."""
    known = grammar()
    signs, kinds = "|".join(known.further), "|".join(known.adopted)
    slash = _SLASH % (signs, "|".join(s.code for s in known.series))
    cores = []
    for special in (False, True):
        some = [s for s in known.series if bool(s.part) == special]
        parts = _parts("|".join(sorted({s.part for s in some if s.part})))
        cores.append(rf"{_heads(some)}(?:{slash}{parts}){{1,12}}+")
    numbered = r"[IVXLC]{1,5}|\d{1,2}[A-Z]?"
    bracket = rf" ?\((?:{known.bracketed}\.? ?(?:[IVXLC]{{1,5}}|\d{{1,3}}[A-Z]?)?|{numbered})\)|{_named_part()}"
    return {
        "symbol-core": "|".join(cores),
        "symbol-adopted": rf"(?=[A-Z](?:[\w.-]| ?/ ?+){{0,24}}? ?/ ?+(?:{kinds}) ?/)",
        "symbol-tail": rf"(?:{bracket})?+(?: ?/ ?(?:{signs})\. ?\d{{1,3}})*+",
        "symbol-sign": f"(?:{signs})",
        "symbol-other": "|".join(other.form for other in known.others),
        "symbol-end": rf"(?![{_CAPITALS}0-9_/^]|[a-xz](?![a-z])|[-\u2013]\d|\.[a-z]{{0,3}}\d|\.[A-Z](?![a-z]))",
        "symbol-year": r"[(\[] ?(?:19|20)\d\d ?[)\]]",
        "symbol-session": r"\( ?(?:E?S-)?[IVXLC]{1,7} ?\)",
    }


def _named_part() -> str:
    """A bracket that names a part in other words than English has, with its number before or behind."""
    known = grammar()
    word = f"(?:{'|'.join(known.named.values())})"
    number = rf"(?:[IVXLC]{{1,5}}|\d{{1,3}}[A-Z]?|{'|'.join(known.ordinals)})"
    return rf" ?[{OPENING_BRACKETS}](?:{word} ?{number}|{number} ?{word})[{CLOSING_BRACKETS}]"


@cache
def named_part_pattern() -> re.Pattern[str]:
    """The pattern of such a bracket."""
    return kept_pattern(_named_part())


def named_part(bracket: str) -> str:
    """The canonical form of what such a bracket says: "Part II"."""
    known = grammar()
    sign = next(sign for sign, word in known.named.items() if re.search(word, bracket))
    plain = re.search(r"[IVXLC]+(?![\w])|\d{1,3}[A-Z]?(?![a-z])", bracket)
    if plain:
        return f"{sign} {plain[0]}"
    return f"{sign} {next(_ROMAN[i] for i, word in enumerate(known.ordinals) if re.search(word, bracket))}"


@cache
def symbol_pattern() -> re.Pattern[str]:
    """The pattern of a whole symbol in its plain form, single or joint."""
    names = fragments()
    lettered = f"(?:{names['symbol-adopted']}(?:{names['symbol-core']})[A-Z](?:-[A-Z])?)"
    one = f"(?:{lettered}|(?:{names['symbol-core']}){names['symbol-tail']})"
    return kept_pattern(f"{one}(?:-{one})?|{names['symbol-other']}")


def shape_pattern() -> str:
    """The pattern of plain symbols for SHACL, which is XPath's: no look-around, no atomic groups."""
    known = grammar()
    heads = "|".join(sorted({_portable(s.head) for s in known.series}, key=lambda h: (-len(h), h)))
    parts = "|".join(
        _portable(form) for form in [*(s.part for s in known.series if s.part), *(p.form for p in known.parts)]
    )
    brackets = "|".join(bracket.form for bracket in known.brackets)
    named = r" \([A-Za-z]+\.?( [A-Za-z0-9 ]+)?\)| \([IVXLC]+\)| \([0-9]{1,2}[A-Z]?\)"
    one = (
        rf"({heads})(/({parts})(\(({brackets})\))?([A-Z](-[A-Z])?)?)+({named})?(/({'|'.join(known.further)})\.[0-9]+)*"
    )
    others = "|".join(_portable(other.form) for other in known.others)
    return f"^({_portable(one)}(-{_portable(one)})?|{others})$"


def _portable(pattern: str) -> str:
    plain = re.sub(r"\(\?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern).replace(r"\-", "-")
    return plain.replace("(?:", "(").replace("(?>", "(").replace(r"\d", "[0-9]")
