"""Reads a document sentence by sentence and states what the rules find."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence

from dao_graph.lists.authorities import SLOT_OF
from dao_graph.model.document import Block, Document, Span
from dao_graph.model.fact import Evidence, Facts, Ref, Term, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText, is_prose
from dao_graph.normal import slug
from dao_graph.relate.acts import ActReader
from dao_graph.relate.beforehand import adopters, author_of, own_date
from dao_graph.relate.citations import describe_document
from dao_graph.relate.context import spoken_of
from dao_graph.relate.discourse import Discourse, Meeting
from dao_graph.relate.emission import Lookup, emit
from dao_graph.relate.findings import FindingReader
from dao_graph.relate.front import read_front
from dao_graph.relate.label_search import looked_for
from dao_graph.relate.masthead import read_frame
from dao_graph.relate.money import MoneyReader
from dao_graph.relate.numbered import read_numbered
from dao_graph.relate.outline import keep_structure
from dao_graph.relate.reading import Reading
from dao_graph.relate.records import RecordReader
from dao_graph.relate.resolve import Referent, Resolver, group_members, meeting_dates, meeting_place
from dao_graph.relate.scopes import Scopes, opened, read_scopes, without_asides
from dao_graph.relate.signature import read_signatures
from dao_graph.relate.targets import TargetReader
from dao_graph.relate.votes import VoteReader, read_sponsors
from dao_graph.relate.watch import NOBODY, Watch
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.rule import Rule, refusal

_CITED = ("resolution", "provision", "symbol", "document")
_NOT_MENTIONED = ("date", "number", "reference", "paragraph", "session", "agenda-item", "sum")
_VALUES = ("date", "number", "reference")
# What the authority lists have entries for, less groups: these may be the text's own.
_LISTED = frozenset(SLOT_OF) - {"group"}
# What a text calls a group is its label, unless it lists the members too.
_LABEL_LENGTH = 60
# What a composed mention is, where the authority lists do not know it.
_CLASSES = {
    "body": ("Body",),
    "post": ("Post",),
    "person": ("Person",),
    "fund": ("FundingMechanism", "Fund"),
    "initiative": ("Initiative",),
}


class Reader:
    """Reads one document, whose local id is `root`, from its beginning to its end into `facts`."""

    def __init__(self, document: Document, root: str, watch: Watch = NOBODY, knowledge: Knowledge = PACKAGED) -> None:
        self.document = document
        self.root = root
        self.facts = Facts()
        self._discourse = Discourse(root)
        rules = knowledge.rule_set(document.language)
        self._relations = rules.relations
        self._naming = rules.naming
        foreign = dict.fromkeys(block.language for block in document.blocks if block.language)
        self._rules = ChainMap(*({**knowledge.rule_index(language)} for language in (document.language, *foreign)))
        self._resolver = Resolver(self._discourse, self._rules, knowledge.authorities)
        self._described: set[str] = set()
        self.reading = Reading(document, root, self._discourse, self._resolver, self.facts, watch, knowledge)
        self._acts = ActReader(self.reading)
        self._findings = FindingReader(self.reading)
        self._targets = TargetReader(self.reading)
        self._money = MoneyReader(self.reading)
        self._votes = VoteReader(self.reading)
        self._record: RecordReader | None = None

    def read(self, sentences: Sequence[Sentence]) -> None:
        """State everything that `sentences` say."""
        keep_structure(self.document, self.root, self.facts)
        read_front(self.document, sentences, self._discourse, self.facts, self.reading.knowledge)
        self._discourse.date = own_date(sentences)
        self._discourse.adopters = adopters(sentences)
        self._discourse.author = author_of(self.reading, sentences)
        read_frame(self.reading, sentences)
        if self.reading.kind().sender == "sponsors":
            read_sponsors(self.reading, sentences)
        self._open(sentences)
        self._money.open(sentences)
        if self.reading.kind().record:
            self._record = RecordReader(self.reading, sentences)
        # Which rules are possible is asked for all sentences before the first is read: what looks for one stage's
        # pieces of text, kept at hand by the processor, takes half the time.
        # Of a passage in another language the mentions count: its patterns would want a discourse of their own.
        prose = [is_prose(sentence) and not sentence.block.language for sentence in sentences]
        relations = [
            self._relations.possible(s.slotted.text) if is_so else () for s, is_so in zip(sentences, prose, strict=True)
        ]
        acts = [self._acts.possible(s) if is_so else () for s, is_so in zip(sentences, prose, strict=True)]
        for sentence, is_so, related, acting in zip(sentences, prose, relations, acts, strict=True):
            self._read(sentence, is_so, related, acting)
        read_signatures(self.document, sentences, self.root, self.facts, self.reading.lists)

    def _open(self, sentences: Sequence[Sentence]) -> None:
        """Let the discourse know whose text it is, and what its front names."""
        antecedents = self._discourse.antecedents
        own = (*(ref.id for ref in self.reading.speaker()), self._discourse.author, self._discourse.organ)
        antecedents.own = [entity for entity in own if entity and entity.startswith("body/")]
        antecedents.open(sentences, self.document.text, self.document.language, self.reading.lists)

    def _read(self, sentence: Sentence, prose: bool, relations: Sequence[Rule], acts: Sequence[Rule]) -> None:
        block, slotted = sentence.block, sentence.slotted
        if block.kind == "note":
            self._discourse.resolution = self._discourse.notes.get(block.number, self._discourse.resolution)
        for mention in slotted.found:
            for inner in mention.walk():
                self._take_in(block, inner)
        if self._record:
            self._record.read(sentence)
        self._votes.read(sentence)
        if prose:
            scopes = read_scopes(acts, sentence.verbal)
            self._relate(sentence, relations, scopes)
            done = self._acts.read(sentence, acts, scopes)
            self._targets.read(sentence, acts, done)
            self._findings.read(sentence, done)
            if self._record and not done:
                self._record.go_on(sentence)
            self._money.read(sentence, scopes)
            read_numbered(self.reading, sentence)
        for mention in slotted.found:
            for inner in mention.walk():
                self._state_mention(block, inner)
        for reference in self.document.note_references:
            if sentence.span.start <= reference.offset <= sentence.span.end + 1 and self._discourse.resolution:
                self._discourse.notes.setdefault(reference.mark, self._discourse.resolution)

    def _relate(self, sentence: Sentence, possible: Sequence[Rule], scopes: Scopes) -> None:
        """State what relation rules find in a sentence: as it stands, with its meetings opened, and without asides."""
        text, content = sentence.slotted, self.document.text
        self._relate_in(sentence, text, possible, scopes)
        if (words := opened(text, content)) is not None:
            meetings = tuple(m.span for m in text.found if m.type == "meeting")
            self._relate_in(sentence, words, self._relations.possible(words.text), scopes, meetings)
        if scopes.asides:
            main = without_asides(text, content, scopes.asides)
            self._relate_in(sentence, main, self._relations.possible(main.text), scopes)
        if sentence.named and (naming := self._naming.possible(sentence.named.text)):
            self._relate_in(sentence, sentence.named, naming, scopes)
            if scopes.asides:
                main = without_asides(sentence.named, content, scopes.asides)
                self._relate_in(sentence, main, self._naming.possible(main.text), scopes)

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
            if (where := rule.options.get("where", sentence.block.kind)) != sentence.block.kind:
                self._refuse(rule, sentence, f"counts only in blocks of kind {where}: {sentence.block.kind}")
                continue
            for match in rule.matches(slotted.text):
                found = {**slotted.captures(match), **self._looked_for(rule, slotted, match)}
                span = slotted.span(*match.span())
                if reason := refusal(rule, found):
                    self._refuse(rule, sentence, reason)
                    continue
                self._keep(rule, sentence, found)
                if words and not _is_apart(found, words):
                    continue
                if (captures := scopes.asserted(found, span.start)) is not None:
                    self._apply(rule, sentence, captures, self._words(rule, slotted, match), span)
                else:
                    self._refuse(rule, sentence, "what it finds is denied, conditional or only wished")

    def _keep(self, rule: Rule, sentence: Sentence, captures: dict[str, tuple[Mention, ...]]) -> None:
        """Leave in captures over running text the mentions of the types that count there (`keep`)."""
        for name, types in rule.options.get("keep", {}).items():
            if name in captures:
                captures[name] = tuple(m for m in captures[name] if m.type in types)
                if not captures[name]:
                    reason = f"`keep` leaves nothing of {name}: no {' or '.join(types)} in it"
                    self._refuse(rule, sentence, reason)

    def _refuse(self, rule: Rule, sentence: Sentence, reason: str) -> None:
        self.reading.watch.refused(rule, sentence.span, reason)

    def _looked_for(self, rule: Rule, slotted: SlottedText, match: re.Match[str]) -> dict[str, tuple[Mention, ...]]:
        """What the rule's `find` looks for in captures over running text: the labels of a list, by its kind."""
        return looked_for(self.reading.lists, rule.options.get("find", {}), self.document, slotted, match)

    # Mentions

    def _take_in(self, block: Block, mention: Mention) -> None:
        """Let the discourse know what a mention establishes, and state what its phrase rule says."""
        self._discourse.antecedents.note(mention, self.document.text)
        rule = self._rules.get(mention.rule)
        specs = rule.options.get("emits") if rule else None
        # Most mentions establish nothing: they are dates and numbers, or name what the lists know already.
        known = mention.type in _VALUES or (mention.type in _LISTED and mention.entity in self.reading.lists)
        if known and not specs:
            return
        at = self.reading.evidence(block, mention.rule, mention.span)
        if mention.type == "meeting":
            meeting = self._establish(mention.captures, at)
            if meeting and block.kind == "title" and self._discourse.focus is None:
                self._discourse.focus = meeting
        referents = self._resolver.resolve(mention)
        for referent in referents:
            if isinstance(referent.term, Ref):
                if mention.type == "resolution":
                    self._discourse.resolution = referent.term.id
                elif mention.type == "group" and referent.term.id.startswith(f"{self.root}/"):
                    self._discourse.group = referent.term.id
                self._describe(referent.term.id, mention, block, at)
        if specs:
            lookup = self._lookup(mention.captures, block, mention.span, referents, None)
            emit(specs, lookup, self.facts, at)

    def _describe(self, id: str, mention: Mention, block: Block, at: Evidence) -> None:
        """Type and label what has no entry in the authority lists."""
        if id in self.reading.lists:
            return
        if mention.type == "group" and id.startswith(f"{self.root}/"):
            group = next(g for g in self._discourse.groups.values() if g.id == id)
            properties: dict[str, list[Term]] = {"skos:broader": [Ref(group.concept)]}
            if group.role:
                properties["role"] = [Ref(group.role)]
            if group_members(mention) or not group.members:
                self.facts.node(id, ("ActorGroup",), properties, at)
            if id not in self._described and mention.span.end - mention.span.start <= _LABEL_LENGTH:
                self._described.add(id)
                self._label(id, mention, block)
        elif id not in self._described:
            # A bare "paragraph 3" describes nothing; the same may be cited in full later.
            if mention.type in _CITED:
                self._described.add(id)
                describe_document(id, self.facts, self.reading.lists)
            elif names := _CLASSES.get(mention.type):
                self._described.add(id)
                for name in names:
                    self.facts.keep(id, "rdf:type", Ref(f"dao:{name}"))
                self._label(id, mention, block)

    def _label(self, id: str, mention: Mention, block: Block) -> None:
        text = self.document.text[mention.span.start : mention.span.end]
        self.facts.keep(id, "rdfs:label", Value.localised(text, self.document.language_of(block)))

    def _state_mention(self, block: Block, mention: Mention) -> None:
        """State which provision mentions or cites what."""
        if mention.type in _NOT_MENTIONED:
            return
        at = self.reading.evidence(block, mention.rule, mention.span)
        for referent in self._resolver.resolve(mention):
            if isinstance(referent.term, Ref):
                for span in at.spans:
                    self.facts.mentions.add((span, at.provision, referent.term.id))
                if at.provision and block.kind != "front":
                    predicate = "cites" if mention.type in _CITED else "mentions"
                    self.facts.state(at.provision, predicate, referent.term, at)

    # Relations

    def _words(self, rule: Rule, slotted: SlottedText, match: re.Match[str]) -> dict[str, list[Referent]]:
        """The captures that the rule wants word for word (`words`): a purpose, a reason; or as figures (`numbers`)."""
        found = {}
        for name in rule.options.get("words", ()):
            if match.group(name):
                span = slotted.span(*match.span(name))
                wording = self.document.text[span.start : span.end].strip()
                found[name] = [Referent(Value.localised(wording, self.document.language))]
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
        at = self.reading.evidence(sentence.block, rule.id, span)
        meeting = None
        if rule.options.get("defines") == "meeting":
            meeting = self._establish(captures, at)
            if meeting is None:
                reason = "no meeting can be told from its date and place"
                self._refuse(rule, sentence, reason)
                return
            if rule.options.get("focus", True) and not rule.options.get("open"):
                self._discourse.focus = self._discourse.focus or meeting
        if rule.options.get("defines") == "gathering":
            meeting = self._gathering(captures, words["what"], at)
        lookup = self._lookup(captures, sentence.block, sentence.span, [], meeting)

        def worded(name: str) -> list[Referent]:
            return words[name] if name in words else lookup(name)

        def refuse(reason: str) -> None:
            self._refuse(rule, sentence, reason)

        made = emit(rule.options.get("emits", ()), worded, self.facts, at, refuse)
        for id in made:
            self._remember(id)
        if made:
            self._describe_named(rule, sentence.block, captures, at)

    def _describe_named(
        self, rule: Rule, block: Block, captures: Mapping[str, tuple[Mention, ...]], at: Evidence
    ) -> None:
        """Type, label and mention what only this text names, now that something is said of it."""
        for mention in (m for name in rule.options.get("own", ()) for m in captures.get(name, ())):
            made_by = self._rules.get(mention.rule)
            if made_by and made_by.options.get("late"):
                for referent in self._resolver.resolve(mention):
                    if isinstance(referent.term, Ref):
                        self._describe(referent.term.id, mention, block, at)
                self._state_mention(block, mention)

    def _gathering(self, captures: Mapping[str, tuple[Mention, ...]], what: list[Referent], at: Evidence) -> Meeting:
        """A meeting that the text knows by its name alone; it is one of the document's own."""
        name = what[0].term
        label = name.text if isinstance(name, Value) else ""
        (start, end), place = meeting_dates(Mention(Span(0, 0), "meeting", None, at.rule, captures=captures)), None
        if places := captures.get("place"):
            place = places[0].entity
        meeting = Meeting(f"{self.root}/event/{slug(label)}", start, end, place)
        properties: dict[str, list[Term]] = {
            "startDate": [Value.date(str(start))] if start else [],
            "endDate": [Value.date(str(end))] if end else [],
            "place": [Ref(place)] if place else [],
        }
        self.facts.node(meeting.id, ("Meeting",), {k: v for k, v in properties.items() if v}, at)
        self.facts.keep(meeting.id, "rdfs:label", Value.localised(label, self.document.language))
        return meeting

    def _establish(self, captures: Mapping[str, tuple[Mention, ...]], at: Evidence) -> Meeting | None:
        """The meeting with the date and place in `captures`; a new one is stated."""
        if "place" not in captures and (named := captures.get("event", ())):
            captures = named[0].captures
        mention = Mention(Span(0, 0), "meeting", None, at.rule, captures=captures)
        (start, end), place = meeting_dates(mention), meeting_place(mention)
        is_open = bool(self._rules[at.rule].options.get("open"))
        if place is None or (start is None and not is_open):
            return None if is_open else self._discourse.meeting(start, place)
        meeting = self._discourse.establish(start, end, place)
        properties: dict[str, list[Term]] = {"place": [Ref(place)]}
        if meeting.start:
            properties["startDate"] = [Value.date(str(meeting.start))]
        if meeting.end:
            properties["endDate"] = [Value.date(str(meeting.end))]
        self.facts.node(meeting.id, ("Meeting",), properties, at)
        return meeting

    def _remember(self, id: str) -> None:
        """Later sentences speak of "the evaluations" (those of countries) and "the initiative"."""
        properties = self.facts.nodes[id].properties
        if id.startswith("evaluation/") and "country" in properties and id not in self._discourse.evaluations:
            self._discourse.evaluations.append(id)
        for term in sorted(properties.get("initiative", set()) | properties.get("evaluates", set()), key=repr):
            if isinstance(term, Ref):
                self._discourse.initiative = term.id

    def _lookup(
        self,
        captures: Mapping[str, tuple[Mention, ...]],
        block: Block,
        span: Span,
        own: list[Referent],
        meeting: Meeting | None,
    ) -> Lookup:
        """What the variables of a rule's `emits` refer to in one match of it."""

        def lookup(name: str) -> list[Referent]:
            if name == "self":
                return own
            if name in captures:
                return [r for mention in captures[name] for r in self._resolver.resolve(mention)]
            return list(spoken_of(self.reading, name, block, span, meeting))

        return lookup


def _is_apart(captures: Mapping[str, tuple[Mention, ...]], opened: Sequence[Span]) -> bool:
    """Whether of what a match captured the dates and places, and nothing else, lie in the words of opened meetings."""
    return all(
        any(o.start <= m.span.start < o.end for o in opened) == (m.type in ("date", "place"))
        for found in captures.values()
        for m in found
    )
