"""The reader's place in a document, and the blocks that it makes there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from unicodedata import category

from dao_graph.model.characters import CLOSING, COMMAS, STOPS, TERMINALS, TRAILING
from dao_graph.model.document import Span
from dao_graph.model.enumerators import BULLET
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.model.width import display_width
from dao_graph.read.masthead import Masthead, Shown
from dao_graph.rules.packs import Markers

# The kind of a block, its path, the path of what it belongs to, its number.
Classified = tuple[str, str, str, str]

_LABEL = re.compile(r"\(?([a-z]{1,4}|\d{1,3}|[\u0600-\u06ff]|[\u0430-\u044f])[).]\s*")
# The number of a paragraph, as printed before it: no decimal ("2.5 million"), and none of a list ("1)").
_PRINTED = re.compile(r"(\d{1,3})(?:\s?[.\uff0e](?!\d)|\s?[\u2013\u2014-](?=\s))")
# The end of a sentence with the number of a note behind it, which a numbered paragraph may end with.
_NOTED = re.compile(rf"[\w{re.escape(CLOSING)}]{{3}}[{re.escape(STOPS)}][{re.escape(TRAILING)}]?\s?\d{{1,3}}\Z")
_NOTED_WIDTH = 12
# Paragraphs that a text may lack between two that follow each other; those that show that it counts them at least;
# pieces of prose for each of them at most.
_MOST_LOST, _FEWEST, _PROSE_FOR_EACH = 20, 3, 4
# A heading is short; longer lines without a full stop are paragraphs that lost it.
HEADING_WIDTH = 160
TITLE_WIDTH = 320


@dataclass(slots=True)
class Place:
    """The reader's place in the document: at `pieces[at]`.

    `head` is the masthead, `shown` what it shows (None of an enacted document). `kind` and `title` are those of the
    part, as far as they are known; `enacted` says that the main document is a resolution or decision, `numbered` that
    a line gave only its number, so that its title is the next. `labelled` are the sections with a letter or number of
    their own so far, `parts` the pieces at which annexes begin, `opened` those with which an organ opens its
    clauses, and `closed` those at which the text of a report goes on behind such clauses, in order.
    """

    pieces: Sequence[str]
    head: Masthead
    at: int = 0
    part: str = ""
    kind: Kind = NO_KIND
    enacted: bool = False
    shown: Shown | None = None
    title: Span | None = None
    numbered: bool = False
    mode: str = "front"  # front, below, more, title, body, clauses, closing
    section: str = ""
    paragraph: str = ""
    labelled: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    parts: Sequence[int] = ()
    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)

    def begins_part(self) -> bool:
        """True if an annex begins here."""
        found = bisect_left(self.parts, self.at)
        return found < len(self.parts) and self.parts[found] == self.at

    def end_of_part(self) -> int:
        """The piece at which the next annex begins, or the text ends."""
        found = bisect_right(self.parts, self.at)
        return self.parts[found] if found < len(self.parts) else len(self.pieces)

    def next(self, name: str) -> int:
        key = f"{self.part}|{name}"
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def address(self, local: str) -> str:
        return f"{self.part}/{local}" if self.part else local


def headed(piece: str, place: Place) -> Classified:
    """A heading; a line without a letter or a currency's sign (a figure of a table, a dash, dots for what is left out)
    heads nothing and has no address of its own."""
    if any(character.isalpha() or category(character) == "Sc" for character in piece):
        return heading(place)
    return "figure", "", place.section or place.part, ""


def heading(place: Place) -> Classified:
    number = str(place.next("s"))
    place.section, place.paragraph = place.address(f"s/{number}"), ""
    return "heading", place.section, place.part, number


def labelled(place: Place) -> Classified:
    made = heading(place)
    place.labelled.append(place.section)
    return made


def paragraph(place: Place) -> Classified:
    """A paragraph counted by its position among those of its part; its number is the one printed, where one is."""
    local, printed = str(place.next("p")), _PRINTED.match(place.pieces[place.at])
    return _paragraph(place, local, printed.group(1) if printed else local)


def numbered(piece: str, place: Place) -> Classified:
    """A paragraph with the number that is printed before it, where its part numbers its paragraphs: what has none, or
    one that does not go on from those before, is counted after the last ("7-1"), so that a footnote or a line of a list
    does not move the numbers that follow, nor the addresses from language to language."""
    if not _numbers_paragraphs(place):
        return paragraph(place)
    printed, last = _PRINTED.match(piece), f"{place.part}|printed"
    at = place.counts.get(last, 0)
    if printed and _goes_on(int(printed.group(1)), at):
        place.counts[last] = int(printed.group(1))
        number = str(place.counts[last])
        return _paragraph(place, number, number)
    local = f"{at}-{place.next(f'after {at}')}"
    return _paragraph(place, local, printed.group(1) if printed else local)


def _paragraph(place: Place, local: str, number: str) -> Classified:
    place.paragraph = place.address(f"p/{local}")
    return "paragraph", place.paragraph, place.section or place.part, number


def _goes_on(number: int, last: int) -> bool:
    """True if a number goes on from the last one; an excerpt may begin with any."""
    return last < number and (not last or number <= last + _MOST_LOST)


def _numbers_paragraphs(place: Place) -> bool:
    """True if the part being read numbers its paragraphs: so many of its sentences begin with numbers that count up."""
    known = f"{place.part}|numbered"
    if known not in place.counts:
        counted = last = prose = 0
        for piece in place.pieces[place.at : place.end_of_part()]:
            if is_heading(piece) or BULLET.match(piece):
                continue
            prose += 1
            if (match := _PRINTED.match(piece)) and _goes_on(int(match.group(1)), last):
                last, counted = int(match.group(1)), counted + 1
        place.counts[known] = counted >= _FEWEST and counted * _PROSE_FOR_EACH >= prose
    return bool(place.counts[known])


def item(piece: str, place: Place) -> Classified:
    if not place.paragraph:
        return numbered(piece, place)
    position = place.next(f"{place.paragraph} items")
    label = None if BULLET.match(piece) else _LABEL.match(piece)
    # Each language counts with its own letters: the position says which, so that the address is the same in all. Where
    # items of the second degree follow, some count with digits: the first item decides.
    style = f"{place.part}|{place.paragraph} letters"
    if position == 1:
        place.counts[style] = label is not None and label.group(1).isalpha()
    lettered = place.counts.get(style) and position <= len(ascii_lowercase)
    local = ascii_lowercase[position - 1] if lettered else str(position)
    return "item", f"{place.paragraph}/{local}", place.paragraph, local


def is_labelled(piece: str, markers: Markers) -> bool:
    """True if a line begins a section with its letter or number, alone or before its title."""
    match = markers.label.match(piece)
    return match is not None and piece[match.end() : match.end() + 1] in ("", " ") and is_heading(piece)


def is_heading(piece: str, width: int = HEADING_WIDTH) -> bool:
    noted = _PRINTED.match(piece) and _NOTED.search(piece[-_NOTED_WIDTH:])
    return not noted and display_width(piece) <= width and piece.rstrip(TRAILING)[-1:] not in TERMINALS + COMMAS
