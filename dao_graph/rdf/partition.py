"""The quads of a graph gathered by named graph, in memory that does not grow with them: what is taken elsewhere goes
graph by graph, and the files of a build are sorted by subject."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType

from dao_graph.errors import GraphError, OutputError
from dao_graph.rdf.external_sort import SortedLines

# A line as `build` writes it. Reading the terms apart with an RDF parser takes six times as long.
_IRI = rb'<[^<>"{}|^`\\\x00-\x20]+>'
_QUAD = re.compile(rb'(%b %b (?:%b|".*"(?:@[A-Za-z0-9-]+|\^\^%b)?)) <([^<> ]+)> \.\r?\n?' % (_IRI, _IRI, _IRI, _IRI))
_RUNS = "quads"
_AT_ONCE = 4096
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One named graph: its IRI, where its lines stand in the partition's file, how many triples they are, and the
    SHA-256 of these lines (sorted N-Triples), which is the same whenever the graph holds the same."""

    graph: str
    start: int
    size: int
    triples: int
    sha256: str


class Partition:
    """Sorted N-Triples by named graph, in a temporary file (below TMPDIR) for as long as the context is open.

    Raises GraphError at a line that is no quad of IRIs and literals in a named graph, OutputError where there is no
    room for the temporary files, which are twice as large as the graph at first, and as large then.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.parts: Mapping[str, Part] = {}

    def __enter__(self) -> Partition:
        self._folder = tempfile.TemporaryDirectory(prefix="dao-graph-")
        folder = Path(self._folder.name)
        self._path = folder / "graphs.nt"
        try:
            gathered = SortedLines(_RUNS, lambda: folder)
            keyed = _keyed(self._lines)
            while some := b"".join(islice(keyed, _AT_ONCE)):
                gathered.add(some)
            self.parts = {part.graph: part for part in self._write(gathered)}
            for run in folder.glob(f"{_RUNS}.*"):
                run.unlink()
        except OSError as error:
            self._folder.cleanup()
            raise OutputError(f"{folder}: cannot be written: {error.strerror or error}; set TMPDIR") from error
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def _write(self, gathered: Iterable[bytes]) -> Iterator[Part]:
        lines = (line for block in gathered for line in block.splitlines(keepends=True))
        start = 0
        with self._path.open("wb") as file:
            for graph, group in groupby(lines, key=lambda line: line.partition(b"\t")[0]):
                digest, size, number = hashlib.sha256(), 0, 0
                for line in group:
                    triple = line[len(graph) + 1 :]
                    digest.update(triple)
                    size += file.write(triple)
                    number += 1
                yield Part(graph.decode(), start, size, number, digest.hexdigest())
                start += size

    def pieces(self, part: Part, most: int) -> Iterator[bytes]:
        """The N-Triples of a graph in pieces of whole lines, each of `most` bytes or one longer line."""
        with self._path.open("rb") as file:
            file.seek(part.start)
            left = part.size
            while left:
                piece = file.read(min(left, most))
                if len(piece) < left and not piece.endswith(b"\n"):
                    end = piece.rfind(b"\n") + 1
                    piece = piece[:end] or piece + file.readline()
                    file.seek(part.start + part.size - left + len(piece))
                left -= len(piece)
                yield piece

    def quads(self, part: Part) -> Iterator[bytes]:
        """The N-Quads of a graph, many lines at a time."""
        end = f" <{part.graph}> .\n".encode()
        for piece in self.pieces(part, _BLOCK):
            yield piece.replace(b" .\n", end)


def _keyed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines as the IRI of their graph, a tab, and the triple."""
    for line in lines:
        match = _QUAD.fullmatch(line)
        if match is None:
            shown = line[:80].decode("utf-8", "replace").strip()
            raise GraphError(f"no quad of IRIs and literals in a named graph: {shown}")
        yield b"%b\t%b .\n" % match.group(2, 1)
