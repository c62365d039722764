"""An answer in every format says what the engine said."""

from __future__ import annotations

import importlib.util
import json

import pyoxigraph as ox
import pytest

from dao_graph.ask.answer import Answer, answer_of
from dao_graph.ask.writing import FORMATS
from dao_graph.cli import show
from dao_graph.errors import QueryError

DATA = '<http://a/s> <http://a/p> "a\\tb\\n\\"c\\" é"@fr , 7 , "x|y" ; <http://a/q> <http://a/o> .'
RDF = ("turtle", "ntriples", "nquads", "trig", "n3", "jsonld", "rdfxml")


def ask(query: str, limit: int | None = None) -> Answer:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    return answer_of(store.query(query), limit)


ROWS = "SELECT ?p ?o ?none { ?s ?p ?o OPTIONAL { ?o ?p ?none } } ORDER BY ?p STR(?o)"


def test_every_format_has_its_writer() -> None:
    assert set(show.ANSWER_FORMATS) == {"table", *FORMATS}


@pytest.mark.parametrize("format", ["JSON", "XML", "TSV"])
def test_standard_results_hold_the_same_terms(format: str) -> None:
    """Read back by the engine, they give the rows again."""
    answer = ask(ROWS)
    written = answer.to_bytes(f"sparql-{format.lower()}")
    assert answer_of(ox.parse_query_results(written, format=getattr(ox.QueryResultsFormat, format))) == answer


@pytest.mark.parametrize("format", RDF)
def test_graphs_hold_the_same_triples(format: str) -> None:
    answer = ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s ?q ?r }")
    assert len(answer) == 4
    kind = {"ntriples": "N_TRIPLES", "nquads": "N_QUADS", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    read = ox.parse(answer.to_bytes(format), format=getattr(ox.RdfFormat, kind.get(format, format.upper())))
    assert {(q.subject, q.predicate, q.object) for q in read} == set(answer.rows)
    with pytest.raises(QueryError, match="CONSTRUCT"):
        ask(ROWS).to_bytes(format)


def test_truth_is_an_answer() -> None:
    answer = ask("ASK { ?s <http://a/q> ?o }")
    assert (answer.kind, list(answer.values())) == ("ask", [(True,)])
    assert json.loads(answer.to_bytes("sparql-json"))["boolean"] is True
    assert b"<boolean>true</boolean>" in answer.to_bytes("sparql-xml")


def test_a_limit_says_whether_there_was_more() -> None:
    assert [ask(ROWS, n).truncated for n in (0, 3, 4, None)] == [True, True, False, False]
    assert len(ask(ROWS, 3)) == 3


def test_lines_and_tables_for_programs() -> None:
    answer = ask(ROWS)
    lines = answer.to_bytes("jsonl").decode().splitlines()
    assert [json.loads(line)["o"] for line in lines] == ["7", 'a\tb\n"c" é', "x|y", "http://a/o"]
    assert "| x\\|y |" in answer.to_bytes("markdown").decode()
    assert [row[1] for row in answer.values()][:1] == [7]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library: str) -> None:
    """Where the library is not installed the error says how to get it."""
    answer = ask("SELECT ?o { ?s <http://a/p> ?o FILTER(ISNUMERIC(?o)) }")
    if importlib.util.find_spec(library):
        assert getattr(answer, f"to_{library}")()["o"].to_list() == [7]
    else:
        with pytest.raises(QueryError, match=f"pip install {library}"):
            getattr(answer, f"to_{library}")()


def test_a_notebook_shows_a_table() -> None:
    """Text is escaped and says its language; of many rows the first are shown."""
    row = (ox.NamedNode("urn:a"), ox.Literal("<b>\u5362\u65fa\u8fbe</b>", language="zh"), None)
    shown = Answer(("thing", "name", "date"), (row,) * 120)._repr_html_()
    assert '<td lang="zh" dir="auto">&lt;b&gt;' in shown and "<td></td>" in shown
    assert shown.count("<tr>") == 101 and "20 more" in shown


def test_rows_have_places() -> None:
    rows = tuple((ox.Literal(name),) for name in "abc")
    answer = Answer(("name",), rows)
    assert answer[0] == rows[0] and answer[-1] == rows[2]
