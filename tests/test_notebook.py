"""A graph in a notebook: tables, lists, texts with their facts marked, and the notebook of the docs."""

from __future__ import annotations

import ast
import json
import re
from html import unescape

import pandas
import pytest

import dao_graph
from dao_graph.ask.answer import Answer, frame_of
from dao_graph.errors import InputError, QueryError

from .conftest import ROOT

EN = """A/RES/99/1

The General Assembly,

1. Welcomes the contribution of Norway to the United Nations Development Programme;

2. Requests the Secretary-General to report to the General Assembly at its hundredth session on the funding of Rwanda.
"""
ES = """A/RES/99/1

La Asamblea General,

1. Acoge con beneplácito la contribución de Noruega al Programa de las Naciones Unidas para el Desarrollo;

2. Solicita al Secretario General que le informe en su centésimo período de sesiones sobre la financiación de Rwanda.
"""
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build(texts={"english": EN, "spanish": ES}, check=False)


def test_texts_are_given_as_strings(graph: dao_graph.Graph) -> None:
    assert [entry["source"] for entry in graph.report["inputs"]] == ["english", "spanish"]
    assert graph.languages() == ["en", "es"]
    with pytest.raises(InputError):
        dao_graph.build(texts={})


def test_answers_are_tables_with_names(graph: dao_graph.Graph) -> None:
    table = graph.ask("countries-mentioned", lang="es")
    assert isinstance(table, pandas.DataFrame)
    assert "country" not in table.columns and set(table["name"]) == {"Noruega", "Rwanda"}
    assert table["times"].dtype.kind == "i"
    counted = graph.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert counted["n"].dtype.kind == "i" and counted["n"][0] > 100
    with pytest.raises(QueryError, match="wants entity"):
        graph.ask("where-mentioned")


def test_without_frames_an_answer_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dao_graph.ask.answer.find_spec", lambda name: None)
    assert frame_of(Answer(("a",), ())) == Answer(("a",), ())


def test_lists_have_names_and_counts(graph: dao_graph.Graph) -> None:
    (document,) = graph.documents()
    assert (document.id, document.languages) == ("document/A_RES_99_1", ("en", "es"))
    assert document.kind == "resolution"
    assert {(e.id, e.name, e.documents) for e in graph.things("states", "zh")} == {
        ("country/NOR", "挪威", 1),
        ("country/RWA", "卢旺达", 1),
    }
    assert "Norway" in graph.things("states")._repr_html_()
    assert list(graph.documents().to_pandas()["id"]) == ["document/A_RES_99_1"]
    with pytest.raises(QueryError, match="states"):
        graph.things("nations")


def test_counts_say_what_is_in_it(graph: dao_graph.Graph) -> None:
    counts = graph.counts()
    assert (counts["documents"], counts["texts"], counts["states"]) == (1, 2, 2)
    assert counts["acts"] >= 2 and counts["bodies"] >= 2
    shown = graph._repr_html_()
    assert all(f"<td>{name}</td>" in shown for name in counts)


@pytest.mark.parametrize(("language", "content"), [("en", EN), ("es", ES)])
def test_a_text_is_shown_with_its_facts(graph: dao_graph.Graph, language: str, content: str) -> None:
    text = graph.text("A/RES/99/1", language)
    assert str(text).split() == content.split(), "nothing is lost, nothing twice"
    assert (text.language, text.languages) == (language, ("en", "es"))
    named = {piece.thing.id for passage in text.passages for piece in passage.pieces if piece.thing}
    assert {"country/NOR", "country/RWA"} <= named
    asked = next(passage for passage in text.passages if passage.path == "op/2")
    assert any("Secretary-General" in piece.said for piece in asked.pieces)
    assert not any("operative paragraph, provision" in piece.said for piece in asked.pieces)
    html = text._repr_html_()
    assert unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", html)).split()[-3:] == content.split()[-3:]
    assert f'lang="{language}"' in html and 'class="dao-fact"' in html


def test_a_text_that_is_not_there_is_an_error(graph: dao_graph.Graph) -> None:
    with pytest.raises(QueryError, match="it has en, es"):
        graph.text("A/RES/99/1", "zh")


def test_what_is_shown_is_escaped() -> None:
    evil = EN.replace("Welcomes", "Welcomes <script>alert(1)</script>")
    graph = dao_graph.build(texts={"evil": evil}, check=False, language="en")
    for shown in (graph.text("99/1")._repr_html_(), graph.find("alert")._repr_html_()):
        assert "<script" not in shown and "&lt;script&gt;" in shown


def test_explanations_show_their_words(graph: dao_graph.Graph) -> None:
    found = graph.explain("Norway")
    assert len(found) and "<blockquote" in found._repr_html_()


def test_the_notebook_of_the_docs_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells in order, as a kernel runs them; what a cell ends in shows itself."""
    monkeypatch.chdir(ROOT)
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    codes = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(codes) >= 8
    names: dict[str, object] = {}
    for code in codes:
        *before, last = ast.parse(code).body
        exec(compile(ast.Module(before, []), "cell", "exec"), names)
        assert isinstance(last, ast.Expr), "a cell ends in what it shows"
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        assert len(shown._repr_html_()) > 50
