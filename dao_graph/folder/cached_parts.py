"""Many small values in one file of the user's cache (`user_cache`), of which each is read alone.

An index says where each stands. It has a digest, and each value a checksum: what is cut or altered by chance is not
there.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import weakref
import zlib
from collections.abc import Mapping
from typing import Any

from dao_graph.folder import user_cache

# Where a value stands behind the index, its length and its checksum.
_Place = tuple[int, int, int]
_LENGTH = 8


class Parts:
    """Values by texts, which may be long."""

    def __init__(self, name: str, key: str) -> None:
        self._name, self._key = name, key
        self._file = user_cache.opened(name)
        if self._file is not None:
            # At the end of the process it is needed still: what is new is kept then.
            weakref.finalize(self, os.close, self._file).atexit = False
        self._begin, self._places = self._index()

    def _index(self) -> tuple[int, dict[bytes, _Place]]:
        if self._file is None:
            return 0, {}
        begin = user_cache.DIGEST + _LENGTH
        head = os.pread(self._file, begin, 0)
        length = int.from_bytes(head[user_cache.DIGEST :], "big")
        # A damaged length would ask for memory that is not there.
        index = os.pread(self._file, min(length, os.fstat(self._file).st_size), begin)
        if head[: user_cache.DIGEST] != user_cache.digest(self._key, index):
            return 0, {}
        return begin + length, marshal.loads(index)

    def __len__(self) -> int:
        return len(self._places)

    def get(self, text: str) -> Any:
        """The value of a text; None where there is none."""
        place = self._places.get(_short(text))
        content = self._content(place) if place else None
        return None if content is None else marshal.loads(content)

    def _content(self, place: _Place) -> bytes | None:
        start, length, checksum = place
        assert self._file is not None
        try:
            content = os.pread(self._file, length, self._begin + start)
        except OSError:
            return None
        return content if zlib.crc32(content) == checksum else None

    def save(self, new: Mapping[str, Any]) -> None:
        """Keep these values, too, and what others kept in the meantime."""
        pieces: dict[bytes, bytes] = {}
        for held in (self, Parts(self._name, self._key)):
            pieces.update((k, content) for k, place in held._places.items() if (content := held._content(place)))
        pieces.update((_short(text), marshal.dumps(value)) for text, value in new.items())
        places: dict[bytes, _Place] = {}
        start = 0
        for key, content in pieces.items():
            places[key] = start, len(content), zlib.crc32(content)
            start += len(content)
        index = marshal.dumps(places)
        head = user_cache.digest(self._key, index), len(index).to_bytes(_LENGTH, "big"), index
        user_cache.write(self._name, (*head, *pieces.values()))


def _short(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
