"""Authority lists: the SKOS files of `ontology/authorities/`, read once and looked up by label or id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.errors import DataError
from dao_graph.namespaces import BASE, DAO, RDF, SKOS
from dao_graph.terms import text_of

# The namespace of an id says what slot a mention fills.
SLOT_OF = {
    kind: kind for kind in ("country", "group", "place", "body", "fund", "initiative", "post", "person", "document")
}
_LABELS = {
    SKOS + "prefLabel": False,
    SKOS + "altLabel": False,
    SKOS + "hiddenLabel": False,
    DAO + "weakLabel": True,
}


class Label(NamedTuple):
    """A name in one language; a weak one counts only where something else speaks for it."""

    text: str
    language: str
    concept: str
    weak: bool


@dataclass(frozen=True, slots=True, eq=False)
class Authorities:
    """All authority lists. Ids are local ("country/RWA")."""

    labels: tuple[Label, ...]
    types: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]]
    _ones: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def __contains__(self, concept: object) -> bool:
        return concept in self.properties

    def one(self, concept: str, predicate: str) -> str | None:
        """The value of a single-valued property (an absolute IRI names it): a local id or a literal's text."""
        found = self.properties.get(concept)
        if found is None:
            return None
        # Some are asked for hundreds of times in a text.
        key = concept, predicate
        if key not in self._ones:
            values = found.get(predicate, ())
            self._ones[key] = _local(values[0]) if values else None
        return self._ones[key]

    def preferred(self, concept: str, language: str) -> str | None:
        """The preferred label in `language`."""
        for label in self.properties.get(concept, {}).get(SKOS + "prefLabel", ()):
            if isinstance(label, ox.Literal) and label.language == language:
                return label.value
        return None

    def closure(self, concepts: set[str]) -> set[str]:
        """`concepts` that are in the lists, with what they refer to in the lists."""
        found: set[str] = set()
        waiting = [c for c in concepts if c in self.properties]
        while waiting:
            concept = waiting.pop()
            if concept in found:
                continue
            found.add(concept)
            for predicate, values in self.properties[concept].items():
                if predicate != DAO + "member":
                    waiting.extend(_local(v) for v in values if _local(v) in self.properties)
        return found

    def triples(self, concept: str) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
        """(predicate, object) of everything that the lists say of a concept."""
        for predicate, values in self.properties[concept].items():
            for object_ in values:
                yield predicate, object_


def _local(term: ox.NamedNode | ox.Literal) -> str:
    return term.value.removeprefix(BASE)


@cache
def authorities(folders: tuple[Path, ...] = ()) -> Authorities:
    """The lists that ship with the package, and those in `folders`. Raises DataError naming file and line where one is
    malformed."""
    labels: list[Label] = []
    properties: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for path in _files(folders):
        for triple in _parse(path):
            concept, predicate, object_ = (
                text_of(triple.subject).removeprefix(BASE),
                triple.predicate.value,
                triple.object,
            )
            if not isinstance(object_, (ox.NamedNode, ox.Literal)):
                continue
            properties.setdefault(concept, {}).setdefault(predicate, []).append(object_)
            if predicate in _LABELS and isinstance(object_, ox.Literal):
                labels.append(Label(object_.value, object_.language or "", concept, _LABELS[predicate]))
    types = {concept: tuple(_local(v) for v in values.get(RDF + "type", ())) for concept, values in properties.items()}
    frozen = {c: {p: tuple(v) for p, v in values.items()} for c, values in properties.items()}
    return Authorities(tuple(labels), types, frozen)


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in (data_dir("ontology") / "authorities", *folders):
        yield from sorted(folder.glob("*.ttl"))


def _parse(path: Path) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=BASE):
            yield quad.triple
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: {error}") from error
