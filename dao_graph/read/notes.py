"""Notes: what stands at the foot of a page, or below a text, and the marks on its words that they hang on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dao_graph.model.characters import AFTER_MARK, COLONS, SEMICOLONS
from dao_graph.model.document import Span
from dao_graph.model.enumerators import ENUMERATOR
from dao_graph.read.lines import Line, RawBlock, ends_sentence
from dao_graph.rules.packs import LineEnds

_RULE = re.compile(r"[_\u2014\u2500\u2015-]{5,}")
_SUPERSCRIPT = "[\u00aa\u00b9\u00b2\u00b3\u00ba\u1d43-\u1d5b\u1d9c-\u1dbf\u2070-\u2079]"
_MARK = rf"\*{{1,4}}|[\u2020\u2021]|[a-z]|\d{{1,3}}|{_SUPERSCRIPT}{{1,3}}"
_RAISED = rf"\*{{1,4}}|[\u2020\u2021]|{_SUPERSCRIPT}{{1,3}}"
MARK_ALONE = re.compile(rf"({_MARK})")
_NOTE_START = re.compile(rf"({_MARK})(?:[\s.]\s*|/\s+)(?=\S)")
# Without a rule above it, only a raised mark shows that a line is a note.
_RAISED_NOTE = re.compile(rf"({_RAISED})\s*(?=\S)")
# Few lines have any of these characters; looking for one is far quicker than looking for the reference.
_RAISED_CHARACTER = re.compile(rf"[*\u2020\u2021{_SUPERSCRIPT[1:]}")
_RAISED_REFERENCE = re.compile(rf"(?<=\S)({_RAISED})(?=$|[\s{AFTER_MARK}])")
# The number of a resolution before its title: what a compilation has next below the notes on a vote.
_RESOLUTION = re.compile(r"(?:\d{1,4}|E?S-\d{1,2})/\d{1,4}(?:\.| [-\u2013\u2014]) ?\S")
# What a line within a note may end in.
_WITHIN = COLONS + SEMICOLONS
# Lines that the foot of a page has at most.
_FOOT = 40
# The end of a line in which an abbreviation is looked for.
_TAIL = 60


def lift_notes(lines: Sequence[Line], ends: LineEnds) -> tuple[list[Line], list[tuple[int, RawBlock]]]:
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
        found, after = _notes_from(lines, i + ruled, last, ends)
        notes.extend((len(body), note) for note in found)
        body.extend(() if found else lines[i : i + 1])
        i = after if found else i + 1
    return body, notes


def _notes_from(lines: Sequence[Line], start: int, last: int, ends: LineEnds) -> tuple[list[RawBlock], int]:
    """The notes that stand together from line `start` on, and the line after them; under the rule in line `last` they
    may go on over the turn of a page."""
    # Under one rule the notes look alike: what has its number with a stop after it is a paragraph of the next page.
    paragraphs_differ = start < len(lines) and not ENUMERATOR.match(lines[start].text)
    notes: list[RawBlock] = []
    strayed: set[int] = set()
    i = start
    while i < len(lines):
        if i in strayed:
            i += 1
            continue
        found = _note_at(lines, i, ends)
        if notes and (number := _strays(lines, i, notes[-1].mark)):
            strayed.add(number)
            found = _whole(RawBlock([lines[i]], lines[number].text), lines, i + 1, ends)
        of_paragraph = paragraphs_differ and ENUMERATOR.match(lines[i].text)
        if not found or (notes and (of_paragraph or (lines[i].turned and i < last))):
            break
        note, i = found
        notes.append(note)
    return notes, i


def _strays(lines: Sequence[Line], i: int, before: str) -> int:
    """The line further down the page in which the number of a note stands alone, away from its text in line `i`, which
    is the next to that with the mark `before`; 0 where none does."""
    if not before.isdigit() or MARK_ALONE.fullmatch(lines[i].text) or _NOTE_START.match(lines[i].text):
        return 0
    page, number = lines[i].page, str(int(before) + 1)
    for j in range(i + 1, min(i + _FOOT, len(lines))):
        if lines[j].page == page and lines[j].text == number:
            return j
    return 0


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def _note_at(lines: Sequence[Line], i: int, ends: LineEnds) -> tuple[RawBlock, int] | None:
    """The note that starts at line `i` and the line after it, or None where none starts."""
    first = lines[i]
    if MARK_ALONE.fullmatch(first.text):
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
    return _whole(block, lines, i, ends)


def _whole(block: RawBlock, lines: Sequence[Line], i: int, ends: LineEnds) -> tuple[RawBlock, int]:
    """A note with the lines from `i` on that it takes, and the line after it. At the foot of a page it goes on until a
    sentence ends with its line."""
    while (
        i < len(lines)
        and not _ends_note(block.lines[-1].text, lines[i], ends)
        and not _begins_next(lines[i].text, block.mark)
        and not _begins_text(lines[i], ends)
    ):
        if MARK_ALONE.fullmatch(lines[i].text) or _RULE.fullmatch(lines[i].text):
            break
        block.lines.append(lines[i])
        i += 1
    return block, i


def _ends_note(text: str, following: Line, ends: LineEnds) -> bool:
    """True if a note ends with a line: on one page others end with a semicolon or an abbreviation. A letter alone is
    that of a section, with which references end."""
    if not ends_sentence(text) or following.turned:
        return ends_sentence(text)
    short = ends.abbreviated.search(text, max(0, len(text) - _TAIL))
    return text[-1] not in _WITHIN and not (short and len(short.group()) > len("A."))


def _begins_text(line: Line, ends: LineEnds) -> bool:
    """True if a line begins a resolution below a note: its number and title, or the organ alone on a line."""
    return line.gap > 0 and bool(_RESOLUTION.match(line.text) or ends.standing.fullmatch(line.text))


def _resumes(text: str, mark: str) -> bool:
    """True if the notes of a page before go on with a line: it has the next number, and not as a paragraph has it."""
    return mark.isdigit() and _begins_next(text, mark) and not ENUMERATOR.match(text)


def _begins_next(text: str, mark: str) -> bool:
    """True if a line begins the note after that with `mark`: numbered ones follow each other."""
    found = _NOTE_START.match(text)
    if found and mark.isdigit() and (number := _plain(found.group(1))).isdigit():
        return int(number) == int(mark) + 1
    return found is not None


def references(line: Line, marks: set[str]) -> list[tuple[Span, str]]:
    return [
        (Span(line.span.start + m.start(), line.span.start + m.end()), _plain(m.group(1)))
        for m in _raised(line.text)
        if _plain(m.group(1)) in marks
    ]


def _raised(text: str) -> Iterator[re.Match[str]]:
    return _RAISED_REFERENCE.finditer(text) if _RAISED_CHARACTER.search(text) else iter(())
