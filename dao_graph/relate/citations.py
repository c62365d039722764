"""From the number of a resolution to the document that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dao_graph.data import data_dir
from dao_graph.packs import compile_pattern, load_toml

_GROUP = re.compile(r"\{(\d)\}")


@dataclass(frozen=True, slots=True)
class _Series:
    organ: str
    kind: str
    reference: re.Pattern[str]
    symbol: str
    default: bool


@cache
def _series() -> tuple[_Series, ...]:
    path = data_dir("languages") / "und" / "symbols.toml"
    return tuple(
        _Series(s["organ"], s["kind"], compile_pattern(s["reference"], str(path)), s["symbol"], s["default"])
        for s in load_toml(path)["series"]
    )


def symbol_of(reference: str, organ: str | None, kind: str = "resolution") -> str | None:
    """The symbol of the resolution or decision (`kind`) numbered `reference` ("62/208", "1325 (2000)").

    `organ` is the id of the body that adopted it; None takes the series that the form of the number is known for.
    None where no series fits.
    """
    for series in _series():
        if series.kind != kind or (organ is None and not series.default) or organ not in (None, series.organ):
            continue
        if match := series.reference.fullmatch(reference):
            return _GROUP.sub(lambda m: match.group(int(m.group(1))) or "", series.symbol)  # noqa: B023
    return None


def document_id(symbol: str) -> str:
    """The local id of the document with `symbol`: slashes and spaces become underscores."""
    return "document/" + re.sub(r"[\s/]+", "_", symbol.strip()).strip("_")


def is_symbol(text: str) -> bool:
    """Whether `text` has the form of a document symbol, single or joint ("A/64/578", "A/99/9-E/2099/9")."""
    return re.fullmatch(r"[A-Z]{1,6}(?:/[A-Za-z0-9.()&-]+(?: ?\([A-Za-z ]+\))?)+", text) is not None
