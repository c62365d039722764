"""Acts: who does what with words – the verbs of a sentence with their subjects, addressees and what they are about.

A pack's act rules find the pieces, by their `type`:

    subject      an actor with the verbs that follow it; the groups `meeting`, `they` and `sender` are words that stand
                 for the meeting, for whoever spoke last, and for whoever says "we"; a group `recipient` is whom the
                 letter is addressed to
    agent        verbs with the actor behind them ("endorsed by the Assembly"), who does not go on speaking
    coordinate   further verbs of the same subject
    fronted      a verb before its subject ("While welcoming the report, the Council")
    initial      a verb that begins a paragraph: its subject stands in the chapeau, or is the organ that adopts
    passive      a verb without its subject ("The Secretariat is requested to"): whose text it is
    obligation   what somebody (`addressee`), or something, should do, in the words of whoever speaks
    chapeau      the subject of a list, before its colon
    floor        who has the floor from here on, or says "we" from here on; with a group `state` whose speech it is,
                 with a group `quoted` whose words the paragraph quotes
    noun         what looks like a verb and is none here ("the support"), outside the clauses of resolutions
    reported     what says (`told`) that somebody else says what should be done ("The Society notes that")
    transmittal  what hands over the report of its `author`, or of somebody unknown: what follows is said by them
    pronoun      a verb with a pronoun for whom it asks ("asks them to"): whoever was asked last
    sense        a verb whose `form` means `verb` beside what stands with it there, and mostly something else

and, within what follows a verb, addressee, deadline, until, basis, consultation and quality. The types denied, wished
and aside are scopes: `scopes.py` says what they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import COLONS, COMMAS, QUOTATION
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Node, Ref
from dao_graph.model.sentence import Sentence
from dao_graph.relate.act_writer import ActWriter
from dao_graph.relate.head_finder import find_heads
from dao_graph.relate.heads import Clauses, Head, less_subjects, main_clauses, shared_end, sharing
from dao_graph.relate.inner_heads import less_inner
from dao_graph.relate.pieces import Pieces, shown
from dao_graph.relate.reading import Reading
from dao_graph.relate.rows import is_row
from dao_graph.relate.scopes import NO_SCOPES, Scopes, aside_sentences, without_asides
from dao_graph.relate.speakers import CLAUSES, Speakers
from dao_graph.relate.speaking import Scope
from dao_graph.relate.transmittals import hand_over
from dao_graph.relate.verbs import asking, factive
from dao_graph.rules.rule import Rule

# Heads that make their actor the one who speaks.
_SPEAKING = ("subject",)
# No more characters than an article or a word like "all" takes.
_ARTICLE = 6
# Kinds of ids of whom "he" may mean.
_SOMEBODY = ("person", "post", "speaker")


class ActReader:
    """States the acts of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = reading.knowledge.rule_set(reading.document.language)
        self._rules = rules.acts
        self._forms = {kind: kept_pattern(form) for kind, form in rules.lexicon["forms"].items()}
        self._speakers = Speakers(reading)
        self._asking = asking(reading.lists)
        self._factive = factive(reading.lists, tuple(rules.lexicon["reporting"]["verbs"]))
        self._writer = ActWriter(reading)

    def possible(self, sentence: Sentence) -> Sequence[Rule]:
        """The rules that may find something in a sentence."""
        block = sentence.block
        silent = not block.path or is_row(self._reading.document, block)
        found = () if silent else self._reading.possible(self._rules, sentence.verbal)
        return found if block.kind != "heading" else tuple(rule for rule in found if rule.type == "lists")

    def listen(self, sentences: Sequence[Sentence], possible: Sequence[Sequence[Rule]]) -> None:
        """Let the state that somebody says, anywhere in a text, to speak for be known from its beginning on."""
        for sentence, rules in zip(sentences, possible, strict=True):
            floor = tuple(rule for rule in rules if rule.type == "floor")
            pieces = Pieces(self._reading, self._speakers, self._forms, sentence, floor, NO_SCOPES)
            for _, match, captures in pieces.matches(("floor",)) if floor else ():
                if match.groupdict().get("state"):
                    self._speakers.state = self._speakers.named(match, captures, sentence.block)
                if self._speakers.state:
                    return

    def he(self, block: Block) -> tuple[Ref, ...]:
        """Whom "he" means at the head of a sentence of a block: the person or post with whom the sentence before
        begins, or who spoke there or in the paragraph before."""
        scope = self._speakers.scope(block.part)
        near = scope.speaker if scope.paragraph in (block.path, scope.here) else ()
        told = (scope.begun if scope.here == block.path else ()) or near
        return told if len(told) == 1 and told[0].id.split("/")[-2] in _SOMEBODY else ()

    def says(self, block: Block) -> tuple[Ref, ...]:
        """Who speaks in a block where nobody has been named, of those whom the text tells."""
        return self._speakers.known(block)

    def read(self, sentence: Sentence, possible: Sequence[Rule], scopes: Scopes = NO_SCOPES) -> list[tuple[Node, Span]]:
        """State the acts of a sentence and return them with their spans; sentences come in reading order, each with
        the rules that are possible in it and its scopes."""
        pieces = Pieces(self._reading, self._speakers, self._forms, sentence, possible, scopes)
        stated = self._read_whole(pieces)
        hand_over(pieces)
        return stated

    def _read_whole(self, pieces: Pieces) -> list[tuple[Node, Span]]:
        """The acts of a sentence, those of its asides behind those of the rest."""
        sentence, scopes = pieces.sentence, pieces.scopes
        # Where a verb begins the paragraph, its subject stands elsewhere: a name before a comma is an object.
        if not scopes.asides or self._speakers.scope(sentence.block.part).opened or _begins_alone(pieces):
            return self._read(pieces)
        content = self._reading.document.text
        main = replace(sentence, verbal=without_asides(sentence.verbal, content, scopes.asides))
        stated = self._read(replace(pieces, sentence=main, possible=self._reading.possible(self._rules, main.verbal)))
        scope = self._speakers.scope(sentence.block.part)
        spoke = scope.speaker, scope.paragraph
        # Where the clause around it says nothing of a known subject, nobody is known who speaks in an aside.
        scope.speaker = scope.speaker if stated else ()
        for aside in aside_sentences(sentence, content, scopes.asides):
            stated.extend(self._read(replace(pieces, sentence=aside)))
        scope.speaker, scope.paragraph = spoke
        return stated

    def _read(self, pieces: Pieces) -> list[tuple[Node, Span]]:
        sentence = pieces.sentence
        block, text = sentence.block, sentence.verbal.text
        scope = self._speakers.scope(block.part)
        if block.kind == "front":
            self._speakers.note_organ(sentence)
            return []
        self._speakers.enter(block)
        scope.quotes = not set(QUOTATION).isdisjoint(text)
        if block.kind == "heading":
            self._begin_turn(sentence, scope)
            scope.listed = None
        self._take_turn(sentence, scope)
        _note_list(pieces, scope)
        if not block.path or block.kind == "heading":
            return []
        self._note_chapeau(pieces, scope, pieces.within(0, len(text), "basis"))
        reported = block.kind not in CLAUSES
        clauses = Clauses(text, self._forms.get("content"))
        scope.peopled.update(pieces.within(0, len(text), "membership"))
        found = list(find_heads(pieces, scope))
        heads = main_clauses(
            found if reported else less_subjects(found), clauses, reported, self._factive, self._asking
        )
        for head in found:
            if head not in heads:
                pieces.refuse(head.rule, "it stands within another act, or follows its verb without a comma")
        heads = less_inner(pieces, heads, self._asking)
        stated: list[tuple[Node, Span]] = []
        for i, speaks in self._spoken(pieces, heads, clauses, scope):
            head, end = sharing(heads, i, clauses)
            # Behind who asks it nothing of an item of a list is said by them.
            end = head.stop if head.rule.options.get("listed") else end
            whole = shared_end(heads, i, clauses, end, self._asking)
            stated.extend(self._writer.state(pieces, head, end, speaks, whole))
        if not heads:
            self._speakers.tells_of(pieces.sentence)
        scope.close(pieces.within(0, len(text), "members"))
        return stated

    def _take_turn(self, sentence: Sentence, scope: Scope) -> None:
        """Give the floor to whom the paragraph of a record begins with."""
        block, discourse = sentence.block, self._reading.discourse
        if discourse.turn == block.path and sentence.span.start == block.sentences[0].start:
            scope.floor = tuple(Ref(id) for id in discourse.floor)
            scope.take(scope.floor, block.path)

    def _begin_turn(self, sentence: Sentence, scope: Scope) -> None:
        """A heading ends who has the floor; that of a transcript says who has it next."""
        scope.floor = self._speakers.turns.speaker(sentence)
        self._reading.discourse.floor = tuple(actor.id for actor in scope.floor)
        if scope.floor:
            scope.take(scope.floor, "")

    def _spoken(
        self, pieces: Pieces, heads: Sequence[Head], clauses: Clauses, scope: Scope
    ) -> Iterator[tuple[int, tuple[Ref, ...]]]:
        """The heads that are acts, by their place among `heads`, with who acts."""
        block = pieces.sentence.block
        actors: tuple[Ref, ...] = ()
        for i, head in enumerate(heads):
            kind = head.rule.type
            if kind == "coordinate" and not actors:
                pieces.refuse(head.rule, "no act stands before it")
                continue
            if kind == "obligation" and not i and not head.actors and _is_told(pieces, head):
                if teller := _teller(pieces, head):
                    yield i, teller
                else:
                    pieces.refuse(head.rule, "somebody says it who is not known")
                continue
            told = i > 0 and heads[i - 1].rule.type == "subject" and clauses.within(heads[i - 1], head)
            if kind == "passive" and told:
                pieces.refuse(head.rule, "it is part of what somebody says")
                continue
            speaks = self._who(pieces, heads, i, scope, actors)
            # Whoever is spoken of does not go on speaking ("The Society noted that Norway had agreed. It").
            if kind in _SPEAKING and not told:
                scope.take(speaks, block.path)
            if kind not in ("obligation", "agent", "passive"):
                actors = speaks
            # Nobody says of themselves what they should do: then it is the text that says it.
            if kind == "obligation" and not head.actors and set(speaks) & set(head.addressees):
                speaks = self._speakers.default(block)
            if speaks:
                yield i, speaks
            else:
                pieces.refuse(head.rule, "nobody is known who speaks")

    def _who(
        self, pieces: Pieces, heads: Sequence[Head], i: int, scope: Scope, actors: tuple[Ref, ...]
    ) -> tuple[Ref, ...]:
        """The actors of head `i`; `actors` are those of the acts before it in the sentence."""
        head, block = heads[i], pieces.sentence.block
        match head.rule.type:
            case "fronted":
                # Its subject follows; where none does, whoever spoke goes on.
                follows = next((h.actors for h in heads[i + 1 :] if h.rule.type == "subject"), ())
                # In an aside it stands before.
                return follows or (scope.speaker if pieces.sentence.verbal.text[:1] in COMMAS else ())
            case "passive":
                return head.actors or self._speakers.default(block)
            case kind:
                return head.actors or actors or self._speakers.in_force(block, kind == "obligation")

    def _note_chapeau(self, pieces: Pieces, scope: Scope, basis: tuple[Ref, ...]) -> None:
        block = pieces.sentence.block
        for rule, match, captures in pieces.matches(("chapeau", "floor")):
            if rule.type == "chapeau" and _follows_verb(pieces, match.start()):
                pieces.refuse(rule, "it is whom a verb before it asks")
            elif actors := self._speakers.named(match, captures, block) or pieces.called(rule, match):
                pieces.used(rule, f"{rule.type} {shown(actors)}")
                if match.groupdict().get("state"):
                    self._speakers.state = self._speakers.state or actors
                    continue
                if match.groupdict().get("quoted"):
                    scope.quoted = actors
                elif rule.type == "floor" and match.groupdict().get("we"):
                    scope.we = () if self._speakers.talks(block) else actors
                    scope.opened = bool(scope.we) and pieces.sentence.verbal.text.rstrip()[-1] in COMMAS + COLONS
                elif rule.type == "floor":
                    scope.floor, self._speakers.recorded = actors, True
                    pieces.reading.discourse.floor = tuple(actor.id for actor in actors)
                else:
                    scope.chapeaux[block.path] = (actors, basis)
                scope.take(actors, block.path)


def _begins_alone(pieces: Pieces) -> bool:
    """True if a verb begins the paragraph whose subject stands elsewhere: outside clauses and lists only where the
    rule says that it may."""
    kind = pieces.sentence.block.kind
    return any(kind != "paragraph" or rule.options.get("elliptic") for rule, *_ in pieces.matches(("initial",)))


def _follows_verb(pieces: Pieces, start: int) -> bool:
    """True if a verb stands right before `start`, no more than an article or a word like "all" between."""
    return any(m.type == "verb" for m in pieces.sentence.verbal.inside(max(0, start - _ARTICLE), start))


def _note_list(pieces: Pieces, scope: Scope) -> None:
    """Note of whom the list that a line opens asks something."""
    for rule, _, captures in pieces.matches(("lists",)):
        scope.listed = pieces.speakers.refs(captures.get("state", ()))
        pieces.used(rule, f"list {shown(scope.listed)}")


def _teller(pieces: Pieces, head: Head) -> tuple[Ref, ...]:
    """Who says what others should do, where the words right before a head name them ("In the view of UNICEF")."""
    for rule, match, captures in pieces.matches(("reported",)):
        if match.end("told") <= head.stop and "actor" in captures:
            pieces.used(rule, "who says so")
            return pieces.speakers.refs(captures["actor"])
    return ()


def _is_told(pieces: Pieces, head: Head) -> bool:
    """True if the words right before a head say that others say it: then it is not the text that does. What only
    documents of one kind say so is said by their own author."""
    if "kinds" in head.rule.options:
        return False
    text, block = pieces.sentence.verbal.text, pieces.sentence.block
    # "Ms. Olsen (Norway) said that donors should": whoever takes the floor says it.
    takes = pieces.reading.discourse.turn == block.path and pieces.sentence.span.start == block.sentences[0].start
    ends = (match.end("told") for _, match, _ in pieces.matches(("reported",)))
    ends = (end for end in ends if not takes or not 0 <= head.start - end <= _ARTICLE)
    # What a colon opens is told to its end ("suggested that: (a) …; (b) …").
    return any(
        end <= head.stop and (text[:end].rstrip()[-1:] in COLONS or not set(COMMAS) & set(text[end : head.start]))
        for end in ends
    )
