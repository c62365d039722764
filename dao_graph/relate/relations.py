"""The findings of relation rules in the sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Evidence, Ref, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.relate.behalf import asides, outside, read_behalf
from dao_graph.relate.discourse import Meeting
from dao_graph.relate.emission import emit
from dao_graph.relate.label_search import looked_for
from dao_graph.relate.meetings import day_told, establish, gatherings
from dao_graph.relate.mentions import MentionReader
from dao_graph.relate.numbered import is_numbered
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import Referent
from dao_graph.relate.scopes import Scopes, opened, without_asides
from dao_graph.relate.wording import unfit
from dao_graph.rules.rule import Rule


class RelationReader:
    """States what the relation rules of a document's language find; `rules` are those of its languages, by id."""

    def __init__(self, reading: Reading, rules: Mapping[str, Rule], mentions: MentionReader) -> None:
        self._reading = reading
        self._rules = rules
        self._mentions = mentions
        own = reading.knowledge.rule_set(reading.document.language)
        self._relations = own.relations
        self._naming = own.naming

    def possible(self, sentence: Sentence) -> Sequence[Rule]:
        """The rules that could match a sentence as it stands."""
        return self._reading.possible(self._relations, sentence.slotted)

    def read(self, sentence: Sentence, possible: Sequence[Rule], scopes: Scopes) -> None:
        """State what relation rules find in a sentence: as it stands, with its meetings opened, and without asides."""
        text, content = sentence.slotted, self._reading.document.text
        self._relate_in(sentence, text, possible, scopes)
        if (words := opened(text, content)) is not None:
            meetings = tuple(m.span for m in text.found if m.type == "meeting")
            self._relate_in(sentence, words, self._reading.possible(self._relations, words), scopes, meetings)
        if scopes.asides:
            main = without_asides(text, content, scopes.asides)
            self._relate_in(sentence, main, self._reading.possible(self._relations, main), scopes)
        if sentence.named and (naming := self._reading.possible(self._naming, sentence.named)):
            self._relate_in(sentence, sentence.named, naming, scopes)
            if scopes.asides:
                main = without_asides(sentence.named, content, scopes.asides)
                self._relate_in(sentence, main, self._reading.possible(self._naming, main), scopes)

    def _relate_in(
        self,
        sentence: Sentence,
        slotted: SlottedText,
        possible: Sequence[Rule],
        scopes: Scopes,
        words: Sequence[Span] = (),
    ) -> None:
        """State what relation rules find in one form of a sentence; `words` are those of its opened meetings."""
        for rule in possible:
            # What goes by its date and place has no name of its own.
            if words and rule.options.get("defines") == "gathering":
                continue
            if (where := rule.options.get("where", sentence.block.kind)) != sentence.block.kind:
                self._refuse(rule, sentence, f"counts only in blocks of kind {where}: {sentence.block.kind}")
                continue
            for match in rule.matches(slotted.text):
                found = {**slotted.captures(match), **self._looked_for(rule, slotted, match)}
                span = slotted.span(*match.span())
                if reason := unfit(rule, found, self._reading.document.text):
                    self._refuse(rule, sentence, reason)
                    continue
                self._keep(rule, sentence, found)
                if words and not _is_apart(found, words):
                    continue
                if (captures := scopes.asserted(found, span.start)) is not None:
                    said = self._words(rule, slotted, match)
                    if "yearless" in rule.options or "year" in match.re.groupindex:
                        said["when"] = [*map(Referent, day_told(self._reading, sentence.block, match, rule))]
                    self._apply(rule, sentence, captures, said, span)
                else:
                    self._refuse(rule, sentence, "what it finds is denied, conditional or only wished")

    def _keep(self, rule: Rule, sentence: Sentence, captures: dict[str, tuple[Mention, ...]]) -> None:
        """Leave in captures over running text the mentions of the types that count there (`keep`)."""
        for name, types in rule.options.get("keep", {}).items():
            if name in captures:
                kept = (m for m in captures[name] if m.type in types)
                captures[name] = outside(kept, asides(self._reading, sentence))
                if not captures[name]:
                    reason = f"`keep` leaves nothing of {name}: no {' or '.join(types)} in it"
                    self._refuse(rule, sentence, reason)

    def _refuse(self, rule: Rule, sentence: Sentence, reason: str) -> None:
        self._reading.watch.refused(rule, sentence.span, reason)

    def _looked_for(self, rule: Rule, slotted: SlottedText, match: re.Match[str]) -> dict[str, tuple[Mention, ...]]:
        """The labels of a list that the rule's `find` finds in captures over running text, by its kind."""
        return looked_for(self._reading.lists, rule.options.get("find", {}), self._reading.document, slotted, match)

    def _words(self, rule: Rule, slotted: SlottedText, match: re.Match[str]) -> dict[str, list[Referent]]:
        """The captures that the rule wants word for word (`words`): a purpose, a reason; or as figures (`numbers`)."""
        found = {}
        for name in rule.options.get("words", ()):
            if match.group(name):
                span = slotted.span(*match.span(name))
                wording = self._reading.document.text[span.start : span.end].strip()
                found[name] = [Referent(Value.localised(wording, self._reading.document.language))]
        for name in rule.options.get("numbers", ()):
            if figures := match.group(name):
                found[name] = [Referent(Value.decimal(figures.replace(",", ".")))]
        return found

    def _apply(
        self,
        rule: Rule,
        sentence: Sentence,
        captures: Mapping[str, tuple[Mention, ...]],
        words: Mapping[str, list[Referent]],
        span: Span,
    ) -> None:
        at = self._reading.evidence(sentence.block, rule.id, span)
        meetings: list[Meeting | None] = [None]
        if rule.options.get("defines") == "meeting":
            meeting = establish(self._reading, captures, at, bool(rule.options.get("open")))
            if meeting is None:
                reason = "no meeting can be told from its date and place"
                self._refuse(rule, sentence, reason)
                return
            if rule.options.get("focus", True) and not rule.options.get("open"):
                self._reading.discourse.focus = self._reading.discourse.focus or meeting
            meetings = [meeting]
        if rule.options.get("defines") == "gathering":
            if "yearless" in rule.options and not words["when"]:
                self._refuse(rule, sentence, "the year of its day cannot be told")
                return
            if is_numbered(self._reading, sentence, span):
                self._refuse(rule, sentence, "the meeting goes by its number")
                return
            meetings = [*gatherings(self._reading, captures, words, at)]
        for meeting in meetings:
            self._emit(rule, sentence, captures, words, meeting, at)

    def _emit(
        self,
        rule: Rule,
        sentence: Sentence,
        captures: Mapping[str, tuple[Mention, ...]],
        words: Mapping[str, list[Referent]],
        meeting: Meeting | None,
        at: Evidence,
    ) -> None:
        """State what a rule emits of a match, which is about `meeting`, if about any."""
        lookup = self._mentions.lookup(captures, sentence.block, sentence.span, [], meeting)

        def worded(name: str) -> list[Referent]:
            return words[name] if name in words else lookup(name)

        def refuse(reason: str) -> None:
            self._refuse(rule, sentence, reason)

        made = emit(rule.options.get("emits", ()), worded, self._reading.facts, at, refuse)
        for id in made:
            self._remember(id)
        read_behalf(self._reading, sentence, made, at)
        if made:
            self._describe_named(rule, sentence.block, captures, at)

    def _describe_named(
        self, rule: Rule, block: Block, captures: Mapping[str, tuple[Mention, ...]], at: Evidence
    ) -> None:
        """Type, label and mention what only this text names, now that something is said of it."""
        for mention in (m for name in rule.options.get("own", ()) for m in captures.get(name, ())):
            made_by = self._rules.get(mention.rule)
            if made_by and made_by.options.get("late"):
                for referent in self._reading.resolver.resolve(mention):
                    if isinstance(referent.term, Ref):
                        self._mentions.describe(referent.term.id, mention, block, at)
                self._mentions.state(block, mention)
                # "The Fund" is the one that was named last.
                if mention.type == "fund":
                    self._reading.discourse.antecedents.note(mention, self._reading.document.text)

    def _remember(self, id: str) -> None:
        """Later sentences speak of "the evaluations" (those of countries) and "the initiative"."""
        properties = self._reading.facts.nodes[id].properties
        if id.startswith("evaluation/") and "country" in properties and id not in self._reading.discourse.evaluations:
            self._reading.discourse.evaluations.append(id)
        for term in sorted(properties.get("initiative", set()) | properties.get("evaluates", set()), key=repr):
            if isinstance(term, Ref):
                self._reading.discourse.initiative = term.id


def _is_apart(captures: Mapping[str, tuple[Mention, ...]], opened: Sequence[Span]) -> bool:
    """True if of what a match captured the dates and places, and nothing else, lie in the words of opened meetings."""
    return all(
        any(o.start <= m.span.start < o.end for o in opened) == (m.type in ("date", "place"))
        for found in captures.values()
        for m in found
    )
