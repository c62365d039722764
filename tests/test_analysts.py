"""The questions of analysts in docs/analysts.md: each is answered by its one command, as it says there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import dao_graph
from dao_graph.ask.questions import questions, readable
from dao_graph.cli import command_named

from .conftest import EXAMPLES, ROOT

_ROW = re.compile(r"^\| (.+?) \| `(dao-graph .+?)` \| (\d*) ?\| (.+?) \|$", re.MULTILINE)
ASKED = _ROW.findall((ROOT / "docs" / "analysts.md").read_text(encoding="utf-8"))
ID = re.compile(r"[a-z-]+/\S+")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> dao_graph.Graph:
    out = tmp_path_factory.mktemp("analysts") / "out"
    texts: list[str | Path] = sorted(EXAMPLES.glob("*.txt"))
    return dao_graph.build(texts, out, check=False)


def test_there_are_thirty_in_three_languages() -> None:
    assert len(ASKED) == 30
    assert sum(bool(re.search("[\u4e00-\u9fff]", question)) for question, *_ in ASKED) == 10
    assert sum(" ?" in question for question, *_ in ASKED) == 10
    assert not [command for _, command, _, _ in ASKED for word in shlex.split(command)[3:] if ID.fullmatch(word)]


@pytest.mark.parametrize(("question", "command", "rows", "says"), ASKED, ids=[asked[0] for asked in ASKED])
def test_one_command_answers(question: str, command: str, rows: str, says: str, graph: dao_graph.Graph) -> None:
    words = shlex.split(command)[1:]
    with command_named(words[0]).make_context(words[0], list(words[1:])) as context:
        given = context.params
    if words[0] == "find":
        hits = graph.find(" ".join(given["words"]), language=given["lang"])
        number, answer = hits.total, "\n".join(hit.text for hit in hits)
        assert all(hit.marks for hit in hits)
    else:
        asked = questions()[given["name"]]
        parameters = dict(pair.split("=", 1) for pair in given["given"])
        if given["lang"]:
            parameters["lang"] = given["lang"]
        found = readable(graph.run(graph.bound(asked, **parameters), asked.name), asked)
        number, answer = len(found), "\n".join(" | ".join(row) for row in found.texts())
    assert number and (not rows or number == int(rows)), answer
    for part in says.split("; "):
        assert part in answer, f"{question} {part!r} is not in:\n{answer}"
