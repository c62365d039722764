"""The description of a built graph as a dataset."""

from __future__ import annotations

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.namespaces import PREFIXES
from dao_graph.terms import text_of


def turtle(graph: Graph) -> bytes:
    """The description of a built graph as a dataset, as Turtle."""
    name = f"{graph.base}graph/dataset"
    triples = [quad.triple for quad in graph.quads(evidence=False) if text_of(quad.graph_name) == name]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
