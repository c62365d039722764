"""Counting what is in a graph."""

from __future__ import annotations

from collections import Counter

from dao_graph.graph import Graph
from dao_graph.namespaces import DAO, RDF

Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]


def class_counts(graph: Graph) -> Table:
    """How many things of each class of the ontology the texts state."""
    things: dict[str, set[str]] = {}
    for quad in graph.quads(evidence=False):
        if quad.predicate.value == RDF + "type" and quad.object.value.startswith(DAO):  # type: ignore[union-attr]
            if "graph/authorities" not in quad.graph_name.value:  # type: ignore[union-attr]
                things.setdefault(quad.object.value.removeprefix(DAO), set()).add(quad.subject.value)  # type: ignore[union-attr]
    counted = Counter({name: len(found) for name, found in things.items()})
    return ("class", "things"), sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def rule_counts(graph: Graph) -> Table:
    """For each rule: facts that it found, and in how many documents and languages."""
    facts: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    languages: dict[str, set[str]] = {}
    for quad in graph.quads():
        if quad.predicate.value == DAO + "rule":
            rule = quad.object.value  # type: ignore[union-attr]
            document, _, language = quad.graph_name.value.rpartition("/")  # type: ignore[union-attr]
            facts[rule] += 1
            documents.setdefault(rule, set()).add(document)
            languages.setdefault(rule, set()).add(language)
    rows: list[tuple[str | int, ...]] = [
        (rule, count, len(documents[rule]), len(languages[rule]))
        for rule, count in sorted(facts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return ("rule", "facts", "documents", "languages"), rows
