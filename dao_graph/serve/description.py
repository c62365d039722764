"""The self-description of the endpoint: its features, its graphs, and the dataset, in SPARQL's and VoID's terms."""

from __future__ import annotations

import pyoxigraph as ox

from dao_graph.ask.answer import Answer
from dao_graph.ask.child import Asker
from dao_graph.namespaces import RDF, VOID

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_READS = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "JSON-LD", "N-Triples", "N-Quads", "TriG", "N3", "RDF_XML"),
)
# The most graphs that are listed; the rest is one query away.
_GRAPHS = 20_000


def description(asker: Asker, base: str, endpoint: str) -> Answer:
    """The triples that describe the endpoint at the URL `endpoint`, and the graph's own words on itself."""
    graphs = asker.run("SELECT ?graph WHERE { GRAPH ?graph {} } ORDER BY ?graph", _GRAPHS)
    own = asker.run(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{base}graph/dataset> {{ ?s ?p ?o }} }}", _GRAPHS)
    service, dataset, default, whole = (
        ox.NamedNode(iri) for iri in (endpoint, f"{endpoint}#dataset", f"{endpoint}#default", f"{base}dataset")
    )
    rows: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]] = [
        (service, _node(RDF, "type"), _node(_SD, "Service")),
        (service, _node(_SD, "endpoint"), service),
        (service, _node(_SD, "supportedLanguage"), _node(_SD, "SPARQL11Query")),
        # Every triple stands in the default graph once, whichever graphs hold it.
        (service, _node(_SD, "feature"), _node(_SD, "UnionDefaultGraph")),
        (service, _node(_SD, "defaultDataset"), dataset),
        (dataset, _node(RDF, "type"), _node(_SD, "Dataset")),
        (dataset, _node(_SD, "defaultGraph"), default),
        (default, _node(RDF, "type"), _node(_SD, "Graph")),
        (whole, _node(VOID, "sparqlEndpoint"), service),
        *((service, _node(_SD, "resultFormat"), _node(_FORMATS, name)) for name in _READS),
    ]
    for (graph,) in graphs.rows:
        if isinstance(graph, ox.NamedNode):
            entry = ox.NamedNode(f"{graph.value}#named")
            rows += [
                (dataset, _node(_SD, "namedGraph"), entry),
                (entry, _node(RDF, "type"), _node(_SD, "NamedGraph")),
                (entry, _node(_SD, "name"), graph),
            ]
    return Answer(("subject", "predicate", "object"), (*rows, *own.rows), "construct")


def _node(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(namespace + name)
