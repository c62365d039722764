"""The frame of a resolution: who adopted it and when, on whose draft or report, when it was published; and the date of
documents that are neither that nor letters.

Read off the form alone, which is the same in every language: its symbol says whose it is and of which session; a line
that is only a date stands below the clauses for the adoption and above them for the publication; a line in square
brackets names the draft or the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.document import Span
from dao_graph.model.fact import Evidence, Ref, Value
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id
from dao_graph.relate.citations import describe_document, origin_of
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import named_symbols
from dao_graph.relate.sessions import session_id

_RULE = "und.resolution"
_SYMBOL_RULE = "und.symbol.own"
_BRACKETS = "["
_TEXT = ("preambular", "operative", "paragraph")


def read_symbol(reading: Reading, symbol: str, stated: Span | None) -> None:
    """State the document's own symbol and whose it is; `stated` is where the text has it (None: the user gave it)."""
    facts, discourse = reading.facts, reading.discourse
    if stated is None:
        facts.keep(reading.root, "symbol", Value(symbol))
        return
    at = Evidence(reading.document.original_spans(stated), None, _SYMBOL_RULE)
    facts.state(reading.root, "symbol", Value(symbol), at)
    origin = origin_of(symbol)
    if origin is None:
        return
    describe_document(reading.root, facts, reading.lists)
    facts.state(reading.root, "issuingBody", Ref(origin.organ), at)
    discourse.organ = origin.organ
    if origin.session is not None:
        session = session_id(origin.organ, origin.session)
        discourse.sessions[origin.organ] = session
        number = Value(str(origin.session))
        facts.node(session, ("Session",), {"organ": [Ref(origin.organ)], "number": [number]}, at)
        facts.state(reading.root, "session", Ref(session), at)


def read_resolution(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State the dates and the origin of the main document if it is a resolution or decision."""
    if reading.kind().date != "adoption":
        return
    body = [i for i, s in enumerate(sentences) if s.block.kind in _TEXT]
    if not body:
        return
    for i, sentence in enumerate(sentences):
        if sentence.block.kind != "front" or sentence.block.part:
            continue
        mentions = sentence.slotted.found
        at = reading.evidence(sentence.block, _RULE, sentence.span)
        alone = len(sentence.slotted.text.rstrip(".").replace(" ", "")) == len(mentions)
        if alone and all(m.type == "date" for m in mentions):
            # A decision may have been taken in parts, on several days.
            for date in (m.date() for m in mentions):
                if date and date.day and (i > body[0] or len(mentions) == 1):
                    predicate = "adoptionDate" if i > body[0] else "dcterms:date"
                    reading.facts.state(reading.root, predicate, Value.date(str(date)), at)
        elif i < body[0] and sentence.slotted.text.startswith(_BRACKETS):
            for mention in mentions:
                for symbol in named_symbols(mention) if mention.type == "symbol" else ():
                    origin = document_id(symbol)
                    describe_document(origin, reading.facts, reading.lists)
                    reading.facts.state(reading.root, "originatingDocument", Ref(origin), at)
