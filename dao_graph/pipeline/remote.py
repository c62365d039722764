"""Inputs and results elsewhere than on this machine's disks: whatever fsspec reads and writes (s3://, gs://, hdfs://,
memory://)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dao_graph.errors import InputError, OutputError
from dao_graph.folder.snapshots import EVIDENCE, FACTS, QUARANTINE, REPORT

MANIFEST = "manifest.json"
_RESULTS = (FACTS, EVIDENCE, QUARANTINE, REPORT)


def is_url(path: str) -> bool:
    """True if a path names something that fsspec reads."""
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.isascii() and scheme.isalnum()


def below(url: str, suffixes: Sequence[str]) -> Iterator[str]:
    """The URLs of the files with these suffixes below a folder, or of the one file, in order. Raises InputError where
    there is none or nobody can read it."""
    try:
        files, path = _system(url)
        if files.isfile(path):
            yield url
            return
        found = [name for name in sorted(files.find(path)) if name.lower().endswith(tuple(suffixes))]
    except (OSError, ValueError, ImportError) as error:
        raise InputError(url, f"cannot be read: {error}") from error
    if not found:
        raise InputError(url, "does not exist, or holds no text files")
    yield from map(files.unstrip_protocol, found)


def content(url: str, most: int) -> bytes:
    """The bytes of a file, `most` of them at the most. Raises InputError where it cannot be read."""
    try:
        files, path = _system(url)
        with files.open(path, "rb") as file:
            return bytes(file.read(most))
    except (OSError, ValueError, ImportError) as error:
        raise InputError(url, f"cannot be read: {error}") from error


def publish(folder: Path, url: str) -> list[str]:
    """Copy the files of the graph in `folder` to a folder elsewhere, those that are there already left out, and write
    their sizes and digests beside them when all are there. Gives the names of those that travelled. Raises OutputError.
    """
    try:
        files, root = _system(url)
        files.makedirs(root, exist_ok=True)
        noted, sent = {}, []
        there = _noted(files, f"{root}/{MANIFEST}")
        for name in _RESULTS:
            path = folder / name
            if not path.is_file():
                continue
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            noted[name] = {"sha256": digest, "size": path.stat().st_size}
            if there.get(name) != noted[name] or not files.exists(f"{root}/{name}"):
                files.put_file(str(path), f"{root}/{name}")
                sent.append(name)
        files.pipe_file(f"{root}/{MANIFEST}", (json.dumps(noted, indent=2, sort_keys=True) + "\n").encode())
    except (OSError, ValueError, ImportError) as error:
        raise OutputError(f"{url}: cannot be written: {error}") from error
    return sent


def _noted(files: Any, path: str) -> dict[str, Any]:
    """What is there by what is noted of it."""
    try:
        found = json.loads(files.cat_file(path))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and its path there. Raises ImportError where it is not installed."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ImportError("needs fsspec: pip install 'dao-graph[dask]'") from error
    files, path = url_to_fs(url)
    return files, path.rstrip("/")
