"""Tables of money: what a grid's header and caption say that its figures are, and whose they are.

A column is read where its header says what it holds ("2024 expenditure", "Approved 2025"), or the caption does and the
header is a year or a word for an amount. What of a table is not understood is named in the build's report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from dao_graph.folder.compiled import kept_pattern
from dao_graph.lists.labels import named_whole
from dao_graph.model.characters import OPENING_BRACKETS
from dao_graph.model.fact import Evidence, Ref, Term, Value, fact_id
from dao_graph.model.normal import slug
from dao_graph.namespaces import XSD
from dao_graph.relate.money_cells import Cell
from dao_graph.relate.money_grid import Grid, grids
from dao_graph.relate.money_names import OwnNames
from dao_graph.relate.money_owner import Owner
from dao_graph.relate.reading import Reading

_RULE = "und.sum.table"
_KINDS = ("country", "body", "fund", "group")
# A component may be named after the states that it is for ("Least developed countries"), which hold none of its money.
_HOLDERS = ("country", "body", "fund")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s?[/\u2013-]\s?(\d\d(?:\d\d)?))?")
_SPACES = re.compile(r"[\s\u00a0\u202f'\u066c]+")
_NOTED = re.compile(r"(?:\*{1,2}|[a-e])\Z")
# What a total is the sum of: "(1+2)".
_ADDED = re.compile(r" ?\(\w{1,3}(?: ?\+ ?\w{1,3}){1,8}\)\Z")
_SHOWN = 80
_OTHER = "other"
_GRANTED = ("approve", "allocate")
# So many names in a header are no chance.
_SEVERAL = 2
# So many digits make a group of thousands.
_GROUP = 3


class _Column(NamedTuple):
    """The content of a column: a frame ("" where only its rows say what they are), the times of its figures,
    whether the caption says so, over which a row has the last word, and whose its figures are, if its header names
    somebody."""

    frame: str
    times: Mapping[str, Term]
    by_caption: bool
    party: Ref | None = None


class TableReader:
    """States the sums in the tables of one document."""

    def __init__(self, reading: Reading, owner: Owner, names: OwnNames) -> None:
        self._reading, self._owner, self._names = reading, owner, names
        self._stated: list[int] = []
        lexicon = reading.knowledge.rule_set(reading.document.language).lexicon
        self._frames: Mapping[str, Mapping[str, Any]] = lexicon["sums"]
        table: Mapping[str, Any] = lexicon["money"].get("tables", {})
        self._decimal: str = lexicon["money"].get("decimal", ".")
        self._turned = bool(lexicon["money"].get("turned"))
        self._unit = kept_pattern(table.get("unit", "(?!)"))
        self._scales = {"": 1, **{str(word).casefold(): int(scale) for word, scale in table.get("scales", {}).items()}}
        self._currencies = {kept_pattern(words): id for id, words in table.get("currencies", {}).items()}
        self._total = kept_pattern(table.get("total", "(?!)"))
        self._amount = kept_pattern(table.get("amount", "(?!)"))
        self._year = kept_pattern(table.get("year", "(?!)"))
        self._overall = kept_pattern(table.get("overall", "(?!)"))
        self._donors = kept_pattern(table.get("donors", "(?!)"))
        self._holders = kept_pattern(table.get("holders", "(?!)"))
        self._parts = kept_pattern(table.get("parts", "(?!)"))
        self._categories = kept_pattern(table.get("categories", "(?!)"))
        self._columns = {frame: kept_pattern(words) for frame, words in table.get("columns", {}).items()}

    def read(self) -> list[int]:
        """State what the tables of the document say, and where the figures of their cells begin; name those that
        are not understood."""
        document = self._reading.document
        end = document.source.end
        for grid in grids(document.source.content[:end], self._unit):
            if not self._state(grid):
                place = f"[{grid.unit.span.start},{grid.unit.span.end})"
                said = f"the table {grid.title.text[:_SHOWN]!r} {place} is not understood: its sums are left out"
                if said not in self._reading.facts.remarks:
                    self._reading.facts.remarks.append(said)
        return sorted(self._stated)

    def _state(self, grid: Grid) -> bool:
        """True if a grid could be read: one column of it at least."""
        words = grid.unit.text.casefold()
        scale = self._scales[max((word for word in self._scales if word in words), key=len)]
        currency = next((id for words, id in self._currencies.items() if words.search(grid.unit.text)), None)
        if not grid.rows or currency is None:
            return False
        columns = self._read_columns(grid)
        # Rows that count something, or say by how much something changed, hold no money of anybody's.
        for row in (row for row in grid.rows if not self._columns[_OTHER].search(row[0].text)):
            for cell, column in zip(row[1:], columns, strict=True):
                amount = self._number(cell.text)
                frame = self._frame(row[0], column) if column else ""
                if column and amount and frame and self._frames[frame]["class"] != "Sum":
                    self._cell(grid, row[0], cell, column._replace(frame=frame), (amount * scale, currency))
        return any(columns)

    def _read_columns(self, grid: Grid) -> list[_Column | None]:
        """The content of each column, by its header; without a telling header, one with a year or a word for an amount
        holds what the caption says."""
        texts = [self._named_column(cell.text) for cell in grid.headers[1:]]
        # A share or a number over the labels belongs over figures: the header has slipped.
        if self._said(grid.headers[0].text) == _OTHER:
            return [None] * len(texts)
        said = [self._said(text) if texts.count(text) == 1 else _OTHER for text in texts]
        # Of what a caption calls allocations that is approved which each gets.
        if self._said(grid.title.text) in _GRANTED:
            said = [_GRANTED[0] if frame == "appropriate" else frame for frame in said]
        times = [self._times(text) for text in texts]
        if not any(said):
            caption = self._caption(grid.title.text)
            if caption is not None and (parties := self._parties_across(grid.headers[1:])):
                return [_Column(caption, {}, True, party) if party else None for party in parties]
            plain = [self._is_plain(text) and caption is not None for text in texts]
            return [
                _Column(caption or "", when, True) if is_so else None for is_so, when in zip(plain, times, strict=True)
            ]
        return [
            _Column(frame, when, False) if frame and self._frames[frame]["class"] != "Sum" else None
            for frame, when in zip(said, times, strict=True)
        ]

    def _parties_across(self, headers: Sequence[Cell]) -> list[Ref | None]:
        """Whom the headers of columns name, one at least beside totals, or several; nothing where they do not."""
        parties = [self._listed(cell) for cell in headers]
        named = sum(party is not None for party in parties)
        others = [cell for cell, party in zip(headers, parties, strict=True) if party is None]
        alone = all(self._total.match(cell.text) or self._parts.match(cell.text) for cell in others)
        return parties if named >= (1 if alone else _SEVERAL) else []

    def _named_column(self, header: str) -> str:
        """A header without the unit that stands in brackets behind it."""
        start = max(header.rfind(bracket) for bracket in OPENING_BRACKETS)
        return header[:start].rstrip() if start > 0 and self._unit.fullmatch(header[start:]) else header

    def _caption(self, title: str) -> str | None:
        """The frame that a caption speaks of; "" where it speaks of several, and only rows say which theirs is."""
        found = sorted((match.start(), frame) for frame, said in self._columns.items() if (match := said.search(title)))
        classes = {self._frames[frame]["class"] for _, frame in found}
        alone = len(found) == 1 or classes == {"Contribution"}
        return (found[0][1] if alone else "") if found else None

    def _frame(self, label: Cell, column: _Column) -> str:
        """The frame of a figure: what its column is, or, under a caption, what its row says; below somebody's name
        categories say nothing ("Operational requirements")."""
        by_row = column.by_caption and not (column.party and self._is_category(label))
        return (self._said(label.text) if by_row else None) or column.frame

    def _is_total(self, label: str) -> bool:
        """True if a row is the total of what the table is of ("Total expenses")."""
        match = self._total.match(label)
        if not match:
            return False
        rest = _ADDED.sub("", label[match.end() :])
        return not rest or (self._said(rest) is not None and not re.search(r"[\d,:;]", rest))

    def _is_plain(self, header: str) -> bool:
        years = _YEARS.fullmatch(self._year.sub("", header.rstrip("*")).strip())
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
        groups = [group for group in _SPACES.split(_NOTED.sub("", text)) if group]
        # Where a language is read from the right, the last group of a number may stand first ("000 100 4").
        is_turned = self._turned and len(groups) > 1 and len(groups[0]) == _GROUP
        if is_turned and (len(groups[-1]) < _GROUP or groups[0] == "0" * _GROUP):
            groups.reverse()
        plain = "".join(groups)
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
        parties = self._parties(grid, label, name) if not column.party else self._across(label, name, column.party)
        if not parties:
            return
        roles.update({role: [party] for role, party in parties.items()})
        if "/fund/" in str(roles.get("recipient", "")):
            roles["fund"] = roles.pop("recipient")
        at = Evidence((label.span, cell.span), None, _RULE)
        self._stated.append(cell.span.start)
        self._reading.facts.node(fact_id(name, roles), (name,), roles, at)

    def _parties(self, grid: Grid, label: Cell, name: str) -> dict[str, Ref]:
        """Who gives, gets or holds a figure, by role, and what it concerns; nothing where nobody is known to."""
        owner, is_given = self._whole(grid), name == "Contribution"
        role = "recipient" if is_given else "holder" if name != "Allocation" else "source"
        held = {role: owner} if owner else {}
        if self._parts.match(label.text):
            return {}
        if self._is_total(label.text):
            return held
        corner = grid.headers[0].text
        giver = self._listed(label) or (self._named(label, "group") if self._donors.search(corner) else None)
        if is_given and giver:
            return {"contributor": giver, **(held if giver != owner else {})}
        if name == "Allocation":
            return (
                {**held, "recipient": self._named(label, "initiative")} if giver or self._holders.search(corner) else {}
            )
        # A row that says itself what its figure is holds nothing ("Income from staff assessment").
        is_kind = self._is_category(label) or self._said(label.text) is not None
        if not is_given and self._holders.search(corner) and not is_kind:
            return {role: self._named(label, "initiative", _HOLDERS)}
        return {**held, "concerns": self._named(label, "initiative")} if held else {}

    def _across(self, label: Cell, name: str, party: Ref) -> dict[str, Ref]:
        """Who gives, gets or holds a figure below somebody's name: a row is who gives it, or what it concerns."""
        if self._parts.match(label.text):
            return {}
        if name == "Contribution":
            giver = self._listed(label)
            return {"contributor": giver, "recipient": party} if giver and giver != party else {}
        role = "recipient" if name == "Allocation" else "holder"
        return (
            {role: party} if self._is_total(label.text) else {role: party, "concerns": self._named(label, "initiative")}
        )

    def _whole(self, grid: Grid) -> Ref | None:
        """Whose the table is as a whole: that of a part that its caption names first ("Registry: requirements"), else
        the owner's."""
        part, mark, _ = grid.title.text.partition(":")
        if not mark or self._overall.search(part) or self._said(part):
            return self._owner.ref()
        span = grid.title.span
        return self._named(Cell(part.strip(), span._replace(end=span.start + len(part.rstrip()))), "initiative")

    def _is_category(self, label: Cell) -> bool:
        """True if a row is what money is spent on, and nobody who has it."""
        return self._categories.match(label.text) is not None

    def _listed(self, label: Cell, kinds: Sequence[str] = _KINDS) -> Ref | None:
        """The entry of a list that a row's label is."""
        language = self._reading.document.language
        found = (named_whole(self._reading.lists, label.text, language, listed) for listed in kinds)
        entity = next(filter(None, found), None)
        return Ref(entity) if entity else None

    def _named(self, label: Cell, kind: str, kinds: Sequence[str] = _KINDS) -> Ref:
        """The referent of a row's label: an entry of a list of one of `kinds`, or a thing of the text's own."""
        reading = self._reading
        if listed := self._listed(label, kinds):
            return listed
        id = f"{reading.root}/{kind}/{slug(label.text)}"
        at = Evidence((label.span,), None, _RULE)
        self._names.name(id, kind, label.text, reading.document.language, at)
        return Ref(id)
