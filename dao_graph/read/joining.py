"""True if a line goes on with the paragraph before it: an ordered table of signs, the first that speaks decides.

In: two lines that follow each other, the block that the first ends, the habit of the text. Out: a `Sign`, whose name
says why, for the trace. Knows no language, only scripts and what `LineEnds` tells of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dao_graph.model.characters import CLOSING, COLONS, COMMAS, DASHES, HYPHENS, OPENING, SEMICOLONS, STOPS, TERMINALS
from dao_graph.model.enumerators import BULLET, ENUMERATOR
from dao_graph.model.width import display_width, is_cjk, wrapped
from dao_graph.read.habit import Habit
from dao_graph.read.lines import Line, RawBlock, ends_sentence
from dao_graph.rules.packs import LineEnds

# Where the end of a line shows that the paragraph goes on, it does so in its last word or two.
_TAIL = 60
# An item narrower than this share of the width is a short one, not one set in a hanging indent.
_NARROWEST = 0.75
# Lines over which a title runs at most.
_TITLE_LINES = 8
# Words of a line that only names the kind.
_NAME_ALONE = 2
# The number of a recommendation has two parts ("121.14"); the line below it has so many columns, where it ends nothing.
_SENTENCE = 50
_PARTED = re.compile(r"\d{3}\.\d{1,3}\.?")
# The number of a paragraph on a line of its own.
_ALONE = re.compile(rf"\d{{1,3}}[.)]|{_PARTED.pattern}|\([a-z]{{1,2}}\)|[a-z]\)")
# An aside that ends an item, as that of whoever recommends it does ("(Norway);").
_ASIDE = re.compile(rf"(?:\([^()]*(?:\([^()]*\)[^()]*)*\) ?)+[{SEMICOLONS}{STOPS}]")
# The name of an organ without a comma stands alone on a line of at most so many columns, and this share of the width.
_NAME_WIDTH, _NAME_SHARE = 32, 0.4
# Characters on both sides of a break that show whether it divides a symbol or the number of a resolution.
_NUMBER = 12
_DIVIDED = re.compile(r"[A-Z\d]/\n\w|\d\n\((?:19|20)\d\d\)|\bE?S[-\u2010\u2011]\n\d+/\d")
# Small letters that begin a line of a title which goes on: one alone is a bullet.
_SMALL = 2
# The number of a first section below a title.
_SECTION = re.compile(r"[IVX]{1,5}\.\s")
_FLOWING = 20  # columns that a line in the middle of a paragraph has at least


class Break:
    """The break between line `a`, the last of `block`, and the next line `b`, in a text set by `habit`; `front` says
    that `b` stands where columns may be, `head` that it is among the first lines. What several signs ask for
    is found once."""

    __slots__ = ("_full", "a", "b", "block", "ends", "front", "habit", "head", "own", "unended")

    def __init__(self, block: RawBlock, b: Line, habit: Habit, ends: LineEnds, front: bool, head: bool = False) -> None:
        self.block, self.b, self.habit, self.ends, self.front, self.head = block, b, habit, ends, front, head
        self.a = block.lines[-1]
        width = _available(block, habit.width)
        self.own = habit if width == habit.width else replace(habit, width=width)
        self.unended = not ends_sentence(self.a.text)
        self._full: bool | None = None

    @property
    def full(self) -> bool:
        """True if `a` was broken because the beginning of `b` did not fit in the width."""
        if self._full is None:
            self._full = self.own.full(self.a, self.b)
        return self._full

    @property
    def wide(self) -> bool:
        """True if more blank lines stand before `b` than usual."""
        return self.b.gap > self.habit.gap


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for which a line joins the paragraph before it, or begins one: its name, as a trace tells it, and the
    test that says whether it holds at a break."""

    name: str
    holds: Callable[[Break], bool]
    joins: bool


def sign_at(at: Break) -> Sign:
    """The first sign that holds at a break."""
    return next(sign for sign in SIGNS if sign.holds(at))


def _available(block: RawBlock, width: int) -> int:
    """The width in which a block was set: items hang, so theirs is that of their first line without its mark."""
    first = block.lines[0]
    mark = BULLET.match(first.text) or ENUMERATOR.match(first.text)
    if not mark or not _NARROWEST * width < first.width < width:
        return width
    return first.width - display_width(mark.group())


def _divides_number(at: Break) -> bool:
    """True if a symbol goes on behind its slash, the number of a special session behind its hyphen, or the year of a
    number stands on the next line: "A/64/" and "578"."""
    return at.b.gap == 0 and _DIVIDED.search(f"{at.a.text[-_NUMBER:]}\n{at.b.text[:_NUMBER]}") is not None


def _dangles(at: Break) -> bool:
    if at.b.gap > at.habit.gap + 1 or (at.b.gap and _opens(at)):
        return False
    dangling = at.ends.dangling.search(at.a.text, max(0, len(at.a.text) - _TAIL))
    return dangling is not None and not ENUMERATOR.match(at.b.text)


def _stands(at: Break) -> bool:
    # Where each paragraph is one line, the name of an organ alone on one is no broken sentence.
    return not at.habit.width and len(at.a.text) <= _TAIL and at.ends.standing.fullmatch(at.a.text) is not None


def _is_number_alone(at: Break) -> bool:
    """True if `a` is only the number of a paragraph, as a table or a list set in columns gives it ("31.")."""
    if len(at.block.lines) > 1 or not _ALONE.fullmatch(at.a.text):
        return False
    goes_on = at.b.text[0].isalpha() or at.b.text[0] in OPENING
    # A figure of a table has a name beside it, the number of a recommendation a sentence.
    cell = _PARTED.fullmatch(at.a.text) and at.b.width < _SENTENCE and at.b.text[-1] not in TERMINALS
    return goes_on and not cell and not ENUMERATOR.match(at.b.text)


def _is_aside(at: Break) -> bool:
    """True if `b` begins with an aside that ends the item which `a` leaves open."""
    return at.b.gap == 0 and at.unended and at.a.text[-1].isalnum() and _ASIDE.match(at.b.text) is not None


def _titles(at: Break) -> bool:
    # A title that shows the kind of the document is set narrower than the text, over several lines.
    # Where each paragraph is one line, a title that a page broke has broken lines already, or blank lines set it off.
    set_off = at.block.lines[0].gap > at.b.gap == 0
    if (at.full if at.habit.width else len(at.block.lines) == 1 and not set_off) or not at.head:
        return False
    if at.b.gap > min(at.habit.gap, 1) or len(at.block.lines) > _TITLE_LINES:
        return False
    if at.a.text[-1] in TERMINALS or not at.ends.titled.search(at.block.lines[0].text):
        return False
    if BULLET.match(at.b.text) or _SECTION.match(at.b.text):
        return False
    if at.ends.masthead.match(at.b.text) or at.ends.titled.search(at.b.text) or at.ends.standing.fullmatch(at.b.text):
        return False
    small = at.b.text[:_SMALL].isalpha() and at.b.text[:_SMALL].islower()
    return small or wrapped([*(line.text for line in at.block.lines), at.b.text])


def _honours(at: Break) -> bool:
    # Who makes a speech stands below its title.
    if not at.head or len(at.a.text.split()) <= _NAME_ALONE or not at.ends.honoured.match(at.b.text):
        return False
    return at.ends.titled.search(at.block.lines[0].text) is not None


def _ends_title(at: Break) -> bool:
    # Below the lines of a title the text begins wider, with a word that would have fitted in the last of them.
    lines = [line.text for line in at.block.lines]
    if not at.head or at.b.gap or not at.habit.width or at.b.text[:1].islower():
        return False
    if at.b.width <= max(map(display_width, lines)) or not at.ends.titled.search(lines[0]):
        return False
    return wrapped(lines) and not wrapped([*lines, at.b.text])


def _begins_text(at: Break) -> bool:
    # "Summary" or "Table of contents" alone on a line of the first page; below a title what begins as paragraphs do.
    if not at.head or at.b.text.replace(" ", "").isalpha():
        return at.head and at.ends.masthead.fullmatch(at.b.text) is not None
    begins = at.b.gap > 0 and at.ends.starting.match(at.b.text)
    return bool(begins and at.ends.titled.search(at.block.lines[0].text))


def _takes_turn(at: Break) -> bool:
    # Who speaks in a record, or chairs it, stands before a colon.
    if not any(colon in at.b.text for colon in COLONS):
        return False
    turn = at.ends.turn.match(at.b.text)
    return turn is not None and (turn.group()[-1] in COLONS or turn.end() == len(at.b.text))


def _opens_bracket(at: Break) -> bool:
    return at.b.text[0] == "[" and not any(line.text.count("[") > line.text.count("]") for line in at.block.lines)


def _opens(at: Break) -> bool:
    if at.b.text[0] == "[" or at.ends.standing.fullmatch(at.b.text) is None:
        return False
    # Boards open their decisions without a comma: a name on a short line of its own.
    narrow = at.b.width <= _NAME_WIDTH and (not at.habit.width or at.b.width <= at.habit.width * _NAME_SHARE)
    return at.b.text[-1] in COMMAS or narrow


def _begins_as_paragraphs_do(at: Break) -> bool:
    # After a comma or a stop, and where nothing else shows paragraphs.
    shown = at.habit.indented or at.habit.spaced or (at.habit.parted and not at.b.turned)
    if shown or at.b.text[0] == "[" or at.a.text[-1].isalnum():
        return False
    return at.ends.starting.match(at.b.text) is not None


def _counts_anew(at: Break) -> bool:
    # The number of a paragraph, alone on its line below a heading or the end of a sentence.
    fits = at.habit.width and (not at.unended or at.a.width + at.b.width < at.habit.width)
    return bool(fits) and re.fullmatch(r"\d{1,3}\.", at.b.text) is not None


def _flows(at: Break) -> bool:
    # Where blank lines part the paragraphs, an open line without one after it goes on, however ragged it is. What
    # begins with a bracket is a signature, or the number of a draft; Chinese lines are set solid.
    if not at.habit.parted or at.front or at.b.gap != 0 or at.a.width < _FLOWING:
        return False
    a, b, first = at.a.text, at.b.text, at.block.lines[0].text[0]
    aside = b[0] == "(" and at.b.width > at.a.width // 2
    starts = BULLET.match(b) or ENUMERATOR.match(b) or _SECTION.match(b)
    bracket = (b[0] in "[(" and not aside) or first in "[("
    # After a comma a small letter goes on, where it begins no item.
    stops = SEMICOLONS if b[0].islower() else COMMAS + SEMICOLONS
    return at.unended and a[-1] not in stops and not is_cjk(a[-1]) and not starts and not bracket


def _is_bullet(at: Break) -> bool:
    # A dash between two words of a sentence is none.
    within = at.b.text[0] in DASHES and at.a.text[-1].isalnum() and at.habit.width
    return BULLET.match(at.b.text) is not None and not (within and at.full)


def _is_divided(at: Break) -> bool:
    a = at.a.text
    return len(a) > 1 and a[-1] in HYPHENS and a[-2].isalpha() and at.b.text[0].islower()


def _is_numbered(at: Break) -> bool:
    if not ENUMERATOR.match(at.b.text):
        return False
    return not (at.unended and at.a.text[-1] not in COMMAS and at.full)


def _is_stray(at: Break) -> bool:
    a = at.a.text[-1]
    return at.unended and a not in COMMAS and at.b.text[0].islower() and at.b.gap == 0 and a.islower()


def _is_parted(at: Break) -> bool:
    goes_on = at.unended and at.b.text[0].islower() and (not at.habit.parted or at.a.text[-1] not in COMMAS)
    return at.wide and not goes_on


def _is_set_off(at: Break) -> bool:
    """True if an indent or a space shows a paragraph, as neither does within a word or between two at the turn of a
    page."""
    shown = (at.habit.indented and at.b.indent > at.habit.base) or (at.habit.spaced and at.a.spaced)
    if not shown:
        return False
    closed = at.a.text[-1] in CLOSING and at.unended and is_cjk(at.b.text[0])
    return not closed and not (at.a.text[-1].isalnum() and not at.b.text[0].isupper())


def _goes_on_short(at: Break) -> bool:
    return not at.full and at.unended and at.b.text[0].islower() and at.a.text[-1].isalnum() and not at.wide


def _heads(at: Break) -> bool:
    # A full line that ends a sentence may end its paragraph too: then an indent or a heading follows.
    return at.b.indent > at.habit.base or not (ends_sentence(at.b.text) or at.own.looks_full(at.b))


SIGNS = (
    Sign("the line ends in a word that ends no paragraph", _dangles, joins=True),
    Sign("a symbol or a number is divided", _divides_number, joins=True),
    Sign("the line before is the name of an organ alone", _stands, joins=False),
    Sign("the text begins with a word that says so", _begins_text, joins=False),
    Sign("a speaker begins", _takes_turn, joins=False),
    Sign("who makes a speech stands below its title", _honours, joins=False),
    Sign("the text begins wider than its title", _ends_title, joins=False),
    Sign("the line before is only a number", _is_number_alone, joins=True),
    Sign("it is only the number of an item", lambda at: _PARTED.fullmatch(at.b.text) is not None, joins=False),
    Sign("it begins with an aside that ends an item", _is_aside, joins=True),
    Sign("a bracket opens", _opens_bracket, joins=False),
    Sign("an organ opens its text", _opens, joins=False),
    Sign("it begins as paragraphs do", _begins_as_paragraphs_do, joins=False),
    Sign("it is only a number, and would have fitted in the line", _counts_anew, joins=False),
    Sign("the line has no end, and no blank line follows", _flows, joins=True),
    Sign("it has a bullet", _is_bullet, joins=False),
    Sign("a word is divided by a hyphen", lambda at: _is_divided(at) and not at.wide, joins=True),
    Sign("blank lines stand after the hyphen", _is_divided, joins=False),
    Sign("it has a number", _is_numbered, joins=False),
    Sign("a title goes on over several lines", _titles, joins=True),
    Sign("it begins small after an open end", lambda at: not at.habit.width and _is_stray(at), joins=True),
    Sign("each paragraph is one line", lambda at: not at.habit.width, joins=False),
    Sign("blank lines stand before it", _is_parted, joins=False),
    Sign("an indent or a space sets it off", _is_set_off, joins=False),
    Sign("it begins small after a word", _goes_on_short, joins=True),
    Sign("the line is not full", lambda at: not at.full, joins=False),
    Sign("the line is full, and no sentence ends with it", lambda at: at.unended, joins=True),
    Sign("the line is full, but what follows looks like a heading", _heads, joins=False),
    Sign("the line is full, and the next has no number", lambda at: True, joins=True),
)
