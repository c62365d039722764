"""From the number of a resolution to the document that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dao_graph.data import data_dir
from dao_graph.lists.authorities import Authorities
from dao_graph.model.fact import Facts, Ref, Value
from dao_graph.model.mention import Date
from dao_graph.model.symbols import symbol_behind
from dao_graph.rules.packs import compile_pattern, load_toml

_GROUP = re.compile(r"\{(\d)\}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CLASSES = {"RES": "Resolution", "DEC": "Decision"}


@dataclass(frozen=True, slots=True)
class _Series:
    organ: str
    kind: str
    reference: re.Pattern[str]
    symbol: str
    form: re.Pattern[str]
    session: int | None
    years: Mapping[str, int]
    others: Sequence[Mapping[str, Any]]
    default: bool

    def fits(self, match: re.Match[str], adopted: Date | None) -> bool:
        """True if the session that the number begins with was held at the date of adoption, and no other body that
        numbers alike was sitting instead; True where that is not known."""
        if adopted is None:
            return True
        if any(o["from"] <= adopted.year <= o["to"] and adopted.month in o["months"] for o in self.others):
            return False
        session = _number(match.group(self.session) or "") if self.session and self.years else 0
        if not session:
            return True
        first = self.first(session)
        return first <= adopted.year < first + self.years["lasts"]

    def first(self, session: int) -> int:
        """The year in which a session began."""
        return self.years["in"] + (session - self.years["session"]) // self.years["sessions"]


def _number(numeral: str) -> int:
    """The number that a numeral is, Arabic or Roman; 0 where it is none ("S-26")."""
    if numeral.isdigit():
        return int(numeral)
    digits = [_ROMAN.get(letter, 0) for letter in numeral]
    if not all(digits):
        return 0
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@cache
def _series() -> tuple[_Series, ...]:
    path = data_dir("languages") / "und" / "symbols.toml"
    return tuple(
        _Series(
            s["organ"],
            s["kind"],
            compile_pattern(s["reference"], str(path)),
            s["symbol"],
            _form(s["symbol"]),
            s.get("session"),
            s.get("years", {}),
            s.get("others", ()),
            s["default"],
        )
        for s in load_toml(path)["series"]
    )


def _form(symbol: str) -> re.Pattern[str]:
    """The pattern of the symbols that a template makes."""
    pieces = _GROUP.split(symbol)
    return re.compile("".join(f"(?P<g{p}>.*?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces)))


# A text cites the same few again and again.
@lru_cache(maxsize=4_096)
def symbol_of(reference: str, organ: str | None, kind: str = "resolution", adopted: Date | None = None) -> str | None:
    """The symbol of the resolution or decision (`kind`) numbered `reference` ("62/208", "1325 (2000)").

    `organ` is the id of the body that adopted it; None takes the series that the form of the number is known for, or
    where that did not sit at the date of adoption, the other one that did.
    None where no series fits.
    """
    found = ((s, s.reference.fullmatch(reference)) for s in _series() if s.kind == kind and organ in (None, s.organ))
    fitting = [(s, match) for s, match in found if match and (organ or s.fits(match, adopted))]
    if organ is None:
        known = [(s, match) for s, match in fitting if s.default]
        fitting = known or [(s, match) for s, match in fitting if adopted and s.years]
    if not fitting:
        return None
    series, number = fitting[0]
    return _GROUP.sub(lambda m: number.group(int(m.group(1))) or "", series.symbol)


def is_of_the_future(reference: str, kind: str, today: Date) -> bool:
    """True if a number that names no body begins with a session of the one that it is known for that was not to begin
    until after the year of `today`: then it is another body's."""
    for series in _series():
        match = series.reference.fullmatch(reference) if series.default and series.kind == kind else None
        if match and series.session and series.years:
            session = _number(match.group(series.session) or "")
            return session > 0 and series.first(session) > today.year
    return False


def may_be_of(reference: str, organ: str, kind: str, adopted: Date | None) -> bool:
    """True if a body that cites what is numbered `reference` without a name may have adopted it then."""
    fitting = ((s, s.reference.fullmatch(reference)) for s in _series() if s.organ == organ and s.kind == kind)
    return any(match and series.fits(match, adopted) for series, match in fitting)


@dataclass(frozen=True, slots=True)
class Origin:
    """The body whose series a symbol belongs to, and the number of the session of it that the symbol gives, if any."""

    organ: str
    session: int | None


def origin_of(symbol: str) -> Origin | None:
    """The meeting or session at which a resolution or decision was adopted, by its symbol; None for other documents."""
    for series in _series():
        if match := series.form.fullmatch(symbol):
            session = match.group(f"g{series.session}") if series.session else ""
            return Origin(series.organ, int(session) if session.isdigit() else None)
    return None


def describe_document(id: str, facts: Facts, lists: Authorities) -> None:
    """Type a cited document, or the provision of one, by its id, and give a document of the series its symbol."""
    document, slash, provision = id.partition("/op/")
    if slash:
        for name in ("Provision", "OperativeParagraph"):
            facts.keep(id, "rdf:type", Ref(f"dao:{name}"))
        facts.keep(id, "dcterms:isPartOf", Ref(document))
        facts.keep(id, "number", Value(provision))
    facts.keep(document, "rdf:type", Ref("dao:Document"))
    symbol = symbol_behind(document)
    for mark, name in _CLASSES.items():
        if f"/{mark}/" in symbol:
            facts.keep(document, "rdf:type", Ref(f"dao:{name}"))
    if document not in lists:
        facts.keep(document, "symbol", Value(symbol))
