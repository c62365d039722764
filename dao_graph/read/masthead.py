"""The masthead of a document: which line shows of what kind it is.

In: the pieces of a text in their order, and how the language marks structure. Out: a `Shown`. A line shows a kind where
the pack has a pattern for it; of several lines the one whose kind ranks highest counts, of these the first. The title
of an agenda item shows a kind only where nothing else does: it is another document's. Where no line shows one, what the
first paragraphs say of the document does ("The present report"): then the lines above them are its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.model.characters import COLONS, COMMAS, STOPS, TERMINALS, TRAILING
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.model.symbols import is_symbol
from dao_graph.model.width import display_width, wrapped
from dao_graph.read.lines import RawBlock
from dao_graph.rules.packs import Markers

_NUMBER = re.compile(r"\d+")
# A figure behind a colon, as in a cell of a table ("Target: 350 000"); a year there may end a title.
_FIGURE = re.compile(rf"[{COLONS}](?!\s*(?:19|20)\d\d\Z)[\d\s.,%]+\Z")
# Characters of a numeral with its stop at most, as a list has it.
_NUMERAL = 5
# A paragraph is longer than a line of a masthead and ends a sentence.
_PROSE_WIDTH = 160
# Lines that a masthead has at most.
_LONGEST = 60
# Lines of a masthead among which numerals may stand, and lines below one among which more of it stands.
_HEAD_LINES, _NEAR = 12, 3
# Lines that stand only in a masthead, of which a text without a known kind has so many where it has one.
_MARKS = 2
# Speakers that take turns in a record at least.
_TURNS = 2
# Paragraphs among which stands what a document says of itself.
_FIRST = 6
# Lines over which a title above the text runs at most, and the columns that each has at most.
_TITLE_LINES, _TITLE_LINE = 5, 110


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind, and the piece `at` that shows it; `titled` says that the piece is a line with its name, not a symbol.
    Where the text itself shows the kind, the pieces from `at` up to `stop` are the title above it. `headed` says that
    the line has a title before what shows the kind."""

    kind: Kind
    at: int
    titled: bool
    stop: int | None = None
    headed: bool = False


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
            return self._said()
        order = [kind for kind, _ in self.markers.kinds]
        _, _, untitled, at = min((item, order.index(kind), not titled, at) for at, kind, titled, item in found)
        kind = next(kind for line, kind, *_ in found if line == at)
        return Shown(self._refined(kind, at), at, not untitled, headed=self._headed(kind, at))

    def _headed(self, kind: Kind, at: int) -> bool:
        pattern = next(pattern for known, pattern in self.markers.kinds if known == kind)
        match = pattern.search(self.pieces[at])
        return match is not None and match.start() > 0

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

    def _said(self) -> Shown | None:
        """The kind that the first paragraphs say; None where none does."""
        first = next((i for i in range(len(self.pieces)) if self._begins(i)), len(self.pieces))
        for i in range(min(len(self.pieces), first + _FIRST)):
            if self.blocks[i].mark:
                continue
            for kind, pattern in self.markers.openings:
                if pattern.search(self.pieces[i]):
                    stop = min(i, first)
                    return Shown(kind, self._title_above(stop), False, stop)
        return None

    def _begins(self, i: int) -> bool:
        """True if the text may begin with piece `i`: as `ends` says, or with an address."""
        return self.ends(i) or self.markers.address.match(self.pieces[i]) is not None

    def _title_above(self, stop: int) -> int:
        """The first of the lines right above piece `stop` that may be one title that a page broke."""
        start = stop
        while start and stop - start < _TITLE_LINES and self.may_title(start - 1):
            together = self.pieces[start - 1 : stop]
            if together[0].rstrip(TRAILING)[-1:] in tuple(STOPS):
                break
            gap = start < stop and self.blocks[start].lines[0].gap > 1
            if start < stop and (gap or max(map(display_width, together)) > _TITLE_LINE or not wrapped(together)):
                break
            start -= 1
        return start

    def may_title(self, i: int) -> bool:
        """True if piece `i` may be a line of a title: it is nothing else that stands in a masthead."""
        piece = self.pieces[i]
        beside = self.markers.masthead.match(piece) or self.markers.opening.fullmatch(piece) or is_symbol(piece)
        return not beside and not self.blocks[i].mark and any(map(str.isalpha, piece)) and not _FIGURE.search(piece)

    def is_titled(self) -> bool:
        """True if a text whose form shows no kind begins with its title: one line, and then a paragraph."""
        if len(self.pieces) < _TURNS or not self.may_title(0) or not is_prose(self.pieces[1]):
            return False
        first = self.pieces[0]
        return display_width(first) <= _TITLE_LINE and first.rstrip(TRAILING)[-1:] not in (*TERMINALS, *COMMAS)

    def framed(self) -> Shown | None:
        """The title at the end of a masthead whose form shows no kind: below its session and item, right above what
        ends it. None where it is no masthead."""
        stop = next((i for i in range(min(len(self.pieces), _HEAD_LINES + 1)) if self.ends(i)), 0)
        lines = [i for i in range(stop) if not self.blocks[i].mark]
        marks = [i for i in lines if self.markers.masthead.match(self.pieces[i])]
        prose = any(self.pieces[i].rstrip(TRAILING)[-1:] in tuple(TERMINALS) for i in lines)
        start = self._title_above(stop)
        framed = len(marks) >= _MARKS and not prose and marks[0] < start < stop
        return Shown(NO_KIND, start, False, stop) if framed else None

    def of_turns(self) -> Kind:
        """The kind of a text that begins with who speaks, and in which speakers take turns; NO_KIND of others. One
        speaker is enough where a line says no more than who it is, and for whom."""
        first = self.markers.speaker.match(self.pieces[0]) if self.pieces else None
        turns = (self.markers.speaker.match(piece) for piece in self.pieces)
        if not first or not first.group("turn"):
            return NO_KIND
        alone = first.end() == len(self.pieces[0]) and first.group("for")
        if not alone and sum(1 for turn in turns if turn and turn.group("turn")) < _TURNS:
            return NO_KIND
        return next((kind for kind, _ in self.markers.kinds if kind.turns), NO_KIND)

    def ends(self, i: int) -> bool:
        """True if the text begins with piece `i`: a paragraph, or a line that says so ("Contents")."""
        mark = self.markers.masthead.match(self.pieces[i])
        group = mark.lastgroup if mark else None
        said = group == "end" and not self._numbered(i)
        # A line with day and hour may end like a sentence ("10 a.m.").
        return i >= _LONGEST or said or (group != "dated" and is_prose(self.pieces[i]))

    def _numbered(self, i: int) -> bool:
        """True if piece `i` is a numeral alone right above more of the masthead, whose lines a word processor numbered
        ("II.", and then the symbol)."""
        if i >= _HEAD_LINES or not _is_numeral(self.pieces[i]):
            return False
        for piece in self.pieces[i + 1 : i + 1 + _NEAR]:
            mark = self.markers.masthead.match(piece)
            if is_symbol(piece) or (mark and not mark.lastgroup and not piece[0].isdigit()):
                return True
            if mark and not _is_numeral(piece):
                return False
        return False

    def _refined(self, kind: Kind, at: int) -> Kind:
        """The narrower kind that a line above `at` shows, or the one itself."""
        own = self._own_lines(at)
        for narrower, pattern in self.markers.kinds:
            if kind.name in narrower.refines and any(pattern.search(self.pieces[i]) for i in own):
                return narrower
        return kind

    def _own_lines(self, at: int) -> list[int]:
        """The lines above `at` that are no titles of agenda items, of which each number of an item has one below it."""
        own: list[int] = []
        titles = 0
        for i in range(at):
            mark = self.markers.masthead.match(self.pieces[i])
            if mark and mark.lastgroup == "item":
                titles = len(_NUMBER.findall(self.pieces[i]))
            elif titles and not mark and not self.blocks[i].mark:
                titles -= 1
            else:
                own.append(i)
        return own


def _is_numeral(piece: str) -> bool:
    """True if a piece that ends a masthead may be a numeral alone ("IV.")."""
    return len(piece) <= _NUMERAL and not piece[-1].isalnum()


def is_prose(piece: str) -> bool:
    """True if a piece is a paragraph, not a line of a masthead."""
    return display_width(piece) > _PROSE_WIDTH and piece.rstrip(TRAILING)[-1:] in tuple(TERMINALS)


def enacting(piece: str, markers: Markers) -> tuple[Kind, re.Match[str]] | None:
    """The kind of document of those that an organ adopts that a line shows, with the match; None where it shows
    none."""
    found = ((kind, pattern.search(piece)) for kind, pattern in markers.kinds if kind.enacts)
    return next(((kind, match) for kind, match in found if match), None)


def is_named(piece: str, markers: Markers) -> bool:
    """True if a line says no more than that a document is of a kind with a series of its own ("Statement by the
    President"): what is so named may quote what an organ adopts."""
    found = ((kind, pattern.search(piece)) for kind, pattern in markers.kinds if kind.series and not kind.enacts)
    return any(match is not None and match.span() == (0, len(piece)) for _, match in found)


def drafted(piece: str, markers: Markers) -> Kind:
    """The kind of draft, laid out as what an organ adopts, that a line shows; NO_KIND where it shows none."""
    found = (
        kind for kind, pattern in markers.kinds if kind.body == "clauses" and not kind.enacts and pattern.search(piece)
    )
    return next(found, NO_KIND)


def kind_of_line(piece: str, markers: Markers) -> Kind:
    """The kind that the title of an annex shows; NO_KIND where it shows none."""
    found = (kind for kind, pattern in markers.kinds if not kind.refines and pattern.search(piece))
    return next(found, NO_KIND)


def titled_again(piece: str, kind: Kind, markers: Markers) -> bool:
    """True if a line shows a kind by its name, and not by the occasion ("at the general debate")."""
    for known, pattern in markers.kinds:
        if match := pattern.search(piece):
            return known == kind and not match.groupdict().get("occasion")
    return False


def of_clauses(markers: Markers) -> Kind:
    """The kind of a document that an organ opens, where no line shows one."""
    return next((kind for kind, _ in markers.kinds if kind.body == "clauses"), NO_KIND)
