"""The habit of a text: the width at which its lines were wrapped, and the signs by which paragraphs begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dao_graph.model.characters import COMMAS, HANGING, STOPS
from dao_graph.model.width import display_width, is_cjk
from dao_graph.read.lines import Line, ends_sentence

# What Chinese setting does not part: a word or number in Latin letters, a character and the punctuation after it.
_UNPARTED = re.compile(f"(?:[A-Za-z0-9/().,:-]+|.)[{HANGING}]*")
# A line is full when with the next word it takes this share of the width; CJK text is set solid, words leave ragged
# ends. Where enough lines show it, the share is that of all but the shortest few.
_FULL_CJK = 0.85
_FULL_WORDS = 0.80
_SHOWING, _SHORTEST, _SLACK = 20, 0.04, 0.02
# A habit is one that holds for nearly all lines within paragraphs, and for most at the ends of some.
_ALWAYS, _MOSTLY, _SOME = 0.97, 0.6, 3
# From this share on of long lines that end as paragraphs do, they are paragraphs.
_ENDED = 0.8
# Lines of this share of the widest, or more, may be full.
_NEARLY = 0.75
# No page is set narrower or wider than this many columns.
_NARROW, _WIDE = 45, 240
# Nor a column of one.
_NARROW_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Habit:
    """The way a text was set: the `width` at which lines were wrapped (0 where each paragraph is one line), the usual
    `gap` of blank lines, the indent `base` of lines that begin no paragraph, the shares of the width that full lines
    take, and whether paragraphs are `parted` by blank lines, their first lines indented, or their last ones followed by
    a space."""

    width: int
    gap: int
    base: int
    full_words: float = _FULL_WORDS
    full_cjk: float = _FULL_CJK
    parted: bool = False
    indented: bool = False
    spaced: bool = False

    def full(self, a: Line, b: Line) -> bool:
        """True if `a` was broken because what comes next, the beginning of `b`, did not fit in the width."""
        if is_cjk(a.text[-1]) or is_cjk(b.text[0]):
            # Where no punctuation stands at its end, a line that looks full is.
            share = _FULL_CJK if a.text[-1].isalnum() and b.text[0].isalnum() else self.full_cjk
            return _filled(a, b) > share * self.width
        return _filled(a, b) > self.full_words * self.width and a.width > self.width // 2

    def looks_full(self, line: Line) -> bool:
        """True if a line alone seems to be as wide as a full one."""
        return replace(self, full_words=_FULL_WORDS, full_cjk=_FULL_CJK).full(line, line)


def habit_of(body: Sequence[Line], columns: bool = False) -> tuple[Habit, int]:
    """The habit of a text, and how many of its lines are front matter; `columns` says that some are of columns."""
    width = _wrap_width(body, _NARROW_COLUMN if columns else _NARROW)
    gap = Counter(line.gap for line in body[1:]).most_common(1)[0][0] if len(body) > 1 else 0
    front = _front_length(body, width)
    lines = body[front:]
    base = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    parted = gap == 0 and sum(line.gap > 0 for line in lines) >= _SOME
    return _shown(lines, Habit(width, gap, base, parted=parted)), front


def _wrap_width(lines: Sequence[Line], narrow: int) -> int:
    """The width at which lines were wrapped, or 0 where each paragraph is one line or that were under `narrow`."""
    if len(lines) < 4:
        return 0
    widths = sorted(line.width for line in lines)
    # Titles and tables are short: look at the upper half, and take no single long line for the rule.
    limit = widths[int(len(widths) * 0.97)] if len(widths) > 30 else widths[-1]
    near = [line for line in lines if _NEARLY * limit <= line.width <= 1.1 * limit]
    if len(near) < max(3, 0.2 * len(widths)) or not narrow <= limit <= _WIDE:
        return 0
    if _is_line_by_line(lines, limit):
        return 0
    # Paragraphs of like length end in a comma or a stop, lines of one seldom do.
    stops = sum(ends_sentence(line.text) or line.text[-1] in COMMAS for line in near)
    return 0 if len(near) >= _SHOWING and stops >= _ENDED * len(near) else limit


def _is_line_by_line(lines: Sequence[Line], limit: int) -> bool:
    """True if blank lines stand behind wide lines from the first that ends a sentence on, and none goes on in the next:
    a small letter shows that one does, letters without case where many wide lines end in them. Lines of a masthead
    end without a stop, and where most lines come behind it, those set without a blank line tell nothing of others."""
    text = lines[next((i for i, line in enumerate(lines) if line.text[-1] in STOPS), 0) :]
    if len(text) == 1 or any(not b.gap and a.width >= _NEARLY * limit for a, b in pairwise(text)):
        return False
    if sum(b.gap > 0 for b in text[1:]) < _MOSTLY * (len(text) - 1):
        return False
    apart = 2 * len(text) > len(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap or not apart]
    if any(b.text[0].islower() for a, b in pairs if _open_ended(a, b)):
        return False
    wide = [(a, b) for a, b in pairwise(text) if a.width >= _NEARLY * limit]
    going_on = sum(_open_ended(a, b) and not b.text[0].isupper() for a, b in wide)
    return going_on <= (1 - _MOSTLY) * len(wide)


def _open_ended(a: Line, b: Line) -> bool:
    return a.text[-1].isalnum() and b.text[0].isalpha()


def _front_length(lines: Sequence[Line], width: int) -> int:
    """The number of lines before the first that runs the full width or ends a sentence. In these, two or more spaces
    separate columns."""
    for i, line in enumerate(lines):
        if line.text[-1] in STOPS + COMMAS or (width and line.width >= 0.95 * width and "  " not in line.text):
            return i
    return 0


def _shown(lines: Sequence[Line], habit: Habit) -> Habit:
    """The habit of a text as its lines show it: those after which a word goes on are surely within a paragraph, those
    that are short and end a sentence surely at the end of one."""
    if not habit.width:
        return habit
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap <= habit.gap]
    words = [(a, b) for a, b in pairs if _within_words(a, b, habit)]
    cjk = [(a, b) for a, b in pairs if _within_cjk(a, b, habit)]
    within = [*words, *cjk]
    ended = [(a, b) for a, b in pairs if ends_sentence(a.text) and not habit.full(a, b)]
    if len(within) < _SHOWING:
        return habit
    return replace(
        habit,
        full_words=_share(words, _FULL_WORDS, habit.width),
        full_cjk=_share(cjk, _FULL_CJK, habit.width),
        indented=_is_habit([b.indent <= habit.base for _, b in within], [b.indent > habit.base for _, b in ended]),
        spaced=_is_habit([not a.spaced for a, _ in within], [a.spaced for a, _ in ended]),
    )


def _within_words(a: Line, b: Line, habit: Habit) -> bool:
    """True if a word follows on another, where letters are small or have no case and the line is filled."""
    if not a.text[-1].isalnum() or is_cjk(a.text[-1]) or not b.text[0].isalpha() or is_cjk(b.text[0]):
        return False
    return b.text[0].islower() or (not b.text[0].isupper() and habit.full(a, b))


def _within_cjk(a: Line, b: Line, habit: Habit) -> bool:
    ideographs = a.text[-1].isalnum() and b.text[0].isalnum() and is_cjk(a.text[-1]) and is_cjk(b.text[0])
    return ideographs and habit.full(a, b)


def _is_habit(within: Sequence[bool], ended: Sequence[bool]) -> bool:
    return len(ended) >= _SOME and sum(within) >= _ALWAYS * len(within) and sum(ended) >= _MOSTLY * len(ended)


def _share(pairs: Sequence[tuple[Line, Line]], usual: float, width: int) -> float:
    """The share of the width that lines take with what comes after them, but for the shortest few."""
    if len(pairs) < _SHOWING:
        return usual
    shares = sorted(_filled(a, b) / width for a, b in pairs)
    return max(usual, min(1.0, shares[int(_SHORTEST * len(shares))]) - _SLACK)


def _filled(a: Line, b: Line) -> int:
    """The columns that `a` takes with what could not be parted from the beginning of `b`: a word, or a character with
    the stop after it."""
    if is_cjk(a.text[-1]) or is_cjk(b.text[0]):
        unparted = _UNPARTED.match(b.text)
        return a.width + a.indent // 2 + (display_width(unparted.group()) if unparted else 0)
    return a.width + 1 + display_width(b.text.split(maxsplit=1)[0])
