"""What is made of the package's data at each start, kept in the user's cache folder: compiled patterns, rules, lists.

It is written in Python's marshal format, as Python itself keeps compiled modules: that is read in a tenth of the time
that JSON takes, and runs no code, unlike pickle; but hostile bytes may crash the reader. So the folder must be the
user's own, and nobody else may be able to write there or to the file; otherwise nothing is kept, and nothing is read.
A digest shows files that are cut or altered by chance.

The folder is $DAO_GRAPH_CACHE, else dao-graph below $XDG_CACHE_HOME or ~/.cache; "off" keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from dao_graph.data import PACKAGE

VARIABLE = "DAO_GRAPH_CACHE"
_FORMAT = f"1 {sys.implementation.cache_tag} {sys.hexversion:x} {marshal.version}"
DIGEST = 32
# Seconds: some four months.
_OLD = 10_000_000
# One installation has some 200 files of 60 MB together.
_MOST_FILES, _MOST_BYTES = 4_000, 1_000_000_000
Made = TypeVar("Made")


def signature(files: Iterable[Path]) -> str:
    """A digest of the names, sizes and times of files and of the package's own Python, which is had a hundred times
    sooner than one of their contents. Raises OSError where one cannot be looked at."""
    seen = hashlib.sha256(f"{_FORMAT} {_own()}".encode())
    for path in files:
        seen.update(_seen(path))
    return seen.hexdigest()


def kept(name: str, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives, which marshal can write, from the cache if it is there under this name and key. Each
    installation of the package has names of its own."""
    found = load(name, key)
    if found is None:
        found = make()
        save(name, key, found)
    return found  # type: ignore[no-any-return]


def kept_table(path: Path) -> dict[str, Any]:
    """The table in a file of TOML that comes with the package. Raises OSError, and ValueError where it is malformed."""
    name = hashlib.sha256(str(path).encode()).hexdigest()[:16]
    return kept(f"table-{name}", signature([path]), lambda: read_table(path))


def read_table(path: Path) -> dict[str, Any]:
    """The table in a file of TOML. Raises OSError, and ValueError where it is malformed."""
    import tomllib

    with path.open("rb") as file:
        return tomllib.load(file)


def load(name: str, key: str) -> Any:
    """What is kept under a name and a key; None where nothing is, or it is damaged."""
    try:
        if (descriptor := opened(name)) is None:
            return None
        with os.fdopen(descriptor, "rb") as file:
            # No copies: the lists have some megabytes.
            found, content = file.read(DIGEST), file.read()
        return marshal.loads(content) if found == digest(key, content) else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def save(name: str, key: str, value: Any) -> None:
    """Keep a value in the place of what was kept under that name. Where that cannot be, nothing is."""
    # ValueError: a table with a date, which marshal cannot write.
    with contextlib.suppress(ValueError):
        content = marshal.dumps(value)
        write(name, (digest(key, content), content))


def opened(name: str) -> int | None:
    """A file of that name, open for reading; None where there is none, or others may have written it."""
    folder = _folder()
    try:
        descriptor = None if folder is None else os.open(folder / _named(name), os.O_RDONLY)
    except OSError:
        return None
    if descriptor is not None and not _is_own(os.fstat(descriptor)):
        os.close(descriptor)
        return None
    return descriptor


def write(name: str, pieces: Iterable[bytes]) -> None:
    """A file in the place of that of this name, all at once, where there can be one."""
    if (folder := _folder()) is None:
        return
    waiting = folder / f"{_named(name)}.{os.getpid()}"
    with contextlib.suppress(OSError):
        try:
            descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
            waiting.replace(folder / _named(name))
            _tidy(folder)
        finally:
            waiting.unlink(missing_ok=True)


def _named(name: str) -> str:
    return f"{name}.{hashlib.sha256(str(PACKAGE).encode()).hexdigest()[:12]}"


@cache
def _tidy(folder: Path) -> None:
    """Once in a process, remove what was written long ago, and the oldest of what is too much: most likely of an
    installation that is gone, and soon made again if not."""
    found = [(path.lstat(), path) for path in folder.iterdir()]
    number, room, now = _MOST_FILES, _MOST_BYTES, time.time()
    for seen, path in sorted(found, key=lambda one: -one[0].st_mtime):
        number, room = number - 1, room - seen.st_size
        if number < 0 or room < 0 or now - seen.st_mtime > _OLD:
            path.unlink(missing_ok=True)


def digest(key: str, content: bytes) -> bytes:
    """What a file begins with that holds `content` for a key."""
    seen = hashlib.sha256(key.encode())
    seen.update(content)
    return seen.digest()


def _folder() -> Path | None:
    """The folder, made where it is not; None where there can be none that is safe."""
    return _safe(os.environ.get(VARIABLE), os.environ.get("XDG_CACHE_HOME"), os.environ.get("HOME"))


@cache
def _safe(own: str | None, caches: str | None, home: str | None) -> Path | None:
    if own == "off" or not hasattr(os, "geteuid"):
        return None
    if own:
        folder = Path(own)
    elif caches or home:
        folder = (Path(caches) if caches else Path(home or "") / ".cache") / "dao-graph"
    else:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        return folder if folder.is_absolute() and stat.S_ISDIR(found.st_mode) and _is_own(found) else None
    except OSError:
        return None


def _is_own(found: os.stat_result) -> bool:
    """True if a file or folder is the user's, and nobody else may write it."""
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@cache
def _own() -> str:
    seen = hashlib.sha256()
    for path in sorted(PACKAGE.glob("*/*.py")):
        seen.update(_seen(path))
    return seen.hexdigest()


def _seen(path: Path) -> bytes:
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}\n".encode()
