"""Explaining: the facts about one thing, each with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pyoxigraph as ox

from dao_graph.ask.answer import answer_of
from dao_graph.ask.graph import Graph
from dao_graph.namespaces import DAO, DCTERMS, NIF, RDF, VIEWED, shorten


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
    """The facts in which `entity` takes part, with their quotes, the best supported first; where it is a fact itself,
    that one before them. What is no fact but has a description gives that, without quotes.

    `entity` is named as in a question: by a name in any language, a code, a symbol, an id or an IRI. Empty where the
    graph has no such node. Raises QueryError where a name means nothing or several things.
    """
    iri = graph.names.find("entity", entity).value
    near = graph.nearby(iri)
    quotes = _quotes(graph, near, iri, language)
    lines = {fact: _line(graph, near, fact) for fact in quotes}
    ordered = sorted(quotes, key=lambda fact: (fact != iri, lines[fact], fact))
    explained = [
        Explained(lines[fact], fact.removeprefix(graph.base), tuple(sorted(quotes[fact])), tuple(_rules(near, fact)))
        for fact in ordered
    ]
    if (
        not explained
        and language is None
        and (line := _line(graph, near, iri))
        and line != iri.removeprefix(graph.base)
    ):
        return [Explained(line, iri.removeprefix(graph.base), ())]
    return explained


def _quotes(graph: Graph, near: ox.Store, iri: str, language: str | None) -> dict[str, set[Quote]]:
    """For each fact about a thing, and for the thing where it is one, the words."""
    node = str(ox.NamedNode(iri))
    rows = [row for which in (_OWN, _ABOUT) for row in answer_of(near.query(_QUOTES % which.format(node))).texts()]
    quotes: dict[str, set[Quote]] = {}
    for fact, document, provision, spoken, begin, end, text in rows:
        if language in (None, spoken):
            where = (document.removeprefix(graph.base), provision.removeprefix(graph.base))
            quotes.setdefault(fact, set()).add(Quote(*where, spoken, int(begin), int(end), text))
    return quotes


_OWN = "BIND({} AS ?fact)"
_LEFT_OUT = ", ".join(f"<{name}>" for name in (f"{RDF}subject", f"{RDF}object", f"{DAO}evidence", *VIEWED))
_ABOUT = f"""
  {{{{ ?fact <{RDF}subject>|<{RDF}object> {{0}} }}}} UNION {{{{
    ?fact ?relation {{0}} .
    FILTER(?relation NOT IN ({_LEFT_OUT}))
    MINUS {{{{ ?statement <{RDF}subject> ?fact ; <{RDF}predicate> ?relation ; <{RDF}object> {{0}} }}}} }}}}
"""
_QUOTES = f"""
SELECT DISTINCT ?fact ?document ?provision ?language ?begin ?end ?quote WHERE {{ %s
  ?fact <{DAO}evidence> ?span . ?span <{NIF}referenceContext> ?text ; <{NIF}beginIndex> ?begin ;
    <{NIF}endIndex> ?end ; <{NIF}anchorOf> ?quote . ?text <{DAO}expressionOf> ?document .
  ?text <{DCTERMS}language> ?language .
  OPTIONAL {{ ?span <{DAO}inProvision> ?provision }} }}
"""
_STATEMENT = """
SELECT ?fact ?s ?p ?o WHERE { ?fact <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s ;
  <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?o }
"""
_NODE = "SELECT ?fact ?p ?o WHERE { ?fact ?p ?o } ORDER BY ?p ?o"
_RULES = f"SELECT DISTINCT ?fact ?rule WHERE {{ ?fact <{DAO}rule> ?rule }} ORDER BY ?rule"
_KEPT_BACK = ("evidence", "rule", "rdf:type", "inProvision", *map(shorten, VIEWED))


def _rules(near: ox.Store, fact: str) -> Iterator[str]:
    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in near.query(_RULES, substitutions=dict(binding)):  # type: ignore[union-attr]
        yield solution["rule"].value


def _line(graph: Graph, near: ox.Store, fact: str) -> str:
    """A fact in one line: subject, property, object; or class and roles."""
    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in near.query(_STATEMENT, substitutions=dict(binding)):  # type: ignore[union-attr]
        subject, predicate, object_ = (solution[name].value for name in "spo")
        return f"{subject.removeprefix(graph.base)} {shorten(predicate)} {object_.removeprefix(graph.base)}"
    kinds, roles = [], []
    # What facts say of a node; of a span nothing, and the evidence all.
    said = [*graph.facts_store.query(_NODE, substitutions=dict(binding))]  # type: ignore[misc]
    for solution in said or near.query(_NODE, substitutions=dict(binding)):  # type: ignore[union-attr]
        predicate, value = (shorten(solution["p"].value), solution["o"].value)
        if predicate == "rdf:type":
            kinds.append(shorten(value))
        elif predicate not in _KEPT_BACK and not predicate.startswith("nif:"):
            roles.append(f"{predicate}={value.removeprefix(graph.base)}")
    name = fact.removeprefix(graph.base)
    label = "" if name.startswith("fact/") else f"{name} "
    return f"{label}{'/'.join(kinds)} {' '.join(roles)}".strip()
