"""The table of what becomes a node, an edge, an attribute: `tables.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dao_graph.namespaces import expand_name


@dataclass(frozen=True, slots=True)
class Ends:
    """The roles of a fact (IRIs) that are its source, its target and its label, each by rank.

    `object` are the targets of which the label is said; none where it is said of all.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    label: tuple[str, ...]
    object: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The style of a family of things: a colour "#rrggbb", and shapes by the names that programs give them."""

    colour: str
    dot: str
    yed: str
    cytoscape: str
    gexf: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The content of `tables.toml`, with names as IRIs. `kinds` is in order of rank; the value is the group of each;
    `foreign` what properties of other vocabularies are called, by their own name and language."""

    kinds: Mapping[str, str]
    looks: Mapping[str, Look]
    structure: frozenset[str]
    bookkeeping: frozenset[str]
    attribute: frozenset[str]
    facts: Mapping[str, Ends]
    default: Ends
    names: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, tuple[str, ...]]
    foreign: Mapping[str, Mapping[str, str]]


@cache
def tables() -> Tables:
    """The table that ships with the package. Raises KeyError where a name in it has an unknown prefix."""
    read = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
    classes = read["classes"]
    default = _ends(read["default"], None)
    return Tables(
        kinds={expand_name(name): kind["group"] for kind in read["kind"] for name in kind["classes"]},
        looks={name: Look(**look) for name, look in read["group"].items()},
        structure=frozenset(map(expand_name, classes["structure"])),
        bookkeeping=frozenset(map(expand_name, classes["bookkeeping"])),
        attribute=frozenset(map(expand_name, classes["attribute"])),
        facts={expand_name(name): _ends(ends, default) for name, ends in read["fact"].items()},
        default=default,
        names={name: tuple(map(expand_name, values)) for name, values in read["names"].items()},
        dates={name: tuple(map(expand_name, v)) if name == "via" else tuple(v) for name, v in read["dates"].items()},
        foreign=read["foreign"],
    )


def _ends(read: Mapping[str, list[str]], default: Ends | None) -> Ends:
    label = tuple(map(expand_name, read.get("label", ())))
    return Ends(
        tuple(map(expand_name, read["source"])),
        tuple(map(expand_name, read["target"])),
        label or (default.label if default else ()),
        tuple(map(expand_name, read.get("object", ()))),
    )
