"""Findings: what a text says is so – lessons, benefits, obstacles, gaps – and what is recommended in answer.

A pack's finding rules name a polarity by their `type` ("positive", "negative"); one with a capture `items` finds
several in a list, which its option `between` splits. Those of type "answer" find what ties a sentence to the gap
stated before it ("to that end"); a capture `these` there names the obstacles that the text has listed. A sentence of a
statement that neither does nor asks anything is a finding too, a neutral one where no rule speaks; so is, in a text in
which somebody speaks, what they say of themselves (type "own"), and in any what it reports that somebody says ("said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.lists.authorities import Authorities
from dao_graph.model.characters import COLONS, COMMAS, STOPS, TRAILING
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Node, Ref, Term, Value, fact_id
from dao_graph.model.sentence import Sentence
from dao_graph.model.width import display_width
from dao_graph.namespaces import DAO
from dao_graph.relate.reading import Reading
from dao_graph.relate.speakers import CLAUSES
from dao_graph.rules.rule import Rule, may_be

_RECOMMENDED_FROM = 3
_ANSWER, _OWN, _SAID = "answer", "own", "said"
_PLAIN_RULE = "und.finding.plain"
_TOPICS = ("initiative", "fund")
# Columns that a statement of a speech has at least.
_SENTENCE = 40
_MARKS = " \t\u2022\u00b7"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence that says one thing."""

    span: Span
    polarity: str
    rule: str


@dataclass(slots=True)
class _Gaps:
    """The negative findings of a part of the document that are still to be answered: those stated last in the paragraph
    being read and in the one before it, and those that a list gave last."""

    path: str = ""
    here: Sequence[str] = ()
    before: Sequence[str] = ()
    listed: Sequence[str] = ()

    def enter(self, path: str) -> None:
        """Go on to the paragraph at `path`."""
        if path != self.path:
            self.path, self.before, self.here = path, self.here, ()


class FindingReader:
    """States the findings of one document, given the acts that each of its sentences states."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = reading.knowledge.rule_set(reading.document.language)
        self._rules = rules.findings
        self._reporting = frozenset(rules.lexicon["reporting"]["verbs"])
        self._headings: dict[str, tuple[Ref, ...]] = {}
        self._gaps: dict[str, _Gaps] = {}
        self._counts: dict[str, int] = {}

    def read(
        self,
        sentence: Sentence,
        acts: Sequence[tuple[Node, Span]],
        says: tuple[Ref, ...] = (),
        he: tuple[Ref, ...] = (),
    ) -> None:
        """State the findings of a sentence; `acts` are the acts in it with their spans, `says` is whoever speaks, `he`
        whom a pronoun means."""
        block = sentence.block
        if block.kind == "heading":
            self._headings[block.path] = self._topics(sentence)
        if not block.path or block.kind in ("heading", "note"):
            return
        gaps = self._gaps.setdefault(block.part, _Gaps())
        gaps.enter(block.path)
        self._answer(sentence, gaps, [node for node, _ in acts])
        findings = self._reading.kind(block.part).findings
        if not acts and findings != "none" and self._says_something(sentence):
            plain = self._plain(sentence, findings)
            speaks = findings in ("sentences", "spoken")
            speaker = self._reading.speaker(block.part) if speaks else self._reading.meeting()
            speaker = speaker or (says if findings == "sentences" else ())
            if speaker or findings != "spoken":
                self._state_all(block, self._pieces(sentence, sentence.span) or plain, speaker, gaps)
        kind = self._reading.kind(block.part)
        # What speakers are reported to say is told by the reader of records.
        if block.kind not in CLAUSES and (kind.turns or not kind.record):
            self._reported(sentence, acts, gaps, he)
        for node, span in acts:
            if _verb(node) in self._reporting:
                actors = sorted(t for t in node.properties["actor"] if isinstance(t, Ref))
                self._state_all(block, self._pieces(sentence, span), actors, gaps)

    def _plain(self, sentence: Sentence, findings: str) -> list[_Piece]:
        """The whole sentence as a neutral finding, where the kind of the document makes it one."""
        if findings == "plain" or (findings == "sentences" and self._is_sentence(sentence)):
            return [_Piece(sentence.span, "neutral", _PLAIN_RULE)]
        if findings == "spoken" and self._is_sentence(sentence):
            found = (rule for rule, _ in self._of_type(_OWN, sentence.verbal.text))
            return [_Piece(sentence.span, "neutral", rule.id) for rule in found][:1]
        return []

    def _reported(self, sentence: Sentence, acts: Sequence[tuple[Node, Span]], gaps: _Gaps, he: Sequence[Ref]) -> None:
        """State what a sentence reports that somebody says, unless it is stated as their act; `he` is whom a pronoun
        means."""
        acting = [node.properties["actor"] for node, _ in acts]
        for rule, match in self._of_type(_SAID, sentence.verbal.text):
            captures = sentence.verbal.captures(match)
            if not may_be(rule, captures):
                continue
            if match.groupdict().get("he"):
                if he and not acts:
                    self._state_all(sentence.block, [_Piece(sentence.span, "neutral", rule.id)], he, gaps)
                return
            found = (r.term for m in captures.get("by", ()) for r in self._reading.resolver.resolve(m))
            actors = [term for term in found if isinstance(term, Ref)]
            by = sentence.verbal.span(match.start("by"), match.end("by"))
            told = any(span.start <= by.start < span.end for _, span in acts)
            if actors and not told and set(actors) not in acting:
                # Words that are quoted stand before whoever says them.
                begin = sentence.span.start if match.groupdict().get("quoted") else by.start
                piece = _Piece(Span(begin, sentence.span.end), "neutral", rule.id)
                self._state_all(sentence.block, [piece], actors, gaps)
                return

    def _topics(self, sentence: Sentence) -> tuple[Ref, ...]:
        """The pillars, programmes and funds that a heading names: what stands below is about them."""
        named = [m for m in sentence.slotted.found if m.type in _TOPICS]
        return tuple(Ref(m.entity) for m in named if m.entity)

    def _says_something(self, sentence: Sentence) -> bool:
        text = self._reading.document.text[sentence.span.start : sentence.span.end]
        return text[-1:] not in COLONS and len(text) > 8

    def _is_sentence(self, sentence: Sentence) -> bool:
        """True if a sentence is one: not a line of address or thanks, nor a question."""
        text = self._reading.document.text[sentence.span.start : sentence.span.end].rstrip(TRAILING)
        return text[-1:] in tuple(STOPS) and display_width(text) >= _SENTENCE

    def _pieces(self, sentence: Sentence, span: Span) -> list[_Piece]:
        """The pieces that the rules find within `span`: the items of a list, or else the whole, with the last polarity
        found (after "but" and "however" stands what counts)."""
        text = sentence.verbal
        begin, end = text.within(span)
        piece = text.text[begin:end]
        last: tuple[int, Rule] | None = None
        for rule in self._rules.possible(piece):
            if rule.type in (_ANSWER, _OWN, _SAID):
                continue
            for match in rule.matches(piece):
                if "items" in match.re.groupindex and match.group("items"):
                    offset = begin + match.start("items")
                    return list(self._items(rule, text.span(offset, offset + len(match.group("items")))))
                if last is None or match.start() > last[0]:
                    last = (match.start(), rule)
        return [_Piece(span, last[1].type, last[1].id)] if last else []

    def _items(self, rule: Rule, span: Span) -> Iterator[_Piece]:
        text = self._reading.document.text[span.start : span.end]
        start = 0
        cuts = [*re.finditer(rule.options["between"], text), None]
        for cut in cuts:
            stop = cut.start() if cut else len(text)
            item = text[start:stop]
            if item.strip():
                lead = len(item) - len(item.lstrip(_MARKS))
                found = Span(span.start + start + lead, span.start + start + len(item.rstrip(" " + COMMAS)))
                yield _Piece(found, rule.type, rule.id)
            start = cut.end() if cut else stop

    def _state_all(self, block: Block, pieces: Sequence[_Piece], actors: Sequence[Ref], gaps: _Gaps) -> None:
        stated = [self._state(block, piece, actors) for piece in pieces]
        if negative := [id for id, piece in zip(stated, pieces, strict=True) if piece.polarity == "negative"]:
            gaps.here = negative
            if len(negative) > 1:
                gaps.listed = negative

    def _state(self, block: Block, piece: _Piece, actors: Sequence[Ref]) -> str:
        provision = f"{self._reading.root}/{block.path}"
        wording = self._reading.document.text[piece.span.start : piece.span.end].strip(_MARKS)
        roles: dict[str, list[Term]] = {
            "inProvision": [Ref(provision)],
            "polarity": [Value(piece.polarity)],
            "statedBy": [*actors],
        }
        if block.parent != block.part:
            roles["topic"] = [Ref(f"{self._reading.root}/{block.parent}"), *self._headings.get(block.parent, ())]
        roles = {name: terms for name, terms in roles.items() if terms}
        self._counts[provision] = self._counts.get(provision, 0) + 1
        id = fact_id("Finding", {**roles, "number": [Value.integer(self._counts[provision])]})
        text = Value.localised(wording, self._reading.document.language)
        self._reading.facts.node(
            id, ("Finding",), {**roles, "text": [text]}, self._reading.evidence(block, piece.rule, piece.span)
        )
        return id

    def _answer(self, sentence: Sentence, gaps: _Gaps, acts: Sequence[Node]) -> None:
        """What is asked for right after a gap, in the same paragraph, answers it; so does what the text ties to it."""
        findings = gaps.here
        if acts and not findings:
            for match in self._ties(sentence.verbal.text):
                named = gaps.listed if match.groupdict().get("these") else ()
                findings = findings or named or gaps.before
        for node in acts:
            if findings and _strength(self._reading.lists, node) >= _RECOMMENDED_FROM:
                node.properties.setdefault("answers", set()).update(Ref(finding) for finding in findings)

    def _ties(self, text: str) -> Iterator[re.Match[str]]:
        return (match for _, match in self._of_type(_ANSWER, text))

    def _of_type(self, name: str, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """The matches of the rules of one type in a text, each with its rule."""
        if name in self._rules.by_type:
            for rule in self._rules.by_type[name].possible(text):
                yield from ((rule, match) for match in rule.matches(text))


def _verb(act: Node) -> str:
    return next(t.id for t in act.properties["verb"] if isinstance(t, Ref))


def _strength(lists: Authorities, act: Node) -> int:
    return int(lists.one(_verb(act), DAO + "strength") or 0)
