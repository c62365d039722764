"""What takes part in a thing, told in two scans, is what a look at each triple tells."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from dao_graph.ask.ranking import MENTION, PART, PLAIN, ROLE, ranked
from dao_graph.namespaces import BASE, DAO, DCTERMS, ITSRDF, RDF
from tests.test_views import store

NO_ROLES = {
    *(RDF + name for name in ("subject", "object")),
    *(DAO + name for name in ("evidence", "statedIn", "countedIn")),
    ITSRDF + "taIdentRef",
}
Triples = dict[ox.NamedNode, dict[str, set[object]]]


@cache
def _graph() -> ox.Store:
    return store("ar", "en", "es", "fr", "ru", "zh")


def _said(graph: ox.Store) -> Triples:
    said: Triples = {}
    for quad in graph.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode):
            said.setdefault(quad.subject, {}).setdefault(quad.predicate.value, set()).add(quad.object)
    return said


def _plainly(said: Triples, thing: ox.NamedNode, needs: str) -> dict[str, int]:
    """The same, triple by triple."""
    statements = {
        (fact, subject, relation, value)
        for fact, of in said.items()
        for subject in of.get(RDF + "subject", ())
        for relation in of.get(RDF + "predicate", ())
        for value in of.get(RDF + "object", ())
    }
    stated = {(subject, relation, value) for _, subject, relation, value in statements}
    ranks: dict[ox.NamedNode, list[int]] = {}
    for fact, subject, relation, value in statements:
        if thing in (subject, value):
            ranks.setdefault(fact, []).append(MENTION if relation == ox.NamedNode(DAO + "mentions") else PLAIN)
    for fact, of in said.items():
        for role, values in of.items():
            if role in NO_ROLES or thing not in values or (fact, ox.NamedNode(role), thing) in stated:
                continue
            if fact.value.startswith(BASE + "fact/") or needs in of:
                ranks.setdefault(fact, []).append(PART if role == DCTERMS + "isPartOf" else ROLE)
    return {fact.value: min(some) for fact, some in ranks.items()}


@pytest.mark.parametrize("needs", ["evidence", "rule"])
def test_it_is_what_each_triple_tells(needs: str) -> None:
    graph = _graph()
    said = _said(graph)
    things = {value for of in said.values() for values in of.values() for value in values}
    kinds = set[int]()
    for thing in sorted((t for t in things if isinstance(t, ox.NamedNode) and t.value.startswith(BASE)), key=str):
        found = ranked(graph, thing, BASE, ox.NamedNode(DAO + needs))
        assert found == _plainly(said, thing, DAO + needs), thing
        kinds |= set(found.values())
    assert {ROLE, PLAIN, MENTION} <= kinds


def test_a_mention_that_no_statement_says_is_a_fact_of_its_own() -> None:
    """Where some mentions are stated and others are not, each is looked at."""
    graph = ox.Store()
    graph.load(
        f"""@prefix dao: <{DAO}> . @prefix rdf: <{RDF}> . @prefix : <{BASE}> .
        :p1 dao:mentions :x ; dao:evidence :s1 . :p2 dao:mentions :x ; dao:evidence :s2 .
        :m rdf:subject :p1 ; rdf:predicate dao:mentions ; rdf:object :x .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    found = ranked(graph, ox.NamedNode(BASE + "x"), BASE, ox.NamedNode(DAO + "evidence"))
    assert {iri.removeprefix(BASE): rank for iri, rank in found.items()} == {"m": MENTION, "p2": ROLE}
