"""Recognition: a `Document` to the mentions in each of its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dao_graph.document import Block, Document, Span
from dao_graph.mention import Mention
from dao_graph.recognise.names import name_finder
from dao_graph.recognise.phrases import compose
from dao_graph.recognise.tokens import find_tokens
from dao_graph.recognise.verbs import with_verbs
from dao_graph.rules import rule_set
from dao_graph.sentence import Sentence, SlottedText

__all__ = ["recognise"]


def recognise(document: Document) -> Iterator[Sentence]:
    """The sentences of `document` in reading order, their mentions found and composed."""
    rules = rule_set(document.language)
    names = name_finder(document.language).find(document.text)
    mentions = _longest(chain(names, find_tokens(document, rules)))
    found: list[tuple[Block, Span, SlottedText]] = []
    at = 0
    for block in document.blocks:
        for span in block.sentences:
            while at < len(mentions) and mentions[at].span.end <= span.start:
                at += 1
            inside = []
            while at < len(mentions) and mentions[at].span.end <= span.end:
                if mentions[at].span.start >= span.start:
                    inside.append(mentions[at])
                at += 1
            found.append((block, span, SlottedText(document.text, span, inside)))
    # One thing after another for all sentences: what looks for it stays in the processor's cache.
    for _, _, slotted in found:
        compose(slotted, rules)
    for block, span, slotted in found:
        yield Sentence(block, span, slotted, with_verbs(document, span, slotted))


def _longest(mentions: Iterator[Mention]) -> list[Mention]:
    """Of overlapping mentions the one that begins first, then the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
