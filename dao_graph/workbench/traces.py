"""The content of a trace: sentences, their mentions, and for each rule its result, or the reason why it has none."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from dao_graph.model.document import Span
from dao_graph.model.slots import CODES
from dao_graph.relate.watch import Watch
from dao_graph.rules.parts import Need
from dao_graph.rules.prefilter import DIGIT
from dao_graph.rules.rule import Rule

# Why a rule gave nothing: its needs are not met; the pattern stops; words are in another's slot; `entities` or
# `except`; the match does not count for another reason; it is not looked for in such a place.
Why = Literal["", "needs", "stops", "taken", "refused", "place"]
_NAMES = {code: f"{{{name}}}" for name, code in CODES.items()}
_SHOWN_PIECES = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: its words, its place in the sentence, what it is, which thing, and what made it (a rule, or a label of
    a list). `inside` are the mentions that it was made of."""

    words: str
    start: int
    end: int
    type: str
    entity: str
    rule: str
    label: str = ""
    inside: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """The spelling of a name that is no mention, and why."""

    words: str
    concepts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """The outcome of a rule in a sentence: what it `gave`, or else `why` not and the `reason` in words.

    `matched` is the part of the pattern that matches where it stops, `over` the words that this matches. `likely` are
    rules that the text might have met; the others lack something altogether.
    """

    rule: str
    stage: str
    gave: tuple[str, ...] = ()
    why: Why = ""
    reason: str = ""
    matched: str = ""
    over: str = ""
    likely: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact in one line, and the rule that found it."""

    fact: str
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, and why it begins the paragraph or joins it."""

    text: str
    because: str


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """A sentence: its words, these with slots for its mentions (in `verbs` for its verbs too), and what rules did."""

    path: str
    kind: str
    language: str
    text: str
    slots: str
    verbs: str
    mentions: tuple[Named, ...]
    dropped: tuple[Dropped, ...]
    rules: tuple[Ruled, ...]
    facts: tuple[Stated, ...]

    def of(self, rule: str) -> Ruled:
        """What became of a rule. Raises KeyError where it is of another language."""
        for ruled in self.rules:
            if ruled.rule == rule:
                return ruled
        raise KeyError(rule)


@dataclass(frozen=True, slots=True)
class Trace:
    """The sentences of what was traced, and the lines that its paragraphs are made of, where it is of a file."""

    sentences: tuple[SentenceTrace, ...]
    lines: tuple[Line, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(slots=True)
class Recorder(Watch):
    """Notes what the readers of a document did."""

    uses: list[tuple[str, Span, str]] = field(default_factory=list)
    refusals: list[tuple[str, Span, str]] = field(default_factory=list)

    def used(self, rule: Rule, at: Span, what: str) -> None:
        """Note that a rule gave something that does not bear its id."""
        self.uses.append((rule.id, at, what))

    def refused(self, rule: Rule, at: Span, reason: str) -> None:
        """Note that a match of a rule does not count."""
        self.refusals.append((rule.id, at, reason))

    def of(self, rule: str, within: Span) -> tuple[list[str], list[str]]:
        """What a rule gave in a sentence, and why matches of it did not count."""
        return _within(self.uses, rule, within), _within(self.refusals, rule, within)


def _within(notes: list[tuple[str, Span, str]], rule: str, within: Span) -> list[str]:
    found = (what for id, at, what in notes if id == rule and within.start <= at.start and at.end <= within.end)
    return list(dict.fromkeys(found))


def readable(text: str) -> str:
    """A text in which slots stand by their names."""
    return "".join(_NAMES.get(character, character) for character in text)


def need_line(need: Need) -> str:
    """What a text lacks, in words."""
    pieces = [
        "a digit" if piece == DIGIT else repr(readable(piece).replace("\x03", " "))
        for piece in sorted(need, key=lambda piece: (-len(piece), piece))
    ]
    more = f" … ({len(pieces)} in all)" if len(pieces) > _SHOWN_PIECES else ""
    return (
        f"the text has none of {', '.join(pieces[:_SHOWN_PIECES])}{more}"
        if len(pieces) > 1
        else (f"the text has no {pieces[0]}")
    )
