"""TextCache of texts: kept whole, known by all that they depend on, and read again where they are damaged."""

from __future__ import annotations

import shutil
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from dao_graph import data
from dao_graph.folder import keys
from dao_graph.folder.keys import fingerprint, key_of
from dao_graph.folder.members import unpacked
from dao_graph.folder.report import Entry, Work
from dao_graph.folder.text_cache import VIEWS, Outcome, Part, TextCache
from dao_graph.pipeline.build import Options, build

from .conftest import ROOT
from .test_rebuild import written

OUTCOME = Outcome(
    Entry("a.txt", "built", sha256="0"),
    b"facts\n" * 99,
    b"evidence\n",
    b"derived\n",
    b"set aside\n",
    frozenset({"country/RWA"}),
    Part(b"own\n", b"follows\n", b"triples\n", b"ids\n", b"tally"),
    zlib.compress(b"paragraphs"),
)


@pytest.fixture
def kept(tmp_path: Path) -> TextCache:
    (tmp_path / "work").mkdir()
    return TextCache(tmp_path / "outcomes", tmp_path / "work")


def read(kept: TextCache, key: str) -> Outcome | None:
    known, rest, members = kept.known(key), kept.rest(key), [kept.member(key, which) for which in range(3)]
    paragraphs = kept.paragraphs(key)
    if known is None or rest is None or None in members or paragraphs is None:
        return None
    facts, evidence, own = (unpacked(member) for member in members if member is not None)
    part = replace(rest.part, own=own)
    return Outcome(known.entry, facts, evidence, rest.derived, rest.quarantined, known.entities, part, paragraphs)


def test_what_is_written_is_read(kept: TextCache) -> None:
    assert not kept.has("ab12") and kept.known("ab12") is None and read(kept, "ab12") is None
    kept.write("ab12", OUTCOME)
    assert kept.has("ab12") and read(kept, "ab12") == OUTCOME
    known = kept.known("ab12")
    assert known is not None and (known.entry, known.entities) == (OUTCOME.entry, OUTCOME.entities)
    assert list(kept.work.iterdir()) == []


@pytest.mark.parametrize("name", ["12", "12.nq.gz"])
def test_a_damaged_outcome_is_none(name: str, kept: TextCache) -> None:
    kept.write("ab12", OUTCOME)
    path = kept.folder / "ab" / name
    content = path.read_bytes()
    for cut in range(len(content)):
        path.write_bytes(content[:cut])
        assert read(kept, "ab12") is None
    for place in range(0, len(content), 7):
        path.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])
        assert read(kept, "ab12") in (None, OUTCOME)


def test_the_part_of_a_document_of_several_texts_is_kept_without_an_entry(kept: TextCache) -> None:
    kept.write_part("ab12", OUTCOME.part)
    rest, own = kept.rest("ab12"), kept.member("ab12", VIEWS)
    assert rest is not None and own is not None
    assert replace(rest.part, own=unpacked(own)) == OUTCOME.part
    assert kept.known("ab12") is None


def test_what_is_not_used_is_removed(kept: TextCache) -> None:
    for key in ("ab12", "ab34", "cd56"):
        kept.write(key, OUTCOME)
    kept.prune({"ab34", "cd56"}, {"cd56"}, {"ab34"})
    left = [str(path.relative_to(kept.folder)) for path in sorted(kept.folder.rglob("*"))]
    assert left == ["ab", "ab/34", "ab/34.nq.gz", "cd", "cd/56", "cd/56.words"]


def test_everything_that_an_outcome_depends_on_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    different = {
        key_of("a", "a.txt", ["x"]),
        key_of("b", "a.txt", ["x"]),
        key_of("a", "b.txt", ["x"]),
        key_of("a", "a.txt", ["y"]),
    }
    monkeypatch.setattr(keys, "fingerprint", lambda: "another")
    different.add(key_of("a", "a.txt", ["x"]))
    assert len(different) == 5


@pytest.mark.parametrize("edited", ["ontology/authorities/countries.ttl", "shapes", "ontology/dao.ttl"])
def test_rules_names_and_shapes_are_known_by_their_content(
    edited: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ontology", "shapes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    original = data.data_dir
    monkeypatch.setattr(keys, "data_dir", lambda n: tmp_path / n if n != "languages" else original(n))
    before = fingerprint.__wrapped__()
    assert before == fingerprint.__wrapped__() == fingerprint()
    path = tmp_path / edited
    path = next(path.iterdir()) if path.is_dir() else path
    path.write_bytes(path.read_bytes() + b"\n# edited\n")
    assert fingerprint.__wrapped__() != before


def test_other_options_other_outcomes_the_same_text_elsewhere_the_same(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(written())
    out = tmp_path / "out"
    unchecked = Options(check=False)
    assert build([tmp_path / "one"], out, unchecked).work == Work(1, 0)
    moved = build([tmp_path / "two"], out, unchecked)
    assert moved.work == Work(0, 1)
    assert moved.report.inputs[0].path == str((tmp_path / "two" / "a.txt").resolve())
    assert build([tmp_path / "two"], out, Options(language="en", check=False)).work == Work(1, 0)
    # A symbol that is given makes another document of a text that states none.
    (tmp_path / "two" / "a.txt").write_bytes(written().replace(b"A/RES/99/1", b""))
    assert build([tmp_path / "two"], out, unchecked).work == Work(1, 0, 1)
    symbol = build([tmp_path / "two"], out, Options(symbol="A/99/7", check=False))
    assert symbol.work == Work(1, 0) and symbol.report.inputs[0].document == "document/A_99_7"


def test_the_same_text_twice_is_read_once(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(written())
    (tmp_path / "two" / "b.txt").write_bytes(written())
    built = build([tmp_path / "one", tmp_path / "two"], tmp_path / "out", Options(check=False))
    assert [entry.status for entry in built.report.inputs] == ["built", "duplicate", "duplicate"]
    assert built.work.anew == 2
    # Of texts that are the same the first counts, now another one.
    (tmp_path / "one" / "a.txt").unlink()
    again = build([tmp_path / "two"], tmp_path / "out", Options(check=False))
    assert again.work == Work(0, 2)
    assert [entry.status for entry in again.report.inputs] == ["built", "duplicate"]


def test_a_text_whose_graph_is_shared_or_doubled_is_not_read_again_after(tmp_path: Path) -> None:
    """Its quads stood in the snapshot alone."""
    out, unchecked = tmp_path / "out", Options(check=False)
    (tmp_path / "in").mkdir()
    for name, content in (("b.txt", written()), ("c.txt", written(number=2))):
        (tmp_path / "in" / name).write_bytes(content)
    build([tmp_path / "in"], out, unchecked)
    (tmp_path / "in" / "a.txt").write_bytes(written())
    (tmp_path / "in" / "d.txt").write_bytes(written(number=2, title="Partnerships"))
    assert build([tmp_path / "in"], out, unchecked).work == Work(2, 2)
    for name in ("a.txt", "d.txt"):
        (tmp_path / "in" / name).unlink()
    assert build([tmp_path / "in"], out, unchecked).work.anew == 0
