"""dao_graph: United Nations documents as a knowledge graph in which every fact points at the words that state it.

import dao_graph
graph = dao_graph.build(["examples"])
for row in graph.query("pilots").texts():
    print(row)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dao_graph._version import __version__
from dao_graph.errors import (
    BusyError,
    DaoGraphError,
    GraphError,
    InputError,
    LimitError,
    OutputError,
    QueryError,
    RefusedError,
)

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph

__all__ = [
    "BusyError",
    "DaoGraphError",
    "Graph",
    "GraphError",
    "InputError",
    "LimitError",
    "OutputError",
    "QueryError",
    "RefusedError",
    "__version__",
    "build",
    "open_graph",
]


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    *,
    symbol: str | None = None,
    language: str | None = None,
    check: bool = True,
    keep: bool = False,
    store: bool = True,
) -> Graph:
    """Build the graph of the documents at `paths`: files, folders of text files, or "-" for standard input.

    With `out` it is written into that folder as well, where only texts that changed since are read again; `keep` keeps
    the graphs of texts there that are not among the inputs, `store=False` leaves out the embedded store. `symbol` names
    the one document given where its text does not, `language` (ar, en, es, fr, ru, zh) overrides detection,
    `check=False` leaves out the shapes. What became of each input is in the graph's `report`.

    Raises InputError where `paths` name nothing or no input could be built, OutputError where `out` cannot be written,
    BusyError where another build is writing it.
    """
    from dataclasses import asdict

    from dao_graph.ask.graph import Graph
    from dao_graph.pipeline.build import Options
    from dao_graph.pipeline.build import build as run

    built = run(paths, out, Options(symbol=symbol, language=language, check=check), keep=keep, store=store)
    if not built.report.of("built"):
        failed = built.report.of("failed")
        raise InputError(failed[0].source, failed[0].reason)
    return Graph.open(out) if out is not None else Graph(built.graph, built.evidence, asdict(built.report))


def open_graph(path: str | Path) -> Graph:
    """The graph that was built into the folder `path`. Raises GraphError where there is none."""
    from dao_graph.ask.graph import Graph

    return Graph.open(path)


def __getattr__(name: str) -> Any:
    # `dao_graph.Graph` without loading the store engine for whoever only wants the version.
    if name == "Graph":
        from dao_graph.ask.graph import Graph

        return Graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
