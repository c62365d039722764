"""Building: the same bytes each time, bad inputs told apart, nothing half-written."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import dao_graph
from dao_graph.errors import InputError, OutputError
from dao_graph.folder.members import index_of
from dao_graph.pipeline import inputs
from dao_graph.pipeline.build import Options, build
from dao_graph.rdf.output import OutputFolder

from .conftest import EXAMPLES, ROOT

LETTER = EXAMPLES / "kigali-letter.en.txt"


def run(*arguments: str, seed: str = "0", text: str | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "dao_graph", *arguments]
    return subprocess.run(
        command, capture_output=True, cwd=ROOT, env=environment, input=text.encode() if text else b"", timeout=120
    )


def test_same_input_gives_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    outputs = []
    for seed in ("0", "1", "4242"):
        out = tmp_path / seed
        assert run("build", str(LETTER), "-o", str(out), seed=seed).returncode == 0
        names = ("graph.nq.gz", "evidence.nq.gz", "report.json")
        outputs.append([(out / name).read_bytes() for name in names])
    assert outputs[0] == outputs[1] == outputs[2]


def test_output_is_sorted_nquads_without_blank_nodes(tmp_path: Path) -> None:
    build([LETTER], tmp_path / "out", plain=True)
    state = tmp_path / "out" / ".dao-graph" / "current"
    for name in ("graph.nq", "evidence.nq"):
        content = (tmp_path / "out" / name).read_bytes()
        assert content == gzip.decompress((tmp_path / "out" / f"{name}.gz").read_bytes())
        lines = content.splitlines(keepends=True)
        assert len(lines) == len(set(lines))
        # Part by part, the graph of a text or what documents add to it, sorted within.
        data, members = (tmp_path / "out" / f"{name}.gz").read_bytes(), index_of(state / "members.json")
        places = [m.facts if name == "graph.nq" else m.evidence for m in members.values()]
        parts = [
            gzip.decompress(data[at.start : at.start + at.size]).splitlines(keepends=True) for at in places if at.size
        ]
        assert [line for part in parts for line in part] == lines and all(part == sorted(part) for part in parts)
        for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS):
            assert isinstance(quad.subject, ox.NamedNode)
            assert not isinstance(quad.object, ox.BlankNode)
            assert isinstance(quad.graph_name, ox.NamedNode)


def test_order_of_inputs_does_not_matter() -> None:
    paths = [EXAMPLES / f"kigali-letter.{code}.txt" for code in ("en", "zh")]
    options = Options(check=False)
    assert build(paths, options=options).graph == build(paths[::-1], options=options).graph


def test_bad_inputs_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "german.txt").write_text(
        "Die Versammlung bekräftigt das Ergebnis und ersucht um einen Bericht darüber."
    )
    (tmp_path / "letter.txt").write_bytes(LETTER.read_bytes())
    result = run("build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert result.returncode == 3
    errors = [line for line in result.stderr.decode().splitlines() if line.startswith("error: ")]
    assert len(errors) == 3
    assert all(name in "\n".join(errors) for name in ("empty.txt: is empty", "binary.txt", "german.txt"))
    assert b"Traceback" not in result.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert sorted(entry["status"] for entry in report["inputs"]) == ["built", "failed", "failed", "failed"]


@pytest.mark.parametrize("path", ["missing.txt", "folder"])
def test_paths_that_name_nothing_are_errors(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = run("build", str(tmp_path / path), "-o", str(tmp_path / "out"))
    assert result.returncode == 3
    assert path in result.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_file_that_vanishes_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone.txt"
    gone.write_text("x")
    real = inputs._bytes

    def vanish(source: str) -> bytes:
        if source == str(gone):
            raise FileNotFoundError(2, "No such file or directory")
        return real(source)

    monkeypatch.setattr(inputs, "_bytes", vanish)
    report = build([gone, LETTER], options=Options(check=False)).report
    assert {(e.status, e.reason) for e in report.inputs} == {
        ("failed", "cannot be read: No such file or directory"),
        ("built", ""),
    }


def test_the_same_text_twice_is_built_once(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(LETTER.read_bytes().replace(b"\n", b"\r\n"))
    report = build([LETTER, copy], options=Options(check=False)).report
    assert [e.status for e in report.inputs] == ["built", "duplicate"]


def test_nothing_is_written_when_nothing_is_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("build", str(tmp_path / "empty.txt"), "-o", str(tmp_path / "out")).returncode == 3
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_the_earlier_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = OutputFolder(tmp_path)
    folder.put("graph.nq", b"old\n")
    folder.commit()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    folder.put("graph.nq", b"new\n")
    with pytest.raises(OutputError, match="No space left on device"):
        folder.commit()
    assert [p.name for p in tmp_path.iterdir()] == ["graph.nq"]
    assert (tmp_path / "graph.nq").read_bytes() == b"old\n"


def test_output_that_cannot_be_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("build", str(LETTER), "-o", str(tmp_path / "file" / "out"), "--no-check")
    assert result.returncode == 6
    assert "cannot be written" in result.stderr.decode()


def test_standard_input_can_be_verified_later(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", "-", "-o", str(out), "--no-check", text=LETTER.read_text()).returncode == 0
    assert run("verify", str(out)).returncode == 0


def test_a_symbol_may_be_given_and_must_look_like_one(tmp_path: Path) -> None:
    text = LETTER.read_text(encoding="utf-8").replace("A/99/9–E/2099/9", "")
    bare = tmp_path / "bare.txt"
    bare.write_text(text, encoding="utf-8")
    report = build([bare], options=Options(check=False)).report
    assert report.inputs[0].document == f"document/{report.inputs[0].sha256[:16]}"
    assert report.inputs[0].symbol == ""
    report = build([bare], options=Options(symbol="A/99/7", check=False)).report
    assert report.inputs[0].document == "document/A_99_7"
    assert run("build", str(bare), "-o", str(tmp_path / "o"), "--symbol", "no symbol").returncode == 2
    with pytest.raises(InputError, match="one document only"):
        build([bare, LETTER], options=Options(symbol="A/99/7"))


def test_base_iri_replaces_the_base_everywhere() -> None:
    built = build([LETTER], options=Options(base="https://example.org/un/", check=False))
    assert b"https://w3id.org/dao-graph/id/" not in built.graph + built.evidence
    graph = dao_graph.Graph(built.graph, built.evidence, {})
    assert graph.base == "https://example.org/un/"
    assert len(graph.query("pilots").rows) == 8


def test_what_breaks_a_shape_is_set_aside_with_its_evidence_and_the_reason() -> None:
    from dao_graph.rdf.validate import validate

    base = "https://w3id.org/dao-graph/id/"
    good = dao_graph.build([LETTER])
    quads = list(good.quads())
    facts = [q for q in quads if q.graph_name.value.startswith(base + "graph/A_")]  # type: ignore[union-attr]
    evidence = [q for q in quads if q.graph_name.value.startswith(base + "evidence/")]  # type: ignore[union-attr]
    context = [q for q in quads if q.graph_name.value == base + "graph/authorities"]  # type: ignore[union-attr]
    assert not validate(facts, evidence, context).quarantined
    dao, rdf = "https://w3id.org/dao-graph/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    host = next(q for q in facts if q.predicate.value == dao + "host")
    wrong = ox.NamedNode(base + "initiative/delivering-as-one")
    statement = next(
        q.subject
        for q in evidence
        if q.predicate.value == rdf + "subject"
        and q.object == host.subject
        and ox.Quad(q.subject, ox.NamedNode(rdf + "predicate"), host.predicate, q.graph_name) in evidence
    )
    bad_facts = [ox.Quad(q.subject, q.predicate, wrong, q.graph_name) if q == host else q for q in facts]
    bad_evidence = [
        ox.Quad(q.subject, q.predicate, wrong, q.graph_name)
        if q.subject == statement and q.predicate.value == rdf + "object"
        else q
        for q in evidence
    ]
    result = validate(bad_facts, bad_evidence, context)
    assert [v.path for v in result.violations] == [dao + "host"]
    assert {q for q in result.quarantined if q.predicate == host.predicate} == set(bad_facts) - set(facts)
    assert all(q.subject != statement for q in result.evidence)
    assert len(result.facts) == len(facts) - 1


def test_of_too_many_values_only_these_are_set_aside() -> None:
    """A second title in a language takes both titles out, not the document with all that it states."""
    from dao_graph.rdf.validate import validate

    base, title = "https://w3id.org/dao-graph/id/", ox.NamedNode("http://purl.org/dc/terms/title")
    quads = list(dao_graph.build([LETTER]).quads())
    facts = [q for q in quads if q.graph_name.value.startswith(base + "graph/A_")]  # type: ignore[union-attr]
    evidence = [q for q in quads if q.graph_name.value.startswith(base + "evidence/")]  # type: ignore[union-attr]
    context = [q for q in quads if q.graph_name.value == base + "graph/authorities"]  # type: ignore[union-attr]
    document = ox.NamedNode(base + "document/A_99_9-E_2099_9")
    first = next(q for q in facts if q.subject == document and q.predicate == title)
    second = ox.Quad(document, title, ox.Literal("Another", language="en"), first.graph_name)
    result = validate([*facts, second], evidence, context)
    assert {q for q in result.quarantined if q.graph_name == first.graph_name} == {first, second}
    assert len(result.facts) == len(facts) - 1


OLDER = """{title}

The Security Council,

Having heard the statement of the representative of the United
Lighthouses about the fog in the south of the
Republic, and about its consequences,

1. Decides to send an observation group to the south of the Republic without delay, as the parties have asked it to do;

2. Requests the Secretary-General to report on the fog and to keep the Council informed of what is seen from there.

Adopted at the 9999th meeting.
"""


@pytest.mark.parametrize(
    "title",
    ["9128 (2099). Resolution of 11 June 2099", "Resolution 9128 (2099)\n\nof 11 June 2099", "RESOLUTION 9128 (2099)"],
)
def test_older_resolutions_state_their_number_with_their_organ(title: str, tmp_path: Path) -> None:
    """There is no symbol on them, but the organ that opens the text; ragged lines go on where none is blank."""
    (tmp_path / "older.txt").write_text(OLDER.format(title=title), encoding="utf-8")
    graph = dao_graph.build([tmp_path / "older.txt"])
    (entry,) = graph.report["inputs"]
    assert (entry["symbol"], entry["violations"]) == ("S/RES/9128(2099)", [])
    document = "<https://w3id.org/dao-graph/id/document/S_RES_9128(2099)>"
    dates = graph.query(f"SELECT ?d {{ {document} <https://w3id.org/dao-graph/ontology#adoptionDate> ?d }}").texts()
    assert list(dates) == ([("2099-06-11",)] if "June" in title else [])
    kinds = "?p a ?k ; <http://purl.org/dc/terms/isPartOf> ?d"
    found = {(p.rpartition("/(")[2].split(")/")[-1]) for p, _ in graph.query(f"SELECT ?p ?k {{ {kinds} }}").texts()}
    assert {"pp/1", "op/1", "op/2"} <= found
    assert "pp/2" not in found
