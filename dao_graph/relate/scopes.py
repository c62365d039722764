"""Scopes: the stretches of a sentence that it does not assert, and the asides between a subject and its verb.

The act rules of a pack mark them, by their `type`:

    denied   what is denied, conditional, asked or only feared (`reach`): no fact and no act comes from it
    wished   what is hoped, proposed or planned (`reach`): likewise, but what somebody should do stays
    aside    what stands between a subject and its verb (`aside`): the verb is the subject's, not that of a name inside
    connective  words that tie a sentence to the one before, right before its first clause (`aside`): for acts it begins
             behind them

They hold for relations and acts alike, so that no rule needs a condition of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dao_graph.model.document import Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence, SlottedText
from dao_graph.relate.wording import unfit
from dao_graph.rules.rule import Rule

_NONE: tuple[Span, ...] = ()
_OPENED = "meeting"


@dataclass(frozen=True, slots=True)
class Scopes:
    """Spans of the document's text in one sentence."""

    denied: tuple[Span, ...] = _NONE
    wished: tuple[Span, ...] = _NONE
    asides: tuple[Span, ...] = _NONE
    connective: Span | None = None

    def asserts(self, at: int, wishes: bool = False) -> bool:
        """True if what stands at an offset is asserted; with `wishes` what is only wished counts too."""
        return not any(s.start <= at < s.end for s in (self.denied if wishes else (*self.denied, *self.wished)))

    def asserted(
        self, captures: Mapping[str, tuple[Mention, ...]], begin: int, wishes: bool = False
    ) -> dict[str, tuple[Mention, ...]] | None:
        """The captures of a match that begins at an offset, less what is not asserted; None where nothing is left of
        one of them, or of the match."""
        if not self.denied and not self.wished:
            return dict(captures)
        if not self.asserts(begin, wishes):
            return None
        kept = {n: tuple(m for m in ms if self.asserts(m.span.start, wishes)) for n, ms in captures.items()}
        return kept if all(kept.values()) else None


NO_SCOPES = Scopes()


def read_scopes(possible: Sequence[Rule], text: SlottedText, content: str) -> Scopes:
    """The scopes that the rules possible in a sentence find in its text with verbs; `content` is the document's."""
    found: dict[str, list[Span]] = {"denied": [], "wished": [], "aside": [], "connective": []}
    for rule in possible:
        if rule.type in found:
            for match in rule.matches(text.text):
                begin, end = next((match.span(name) for name in _stretches(match)), (0, 0))
                captures = text.captures(match) if end > begin else {}
                if end > begin and not unfit(rule, captures, content):
                    found[rule.type].append(text.span(begin, end))
    if not any(found.values()):
        return NO_SCOPES
    connective = min(found["connective"], default=None)
    return Scopes(tuple(found["denied"]), tuple(found["wished"]), tuple(_apart(found["aside"])), connective)


def _stretches(match: re.Match[str]) -> Iterator[str]:
    """The groups that took part in a match and give its scope: their names begin with "reach" or "aside"."""
    return (n for n in match.re.groupindex if n.startswith(("reach", "aside")) and match.start(n) >= 0)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Of overlapping spans the first."""
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            end = span.end
            yield span


def without_asides(text: SlottedText, content: str, asides: Sequence[Span]) -> SlottedText:
    """A text in which each aside is part of the mention right before it, as nothing."""
    ends = {m.span.end for m in text.found}
    owned = {a.start: a for a in asides if a.start in ends}
    mentions = [
        mention._replace(span=Span(mention.span.start, owned[end].end if end in owned else end))
        for mention in text.found
        if (end := mention.span.end) and not any(a.start < end <= a.end for a in owned.values())
    ]
    return SlottedText(content, Span(*text.span(0, len(text.text))), mentions)


def behind_connective(sentence: Sentence, content: str, scopes: Scopes) -> Sentence:
    """A sentence whose text with verbs begins behind its connective, where it has one."""
    if not scopes.connective:
        return sentence
    text, start = sentence.verbal, scopes.connective.end
    mentions = [mention for mention in text.found if mention.span.start >= start]
    end = text.span(0, len(text.text))[1]
    return replace(sentence, verbal=SlottedText(content, Span(start, end), mentions))


def opened(text: SlottedText, content: str) -> SlottedText | None:
    """A text in which meetings that a phrase made of date and place stand as these, for rules that want the words;
    None where there is none."""
    if not any(m.type == _OPENED and m.parts for m in text.found):
        return None
    mentions = [part for m in text.found for part in (m.parts if m.type == _OPENED and m.parts else (m,))]
    return SlottedText(content, Span(*text.span(0, len(text.text))), mentions)


def aside_sentences(sentence: Sentence, content: str, asides: Sequence[Span]) -> Iterator[Sentence]:
    """Each aside as a sentence of its own: what stands in it has its own subject."""
    for span in asides:
        slotted, verbal = (
            SlottedText(content, span, text.inside(*text.within(span))) for text in (sentence.slotted, sentence.verbal)
        )
        yield Sentence(sentence.block, span, slotted, verbal)
