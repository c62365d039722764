"""The folder of a graph: one writer, readers that go on, and a full disk that changes nothing."""

from __future__ import annotations

import contextlib
import errno
import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.errors import BusyError, DamagedError, OutputError
from dao_graph.folder import writer
from dao_graph.folder.report import Work
from dao_graph.pipeline.build import Options, build

from .conftest import ROOT, heed_interrupts
from .test_rebuild import assert_in_step, assert_tidy, files, lines_of, stored, written

OPTIONS = Options(check=False)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_bytes(written(number=number))
    return folder


@pytest.fixture
def out(inputs: Path, tmp_path: Path) -> Path:
    build([inputs], tmp_path / "out", OPTIONS)
    return tmp_path / "out"


def run(*arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """A command line; `limit` is how many blocks of 512 bytes a file may have."""
    command = [sys.executable, "-m", "dao_graph", *arguments]
    if limit is not None:
        command = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh", *command]
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, text=True, timeout=120)


def test_the_summary_says_what_was_work(inputs: Path, out: Path, tmp_path: Path) -> None:
    (inputs / "1.txt").write_bytes(written(number=1, country="Kenya"))
    (inputs / "2.txt").unlink()
    result = run("build", str(inputs), "-o", str(out), "--no-check")
    assert "1 read anew, 1 unchanged, 2 dropped, 0 kept" in result.stdout
    result = run("build", str(inputs / "1.txt"), "-o", str(out), "--no-check", "--keep", "--json")
    assert '"work": {\n    "anew": 0,\n    "dropped": 0,\n    "kept": 1,\n    "unchanged": 1\n  }' in result.stdout


def test_the_second_writer_is_told_in_one_line(inputs: Path, out: Path) -> None:
    with writer.writing(out):
        result = run("build", str(inputs), "-o", str(out), "--no-check")
        assert result.returncode == 4
        assert result.stderr == f"error: {out}: is being written by another build: wait for it to end, or end it\n"
        with pytest.raises(BusyError):
            build([inputs], out, OPTIONS)
        assert len(Graph.open(out).query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1").rows) == 1
    assert build([inputs], out, OPTIONS).work == Work(0, 3)


def test_readers_never_meet_half_a_graph(inputs: Path, out: Path) -> None:
    stop = threading.Event()

    def change() -> None:
        for number in range(12):
            (inputs / "1.txt").write_bytes(written(number=1, title=f"Title {number}"))
            build([inputs], out, OPTIONS)
        stop.set()

    writer = threading.Thread(target=change)
    writer.start()
    met = set()
    while not stop.is_set():
        graph = Graph.open(out)
        entry = next(entry for entry in graph.report["inputs"] if entry["path"].endswith("1.txt"))
        met.add(entry["sha256"])
        assert entry["sha256"].encode() in graph.facts_nquads
        assert f"text/{entry['sha256'][:16]}#char=".encode() in graph.evidence_nquads
        ask = f'SELECT ?s WHERE {{ ?s <https://w3id.org/dao-graph/ontology#sha256> "{entry["sha256"]}" }}'
        assert len(graph.query(ask).rows) == 1
    writer.join()
    assert len(met) > 3
    del graph
    build([inputs], out, OPTIONS)
    assert_tidy(out)


def test_readers_go_on_with_the_graph_that_they_opened(inputs: Path, out: Path) -> None:
    graph, before, quads = Graph.open(out), files(out), stored(out)
    lazy = Graph.open(out)
    for number in (4, 5):
        (inputs / f"{number}.txt").write_bytes(written(number=number))
        build([inputs], out, OPTIONS)
    assert files(out) != before
    for held in (graph, lazy):
        assert [held.facts_nquads, held.evidence_nquads] == [
            gzip.decompress(before[name]) for name in ("graph.nq.gz", "evidence.nq.gz")
        ]
        assert set(held.facts_store) == quads
    assert len(list((out / ".dao-graph" / "states").iterdir())) == 2
    del graph, lazy, held
    build([inputs], out, OPTIONS)
    assert_tidy(out)


class _Full:
    """Lets the disk be full from the n-th write on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left = 1 << 30
        for owner, name in ((os, "fsync"), *((Path, n) for n in ("replace", "mkdir", "symlink_to", "hardlink_to"))):
            patch.setattr(owner, name, self._limited(getattr(owner, name)))
        patch.setattr(writer.Writer, "put", self._limited(writer.Writer.put))

    def _limited(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def limited(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*arguments, **named)

        return limited


def test_a_disk_that_is_full_at_any_point_changes_nothing(
    inputs: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = files(out), stored(out)
    (inputs / "1.txt").write_bytes(written("fr", number=7))
    (inputs / "2.txt").unlink()
    build([inputs], tmp_path / "clean", OPTIONS)
    clean = files(tmp_path / "clean"), stored(tmp_path / "clean")
    full = _Full(monkeypatch)
    points = 0
    while True:
        full.left = points
        try:
            build([inputs], out, OPTIONS)
            break
        except OutputError as error:
            assert str(error) == f"{out}: cannot be written: No space left on device"
        full.left = 1 << 30
        found = files(out), stored(out)
        # After the switch only tidying up is left.
        assert found in (old, clean)
        Graph.open(out)
        if found == old:
            with writer.writing(out):
                pass
            assert (files(out), stored(out)) == old
        points += 1
    full.left = 1 << 30
    assert points > 10
    assert (files(out), stored(out)) == clean
    assert_tidy(out)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs ulimit")
@pytest.mark.parametrize("blocks", [0, 8, 30, 60])
def test_a_file_that_cannot_grow_is_an_error_in_one_line(blocks: int, inputs: Path, out: Path) -> None:
    old = files(out), stored(out)
    (inputs / "1.txt").write_bytes(written("fr", number=7))
    result = run("build", str(inputs), "-o", str(out), "--no-check", limit=blocks)
    assert result.returncode == 6, result.stdout + result.stderr
    assert result.stderr.startswith(f"error: {out}: cannot be written: ")
    assert result.stderr.count("\n") == 1
    assert (files(out), stored(out)) == old
    build([inputs], out, OPTIONS)
    assert_tidy(out)
    assert_in_step(out)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_ctrl_c_leaves_the_graph_and_says_so_in_one_line(inputs: Path, out: Path) -> None:
    old = files(out), stored(out)
    for number in range(60):
        (inputs / f"new-{number:02}.txt").write_bytes(written(number=number))
    command = [sys.executable, "-m", "dao_graph", "build", str(inputs), "-o", str(out)]
    # Where the tests run in the background, Ctrl-C is ignored in all that they start.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    _wait_for_texts(process, out, number=3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == "interrupted; what was written before is as it was\n"
    assert (files(out), stored(out)) == old
    _remove_new(inputs, number=6)
    assert build([inputs], out).work.unchanged >= 2
    assert_tidy(out)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_killed_build_takes_its_processes_with_it(inputs: Path, out: Path) -> None:
    for number in range(60):
        (inputs / f"new-{number:02}.txt").write_bytes(written(number=number))
    command = [sys.executable, "-m", "dao_graph", "build", str(inputs), "-o", str(out), "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _wait_for_texts(process, out, number=3)
    children = _children(process.pid)
    assert len(children) >= 2
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    _remove_new(inputs, number=6)
    assert build([inputs], out).work.unchanged >= 2
    assert_tidy(out)


def _wait_for_texts(process: subprocess.Popen[Any], out: Path, number: int) -> None:
    """Wait until a build has kept so many texts beside those that were there."""
    before = _texts_kept(out)
    while _texts_kept(out) < before + number:
        assert process.poll() is None
        time.sleep(0.05)


def _texts_kept(out: Path) -> int:
    """Count the texts whose outcome is kept; each has other files beside it, named by a suffix."""
    return sum(not path.suffix for path in (out / ".dao-graph" / "outcomes").glob("*/*"))


def _remove_new(inputs: Path, number: int) -> None:
    """Leave only some of the new texts, for which the rest of a test need not wait."""
    for path in sorted(inputs.glob("new-*"))[number:]:
        path.unlink()


def _children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(status.parent.name))
    return found


def test_a_plain_folder_of_earlier_versions_changes_all_at_once_too(inputs: Path, out: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for name in ("graph", "evidence"):
        (plain / f"{name}.nq").write_bytes(lines_of(out, name))
    shutil.copy(out / "report.json", plain)
    (plain / "quarantine.nq").write_bytes(b"")
    assert Graph.open(plain).facts_nquads == lines_of(out)
    with pytest.raises(OutputError, match="cannot be kept"):
        build([inputs], plain, OPTIONS, keep=True)
    build([inputs], plain, OPTIONS)
    assert files(plain) == files(out)
    assert_tidy(plain)


def test_a_copy_is_a_graph_of_its_own(inputs: Path, out: Path, tmp_path: Path) -> None:
    for links in (True, False):
        copy = tmp_path / f"copy-{links}"
        shutil.copytree(out, copy, symlinks=links)
        assert Graph.open(copy).facts_nquads == lines_of(out)
        (inputs / "1.txt").write_bytes(written(number=9 + links))
        assert build([inputs], copy, OPTIONS).work.anew == 1
        assert_tidy(copy)
        assert_in_step(copy)
    assert files(out) != files(copy)


def test_a_store_that_is_not_in_step_is_not_used_and_made_anew(inputs: Path, out: Path) -> None:
    quad = ox.Quad(ox.NamedNode("x:x"), ox.NamedNode("x:x"), ox.NamedNode("x:x"))
    store = ox.Store(str(out / "store"))
    store.add(quad)
    del store
    assert quad not in Graph.open(out).facts_store
    build([inputs], out, OPTIONS)
    assert_in_step(out)
    graph = lines_of(out).decode()
    (out / "graph.nq.gz").write_bytes(gzip.compress(f"{graph}<x:x> <x:x> <x:x> <x:x> .\n".encode()))
    with pytest.raises(DamagedError, match=r"graph\.nq\.gz has [0-9,]+ bytes and had [0-9,]+: build the graph again"):
        Graph.open(out)
    build([inputs], out, OPTIONS)
    assert_in_step(out)
    assert lines_of(out).decode() == graph


def test_the_folder_of_a_graph_may_be_among_the_inputs(inputs: Path) -> None:
    run_in = [sys.executable, "-m", "dao_graph", "build", "-", "-o", str(inputs), "--no-check"]
    subprocess.run(run_in, check=True, cwd=ROOT, input=written(number=8), capture_output=True)
    # The copy of standard input is a file of the graph, and no input of the next.
    for _ in range(2):
        report = build([inputs], inputs, OPTIONS).report
        assert [Path(entry.source).name for entry in report.inputs] == ["1.txt", "2.txt", "3.txt"]


def test_without_a_store_there_is_none(inputs: Path, out: Path) -> None:
    build([inputs], out, OPTIONS, store="none")
    assert not os.path.lexists(out / "store")
    assert_tidy(out)
    assert len(dao_graph.open_graph(out).query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1").rows) == 1


def test_a_folder_of_the_users_own_is_not_replaced(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "store").mkdir(parents=True)
    (tmp_path / "out" / "store" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="in the way"):
        build([inputs], tmp_path / "out", OPTIONS)
    assert (tmp_path / "out" / "store" / "mine.txt").read_text() == "mine"


def test_kept_texts_stay_in_the_report(inputs: Path, out: Path) -> None:
    (inputs / "2.txt").unlink()
    (inputs / "3.txt").write_bytes(written(number=3, country="Kenya"))
    built = build([inputs], out, OPTIONS, keep=True)
    assert built.work == Work(1, 1, 1, 1)
    assert [(Path(e.path).name, e.kept) for e in built.report.inputs] == [
        ("1.txt", False),
        ("3.txt", False),
        ("2.txt", True),
    ]
    assert b"A_RES_99_2" in lines_of(out)
    # Another text of the same document in the same language takes the place of the one that was kept.
    (inputs / "new.txt").write_bytes(written(number=2, title="Partnerships"))
    assert build([inputs], out, OPTIONS, keep=True).work == Work(1, 2, 1, 0)
    with pytest.raises(OutputError, match="--base-iri as before"):
        build([inputs / "1.txt"], out, Options("https://example.org/id/", check=False), keep=True)
    assert build([inputs / "1.txt"], out, OPTIONS).work == Work(0, 1, 2, 0)


def test_standard_input_is_kept_with_its_copy(inputs: Path, out: Path) -> None:
    command = [sys.executable, "-m", "dao_graph", "build", "-", "-o", str(out), "--no-check", "--keep"]
    for _ in range(2):
        subprocess.run(command, check=True, cwd=ROOT, input=written(number=8), capture_output=True)
    assert_tidy(out)
    assert build([inputs], out, OPTIONS, keep=True).work == Work(0, 3, 0, 1)
    assert run("verify", str(out)).returncode == 0
    assert len(list(out.glob("stdin-*.txt"))) == 1
    build([inputs], out, OPTIONS)
    assert not list(out.glob("stdin-*.txt"))
