"""Lines in reading order to paragraphs: by the space above them, indents, labels, type, and whether the next word
would have fitted into the line before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dao_graph.formats.pdf.rows import CHINESE_NUMERALS, Line
from dao_graph.model.characters import CLOSING, COMMAS, LIST_COMMA, SEMICOLONS, TERMINALS

_ENUMERATED = re.compile(
    r"(?:\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3}|[\u0430-\u044f])\)|\d{1,3}(?:\.\d{1,2})*\.(?!\d)|[IVX]{1,5}\.|[A-H]\."
    r"|\d{1,3} ?[-\u2013](?= )|[\u0600-\u06ff]\)|\([\u0600-\u06ff\u4e00-\u9fff]{1,3}\)"
    rf"|[{CHINESE_NUMERALS}]{{1,3}}{LIST_COMMA}"
    r"|[\u2022\u00b7\u25aa\u25cf\u25e6\ufffd\uf0a7\uf0b7\u2043\u2023])\s*(?=\S)"
)
_ENDED = re.compile(rf"[{re.escape(TERMINALS)}][{re.escape(CLOSING)}\u00b9\u00b2\u00b3\u2070-\u2079\d*]*$")
_GOES_ON = re.compile(r"[^\W\d_A-Z]|[\u4e00-\u9fff(]")
# Type sizes: leading between lines of a paragraph, an indent, how far type may differ.
_LEADING, _INDENT, _DIFFERS = 1.28, 0.7, 0.12
# Lines of less than this share of the usual width are broken on purpose.
_NARROW = 0.55
# Share of the width that a hand leaves free at the end of a line, and where only the sense tells that a word had room.
_RAGGED, _TYPED = 0.3, 0.08
# How far in signatures begin that end at the far edge.
_OFF = 0.35
# Points from the edge at which a line that is set to both sides ends.
_FILLED = 1.5
_CJK = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(slots=True)
class Set:
    """A paragraph as it is set: its lines with the numbers of their pages."""

    lines: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def last(self) -> tuple[int, Line]:
        return self.lines[-1]


def paragraphs_of(lines: Sequence[tuple[int, Line]], scanned: Container[int] = ()) -> list[Set]:
    """The paragraphs of lines that stand in reading order, given with the number of their page; `scanned` are the pages
    that are images."""
    leading = _usual_leading(lines)
    found: list[Set] = []
    before = 0.0
    for (number, line), edge in zip(lines, _far_edges(lines, leading), strict=True):
        if found and _continues(found[-1], number, line, leading, before, number in scanned):
            found[-1].lines.append((number, line))
        else:
            found.append(Set([(number, line)]))
        before = edge
    return found


def _far_edges(lines: Sequence[tuple[int, Line]], leading: dict[int, float]) -> list[float]:
    """The edge that each line could have reached: that of its neighbours where they are filled, of most of the text, or
    of its column. Titles have edges of their own."""
    ends = [_end(line) for _, line in lines]
    usual: dict[tuple[int, bool], float] = {}
    for size in {_size(line) for _, line in lines}:
        for rtl in (False, True):
            of_size = [
                e for e, (_, x) in zip(ends, lines, strict=True) if _size(x) == size and _rtl(x) == rtl and not x.row
            ]
            usual[size, rtl] = _common(of_size, rtl)
    found: list[float] = []
    for run in _tight_runs(lines, leading):
        line, rtl = run[0], _rtl(run[0])
        own = min(map(_end, run)) if rtl else max(map(_end, run))
        common = usual[_size(line), rtl]
        width = abs(own - _start(line)) or 1.0
        filled = sum(abs(own - _end(x)) <= 0.12 * width for x in run)
        titled = line.chunk.bold and not any(_ended(x) for x in run)
        # Signatures, addresses and names of meetings are narrow: their lines are as their writer wants them.
        narrow = width < _NARROW * abs(common - line.near)
        if narrow or not (titled or (len(run) > 2 and filled >= 0.6 * len(run))):
            own = min(own, common) if rtl else max(own, common)
        found.extend(x.far if x.masthead or x.flows else own for x in run)
    return found


def _common(ends: Sequence[float], rtl: bool) -> float:
    """The edge that most filled lines share: of those that many have, the furthest."""
    counts = Counter(round(end / 2) * 2.0 for end in ends)
    if not counts:
        return 0.0
    often = [end for end, n in counts.items() if n >= 0.5 * counts.most_common(1)[0][1]]
    return min(often) if rtl else max(often)


def _tight_runs(lines: Sequence[tuple[int, Line]], leading: dict[int, float]) -> list[list[Line]]:
    """Lines that stand one below the other as those of one paragraph do."""
    runs: list[list[Line]] = []
    before: tuple[int, Line] | None = None
    for number, line in lines:
        if (
            before
            and before[0] == number
            and _close(before[1], line, leading)
            and before[1].chunk.bold == line.chunk.bold
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
        before = (number, line)
    return runs


def _close(a: Line, b: Line, leading: dict[int, float]) -> bool:
    """True if two lines have the space between them that those of a paragraph have."""
    if a.row or b.row or a.column != b.column or abs(a.chunk.size - b.chunk.size) > _DIFFERS * a.chunk.size:
        return False
    if a.chunk.right <= b.chunk.left or b.chunk.right <= a.chunk.left:
        return False
    gap, usual = b.chunk.base - a.chunk.base, leading.get(_size(b), _LEADING * b.chunk.size)
    return 0 < gap <= max(1.2 * usual, usual + 2)


def _rtl(line: Line) -> bool:
    return line.near > line.far


def _start(line: Line) -> float:
    return line.chunk.right if _rtl(line) else line.chunk.left


def _end(line: Line) -> float:
    return line.chunk.left if _rtl(line) else line.chunk.right


def _usual_leading(lines: Sequence[tuple[int, Line]]) -> dict[int, float]:
    """The usual distance of lines for each size of type."""
    seen: dict[int, Counter[float]] = {}
    for (m, a), (n, b) in pairwise(lines):
        gap = round((b.chunk.base - a.chunk.base) * 2) / 2
        if m == n and not (a.row or b.row) and 0.9 * b.chunk.size <= gap <= 2.6 * b.chunk.size:
            seen.setdefault(_size(b), Counter())[gap] += 1
    # The smallest of the distances that are common: spaces between paragraphs are usual too.
    return {
        size: min(gap for gap, n in counts.items() if n >= 0.2 * counts.most_common(1)[0][1])
        for size, counts in seen.items()
    }


def _size(line: Line) -> int:
    return round(line.chunk.size)


def _continues(block: Set, number: int, b: Line, leading: dict[int, float], edge: float, scanned: bool) -> bool:
    """True if a line goes on with a paragraph, the last line of which could have gone to `edge`."""
    page, a = block.last
    if a.row or b.row or abs(a.chunk.size - b.chunk.size) > _DIFFERS * max(a.chunk.size, b.chunk.size):
        return False
    same = page == number and a.column == b.column
    if not (_close(a, b, leading) if same else _turns(block, b, edge) and (page != number or (a.flows and b.flows))):
        return False
    if _ENUMERATED.match(b.chunk.text) and not _within(a):
        return False
    full = _is_full(a, b, edge, scanned) or (same and a.chunk.bold and b.chunk.bold and _is_title(a, b))
    if a.chunk.bold != b.chunk.bold and (_ended(a) or not full):
        return False
    return full and not (same and _is_indented(block, a, b))


def _within(a: Line) -> bool:
    """True if a line that begins as an item does is none: the number of a paragraph or year that the line before ends
    in the middle of."""
    return not _ended(a) and a.chunk.text[-1] not in COMMAS + LIST_COMMA


def _turns(block: Set, b: Line, edge: float) -> bool:
    """True if a paragraph may go on at the top of the next page or column. What ends a sentence and fills its line to
    the edge seldom ends its paragraph; where lines are set to both edges, the last one that is not ends it."""
    a = block.last[1]
    if len(block.lines) > 1 and all(_is_far(line) for _, line in block.lines) and not _is_far(b):
        # A signature at the far edge, and what comes after it.
        return False
    ends = [_end(line) for _, line in block.lines[:-1]]
    least = a.chunk.size if _CJK.match(a.chunk.text[-1]) else 2 * _FILLED
    if len(ends) > 1 and max(ends) - min(ends) < _FILLED and abs(_end(a) - ends[-1]) > 1.2 * least:
        return False
    return (
        abs(_end(a) - edge) < _FILLED
        or not _ended(a)
        or (_GOES_ON.match(b.chunk.text) is not None and b.chunk.text[0].islower())
    )


def _is_far(line: Line) -> bool:
    """True if a line begins in the middle of its column or beyond."""
    return abs(_start(line) - line.near) > _OFF * abs(line.far - line.near)


def _ended(line: Line) -> bool:
    return _ENDED.search(line.chunk.text) is not None


def _is_indented(block: Set, a: Line, b: Line) -> bool:
    """True if a line is indented as the first of a paragraph is."""
    rtl = _rtl(b)
    in_by = a.chunk.right - b.chunk.right if rtl else b.chunk.left - a.chunk.left
    if abs(in_by) <= _INDENT * b.chunk.size or _is_centred(a, b):
        return False
    first = len(block.lines) == 1
    if in_by < 0:
        # The second line stands out from the first where that is indented.
        return not first and _ended(a)
    # Items and notes hang: their second line is the one that shows the indent.
    return not (first and (0 in a.chunk.raised or _ENUMERATED.match(a.chunk.text)))


def _is_centred(a: Line, b: Line) -> bool:
    return abs(a.chunk.left + a.chunk.right - b.chunk.left - b.chunk.right) < 4.0


def _is_title(a: Line, b: Line) -> bool:
    """True if two lines are centred, and so those of one title: who sets it breaks its lines where the sense allows."""
    if a.masthead or _ended(a):
        return a.masthead and b.chunk.text[0].islower()
    return _is_centred(a, b) and abs(a.chunk.left - b.chunk.left) > 2.0


def _is_full(a: Line, b: Line, edge: float, scanned: bool) -> bool:
    """True if the beginning of `b` would not have fitted into the line of `a`."""
    room = a.chunk.left - edge if _rtl(b) else edge - a.chunk.right
    if _is_set_off(a, b):
        # As much room as the wider one shows: these are broken as their writer wants.
        room = abs(_start(a) - _start(b))
    measure = abs(a.far - a.near)
    typed = scanned and not _ended(a) and a.chunk.right - a.chunk.left > _NARROW * measure
    least = _width_of_first(b) + 0.2 * b.chunk.size + (_TYPED * measure if typed else 0.0)
    return room < least or (_goes_on(a, b) and room < _RAGGED * measure)


def _goes_on(a: Line, b: Line) -> bool:
    """True if a line begins in the middle of the sentence of the one before: typewritten lines end where a hand thought
    fit."""
    within = not _ended(a) and a.chunk.text[-1] not in SEMICOLONS and b.chunk.text[0].islower()
    return within and abs(_start(a) - _start(b)) < _INDENT * b.chunk.size


def _is_set_off(a: Line, b: Line) -> bool:
    """True if two lines are set to the far edge alone, as signatures are: they begin in the middle and end together."""
    off = min(abs(_start(x) - a.near) for x in (a, b))
    return off > _OFF * abs(a.far - a.near) and abs(_end(a) - _end(b)) < _FILLED and abs(_start(a) - _start(b)) > 1.0


def _width_of_first(line: Line) -> float:
    """The width of what could not be parted from the beginning of a line: a word, or a character."""
    text, edges = line.chunk.text, line.chunk.edges
    end = 1 if _CJK.match(text) else next((i for i, c in enumerate(text) if i and c.isspace()), len(text))
    return max(r for _, r in edges[:end]) - min(left for left, _ in edges[:end])
