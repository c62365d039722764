"""A graph's folder: its files change from one state to the next all at once, or not at all.

    DIR/graph.nq.gz, …         links to .dao-graph/current/graph.nq.gz, …
    DIR/.dao-graph/current     a link to the state that counts: renaming it is the switch
    DIR/.dao-graph/states/N/   the files of a state, and state.json, which says what they are
    DIR/.dao-graph/outcomes/   what became of each text (see `text_cache`)
    DIR/.dao-graph/work/       files on the way
    DIR/.dao-graph/lock        held by whoever writes

A state is written once and never changed. Whoever reads one holds a lock on its state.json, so that it stays until
then; the next writer removes it after that. Folders are passed on, so none is trusted: no link in `.dao-graph` may lead
out of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, BinaryIO

from dao_graph.folder import locks

FACTS, EVIDENCE, QUARANTINE, REPORT, STORE = "graph.nq.gz", "evidence.nq.gz", "quarantine.nq", "report.json", "store"
# The same as plain text: what earlier versions wrote, and this one where it is asked to.
PLAIN_FACTS, PLAIN_EVIDENCE = "graph.nq", "evidence.nq"
FILES = (FACTS, EVIDENCE, QUARANTINE, REPORT, PLAIN_FACTS, PLAIN_EVIDENCE)
# The index of words.
WORDS = "words.db"
# Where each graph stands in the files (see `members`).
INDEX = "members.json"
# What a build noted of its inputs.
INPUTS = "inputs.json.gz"
OWN, ABOUT, STATES, CURRENT = ".dao-graph", "state.json", "states", "current"
# Standard input has no path to read again: a copy of it is a file of the state.
_COPY = re.compile(r"stdin-[0-9a-f]{16}\.txt")
_ATTEMPTS = 100
# A store's own small files; its tables hold nearly all of it.
_TABLE = ".sst"
_UNNOTED = ("LOCK", "LOG")


class Look(IntEnum):
    """How thoroughly a file is compared with its record: by size (small files of a store by content); by size and time,
    and where the time differs, as in a copy of the folder, by content; always by content."""

    SIZES = 0
    TIMES = 1
    CONTENTS = 2


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of a graph that is not as it was written: its path below the folder, and what is wrong with it."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}: build the graph again"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a graph as they were written together. `about` is what was noted with them; `_held` keeps them."""

    path: Path
    about: Mapping[str, Any]
    _held: BinaryIO | None = field(default=None, repr=False, compare=False)

    def has(self, name: str) -> bool:
        """True if there is such a file (or folder, for the store)."""
        return (self.path / name).exists()

    @property
    def store(self) -> Path | None:
        """The embedded store, where there is one, nobody else wrote it, and the graph's files are those it is of."""
        sound = self.about.get(STORE) and self.intact(FACTS, EVIDENCE) and not any(self._store_damage(Look.SIZES))
        return self.path / STORE if sound else None

    def intact(self, *names: str) -> bool:
        """True if these files are as they were written; without names, all of them."""
        noted: Mapping[str, Any] = self.about.get("files", {})
        return bool(noted) and not any(_damage(self.path / n, noted.get(n), Look.TIMES) for n in names or noted)

    def damage(self, look: Look) -> Iterator[Damage]:
        """The differences between files and their records. Raises OSError where a file cannot be read."""
        for name, noted in self.about.get("files", {}).items():
            if name != ABOUT and (what := _damage(self.path / name, noted, look)):
                yield Damage(name, what)
        yield from self._store_damage(look)

    def _store_damage(self, look: Look) -> Iterator[Damage]:
        noted, path = self.about.get(STORE), self.path / STORE
        if not noted:
            return
        if not isinstance(noted, Mapping) or path.is_symlink() or not path.is_dir():
            yield Damage(STORE, "is gone" if not path.exists() else "is of an earlier version")
            return
        for name in sorted({*noted, *listed(path)}):
            closely = look if name.endswith(_TABLE) else Look.CONTENTS
            if name not in noted:
                yield Damage(f"{STORE}/{name}", "was added")
            elif what := _damage(path / name, noted[name], closely):
                yield Damage(f"{STORE}/{name}", what)


def current(folder: Path, hold: bool = True) -> Snapshot | None:
    """The state that counts in `folder`, held until it is let go unless the caller writes the folder itself; None where
    there is none, or where the graph's files were replaced by others.

    Raises OSError or ValueError where it cannot be read.
    """
    for _ in range(_ATTEMPTS):
        link = folder / OWN / CURRENT
        if not link.exists() or not all(is_link(folder / name, Path(OWN, CURRENT, name)) for name in (FACTS, EVIDENCE)):
            return None
        if leads := leads_out(folder):
            raise ValueError(f"{leads} leads out of the folder")
        path = link.resolve()
        try:
            if not hold:
                return Snapshot(path, json.loads((path / ABOUT).read_bytes()))
            held = locks.shared(path / ABOUT)
        except FileNotFoundError:
            if link.exists() and link.resolve() == path:
                raise
            continue
        # A writer has switched and removes this one: there is a newer.
        if held is not None:
            return Snapshot(path, json.loads(held.read()), held)
    return None


def at(path: Path) -> Snapshot | None:
    """The state whose files are in `path`, held, whether or not it still counts; None where a writer removes it.

    Raises OSError or ValueError where it cannot be read.
    """
    held = locks.shared(path / ABOUT)
    return None if held is None else Snapshot(path, json.loads(held.read()), held)


def damage_of(folder: Path, state: Snapshot | None, look: Look) -> list[Damage]:
    """The damage to the graph in `folder`: differences between its files and their records. `state` is its current
    snapshot, None where the files are not those of one. Empty where there are no records. Raises OSError or
    ValueError."""
    if state is not None:
        return list(state.damage(look))
    about = folder / OWN / CURRENT / ABOUT
    if not about.is_file() or leads_out(folder):
        return []
    files = json.loads(about.read_bytes()).get("files", {})
    found = ((name, _damage(_within(folder, name), files[name], look)) for name in files if name in FILES)
    return [Damage(name, what) for name, what in found if what]


def _within(folder: Path, name: str) -> Path:
    return (folder / OWN / CURRENT if is_link(folder / name, Path(OWN, CURRENT, name)) else folder) / name


def leads_out(folder: Path) -> Path | None:
    """A link in `.dao-graph` that no build would have made; None where there is none."""
    own = folder / OWN
    for path in (own, *(own / name for name in (STATES, "outcomes", "work", "lock"))):
        if path.is_symlink():
            return path
    link = own / CURRENT
    if not link.is_symlink():
        return None
    parts = link.readlink().parts
    inside = len(parts) == 2 and parts[0] == STATES and parts[1] != ".."
    return None if inside and not (own / STATES / parts[1]).is_symlink() else link


def is_copy(name: str) -> bool:
    """True if a file of a graph with that name is a copy of standard input."""
    return _COPY.fullmatch(name) is not None


def is_link(path: Path, target: Path) -> bool:
    """True if a path is a link to that target as it is written."""
    return path.is_symlink() and path.readlink() == target


def listed(store: Path) -> list[str]:
    """The files of a store: whoever opens one for writing adds some. Reading only touches the log."""
    return sorted(path.name for path in store.iterdir() if path.name not in _UNNOTED)


def noted(store: Path, before: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """The records of the files of a store. Files that still match their record in `before` are not read again."""
    files: dict[str, dict[str, Any]] = {}
    for name in listed(store):
        path, known = store / name, (before or {}).get(name)
        found = path.stat()
        if known and name.endswith(_TABLE) and (known["size"], known["time"]) == (found.st_size, found.st_mtime_ns):
            files[name] = known
        else:
            files[name] = {"sha256": _digest(path), "size": found.st_size, "time": found.st_mtime_ns}
    return files


def _damage(path: Path, noted: Mapping[str, Any] | None, look: Look) -> str:
    """The difference between a file and its record, in words; "" where there is none."""
    if noted is None:
        return "was not noted"
    if path.is_symlink() or not path.is_file():
        return "is gone" if not path.is_symlink() else "is a link"
    size, time, digest = int(noted["size"]), int(noted["time"]), str(noted["sha256"])
    found = path.stat()
    if found.st_size != size:
        return f"has {found.st_size:,} bytes and had {size:,}" if found.st_size else "is empty"
    if look is Look.SIZES or (look is Look.TIMES and found.st_mtime_ns == time):
        return ""
    return "" if _digest(path) == digest else "was altered"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
