"""Lines to paragraphs: which line breaks an author made and which a page did.

Works for the habits of plain text: one line a paragraph; lines wrapped at a width with blank lines between paragraphs,
with none at all, or with one after each line (as some PDF extraction leaves them). What shows paragraphs besides – an
indent, a space after their last line, how far lines are filled before a word is moved to the next – is read off the
text itself. Knows no language, only scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dao_graph.model.characters import CLOSING, COMMAS, DASHES, HYPHENS, SEMICOLONS
from dao_graph.model.document import Span
from dao_graph.read.habit import Habit, habit_of
from dao_graph.read.lines import (
    BULLET,
    ENUMERATOR,
    Line,
    RawBlock,
    display_width,
    ends_sentence,
    is_cjk,
    lines_of,
)
from dao_graph.read.notes import MARK_ALONE, lift_notes, references
from dao_graph.rules.packs import LineEnds

# Where the end of a line shows that the paragraph goes on, it does so in its last word or two.
_TAIL = 60
# An item narrower than this share of the width is a short one, not one set in a hanging indent.
_NARROWEST = 0.75
# Two spaces or a tab part the columns of a masthead.
_CELL = re.compile(r"[^ \t]+(?: [^ \t]+)*")
# Columns that a line in the middle of a paragraph has at least.
_FLOWING = 20


def layout(text: str, ends: LineEnds) -> list[RawBlock]:
    """The paragraphs of `text` in reading order, notes after the block that they interrupt.

    Page furniture (page and job numbers, repeated symbols) is dropped; a line that is only the mark of a note is
    kept as a reference on the block before it.
    """
    body, notes = lift_notes(lines_of(text), ends)
    marks = {note.mark for _, note in notes}
    habit, front = habit_of(body)
    return _interleave(_paragraphs(body, marks, front, habit, ends), notes)


def _paragraphs(
    lines: Sequence[Line], marks: set[str], front: int, habit: Habit, ends: LineEnds
) -> list[tuple[int, RawBlock]]:
    """(index of the first line, block) for each paragraph of the body; before line `front` two or more spaces part
    columns."""
    blocks: list[tuple[int, RawBlock]] = []
    previous: Line | None = None
    for i, line in enumerate(lines):
        if previous and blocks and line.text in marks and MARK_ALONE.fullmatch(line.text) and not line.text.isdigit():
            blocks[-1][1].references.append((Span(previous.span.end, previous.span.end), line.text))
            continue
        cells = _cells(line) if i < front else [line]
        if previous and len(cells) == 1:
            own = replace(habit, width=_available(blocks[-1][1], habit.width))
            ends_open = ends.dangling.search(previous.text, max(0, len(previous.text) - _TAIL))
            hangs = line.gap <= habit.gap + 1 and ends_open and not ENUMERATOR.match(line.text)
            # Where each paragraph is one line, the name of an organ alone on one is no broken sentence.
            stands = not habit.width and len(previous.text) <= _TAIL and ends.standing.fullmatch(previous.text)
            # Where blank lines part the paragraphs, an open line without one after it goes on, however ragged it is.
            flows = habit.parted and i > front and line.gap == 0 and _flows(blocks[-1][1], line)
            starts = stands or (not hangs and _starts(blocks[-1][1], line, habit, ends))
            if hangs or (not starts and (flows or _continues(previous, line, own))):
                blocks[-1][1].lines.append(line)
                blocks[-1][1].references.extend(references(line, marks))
                previous = line
                continue
        blocks.extend((i, RawBlock([cell], references=references(cell, marks))) for cell in cells)
        previous = cells[-1]
    return blocks


def _available(block: RawBlock, width: int) -> int:
    """The width in which a block was set: items hang, so theirs is that of their first line without its mark."""
    first = block.lines[0]
    mark = BULLET.match(first.text) or ENUMERATOR.match(first.text)
    if not mark or not _NARROWEST * width < first.width < width:
        return width
    return first.width - display_width(mark.group())


def _cells(line: Line) -> list[Line]:
    cells = []
    for match in _CELL.finditer(line.text):
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        cells.append(Line(span, match.group(), display_width(match.group()), line.indent, line.gap))
    return cells


def _starts(block: RawBlock, b: Line, habit: Habit, ends: LineEnds) -> bool:
    """Whether a line shows by its words that a paragraph begins with it: what an organ begins its text with, what
    stands in square brackets, and, after a comma or a stop and where nothing else shows it, what paragraphs are begun
    with."""
    if b.text[0] == "[":
        return not any(line.text.count("[") > line.text.count("]") for line in block.lines)
    if b.text[-1] in COMMAS and ends.standing.fullmatch(b.text):
        return True
    shown = habit.indented or habit.spaced or (habit.parted and not b.turned)
    return not shown and not block.lines[-1].text[-1].isalnum() and ends.starting.match(b.text) is not None


def _continues(a: Line, b: Line, habit: Habit) -> bool:
    """Whether `b` goes on with the paragraph of `a`."""
    width, usual_gap, base = habit.width, habit.gap, habit.base
    if BULLET.match(b.text) and not (b.text[0] in DASHES and a.text[-1].isalnum() and width and habit.full(a, b)):
        return False
    if len(a.text) > 1 and a.text[-1] in HYPHENS and a.text[-2].isalpha() and b.text[0].islower():
        return b.gap <= usual_gap
    open_end = not ends_sentence(a.text)
    if ENUMERATOR.match(b.text) and not (open_end and a.text[-1] not in COMMAS and habit.full(a, b)):
        return False
    if not width:
        # One line a paragraph; a lower-case start after an open end is a stray break all the same.
        return open_end and a.text[-1] not in COMMAS and b.text[0].islower() and b.gap == 0 and a.text[-1].islower()
    if b.gap > usual_gap and not (open_end and b.text[0].islower() and (not habit.parted or a.text[-1] not in COMMAS)):
        return False
    # Neither an indent nor a space ends a paragraph within a word or between two, as at the turn of a page.
    closed = a.text[-1] in CLOSING and open_end and is_cjk(b.text[0])
    within = closed or (a.text[-1].isalnum() and not b.text[0].isupper())
    if not within and ((habit.indented and b.indent > base) or (habit.spaced and a.spaced)):
        return False
    if not habit.full(a, b):
        return open_end and b.text[0].islower() and a.text[-1].isalnum() and b.gap <= usual_gap
    # A full line that ends a sentence may end its paragraph too: then an indent or a heading follows.
    heads = b.indent > base or not (ends_sentence(b.text) or habit.looks_full(b))
    return open_end or not heads


def _flows(block: RawBlock, b: Line) -> bool:
    """Whether the last line of a block is long and has no end, so that the next goes on with its sentence. What begins
    with a bracket is a signature, or the number of a draft; Chinese lines are set solid."""
    a = block.lines[-1]
    starts = BULLET.match(b.text) or ENUMERATOR.match(b.text) or b.text[0] in "[(" or block.lines[0].text[0] in "[("
    open_end = a.text[-1] not in COMMAS + SEMICOLONS and not ends_sentence(a.text) and not is_cjk(a.text[-1])
    return a.width >= _FLOWING and open_end and not starts


def _interleave(blocks: list[tuple[int, RawBlock]], notes: list[tuple[int, RawBlock]]) -> list[RawBlock]:
    """Blocks and notes in reading order: a note comes after the block whose lines it stands among."""
    ordered: list[RawBlock] = []
    waiting = list(notes)
    for (_, block), (following, _) in pairwise([*blocks, (len(blocks) + 10**9, RawBlock([]))]):
        ordered.append(block)
        while waiting and waiting[0][0] <= following:
            ordered.append(waiting.pop(0)[1])
    ordered.extend(note for _, note in waiting)
    return ordered
