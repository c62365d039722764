"""Graph folders that were passed on, damaged, or stand beside other people's files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dao_graph.ask.graph import Graph
from dao_graph.check.verify import verify
from dao_graph.cli import main
from dao_graph.errors import DamagedError, GraphError, OutputError
from dao_graph.pipeline.build import Options, build, read_source

from .conftest import ROOT
from .test_rebuild import assert_in_step, assert_tidy, files, written

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


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Files of somebody else, in every form that a graph's own have."""
    folder = tmp_path / "victim"
    for name in ("mails/a.txt", "1/state.json", "7/graph.nq.gz", "ab/cdef", "facts.0", "state.json", "graph.nq.gz"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


@pytest.mark.parametrize("name", ["", "states", "outcomes", "work", "lock", "current", "states/1"])
@pytest.mark.parametrize("graph", [True, False])
def test_a_link_out_of_a_received_folder_is_refused_and_nothing_behind_it_changes(
    name: str, graph: bool, inputs: Path, out: Path, victim: Path, tmp_path: Path
) -> None:
    received = tmp_path / "received"
    if graph:
        shutil.copytree(out, received, symlinks=True)
    path = received / ".dao-graph" / name
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(victim / "new" if name == "lock" else victim)
    if name == "states/1" and not graph:
        (received / ".dao-graph" / "current").symlink_to("states/1")
    before = contents(victim)
    try:
        build([inputs], received, OPTIONS)
    except OutputError as error:
        assert "is a link that no build has made" in str(error)
    else:
        assert name == "states/1"
    assert contents(victim) == before
    if graph and name in ("", "current", "states/1"):
        with pytest.raises(GraphError):
            Graph.open(received)


def test_links_among_outcomes_and_files_are_not_followed(inputs: Path, out: Path, victim: Path, tmp_path: Path) -> None:
    outcomes = out / ".dao-graph" / "outcomes"
    for folder in list(outcomes.iterdir()):
        shutil.rmtree(folder)
        folder.symlink_to(victim / "mails")
    (outcomes / "zz").symlink_to(victim)
    (out / ".dao-graph" / "states" / "other").symlink_to(victim)
    (out / ".dao-graph" / "states" / "9").mkdir()
    (out / ".dao-graph" / "states" / "9" / "state.json").symlink_to(victim / "state.json")
    state = (out / ".dao-graph" / "current").resolve()
    (state / "graph.nq.gz").unlink()
    (state / "graph.nq.gz").symlink_to(victim / "graph.nq.gz")
    before = contents(victim)
    build([inputs], out, OPTIONS)
    assert contents(victim) == before
    assert_in_step(out)
    assert_tidy(out)


@pytest.mark.parametrize(
    "name", ["graph.nq.gz", "evidence.nq.gz", "graph.nq", "report.json", "quarantine.nq", "store/CURRENT"]
)
@pytest.mark.parametrize("link", [True, False])
def test_files_of_others_are_not_touched(name: str, link: bool, inputs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    path = folder / name
    path.parent.mkdir(parents=True)
    if link:
        (tmp_path / "elsewhere").write_text("mine")
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.write_text("mine")
    with pytest.raises(OutputError, match="in the way"):
        build([inputs], folder, OPTIONS)
    assert path.read_text() == "mine"
    assert [p.name for p in folder.iterdir()] == [name.partition("/")[0]]


def test_what_others_put_beside_a_graph_stays(inputs: Path, out: Path) -> None:
    (out / "notes.txt").write_text("mine")
    (out / "stdin-notes.txt").write_text("mine")
    (out / "quarantine.nq").write_text("mine")
    with pytest.raises(OutputError, match="in the way"):
        build([inputs], out, OPTIONS)
    (out / "quarantine.nq").rename(out / "mine.nq")
    (inputs / "1.txt").write_bytes(written(number=8))
    build([inputs], out, OPTIONS)
    assert {(out / name).read_text() for name in ("notes.txt", "stdin-notes.txt", "mine.nq")} == {"mine"}


def test_a_copy_without_links_is_taken_for_the_graph_that_it_is(inputs: Path, out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    build([inputs], copy, OPTIONS)
    assert files(copy) == files(out)
    assert_in_step(copy)
    (inputs / "1.txt").write_bytes(written(number=8))
    build([inputs], copy, OPTIONS)
    assert_tidy(copy)


DAMAGES = ("flip", "flip unseen", "cut", "empty", "delete")
STORE_FILES = ("store/CURRENT", "store/MANIFEST-*", "store/OPTIONS-*", "store/*.sst")


def damage(path: Path, how: str) -> None:
    content, found = path.read_bytes(), path.stat()
    place = len(content) // 2
    if how == "delete":
        path.unlink()
        return
    path.write_bytes(
        b"" if how == "empty" else content[:place]
        + (b"" if how == "cut" else bytes([content[place] ^ 1]) + content[place + 1 :])
    )  # fmt: skip
    if how == "flip unseen":
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize(
    "name", ["graph.nq.gz", "evidence.nq.gz", "members.json", "report.json", "words.db", *STORE_FILES]
)
def test_damage_is_named_and_mended(name: str, how: str, inputs: Path, out: Path) -> None:
    expected = files(out)
    state = (out / ".dao-graph" / "current").resolve()
    path = next(iter(sorted(state.glob(name))))
    damage(path, how)
    shown = str(path.relative_to(state))
    code, told = command("verify", str(out))
    assert code in (1, 6) and shown in told and "build the graph again" in told
    code, told = command("query", str(out), "documents", "--timeout", "30")
    if how in ("cut", "empty", "delete"):
        assert shown in told
        assert code == (0 if name.startswith(("store", "members", "words")) else 6)
    else:
        assert code in (0, 2, 6) and "memory" not in told
    build([inputs], out, OPTIONS, recheck=how == "flip unseen" and not name.startswith("store/CURRENT"))
    assert files(out) == expected
    assert_in_step(out)
    assert verify(Graph.open(out), read_source).mismatches == ()


def test_evidence_that_is_gone_does_not_hold(inputs: Path, out: Path, tmp_path: Path) -> None:
    (out / "evidence.nq.gz").unlink()
    assert command("verify", str(out))[0] == 6
    with pytest.raises(DamagedError, match="evidence"):
        Graph.open(out)
    plain = tmp_path / "plain"
    plain.mkdir()
    for name in ("graph.nq.gz", "report.json"):
        shutil.copy(out / name, plain / name)
    code, told = command("verify", str(plain))
    assert code == 1 and "evidence.nq.gz" in told


def test_a_report_that_is_none_names_itself(out: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    shutil.copy(out / "graph.nq.gz", plain)
    for content in ("{", "[]", '{"inputs": [1]}'):
        (plain / "report.json").write_text(content)
        code, told = command("explain", str(plain), "country/RWA")
        assert code == 6 and "report.json: is no report of a build" in told and "build the graph again" in told


def test_keys_and_hashes_of_a_received_folder_are_no_paths(inputs: Path, out: Path) -> None:
    state = (out / ".dao-graph" / "current").resolve()
    for name, old, new in (
        ("state.json", '"keys": ["', '"keys": ["/../../../x'),
        ("report.json", '256": "', '256": "/../'),
    ):
        text = (state / name).read_text(encoding="utf-8")
        (state / name).write_text(text.replace(old, new), encoding="utf-8")
        build([inputs], out, OPTIONS)
        assert_in_step(out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [("verify",), ("query", "documents"), ("export", "-f", "nquads"), ("stats", "--json")]
)
def test_output_that_cannot_be_written_is_one_line(arguments: tuple[str, ...], out: Path) -> None:
    name, *rest = arguments
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        line = [sys.executable, "-m", "dao_graph", name, str(out), *rest]
        result = subprocess.run(line, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    lines = [line for line in result.stderr.splitlines() if "row" not in line]
    assert result.returncode == 6 and lines == ["error: output: No space left on device"]


@pytest.mark.parametrize(
    "text", ["\x1b]0;PWNED\x07", "\x1b[2J", "\x9b2J", "\x90q\x9c", "\u202etxt.exe", "\x08\x08", "\x7f", "a\rb"]
)
def test_what_steers_a_terminal_is_shown_not_sent(text: str, inputs: Path, tmp_path: Path) -> None:
    name = f"a{text}.txt"
    body = written(number=4, title=f"Delivering {text} as One")
    (inputs / name).write_bytes(body)
    _, told = command("build", str(inputs), "-o", str(tmp_path / "o"), "--no-check")
    for arguments in (("query", "titles"), ("explain", "document/A_RES_99_4"), ("verify",)):
        (inputs / name).write_bytes(body + (b"x" if arguments == ("verify",) else b""))
        _, more = command(arguments[0], str(tmp_path / "o"), *arguments[1:])
        told += more
    assert "Delivering" in told and name.replace(text, "") not in told
    assert not [c for c in told if c not in "\n\t" and (c < " " or "\x7f" <= c < "\xa0" or c == "\u202e")]


def test_every_command_prints_through_what_guards_terminals() -> None:
    """Rich's own text is made of `plain`; all else goes through the functions of `terminal`."""
    for path in (ROOT / "dao_graph" / "cli").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert path.name == "terminal.py" or not re.search(
            r"click\.echo|sys\.stdout\.buffer|(?<![.\w])print\(", code
        ), path
