"""Votes and sponsors in plain text: lists of states, counts, and who puts a draft forward.

In: the sentences of a record or report in their order, and the words of the language (`votes` of its pack). Out:
`dao:votedFor`, `dao:votedAgainst`, `dao:abstained`, `dao:votesFor` …, `dao:adoptionMode` and `dao:sponsor` of the
document that is voted on or put forward. A vote on a paragraph or a motion is on no document, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dao_graph.model.characters import OPENING_BRACKETS
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Ref, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.citations import describe_document
from dao_graph.relate.reading import Reading
from dao_graph.relate.vote_asides import Result, result_in
from dao_graph.rules import packs
from dao_graph.rules.numerals import read_number

_RULE, _COUNTED, _SPONSORED = "und.vote", "und.vote.counted", "und.sponsor"
_LISTS = {"for": "votedFor", "against": "votedAgainst", "abstained": "abstained"}
_COUNTS = {"for": "votesFor", "against": "votesAgainst", "abstained": "abstentions"}
# Blocks after which a vote that has been announced, or a draft that has been named, is none's any more.
_REACH = 9
# Characters that a list of states has besides their names, each, at most.
_BESIDE = 9
_CITED = ("symbol", "resolution")
_PARTIES = ("country", "group", "body")


@dataclass(slots=True)
class _Votes:
    """The lists of one vote: (predicate, state, where) each, in the blocks up to `last`."""

    cast: list[tuple[str, str, Block, Span]] = field(default_factory=list)
    last: int = 0


class VoteReader:
    """Reads the votes and sponsors of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = packs.votes()[reading.document.language]
        self._blocks = 0
        self._here: Block | None = None
        # Which list is being read, and of what; the lists of a vote whose document is told below them.
        self._list = ""
        self._subject: tuple[str, int] | None = None
        self._draft: tuple[str, int] | None = None
        self._open = _Votes()

    def read(self, sentence: Sentence) -> bool:
        """Take in a sentence; sentences come in their order. True if it lists votes, and so says nothing else."""
        if sentence.block is not self._here:
            self._here, self._blocks = sentence.block, self._blocks + 1
        if self._listed(sentence):
            return True
        if self._is_own(sentence.block):
            self._counted(sentence)
            return False
        if sentence.block.kind in ("paragraph", "item", "heading", "operative"):
            self._counted(sentence)
            self._sponsored(sentence)
        cited = self._cited(sentence.slotted.found)
        if cited:
            self._draft = (cited[-1], self._blocks)
        return False

    # Lists

    def _listed(self, sentence: Sentence) -> bool:
        """True if a sentence is (part of) lists of those who voted in one way; states what they list."""
        lists = list(self._segments(sentence.span))
        states = [m for m in sentence.slotted.found if m.type == "country"]
        cast = [(name, [m for m in states if span.start <= m.span.start < span.end], span) for name, span in lists]
        if not cast or any(_beside(span, named) > _BESIDE * (len(named) + 1) for _, named, span in cast):
            self._list = ""
            return False
        self._open.last, self._list = self._blocks, cast[-1][0]
        for name, named, _ in cast:
            for mention in named:
                if mention.entity:
                    self._open.cast.append((_LISTS[name], mention.entity, sentence.block, mention.span))
        self._close(self._subject)
        return True

    def _segments(self, span: Span) -> Iterator[tuple[str, Span]]:
        """The lists in a sentence: each label that it begins with or has within, up to the next; before the first, what
        goes on with the list of the sentence before."""
        text = self._reading.document.text
        labels = sorted(
            (match.start(), match.end(), name)
            for name, pattern in self._words.lists.items()
            for match in pattern.finditer(text, *span)
        )
        if not labels or labels[0][0] > span.start:
            if not self._list:
                return
            labels.insert(0, (span.start, span.start, self._list))
        ends = [start for start, _, _ in labels[1:]] + [span.end]
        for (_, begin, name), end in zip(labels, ends, strict=True):
            yield name, Span(begin, end)

    def _close(self, subject: tuple[str, int] | None) -> None:
        """State the votes read so far as on `subject`, where that is known and near."""
        if subject and self._blocks - subject[1] <= _REACH:
            for predicate, state, block, span in self._open.cast:
                at = self._reading.evidence(block, _RULE, span)
                self._reading.facts.state(subject[0], predicate, Ref(state), at)
            self._open = _Votes()

    # Counts

    def _counted(self, sentence: Sentence) -> None:
        """State the result of a vote on the document that the sentence names, or that was named right before."""
        text = self._reading.document.text
        result = result_in(text, sentence.span, self._words.counts)
        mode = "status/recorded-vote" if result else None
        if result is None:
            result = result_in(text, sentence.span, self._words.without)
            mode = "status/without-vote" if result else None
        if result is None or mode is None:
            return
        if self._words.part.search(text, sentence.span.start, result.span.start):
            self._subject, self._open = None, _Votes()
            return
        subject = self._voted_on(sentence, result.span.start)
        if subject is None:
            return
        self._subject = (subject, self._blocks) if "for" in result.match.groupdict() else self._subject
        describe_document(subject, self._reading.facts, self._reading.lists)
        at = self._reading.evidence(sentence.block, _COUNTED, result.span)
        rejected = self._words.rejected.search(text, *sentence.span) is not None
        if not rejected:
            self._reading.facts.state(subject, "adoptionMode", Ref(mode), at)
        for name, count in self._counts(result.match, rejected).items():
            self._reading.facts.state(subject, _COUNTS[name], Value.integer(count), at)
        self._cast_in_brackets(sentence, result, subject)
        if self._open.cast and self._blocks - self._open.last <= 2:
            self._close(self._subject)
        self._open = _Votes()

    def _cast_in_brackets(self, sentence: Sentence, result: Result, subject: str) -> None:
        """State who voted as a count says, where a bracket behind it names them and nothing else."""
        for name, bracket in result.asides():
            states = [m for m in sentence.slotted.found if m.type == "country" and m.span.start in range(*bracket)]
            if states and _beside(bracket, states) <= _BESIDE * len(states):
                for state in (m for m in states if m.entity):
                    at = self._reading.evidence(sentence.block, _RULE, state.span)
                    self._reading.facts.state(subject, _LISTS[name], Ref(str(state.entity)), at)

    def _counts(self, match: re.Match[str], rejected: bool) -> dict[str, int]:
        """The counts of a result. Of "rejected by 9 votes to 4" the greater one is that of those against."""
        groups = match.groupdict()
        told = {name: groups.get(name) or groups.get(f"{name}_too") for name in _COUNTS}
        counts = {name: self._number(count) for name, count in told.items() if count}
        ayes, noes = counts.get("for", 0), counts.get("against", 0)
        if rejected and ayes > noes and not self._words.favour.search(match.group(), 0, len(match.group())):
            counts |= {"for": noes, "against": ayes}
        return counts

    def _number(self, count: str) -> int:
        """The number of votes that figures or a word give; of a word for none it is zero."""
        lexicon = self._reading.knowledge.rule_set(self._reading.document.language).lexicon
        return read_number(count, lexicon["numerals"], lexicon["multipliers"]) or 0

    def _voted_on(self, sentence: Sentence, before: int) -> str | None:
        """The document itself, where the line is one of its own; else the last draft or resolution named before the
        words of a vote, else the first behind them, else the one named right before in the paragraph."""
        if self._is_own(sentence.block):
            return self._reading.root
        found = self._cited([m for m in sentence.slotted.found if m.span.start < before])
        if found:
            return found[-1]
        if behind := self._cited([m for m in sentence.slotted.found if m.span.start >= before]):
            return behind[0]
        near = self._draft and self._draft[1] == self._blocks
        return self._draft[0] if near and self._draft else None

    def _is_own(self, block: Block) -> bool:
        """True if a line stands above or below the text of what an organ adopted: the vote that it tells is on that."""
        return block.kind in ("front", "title") and not block.part and self._reading.kind().enacts

    def _cited(self, mentions: Sequence[Mention]) -> list[str]:
        """The documents that mentions name."""
        found: list[str] = []
        for mention in _walk(mentions):
            if mention.type in _CITED:
                terms = (referent.term for referent in self._reading.resolver.resolve(mention))
                found.extend(term.id for term in terms if isinstance(term, Ref) and "/op/" not in term.id)
        return found

    # Sponsors

    def _sponsored(self, sentence: Sentence) -> None:
        """State who a sentence says joins the sponsors of a draft, or puts it forward for others."""
        text = self._reading.document.text
        joined = self._words.sponsors.search(text, *sentence.span)
        match = joined or self._words.introduced.search(text, *sentence.span)
        if match is None:
            return
        behind = self._cited([m for m in sentence.slotted.found if m.span.start >= match.start()])
        near = self._draft and self._blocks - self._draft[1] <= _REACH
        subject = behind[0] if behind else self._draft[0] if near and self._draft else None
        if subject is None:
            return
        describe_document(subject, self._reading.facts, self._reading.lists)
        behalf = None if joined else self._words.behalf.search(text, *sentence.span)
        named = self._run(sentence, behalf.end()) if behalf else list(self._parties(sentence, match))
        for mention in named:
            at = self._reading.evidence(sentence.block, _SPONSORED, mention.span)
            self._reading.facts.state(subject, "sponsor", Ref(str(mention.entity)), at)

    def _run(self, sentence: Sentence, begin: int) -> list[Mention]:
        """The states and groups that stand one behind another from `begin` on."""
        run: list[Mention] = []
        for mention in sorted(_walk(sentence.slotted.found), key=lambda m: m.span.start):
            if _is_party(mention) and 0 <= mention.span.start - begin <= _BESIDE:
                run.append(mention)
                begin = mention.span.end
        return run

    def _parties(self, sentence: Sentence, match: re.Match[str]) -> Iterator[Mention]:
        """The states and groups that a sentence names before the words, or behind them where those say so."""
        behind = match.groupdict().get("behind") is not None
        for mention in _walk(sentence.slotted.found):
            # The state in brackets is whose a chair or another officer is.
            aside = self._reading.document.text[mention.span.start - 1 : mention.span.start] in (*OPENING_BRACKETS,)
            if _is_party(mention) and not aside and (mention.span.end <= match.start()) != behind:
                yield mention


def _walk(mentions: Sequence[Mention]) -> Iterator[Mention]:
    return (inner for mention in mentions for inner in mention.walk())


def _is_party(mention: Mention) -> bool:
    """True if a mention is a state or a group, such as may put a draft forward."""
    return mention.entity is not None and (mention.type == "country" or mention.entity.startswith("group/"))


def _beside(span: Span, states: Sequence[Mention]) -> int:
    """The number of characters in a span that are not those of states' names."""
    return (span.end - span.start) - sum(m.span.end - m.span.start for m in states)


def read_sponsors(reading: Reading, lines: Sequence[Sentence]) -> None:
    """State as sponsors of a draft the states and groups in the line above it that shows its kind."""
    pattern = next(
        (p for known, p in packs.markers()[reading.document.language].kinds if known == reading.kind()), None
    )
    for line in lines:
        text = reading.document.text
        shown = pattern.search(text, *line.span) if pattern and line.block.kind in ("title", "front") else None
        if shown is None or line.block.part:
            continue
        for mention in (m for top in line.slotted.found for m in top.walk()):
            if mention.type in _PARTIES and mention.entity and not mention.entity.startswith("body/un-"):
                at = reading.evidence(line.block, _SPONSORED, mention.span)
                reading.facts.state(reading.root, "sponsor", Ref(mention.entity), at)
        return
