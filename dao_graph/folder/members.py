"""Files of N-Quads made of gzip members, one for each named graph, in the order of the graphs' names.

A text's quads lie in graphs of its own, so that its members are made once and copied from build to build. Whatever
reads gzip reads such a file whole; with the index that is noted beside it, one graph can be had alone.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

_MAGIC = b"\x1f\x8b"
# What zlib calls gzip with its own head: no name, no time, so that the same lines give the same bytes.
_GZIP = 16 + zlib.MAX_WBITS
# Higher levels take thrice the time for a twentieth less.
_LEVEL = 6
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a member in its file, and the CRC-32 of its bytes."""

    start: int
    size: int
    crc: int

    def read(self, file: BinaryIO) -> bytes | None:
        """The bytes of the member; None where they are not those that were written."""
        file.seek(self.start)
        data = file.read(self.size)
        return data if len(data) == self.size and zlib.crc32(data) == self.crc else None


@dataclass(frozen=True, slots=True)
class Member:
    """One named graph's places in the files of facts and of evidence, and the key of what it holds: where that is the
    same, so are the lines. `name` is local ("graph/A_64_578/en")."""

    name: str
    key: str
    facts: Place
    evidence: Place


def packed(lines: bytes | Iterable[bytes]) -> Iterator[bytes]:
    """A member of these lines, in pieces."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for block in (lines,) if isinstance(lines, bytes) else lines:
        yield packer.compress(block)
    yield packer.flush()


def unpacked(member: bytes) -> bytes:
    """The lines of members. Raises OSError, EOFError or zlib.error where they are damaged."""
    return gzip.decompress(member)


def lines_of(path: Path, place: Place) -> bytes:
    """The lines of one member of a file. Raises OSError, EOFError or zlib.error where it is damaged."""
    with path.open("rb") as file:
        data = place.read(file)
    if data is None:
        raise OSError(f"{path} is damaged")
    return unpacked(data)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file for reading, unpacked if it is gzip. Raises OSError where it cannot be read; reading raises OSError,
    too, where it is damaged."""
    with path.open("rb") as file:
        if file.peek(2)[:2] != _MAGIC:
            yield file
            return
        with gzip.GzipFile(fileobj=file) as inner, io.BufferedReader(_Whole(inner), _READ) as buffered:
            yield cast(BinaryIO, buffered)


class _Whole(io.RawIOBase):
    """Gzip whose damage is an OSError, whatever kind it is."""

    def __init__(self, inner: gzip.GzipFile) -> None:
        self._inner = inner

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read as much as `buffer` holds, or less at the end."""
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, zlib.error) as error:
            raise OSError(f"is damaged: {error}") from error
        buffer[: len(data)] = data
        return len(data)


def index_bytes(members: Sequence[Member]) -> bytes:
    """The index of a graph's members, a line each."""
    rows = ([m.name, m.key, *_numbers(m.facts), *_numbers(m.evidence)] for m in members)
    return ("[" + ",\n".join(json.dumps(row) for row in rows) + "]\n").encode()


def _numbers(place: Place) -> tuple[int, int, int]:
    return place.start, place.size, place.crc


def index_of(path: Path) -> Mapping[str, Member]:
    """The members by name, from the file that `index_bytes` was written to. Raises OSError, ValueError or TypeError."""
    rows = json.loads(path.read_bytes())
    return {row[0]: Member(row[0], row[1], Place(*row[2:5]), Place(*row[5:8])) for row in rows}


class Joined:
    """A file being written from members, one after the other; knows where each went."""

    def __init__(self) -> None:
        self._at = 0
        self.last = Place(0, 0, 0)

    def pieces(self, member: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces of a member as they are; when they are through, `last` is its place."""
        start, crc = self._at, 0
        for piece in member:
            crc = zlib.crc32(piece, crc)
            self._at += len(piece)
            yield piece
        self.last = Place(start, self._at - start, crc)
