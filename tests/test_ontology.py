"""Are the vocabulary and the authority lists well formed, complete in six languages, and free of clashes?"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from dao_graph.data import LANGUAGES
from dao_graph.lists.authorities import authorities
from dao_graph.rdf.naming import Namer

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
# The cases of names are no list of their own: they are made of the others.
AUTHORITIES = sorted(
    path for path in (ONTOLOGY / "authorities").glob("*.ttl") if path.stem not in ("inflected-ru", "tenses")
)
DAO = Namespace("https://w3id.org/dao-graph/ontology#")
KEYWORD = URIRef("http://www.w3.org/ns/dcat#keyword")
BASE = "https://w3id.org/dao-graph/id/"
SIX = {"ar", "en", "es", "fr", "ru", "zh"}
STRONG = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}
WORD_CLASSES = {DAO.Role, DAO.Status, DAO.Quality, DAO.Verb, DAO.DocumentType}
EXTERNAL = (
    "http://purl.org/dc/terms/",
    "http://purl.org/spar/cito/",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "http://www.w3.org/",
    "https://schema.org/",
    "https://w3id.org/un/ontology/undo/",
)


@cache
def parsed(file: Path) -> Graph:
    return Graph().parse(file)


@cache
def vocabulary() -> Graph:
    return parsed(ONTOLOGY / "dao.ttl")


def terms() -> list[Node]:
    return sorted(vocabulary().subjects(RDFS.isDefinedBy), key=str)


def concepts(graph: Graph) -> list[Node]:
    return sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(str(label.language) for label in graph.objects(subject, predicate) if isinstance(label, Literal))


# --- the vocabulary ---


def test_ontology_header() -> None:
    (ontology,) = vocabulary().subjects(RDF.type, OWL.Ontology)
    assert languages(vocabulary(), ontology, DCTERMS.title) == sorted(LANGUAGES)
    assert languages(vocabulary(), ontology, DCTERMS.description) == sorted(LANGUAGES)
    assert vocabulary().value(ontology, OWL.versionInfo) == Literal("0.1.0")
    licence = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert vocabulary().value(ontology, DCTERMS.license) == licence


def test_the_dataset_is_described_in_the_six_languages() -> None:
    dataset = parsed(ONTOLOGY / "dataset.ttl")
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.label, RDFS.comment, KEYWORD):
        for subject in set(dataset.subjects(predicate)):
            found = set(languages(dataset, subject, predicate))
            assert found == set(LANGUAGES) or str(subject).endswith("dataset/tool"), subject


@pytest.mark.parametrize("term", terms(), ids=lambda term: str(term).split("#")[-1])
def test_term_has_its_name_in_the_six_languages(term: Node) -> None:
    assert str(term).startswith(str(DAO))
    assert languages(vocabulary(), term, RDFS.label) == sorted(LANGUAGES)
    assert languages(vocabulary(), term, RDFS.comment) == sorted(LANGUAGES)
    assert list(vocabulary().objects(term, RDFS.isDefinedBy)) == [URIRef("https://w3id.org/dao-graph/ontology")]
    assert set(vocabulary().objects(term, RDF.type)) <= KINDS


def test_terms_of_other_vocabularies_have_names_in_the_six_languages() -> None:
    """Pages and answers call classes and properties by them: those of facts, of concepts and of lists."""
    used = {term for file in AUTHORITIES for triple in parsed(file) for term in triple[1:2]}
    used |= {kind for file in AUTHORITIES for kind in parsed(file).objects(None, RDF.type)}
    used |= {RDF[name] for name in ("Statement", "subject", "predicate", "object")} | {DCTERMS.subject}
    namer = Namer({}, authorities())
    for term in map(str, used - {SKOS.hiddenLabel, RDFS.seeAlso}):
        if not term.startswith(str(DAO)):
            assert [namer.name(term, language)[1] for language in LANGUAGES] == list(LANGUAGES), term


def test_every_dao_term_used_is_defined() -> None:
    defined = set(terms())
    for file in [ONTOLOGY / "dao.ttl", *AUTHORITIES]:
        used = {term for triple in parsed(file) for term in triple if str(term).startswith(str(DAO))}
        used.discard(URIRef(str(DAO)))
        assert {str(term) for term in used if isinstance(term, URIRef) and term not in defined} == set(), file.name


def test_alignments_name_known_vocabularies() -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        for value in vocabulary().objects(None, predicate):
            assert str(value).startswith((str(DAO), *EXTERNAL)), value


def test_names_follow_the_case_of_their_kind() -> None:
    for term in terms():
        name = str(term).removeprefix(str(DAO))
        is_class = (term, RDF.type, OWL.Class) in vocabulary()
        assert re.fullmatch("[A-Z][A-Za-z]+" if is_class else "[a-z][A-Za-z0-9]+", name)


def test_no_class_is_its_own_ancestor() -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in terms():
            for above in vocabulary().objects(term, predicate):
                assert term not in set(vocabulary().transitive_objects(above, predicate))


# --- the authority lists ---


@pytest.mark.parametrize("file", AUTHORITIES, ids=lambda file: file.stem)
class TestAuthorityList:
    def test_is_one_scheme_with_a_title(self, file: Path) -> None:
        graph = parsed(file)
        (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
        assert scheme == URIRef(f"{BASE}scheme/{file.stem}")
        assert languages(graph, scheme, DCTERMS.title) == sorted(LANGUAGES)
        assert concepts(graph)
        assert {concept for concept in concepts(graph) if (concept, SKOS.inScheme, scheme) not in graph} == set()

    def test_begins_with_a_comment(self, file: Path) -> None:
        assert file.read_text(encoding="utf-8").startswith("# ")

    def test_concepts_have_one_preferred_label_a_language(self, file: Path) -> None:
        graph = parsed(file)
        lacking = {
            str(concept): found
            for concept in concepts(graph)
            if (found := languages(graph, concept, SKOS.prefLabel)) != sorted(SIX)
        }
        assert lacking == {}

    def test_labels_have_one_of_the_six_languages(self, file: Path) -> None:
        graph = parsed(file)
        for predicate in (*STRONG, DAO.weakLabel):
            for label in graph.objects(None, predicate):
                assert isinstance(label, Literal)
                assert label.language in SIX, label

    def test_labels_are_clean(self, file: Path) -> None:
        graph = parsed(file)
        labels = {str(label) for predicate in (*STRONG, DAO.weakLabel) for label in graph.objects(None, predicate)}
        invisible = re.compile("[\u200b-\u200f\u202a-\u202e]")
        assert {label for label in labels if label != " ".join(label.split()) or invisible.search(label)} == set()
        assert "" not in labels

    def test_no_two_concepts_share_a_strong_label(self, file: Path) -> None:
        if file.stem == "documents":
            pytest.skip("two documents may bear the same title")
        graph = parsed(file)
        owners: dict[Node, set[Node]] = {}
        for predicate in STRONG:
            for concept, label in graph.subject_objects(predicate):
                owners.setdefault(label, set()).add(concept)
        # A verb that counts for a narrower one has its name too.
        apart = {n: owner - {b for c in owner for b in graph.objects(c, SKOS.broader)} for n, owner in owners.items()}
        assert {label: owner for label, owner in apart.items() if len(owner) > 1} == {}

    def test_no_label_is_given_twice(self, file: Path) -> None:
        # a strong label may be marked weak as well: Georgia is the state's name, and needs context
        graph = parsed(file)
        given = Counter(pair for predicate in STRONG for pair in graph.subject_objects(predicate))
        assert [pair for pair, number in given.items() if number > 1] == []

    def test_iris_are_well_formed(self, file: Path) -> None:
        for concept in concepts(parsed(file)):
            kind, _, name = str(concept).removeprefix(BASE).partition("/")
            assert re.fullmatch("[a-z]+(-[a-z]+)*", kind), concept
            assert re.fullmatch(r"[A-Za-z0-9]+([-_.()][A-Za-z0-9]*)*", name), concept

    def test_no_blank_nodes(self, file: Path) -> None:
        assert all(isinstance(term, URIRef | Literal) for triple in parsed(file) for term in triple)

    def test_concepts_stand_sorted(self, file: Path) -> None:
        ids = re.findall(r"^<([^>]+)> a skos:Concept\b", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert len(ids) == len(concepts(parsed(file)))
        assert ids == sorted(ids)


def test_word_lists_are_typed() -> None:
    for name, kind in (
        ("roles", DAO.Role),
        ("statuses", DAO.Status),
        ("qualities", DAO.Quality),
        ("verbs", DAO.Verb),
        ("document-types", DAO.DocumentType),
    ):
        graph = parsed(ONTOLOGY / "authorities" / f"{name}.ttl")
        for concept in concepts(graph):
            assert WORD_CLASSES & set(graph.objects(concept, RDF.type)) == {kind}, concept


def test_verbs_have_a_strength_from_0_to_5() -> None:
    graph = parsed(ONTOLOGY / "authorities" / "verbs.ttl")
    for verb in concepts(graph):
        (strength,) = graph.objects(verb, DAO.strength)
        assert isinstance(strength, Literal)
        assert strength.value in range(6), verb
