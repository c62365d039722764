"""One text through all stages, and what becomes of it, whatever happens on the way."""

from __future__ import annotations

import hashlib
from bisect import bisect
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from dao_graph.errors import InputError
from dao_graph.folder.keys import key_of
from dao_graph.folder.report import Entry
from dao_graph.folder.text_cache import Outcome
from dao_graph.formats.kinds import kind_of
from dao_graph.formats.sandbox import read_file
from dao_graph.formats.scans import read_with_ocr
from dao_graph.model.document import Document, Text
from dao_graph.namespaces import BASE
from dao_graph.pipeline.assembly import encoded
from dao_graph.pipeline.contained import Failure, contained
from dao_graph.pipeline.few_words import of_few_words
from dao_graph.pipeline.inputs import MARKUP, Input
from dao_graph.pipeline.known import Given, disagreements, hints_of, own_symbol
from dao_graph.rdf.conformance import Engine, conforms
from dao_graph.rdf.emit import Emitted, Emitter, graph_name
from dao_graph.rdf.lines import ordered
from dao_graph.rdf.output import lines, quads
from dao_graph.rdf.views import document_of, part_of
from dao_graph.read import decode, decode_akn, detect, is_xml, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.relate.consistency import inconsistencies
from dao_graph.relate.identity import stated_symbol
from dao_graph.rules import packs
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.words.paragraphs import packed

# Characters of a passage in another language that the report shows.
_SHOWN = 80
# Seconds of the processor for each `_LENGTH` bytes begun: some thirty times what texts take.
BUDGET = 30.0
_LENGTH = 10_000
# Options that change nothing in what a text states.
_INERT = ("budget", "debug")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a build. `symbol` is that of the one document given. `language` overrides detection. `check` runs
    the shapes over each document. `markup` reads the statements of mark-up (else only the text). `budget` is the limit
    of processor time, in seconds for each 10,000 bytes (0: none). `debug` puts tracebacks into the report. `knowledge`
    are the lists and rules. `engine` decides first whether a text breaks a shape. `ocr` reads pages without text by
    character recognition."""

    base: str = BASE
    symbol: str | None = None
    language: str | None = None
    check: bool = True
    markup: bool = True
    budget: float = BUDGET
    debug: bool = False
    knowledge: Knowledge = PACKAGED
    engine: Engine = "shacl"
    ocr: bool = False


@dataclass(slots=True)
class _Way:
    """The progress of a text: its current stage, and its digest and paragraphs as soon as they are known."""

    stage: str = "decode"
    sha256: str = ""
    paragraphs: bytes = b""


def decoded(given: Input, ocr: str | None = None) -> Text:
    """The text of an input; `ocr` is the language, or the models, with which pages without text are recognised ("": by
    their script; None: they are not). Raises InputError naming it where it cannot be read."""
    data = given.read()
    if kind := kind_of(data, given.name):
        if ocr is None:
            return read_file(kind, data, given.source)
        return read_with_ocr(kind, data, given.source, partial(detect, fingerprints=packs.fingerprints()), ocr)
    # Standard input has no suffix.
    marked_up = Path(given.name).suffix.lower() == MARKUP or is_xml(data)
    return decode_akn(data, given.source) if marked_up else decode(data, given.source)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts with certain options; other processes get a copy."""

    options: Options

    def key(self, given: Input) -> str:
        """The key of what becomes of a text. Raises InputError where its bytes cannot be had."""
        chosen = {f.name: getattr(self.options, f.name) for f in fields(self.options) if f.name not in _INERT}
        chosen["knowledge"] = self.options.knowledge.fingerprint()
        digest = given.digest or hashlib.sha256(given.read()).hexdigest()
        return key_of(digest, given.name, [*chosen.items(), *given.given])

    def read(self, given: Input) -> tuple[str, Outcome]:
        """What becomes of a text, and its key. Raises InputError where its bytes cannot be had."""
        # Its bytes once: the key must be that of the text that is read.
        held = replace(given, data=given.read(), digest="")
        return self.key(held), self.outcome(held)

    def outcome(self, given: Input) -> Outcome:
        """What becomes of a text. Raises DataError alone."""
        way = _Way()
        allowed = partial(_whole, self.options, given, way)
        found = contained(_seconds(self.options.budget, given), allowed)
        if isinstance(found, Failure):
            trace = found.traceback if self.options.debug else ""
            reason = f"cannot be read for an error in the stage {way.stage!r}: {found.reason}"
            return Outcome(
                Entry(
                    given.source,
                    "failed",
                    reason,
                    sha256=way.sha256,
                    stage=way.stage,
                    error=found.error,
                    traceback=trace,
                )
            )
        return found

    def lost(self, given: Input) -> Outcome:
        """What becomes of a text whose process ended."""
        reason = "the process that read it was ended by the system (for want of memory?)"
        return Outcome(Entry(given.source, "failed", reason, stage="process", error="ProcessEnded"))


def _seconds(budget: float, given: Input) -> float:
    try:
        return budget * (1 + len(given.read()) // _LENGTH)
    except InputError:
        return budget


def _ocr(options: Options, given: Input) -> str | None:
    """The language in which a text without characters is recognised, where it is told or listed, or its name hints at
    it; None where it is not recognised."""
    if not options.ocr:
        return None
    return options.language or dict(given.given).get("language", "") or hints_of(given.source).language


def _whole(options: Options, given: Input, way: _Way) -> Outcome:
    try:
        text = decoded(given, _ocr(options, given))
        way.sha256 = text.sha256
        entry, emitted = build_one(text, options, way, given.given)
        entry.file = "" if not text.places else hashlib.sha256(given.read()).hexdigest()
    except InputError as error:
        return Outcome(Entry(error.source, "failed", error.reason, sha256=way.sha256))
    entry.path = given.path
    quarantined = b""
    if options.check:
        way.stage = "check"
        emitter = Emitter(options.base, options.knowledge.authorities)
        emitted, quarantined, entry.violations = _checked(emitted, emitter, options.engine)
    facts = ordered(encoded(emitted.facts))
    derived = ordered(encoded(emitted.derived))
    evidence = _with_quotes(encoded(emitted.evidence), encoded(emitted.quotes))
    # Of what else a text speaks only the text itself says something.
    entities = frozenset(id for id in emitted.entities if id in options.knowledge.authorities)
    name = document_of(graph_name(entry.document, entry.language, options.base))
    part = part_of(name, [facts], derived, options.base, options.knowledge.authorities)
    return Outcome(entry, facts, evidence, derived, quarantined, entities, part, way.paragraphs)


def _with_quotes(evidence: bytes, quotes: bytes) -> bytes:
    """Lines of evidence in order, with those of quotes, which are in order, where they belong."""
    lines = ordered(evidence).splitlines(keepends=True)
    at = bisect(lines, quotes[: quotes.find(b"\n") + 1])
    return b"".join((*lines[:at], quotes, *lines[at:]))


def build_one(text: Text, options: Options, way: _Way | None = None, said: Given = ()) -> tuple[Entry, Emitted]:
    """Everything that one text states; `said` is what a list says of it. Raises InputError where its language is
    unknown."""
    way = way or _Way()
    text = text if options.markup else replace(text, stated=())
    way.stage = "read"
    given, hints = dict(said), hints_of(text.source)
    document = _document(text, options, given.get("language", ""), hints.language)
    way.stage = "recognise"
    sentences = list(recognise(document, options.knowledge))
    way.stage = "relate"
    symbol = options.symbol
    if symbol is None and stated_symbol(document, sentences) is None:
        symbol = given.get("symbol") or own_symbol(text.content, hints) or None
    related = relate(document, sentences, symbol, knowledge=options.knowledge)
    found = inconsistencies(document, related.facts)
    way.stage = "emit"
    way.paragraphs = packed(document, related.document)
    emitted = Emitter(options.base, options.knowledge.authorities).emit(document, related.document, related.facts)
    entry = Entry(
        text.source,
        "built",
        sha256=text.sha256,
        encoding=text.encoding,
        language=document.language,
        document=related.document,
        symbol=related.symbol or "",
        facts=len(emitted.facts),
        consistency=[*(asdict(one) for one in found), *_refused(related.document, emitted)],
        passages=_passages(document),
        remarks=[
            *document.source.remarks,
            *related.facts.remarks,
            *disagreements(given, hints, related.symbol, document.language),
        ],
        given=given,
        ocr=text.models,
    )
    return entry, emitted


def _passages(document: Document) -> list[dict[str, str]]:
    """What of a text is in another language than the rest: where, and how it begins."""
    return [
        {"language": block.language, "paragraph": block.path, "text": document.text[slice(*block.span)][:_SHOWN]}
        for block in document.blocks
        if block.language
    ]


def _document(text: Text, options: Options, listed: str, hinted: str) -> Document:
    """The document in a text, in the language that is told, or detected, or listed, or shown by few words."""
    data = packs.fingerprints(), packs.markers(), packs.line_ends()
    try:
        return read(text, *data, options.language)
    except InputError:
        if options.language:
            raise
        content = text.content[: text.end]
        found = listed or of_few_words(content, text.language or hinted, data[0], options.knowledge)
        if not found:
            raise
        return read(text, *data, found)


def _refused(document: str, emitted: Emitted) -> list[dict[str, Any]]:
    """A note on each address that is no IRI."""
    message = "names an address that is none, and what it states of it is left out:"
    return [
        {"kind": "address", "about": document, "message": f"{message} {address}", "quotes": [address]}
        for address in emitted.refused
    ]


def _checked(emitted: Emitted, emitter: Emitter, engine: Engine) -> tuple[Emitted, bytes, list[dict[str, str]]]:
    """The quads of a text that conform, those that do not, and the violations."""
    context = list(emitter.authorities(emitted.entities))
    evidence = [*emitted.evidence, *emitted.quotes]
    if conforms(engine, emitted.facts, evidence, context):
        return emitted, b"", []
    # pySHACL and rdflib take longer to import than a small document takes to build.
    from dao_graph.rdf.validate import validate

    result = validate(quads(emitted.facts), quads(evidence), quads(context))
    violations = [asdict(v) for v in result.violations]
    if not result.quarantined:
        return emitted, b"", violations
    gone = {(q.subject, q.predicate, q.object) for q in result.quarantined}
    derived = [q for q in quads(emitted.derived) if (q.subject, q.predicate, q.object) not in gone]
    kept = Emitted(lines(result.facts), lines(result.evidence), [], lines(derived), emitted.entities)
    return kept, encoded(lines(result.quarantined)), violations
