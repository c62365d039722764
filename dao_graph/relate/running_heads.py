"""Symbols that cite nothing: a text's own, and those at the head or foot of its pages.

In: a document, its id, its sentences. Out: the ids and the places that are no citation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dao_graph.model.document import Document, Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id, symbol_behind
from dao_graph.relate.resolve import named_symbols

# Characters that a line at the head of a page has at most ("A/99/9 (Part II) English Page 12"), how often it must
# be seen, and how often to be the text's own.
_LINE, _OFTEN, _ALWAYS = 80, 3, 6
# Where the second symbol of a joint one begins.
_JOINT = re.compile(r"-(?=[A-Z][A-Z-]*/)")
# What may stand before a symbol at the head of a page: its number, marks of direction. One in brackets is a source.
_BEFORE = re.compile(r"(?:[^\w(\uff08]|\d)*")

# What differs between the heads of pages: the number of the page, spaces.
_COUNTED = re.compile(r"[\d\s]+")


@dataclass(frozen=True, slots=True)
class Own:
    """What is no citation in a text: the documents `ids` anywhere, any symbol at `places`."""

    ids: frozenset[str]
    places: frozenset[Span]

    def has(self, mention: Mention, id: str) -> bool:
        """True if a mention that refers to `id` cites nothing."""
        return mention.type == "symbol" and (id in self.ids or mention.span in self.places)


def own_marks(document: Document, root: str, sentences: Sequence[Sentence]) -> Own:
    """What names the text itself: its symbol, each of a joint one, and what stands on short lines again and again."""
    whole = symbol_behind(root)
    # The whole of which it is a part is what heads its pages where the part cannot be read there.
    ids = {root, *(document_id(symbol) for symbol in (*_JOINT.split(whole), whole.partition(" (")[0]))}
    # By the symbol and the line without its numbers: what heads pages is alike on each, rows of a table are not.
    seen: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for sentence in sentences:
        block, found = sentence.block, sentence.slotted.found
        symbols = [mention for mention in found if mention.type == "symbol"]
        if not symbols or block.span.end - block.span.start > _LINE:
            continue
        if _BEFORE.fullmatch(document.text, block.span.start, symbols[0].span.start):
            line = _COUNTED.sub("", document.text[symbols[-1].span.end : block.span.end])
            for mention in symbols:
                for symbol in named_symbols(mention)[:1]:
                    seen[symbol, line].append(mention.span)
    # What heads most pages is the text's own, also where a page was joined to it.
    ids |= {document_id(symbol) for (symbol, _), spans in seen.items() if len(spans) >= _ALWAYS}
    return Own(frozenset(ids), frozenset(span for spans in seen.values() if len(spans) >= _OFTEN for span in spans))
