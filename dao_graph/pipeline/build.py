"""The pipeline: files in, a validated graph on disk out. Composes the stages; knows nothing of rules or RDF syntax."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.folder.report import Report, Work
from dao_graph.model.document import Text
from dao_graph.model.symbols import is_symbol, plain_symbol
from dao_graph.pipeline.assembly import Assembly
from dao_graph.pipeline.inputs import STDIN, Input, found, standard_input
from dao_graph.pipeline.known import read_manifest
from dao_graph.pipeline.rebuild import rebuild
from dao_graph.pipeline.text import BUDGET, Options, Reader, decoded
from dao_graph.pipeline.workers import in_order
from dao_graph.rdf.iris import is_base

__all__ = ["BUDGET", "Built", "Options", "Progress", "build", "read_source"]

# A second process needs two seconds for reading names and rules of all languages; from here on it saves that and more.
_MANY = 150


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: the report, how much was work, and, where it was not written into a folder, sorted N-Quads
    of facts, of evidence, and of what was set aside. `left_out` counts the files below the folders given that are no
    texts, by kind."""

    report: Report
    work: Work
    graph: bytes = b""
    evidence: bytes = b""
    quarantine: bytes = b""
    left_out: Mapping[str, int] = field(default_factory=dict)


Progress = Callable[[int, int, str], None]


def read_source(source: str) -> Text:
    """The text of one input. Raises InputError naming it where it cannot be read."""
    return decoded(standard_input() if source == STDIN else Input(source))


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    options: Options | None = None,
    progress: Progress = lambda number, total, source: None,
    jobs: int | None = 1,
    *,
    keep: bool = False,
    store: bool = True,
    recheck: bool = False,
    manifest: str | Path | None = None,
) -> Built:
    """Build the graph of the documents at `paths` (see `sources`) and, with `out`, write it into that folder.
    `manifest` is a list of what is known of them (see `read_manifest`).

    The folder gets `graph.nq`, `evidence.nq`, `report.json`, the embedded `store` unless it is not wanted and, where
    something broke a shape, `quarantine.nq`; they replace earlier ones all at once. Nothing is written when no input
    could be built. Of a graph that was built there before, texts that did not change are not read again; those that are
    not among the inputs any more are dropped, or with `keep` kept. What is damaged in it is made anew: with `recheck`
    every file there is read, without it those with their old size and time are taken for whole.

    `jobs` processes share the work, None as many as pay off; the result is the same with any number.

    Raises InputError where `paths` name nothing, OutputError where the folder cannot be written, BusyError where
    another build is writing it. Inputs that cannot be read, for whatever reason, are in the
    report, not raised.
    """
    options = options or Options()
    if not is_base(options.base):
        raise InputError(options.base, "is no base of IRIs: one is absolute and ends in / (https://example.org/id/)")
    inputs, left_out = (named := found(paths)).inputs, named.left_out
    if manifest is not None:
        listed = read_manifest(Path(manifest))
        inputs = [replace(given, given=listed.get(given.path, ())) for given in inputs]
    if options.symbol:
        options = replace(options, symbol=_symbol(options.symbol))
    if options.symbol and len(inputs) != 1:
        raise InputError(", ".join(map(str, paths)), "a symbol can be given to one document only")
    reader = Reader(options)
    if out is not None:
        processes = partial(_processes, jobs)
        report, work = rebuild(
            Path(out),
            inputs,
            reader,
            options.base,
            progress,
            processes,
            keep=keep,
            with_store=store,
            recheck=recheck,
            knowledge=options.knowledge,
        )
        return Built(report, work, left_out=left_out)
    done = Assembly()
    outcomes = in_order(reader.outcome, inputs, _processes(jobs, len(inputs)), reader.lost)
    try:
        for number, given in enumerate(inputs, 1):
            progress(number, len(inputs), given.source)
            outcome = next(outcomes)
            if done.note(outcome.entry, outcome.entities):
                done.add(outcome)
    finally:
        outcomes.close()
    done.finish(options.base, options.knowledge)
    graph, evidence, quarantine = (b"".join(lines) for lines in (done.facts, done.evidence, done.quarantine))
    return Built(done.report, Work(len(inputs)), graph, evidence, quarantine, left_out)


def _processes(wanted: int | None, texts: int) -> int:
    """How many processes to use for so many texts."""
    if wanted is None:
        wanted = os.cpu_count() or 1 if texts >= _MANY else 1
    return max(1, min(wanted, texts))


def _symbol(given: str) -> str:
    """A symbol in its one form. Raises InputError where it is none."""
    plain = plain_symbol(given)
    if not is_symbol(plain):
        raise InputError(repr(given), "is no document symbol (such as A/64/578)")
    return plain
