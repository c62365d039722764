"""The pipeline: files in, a validated graph on disk out. Composes the stages; knows nothing of rules or RDF syntax."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dao_graph import packs
from dao_graph._version import __version__
from dao_graph.consistency import inconsistencies
from dao_graph.document import Text
from dao_graph.emit import Emitted, Emitter
from dao_graph.errors import InputError
from dao_graph.namespaces import BASE
from dao_graph.output import OutputFolder, nquads
from dao_graph.read import decode, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate

SUFFIXES = (".txt", ".text")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `symbol` is that of the one document given, `language` overrides detection, `check` runs the
    shapes over each document."""

    base: str = BASE
    symbol: str | None = None
    language: str | None = None
    check: bool = True


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
    """The result of a build: sorted N-Quads of facts, evidence, and what was set aside, and the report."""

    graph: bytes
    evidence: bytes
    quarantine: bytes
    report: Report


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
    return decode(data, source)


def build_texts(texts: Iterator[Text | InputError], total: int, options: Options, progress: Progress) -> Built:
    """Build the graph of `texts`; an InputError among them is reported and the rest is built."""
    emitter = Emitter(options.base)
    report = Report(__version__, [])
    facts: list[ox.Quad] = []
    evidence: list[ox.Quad] = []
    quarantined: list[ox.Quad] = []
    entities: set[str] = set()
    seen: dict[str, str] = {}
    for number, text in enumerate(texts, 1):
        if isinstance(text, InputError):
            report.inputs.append(Entry(text.source, "failed", text.reason))
            continue
        progress(number, total, text.source)
        if text.sha256 in seen:
            reason = f"the same text as {seen[text.sha256]}"
            report.inputs.append(Entry(text.source, "duplicate", reason, sha256=text.sha256))
            continue
        seen[text.sha256] = text.source
        try:
            entry, emitted = build_one(text, options, emitter)
        except InputError as error:
            report.inputs.append(Entry(text.source, "failed", error.reason, sha256=text.sha256))
            continue
        if options.check:
            emitted, aside, entry.violations = _checked(emitted, emitter)
            quarantined.extend(aside)
        report.inputs.append(entry)
        facts.extend(emitted.facts)
        facts.extend(emitted.derived)
        evidence.extend(emitted.evidence)
        entities |= emitted.entities
    expressions = len(report.of("built"))
    if expressions:
        facts.extend(emitter.authorities(entities))
        facts.extend(emitter.ontology())
        documents = len({entry.document for entry in report.of("built")})
        report.triples = len(set(facts))
        facts.extend(emitter.dataset(documents, expressions, report.triples))
    report.quarantined = len(set(quarantined))
    return Built(nquads(facts), nquads(evidence), nquads(quarantined), report)


def build_one(text: Text, options: Options, emitter: Emitter) -> tuple[Entry, Emitted]:
    """Everything that one text states. Raises InputError where its language is unknown."""
    document = read(text, packs.fingerprints(), packs.markers(), packs.dangling(), options.language)
    related = relate(document, list(recognise(document)), options.symbol)
    emitted = emitter.emit(document, related.document, related.facts)
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


def _checked(emitted: Emitted, emitter: Emitter) -> tuple[Emitted, list[ox.Quad], list[dict[str, str]]]:
    # pySHACL and rdflib take longer to import than a small document takes to build.
    from dao_graph.validate import validate

    context = [*emitter.authorities(set(emitted.entities))]
    result = validate(emitted.facts, emitted.evidence, context)
    gone = {(q.subject, q.predicate, q.object) for q in result.quarantined}
    derived = [q for q in emitted.derived if (q.subject, q.predicate, q.object) not in gone]
    checked = Emitted(result.facts, result.evidence, derived, emitted.entities)
    return checked, result.quarantined, [asdict(v) for v in result.violations]


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    options: Options | None = None,
    progress: Progress = lambda number, total, source: None,
) -> Built:
    """Build the graph of the documents at `paths` (see `sources`) and, with `out`, write it into that folder.

    The folder gets `graph.nq`, `evidence.nq`, `report.json` and, where something broke a shape, `quarantine.nq`;
    they replace earlier ones only when all of them are written. Nothing is written when no input could be built.

    Raises InputError where `paths` name nothing, OutputError where the folder cannot be written. Inputs that cannot
    be read are in the report, not raised.
    """
    options = options or Options()
    names = sources(paths)
    if options.symbol and len(names) != 1:
        raise InputError(", ".join(map(str, paths)), "a symbol can be given to one document only")
    folder = OutputFolder(Path(out)) if out is not None else None
    standard_input: list[Text] = []

    def texts() -> Iterator[Text | InputError]:
        for name in names:
            try:
                text = load(name)
            except InputError as error:
                yield error
                continue
            if name == STDIN:
                standard_input.append(text)
            yield text

    built = build_texts(texts(), len(names), options, progress)
    if folder and built.report.of("built"):
        for text in standard_input:
            copy = folder.path / f"stdin-{text.sha256[:16]}.txt"
            folder.put(copy.name, text.content.encode("utf-8", "surrogatepass"))
            for entry in built.report.inputs:
                if entry.sha256 == text.sha256:
                    entry.path = str(copy.resolve())
        folder.put("graph.nq", built.graph)
        folder.put("evidence.nq", built.evidence)
        folder.put("quarantine.nq", built.quarantine or None)
        folder.put("report.json", built.report.to_json().encode())
        folder.commit()
    return built
