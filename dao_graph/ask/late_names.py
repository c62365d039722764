"""Late names: what things are called, put to the rows that a question shows rather than to all that it finds.

The engine looks a name up for each row, and once more where it gives the cell out; here each thing's name is looked up
once. A pattern `GRAPH names:en { ?a dao:name ?b }` is taken out of a question of the library where that changes no row:
?a and ?b are columns, the pattern stands in the outermost group or an OPTIONAL of it, and nothing else asks for ?b but
the order and the groups of rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from dao_graph.ask.ordering import Key, first

_PATTERN = re.compile(
    r"^ *(?P<open>OPTIONAL \{ )?GRAPH names:(?P<language>\w+) \{ \?(?P<of>\w+) dao:name \?(?P<name>\w+) \}(?(open) \})"
    r"(?: #! \w+)?\n",
    re.MULTILINE,
)
_HEAD = re.compile(r"^SELECT (?:DISTINCT )?(?P<columns>[^{]*?)\s*\bWHERE \{", re.MULTILINE)
_TAIL = re.compile(r"^\}\n?(?P<tail>[^{}]*)\Z", re.MULTILINE)
_MADE = re.compile(r"\((.*?)AS \?(\w+)\)", re.DOTALL)
_VARIABLE = re.compile(r"\?(\w+)")
_GROUP = re.compile(r"(?<=GROUP BY).*")
_BRACE = re.compile(r"(OPTIONAL )?\{|\}")
# What a question holds of values, which may look like anything: literals and IRIs. Comments are looked over.
_VALUE = re.compile(r"""(?P<value>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|<[^<>"{}|^`\\\s]*+>)|#[^\n]*+""")
Row = Sequence[Any]
# What a thing is called in a language: mostly one name.
Called = Callable[[Any, str], Sequence[Any]]


class NamelessError(Exception):
    """Rows that were chosen to be shown lack a name that they need: others take their place."""


@dataclass(frozen=True, slots=True)
class LateName:
    """A column of names: of what other column, in which language, and whether a row without a name is none."""

    column: str
    of: str
    language: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """The columns of an answer in their order, and those of them that are named late."""

    columns: tuple[str, ...]
    late: tuple[LateName, ...]

    def rows(
        self, found: Iterable[Row], given: Sequence[str], called: Called, keys: Sequence[Key], limit: int | None
    ) -> Iterator[Row]:
        """The rows that the engine gives (columns `given`) with names, the first `limit` of them or more, sorted by
        `keys`; in the engine's order where there are none. Raises NamelessError."""
        name = self._namer(given, called)
        if not keys:
            yield from (row for cells in found for row in name(cells))
        elif any(key.column not in given for key in keys):
            yield from first((row for cells in found for row in name(cells)), self.columns, keys, limit)
        else:
            kept = [name(cells) for cells in first(found, given, keys, limit)]
            if len(kept) == limit and not all(kept):
                raise NamelessError
            yield from (row for rows in kept for row in rows)

    def _namer(self, given: Sequence[str], called: Called) -> Callable[[Row], Sequence[Row]]:
        """What makes the rows with names of one without: one, but where a thing has several or lacks what it needs."""
        places = [given.index(late.of) for late in self.late]
        all_ = [*given, *(late.column for late in self.late)]
        order = [all_.index(column) for column in self.columns]
        known: dict[tuple[str, str], Sequence[Any]] = {}

        def names(late: LateName, thing: Any) -> Sequence[Any]:
            found: Sequence[Any] = ()
            if thing is not None:
                key = thing.value, late.language
                if key not in known:
                    known[key] = called(thing, late.language)
                found = known[key]
            return found or (() if late.needed else (None,))

        pairs = list(zip(self.late, places, strict=True))

        def name(row: Row) -> Sequence[Row]:
            cells = tuple(row)
            more = [names(late, cells[place]) for late, place in pairs]
            named = [cells + some for some in product(*more)]
            return [tuple([one[i] for i in order]) for one in named]

        return name


def unnamed(sparql: str) -> tuple[str, Naming | None]:
    """A question as the library writes it, without the patterns of names that can wait, and what is to be named; as it
    stands, and None, where none can."""
    told, sparql = sparql, _masked(sparql)
    head, tail = _HEAD.search(sparql), _TAIL.search(sparql)
    if head is None or tail is None:
        return told, None
    rest = sparql[tail.start() :]
    # Else the engine sorts by the name, or works something out from it.
    wanted = {
        *_VARIABLE.findall(_GROUP.sub("", rest)),
        *_VARIABLE.findall(" ".join(made for made, _ in _MADE.findall(head["columns"]))),
    }
    plain = set(_VARIABLE.findall(_MADE.sub("", head["columns"])))
    late, cuts = list[LateName](), [head.end()]
    for found in _PATTERN.finditer(sparql, head.end(), tail.start()):
        name, of = found["name"], found["of"]
        elsewhere = sparql[head.end() : found.start()] + sparql[found.end() : tail.start()]
        place = _place(sparql[head.end() : found.start()])
        if place is not None and {name, of} <= plain and name not in {*wanted, *_VARIABLE.findall(elsewhere)}:
            late.append(LateName(name, of, found["language"], place and not found["open"]))
            cuts += found.span()
    if not late:
        return told, None
    named = re.compile(rf"\s*\?(?:{'|'.join(name.column for name in late)})\b")
    columns = tuple(_VARIABLE.findall(_MADE.sub(lambda made: f"?{made[2]}", head["columns"])))
    kept = named.sub("", " " + told[head.start("columns") : head.end("columns")])
    cuts.append(tail.start())
    body = "".join(told[begin:end] for begin, end in zip(cuts[::2], cuts[1::2], strict=True))
    select = told[: head.start("columns")] + kept.strip() + told[head.end("columns") : head.end()]
    rows = _GROUP.sub(lambda by: named.sub("", by[0]), told[tail.start() :])
    return select + body + rows, Naming(columns, tuple(late))


def _masked(sparql: str) -> str:
    """A question in which values stand for nothing, as long as it was."""
    return _VALUE.sub(lambda found: "_" * len(found[0]) if found["value"] else found[0], sparql)


def _place(before: str) -> bool | None:
    """Where a pattern stands, by what comes before it in the outermost group: True if in that itself, False if in an
    OPTIONAL of it, None if deeper."""
    opened: list[bool] = []
    for brace in _BRACE.finditer(before):
        if brace[0] == "}":
            opened.pop()
        else:
            opened.append(brace[1] is not None)
    return True if not opened else False if opened == [True] else None
