"""The graph as a network of entities, for networkx and the programs that read its formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import networkx
import pyoxigraph as ox

from dao_graph.namespaces import DAO, DCTERMS, NIF, RDF, RDFS, SKOS, shorten
from dao_graph.normal import clean
from dao_graph.terms import Term, text_of

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", DAO + "symbol")
_DESCRIBING = (SKOS + "broader", DAO + "evaluates", DAO + "place", DAO + "startDate", DAO + "country")
_LEFT_OUT = ("Provision", "Expression", "OffsetBasedString", "Context", "Statement")


def to_networkx(quads: Iterable[ox.Quad], base: str, language: str) -> networkx.MultiDiGraph[str]:
    """See `Graph.to_networkx`; `base` is that of the data IRIs. Nodes are IRIs with `label` and `kind`, edges have a
    `label`; keys are stable."""
    triples = sorted(
        {
            (text_of(q.subject), q.predicate.value, q.object)
            for q in quads
            if not text_of(q.graph_name).endswith(("graph/ontology", "graph/dataset"))
        },
        key=lambda t: (t[0], t[1], str(t[2])),
    )
    kinds = _kinds(triples)
    labels = _labels(triples, language)
    described = _descriptions(triples, labels)
    nodes = {iri for iri, kind in kinds.items() if kind not in _LEFT_OUT and iri.startswith(base) and kind != "Concept"}
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    edges = [
        (s, o.value, shorten(p))
        for s, p, o in triples
        if s in nodes and isinstance(o, ox.NamedNode) and o.value in nodes and p != RDF + "type"
    ]
    linked = {end for s, o, _ in edges for end in (s, o)}
    for iri in sorted(nodes & linked):
        label = labels.get(iri) or described.get(iri) or iri.removeprefix(base)
        network.add_node(iri, label=label, kind=kinds[iri])
    for s, p, o in triples:
        if s in network and isinstance(o, ox.Literal) and p not in _LABELS and not p.startswith((NIF, SKOS)):
            network.nodes[s].setdefault(shorten(p).replace(":", "_"), clean(o.value))
    for number, (source, target, label) in enumerate(sorted(set(edges))):
        network.add_edge(source, target, key=number, label=label)
    return network


def _kinds(triples: Sequence[tuple[str, str, Term]]) -> dict[str, str]:
    """The most telling class of each thing: of several, the one that is neither general nor a concept's."""
    general = {"Document", "FundingMechanism", "Concept", "Annex"}
    kinds: dict[str, str] = {}
    for s, p, o in triples:
        if p == RDF + "type" and isinstance(o, ox.NamedNode):
            name = re.split("[#/]", o.value)[-1]
            if name in _LEFT_OUT and "Annex" not in kinds.get(s, ""):
                kinds[s] = name if kinds.get(s) not in ("OutcomeStatement", "Annex") else kinds[s]
            elif s not in kinds or (kinds[s] in general and name not in general):
                kinds[s] = name
    return kinds


def _labels(triples: Sequence[tuple[str, str, Term]], language: str) -> dict[str, str]:
    ranked: dict[str, tuple[int, int, str]] = {}
    for s, p, o in triples:
        if p in _LABELS and isinstance(o, ox.Literal):
            rank = (0 if o.language == language else 1 if o.language in (None, "en") else 2, _LABELS.index(p), o.value)
            if s not in ranked or rank < ranked[s]:
                ranked[s] = rank
    return {iri: clean(rank[2]) for iri, rank in ranked.items()}


def _descriptions(triples: Sequence[tuple[str, str, Term]], labels: dict[str, str]) -> dict[str, str]:
    """For things without a label of their own: what they are a kind of, where and when they are, whose they are."""
    parts: dict[str, dict[str, str]] = {}
    for s, p, o in triples:
        if s not in labels and p in _DESCRIBING:
            known = labels.get(text_of(o)) if isinstance(o, ox.NamedNode) else text_of(o)
            if known:
                parts.setdefault(s, {}).setdefault(p, known)
    return {s: ", ".join(found[p] for p in _DESCRIBING if p in found) for s, found in parts.items()}
