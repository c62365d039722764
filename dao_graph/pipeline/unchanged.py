"""What a build notes of its inputs, so that the next one need not read those that did not change.

A file is taken for the same where its device, number, size and times are, as Git takes it. One that is as young as the
look at it may be written again within the same tick of the clock: it is not noted.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.pipeline.inputs import Input

# Nanoseconds: no file system has a coarser clock.
_TICK = 2_000_000_000

# A file's device, number, size and times of change.
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """The digests of files by their places, and the ids in the lists that texts speak of, by the keys of their
    outcomes."""

    digests: Mapping[Place, str] = field(default_factory=dict)
    entities: Mapping[str, AbstractSet[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Noted:
        """What `Looks.content` was written to a file. Raises OSError, EOFError, ValueError, KeyError or TypeError."""
        table = json.loads(gzip.decompress(path.read_bytes()))
        names = table["entities"]
        spoken = {key: frozenset(names[number] for number in numbers) for key, numbers in table["texts"].items()}
        return cls({tuple(place): digest for *place, digest in table["files"]}, spoken)


class Looks:
    """The looks at the inputs of a build; `before` is what the last one noted."""

    def __init__(self, before: Noted) -> None:
        self._before = before
        self._now: dict[Place, str] = {}

    def at(self, given: Input) -> Input:
        """An input with its digest, if it is a file that can be read."""
        if given.data is not None or given.problem or (place := _place(given.source)) is None:
            return given
        digest = self._before.digests.get(place)
        if digest is None:
            try:
                digest = hashlib.sha256(given.read()).hexdigest()
            except InputError:
                return given
        if max(place[-2:]) < time.time_ns() - _TICK:
            self._now[place] = digest
        return replace(given, digest=digest)

    def content(self, entities: Mapping[str, Iterable[str]]) -> bytes:
        """What to note, as bytes; `entities` are as in `Noted`."""
        spoken = {key: sorted(ids) for key, ids in entities.items()}
        names = sorted({id for ids in spoken.values() for id in ids})
        numbers = {name: number for number, name in enumerate(names)}
        table = {
            "files": [[*place, digest] for place, digest in self._now.items()],
            "entities": names,
            "texts": {key: [numbers[id] for id in ids] for key, ids in spoken.items()},
        }
        return gzip.compress(json.dumps(table, separators=(",", ":")).encode(), 4, mtime=0)


def _place(source: str) -> Place | None:
    try:
        found = os.stat(source)  # noqa: PTH116 (names may hold what a Path refuses)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
