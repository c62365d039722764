"""The masthead of a document: which line shows of what kind it is.

In: the pieces of a text in their order, and how the language marks structure. Out: a `Shown`. A line shows a kind where
the pack has a pattern for it; of several lines the one whose kind ranks highest counts, of these the first. The title
of an agenda item shows a kind only where nothing else does: it is another document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.model.characters import CLOSING, TERMINALS
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.model.symbols import is_symbol
from dao_graph.model.width import display_width
from dao_graph.read.lines import RawBlock
from dao_graph.rules.packs import Markers

# A paragraph is longer than a line of a masthead and ends a sentence.
_PROSE_WIDTH = 160
# Lines that a masthead has at most.
_LONGEST = 60
# Speakers that take turns in a record at least.
_TURNS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind, and the piece `at` that shows it; `titled` says that the piece is a line with its name, not a symbol."""

    kind: Kind
    at: int
    titled: bool


@dataclass(frozen=True, slots=True)
class Masthead:
    """The pieces of a text before its first paragraph, each with its block."""

    pieces: Sequence[str]
    blocks: Sequence[RawBlock]
    markers: Markers

    def shown(self) -> Shown | None:
        """The kind that a line shows, or a symbol; None where none does."""
        found = list(self._candidates())
        if not found:
            return None
        order = [kind for kind, _ in self.markers.kinds]
        _, _, untitled, at = min((item, order.index(kind), not titled, at) for at, kind, titled, item in found)
        kind = next(kind for line, kind, *_ in found if line == at)
        return Shown(self._refined(kind, at), at, not untitled)

    def _candidates(self) -> Iterator[tuple[int, Kind, bool, bool]]:
        """(line, kind, whether its name is there, whether it titles an agenda item) for each line that shows one."""
        item = False
        for i, piece in enumerate(self.pieces):
            if self.blocks[i].mark:
                continue
            if i and self.ends(i):
                return
            mark = self.markers.masthead.match(piece)
            if mark and mark.lastgroup == "item":
                item = True
                continue
            for kind, pattern in self.markers.kinds:
                if not kind.refines and pattern.search(piece):
                    yield i, kind, True, item
                    break
                if kind.series and re.search(kind.series, piece) and is_symbol(piece):
                    yield i, kind, False, False
                    break
            item = item and mark is not None

    def of_turns(self) -> Kind:
        """The kind of a text that begins with who speaks, and in which speakers take turns; NO_KIND of others."""
        first = self.markers.speaker.match(self.pieces[0]) if self.pieces else None
        turns = (self.markers.speaker.match(piece) for piece in self.pieces)
        if not first or not first.group("turn") or sum(1 for turn in turns if turn and turn.group("turn")) < _TURNS:
            return NO_KIND
        return next((kind for kind, _ in self.markers.kinds if kind.turns), NO_KIND)

    def ends(self, i: int) -> bool:
        """Whether the text begins with piece `i`: a paragraph, or a line that says so ("Contents")."""
        mark = self.markers.masthead.match(self.pieces[i])
        return i >= _LONGEST or is_prose(self.pieces[i]) or (mark is not None and mark.lastgroup == "end")

    def _refined(self, kind: Kind, at: int) -> Kind:
        """The narrower kind that a line above `at` shows, or the one itself."""
        for narrower, pattern in self.markers.kinds:
            if kind.name in narrower.refines and any(pattern.search(self.pieces[i]) for i in range(at)):
                return narrower
        return kind


def is_prose(piece: str) -> bool:
    """Whether a piece is a paragraph, not a line of a masthead."""
    return display_width(piece) > _PROSE_WIDTH and piece.rstrip(CLOSING)[-1:] in tuple(TERMINALS)
