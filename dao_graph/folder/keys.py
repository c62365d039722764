"""Keys of what becomes of texts: digests of everything that it depends on."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from dao_graph._version import __version__
from dao_graph.data import PACKAGE, data_dir
from dao_graph.folder.user_cache import kept, signature

FORMAT = "dao-graph outcome 6"
_DATA = ("languages", "ontology", "shapes")
# What decodes, matches, parses and validates: another version may see another text.
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "lxml", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib", "shacl")
_DESCRIBED = (".dist-info", ".egg-info")


@cache
def fingerprint() -> str:
    """A digest of what makes outcomes: this package's Python and data, and the libraries that it reads with."""
    digest = hashlib.sha256(f"{FORMAT} {__version__} {sys.version_info[:2]} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    digest.update(" ".join(sorted(set(_libraries()))).encode())
    files = list(_files())
    digest.update(kept("contents", signature(path for _, path in files), partial(_contents, files)).encode())
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    """The libraries with their versions, as the folders that describe them are called ("rdflib-7.1.4.dist-info"): what
    Python has for it takes longer to import than it takes to look at these."""
    for path in sys.path:
        try:
            names = [entry.name for entry in os.scandir(path or ".")]
        except OSError:
            continue
        for name in names:
            if name.endswith(_DESCRIBED) and name.partition("-")[0].lower().replace("_", "-") in _LIBRARIES:
                yield name


def _files() -> Iterator[tuple[Path, Path]]:
    """The package's Python and data, each with the folder that it lies below."""
    for folder, suffix in ((PACKAGE, ".py"), *((data_dir(name), "") for name in _DATA)):
        for inner, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from ((folder, Path(inner, name)) for name in sorted(names) if name.endswith(suffix))


def _contents(files: Iterable[tuple[Path, Path]]) -> str:
    digest = hashlib.sha256()
    for folder, path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def key_of_document(keys: Iterable[str]) -> str:
    """The key of the part of a document, of the keys of its texts."""
    return hashlib.sha256("\n".join(["document", *keys]).encode()).hexdigest()


def key_of_sum(keys: Iterable[str]) -> str:
    """The key of what documents add together, of their keys."""
    return hashlib.sha256("\n".join(["sum", *keys]).encode()).hexdigest()


def key_of(digest: str, name: str, options: Iterable[object]) -> str:
    """The key of the outcome of a text: the digest of its bytes, the name that is stated of it, and the options."""
    described = json.dumps([fingerprint(), digest, name, *options])
    return hashlib.sha256(described.encode()).hexdigest()
