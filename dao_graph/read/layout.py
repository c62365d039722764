"""Lines to paragraphs: which line breaks an author made and which a page did.

Works for the habits of plain text: one line a paragraph; lines wrapped at a width with blank lines between paragraphs,
with none at all, or with one after each line (as some PDF extraction leaves them). What shows paragraphs besides – an
indent, a space after their last line, how far lines are filled before a word is moved to the next – is read off the
text itself. Knows no language, only scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from dao_graph.document import Span
from dao_graph.packs import LineEnds

_RULE = re.compile(r"[_\u2014\u2500\u2015-]{5,}")
_SUPERSCRIPT = "[\u00aa\u00b9\u00b2\u00b3\u00ba\u1d43-\u1d5b\u1d9c-\u1dbf\u2070-\u2079]"
_MARK = rf"\*{{1,4}}|[\u2020\u2021]|[a-z]|\d{{1,3}}|{_SUPERSCRIPT}{{1,3}}"
_RAISED = rf"\*{{1,4}}|[\u2020\u2021]|{_SUPERSCRIPT}{{1,3}}"
_MARK_ALONE = re.compile(rf"({_MARK})")
_NOTE_START = re.compile(rf"({_MARK})(?:[\s.]\s*|/\s+)(?=\S)")
# Without a rule above it, only a raised mark shows that a line is a note.
_RAISED_NOTE = re.compile(rf"({_RAISED})\s*(?=\S)")
# Few lines have any of these characters; looking for one is far quicker than looking for the reference.
_RAISED_CHARACTER = re.compile(rf"[*\u2020\u2021{_SUPERSCRIPT[1:]}")
_RAISED_REFERENCE = re.compile(rf"(?<=\S)({_RAISED})(?=$|[\s,.;:)\u3002\uff0c\uff1b\uff1a\u3001])")
_LINE_ENDS = re.compile(r"[\n\f]")
# Running matter of UN pages: job numbers, page numbers, bar codes.
_JOB = r"(?:(?:GE|[A-Z]{1,3})\.? ?)?\d{2}-\d{5,6}(?: ?\*)?(?: ?\([A-Z]\))?(?: \d{6})*"
_FURNITURE = re.compile(
    rf"{_JOB}(?: +\d+(?:/\d+)?)?|\d+(?:/\d+)? +{_JOB}|\d+/\d+"
    r"|\*\d{7}\*|\*\d{6,}C?\*|[\u2013\u2014-] ?\d{1,3} ?[\u2013\u2014-]"
)
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_SYMBOL_LINE = re.compile(r"[AEST]/[A-Z0-9./() \u2013-]+\d\)?")
_DASHES = "-\u2013\u2014"
BULLET = re.compile(rf"[\u2022\u00b7\u25aa\u25cf\u25e6\u2043]\s*|[{_DASHES}]\s+")
ENUMERATOR = re.compile(
    r"(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)\s+|\d{1,3}(?:\.|\s*-)\s+"
    r"|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3}|[\u4e00-\u9fff]{1,2}|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{3,5}|[\u0600-\u06ff]|[\u0430-\u044f])\)\s*|[\u3220-\u3229]\s*"
)
_TERMINAL = ".:;!?\u3002\uff1b\uff1a\uff01\uff1f\u061f\u061b"
_WITHIN = ":;\uff1a\uff1b\u061b"
_COMMAS = ",\uff0c\u060c"
_CLOSING = "\"')]\u201d\u2019\u00bb\u300b\u300d\uff09"
# What Chinese setting does not part: a word or number in Latin letters, a character and the punctuation after it.
_UNPARTED = re.compile("(?:[A-Za-z0-9/().,:-]+|.)[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300b\u201d]*")
# No character before Hangul is wide.
_MAY_BE_WIDE = re.compile("[\u1100-\U0010ffff]")
# A line is full when with the next word it takes this share of the width; CJK text is set solid, words leave ragged
# ends. Where enough lines show it, the share is that of all but the shortest few.
_FULL_CJK = 0.85
_FULL_WORDS = 0.80
_SHOWING, _SHORTEST, _SLACK = 20, 0.04, 0.02
# A habit is one that holds for nearly all lines within paragraphs, and for most at their ends.
_ALWAYS, _MOSTLY = 0.97, 0.6
# From this share on of long lines that end as paragraphs do, they are paragraphs.
_ENDED = 0.8
# Where the end of a line shows that the paragraph goes on, it does so in its last word or two.
_TAIL = 60
# No page is set narrower or wider than this many columns.
_NARROW, _WIDE = 45, 240
# An item narrower than this share of the width is a short one, not one set in a hanging indent.
_NARROWEST = 0.75
# The first lines of a document, among which its symbol stands.
_MASTHEAD = 15
# A line that stands at the top of so many pages is a running title.
_RUNNING = 3
# Blank lines that show a habit, and columns that a line in the middle of a paragraph has at least.
_SPACED, _FLOWING = 3, 20


@dataclass(slots=True)
class Line:
    """A line that holds something: its stripped span, display width, indent, the blank lines before it, whether spaces
    followed it, and whether it is the first of a page."""

    span: Span
    text: str
    width: int
    indent: int
    gap: int
    spaced: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a text was set: the `width` at which lines were wrapped (0 where each paragraph is one line), the usual
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
    lines = _without_furniture(list(_lines(text)), paged="\f" in text)
    body, notes = _lift_notes(lines, ends)
    marks = {note.mark for _, note in notes}
    width = _wrap_width(body)
    gap = Counter(b.gap for b in body[1:]).most_common(1)[0][0] if len(body) > 1 else 0
    front = _front_length(body, width)
    base = Counter(line.indent for line in body[front:]).most_common(1)[0][0] if len(body) > front else 0
    parted = gap == 0 and sum(line.gap > 0 for line in body[front:]) >= _SPACED
    habit = _habit(body[front:], _Habit(width, gap, base, parted=parted))
    return _interleave(_paragraphs(body, marks, front, habit, ends), notes)


def _lines(text: str) -> Iterator[Line]:
    gap = offset = 0
    turned = False
    for raw in _LINE_ENDS.split(text):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            indent = display_width(raw[: start - offset].expandtabs(8))
            span, width = Span(start, start + len(stripped)), display_width(stripped)
            yield Line(span, stripped, width, indent, gap, raw[-1].isspace(), turned)
            gap, turned = 0, False
        else:
            gap += 1
        offset += len(raw) + 1
        turned |= text[offset - 1 : offset] == "\f"


def display_width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: East Asian wide characters take two."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, _MAY_BE_WIDE.findall(text)))


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def is_cjk(character: str) -> bool:
    """Whether a character belongs to Chinese text: an ideograph or full-width punctuation."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"


def _without_furniture(lines: list[Line], paged: bool) -> list[Line]:
    """The lines that are no running matter of pages; those that begin a page know it. `paged` is whether form feeds
    part the pages."""
    counts = Counter(_bare(line) for line in lines)
    lasts = [*(line.turned for line in lines[1:]), paged]
    seen: set[str] = set()
    kept: list[Line] = []
    turned = False
    for i, (line, last) in enumerate(zip(lines, lasts, strict=False)):
        turned |= line.turned
        # The symbol stands once in the masthead, and above each page.
        bare = _bare(line)
        symbol = _SYMBOL_LINE.fullmatch(line.text) and (bare in seen or (counts[bare] > 1 and i >= _MASTHEAD))
        seen.add(bare)
        if symbol or _FURNITURE.fullmatch(line.text) or _is_running(line, turned and bool(kept), last):
            turned = True
            continue
        # Blank lines where a page turns part nothing.
        line.turned = turned and bool(kept)
        line.gap = 0 if line.turned else line.gap
        kept.append(line)
        turned = False
    return _without_titles(kept, counts)


def _without_titles(lines: list[Line], counts: Counter[str]) -> list[Line]:
    """The lines less a title that stands above the pages, and hardly anywhere else."""
    above = Counter(_bare(line) for line in lines if line.turned)
    titles = {bare for bare, number in above.items() if number >= _RUNNING and counts[bare] <= number + 1}
    kept: list[Line] = []
    turned = False
    for line in lines:
        if line.turned and _bare(line) in titles:
            turned = True
            continue
        if turned:
            line.gap, line.turned, turned = 0, True, False
        kept.append(line)
    return kept


def _is_running(line: Line, turned: bool, last: bool) -> bool:
    """Whether a line is the symbol above a page, or a page number above it or below (the `last` of its lines)."""
    number = _PAGE_NUMBER.fullmatch(line.text) is not None
    return (number and (last or line.turned)) or (turned and _SYMBOL_LINE.fullmatch(line.text) is not None)


def _bare(line: Line) -> str:
    return line.text.replace(" ", "")


def _lift_notes(lines: list[Line], ends: LineEnds) -> tuple[list[Line], list[tuple[int, RawBlock]]]:
    """Split off what stands under a rule: (lines of the body, notes with the index of the body line they follow)."""
    body: list[Line] = []
    notes: list[tuple[int, RawBlock]] = []
    hung = {_plain(m.group(1)) for line in lines for m in _raised(line.text)}
    # Only the last notes can go on over the turn of a page without another rule.
    last = max((i for i, line in enumerate(lines) if _RULE.fullmatch(line.text)), default=-1)
    i = 0
    while i < len(lines):
        ruled = _RULE.fullmatch(lines[i].text) is not None
        raised = _RAISED_NOTE.match(lines[i].text)
        resumed = notes and i > last and lines[i].turned and _resumes(lines[i].text, notes[-1][1].mark)
        if not ruled and not resumed and not (raised and _plain(raised.group(1)) in hung):
            body.append(lines[i])
            i += 1
            continue
        start = i
        i += ruled
        # Under one rule the notes look alike: what has its number with a stop after it is a paragraph of the next page.
        paragraphs_differ = i < len(lines) and not ENUMERATOR.match(lines[i].text)
        while i < len(lines) and (found := _note_at(lines, i, ends)):
            of_paragraph = paragraphs_differ and ENUMERATOR.match(lines[i].text)
            if i > start + ruled and (of_paragraph or (lines[i].turned and i < last)):
                break
            note, i = found
            notes.append((len(body), note))
        if i == start:
            body.append(lines[i])
            i += 1
    return body, notes


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def _note_at(lines: list[Line], i: int, ends: LineEnds) -> tuple[RawBlock, int] | None:
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
    while (
        i < len(lines)
        and not _ends_note(block.lines[-1].text, lines[i], ends)
        and not _begins_next(lines[i].text, block.mark)
    ):
        if _MARK_ALONE.fullmatch(lines[i].text) or _RULE.fullmatch(lines[i].text):
            break
        block.lines.append(lines[i])
        i += 1
    return block, i


def _ends_note(text: str, following: Line, ends: LineEnds) -> bool:
    """Whether a note ends with a line: on one page others end with a semicolon or an abbreviation. A letter alone is
    that of a section, with which references end."""
    if not _ends_sentence(text) or following.turned:
        return _ends_sentence(text)
    short = ends.abbreviated.search(text, max(0, len(text) - _TAIL))
    return text[-1] not in _WITHIN and not (short and len(short.group()) > len("A."))


def _resumes(text: str, mark: str) -> bool:
    """Whether the notes of a page before go on with a line: it has the next number, and not as a paragraph has it."""
    return mark.isdigit() and _begins_next(text, mark) and not ENUMERATOR.match(text)


def _begins_next(text: str, mark: str) -> bool:
    """Whether a line begins the note after that with `mark`: numbered ones follow each other."""
    found = _NOTE_START.match(text)
    if found and mark.isdigit() and (number := _plain(found.group(1))).isdigit():
        return int(number) == int(mark) + 1
    return found is not None


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which lines were wrapped, or 0 where each paragraph is one line."""
    if len(lines) < 4:
        return 0
    widths = sorted(line.width for line in lines)
    # Titles and tables are short: look at the upper half, and take no single long line for the rule.
    limit = widths[int(len(widths) * 0.97)] if len(widths) > 30 else widths[-1]
    near = [line for line in lines if 0.75 * limit <= line.width <= 1.1 * limit]
    if len(near) < max(3, 0.2 * len(widths)) or not _NARROW <= limit <= _WIDE:
        return 0
    # Paragraphs of like length end in a comma or a stop, lines of one seldom do.
    stops = sum(_ends_sentence(line.text) or line.text[-1] in _COMMAS for line in near)
    return 0 if len(near) >= _SHOWING and stops >= _ENDED * len(near) else limit


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSING)
    return bare[-1:] in _TERMINAL or (text[-1:] in _TERMINAL)


def _habit(lines: Sequence[Line], habit: _Habit) -> _Habit:
    """The habit of a text as its lines show it: those after which a word goes on are surely within a paragraph, those
    that are short and end a sentence surely at the end of one."""
    if not habit.width:
        return habit
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap <= habit.gap]
    words = [(a, b) for a, b in pairs if _within_words(a, b, habit)]
    cjk = [(a, b) for a, b in pairs if _within_cjk(a, b, habit)]
    within = [*words, *cjk]
    ended = [(a, b) for a, b in pairs if _ends_sentence(a.text) and not _full(a, b, habit)]
    if len(within) < _SHOWING:
        return habit
    return replace(
        habit,
        full_words=_share(words, _FULL_WORDS, habit.width),
        full_cjk=_share(cjk, _FULL_CJK, habit.width),
        indented=_is_habit([b.indent <= habit.base for _, b in within], [b.indent > habit.base for _, b in ended]),
        spaced=_is_habit([not a.spaced for a, _ in within], [a.spaced for a, _ in ended]),
    )


def _within_words(a: Line, b: Line, habit: _Habit) -> bool:
    """Whether a word follows on another, where letters are small or have no case and the line is filled."""
    if not a.text[-1].isalnum() or is_cjk(a.text[-1]) or not b.text[0].isalpha() or is_cjk(b.text[0]):
        return False
    return b.text[0].islower() or (not b.text[0].isupper() and _full(a, b, habit))


def _within_cjk(a: Line, b: Line, habit: _Habit) -> bool:
    ideographs = a.text[-1].isalnum() and b.text[0].isalnum() and is_cjk(a.text[-1]) and is_cjk(b.text[0])
    return ideographs and _full(a, b, habit)


def _is_habit(within: Sequence[bool], ended: Sequence[bool]) -> bool:
    return len(ended) >= _SPACED and sum(within) >= _ALWAYS * len(within) and sum(ended) >= _MOSTLY * len(ended)


def _share(pairs: Sequence[tuple[Line, Line]], usual: float, width: int) -> float:
    """The share of the width that lines take with what comes after them, but for the shortest few."""
    if len(pairs) < _SHOWING:
        return usual
    shares = sorted(_filled(a, b) / width for a, b in pairs)
    return max(usual, min(1.0, shares[int(_SHORTEST * len(shares))]) - _SLACK)


def _paragraphs(
    lines: Sequence[Line], marks: set[str], front: int, habit: _Habit, ends: LineEnds
) -> list[tuple[int, RawBlock]]:
    """(index of the first line, block) for each paragraph of the body; before line `front` two or more spaces part
    columns."""
    blocks: list[tuple[int, RawBlock]] = []
    previous: Line | None = None
    for i, line in enumerate(lines):
        if previous and blocks and line.text in marks and _MARK_ALONE.fullmatch(line.text) and not line.text.isdigit():
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


def _starts(block: RawBlock, b: Line, habit: _Habit, ends: LineEnds) -> bool:
    """Whether a line shows by its words that a paragraph begins with it: what an organ begins its text with, what
    stands in square brackets, and, after a comma or a stop and where nothing else shows it, what paragraphs are begun
    with."""
    if b.text[0] == "[":
        return not any(line.text.count("[") > line.text.count("]") for line in block.lines)
    if b.text[-1] in _COMMAS and ends.standing.fullmatch(b.text):
        return True
    shown = habit.indented or habit.spaced or (habit.parted and not b.turned)
    return not shown and not block.lines[-1].text[-1].isalnum() and ends.starting.match(b.text) is not None


def _continues(a: Line, b: Line, habit: _Habit) -> bool:
    """Whether `b` goes on with the paragraph of `a`."""
    width, usual_gap, base = habit.width, habit.gap, habit.base
    if BULLET.match(b.text) and not (b.text[0] in _DASHES and a.text[-1].isalnum() and width and _full(a, b, habit)):
        return False
    if len(a.text) > 1 and a.text[-1] in "-\u2010" and a.text[-2].isalpha() and b.text[0].islower():
        return b.gap <= usual_gap
    open_end = not _ends_sentence(a.text)
    if ENUMERATOR.match(b.text) and not (open_end and a.text[-1] not in ",\uff0c" and _full(a, b, habit)):
        return False
    if not width:
        # One line a paragraph; a lower-case start after an open end is a stray break all the same.
        return open_end and a.text[-1] != "," and b.text[0].islower() and b.gap == 0 and a.text[-1].islower()
    if b.gap > usual_gap and not (open_end and b.text[0].islower() and (not habit.parted or a.text[-1] not in _COMMAS)):
        return False
    # Neither an indent nor a space ends a paragraph within a word or between two, as at the turn of a page.
    closed = a.text[-1] in _CLOSING and open_end and is_cjk(b.text[0])
    within = closed or (a.text[-1].isalnum() and not b.text[0].isupper())
    if not within and ((habit.indented and b.indent > base) or (habit.spaced and a.spaced)):
        return False
    if not _full(a, b, habit):
        return open_end and b.text[0].islower() and a.text[-1].isalnum() and b.gap <= usual_gap
    # A full line that ends a sentence may end its paragraph too: then an indent or a heading follows.
    heads = b.indent > base or not (_ends_sentence(b.text) or _full(b, b, _Habit(width, usual_gap, base)))
    return open_end or not heads


def _flows(block: RawBlock, b: Line) -> bool:
    """Whether the last line of a block is long and has no end, so that the next goes on with its sentence. What begins
    with a bracket is a signature, or the number of a draft; Chinese lines are set solid."""
    a = block.lines[-1]
    starts = BULLET.match(b.text) or ENUMERATOR.match(b.text) or b.text[0] in "[(" or block.lines[0].text[0] in "[("
    open_end = a.text[-1] not in ",;" and not _ends_sentence(a.text) and not is_cjk(a.text[-1])
    return a.width >= _FLOWING and open_end and not starts


def _full(a: Line, b: Line, habit: _Habit) -> bool:
    """Whether `a` was broken because what comes next did not fit in the width."""
    if is_cjk(a.text[-1]) or is_cjk(b.text[0]):
        # Where no punctuation stands at its end, a line that looks full is.
        share = _FULL_CJK if a.text[-1].isalnum() and b.text[0].isalnum() else habit.full_cjk
        return _filled(a, b) > share * habit.width
    return _filled(a, b) > habit.full_words * habit.width and a.width > habit.width // 2


def _filled(a: Line, b: Line) -> int:
    """The columns that `a` takes with what could not be parted from the beginning of `b`: a word, or a character with
    the stop after it."""
    if is_cjk(a.text[-1]) or is_cjk(b.text[0]):
        unparted = _UNPARTED.match(b.text)
        return a.width + a.indent // 2 + (display_width(unparted.group()) if unparted else 0)
    return a.width + 1 + display_width(b.text.split(maxsplit=1)[0])


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
