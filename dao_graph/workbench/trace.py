"""Tracing a text: which label or rule made each mention, and what each rule of each stage did with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dao_graph.errors import InputError
from dao_graph.lists.authorities import Authorities
from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Evidence, Facts
from dao_graph.model.mention import Mention
from dao_graph.model.normal import normal
from dao_graph.model.sentence import Sentence, SlottedText, is_prose
from dao_graph.recognise import first_mentions, recognise
from dao_graph.recognise.names import name_finder
from dao_graph.recognise.phrases import run_phrase
from dao_graph.recognise.verbs import with_verbs
from dao_graph.relate import relate
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.rule import Rule, refusal
from dao_graph.rules.stage import RuleSet, Stage
from dao_graph.workbench.reasons import View, opened
from dao_graph.workbench.sample import node_line, statement_line
from dao_graph.workbench.traces import Dropped, Named, Recorder, Ruled, SentenceTrace, Stated, Trace, readable

# Stretches of a sentence that it does not assert.
_SCOPES = ("denied", "wished", "aside", "connective")
# That a paragraph is one says nothing of its words.
_STRUCTURE = "und.structure"
# Pieces of acts that are looked for in the words after a verb.
_WITHIN_ACTS = ("addressee", "deadline", "basis", "consultation", "quality")


def trace(
    document: Document, at: str | None = None, symbol: str | None = None, knowledge: Knowledge = PACKAGED
) -> Trace:
    """Trace the blocks of a document at a path ("op/7"), or of a kind without paths ("title"); with None its last
    block. Raises InputError where there is no such block."""
    wanted = [block for block in document.blocks if at in (block.path, None if block.path else block.kind)]
    if at is None:
        wanted = list(document.blocks[-1:])
    if not wanted:
        known = ", ".join(dict.fromkeys(block.path or block.kind for block in document.blocks))
        raise InputError(document.source.source, f"has no block {at!r}: there are {known}")
    recorder = Recorder()
    sentences = list(recognise(document, knowledge))
    facts = relate(document, sentences, symbol, recorder, knowledge).facts
    tracer = _Tracer(document, facts, recorder, knowledge)
    return Trace(tuple(tracer.sentence(s) for s in sentences if s.block in wanted))


@dataclass(frozen=True, slots=True)
class _Tracer:
    document: Document
    facts: Facts
    recorder: Recorder
    knowledge: Knowledge
    _first_of: dict[str, list[Mention]] = field(default_factory=dict)

    def sentence(self, sentence: Sentence) -> SentenceTrace:
        """The trace of one sentence."""
        language = self.document.language_of(sentence.block)
        rules = self.knowledge.rule_set(language)
        first = self._first(sentence, language)
        stated = list(self._stated(sentence))
        ruled = [
            *self._tokens(sentence, rules, first),
            *self._phrases(sentence, rules, first, stated),
            *self._relations(sentence, rules, stated),
            *self._acts(sentence, rules, stated),
            *self._findings(sentence, rules, stated),
            *self._sums(sentence, rules, stated),
        ]
        return SentenceTrace(
            path=sentence.block.path or sentence.block.kind,
            kind=sentence.block.kind,
            language=language,
            text=self._words(sentence.span),
            slots=readable(sentence.slotted.text),
            verbs=readable(sentence.verbal.text),
            mentions=tuple(self._named(m, sentence.span.start, language) for m in sentence.slotted.found),
            dropped=tuple(self._dropped(sentence, language)),
            rules=tuple(ruled),
            facts=tuple(stated),
        )

    def _words(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    # Mentions

    def _first(self, sentence: Sentence, language: str) -> list[Mention]:
        """The names and tokens of a sentence, before phrases are made of them."""
        if language not in self._first_of:
            blocks = [block for block in self.document.blocks if self.document.language_of(block) == language]
            self._first_of[language] = first_mentions(self.document, blocks, language, self.knowledge)
        within, found = sentence.span, self._first_of[language]
        return [m for m in found if within.start <= m.span.start and m.span.end <= within.end]

    def _named(self, mention: Mention, start: int, language: str) -> Named:
        words = self._words(mention.span)
        inside = tuple(self._named(part, start, language) for part in mention.parts)
        entity = mention.entity or " or ".join(mention.candidates)
        label = _label(self.knowledge.authorities, mention, words, language)
        place = (mention.span.start - start, mention.span.end - start)
        return Named(words, *place, mention.type, entity, mention.rule, label, inside)

    def _dropped(self, sentence: Sentence, language: str) -> Iterator[Dropped]:
        for span, concepts, reason in name_finder(language, self.knowledge).dropped(self.document.text):
            if sentence.span.start <= span.start and span.end <= sentence.span.end:
                yield Dropped(self._words(span), concepts, reason)

    # Facts

    def _stated(self, sentence: Sentence) -> Iterator[Stated]:
        originals = self.document.original_spans(sentence.span)

        def here(evidence: Iterable[Evidence]) -> Iterator[str]:
            for at in evidence:
                touches = any(a.start < b.end and b.start < a.end for a in at.spans for b in originals)
                if touches and at.rule != _STRUCTURE:
                    yield at.rule

        for statement, evidence in self.facts.statements.items():
            yield from (Stated(statement_line(statement), rule) for rule in dict.fromkeys(here(evidence)))
        for node in self.facts.nodes.values():
            yield from (Stated(node_line(node), rule) for rule in dict.fromkeys(here(node.evidence)))

    # Stages

    def _tokens(self, sentence: Sentence, rules: RuleSet, first: Sequence[Mention]) -> Iterator[Ruled]:
        block, within = sentence.block, sentence.span
        view = View(rules.tokens, self._words(within), rules.fragments, (), lambda m: self._words(m.span))
        for rule in rules.tokens:
            spans = [Span(*match.span()) for match in rule.matches(self.document.text, *block.span)]
            spans = [span for span in spans if within.start <= span.start and span.end <= within.end]
            made = [m for m in first if m.rule == rule.id]
            if made:
                yield Ruled(rule.id, rule.stage, tuple(f"{m.type} {self._words(m.span)!r}" for m in made))
            elif spans:
                yield self._untaken(rule, spans[0], first)
            else:
                yield view.why_not(rule)

    def _untaken(self, rule: Rule, span: Span, first: Sequence[Mention]) -> Ruled:
        """Why a token is no mention, though its pattern matches."""
        for other in first:
            # Of overlapping ones that which begins first counts.
            if other.span.start <= span.start < other.span.end:
                reason = f"{self._words(span)!r} is part of {self._words(other.span)!r}, which {other.rule} took"
                return Ruled(rule.id, rule.stage, why="taken", reason=reason)
        reason = f"{self._words(span)!r} makes no sense as a {rule.type} (such as the 31st of June)"
        return Ruled(rule.id, rule.stage, why="refused", reason=reason)

    def _phrases(
        self, sentence: Sentence, rules: RuleSet, first: Sequence[Mention], stated: Sequence[Stated]
    ) -> Iterator[Ruled]:
        """What the cascade does: each rule sees what those before it made."""
        slotted = SlottedText(self.document.text, sentence.span, first)
        for rule in (*rules.phrases, *rules.late):
            stage = rules.late if rule.options.get("late") else rules.phrases
            known = [m for top in slotted.found for m in top.walk()]
            apart = tuple(opened(self.document.text, sentence.span, slotted))
            view = View(stage, slotted.text, rules.fragments, apart, lambda m: self._words(m.span))
            if run_phrase(rule, slotted):
                made = [m for top in slotted.found for m in top.walk() if m not in known]
                gave = [f"{m.type} {self._words(m.span)!r} {m.entity or ''}".strip() for m in made]
                yield Ruled(rule.id, rule.stage, (*gave, *_facts_of(rule, stated)))
            elif match := next(rule.matches(slotted.text), None):
                reason = refusal(rule, slotted.captures(match)) or "it changes nothing"
                yield Ruled(rule.id, rule.stage, why="refused", reason=reason)
            else:
                yield view.why_not(rule)

    def _relations(self, sentence: Sentence, rules: RuleSet, stated: Sequence[Stated]) -> Iterator[Ruled]:
        for stage, slotted in ((rules.relations, sentence.slotted), (rules.naming, sentence.named or sentence.slotted)):
            apart = tuple(opened(self.document.text, sentence.span, slotted))
            view = View(stage, slotted.text, rules.fragments, apart, lambda m: self._words(m.span))
            for rule in stage:
                matches = any(rule.matches(slotted.text))
                yield self._outcome(rule, sentence, matches, view, stated)

    def _acts(self, sentence: Sentence, rules: RuleSet, stated: Sequence[Stated]) -> Iterator[Ruled]:
        view = self._verbal(sentence, rules.acts, rules)
        for rule in rules.acts:
            matches = any(rule.matches(sentence.verbal.text))
            outcome = self._outcome(rule, sentence, matches, view, stated)
            block = sentence.block
            if matches and rule.type in _SCOPES:
                outcome = replace(outcome, gave=tuple(self._reach(rule, sentence)), why="", reason="")
            elif matches and not outcome.gave and (not block.path or block.kind == "heading"):
                reason = f"acts are looked for in paragraphs, not in a {block.kind}"
                outcome = Ruled(rule.id, rule.stage, why="place", reason=reason)
            elif rule.type in _WITHIN_ACTS and outcome.why == "refused" and not outcome.reason:
                outcome = replace(outcome, why="place", reason="its words are not among those of an act that takes it")
            elif outcome.why == "refused" and not outcome.reason:
                outcome = replace(outcome, reason="it matches only across an aside, or within another act")
            yield outcome

    def _reach(self, rule: Rule, sentence: Sentence) -> Iterator[str]:
        """The stretches of a sentence that a rule marks as denied, wished or an aside."""
        text = sentence.verbal
        for match in rule.matches(text.text):
            for name in match.re.groupindex:
                if name.startswith(("reach", "aside")) and match.end(name) > match.start(name) >= 0:
                    yield f"{rule.type}: {self._words(text.span(*match.span(name)))!r}"

    def _findings(self, sentence: Sentence, rules: RuleSet, stated: Sequence[Stated]) -> Iterator[Ruled]:
        view = self._verbal(sentence, rules.findings, rules)
        others = [s.rule for s in stated if s.rule.partition(".")[2].startswith("finding.")]
        for rule in rules.findings:
            matches = any(rule.matches(sentence.verbal.text))
            outcome = self._outcome(rule, sentence, matches, view, stated)
            if outcome.why == "refused" and not outcome.reason:
                reason = (
                    f"what {others[0]} finds counts: it stands later, or lists several"
                    if others
                    else "nobody states it as so: no reporting verb here, and no sentence of a statement"
                )
                outcome = replace(outcome, reason=reason, why="refused" if others else "place")
            yield outcome

    def _sums(self, sentence: Sentence, rules: RuleSet, stated: Sequence[Stated]) -> Iterator[Ruled]:
        slotted = sentence.slotted
        apart = tuple(opened(self.document.text, sentence.span, slotted))
        view = View(rules.sums, slotted.text, rules.fragments, apart, lambda m: self._words(m.span))
        for rule in rules.sums:
            outcome = self._outcome(rule, sentence, any(rule.matches(slotted.text)), view, stated)
            if outcome.why == "refused" and not outcome.reason:
                there = any(mention.type == "sum" for mention in slotted.found)
                reason = "another rule stands nearer to the sum" if there else "there is no sum that it could be of"
                # What a mark finds bears the rule of its trigger.
                outcome = replace(outcome, why="place", reason=reason if rule.type != "mark" or not there else "a mark")
            yield outcome

    def _verbal(self, sentence: Sentence, stage: Stage, rules: RuleSet) -> View:
        text, language = self.document.text, self.document.language_of(sentence.block)
        lists = self.knowledge.authorities
        apart = tuple(
            (mention, with_verbs(text, language, sentence.span, slotted, lists))
            for mention, slotted in opened(text, sentence.span, sentence.slotted)
        )
        return View(stage, sentence.verbal.text, rules.fragments, apart, lambda m: self._words(m.span))

    def _outcome(self, rule: Rule, sentence: Sentence, matches: bool, view: View, stated: Sequence[Stated]) -> Ruled:
        """The outcome of a rule that states facts; the reason is empty where it matches and nobody refused it."""
        used, refusals = self.recorder.of(rule.id, sentence.span)
        if gave := (*_facts_of(rule, stated), *used):
            return Ruled(rule.id, rule.stage, gave)
        if not matches and not refusals:
            return view.why_not(rule)
        if sentence.block.language:
            return Ruled(rule.id, rule.stage, why="place", reason="a passage in another language gives mentions alone")
        if not is_prose(sentence):
            return Ruled(rule.id, rule.stage, why="place", reason="a sentence so long is a list: mentions alone count")
        reason = refusals[0] if refusals else ""
        return Ruled(rule.id, rule.stage, why="place" if reason.startswith("counts only") else "refused", reason=reason)


def _facts_of(rule: Rule, stated: Sequence[Stated]) -> tuple[str, ...]:
    return tuple(s.fact for s in stated if s.rule == rule.id)


def _label(lists: Authorities, mention: Mention, words: str, language: str) -> str:
    """The label of a list that a name was found by."""
    concepts = (mention.entity, *mention.candidates)
    for label in lists.labels if mention.rule.startswith("und.name") else ():
        is_here = label.concept in concepts and label.language in (language, "en")
        if is_here and normal(label.text).casefold() == words.casefold():
            return f"{label.text} ({'weak, supported' if label.weak else label.concept})"
    return ""
