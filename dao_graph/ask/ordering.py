"""Ordering: the rows of a question sorted here, for the engine looks terms up in its store at each comparison.

Over 14,000 rows that took 2.3 s of the engine where reading the rows takes 0.1 s. Only the keys that the library's
questions have are known: a variable, `STR(?v)`, `COALESCE(STR(?v), "x")`, each also in `DESC(…)`. Terms are ordered as
SPARQL 1.1 (15.1) and the engine order them: open cells, blank nodes, IRIs, numbers by value, other literals by text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

from dao_graph.namespaces import XSD

_CLAUSE = re.compile(r"\nORDER BY ([^{}\n]+)\s*\Z")
_KEY = re.compile(
    r'\s*(?P<down>DESC\()?(?:\?(?P<plain>\w+)|STR\(\?(?P<text>\w+)\)|COALESCE\(STR\(\?(?P<or>\w+)\), "(?P<else>\w*)"\))'
    r"(?(down)\))(?=\s|\Z)"
)
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
# Rows are sorted and cut when there are so many times as many as wanted.
_SPARE = 4
_Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are sorted by: a column; as text where `text`, with `missing` for open cells; downwards or upwards."""

    column: str
    down: bool
    text: bool
    missing: str | None

    def of(self, term: Any) -> tuple[Any, ...]:
        """What a cell counts as in comparisons."""
        if self.text:
            value = self.missing if term is None else term.value
            return (0,) if value is None else (3, 1, value)
        return _place(term)


def unordered(sparql: str, columns: Container[str]) -> tuple[str, tuple[Key, ...]]:
    """A query without what sorts its rows at last, and the keys of that; as it stands, without keys, where these are
    others than are known here, or none of its columns."""
    clause = _CLAUSE.search(sparql)
    if clause is None:
        return sparql, ()
    keys: list[Key] = []
    end, said = 0, clause[1].rstrip()
    while key := _KEY.match(said, end):
        column = key["plain"] or key["text"] or key["or"]
        keys.append(Key(column, key["down"] is not None, key["plain"] is None, key["else"]))
        end = key.end()
    if end < len(said) or not all(key.column in columns for key in keys):
        return sparql, ()
    return sparql[: clause.start()], tuple(keys)


def first(rows: Iterable[_Row], columns: Sequence[str], keys: Sequence[Key], limit: int | None) -> list[_Row]:
    """The rows in order, no more than `limit` of them; few more are held at a time. Raises ValueError where a key is no
    column."""
    sorted_by = [(columns.index(key.column), key) for key in reversed(keys)]
    kept: list[_Row] = []
    for row in rows:
        kept.append(row)
        if limit is not None and len(kept) > _SPARE * (limit + 1000):
            _sort(kept, sorted_by)
            del kept[limit:]
    _sort(kept, sorted_by)
    return kept[:limit]


def _sort(rows: list[_Row], keys: Iterable[tuple[int, Key]]) -> None:
    """Sort by the last key first: sorting is stable."""
    for column, key in keys:
        rows.sort(key=lambda row: key.of(row[column]), reverse=key.down)


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
