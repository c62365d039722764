"""What is made of the vocabulary: its page for people (docs/ontology.html) and its JSON-LD context for programs
(ontology/context.jsonld).

The page is made by pyLODE, whose style sheet and icons are inside it: it is built where it is wanted and not kept here.

    pip install pylode==3.3.4     # 3.4.1 fails at import
    python docs/vocabulary.py page
    python docs/vocabulary.py context
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = ROOT / "ontology" / "dao.ttl"
PAGE = ROOT / "docs" / "ontology.html"
CONTEXT = ROOT / "ontology" / "context.jsonld"
DAO = "https://w3id.org/dao-graph/ontology#"
# As dao_graph.namespaces has them; this script runs where the package is not installed.
PREFIXES = {
    "cito": "http://purl.org/spar/cito/",
    "dao": DAO,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def context() -> str:
    """The JSON-LD context: every class and property by its bare name, links as links, datatypes where there is one."""
    graph = Graph().parse(VOCABULARY)
    terms: dict[str, Any] = {}
    for term in sorted(graph.subjects(RDFS.isDefinedBy), key=str):
        name = str(term).removeprefix(DAO)
        entry: dict[str, str] = {"@id": f"dao:{name}"}
        kinds = set(graph.objects(term, RDF.type))
        ranges = [value for value in graph.objects(term, RDFS.range) if isinstance(value, URIRef)]
        if OWL.ObjectProperty in kinds:
            entry["@type"] = "@id"
        elif len(ranges) == 1 and ranges[0] in XSD and ranges[0] != XSD.string:
            entry["@type"] = f"xsd:{str(ranges[0]).removeprefix(str(XSD))}"
        terms[name] = entry if "@type" in entry else entry["@id"]
    written = {"@context": {**PREFIXES, **terms}}
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def page() -> None:
    """Write the page, and check that every term is in it."""
    from pylode import OntPub

    OntPub(str(VOCABULARY)).make_html(destination=str(PAGE))
    written = PAGE.read_text(encoding="utf-8")
    lacking = [t for t in Graph().parse(VOCABULARY).subjects(RDFS.isDefinedBy) if f"<code>{t}</code>" not in written]
    if lacking:
        raise SystemExit(f"{PAGE}: lacks {', '.join(map(str, lacking))}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["page"]:
            page()
        case ["context"]:
            CONTEXT.write_text(context(), encoding="utf-8")
        case _:
            raise SystemExit(__doc__)
