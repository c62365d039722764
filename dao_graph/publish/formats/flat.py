"""The property graph as rows with typed columns, which all formats are written from, and where nodes stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dao_graph.projection.model import PropertyGraph, Scalar, scalar
from dao_graph.projection.networks import edge_data, node_data
from dao_graph.projection.tables import Look, tables

Row = dict[str, Any]
# The angle between neighbours of a sunflower's seeds, and how far apart they stand.
_GOLDEN = math.pi * (3 - math.sqrt(5))
_APART = 26.0


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute with its one type (str, int, float or bool); `several` says that some row has a list of them."""

    name: str
    kind: type
    several: bool


@dataclass(frozen=True)
class Flat:
    """Nodes and edges as rows: `id`, for edges `source` and `target`, then what they carry, in order of the columns."""

    graph: PropertyGraph

    @cached_property
    def nodes(self) -> Sequence[Row]:
        """A row for each node."""
        return [{"id": node.id, **node_data(node)} for node in self.graph.nodes]

    @cached_property
    def edges(self) -> Sequence[Row]:
        """A row for each edge."""
        ends = ({"id": edge.id, "source": edge.source, "target": edge.target} for edge in self.graph.edges)
        rows = zip(ends, self.graph.edges, strict=True)
        return [{**end, **edge_data(edge, self.graph.language)} for end, edge in rows]

    @cached_property
    def node_columns(self) -> Sequence[Column]:
        """The columns of nodes."""
        return columns(self.nodes)

    @cached_property
    def edge_columns(self) -> Sequence[Column]:
        """The columns of edges."""
        return columns(self.edges)

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """The position of each node: families in a ring, within each the heaviest in the middle of a sunflower."""
        families: dict[str, list[tuple[int, str]]] = {}
        for node in self.graph.nodes:
            families.setdefault(node.group, []).append((-node.weight, node.id))
        widest = max((math.sqrt(len(members)) for members in families.values()), default=1) * _APART
        ring = widest * max(len(families), 2) / math.pi if len(families) > 1 else 0
        found = {}
        for place, (_, members) in enumerate(sorted(families.items())):
            angle = 2 * math.pi * place / len(families)
            x, y = ring * math.cos(angle), ring * math.sin(angle)
            for number, (_, id) in enumerate(sorted(members)):
                far = _APART * math.sqrt(number)
                turn = number * _GOLDEN
                found[id] = (round(x + far * math.cos(turn), 2), round(y + far * math.sin(turn), 2))
        return found

    def size(self, weight: int) -> float:
        """How large a node of that weight is drawn, between 8 and 48."""
        heaviest = max((node.weight for node in self.graph.nodes), default=1)
        return round(8 + 40 * math.sqrt(weight / max(heaviest, 1)), 2)


def columns(rows: Iterable[Row]) -> list[Column]:
    """The columns of rows, in the order in which they first come."""
    kinds: dict[str, set[type]] = {}
    several: set[str] = set()
    for row in rows:
        for name, value in row.items():
            if isinstance(value, list):
                several.add(name)
            kinds.setdefault(name, set()).update(map(type, value if isinstance(value, list) else (value,)))
    return [Column(name, _one(kinds[name]), name in several) for name in kinds]


def _one(kinds: set[type]) -> type:
    return next(iter(kinds)) if len(kinds) == 1 else float if kinds == {int, float} else str


def typed(value: Any, column: Column) -> Scalar | list[Scalar]:
    """A value in the form of its column: in its type, and a list where the column has lists."""
    values = [scalar(one, column.kind) for one in (value if isinstance(value, list) else [value])]
    return values if column.several else values[0]


def text(value: Scalar) -> str:
    """A value as text, truth values in lower case."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def look(group: str) -> Look:
    """How a family of nodes is drawn."""
    return tables().looks[group]
