"""The contents of archives and mail as inputs, named after their container ("letters.zip!/2009/a.pdf")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from dao_graph.errors import InputError
from dao_graph.formats.kinds import CONTAINERS, WITHIN, kind_of
from dao_graph.formats.sandbox import held_files

# The names that files end in which hold others.
HOLDING = (".zip", ".eml", ".mht", ".mhtml")
_DEEPEST = 3


def held_in(
    source: str, data: bytes, suffixes: Collection[str], others: Counter[str], depth: int = 1
) -> Iterator[tuple[str, bytes]]:
    """The texts in a container, with their names; what is none is counted in `others` by its kind. Mail is a text
    itself. Raises InputError where the container cannot be opened."""
    kind = kind_of(data, source)
    if kind not in CONTAINERS or depth > _DEEPEST:
        yield source, data
        return
    for name, content in held_files(kind, data, source):
        if not name:
            yield source, data
            continue
        inner = f"{source}{WITHIN}{name}"
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in suffixes or (not suffix and kind_of(content)):
            yield from held_in(inner, content, suffixes, others, depth + 1)
        else:
            others[suffix[1:].upper() or "no suffix"] += 1


def taken_from(source: str, outer: str, inner: str, data: bytes) -> bytes:
    """The bytes of the file `inner` in the container `outer`. Raises InputError where there is none."""
    kind = kind_of(data, outer)
    files = dict(held_files(kind, data, outer)) if kind in CONTAINERS else {}
    if inner in files:
        return files[inner]
    for name, content in files.items():
        if name and inner.startswith(name + WITHIN):
            return taken_from(source, name, inner[len(name + WITHIN) :], content)
    raise InputError(source, "does not exist")
