"""What frames a resolution: who adopted it and when, on whose draft or report, when it was published.

Read off the form alone, which is the same in every language: a line that is only a date stands below the clauses for
the adoption and above them for the publication; a line in square brackets names the draft or the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.fact import Ref, Value
from dao_graph.relate.citations import describe_document, document_id, organ_of, plain_symbol
from dao_graph.relate.reading import Reading
from dao_graph.sentence import Sentence

_RULE = "und.resolution"
_BRACKETS = "["


def read_resolution(reading: Reading, symbol: str | None, sentences: Sequence[Sentence]) -> None:
    """State the frame of the main document if it is a resolution or decision; `symbol` is its own."""
    if reading.document.parts[0].kind != "resolution":
        return
    clauses = [i for i, s in enumerate(sentences) if s.block.kind in ("preambular", "operative", "paragraph")]
    if not clauses:
        return
    for i, sentence in enumerate(sentences):
        if sentence.block.kind != "front" or sentence.block.part:
            continue
        mentions = sentence.slotted.found
        at = reading.evidence(sentence.block, _RULE, sentence.span)
        alone = len(sentence.slotted.text) == 1 and bool(mentions)
        if alone and mentions[0].type == "date" and (date := mentions[0].date()) and date.day:
            predicate = "adoptionDate" if i > clauses[0] else "dcterms:date"
            reading.facts.state(reading.root, predicate, Value.date(str(date)), at)
        elif i < clauses[0] and sentence.slotted.text.startswith(_BRACKETS):
            for mention in mentions:
                if mention.type == "symbol" and (text := mention.text("symbol")):
                    origin = document_id(plain_symbol(text))
                    describe_document(origin, reading.facts)
                    reading.facts.state(reading.root, "originatingDocument", Ref(origin), at)
    if symbol and (organ := organ_of(symbol)):
        for statement, evidence in list(reading.facts.statements.items()):
            if statement.subject == reading.root and statement.predicate == "symbol":
                reading.facts.state(reading.root, "issuingBody", Ref(organ), evidence[0])
