"""The effect of mentions: what they establish in the discourse, and the facts about what they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dao_graph.lists.authorities import SLOT_OF
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Evidence, Ref, Term, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.citations import describe_document
from dao_graph.relate.context import spoken_of
from dao_graph.relate.discourse import Meeting
from dao_graph.relate.emission import Lookup, emit
from dao_graph.relate.groups import group_members
from dao_graph.relate.meetings import establish
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import Referent
from dao_graph.relate.running_heads import Own, own_marks
from dao_graph.rules.rule import Rule

_CITED = ("resolution", "provision", "symbol", "document")
_NOT_MENTIONED = ("date", "number", "reference", "paragraph", "session", "agenda-item", "sum")
_VALUES = ("date", "number", "reference")
# What the authority lists have entries for, less groups: these may be the text's own.
_LISTED = frozenset(SLOT_OF) - {"group"}
# What a text calls a group is its label, unless it lists the members too.
_LABEL_LENGTH = 60
# What stands within the full name of a person.
_FULL = re.compile(r"[\s·•]")
# The full stop of a sentence that a name ends; that of an initial is its own.
_STOP = re.compile(r"(?<=\w{4})\.$")
# What a composed mention is, where the authority lists do not know it.
_CLASSES = {
    "body": ("Body",),
    "post": ("Post",),
    "person": ("Person",),
    "fund": ("FundingMechanism", "Fund"),
    "initiative": ("Initiative",),
}


class MentionReader:
    """Lets the discourse of one document know what its mentions establish; types, labels and cites what they name.

    `rules` are those of its languages, by id.
    """

    def __init__(self, reading: Reading, rules: Mapping[str, Rule]) -> None:
        self._reading = reading
        self._rules = rules
        self._described: set[str] = set()
        self._own = Own(frozenset(), frozenset())

    def open(self, sentences: Sequence[Sentence]) -> None:
        """Look at what names the text itself, which it does not cite."""
        self._own = own_marks(self._reading.document, self._reading.root, sentences)

    def take_in(self, block: Block, mention: Mention) -> None:
        """Let the discourse know what a mention establishes, and state what its phrase rule says."""
        self._reading.discourse.antecedents.note(mention, self._reading.document.text)
        rule = self._rules.get(mention.rule)
        specs = rule.options.get("emits") if rule else None
        # Most mentions establish nothing: they are dates and numbers, or name what the lists know already.
        known = mention.type in _VALUES or (mention.type in _LISTED and mention.entity in self._reading.lists)
        if known and not specs:
            return
        at = self._reading.evidence(block, mention.rule, mention.span)
        if mention.type == "meeting":
            meeting = establish(self._reading, mention.captures, at, self._is_open(mention.rule))
            if meeting and block.kind == "title" and self._reading.discourse.focus is None:
                self._reading.discourse.focus = meeting
        referents = self._reading.resolver.resolve(mention)
        for referent in referents:
            if isinstance(referent.term, Ref):
                if mention.type == "resolution":
                    self._reading.discourse.resolution = referent.term.id
                elif mention.type == "group" and referent.term.id.startswith(f"{self._reading.root}/"):
                    self._reading.discourse.group = referent.term.id
                self.describe(referent.term.id, mention, block, at)
        if specs:
            lookup = self.lookup(mention.captures, block, mention.span, referents, None)
            emit(specs, lookup, self._reading.facts, at)

    def describe(self, id: str, mention: Mention, block: Block, at: Evidence) -> None:
        """Type and label what has no entry in the authority lists."""
        if id in self._reading.lists:
            return
        if mention.type == "group" and id.startswith(f"{self._reading.root}/"):
            group = next((g for g in self._reading.discourse.groups.values() if g.id == id), None)
            if group is None:
                # "The Group" stands for a body that the text has described under its full name.
                return
            properties: dict[str, list[Term]] = {"skos:broader": [Ref(group.concept)]}
            if group.role:
                properties["role"] = [Ref(group.role)]
            if group_members(mention) or not group.members:
                self._reading.facts.node(id, ("ActorGroup",), properties, at)
            if id not in self._described and mention.span.end - mention.span.start <= _LABEL_LENGTH:
                self._described.add(id)
                self._label(id, mention, block)
        elif id not in self._described:
            # A bare "paragraph 3" describes nothing; the same may be cited in full later.
            if mention.type in _CITED:
                self._described.add(id)
                describe_document(id, self._reading.facts, self._reading.lists)
            elif names := _CLASSES.get(mention.type):
                self._described.add(id)
                for name in names:
                    self._reading.facts.keep(id, "rdf:type", Ref(f"dao:{name}"))
                self._label(id, mention, block)

    def _label(self, id: str, mention: Mention, block: Block) -> None:
        written, name = self._reading.document.text[mention.span.start : mention.span.end], mention.text("name")
        # A surname alone keeps the "Mr." before it.
        if mention.type == "person" and name and _FULL.search(name):
            written = _STOP.sub("", name)
        text = self._reading.discourse.people.get(mention.entity or "", written)
        self._reading.facts.keep(id, "rdfs:label", Value.localised(text, self._reading.document.language_of(block)))

    def state_all(self, block: Block, mention: Mention) -> None:
        """State what a mention and those within it name, less the group of which one names some alone."""
        self.state(block, mention)
        rule = self._rules.get(mention.rule)
        whole = mention.captures.get("who", ()) if rule and rule.options.get("scoped") else ()
        for inner in mention.parts:
            if inner not in whole:
                self.state_all(block, inner)

    def state(self, block: Block, mention: Mention) -> None:
        """State which provision mentions or cites what."""
        if mention.type in _NOT_MENTIONED:
            return
        at = self._reading.evidence(block, mention.rule, mention.span)
        for referent in self._reading.resolver.resolve(mention):
            if isinstance(referent.term, Ref):
                for span in at.spans:
                    self._reading.facts.mentions.add((span, at.provision, referent.term.id))
                if at.provision and block.kind != "front" and not self._own.has(mention, referent.term.id):
                    predicate = "cites" if mention.type in _CITED else "mentions"
                    self._reading.facts.state(at.provision, predicate, referent.term, at)

    def _is_open(self, rule: str) -> bool:
        """True if a rule tells of meetings whose date may be told elsewhere."""
        return bool(self._rules[rule].options.get("open"))

    def lookup(
        self,
        captures: Mapping[str, tuple[Mention, ...]],
        block: Block,
        span: Span,
        own: list[Referent],
        meeting: Meeting | None,
    ) -> Lookup:
        """The referents of the variables of a rule's `emits` in one match."""

        def referents(name: str) -> list[Referent]:
            if name == "self":
                return own
            if name in captures:
                return [r for mention in captures[name] for r in self._reading.resolver.resolve(mention)]
            return list(spoken_of(self._reading, name, block, span, meeting))

        return referents
