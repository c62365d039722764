"""A question is answered in its time or stopped, and the next one is answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dao_graph.ask.child import Asker
from dao_graph.errors import GraphError, LimitError, QueryError

from .conftest import heed_interrupts

BASE = "https://w3id.org/dao-graph/id/"
# 1,000 triples joined with themselves twice: a thousand million rows.
JOIN = "SELECT (COUNT(*) AS ?n) { ?a <http://p/x> ?x . ?b <http://p/x> ?y . ?c <http://p/x> ?z }"
ONE = "SELECT ?s { ?s <http://p/x> '7' }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thousand")
    lines = [f'<{BASE}country/X{i}> <http://p/x> "{i}" <{BASE}graph/X/en> .\n' for i in range(1000)]
    (folder / "graph.nq").write_text("".join(lines), encoding="utf-8")
    return folder


def test_a_greedy_query_is_ended_and_the_next_one_answered(folder: Path) -> None:
    """One that would take all memory ends itself, not the machine."""
    greedy = JOIN.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?x ?y ?z"
    with Asker(folder, memory=400_000_000) as asker:
        with pytest.raises(QueryError, match="memory"):
            asker.run(greedy)
        assert len(asker.run(ONE)) == 1


@pytest.mark.parametrize("query", [JOIN, JOIN.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?x ?y ?z"])
def test_a_long_query_stops_at_its_limit(folder: Path, query: str) -> None:
    with Asker(folder, 1.0) as asker:
        assert len(asker.run(ONE)) == 1
        began = time.perf_counter()
        with pytest.raises(LimitError, match="stopped after 1 s"):
            asker.run(query)
        assert 1.0 <= time.perf_counter() - began < 1.5
        assert len(asker.run(ONE)) == 1


def test_errors_are_those_of_the_graph(folder: Path, tmp_path: Path) -> None:
    with Asker(folder) as asker:
        with pytest.raises(QueryError, match="error at 1:"):
            asker.run("SELECT nonsense")
        assert len(asker.run(ONE, 0)) == 0
        assert asker.base() == BASE
    with Asker(tmp_path) as asker, pytest.raises(GraphError, match=r"holds no graph\.nq\.gz"):
        asker.run(ONE)


def test_a_child_that_dies_is_an_error_and_is_replaced(folder: Path) -> None:
    with Asker(folder) as asker:
        asker.run(ONE)
        assert asker._child is not None
        asker._child.kill()
        asker._child.wait()
        assert len(asker.run(ONE)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_child_outlives_its_parent(folder: Path, tmp_path: Path, sent: signal.Signals, code: int) -> None:
    """Ctrl-C ends a query at once; and where the parent is killed, the child notices though the engine is at work."""
    own = tmp_path / "own.rq"
    own.write_text(JOIN)
    command = [sys.executable, "-m", "dao_graph", "query", str(folder), str(own), "--timeout", "0"]
    # What runs in the background of a shell is deaf to Ctrl-C, and so would the command be.
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=heed_interrupts) as parent:
        try:
            child = _child_of(parent.pid)
            time.sleep(1)
            parent.send_signal(sent)
            began = time.perf_counter()
            assert parent.wait(5) == code
        finally:
            parent.kill()
        while _alive(child) and time.perf_counter() - began < 5:
            time.sleep(0.05)
        assert not _alive(child)


def _child_of(pid: int) -> int:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    if not tasks.exists():
        pytest.skip("needs /proc")
    for _ in range(200):
        if found := tasks.read_text().split():
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError("no child was started")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
