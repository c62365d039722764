"""The state that the readers of a document share: the document, the discourse, and the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dao_graph.lists.authorities import Authorities
from dao_graph.model.document import Block, Document, Span
from dao_graph.model.fact import Evidence, Facts, Ref
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.model.mention import OWN
from dao_graph.model.sentence import SlottedText
from dao_graph.relate.discourse import Discourse
from dao_graph.relate.outline import address
from dao_graph.relate.resolve import Resolver
from dao_graph.relate.watch import NOBODY, Watch
from dao_graph.rules.kinds import kind_named
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.rule import Rule
from dao_graph.rules.stage import Stage


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, whose local id is `root`, while it is read into `facts`."""

    document: Document
    root: str
    discourse: Discourse
    resolver: Resolver
    facts: Facts
    watch: Watch = NOBODY
    knowledge: Knowledge = PACKAGED
    _originals: dict[Span, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def lists(self) -> Authorities:
        """The authority lists."""
        return self.knowledge.authorities

    def id_of(self, entity: str) -> str:
        """The id of what a mention names: of a thing of the text's own within the document."""
        return f"{self.root}/{entity.removeprefix(OWN)}" if entity.startswith(OWN) else entity

    def evidence(self, block: Block, rule: str, span: Span) -> Evidence:
        """The evidence for a repaired span of `block`, found by a rule."""
        provision = address(self.root, block.path or block.part)
        # What a mention says is asked for several times.
        originals = self._originals.get(span)
        if originals is None:
            originals = self._originals[span] = self.document.original_spans(span)
        return Evidence(originals, None if provision == self.root else provision, rule)

    def possible(self, stage: Stage, text: SlottedText) -> Sequence[Rule]:
        """The rules of a stage that may find something in a text. Whoever watches wants to see what `entities` refuse,
        too."""
        return stage.possible(text.text, ids=text.ids() if self.watch is NOBODY else None)

    def kind(self, part: str = "") -> Kind:
        """The kind of a part of the document (empty: the main one)."""
        return next((kind_named(p.kind) for p in self.document.parts if p.path == part), NO_KIND)

    def speaker(self, part: str = "") -> tuple[Ref, ...]:
        """The default speaker of a part of the document: of a letter its sender, of a statement the meeting, of a
        report its author, as its kind says."""
        match self.kind(part).speaker:
            case "meeting":
                return self.meeting()
            case "sender":
                return self.correspondent("sender")
            case "author":
                author, gathering = self.discourse.author, self.discourse.gathering
                return (Ref(author),) if author else (Ref(gathering.id),) if gathering and not part else ()
            case "turn":
                return tuple(Ref(speaker) for speaker in self.discourse.floor)
            case "parties":
                return tuple(Ref(party) for party in self.discourse.parties)
            case "unnamed":
                return (self.voice(),)
            case "issuer":
                issuer = self.kind(part).issuer
                return (Ref(issuer),) if "/" in issuer else ()
        return ()

    def appended(self, part: str) -> tuple[Ref, ...]:
        """Who says what should be done in an annex of no kind of its own: the body whose report it is appended to."""
        if not part or self.kind().speaker != "author" or self.kind(part):
            return ()
        return tuple(own for own in self.speaker() if not own.id.startswith(("post/", "person/")))

    def voice(self, part: str = "") -> Ref:
        """Whoever says what an excerpt, or a part of the document, says: somebody, whom no list knows."""
        author = Ref(f"{address(self.root, part)}/author")
        self.facts.keep(author.id, "rdf:type", Ref("dao:ActorGroup"))
        return author

    def meeting(self) -> tuple[Ref, ...]:
        """The meeting that the document is about, if it is about one."""
        if self.discourse.gathering:
            return (Ref(self.discourse.gathering.id),)
        meeting = self.discourse.meeting(None, None)
        return (Ref(meeting.id),) if meeting else ()

    def correspondent(self, role: str) -> tuple[Ref, ...]:
        """The "sender" or "recipient" of a letter."""
        return tuple(term for term in self.facts.objects(self.root, role) if isinstance(term, Ref))
