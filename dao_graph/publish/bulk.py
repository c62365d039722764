"""Bulk files for the stores' own loaders: N-Quads by named graph, in parts, compressed, with the command that loads
them. The same graph gives the same bytes."""

from __future__ import annotations

import shlex
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dao_graph.ask.graph import Graph
from dao_graph.publish.store_profiles import Loader
from dao_graph.rdf.output import OutputFolder
from dao_graph.rdf.partition import Part, Partition

# Before compression. Loaders work on several files at a time; a few dozen files are enough for any of them.
_PART = 128 << 20
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Written:
    """The written files: their names, the number of quads in them, and the command that loads them."""

    files: tuple[str, ...]
    quads: int
    command: str


def write(graph: Graph, loader: Loader, folder: Path, part: int = _PART) -> Written:
    """Write the files for `loader` into `folder`, in parts of about `part` bytes before compression (one named graph
    is never in two). Files of an earlier export are replaced or removed, whatever else is there stays.

    Raises GraphError where the graph cannot be read, OutputError where the folder cannot be written.
    """
    place = str(folder.resolve())
    target = OutputFolder(folder)
    with Partition(graph.lines()) as partition:
        names = []
        for number, some in enumerate(_shared_out(partition.parts.values(), part), 1):
            names.append(f"dao-{number:05}.nq.gz")
            target.put(names[-1], _compressed(partition, some))
        for old in folder.glob("dao-[0-9][0-9][0-9][0-9][0-9].nq.gz"):
            if old.name not in names:
                target.put(old.name, None)
        for name, text in loader.files.items():
            target.put(name, text.lstrip().format(folder=place).encode())
        target.commit()
        quads = sum(part.triples for part in partition.parts.values())
    return Written(tuple(names), quads, loader.command.format(folder=shlex.quote(place)))


def _shared_out(parts: Iterable[Part], most: int) -> Iterator[list[Part]]:
    waiting: list[Part] = []
    size = 0
    for part in parts:
        if waiting and size + part.size > most:
            yield waiting
            waiting, size = [], 0
        waiting.append(part)
        size += part.size
    if waiting:
        yield waiting


def _compressed(partition: Partition, parts: Iterable[Part]) -> Iterator[bytes]:
    # Without a name or a time in its head, so that the same lines give the same bytes.
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    for part in parts:
        for lines in partition.quads(part):
            yield packer.compress(lines)
    yield packer.flush()
