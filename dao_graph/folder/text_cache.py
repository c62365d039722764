"""What became of each text, kept from build to build, so that only what changed is read again.

An outcome is known by everything that it depends on: the text's bytes and name, the options, and the fingerprint of
what reads it. So it never grows old, only out of use; where one is damaged, the text is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import zlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from dao_graph._version import __version__
from dao_graph.data import PACKAGE, data_dir
from dao_graph.folder.report import Entry

_FORMAT = "dao-graph outcome 3"
_DATA = ("languages", "ontology", "shapes")
# What decodes, matches, parses and validates: another version may see another text.
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "lxml", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib", "shacl")
# Fast: higher levels take five times as long for a fifth less space.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Known:
    """The small part of an outcome: the entry of the report, and the local ids of what the text speaks of."""

    key: str
    entry: Entry
    entities: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its entry, and N-Quads of what it states, of where that stands, and of what was set
    aside; `entities` are the local ids of what they speak of. `quotes` are evidence too, a block of it."""

    entry: Entry
    facts: bytes = b""
    evidence: bytes = b""
    quotes: bytes = b""
    quarantined: bytes = b""
    entities: AbstractSet[str] = frozenset()


@cache
def fingerprint() -> str:
    """A digest of what makes outcomes: this package's Python and data, and the libraries that it reads with."""
    digest = hashlib.sha256(f"{_FORMAT} {__version__} {sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for folder, pattern in ((PACKAGE, "*.py"), *((data_dir(name), "*") for name in _DATA)):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def key_of(data: bytes, name: str, options: Iterable[object]) -> str:
    """The key of the outcome of a text: its bytes, the name that is stated of it, and the options."""
    described = json.dumps([fingerprint(), hashlib.sha256(data).hexdigest(), name, *options])
    return hashlib.sha256(described.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TextCache:
    """Outcomes in files below `folder`; `work` is where they are written first."""

    folder: Path
    work: Path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def has(self, key: str) -> bool:
        """Whether there is such an outcome."""
        return self._path(key).is_file()

    def known(self, key: str) -> Known | None:
        """The small part of an outcome; None where there is none."""
        try:
            with self._path(key).open("rb") as file:
                return _known(key, file.readline())
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def read(self, key: str) -> Outcome | None:
        """An outcome whole; None where there is none or it is damaged."""
        try:
            with self._path(key).open("rb") as file:
                line = file.readline()
                known = _known(key, line)
                facts, evidence, quotes, quarantined = (zlib.decompress(file.read(n)) for n in _header(line)["sizes"])
        except (OSError, ValueError, TypeError, KeyError, zlib.error):
            return None
        return Outcome(known.entry, facts, evidence, quotes, quarantined, known.entities)

    def write(self, key: str, outcome: Outcome) -> Known:
        """Keep an outcome. Raises OSError where it cannot be written; then there is none."""
        whole = (outcome.facts, outcome.evidence, outcome.quotes, outcome.quarantined)
        parts = [zlib.compress(part, _LEVEL) for part in whole]
        header = {
            "format": _FORMAT,
            "entry": asdict(outcome.entry),
            "entities": sorted(outcome.entities),
            "sizes": [len(part) for part in parts],
        }
        path, waiting = self._path(key), self.work / f"{key}.{os.getpid()}"
        with waiting.open("wb") as file:
            content = json.dumps(header).encode()
            # The parts have checksums of their own.
            file.write(_checksum(content) + b" " + content + b"\n")
            file.writelines(parts)
        if path.parent.is_symlink():
            path.parent.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.replace(path)
        return Known(key, outcome.entry, outcome.entities)

    def prune(self, used: AbstractSet[str]) -> None:
        """Remove all outcomes but those, and whatever else lies there; what links lead to stays."""
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.is_symlink() or not folder.is_dir():
                folder.unlink()
                continue
            for path in folder.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                elif folder.name + path.name not in used:
                    path.unlink()
            if not any(folder.iterdir()):
                folder.rmdir()


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _header(line: bytes) -> dict[str, Any]:
    """The header in the first line of an outcome. Raises ValueError where it is damaged."""
    checksum, _, content = line.rstrip(b"\n").partition(b" ")
    if checksum != _checksum(content):
        raise ValueError("damaged")
    header: dict[str, Any] = json.loads(content)
    return header


def _known(key: str, line: bytes) -> Known:
    header = _header(line)
    if header["format"] != _FORMAT:
        raise ValueError(key)
    return Known(key, Entry(**header["entry"]), frozenset(header["entities"]))
