"""Does every shape catch what it is there to catch, and nothing else?

The golden graph `data/valid.trig` conforms. Each constraint of each shape has at least one mutation below
that breaks the golden graph in just that way; the report must then name that constraint and no other. A
constraint without a mutation, a misspelt SHACL term, an unknown class or property, or a shape that focuses
on nothing fails the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.plugins.sparql import algebra, parser, processor
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
SHAPE_FILES = sorted((ROOT / "shapes").glob("*.ttl"))
GOLDEN = ROOT / "tests" / "data" / "valid.trig"

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPE = Namespace("https://w3id.org/dao-graph/shapes#")
DAO = Namespace("https://w3id.org/dao-graph/ontology#")


def words(text: str) -> list[str]:
    return text.split()


# SHACL 1.0: parameter -> the constraint component that a validation result names
COMPONENTS = {
    name: name[0].upper() + name[1:]
    for name in words(
        """class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
        minLength maxLength pattern languageIn uniqueLang equals disjoint lessThan lessThanOrEquals not and
        or xone node qualifiedMinCount qualifiedMaxCount closed hasValue in"""
    )
} | {"sparql": "SPARQL"}
OTHER_TERMS = set(
    words(
        """NodeShape PropertyShape SPARQLConstraint PrefixDeclaration IRI BlankNode Literal BlankNodeOrIRI
        BlankNodeOrLiteral IRIOrLiteral targetClass targetNode targetSubjectsOf targetObjectsOf path
        alternativePath inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath property ignoredProperties
        qualifiedValueShape qualifiedValueShapesDisjoint flags message severity Info Warning Violation
        deactivated name description order group defaultValue prefixes declare prefix namespace select ask"""
    )
)
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
CLOSED_VOCABULARIES: tuple[type[DefinedNamespace], ...] = (RDF, RDFS, SKOS, DCTERMS, ORG, PROV, OWL)
OTHER_VOCABULARIES = {
    URIRef("http://purl.org/spar/cito/includesQuotationFrom"),
    *(
        URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" + name)
        for name in words("Context OffsetBasedString referenceContext beginIndex endIndex anchorOf")
    ),
}

PROLOGUE = """
BASE <https://w3id.org/dao-graph/id/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dao: <https://w3id.org/dao-graph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in SHAPE_FILES:
        graph.parse(file)
    return graph


@cache
def golden() -> Graph:
    dataset = Dataset()
    dataset.parse(GOLDEN)
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


@cache
def vocabulary() -> Graph:
    return Graph().parse(ROOT / "ontology" / "dao.ttl")


@pytest.fixture(autouse=True, scope="module")
def queries_parsed_once() -> Iterator[None]:
    """rdflib would parse the queries in the shapes anew for each of some two hundred validations."""

    @cache
    def translate(query: str, base: str | None) -> Query:
        return algebra.translateQuery(parser.parseQuery(query), base)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda query: query)
        patch.setattr(processor, "translateQuery", lambda query, base, namespaces: translate(query, base))
        yield


def local(term: Node | None) -> str:
    return re.split("[#/]", str(term))[-1]


def constraints() -> set[str]:
    """Every constraint as "shape parameter"; what stands inside sh:or, sh:node … is part of it."""
    graph = shapes()
    targeted = {shape for target in TARGETS for shape in graph.subjects(target)}
    checked = targeted | {part for shape in targeted for part in graph.objects(shape, SH.property)}
    found = {
        f"{local(shape)} {name}"
        for shape in checked
        for name in COMPONENTS
        if name != "sparql" and (shape, SH[name], None) in graph
    }
    return found | {f"{local(query)} sparql" for shape in checked for query in graph.objects(shape, SH.sparql)}


def violated(data: Graph) -> set[str]:
    """The constraints that a validation report names, written as `constraints` writes them."""
    _, report, text = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inplace=True)
    assert isinstance(report, Graph), text
    parameters = {SH[component + "ConstraintComponent"]: name for name, component in COMPONENTS.items()}
    found = set()
    for result in report.objects(None, SH.result):
        parameter = parameters[report.value(result, SH.sourceConstraintComponent)]  # type: ignore[index]
        source = SH.sourceConstraint if parameter == "sparql" else SH.sourceShape
        found.add(f"{local(report.value(result, source))} {parameter}")
    return found


# --- mutations: small SPARQL updates. A node is an IRI, or the class of which the golden graph holds one ---


def node(name: str) -> str:
    return f"BIND({name} AS ?x)" if name.startswith("<") else f"?x a {name} ."


def add(name: str, predicate: str, value: str) -> str:
    """One more value."""
    return f"INSERT {{ ?x {predicate} {value} }} WHERE {{ {node(name)} }}"


def drop(name: str, predicate: str) -> str:
    """All values away."""
    return f"DELETE {{ ?x {predicate} ?old }} WHERE {{ {node(name)} ?x {predicate} ?old }}"


def put(name: str, predicate: str, value: str) -> str:
    """Another value in the place of each, in the fact and in the statement about it."""
    return f"""DELETE {{ ?x {predicate} ?old . ?s rdf:object ?old }}
        INSERT {{ ?x {predicate} {value} . ?s rdf:object {value} }}
        WHERE {{ {node(name)} ?x {predicate} ?old
                 OPTIONAL {{ ?s rdf:subject ?x ; rdf:predicate {predicate} ; rdf:object ?old }} }}"""


def rename(name: str, new: str) -> str:
    """Another IRI, as subject and as object."""
    return f"""DELETE {{ ?x ?p ?o }} INSERT {{ {new} ?p ?o }} WHERE {{ {node(name)} ?x ?p ?o }} ;
        DELETE {{ ?s ?p ?old }} INSERT {{ ?s ?p {new} }} WHERE {{ ?s ?p ?old
            FILTER (isIRI(?old) && REGEX(STR(?old), "/(text|fact)/") && NOT EXISTS {{ ?old ?q ?r }}) }}"""


LETTER, ANNEX, TEXT = "<document/A_99_901>", "<document/A_99_901/annex/1>", "dao:Expression"
MEETING, SEMINAR = "<meeting/2098-03-02/port-lumen>", "<meeting/2097/varra>"
GROUP = "<document/A_99_901/group/pilot-countries>"
SESSION, ITEM = "<session/general-assembly/99>", "<agenda-item/general-assembly/99/12>"
NOTE, PARAGRAPH = "<document/A_99_901/note/1>", "<document/A_99_901/p/1>"
STATEMENT = "<fact/00000000000000aa>"
SPAN = "<text/ffffffffffffffff#char=0,6>"
COUNTRY, BODY, ROLE = "<country/XAB>", "<body/secretariat>", "<role/pilot>"
POST, STATUS, FUND = "<post/secretary-general>", "<status/initiated>", "<fund/lighthouse-fund>"


def statement(extra: str = "", without: str = "none") -> str:
    """A second statement about the mention of a country, less one property."""
    parts = {
        "subject": f"rdf:subject {PARAGRAPH}",
        "predicate": "rdf:predicate dao:mentions",
        "object": "rdf:object <country/XAA>",
        "evidence": "dao:evidence ?span",
        "rule": 'dao:rule "en.mention.country"',
    }
    kept = " ; ".join(part for name, part in parts.items() if name != without)
    return f"""INSERT {{ {STATEMENT} a rdf:Statement ; {kept} . {extra} }}
        WHERE {{ ?span nif:anchorOf "Arenda" }}"""


def span(extra: str = "", without: str = "none", iri: str = SPAN) -> str:
    """Another span of the text, less one property."""
    parts = {
        "referenceContext": "nif:referenceContext ?text",
        "beginIndex": 'nif:beginIndex "0"^^xsd:nonNegativeInteger',
        "endIndex": 'nif:endIndex "6"^^xsd:nonNegativeInteger',
        "anchorOf": 'nif:anchorOf "Letter"',
    }
    kept = " ; ".join(part for name, part in parts.items() if name != without)
    return f"INSERT {{ {iri} a nif:OffsetBasedString ; {kept} . {extra} }} WHERE {{ ?text a dao:Expression }}"


MUTATIONS: list[tuple[str, str]] = [
    # actors
    ("Country pattern", "INSERT DATA { <country/arenda> a dao:Country }"),
    ("Place-country class", put("<place/varra>", "dao:country", BODY)),
    ("Place-country maxCount", add("<place/varra>", "dao:country", "<country/XAC>")),
    ("ActorGroup or", drop(GROUP, "dao:evidence")),
    ("ActorGroup or", drop(GROUP, "dao:rule")),
    ("ActorGroup-member node", add(GROUP, "dao:member", ROLE)),
    ("ActorGroup-count datatype", put(GROUP, "dao:count", '"2"^^xsd:decimal')),
    ("ActorGroup-count minInclusive", put(GROUP, "dao:count", "0")),
    ("ActorGroup-count maxCount", add(GROUP, "dao:count", "3")),
    ("ActorGroup-role class", put(GROUP, "dao:role", STATUS)),
    ("ActorGroup-broader node", put(GROUP, "skos:broader", ROLE)),
    ("Post-postIn node", put(POST, "org:postIn", ROLE)),
    # documents
    ("Document-symbol datatype", put(LETTER, "dao:symbol", '"A/99/901"@en')),
    ("Document-symbol maxCount", add(LETTER, "dao:symbol", '"A/99/902"')),
    ("Document-symbol pattern", put(LETTER, "dao:symbol", '"resolution 99/901"')),
    ("Document-date maxCount", add(LETTER, "dcterms:date", '"2098-05-04"^^xsd:date')),
    ("Document-adoptionDate maxCount", add(ANNEX, "dao:adoptionDate", '"2098-03-04"^^xsd:date')),
    ("Document-session class", put(LETTER, "dao:session", ITEM)),
    ("Document-agendaItem class", put(LETTER, "dao:agendaItem", SESSION)),
    ("Document-issuingBody node", put(LETTER, "dao:issuingBody", ROLE)),
    ("Document-sender node", put(LETTER, "dao:sender", ROLE)),
    ("Document-recipient node", put(LETTER, "dao:recipient", ROLE)),
    ("Document-signedBy class", put(LETTER, "dao:signedBy", COUNTRY)),
    ("Document-annexOf class", put(ANNEX, "dao:annexOf", COUNTRY)),
    ("Document-annexOf maxCount", add(ANNEX, "dao:annexOf", "<document/A_98_77>")),
    ("Document-adoptedAt class", put(ANNEX, "dao:adoptedAt", SESSION)),
    ("Document-adoptedIn class", put(ANNEX, "dao:adoptedIn", COUNTRY)),
    ("Document-sponsor node", put(ANNEX, "dao:sponsor", ROLE)),
    ("Document-originatingDocument class", put(ANNEX, "dao:originatingDocument", COUNTRY)),
    ("Document-votedFor class", put(ANNEX, "dao:votedFor", BODY)),
    ("Document-votedFor disjoint", put(ANNEX, "dao:votedFor", "<country/XAB>")),
    ("Document-votedAgainst class", put(ANNEX, "dao:votedAgainst", BODY)),
    ("Document-votedAgainst disjoint", put(ANNEX, "dao:votedAgainst", "<country/XAC>")),
    ("Document-abstained class", put(ANNEX, "dao:abstained", BODY)),
    ("Document-abstained disjoint", put(ANNEX, "dao:abstained", "<country/XAA>")),
    ("Document-votesFor datatype", put(ANNEX, "dao:votesFor", '"many"')),
    ("Document-votesAgainst datatype", put(ANNEX, "dao:votesAgainst", '"many"')),
    ("Document-abstentions datatype", put(ANNEX, "dao:abstentions", '"many"')),
    ("Document-respondsTo nodeKind", put(ANNEX, "dao:respondsTo", '"a letter"')),
    ("Document-adoptionMode class", put(ANNEX, "dao:adoptionMode", BODY)),
    ("Expression pattern", rename(TEXT, "<text/letter>")),
    ("Expression-type hasValue", "DELETE WHERE { ?x a nif:Context }"),
    ("Expression-expressionOf class", put(TEXT, "dao:expressionOf", COUNTRY)),
    ("Expression-expressionOf minCount", drop(TEXT, "dao:expressionOf")),
    ("Expression-expressionOf maxCount", add(TEXT, "dao:expressionOf", "<document/A_98_77>")),
    ("Expression-language in", put(TEXT, "dcterms:language", '"de"')),
    ("Expression-language minCount", drop(TEXT, "dcterms:language")),
    ("Expression-language maxCount", add(TEXT, "dcterms:language", '"fr"')),
    ("Expression-sourceName datatype", put(TEXT, "dao:sourceName", '"letter.txt"@en')),
    ("Expression-sourceName maxCount", add(TEXT, "dao:sourceName", '"other.txt"')),
    ("Expression-sha256 datatype", put(TEXT, "dao:sha256", f'"{"a" * 64}"@en')),
    ("Expression-sha256 minCount", drop(TEXT, "dao:sha256")),
    ("Expression-sha256 maxCount", add(TEXT, "dao:sha256", f'"{"a" * 64}"')),
    ("Expression-sha256 pattern", put(TEXT, "dao:sha256", f'"{"A" * 64}"')),
    ("Session-organ class", put(SESSION, "dao:organ", COUNTRY)),
    ("Session-organ minCount", drop(SESSION, "dao:organ")),
    ("Session-organ maxCount", add(SESSION, "dao:organ", BODY)),
    ("Session-number datatype", put(SESSION, "dao:number", "99")),
    ("Session-number minCount", drop(SESSION, "dao:number")),
    ("Session-number maxCount", add(SESSION, "dao:number", '"98"')),
    ("Session-agendaDocument class", put(SESSION, "dao:agendaDocument", COUNTRY)),
    ("AgendaItem-session class", put(ITEM, "dao:session", MEETING)),
    ("AgendaItem-session minCount", drop(ITEM, "dao:session")),
    (
        "AgendaItem-session maxCount",
        "INSERT DATA { <session/x/1> a dao:Session ; dao:organ <body/secretariat> ; "
        f'dao:number "1" . {ITEM} dao:session <session/x/1> }}',
    ),
    ("AgendaItem-number datatype", put(ITEM, "dao:number", "12")),
    ("AgendaItem-number minCount", drop(ITEM, "dao:number")),
    ("AgendaItem-number maxCount", add(ITEM, "dao:number", '"13"')),
    # provisions
    ("Provision-whole nodeKind", put(PARAGRAPH, "dcterms:isPartOf", '"A/99/901"')),
    ("Provision-whole minCount", drop(PARAGRAPH, "dcterms:isPartOf")),
    ("Provision-number datatype", put(PARAGRAPH, "dao:number", "1")),
    ("Provision-number minCount", drop(PARAGRAPH, "dao:number")),
    ("Provision-number maxCount", add(PARAGRAPH, "dao:number", '"1 bis"')),
    ("Note-noteOn class", put(NOTE, "dao:noteOn", COUNTRY)),
    ("Cites-cites or", put("<document/A_99_901/annex/1/pp/1>", "dao:cites", COUNTRY)),
    (
        "Mentions-mentions nodeKind",
        f'INSERT DATA {{ {PARAGRAPH} dao:mentions "Arenda" . {STATEMENT} rdf:subject {PARAGRAPH} ; '
        'rdf:predicate dao:mentions ; rdf:object "Arenda" }',
    ),
    # meetings
    ("Meeting or", drop("<meeting/open/unnamed>", "dao:dateStatus")),
    ("Meeting-startDate maxCount", add(MEETING, "dao:startDate", '"2098-03-01"^^xsd:date')),
    ("Meeting-endDate maxCount", add(MEETING, "dao:endDate", '"2098-03-04"^^xsd:date')),
    ("Meeting-place or", put(SEMINAR, "dao:place", BODY)),
    ("Meeting-host node", put(MEETING, "dao:host", ROLE)),
    ("Meeting-dateStatus class", put("<meeting/open/unnamed>", "dao:dateStatus", ROLE)),
    ("Meeting-dateStatus maxCount", add("<meeting/open/unnamed>", "dao:dateStatus", STATUS)),
    # participations, adoptions, tenures
    ("Participation closed", add("dao:Participation", "dao:country", COUNTRY)),
    ("Participation-event or", put("dao:Participation", "dao:event", COUNTRY)),
    ("Participation-event minCount", drop("dao:Participation", "dao:event")),
    ("Participation-event maxCount", add("dao:Participation", "dao:event", SEMINAR)),
    ("Participation-participant node", put("dao:Participation", "dao:participant", ROLE)),
    ("Participation-participant minCount", drop("dao:Participation", "dao:participant")),
    ("Participation-participant maxCount", add("dao:Participation", "dao:participant", COUNTRY)),
    ("Participation-role class", put("dao:Participation", "dao:role", STATUS)),
    ("Participation-role minCount", drop("dao:Participation", "dao:role")),
    ("Participation-role maxCount", add("dao:Participation", "dao:role", ROLE)),
    ("Participation-onBehalfOf node", add("dao:Participation", "dao:onBehalfOf", ROLE)),
    ("Adoption closed", add("dao:Adoption", "dao:event", MEETING)),
    ("Adoption-country class", put("dao:Adoption", "dao:country", BODY)),
    ("Adoption-country minCount", drop("dao:Adoption", "dao:country")),
    ("Adoption-country maxCount", add("dao:Adoption", "dao:country", COUNTRY)),
    ("Adoption-initiative or", put("dao:Adoption", "dao:initiative", FUND)),
    ("Adoption-initiative minCount", drop("dao:Adoption", "dao:initiative")),
    (
        "Adoption-initiative maxCount",
        add("dao:Adoption", "dao:initiative", "<initiative/piers>") + " ; "
        "INSERT DATA { <initiative/piers> a dao:Initiative }",
    ),
    ("Adoption-role class", put("dao:Adoption", "dao:role", STATUS)),
    ("Adoption-role minCount", drop("dao:Adoption", "dao:role")),
    ("Adoption-role maxCount", add("dao:Adoption", "dao:role", "<role/donor>")),
    ("Adoption-startDate maxCount", add("dao:Adoption", "dao:startDate", '"2095-01"^^xsd:gYearMonth')),
    ("Adoption-endDate maxCount", add("dao:Adoption", "dao:endDate", '"2099"^^xsd:gYear')),
    ("Tenure closed", add("dao:Tenure", "dao:role", ROLE)),
    ("Tenure-person class", put("dao:Tenure", "dao:person", COUNTRY)),
    ("Tenure-person minCount", drop("dao:Tenure", "dao:person")),
    (
        "Tenure-person maxCount",
        add("dao:Tenure", "dao:person", "<person/b>") + " ; INSERT DATA { <person/b> a dao:Person }",
    ),
    ("Tenure-post class", put("dao:Tenure", "dao:post", COUNTRY)),
    ("Tenure-post minCount", drop("dao:Tenure", "dao:post")),
    ("Tenure-post maxCount", add("dao:Tenure", "dao:post", POST)),
    ("Tenure-status class", put("dao:Tenure", "dao:status", COUNTRY)),
    ("Tenure-status maxCount", add("dao:Tenure", "dao:status", "<status/pledged>")),
    ("Tenure-startDate maxCount", add("dao:Tenure", "dao:startDate", '"2096"^^xsd:gYear')),
    ("Tenure-endDate maxCount", add("dao:Tenure", "dao:endDate", '"2099"^^xsd:gYear')),
    # funding
    ("FundingWindow-whole nodeKind", put("dao:FundingWindow", "dao:partOf", '"lighthouses"')),
    ("FundingWindow-whole minCount", drop("dao:FundingWindow", "dao:partOf")),
    ("Contribution closed", add("dao:Contribution", "dao:country", COUNTRY)),
    ("Contribution-contributor node", put("dao:Contribution", "dao:contributor", ROLE)),
    (
        "Contribution-some minCount",
        drop("dao:Contribution", "dao:contributor")
        + " ; "
        + drop("dao:Contribution", "dao:amount")
        + " ; "
        + drop("dao:Contribution", "dao:currency")
        + " ; "
        + drop("dao:Contribution", "dao:recipient"),
    ),
    ("Contribution-fund class", put("dao:Contribution", "dao:fund", COUNTRY)),
    ("Contribution-fund maxCount", add("dao:Contribution", "dao:fund", FUND)),
    ("Contribution-role class", put("dao:Contribution", "dao:role", STATUS)),
    ("Contribution-role maxCount", add("dao:Contribution", "dao:role", ROLE)),
    ("Contribution-quality class", put("dao:Contribution", "dao:quality", ROLE)),
    ("Sum closed", add("dao:Sum", "dao:holder", BODY)),
    ("Sum-amount datatype", put("dao:Contribution", "dao:amount", "2500000")),
    ("Sum-amount minExclusive", put("dao:Contribution", "dao:amount", "0.0")),
    ("Sum-amount maxCount", add("dao:Contribution", "dao:amount", "3.5")),
    ("Sum-currency class", put("dao:Contribution", "dao:currency", ROLE)),
    ("Sum-currency maxCount", add("dao:Contribution", "dao:currency", "<currency/EUR>")),
    ("Sum-bound in", put("dao:Sum", "dao:bound", '"roughly"')),
    ("Sum-bound maxCount", add("dao:Sum", "dao:bound", '"at most"')),
    ("Sum-asOf maxCount", add("dao:Sum", "dao:asOf", '"2099"^^xsd:gYear')),
    ("Sum-date maxCount", add("dao:Contribution", "dao:date", '"2098"^^xsd:gYear')),
    ("Sum-startDate maxCount", add("dao:Sum", "dao:startDate", '"2096"^^xsd:gYear')),
    ("Sum-endDate maxCount", add("dao:Sum", "dao:endDate", '"2099"^^xsd:gYear')),
    ("Sum-concerns nodeKind", put("dao:Sum", "dao:concerns", '"lighthouses"')),
    ("Sum-partOf nodeKind", put("dao:Sum", "dao:partOf", '"whole"')),
    ("Sum-partOf maxCount", add("dao:Sum", "dao:partOf", BODY)),
    ("Sum-inProvision class", put("dao:Sum", "dao:inProvision", COUNTRY)),
    ("Sum-stated minCount", drop("dao:Budget", "dao:amount") + " ; " + drop("dao:Budget", "dao:currency")),
    ("Sum-recipient nodeKind", put("dao:Allocation", "dao:recipient", '"them"')),
    ("Sum-status class", put("dao:Allocation", "dao:status", ROLE)),
    ("Sum-status maxCount", add("dao:Allocation", "dao:status", "<status/pledged>")),
    ("Sum-holder nodeKind", put("dao:Budget", "dao:holder", '"them"')),
    ("Sum-holder maxCount", add("dao:Budget", "dao:holder", COUNTRY)),
    ("Sum-kind class", put("dao:Budget", "dao:kind", ROLE)),
    ("Sum-kind maxCount", add("dao:Budget", "dao:kind", "<kind/unspent>")),
    ("Allocation closed", add("dao:Allocation", "dao:holder", BODY)),
    ("Allocation-source nodeKind", put("dao:Allocation", "dao:source", '"them"')),
    ("Budget closed", add("dao:Budget", "dao:contributor", COUNTRY)),
    ("Expenditure closed", add("dao:Expenditure", "dao:contributor", COUNTRY)),
    ("Balance closed", add("dao:Balance", "dao:contributor", COUNTRY)),
    ("Share closed", add("dao:Share", "dao:holder", BODY)),
    ("Share-percentage datatype", put("dao:Share", "dao:percentage", '"64"')),
    ("Share-percentage minCount", drop("dao:Share", "dao:percentage")),
    ("Share-percentage maxCount", add("dao:Share", "dao:percentage", "65.0")),
    ("Share-of nodeKind", put("dao:Share", "dao:of", '"lighthouses"')),
    ("Amount-currency minCount", drop("dao:Contribution", "dao:currency")),
    ("Governance closed", add("dao:Governance", "dao:country", COUNTRY)),
    ("Governance-governs nodeKind", put("dao:Governance", "dao:governs", '"a fund"')),
    ("Governance-governs minCount", drop("dao:Governance", "dao:governs")),
    ("Governance-governs maxCount", add("dao:Governance", "dao:governs", FUND)),
    ("Governance-governedBy nodeKind", put("dao:Governance", "dao:governedBy", '"them"')),
    ("Governance-governedBy minCount", drop("dao:Governance", "dao:governedBy")),
    ("Governance-role class", put("dao:Governance", "dao:role", STATUS)),
    ("Governance-role minCount", drop("dao:Governance", "dao:role")),
    ("Governance-role maxCount", add("dao:Governance", "dao:role", ROLE)),
    ("Establishment closed", add("dao:Establishment", "dao:country", COUNTRY)),
    ("Establishment-establishes nodeKind", put("dao:Establishment", "dao:establishes", '"a fund"')),
    ("Establishment-establishes minCount", drop("dao:Establishment", "dao:establishes")),
    ("Establishment-establishes maxCount", add("dao:Establishment", "dao:establishes", FUND)),
    ("Establishment-establishedBy node", put("dao:Establishment", "dao:establishedBy", ROLE)),
    ("Establishment-basis nodeKind", put("dao:Establishment", "dao:basis", '"a document"')),
    # evaluations
    ("Evaluation closed", add("dao:Evaluation", "dao:event", MEETING)),
    ("Evaluation-evaluates nodeKind", put("dao:Evaluation", "dao:evaluates", '"lighthouses"')),
    ("Evaluation-evaluates minCount", drop("dao:Evaluation", "dao:evaluates")),
    ("Evaluation-country class", put("dao:Evaluation", "dao:country", BODY)),
    ("Evaluation-country maxCount", add("dao:Evaluation", "dao:country", COUNTRY)),
    ("Evaluation-ledBy node", put("dao:Evaluation", "dao:ledBy", ROLE)),
    ("Evaluation-status class", put("dao:Evaluation", "dao:status", ROLE)),
    ("Evaluation-status maxCount", add("dao:Evaluation", "dao:status", "<status/announced>")),
    ("Evaluation-deadline maxCount", add("dao:Evaluation", "dao:deadline", '"2099-08-01"^^xsd:date')),
    ("Evaluation-dateStatus class", put("dao:Evaluation", "dao:dateStatus", ROLE)),
    ("Evaluation-dateStatus maxCount", add("dao:Evaluation", "dao:dateStatus", STATUS)),
    ("Evaluation-criterion class", put("dao:Evaluation", "dao:criterion", ROLE)),
    ("Evaluation-inputTo nodeKind", put("dao:Evaluation", "dao:inputTo", '"the next meeting"')),
    ("Evaluation-basis or", put("dao:Evaluation", "dao:basis", ROLE)),
    ("Evaluation-dependsOn class", put("dao:Evaluation", "dao:dependsOn", ROLE)),
    ("Evaluation-arrangement class", put("dao:Evaluation", "dao:arrangement", COUNTRY)),
    ("Deliverable closed", add("dao:Deliverable", "dao:event", MEETING)),
    ("Deliverable-type class", put("dao:Deliverable", "dcterms:type", ROLE)),
    ("Deliverable-type minCount", drop("dao:Deliverable", "dcterms:type")),
    ("Deliverable-type maxCount", add("dao:Deliverable", "dcterms:type", "<document-type/report>")),
    ("Deliverable-deliverableOf class", put("dao:Deliverable", "dao:deliverableOf", ROLE)),
    ("Deliverable-deliveredBy node", put("dao:Deliverable", "dao:deliveredBy", ROLE)),
    ("Deliverable-commentedOnBy node", put("dao:Deliverable", "dao:commentedOnBy", ROLE)),
    ("Deliverable-validatedBy node", put("dao:Deliverable", "dao:validatedBy", ROLE)),
    ("Deliverable-publishedWith class", put("dao:Deliverable", "dao:publishedWith", ROLE)),
    ("Deliverable-status class", put("dao:Deliverable", "dao:status", ROLE)),
    ("Deliverable-status maxCount", add("dao:Deliverable", "dao:status", STATUS)),
    # acts and findings
    ("Act closed", add("dao:Act", "dao:event", MEETING)),
    ("Act-actor node", put("dao:Act", "dao:actor", ROLE)),
    ("Act-actor minCount", drop("dao:Act", "dao:actor")),
    ("Act-verb class", put("dao:Act", "dao:verb", ROLE)),
    ("Act-verb minCount", drop("dao:Act", "dao:verb")),
    (
        "Act-verb maxCount",
        add("dao:Act", "dao:verb", "<verb/thanks>") + " ; INSERT DATA { <verb/thanks> a dao:Verb }",
    ),
    ("Act-addressee node", put("dao:Act", "dao:addressee", ROLE)),
    ("Act-concerns nodeKind", put("dao:Act", "dao:concerns", '"lighthouses"')),
    ("Act-basis or", put("dao:Act", "dao:basis", COUNTRY)),
    ("Act-inConsultationWith node", put("dao:Act", "dao:inConsultationWith", ROLE)),
    ("Act-condition datatype", put("dao:Act", "dao:condition", '"if asked"')),
    ("Act-quality class", add("dao:Act", "dao:quality", "<https://w3id.org/dao-graph/id/role/pilot>")),
    ("Act-deadline maxCount", add("dao:Act", "dao:deadline", '"2100"^^xsd:gYear')),
    ("Act-dueWithin datatype", add("dao:Act", "dao:dueWithin", '"30 days"')),
    ("Act-dueWithin maxCount", add("dao:Act", "dao:dueWithin", '"P30D"^^xsd:duration, "P6M"^^xsd:duration')),
    ("Act-dueAfter class", add("dao:Act", "dao:dueAfter", COUNTRY)),
    ("Act-dueAfterEvent datatype", add("dao:Act", "dao:dueAfterEvent", '"the adoption"')),
    ("Act-endDate maxCount", add("dao:Act", "dao:endDate", '"2100"^^xsd:gYear, "2101"^^xsd:gYear')),
    ("Act-text datatype", put("dao:Act", "dao:text", '"calls upon donors"')),
    ("Act-inProvision class", put("dao:Act", "dao:inProvision", LETTER)),
    ("Act-inProvision minCount", drop("dao:Act", "dao:inProvision")),
    ("Act-inProvision maxCount", add("dao:Act", "dao:inProvision", PARAGRAPH)),
    ("Act-answers class", put("dao:Act", "dao:answers", COUNTRY)),
    ("Finding closed", add("dao:Finding", "dao:event", MEETING)),
    ("Finding-text datatype", put("dao:Finding", "dao:text", '"slow"')),
    ("Finding-text minCount", drop("dao:Finding", "dao:text")),
    ("Finding-polarity in", put("dao:Finding", "dao:polarity", '"bad"')),
    ("Finding-polarity maxCount", add("dao:Finding", "dao:polarity", '"neutral"')),
    ("Finding-topic nodeKind", put("dao:Finding", "dao:topic", '"procedures"')),
    ("Finding-onBehalfOf node", add("dao:Finding", "dao:onBehalfOf", ROLE)),
    ("Finding-statedBy node", put("dao:Finding", "dao:statedBy", ROLE)),
    ("Finding-inProvision class", put("dao:Finding", "dao:inProvision", LETTER)),
    ("Finding-inProvision minCount", drop("dao:Finding", "dao:inProvision")),
    ("Finding-inProvision maxCount", add("dao:Finding", "dao:inProvision", PARAGRAPH)),
    # evidence
    ("Evidenced-evidence class", add(MEETING, "dao:evidence", PARAGRAPH)),
    ("Evidenced-evidence minCount", statement(without="evidence")),
    ("Evidenced-evidence minCount", drop("dao:Act", "dao:evidence")),
    ("Evidenced-evidence minCount", drop(SEMINAR, "dao:evidence")),
    ("Evidenced-rule minCount", statement(without="rule")),
    ("Evidenced-rule minCount", drop("dao:Participation", "dao:rule")),
    ("Evidenced-rule pattern", put("dao:Act", "dao:rule", '"the third rule"')),
    ("Fact pattern", rename("dao:Participation", "<fact/observer>")),
    ("Statement-subject minCount", statement(without="subject")),
    (
        "Statement-subject maxCount",
        f"INSERT {{ ?s rdf:subject {PARAGRAPH} }} WHERE {{ ?s rdf:subject {LETTER} ; "
        "rdf:predicate dao:signedBy } ; "
        f"INSERT DATA {{ {PARAGRAPH} dao:signedBy <person/ada-ferrin> . {STATEMENT} "
        f"rdf:subject {PARAGRAPH} ; rdf:predicate dao:signedBy ; rdf:object <person/ada-ferrin> }}",
    ),
    ("Statement-predicate minCount", statement(without="predicate")),
    (
        "Statement-predicate maxCount",
        f"{statement()} ; INSERT DATA {{ {STATEMENT} rdf:predicate skos:related . "
        f"{PARAGRAPH} skos:related <country/XAA> }}",
    ),
    ("Statement-object minCount", statement(without="object")),
    ("Statement-object maxCount", statement(f"{STATEMENT} rdf:object <group/least-lit-countries>")),
    ("Span pattern", span(iri="<text/ffffffffffffffff#0-6>")),
    (
        "Span-referenceContext class",
        span(f"{SPAN} nif:referenceContext {LETTER}", without="referenceContext"),
    ),
    ("Span-referenceContext minCount", span(without="referenceContext")),
    (
        "Span-referenceContext maxCount",
        span(
            f"""{SPAN} nif:referenceContext <text/eeeeeeeeeeeeeeee> .
        <text/eeeeeeeeeeeeeeee> a dao:Expression, nif:Context ;
        dao:expressionOf {LETTER} ; dcterms:language "en" ; dao:sha256 "{"e" * 64}" """
        ),
    ),
    ("Span-beginIndex datatype", span(f"{SPAN} nif:beginIndex 0", without="beginIndex")),
    ("Span-beginIndex minCount", span(without="beginIndex")),
    ("Span-beginIndex maxCount", span(f'{SPAN} nif:beginIndex "1"^^xsd:nonNegativeInteger')),
    (
        "Span-beginIndex lessThan",
        span(f'{SPAN} nif:beginIndex "6"^^xsd:nonNegativeInteger', without="beginIndex"),
    ),
    ("Span-endIndex datatype", span(f"{SPAN} nif:endIndex 6", without="endIndex")),
    ("Span-endIndex minCount", span(without="endIndex")),
    ("Span-endIndex maxCount", span(f'{SPAN} nif:endIndex "7"^^xsd:nonNegativeInteger')),
    ("Span-anchorOf datatype", span(f'{SPAN} nif:anchorOf "Letter"@en', without="anchorOf")),
    ("Span-anchorOf minCount", span(without="anchorOf")),
    ("Span-anchorOf maxCount", span(f'{SPAN} nif:anchorOf "letter"')),
    ("Span-page datatype", span(f"{SPAN} dao:page 1")),
    ("Span-page minInclusive", span(f'{SPAN} dao:page "0"^^xsd:nonNegativeInteger')),
    ("Span-box datatype", span(f'{SPAN} dao:box "page=1&viewrect=1.0,2.0,3.0,4.0"@en')),
    ("Span-box pattern", span(f'{SPAN} dao:box "1.0,2.0,3.0,4.0"')),
    ("Span-paragraphNumber datatype", span(f'{SPAN} dao:paragraphNumber "first"')),
    ("Span-textFragment datatype", span(f'{SPAN} dao:textFragment ":~:text=a"@en')),
    ("Span-textFragment maxCount", span(f'{SPAN} dao:textFragment ":~:text=a", ":~:text=b"')),
    ("Span-textFragment pattern", span(f'{SPAN} dao:textFragment "text=a"')),
    ("Complete-statement sparql", add(PARAGRAPH, "dao:mentions", "<country/XAC>")),
    ("Complete-statement sparql", add(PARAGRAPH, "dao:cites", "<document/A_98_77>")),
    ("Complete-statement sparql", add(MEETING, "dao:host", COUNTRY)),
    ("Complete-fact sparql", f"DELETE DATA {{ {PARAGRAPH} dao:mentions <country/XAA> }}"),
    # dates
    ("Date-value or", put("dao:Contribution", "dao:date", '"98"^^xsd:gYear')),
    ("Date-value or", put("dao:Contribution", "dao:date", '"2098-13"^^xsd:gYearMonth')),
    ("Date-value or", put("dao:Contribution", "dao:date", '"May 2098"')),
    ("Deadline-value or", put("dao:Act", "dao:deadline", '"2098-13"^^xsd:gYearMonth')),
    ("Deadline-value or", put("dao:Act", "dao:deadline", "<https://w3id.org/dao-graph/id/country/NOR>")),
    ("Date-value or", put(LETTER, "dcterms:date", '"2098-05-03Z"^^xsd:date')),
    ("Date-value or", put(LETTER, "dcterms:date", '"2098-02-30"^^xsd:date')),
    ("Date-value or", put(LETTER, "dcterms:date", '"2098-05-03T00:00:00"^^xsd:dateTime')),
    ("Period-order sparql", put(MEETING, "dao:endDate", '"2098-03-01"^^xsd:date')),
    ("Period-order sparql", put(MEETING, "dao:endDate", '"2098-02"^^xsd:gYearMonth')),
    ("Period-order sparql", put("dao:Tenure", "dao:endDate", '"2096"^^xsd:gYear')),
    ("Deadline-order sparql", put("dao:Evaluation", "dao:deadline", '"2098-05-02"^^xsd:date')),
    ("Deadline-order sparql", put("dao:Act", "dao:deadline", '"2097"^^xsd:gYear')),
    ("Deadline-order sparql", put("dao:Act", "dao:deadline", '"2098-04"^^xsd:gYearMonth')),
    # labels
    ("Labelled-label datatype", put(MEETING, "rdfs:label", '"Meeting"')),
    ("Labelled-label uniqueLang", add(MEETING, "rdfs:label", '"Another meeting"@en')),
    ("Labelled-prefLabel datatype", put("<country/XAB>", "skos:prefLabel", '"Borduna"')),
    ("Labelled-prefLabel uniqueLang", add("<country/XAA>", "skos:prefLabel", '"Republic of Arenda"@en')),
    ("Labelled-title datatype", put(LETTER, "dcterms:title", '"Letter"')),
    ("Labelled-title uniqueLang", add(LETTER, "dcterms:title", '"Another letter"@en')),
]

# What must not be reported: the golden graph with these changes still conforms
HARMLESS = [
    put("dao:Act", "dao:deadline", '"2098-05-03"^^xsd:date'),  # the day of the letter itself
    put("dao:Act", "dao:deadline", '"2098"^^xsd:gYear'),  # its year
    put("dao:Act", "dao:deadline", '"2098-05"^^xsd:gYearMonth'),
    put(MEETING, "dao:endDate", '"2098-03"^^xsd:gYearMonth'),  # less exact than its first day
    put(MEETING, "dao:endDate", '"2098-03-02"^^xsd:date'),
    drop(LETTER, "dao:symbol"),  # a document need not state its symbol
    put("dao:Act", "dao:actor", "<post/secretary-general>"),
]

SYMBOLS = [
    *words(
        """A/RES/62/208 S/RES/1325(2000) E/2010/100 A/64/578 A/99/9-E/2099/9 A/HRC/RES/38/3 A/C.3/74/L.41
        A/74/399/Add.2 A/RES/S-10/2 A/RES/ES-10/21 E/CN.6/2020/L.3 ST/SGB/2017/1 A/DEC/76/413 S/PRST/2015/3
        A/74/PV.47 A/AC.105/1 A/64/L.5/Rev.1 A/RES/217(III)A FCCC/CP/2015/10/Add.1 E/RES/2023/32"""
    ),
    "A/CONF.157/24 (Part I)",
    "A/RES/217(III)A",
    "A/RES/2200(XXI)A",
]
NOT_SYMBOLS = [
    "",
    "62/208",
    "A",
    "a/res/62/208",
    "A/RES/",
    "/RES/62",
    "A RES 62 208",
    "see A/64/578",
    "A/64/",
]


def test_golden_graph_conforms() -> None:
    assert violated(golden()) == set()


@pytest.mark.parametrize("file", SHAPE_FILES, ids=lambda file: file.stem)
def test_only_known_shacl_terms(file: Path) -> None:
    terms = {
        local(term)
        for triple in Graph().parse(file)
        for term in triple
        if isinstance(term, URIRef) and term.startswith(str(SH))
    }
    assert terms <= COMPONENTS.keys() | OTHER_TERMS


def test_a_misspelt_term_would_be_seen() -> None:
    assert "minCuont" not in COMPONENTS.keys() | OTHER_TERMS


def test_classes_and_properties_exist() -> None:
    graph = shapes()
    naming = (
        *TARGETS,
        SH["class"],
        SH.hasValue,
        SH.disjoint,
        SH.equals,
        SH.lessThan,
        SH.lessThanOrEquals,
        SH.path,
    )
    used = {term for predicate in naming for term in graph.objects(None, predicate)}
    for predicate in (SH.alternativePath, SH.ignoredProperties, SH["in"]):
        used |= {item for head in graph.objects(None, predicate) for item in graph.items(head)}
    queries = " ".join(str(query) for query in graph.objects(None, SH.select))
    used |= {DAO[name] for name in re.findall(r"dao:(\w+)", queries)}

    own = set(vocabulary().subjects(RDFS.isDefinedBy)) | OTHER_VOCABULARIES
    names = {term for term in used if isinstance(term, URIRef) and term not in own}
    assert {term for term in names if not any(term in space for space in CLOSED_VOCABULARIES)} == set()


def test_messages_in_english_and_chinese() -> None:
    graph = shapes()
    for shape in {SHAPE[key.split()[0]] for key in constraints()}:
        messages = [text for text in graph.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in messages) == ["en", "zh"], shape


def test_every_constraint_has_a_mutation() -> None:
    assert constraints() == {key for key, _ in MUTATIONS}


@pytest.mark.parametrize(("constraint", "update"), MUTATIONS, ids=[key.replace(" ", ":") for key, _ in MUTATIONS])
def test_mutation_is_caught_by_its_constraint_alone(constraint: str, update: str) -> None:
    data = Graph() + golden()
    data.update(PROLOGUE + update)
    assert violated(data) == {constraint}


@pytest.mark.parametrize("update", HARMLESS)
def test_harmless_change_conforms(update: str) -> None:
    data = Graph() + golden()
    data.update(PROLOGUE + update)
    assert len(data - golden()) + len(golden() - data) > 0
    assert violated(data) == set()


def test_facts_that_need_a_statement_are_listed_alike_twice() -> None:
    query = str(shapes().value(SHAPE["Complete-statement"], SH.select))
    path, members = query.split("FILTER")[:2]
    assert sorted(re.findall(r"(?:dao|cito):\w+", path)) == sorted(re.findall(r"(?:dao|cito):\w+", members))


def test_every_shape_focuses_on_something() -> None:
    data = golden()
    idle = []
    for shape in {shape for target in TARGETS for shape in shapes().subjects(target)}:
        for target, value in shapes().predicate_objects(shape):
            if (
                (target == SH.targetClass and (None, RDF.type, value) not in data)
                or (target == SH.targetSubjectsOf and (None, value, None) not in data)
                or (target == SH.targetObjectsOf and (None, value, None) not in data)
                or (target == SH.targetNode and (value, None, None) not in data)
            ):
                idle.append(f"{local(shape)} {local(value)}")
    assert idle == []


def test_every_property_shape_belongs_to_a_targeted_shape() -> None:
    graph = shapes()
    targeted = {shape for target in TARGETS for shape in graph.subjects(target)}
    reached = {part for shape in targeted for part in graph.objects(shape, SH.property)}
    unused = set(graph.subjects(RDF.type, SH.PropertyShape)) - reached
    assert {local(shape) for shape in unused} == set()


def test_golden_graph_uses_every_class() -> None:
    used = set(golden().objects(None, RDF.type))
    assert {local(term) for term in vocabulary().subjects(RDF.type, OWL.Class) if term not in used} == set()


def test_golden_spans_quote_its_text() -> None:
    comment = GOLDEN.read_text(encoding="utf-8").split("\n@base")[0].split("#\n", 1)[1]
    text = "".join(line[2:] + "\n" for line in comment.rstrip("\n").split("\n"))
    nif = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    for span_, quote in golden().subject_objects(nif.anchorOf):
        begin, end = (int(part) for part in str(span_).split("#char=")[1].split(","))
        assert text[begin:end] == str(quote)


def test_golden_graph_has_no_blank_nodes() -> None:
    assert all(isinstance(term, URIRef | Literal) for triple in golden() for term in triple)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbol_pattern_takes_symbols(symbol: str) -> None:
    assert re.search(str(shapes().value(SHAPE["Document-symbol"], SH.pattern)), symbol)


@pytest.mark.parametrize("symbol", NOT_SYMBOLS)
def test_symbol_pattern_refuses_others(symbol: str) -> None:
    assert not re.search(str(shapes().value(SHAPE["Document-symbol"], SH.pattern)), symbol)
