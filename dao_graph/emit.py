"""Emitting: facts to quads, in the document's own named graphs. The one place where local ids become IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox

from dao_graph._version import __version__
from dao_graph.authorities import authorities
from dao_graph.data import data_dir
from dao_graph.document import Document, Span
from dao_graph.fact import Evidence, Facts, Ref, Statement, Term
from dao_graph.namespaces import (
    BASE,
    DAO,
    DCTERMS,
    ITSRDF,
    NIF,
    PREFIXES,
    RDF,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
    expand_name,
)

_INTEGER = ox.NamedNode(XSD + "nonNegativeInteger")
_TYPE = ox.NamedNode(RDF + "type")
# Characters that an IRI may not hold; everything else stays readable.
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_MATCHING = {SKOS + "hiddenLabel", DAO + "weakLabel"}
# The general class that goes with a specific one, so that queries need no inference.
_GENERAL = {
    "Fund": "FundingMechanism",
    "FundingWindow": "FundingMechanism",
    "BudgetaryFramework": "FundingMechanism",
}


@dataclass(frozen=True, slots=True)
class Emitted:
    """The quads of one text: what it states, where that stands, and what follows from it."""

    facts: list[ox.Quad]
    evidence: list[ox.Quad]
    derived: list[ox.Quad]
    entities: frozenset[str]


class Emitter:
    """Turns local ids into IRIs below `base`."""

    def __init__(self, base: str = BASE) -> None:
        self.base = base
        self._iris: dict[str, ox.NamedNode] = {}

    def iri(self, id: str) -> ox.NamedNode:
        """The IRI of a local id; characters that IRIs do not allow are percent-encoded."""
        known = self._iris.get(id)
        if known is None:
            known = ox.NamedNode(self.base + _UNSAFE.sub(lambda match: quote(match.group()), id))
            self._iris[id] = known
        return known

    def term(self, term: Term) -> ox.NamedNode | ox.Literal:
        """The RDF term of a fact's object. A reference that is a prefixed name ("dao:Letter") is that class."""
        if isinstance(term, Ref):
            prefix, colon, _ = term.id.partition(":")
            if colon and prefix in PREFIXES:
                return ox.NamedNode(expand_name(term.id))
            return self.iri(term.id)
        if term.language:
            return ox.Literal(term.text, language=term.language)
        return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))

    def emit(self, document: Document, id: str, facts: Facts) -> Emitted:
        """The quads of `facts`, which the text of `document` states; `id` is that of the document."""
        name = f"{id.removeprefix('document/')}/{document.language}"
        writer = _Writer(self, document, self.iri(f"graph/{name}"), self.iri(f"evidence/{name}"))
        writer.write(id, facts)
        derived = list(self._derived(id, facts))
        entities = frozenset(
            t.id
            for terms in (
                (s.object for s in (*facts.statements, *facts.structure)),
                (t for n in facts.nodes.values() for ts in n.properties.values() for t in ts),
                (Ref(s.subject) for s in facts.statements),
                (Ref(entity) for _, _, entity in facts.mentions),
            )
            for t in terms
            if isinstance(t, Ref)
        )
        return Emitted(writer.facts, writer.evidence, derived, entities)

    def _derived(self, id: str, facts: Facts) -> Iterator[ox.Quad]:
        """Shortcuts: a document cites and mentions what its provisions do; a contributor is a funder."""
        graph = self.iri("graph/derived")
        for statement in facts.statements:
            if statement.predicate in ("cites", "mentions") and statement.subject.startswith(id):
                for owner in _owners(id, statement.subject):
                    predicate = ox.NamedNode(expand_name(statement.predicate))
                    yield ox.Quad(self.iri(owner), predicate, self.term(statement.object), graph)
        for node in facts.nodes.values():
            if "Contribution" in node.types:
                for fund in node.properties.get("fund", ()):
                    for contributor in node.properties.get("contributor", ()):
                        subject = self.term(fund)
                        if isinstance(subject, ox.NamedNode):
                            yield ox.Quad(subject, ox.NamedNode(SCHEMA + "funder"), self.term(contributor), graph)

    def authorities(self, entities: set[str]) -> Iterator[ox.Quad]:
        """What the authority lists say of `entities` and of what those refer to, less the spellings that are there
        for matching alone."""
        graph = self.iri("graph/authorities")
        lists = authorities()
        for concept in sorted(lists.closure(entities)):
            for predicate, value in lists.triples(concept):
                if predicate in _MATCHING:
                    continue
                if isinstance(value, ox.NamedNode) and value.value.startswith(BASE):
                    value = self.iri(value.value.removeprefix(BASE))
                yield ox.Quad(self.iri(concept), ox.NamedNode(predicate), value, graph)

    def ontology(self) -> Iterator[ox.Quad]:
        """The classes and properties, as the ontology file gives them."""
        graph = self.iri("graph/ontology")
        for triple in _ontology():
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def dataset(self, documents: int, expressions: int, triples: int) -> Iterator[ox.Quad]:
        """A short VoID description: what made the graph, and how much is in it."""
        graph, dataset = self.iri("graph/dataset"), self.iri("dataset")
        yield ox.Quad(dataset, _TYPE, ox.NamedNode(VOID + "Dataset"), graph)
        described: list[tuple[str, ox.Literal]] = [
            (DCTERMS + "title", ox.Literal("dao_graph", language="en")),
            (DCTERMS + "hasVersion", ox.Literal(__version__)),
            (VOID + "documents", _integer(documents)),
            (VOID + "triples", _integer(triples)),
            (DAO + "expressions", _integer(expressions)),
        ]
        for predicate, value in described:
            yield ox.Quad(dataset, ox.NamedNode(predicate), value, graph)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


@cache
def _ontology() -> tuple[ox.Triple, ...]:
    path = data_dir("ontology") / "dao.ttl"
    return tuple(q.triple for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE))


def _owners(root: str, provision: str) -> Iterator[str]:
    """The documents that a provision stands in: its annex, if it does in one, and the main document."""
    rest = provision.removeprefix(root).strip("/").split("/")
    if rest[0] == "annex" and len(rest) > 2:
        yield f"{root}/annex/{rest[1]}"
    if rest[0]:
        yield root


class _Writer:
    """Writes the quads of one text."""

    def __init__(self, emitter: Emitter, document: Document, graph: ox.NamedNode, evidence: ox.NamedNode) -> None:
        self._emitter = emitter
        self._document = document
        self._graph = graph
        self._evidence_graph = evidence
        self._text = emitter.iri(f"text/{document.source.sha256[:16]}")
        self._spans: dict[Span, ox.NamedNode] = {}
        self.facts: list[ox.Quad] = []
        self.evidence: list[ox.Quad] = []

    def write(self, id: str, facts: Facts) -> None:
        """Everything: the expression, structure, nodes, statements, mentions."""
        self._expression(id)
        for statement in facts.structure:
            self._fact(statement)
        for node in facts.nodes.values():
            subject = self._emitter.iri(node.id)
            for name in node.types:
                for general in (name, _GENERAL.get(name)):
                    if general:
                        self._add(subject, _TYPE, ox.NamedNode(expand_name(general)))
            for predicate, terms in node.properties.items():
                for term in terms:
                    self._add(subject, ox.NamedNode(expand_name(predicate)), self._emitter.term(term))
            self._stand(subject, node.evidence)
        for statement, evidence in facts.statements.items():
            self._fact(statement)
            self._reify(statement, evidence)
        for span, provision, entity in facts.mentions:
            node_iri = self._span(span, provision)
            self._note(node_iri, ITSRDF + "taIdentRef", self._emitter.iri(entity))

    def _add(self, subject: ox.NamedNode, predicate: ox.NamedNode, object_: ox.NamedNode | ox.Literal) -> None:
        self.facts.append(ox.Quad(subject, predicate, object_, self._graph))

    def _note(self, subject: ox.NamedNode, predicate: str, object_: ox.NamedNode | ox.Literal) -> None:
        self.evidence.append(ox.Quad(subject, ox.NamedNode(predicate), object_, self._evidence_graph))

    def _fact(self, statement: Statement) -> None:
        subject = self._emitter.iri(statement.subject)
        self._add(subject, ox.NamedNode(expand_name(statement.predicate)), self._emitter.term(statement.object))

    def _expression(self, id: str) -> None:
        source = self._document.source
        for name in (DAO + "Expression", NIF + "Context"):
            self._add(self._text, _TYPE, ox.NamedNode(name))
        self._add(self._text, ox.NamedNode(DAO + "expressionOf"), self._emitter.iri(id))
        for predicate, text in (
            (DCTERMS + "language", self._document.language),
            (DAO + "sourceName", source.source.replace("\\", "/").rpartition("/")[2]),
            (DAO + "sha256", source.sha256),
        ):
            self._add(self._text, ox.NamedNode(predicate), ox.Literal(text))

    def _reify(self, statement: Statement, evidence: Iterable[Evidence]) -> None:
        node = self._emitter.iri(statement.id)
        self._note(node, RDF + "type", ox.NamedNode(RDF + "Statement"))
        self._note(node, RDF + "subject", self._emitter.iri(statement.subject))
        self._note(node, RDF + "predicate", ox.NamedNode(expand_name(statement.predicate)))
        self._note(node, RDF + "object", self._emitter.term(statement.object))
        self._stand(node, evidence)

    def _stand(self, node: ox.NamedNode, evidence: Iterable[Evidence]) -> None:
        for at in evidence:
            self._note(node, DAO + "rule", ox.Literal(at.rule))
            for span in at.spans:
                self._note(node, DAO + "evidence", self._span(span, at.provision))

    def _span(self, span: Span, provision: str | None) -> ox.NamedNode:
        node = self._spans.get(span)
        if node is None:
            node = self._spans[span] = ox.NamedNode(f"{self._text.value}#char={span.start},{span.end}")
            self._note(node, RDF + "type", ox.NamedNode(NIF + "OffsetBasedString"))
            self._note(node, NIF + "referenceContext", self._text)
            self._note(node, NIF + "beginIndex", ox.Literal(str(span.start), datatype=_INTEGER))
            self._note(node, NIF + "endIndex", ox.Literal(str(span.end), datatype=_INTEGER))
            quoted = self._document.source.content[span.start : span.end]
            self._note(node, NIF + "anchorOf", ox.Literal(quoted))
        if provision:
            self._note(node, DAO + "inProvision", self._emitter.iri(provision))
        return node
