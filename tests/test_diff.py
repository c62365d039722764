"""What changed between two graphs, as people, programs and stores read it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.check.diff import Change, counted, diff
from dao_graph.check.differing import rdf
from dao_graph.cli import main
from dao_graph.namespaces import BASE, VIEWS

from .conftest import EXAMPLES

LETTERS = ("kigali-letter.en.txt", "kigali-letter.zh.txt")
EDITS = (
    ("19 to 21 October 2009", "19 to 22 October 2009"),
    ("support the reform process", "support the whole reform process"),
    ("Norway", "Sweden"),
)
DOCUMENT = "A_99_9-E_2099_9"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The graphs of two letters, and of these after three edits in the English one."""
    place = tmp_path_factory.mktemp("diff")
    for name in LETTERS:
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        for old, new in EDITS if ".en." in name else ():
            assert old in text
            text = text.replace(old, new)
        (place / name).write_text(text, encoding="utf-8")
    dao_graph.build([EXAMPLES / name for name in LETTERS], place / "old", check=False)
    dao_graph.build([place / name for name in LETTERS], place / "new", check=False)
    return place / "old", place / "new"


@pytest.fixture(scope="module")
def changes(folders: tuple[Path, Path]) -> list[Change]:
    return diff(Graph.open(folders[0]), Graph.open(folders[1]))


def of(changes: list[Change], what: str, kind: str) -> list[Change]:
    return [c for c in changes if (c.what, c.kind, c.document) == (what, kind, DOCUMENT)]


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_a_graph_does_not_differ_from_itself(folders: tuple[Path, Path]) -> None:
    result = command(folders[0], folders[0])
    assert (result.exit_code, result.stdout) == (0, "both state the same\n")
    assert command(folders[0], folders[0], "--rdf").exit_code == 0


def test_a_value_that_changed_is_one_change(changes: list[Change]) -> None:
    (change,) = of(changes, "changed", "endDate")
    assert change.fact == "meeting/2009-10-19/kigali endDate"
    assert (change.before, change.after, change.languages) == ("2009-10-21", "2009-10-22", ("en",))
    assert of(changes, "gained", "endDate") == of(changes, "lost", "endDate") == []


def test_words_and_roles_of_an_act_change_in_it(changes: list[Change]) -> None:
    acts = of(changes, "changed", "Act")
    (words,) = [act for act in acts if "support" in act.after]
    assert words.before == "text=«Call upon the General Assembly and Member States to support the reform process»"
    assert words.after == words.before.replace("the reform", "the whole reform")
    assert [p.language for p in words.passages] == ["en"]
    assert "whole reform process" in words.passages[0].quote
    (thanked,) = [act for act in acts if "verb/thanks" in act.fact]
    assert "addressee=country/NOR" in thanked.before
    assert "addressee=country/SWE" in thanked.after
    assert of(changes, "gained", "Act") == of(changes, "lost", "Act") == []


def test_gained_and_lost_facts_have_the_words_of_their_text(changes: list[Change]) -> None:
    (gained,) = of(changes, "gained", "Contribution")
    (lost,) = of(changes, "lost", "Contribution")
    assert "contributor=country/SWE" in gained.fact
    assert gained.passages[0].quote.startswith("Sweden, Spain")
    assert lost.passages[0].quote.startswith("Norway, Spain")
    assert gained.passages[0].provision == f"document/{DOCUMENT}/annex/1/p/5"
    mentions = of(changes, "lost", "mentions")
    assert {p.quote for m in mentions for p in m.passages} == {"Norway"}


def test_what_all_versions_lose_is_one_change(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A fact of both languages is told once, with both quotes."""
    graph = Graph.open(folders[0])
    fact = next(
        str(q.subject)
        for q in graph.quads()
        if q.object == ox.NamedNode(f"{BASE}country/ESP") and "/fact/" in str(q.subject)
    )
    left = b"".join(line for line in graph.lines(evidence=False) if not line.startswith(fact.encode()))
    (tmp_path / "less.nq").write_bytes(left)
    (change,) = diff(graph, Graph.open(tmp_path / "less.nq"))
    assert (change.what, change.languages) == ("lost", ("en", "zh"))
    assert [p.language for p in change.passages] == ["en", "zh"]
    (back,) = diff(Graph.open(tmp_path / "less.nq"), graph)
    assert (back.what, back.passages) == ("gained", change.passages)


def test_order_and_evidence_make_no_difference(folders: tuple[Path, Path], tmp_path: Path) -> None:
    graph = Graph.open(folders[0])
    (tmp_path / "all.nq").write_bytes(b"".join(sorted(graph.lines(), reverse=True)))
    assert diff(graph, Graph.open(tmp_path / "all.nq")) == []


def test_the_rdf_applied_to_the_old_graph_gives_the_new(folders: tuple[Path, Path]) -> None:
    old, new = map(Graph.open, folders)
    facts, wanted = (
        {quad for quad in graph.quads(evidence=False) if f"{BASE}{VIEWS}" not in str(quad.graph_name)}
        for graph in (old, new)
    )
    described = set()
    for quad in ox.parse(b"".join(rdf(old, new)), format=ox.RdfFormat.N_QUADS):
        name = str(quad.graph_name)[1:-1].removeprefix(BASE + "diff")
        if not name:
            described.add(str(quad.subject))
            continue
        _, kind, rest = name.split("/", 2)
        target = ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"{BASE}graph/{rest}"))
        (facts.add if kind == "added" else facts.remove)(target)
    # Views follow from the facts.
    assert facts == wanted
    assert f"<{BASE}diff/added/{DOCUMENT}/en>" in described


def test_the_command_line(folders: tuple[Path, Path], changes: list[Change]) -> None:
    result = command(*folders)
    assert result.exit_code == 1
    assert "  ~ endDate: meeting/2009-10-19/kigali endDate  [en]\n      2009-10-21 -> 2009-10-22\n" in result.stdout
    assert "annex/1/p/5 «Sweden, Spain" in result.stdout
    told = json.loads(command(*folders, "--json").stdout)
    assert told["changes"] == json.loads(json.dumps([c.to_dict() for c in changes]))
    assert [(k["kind"], k["gained"], k["lost"], k["changed"]) for k in told["kinds"]] == counted(changes)
    one = json.loads(command(*folders, "--json", "--symbol", "A/99/9-E/2099/9").stdout)
    assert {c["document"] for c in one["changes"]} == {DOCUMENT}
    assert "endDate" in command(*folders, "--summary").stdout
    assert command(*folders, "--rdf", "--summary").exit_code == 2


def test_different_bases_and_bad_lines_are_named(folders: tuple[Path, Path], tmp_path: Path) -> None:
    lines = b"".join(Graph.open(folders[0]).lines(evidence=False))
    other = tmp_path / "other.nq"
    other.write_bytes(lines.replace(BASE.encode(), b"https://example.org/id/"))
    result = command(folders[0], other)
    assert result.exit_code == 2
    assert "different IRIs" in result.stderr
    other.write_bytes(lines + b"nonsense\n")
    assert command(folders[0], other).exit_code == 2
