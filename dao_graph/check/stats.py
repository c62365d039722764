"""Counting what is in a graph."""

from __future__ import annotations

from collections import Counter

from dao_graph.ask.graph import Graph
from dao_graph.namespaces import DAO, RDF, VIEWS
from dao_graph.terms import text_of

Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]


def kind_counts(graph: Graph) -> Table:
    """How many there are of what people look for."""
    return ("what", "number"), list(graph.counts().items())


def class_counts(graph: Graph) -> Table:
    """The number of things of each class of the ontology in the texts."""
    things: dict[str, set[str]] = {}
    for quad in graph.quads(evidence=False):
        name = text_of(quad.graph_name).removeprefix(graph.base)
        stated = not name.startswith((VIEWS, "graph/authorities", "graph/ontology"))
        if stated and quad.predicate.value == RDF + "type" and text_of(quad.object).startswith(DAO):
            things.setdefault(text_of(quad.object).removeprefix(DAO), set()).add(text_of(quad.subject))
    counted = sorted(((name, len(found)) for name, found in things.items()), key=lambda item: (-item[1], item[0]))
    return ("class", "things"), [*counted]


def rule_counts(graph: Graph) -> Table:
    """For each rule: facts that it found, and in how many documents and languages."""
    facts: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    languages: dict[str, set[str]] = {}
    for quad in graph.quads():
        if quad.predicate.value == DAO + "rule":
            rule = text_of(quad.object)
            document, _, language = text_of(quad.graph_name).rpartition("/")
            facts[rule] += 1
            documents.setdefault(rule, set()).add(document)
            languages.setdefault(rule, set()).add(language)
    rows: list[tuple[str | int, ...]] = [
        (rule, count, len(documents[rule]), len(languages[rule]))
        for rule, count in sorted(facts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return ("rule", "facts", "documents", "languages"), rows
