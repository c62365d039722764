"""Evaluating: a built graph against a gold standard – precision, recall, F1, and every miss and extra beside its text.

A gold graph (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML) is compared triple by triple: types count by class,
other triples by property; what it does not speak of (a class or property that it never uses) is not counted against
the graph. Gold spans (JSON: a list of {"start", "end", "entity"}, offsets in the original text, `entity` an IRI or
local id, with an optional "text", the SHA-256 of the text or its first 16 digits) are compared with the mentions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.errors import GraphError
from dao_graph.namespaces import BASE, ITSRDF, NIF, RDF, VIEWED, shorten
from dao_graph.terms import text_of

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML,
}  # fmt: skip

_Item = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of facts on both sides, in the gold only, on the other side only."""

    hits: int
    missed: int
    extra: int

    @property
    def precision(self) -> float:
        """Share of what was found that the gold has too; 1 where nothing was found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what the gold has that was found too; 1 where the gold has nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The comparison of one kind of fact: on both sides, in the gold only, in the graph only."""

    kind: str
    hits: int
    misses: tuple[str, ...]
    extras: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        """The figures without the lines."""
        return Counts(self.hits, len(self.misses), len(self.extras))


def evaluate(gold: Path, graph: Graph) -> list[Score]:
    """The scores of `graph` by kind of fact, in alphabetic order. Raises GraphError where `gold` cannot be read."""
    try:
        if gold.suffix == ".json":
            return _spans(gold, graph)
        if gold.suffix not in _FORMATS:
            raise GraphError(f"{gold}: is neither RDF ({', '.join(_FORMATS)}) nor spans (.json)")
        wanted = _by_kind(
            (text_of(q.subject), q.predicate.value, text_of(q.object))
            for q in ox.parse(path=gold, format=_FORMATS[gold.suffix], base_iri=graph.base)
        )
    except (OSError, SyntaxError, ValueError, KeyError, TypeError) as error:
        raise GraphError(f"{gold}: cannot be read: {error}") from error
    stated = ("graph/authorities", "graph/ontology", "graph/dataset")
    found = _by_kind(
        (text_of(q.subject), q.predicate.value, text_of(q.object))
        for q in graph.quads(evidence=False)
        if not text_of(q.graph_name).endswith(stated) and q.predicate.value not in VIEWED
    )
    quotes = _quotes(graph)
    return [_score(kind, wanted[kind], found.get(kind, set()), graph.base, quotes) for kind in sorted(wanted)]


def _by_kind(triples: Iterable[_Item]) -> dict[str, set[_Item]]:
    kinds: dict[str, set[_Item]] = {}
    for subject, predicate, object_ in triples:
        kind = f"a {shorten(object_)}" if predicate == RDF + "type" else shorten(predicate)
        kinds.setdefault(kind, set()).add((subject, object_))
    return kinds


def _quotes(graph: Graph) -> dict[str, str]:
    """The shortest quote of each node and of each subject and object of a statement."""
    quotes: dict[str, str] = {}
    for row in graph.query("evidence").texts():
        fact, quote = row[0], row[-1]
        if fact not in quotes or len(quote) < len(quotes[fact]):
            quotes[fact] = quote
    return quotes


def _score(kind: str, wanted: set[_Item], found: set[_Item], base: str, quotes: dict[str, str]) -> Score:
    def line(item: _Item) -> str:
        text = " ".join(part.removeprefix(base) for part in item)
        quote = next((quotes[part] for part in item if part in quotes), "")
        return f"{text}  «{quote}»" if quote else text

    return Score(
        kind,
        len(wanted & found),
        tuple(sorted(map(line, wanted - found))),
        tuple(sorted(map(line, found - wanted))),
    )


def _spans(gold: Path, graph: Graph) -> list[Score]:
    wanted: dict[str, set[_Item]] = {}
    for entry in json.loads(gold.read_text(encoding="utf-8")):
        entity = entry["entity"].removeprefix(graph.base).removeprefix(BASE)
        text = str(entry.get("text", ""))[:16]
        kind = entity.partition("/")[0]
        wanted.setdefault(kind, set()).add((text, str(entry["start"]), str(entry["end"]), entity))
    found: dict[str, set[_Item]] = {}
    anchors: dict[str, str] = {}
    for quad in graph.quads():
        if quad.predicate.value == NIF + "anchorOf":
            anchors[text_of(quad.subject)] = text_of(quad.object)
    words: dict[_Item, str] = {}
    for quad in graph.quads():
        if quad.predicate.value == ITSRDF + "taIdentRef":
            context, _, place = text_of(quad.subject).partition("#char=")
            begin, _, end = place.partition(",")
            item = (context.rpartition("/")[2], begin, end, text_of(quad.object).removeprefix(graph.base))
            found.setdefault(item[3].partition("/")[0], set()).add(item)
            words[item] = anchors.get(text_of(quad.subject), "")
    scores = []
    for kind in sorted(wanted):
        # A span without its text is found in whichever text has it.
        there = found.get(kind, set())
        hits = wanted[kind] & (there | {("", *item[1:]) for item in there})
        misses = tuple(" ".join(i) for i in sorted(wanted[kind] - hits))
        unasked = (item for item in there if item not in hits and ("", *item[1:]) not in hits)
        extras = tuple(f"{' '.join(i)}  «{words[i]}»" for i in sorted(unasked))
        scores.append(Score(kind, len(hits), misses, extras))
    return scores
