"""Sentences as patterns see them: mentions stand as one character each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dao_graph.document import Block, Span
from dao_graph.mention import Mention
from dao_graph.rules import slot_code


@dataclass(slots=True)
class SlottedText:
    """`text` with a slot character for each mention; the other fields run parallel to its characters: where in the
    document's text each begins and ends, and the mention that it stands for."""

    text: str
    starts: list[int]
    ends: list[int]
    mentions: list[Mention | None]

    @classmethod
    def of(cls, text: str, span: Span, mentions: Sequence[Mention]) -> SlottedText:
        """text[span] with `mentions`, which lie in it, are in order and do not overlap."""
        characters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        slots: list[Mention | None] = []
        at = span.start
        for mention in (*mentions, None):
            stop = mention.span.start if mention else span.end
            characters.append(text[at:stop])
            starts.extend(range(at, stop))
            ends.extend(range(at + 1, stop + 1))
            slots.extend([None] * (stop - at))
            if mention:
                characters.append(slot_code(mention.type))
                starts.append(mention.span.start)
                ends.append(mention.span.end)
                slots.append(mention)
                at = mention.span.end
        return cls("".join(characters), starts, ends, slots)

    def span(self, start: int, stop: int) -> Span:
        """The span of the document's text behind the slotted text[start:stop], which is not empty."""
        return Span(self.starts[start], self.ends[stop - 1])

    def inside(self, start: int, stop: int) -> tuple[Mention, ...]:
        """The mentions that stand in the slotted text[start:stop]."""
        return tuple(m for m in self.mentions[start:stop] if m)

    def captures(self, match: re.Match[str]) -> dict[str, tuple[Mention, ...]]:
        """The mentions in each named group of a match over `text`."""
        found = {}
        for name in match.re.groupindex:
            if match.group(name) is not None and (inside := self.inside(*match.span(name))):
                found[name] = inside
        return found

    def put(self, start: int, stop: int, mention: Mention) -> None:
        """Replace the slotted text[start:stop] by one slot."""
        self.text = self.text[:start] + slot_code(mention.type) + self.text[stop:]
        self.starts[start:stop] = [mention.span.start]
        self.ends[start:stop] = [mention.span.end]
        self.mentions[start:stop] = [mention]

    @property
    def found(self) -> tuple[Mention, ...]:
        """The mentions, in order."""
        return tuple(m for m in self.mentions if m)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, with its mentions standing as slots; in `verbal` its verbs stand so too."""

    block: Block
    span: Span
    slotted: SlottedText
    verbal: SlottedText


# Patterns over running text take time that grows with the cube of the mentions that they must try. No sentence of the
# corpus has more than a hundred, but a list of all states has, and a hostile file may have any number.
_MENTIONS = 120
_LENGTH = 8_000


def is_prose(sentence: Sentence) -> bool:
    """Whether a sentence is short enough to say something: longer ones are lists, whose mentions alone count."""
    slots = sum(mention is not None for mention in sentence.slotted.mentions)
    return slots <= _MENTIONS and len(sentence.slotted.text) <= _LENGTH
