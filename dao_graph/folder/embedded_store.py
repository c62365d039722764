"""The embedded store of a graph: its named graphs, and in the default graph every triple once.

It is RocksDB's, through pyoxigraph. A store that was written is never changed: what follows it starts as a copy that
shares its files.
"""

from __future__ import annotations

import re
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

# What is loaded at once: the engine takes some twenty times as much memory for it, and is no faster with more.
_BLOCK = 8 << 20
_READ = 1 << 20
# The share of lines from which on a new store is sooner made than an old one is changed.
_MUCH = 0.2
_NAME = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_DEFAULT = ox.DefaultGraph()


def create(path: Path, files: Sequence[Path], progress: Callable[[float], None] = lambda share: None) -> None:
    """A new store at `path` of the N-Quads in `files`; `progress` is told the share that is done. Raises OSError where
    it cannot be written."""
    store = ox.Store(path)
    total, done = sum(file.stat().st_size for file in files), 0
    for block in _blocks(*files, size=_BLOCK):
        lines = b"".join(block)
        # Loading sorted pieces is as fast as loading all at once, which takes 2 GB of memory.
        store.bulk_load(lines + _merged(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
        done += len(lines)
        progress(done / total)
    store.flush()


def update(old: Path, path: Path, files: Sequence[tuple[Path, Path]], work: Path) -> bool:
    """A store at `path` that is that at `old` less the quads that went, and with those that came, from the first to the
    second of each pair of sorted N-Quads in `files`, no two of which have a graph in common. `work` is a folder for
    files on the way.

    Gives False, and makes none, where so much differs that `create` is faster. Raises OSError.
    """
    gone, new = work / "gone.nq", work / "new.nq"
    if not _differences(files, gone, new):
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
            stated = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
            if all(other.graph_name == _DEFAULT for other in stated):
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


def _blocks(*paths: Path, size: int = _READ) -> Iterator[list[bytes]]:
    """The lines of files, many at a time."""
    block: list[bytes] = []
    room = size
    for path in paths:
        with path.open("rb") as file:
            while lines := file.readlines(room):
                block += lines
                room -= sum(map(len, lines))
                if room <= 0:
                    yield block
                    block, room = [], size
    if block:
        yield block


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


def _differences(files: Sequence[tuple[Path, Path]], gone: Path, new: Path) -> bool:
    """Write the lines that the first file of each pair alone has, and those that the second alone has; False where
    these become many."""
    most = _MUCH * sum(second.stat().st_size for _, second in files)
    written = 0
    with gone.open("wb") as less, new.open("wb") as more:
        for first, second in files:
            for lost, found in _compared(_blocks(first), _blocks(second)):
                less.writelines(lost)
                more.writelines(found)
                written += sum(map(len, lost)) + sum(map(len, found))
                if written > most:
                    return False
    return True


def _compared(first: Iterator[list[bytes]], second: Iterator[list[bytes]]) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Lines of the first and of the second alone, some at a time; both come sorted and without doubles."""
    left, right = next(first, []), next(second, [])
    while left and right:
        # Later blocks hold greater lines: up to the lesser of the two last ones, both are complete.
        bound = min(left[-1], right[-1])
        i, j = bisect_right(left, bound), bisect_right(right, bound)
        if left[:i] != right[:j]:
            here, there = set(left[:i]), set(right[:j])
            yield [x for x in left[:i] if x not in there], [x for x in right[:j] if x not in here]
        left, right = left[i:] or next(first, []), right[j:] or next(second, [])
    while left or right:
        yield left, right
        left, right = next(first, []), next(second, [])
