"""Verifying: every quote must stand in its source where the graph says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.errors import InputError
from dao_graph.folder.snapshots import EVIDENCE
from dao_graph.model.document import Span, Text
from dao_graph.model.normal import legible
from dao_graph.model.places import located
from dao_graph.namespaces import DAO, NIF
from dao_graph.terms import text_of

CURE = "build the graph again with --recheck"


@dataclass(frozen=True, slots=True, order=True)
class Mismatch:
    """A quote that is not where the graph says, a source that cannot be read or has changed, or a file of the graph
    that is not as it was written."""

    source: str
    span: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The number of quotes and of sources checked, and the problems found."""

    quotes: int
    sources: int
    mismatches: tuple[Mismatch, ...]


def verify(graph: Graph, load: Callable[[str, str | None], Text]) -> Verified:
    """Re-read the graph's own files and the sources that its report names, with `load`, and compare every quote. `load`
    takes a path and the models by which its pages were recognised, or None."""
    damage = graph.damage()
    if damage:
        # What was altered proves nothing.
        return Verified(0, 0, tuple(Mismatch(found.name, "", f"{found.what}: {CURE}") for found in damage))
    texts: dict[str, Text] = {}
    names: dict[str, str] = {}
    found: list[Mismatch] = []
    for entry in graph.report.get("inputs", ()):
        if entry["status"] != "built":
            continue
        id = f"{graph.base}text/{entry['sha256'][:16]}"
        names[id] = entry["source"]
        try:
            text = load(entry["path"], entry.get("ocr") or None)
        except InputError as error:
            found.append(Mismatch(entry["source"], "", error.reason))
            continue
        if text.sha256 != entry["sha256"]:
            found.append(Mismatch(entry["source"], "", "has changed since the graph was built"))
        texts[id] = text
    quotes = 0
    said, boxes = _said(graph)
    for span, quote in said.items():
        context, _, place = span.partition("#char=")
        begin, _, end = place.partition(",")
        quotes += 1
        if context not in names:
            found.append(Mismatch(context, span, "is a quote from a text that the report does not name"))
        elif context in texts and legible(texts[context].content[int(begin) : int(end)]) != legible(quote):
            found.append(Mismatch(names[context], span, f"does not read {quote[:60]!r}"))
        elif context in texts and boxes[span] != set(located(texts[context], Span(int(begin), int(end))).boxes):
            found.append(Mismatch(names[context], span, "stands elsewhere on its page"))
    if names and not quotes:
        found.append(Mismatch(EVIDENCE, "", f"holds no quote of any text: {CURE}"))
    return Verified(quotes, len(names), tuple(sorted(found)))


def _said(graph: Graph) -> tuple[Mapping[str, str], Mapping[str, set[str]]]:
    """The quoted text of each span in the graph, and the boxes on pages that it is said to stand in."""
    quotes: dict[str, str] = {}
    boxes: dict[str, set[str]] = defaultdict(set)
    for quad in graph.quads():
        if isinstance(quad.object, ox.Literal):
            if quad.predicate.value == NIF + "anchorOf":
                quotes[text_of(quad.subject)] = quad.object.value
            elif quad.predicate.value == DAO + "box":
                boxes[text_of(quad.subject)].add(quad.object.value)
    return quotes, boxes
