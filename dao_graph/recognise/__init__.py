"""Recognition: a `Document` to the mentions in each of its sentences.

In: a `Document`. Out: sentences in which mentions stand as typed slots.
Knows nothing of relations between mentions, or of RDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.document import Block, Document, Span
from dao_graph.model.enumerators import BULLET, ENUMERATOR
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.recognise.defined import Defined
from dao_graph.recognise.gathered import Gathered
from dao_graph.recognise.names import name_finder
from dao_graph.recognise.phrases import compose, named
from dao_graph.recognise.sums import sum_finder
from dao_graph.recognise.surnames import Surnames
from dao_graph.recognise.tokens import find_tokens
from dao_graph.recognise.unions import united
from dao_graph.recognise.verbs import with_verbs
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.stage import RuleSet

__all__ = ["first_mentions", "recognise"]

_NUMBERED = re.compile(r"\d")
# Blocks that have a number, letter or bullet of their own.
_COUNTED = ("paragraph", "item", "operative", "preambular")
_MARK = kept_pattern(f"(?:{ENUMERATOR.pattern}|{BULLET.pattern})")
_CITED_IN_NAMES = ("resolution", "symbol")


def recognise(document: Document, knowledge: Knowledge = PACKAGED) -> Iterator[Sentence]:
    """The sentences of `document` in reading order, their mentions found and composed, each in its own language."""
    languages = dict.fromkeys(document.language_of(block) for block in document.blocks)
    read = {language: _sentences(document, language, knowledge) for language in languages}
    for block in document.blocks:
        for _ in block.sentences:
            yield next(read[document.language_of(block)])


def _sentences(document: Document, language: str, knowledge: Knowledge) -> Iterator[Sentence]:
    """The sentences of the blocks in one language."""
    blocks = [block for block in document.blocks if document.language_of(block) == language]
    rules = knowledge.rule_set(language)
    mentions = first_mentions(document, blocks, language, knowledge)
    found: list[tuple[Block, Span, Span, SlottedText]] = []
    at = 0
    for block in blocks:
        for span in block.sentences:
            words = _words(document.text, block, span)
            while at < len(mentions) and mentions[at].span.end <= span.start:
                at += 1
            inside = []
            while at < len(mentions) and mentions[at].span.end <= span.end:
                if mentions[at].span.start >= words.start:
                    inside.append(mentions[at])
                at += 1
            found.append((block, span, words, SlottedText(document.text, words, inside)))
    # One thing after another for all sentences: what looks for it stays in the processor's cache.
    defined = Defined(document.text)
    surnames = Surnames(document.text, language, knowledge.authorities, rules.lexicon["names"])
    for _, _, _, slotted in found:
        # Behind a name of the lists an abbreviation is that name's, whatever phrases would make of it.
        defined.learn(slotted)
        defined.put(slotted)
        surnames.put(slotted)
        compose(slotted, rules)
        defined.learn(slotted)
        surnames.learn(slotted)
    lists, gathered = knowledge.authorities, Gathered(document, language)
    for block, span, words, slotted in found:
        acting = gathered.with_meeting(block, words, slotted)
        verbal = with_verbs(document.text, language, words, acting, lists)
        yield Sentence(block, span, slotted, verbal, named(slotted, rules))


def _words(text: str, block: Block, span: Span) -> Span:
    """A sentence without the number, letter or bullet of its paragraph, so that patterns see where its words begin."""
    if block.kind not in _COUNTED or span.start != block.span.start:
        return span
    mark = _MARK.match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark and mark.end() < span.end else span


def first_mentions(document: Document, blocks: Sequence[Block], language: str, knowledge: Knowledge) -> list[Mention]:
    """The names and tokens in blocks of one language, before any phrase is made of them, in order."""
    rules = knowledge.rule_set(language)
    names = name_finder(language, knowledge).find(document.text)
    tokens = [*find_tokens(document.text, blocks, rules), *sum_finder(language, knowledge).find(document.text)]
    found = united(document.text, blocks, _longest(chain(names, tokens)), knowledge.authorities)
    return [_opened(document, mention, tokens, rules) for mention in found]


def _opened(document: Document, name: Mention, tokens: Sequence[Mention], rules: RuleSet) -> Mention:
    """A name with what it cites: "the Committee established pursuant to resolution 1540 (2004)"."""
    if not name.entity or not _NUMBERED.search(document.text, *name.span):
        return name
    inside = _longest(t for t in tokens if name.span.start <= t.span.start and t.span.end <= name.span.end)
    slotted = SlottedText(document.text, name.span, inside)
    compose(slotted, rules)
    return name._replace(parts=tuple(m for m in slotted.found if m.type in _CITED_IN_NAMES))


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of overlapping mentions the one that begins first, then the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
