"""The embedded store of a graph: its named graphs, and in the default graph every triple once.

It is RocksDB's, through pyoxigraph. A store that was written is never changed: what follows it starts as a copy that
shares its files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

# What is loaded at once: the engine takes some twelve times as much memory for it.
_BLOCK = 48 << 20
# So many pieces the engine leaves as they are; of more it makes one without packing it, which is faster to read by half
# and has twice the size, until it has some hundred million triples.
_FEW = 3
_READ = 1 << 20
_NAME = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_DEFAULT = ox.DefaultGraph()


def create(path: Path, graphs: Iterable[bytes], progress: Callable[[int], None] = lambda done: None) -> None:
    """A new store at `path` of `graphs`, the N-Quads of one each; `progress` is told how many are done. Raises OSError
    where it cannot be written."""
    store = ox.Store(path)
    waiting: list[bytes] = []
    size = pieces = 0

    def load() -> None:
        lines = b"".join(waiting)
        store.bulk_load(lines + _merged(lines), format=ox.RdfFormat.N_QUADS, lenient=True)

    for number, lines in enumerate(graphs, 1):
        waiting.append(lines)
        size += len(lines)
        if size > _BLOCK:
            load()
            waiting, size, pieces = [], 0, pieces + 1
            progress(number)
    load()
    if pieces >= _FEW:
        store.optimize()
    store.flush()


def update(old: Path, path: Path, graphs: Iterable[tuple[bytes, bytes]], work: Path, most: float) -> bool:
    """A store at `path` that is that at `old` with the graphs that changed: of each the N-Quads before and after, empty
    where there is none. `work` is a folder for files on the way.

    Gives False, and makes none, where the lines that differ have more than `most` bytes: then `create` is faster.
    Raises OSError.
    """
    gone, new = work / "gone.nq", work / "new.nq"
    written = 0
    with gone.open("wb") as less, new.open("wb") as more:
        for before, after in graphs:
            first, second = set(before.splitlines(keepends=True)), set(after.splitlines(keepends=True))
            for file, alone in ((less, first - second), (more, second - first)):
                file.writelines(sorted(alone))
                written += sum(map(len, alone))
            if written > most:
                return False
    _copy(old, path)
    store = ox.Store(path)
    for block in _blocks(gone):
        for quad in _quads(block):
            store.remove(quad)
    for block in _blocks(new):
        lines = b"".join(block)
        store.load(lines + _merged(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
    # Only now is it known what no graph states any more.
    for block in _blocks(gone):
        for quad in _quads(block):
            found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
            # Where a number's last byte is 255 (6143), the engine on disk finds some that are greater, too (6250).
            if all(other.graph_name == _DEFAULT for other in found if other.object == quad.object):
                store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
        for name in {quad.graph_name for quad in _quads(block)}:
            if next(store.quads_for_pattern(None, None, None, name), None) is None:
                store.remove_graph(name)
    store.flush()
    return True


def _merged(lines: bytes) -> bytes:
    """The same lines without the names of their graphs: in N-Quads, those of the default graph."""
    return _NAME.sub(b" .", lines)


def _quads(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    return iter(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True))


def _blocks(path: Path) -> Iterator[list[bytes]]:
    """The lines of a file, many at a time."""
    with path.open("rb") as file:
        while lines := file.readlines(_READ):
            yield lines


def _copy(old: Path, path: Path) -> None:
    """A copy that shares the tables, which are never changed, where the file system can."""
    path.mkdir()
    for file in old.iterdir():
        if file.suffix == ".sst":
            try:
                (path / file.name).hardlink_to(file)
                continue
            except OSError:
                pass
        if file.name not in ("LOCK", "LOG"):
            shutil.copyfile(file, path / file.name)
