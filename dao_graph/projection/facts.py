"""Qualified facts – nodes with roles – as edges between their ends, by the table of roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from dao_graph.namespaces import SKOS
from dao_graph.projection.attributes import attribute, values
from dao_graph.projection.draft import Draft
from dao_graph.projection.index import TYPE
from dao_graph.projection.model import Passage, Value
from dao_graph.projection.names import local
from dao_graph.terms import Term, text_of

# The role of a document that is an edge's end for want of another.
_STATED_IN = "statedIn"


def project_facts(draft: Draft) -> None:
    """Every qualified fact of the index, into `draft`."""
    for iri in sorted(draft.index.properties):
        kind = draft.index.fact_class(iri)
        if kind:
            _Fact(draft, iri, kind).project()


class _Fact:
    """One qualified fact: its roles, its ends, the words that state it."""

    def __init__(self, draft: Draft, iri: str, kind: str) -> None:
        self._draft = draft
        self._index = draft.index
        self._iri = iri
        self._kind = kind
        self._ends = draft.index.tables.facts.get(kind, draft.index.tables.default)
        hidden = draft.index.tables.names["hidden"]
        self._roles: dict[str, list[Term]] = {
            predicate: terms
            for predicate, terms in draft.index.properties[iri].items()
            if predicate not in hidden and predicate != TYPE
        }

    def project(self) -> None:
        """Add its edges, or its node and edges, to the draft; or say why there are none."""
        passages = self._passages()
        if self._kind in self._draft.as_nodes:
            self._as_node(passages)
            return
        stated_in = sorted({self._index.base + p.document for p in passages if p.document})
        used_source, sources = self._filled(self._ends.source)
        used_target, targets = self._filled(self._ends.target, used_source)
        if not sources and not targets:
            used_target, targets = self._filled(sorted(self._roles))
        pairs = sorted({(s, t) for s in sources or stated_in for t in targets or stated_in if s != t})
        if not pairs:
            self._draft.dropped["a fact that is about nothing drawn" if not sources else "both ends are one thing"] += 1
            return
        attributes = self._attributes({used_source, used_target})
        # Whom a text asks, what it asks about and where it says so are ends alike; this tells them apart.
        attributes["target_role"] = local(used_target) or _STATED_IN
        labels = self._labels()
        if self._ends.object and used_target not in self._ends.object:
            labels = {code: f"{label} …" for code, label in labels.items()}
        fact = self._index.id(self._iri)
        for source, target in pairs:
            edge = self._draft.edge((fact, source, target), source, target, local(self._kind), labels)
            edge.add(attributes, passages, fact)
        self._draft.shown += 1

    def _as_node(self, passages: Sequence[Passage]) -> None:
        """The fact as a node, an edge for each thing that takes part in it."""
        draft, fact = self._draft, self._index.id(self._iri)
        labels = self._labels()
        linked = set()
        for predicate, terms in self._roles.items():
            for thing in sorted(filter(None, map(self._index.thing, terms))):
                key = (fact, predicate, thing)
                draft.edge(key, self._iri, thing, local(predicate), draft.names.term_labels(predicate)).add(
                    {}, passages, fact
                )
                linked.add(predicate)
        for document in sorted({p.document for p in passages if p.document}) if not linked else ():
            thing = self._index.base + document
            labels_of = draft.names.term_labels(_STATED_IN)
            draft.edge((fact, "", thing), self._iri, thing, _STATED_IN, labels_of).add({}, passages, fact)
            linked.add("")
        if not linked:
            draft.dropped["a fact that is about nothing drawn"] += 1
            return
        draft.fact_nodes[self._iri] = draft.names.best(labels)
        for name, value in self._attributes(linked).items():
            draft.attribute(self._iri, name, value)
        draft.shown += 1

    def _filled(self, roles: Sequence[str], but: str = "") -> tuple[str, list[str]]:
        """The first role that holds things, and those."""
        for role in roles:
            things = sorted({thing for term in self._roles.get(role, ()) if (thing := self._index.thing(term))})
            if things and role != but:
                return role, things
        return "", []

    def _attributes(self, used: set[str]) -> dict[str, Value]:
        """All roles but the ends: concepts and things by name, with the ids of concepts beside."""
        found: dict[str, Value] = {}
        for predicate, terms in sorted(self._roles.items()):
            whole = predicate not in used or any(self._index.is_structure(text_of(term)) for term in terms)
            value = values(terms, self._draft.names) if whole else None
            if value is None:
                continue
            name = attribute(predicate)
            found[name] = value
            ids = tuple(self._index.id(text_of(term)) for term in terms if self._is_concept(term))
            if ids:
                found[f"{name}_id"] = ids if len(ids) > 1 else ids[0]
                found.update(self._of_concepts(name, terms))
        return found

    def _of_concepts(self, name: str, terms: Sequence[Term]) -> dict[str, Value]:
        """Numbers that a concept has, such as the strength of a verb; the greatest of several."""
        found: dict[str, Value] = {}
        for term in terms:
            for predicate, own in self._index.properties.get(text_of(term), {}).items():
                value = values(own, self._draft.names)
                if isinstance(value, int) and not isinstance(value, bool):
                    known = found.get(attribute(predicate), value)
                    found[attribute(predicate)] = max(known, value)
        return found

    def _is_concept(self, term: Term) -> bool:
        iri = text_of(term) if isinstance(term, ox.NamedNode) else ""
        return bool(iri) and SKOS + "Concept" in self._index.types.get(iri, ()) and not self._index.kind(iri)

    def _labels(self) -> Mapping[str, str]:
        """What the fact is called: its verb, its role; else its class."""
        for role in self._ends.label:
            named = [self._draft.names.labels(text_of(t)) for t in self._roles.get(role, ()) if self._is_concept(t)]
            if named:
                return {code: ", ".join(n.get(code) or self._draft.names.best(n) for n in named) for code in named[0]}
        return self._draft.names.term_labels(self._kind)

    def _passages(self) -> list[Passage]:
        """Where it stands: the words for the fact itself, and those for what is said of it."""
        nodes = [self._iri, *self._index.stated_of.get(self._iri, ())]
        return sorted({passage for node in nodes for passage in self._index.passages(node)})
