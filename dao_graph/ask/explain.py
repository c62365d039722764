"""Explaining: the facts about one thing, each with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dao_graph.ask.graph import Graph
from dao_graph.namespaces import DAO, shorten


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Where a fact stands: the document, the provision in it (empty in front matter), the interval, the words."""

    document: str
    provision: str
    language: str
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact in one line, its quotes, and the rules that found it (`dao-graph trace` shows how)."""

    fact: str
    id: str
    quotes: tuple[Quote, ...]
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def explain(graph: Graph, entity: str, language: str | None = None) -> list[Explained]:
    """The facts in which `entity` (an IRI or a local id) takes part, with their quotes, the best supported first."""
    iri = entity if "://" in entity else graph.base + entity.lstrip("/")
    parameters = {"entity": iri} | ({"language": language} if language else {})
    found = graph.query("facts-about", limit=None, **parameters)
    quotes: dict[str, set[Quote]] = {}
    for fact, _, _, document, provision, spoken, begin, end, text in found.texts():
        where = (document.removeprefix(graph.base), provision.removeprefix(graph.base))
        quotes.setdefault(fact, set()).add(Quote(*where, spoken, int(begin), int(end), text))
    lines = {fact: _line(graph, fact) for fact in quotes}
    ordered = sorted(quotes, key=lambda fact: (lines[fact], fact))
    return [
        Explained(lines[fact], fact.removeprefix(graph.base), tuple(sorted(quotes[fact])), tuple(_rules(graph, fact)))
        for fact in ordered
    ]


_STATEMENT = """
SELECT ?fact ?s ?p ?o WHERE { ?fact <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s ;
  <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?o }
"""
_NODE = "SELECT ?fact ?p ?o WHERE { ?fact ?p ?o } ORDER BY ?p ?o"
_RULES = f"SELECT DISTINCT ?fact ?rule WHERE {{ ?fact <{DAO}rule> ?rule }} ORDER BY ?rule"
_OWN = ("evidence", "rule", "rdf:type", "inProvision")


def _rules(graph: Graph, fact: str) -> Iterator[str]:
    import pyoxigraph as ox

    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in graph.store.query(_RULES, substitutions=dict(binding)):  # type: ignore[union-attr]
        yield solution["rule"].value


def _line(graph: Graph, fact: str) -> str:
    """A fact in one line: subject, property, object; or class and roles."""
    import pyoxigraph as ox

    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in graph.store.query(_STATEMENT, substitutions=dict(binding)):  # type: ignore[union-attr]
        subject, predicate, object_ = (solution[name].value for name in "spo")
        return f"{subject.removeprefix(graph.base)} {shorten(predicate)} {object_.removeprefix(graph.base)}"
    kinds, roles = [], []
    for solution in graph.store.query(_NODE, substitutions=dict(binding)):  # type: ignore[union-attr]
        predicate, value = (shorten(solution["p"].value), solution["o"].value)
        if predicate == "rdf:type":
            kinds.append(shorten(value))
        elif predicate not in _OWN and not predicate.startswith("nif:"):
            roles.append(f"{predicate}={value.removeprefix(graph.base)}")
    name = fact.removeprefix(graph.base)
    label = "" if name.startswith("fact/") else f"{name} "
    return f"{label}{'/'.join(kinds)} {' '.join(roles)}".strip()
