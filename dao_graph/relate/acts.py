"""Acts: who does what with words – the verbs of a sentence with their subjects, addressees and what they are about.

A pack's act rules find the pieces, by their `type`:

    subject      an actor with the verbs that follow it; the groups `meeting`, `they` and `sender` are words that stand
                 for the meeting, the last actor and the writer of a letter
    coordinate   further verbs of the same subject
    initial      a verb that begins a paragraph: its subject stands in the chapeau, or is the organ that adopts
    obligation   what somebody (`addressee`) should do, in the words of whoever speaks
    chapeau      the subject of a list, before its colon
    sense        a verb whose `form` means `verb` beside what stands with it there, and mostly something else

and, within what follows a verb, addressee, deadline, basis, consultation and quality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dao_graph.lists.authorities import authorities
from dao_graph.model.characters import COMMAS, SEMICOLONS, STOPS
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Node, Ref, Term, Value, fact_id
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.namespaces import DAO
from dao_graph.relate.deadlines import DeadlineReader
from dao_graph.relate.heads import Head, Speaking, broadest, content_end, main_clauses
from dao_graph.relate.label_search import looked_for
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import NO_SCOPES, Scopes, aside_sentences, without_asides
from dao_graph.rules.packs import compile_pattern
from dao_graph.rules.patterns import Rule, refusal, rule_set

_HEADS = ("subject", "coordinate", "initial", "obligation")
_ASKS_FROM = 2
_CLAUSES = ("preambular", "operative")
# What stands in an act without being what it is about.
_NOT_CONCERNED = ("date", "number", "reference", "paragraph", "verb", "place")


_Captures = dict[str, tuple[Mention, ...]]


class ActReader:
    """States the acts of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = rule_set(reading.document.language)
        self._rules = rules.acts
        # The rules that are possible in the sentence being read, and so all that are in a piece of it.
        self._possible: Sequence[Rule] = ()
        self._scope = NO_SCOPES
        self._at = Span(0, 0)
        self._forms = {kind: re.compile(form) for kind, form in rules.lexicon["forms"].items()}
        self._scopes: dict[str, Speaking] = {}
        self._organ: dict[str, tuple[Ref, ...]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._deadlines = DeadlineReader(reading)

    def possible(self, sentence: Sentence) -> Sequence[Rule]:
        """The rules that may find something in a sentence."""
        block = sentence.block
        return self._rules.possible(sentence.verbal.text) if block.path and block.kind != "heading" else ()

    def read(self, sentence: Sentence, possible: Sequence[Rule], scopes: Scopes = NO_SCOPES) -> list[tuple[Node, Span]]:
        """State the acts of a sentence and return them with their spans; sentences come in reading order, each with
        the rules that are possible in it and its scopes."""
        self._scope = scopes
        self._possible = possible
        # Where a verb begins the paragraph, its subject stands elsewhere: a name before a comma is an object.
        if not scopes.asides or any(self._matches(sentence.verbal, ("initial",))):
            return self._read(sentence, possible)
        content = self._reading.document.text
        main = replace(sentence, verbal=without_asides(sentence.verbal, content, scopes.asides))
        stated = self._read(main, self._rules.possible(main.verbal.text))
        scope = self._scopes[sentence.block.part]
        spoke = scope.speaker, scope.paragraph
        for aside in aside_sentences(sentence, content, scopes.asides):
            stated.extend(self._read(aside, possible))
        scope.speaker, scope.paragraph = spoke
        return stated

    def _read(self, sentence: Sentence, possible: Sequence[Rule]) -> list[tuple[Node, Span]]:
        block, text = sentence.block, sentence.verbal
        self._possible, self._at = possible, sentence.span
        scope = self._scopes.setdefault(block.part, Speaking())
        if block.kind == "front":
            self._note_organ(sentence)
            return []
        if not block.path or block.kind == "heading":
            return []
        stated: list[tuple[Node, Span]] = []
        heads = sorted(self._heads(sentence, scope), key=lambda head: (head.start, -head.stop))
        main = main_clauses(heads, text.text)
        for head in heads:
            if head not in main:
                self._refuse(head.rule, "it stands within another act, or follows its verb without a comma")
        heads = main
        basis = self._within(text.text, text, "basis")
        actors: tuple[Ref, ...] = ()
        drafted = False
        for i, head in enumerate(heads):
            # After "Requests", "and encourage" is part of what is requested.
            if head.rule.type == "coordinate" and (not actors or (drafted and not head.drafted)):
                self._refuse(head.rule, "no act stands before it, or it is part of what that asks for")
                continue
            speaks = head.actors or actors or self._in_force(head, block, scope)
            if head.rule.type != "obligation":
                actors, drafted = speaks, drafted or head.drafted
            # Nobody says of themselves what they should do: then it is the text that says it.
            if head.rule.type == "obligation" and set(speaks) & set(head.addressees):
                speaks = self._default(block)
            if speaks:
                stated.extend(self._state(sentence, head, content_end(heads, i, text.text), speaks))
            else:
                self._refuse(head.rule, "nobody is known who speaks")
        self._note_chapeau(sentence, scope, basis)
        return stated

    # Who speaks

    def _in_force(self, head: Head, block: Block, scope: Speaking) -> tuple[Ref, ...]:
        """Who speaks where the sentence does not say: the last who did, but an obligation only within a paragraph."""
        if head.rule.type == "obligation" and scope.paragraph != block.path:
            return self._default(block)
        return scope.speaker or self._default(block)

    def _note_organ(self, sentence: Sentence) -> None:
        """ "The General Assembly," alone on a line begins a resolution: its clauses are that organ's."""
        bodies = [m for m in sentence.slotted.found if m.type == "body"]
        if len(bodies) == 1 and sentence.slotted.text.rstrip()[-1:] in COMMAS and len(sentence.slotted.text) < 8:
            self._organ[sentence.block.part] = self._refs(bodies)

    def _adopter(self, block: Block) -> tuple[Ref, ...]:
        """The organ that opens the clauses; where that line cannot be read, the one that the symbol names."""
        organ = self._reading.discourse.organ
        return self._organ.get(block.part) or ((Ref(organ),) if organ and not block.part else ())

    def _note_chapeau(self, sentence: Sentence, scope: Speaking, basis: tuple[Ref, ...]) -> None:
        for rule, match, captures in self._matches(sentence.verbal, ("chapeau",)):
            actors = self._actors(match, captures, scope)
            if actors:
                scope.chapeaux[sentence.block.path] = (actors, basis)
                scope.speaker = actors
                self._reading.watch.used(rule, self._at, f"chapeau {_shown(actors)}")

    def _default(self, block: Block) -> tuple[Ref, ...]:
        """Who speaks where nobody has been named."""
        return self._adopter(block) if block.kind in _CLAUSES else self._reading.speaker(block.part)

    def _actors(self, match: re.Match[str], captures: _Captures, scope: Speaking) -> tuple[Ref, ...]:
        groups = match.groupdict()
        if "actor" in captures:
            return self._refs(captures["actor"])
        if groups.get("meeting"):
            return self._reading.meeting()
        if groups.get("they"):
            return scope.speaker
        return self._first_person() if groups.get("sender") else ()

    def _first_person(self) -> tuple[Ref, ...]:
        sender = self._reading.correspondent("sender")
        return sender or (self._reading.speaker() if self._reading.kind().speaker == "author" else ())

    def _refs(self, mentions: Sequence[Mention]) -> tuple[Ref, ...]:
        found: dict[Ref, None] = {}
        for mention in mentions:
            for referent in self._reading.resolver.resolve(mention):
                if isinstance(referent.term, Ref):
                    found[referent.term] = None
        return tuple(found)

    # The pieces

    def _matches(self, text: SlottedText, types: Sequence[str]) -> Iterator[tuple[Rule, re.Match[str], _Captures]]:
        for rule in self._possible:
            if rule.type in types:
                for match in rule.matches(text.text):
                    captures = text.captures(match)
                    if reason := refusal(rule, captures) or self._has_no_form(rule, captures):
                        self._refuse(rule, reason)
                    else:
                        yield rule, match, captures

    def _refuse(self, rule: Rule, reason: str) -> None:
        self._reading.watch.refused(rule, self._at, reason)

    def _has_no_form(self, rule: Rule, captures: _Captures) -> str | None:
        """Why a verb does not stand in the form that a rule wants ("I recommend"); None where all do."""
        if (form := rule.options.get("form")) is None:
            return None
        pattern, text = compile_pattern(form, rule.where), self._reading.document.text
        for verb in captures.get("verb", ()):
            if not pattern.fullmatch(text, *verb.span):
                return f"{text[slice(*verb.span)]!r} has not the `form` that it wants"
        return None

    def _heads(self, sentence: Sentence, scope: Speaking) -> Iterator[Head]:
        text, block = sentence.verbal, sentence.block
        senses = dict(self._senses(text))
        # Whom a verb without a subject goes with was named before this sentence.
        spoke = scope.speaker
        for rule, match, found in self._matches(text, _HEADS):
            begin, drafted = text.span(*match.span()).start, self._is_drafted(block.kind, found.get("verb", ()))
            # A verb that goes on with a clause has the subject of the clause, whatever was wished before it.
            wishes, goes_on = rule.type in ("obligation", "coordinate"), rule.type == "coordinate" and drafted
            captures = found if goes_on else self._scope.asserted(found, begin, wishes)
            if captures is None:
                self._refuse(rule, "what it finds is denied, conditional or only wished")
                continue
            sense = next((senses[m.span] for m in captures.get("verb", ()) if m.span in senses), None)
            named = (senses[m.span].options["verb"] if m.span in senses else m.entity for m in captures.get("verb", ()))
            verbs = tuple(verb for verb in named if verb) or (rule.options.get("verb"),)
            actors = self._actors(match, captures, scope)
            if rule.type == "subject":
                if not actors:
                    self._refuse(rule, "its subject refers to nothing")
                    continue
                scope.speaker, scope.paragraph = actors, block.path
            elif rule.type == "initial":
                actors = self._initial_actors(rule, sentence, scope, spoke, verbs)
                if not actors:
                    self._refuse(rule, "it begins no clause of a known organ, no item of a list with a subject")
                    continue
            elif rule.type == "obligation" and block.kind in _CLAUSES:
                self._refuse(rule, "in a clause, what somebody should do is part of what the organ says")
                continue
            kept = tuple(broadest(verb) for verb in verbs if verb)
            if kept:
                addressees = self._refs(captures.get("addressee", ()))
                words = match.start("verb") if rule.type in ("coordinate", "initial") else match.start()
                yield Head(rule, match.start(), match.end(), words, kept, actors, addressees, drafted, sense)

    def _senses(self, text: SlottedText) -> Iterator[tuple[Span, Rule]]:
        """The verbs that mean something else here than they mostly do, each with the rule that says what."""
        for rule, _, captures in self._matches(text, ("sense",)):
            self._reading.watch.used(rule, self._at, f"verb {rule.options['verb']}")
            yield from ((verb.span, rule) for verb in captures["verb"])

    def _is_drafted(self, kind: str, verbs: Sequence[Mention]) -> bool:
        """Whether verbs have the form that those of a clause have: "Recalling" in the preamble, "Requests" after it.
        The pack's `forms` say which; a language that shows no difference has none."""
        form = self._forms.get(kind) if kind in _CLAUSES else None
        text = self._reading.document.text
        return form is not None and any(form.search(text[verb.span.start : verb.span.end]) for verb in verbs)

    def _initial_actors(
        self, rule: Rule, sentence: Sentence, scope: Speaking, spoke: tuple[Ref, ...], verbs: Sequence[str | None]
    ) -> tuple[Ref, ...]:
        block = sentence.block
        if sentence.span.start != block.sentences[0].start:
            return ()
        if block.kind in _CLAUSES:
            return self._adopter(block)
        if block.kind == "item":
            return scope.chapeaux.get(block.parent, ((), ()))[0]
        if not rule.options.get("elliptic") or set(verbs) & set(rule.options.get("except-in-paragraph", ())):
            return ()
        return spoke or self._default(block)

    def _within(self, piece: str, text: SlottedText, type: str, offset: int = 0) -> tuple[Ref, ...]:
        """The referents of the captures that the rules of a type find in a piece of a slotted text; a capture named
        `sender` is a word for whoever writes ("me")."""
        found: list[Mention] = []
        own: tuple[Ref, ...] = ()
        for rule in self._possible:
            if rule.type != type:
                continue
            for match in rule.matches(piece):
                if match.groupdict().get("sender"):
                    own = self._first_person()
                    self._reading.watch.used(rule, self._at, f"{type} {_shown(own)}")
                    continue
                begin, end = match.span(type)
                if begin >= 0:
                    inside = text.inside(offset + begin, offset + end)
                    inside = tuple(m for m in inside if self._scope.asserts(m.span.start, wishes=True))
                    found.extend(inside)
                    self._reading.watch.used(rule, self._at, f"{type} {_named(inside)}")
        return own + self._refs(found)

    # The act

    def _state(self, sentence: Sentence, head: Head, end: int, actors: tuple[Ref, ...]) -> Iterator[tuple[Node, Span]]:
        text, block = sentence.verbal, sentence.block
        piece = text.text[head.stop : end].rstrip(" " + COMMAS + SEMICOLONS + STOPS)
        stop = head.stop + len(piece)
        span = text.span(head.words, max(stop, head.stop))
        at = self._reading.evidence(block, (head.sense or head.rule).id, span)
        chapeau = self._scopes[block.part].chapeaux.get(block.parent, ((), ()))
        deadlines = self._deadlines.find(self._possible, piece, text, head.stop, at)
        for verb in head.verbs:
            addressees = head.addressees
            if not addressees and authorities().one(verb, DAO + "takesAddressee") == "true":
                addressees = self._within(piece, text, "addressee", head.stop)
            basis = self._within(piece, text, "basis", head.stop) or chapeau[1]
            consulted = self._within(piece, text, "consultation", head.stop)
            known = {*actors, *addressees, *basis, *consulted}
            about = tuple(r for r in self._concerned(text, head.start, stop) if r not in known)
            roles: dict[str, Sequence[Term]] = {
                "actor": actors,
                "verb": (Ref(verb),),
                "addressee": addressees,
                "concerns": about,
                "basis": basis,
                "inConsultationWith": consulted,
                # What is noted may have been due before.
                "deadline": deadlines[:1] if _asks(verb) else (),
                "quality": self._qualities(piece, text, head.stop) if _asks(verb) else (),
                "inProvision": (Ref(f"{self._reading.root}/{block.path}"),),
            }
            roles = {name: terms for name, terms in roles.items() if terms}
            wording = self._reading.document.text[span.start : span.end]
            id = self._id(verb, roles)
            text_role = (Value.localised(wording, self._reading.document.language),)
            self._reading.facts.node(id, ("Act",), {**roles, "text": text_role}, at)
            yield self._reading.facts.nodes[id], span

    def _id(self, verb: str, roles: dict[str, Sequence[Term]]) -> str:
        """The id of an act: of its roles without its words, which differ by language, and of its place among the acts
        of its provision with the same verb."""
        key = (str(roles["inProvision"]), verb)
        self._counts[key] = self._counts.get(key, 0) + 1
        return fact_id("Act", {**roles, "number": (Value.integer(self._counts[key]),)})

    def _concerned(self, text: SlottedText, begin: int, end: int) -> tuple[Ref, ...]:
        inside = [m for m in text.inside(begin, end) if m.type not in _NOT_CONCERNED]
        # In "General Assembly resolution 62/208" the Assembly tells which resolution; nothing is done to it.
        organs = {organ.span for m in inside for part in m.walk() for organ in part.captures.get("organ", ())}
        return self._refs([m for m in inside if m.span not in organs])

    def _qualities(self, piece: str, text: SlottedText, offset: int) -> tuple[Ref, ...]:
        """What the money that is asked for shall be like (predictable, unearmarked)."""
        found: list[Mention] = []
        for rule in self._possible:
            if rule.type == "quality":
                for match in rule.matches(piece):
                    wanted = rule.options.get("find", {})
                    named = looked_for(wanted, self._reading.document, text, match, offset).get("quality", ())
                    self._reading.watch.used(rule, self._at, f"quality {_named(named)}")
                    found.extend(named)
        return tuple(dict.fromkeys(Ref(m.entity) for m in found if m.entity))


def _shown(refs: Sequence[Ref]) -> str:
    return " ".join(ref.id for ref in refs) or "nothing"


def _named(mentions: Sequence[Mention]) -> str:
    return " ".join(mention.entity or mention.type for mention in mentions) or "nothing"


def _asks(verb: str) -> bool:
    """Whether the verb asks for something, or stresses it, rather than noting or thanking for it."""
    return int(authorities().one(verb, DAO + "strength") or 0) >= _ASKS_FROM
