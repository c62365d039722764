"""A built graph taken elsewhere: as objects of other libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dao_graph.ask.stored import StoredGraph
from dao_graph.terms import text_of

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib

    from dao_graph.projection.model import PropertyGraph


class TakenGraph(StoredGraph):
    """The quads of a built graph, which other libraries can be given."""

    def to_rdflib(self, evidence: bool = True) -> rdflib.Dataset:
        """The named graphs as an rdflib Dataset."""
        import rdflib

        from dao_graph.rdf.validate import rdflib_term

        dataset = rdflib.Dataset()
        for quad in self.quads(evidence):
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            triple = (
                rdflib.URIRef(text_of(quad.subject)),
                rdflib.URIRef(quad.predicate.value),
                rdflib_term(quad.object),
            )
            dataset.graph(rdflib.URIRef(name)).add(triple)
        return dataset

    def to_property_graph(self, language: str = "en", *, as_nodes: Sequence[str] = ()) -> PropertyGraph:
        """The graph as people mean it: states, bodies, meetings, funds, documents as nodes, each fact between two of
        them as one edge with its role or verb, its dates and its words; labels in `language` where there are any.

        `as_nodes` names classes of facts ("Act") that are nodes of their own, with an edge for each role. What is not
        in it is accounted for in its `loss`.
        """
        from dao_graph.projection.project import to_property_graph

        return to_property_graph(self.quads(), self.base, language, as_nodes)

    def to_networkx(self, language: str = "en") -> networkx.MultiDiGraph[str]:
        """The property graph for networkx: nodes by their local id ("country/RWA"), edges with the id as key."""
        from dao_graph.projection.networks import to_networkx

        return to_networkx(self.to_property_graph(language))

    def to_igraph(self, language: str = "en") -> igraph.Graph:
        """The property graph for igraph. Raises QueryError where igraph is not installed."""
        from dao_graph.projection.networks import to_igraph

        return to_igraph(self.to_property_graph(language))
