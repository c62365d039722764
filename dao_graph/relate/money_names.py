"""Names of money's givers, takers and holders that no list has ("public sector partners", "31 countries").

Such a name is a run of words between those that cannot be in one (`[money.names]` of a pack), with a head that says
what it is (`[money.heads]`). It stands as a slot only where a sum is read, and is stated only where it fills a role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Evidence, Ref, Value
from dao_graph.model.mention import OWN, Mention
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.model.slots import CODES
from dao_graph.relate.money_pieces import Mark
from dao_graph.relate.reading import Reading

RULE = "und.sum.name"
_ANAPHOR = "und.sum.anaphor"
# What stands before a name that points back ("this ") has at most so many characters.
_DETERMINER = 6
# What a name of each type is in the graph.
_CLASSES: Mapping[str, tuple[str, ...]] = {
    "body": ("Body",),
    "group": ("ActorGroup",),
    "fund": ("FundingMechanism", "Fund"),
    "initiative": ("Initiative",),
}
# Slots that may stand in a name.
_INNER = "".join(CODES[name] for name in ("country", "group", "body", "fund", "initiative", "place", "number"))
# The first half of a name is a word or two.
_HALF = 20
_LISTED = ("group", "fund")
# What is no name without a word that tells which, but says what the noun behind it is ("the programme budget").
_TOLD = ("body", "initiative")
# Longer runs are no names, but lines without punctuation.
_LONGEST = 110
# How many runs a name may be joined of.
_JOINED = 3


class _Run(NamedTuple):
    start: int
    stop: int


class OwnNames:
    """Finds the names of one document's own, and states those that are used."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        table: Mapping[str, Any] = reading.knowledge.rule_set(reading.document.language).lexicon["money"]
        names: Mapping[str, Any] = table.get("names", {})
        self._ends = kept_pattern(
            rf"[^\w\s\u2019'&/{_INNER}.,-]|(?<!\d)[.,]|[.,](?!\d)|\n|(?:{names.get('stop', '(?!)')})"
        )
        self._joins = kept_pattern(names.get("joins", "(?!)"))
        self._anaphor = kept_pattern(names.get("anaphor", "(?!)"))
        # The funds that the last sentence with any has named.
        self._funds: tuple[Mention, ...] = ()
        self._skipped: Sentence | None = None
        self._stated: set[str] = set()
        self._coordinates = kept_pattern(names.get("coordinates", "(?!)"))
        self._first = bool(names.get("head-first"))
        # What a name begins with that has grown together with it, and says whom a sum is for.
        self._fused = kept_pattern(names.get("fused", "(?!)"))
        # What stands before a head that comes first, and is no part of the name ("les "), or one ("trois ").
        self._prefix = kept_pattern(names.get("prefix", ""))
        self._modifiers = kept_pattern(names.get("modifiers", ""))
        # What may stand behind the head of a name, and is no part of it ("private sector funding").
        trail = names.get("trail", "(?!)")
        self._trail = kept_pattern(rf"(?:{trail})\Z")
        anchor = "" if self._first else rf"(?=\Z|(?:{trail})\Z)"
        # A name may also end in one that a list has ("other United Nations trust {funds and programmes}").
        ahead = rf"{{slot}}(?=\Z| (?:{names.get('genitive', '(?!)')}))"
        shape = ahead if self._first else rf"(?<=[\w{_INNER}] ){{slot}}"
        last = {kind: f"|{shape.replace('{slot}', CODES[kind])}" for kind in _LISTED} if names else {}
        self._heads = {
            kind: kept_pattern(f"(?:(?:{heads}){last.get(kind, '')}){anchor}")
            for kind, heads in table.get("heads", {}).items()
        }

    def fused(self, text: SlottedText) -> list[Mark]:
        """The slots that a word marks which is part of the mention ("to" and the article in one)."""
        document = self._reading.document.text
        slots = text.slots(0, len(text.text))
        return [Mark(at, at + 1, "for", (m,)) for at, m in slots if self._fused.match(document, m.span.start)]

    def note(self, text: SlottedText) -> None:
        """Take in what funds a sentence names, for those that speak of "this fund"."""
        if funds := tuple(m for m in text.found if m.type == "fund" and m.entity):
            self._funds = funds

    def skip(self, sentence: Sentence) -> None:
        """Take in a sentence that holds no sum: its names are looked for only where the next one speaks of them."""
        self._skipped = sentence

    def slotted(self, sentence: Sentence) -> SlottedText:
        """The sentence with its own names as slots."""
        found = list(self._named(sentence.slotted.text)) if self._heads else []
        if not found:
            return sentence.slotted
        text = sentence.slotted.copy()
        for start, stop, kind in reversed(found):
            span = text.span(start, stop)
            text.put(start, stop, self._mention(text, start, stop, span, kind))
        return text

    def _mention(self, text: SlottedText, start: int, stop: int, span: Span, kind: str) -> Mention:
        """The referent of a name: the fund named last, where it is "this fund"; else a thing of the text's own."""
        before = self._anaphor.search(text.text, max(0, start - _DETERMINER), stop)
        if before and before.end() == stop:
            if skipped := self._skipped:
                self._skipped, self._funds = None, ()
                self.note(self.slotted(skipped))
            last = self._funds[-1] if self._funds else None
            return Mention(span, kind, last.entity if last else None, _ANAPHOR)
        entity = f"{OWN}{kind}/{slug(self._words(span))}"
        return Mention(span, kind, entity, RULE, parts=text.inside(start, stop))

    def _words(self, span: Span) -> str:
        return " ".join(self._reading.document.text[span.start : span.end].split())

    def _named(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The names in a text, in order: runs that have a head, with those that are joined to them ("of")."""
        runs, at = list(self._runs(text)), 0
        while at < len(runs):
            run, last = runs[at], at
            kind, start = self._kind(text, run)
            if not kind and self._is_half(text, runs, at):
                start, last = run.start, at + 1
                run, (kind, _) = runs[last], self._kind(text, runs[last])
            if kind:
                trail = self._trail.search(text, start, run.stop)
                stop = trail.start() if trail else run.stop
                while not trail and last + 1 < len(runs) and last - at < _JOINED:
                    following = runs[last + 1]
                    joint = self._joins.match(text, stop)
                    if joint is None or joint.end() != following.start:
                        break
                    stop, last = following.stop, last + 1
                alone = trail and kind in _TOLD and self._heads[kind].fullmatch(text, start, stop)
                if 1 < stop - start <= _LONGEST and not alone:
                    yield start, stop, kind
            at = last + 1

    def _is_half(self, text: str, runs: Sequence[_Run], at: int) -> bool:
        """True if a run is the first half of a name ("donor and programme countries")."""
        if at + 1 == len(runs) or not 1 < runs[at].stop - runs[at].start <= _HALF:
            return False
        return bool(self._coordinates.fullmatch(text, runs[at].stop, runs[at + 1].start))

    def _runs(self, text: str) -> Iterator[_Run]:
        begin = 0
        for end in [*self._ends.finditer(text), None]:
            stop = end.start() if end else len(text)
            piece = text[begin:stop]
            if stripped := piece.strip():
                start = begin + len(piece) - len(piece.lstrip())
                yield _Run(start, start + len(stripped))
            begin = max(begin, end.end()) if end else begin

    def _kind(self, text: str, run: _Run) -> tuple[str, int]:
        """The type of thing that a run of words names, by its head, and the start of the name; "" where it names
        nothing."""
        if run.stop - run.start > _LONGEST:
            return "", run.start
        start, found = run.start, []
        if self._first:
            prefix = self._prefix.match(text, start, run.stop)
            start = prefix.end() if prefix else start
            modified = self._modifiers.match(text, start, run.stop)
            head_at = modified.end() if modified else start
            found = [(0, kind) for kind, head in self._heads.items() if head.match(text, head_at, run.stop)]
        else:
            heads = ((head.search(text, start, run.stop), kind) for kind, head in self._heads.items())
            found = [(-match.start(), kind) for match, kind in heads if match]
        return (min(found)[1], start) if found else ("", start)

    def describe(self, mention: Mention, id: str, block: Block) -> None:
        """State what a name is that fills a role: its class, its words, and where it stands."""
        if mention.rule == RULE:
            self.state(id, mention.type, mention.span, block)

    def state(self, id: str, kind: str, span: Span, block: Block) -> None:
        """State that the words in `span` name a thing of the text's own."""
        at = self._reading.evidence(block, RULE, span)
        self.name(id, kind, self._words(span), self._reading.document.language_of(block), at)

    def name(self, id: str, kind: str, words: str, language: str, at: Evidence) -> None:
        """State the class and the words of a thing of the text's own, and where it stands; how it is named first
        counts. A group that a document forms is a fact of it."""
        facts = self._reading.facts
        facts.mentions.update((original, at.provision, id) for original in at.spans)
        if kind == "group":
            facts.node(id, _CLASSES[kind], {}, at)
        if id in self._stated:
            return
        self._stated.add(id)
        for name in _CLASSES[kind] if kind != "group" else ():
            facts.keep(id, "rdf:type", Ref(f"dao:{name}"))
        facts.keep(id, "rdfs:label", Value.localised(words, language))
