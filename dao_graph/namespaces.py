"""The namespaces of the graph, as strings; `--base-iri` replaces BASE at the edge where quads are written."""

from __future__ import annotations

BASE = "https://w3id.org/dao-graph/id/"
DAO = "https://w3id.org/dao-graph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
CITO = "http://purl.org/spar/cito/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
SCHEMA = "https://schema.org/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
OWL = "http://www.w3.org/2002/07/owl#"

# What a build adds for those who ask, of what is stated anyway: names, words and counts in graphs below this.
VIEWS = "views/"
VIEWED = tuple(DAO + name for name in ("name", "words", "readAs", "countedAs", "countedIn", "statedAs", "statedIn"))

PREFIXES = {
    "dao": DAO, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "skos": SKOS, "dcterms": DCTERMS, "org": ORG, "prov": PROV,
    "cito": CITO, "nif": NIF, "itsrdf": ITSRDF, "schema": SCHEMA, "void": VOID, "dcat": DCAT, "owl": OWL,
}  # fmt: skip


def expand_name(name: str) -> str:
    """The IRI of a property or class: a prefixed name ("org:postIn") or a bare one of the ontology ("host").

    Raises KeyError for an unknown prefix.
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon else DAO + name


def shorten(iri: str) -> str:
    """A property as a prefixed name; those of the ontology without their prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return local if prefix == "dao" else f"{prefix}:{local}"
    return iri
