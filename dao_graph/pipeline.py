"""The pipeline: files in, a validated graph on disk out. Composes the stages; knows nothing of rules or RDF syntax."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from dao_graph import packs
from dao_graph._version import __version__
from dao_graph.consistency import inconsistencies
from dao_graph.dataset import description
from dao_graph.document import Text
from dao_graph.emit import Emitted, Emitter
from dao_graph.errors import InputError, OutputError
from dao_graph.namespaces import BASE
from dao_graph.output import OutputFolder, lines, quads
from dao_graph.read import decode, decode_akn, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.runs import SortedLines
from dao_graph.workers import in_order

MARKUP = ".xml"
SUFFIXES = (".txt", ".text", MARKUP)
STDIN = "-"
# A second process needs two seconds for reading names and rules of all languages; from here on it saves that and more.
_MANY = 150


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `symbol` is that of the one document given, `language` overrides detection, `check` runs the
    shapes over each document, `markup` takes what the mark-up of a source states (else only its text is read)."""

    base: str = BASE
    symbol: str | None = None
    language: str | None = None
    check: bool = True
    markup: bool = True


@dataclass(slots=True)
class Entry:
    """What became of one input: `status` is "built", "failed" or "duplicate"; `reason` says why it is not built."""

    source: str
    status: str
    reason: str = ""
    path: str = ""
    sha256: str = ""
    encoding: str = ""
    language: str = ""
    document: str = ""
    symbol: str = ""
    facts: int = 0
    violations: list[dict[str, str]] = field(default_factory=list)
    consistency: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a build did, input by input."""

    version: str
    inputs: list[Entry]
    triples: int = 0
    quarantined: int = 0

    def of(self, status: str) -> list[Entry]:
        """The inputs with that status."""
        return [entry for entry in self.inputs if entry.status == status]

    def to_json(self) -> str:
        """As JSON with sorted keys."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: the report and, where it was not written into a folder, sorted N-Quads of facts, of
    evidence, and of what was set aside."""

    report: Report
    graph: bytes = b""
    evidence: bytes = b""
    quarantine: bytes = b""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one input: its entry, and N-Quads of what it states, of where that stands, and of what was set
    aside; `entities` are the local ids of what they speak of."""

    entry: Entry
    facts: bytes = b""
    evidence: bytes = b""
    quarantined: bytes = b""
    entities: frozenset[str] = frozenset()


Progress = Callable[[int, int, str], None]


def sources(paths: Iterable[str | Path]) -> list[str]:
    """The inputs that `paths` name: files as they are, folders by the text files below them, "-" for standard input.

    Raises InputError for a path that does not exist or a folder without text files.
    """
    found: list[str] = []
    for path in paths:
        if str(path) == STDIN:
            found.append(STDIN)
            continue
        folder = Path(path)
        if folder.is_dir():
            below = sorted(str(p) for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not below:
                raise InputError(str(path), f"holds no text files ({', '.join('*' + s for s in SUFFIXES)})")
            found.extend(below)
        elif folder.exists():
            found.append(str(path))
        else:
            raise InputError(str(path), "does not exist")
    return list(dict.fromkeys(found))


def load(source: str) -> Text:
    """The text of one input. Raises InputError naming it where it cannot be read."""
    if source == STDIN:
        return decode(sys.stdin.buffer.read(), "stdin")
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from error
    return decode_akn(data, source) if Path(source).suffix.lower() == MARKUP else decode(data, source)


class _Build:
    """A graph while its documents come in."""

    def __init__(self, folder: OutputFolder | None) -> None:
        scratch = folder.scratch if folder else None
        self.report = Report(__version__, [])
        self.facts = SortedLines("facts", scratch)
        self.evidence = SortedLines("evidence", scratch)
        self.quarantine = SortedLines("quarantine", scratch)
        self._entities: set[str] = set()
        self._seen: dict[str, str] = {}

    def add(self, outcome: _Outcome) -> None:
        """Add what became of the next input; of texts that are the same the first counts."""
        entry = outcome.entry
        if entry.sha256 in self._seen:
            reason = f"the same text as {self._seen[entry.sha256]}"
            self.report.inputs.append(Entry(entry.source, "duplicate", reason, sha256=entry.sha256))
            return
        if entry.sha256:
            self._seen[entry.sha256] = entry.source
        self.report.inputs.append(entry)
        self.facts.add(outcome.facts)
        self.evidence.add(outcome.evidence)
        self.quarantine.add(outcome.quarantined)
        self._entities |= outcome.entities

    def finish(self, base: str) -> None:
        """Add what the authority lists and the ontology say, and how much there is."""
        built = self.report.of("built")
        if built:
            emitter = Emitter(base)
            self.facts.add(_encoded([*emitter.authorities(self._entities), *emitter.ontology()]))
            self.report.triples = self.facts.settle()
            documents = len({entry.document for entry in built})
            self.facts.add(_encoded(lines(description(base, documents, len(built), self.facts))))
        self.report.quarantined = self.quarantine.settle()


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode()


def _outcome(options: Options, given: str | Text | InputError) -> _Outcome:
    """What becomes of an input: a path, or what was read already."""
    sha256 = ""
    try:
        if isinstance(given, InputError):
            raise given
        text = load(given) if isinstance(given, str) else given
        sha256 = text.sha256
        entry, emitted = build_one(text, options)
    except InputError as error:
        return _Outcome(Entry(error.source, "failed", error.reason, sha256=sha256))
    quarantined = b""
    if options.check:
        emitted, quarantined, entry.violations = _checked(emitted, Emitter(options.base))
    stated = _encoded([*emitted.facts, *emitted.derived])
    return _Outcome(entry, stated, _encoded(emitted.evidence), quarantined, emitted.entities)


def build_one(text: Text, options: Options) -> tuple[Entry, Emitted]:
    """Everything that one text states. Raises InputError where its language is unknown."""
    text = text if options.markup else replace(text, stated=())
    document = read(text, packs.fingerprints(), packs.markers(), packs.dangling(), options.language)
    related = relate(document, list(recognise(document)), options.symbol)
    emitted = Emitter(options.base).emit(document, related.document, related.facts)
    entry = Entry(
        text.source,
        "built",
        path=str(Path(text.source).resolve()) if text.source != "stdin" else "",
        sha256=text.sha256,
        encoding=text.encoding,
        language=document.language,
        document=related.document,
        symbol=related.symbol or "",
        facts=len(emitted.facts),
        consistency=[asdict(found) for found in inconsistencies(document, related.facts)],
    )
    return entry, emitted


def _checked(emitted: Emitted, emitter: Emitter) -> tuple[Emitted, bytes, list[dict[str, str]]]:
    """What of a text breaks no shape, the quads of what does, and why."""
    # pySHACL and rdflib take longer to import than a small document takes to build.
    from dao_graph.validate import validate

    context = quads(emitter.authorities(emitted.entities))
    result = validate(quads(emitted.facts), quads(emitted.evidence), context)
    violations = [asdict(v) for v in result.violations]
    if not result.quarantined:
        return emitted, b"", violations
    gone = {(q.subject, q.predicate, q.object) for q in result.quarantined}
    derived = [q for q in quads(emitted.derived) if (q.subject, q.predicate, q.object) not in gone]
    kept = Emitted(lines(result.facts), lines(result.evidence), lines(derived), emitted.entities)
    return kept, _encoded(lines(result.quarantined)), violations


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    options: Options | None = None,
    progress: Progress = lambda number, total, source: None,
    jobs: int | None = 1,
) -> Built:
    """Build the graph of the documents at `paths` (see `sources`) and, with `out`, write it into that folder.

    The folder gets `graph.nq`, `evidence.nq`, `report.json` and, where something broke a shape, `quarantine.nq`;
    they replace earlier ones only when all of them are written. Nothing is written when no input could be built.

    `jobs` processes share the work, None as many as pay off; the result is the same with any number.

    Raises InputError where `paths` name nothing, OutputError where the folder cannot be written. Inputs that cannot
    be read are in the report, not raised.
    """
    options = options or Options()
    names = sources(paths)
    if options.symbol and len(names) != 1:
        raise InputError(", ".join(map(str, paths)), "a symbol can be given to one document only")
    folder = OutputFolder(Path(out)) if out is not None else None
    # Only this process has the standard input, and the graph's folder wants a copy of it.
    standard_input = _standard_input() if STDIN in names else None
    texts = [standard_input if name == STDIN and standard_input else name for name in names]
    outcomes = in_order(partial(_outcome, options), texts, 1 if standard_input else _processes(jobs, len(texts)))
    done = _Build(folder)
    try:
        for number, name in enumerate(names, 1):
            progress(number, len(names), name)
            done.add(next(outcomes))
        done.finish(options.base)
        if folder is None:
            return Built(done.report, *(b"".join(found) for found in (done.facts, done.evidence, done.quarantine)))
        if done.report.of("built"):
            _write(done, folder, standard_input if isinstance(standard_input, Text) else None)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        outcomes.close()
        if folder:
            folder.clean()
    return Built(done.report)


def _processes(wanted: int | None, texts: int) -> int:
    """How many processes to use for so many texts."""
    if wanted is None:
        wanted = os.cpu_count() or 1 if texts >= _MANY else 1
    return min(wanted, texts)


def _standard_input() -> Text | InputError:
    try:
        return load(STDIN)
    except InputError as error:
        return error


def _write(done: _Build, folder: OutputFolder, standard_input: Text | None) -> None:
    if standard_input:
        # Whoever verifies the graph reads the text again.
        copy = folder.path / f"stdin-{standard_input.sha256[:16]}.txt"
        folder.put(copy.name, standard_input.content.encode("utf-8", "surrogatepass"))
        for entry in done.report.inputs:
            if entry.sha256 == standard_input.sha256:
                entry.path = str(copy.resolve())
    folder.put("graph.nq", done.facts)
    folder.put("evidence.nq", done.evidence)
    folder.put("quarantine.nq", done.quarantine if done.report.quarantined else None)
    folder.put("report.json", done.report.to_json().encode())
    folder.commit()
