"""The graph as Python objects: entities, facts and mentions, each with the words that state it.

They are read from the store one at a time, in the order of their ids, so that a large graph can be iterated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from dao_graph.namespaces import DAO, DCTERMS, ITSRDF, NIF, RDF, RDFS, SKOS, VIEWED, shorten
from dao_graph.terms import text_of

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
# Of a fact its roles are shown; these say how it is known.
_BOOKKEEPING = (RDF + "type", DAO + "evidence", DAO + "rule", DAO + "inProvision")
_STATED = (RDF + "subject", RDF + "predicate", RDF + "object")
# Nodes with a class of the ontology that are no entities: texts, their parts and spans, and qualified facts.
_NO_ENTITIES = ("text/", "fact/", "graph/")


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words that state something: characters `begin` to `end` (code points) of the original text `text`
    (a local id) in `language`; `provision` is the local id of the paragraph, "" in front matter."""

    text: str
    begin: int
    end: int
    language: str
    provision: str
    words: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph: its local id ("country/RWA"), the names of its classes, its labels by language ("" where
    a label has none)."""

    id: str
    classes: tuple[str, ...]
    labels: Mapping[str, str]

    def label(self, language: str = "en") -> str:
        """The name in `language`, else in English, else in any language; the id where it has no name."""
        return self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), self.id)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its local id, its kind (a class such as "Act", or for a binary fact the property such as "cites"), its
    roles (local ids or literal texts by role; "subject" and "object" of a binary fact), the rule that found it, and the
    quotes that state it."""

    id: str
    kind: str
    roles: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entity (its local id) is named."""

    entity: str
    quote: Quote


class Objects:
    """The objects of one store. `base` is the base of its data IRIs."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store = store
        self._base = base

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """The things that have a class of the ontology, or only those of class `kind` ("Country")."""
        of = ox.NamedNode(DAO + kind) if kind else None
        found = {
            text_of(quad.subject)
            for quad in self._pattern(None, RDF + "type", of)
            if text_of(quad.object).startswith(DAO)
        }
        for iri in sorted(found):
            if iri.startswith(self._base) and not self._local(iri).startswith(_NO_ENTITIES):
                yield self._entity(iri)

    def facts(self, kind: str | None = None) -> Iterator[Fact]:
        """The facts that have evidence, or only those of `kind`."""
        found = {text_of(quad.subject) for quad in self._pattern(None, DAO + "evidence", None)}
        for iri in sorted(found):
            fact = self._fact(iri)
            if kind in (None, fact.kind):
                yield fact

    def mentions(self, entity: str | None = None) -> Iterator[Mention]:
        """The places where entities are named, or only those of `entity` (a local id or an IRI), in the order of texts
        and places."""
        of = ox.NamedNode(self._base + entity.removeprefix(self._base)) if entity else None
        found = [(text_of(q.subject), text_of(q.object)) for q in self._pattern(None, ITSRDF + "taIdentRef", of)]
        read = ((self._quote(span), named) for span, named in found)
        for quote, named in sorted(read):
            yield Mention(self._local(named), quote)

    def _pattern(self, subject: str | None, predicate: str | None, object_: ox.NamedNode | None) -> Iterator[ox.Quad]:
        return iter(
            self._store.quads_for_pattern(
                ox.NamedNode(subject) if subject else None,
                ox.NamedNode(predicate) if predicate else None,
                object_,
                ox.DefaultGraph(),
            )
        )

    def _local(self, text: str) -> str:
        return text.removeprefix(self._base)

    def _properties(self, iri: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for quad in self._pattern(iri, None, None):
            if quad.predicate.value not in VIEWED:
                found.setdefault(quad.predicate.value, []).append(text_of(quad.object))
        return {name: sorted(values) for name, values in sorted(found.items())}

    def _entity(self, iri: str) -> Entity:
        classes, labels = [], dict[str, tuple[int, str]]()
        for quad in self._pattern(iri, None, None):
            predicate, object_ = quad.predicate.value, quad.object
            if predicate == RDF + "type" and text_of(object_).startswith(DAO):
                classes.append(shorten(text_of(object_)))
            elif predicate in _LABELS and isinstance(object_, ox.Literal):
                label = (_LABELS.index(predicate), object_.value)
                language = object_.language or ""
                labels[language] = min(label, labels.get(language, label))
        named = {language: label for language, (_, label) in sorted(labels.items())}
        return Entity(self._local(iri), tuple(sorted(classes)), named)

    def _fact(self, iri: str) -> Fact:
        properties = self._properties(iri)
        quotes = tuple(sorted(map(self._quote, properties.get(DAO + "evidence", ()))))
        rules = tuple(properties.get(DAO + "rule", ()))
        if all(name in properties for name in _STATED):
            subject, predicate, object_ = (properties[name] for name in _STATED)
            roles = {"subject": self._locals(subject), "object": self._locals(object_)}
            return Fact(self._local(iri), shorten(predicate[0]), roles, rules, quotes)
        kind = "/".join(shorten(name) for name in properties.get(RDF + "type", ()) if name.startswith(DAO))
        own = {shorten(name): self._locals(values) for name, values in properties.items() if name not in _BOOKKEEPING}
        return Fact(self._local(iri), kind, own, rules, quotes)

    def _locals(self, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._local, values))

    def _quote(self, span: str) -> Quote:
        properties = self._properties(span)

        def one(name: str) -> str:
            return next(iter(properties.get(name, ())), "")

        text = one(NIF + "referenceContext")
        language = next((text_of(q.object) for q in self._pattern(text, DCTERMS + "language", None)), "")
        place = int(one(NIF + "beginIndex")), int(one(NIF + "endIndex"))
        provision = self._local(one(DAO + "inProvision"))
        return Quote(self._local(text), *place, language, provision, one(NIF + "anchorOf"))
