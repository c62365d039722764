"""Tables of money: what a grid's header and caption say that its figures are, and whose they are.

A column is read where its header says what it holds ("2024 expenditure", "Approved 2025"), or the caption does and the
header is a year or a word for an amount. What of a table is not understood is named in the build's report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from dao_graph.lists.labels import named_whole
from dao_graph.model.fact import Evidence, Ref, Term, Value, fact_id
from dao_graph.namespaces import XSD
from dao_graph.normal import slug
from dao_graph.relate.money_grid import Cell, Grid, grids
from dao_graph.relate.money_names import OwnNames
from dao_graph.relate.money_owner import Owner
from dao_graph.relate.reading import Reading

_RULE = "und.sum.table"
_KINDS = ("country", "body", "fund", "group")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s?[/\u2013-]\s?(\d\d(?:\d\d)?))?")
_SPACES = re.compile(r"[\s\u00a0\u202f'\u066c]+")
_SHOWN = 80


class _Column(NamedTuple):
    """The content of a column: a frame, and the times of its figures."""

    frame: str
    times: Mapping[str, Term]


class TableReader:
    """States the sums in the tables of one document."""

    def __init__(self, reading: Reading, owner: Owner, names: OwnNames) -> None:
        self._reading, self._owner, self._names = reading, owner, names
        lexicon = reading.knowledge.rule_set(reading.document.language).lexicon
        self._frames: Mapping[str, Mapping[str, Any]] = lexicon["sums"]
        table: Mapping[str, Any] = lexicon["money"].get("tables", {})
        self._decimal: str = lexicon["money"].get("decimal", ".")
        self._unit = re.compile(table.get("unit", "(?!)"))
        self._scales = {str(word).casefold(): int(scale) for word, scale in table.get("scales", {}).items()}
        self._currencies = {re.compile(words): id for id, words in table.get("currencies", {}).items()}
        self._total = re.compile(table.get("total", "(?!)"))
        self._amount = re.compile(table.get("amount", "(?!)"))
        self._holders = re.compile(table.get("holders", "(?!)"))
        self._parts = re.compile(table.get("parts", "(?!)"))
        self._categories = re.compile(table.get("categories", "(?!)"))
        self._columns = {frame: re.compile(words) for frame, words in table.get("columns", {}).items()}

    def read(self) -> None:
        """State what the tables of the document say; name those that are not understood."""
        document = self._reading.document
        end = document.source.end
        for grid in grids(document.source.content[:end], self._unit):
            if not self._state(grid):
                place = f"[{grid.unit.span.start},{grid.unit.span.end})"
                said = f"the table {grid.title[:_SHOWN]!r} {place} is not understood: its sums are left out"
                self._reading.facts.remarks.append(said)

    def _state(self, grid: Grid) -> bool:
        """True if a grid could be read: one column of it at least."""
        unit = self._unit.fullmatch(grid.unit.text)
        scale = self._scales.get((unit.group("scale") or "").casefold()) if unit else None
        currency = next((id for words, id in self._currencies.items() if words.search(grid.unit.text)), None)
        if not grid.rows or scale is None or currency is None:
            return False
        columns = self._read_columns(grid)
        for row in grid.rows:
            for cell, column in zip(row[1:], columns, strict=True):
                amount = self._number(cell.text)
                if column and amount:
                    self._cell(grid, row[0], cell, column, (amount * scale, currency))
        return any(columns)

    def _read_columns(self, grid: Grid) -> list[_Column | None]:
        """The content of each column, by its header; without a telling header, one with a year or a word for an amount
        holds what the caption says."""
        said = [self._said(cell.text) for cell in grid.headers[1:]]
        if not any(said):
            caption = self._said(grid.title)
            said = [caption if self._is_plain(cell.text) else None for cell in grid.headers[1:]]
        read = [frame if frame and self._frames[frame]["class"] != "Sum" else None for frame in said]
        times = [self._times(cell.text) for cell in grid.headers[1:]]
        return [_Column(frame, when) if frame else None for frame, when in zip(read, times, strict=True)]

    def _is_plain(self, header: str) -> bool:
        years = _YEARS.fullmatch(header)
        return years is not None or self._amount.fullmatch(header) is not None

    def _times(self, header: str) -> Mapping[str, Term]:
        years = _YEARS.search(header)
        if years is None:
            return {}
        begin, last = years.groups()
        if last:
            return {"startDate": Value.date(begin), "endDate": Value.date(begin[: 4 - len(last)] + last)}
        return {"date": Value.date(begin)}

    def _said(self, words: str) -> str | None:
        """The frame that words speak of first."""
        found = [(match.start(), frame) for frame, said in self._columns.items() if (match := said.search(words))]
        return min(found)[1] if found else None

    def _number(self, text: str) -> Decimal | None:
        """The number above nought that a cell holds; one in brackets or with a sign is a change."""
        plain = _SPACES.sub("", text)
        if not plain[:1].isdigit():
            return None
        if plain.count(self._decimal) == 1:
            whole, _, fraction = plain.partition(self._decimal)
        else:
            whole, fraction = plain, "0"
        try:
            number = Decimal(f"{re.sub(r'[.,]', '', whole)}.{fraction or '0'}")
        except InvalidOperation:
            return None
        return number if number > 0 else None

    def _cell(self, grid: Grid, label: Cell, cell: Cell, column: _Column, money: tuple[Decimal, str]) -> None:
        """State one figure: a total is the owner's; a row is whose name its label is, or what the figure concerns."""
        frame = self._frames[column.frame]
        name = str(frame["class"])
        roles: dict[str, list[Term]] = {
            "amount": [Value(format(money[0].normalize(), "f"), XSD + "decimal")],
            "currency": [Ref(money[1])],
            **{role: [Ref(str(frame[role]))] for role in ("status", "kind") if role in frame},
            **{role: [term] for role, term in column.times.items()},
        }
        owner = self._owner.ref()
        by, to = ("contributor", "recipient") if name == "Contribution" else ("holder", "")
        if self._total.fullmatch(label.text):
            by, to = to or by, ""
            party = owner
        elif self._parts.match(label.text):
            return
        elif name == "Contribution" or (self._holders.search(grid.headers[0].text) and not self._is_category(label)):
            party = self._named(label, "group" if name == "Contribution" else "initiative")
        else:
            party = owner
            roles["concerns"] = [self._named(label, "initiative")]
        if party is None:
            return
        roles[by] = [party]
        if to and owner and owner != party:
            roles[to] = [owner]
        if "/fund/" in str(roles.get("recipient", "")):
            roles["fund"] = roles.pop("recipient")
        at = Evidence((label.span, cell.span), None, _RULE)
        self._reading.facts.node(fact_id(name, roles), (name,), roles, at)

    def _is_category(self, label: Cell) -> bool:
        """True if a row is what money is spent on, and nobody who has it."""
        return self._categories.match(label.text) is not None

    def _named(self, label: Cell, kind: str) -> Ref:
        """The referent of a row's label: an entry of a list, or a thing of the text's own."""
        reading = self._reading
        for listed in _KINDS:
            if entity := named_whole(reading.lists, label.text, reading.document.language, listed):
                return Ref(entity)
        id = f"{reading.root}/{kind}/{slug(label.text)}"
        at = Evidence((label.span,), None, _RULE)
        self._names.name(id, kind, label.text, reading.document.language, at)
        return Ref(id)
