"""Relating: the sentences of a document, with their mentions, to the facts that they state.

In: a `Document` and its sentences. Out: `Facts` with their evidence, and where the document disagrees with itself.
Knows nothing of how mentions were found, or of RDF syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dao_graph.model.document import Document
from dao_graph.model.fact import Facts, Ref
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id, is_symbol
from dao_graph.relate.dates import read_date
from dao_graph.relate.delivery import read_delivery, read_speaker
from dao_graph.relate.identity import document_local_id, stated_symbol
from dao_graph.relate.markup import read_markup
from dao_graph.relate.reader import Reader
from dao_graph.relate.resolution import read_resolution, read_symbol
from dao_graph.relate.watch import NOBODY, Watch
from dao_graph.rules.knowledge import PACKAGED, Knowledge

__all__ = ["Related", "document_id", "is_symbol", "relate"]


@dataclass(frozen=True, slots=True)
class Related:
    """The facts of a text, and the local id and the symbol of its document."""

    document: str
    symbol: str | None
    facts: Facts


def relate(
    document: Document,
    sentences: Sequence[Sentence],
    symbol: str | None = None,
    watch: Watch = NOBODY,
    knowledge: Knowledge = PACKAGED,
) -> Related:
    """The facts in `sentences`. `symbol` is the document's own where the user knows it; otherwise what the text
    states counts, and where it states none the document has no symbol. `watch` is told what rules do."""
    stated = stated_symbol(document, sentences)
    own = symbol or (stated[0] if stated else None)
    reader = Reader(document, document_local_id(document, own), watch, knowledge)
    if own:
        read_symbol(reader.reading, own, stated[1] if stated and stated[0] == own else None)
    reader.read(sentences)
    read_resolution(reader.reading, sentences)
    read_date(reader.reading, sentences)
    read_speaker(reader.reading, sentences)
    read_delivery(reader.reading, sentences)
    read_markup(reader.reading, own)
    _with_documents(reader.facts)
    return Related(reader.root, own, reader.facts)


def _with_documents(facts: Facts) -> None:
    """State that what responds to a paragraph responds to the document that it is of."""
    for statement, evidence in list(facts.statements.items()):
        asked = statement.object
        if statement.predicate == "respondsTo" and isinstance(asked, Ref) and "/op/" in asked.id:
            for at in evidence:
                facts.state(statement.subject, "respondsTo", Ref(asked.id.partition("/op/")[0]), at)
