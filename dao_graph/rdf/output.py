"""Writing results: sorted N-Quads, and files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from dao_graph.errors import OutputError


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Canonical N-Quads: a line a quad, without doubles, sorted by code point."""
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def quads(lines: Iterable[str]) -> list[ox.Quad]:
    """The quads of lines of N-Quads."""
    return list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))


def lines(quads: Iterable[ox.Quad]) -> list[str]:
    """The line of each quad, as N-Quads."""
    return [f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n" for quad in quads]


class OutputFolder:
    """A folder whose files are written beside and renamed together, so that an interruption leaves the old ones."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: dict[str, bytes | Iterable[bytes] | None] = {}

    def put(self, name: str, content: bytes | Iterable[bytes] | None) -> None:
        """Plan the file `name` with `content`, whole or in pieces; None plans that there is none."""
        self._waiting[name] = content

    def commit(self) -> None:
        """Write everything that was planned. Raises OutputError, leaving the earlier files as they were."""
        temporary = {name: self.path / f".{name}.tmp-{os.getpid()}" for name in self._waiting}
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for name, content in self._waiting.items():
                if content is not None:
                    with temporary[name].open("wb") as file:
                        file.writelines([content] if isinstance(content, bytes) else content)
                        file.flush()
                        os.fsync(file.fileno())
            for name, content in self._waiting.items():
                if content is None:
                    (self.path / name).unlink(missing_ok=True)
                else:
                    temporary[name].replace(self.path / name)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {error.strerror or error}") from error
        finally:
            for path in temporary.values():
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            self._waiting.clear()
