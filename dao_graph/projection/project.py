"""From quads to the property graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from dao_graph.namespaces import DAO, expand_name
from dao_graph.projection.draft import Draft, DraftEdge, edge_id
from dao_graph.projection.facts import project_facts
from dao_graph.projection.index import Index
from dao_graph.projection.model import Edge, Node, PropertyGraph, Value
from dao_graph.projection.names import Names, local
from dao_graph.projection.relations import project_relations
from dao_graph.projection.tables import tables
from dao_graph.terms import text_of


def to_property_graph(
    quads: Iterable[ox.Quad], base: str, language: str = "en", as_nodes: Collection[str] = ()
) -> PropertyGraph:
    """The property graph of `quads`, whose data IRIs begin with `base`: labels in `language` where there are any.

    `as_nodes` are classes of qualified facts ("Act") to be drawn as nodes. The same quads give the same graph.
    """
    index = Index(quads, base, tables())
    names = Names(index, language)
    draft = Draft(index, names, frozenset(map(expand_name, as_nodes)))
    project_facts(draft)
    project_relations(draft)
    edges = sorted((_edge(draft, key, edge) for key, edge in draft.edges.items()), key=lambda edge: edge.id)
    weights = Counter(end for edge in edges if not edge.listed for end in (edge.source, edge.target))
    drawn = {end for edge in draft.edges.values() for end in (edge.source, edge.target)}
    drawn |= {text_of(o) for s in index.properties for o in index.of(s, DAO + "expressionOf") if index.kind(text_of(o))}
    nodes = sorted((_node(draft, iri, weights) for iri in drawn), key=lambda node: node.id)
    return PropertyGraph(
        tuple(nodes), tuple(edges), draft.loss(), language, _paragraphs(draft), _terms(draft, nodes, edges)
    )


def _terms(draft: Draft, nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, dict[str, str]]:
    """What kinds of nodes, relations of edges, attributes of both and concepts among their values are called."""
    wanted = {node.kind for node in nodes} | {edge.relation for edge in edges}
    items: list[Node | Edge] = [*nodes, *edges]
    wanted |= {name.rstrip("_") for item in items for name in item.attributes if not name.endswith("_id")}
    known = {local(iri): iri for iri in draft.index.vocabulary if iri.startswith(DAO)}
    found = {name: draft.names.term_labels(known.get(name, name)) for name in wanted}
    values = (value for item in items for name, value in item.attributes.items() if name.endswith("_id"))
    concepts = {str(id) for value in values for id in (value if isinstance(value, tuple) else (value,))}
    found |= {id: draft.names.labels(draft.index.base + id) for id in concepts}
    return dict(sorted(found.items()))


def _node(draft: Draft, iri: str, weights: Counter[str]) -> Node:
    index, id = draft.index, draft.index.id(iri)
    if iri in draft.fact_nodes:
        kind, group, label = index.fact_class(iri), "fact", draft.fact_nodes[iri]
    else:
        kind = index.kind(iri)
        group, label = index.tables.kinds[kind], draft.names.label(iri)
    attributes = {**_title(draft, iri), **draft.attributes.get(iri, {})}
    named = {**draft.names.described_labels(iri), **draft.names.labels(iri)}
    labels = {code: name for code, name in sorted(named.items()) if code}
    return Node(id, iri, local(kind), group, label, labels, dict(sorted(attributes.items())), weights[id])


def _title(draft: Draft, iri: str) -> dict[str, Value]:
    """The whole name of what has a short one."""
    labels = {code: name for code, name in draft.names.labels(iri).items() if code}
    title = draft.names.best(labels) if labels else ""
    return {"title": title} if title and title != draft.names.label(iri) else {}


def _edge(draft: Draft, key: tuple[str, ...], edge: DraftEdge) -> Edge:
    index = draft.index
    passages = tuple(sorted(edge.passages))
    start, end = _dates(draft, edge)
    # Two versions of a paragraph are one paragraph.
    places = {(passage.document, passage.paragraph) for passage in passages}
    return Edge(
        edge_id(map(index.id, key)),
        index.id(edge.source),
        index.id(edge.target),
        edge.relation,
        edge.label,
        edge.labels,
        dict(sorted(edge.attributes.items())),
        passages,
        tuple(sorted(edge.facts)),
        tuple(sorted({passage.document for passage in passages})),
        tuple(sorted({passage.language for passage in passages})),
        start,
        end,
        max(len(places), 1),
        edge.listed,
    )


def _dates(draft: Draft, edge: DraftEdge) -> tuple[str, str]:
    """The dates of a fact: its own, its meeting's days, or its document's first day; empty where there is none."""
    table = draft.index.tables.dates
    ends = [draft.attributes.get(iri, {}) for iri in (edge.target, edge.source)]
    documents = list(dict.fromkeys(draft.index.base + p.document for p in sorted(edge.passages)))
    for via in table["via"]:
        documents += [text_of(upper) for document in documents for upper in draft.index.of(document, via)]
    stated = [draft.attributes.get(document, {}) for document in documents]
    for attributes, names in (
        (edge.attributes, table["start"]),
        *((end, table["start"][:1]) for end in ends),
        *((document, table["document"]) for document in stated),
    ):
        starts = _texts(attributes, names)
        if starts:
            ending = _texts(attributes, table["end"])
            return min(starts), max(ending, default="")
    return "", ""


def _texts(attributes: dict[str, Value], names: Iterable[str]) -> list[str]:
    """The values of the first of `names` that there is."""
    for name in names:
        if name in attributes:
            value = attributes[name]
            return [str(v) for v in value] if isinstance(value, tuple) else [str(value)]
    return []


def _paragraphs(draft: Draft) -> dict[tuple[str, str], tuple[int, str]]:
    """The words of each paragraph in each text: what its own evidence quotes."""
    index = draft.index
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for iri, types in sorted(index.types.items()):
        if types & index.tables.structure:
            for passage in index.passages(iri):
                key = (index.id(iri), passage.text)
                if key not in found or len(found[key][1]) < len(passage.quote):
                    found[key] = (passage.begin, draft.names.tidy(passage.quote))
    return found
