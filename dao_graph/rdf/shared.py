"""The lines of N-Quads that texts share: what the authority lists say of a concept, and the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.folder.user_cache import kept, signature
from dao_graph.lists.authorities import Authorities, Told
from dao_graph.namespaces import BASE, DAO, SKOS, XSD
from dao_graph.rdf.iris import iri
from dao_graph.rdf.literals import ESCAPED

# What is there for reading texts alone: spellings, and how a group is named.
_READING = {SKOS + "hiddenLabel", DAO + "weakLabel", DAO + "namesMany"}


def line(subject: str, predicate: str, object_: str, graph: str) -> str:
    """A line of N-Quads, of terms as they stand there."""
    return f"{subject} {predicate} {object_} {graph} .\n"


def ontology(base: str = BASE) -> Iterator[str]:
    """The classes and properties, as the ontology file gives them, in the graph that is theirs."""
    graph = iri("graph/ontology", base)
    for triple in _ontology():
        yield line(*triple, graph)


@cache
def listed(lists: Authorities, base: str, concept: str) -> tuple[str, ...]:
    """What the lists say of one concept. Most concepts of a text are those of other texts, too."""
    graph, lines = iri("graph/authorities", base), []
    subject = iri(concept, base)
    for predicate, told in lists.triples(concept):
        if predicate not in _READING:
            lines.append(line(subject, f"<{predicate}>", _object(told, base), graph))
    return tuple(lines)


def _object(told: Told, base: str) -> str:
    """A term of the lists as N-Quads have it."""
    text, is_iri, language, datatype = told
    if is_iri:
        return iri(text.removeprefix(BASE), base) if text.startswith(BASE) else f"<{text}>"
    quoted = str(ox.Literal(text)) if ESCAPED.search(text) else f'"{text}"'
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype in (None, XSD + "string") else f"{quoted}^^<{datatype}>"


@cache
def _ontology() -> tuple[tuple[str, str, str], ...]:
    """The triples of the ontology, as N-Quads have them."""
    path = data_dir("ontology") / "dao.ttl"
    return kept("ontology", signature([path]), lambda: _read(path))


def _read(path: Path) -> tuple[tuple[str, str, str], ...]:
    triples = (quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    return tuple((str(t.subject), str(t.predicate), str(t.object)) for t in triples)
