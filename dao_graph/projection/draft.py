"""A property graph in the making: edges and attributes as they gather, and the account of each fact."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dao_graph.projection.attributes import merged
from dao_graph.projection.index import Index
from dao_graph.projection.model import Loss, Passage, Value
from dao_graph.projection.names import Names


@dataclass(slots=True)
class DraftEdge:
    """An edge as it gathers."""

    source: str
    target: str
    relation: str
    label: str
    labels: Mapping[str, str]
    attributes: dict[str, Value] = field(default_factory=dict)
    passages: set[Passage] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    listed: bool = False

    def add(self, attributes: Mapping[str, Value], passages: Iterable[Passage], fact: str) -> None:
        """Take a further fact that says the same."""
        for name, value in attributes.items():
            self.attributes[name] = merged(self.attributes.get(name), value)
        self.passages.update(passages)
        if fact:
            self.facts.add(fact)


@dataclass(slots=True)
class Draft:
    """Nodes' attributes and edges by their key, and what became of the facts so far.

    `nodes` are IRIs that will be drawn whatever is linked; `as_nodes` are classes of facts drawn as nodes.
    """

    index: Index
    names: Names
    as_nodes: frozenset[str] = frozenset()
    edges: dict[tuple[str, ...], DraftEdge] = field(default_factory=dict)
    attributes: dict[str, dict[str, Value]] = field(default_factory=dict)
    fact_nodes: dict[str, str] = field(default_factory=dict)
    pairs: dict[frozenset[str], list[DraftEdge]] | None = None
    shown: int = 0
    folded: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def edge(
        self, key: tuple[str, ...], source: str, target: str, relation: str, labels: Mapping[str, str]
    ) -> DraftEdge:
        """The edge with that key, begun if it is new."""
        found = self.edges.get(key)
        if found is None:
            found = DraftEdge(source, target, relation, self.names.best(labels), labels)
            self.edges[key] = found
        return found

    @property
    def between(self) -> Mapping[frozenset[str], list[DraftEdge]]:
        """The edges of qualified facts by their two ends, as they were when first asked for."""
        if self.pairs is None:
            self.pairs = {}
            for edge in self.edges.values():
                self.pairs.setdefault(frozenset((edge.source, edge.target)), []).append(edge)
        return self.pairs

    def attribute(self, iri: str, name: str, value: Value) -> None:
        """Give a thing a further value."""
        own = self.attributes.setdefault(iri, {})
        own[name] = merged(own.get(name), value)

    def loss(self) -> Loss:
        """The account, which adds up by its making: each fact was counted in one place."""
        total = self.shown + sum(self.folded.values()) + sum(self.dropped.values())
        return Loss(total, self.shown, dict(self.folded), dict(self.dropped), self.names.removed)


def edge_id(key: Iterable[str]) -> str:
    """A name for an edge that stays the same as long as what it says does: "e" and 16 hex."""
    return "e" + hashlib.sha256("\n".join(key).encode()).hexdigest()[:16]
