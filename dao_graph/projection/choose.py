"""Parts of a property graph: what is near a thing, in a document, of a class, with a verb, in a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from dao_graph.projection.model import Edge, PropertyGraph


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of the graph to show; an empty field admits all.

    `focus` is a node's id with the edges up to `depth` steps away; `documents` are ids; `classes` are kinds of nodes or
    relations of edges ("Country", "Participation"); `verbs` are ids or labels; `start` and `end` are dates as exact as
    wanted; `ids` are those of nodes and facts, such as a query gives.
    """

    focus: str = ""
    depth: int = 1
    documents: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    start: str = ""
    end: str = ""
    ids: frozenset[str] | None = None


def choose(graph: PropertyGraph, choice: Choice) -> PropertyGraph:
    """The part of `graph` that is wanted. A node stays while an edge of it does, or where it was asked for itself."""
    if choice == Choice():
        return graph
    edges = [edge for edge in graph.edges if _wanted(edge, choice)]
    kinds = {node.kind for node in graph.nodes}
    relations = choice.classes - kinds
    if relations:
        edges = [edge for edge in edges if edge.relation in relations]
    if wanted := choice.classes & kinds:
        of_kind = {node.id for node in graph.nodes if node.kind in wanted}
        edges = [edge for edge in edges if edge.source in of_kind and edge.target in of_kind]
    else:
        of_kind = set()
    if choice.focus:
        near = _near(edges, choice.focus, choice.depth)
        edges = [edge for edge in edges if edge.source in near and edge.target in near]
        of_kind = {choice.focus}
    if choice.ids is not None:
        of_kind = set(choice.ids)
    return _part(graph, edges, of_kind)


def _wanted(edge: Edge, choice: Choice) -> bool:
    if choice.documents and not choice.documents & {*edge.documents, edge.source, edge.target}:
        return False
    if choice.verbs and not choice.verbs & _verbs(edge):
        return False
    if choice.ids is not None and not (choice.ids & set(edge.facts) or {edge.source, edge.target} <= choice.ids):
        return False
    return _in_time(edge, choice.start, choice.end)


def _verbs(edge: Edge) -> set[str]:
    named: set[str] = set()
    for name in ("verb", "verb_id", "role", "role_id"):
        value = edge.attributes.get(name, ())
        named.update(map(str, value if isinstance(value, tuple) else (value,)))
    return named | {id.partition("/")[2] for id in named if "/" in id}


def _in_time(edge: Edge, start: str, end: str) -> bool:
    """Dates may be less exact than asked: a year lies in a time of which it shares a day."""
    if not start and not end:
        return True
    if not edge.start:
        return False
    first, last = edge.start, edge.end or edge.start
    return (not start or last[: len(start)] >= start[: len(last)]) and (
        not end or first[: len(end)] <= end[: len(first)]
    )


def _near(edges: Iterable[Edge], focus: str, depth: int) -> set[str]:
    around: dict[str, set[str]] = {}
    for edge in edges:
        around.setdefault(edge.source, set()).add(edge.target)
        around.setdefault(edge.target, set()).add(edge.source)
    seen = new = {focus}
    for _ in range(depth):
        new = {other for id in new for other in around.get(id, ())} - seen
        seen = seen | new
    return seen


def _part(graph: PropertyGraph, edges: Collection[Edge], kept: set[str]) -> PropertyGraph:
    weights = Counter(end for edge in edges if not edge.listed for end in (edge.source, edge.target))
    ends = {end for edge in edges for end in (edge.source, edge.target)} | kept
    nodes = tuple(replace(node, weight=weights[node.id]) for node in graph.nodes if node.id in ends)
    used = {(passage.paragraph, passage.text) for edge in edges for passage in edge.passages}
    paragraphs = {key: words for key, words in graph.paragraphs.items() if key in used}
    return replace(graph, nodes=nodes, edges=tuple(edges), paragraphs=paragraphs)
