"""AKN4UN: what the mark-up states becomes facts with characters that state them; hostile XML is refused by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.cli import main
from dao_graph.errors import InputError
from dao_graph.lists.authorities import authorities
from dao_graph.model.document import Text
from dao_graph.read import decode_akn
from dao_graph.relate.markup import named_states

from .conftest import SHARED
from .test_rebuild import lines_of

SOURCE = Path(__file__).parent / "data" / "resolution.akn.xml"
ROOT = "https://w3id.org/dao-graph/id/"


@pytest.fixture(scope="module")
def text() -> Text:
    return decode_akn(SOURCE.read_bytes(), "resolution.akn.xml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("akn")
    result = CliRunner().invoke(main, ["build", str(SOURCE), "-o", str(out)])
    assert result.exit_code == 0, result.output
    return out


def _facts(folder: Path) -> set[tuple[str, str]]:
    rows = Graph.open(folder).query(
        "SELECT DISTINCT ?p ?o WHERE { <https://w3id.org/dao-graph/id/document/A_RES_54_901> ?p ?o }"
    )
    return {(p.rpartition("#")[2].rpartition("/")[2], o.removeprefix(ROOT)) for p, o in rows.texts()}


def test_text_has_a_line_a_paragraph_and_what_it_states_stands_where_it_says(text: Text) -> None:
    lines = text.content[: text.end].splitlines()
    assert "54/901. Lighthouses of small \u00e9tats" in lines
    assert "1. Requests the Secretary-General to report on lighthouses;" in lines
    assert lines[-1] == "1 See A/54/77."
    kinds = {s.kind for s in text.stated}
    assert {"symbol", "title", "session", "agenda-item", "report", "citation", "sponsor", "subject"} <= kinds
    for stated in text.stated:
        words = text.content[slice(*stated.span)]
        assert words == words.strip() != ""
        if stated.kind in ("symbol", "title", "report", "voted-for"):
            assert words == stated.value


def test_mark_up_is_stated(built: Path) -> None:
    facts = _facts(built)
    assert {
        ("symbol", "A/RES/54/901"),
        ("title", "Lighthouses of small \u00e9tats"),
        ("adoptionDate", "2099-12-13"),
        ("date", "2099-12-27"),
        ("session", "session/general-assembly/54"),
        ("agendaItem", "agenda-item/general-assembly/54/7-b"),
        ("originatingDocument", "document/A_54_L.901"),
        ("originatingDocument", "document/A_54_L.901_Add.1"),
        ("subject", "http://metadata.un.org/sdg/14"),
        ("sponsor", "country/BIH"),
        ("sponsor", "country/URY"),
        ("votedFor", "country/BOL"),
        ("abstained", "country/USA"),
        ("cites", "document/A_RES_48_901"),
        ("cites", "document/A_54_77"),
    } <= facts
    # A voter that no list knows is left out.
    assert not {o for p, o in facts if p == "votedAgainst"}


def test_quotes_hold_and_shapes_conform(built: Path) -> None:
    assert CliRunner().invoke(main, ["verify", str(built)]).exit_code == 0
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert report["quarantined"] == 0
    assert report["inputs"][0]["encoding"] == "AKN4UN"


def test_markup_can_be_ignored(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["build", str(SOURCE), "-o", str(tmp_path), "--ignore-markup", "--no-check"])
    assert result.exit_code == 0
    assert b"akn." not in lines_of(tmp_path, "evidence")
    facts = _facts(tmp_path)
    assert ("symbol", "A/RES/54/901") in facts
    assert not {p for p, _ in facts} & {"sponsor", "votedFor", "subject"}


_OPEN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>'
_CLOSE = "</statement></akomaNtoso>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _OPEN + "<p>&x;</p>" + _CLOSE, "line 1"),
        ("\n\n<!doctype a>" + _OPEN + _CLOSE, "line 3"),
        (_OPEN + "\n<p>The General", "line 2: is not well-formed"),
        ("<html><body/></html>", "not Akoma Ntoso"),
        (_OPEN + _CLOSE, "holds no text"),
        (_OPEN + "<p>&unknown;</p>" + _CLOSE, "not well-formed"),
        (_OPEN + "<a>" * 230 + "<p>deep</p>" + "</a>" * 230 + _CLOSE, "deep"),
        (_OPEN + "<p>" + "<a>" * 5000 + "deep" + "</a>" * 5000 + "</p>" + _CLOSE, ""),
    ],
)
def test_hostile_xml_is_refused_with_line_and_reason(data: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode_akn(data.encode(), "hostile.xml")


def test_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(_OPEN + "<p>", encoding="utf-8")
    (tmp_path / "b.xml").write_bytes(SOURCE.read_bytes())
    result = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--no-check"])
    assert result.exit_code == 3
    assert "a.xml" in result.output


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_words_are_text_or_an_error(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    try:
        text = decode_akn(f"{_OPEN}<p>{escaped}</p>{_CLOSE}".encode("utf-8", "replace"), "any.xml")
    except InputError:
        return
    assert text.content[: text.end] == text.content


@pytest.mark.parametrize(
    ("names", "states"),
    [
        ("Bosnia and Herzegovina and Albania", ["BIH", "ALB"]),
        ("Iran (Islamic Republic of), T\u00fcrkiye and United Kingdom", ["IRN", "TUR", "GBR"]),
        ("Islamic Republic of Iran", ["IRN"]),
        ("submitted by the Chair of the Committee", []),
    ],
)  # fmt: skip
def test_lists_of_states(names: str, states: list[str]) -> None:
    assert list(named_states(authorities(), names)) == [f"country/{code}" for code in states]


@pytest.mark.corpus
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_mark_up_of_the_corpus_is_read(language: str) -> None:
    folders = sorted(p for p in (SHARED / "corpus").iterdir())[::60]
    for folder in folders:
        gold = json.loads((folder / f"{language}.gold.json").read_text(encoding="utf-8"))
        graph = dao_graph.build([folder / f"{language}.xml"], check=False)
        stated = {o for _, o in _rows(graph, "symbol")}
        assert gold["symbol"].replace(" ", "") in {s.replace(" ", "") for s in stated}
        voted = sum(len(c["states"]) for c in (gold.get("voting") or {}).get("counts", ()))
        found = sum(len(_rows(graph, p)) for p in ("votedFor", "votedAgainst", "abstained"))
        assert found >= 0.98 * voted


def _rows(graph: Graph, name: str) -> list[tuple[str, ...]]:
    sparql = f"SELECT DISTINCT ?s ?o WHERE {{ ?s <https://w3id.org/dao-graph/ontology#{name}> ?o }}"
    return list(graph.query(sparql).texts())


def test_a_title_that_only_looks_different_is_one_title(tmp_path: Path) -> None:
    """The text's own wording counts where the mark-up has it with other marks."""
    changed = SOURCE.read_text(encoding="utf-8").replace("Lighthouses&nbsp;of small", "The lighthouses\u2019 small", 1)
    (tmp_path / "a.xml").write_text(changed, encoding="utf-8")
    graph = dao_graph.build([tmp_path / "a.xml"], check=False)
    titles = {value for name, value in _titles(graph)}
    assert len(titles) == 1


def _titles(graph: Graph) -> list[tuple[str, ...]]:
    where = "<https://w3id.org/dao-graph/id/document/A_RES_54_901> <http://purl.org/dc/terms/title> ?t"
    return list(graph.query(f'SELECT DISTINCT ("title" AS ?n) ?t {{ {where} }}').texts())
