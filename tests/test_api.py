"""What somebody tries first in Python: one path, a Path, nothing; then entities, facts and mentions to iterate."""

from __future__ import annotations

from pathlib import Path

import pytest

import dao_graph

from .conftest import EXAMPLES

LETTER = EXAMPLES / "kigali-letter.en.txt"


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build(LETTER, check=False)


@pytest.mark.parametrize(
    "given", [LETTER, str(LETTER), [str(LETTER)], iter([LETTER])], ids=["Path", "str", "list", "iter"]
)
def test_paths_are_one_or_several(given: object) -> None:
    built = dao_graph.build(given, check=False)  # type: ignore[arg-type]
    assert [entry["source"] for entry in built.report["inputs"]] == [str(LETTER)]


def test_no_path_is_an_error() -> None:
    with pytest.raises(dao_graph.InputError, match="is empty"):
        dao_graph.build([])


def test_progress_and_a_base_of_ones_own() -> None:
    told: list[tuple[int, int, str]] = []
    built = dao_graph.build(LETTER, check=False, base="https://example.org/", progress=lambda *at: told.append(at))
    assert told == [(1, 1, str(LETTER))]
    assert built.base == "https://example.org/"


def test_repr_says_what_it_is(graph: dao_graph.Graph, tmp_path: Path) -> None:
    assert repr(graph) == "<dao_graph.Graph: 1 text of 1 document, en>"
    folder = dao_graph.build(LETTER, tmp_path / "out", check=False, store=False)
    assert str(tmp_path) in repr(folder)


def test_entities_have_classes_and_names(graph: dao_graph.Graph) -> None:
    countries = {entity.id: entity for entity in graph.entities("Country")}
    rwanda = countries["country/RWA"]
    assert "Country" in rwanda.classes
    assert (rwanda.label(), rwanda.label("zh"), rwanda.label("xx")) == ("Rwanda", "卢旺达", "Rwanda")
    assert len(countries) >= 17
    assert not [e.id for e in graph.entities() if e.id.startswith(("fact/", "text/"))]


def test_facts_have_roles_rules_and_quotes(graph: dao_graph.Graph) -> None:
    original = LETTER.read_text(encoding="utf-8")
    founders = {
        fact.roles["contributor"][0] for fact in graph.facts("Contribution") if fact.roles["role"] == ("role/founder",)
    }
    assert founders == {"country/NOR", "country/ESP", "country/GBR"}
    cited = {fact.roles["object"][0] for fact in graph.facts("cites")}
    assert "document/A_RES_62_208" in cited
    for fact in graph.facts():
        assert fact.rules and fact.quotes, fact
        for quote in fact.quotes:
            assert original[quote.begin : quote.end] == quote.words


def test_mentions_are_in_the_order_of_the_text(graph: dao_graph.Graph) -> None:
    places = [mention.quote.begin for mention in graph.mentions()]
    assert places == sorted(places) and len(places) > 50
    norway = list(graph.mentions("country/NOR"))
    assert {mention.quote.words for mention in norway} == {"Norway"}
    assert {mention.quote.language for mention in norway} == {"en"}


@pytest.mark.parametrize("symbol", ["A/64/578", " a/64/578".upper(), "A /64/ 578"])
def test_a_symbol_is_taken_however_it_is_written(symbol: str) -> None:
    built = dao_graph.build(LETTER, check=False, symbol=symbol)
    assert built.report["inputs"][0]["document"] == "document/A_64_578"


def test_what_is_no_symbol_is_refused() -> None:
    with pytest.raises(dao_graph.InputError, match="no document symbol"):
        dao_graph.build(LETTER, symbol="hello  world")


def test_a_week_is_no_date(graph: dao_graph.Graph) -> None:
    with pytest.raises(dao_graph.QueryError, match="is no date"):
        graph.query("timeline", since="2009-W42-1")
