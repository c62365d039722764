"""Builds by a cluster of Dask: the same bytes as by one process, whoever is killed on the way; files elsewhere."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dao_graph.errors import DaoGraphError, InputError
from dao_graph.pipeline import clusters, remote
from dao_graph.pipeline.build import Options, build

from .conftest import EXAMPLES

distributed = pytest.importorskip("distributed")
fsspec = pytest.importorskip("fsspec")
FILES = ("graph.nq.gz", "evidence.nq.gz", "report.json")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A client of two workers, one of which may be lost once before its batch is taken apart."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), clusters.cluster(None, 2) as found:
        yield found


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short letters of several languages."""
    folder = tmp_path_factory.mktemp("in")
    for path in EXAMPLES.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        for number in range(2):
            (folder / f"{number}-{path.name}").write_text(text.replace("578", f"57{number}"), encoding="utf-8")
    return folder


def written(out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in FILES]


def by_one(inputs: Path, out: Path) -> list[bytes]:
    build([inputs], out, Options(check=False), store="none")
    return written(out)


def test_a_lost_worker_changes_no_byte(
    client: Any, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "BATCH", 1)
    monkeypatch.setattr(clusters.batches, "__defaults__", (1,))
    killed: list[int] = []

    def progress(number: int, total: int, source: str) -> None:
        if number == 2 and not killed:
            killed.extend(client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    build([inputs], tmp_path / "dask", Options(check=False), progress, store="none", cluster=client)
    assert len(killed) == 2
    assert written(tmp_path / "dask") == by_one(inputs, tmp_path / "one")


def test_a_worker_lost_at_the_start_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[int] = []
    whole = distributed.LocalCluster

    def lost_once(**options: Any) -> Any:
        began.append(1)
        if len(began) == 1:
            raise RuntimeError("Nanny failed to start.")
        return whole(**options)

    monkeypatch.setattr(distributed, "LocalCluster", lost_once)
    with clusters.cluster(None, 1) as client:
        assert len(client.run(os.getpid)) == 1
    assert len(began) == 2


def test_a_build_that_was_ended_goes_on(client: Any, inputs: Path, tmp_path: Path) -> None:
    def end(number: int, total: int, source: str) -> None:
        if number == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([inputs], tmp_path / "dask", Options(check=False), end, store="none", cluster=client)
    built = build([inputs], tmp_path / "dask", Options(check=False), store="none", cluster=client)
    assert 0 < built.work.anew < 12 and built.work.unchanged == 12 - built.work.anew
    assert written(tmp_path / "dask") == by_one(inputs, tmp_path / "one")


def _ends_at_three(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def _ends_worker_at_three(item: int) -> int:
    if item == 3:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return 2 * item


def _lost(item: int) -> int:
    return -1


@pytest.mark.parametrize("ends", [_ends_at_three, _ends_worker_at_three])
def test_what_ends_a_process_again_and_again_is_lost_alone(client: Any, ends: Callable[[int], int]) -> None:
    found = clusters.in_batches(client, ends, range(5), lambda item: 0, _lost)
    assert list(found) == [0, 2, 4, -1, 8]


def _refuses_three(item: int) -> int:
    if item == 3:
        raise InputError("three", "is refused")
    return item


def test_what_the_work_raises_arrives(client: Any) -> None:
    with pytest.raises(InputError, match="three: is refused"):
        list(clusters.in_batches(client, _refuses_three, range(5), lambda item: 0, _lost))


def test_a_text_keeps_to_its_budget_there(client: Any, inputs: Path, tmp_path: Path) -> None:
    built = build([inputs], tmp_path, Options(check=False, budget=0.001), store="none", cluster=client)
    failed = built.report.of("failed")
    assert failed
    assert {entry.error for entry in failed} == {"OutOfTime"}


def test_batches_are_by_size() -> None:
    assert list(clusters.batches([1, 2, 9, 1, 1, 1], lambda item: item, 3)) == [[1, 2], [9], [1, 1, 1]]
    assert list(clusters.batches([], lambda item: 1)) == []


def test_workers_with_another_package_are_refused(monkeypatch: pytest.MonkeyPatch, client: Any) -> None:
    monkeypatch.setattr(clusters, "fingerprint", lambda: "mine", raising=True)
    monkeypatch.setattr(distributed.Client, "run", lambda self, function, **options: {"a": "theirs"})
    with pytest.raises(DaoGraphError, match="another version"), clusters.cluster(client.scheduler.address, None):
        pass


def test_inputs_and_results_elsewhere(inputs: Path, tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for path in sorted(inputs.iterdir()):
        memory.pipe_file(f"/texts/{path.name}", path.read_bytes())
    memory.pipe_file("/texts/image.png", b"")
    built = build(["memory://texts"], tmp_path / "out", Options(check=False), store="none")
    assert {entry.path for entry in built.report.of("built")} <= {f"memory:///texts/{p.name}" for p in inputs.iterdir()}
    by_one(inputs, tmp_path / "one")
    facts = [gzip.decompress((tmp_path / name / "graph.nq.gz").read_bytes()) for name in ("out", "one")]
    assert facts[0] == facts[1]
    assert remote.publish(tmp_path / "out", "memory://graph") == list(FILES)
    assert memory.cat_file("/graph/graph.nq.gz") == (tmp_path / "out" / "graph.nq.gz").read_bytes()
    assert set(json.loads(memory.cat_file("/graph/manifest.json"))) == set(FILES)
    assert remote.publish(tmp_path / "out", "memory://graph") == []
    with pytest.raises(InputError, match="memory://nowhere"):
        build(["memory://nowhere"], tmp_path / "none")
