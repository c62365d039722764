"""The pipeline: files in, a validated graph on disk out. Composes the stages; knows nothing of rules or RDF syntax."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.folder.report import Entry, Report, Work
from dao_graph.folder.text_cache import Outcome, key_of
from dao_graph.model.document import Text
from dao_graph.namespaces import BASE
from dao_graph.pipeline.assembly import Assembly, encoded
from dao_graph.pipeline.inputs import MARKUP, STDIN, Input, sources
from dao_graph.pipeline.rebuild import rebuild
from dao_graph.pipeline.workers import in_order
from dao_graph.rdf.emit import Emitted, Emitter
from dao_graph.rdf.output import lines, quads
from dao_graph.read import decode, decode_akn, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.relate.consistency import inconsistencies
from dao_graph.rules import packs

# A second process needs two seconds for reading names and rules of all languages; from here on it saves that and more.
_MANY = 150
# Characters of a passage in another language that the report shows.
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `symbol` is that of the one document given, `language` overrides detection, `check` runs the
    shapes over each document, `markup` takes what the mark-up of a source states (else only its text is read)."""

    base: str = BASE
    symbol: str | None = None
    language: str | None = None
    check: bool = True
    markup: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: the report, how much was work, and, where it was not written into a folder, sorted N-Quads
    of facts, of evidence, and of what was set aside."""

    report: Report
    work: Work
    graph: bytes = b""
    evidence: bytes = b""
    quarantine: bytes = b""


Progress = Callable[[int, int, str], None]


def read_source(source: str) -> Text:
    """The text of one input. Raises InputError naming it where it cannot be read."""
    return _text(_given(source))


def _given(source: str) -> Input:
    return Input("stdin", sys.stdin.buffer.read()) if source == STDIN else Input(source)


def _text(given: Input) -> Text:
    data = given.read()
    return decode_akn(data, given.source) if Path(given.name).suffix.lower() == MARKUP else decode(data, given.source)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a text with certain options."""

    options: Options

    def key(self, given: Input) -> str:
        return key_of(given.read(), given.name, asdict(self.options).items())

    def read(self, given: Input) -> tuple[str, Outcome]:
        # Its bytes once: the key must be that of the text that is read.
        held = Input(given.source, given.read())
        return self.key(held), _outcome(self.options, held)


def _outcome(options: Options, given: Input) -> Outcome:
    """What becomes of an input."""
    sha256 = ""
    try:
        text = _text(given)
        sha256 = text.sha256
        entry, emitted = build_one(text, options)
    except InputError as error:
        return Outcome(Entry(error.source, "failed", error.reason, sha256=sha256))
    entry.path = given.path
    quarantined = b""
    if options.check:
        emitted, quarantined, entry.violations = _checked(emitted, Emitter(options.base))
    stated = _sorted([*emitted.facts, *emitted.derived])
    evidence, quotes = _sorted(emitted.evidence), encoded(emitted.quotes)
    return Outcome(entry, stated, evidence, quotes, quarantined, emitted.entities)


def _sorted(lines: list[str]) -> bytes:
    """Lines as they stand in the graph: several processes can put them in order, one merges them."""
    return b"".join(sorted(set(encoded(lines).splitlines(keepends=True))))


def build_one(text: Text, options: Options) -> tuple[Entry, Emitted]:
    """Everything that one text states. Raises InputError where its language is unknown."""
    text = text if options.markup else replace(text, stated=())
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), options.language)
    related = relate(document, list(recognise(document)), options.symbol)
    emitted = Emitter(options.base).emit(document, related.document, related.facts)
    entry = Entry(
        text.source,
        "built",
        sha256=text.sha256,
        encoding=text.encoding,
        language=document.language,
        document=related.document,
        symbol=related.symbol or "",
        facts=len(emitted.facts),
        consistency=[asdict(found) for found in inconsistencies(document, related.facts)],
        passages=[
            {"language": block.language, "paragraph": block.path, "text": document.text[slice(*block.span)][:_SHOWN]}
            for block in document.blocks
            if block.language
        ],
    )
    return entry, emitted


def _checked(emitted: Emitted, emitter: Emitter) -> tuple[Emitted, bytes, list[dict[str, str]]]:
    """What of a text breaks no shape, the quads of what does, and why."""
    # pySHACL and rdflib take longer to import than a small document takes to build.
    from dao_graph.rdf.validate import validate

    context = quads(emitter.authorities(emitted.entities))
    result = validate(quads(emitted.facts), quads([*emitted.evidence, *emitted.quotes]), context)
    violations = [asdict(v) for v in result.violations]
    if not result.quarantined:
        return emitted, b"", violations
    gone = {(q.subject, q.predicate, q.object) for q in result.quarantined}
    derived = [q for q in quads(emitted.derived) if (q.subject, q.predicate, q.object) not in gone]
    kept = Emitted(lines(result.facts), lines(result.evidence), [], lines(derived), emitted.entities)
    return kept, encoded(lines(result.quarantined)), violations


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    options: Options | None = None,
    progress: Progress = lambda number, total, source: None,
    jobs: int | None = 1,
    *,
    keep: bool = False,
    store: bool = True,
) -> Built:
    """Build the graph of the documents at `paths` (see `sources`) and, with `out`, write it into that folder.

    The folder gets `graph.nq`, `evidence.nq`, `report.json`, the embedded `store` unless it is not wanted and, where
    something broke a shape, `quarantine.nq`; they replace earlier ones all at once. Nothing is written when no input
    could be built. Of a graph that was built there before, texts that did not change are not read again; those that are
    not among the inputs any more are dropped, or with `keep` kept.

    `jobs` processes share the work, None as many as pay off; the result is the same with any number.

    Raises InputError where `paths` name nothing, OutputError where the folder cannot be written, BusyError where
    another build is writing it. Inputs that cannot be read are in the report, not raised.
    """
    options = options or Options()
    names = sources(paths)
    if options.symbol and len(names) != 1:
        raise InputError(", ".join(map(str, paths)), "a symbol can be given to one document only")
    inputs = [_given(name) for name in names]
    if out is not None:
        reader = _Reader(options)
        processes = partial(_processes, jobs)
        report, work = rebuild(
            Path(out), inputs, reader, options.base, progress, processes, keep=keep, with_store=store
        )
        return Built(report, work)
    done = Assembly()
    outcomes = in_order(partial(_outcome, options), inputs, _processes(jobs, len(inputs)))
    try:
        for number, given in enumerate(inputs, 1):
            progress(number, len(inputs), given.source)
            outcome = next(outcomes)
            if done.note(outcome.entry, outcome.entities):
                done.add(outcome)
    finally:
        outcomes.close()
    done.finish(options.base)
    found = (b"".join(lines) for lines in (done.facts, done.evidence, done.quarantine))
    return Built(done.report, Work(len(inputs)), *found)


def _processes(wanted: int | None, texts: int) -> int:
    """How many processes to use for so many texts."""
    if wanted is None:
        wanted = os.cpu_count() or 1 if texts >= _MANY else 1
    return max(1, min(wanted, texts))
