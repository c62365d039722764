"""The pipeline: files in, a validated graph on disk out. Composes the stages; knows nothing of rules or RDF syntax."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from dao_graph.errors import InputError
from dao_graph.folder.report import Report, Work
from dao_graph.folder.text_cache import Outcome, Part
from dao_graph.model.document import Text
from dao_graph.model.symbols import is_symbol, plain_symbol
from dao_graph.pipeline.assembly import Assembly
from dao_graph.pipeline.inputs import STDIN, Input, found, standard_input
from dao_graph.pipeline.joining import Stored, Wanted, own_name
from dao_graph.pipeline.known import read_manifest
from dao_graph.pipeline.rebuild import rebuild
from dao_graph.pipeline.text import BUDGET, Options, Reader, decoded
from dao_graph.pipeline.workers import Here, Share, in_order
from dao_graph.rdf.iris import is_base
from dao_graph.rdf.lines import ordered
from dao_graph.rdf.views import document_of, part_of

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["BUDGET", "Built", "Options", "Progress", "build", "read_source"]

# A second process needs two seconds for reading names and rules of all languages; from here on it saves that and more.
_MANY = 150


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: the report, how much was work, and, where it was not written into a folder, N-Quads of
    facts, of evidence, and of what was set aside, graph by graph, sorted within, and the texts' packed paragraphs by
    their digests. `left_out` counts the files below the folders given that are no texts, by kind."""

    report: Report
    work: Work
    graph: bytes = b""
    evidence: bytes = b""
    quarantine: bytes = b""
    paragraphs: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


Progress = Callable[[int, int, str], None]


def read_source(source: str, ocr: str | None = None) -> Text:
    """The text of one input, pages without text recognised by the models `ocr`, if any are given. Raises InputError
    naming it where it cannot be read."""
    return decoded(standard_input() if source == STDIN else Input(source), ocr)


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    options: Options | None = None,
    progress: Progress = lambda number, total, source: None,
    jobs: int | None = 1,
    *,
    keep: bool = False,
    store: Stored = "facts",
    plain: bool = False,
    recheck: bool = False,
    manifest: str | Path | None = None,
    texts: Mapping[str, str] | None = None,
    cluster: Client | None = None,
) -> Built:
    """Build the graph of the documents at `paths` (see `found`) and of `texts`, strings by a name of each, and write it
    into the folder `out`, if one is given. `manifest` is a list of what is known of them (see `read_manifest`).

    The folder gets the files of `folder.snapshots`, all at once: a store of "facts", of "all" or "none", with `plain`
    the graph as plain text, too. Texts that did not change are not read again, those not given any more are dropped, or
    with `keep` kept; `recheck` looks for damage in every file (see `rebuild`). `jobs` processes share the work, None as
    many as pay off, or the workers of a Dask `cluster`: the result is the same.

    Raises InputError where `paths` name nothing, OutputError where the folder cannot be written, BusyError where
    another build is writing it. Inputs that cannot be read are in the report.
    """
    inputs, left_out = _inputs(paths, manifest, texts or {})
    options = _checked(options or Options(), paths, len(inputs))
    reader = Reader(options)
    if out is None:
        return _in_memory(inputs, reader, options, progress, _processes(jobs, len(inputs)), left_out)
    wanted = Wanted(store, plain)
    report, work = rebuild(
        Path(out), inputs, reader, progress, _share(jobs, cluster), keep=keep, wanted=wanted, recheck=recheck
    )
    return Built(report, work, left_out=left_out)


def _checked(options: Options, paths: Sequence[str | Path], inputs: int) -> Options:
    """The options, with the symbol in its one form. Raises InputError where they cannot be kept."""
    if not is_base(options.base):
        raise InputError(options.base, "is no base of IRIs: one is absolute and ends in / (https://example.org/id/)")
    if not options.symbol:
        return options
    if inputs != 1:
        raise InputError(", ".join(map(str, paths)), "a symbol can be given to one document only")
    return replace(options, symbol=_symbol(options.symbol))


def _inputs(
    paths: Sequence[str | Path], manifest: str | Path | None, texts: Mapping[str, str]
) -> tuple[Sequence[Input], Mapping[str, int]]:
    """The inputs at `paths` and the `texts`, with what a manifest says of each, and what was left out, counted by
    kind."""
    strings = [Input(name, text.encode("utf-8", "replace")) for name, text in texts.items()]
    if strings and not paths:
        return strings, {}
    named = found(paths)
    if manifest is None:
        return [*named.inputs, *strings], named.left_out
    listed = read_manifest(Path(manifest))
    told = [replace(given, given=listed.get(given.path, ())) for given in named.inputs]
    return [*told, *strings], named.left_out


def _share(jobs: int | None, cluster: Client | None) -> Share:
    if cluster is None:
        return Here(partial(_processes, jobs))
    from dao_graph.pipeline.clusters import Elsewhere

    return Elsewhere(cluster)


def _in_memory(
    inputs: Sequence[Input],
    reader: Reader,
    options: Options,
    progress: Progress,
    processes: int,
    left_out: Mapping[str, int],
) -> Built:
    """The graph of inputs, as it would stand in a folder."""
    done = Assembly(options.base, options.knowledge)
    stated: dict[str, list[Outcome]] = {}
    outcomes = in_order(reader.outcome, inputs, processes, reader.lost)
    try:
        for number, given in enumerate(inputs, 1):
            progress(number, len(inputs), given.source)
            outcome = next(outcomes)
            if done.note(outcome.entry, outcome.entities):
                stated.setdefault(done.graph_of(outcome.entry), []).append(outcome)
    finally:
        outcomes.close()
    if not stated:
        return Built(done.report, Work(len(inputs)), left_out=left_out)
    graphs = {name: ordered(*(one.facts for one in texts)) for name, texts in stated.items()}
    evidence = {name: ordered(*(one.evidence for one in texts)) for name, texts in stated.items()}
    parts = _parts_of(stated, options)
    for name, part in parts.items():
        done.add(part)
        graphs[own_name(name)] = part.own
    for text in chain.from_iterable(stated.values()):
        done.quarantine.add(text.quarantined)
    graphs |= {name: b"".join(some.blocks()) for name, some in done.shared(parts.get).items()}
    return Built(
        done.report,
        Work(len(inputs)),
        b"".join(graphs[name] for name in sorted(graphs)),
        b"".join(evidence[name] for name in sorted(evidence)),
        b"".join(done.quarantine),
        {text.entry.sha256: text.paragraphs for texts in stated.values() for text in texts},
        left_out,
    )


def _parts_of(stated: Mapping[str, Sequence[Outcome]], options: Options) -> Mapping[str, Part]:
    """The parts of documents; `stated` are their texts by the local name of their graph."""
    texts: dict[str, list[Outcome]] = {}
    for name, some in sorted(stated.items()):
        texts.setdefault(document_of(name), []).extend(some)
    return {
        name: some[0].part
        if len(some) == 1
        else part_of(
            name,
            [one.facts for one in some],
            b"".join(one.derived for one in some),
            options.base,
            options.knowledge.authorities,
        )
        for name, some in texts.items()
    }


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
