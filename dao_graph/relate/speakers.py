"""Speakers: who says what a sentence says, where it names nobody, or by a word that stands for somebody ("we")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dao_graph.model.characters import COMMAS, QUOTATION
from dao_graph.model.document import Block
from dao_graph.model.fact import Ref, Value
from dao_graph.model.mention import Mention
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence
from dao_graph.namespaces import DAO
from dao_graph.relate.organs import UNITED_NATIONS
from dao_graph.relate.reading import Reading
from dao_graph.relate.speaking import Scope, begins_with
from dao_graph.relate.turns import TurnReader
from dao_graph.rules import packs

CLAUSES = ("preambular", "operative")
Captures = Mapping[str, tuple[Mention, ...]]
# "The General Assembly," as it stands above the clauses of a resolution, its name being one slot.
_OPENING_LENGTH, _TOGETHER = 9, 2
# What "he" or "she" may be.
_SOMEBODY = re.compile(r"(?:.*/)?(?:person|post|speaker)/[^/]+$")
# Blocks that show whose a text is.
_FRAMING = ("front", "title", "preambular", "operative", "signature")
_COLLECTIVE = ("group/", "/group/", "meeting/")


def _several(refs: Sequence[Ref], scope: Scope) -> bool:
    """True if "they" may be these: more than one, a group, or a body of whose members the text speaks."""
    return len(refs) > 1 or any(ref in scope.peopled or any(k in ref.id for k in _COLLECTIVE) for ref in refs)


class Speakers:
    """The speakers of each part of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._scopes: dict[str, Scope] = {}
        self._organ: dict[str, tuple[Ref, ...]] = {}
        self.turns = TurnReader(reading)
        # Whether somebody has had the floor: then the text is a record.
        self.recorded = self.turns.is_transcript
        # Whether the text is paragraphs alone, out of one whose front and headings are elsewhere.
        blocks = reading.document.blocks
        headed = [i for i, b in enumerate(blocks) if b.kind == "heading"]
        framed = any(b.kind in _FRAMING or b.part for b in blocks) or headed[:1] == [0] or len(headed) > 1
        self._is_excerpt = not framed and not reading.kind()
        self._enacts = reading.kind().enacts or reading.document.holds_decisions()
        # The state for which somebody says to speak, where the front of the text tells none.
        self.state: tuple[Ref, ...] = ()

    def scope(self, part: str) -> Scope:
        """Who speaks in a part, so far."""
        return self._scopes.setdefault(part, Scope())

    def hand_over(self, authors: Sequence[Ref]) -> None:
        """Let the text be, from here on, that of an author: of one of several, or of one unknown, whom its title
        names, or nobody's."""
        discourse, scope = self._reading.discourse, self.scope("")
        discourse.author = authors[0].id if len(authors) == 1 else discourse.titled
        discourse.handed_over, scope.speaker = True, ()

    def note_organ(self, sentence: Sentence) -> None:
        """ "The General Assembly," alone on a line begins a resolution: its clauses are that organ's."""
        if not self._ends_as_opener(sentence):
            return
        bodies = [m for m in sentence.slotted.found if m.type == "body"]
        # Two may decide together.
        alone = bodies and len(sentence.slotted.text) < _OPENING_LENGTH * min(len(bodies), _TOGETHER)
        organ = self.refs(bodies) if alone else ()
        if not organ and not any(m.entity for m in bodies) and (name := self._opener(sentence)):
            organ = (Ref(f"{self._reading.root}/body/{slug(name)}"),)
            self._describe(organ[0], name)
        if organ:
            self._organ[sentence.block.part] = organ
            self._reading.discourse.opener = organ[0].id

    def _ends_as_opener(self, sentence: Sentence) -> bool:
        """True if a line ends in a comma, or is the name of an organ alone, below the title of what it decides or above
        its clauses."""
        document = self._reading.document
        line = document.text[slice(*sentence.span)].strip()
        if line[-1:] in COMMAS:
            return True
        below = next((after.kind for block, after in pairwise(document.blocks) if block is sentence.block), "")
        opening = packs.markers()[document.language].opening
        return (self._reading.kind().enacts or below in CLAUSES) and opening.fullmatch(line) is not None

    def _opener(self, sentence: Sentence) -> str:
        """The name of an organ that no list knows, alone on a line; nothing elsewhere."""
        line = self._reading.document.text[slice(*sentence.span)].strip()
        opening = packs.markers()[self._reading.document.language].opening
        return line.rstrip(COMMAS).strip(QUOTATION + " ") if opening.fullmatch(line) else ""

    def _describe(self, body: Ref, name: str) -> None:
        self._reading.facts.keep(body.id, "rdf:type", Ref("dao:Body"))
        self._reading.facts.keep(body.id, "rdfs:label", Value.localised(name, self._reading.document.language))

    def adopter(self, block: Block) -> tuple[Ref, ...]:
        """The organ that opens the clauses; where that line cannot be read, the one that the symbol names."""
        organ = self._reading.discourse.organ
        return self._organ.get(block.part) or ((Ref(organ),) if organ and not block.part else ())

    def default(self, block: Block) -> tuple[Ref, ...]:
        """The speaker where nobody has been named."""
        return self.known(block) or self._reading.appended(block.part) or self._voice(block)

    def known(self, block: Block) -> tuple[Ref, ...]:
        """Who speaks where nobody has been named, of those whom the text tells."""
        if block.kind in CLAUSES:
            return self.adopter(block)
        scope = self.scope(block.part)
        own = scope.floor or scope.we or self._reading.speaker(block.part)
        if own:
            return own
        return self._annexed() if block.part else self._reading.correspondent("sender") or self._of_speech()

    def _annexed(self) -> tuple[Ref, ...]:
        """Who speaks in what an organ adopts and annexes, where nobody says "we" there: that organ."""
        organ = self._reading.discourse.organ
        return (Ref(organ),) if organ and self._enacts else ()

    def talks(self, block: Block) -> bool:
        """True if somebody has the floor, or the text is a speech: "we, the islands" are its speaker's for a moment."""
        return bool(self.scope(block.part).floor) or self._reading.kind().findings == "sentences"

    def in_force(self, block: Block, within_paragraph: bool) -> tuple[Ref, ...]:
        """The speaker of a sentence that does not name one: the last one; at choice only if it was in its paragraph."""
        scope = self.scope(block.part)
        if scope.quotes and scope.quoted:
            return scope.quoted
        if within_paragraph and scope.paragraph != block.path:
            return self.default(block)
        return scope.speaker or self.default(block)

    def them(self, block: Block) -> tuple[Ref, ...]:
        """Whom a pronoun means that somebody asks: who was asked last nearby; in what examines the report of a state,
        that state."""
        reading, scope = self._reading, self.scope(block.part)
        if reading.kind(block.part).examines and (state := reading.discourse.reporting):
            return (Ref(state),)
        return scope.asked if scope.is_near(scope.asked_in) else ()

    def named(
        self, match: re.Match[str], captures: Captures, block: Block, first: Mention | None = None
    ) -> tuple[Ref, ...]:
        """The actors that a rule's match names: its capture `actor`, or the groups `meeting` (of a record the body that
        met), `they` (who spoke last, or whose members the sentence before ends with), `it` (who spoke last nearby, and
        is not many), `he` (`first`, with whom the sentence begins, or who has the floor, or spoke last nearby), `floor`
        (who takes the floor of a record in the paragraph) and `sender` (whoever says "we")."""
        groups, scope = match.groupdict(), self.scope(block.part)
        if "actor" in captures:
            return self.refs(captures["actor"])
        if groups.get("meeting"):
            record = self.recorded or self._reading.kind(block.part).record
            return (self._met() if record else ()) or self._reading.meeting()
        if groups.get("floor"):
            return scope.floor if self._reading.discourse.turn == block.path else ()
        near = scope.speaker if scope.is_near(scope.paragraph) else ()
        if groups.get("they"):
            return near if _several(near, scope) or self._issues(block, near) else scope.members
        if groups.get("it"):
            return self._it(first, near, scope, "he" in groups)
        if groups.get("he"):
            return self._he(first, near, block)
        return self.first_person(block) if any(groups[n] for n in groups if n.startswith("sender")) else ()

    def _it(self, first: Mention | None, near: tuple[Ref, ...], scope: Scope, thing: bool) -> tuple[Ref, ...]:
        """The referent of "it", where `near` spoke last nearby and the sentence begins with `first`; of a `thing`
        where the language has other words for a person."""
        # "UNESCO stated that it agreed".
        if first and first.type in ("body", "country"):
            return self.refs([first])
        if begun := tuple(ref for ref in scope.begun if not (thing and _SOMEBODY.match(ref.id))):
            return begun
        # Whoever speaks in a transcript says "I".
        floor = () if self.turns.is_transcript else scope.floor
        floor = tuple(ref for ref in floor if not (thing and "/speaker/" in ref.id))
        spoke = floor if self._are_many(near) else tuple(ref for ref in near if ref not in scope.floor) or floor
        return spoke or scope.earlier

    def _met(self) -> tuple[Ref, ...]:
        """The body whose meeting a record is of: whose record it is, else the first that the text names."""
        body = self._reading.discourse.antecedents.first()
        return self._issuers() or ((Ref(body),) if body and body != UNITED_NATIONS else ())

    def _he(self, first: Mention | None, near: tuple[Ref, ...], block: Block) -> tuple[Ref, ...]:
        """The referent of "he" or "she", where `near` spoke last nearby and the sentence begins with `first`."""
        # "The Secretary-General had said that he".
        if first and first.type in ("person", "post") and (begun := self.refs([first])):
            return begun
        scope = self.scope(block.part)
        if begun := tuple(ref for ref in scope.begun if _SOMEBODY.match(ref.id)):
            return begun
        said = tuple(ref for ref in near if _SOMEBODY.match(ref.id))
        here = said if scope.paragraph == scope.here and self._is_told(block) else ()
        return here or scope.floor or said or (near if self._issues(block, near) else ())

    def _issues(self, block: Block, near: tuple[Ref, ...]) -> bool:
        """True if who spoke last is the body that issues all of a kind: "the Inspectors" speak for it."""
        return self._reading.kind(block.part).speaker == "issuer" and near == self._reading.speaker(block.part)

    def _is_told(self, block: Block) -> bool:
        """True if a text tells of many, in no record of a meeting: who has the floor has it in one paragraph."""
        kind = self._reading.kind(block.part)
        return bool(kind) and not kind.record and not kind.issuer and kind.speaker == "nobody"

    def enter(self, block: Block) -> None:
        """Go on to a paragraph, or stay in it."""
        scope = self.scope(block.part)
        if block.path != scope.here and self._is_told(block):
            scope.floor = ()
        scope.enter(block.path)

    def tells_of(self, sentence: Sentence) -> None:
        """Let "it" and "he" mean whom a sentence without an act begins with ("Norway asked. It noted")."""
        first = begins_with(sentence.verbal)
        told = first is not None and first.type in ("country", "body", "person", "post")
        self.scope(sentence.block.part).tells(self.refs([first]) if first and told else ())

    def _are_many(self, refs: Sequence[Ref]) -> bool:
        """True if these are surely more than one, of whom a text says "they" and never "it"."""
        many = self._reading.lists.one
        return len(refs) > 1 or any("/group/" in ref.id or many(ref.id, DAO + "namesMany") for ref in refs)

    def first_person(self, block: Block) -> tuple[Ref, ...]:
        """The referent of "we": in a quotation whoever is quoted, else whoever has the floor, the sender of a letter or
        the author of a report, in an annex of a resolution the organ that adopted it, and in a speech the state that
        the text is of."""
        reading = self._reading
        scope = self.scope(block.part)
        if scope.quotes and scope.quoted:
            return scope.quoted
        if scope.we or scope.floor:
            return scope.we or scope.floor
        sender = reading.correspondent("sender")
        if sender and not block.part:
            return sender
        kind = reading.kind(block.part)
        own = reading.speaker(block.part) if kind.speaker in ("author", "issuer", "sender") else ()
        if own or (reading.discourse.handed_over and not block.part):
            return own
        if block.kind in CLAUSES:
            return sender
        organ = reading.discourse.organ
        if organ and reading.kind().enacts:
            return (Ref(organ),)
        body = () if self._is_excerpt else self._own_body(scope)
        # What a letter encloses is another's text: of one of whom nothing more is known, sooner its body's.
        unknown = bool(block.part) and all(ref.id.startswith(f"{reading.root}/") for ref in sender)
        own = reading.speaker(block.part) or (body or sender if unknown else sender or body)
        return own or self._of_speech() or self._voice(block)

    def _of_speech(self) -> tuple[Ref, ...]:
        """The state that a speech is of: not one whose sender the title has, as a letter's."""
        if self.turns.is_transcript:
            return ()
        kind, state = self._reading.kind(), self._reading.discourse.antecedents.speaks_for()
        is_speech = kind.speaker == "sender" and kind.date != "title"
        told = () if self.recorded else self.state
        return ((Ref(state),) if state else told) if is_speech or not kind else ()

    def _voice(self, block: Block) -> tuple[Ref, ...]:
        """Whoever says what an excerpt or an outcome says, where it tells nobody."""
        adopted = self._reading.kind(block.part).speaker == "meeting"
        return (self._reading.voice(block.part),) if self._is_excerpt or adopted else ()

    def _own_body(self, scope: Scope) -> tuple[Ref, ...]:
        """The body that spoke last, where the text is its own: the one that issues it, or where none is told one that
        its front names."""
        named = {issuer.id for issuer in self._issuers()} or self._reading.discourse.antecedents.fronted()
        # The United Nations stand at the head of every page.
        return scope.speaker if {ref.id for ref in scope.speaker} <= named - {UNITED_NATIONS} else ()

    def _issuers(self) -> tuple[Ref, ...]:
        """The bodies that issue the text."""
        issuers = self._reading.facts.objects(self._reading.root, "issuingBody")
        return tuple(issuer for issuer in issuers if isinstance(issuer, Ref))

    def refs(self, mentions: Sequence[Mention]) -> tuple[Ref, ...]:
        """What mentions refer to."""
        found: dict[Ref, None] = {}
        for mention in mentions:
            referents = [r.term for r in self._reading.resolver.resolve(mention) if isinstance(r.term, Ref)]
            found.update(dict.fromkeys(referents or self._named_elsewhere(mention)))
        return tuple(found)

    def _named_elsewhere(self, mention: Mention) -> tuple[Ref, ...]:
        """The body that an excerpt gives a short name alone: what it is in full stands elsewhere in its text."""
        head = mention.text("head")
        if not self._is_excerpt or not head or mention.type != "body":
            return ()
        body = Ref(f"{self._reading.root}/body/{slug(head)}")
        self._describe(body, head)
        return (body,)
