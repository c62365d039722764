"""Where a question has no row, the command says what would have some."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.cli import main

from .conftest import EXAMPLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("otherwise") / "out"
    texts: list[str | Path] = sorted(EXAMPLES.glob("*en.txt"))
    dao_graph.build(texts, out, check=False)
    return out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("pilots -p initiative=MDGs", "the graph says nothing else of MDGs"),
        ("money-given -p giver=Rwanda", "without -p giver=Rwanda there are rows, of giver: Spain, United Kingdom"),
        ("money-given -p giver=Rwanda", "{folder} about -p entity=Rwanda\n"),
        ("acts-of -p actor=Norway --lang fr", "{folder} about -p entity=Norway --lang fr\n"),
        ("participants -p role=rapporteur --lang zh", "there are rows, of role: "),
        ("votes -p document=A/99/9", "{folder} summary -p document=A/99/9\n"),
        ("budgets", "no text of this graph says so; beside it these have rows: "),
    ],
)
def test_what_has_rows_is_said(asked: str, said: str, folder: Path) -> None:
    name, *more = asked.split()
    answer = CliRunner().invoke(main, ["query", str(folder), name, *more])
    assert answer.exit_code == 0 and "(0 rows" in answer.stderr
    assert said.format(folder=folder) in answer.stderr, answer.stderr


def test_a_question_with_rows_says_nothing_more(folder: Path) -> None:
    assert CliRunner().invoke(main, ["query", str(folder), "pilots"]).stderr == "(8 rows)\n"
