"""Kinds of documents: what each is (`und/kinds.toml`), and the lines that show it in each language (`xx/kinds.toml`).

In: the tables of the packs, checked here. Out: `Kind`s in their order, and `KindLine`s: a pattern with its examples.
Knows nothing of documents; `read` finds the lines, `relate` asks what follows from a kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dao_graph.data import LANGUAGES, data_dir
from dao_graph.errors import DataError
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.rules.files import compile_pattern, load_toml

# A line may end in the mark of a note.
_END, _MARKED = re.compile(r"(?<!\\)\$"), r"(?=[*\\s]{0,5}$)"
_FILE = "kinds.toml"
_LINE_KEYS = frozenset(("id", "pattern", "examples", "counterexamples", "opening", "openings"))


@dataclass(frozen=True, slots=True)
class KindLine:
    """The signs of a kind in one language: the pattern of its line, with examples and counterexamples, and the pattern
    of what the first paragraphs say of the document itself, with examples (`openings`)."""

    kind: Kind
    pattern: re.Pattern[str]
    examples: Sequence[str]
    counterexamples: Sequence[str]
    opening: re.Pattern[str] | None = None
    openings: Sequence[str] = ()


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by their name, in the order in which a line is tried for them. Raises DataError where one is wrong."""
    where = f"languages/und/{_FILE}"
    found: dict[str, Kind] = {}
    for entry in load_toml(data_dir("languages") / "und" / _FILE)["kind"]:
        kind = _kind_of(entry, where)
        if kind.name in found:
            raise DataError(f"{where}: kind {kind.name}: there is such a kind already")
        found[kind.name] = kind
    return found


def kind_named(name: str) -> Kind:
    """The kind of that name; `NO_KIND` for the empty one of a part whose form shows none."""
    return kinds()[name] if name else NO_KIND


@cache
def kind_lines(language: str) -> Sequence[KindLine]:
    """How a language shows kinds, in the order of these. Raises DataError where a line is wrong."""
    where = f"languages/{language}/{_FILE}"
    order = list(kinds())
    lines = []
    for entry in load_toml(data_dir("languages") / language / _FILE)["kind"]:
        name = entry.get("id")
        if name not in order:
            raise DataError(f"{where}: there is no kind {name!r} in languages/und/{_FILE}")
        if unknown := set(entry) - _LINE_KEYS:
            raise DataError(f"{where}: kind {name}: no key {min(unknown)!r}")
        pattern = compile_pattern(_END.sub(_MARKED, entry["pattern"]), f"{where}: kind {name}")
        said = compile_pattern(entry["opening"], f"{where}: kind {name}") if "opening" in entry else None
        shows, others = entry.get("examples", ()), entry.get("counterexamples", ())
        lines.append(KindLine(kinds()[name], pattern, shows, others, said, entry.get("openings", ())))
    return sorted(lines, key=lambda line: order.index(line.kind.name))


def unnamed_kinds() -> Mapping[str, Sequence[str]]:
    """The kinds that a language has no line for, by language."""
    shown = {language: {line.kind.name for line in kind_lines(language)} for language in LANGUAGES}
    return {language: [name for name in kinds() if name not in names] for language, names in shown.items()}


def _kind_of(entry: Mapping[str, Any], where: str) -> Kind:
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    table: dict[str, Any] = {"name": listed.pop("id", None), **listed}
    hints = get_type_hints(Kind)
    for key, value in table.items():
        if key not in {field.name for field in fields(Kind)}:
            raise DataError(f"{where}: kind {entry.get('id')}: no key {key!r}")
        allowed = get_args(hints[key]) if get_origin(hints[key]) is Literal else ()
        wanted_type = get_origin(hints[key]) or hints[key]
        if value not in allowed if allowed else not isinstance(value, wanted_type):
            wanted = ", ".join(allowed) if allowed else wanted_type.__name__
            raise DataError(f"{where}: kind {entry.get('id')}: {key} is {value!r}, not one of {wanted}")
    return Kind(**table)
