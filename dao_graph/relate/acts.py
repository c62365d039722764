"""Acts: who does what with words – the verbs of a sentence with their subjects, addressees and what they are about.

A pack's act rules find the pieces, by their `type`:

    subject      an actor with the verbs that follow it; the groups `meeting`, `they` and `sender` are words that stand
                 for the meeting, for whoever spoke last, and for whoever says "we"
    agent        verbs with the actor behind them ("endorsed by the Assembly"), who does not go on speaking
    coordinate   further verbs of the same subject
    fronted      a verb before its subject ("While welcoming the report, the Council")
    initial      a verb that begins a paragraph: its subject stands in the chapeau, or is the organ that adopts
    passive      a verb without its subject ("The Secretariat is requested to"): whose text it is
    obligation   what somebody (`addressee`), or something, should do, in the words of whoever speaks
    chapeau      the subject of a list, before its colon
    floor        who has the floor from here on, or says "we" from here on; with a group `state` whose speech it is
    noun         what looks like a verb and is none here ("the support"), outside the clauses of resolutions
    sense        a verb whose `form` means `verb` beside what stands with it there, and mostly something else

and, within what follows a verb, addressee, deadline, until, basis, consultation and quality. The types denied, wished
and aside are scopes: `scopes.py` says what they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dao_graph.lists.authorities import Authorities
from dao_graph.model.characters import COMMAS, SEMICOLONS, STOPS
from dao_graph.model.document import Span
from dao_graph.model.fact import Node, Ref, Term, Value, fact_id
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.namespaces import DAO
from dao_graph.relate.deadlines import DeadlineReader
from dao_graph.relate.heads import Head, broadest, content_end, less_subjects, main_clauses
from dao_graph.relate.label_search import looked_for
from dao_graph.relate.reading import Reading
from dao_graph.relate.scopes import NO_SCOPES, Scopes, aside_sentences, without_asides
from dao_graph.relate.speakers import CLAUSES, Captures, Scope, Speakers
from dao_graph.rules.packs import compile_pattern
from dao_graph.rules.rule import Rule, refusal

_HEADS = ("subject", "agent", "coordinate", "fronted", "initial", "passive", "obligation")
# Heads that make their actor the one who speaks.
_SPEAKING = ("subject",)
_ASKS_FROM = 2
_NO_CLAUSE = "it begins no clause of a known organ, no item of a list with a subject"
# Verbs whose content is what somebody will do.
_PROMISING = frozenset(("verb/commits", "verb/expresses-intention", "verb/should"))
# A verb of this strength gives what follows it as so.
_FACTIVE_TO = 0
# What stands in an act without being what it is about.
_NOT_CONCERNED = ("date", "number", "reference", "paragraph", "verb", "place")


class ActReader:
    """States the acts of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        rules = reading.knowledge.rule_set(reading.document.language)
        self._rules = rules.acts
        # The rules that are possible in the sentence being read, and so all that are in a piece of it.
        self._possible: Sequence[Rule] = ()
        self._scope = NO_SCOPES
        self._at = Span(0, 0)
        self._forms = {kind: re.compile(form) for kind, form in rules.lexicon["forms"].items()}
        self._speakers = Speakers(reading)
        self._factive = _factive(reading.lists, rules.lexicon["reporting"]["verbs"])
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
        scope = self._speakers.scope(sentence.block.part)
        spoke = scope.speaker, scope.paragraph
        for aside in aside_sentences(sentence, content, scopes.asides):
            stated.extend(self._read(aside, possible))
        scope.speaker, scope.paragraph = spoke
        return stated

    def _read(self, sentence: Sentence, possible: Sequence[Rule]) -> list[tuple[Node, Span]]:
        block, text = sentence.block, sentence.verbal
        self._possible, self._at = possible, sentence.span
        scope = self._speakers.scope(block.part)
        if block.kind == "front":
            self._speakers.note_organ(sentence)
            return []
        scope.enter(block.path)
        if block.kind == "heading":
            scope.floor = ()
        if not block.path or block.kind == "heading":
            return []
        basis = self._within(sentence, 0, len(text.text), "basis")
        self._note_chapeau(sentence, scope, basis)
        reported = block.kind not in CLAUSES
        found = list(self._heads(sentence, scope))
        heads = main_clauses(found if reported else less_subjects(found), text.text, reported, self._factive)
        for head in found:
            if head not in heads:
                self._refuse(head.rule, "it stands within another act, or follows its verb without a comma")
        stated: list[tuple[Node, Span]] = []
        for i, speaks in self._spoken(sentence, heads, scope):
            stated.extend(self._state(sentence, heads[i], content_end(heads, i, text.text), speaks))
        return stated

    def _spoken(self, sentence: Sentence, heads: Sequence[Head], scope: Scope) -> Iterator[tuple[int, tuple[Ref, ...]]]:
        """The heads that are acts, by their place among `heads`, with who acts."""
        block = sentence.block
        actors: tuple[Ref, ...] = ()
        drafted = False
        for i, head in enumerate(heads):
            kind = head.rule.type
            # After "We commit to promote", "encourage" is part of what is promised.
            promised = i > 0 and bool(_PROMISING.intersection(heads[i - 1].verbs)) and block.kind not in CLAUSES
            if kind == "coordinate" and promised and not self._goes_on(sentence, head):
                self._refuse(head.rule, "it is part of what is promised before it")
                continue
            # After "Requests", "and encourage" is part of what is requested.
            if kind == "coordinate" and (not actors or (drafted and not head.drafted)):
                self._refuse(head.rule, "no act stands before it, or it is part of what that asks for")
                continue
            if kind == "fronted":
                # Its subject follows; where none does, whoever spoke goes on.
                speaks = next((h.actors for h in heads[i + 1 :] if h.rule.type == "subject"), ())
                if sentence.verbal.text[:1] in COMMAS:
                    # In an aside it stands before.
                    speaks = speaks or scope.speaker
            elif kind == "passive":
                speaks = head.actors or self._speakers.default(block)
            else:
                speaks = head.actors or actors or self._speakers.in_force(block, kind == "obligation")
            if kind in _SPEAKING:
                scope.take(speaks, block.path)
            if kind not in ("obligation", "agent", "passive"):
                actors, drafted = speaks, drafted or head.drafted
            # Nobody says of themselves what they should do: then it is the text that says it.
            if kind == "obligation" and not head.actors and set(speaks) & set(head.addressees):
                speaks = self._speakers.default(block)
            if speaks:
                yield i, speaks
            else:
                self._refuse(head.rule, "nobody is known who speaks")

    def _goes_on(self, sentence: Sentence, head: Head) -> bool:
        """Whether a verb has a form that goes on with a subject, and not with what that will do."""
        form = self._forms.get("continuing")
        words = sentence.verbal.span(head.start, head.stop)
        return form is None or form.search(self._reading.document.text[slice(*words)]) is not None

    def _note_chapeau(self, sentence: Sentence, scope: Scope, basis: tuple[Ref, ...]) -> None:
        for rule, match, captures in self._matches(sentence.verbal, ("chapeau", "floor")):
            if actors := self._speakers.named(match, captures, sentence.block):
                self._reading.watch.used(rule, self._at, f"{rule.type} {_shown(actors)}")
                if match.groupdict().get("state"):
                    self._speakers.state = self._speakers.state or actors
                    continue
                if rule.type == "floor" and match.groupdict().get("we"):
                    scope.we = actors
                elif rule.type == "floor":
                    scope.floor, self._speakers.recorded = actors, True
                else:
                    scope.chapeaux[sentence.block.path] = (actors, basis)
                scope.take(actors, sentence.block.path)

    # The pieces

    def _matches(self, text: SlottedText, types: Sequence[str]) -> Iterator[tuple[Rule, re.Match[str], Captures]]:
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

    def _has_no_form(self, rule: Rule, captures: Captures) -> str | None:
        """Why a verb does not stand in the form that a rule wants ("I recommend"); None where all do."""
        if (form := rule.options.get("form")) is None:
            return None
        pattern, text = compile_pattern(form, rule.where), self._reading.document.text
        for verb in captures.get("verb", ()):
            if not pattern.fullmatch(text, *verb.span):
                return f"{text[slice(*verb.span)]!r} has not the `form` that it wants"
        return None

    def _heads(self, sentence: Sentence, scope: Scope) -> Iterator[Head]:
        text, block = sentence.verbal, sentence.block
        senses = dict(self._senses(text))
        nouns = self._nouns(text) if block.kind not in CLAUSES else frozenset[Span]()
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
            if block.kind in CLAUSES and rule.type in ("obligation", "passive", "agent"):
                self._refuse(rule, "in a clause, what somebody should do is part of what the organ says")
                continue
            verbs_at = [m.span for m in captures.get("verb", ())]
            if nouns.intersection(verbs_at) or ("form" not in rule.options and self._is_infinitive(verbs_at)):
                self._refuse(rule, "its verb is a noun or an infinitive here")
                continue
            sense = next((senses[m.span] for m in captures.get("verb", ()) if m.span in senses), None)
            named = (senses[m.span].options["verb"] if m.span in senses else m.entity for m in captures.get("verb", ()))
            verbs = tuple(verb for verb in named if verb) or (rule.options.get("verb"),)
            actors = self._speakers.named(match, captures, block)
            if rule.type == "initial":
                actors = self._initial_actors(rule, sentence, scope, spoke, verbs)
            if not actors and rule.type in ("subject", "agent", "initial"):
                self._refuse(rule, _NO_CLAUSE if rule.type == "initial" else "its subject refers to nothing")
                continue
            if kept := tuple(broadest(self._reading.lists, verb) for verb in verbs if verb):
                addressees = self._speakers.refs(captures.get("addressee", ()))
                words = match.start("verb") if rule.type in ("coordinate", "initial") else match.start()
                yield Head(rule, match.start(), match.end(), words, kept, actors, addressees, drafted, sense)

    def _senses(self, text: SlottedText) -> Iterator[tuple[Span, Rule]]:
        """The verbs that mean something else here than they mostly do, each with the rule that says what."""
        for rule, _, captures in self._matches(text, ("sense",)):
            self._reading.watch.used(rule, self._at, f"verb {rule.options['verb']}")
            yield from ((verb.span, rule) for verb in captures["verb"])

    def _nouns(self, text: SlottedText) -> frozenset[Span]:
        """What looks like a verb and is none here. A rule that wants a verb right behind a name is none for one behind
        a comma, which an aside ends in."""
        content = self._reading.document.text
        found: set[Span] = set()
        for _, match, captures in self._matches(text, ("noun",)):
            before = text.text[match.start() : match.start("verb")]
            for verb in captures["verb"]:
                behind = content[max(0, verb.span.start - 2) : verb.span.start].strip() in set(COMMAS)
                if not (behind and before and not set(before) & set(COMMAS)):
                    found.add(verb.span)
        return frozenset(found)

    def _is_infinitive(self, verbs: Sequence[Span]) -> bool:
        """Whether verbs have the form of what is to be done ("and encourager"), which goes on with what is said; a rule
        that wants it ("I must recall") gives a `form`."""
        form, text = self._forms.get("infinitive"), self._reading.document.text
        return form is not None and any(form.fullmatch(text, *verb) for verb in verbs)

    def _is_drafted(self, kind: str, verbs: Sequence[Mention]) -> bool:
        """Whether verbs have the form that those of a clause have: "Recalling" in the preamble, "Requests" after it.
        The pack's `forms` say which; a language that shows no difference has none."""
        form = self._forms.get(kind) if kind in CLAUSES else None
        text = self._reading.document.text
        return form is not None and any(form.search(text[verb.span.start : verb.span.end]) for verb in verbs)

    def _initial_actors(
        self, rule: Rule, sentence: Sentence, scope: Scope, spoke: tuple[Ref, ...], verbs: Sequence[str | None]
    ) -> tuple[Ref, ...]:
        block = sentence.block
        if sentence.span.start != block.sentences[0].start:
            return ()
        if block.kind in CLAUSES:
            return self._speakers.adopter(block)
        if block.kind == "item":
            return scope.chapeaux.get(block.parent, ((), ()))[0]
        if not rule.options.get("elliptic") or set(verbs) & set(rule.options.get("except-in-paragraph", ())):
            return ()
        return spoke or self._speakers.default(block)

    def _within(self, sentence: Sentence, begin: int, end: int, type: str) -> tuple[Ref, ...]:
        """The referents of the captures that the rules of a type find in a piece of a sentence; a capture named
        `sender` is a word for whoever writes ("me")."""
        text = sentence.verbal
        found: list[Mention] = []
        own: tuple[Ref, ...] = ()
        for rule in self._possible:
            if rule.type != type:
                continue
            for match in rule.matches(text.text[begin:end]):
                if match.groupdict().get("sender"):
                    own = self._speakers.first_person(sentence.block)
                    self._reading.watch.used(rule, self._at, f"{type} {_shown(own)}")
                elif match.start(type) >= 0:
                    inside = text.inside(*(begin + at for at in match.span(type)))
                    inside = tuple(m for m in inside if self._scope.asserts(m.span.start, wishes=True))
                    found.extend(inside)
                    self._reading.watch.used(rule, self._at, f"{type} {_named(inside)}")
        return own + self._speakers.refs(found)

    # The act

    def _state(self, sentence: Sentence, head: Head, end: int, actors: tuple[Ref, ...]) -> Iterator[tuple[Node, Span]]:
        text, block = sentence.verbal, sentence.block
        piece = text.text[head.stop : end].rstrip(" " + COMMAS + SEMICOLONS + STOPS)
        stop = head.stop + len(piece)
        span = text.span(head.words, max(stop, head.stop))
        at = self._reading.evidence(block, (head.sense or head.rule).id, span)
        chapeau = self._speakers.scope(block.part).chapeaux.get(block.parent, ((), ()))
        deadlines = self._deadlines.find(self._possible, text, head.stop, stop, at)
        if not deadlines and head.rule.type == "obligation":
            # "By 2030, all people should".
            deadlines = self._deadlines.find(self._possible, text, 0, head.stop, at)
        for verb in head.verbs:
            addressees = head.addressees
            if not addressees and self._reading.lists.one(verb, DAO + "takesAddressee") == "true":
                addressees = self._within(sentence, head.stop, stop, "addressee")
            if block.kind not in CLAUSES and addressees and set(addressees) <= set(actors):
                # Nobody asks themselves: the sentence reports who is asked, and not by whom.
                self._refuse(head.rule, "it would ask whoever acts")
                continue
            basis = self._within(sentence, head.stop, stop, "basis") or chapeau[1]
            consulted = self._within(sentence, head.stop, stop, "consultation")
            known = {*actors, *addressees, *basis, *consulted}
            about = tuple(r for r in self._concerned(text, head.start, stop) if r not in known)
            roles: dict[str, Sequence[Term]] = {
                "actor": actors,
                "verb": (Ref(verb),),
                "addressee": addressees,
                "concerns": about,
                "basis": basis,
                "inConsultationWith": consulted,
                "inProvision": (Ref(f"{self._reading.root}/{block.path}"),),
            }
            # What is noted may have been due, or have ended, before.
            if _asks(self._reading.lists, verb):
                roles["deadline"] = deadlines[:1]
                roles["endDate"] = self._deadlines.until(self._possible, text, head.stop, stop)[:1]
                roles["quality"] = self._qualities(piece, text, head.stop)
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
        return self._speakers.refs([m for m in inside if m.span not in organs])

    def _qualities(self, piece: str, text: SlottedText, offset: int) -> tuple[Ref, ...]:
        """What the money that is asked for shall be like (predictable, unearmarked)."""
        found: list[Mention] = []
        for rule in self._possible:
            if rule.type == "quality":
                for match in rule.matches(piece):
                    wanted = rule.options.get("find", {})
                    named = looked_for(self._reading.lists, wanted, self._reading.document, text, match, offset).get(
                        "quality", ()
                    )
                    self._reading.watch.used(rule, self._at, f"quality {_named(named)}")
                    found.extend(named)
        return tuple(dict.fromkeys(Ref(m.entity) for m in found if m.entity))


def _shown(refs: Sequence[Ref]) -> str:
    return " ".join(ref.id for ref in refs) or "nothing"


def _named(mentions: Sequence[Mention]) -> str:
    return " ".join(mention.entity or mention.type for mention in mentions) or "nothing"


def _asks(lists: Authorities, verb: str) -> bool:
    """Whether the verb asks for something, or stresses it, rather than noting or thanking for it."""
    return int(lists.one(verb, DAO + "strength") or 0) >= _ASKS_FROM


def _factive(lists: Authorities, reporting: Sequence[str]) -> frozenset[str]:
    """The verbs that give what follows them as so."""
    verbs = {c for c in lists.properties if c.startswith("verb/")}
    weak = {v for v in verbs if int(lists.one(v, DAO + "strength") or _ASKS_FROM) <= _FACTIVE_TO}
    return frozenset({*reporting, *weak, *(broadest(lists, v) for v in reporting)})
