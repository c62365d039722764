"""dao_graph: United Nations documents as a knowledge graph in which every fact points at the words that state it.

import dao_graph
graph = dao_graph.build("examples")
for row in graph.query("pilots").texts():
    print(row)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    from dao_graph.pipeline.joining import Stored
    from dao_graph.publish.notebook import Explorer
    from dao_graph.rules.knowledge import Knowledge

__all__ = [
    "BusyError",
    "DaoGraphError",
    "Graph",
    "GraphError",
    "InputError",
    "Knowledge",
    "LimitError",
    "OutputError",
    "QueryError",
    "RefusedError",
    "__version__",
    "build",
    "explore",
    "open_graph",
]


def build(
    paths: str | Path | Iterable[str | Path] = (),
    out: str | Path | None = None,
    *,
    symbol: str | None = None,
    language: str | None = None,
    base: str | None = None,
    check: bool = True,
    markup: bool = True,
    keep: bool = False,
    store: bool | Stored = "facts",
    plain: bool = False,
    recheck: bool = False,
    manifest: str | Path | None = None,
    jobs: int | None = 1,
    budget: float | None = None,
    debug: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    knowledge: Knowledge | None = None,
    texts: Mapping[str, str] | None = None,
    ocr: bool = False,
) -> Graph:
    """Build the graph of documents, and return it.

    Args:
        paths: one path or several: a file, a folder (all texts below it), or "-" for standard input.
        out: a folder to write the graph into as well. Only texts that changed since are read again there.
        symbol: the symbol of the one document given, where its text states none ("A/64/578").
        language: the language of all inputs (ar, en, es, fr, ru, zh) instead of detecting it.
        base: the base of the data IRIs, an absolute IRI that ends in "/".
        check: validate each text's facts with the SHACL shapes; what breaks one is set aside.
        markup: read what the mark-up of XML states, too; else only its text.
        keep: keep the graphs of texts in `out` that are not among the inputs.
        store: what the embedded store in `out` holds: "facts", "all" (True; the evidence too) or "none" (False).
            Without one questions read the files.
        plain: write the files of `out` as plain text, too (graph.nq, evidence.nq).
        recheck: read every file of the graph in `out`, so that damage shows that left size and time as they were.
        manifest: a CSV file of what is known of the files (path, symbol, language, date, url, job number).
        jobs: processes to share the work; None takes as many as pay off.
        budget: seconds of the processor that a text may take for each 10,000 bytes (default 30; 0 for any number).
            It is kept on Unix, in the main thread or with several `jobs`.
        knowledge: lists and rules of your own beside those of the package: `dao_graph.Knowledge.of(lists=["names"])`.
        texts: documents given as strings, by a name of each, beside or instead of `paths`.
        ocr: recognise the characters of scans, where Tesseract is installed; the report says on which pages.
        debug: put the tracebacks of errors that nobody foresaw into the report.
        progress: called with the number of the input (from 1), how many there are, and its name.

    Returns:
        The graph. What became of each input is in its `report`.

    Raises:
        InputError: `paths` is empty or names nothing, or no input could be built.
        OutputError: `out` cannot be written.
        BusyError: another build is writing `out`.
    """
    from dataclasses import asdict

    from dao_graph.ask.graph import Graph
    from dao_graph.namespaces import BASE
    from dao_graph.pipeline.build import BUDGET, Options
    from dao_graph.pipeline.build import build as run
    from dao_graph.pipeline.joining import STORED
    from dao_graph.rules.knowledge import PACKAGED

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    if not given and not texts:
        raise InputError("paths", "is empty: give a file, a folder, or several of them")
    seconds = BUDGET if budget is None else budget
    known = PACKAGED if knowledge is None else knowledge
    options = Options(base or BASE, symbol, language, check, markup, seconds, debug, known, ocr=ocr)
    told = progress or (lambda number, total, source: None)
    stored = STORED[2 * store] if isinstance(store, bool) else store
    built = run(
        given,
        out,
        options,
        told,
        jobs,
        keep=keep,
        store=stored,
        plain=plain,
        recheck=recheck,
        manifest=manifest,
        texts=texts,
    )
    if not built.report.of("built"):
        failed = built.report.of("failed")
        raise InputError(failed[0].source, failed[0].reason)
    if out is not None:
        return Graph.open(out)
    return Graph(built.graph, built.evidence, asdict(built.report), paragraphs=built.paragraphs)


def open_graph(path: str | Path) -> Graph:
    """The graph that was built into the folder `path`. Raises GraphError where there is none."""
    from dao_graph.ask.graph import Graph

    return Graph.open(path)


def explore(graph: Graph, *, title: str = "", lang: str = "en", height: int = 640, **part: Any) -> Explorer:
    """The explorer of a graph for a notebook, as a widget or a picture: `explore(graph, focus="Norway", depth=2)`.

    A part is chosen as in `dao-graph export`: `focus` and `depth`, `documents`, `classes`, `verbs`, `start`, `end`.
    Raises QueryError where a name means nothing or nothing is left.
    """
    from dao_graph.publish.notebook import explore as shown

    return shown(graph, title=title, lang=lang, height=height, **part)


def __getattr__(name: str) -> Any:
    # `dao_graph.Graph` without loading the store engine for whoever only wants the version.
    if name == "Graph":
        from dao_graph.ask.graph import Graph

        return Graph
    if name == "Knowledge":
        from dao_graph.rules.knowledge import Knowledge

        return Knowledge
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
