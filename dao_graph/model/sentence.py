"""Sentences as patterns see them: mentions stand as one character each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dao_graph.model.document import Block, Span
from dao_graph.model.mention import Mention
from dao_graph.model.slots import slot_code, with_id


class SlottedText:
    """A piece of a document's text with a slot character for each mention in it.

    Where in the document a character stands follows from the mention before it: nothing is kept for each.
    """

    __slots__ = ("_begin", "_found", "_positions", "text")

    def __init__(self, text: str, span: Span, mentions: Sequence[Mention]) -> None:
        """text[span] with `mentions`, which lie in it, are in order and do not overlap."""
        pieces: list[str] = []
        at, length = span.start, 0
        self._begin = at
        self._found = list(mentions)
        # Where in the slotted text each mention stands.
        self._positions: list[int] = []
        for mention in mentions:
            length += mention.span.start - at
            self._positions.append(length)
            pieces.extend((text[at : mention.span.start], slot_code(mention.type)))
            length += 1
            at = mention.span.end
        pieces.append(text[at : span.end])
        self.text = "".join(pieces)

    @property
    def count(self) -> int:
        """How many mentions there are."""
        return len(self._found)

    @property
    def found(self) -> tuple[Mention, ...]:
        """The mentions, in order."""
        return tuple(self._found)

    def ids(self) -> set[str]:
        """The slots of mentions with the id of each, as patterns may want them; of those that have one."""
        return {with_id(slot_code(mention.type), mention.entity) for mention in self._found if mention.entity}

    def span(self, start: int, stop: int) -> Span:
        """The span of the document's text behind the slotted text[start:stop], which is not empty."""
        return Span(self._place(start)[0], self._place(stop - 1)[1])

    def within(self, span: Span) -> tuple[int, int]:
        """The largest slotted text[start:stop] that lies in a span of the document's text."""
        characters = range(len(self.text))
        start = bisect_left(characters, span.start, key=lambda at: self._place(at)[0])
        return start, bisect_right(characters, span.end, key=lambda at: self._place(at)[1])

    def _place(self, at: int) -> tuple[int, int]:
        """Where in the document's text the slotted character at `at` begins and ends."""
        before = bisect_left(self._positions, at)
        if before < len(self._positions) and self._positions[before] == at:
            return self._found[before].span
        begin = self._found[before - 1].span.end + at - self._positions[before - 1] - 1 if before else self._begin + at
        return begin, begin + 1

    def slots(self, start: int, stop: int) -> list[tuple[int, Mention]]:
        """Where in the slotted text[start:stop] mentions stand, and which."""
        inner = slice(bisect_left(self._positions, start), bisect_left(self._positions, stop))
        return list(zip(self._positions[inner], self._found[inner], strict=True))

    def inside(self, start: int, stop: int) -> tuple[Mention, ...]:
        """The mentions that stand in the slotted text[start:stop]."""
        return tuple(self._found[bisect_left(self._positions, start) : bisect_left(self._positions, stop)])

    def captures(self, match: re.Match[str], offset: int = 0) -> dict[str, tuple[Mention, ...]]:
        """The mentions in each named group of a match over `text` from `offset` on."""
        found = {}
        for name in match.re.groupindex:
            start, stop = match.span(name)
            if stop > start and (inside := self.inside(offset + start, offset + stop)):
                found[name] = inside
        return found

    def copy(self) -> SlottedText:
        """The same text, in which others may stand as slots."""
        copied = SlottedText("", Span(self._begin, self._begin), ())
        copied.text, copied._found, copied._positions = self.text, list(self._found), list(self._positions)
        return copied

    def put(self, start: int, stop: int, mention: Mention) -> None:
        """Replace the slotted text[start:stop], whose span is that of `mention`, by one slot."""
        first, last = bisect_left(self._positions, start), bisect_left(self._positions, stop)
        self.text = self.text[:start] + slot_code(mention.type) + self.text[stop:]
        self._found[first:last] = [mention]
        self._positions[first:] = [start, *(position - (stop - start - 1) for position in self._positions[last:])]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, with its mentions standing as slots; in `verbal` its verbs stand so too, and in `named`
    what the text alone names, where something may be said of that."""

    block: Block
    span: Span
    slotted: SlottedText
    verbal: SlottedText
    named: SlottedText | None = None


# Patterns over running text take time that grows with the cube of the mentions that they must try. No sentence of the
# corpus has more than a hundred, but a list of all states has, and a hostile file may have any number.
_MENTIONS = 120
_LENGTH = 8_000


def is_prose(sentence: Sentence) -> bool:
    """True if a sentence is short enough to say something: longer ones are lists, whose mentions alone count."""
    return sentence.slotted.count <= _MENTIONS and len(sentence.slotted.text) <= _LENGTH
