"""Validating: a document's graphs against the SHACL shapes, and setting aside what breaks one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH

from dao_graph.data import data_dir
from dao_graph.errors import DataError
from dao_graph.namespaces import RDF as RDF_NS
from dao_graph.terms import Term, text_of

# Setting one fact aside can leave another without what it needs; more rounds than this are never useful.
_ROUNDS = 5
_STATEMENT_PARTS = {RDF_NS + name for name in ("subject", "object")}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of validation: the shape's message, the node it is about, and path and value where it names them."""

    message: str
    focus: str
    path: str = ""
    value: str = ""


@cache
def shapes() -> rdflib.Graph:
    """All shapes, merged. Raises DataError naming the file where one cannot be parsed."""
    merged = rdflib.Graph()
    for path in sorted(data_dir("shapes").glob("*.ttl")):
        try:
            merged.parse(path, format="turtle")
        except Exception as error:  # rdflib's parsers raise many kinds; all of them mean a malformed file
            raise DataError(f"{path}: {error}") from error
    return merged


def violations(quads: Iterable[ox.Quad]) -> list[Violation]:
    """The violations of shapes in `quads`, sorted; the graphs are merged first."""
    data = to_rdflib(quads)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes(), inplace=True, advanced=False)
    found = set()
    for result in results.objects(None, SH.result):
        if (result, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent) in results:
            _point_at_value(results, result)
        messages = sorted(results.objects(result, SH.resultMessage), key=lambda m: (str(m.language) != "en", str(m)))
        parts = [results.value(result, name) for name in (SH.focusNode, SH.resultPath, SH.value)]
        found.add(Violation(str(messages[0]) if messages else "", *("" if p is None else str(p) for p in parts)))
    return sorted(found)


def _point_at_value(results: rdflib.Graph, result: rdflib.term.Node) -> None:
    """A query that runs once for a whole text names the faulty node as its value: the violation is about that."""
    node, focus = results.value(result, SH.value), results.value(result, SH.focusNode)
    if isinstance(node, rdflib.URIRef) and str(focus).startswith(str(focus).partition("text/")[0] + "text/"):
        results.set((result, SH.focusNode, node))
        results.remove((result, SH.value, None))
        results.remove((result, SH.resultPath, None))


@dataclass(frozen=True, slots=True)
class Validated:
    """The quads that conform, those set aside, and why."""

    facts: list[ox.Quad]
    evidence: list[ox.Quad]
    quarantined: list[ox.Quad]
    violations: list[Violation]


def validate(facts: Sequence[ox.Quad], evidence: Sequence[ox.Quad], context: Sequence[ox.Quad]) -> Validated:
    """Split the quads of one text into those that conform and those that do not.

    `context` is what the authority lists say of the things named; it is not itself checked or set aside. A violation
    that names a value takes that one fact out, with its evidence; one of too many values all of these; one of a value
    that is missing the whole node.
    """
    kept_facts, kept_evidence = list(facts), list(evidence)
    quarantined: list[ox.Quad] = []
    seen: list[Violation] = []
    for _ in range(_ROUNDS):
        found = violations([*kept_facts, *kept_evidence, *context])
        if not found:
            break
        seen.extend(v for v in found if v not in seen)
        out = _broken([*kept_facts, *kept_evidence], found)
        if not out:
            break
        quarantined.extend(q for q in (*kept_facts, *kept_evidence) if q in out)
        kept_facts = [q for q in kept_facts if q not in out]
        kept_evidence = [q for q in kept_evidence if q not in out]
    return Validated(kept_facts, kept_evidence, quarantined, seen)


def _broken(quads: Sequence[ox.Quad], found: Sequence[Violation]) -> set[ox.Quad]:
    """The quads to set aside: the facts that violations name, and the statements and spans about those."""
    values = {(v.focus, v.path, v.value) for v in found if v.path and v.value}
    out = {q for q in quads if (text_of(q.subject), q.predicate.value, text_of(q.object)) in values}
    named = {(text_of(q.subject), q.predicate.value, text_of(q.object)) for q in out}
    valueless = {(v.focus, v.path) for v in found if v.path and not v.value}
    several = {q for q in quads if (text_of(q.subject), q.predicate.value) in valueless}
    out |= several
    told = {(text_of(q.subject), q.predicate.value) for q in several}
    nodes = {v.focus for v in found if (v.focus, v.path, v.value) not in named and (v.focus, v.path) not in told}
    for quad in quads:
        if text_of(quad.subject) in nodes or text_of(quad.object) in nodes:
            out.add(quad)
    gone = {(text_of(q.subject), text_of(q.object)) for q in out}
    reified: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in _STATEMENT_PARTS:
            reified.setdefault(text_of(quad.subject), {})[quad.predicate.value] = text_of(quad.object)
    dead = {
        statement
        for statement, parts in reified.items()
        if (parts.get(RDF_NS + "subject"), parts.get(RDF_NS + "object")) in gone
    }
    out.update(q for q in quads if text_of(q.subject) in dead)
    return out


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """The triples of `quads`, merged, as an rdflib graph; plain strings stay plain, as rdflib has them."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((rdflib.URIRef(text_of(quad.subject)), rdflib.URIRef(quad.predicate.value), rdflib_term(quad.object)))
    return graph


def rdflib_term(term: Term) -> rdflib.URIRef | rdflib.Literal:
    """A term as rdflib has it. Raises TypeError for what this graph never holds (blank nodes, quoted triples)."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"no such term in this graph: {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
