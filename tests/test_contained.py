"""No text can end a build: whatever goes wrong in one is that text's entry in the report, and the others are built."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dao_graph.ask.graph import Graph
from dao_graph.errors import DataError
from dao_graph.folder.report import Report, Work
from dao_graph.pipeline import text as one_text
from dao_graph.pipeline.build import Options, build
from dao_graph.pipeline.contained import Failure, OutOfTime, contained
from dao_graph.pipeline.inputs import found
from dao_graph.pipeline.workers import in_order
from dao_graph.rdf.emit import Emitter
from dao_graph.rdf.iris import iri, is_iri

from .conftest import ROOT
from .test_rebuild import files, lines_of, written

# Set it to 100 for a thorough run, which takes some minutes.
ROUNDS = int(os.environ.get("DAO_GRAPH_FAULTS", "3"))
TEXTS = 50
OPTIONS = Options(check=False)
AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<classification><keyword value="v" href="{}"/></classification></meta><body>
<p>The General Assembly, recalling its resolution 62/208 of 19 December 2007 of the States and of the Council,</p>
</body></statement></akomaNtoso>"""


class Panic(BaseException):
    """What a library in Rust raises: no Exception."""


def _hang() -> None:
    re.match(r"(?:a|a)*b", "a" * 40)


def _recurse() -> None:
    _recurse()


FAULTS: tuple[BaseException | Callable[[], None], ...] = (
    ValueError("odd"), KeyError("fr.session"), MemoryError(), AssertionError(), OSError(28, "No space left on device"),
    UnicodeDecodeError("utf-8", b"x", 0, 1, "odd"), ZeroDivisionError("\x1b[2J"), StopIteration(), Panic("panicked"),
    AttributeError("\ud800"), _recurse,
)  # fmt: skip
STAGES: dict[str, tuple[object, str, Callable[..., str]]] = {
    "decode": (one_text, "decode", lambda data, source: source),
    "read": (one_text, "read", lambda text, *rest: str(text.source)),
    "recognise": (one_text, "recognise", lambda document, *rest: str(document.source.source)),
    "relate": (one_text, "inconsistencies", lambda document, *rest: str(document.source.source)),
    "emit": (Emitter, "emit", lambda emitter, document, *rest: str(document.source.source)),
}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(TEXTS):
        (folder / f"{number:02}.txt").write_bytes(written(number=number))
    return folder


def break_at(patch: pytest.MonkeyPatch, stage: str, name: str, fault: BaseException | Callable[[], None]) -> None:
    """Let a stage fail for the text of that name."""
    owner, function, source_of = STAGES[stage]
    real = getattr(owner, function)

    def breaking(*arguments: Any) -> Any:
        if Path(source_of(*arguments)).name != name:
            return real(*arguments)
        if isinstance(fault, BaseException):
            raise fault
        fault()
        raise AssertionError("not reached")

    patch.setattr(owner, function, breaking)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_faults_at_random_stages_take_their_texts_alone(seed: int, inputs: Path, tmp_path: Path) -> None:
    """Three faults a round. The graph is that of the other texts, and the next build reads those three alone again."""
    chance = random.Random(seed)
    hit = chance.sample(range(TEXTS), 3)
    with pytest.MonkeyPatch.context() as patch:
        stages = {f"{number:02}.txt": chance.choice(list(STAGES)) for number in hit}
        for name, stage in stages.items():
            break_at(patch, stage, name, chance.choice(FAULTS))
        built = build([inputs], tmp_path / "out", OPTIONS)
    failed = {Path(entry.source).name: entry.stage for entry in built.report.of("failed")}
    assert failed == stages
    assert len(built.report.of("built")) == TEXTS - 3
    report = Report.from_json((tmp_path / "out" / "report.json").read_bytes())
    assert [(e.source, e.stage) for e in report.of("failed")] == [
        (e.source, e.stage) for e in built.report.of("failed")
    ]
    others = [path for path in sorted(inputs.iterdir()) if path.name not in stages]
    build(others, tmp_path / "others", OPTIONS)
    assert all(
        (tmp_path / "out" / name).read_bytes() == content
        for name, content in files(tmp_path / "others").items()
        if name != "report.json"
    )
    assert build([inputs], tmp_path / "out", OPTIONS).work == Work(3, TEXTS - 3)


def test_a_text_that_takes_too_long_is_left_out(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a regular expression, and also where a library catches every exception."""
    break_at(monkeypatch, "relate", "07.txt", _hang)

    def stubborn() -> None:
        while True:
            try:
                time.sleep(0)
                _hang()
            except Exception:
                continue

    break_at(monkeypatch, "recognise", "08.txt", stubborn)
    (inputs / "copy of 07.txt").write_bytes((inputs / "07.txt").read_bytes())
    begin = time.process_time()
    built = build([inputs], tmp_path / "out", Options(check=False, budget=1))
    assert time.process_time() - begin < 30
    assert [(Path(e.source).name, e.stage, e.error) for e in built.report.of("failed")] == [
        ("07.txt", "relate", "OutOfTime"),
        ("08.txt", "recognise", "OutOfTime"),
    ]
    assert "takes more than the 1 s" in built.report.of("failed")[0].reason
    assert len(built.report.of("built")) == TEXTS - 1


def test_time_is_allowed_by_length_and_no_work_is_ended_before() -> None:
    assert contained(5, lambda: 7) == 7
    assert contained(0, lambda: 7) == 7
    failure = contained(0.2, _hang)
    assert isinstance(failure, Failure) and failure.error == OutOfTime.__name__
    # No ring comes after the work.
    end = time.process_time() + 1.5
    while time.process_time() < end:
        pass


@pytest.mark.parametrize("passed", [KeyboardInterrupt(), SystemExit(3), DataError("ontology/dao.ttl: malformed")])
def test_what_is_no_texts_fault_passes(passed: BaseException) -> None:
    def work() -> None:
        raise passed

    with pytest.raises(type(passed)):
        contained(1, work)


def test_tracebacks_are_reported_if_asked_for(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, "emit", "03.txt", ValueError("odd"))
    (entry,) = build([inputs], options=OPTIONS).report.of("failed")
    assert (entry.reason, entry.traceback) == ("cannot be read for an error in the stage 'emit': ValueError: odd", "")
    (entry,) = build([inputs], options=Options(check=False, debug=True)).report.of("failed")
    assert entry.traceback.startswith("Traceback") and "in breaking" in entry.traceback


def _die_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def test_a_process_that_dies_loses_its_item_alone() -> None:
    assert list(in_order(_die_at_three, range(6), 2, lambda number: -number)) == [0, 1, 2, -3, 4, 5]


@pytest.mark.parametrize(
    "address",
    [
        "http://metadata.un.org:port/sdg/1", "http://meta[data.un.org/sdg/1", "http://metadata.un.org/sdg/1\ufffd",
        "http://metadata.un.org/sdg/100%zz", "http://x#a#b", "http://x/\x7f", "http://x/\ue000", "http://x/\ufdd0",
        "http:///sdg", "https://",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_left_out_and_noted(address: str, tmp_path: Path) -> None:
    assert not is_iri(address)
    (tmp_path / "a.xml").write_text(AKN.format(address.replace("\x7f", "&#x7f;")), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(written())
    build([tmp_path], tmp_path / "out", OPTIONS)
    graph = Graph.open(tmp_path / "out")
    assert len(list(graph.quads())) > 100
    assert not any(quad.predicate.value.endswith("/subject") for quad in graph.quads(evidence=False))
    (note,) = graph.report["inputs"][0]["consistency"]
    assert note["kind"] == "address" and note["quotes"] == [address]


def test_an_address_that_is_one_is_stated(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(AKN.format("http://metadata.un.org/thesaurus/1 é"), encoding="utf-8")
    built = build([tmp_path], options=OPTIONS)
    assert "<http://purl.org/dc/terms/subject> <http://metadata.un.org/thesaurus/1%20é>".encode() in built.graph
    assert built.report.inputs[0].consistency == []


def test_every_character_of_a_local_id_can_be_written() -> None:
    for code in (*range(0x20), *range(0x7F, 0xA0), *b'"#%<>[]^`{|}', 0xD800, 0xE000, 0xFDD0, 0xFFFD, 0x1FFFF, 0x10FFFF):
        assert re.fullmatch(r"<https://x/place/a[^\s<>]*b>", iri(f"place/a{chr(code)}b", "https://x/"))
    assert iri("place/100%25", "https://x/") == "<https://x/place/100%25>"


@pytest.mark.parametrize(
    "line",
    [
        "Rapport de la réunion tenue à Genève pendant la 56e session avec la participation des États",
        "Informe de la reunión celebrada en Ginebra en el 56º período de sesiones con la participación de los Estados",
        "Доклад о работе совещания, состоявшегося в Женеве на пятьдесят шестой сессии с участием государств",
    ],
)
def test_a_session_named_in_another_language_than_the_rest(line: str, tmp_path: Path) -> None:
    text = f"""United Nations
A/HRC/RES/99/1
General Assembly
Human Rights Council
{line}
99/1. Lighthouses
The Human Rights Council,
Guided by the purposes and principles of the Charter of the United Nations,
Recalling its resolution 62/208 of 19 December 2007 and the work of the Council on the matter,
1. Calls upon all States to take part in the work of the Council;
2. Requests the Secretary-General to report to the Council on the implementation of the present resolution;
3. Decides to remain seized of the matter and to consider it at its next session.
"""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = build([tmp_path], options=OPTIONS).report
    assert [entry.reason for entry in report.inputs] == [""]
    assert report.inputs[0].passages


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, as somebody without the rights of root."""
    command = [sys.executable, "-m", "dao_graph", *arguments]
    if os.geteuid() == 0:
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", "--bounding-set", rights, "--inh-caps", rights, *command]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, errors="surrogateescape")


@pytest.mark.skipif(sys.platform != "linux", reason="rights and names of Linux")
def test_what_cannot_be_read_in_a_folder_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("no-x", "no-r", "x.txt"):
        (folder / name).mkdir(parents=True)
        (folder / name / "z.txt").write_bytes(written(number=2))
    (folder / "ok.txt").write_bytes(written(number=1))
    (folder / "shut.txt").write_bytes(written(number=3))
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "folder.txt").symlink_to("x.txt")
    for name in ("a.xls", "b.XLS", "c.pptx", "README", ".hidden"):
        (folder / name).write_bytes(b"x")
    for name, mode in (("no-x", 0o600), ("no-r", 0o300), ("shut.txt", 0)):
        (folder / name).chmod(mode)
    result = run("build", str(folder), "-o", str(tmp_path / "out"), "--no-check")
    for name in ("no-x", "no-r", "shut.txt"):
        (folder / name).chmod(0o700)
    assert result.returncode == 3 and "Traceback" not in result.stderr
    reasons = {Path(line.split(": ")[1]).name: line for line in result.stderr.splitlines() if "error: " in line}
    assert set(reasons) == {"z.txt", "no-r", "shut.txt", "pipe.txt", "zero.txt", "gone.txt", "loop.txt"}
    assert "Permission denied" in reasons["no-r"] and "Permission denied" in reasons["z.txt"]
    assert "named pipe" in reasons["pipe.txt"] and "device" in reasons["zero.txt"] and "link" in reasons["gone.txt"]
    assert "4 files of other kinds were left out: 2 XLS, 1 PPTX, 1 no suffix" in result.stdout
    built = Graph.open(tmp_path / "out").report["inputs"]
    assert sorted(Path(entry["source"]).name for entry in built if entry["status"] == "built") == ["ok.txt", "z.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of Linux")
def test_a_name_that_is_no_utf_8_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ok.txt").write_bytes(written())
    path = os.fsencode(tmp_path) + b"/in/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (a Path shows it otherwise)
        file.write(written(number=2))
    result = run("build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--no-check")
    assert result.returncode == 0, result.stderr
    assert rb'"caf\\xe9.txt"' in lines_of(tmp_path / "out")
    assert run("verify", str(tmp_path / "out")).returncode == 0
    assert build([tmp_path / "in"], tmp_path / "out", OPTIONS).work == Work(0, 2)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "pipe.txt"])
def test_no_device_is_waited_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.txt")
    (entry,) = build([name], options=OPTIONS).report.inputs
    assert entry.status == "failed" and ("device" in entry.reason or "pipe" in entry.reason)


def test_a_file_beyond_every_size_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(60_000_000)
    (entry,) = build([tmp_path], options=OPTIONS).report.inputs
    assert "is larger than 50,000,000 bytes" in entry.reason


def test_the_order_of_inputs_does_not_matter(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"]
    for path in paths:
        path.write_bytes(written())
    first, second = (build(given, options=OPTIONS) for given in (paths, paths[::-1]))
    assert first == second
    assert [given.source for given in found(paths[::-1]).inputs] == list(map(str, paths))
