"""The properties of things that matter for their names, read off the lines of a graph without the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from dao_graph.namespaces import DAO, DCTERMS, ORG, RDF, RDFS, SKOS

# Labels of a thing, the best first; what else names are made of.
LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
SYMBOL, NUMBER, COUNT, SOURCE = DAO + "symbol", DAO + "number", DAO + "count", DAO + "sourceName"
START, END, DATE = DAO + "startDate", DAO + "endDate", DCTERMS + "date"
PLACE, ORGAN, SESSION, KIND = DAO + "place", DAO + "organ", DAO + "session", SKOS + "broader"
EVALUATES, COUNTRY, POST_IN = DAO + "evaluates", DAO + "country", ORG + "postIn"
ANNEX_OF, GENRE, TYPE, VERSION_OF = DAO + "annexOf", DCTERMS + "type", RDF + "type", DAO + "expressionOf"
WANTED = frozenset(
    f"<{iri}>".encode()
    for iri in (
        *(*LABELS, SYMBOL, NUMBER, COUNT, SOURCE, START, END, DATE, PLACE, ORGAN, SESSION, KIND),
        *(EVALUATES, COUNTRY, POST_IN, ANNEX_OF, GENRE, TYPE, VERSION_OF),
    )
)
_UNNAMED = frozenset(("fact", "text", "graph", "evidence", "dataset", "scheme"))
PARAGRAPHS = tuple(DAO + name for name in ("PreambularParagraph", "OperativeParagraph", "Paragraph"))
PARTS = (*PARAGRAPHS, DAO + "Section", DAO + "Note")
MEETING = DAO + "Meeting"
_IS_A = f"<{RDF}type>".encode()


@dataclass(slots=True)
class Known:
    """The known facts of a thing: values by property, and labels by language with their rank."""

    labels: dict[str, tuple[int, str]] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)

    def one(self, property: str) -> str:
        """A value of a property: of several the first in order; empty where there is none."""
        return min(self.values.get(property, ()), default="")


@dataclass(frozen=True, slots=True)
class Things:
    """The things of a graph by local id (those of the ontology by IRI), and which of them want a name."""

    known: dict[str, Known]
    named: frozenset[str]


def things_of(blocks: Iterable[bytes], base: str) -> Things:
    """The things in blocks of whole, sorted lines of N-Quads. Raises SyntaxError where a line is none."""
    reader = _Reader(f"<{base}".encode())
    known: dict[str, Known] = {}
    for block in blocks:
        for quad in ox.parse(b"".join(reader.wanted(block)), format=ox.RdfFormat.N_QUADS, lenient=True):
            subject, predicate, object_ = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(object_, (ox.NamedNode, ox.Literal)):
                continue
            thing = known.setdefault(subject.value.removeprefix(base), Known())
            if predicate in LABELS and isinstance(object_, ox.Literal):
                label = (LABELS.index(predicate), " ".join(object_.value.split()))
                language = object_.language or ""
                thing.labels[language] = min(label, thing.labels.get(language, label))
            else:
                thing.values.setdefault(predicate, set()).add(object_.value.removeprefix(base))
    return Things(known, reader.named() | {id for id in known if "://" in id})


def named_in(blocks: Iterable[bytes], base: str) -> frozenset[str]:
    """The ids of the things in such blocks that want a name, as `things_of` gives them, sooner."""
    reader = _Reader(f"<{base}".encode())
    subjects = {line[1 : line.index(b">")].decode() for block in blocks for line in reader.wanted(block)}
    return reader.named() | {id for id in subjects if not id.startswith(base)}


class _Reader:
    """Takes from lines those that say what names are made of; on the way it sees the ids of all things, and the IRIs of
    all classes and properties."""

    def __init__(self, start: bytes) -> None:
        self._start = start
        self.ids: set[bytes] = set()
        self.terms: set[bytes] = set()

    def named(self) -> frozenset[str]:
        """The ids and IRIs of what it saw that wants a name."""
        ids, terms = ({name.decode() for name in names} for names in (self.ids, self.terms))
        return frozenset(terms | {id for id in ids if _is_named(id)})

    def wanted(self, block: bytes) -> Iterator[bytes]:
        """The lines of a block that say what names are made of."""
        start, length, last = self._start, len(self._start), b""
        for line in block.splitlines(keepends=True):
            subject, predicate, rest = line.split(b" ", 2)
            if subject != last:
                last = subject
                if subject.startswith(start):
                    self.ids.add(subject[length:-1])
            self.terms.add(predicate[1:-1])
            if rest.startswith(start):
                self.ids.add(rest[length : rest.index(b">")])
            elif predicate == _IS_A:
                self.terms.add(rest[1 : rest.index(b">")])
            if predicate in WANTED:
                yield line


def _is_named(id: str) -> bool:
    """True if people have a name for a thing: a fact and a text have none."""
    kind, slash, _ = id.partition("/")
    return bool(slash) and kind not in _UNNAMED
