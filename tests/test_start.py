"""What commands import: who asks one thing does not wait for the rest. Times depend on the machine; these do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dao_graph
from dao_graph.ask import child
from dao_graph.ask.child import Asker
from dao_graph.ask.forked import is_safe
from dao_graph.ask.questions import find_question

from .conftest import EXAMPLES

_HEAVY = {"rdflib", "pyshacl", "shacl", "lxml", "httpx", "starlette", "rich", "snowballstemmer", "numpy", "distributed"}
_EXTRACTION = {f"dao_graph.{name}" for name in ("read", "recognise", "relate", "rules", "lists", "pipeline")}


def imported(code: str) -> set[str]:
    """The modules that a fresh interpreter has after running some code."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("\n\n")[2].split())


def test_help_needs_no_more_than_the_commands() -> None:
    found = imported("import dao_graph.cli as cli\nfor name in cli.main.list_commands(None): cli.command_named(name)")
    assert not found & (_HEAVY | _EXTRACTION | {"pyoxigraph", "dao_graph.ask.graph"})


def test_a_command_imports_no_other() -> None:
    found = imported("import dao_graph.cli as cli\ncli.command_named('query')")
    assert {name for name in found if name.startswith("dao_graph.cli.")} <= {
        f"dao_graph.cli.{name}" for name in ("ask", "common", "show", "terminal")
    }


def test_questions_need_neither_lists_nor_what_extracts() -> None:
    found = imported("import dao_graph.ask.answering")
    assert not found & (_HEAVY | _EXTRACTION | {"dao_graph.ask.describe", "dao_graph.ask.reading"})


@pytest.mark.parametrize("forked", [False, True])
def test_a_copy_answers_as_a_fresh_process(tmp_path: Path, forked: bool) -> None:
    out = tmp_path / "out"
    dao_graph.build(EXAMPLES / "kigali-letter.en.txt", out, check=False)
    code = f"""
from dao_graph.ask import child
from dao_graph.ask.questions import find_question
child.is_safe = {"child.is_safe" if forked else "lambda: False"}
with child.Asker({str(out)!r}, 60, copied=True) as asker:
    print(asker._child.__class__.__name__)
    print(*asker.query(find_question("pilots"), {{"lang": "fr"}}).texts())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kind, _, rows = done.stdout.partition("\n")
    assert kind == ("Forked" if forked and sys.platform == "linux" else "Popen")
    expected = dao_graph.open_graph(out).query(find_question("pilots"), lang="fr")
    assert rows == " ".join(map(str, expected.texts())) + "\n"
    assert expected.rows


def test_a_process_with_threads_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dao_graph.build(EXAMPLES / "kigali-letter.en.txt", tmp_path, check=False)
    dao_graph.open_graph(tmp_path).query("pilots")
    assert not is_safe()  # the store's threads are still there
    monkeypatch.setattr(child, "Forked", None)
    with Asker(tmp_path, copied=True) as asker:
        assert asker.base()


@pytest.mark.skipif(sys.platform != "linux", reason="only there processes are copied")
def test_what_a_copy_raises_arrives(tmp_path: Path) -> None:
    code = f"""
from dao_graph.ask.child import Asker
from dao_graph.errors import GraphError
with Asker({str(tmp_path)!r}, copied=True) as asker:
    print(asker._child.__class__.__name__)
    try:
        asker.base()
    except GraphError as error:
        print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Forked\n")
    assert "holds no graph.nq.gz" in done.stdout
    assert not done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only there processes are copied")
def test_a_copy_that_is_ended_says_so() -> None:
    code = """
import sys, tempfile
from dao_graph.ask.forked import Forked
with tempfile.TemporaryFile() as said:
    copy = Forked(lambda asked, replies: asked.read(), said)
    assert copy.poll() is None
    copy.kill()
    print(copy.wait(), copy.poll(), copy.returncode)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "-9 -9 -9\n"
