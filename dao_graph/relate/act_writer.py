"""The roles of an act, and its facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from dao_graph.model.characters import COLONS, COMMAS, SEMICOLONS, STOPS
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Evidence, Node, Ref, Term, Value, fact_id
from dao_graph.model.mention import Mention
from dao_graph.namespaces import DAO
from dao_graph.relate.deadlines import DeadlineReader
from dao_graph.relate.heads import Head
from dao_graph.relate.label_search import looked_for
from dao_graph.relate.pieces import Pieces, named
from dao_graph.relate.reading import Reading
from dao_graph.relate.speakers import CLAUSES
from dao_graph.relate.terms import TermReader
from dao_graph.relate.verbs import asks

# What stands in an act without being what it is about.
_NOT_CONCERNED = ("date", "number", "reference", "paragraph", "verb", "place")

# The words of an act with its items; further items stay in the text.
_LONGEST = 1_500


class ActWriter:
    """States the acts of one document, whose heads are known."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._counts: dict[tuple[str, str], int] = {}
        self._deadlines = DeadlineReader(reading)
        self._terms = TermReader(reading)

    def state(
        self, pieces: Pieces, head: Head, end: int, actors: tuple[Ref, ...], whole: int
    ) -> Iterator[tuple[Node, Span]]:
        """The acts of a head that ends at `end` in the slotted text, each with its span. What it asks for is said up to
        `whole`."""
        sentence = pieces.sentence
        text, block = sentence.verbal, sentence.block
        piece = text.text[head.stop : end].rstrip(" " + COMMAS + SEMICOLONS + STOPS)
        stop = head.stop + len(piece)
        upto = stop if whole == end else len(text.text[:whole].rstrip(" " + COMMAS + SEMICOLONS + STOPS))
        words = text.text[head.words : head.stop]
        begin = head.words + len(words) - len(words.lstrip(" " + COMMAS + SEMICOLONS))
        span = text.span(begin, max(upto, head.stop))
        at = self._reading.evidence(block, (head.sense or head.rule).id, span)
        for verb in head.verbs:
            roles = self._roles(pieces, head, verb, actors, stop)
            if roles is None:
                pieces.refuse(head.rule, "it would ask whoever acts")
                continue
            # What is noted may have been due, or have ended, before.
            if asks(self._reading.lists, verb):
                if block.kind in CLAUSES or self._reading.lists.one(verb, DAO + "doneAtOnce") != "true":
                    roles["deadline"] = self._due(pieces, head, upto, at)[:1]
                roles["endDate"] = self._deadlines.until(pieces.possible, text, head.stop, stop)[:1]
                roles |= self._terms.find(pieces.possible, text, head.stop, stop)
                roles["quality"] = _qualities(pieces, piece, head.stop)
            roles = {name: terms for name, terms in roles.items() if terms}
            wording = self._wording(block, span)
            said: dict[str, Sequence[Term]] = {"text": (Value.localised(wording, self._reading.document.language),)}
            if event := roles.pop("dueAfterEvent", ()):
                said["dueAfterEvent"] = event
            id = self._id(verb, roles)
            self._reading.facts.node(id, ("Act",), {**roles, **said}, at)
            yield self._reading.facts.nodes[id], span

    def _wording(self, block: Block, span: Span) -> str:
        """The words of an act; what its paragraph only announces ("recommends that Norway:"), its items say."""
        document = self._reading.document
        words = document.text[span.start : span.end]
        if not words.rstrip().endswith(tuple(COLONS)) or document.text[span.end : block.span.end].strip():
            return words
        after = bisect_right(document.blocks, block.span.start, key=lambda other: other.span.start)
        for item in islice(document.blocks, after, None):
            if item.parent != block.path or item.kind != "item":
                break
            words += f" {document.text[item.span.start : item.span.end]}"
            if len(words) > _LONGEST:
                break
        return " ".join(words.split())

    def _roles(
        self, pieces: Pieces, head: Head, verb: str, actors: tuple[Ref, ...], stop: int
    ) -> dict[str, Sequence[Term]] | None:
        """The roles of one verb of a head: actor, addressee, and what the act concerns. None where actors would ask
        themselves, or those whom the sentence does not name themselves and others: then it does not say who asks; nor
        where nobody known is meant by a pronoun for who should do something."""
        block = pieces.sentence.block
        asked = pieces.speakers.them(block) if head.them else ()
        addressees = head.addressees or tuple(ref for ref in asked if ref not in actors)
        if head.them and not addressees and head.rule.type == "obligation":
            return None
        if not addressees:
            takes = self._reading.lists.one(verb, DAO + "takesAddressee") == "true"
            addressees = pieces.within(head.stop, stop, "addressee", verb, for_all=takes)
        addressees = addressees or head.recipients
        pieces.speakers.scope(block.part).asks(addressees, block.path)
        # The parties to an agreement lay down what they themselves do.
        agreed = self._reading.kind(block.part).speaker == "parties"
        themselves = set() if agreed else set(addressees) & set(actors)
        if block.kind not in CLAUSES and themselves and (not head.actors or themselves == set(addressees)):
            return None
        chapeau = pieces.speakers.scope(block.part).chapeaux.get(block.parent, ((), ()))
        basis = pieces.within(head.stop, stop, "basis") or chapeau[1]
        consulted = pieces.within(head.stop, stop, "consultation")
        known = {*actors, *addressees, *basis, *consulted}
        return {
            "actor": actors,
            "verb": (Ref(verb),),
            "addressee": addressees,
            "concerns": tuple(r for r in _concerned(pieces, head.start, stop) if r not in known),
            "basis": basis,
            "inConsultationWith": consulted,
            "inProvision": (Ref(f"{self._reading.root}/{block.path}"),),
        }

    def _due(self, pieces: Pieces, head: Head, stop: int, at: Evidence) -> Sequence[Term]:
        """The deadline of what a head asks for: after its verb, or before it ("By 2030, all people should")."""
        text = pieces.sentence.verbal
        found = self._deadlines.find(pieces.possible, text, head.stop, stop, at)
        if not found and head.rule.type == "obligation":
            found = self._deadlines.find(pieces.possible, text, 0, head.stop, at)
        return found

    def _id(self, verb: str, roles: dict[str, Sequence[Term]]) -> str:
        """The id of an act: of its roles without its words, which differ by language, and of its place among the acts
        of its provision with the same verb."""
        key = (str(roles["inProvision"]), verb)
        self._counts[key] = self._counts.get(key, 0) + 1
        return fact_id("Act", {**roles, "number": (Value.integer(self._counts[key]),)})


def _concerned(pieces: Pieces, begin: int, end: int) -> tuple[Ref, ...]:
    inside = [m for m in pieces.sentence.verbal.inside(begin, end) if m.type not in _NOT_CONCERNED]
    # In "General Assembly resolution 62/208" the Assembly tells which resolution; nothing is done to it.
    organs = {organ.span for m in inside for part in m.walk() for organ in part.captures.get("organ", ())}
    return pieces.speakers.refs([m for m in inside if m.span not in organs])


def _qualities(pieces: Pieces, piece: str, offset: int) -> tuple[Ref, ...]:
    """The qualities that money is asked to have (predictable, unearmarked)."""
    text = pieces.sentence.verbal
    found: list[Mention] = []
    for rule in pieces.possible:
        if rule.type == "quality":
            for match in rule.matches(piece):
                wanted = rule.options.get("find", {})
                captures = looked_for(pieces.reading.lists, wanted, pieces.reading.document, text, match, offset)
                qualities = captures.get("quality", ())
                pieces.used(rule, f"quality {named(qualities)}")
                found.extend(qualities)
    return tuple(dict.fromkeys(Ref(m.entity) for m in found if m.entity))
