"""Reads a document sentence by sentence and states what the rules find."""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.document import Document
from dao_graph.model.fact import Facts
from dao_graph.model.sentence import Sentence, is_prose
from dao_graph.relate.acts import ActReader
from dao_graph.relate.beforehand import adopters, author_of, own_date, parties_of, sole_state, titled_author
from dao_graph.relate.correspondence import read_sender
from dao_graph.relate.delivery import read_state
from dao_graph.relate.discourse import Discourse
from dao_graph.relate.findings import FindingReader
from dao_graph.relate.front import read_board_session, read_front
from dao_graph.relate.gathered import name_gathered, read_gathered
from dao_graph.relate.masthead import read_frame
from dao_graph.relate.mentions import MentionReader
from dao_graph.relate.money import MoneyReader
from dao_graph.relate.numbered import read_covered, read_numbered
from dao_graph.relate.officers import OfficerReader
from dao_graph.relate.outline import keep_structure
from dao_graph.relate.people import nominatives
from dao_graph.relate.reading import Reading
from dao_graph.relate.records import RecordReader
from dao_graph.relate.relations import RelationReader
from dao_graph.relate.resolve import Resolver
from dao_graph.relate.scopes import behind_connective, read_scopes
from dao_graph.relate.signature import read_signatures
from dao_graph.relate.sittings import periods
from dao_graph.relate.targets import TargetReader
from dao_graph.relate.votes import VoteReader, read_sponsors
from dao_graph.relate.watch import NOBODY, Watch
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.rule import Rule

# The number of a heading, with its stop, has so many characters.
_NUMBER = 6


class Reader:
    """Reads one document, whose local id is `root`, from its beginning to its end into `facts`."""

    def __init__(self, document: Document, root: str, watch: Watch = NOBODY, knowledge: Knowledge = PACKAGED) -> None:
        self.document = document
        self.root = root
        self.facts = Facts()
        self._discourse = Discourse(root)
        foreign = dict.fromkeys(block.language for block in document.blocks if block.language)
        rules = knowledge.rule_index(document.language)
        for language in foreign:
            rules = {**knowledge.rule_index(language), **rules}
        resolver = Resolver(self._discourse, rules, knowledge.authorities)
        self.reading = Reading(document, root, self._discourse, resolver, self.facts, watch, knowledge)
        self._mentions = MentionReader(self.reading, rules)
        self._relations = RelationReader(self.reading, rules, self._mentions)
        self._acts = ActReader(self.reading)
        self._findings = FindingReader(self.reading)
        self._targets = TargetReader(self.reading)
        self._money = MoneyReader(self.reading)
        self._votes = VoteReader(self.reading)
        self._officers = OfficerReader(self.reading)
        self._record: RecordReader | None = None

    def read(self, sentences: Sequence[Sentence]) -> None:
        """State everything that `sentences` say."""
        keep_structure(self.document, sentences, self.root, self.facts)
        read_front(self.document, sentences, self._discourse, self.facts, self.reading.knowledge)
        self._discourse.date = own_date(sentences)
        self._discourse.adopters = adopters(sentences)
        self._discourse.periods = periods(sentences)
        read_frame(self.reading, sentences)
        read_state(self.reading, sentences)
        read_covered(self.reading, sentences)
        self._discourse.author = author_of(self.reading, sentences)
        self._discourse.titled = titled_author(self.reading, sentences)
        kind = self.reading.kind()
        self._discourse.issuer = kind.issuer if kind.speaker == "issuer" and "/" in kind.issuer else None
        self._discourse.parties = parties_of(self.reading, sentences)
        if self.reading.kind().sender == "sponsors":
            read_sponsors(self.reading, sentences)
        self._open(sentences)
        read_gathered(self.reading, sentences)
        read_board_session(self.reading, sentences)
        self._mentions.open(sentences)
        self._money.open(sentences)
        if self.reading.kind().record:
            self._record = RecordReader(self.reading, sentences)
        # Which rules are possible is asked for all sentences before the first is read: what looks for one stage's
        # pieces of text, kept at hand by the processor, takes half the time.
        # Of a passage in another language the mentions count: its patterns would want a discourse of their own.
        prose = [is_prose(sentence) and not sentence.block.language for sentence in sentences]
        relations = [self._relations.possible(s) if is_so else () for s, is_so in zip(sentences, prose, strict=True)]
        acts = [self._acts.possible(s) if is_so else () for s, is_so in zip(sentences, prose, strict=True)]
        self._acts.listen(sentences, acts)
        for sentence, is_so, related, acting in zip(sentences, prose, relations, acts, strict=True):
            self._read(sentence, is_so, related, acting)
        name_gathered(self.reading)
        read_signatures(self.document, sentences, self.root, self.facts, self.reading.lists)

    def _open(self, sentences: Sequence[Sentence]) -> None:
        """Let the discourse know whose text it is, and what its front names."""
        antecedents = self._discourse.antecedents
        own = (*(ref.id for ref in self.reading.speaker()), self._discourse.author, self._discourse.organ)
        antecedents.own = [entity for entity in own if entity and entity.startswith(("body/", "group/"))]
        lexicon = self.reading.knowledge.rule_set(self.document.language).lexicon
        antecedents.funds = frozenset(lexicon["owners"].get("funds", ()))
        names = lexicon["names"]
        rival = names.get("rival", "(?!)")
        self._discourse.people = nominatives(names, sentences, self.document.text)
        antecedents.open(sentences, self.document.text, self.document.language, self.reading.lists, rival)
        if self.reading.kind().examines:
            self._discourse.reporting = antecedents.state or sole_state(sentences)

    def _read(self, sentence: Sentence, prose: bool, relations: Sequence[Rule], acts: Sequence[Rule]) -> None:
        block, slotted = sentence.block, sentence.slotted
        if block.kind == "note":
            self._discourse.resolution = self._discourse.notes.get(block.number, self._discourse.resolution)
        named = () if _is_caption(sentence, self.document.text) else slotted.found
        for mention in named:
            for inner in mention.walk():
                self._mentions.take_in(block, inner)
        if self._record:
            self._record.read(sentence)
        self._officers.read_list(sentence)
        if not self._votes.read(sentence) and prose:
            scopes = read_scopes(acts, sentence.verbal, self.document.text)
            self._relations.read(sentence, relations, scopes)
            self._officers.read_election(sentence, scopes)
            read_sender(self.reading, sentence)
            spoken = behind_connective(sentence, self.document.text, scopes)
            he = self._acts.he(block)
            done = self._acts.read(spoken, acts, scopes)
            self._targets.read(sentence, acts, done)
            self._findings.read(sentence, done, self._acts.says(block), he)
            if self._record and not done:
                self._record.go_on(sentence)
            self._money.read(sentence, scopes)
            read_numbered(self.reading, sentence)
        for mention in named:
            self._mentions.state_all(block, mention)
        for reference in self.document.note_references:
            if sentence.span.start <= reference.offset <= sentence.span.end + 1 and self._discourse.resolution:
                self._discourse.notes.setdefault(reference.mark, self._discourse.resolution)


def _is_caption(sentence: Sentence, text: str) -> bool:
    """True if a heading is no more than a word for a group ("Participants"): it names nobody."""
    if sentence.block.kind != "heading" or len(sentence.slotted.found) != 1:
        return False
    (mention,) = sentence.slotted.found
    before = text[sentence.span.start : mention.span.start]
    return mention.type == "group" and mention.span.end >= sentence.span.end and len(before) <= _NUMBER
