"""A store of the facts alone gives the answers that one with the evidence gives, and reads evidence where asked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

import dao_graph
from dao_graph.ask import child
from dao_graph.ask.answer import Answer
from dao_graph.ask.describe import describe, machine
from dao_graph.ask.evidence import LOCAL_NAMES, of_facts
from dao_graph.ask.explain import Choice, explain, page
from dao_graph.ask.graph import Graph
from dao_graph.ask.portion import Lines
from dao_graph.ask.questions import examples, place_in, questions, readable
from dao_graph.namespaces import RDF
from dao_graph.pipeline.build import Options, build

from .conftest import EXAMPLES
from .files import lines_docx
from .papers import Sheet, wrapped
from .test_rebuild import assert_tidy, written

NS = "https://w3id.org/dao-graph/ontology#"
DAO = f"PREFIX dao: <{NS}> "
# Values for parameters of a type, of the example letter.
GIVEN = {
    "document": ("document/A_99_9-E_2099_9", "document/A_RES_63_311"),
    "lang": ("en", "zh"),
    "entity": ("country/NOR", "country/RWA", "post/secretary-general", "initiative/delivering-as-one"),
    "provision": ("document/A_99_9-E_2099_9/p/12",),
    "symbol": ("A/RES/63/311",),
}
FACTS_ALONE = [
    "SELECT ?a WHERE { ?a a dao:Act ; dao:verb ?v . FILTER(!BOUND(?v)) }",
    "SELECT ?a ?b ?c WHERE { ?a dao:actor ?b . OPTIONAL { ?a dao:verb ?c } } ORDER BY ?a ?b",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a dao:cites/dao:cites ?b }",
    "ASK { <https://w3id.org/dao-graph/id/country/RWA> a dao:Country }",
    "SELECT ?x WHERE { [] dao:actor ?x } # ?s ?p ?o",
    r"SELECT ('a\u0001\n\'b ?s ?p ?o' AS ?x) {}",
]
# Each could have another answer where there is evidence, or cannot be told apart from what could.
PERHAPS_NOT = [
    "SELECT ?p { ?s ?p ?o }",
    "SELECT ?p { ?s a dao:Act ; ?p ?o }",
    "SELECT ?p { [ ?p 5 ] dao:verb ?v }",
    "SELECT ?p { <x:a> ?p true }",
    "SELECT ?p { dao:a ?p dao:b }",
    "SELECT ?p { 'a'@en ?p _:b }",
    "SELECT ?p { ( 1 2 ) ?p ?x }",
    "SELECT ?k { ?s a ?k }",
    "SELECT ?k { ?s a/dao:x ?k }",
    "SELECT ?k { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?k }",
    "SELECT ?s { ?s dao:rule ?r }",
    "SELECT ?s { ?s dao:inProvision ?r }",
    "SELECT ?s { ?s !dao:verb ?r }",
    "SELECT ?s { ?s !(dao:verb|dao:actor) ?r }",
    "SELECT ?s { ?s dao:broader* ?r }",
    "SELECT ?s { ?s dao:broader? ?r }",
    "SELECT ?s { ?s <https://w3id.org/dao-graph/ontology#evidence> ?r }",
    "PREFIX x: <https://w3id.org/dao-graph/ontology#ev> SELECT ?s { ?s x:idence ?r }",
    "PREFIX x: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> SELECT ?s { ?s x:y ?r }",
    "BASE <https://w3id.org/dao-graph/> SELECT ?s { ?s <ontology#evidence> ?r }",
    "SELECT ?s { ?s dao:evidenc\\u0065 ?r }",
    "SELECT ?s { ?s dao:x\\-y ?r }",
    "SELECT ?g { GRAPH ?g { } }",
    "DESCRIBE <https://w3id.org/dao-graph/id/country/RWA>",
]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    page = tmp_path_factory.mktemp("page") / "page.html"
    body = written(number=7).decode().split("\n\n")
    page.write_text("<html><body><main>" + "".join(f"<p>{part}</p>" for part in body) + "</main></body></html>")
    return [*sorted(EXAMPLES.glob("*.txt")), page]


@pytest.fixture(scope="module")
def folders(inputs: Sequence[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = {stored: tmp_path_factory.mktemp("stores") / stored for stored in ("facts", "all")}
    build(inputs, out["facts"], Options(check=False))
    build(inputs, out["all"], Options(check=False), store="all")
    return out


@pytest.fixture
def facts(folders: dict[str, Path]) -> Graph:
    return Graph.open(folders["facts"])


@pytest.fixture(scope="module")
def whole(folders: dict[str, Path]) -> Graph:
    return Graph.open(folders["all"])


def rows(answer: Answer) -> list[Any]:
    return sorted(answer.texts())


def loaded(graph: Graph) -> bool:
    """Whether all the evidence was read into memory."""
    return "store" in graph.__dict__


def asked(graph: Graph) -> bool:
    """Whether a part of the evidence was read into memory for a question."""
    return graph.files is not None and graph.files.kept is not None


def of_evidence() -> list[str]:
    return [name for name, question in questions().items() if not of_facts(question.sparql, ours=True)]


@pytest.mark.parametrize("name", sorted(questions()))
def test_questions_of_the_library_have_the_same_answers(name: str, facts: Graph, whole: Graph) -> None:
    given: dict[str, Any] = dict(examples(questions()[name]))
    assert rows(facts.query(name, **given)) == rows(whole.query(name, **given))
    assert asked(facts) != of_facts(questions()[name].sparql, ours=True)
    assert not loaded(facts)


@pytest.mark.parametrize("name", sorted(of_evidence()))
def test_questions_about_some_texts_have_the_same_answers(name: str, facts: Graph, whole: Graph) -> None:
    question = questions()[name]
    acts = {act.value for (act,) in facts.query(f"{DAO} SELECT ?act {{ ?act a dao:Act }} LIMIT 9").rows if act}
    values = {**GIVEN, "fact": [f"{facts.base}meeting/2009-10-19/kigali", *sorted(acts)]}
    for parameter, kind in ((p.name, p.type) for p in question.parameters.values()):
        for value in values.get(kind, ()):
            given: dict[str, Any] = {**examples(question), parameter: value}
            assert rows(facts.query(name, **given)) == rows(whole.query(name, **given)), given
    assert not loaded(facts)


@pytest.mark.parametrize("name", sorted(questions()))
def test_as_many_rows_as_are_wanted(name: str, facts: Graph, whole: Graph) -> None:
    given: dict[str, Any] = dict(examples(questions()[name]))
    found = rows(whole.query(name, **given))
    some = rows(facts.query(name, limit=3, **given))
    assert len(some) == min(3, len(found))
    assert set(some) <= set(found)


def test_answers_for_people_have_names_of_what_they_list(whole: Graph) -> None:
    question = questions()["must-do"]
    answer, titles = whole.titled(question, {"lang": "fr", "document": "A/99/9"})
    shown = readable(answer, question, titles)
    assert "document" not in shown.columns
    place = shown.columns.index("provision")
    names = {row[place] for row in shown.texts()}
    assert "annexe 1, paragraphe 5" in names
    assert not any("/" in name for name in names), names


@pytest.mark.parametrize("name", sorted(questions()))
def test_answers_for_people_have_no_id_of_what_has_words(name: str, whole: Graph) -> None:
    question = questions()[name]
    answer, titles = whole.titled(
        question, {**examples(question), "lang": "zh"} if "lang" in question.parameters else {}
    )
    shown = readable(answer, question, titles)
    told = {"act", "finding"} & set(answer.columns) if "words" in answer.columns else set()
    assert not told & set(shown.columns)


def test_a_place_is_named_within_its_document() -> None:
    assert place_in("A/RES/99/1, operative paragraph 7", ["A/RES/99/1 – Lighthouses"]) == "operative paragraph 7"
    assert place_in("A/RES/99/1，执行段 7", ["灯塔审查 (A/RES/99/1)"]) == "执行段 7"
    assert place_in("A/RES/99/1, annex 2", ["A/RES/99/12 – Lighthouses"]) == "A/RES/99/1, annex 2"
    assert place_in("annex 1, paragraph 5", ["Letter"]) == "annex 1, paragraph 5"


def test_lines_that_a_query_asks_for() -> None:
    prefixes = f"PREFIX dao: <{NS}> PREFIX names: <https://w3id.org/dao-graph/id/views/names/> "
    lines = Lines.of(prefixes + "SELECT ?a ?b WHERE { ?a a dao:Act ; dao:verb ?b . GRAPH names:fr { ?b dao:name ?c } }")
    assert lines.languages == frozenset(["fr"])
    assert not lines.graphs
    base = "https://w3id.org/dao-graph/id"
    wanted = [
        f"<{base}/fact/1> <{RDF}type> <{NS}Act> <{base}/graph/A/fr> .",
        f"<{base}/fact/1> <{NS}verb> <{base}/verb/asks> <{base}/graph/A/fr> .",
        f'<{base}/verb/asks> <{NS}name> "demander"@fr <{base}/views/names/fr> .',
    ]
    others = [
        f"<{base}/fact/2> <{RDF}type> <{NS}Finding> <{base}/graph/A/fr> .",
        f"<{base}/fact/1> <{NS}actor> <{base}/body/x> <{base}/graph/A/fr> .",
        f'<{base}/verb/asks> <{NS}name> "asks"@en <{base}/views/names/en> .',
    ]
    given = "".join(f"{line}\n" for line in [*wanted, *others]).encode()
    assert [line.decode().strip() for line in lines.among(given)] == wanted
    every = Lines.of(prefixes + "SELECT ?p WHERE { ?a ?p ?b ; a ?kind }")
    assert (every.properties, every.classes) == (None, None)
    assert len([*every.among(given)]) == 4  # no names: of no language are they asked for


def test_most_questions_need_no_evidence() -> None:
    assert sum(of_facts(question.sparql, ours=True) for question in questions().values()) > 60


@pytest.mark.parametrize("sparql", FACTS_ALONE)
def test_what_cannot_tell_is_answered_from_the_facts(sparql: str, facts: Graph, whole: Graph) -> None:
    sparql = DAO + sparql
    assert of_facts(sparql)
    assert facts.query(sparql).rows == whole.query(sparql).rows if "ASK" in sparql else True
    assert rows(facts.query(sparql)) == rows(whole.query(sparql))
    assert not loaded(facts)


@pytest.mark.parametrize("sparql", PERHAPS_NOT)
def test_what_could_tell_is_answered_from_all(sparql: str) -> None:
    assert not of_facts(DAO + sparql)


def test_the_properties_of_evidence_are_those_that_queries_are_looked_through_for(whole: Graph) -> None:
    evidence = [quad for quad in whole.quads() if "/evidence/" in str(quad.graph_name)]
    found = {quad.predicate.value for quad in evidence} - {RDF + "type"}
    classes = {quad.object.value for quad in evidence if quad.predicate.value == RDF + "type"}  # type: ignore[union-attr]
    assert {name.replace("#", "/").rpartition("/")[2] for name in found | classes} <= LOCAL_NAMES
    assert {"textFragment", "Statement", "inProvision"} <= LOCAL_NAMES


def ids(whole: Graph) -> list[str]:
    """Things of all kinds: of the lists, of texts, facts, statements, spans."""
    subjects = {q.subject.value.removeprefix(whole.base) for q in whole.quads() if isinstance(q.subject, ox.NamedNode)}
    by_kind: dict[str, list[str]] = {}
    for id in sorted(subjects):
        by_kind.setdefault(id.partition("/")[0], []).append(id)
    return [id for kind in sorted(by_kind) for id in by_kind[kind][:: max(1, len(by_kind[kind]) // 4)]]


def test_things_are_described_and_explained_alike(folders: dict[str, Path], whole: Graph) -> None:
    facts = Graph.open(folders["facts"])
    for id in [*ids(whole), "country/XXX", "fact/0000000000000000"]:
        if id.startswith("http"):
            continue
        assert describe(facts, id, ("en", "zh"), 0, 40) == describe(whole, id, ("en", "zh"), 0, 40), id
        less, more = (set(machine(g, id, 10_000).to_bytes("ntriples").splitlines()) for g in (facts, whole))
        # Words that name a thing without a fact about it.
        assert less <= more and all(b"taIdentRef" in line for line in more - less), id
        assert explain(facts, facts.base + id) == explain(whole, whole.base + id), id
    assert not loaded(facts)


@pytest.mark.parametrize("choice", [Choice("fr"), Choice(kind="Act", language="en"), Choice(document="the first")])
def test_what_some_texts_state_of_things_is_told_alike(choice: Choice, folders: dict[str, Path], whole: Graph) -> None:
    """From a store of the facts, only those texts are read."""
    facts = Graph.open(folders["facts"])
    expressions = (str(q.object)[1:-1] for q in whole.quads() if q.predicate.value == f"{NS}expressionOf")
    choice = replace(choice, document=choice.document and min(expressions))
    found = 0
    for id in [*ids(whole), "country/RWA", "body/general-assembly"]:
        if not id.startswith("http"):
            told = page(facts, facts.base + id, choice)
            assert told == page(whole, whole.base + id, choice), id
            found += len(told)
    assert found


def test_another_kind_of_store_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(written())
    out = tmp_path / "out"
    sizes = []
    for stored in ("facts", "all", "none", "facts"):
        build([tmp_path / "a.txt"], out, Options(check=False), store=stored)
        assert_tidy(out)
        sizes.append(len(Graph.open(out).facts_store))
        assert len(Graph.open(out).store) > sizes[0]
    assert sizes[0] == sizes[3] < sizes[1] == sizes[2]


@pytest.mark.parametrize(("name", "told"), [("a.pdf", "page=1"), ("a.html", ":~:text="), ("a.docx", "paragraph=")])
def test_what_explains_a_fact_says_where_it_stands_in_the_file(name: str, told: str, tmp_path: Path) -> None:
    words = "The General Assembly requested the Secretary-General to report on the matter in 2009."
    sheet = Sheet()
    sheet.lines(100, 100, *wrapped(f"{words} {words}", 340))
    data = {"a.pdf": sheet.pdf(), "a.html": f"<html><p>{words}</p></html>".encode(), "a.docx": lines_docx(words)}
    (tmp_path / name).write_bytes(data[name])
    explained = dao_graph.build([tmp_path / name]).explain("General Assembly")
    places = {place for one in explained for quote in one.quotes for place in quote.places}
    assert places and all(place.startswith(told) for place in places)


def test_what_a_query_asks_for_is_read_before_its_time_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of queries that the library has not: its own read what they ask for."""
    told: list[str] = []
    monkeypatch.setattr(child, "_sent", lambda process, task, given: told.append(task))
    asker = child.Asker("graph", timeout=5)
    process = SimpleNamespace(stdin=BytesIO(), stdout=BytesIO(), kill=lambda: None, wait=lambda: 0, poll=lambda: None)
    monkeypatch.setattr(asker, "_child", process)
    monkeypatch.setattr(asker, "_ready", True)
    asker.run("SELECT * { ?s ?p ?o }")
    asker.query(questions()["acts"], {})
    assert told == ["ready", "run", "query"]


def test_evidence_is_read_where_a_query_asks_for_it(facts: Graph) -> None:
    facts.ready(FACTS_ALONE[0])
    assert "store" not in vars(facts)
    facts.ready(PERHAPS_NOT[0])
    assert "store" in vars(facts)
