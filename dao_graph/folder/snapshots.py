"""A graph's folder: its files change from one state to the next all at once, or not at all.

    DIR/graph.nq, …            links to .dao-graph/current/graph.nq, …
    DIR/.dao-graph/current     a link to the state that counts: renaming it is the switch
    DIR/.dao-graph/states/N/   the files of a state, and state.json, which says what they are
    DIR/.dao-graph/outcomes/   what became of each text (see `outcomes`)
    DIR/.dao-graph/work/       files on the way
    DIR/.dao-graph/lock        held by whoever writes

A state is written once and never changed. Whoever reads one holds a lock on its state.json, so that it stays until
then; the next writer removes it after that.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from dao_graph.errors import BusyError, OutputError
from dao_graph.folder import locks

FACTS, EVIDENCE, QUARANTINE, REPORT, STORE = "graph.nq", "evidence.nq", "quarantine.nq", "report.json", "store"
FILES = (FACTS, EVIDENCE, QUARANTINE, REPORT)
# Standard input has no path to read again: a copy of it is a file of the state.
COPIES = "stdin-*.txt"
_COPY = re.compile(r"stdin-[0-9a-f]{16}\.txt")
OWN, _ABOUT = ".dao-graph", "state.json"
_ATTEMPTS = 100
_NO_LINKS = (None, errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a graph as they were written together. `about` is what was noted with them; `_held` keeps them."""

    path: Path
    about: Mapping[str, Any]
    _held: BinaryIO | None = field(default=None, repr=False, compare=False)

    def has(self, name: str) -> bool:
        """Whether there is such a file (or folder, for the store)."""
        return (self.path / name).exists()

    @property
    def store(self) -> Path | None:
        """The embedded store, where there is one, nobody else wrote it, and the graph's files are those it is of."""
        path = self.path / STORE
        if path.is_dir() and self.about.get("store") == _listing(path) and self.intact(FACTS, EVIDENCE):
            return path
        return None

    def intact(self, *names: str) -> bool:
        """Whether these files are as they were written; without names, all of them."""
        noted: Mapping[str, Any] = self.about.get("files", {})
        return bool(noted) and all(_as_noted(self.path / name, noted.get(name)) for name in names or noted)


def current(folder: Path, hold: bool = True) -> Snapshot | None:
    """The state that counts in `folder`, held until it is let go unless the caller writes the folder itself; None where
    there is none, or where the graph's files were replaced by others.

    Raises OSError or ValueError where it cannot be read.
    """
    for _ in range(_ATTEMPTS):
        link = folder / OWN / "current"
        if not link.exists() or not all(
            _is_link(folder / name, Path(OWN, "current", name)) for name in (FACTS, EVIDENCE)
        ):
            return None
        path = link.resolve()
        try:
            if not hold:
                return Snapshot(path, json.loads((path / _ABOUT).read_bytes()))
            held = locks.shared(path / _ABOUT)
        except FileNotFoundError:
            continue
        # A writer has switched and removes this one: there is a newer.
        if held is not None:
            return Snapshot(path, json.loads(held.read()), held)
    return None


def is_copy(name: str) -> bool:
    """Whether a file of a graph with that name is a copy of standard input."""
    return _COPY.fullmatch(name) is not None


def _is_link(path: Path, target: Path) -> bool:
    return path.is_symlink() and path.readlink() == target


def _as_noted(path: Path, noted: Mapping[str, Any] | None) -> bool:
    """Whether a file is the one that was noted. Its time says so at once; in a copy of the folder its content does."""
    if noted is None or not path.is_file():
        return False
    size, time, digest = int(noted["size"]), int(noted["time"]), str(noted["sha256"])
    found = path.stat()
    if found.st_size != size:
        return False
    if found.st_mtime_ns == time:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _listing(store: Path) -> list[list[str | int]]:
    """The files of a store: whoever opens one for writing adds some. Reading only touches the log."""
    return sorted([path.name, path.stat().st_size] for path in store.iterdir() if path.name not in ("LOCK", "LOG"))


class Writer:
    """Writes the next state of a folder; got from `writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = folder / OWN
        self.work = self.own / "work"
        self.outcomes = self.own / "outcomes"
        self._states = self.own / "states"
        self._files: dict[str, dict[str, Any]] = {}
        self._next: Path | None = None

    @property
    def next(self) -> Path:
        """The folder of the state on the way."""
        if self._next is None:
            numbers = [int(path.name) for path in self._states.iterdir() if path.name.isdecimal()]
            self._next = self._states / str(max(numbers, default=0) + 1)
            self._next.mkdir()
        return self._next

    def put(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write a file of the next state. Raises OSError."""
        digest = hashlib.sha256()
        with (self.next / name).open("wb") as file:
            for block in blocks:
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
            found = os.fstat(file.fileno())
        self._files[name] = {"sha256": digest.hexdigest(), "size": found.st_size, "time": found.st_mtime_ns}

    def switch(self, about: Mapping[str, Any]) -> None:
        """Let the next state count, which `put` and others have written; `about` is noted with it. Raises OSError,
        before which the state is the old one."""
        store = self.next / STORE
        noted = {"files": self._files, "store": _listing(store) if store.is_dir() else None}
        content = json.dumps({**about, **noted}, sort_keys=True)
        self.put(_ABOUT, [content.encode()])
        self._adopt()
        for name in self._names():
            if (self.next / name).exists():
                self._publish(name)
        self._point(self.next)
        self.tidy()

    def clear(self) -> None:
        """Remove the files on the way."""
        shutil.rmtree(self.work, ignore_errors=True)

    def tidy(self) -> None:
        """Remove what belongs to no state that counts, and bring the folder's links in step with the one that does."""
        self.clear()
        counts = (self.own / "current").resolve()
        for path in self._states.iterdir():
            if path.resolve() != counts:
                _remove_unless_read(path)
        if counts.is_dir():
            for name in self._names():
                if (counts / name).exists():
                    self._publish(name)
                elif name in FILES or _is_link(self.folder / name, Path(OWN, "current", name)):
                    (self.folder / name).unlink(missing_ok=True)

    def _names(self) -> list[str]:
        places = (self.folder, self.own / "current", *([self._next] if self._next else []))
        return [*FILES, STORE, *{path.name for place in places for path in place.glob(COPIES)}]

    def _publish(self, name: str) -> None:
        """Let `name` in the folder be a link to the file of the current state."""
        path, target = self.folder / name, Path(OWN, "current", name)
        if _is_link(path, target):
            return
        if path.is_dir() and not path.is_symlink():
            if not (path / "CURRENT").is_file():
                raise OutputError(f"{path}: is in the way and no store of this program: move it elsewhere")
            path.rename(self._scratch("replaced"))
        self._link(target, path)

    def _link(self, target: Path, path: Path) -> None:
        waiting = self._scratch("link")
        try:
            waiting.symlink_to(target)
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LINKS:
                raise
            raise OutputError(
                f"{self.folder}: the files of a graph change together by symbolic links, and there are none on this "
                "file system (on Windows, developer mode turns them on): choose another folder"
            ) from error
        waiting.replace(path)

    def scratch(self) -> Path:
        """The folder for files on the way, made where it is not."""
        self.work.mkdir(exist_ok=True)
        return self.work

    def _scratch(self, name: str) -> Path:
        path = self.scratch() / name
        path.unlink(missing_ok=True)
        return path

    def _point(self, state: Path) -> None:
        link = self.own / "current"
        if link.is_dir() and not link.is_symlink():
            # Some ways of copying turn links into what they point at.
            link.rename(self._states / f"{state.name}.copied")
        self._link(Path("states", state.name), link)
        _settle(self.own)

    def _adopt(self) -> None:
        """Make plain files of a graph that was put here in another way a state, so that they too change at once."""
        plain = [self.folder / name for name in FILES if (self.folder / name).is_file()]
        if (self.own / "current").exists() or not plain or any(path.is_symlink() for path in plain):
            return
        state = self._states / f"{self.next.name}.adopted"
        state.mkdir()
        for path in plain:
            _same(path, state / path.name)
        (state / _ABOUT).write_text("{}")
        self._point(state)
        for path in plain:
            self._publish(path.name)


def _same(path: Path, copy: Path) -> None:
    """Let `copy` be the same file as `path`, or where a file system cannot have that, one of the same content."""
    try:
        copy.hardlink_to(path)
    except OSError:
        shutil.copy2(path, copy)


def _settle(folder: Path) -> None:
    """Let the renames in a folder reach the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_unless_read(path: Path) -> None:
    """Remove a state, unless someone reads it: then the next writer does."""
    if not (path / _ABOUT).is_file():
        shutil.rmtree(path, ignore_errors=True)
    elif held := locks.exclusive(path / _ABOUT):
        shutil.rmtree(path, ignore_errors=True)
        held.close()


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Write into `folder`, which is made where it is not. What is left over of earlier writers that were ended is
    removed before; files on the way are removed after.

    Raises BusyError where someone else is writing it, OSError where it cannot be made.
    """
    writer = Writer(folder)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    (writer.own / "states").mkdir(parents=True, exist_ok=True)
    lock = locks.exclusive(writer.own / "lock")
    if lock is None:
        raise BusyError(f"{folder}: is being written by another build: wait for it to end, or end it")
    try:
        writer.tidy()
        yield writer
    finally:
        # What went wrong before is what to tell; the next writer tidies up again.
        with contextlib.suppress(OSError, OutputError):
            writer.tidy()
        _remove_unused(writer, made)
        lock.close()


def _remove_unused(writer: Writer, made: Iterable[Path]) -> None:
    """Remove folders that were made for a graph that did not come about and left no outcomes either."""
    if (writer.own / "current").exists() or any(writer.outcomes.glob("*/*")):
        return
    shutil.rmtree(writer.own, ignore_errors=True)
    with contextlib.suppress(OSError):
        for path in made:
            path.rmdir()
