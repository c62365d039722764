"""The property graph for the network libraries of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx

from dao_graph.errors import QueryError
from dao_graph.projection.model import Edge, Node, PropertyGraph, Value

if TYPE_CHECKING:
    import igraph


def to_networkx(graph: PropertyGraph) -> networkx.MultiDiGraph[str]:
    """Nodes by id with `label`, `kind`, `iri`, `weight` and what they have besides; edges by their id as key, with
    `label`, `relation`, `quote` and what they carry. Several values are lists."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes:
        network.add_node(node.id, **node_data(node))
    for edge in graph.edges:
        network.add_edge(edge.source, edge.target, key=edge.id, **edge_data(edge, graph.language))
    return network


def to_igraph(graph: PropertyGraph) -> igraph.Graph:
    """The same as a directed igraph graph; ids are the attribute `name`. Raises QueryError where it is missing."""
    try:
        import igraph
    except ImportError:
        raise QueryError("igraph is not installed; install it with: pip install igraph") from None
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    found = igraph.Graph(n=len(graph.nodes), directed=True)
    nodes = [{"name": node.id, **node_data(node)} for node in graph.nodes]
    edges = [{"name": edge.id, **edge_data(edge, graph.language)} for edge in graph.edges]
    found.add_edges([(place[edge.source], place[edge.target]) for edge in graph.edges])
    for sequence, rows in ((found.vs, nodes), (found.es, edges)):
        for name in sorted({name for row in rows for name in row}):
            sequence[name] = [row.get(name) for row in rows]
    return found


def node_data(node: Node) -> dict[str, Any]:
    """The attributes of a node, flat: its own fields, `label_xx` for each language, the rest."""
    labels = {f"label_{code}": name for code, name in node.labels.items()}
    own = {"label": node.label, "kind": node.kind, "group": node.group, "iri": node.iri, "weight": node.weight}
    return {**own, **labels, **_lists(node.attributes)}


def edge_data(edge: Edge, language: str) -> dict[str, Any]:
    """The attributes of an edge, flat: the words and place of its first passage (in `language` where it has one), all
    its documents, paragraphs and languages, the rest."""
    labels = {f"label_{code}": name for code, name in sorted(edge.labels.items()) if code}
    own: dict[str, Any] = {"label": edge.label, "relation": edge.relation, "weight": edge.weight, "listed": edge.listed}
    several = {
        "documents": list(edge.documents),
        "paragraphs": sorted({passage.paragraph for passage in edge.passages if passage.paragraph}),
        "languages": list(edge.languages),
        "facts": list(edge.facts),
    }
    own.update({name: value for name, value in several.items() if value})
    own.update({name: value for name, value in (("start", edge.start), ("end", edge.end)) if value})
    if edge.passages:
        first = min(edge.passages, key=lambda passage: (passage.language != language, passage))
        own.update(quote=first.quote, quote_language=first.language, quote_text=first.text)
        own.update(quote_document=first.document, quote_begin=first.begin, quote_end=first.end)
        if first.paragraph:
            own["quote_paragraph"] = first.paragraph
    return {**own, **labels, **_lists(edge.attributes)}


def _lists(attributes: Any) -> dict[str, Value | list[Any]]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in attributes.items()}
