"""The identity of a document: the symbol that its text states, or the hash of its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.model.characters import COMMAS
from dao_graph.model.document import Document, Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id, is_symbol, plain_symbol
from dao_graph.relate.citations import symbol_of
from dao_graph.rules.kinds import kind_named

_CLAUSES = ("preambular", "operative", "paragraph")
# The head of every masthead; it adopts nothing.
_UNITED_NATIONS = "body/un"
# What may stand behind a symbol on its line: what kind of text it is, in brackets, or the mark of a note.
_ALONE = re.compile(r"\s*\*{0,3}\s*(?:\[[^\[\]]{1,40}\])?")
# Characters that a line with which an organ opens its text has at most, names being one each ("The …, ").
_OPENING_LENGTH = 8
# Sentences that come before any that cites another document of the same series.
_FIRST = 8


def stated_symbol(document: Document, sentences: Sequence[Sentence]) -> tuple[str, Span] | None:
    """The symbol that the document states as its own and where, or None.

    It stands alone on a line of the front matter, or is the number in a resolution's title together with the organ
    that adopted it (`_symbol`). A symbol in a note is another document's.
    """
    masthead: list[_Named] = []
    number: Mention | None = None
    numbered = kind_named(document.parts[0].kind).symbol == "number"
    above: dict[str, Span] = {}
    for sentence in sentences:
        if sentence.block.part or sentence.block.kind in _CLAUSES:
            break
        found = sentence.slotted.found
        if sentence.block.kind == "front":
            if found and found[0].type == "symbol" and _ALONE.fullmatch(sentence.slotted.text, 1):
                return own_symbol(document, found[0]), found[0].span
            masthead.extend(_named(sentence))
        elif sentence.block.kind == "heading" and len(sentence.slotted.text) == 1 and found[:1]:
            if found[0].type == "symbol":
                above.setdefault(own_symbol(document, found[0]), found[0].span)
        elif sentence.block.kind == "title" and numbered:
            number = number or next((m for m in found if m.type in ("reference", "resolution")), None)
    kind = kind_named(document.parts[0].kind)
    if "/" in kind.issuer and kind.series and (within := _of_series(document, sentences, kind.series)):
        return within
    if number is None or not masthead:
        # Of a document that no organ's form shows, the one symbol that stands alone above its text.
        return next(iter(above.items())) if len(above) == 1 else None
    symbol = _symbol(str(number.text("reference")), masthead)
    return (symbol, number.span) if symbol else None


def _of_series(document: Document, sentences: Sequence[Sentence], series: str) -> tuple[str, Span] | None:
    """The first symbol of a series in the first sentences: where pages were made one line each, it stands in one."""
    for sentence in sentences[:_FIRST]:
        for mention in sentence.slotted.found:
            if mention.type == "symbol" and re.match(series, symbol := own_symbol(document, mention)):
                return symbol, mention.span
    return None


def own_symbol(document: Document, mention: Mention) -> str:
    """The symbol that a line is: of a document of several parts all their letters ("A/RES/75/290A-B")."""
    whole = plain_symbol(document.text[mention.span.start : mention.span.end])
    return whole if is_symbol(whole) else str(mention.text("symbol"))


@dataclass(frozen=True, slots=True)
class _Named:
    """An organ that front matter names: alone on a line or not, and whether it opens its text there, with a comma."""

    organ: str
    alone: bool
    opens: bool


def _named(sentence: Sentence) -> Iterator[_Named]:
    text = sentence.slotted.text.rstrip()
    opens = text[-1:] != "" and text[-1] in COMMAS and len(text) < _OPENING_LENGTH
    for mention in sentence.slotted.found:
        if mention.type == "body" and mention.entity:
            yield _Named(mention.entity, len(text) == 1, opens)


def _symbol(number: str, masthead: Sequence[_Named]) -> str | None:
    """The symbol that a number gives with the organ that adopted it: the one that opens the text; else the last of the
    masthead, where an organ stands below the one that it belongs to; else one that a line names. Where nothing but the
    United Nations is named, the series counts that the form of the number is known for."""
    organs = [named for named in masthead if named.organ != _UNITED_NATIONS]
    if not organs:
        return symbol_of(number, None)
    opening = [named for named in organs if named.opens]
    alone = [named for named in reversed(organs) if named.alone]
    for named in opening or (*alone, *organs):
        if symbol := symbol_of(number, named.organ):
            return symbol
    return None


def document_local_id(document: Document, symbol: str | None) -> str:
    """The local id: of the symbol, or of the SHA-256 of the original text where the text states none."""
    return document_id(symbol) if symbol else f"document/{document.source.sha256[:16]}"
