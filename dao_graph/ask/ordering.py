"""Ordering: the rows of a question sorted here, for the engine looks terms up in its store at each comparison.

Over 14,000 rows that took 2.3 s of the engine where reading the rows takes 0.1 s. Only the keys that the library's
questions have are known: a variable, `STR(?v)`, `COALESCE(STR(?v), "x")`, each also in `DESC(…)`, and the IRI of a
provision with its numbers padded (`?key`), which the last two lines of a query bind. Terms are ordered as SPARQL 1.1
(15.1) and the engine order them: open cells, blank nodes, IRIs, numbers by value, other literals by text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from dao_graph.namespaces import XSD

_CLAUSE = re.compile(r"\nORDER BY ([^{}\n]+)\s*\Z")
_KEY = re.compile(
    r'\s*(?P<down>DESC\()?(?:\?(?P<plain>\w+)|STR\(\?(?P<text>\w+)\)|COALESCE\(STR\(\?(?P<or>\w+)\), "(?P<else>\w*)"\))'
    r"(?(down)\))(?=\s|\Z)"
)
# "…/op/7" is "…/op/007/"; twice, as numbers that follow each other share a stroke.
_PADDING = re.compile(
    re.escape(
        '  BIND(REPLACE(REPLACE(CONCAT(STR(?THING), "/"), "/([0-9])/", "/00$1/"), "/([0-9])/", "/00$1/") AS ?key1)\n'
        '  BIND(REPLACE(REPLACE(?key1, "/([0-9][0-9])/", "/0$1/"), "/([0-9][0-9])/", "/0$1/") AS ?key)\n'
    ).replace("THING", r"(\w+)")
    + r"(?=\}\Z)"
)
_SHORT = ((re.compile("/([0-9])/"), r"/00\1/"), (re.compile("/([0-9][0-9])/"), r"/0\1/"))
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
# Rows are sorted and cut when there are so many times as many as wanted.
_SPARE = 4
_Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are sorted by: a column; as text where `text`, with `missing` for open cells, its numbers `padded`;
    downwards or upwards."""

    column: str
    down: bool
    text: bool
    missing: str | None
    padded: bool = False

    def of(self, term: Any) -> tuple[Any, ...]:
        """What a cell counts as in comparisons."""
        if self.text:
            value = self.missing if term is None else term.value
            return (0,) if value is None else (3, 1, _padded(value) if self.padded else value)
        return _place(term)


def unordered(sparql: str, columns: Container[str]) -> tuple[str, tuple[Key, ...]]:
    """A query without what sorts its rows at last, and the keys of that; as it stands, without keys, where these are
    others than are known here, or none of its columns."""
    clause = _CLAUSE.search(sparql)
    if clause is None:
        return sparql, ()
    keys: list[Key] = []
    end, said, plain = 0, clause[1].rstrip(), sparql[: clause.start()]
    padding = _PADDING.search(plain)
    while key := _KEY.match(said, end):
        column, end = key["plain"] or key["text"] or key["or"], key.end()
        if padding and column == "key":
            plain = _PADDING.sub("", plain)
            keys.append(Key(padding[1], key["down"] is not None, True, None, padded=True))
        else:
            keys.append(Key(column, key["down"] is not None, key["plain"] is None, key["else"]))
    if end < len(said) or not all(key.column in columns for key in keys):
        return sparql, ()
    return plain, tuple(keys)


def first(rows: Iterable[_Row], columns: Sequence[str], keys: Sequence[Key], limit: int | None) -> list[_Row]:
    """The rows in order, no more than `limit` of them; few more are held at a time. Raises ValueError where a key is no
    column."""
    sorted_by = [(columns.index(key.column), key) for key in keys]
    kept: list[_Row] = []
    for row in rows:
        kept.append(row)
        if limit is not None and len(kept) > _SPARE * (limit + 1000):
            kept = _sorted(kept, sorted_by, limit)[:limit]
    return _sorted(kept, sorted_by, limit)[:limit]


def _sorted(rows: list[_Row], keys: Sequence[tuple[int, Key]], limit: int | None) -> list[_Row]:
    """The first `limit` rows in order, or more. A key is looked at where those before it are equal."""
    if len(rows) < 2 or not keys:
        return rows
    (column, key), *rest = keys
    places = [key.of(row[column]) for row in rows]
    order = sorted(range(len(rows)), key=places.__getitem__, reverse=key.down)
    found: list[_Row] = []
    for _, equal in groupby(order, key=places.__getitem__):
        if limit is not None and len(found) >= limit:
            break
        same = [rows[i] for i in equal]
        found += _sorted(same, rest, None if limit is None else limit - len(found)) if len(same) > 1 else same
    return found


def _padded(iri: str) -> str:
    text = iri + "/"
    for number, padded in _SHORT:
        text = number.sub(padded, number.sub(padded, text))
    return text


def _place(term: Any) -> tuple[Any, ...]:
    if term is None:
        return (0,)
    if isinstance(term, ox.NamedNode):
        return (2, term.value)
    if not isinstance(term, ox.Literal):
        return (1, str(term))
    if (datatype := term.datatype.value) in _NUMBERS:
        try:
            return (3, 0, Decimal(term.value))
        except InvalidOperation:
            pass
    return (3, 1, term.value, datatype, term.language or "")
