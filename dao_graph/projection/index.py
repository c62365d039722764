"""The quads of a graph, by subject, with what each subject is: read in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePath

import pyoxigraph as ox

from dao_graph.namespaces import DAO, DCTERMS, NIF, RDF, RDFS, SKOS, VIEWS
from dao_graph.projection.model import Passage
from dao_graph.projection.tables import Tables
from dao_graph.terms import Term, text_of

TYPE = RDF + "type"
_STATEMENT = (RDF + "subject", RDF + "predicate", RDF + "object")
_PART_OF = DCTERMS + "isPartOf"
# Who stated a triple: a text, the lists, a rule over the graph.
TEXT, LISTED, DERIVED = "text", "listed", "derived"


class Index:
    """Subjects with their classes and properties. `base` is that of the data IRIs."""

    def __init__(self, quads: Iterable[ox.Quad], base: str, tables: Tables) -> None:
        self.base = base
        self.tables = tables
        self.types: dict[str, set[str]] = defaultdict(set)
        self._origin: dict[tuple[str, str, Term], str] = {}
        self._supers: dict[str, set[str]] = defaultdict(set)
        self.vocabulary: dict[str, dict[str, str]] = defaultdict(dict)
        self._read(quads)
        self._kinds: dict[frozenset[str], str] = {}
        self._documents: dict[str, str] = {}
        self._told = tables.structure | tables.bookkeeping | tables.attribute | {SKOS + "Concept"}

    def _read(self, quads: Iterable[ox.Quad]) -> None:
        read: dict[str, dict[str, dict[Term, str]]] = defaultdict(lambda: defaultdict(dict))
        graphs = {"graph/authorities": LISTED, "graph/derived": DERIVED}
        for quad in quads:
            subject, predicate, value = text_of(quad.subject), quad.predicate.value, quad.object
            local = text_of(quad.graph_name).removeprefix(self.base)
            if local.startswith(VIEWS):
                continue
            if local == "graph/ontology":
                self._term(subject, predicate, value)
            elif local != "graph/dataset" and predicate == TYPE:
                self.types[subject].add(text_of(value))
            elif local != "graph/dataset":
                known, origin = read[subject][predicate], graphs.get(local, TEXT)
                if origin == TEXT or value not in known:
                    known[value] = origin
        self.properties: dict[str, dict[str, list[Term]]] = {}
        for subject, values in read.items():
            self.properties[subject] = {name: _sorted(terms) for name, terms in values.items()}
            for name, terms in values.items():
                others = {term: origin for term, origin in terms.items() if origin != TEXT}
                self._origin.update({(subject, name, term): origin for term, origin in others.items()})

    def origin(self, subject: str, predicate: str, value: Term) -> str:
        """Who states a triple; a text where one of several does."""
        return self._origin.get((subject, predicate, value), TEXT)

    def _term(self, subject: str, predicate: str, value: Term) -> None:
        """A line of the ontology: names of classes and properties, and what a class is a subclass of."""
        if predicate == RDFS + "subClassOf":
            self._supers[subject].add(text_of(value))
        elif predicate == RDFS + "label" and isinstance(value, ox.Literal):
            self.vocabulary[subject][value.language or ""] = value.value

    def id(self, iri: str) -> str:
        """The local id of an IRI of the graph; another IRI as it is."""
        return iri.removeprefix(self.base)

    def of(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property, sorted; none where the subject has none."""
        return self.properties[subject].get(predicate, []) if subject in self.properties else []

    def kind(self, iri: str) -> str:
        """The class by which a thing is a thing; "" for what is no thing."""
        types = frozenset(self.types.get(iri, ()))
        if types not in self._kinds:
            self._kinds[types] = self._kind_of(types)
        return self._kinds[types]

    def _kind_of(self, types: frozenset[str]) -> str:
        for kind in self.tables.kinds:
            if kind in types:
                return kind
        for kind in self.tables.kinds:
            for name in sorted(types):
                if name.startswith(DAO) and kind in self._ancestors(name):
                    return kind
        return ""

    def _ancestors(self, name: str) -> set[str]:
        waiting, seen = [name], set[str]()
        while waiting:
            for upper in self._supers.get(waiting.pop(), ()):
                if upper not in seen:
                    seen.add(upper)
                    waiting.append(upper)
        return seen

    def is_structure(self, iri: str) -> bool:
        """True if it is a part of a text and no document of its own."""
        return not self.kind(iri) and bool(self.types.get(iri, set()) & self.tables.structure)

    def fact_class(self, iri: str) -> str:
        """The class of a qualified fact; "" for what is none: a thing, a concept, a part of a text, bookkeeping."""
        types = self.types.get(iri, set())
        if not types or types & self._told or self.kind(iri):
            return ""
        listed = sorted(types & self.tables.facts.keys())
        own = sorted(name for name in types if name.startswith(DAO))
        specific = [name for name in own if not any(name in self._ancestors(other) for other in own)]
        return (listed or specific or own or [""])[0]

    def document(self, iri: str) -> str:
        """The document that a part of a text belongs to; "" where it belongs to none."""
        if iri not in self._documents:
            self._documents[iri] = ""  # a part of itself ends here
            for upper in self.of(iri, _PART_OF):
                found = text_of(upper)
                self._documents[iri] = found if self.kind(found) else self.document(found)
                break
        return self._documents[iri]

    def thing(self, term: Term) -> str:
        """The thing that a term means: itself, or the document of which it is a part; "" where it means none."""
        if not isinstance(term, ox.NamedNode):
            return ""
        iri = term.value
        return iri if self.kind(iri) else self.document(iri) if self.is_structure(iri) else ""

    @cached_property
    def statements(self) -> Mapping[tuple[str, str, Term], list[str]]:
        """The nodes that carry the evidence of plain facts, by what they state."""
        found: dict[tuple[str, str, Term], list[str]] = defaultdict(list)
        for node, values in self.properties.items():
            if all(name in values for name in _STATEMENT):
                subject, predicate, value = (values[name][0] for name in _STATEMENT)
                found[text_of(subject), text_of(predicate), value].append(node)
        return found

    @cached_property
    def stated_of(self) -> Mapping[str, list[str]]:
        """The nodes that carry the evidence of plain facts, by the subject of those."""
        found: dict[str, list[str]] = defaultdict(list)
        for (subject, _, _), nodes in self.statements.items():
            found[subject].extend(nodes)
        return found

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """The name of the file that each document was read from, without its ending; of several the first."""
        found: dict[str, str] = {}
        for node, values in sorted(self.properties.items()):
            for name in values.get(DAO + "sourceName", ())[:1]:
                document = self._text(node, DAO + "expressionOf")
                found.setdefault(document, PurePath(text_of(name)).stem)
        return found

    def passages(self, node: str) -> list[Passage]:
        """Where a fact (a qualified one, or the node of a plain one) stands."""
        return [self._passage(text_of(span)) for span in self.of(node, DAO + "evidence")]

    def _passage(self, span: str) -> Passage:
        text = self._text(span, NIF + "referenceContext")
        paragraph = self._text(span, DAO + "inProvision")
        document = (paragraph if self.kind(paragraph) else self.document(paragraph)) if paragraph else ""
        return Passage(
            self.id(document or self._text(text, DAO + "expressionOf")),
            self.id(paragraph),
            self._text(text, DCTERMS + "language"),
            int(self._text(span, NIF + "beginIndex") or 0),
            int(self._text(span, NIF + "endIndex") or 0),
            self.id(text),
            self._text(span, NIF + "anchorOf"),
            tuple(map(text_of, self.of(span, DAO + "box")))
            or tuple(f"page={text_of(page)}" for page in self.of(span, DAO + "page")),
        )

    def _text(self, subject: str, predicate: str) -> str:
        values = self.of(subject, predicate)
        return text_of(values[0]) if values else ""


def _sorted(terms: Iterable[Term]) -> list[Term]:
    found = list(terms)
    return found if len(found) < 2 else sorted(found, key=str)
