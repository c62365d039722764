"""Choosing a part of the property graph by what people call things."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.errors import QueryError
from dao_graph.projection.choose import Choice, choose
from dao_graph.projection.model import PropertyGraph


def chosen(
    graph: Graph,
    language: str = "en",
    *,
    acts: str = "edge",
    focus: str | None = None,
    depth: int = 1,
    query: Path | None = None,
    documents: Sequence[str] = (),
    classes: Sequence[str] = (),
    verbs: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
) -> PropertyGraph:
    """The part of the property graph that is wanted; all of it without a wish.

    `focus` and `documents` are named as in a question; `query` is a file of SPARQL: things and facts in its answer are
    kept. Raises QueryError where a name means nothing, the query fails, or nothing is left.
    """
    whole = graph.to_property_graph(language, as_nodes=["Act"] if acts == "node" else ())
    known = {node.kind for node in whole.nodes} | {edge.relation for edge in whole.edges}
    if missing := sorted(set(classes) - known):
        raise QueryError(f"no node or edge is a {', '.join(missing)}; there are {', '.join(sorted(known))}")
    choice = Choice(
        focus=_id(graph, "entity", focus) if focus else "",
        depth=depth,
        documents=frozenset(_id(graph, "document", name) for name in documents),
        classes=frozenset(classes),
        verbs=frozenset(verbs),
        start=start or "",
        end=end or "",
        ids=_answered(graph, query) if query else None,
    )
    if choice.focus and choice.focus not in {node.id for node in whole.nodes}:
        raise QueryError(f"{choice.focus} is no node of the graph")
    part = choose(whole, choice)
    if not part.nodes:
        raise QueryError("nothing in the graph is all that was asked for")
    return part


def _id(graph: Graph, kind: str, name: str) -> str:
    return graph.names.find(kind, name).value.removeprefix(graph.base)


def _answered(graph: Graph, path: Path) -> frozenset[str]:
    try:
        answer = graph.query(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
    nodes = (cell.value for row in answer.rows for cell in row if isinstance(cell, ox.NamedNode))
    return frozenset(iri.removeprefix(graph.base) for iri in nodes)
