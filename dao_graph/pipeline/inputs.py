"""The inputs of a build: files, folders of files, standard input.

Names are those of the system: bytes that are no UTF-8 stand in them as Python has them (surrogates).
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.folder.snapshots import FILES, OWN, STORE, is_copy
from dao_graph.formats.kinds import FORMATS, within
from dao_graph.model.normal import file_name
from dao_graph.pipeline import remote
from dao_graph.pipeline.holding import HOLDING, held_in, taken_from

MARKUP = ".xml"
SUFFIXES = (".txt", ".text", MARKUP, *FORMATS)
STDIN = "-"
# Real documents stay below 3 MB. A text takes some 80 times as much memory while it is read.
LARGEST = 50_000_000
_KINDS = (
    (stat.S_ISFIFO, "is a named pipe: give what comes through it on standard input (-)"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISDIR, "is a folder"),
)


@dataclass(frozen=True, slots=True)
class Input:
    """A text by its name, with its bytes where they can be had only once, or with the reason why it cannot be read;
    `given` is what a list of its owner's says of it, `digest` is that of its bytes (SHA-256) where that is known."""

    source: str
    data: bytes | None = None
    problem: str = ""
    given: tuple[tuple[str, str], ...] = ()
    digest: str = ""

    @property
    def name(self) -> str:
        """What the graph calls it: the file's name without its folder; bytes that are no UTF-8 as "\\xe9"."""
        return file_name(self.source)

    @property
    def path(self) -> str:
        """Where it stands; "" for what stands nowhere."""
        return self.path_in({})

    def path_in(self, folders: dict[str, str]) -> str:
        """The same; `folders` keeps where folders stand, for the inputs that follow."""
        if remote.is_url(self.source):
            return self.source
        if self.source == "stdin" and self.data is not None:
            return ""
        folder, name = os.path.split(self.source)
        if name in ("", os.curdir, os.pardir):
            return os.path.realpath(self.source)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        whole = os.path.join(folders[folder], name)  # noqa: PTH118 (names may hold what a Path refuses)
        return os.path.realpath(whole) if os.path.islink(whole) else whole  # noqa: PTH114

    def read(self) -> bytes:
        """Its bytes. Raises InputError where it cannot be read, or is no file, or larger than any document."""
        if self.problem:
            raise InputError(self.source, self.problem)
        if self.data is not None:
            return self.data
        if remote.is_url(self.source):
            data = remote.content(self.source, LARGEST + 1)
            if len(data) > LARGEST:
                raise _too_large(self.source)
            return data
        if (parts := within(self.source)) and not os.path.lexists(self.source):
            return taken_from(self.source, *parts, Input(parts[0]).read())
        try:
            return _bytes(self.source)
        except OSError as error:
            raise InputError(self.source, f"cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise InputError(self.source, f"cannot be read: {error}") from error


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs that paths name, and how many other files were left out, by kind ("PDF")."""

    inputs: list[Input]
    left_out: Mapping[str, int]


@dataclass(slots=True)
class _Walk:
    """A folder looked through, links to folders not followed."""

    inputs: list[Input] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)

    def look(self, folder: str) -> None:
        """Take the texts below a folder, and what cannot be read with the reason."""
        waiting = [folder]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    below = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                self.inputs.append(Input(folder, problem=f"cannot be read: {error.strerror or error}"))
                continue
            of_graph = any(entry.name == OWN for entry in below)
            for entry in below:
                if entry.name == OWN or (of_graph and _of_graph(entry.name)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    self._take(entry)

    def _take(self, entry: os.DirEntry[str]) -> None:
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 (names may hold what a Path refuses)
        if suffix in SUFFIXES:
            problem = _problem(entry.path)
            # A link to a folder has its name by chance.
            if problem != "is a folder":
                self.inputs.append(Input(entry.path, problem=problem))
        elif not any(part.startswith(".") for part in Path(entry.path).parts[-2:]):
            self.others[suffix[1:].upper() or "no suffix"] += 1


def _of_graph(name: str) -> bool:
    return name in (*FILES, STORE) or is_copy(name)


def _problem(path: str) -> str:
    """The reason why a file cannot be read, as far as it shows without opening it; "" where there is none."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (at once: it is asked of each of many thousands)
    except OSError as error:
        if error.errno == errno.ENOENT:
            return "is a link to a file that does not exist"
        return f"cannot be read: {error.strerror or error}"
    return next((reason for has, reason in _KINDS if has(mode)), "")


def _bytes(source: str) -> bytes:
    """The bytes of a file. Raises InputError where it is none (it is not waited for) or too large, OSError."""
    descriptor = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if reason := next((reason for has, reason in _KINDS if has(found.st_mode)), ""):
            raise InputError(source, reason)
        if found.st_size > LARGEST:
            raise _too_large(source)
        # Some files tell no size, or grow.
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(source)
    return data


def _too_large(source: str) -> InputError:
    return InputError(source, f"is larger than {LARGEST:,} bytes: no document is; split it")


def standard_input() -> Input:
    """What stands on standard input."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    return Input("stdin", data, _too_large("stdin").reason if len(data) > LARGEST else "")


def _named(path: str) -> Input:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError(path, "does not exist") from error
    except OSError as error:
        return Input(path, problem=f"cannot be read: {error.strerror or error}")
    return Input(path)


def _opened(given: Input, others: Counter[str]) -> Iterator[Input]:
    """The texts that an input holds: those of an archive or of mail, else itself."""
    if given.problem or not given.source.lower().endswith(HOLDING):
        yield given
        return
    try:
        for source, data in held_in(given.source, given.read(), SUFFIXES, others):
            yield given if source == given.source else Input(source, data)
    except InputError as error:
        yield Input(given.source, problem=error.reason)


def found(paths: Iterable[str | Path]) -> Found:
    """The inputs that `paths` name: files as they are, folders by the text files below them, less those that belong to
    a graph, "-" for standard input. In one order, whatever that of the paths.

    Raises InputError for a path that does not exist or a folder without text files.
    """
    inputs: dict[str, Input] = {}
    others: Counter[str] = Counter()
    for path in map(str, paths):
        if path == STDIN:
            below = [] if "stdin" in inputs else [standard_input()]
        elif remote.is_url(path):
            below = [Input(url) for url in remote.below(path, SUFFIXES)]
        elif os.path.isdir(path):  # noqa: PTH112 (False where a Path raises)
            walk = _Walk()
            walk.look(str(Path(path)))
            others += walk.others
            below = walk.inputs
            if not below:
                raise InputError(path, f"holds no text files ({', '.join('*' + s for s in SUFFIXES)})")
        else:
            below = [_named(path)]
        below = [held for given in below for held in _opened(given, others)]
        inputs.update((given.source, given) for given in below if given.source not in inputs)
    return Found([inputs[source] for source in sorted(inputs, key=os.fsencode)], others)


def sources(paths: Iterable[str | Path]) -> list[str]:
    """The names of the inputs that `paths` name. Raises as `found`."""
    return [given.source for given in found(paths).inputs]
