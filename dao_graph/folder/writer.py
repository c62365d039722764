"""Writing a graph's folder: one writer at a time, and the next state whole before it counts.

Nothing is removed or replaced but what a build has made: what is in the way is named instead.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from dao_graph.errors import BusyError, OutputError
from dao_graph.folder import locks
from dao_graph.folder.report import Report
from dao_graph.folder.snapshots import (
    ABOUT,
    CURRENT,
    FACTS,
    FILES,
    OWN,
    PLAIN_FACTS,
    REPORT,
    STATES,
    STORE,
    is_copy,
    is_link,
    leads_out,
    noted,
)

_NO_LINKS = (None, errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


class Writer:
    """Writes the next state of a folder; got from `writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = folder / OWN
        self.work = self.own / "work"
        self.outcomes = self.own / "outcomes"
        self._states = self.own / STATES
        self._files: dict[str, dict[str, Any]] = {}
        self._next: Path | None = None
        # Plain files in the place of the graph's that are the graph's, as in some copies of the folder.
        self._plain: set[str] = set()

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
            self._note(name, digest.hexdigest(), file)

    def take(self, name: str) -> None:
        """Let a file that was written into `next` be one of the next state. Raises OSError."""
        with (self.next / name).open("rb+") as file:
            self._note(name, hashlib.file_digest(file, "sha256").hexdigest(), file)

    def _note(self, name: str, digest: str, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())
        found = os.fstat(file.fileno())
        self._files[name] = {"sha256": digest, "size": found.st_size, "time": found.st_mtime_ns}

    def switch(self, about: Mapping[str, Any]) -> None:
        """Let the next state count, which `put` and others have written; `about` is noted with it. Raises OSError,
        before which the state is the old one."""
        store = self.next / STORE
        found = {"files": self._files, STORE: noted(store, self._noted(STORE)) if store.is_dir() else None}
        content = json.dumps({**about, **found}, sort_keys=True)
        self.put(ABOUT, [content.encode()])
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
        counts = (self.own / CURRENT).resolve()
        for path in self._states.iterdir():
            if path.is_symlink():
                path.unlink()
            elif path.resolve() != counts:
                _remove_unless_read(path)
        if not counts.is_dir():
            return
        for name in self._names():
            if (counts / name).exists():
                self._publish(name)
            elif is_link(self.folder / name, Path(OWN, CURRENT, name)):
                (self.folder / name).unlink()
            elif name in self._plain and os.path.lexists(self.folder / name):
                self._aside(name)
        self.clear()

    def refuse_links(self) -> None:
        """Raises OutputError where a link in `.dao-graph` leads out of it."""
        if leads := leads_out(self.folder):
            raise OutputError(
                f"{leads}: is a link that no build has made, and what lies behind it would be changed: "
                f"delete {self.own} and build again, or choose another folder"
            )

    def refuse_foreign(self) -> None:
        """Raises OutputError where a file that is none of a graph has the name of one."""
        earlier = self._is_earlier()
        for name in (*FILES, STORE):
            path = self.folder / name
            if not os.path.lexists(path) or is_link(path, Path(OWN, CURRENT, name)):
                continue
            kind = path.is_dir() and (path / "CURRENT").is_file() if name == STORE else path.is_file()
            if path.is_symlink() or not kind or not (earlier or name in self._noted("files") or self._noted(name)):
                raise OutputError(f"{path}: is in the way and no file of a graph: move it elsewhere")
            self._plain.add(name)

    def _is_earlier(self) -> bool:
        """True if the folder holds a graph of an earlier version, which had plain files."""
        try:
            Report.from_json((self.folder / REPORT).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return False
        facts = any((self.folder / name).is_file() for name in (FACTS, PLAIN_FACTS))
        return facts and not os.path.lexists(self.own / CURRENT)

    def _noted(self, name: str) -> Mapping[str, Any]:
        """What the state that counts has noted under a name."""
        try:
            found = json.loads((self.own / CURRENT / ABOUT).read_bytes()).get(name)
        except (OSError, ValueError, AttributeError):
            return {}
        return found if isinstance(found, Mapping) else {}

    def _names(self) -> list[str]:
        places = (self.folder, self.own / CURRENT, *([self._next] if self._next else []))
        copies = {path.name for place in places if place.is_dir() for path in place.iterdir() if is_copy(path.name)}
        return [*FILES, STORE, *sorted(copies)]

    def _publish(self, name: str) -> None:
        """Let `name` in the folder be a link to the file of the current state."""
        path, target = self.folder / name, Path(OWN, CURRENT, name)
        if is_link(path, target):
            return
        if os.path.lexists(path) and name not in self._plain and not is_copy(name):
            raise OutputError(f"{path}: is in the way and no file of a graph: move it elsewhere")
        if path.is_dir():
            self._aside(name)
        self._link(target, path)

    def _aside(self, name: str) -> None:
        """Put a file or folder of the graph where what is on the way is removed."""
        (self.folder / name).rename(self._scratch(f"replaced-{name}"))

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
        link = self.own / CURRENT
        if link.is_dir() and not link.is_symlink():
            # Some ways of copying turn links into what they point at.
            link.rename(self._states / f"{state.name}.copied")
        self._link(Path("states", state.name), link)
        _settle(self.own)

    def _adopt(self) -> None:
        """Make plain files of a graph that was put here in another way a state, so that they too change at once."""
        plain = [self.folder / name for name in FILES if (self.folder / name).is_file()]
        if (self.own / CURRENT).exists() or not plain or any(path.is_symlink() for path in plain):
            return
        state = self._states / f"{self.next.name}.adopted"
        state.mkdir()
        for path in plain:
            _same(path, state / path.name)
        (state / ABOUT).write_text("{}")
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
    if (path / ABOUT).is_symlink() or not (path / ABOUT).is_file():
        shutil.rmtree(path, ignore_errors=True)
    elif held := locks.exclusive(path / ABOUT):
        shutil.rmtree(path, ignore_errors=True)
        held.close()


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Write into `folder`, which is made where it is not. What is left over of earlier writers that were ended is
    removed before; files on the way are removed after.

    Raises BusyError where someone else is writing it, OutputError where something is in the way, OSError where it
    cannot be made.
    """
    writer = Writer(folder)
    writer.refuse_links()
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    (writer.own / STATES).mkdir(parents=True, exist_ok=True)
    lock = locks.exclusive(writer.own / "lock")
    if lock is None:
        raise BusyError(f"{folder}: is being written by another build: wait for it to end, or end it")
    try:
        writer.refuse_foreign()
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
    if (writer.own / CURRENT).exists() or any(writer.outcomes.glob("*/*")):
        return
    shutil.rmtree(writer.own, ignore_errors=True)
    with contextlib.suppress(OSError):
        for path in made:
            path.rmdir()
