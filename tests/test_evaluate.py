"""Scores against a gold standard, with figures worked out by hand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.check.evaluate import Counts, Score, evaluate
from dao_graph.cli import main

from .conftest import EXAMPLES

BASE = "https://w3id.org/dao-graph/id/"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "out"
    dao_graph.build([EXAMPLES / "kigali-letter.en.txt"], folder, check=False)
    return folder


def test_scores_are_what_they_are_defined_as() -> None:
    score = Score("x", 3, ("a",), ("b", "c")).counts
    assert score.precision == pytest.approx(3 / 5)
    assert score.recall == pytest.approx(3 / 4)
    assert score.f1 == pytest.approx(2 / 3)
    assert Counts(0, 0, 0).f1 == 1.0
    assert Counts(0, 1, 1).f1 == 0.0


def test_a_graph_against_a_gold_graph(out: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.ttl"
    gold.write_text(
        f"@base <{BASE}> . @prefix dao: <https://w3id.org/dao-graph/ontology#> .\n"
        "<meeting/2009-10-19/kigali> a dao:Meeting ; dao:host <country/RWA> .\n"
        "<meeting/2008/maputo> a dao:Meeting ; dao:host <country/MOZ> .\n"
    )
    scores = {s.kind: s for s in evaluate(gold, dao_graph.open_graph(out))}
    meetings, hosts = scores["a Meeting"], scores["host"]
    assert (meetings.hits, len(meetings.misses), len(meetings.extras)) == (2, 0, 1)
    assert meetings.extras[0].startswith("meeting/open/hanoi")
    assert (hosts.hits, len(hosts.misses), len(hosts.extras)) == (1, 1, 1)
    assert hosts.misses == ("meeting/2008/maputo country/MOZ",) or "maputo" in hosts.misses[0]
    assert set(scores) == {"a Meeting", "host"}


def test_a_graph_against_gold_spans(out: Path, tmp_path: Path) -> None:
    text = (EXAMPLES / "kigali-letter.en.txt").read_text(encoding="utf-8")
    start = text.index("Norway")
    gold = tmp_path / "gold.json"
    spans = [
        {"start": start, "end": start + 6, "entity": "country/NOR"},
        {"start": 0, "end": 3, "entity": f"{BASE}country/NOR"},
    ]
    gold.write_text(json.dumps(spans))
    (score,) = evaluate(gold, dao_graph.open_graph(out))
    assert (score.kind, score.hits, len(score.misses)) == ("country", 1, 1)
    result = CliRunner().invoke(main, ["evaluate", str(gold), str(out), "--list"])
    assert result.exit_code == 0
    assert "missed country:  0 3 country/NOR" in result.stdout


def test_gold_spans_some_of_which_name_their_text(out: Path, tmp_path: Path) -> None:
    """What one span says of its text changes nothing of the others; a wrong text is no hit."""
    text = (EXAMPLES / "kigali-letter.en.txt").read_text(encoding="utf-8")
    norway = {"start": text.index("Norway"), "end": text.index("Norway") + 6, "entity": "country/NOR"}
    rwanda = {"start": text.index("Rwanda"), "end": text.index("Rwanda") + 6, "entity": "country/RWA"}
    digest = hashlib.sha256(text.encode()).hexdigest()
    gold = tmp_path / "gold.json"
    for spans, hits in (
        ([norway | {"text": digest}, rwanda], 2),
        ([norway | {"text": digest}, norway], 2),
        ([norway | {"text": "0" * 64}, rwanda], 1),
    ):
        gold.write_text(json.dumps(spans))
        (score,) = evaluate(gold, dao_graph.open_graph(out))
        assert (score.hits, len(score.misses)) == (hits, 2 - hits)


@pytest.mark.parametrize(("name", "content"), [("gold.json", "{"), ("gold.ttl", "nonsense"), ("gold.docx", "x")])
def test_a_gold_that_cannot_be_read_is_an_error(name: str, content: str, out: Path, tmp_path: Path) -> None:
    gold = tmp_path / name
    gold.write_text(content)
    result = CliRunner().invoke(main, ["evaluate", str(gold), str(out)])
    assert result.exit_code == 2
    assert name in result.stderr
