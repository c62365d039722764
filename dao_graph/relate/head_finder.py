"""Finding the heads of a sentence: subjects with their verbs, and verbs whose subject stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dao_graph.model.characters import COMMAS, SEMICOLONS
from dao_graph.model.document import Span
from dao_graph.model.fact import Ref
from dao_graph.model.mention import Mention
from dao_graph.relate.heads import Head, broadest
from dao_graph.relate.pieces import Pieces
from dao_graph.relate.speakers import CLAUSES
from dao_graph.relate.speaking import Scope, begins_with
from dao_graph.rules.rule import Rule

_HEADS = ("subject", "agent", "coordinate", "fronted", "initial", "passive", "obligation")
# Who may say something.
_SPEAKS = ("person", "post", "body", "country")
# An article before the name with which a sentence begins has no more characters.
_ARTICLE = 4
# The number of a paragraph.
_NUMBER = re.compile(r"\A\d{1,4}+ ?[-.)] ?")
# What may stand behind the end of an item: spaces, the number of the next one.
_COUNTING = " \n.0123456789"
_UNSAID = "what it finds is denied, conditional or only wished"
_BEFORE = "it tells of what somebody, of whom it does not speak, asked before"
_NO_CLAUSE = "it begins no clause of a known organ, no item of a list with a subject"


def find_heads(pieces: Pieces, scope: Scope) -> Iterator[Head]:
    """The heads of a sentence, in the order of the rules."""
    text, block = pieces.sentence.verbal, pieces.sentence.block
    senses = dict(_senses(pieces))
    asking = _asking_them(pieces)
    nouns = _nouns(pieces) if block.kind not in CLAUSES else frozenset[Span]()
    # Whom a verb without a subject goes with was named before this sentence.
    spoke = scope.speaker
    for rule, match, found in pieces.matches(_HEADS):
        begin, drafted = text.span(*match.span()).start, _is_drafted(pieces, block.kind, found.get("verb", ()))
        # A verb that goes on with a clause has the subject of the clause, whatever was wished before it.
        wishes, goes_on = rule.type in ("obligation", "coordinate"), rule.type == "coordinate" and drafted
        # Of a second verb only that itself counts: what stands before it may be denied ("did not pay, but urged").
        second = found if rule.options.get("second") and _is_asserted(pieces, found) else None
        captures = found if goes_on else second or pieces.scopes.asserted(found, begin, wishes)
        reason = _is_none(pieces, scope, rule, match, (captures or found).get("verb", ()), nouns)
        if captures is None or reason:
            pieces.refuse(rule, reason or _UNSAID)
            continue
        sense = next((senses[m.span] for m in captures.get("verb", ()) if m.span in senses), None)
        named = (senses[m.span].options["verb"] if m.span in senses else m.entity for m in captures.get("verb", ()))
        verbs = tuple(verb for verb in named if verb) or (rule.options.get("verb"),)
        actors = pieces.speakers.named(match, captures, block, _first(pieces, match.start()))
        if rule.type == "initial":
            fronted = not scope.opened and _is_fronted(pieces, found.get("verb", ()))
            actors = () if fronted else _initial_actors(pieces, rule, scope, spoke, verbs, match.group())
        # Outside records, no body that met is known to have adopted what was adopted.
        met = match.groupdict().get("meeting") is not None
        if not actors and (met or rule.type in ("subject", "agent", "initial")):
            pieces.refuse(rule, _NO_CLAUSE if rule.type == "initial" else "its subject refers to nothing")
            continue
        if kept := tuple(broadest(pieces.reading.lists, verb) for verb in verbs if verb):
            pronouns = {asking[verb.span] for verb in captures.get("verb", ()) if verb.span in asking}
            asked = pieces.speakers.refs(captures.get("addressee", ()))
            addressees = asked or _listed(rule, scope) or _him(pieces, scope, match.start(), pronouns)
            words = match.start("verb") if rule.type in ("coordinate", "initial") else match.start()
            told = _recipients(pieces, match)
            them = "them" in match.groupdict() or False in pronouns
            yield Head(rule, *match.span(), words, kept, actors, addressees, told, drafted, sense, them)


def _is_asserted(pieces: Pieces, found: Mapping[str, Sequence[Mention]]) -> bool:
    """True if all verbs of a match are said as so."""
    return all(pieces.scopes.asserts(verb.span.start) for verb in found["verb"])


def _listed(rule: Rule, scope: Scope) -> tuple[Ref, ...]:
    """Of whom the list that is open asks something, where the rule is for its items."""
    return (scope.listed or ()) if rule.options.get("listed") else ()


def _asking_them(pieces: Pieces) -> Mapping[Span, bool]:
    """The spans of the verbs that ask somebody for whom a pronoun stands, and whether it ("him") means one person."""
    return {
        verb.span: match.groupdict().get("he") is not None
        for _, match, captures in pieces.matches(("pronoun",))
        for verb in captures["verb"]
    }


def _him(pieces: Pieces, scope: Scope, end: int, pronouns: set[bool]) -> tuple[Ref, ...]:
    """Whom "him" means, where that is among the pronouns: the one person or post that the sentence names before `end`,
    else whom its paragraph asked."""
    if True not in pronouns:
        return ()
    before = pieces.sentence.verbal.inside(0, end)
    named = {*pieces.speakers.refs([m for m in before if m.type in ("person", "post")])}
    asked = scope.asked if scope.asked_in == pieces.sentence.block.path else ()
    return tuple(named or asked) if len(named) < 2 else ()


def _tells_of_itself(pieces: Pieces, scope: Scope) -> bool:
    """True if what "was requested" was so by whose text it is: in the record of a meeting, in what a body reports."""
    reading, part = pieces.reading, pieces.sentence.block.part
    kind = reading.kind(part)
    reports = kind.speaker == "author" and any(
        own.id.startswith(("body/", f"{reading.root}/")) for own in reading.speaker(part)
    )
    return bool(scope.floor) or kind.record or kind.speaker == "meeting" or reports


def _first(pieces: Pieces, end: int) -> Mention | None:
    """Who a sentence begins with, or goes on with behind its first clause, of what stands before `end`."""
    text = pieces.sentence.verbal
    number = _NUMBER.match(text.text)
    inside = text.inside(0, min(end, _ARTICLE + 1 + (number.end() if number else 0)))
    if begun := next((mention for mention in inside if mention.type in _SPEAKS), None):
        return begun
    name = begins_with(text)
    return name if name and name.type in _SPEAKS and name in text.inside(0, end) else None


def _recipients(pieces: Pieces, match: re.Match[str]) -> tuple[Ref, ...]:
    """Whom the letter is addressed to, where a match has a word or a form that means them ("if you")."""
    return pieces.reading.correspondent("recipient") if match.groupdict().get("recipient") is not None else ()


def _is_fronted(pieces: Pieces, verbs: Sequence[Mention]) -> bool:
    """True if verbs have the form of a preamble in a paragraph: there their subject follows."""
    form, text = pieces.forms.get("preambular"), pieces.reading.document.text
    paragraph = pieces.sentence.block.kind == "paragraph"
    return paragraph and form is not None and any(form.search(text[slice(*verb.span)]) for verb in verbs)


def _is_none(
    pieces: Pieces,
    scope: Scope,
    rule: Rule,
    match: re.Match[str],
    verbs: Sequence[Mention],
    nouns: frozenset[Span],
) -> str | None:
    """The reason why a match is no head; None where it is one."""
    if rule.options.get("listed") and scope.listed is None:
        return "no list of such items is open"
    kind = pieces.reading.kind(pieces.sentence.block.part).name
    if kind not in rule.options.get("kinds", (kind,)):
        return "documents of this kind say nothing so"
    if rule.type == "passive" and match.groupdict().get("past") is not None and not _tells_of_itself(pieces, scope):
        return _BEFORE
    if pieces.sentence.block.kind in CLAUSES and rule.type in ("obligation", "passive", "agent"):
        return "in a clause, what somebody should do is part of what the organ says"
    spans = [verb.span for verb in verbs]
    if nouns.intersection(spans) or ("form" not in rule.options and _is_infinitive(pieces, spans)):
        return "its verb is a noun or an infinitive here"
    if rule.type != "passive" and _is_passive(pieces, spans):
        return "a vowel sign shows that its verb is passive"
    return None


def _senses(pieces: Pieces) -> Iterator[tuple[Span, Rule]]:
    """The verbs that mean something else here than they mostly do, each with the rule that says what."""
    for rule, _, captures in pieces.matches(("sense",)):
        pieces.used(rule, f"verb {rule.options['verb']}")
        yield from ((verb.span, rule) for verb in captures["verb"])


def _nouns(pieces: Pieces) -> frozenset[Span]:
    """The spans that look like verbs and are nouns here. A rule that wants a verb right behind a name says nothing of
    one behind a comma, which ends an aside."""
    text, content = pieces.sentence.verbal, pieces.reading.document.text
    found: set[Span] = set()
    for _, match, captures in pieces.matches(("noun",)):
        before = text.text[match.start() : match.start("verb")]
        for verb in captures["verb"]:
            behind = content[max(0, verb.span.start - 2) : verb.span.start].strip() in set(COMMAS)
            if not (behind and before and not set(before) & set(COMMAS)):
                found.add(verb.span)
    return frozenset(found)


def _is_infinitive(pieces: Pieces, verbs: Sequence[Span]) -> bool:
    """True if verbs have the form of what is to be done ("and encourager"), which goes on with what is said; a rule
    that wants it ("I must recall") gives a `form`."""
    form, text = pieces.forms.get("infinitive"), pieces.reading.document.text
    return form is not None and any(form.fullmatch(text, *verb) for verb in verbs)


def _is_passive(pieces: Pieces, verbs: Sequence[Span]) -> bool:
    """True if verbs have, as the text was written, the signs of a passive, which reading takes away."""
    form, document = pieces.forms.get("passive"), pieces.reading.document
    if form is None:
        return False
    spans = (span for verb in verbs for span in document.original_spans(verb))
    return any(form.search(document.source.content[slice(*span)]) for span in spans)


def _is_drafted(pieces: Pieces, kind: str, verbs: Sequence[Mention]) -> bool:
    """True if verbs have the form that those of a clause have: "Recalling" in the preamble, "Requests" after it. The
    pack's `forms` say which; a language that shows no difference has none."""
    form = pieces.forms.get(kind) if kind in CLAUSES else None
    text = pieces.reading.document.text
    return form is not None and any(form.search(text[verb.span.start : verb.span.end]) for verb in verbs)


def _initial_actors(
    pieces: Pieces, rule: Rule, scope: Scope, spoke: tuple[Ref, ...], verbs: Sequence[str | None], begins: str
) -> tuple[Ref, ...]:
    sentence = pieces.sentence
    block = sentence.block
    if sentence.span.start != block.sentences[0].start:
        return ()
    if block.kind in CLAUSES:
        return pieces.speakers.adopter(block)
    if block.kind == "item":
        return scope.chapeaux.get(block.parent, ((), ()))[0]
    if scope.opened:
        return scope.we
    if not rule.options.get("elliptic") or set(verbs) & set(rule.options.get("except-in-paragraph", ())):
        return ()
    return _left_out(pieces, scope, spoke, begins)


def _left_out(pieces: Pieces, scope: Scope, spoke: tuple[Ref, ...], begins: str) -> tuple[Ref, ...]:
    """Who says what a paragraph says that begins with a verb, in the words `begins`: whoever spoke last nearby, or
    whose text it is; that sooner where a number begins the paragraph and no word ("also") goes on with what stands
    before."""
    block, text = pieces.sentence.block, pieces.reading.document.text
    # Who says something of somebody that an excerpt does not name is not whoever says it.
    near = spoke if scope.is_near(scope.paragraph) else ()
    # An item of a list whose first line is lost is said by whom that named.
    if text[slice(*pieces.sentence.span)].rstrip(_COUNTING)[-1:] in SEMICOLONS:
        return near
    own = pieces.speakers.known(block)
    goes_on = pieces.forms.get("continuing")
    numbered = text[block.span.start : block.span.end].lstrip()[:1].isdecimal()
    if numbered and not (goes_on and goes_on.search(begins)):
        return own or near or spoke
    return near or own or spoke
