"""What a build notes of its inputs: files that did not change are not read again, and whatever changed is."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dao_graph.pipeline.build import Options, build
from dao_graph.pipeline.inputs import Input
from dao_graph.pipeline.unchanged import Looks, Noted

TEXT = "The General Assembly,\n\n1. Requests the Secretary-General to submit a report.\n"
LATER = 10_000_000_000


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that happen some seconds after the files were written."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)


def kept(path: Path, looks: Looks, **entities: list[str]) -> Noted:
    """What those looks are remembered by."""
    path.write_bytes(looks.content(entities))
    return Noted.read(path)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the inputs that are read from now on, as they are."""
    names: list[str] = []
    reading = Input.read

    def read(self: Input) -> bytes:
        names.append(self.name)
        return reading(self)

    monkeypatch.setattr(Input, "read", read)
    return names


def test_a_file_that_did_not_change_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT)
    first = Looks(Noted())
    digest = first.at(Input(str(text))).digest
    noted = kept(tmp_path / "noted", first, key=["country/RWA"])
    assert noted.entities == {"key": {"country/RWA"}}
    monkeypatch.setattr(Input, "read", lambda self: pytest.fail("was read"))
    assert Looks(noted).at(Input(str(text))).digest == digest != ""


@pytest.mark.parametrize("how", ["size", "times", "replaced"])
def test_a_file_that_changed_is_read(tmp_path: Path, how: str) -> None:
    """Also where it has its old size and time of change: the time of that is another."""
    text = tmp_path / "a.txt"
    text.write_text(TEXT)
    looks = Looks(Noted())
    before = looks.at(Input(str(text)))
    noted, times = kept(tmp_path / "noted", looks), text.stat()
    other = TEXT + "\n" if how == "size" else TEXT.replace("1.", "2.")
    if how == "replaced":
        (tmp_path / "b.txt").write_text(other)
        (tmp_path / "b.txt").rename(text)
    else:
        text.write_text(other)
    os.utime(text, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert Looks(noted).at(Input(str(text))).digest not in ("", before.digest)


def test_a_young_file_is_not_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be written again within the same tick of the clock."""
    text = tmp_path / "a.txt"
    text.write_text(TEXT)
    monkeypatch.undo()
    looks = Looks(Noted())
    assert looks.at(Input(str(text))).digest
    assert not kept(tmp_path / "noted", looks).digests


def test_what_is_no_file_is_left_as_it_is(tmp_path: Path) -> None:
    for given in (Input("stdin", b"text"), Input(str(tmp_path / "none.txt")), Input(str(tmp_path))):
        assert Looks(Noted()).at(given) == given


def test_a_build_reads_what_changed_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("a report", f"report {name}"))
    options = Options(language="en", check=False)
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    build(files, tmp_path / "out", options, store="none")
    files[1].write_text(TEXT.replace("a report", "report d"))
    read = watched(monkeypatch)
    built = build(files, tmp_path / "out", options, store="none")
    assert set(read) == {"b.txt"}
    assert (built.work.anew, built.work.unchanged) == (1, 2)
    build(files, tmp_path / "new", options, store="none")
    for name in ("graph.nq.gz", "evidence.nq.gz", "report.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "new" / name).read_bytes()


def test_a_recheck_reads_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT)
    build([text], tmp_path / "out", Options(check=False), store="none")
    read = watched(monkeypatch)
    build([text], tmp_path / "out", Options(check=False), store="none", recheck=True)
    assert read
