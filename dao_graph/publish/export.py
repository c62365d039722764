"""Exporting: the graph in the formats of other programs. The same graph gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import networkx
import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.namespaces import PREFIXES
from dao_graph.publish.offline_page import page
from dao_graph.rdf.output import nquads


def _quads(graph: Graph) -> bytes:
    return nquads(graph.quads())


def _dataset(format: ox.RdfFormat) -> Callable[[Graph], bytes]:
    def export(graph: Graph) -> bytes:
        quads = sorted(graph.quads(), key=_by_graph)
        return ox.serialize(quads, format=format, prefixes=dict(PREFIXES)) or b""

    return export


def _merged(format: ox.RdfFormat) -> Callable[[Graph], bytes]:
    """For formats without named graphs: every triple once."""

    def export(graph: Graph) -> bytes:
        triples = sorted({q.triple for q in graph.quads()}, key=str)
        return ox.serialize(triples, format=format, prefixes=dict(PREFIXES)) or b""

    return export


def _by_graph(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _graphml(graph: Graph) -> bytes:
    out = io.BytesIO()
    networkx.write_graphml(graph.to_networkx(), out, named_key_ids=True, edge_id_from_attribute="id")
    return out.getvalue()


def _gexf(graph: Graph) -> bytes:
    network = graph.to_networkx()
    for _, _, key, data in network.edges(keys=True, data=True):
        data["id"] = str(key)
    out = io.BytesIO()
    networkx.write_gexf(network, out, version="1.2draft")
    # The writer stamps the day on which it runs; the same graph must give the same bytes.
    lines = out.getvalue().split(b"\n")
    return b"\n".join(_undated(line) for line in lines)


def _undated(line: bytes) -> bytes:
    head, mark, rest = line.partition(b'<meta lastmodifieddate="')
    return head + b"<meta" + rest[rest.index(b'"') + 1 :] if mark else line


FORMATS: Mapping[str, Callable[[Graph], bytes]] = {
    "turtle": _merged(ox.RdfFormat.TURTLE),
    "trig": _dataset(ox.RdfFormat.TRIG),
    "nquads": _quads,
    "jsonld": _dataset(ox.RdfFormat.JSON_LD),
    "rdfxml": _merged(ox.RdfFormat.RDF_XML),
    "graphml": _graphml,
    "gexf": _gexf,
    "html": page,
}
SUFFIXES = {
    "turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld", "rdfxml": ".rdf",
    "graphml": ".graphml", "gexf": ".gexf", "html": ".html",
}  # fmt: skip


def export(graph: Graph, format: str) -> bytes:
    """The graph in one of `FORMATS`. Raises KeyError for another."""
    return FORMATS[format](graph)
