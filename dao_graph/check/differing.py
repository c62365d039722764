"""The lines that only one of two graphs holds, and their difference as RDF.

The sorted lines of both are merged, so that only what differs is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from dao_graph.ask.graph import Graph
from dao_graph.errors import OutputError
from dao_graph.namespaces import DCTERMS, VIEWS
from dao_graph.rdf.external_sort import SortedLines


def differing(old: Graph, new: Graph) -> Iterator[tuple[bool, bytes]]:
    """The lines of facts that only one graph holds, in order; True with those of `new`.

    Raises GraphError where a graph cannot be read, OutputError where there is no room for temporary files.
    """
    with TemporaryDirectory(prefix="dao-graph-") as folder:
        try:
            left, right = (_sorted(graph, Path(folder), name) for graph, name in ((old, "old"), (new, "new")))
            a, b = next(left, None), next(right, None)
            while a is not None or b is not None:
                if a == b:
                    a, b = next(left, None), next(right, None)
                elif b is None or (a is not None and a < b):
                    assert a is not None
                    yield False, a
                    a = next(left, None)
                else:
                    yield True, b
                    b = next(right, None)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be written: {error.strerror or error}; set TMPDIR") from error


def _sorted(graph: Graph, folder: Path, name: str) -> Iterator[bytes]:
    gathered = SortedLines(name, lambda: folder)
    # In one file with the facts there may be evidence too; views follow from what differs.
    others = tuple(f"{graph.base}{kind}".encode() for kind in ("evidence/", VIEWS))
    for line in graph.lines(evidence=False):
        if not line.rpartition(b" <")[2].startswith(others):
            gathered.add(line)
    return (line for block in gathered for line in block.splitlines(keepends=True))


def rdf(old: Graph, new: Graph) -> Iterator[bytes]:
    """The difference as N-Quads, each line as it stood with "graph/" in its graph's name made "diff/added/" or
    "diff/removed/", and what these graphs are. So it can be asked in SPARQL, and applied graph by graph; a vocabulary
    of changes takes five triples for one and loses the graph."""
    base = new.base
    names: set[tuple[str, str]] = set()
    for gained, line in differing(old, new):
        triple, _, name = line.rstrip(b" .\n").rpartition(b" ")
        local = name.decode()[1:-1].removeprefix(base)
        kind = "added" if gained else "removed"
        target = f"{base}diff/{kind}/{local.removeprefix('graph/')}"
        names.add((target, base + local))
        yield b"%b <%b> .\n" % (triple, target.encode())
    for target, source in sorted(names):
        yield f"<{target}> <{DCTERMS}isPartOf> <{base}diff> <{base}diff> .\n".encode()
        yield f"<{target}> <{DCTERMS}source> <{source}> <{base}diff> .\n".encode()
