"""Sorting more lines than memory is meant to hold, and building with several processes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dao_graph.errors import DaoGraphError
from dao_graph.folder.report import Work
from dao_graph.pipeline.build import Options, build
from dao_graph.pipeline.workers import in_order
from dao_graph.rdf import external_sort
from dao_graph.rdf.external_sort import SortedLines

from .conftest import EXAMPLES
from .test_rebuild import lines_of


def _lines(seed: int, number: int) -> bytes:
    chosen = random.Random(seed)
    return b"".join(b"%06d\n" % chosen.randrange(4 * number) for _ in range(number))


@pytest.mark.parametrize("most_runs", [2, 3, 64])
def test_lines_come_sorted_without_doubles_from_memory_and_from_files(
    most_runs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_sort, "_IN_MEMORY", 4_000)
    monkeypatch.setattr(external_sort, "_BLOCK", 300)
    monkeypatch.setattr(external_sort, "_MOST_RUNS", most_runs)
    filed, held = SortedLines("lines", lambda: tmp_path), SortedLines()
    for seed in range(20):
        for lines in (filed, held):
            lines.add(_lines(seed, 500))
    everything = sorted({line for seed in range(20) for line in _lines(seed, 500).splitlines(keepends=True)})
    assert filed.settle() == held.settle() == len(everything)
    assert len(list(tmp_path.iterdir())) == 1
    for lines in (filed, held):
        lines.add(b"middle\n")
        assert b"".join(lines) == b"".join(sorted([*everything, b"middle\n"]))


def test_no_lines_are_no_lines() -> None:
    assert SortedLines().settle() == 0
    assert b"".join(SortedLines()) == b""


def test_several_processes_write_the_same_and_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_sort, "_IN_MEMORY", 50_000)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(next(EXAMPLES.glob("*.txt")).read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    paths = [EXAMPLES, tmp_path / "empty.txt", copy]
    for jobs in (1, 2):
        build(paths, tmp_path / str(jobs), Options(check=False), jobs=jobs)
    names = ["evidence.nq.gz", "graph.nq.gz", "report.json"]
    for jobs in (1, 2):
        assert sorted(path.name for path in (tmp_path / str(jobs)).iterdir()) == [".dao-graph", *names, "store"]
        assert not (tmp_path / str(jobs) / ".dao-graph" / "work").exists()
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in names)
    # In memory it is the same again.
    assert build(paths, options=Options(check=False)).graph == lines_of(tmp_path / "1")


def test_an_interruption_leaves_only_what_the_next_build_goes_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_sort, "_IN_MEMORY", 1_000)

    def interrupt(number: int, total: int, source: str) -> None:
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([EXAMPLES], tmp_path / "out", Options(check=False), interrupt)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".dao-graph"]
    assert sorted(path.name for path in (tmp_path / "out" / ".dao-graph").iterdir()) == ["lock", "outcomes", "states"]
    assert build([EXAMPLES], tmp_path / "out", Options(check=False)).work == Work(4, 2)


def test_a_process_that_dies_is_an_error() -> None:
    with pytest.raises(DaoGraphError, match="before its work was done"):
        list(in_order(_die, range(4), 2))


def _die(number: int) -> None:
    import os

    os._exit(1)
