"""The embedded store: changed from graph to graph, it is as one made anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dao_graph.folder import embedded_store
from dao_graph.namespaces import XSD

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


def by_graph(*files: str) -> dict[str, bytes]:
    graphs: dict[str, list[str]] = {}
    for line in "".join(files).splitlines(keepends=True):
        graphs.setdefault(line.rpartition(" <")[2], []).append(line)
    return {name: "".join(lines).encode() for name, lines in graphs.items()}


@settings(max_examples=20, deadline=None)
@given(st.tuples(FILE, EVIDENCE), st.tuples(FILE, EVIDENCE))
def test_a_store_that_is_changed_is_as_one_made_anew(old: tuple[str, str], new: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        patch.setattr(embedded_store, "_READ", 200)
        (folder / "work").mkdir()
        before, after = by_graph(*old), by_graph(*new)
        embedded_store.create(folder / "old", before.values())
        assert quads(folder / "old")[0] == expected(*old)
        pairs = [(before.get(n, b""), after.get(n, b"")) for n in sorted({*before, *after})]
        assert embedded_store.update(folder / "old", folder / "changed", pairs, folder / "work", 1e9)
        embedded_store.create(folder / "new", after.values())
        assert quads(folder / "new")[0] == expected(*new)
        assert quads(folder / "changed") == quads(folder / "new")
        # The store before is not touched.
        assert quads(folder / "old")[0] == expected(*old)


@pytest.mark.parametrize(("gone", "new"), [(255, 300), (511, 600), (6143, 6250), (65535, 65600), (254, 300)])
def test_a_number_that_gives_way_to_a_greater_one_is_gone(gone: int, new: int, tmp_path: Path) -> None:
    """The engine on disk finds greater numbers beside one whose last byte is 255."""
    (tmp_path / "work").mkdir()
    before, after = (f'<x:d> <x:triples> "{n}"^^<{XSD}integer> <x:g> .\n'.encode() for n in (gone, new))
    embedded_store.create(tmp_path / "old", [before])
    assert embedded_store.update(tmp_path / "old", tmp_path / "changed", [(before, after)], tmp_path / "work", 1e9)
    assert {int(quad.object.value) for quad in ox.Store.read_only(str(tmp_path / "changed"))} == {new}


def test_where_much_changed_a_store_is_sooner_made_anew(tmp_path: Path) -> None:
    line = "<x:%03d> <x:p> <x:o> <x:g> .\n"
    old, new = ("".join(line % n for n in range(start, start + 100)).encode() for start in (0, 10))
    embedded_store.create(tmp_path / "old", [old])
    for most, made in ((19 * len(line % 0), False), (21 * len(line % 0), True)):
        path = tmp_path / f"new-{made}"
        assert embedded_store.update(tmp_path / "old", path, [(old, new)], tmp_path, most) is made
        assert path.exists() is made


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_store, "_BLOCK", 500)
    graphs = [f"<x:{n:03}> <x:p> <x:o> <x:g{n % 9}> .\n".encode() for n in range(100)]
    told: list[int] = []
    embedded_store.create(tmp_path / "store", graphs, told.append)
    assert len(told) > 2 and told == sorted(told) and told[-1] <= len(graphs)
