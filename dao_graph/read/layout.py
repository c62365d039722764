"""Lines to paragraphs: which line breaks an author made and which a page did.

Works for the habits of plain text: one line a paragraph; lines wrapped at a width with blank lines between paragraphs,
with none at all, or with one after each line (as some PDF extraction leaves them). What shows paragraphs besides – an
indent, a space after their last line, how far lines are filled before a word is moved to the next – is read off the
text itself. Knows no language, only scripts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dao_graph.model.document import Span
from dao_graph.model.width import display_width
from dao_graph.read.columns import unwoven
from dao_graph.read.habit import Habit, habit_of
from dao_graph.read.joining import Break, sign_at
from dao_graph.read.lines import Line, RawBlock, lines_of
from dao_graph.read.marks import glued_marks
from dao_graph.read.notes import MARK_ALONE, lift_notes, references
from dao_graph.rules.packs import LineEnds

# Among so many first lines the title of a document is looked for.
_HEAD = 60
# Why a paragraph begins where no sign is looked for.
_FIRST, _COLUMNS = "the text begins", "spaces part columns"
# Two spaces or a tab part the columns of a masthead.
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.()-]+)+\*{0,2}(?=\s|$)")
_CELL = re.compile(r"[^ \t]+(?: [^ \t]+)*")
# … or the bars of a table.
_BARRED = re.compile(r"[^\s|]+(?: [^\s|]+)*")


def paragraphs_of(text: str, ends: LineEnds) -> tuple[list[RawBlock], tuple[Span, ...]]:
    """The paragraphs of a text without mark-up, and the intervals of it that held two columns woven together."""
    lines, woven = unwoven(lines_of(text))
    return layout(lines, ends, bool(woven)), woven


def layout(lines: Sequence[Line], ends: LineEnds, columns: bool = False) -> list[RawBlock]:
    """The paragraphs of `lines` in reading order, notes after the block that they interrupt; `columns` says that some
    were parted into columns.

    A line that is only the mark of a note is kept as a reference on the block before it.
    """
    body, notes = lift_notes(lines, ends)
    marks = {note.mark for _, note in notes}
    habit, front = habit_of(body, columns)
    blocks = _paragraphs(body, marks, front, habit, ends)
    _hang(blocks, glued_marks(body, notes))
    return _interleave(blocks, notes)


def _hang(blocks: Sequence[tuple[int, RawBlock]], glued: Sequence[tuple[Span, str]]) -> None:
    """Give marks that were found glued to words to the blocks that they stand in, where these do not have them."""
    waiting = list(glued)
    for _, block in blocks:
        while waiting and waiting[0][0].end <= block.lines[-1].span.end:
            span, mark = waiting.pop(0)
            if all(known != mark for _, known in block.references):
                block.references.append((span, mark))
        block.references.sort()


def _paragraphs(
    lines: Sequence[Line], marks: set[str], front: int, habit: Habit, ends: LineEnds
) -> list[tuple[int, RawBlock]]:
    """(index of the first line, block) for each paragraph of the body; before line `front` two or more spaces part
    columns."""
    blocks: list[tuple[int, RawBlock]] = []
    for i, line in enumerate(lines):
        last = blocks[-1][1] if blocks else None
        if last and line.text in marks and MARK_ALONE.fullmatch(line.text) and not line.text.isdigit():
            end = last.lines[-1].span.end
            last.references.append((Span(end, end), line.text))
            continue
        cells = _cells(line, ends) if i < front else [line]
        reason = _COLUMNS if last else _FIRST
        if last and len(cells) == 1:
            sign = sign_at(Break(last, line, habit, ends, i <= front, i < _HEAD))
            reason = sign.name
            if sign.joins:
                last.lines.append(line)
                last.because.append(reason)
                last.references.extend(references(line, marks))
                continue
        blocks.extend((i, RawBlock([cell], references=references(cell, marks), because=[reason])) for cell in cells)
    return blocks


def _cells(line: Line, ends: LineEnds) -> list[Line]:
    """The cells of a line of the masthead: parted by two spaces or the bars of a table, or known as what stands there
    side by side."""
    cells = []
    for match in (_BARRED if line.text[0] == "|" else _CELL).finditer(line.text):
        for begin, end in _joined(match.group(), ends):
            span = Span(line.span.start + match.start() + begin, line.span.start + match.start() + end)
            text = match.group()[begin:end]
            cells.append(Line(span, text, display_width(text), line.indent, line.gap))
    return cells


def _joined(text: str, ends: LineEnds) -> list[Span]:
    """The cells that an extraction joined by single spaces, or the whole where not all of it is known as such: what
    stands after an agenda item may be its title."""
    cells: list[Span] = []
    at = 0
    while at < len(text):
        item = ends.item.match(text, at)
        match = item or ends.cell.match(text, at) or _SYMBOL.match(text, at)
        if not match:
            return [Span(0, len(text))]
        cells.append(Span(at, match.end()))
        at = match.end() + 1
        if item and at < len(text) and not text[at].islower() and not _SYMBOL.match(text, at):
            cells.append(Span(at, len(text)))
            break
    return cells


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
