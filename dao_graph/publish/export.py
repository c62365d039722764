"""Exporting: the graph in the formats of other programs. The same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.namespaces import PREFIXES
from dao_graph.projection.model import PropertyGraph
from dao_graph.publish.formats import drawings, json, picture, stores, tables, vault, xml
from dao_graph.publish.formats.flat import Flat
from dao_graph.publish.json_ld import json_ld
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


RDF_FORMATS: Mapping[str, Callable[[Graph], bytes]] = {
    "turtle": _merged(ox.RdfFormat.TURTLE),
    "trig": _dataset(ox.RdfFormat.TRIG),
    "nquads": _quads,
    "jsonld": json_ld,
    "rdfxml": _merged(ox.RdfFormat.RDF_XML),
}
# Formats of one file, written from the property graph.
NETWORK_FORMATS: Mapping[str, Callable[[Flat], bytes]] = {
    "gexf": xml.gexf,
    "graphml": xml.graphml,
    "yed": xml.yed,
    "cx2": json.cx2,
    "cyjs": json.cyjs,
    "node-link": json.node_link,
    "graphology": json.graphology,
    "cypher": stores.cypher,
    "dot": drawings.dot,
    "mermaid": drawings.mermaid,
    "html": lambda flat: page(flat.graph),
    "svg": picture.svg,
    "png": picture.png,
}
# Formats of several files in a folder.
FOLDER_FORMATS: Mapping[str, Callable[[Flat], Mapping[str, bytes]]] = {
    "csv": tables.csv_tables,
    "parquet": tables.parquet,
    "neo4j": stores.neo4j,
    "memgraph": stores.memgraph,
    "neptune": stores.neptune,
    "obsidian": lambda flat: vault.obsidian(flat.graph),
}
FORMATS = (*RDF_FORMATS, *NETWORK_FORMATS, *FOLDER_FORMATS)
SUFFIXES = {
    "turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld", "rdfxml": ".rdf",
    "gexf": ".gexf", "graphml": ".graphml", "yed": ".graphml", "cx2": ".cx2", "cyjs": ".cyjs", "node-link": ".json",
    "graphology": ".json", "cypher": ".cypher", "dot": ".dot", "mermaid": ".mmd", "html": ".html",
    "svg": ".svg", "png": ".png",
}  # fmt: skip


def export(graph: Graph, format: str) -> bytes | Mapping[str, bytes]:
    """The whole graph in one of `FORMATS`: a file, or files by name. Raises KeyError for another format."""
    if format in RDF_FORMATS:
        return RDF_FORMATS[format](graph)
    return export_network(graph.to_property_graph(), format)


def export_network(graph: PropertyGraph, format: str) -> bytes | Mapping[str, bytes]:
    """A property graph in one of `NETWORK_FORMATS` or `FOLDER_FORMATS`. Raises KeyError for another, QueryError where
    a library that the format needs is not installed."""
    flat = Flat(graph)
    return NETWORK_FORMATS[format](flat) if format in NETWORK_FORMATS else FOLDER_FORMATS[format](flat)
