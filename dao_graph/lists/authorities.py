"""Authority lists: the SKOS files of `ontology/authorities/`, read once and looked up by label or id."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.errors import DataError
from dao_graph.folder.user_cache import kept, signature
from dao_graph.namespaces import BASE, DAO, RDF, SKOS
from dao_graph.terms import text_of

Made = TypeVar("Made")
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


@dataclass(frozen=True, eq=False)
class Authorities:
    """All authority lists. Ids are local ("country/RWA")."""

    properties: Properties
    _ones: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """All names. Most builds find in the user's cache what is made of them."""
        return tuple(
            Label(text, language or "", concept, _LABELS[predicate])
            for concept in self.properties
            for predicate, terms in self.properties.said(concept).items()
            if predicate in _LABELS
            for text, is_iri, language, _ in terms
            if not is_iri
        )

    def types(self, concept: str) -> tuple[str, ...]:
        """The classes of a concept: local ids, or absolute IRIs."""
        return tuple(text.removeprefix(BASE) for text, *_ in self.properties.of(concept, RDF + "type"))

    def __contains__(self, concept: object) -> bool:
        return concept in self.properties

    def one(self, concept: str, predicate: str) -> str | None:
        """The value of a single-valued property (an absolute IRI names it): a local id or a literal's text."""
        # Some are asked for hundreds of times in a text.
        key = concept, predicate
        if key not in self._ones:
            terms = self.properties.of(concept, predicate)
            self._ones[key] = terms[0][0].removeprefix(BASE) if terms else None
        return self._ones[key]

    def preferred(self, concept: str, language: str) -> str | None:
        """The preferred label in `language`."""
        labels = self.properties.of(concept, SKOS + "prefLabel")
        return next((text for text, is_iri, told, _ in labels if told == language and not is_iri), None)

    def closure(self, concepts: set[str]) -> set[str]:
        """`concepts` that are in the lists, with what they refer to in the lists."""
        found: set[str] = set()
        waiting = [c for c in concepts if c in self.properties]
        while waiting:
            concept = waiting.pop()
            if concept in found:
                continue
            found.add(concept)
            for predicate, terms in self.properties.said(concept).items():
                if predicate != DAO + "member":
                    named = (text.removeprefix(BASE) for text, *_ in terms)
                    waiting.extend(id for id in named if id in self.properties)
        return found

    def having(self, predicate: str) -> Iterator[tuple[str, tuple[ox.NamedNode | ox.Literal, ...]]]:
        """The concepts of which the lists say something by a property, with what they say."""
        for concept in self.properties.having(predicate):
            yield concept, self.properties[concept][predicate]

    def triples(self, concept: str) -> Iterator[tuple[str, Told]]:
        """(predicate, object) of everything that the lists say of a concept."""
        for predicate, terms in self.properties.said(concept).items():
            for term in terms:
                yield predicate, term


# A term as it is kept: its text; whether it is an IRI; its language, or the IRI of its datatype.
Told = tuple[str, bool, str | None, str | None]
# The terms by concept and property, packed: reading all of them takes longer than a letter's first stages do.
_Packed = dict[str, dict[str, bytes]]


class Properties(Mapping[str, Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]]):
    """What lists say of concepts; it is unpacked, and terms are made, of what is asked for alone, which is little of it
    in most builds."""

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed
        self._said: dict[str, dict[str, list[Told]]] = {}
        self._made: dict[str, Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]] = {}

    def __getitem__(self, concept: str) -> Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]:
        if concept not in self._made:
            if concept not in self._packed:
                raise KeyError(concept)
            said = self.said(concept)
            self._made[concept] = {name: tuple(map(_term, terms)) for name, terms in said.items()}
        return self._made[concept]

    def said(self, concept: str) -> Mapping[str, Sequence[Told]]:
        """What the lists say of a concept, by property, as it was read: nothing of one that they do not have."""
        if concept not in self._said:
            packed = self._packed.get(concept, {})
            self._said[concept] = {name: marshal.loads(terms) for name, terms in packed.items()}
        return self._said[concept]

    def of(self, concept: str, predicate: str) -> Sequence[Told]:
        """What the lists say of a concept by one property."""
        packed = self._packed.get(concept, {}).get(predicate)
        return marshal.loads(packed) if packed else ()

    def having(self, predicate: str) -> Iterator[str]:
        """The concepts of which a property says something: nothing is unpacked."""
        return (concept for concept, said in self._packed.items() if predicate in said)

    def __contains__(self, concept: object) -> bool:
        return concept in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def authorities(folders: tuple[Path, ...] = ()) -> Authorities:
    """The lists that ship with the package, and those in `folders`. Raises DataError naming file and line where one is
    malformed."""
    # Once, whether the caller says that there are no folders or says nothing.
    return _authorities(folders)


@cache
def _authorities(folders: tuple[Path, ...]) -> Authorities:
    if folders:
        said = _read(_files(folders))
    else:
        files = list(_files(()))
        said = kept("lists", signature(files), lambda: _read(files))
    return Authorities(Properties(said))


def kept_of_lists(lists: Authorities, name: str, make: Callable[[], Made], files: Iterable[Path] = ()) -> Made:
    """What is made of the lists, and of `files` besides: from the user's cache where the lists are the package's."""
    return kept(name, signature((*_files(()), *files)), make) if lists is authorities() else make()


def _read(files: Iterable[Path]) -> _Packed:
    said: dict[str, dict[str, list[Told]]] = {}
    for path in files:
        for triple in _parse(path):
            concept, object_ = text_of(triple.subject).removeprefix(BASE), triple.object
            if isinstance(object_, ox.NamedNode):
                term: Told = object_.value, True, None, None
            elif isinstance(object_, ox.Literal):
                datatype = None if object_.language else object_.datatype.value
                term = object_.value, False, object_.language, datatype
            else:
                continue
            said.setdefault(concept, {}).setdefault(triple.predicate.value, []).append(term)
    return {concept: {name: marshal.dumps(t) for name, t in of.items()} for concept, of in said.items()}


def _term(found: Told) -> ox.NamedNode | ox.Literal:
    text, is_iri, language, datatype = found
    if is_iri:
        return ox.NamedNode(text)
    if language:
        return ox.Literal(text, language=language)
    return ox.Literal(text, datatype=ox.NamedNode(datatype) if datatype else None)


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in (data_dir("ontology") / "authorities", *folders):
        yield from sorted(folder.glob("*.ttl"))


def _parse(path: Path) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=BASE):
            yield quad.triple
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: {error}") from error
