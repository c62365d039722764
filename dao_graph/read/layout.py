"""Lines to paragraphs: which line breaks an author made and which a page did.

Works for three habits of plain text: one line a paragraph; lines wrapped at a width with blank lines between
paragraphs; lines wrapped with a blank line after each (as some PDF extraction leaves them) and paragraphs shown by
their indent. Knows no language, only scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from dao_graph.document import Span
from dao_graph.packs import LineEnds

_RULE = re.compile(r"[_\u2014\u2500\u2015-]{5,}")
_SUPERSCRIPT = "[\u00aa\u00b9\u00b2\u00b3\u00ba\u1d43-\u1d5b\u1d9c-\u1dbf\u2070-\u2079]"
_MARK = rf"\*{{1,4}}|[\u2020\u2021]|[a-z]|\d{{1,3}}|{_SUPERSCRIPT}{{1,3}}"
_RAISED = rf"\*{{1,4}}|[\u2020\u2021]|{_SUPERSCRIPT}{{1,3}}"
_MARK_ALONE = re.compile(rf"({_MARK})")
_NOTE_START = re.compile(rf"({_MARK})[\s/.]\s*(?=\S)")
# Without a rule above it, only a raised mark shows that a line is a note.
_RAISED_NOTE = re.compile(rf"({_RAISED})\s*(?=\S)")
# Few lines have any of these characters; looking for one is far quicker than looking for the reference.
_RAISED_CHARACTER = re.compile(rf"[*\u2020\u2021{_SUPERSCRIPT[1:]}")
_RAISED_REFERENCE = re.compile(rf"(?<=\S)({_RAISED})(?=$|[\s,.;:)\u3002\uff0c\uff1b\uff1a\u3001])")
# Running matter of UN pages: job numbers, page numbers, bar codes.
_FURNITURE = re.compile(
    r"\d{2}-\d{5}( ?\([A-Z]\))?( +\d+(/\d+)?)?|\d+(/\d+)? +\d{2}-\d{5}|\d+/\d+|\*\d{7}\*|\*\d{6,}C?\*"
)
_SYMBOL_LINE = re.compile(r"[AEST]/[A-Z0-9./() \u2013-]+\d\)?")
BULLET = re.compile(r"[\u2022\u00b7\u25aa\u25cf\u25e6\u2043]\s*|[\u2013\u2014-]\s+")
ENUMERATOR = re.compile(
    r"(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)\s+|\d{1,3}(?:\.|\s*-)\s+"
    r"|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3}|[\u4e00-\u9fff]{1,2}|[\u0600-\u06ff]|[\u0430-\u044f])\)\s*|[\u3220-\u3229]\s*"
)
_TERMINAL = ".:;!?\u3002\uff1b\uff1a\uff01\uff1f\u061f\u061b"
_CLOSING = "\"')]\u201d\u2019\u00bb\u300b\u300d\uff09"
# No character before Hangul is wide.
_MAY_BE_WIDE = re.compile("[\u1100-\U0010ffff]")
# A line is full when less than this share of the width is left; CJK text is set solid, words leave ragged ends.
_FULL_CJK = 0.85
_FULL_WORDS = 0.80
# Where the end of a line shows that the paragraph goes on, it does so in its last word or two.
_TAIL = 60
# No page is set narrower or wider than this many columns.
_NARROW, _WIDE = 45, 240
# An item narrower than this share of the width is a short one, not one set in a hanging indent.
_NARROWEST = 0.75
# Blank lines that show a habit, and columns that a line in the middle of a paragraph has at least.
_SPACED, _FLOWING = 3, 20


@dataclass(slots=True)
class Line:
    """A line that holds something: its stripped span, display width, indent, and the blank lines before it."""

    span: Span
    text: str
    width: int
    indent: int
    gap: int


@dataclass(slots=True)
class RawBlock:
    """The lines of one paragraph, heading, table cell or note (then with its mark), on original offsets.

    `references` are the marks of notes that hang on its words: the interval of each (empty where it stood on a line
    of its own) and the mark itself, in plain characters.
    """

    lines: list[Line]
    mark: str = ""
    references: list[tuple[Span, str]] = field(default_factory=list)

    @property
    def indent(self) -> int:
        return self.lines[0].indent


def layout(text: str, ends: LineEnds) -> list[RawBlock]:
    """The paragraphs of `text` in reading order, notes after the block that they interrupt.

    Page furniture (page and job numbers, repeated symbols) is dropped; a line that is only the mark of a note is
    kept as a reference on the block before it.
    """
    lines = _without_furniture(list(_lines(text)))
    body, notes = _lift_notes(lines)
    marks = {note.mark for _, note in notes}
    width = _wrap_width(body)
    gap = Counter(b.gap for b in body[1:]).most_common(1)[0][0] if len(body) > 1 else 0
    return _interleave(_paragraphs(body, marks, width, gap, ends), notes)


def _lines(text: str) -> Iterator[Line]:
    gap = offset = 0
    for raw in re.split(r"[\n\f]", text):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            indent = display_width(raw[: start - offset].expandtabs(8))
            yield Line(Span(start, start + len(stripped)), stripped, display_width(stripped), indent, gap)
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1


def display_width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: East Asian wide characters take two."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, _MAY_BE_WIDE.findall(text)))


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def is_cjk(character: str) -> bool:
    """Whether a character belongs to Chinese text: an ideograph or full-width punctuation."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"


def _without_furniture(lines: list[Line]) -> list[Line]:
    seen: set[str] = set()
    kept = []
    for line in lines:
        repeated = line.text in seen and _SYMBOL_LINE.fullmatch(line.text)
        seen.add(line.text)
        if not repeated and not _FURNITURE.fullmatch(line.text):
            kept.append(line)
    return kept


def _lift_notes(lines: list[Line]) -> tuple[list[Line], list[tuple[int, RawBlock]]]:
    """Split off what stands under a rule: (lines of the body, notes with the index of the body line they follow)."""
    body: list[Line] = []
    notes: list[tuple[int, RawBlock]] = []
    hung = {_plain(m.group(1)) for line in lines for m in _raised(line.text)}
    i = 0
    while i < len(lines):
        ruled = _RULE.fullmatch(lines[i].text) is not None
        raised = _RAISED_NOTE.match(lines[i].text)
        if not ruled and not (raised and _plain(raised.group(1)) in hung):
            body.append(lines[i])
            i += 1
            continue
        start = i
        i += ruled
        while i < len(lines) and (found := _note_at(lines, i)):
            note, i = found
            notes.append((len(body), note))
        if i == start:
            body.append(lines[i])
            i += 1
    return body, notes


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def _note_at(lines: list[Line], i: int) -> tuple[RawBlock, int] | None:
    """The note that starts at line `i` and the line after it, or None where none starts."""
    first = lines[i]
    if _MARK_ALONE.fullmatch(first.text):
        if i + 1 == len(lines):
            return None
        block, i = RawBlock([lines[i + 1]], _plain(first.text)), i + 2
    elif match := _NOTE_START.match(first.text) or _RAISED_NOTE.match(first.text):
        mark = _plain(match.group(1))
        start = first.span.start + match.end()
        text = first.text[match.end() :]
        block = RawBlock([Line(Span(start, first.span.end), text, first.width, first.indent, first.gap)], mark)
        i += 1
    else:
        return None
    # A note at the foot of a page goes on until a sentence ends with its line.
    while i < len(lines) and not _ends_sentence(block.lines[-1].text) and not _NOTE_START.match(lines[i].text):
        if _MARK_ALONE.fullmatch(lines[i].text) or _RULE.fullmatch(lines[i].text):
            break
        block.lines.append(lines[i])
        i += 1
    return block, i


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which lines were wrapped, or 0 where each paragraph is one line."""
    if len(lines) < 4:
        return 0
    widths = sorted(line.width for line in lines)
    # Titles and tables are short: look at the upper half, and take no single long line for the rule.
    limit = widths[int(len(widths) * 0.97)] if len(widths) > 30 else widths[-1]
    near = sum(0.75 * limit <= w <= 1.1 * limit for w in widths)
    return limit if near >= max(3, 0.2 * len(widths)) and _NARROW <= limit <= _WIDE else 0


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSING)
    return bare[-1:] in _TERMINAL or (text[-1:] in _TERMINAL)


def _paragraphs(
    lines: Sequence[Line], marks: set[str], width: int, usual_gap: int, ends: LineEnds
) -> list[tuple[int, RawBlock]]:
    """(index of the first line, block) for each paragraph of the body."""
    front = _front_length(lines, width)
    base = Counter(line.indent for line in lines[front:]).most_common(1)[0][0] if len(lines) > front else 0
    # Where blank lines part the paragraphs, an open line without one after it goes on, however ragged the lines are.
    spaced = usual_gap == 0 and sum(line.gap > 0 for line in lines[front:]) >= _SPACED
    blocks: list[tuple[int, RawBlock]] = []
    previous: Line | None = None
    for i, line in enumerate(lines):
        if previous and blocks and line.text in marks and _MARK_ALONE.fullmatch(line.text) and not line.text.isdigit():
            blocks[-1][1].references.append((Span(previous.span.end, previous.span.end), line.text))
            continue
        cells = _cells(line) if i < front else [line]
        if previous and len(cells) == 1:
            available = _available(blocks[-1][1], width)
            ends_open = ends.dangling.search(previous.text, max(0, len(previous.text) - _TAIL))
            hangs = line.gap <= usual_gap + 1 and ends_open and not ENUMERATOR.match(line.text)
            # Where each paragraph is one line, the name of an organ alone on one is no broken sentence.
            stands = not width and len(previous.text) <= _TAIL and ends.standing.fullmatch(previous.text)
            flows = spaced and i > front and line.gap == 0 and _flows(blocks[-1][1], line)
            if hangs or flows or (not stands and _continues(previous, line, available, usual_gap, base)):
                blocks[-1][1].lines.append(line)
                blocks[-1][1].references.extend(_references(line, marks))
                previous = line
                continue
        blocks.extend((i, RawBlock([cell], references=_references(cell, marks))) for cell in cells)
        previous = cells[-1]
    return blocks


def _references(line: Line, marks: set[str]) -> list[tuple[Span, str]]:
    return [
        (Span(line.span.start + m.start(), line.span.start + m.end()), _plain(m.group(1)))
        for m in _raised(line.text)
        if _plain(m.group(1)) in marks
    ]


def _raised(text: str) -> Iterator[re.Match[str]]:
    return _RAISED_REFERENCE.finditer(text) if _RAISED_CHARACTER.search(text) else iter(())


def _available(block: RawBlock, width: int) -> int:
    """The width in which a block was set: items hang, so theirs is that of their first line without its mark."""
    first = block.lines[0]
    mark = BULLET.match(first.text) or ENUMERATOR.match(first.text)
    if not mark or not _NARROWEST * width < first.width < width:
        return width
    return first.width - display_width(mark.group())


def _front_length(lines: Sequence[Line], width: int) -> int:
    """How many lines stand before the first that runs the full width or ends a sentence: there, two or more
    spaces part columns."""
    for i, line in enumerate(lines):
        if line.text[-1] in ".,\u3002\uff0c" or (width and line.width >= 0.95 * width and "  " not in line.text):
            return i
    return 0


def _cells(line: Line) -> list[Line]:
    cells = []
    for match in re.finditer(r"[^ ]+(?: [^ ]+)*", line.text.replace("\t", "  ")):
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        text = line.text[match.start() : match.end()]
        cells.append(Line(span, text, display_width(text), line.indent, line.gap))
    return cells


def _continues(a: Line, b: Line, width: int, usual_gap: int, base: int) -> bool:
    """Whether `b` goes on with the paragraph of `a`; `base` is the indent of lines that begin no paragraph."""
    if BULLET.match(b.text):
        return False
    if len(a.text) > 1 and a.text[-1] in "-\u2010" and a.text[-2].isalpha() and b.text[0].islower():
        return b.gap <= usual_gap
    open_end = not _ends_sentence(a.text)
    if ENUMERATOR.match(b.text) and not (open_end and a.text[-1] not in ",\uff0c" and _full(a, b, width)):
        return False
    if not width:
        # One line a paragraph; a lower-case start after an open end is a stray break all the same.
        return open_end and a.text[-1] != "," and b.text[0].islower() and b.gap == 0 and a.text[-1].islower()
    if b.gap > usual_gap and not (open_end and b.text[0].islower()):
        return False
    if not _full(a, b, width):
        return open_end and b.text[0].islower() and a.text[-1].isalnum() and b.gap <= usual_gap
    # A full line that ends a sentence may end its paragraph too: then an indent or a heading follows.
    return open_end or (b.indent <= base and (_ends_sentence(b.text) or _full(b, b, width)))


def _flows(block: RawBlock, b: Line) -> bool:
    """Whether the last line of a block is long and has no end, so that the next goes on with its sentence. What begins
    with a bracket is a signature, or the number of a draft; Chinese lines are set solid."""
    a = block.lines[-1]
    starts = BULLET.match(b.text) or ENUMERATOR.match(b.text) or b.text[0] in "[(" or block.lines[0].text[0] in "[("
    open_end = a.text[-1] not in ",;" and not _ends_sentence(a.text) and not is_cjk(a.text[-1])
    return a.width >= _FLOWING and open_end and not starts


def _full(a: Line, b: Line, width: int) -> bool:
    """Whether `a` was broken because what comes next did not fit in the width."""
    if is_cjk(a.text[-1]) or is_cjk(b.text[0]):
        return a.width + a.indent // 2 >= _FULL_CJK * width
    next_word = b.text.split(maxsplit=1)[0]
    return a.width + 1 + display_width(next_word) > _FULL_WORDS * width and a.width > width // 2


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
