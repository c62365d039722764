"""Which document a text is: the symbol that it states, or the hash of its characters."""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.document import Document, Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id, plain_symbol
from dao_graph.relate.citations import symbol_of

_CLAUSES = ("preambular", "operative", "paragraph")


def stated_symbol(document: Document, sentences: Sequence[Sentence]) -> tuple[str, Span] | None:
    """The symbol that the document states as its own and where, or None.

    It stands alone on a line of the front matter, or is the number in a resolution's title together with the organ
    that adopted it: in the masthead, or as it begins to speak. A symbol in a note is another document's.
    """
    organs: list[str] = []
    number: Mention | None = None
    for sentence in sentences:
        if sentence.block.part or sentence.block.kind in _CLAUSES:
            break
        found = sentence.slotted.found
        if sentence.block.kind == "front":
            if len(sentence.slotted.text) == 1 and found and found[0].type == "symbol":
                return plain_symbol(str(found[0].text("symbol"))), found[0].span
            organs.extend(m.entity for m in found if m.type == "body" and m.entity)
        elif sentence.block.kind == "title" and document.parts[0].kind == "resolution":
            number = number or next((m for m in found if m.type in ("reference", "resolution")), None)
        if number is not None and organs:
            for organ in (*organs, None):
                if symbol := symbol_of(str(number.text("reference")), organ):
                    return symbol, number.span
    return None


def document_local_id(document: Document, symbol: str | None) -> str:
    """The local id: of the symbol, or of the SHA-256 of the original text where the text states none."""
    return document_id(symbol) if symbol else f"document/{document.source.sha256[:16]}"
