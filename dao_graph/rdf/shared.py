"""The lines of N-Quads that texts share: what the authority lists say of a concept, and the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import BASE, DAO, SKOS
from dao_graph.rdf.iris import iri

# What is there for reading texts alone: spellings, and how a group is named.
_READING = {SKOS + "hiddenLabel", DAO + "weakLabel", DAO + "namesMany"}


def line(subject: str, predicate: str, object_: str, graph: str) -> str:
    """A line of N-Quads, of terms as they stand there."""
    return f"{subject} {predicate} {object_} {graph} .\n"


def ontology(base: str = BASE) -> Iterator[str]:
    """The classes and properties, as the ontology file gives them, in the graph that is theirs."""
    graph = iri("graph/ontology", base)
    for triple in _ontology():
        yield line(str(triple.subject), str(triple.predicate), str(triple.object), graph)


@cache
def listed(lists: Authorities, base: str, concept: str) -> tuple[str, ...]:
    """What the lists say of one concept. Most concepts of a text are those of other texts, too."""
    graph, lines = iri("graph/authorities", base), []
    for predicate, value in lists.triples(concept):
        if predicate not in _READING:
            local = isinstance(value, ox.NamedNode) and value.value.startswith(BASE)
            object_ = iri(value.value.removeprefix(BASE), base) if local else str(value)
            lines.append(line(iri(concept, base), f"<{predicate}>", object_, graph))
    return tuple(lines)


@cache
def _ontology() -> tuple[ox.Triple, ...]:
    path = data_dir("ontology") / "dao.ttl"
    return tuple(q.triple for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
