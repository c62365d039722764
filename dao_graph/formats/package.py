"""Zip packages of untrusted origin: what is in them is counted before any of it is opened."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from dao_graph.errors import InputError

# Real packages hold some hundred files of some ten megabytes; these are far beyond.
MOST_FILES = 10_000
MOST_BYTES = 200_000_000
# Text shrinks to a twentieth, seldom to a hundredth.
_RATIO, _SMALL = 250, 1_000_000


def open_package(data: bytes, source: str, most: int = MOST_BYTES) -> zipfile.ZipFile:
    """The package in `data`. Raises InputError where it is damaged, holds too much, or grows too much."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(source, "is a damaged zip package") from error
    files = package.infolist()
    if len(files) > MOST_FILES:
        raise InputError(source, f"holds {len(files):,} files: more than {MOST_FILES:,} are not opened")
    whole = sum(file.file_size for file in files)
    if whole > most:
        raise InputError(source, f"would grow to {whole:,} bytes: more than {most:,} are not opened")
    for file in files:
        if file.file_size > _SMALL and file.file_size > _RATIO * max(1, file.compress_size):
            raise InputError(source, f"holds a file that grows {_RATIO} times and more: it is not opened")
    return package


def member(package: zipfile.ZipFile, name: str, source: str) -> bytes | None:
    """A file of a package, None where there is none. Raises InputError where it is damaged or larger than it says."""
    try:
        found = package.getinfo(name)
    except KeyError:
        return None
    if found.flag_bits & 1:
        raise InputError(source, "asks for a password: save it without one")
    try:
        with package.open(found) as file:
            data = file.read(found.file_size + 1)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise InputError(source, "is a damaged zip package") from error
    if len(data) > found.file_size:
        raise InputError(source, "holds a file that is larger than it says")
    return data


def check_package(data: bytes, source: str) -> None:
    """Raise InputError where a zip package is damaged, asks for a password, or would grow too large, or does."""
    package = open_package(data, source)
    for file in package.infolist():
        member(package, file.filename, source)
