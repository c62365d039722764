"""The embedded store: changed from one pair of files to the next, it is as one made anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dao_graph.folder import embedded_store

from .test_rebuild import SHARED_MEMORY

# Few terms, so that the same triple stands in several graphs and in both files.
TERMS = st.sampled_from(["<x:a>", "<x:b>", '"a <x:g> ."', '"Ä"@fr', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'])
LINES = st.builds(
    "<x:{}> <x:{}> {} <x:{}> .\n".format,
    st.sampled_from("ab"),
    st.sampled_from("pq"),
    TERMS,
    st.sampled_from(["g/1", "g/2", "g/3"]),
)
FILE = st.sets(LINES, max_size=30).map(lambda lines: "".join(sorted(lines, key=str.encode)))
EVIDENCE = FILE.map(lambda lines: lines.replace("<x:g/", "<x:e/"))


def expected(*files: str) -> set[ox.Quad]:
    named = {quad for file in files for quad in ox.parse(file, format=ox.RdfFormat.N_QUADS)}
    return named | {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in named}


def quads(path: Path) -> tuple[set[ox.Quad], set[object]]:
    found = ox.Store.read_only(str(path))
    return set(found), set(found.named_graphs())


@settings(max_examples=20, deadline=None)
@given(st.tuples(FILE, EVIDENCE), st.tuples(FILE, EVIDENCE))
def test_a_store_that_is_changed_is_as_one_made_anew(old: tuple[str, str], new: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        patch.setattr(embedded_store, "_MUCH", 1e9)
        patch.setattr(embedded_store, "_READ", 200)
        files = [folder / n for n in ("old.0", "old.1", "new.0", "new.1")]
        for path, content in zip(files, (*old, *new), strict=True):
            path.write_bytes(content.encode())
        (folder / "work").mkdir()
        embedded_store.create(folder / "old", files[:2])
        assert quads(folder / "old")[0] == expected(*old)
        pairs = list(zip(files[:2], files[2:], strict=True))
        # Of nothing everything is much.
        changed = embedded_store.update(folder / "old", folder / "changed", pairs, folder / "work")
        embedded_store.create(folder / "new", files[2:])
        assert quads(folder / "new")[0] == expected(*new)
        if changed:
            assert quads(folder / "changed") == quads(folder / "new")
        else:
            assert not (folder / "changed").exists() and not "".join(new)
        # The store before is not touched.
        assert quads(folder / "old")[0] == expected(*old)


def test_where_much_changed_a_store_is_sooner_made_anew(tmp_path: Path) -> None:
    old, new, work = tmp_path / "old.nq", tmp_path / "new.nq", tmp_path / "work"
    work.mkdir()
    old.write_text("".join(f"<x:{n:03}> <x:p> <x:o> <x:g> .\n" for n in range(100)))
    embedded_store.create(tmp_path / "old", [old])
    for changed, much in ((10, False), (30, True)):
        new.write_text("".join(f"<x:{n:03}> <x:p> <x:o> <x:g> .\n" for n in range(changed // 2, 100 + changed // 2)))
        assert embedded_store.update(tmp_path / "old", tmp_path / f"new-{changed}", [(old, new)], work) is not much
        assert (tmp_path / f"new-{changed}").exists() is not much


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_store, "_BLOCK", 1_000)
    path = tmp_path / "a.nq"
    path.write_text("".join(f"<x:{n:03}> <x:p> <x:o> <x:g> .\n" for n in range(100)))
    told: list[float] = []
    embedded_store.create(tmp_path / "store", [path], told.append)
    assert len(told) > 2 and told == sorted(told) and told[-1] == 1
