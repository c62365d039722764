"""The words that state facts, read off the evidence in two passes over its lines, for those facts alone that are asked
for: the evidence of many documents is too much to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.errors import GraphError
from dao_graph.namespaces import DAO, NIF, RDF
from dao_graph.terms import text_of

_EVIDENCE, _PROVISION, _QUOTED = (
    f"<{iri}>".encode() for iri in (DAO + "evidence", DAO + "inProvision", NIF + "anchorOf")
)
_PARTS = tuple(f"<{RDF}{name}>".encode() for name in ("subject", "predicate", "object"))
_LONGEST = 160

# A statement or the subject of one, as N-Triples have them: (subject, predicate, object), or (subject,).
Stated = tuple[bytes, ...]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The place of a fact in one version of a document: the language, the paragraph (a local id, empty in front matter)
    and the words, cut if they are long."""

    language: str
    provision: str
    quote: str


def cut(words: str) -> str:
    """Words in one line, cut if they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def passages(graph: Graph, wanted: Collection[Stated]) -> dict[tuple[Stated, bytes], Passage]:
    """The shortest passage for each of `wanted` in each text, by the name of the text's graph of evidence.

    Raises GraphError where the graph cannot be read.
    """
    if not wanted:
        return {}
    spans: dict[tuple[Stated, bytes], tuple[int, bytes]] = {}
    for stated, place, span in _spans(graph, set(wanted)):
        begin, _, end = span.rpartition(b"=")[2].rstrip(b">").partition(b",")
        rank = (int(end) - int(begin) if begin.isdigit() and end.isdigit() else 0, span)
        spans[stated, place] = min(spans.get((stated, place), rank), rank)
    return _quoted(graph, {key: span for key, (_, span) in spans.items()})


def _spans(graph: Graph, wanted: set[Stated]) -> Iterator[tuple[Stated, bytes, bytes]]:
    """What is wanted, the graph of evidence, and a span. The lines of one subject stand together in the file."""
    current, parts, found = b"", dict[bytes, bytes](), list[tuple[bytes, bytes]]()

    def stated() -> Stated:
        return tuple(parts.get(name, b"") for name in _PARTS) if parts else (current,)

    for line in graph.lines():
        subject, predicate, rest = _split(line)
        if subject != current:
            if found and stated() in wanted:
                yield from ((stated(), place, span) for span, place in found)
            current, parts, found = subject, {}, []
        if predicate == _EVIDENCE:
            found.append(_ends(rest))
        elif predicate in _PARTS:
            parts[predicate] = _ends(rest)[0]
    if found and stated() in wanted:
        yield from ((stated(), place, span) for span, place in found)


def _quoted(graph: Graph, spans: dict[tuple[Stated, bytes], bytes]) -> dict[tuple[Stated, bytes], Passage]:
    wanted = set(spans.values())
    words: dict[bytes, str] = {}
    places: dict[bytes, str] = defaultdict(str)
    for line in graph.lines():
        subject, predicate, _ = _split(line)
        if subject in wanted and predicate in (_QUOTED, _PROVISION):
            (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
            told = text_of(quad.object)
            if predicate == _PROVISION:
                places[subject] = told.removeprefix(graph.base)
            else:
                words[subject] = cut(told)
    return {
        (stated, place): Passage(place[:-1].rpartition(b"/")[2].decode(), places[span], words[span])
        for (stated, place), span in spans.items()
        if span in words
    }


def _split(line: bytes) -> tuple[bytes, bytes, bytes]:
    try:
        subject, predicate, rest = line.split(b" ", 2)
    except ValueError as error:
        raise GraphError(f"is no N-Quads: {line[:80].decode('utf-8', 'replace').strip()}") from error
    return subject, predicate, rest


def _ends(rest: bytes) -> tuple[bytes, bytes]:
    """The object and the graph, of what follows the predicate."""
    object_, _, graph = rest.rstrip(b" .\r\n").rpartition(b" ")
    return object_, graph
