"""Glyphs to chunks of words that stand close together on one line, their characters in logical order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter

from dao_graph.formats.pdf.direction import is_mark, is_rtl, logical, mirrored
from dao_graph.formats.pdf.glyphs import Glyph
from dao_graph.formats.pdf.raised import BaseRow, with_raised

# Shares of the type size: how far glyphs of a line stand off its baseline, which gap is one between words, which
# parts columns and cells.
_OFF, _WORD_GAP, _CHUNK_GAP, _FIGURE_GAP = 0.22, 0.17, 1.6, 0.85
# On a page without spaces, as browsers print them, gaps alone part words, also where kerning narrows them ("of the" in
# Noto Serif: 0.15); letters stand no further apart than 0.05.
_BARE_WORD_GAP = 0.12
# Share of a space that shows at least, and the gap, in type sizes, below which letters stand together.
_SHOWN, _TOUCH, _HYPHENS = 0.3, 0.1, "-\u2010\u2011\u2013"
# How far the sizes that character recognition gives differ within type of one size.
_GUESSED = 1.25
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# What is shown otherwise than its character: white space, hyphens at line ends, control characters, signs of symbol
# fonts, which begin items.
_ODD = re.compile(r"\s\s|[^\S ]|[\u0000-\u001f\u007f-\u009f\u00ad\uf000-\uf0ff\ufffe]")
_BULLET = re.compile(r"[\u0000-\u0008\u007f-\u009f\uf000-\uf0ff](?: |$)")
_TEXT, _NONE = attrgetter("text"), frozenset[int]()
_BASE, _BASE_AND_SIZE, _SIDES = attrgetter("base"), attrgetter("base", "size"), attrgetter("left", "right")
# What figures in the cells of a table begin and end with: their columns stand closer than those of words.
_FIGURES = frozenset("0123456789()-\u2013\u2014%")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that stand close together on one line: the text, for each of its characters the left and right edge, the
    baseline, size and weight of most of them, the indices of those that are raised, and the outer edges."""

    text: str
    edges: tuple[tuple[float, float], ...]
    base: float
    size: float
    bold: bool
    raised: frozenset[int]
    left: float
    right: float

    def cut(self, start: int) -> Chunk:
        """The part of a line from the character `start` on."""
        raised = frozenset(i - start for i in self.raised if i >= start)
        return chunk(self.text[start:], self.edges[start:], self.base, self.size, self.bold, raised)

    def split(self, at: int, resume: int) -> tuple[Chunk, Chunk]:
        """The parts of a line before the character `at`, and from `resume` on."""
        raised = frozenset(i for i in self.raised if i < at)
        return chunk(self.text[:at], self.edges[:at], self.base, self.size, self.bold, raised), self.cut(resume)

    def joined(self, other: Chunk, gap: str) -> Chunk:
        """This chunk with another one after it, parted by `gap`."""
        edge = self.edges[-1][1]
        edges = (*self.edges, *((edge, edge) for _ in gap), *other.edges)
        longer = self if len(self.text) >= len(other.text) else other
        at = len(self.text) + len(gap)
        raised = self.raised | {at + i for i in other.raised}
        return chunk(self.text + gap + other.text, edges, longer.base, longer.size, self.bold and other.bold, raised)


def chunk(
    text: str, edges: tuple[tuple[float, float], ...], base: float, size: float, bold: bool, raised: frozenset[int]
) -> Chunk:
    """A chunk with its outer edges."""
    return Chunk(text, edges, base, size, bold, raised, min(edges)[0], max(right for _, right in edges))


def chunks_of(glyphs: Sequence[Glyph]) -> list[Chunk]:
    """The chunks of a page, from its top to its foot and from left to right."""
    rows = with_raised(_rows([g for g in glyphs if g.size > 0]))
    gap = _WORD_GAP if any(g.text == " " for g in glyphs) else _BARE_WORD_GAP
    found = [made for row in rows for part in _parts(row) if (made := _chunk(part, gap))]
    texts = mirrored([made.text for made in found])
    found = [made if made.text == text else replace(made, text=text) for made, text in zip(found, texts, strict=True)]
    return sorted(found, key=lambda made: (round(made.base, 1), made.left))


def evened(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks of a page with its usual size for those that differ little: character recognition guesses sizes line
    by line."""
    sizes: Counter[float] = Counter()
    for made in chunks:
        sizes[made.size] += len(made.text)
    if not sizes:
        return []
    usual = sizes.most_common(1)[0][0]
    return [replace(c, size=usual) if 1 / _GUESSED < c.size / usual < _GUESSED else c for c in chunks]


def _rows(glyphs: Sequence[Glyph]) -> list[BaseRow]:
    """Glyphs by their baselines."""
    rows: list[BaseRow] = []
    # Nearly all glyphs stand where the one before does.
    for (base, size), run in groupby(sorted(glyphs, key=_BASE), key=_BASE_AND_SIZE):
        same = list(run)
        row = _row_of(same[0], rows)
        if row is None:
            row = BaseRow(base, size, [])
            rows.append(row)
        row.glyphs.extend(same)
    return rows


def _row_of(glyph: Glyph, rows: list[BaseRow]) -> BaseRow | None:
    """The row that a glyph stands on, if there is one yet. Marks stand above and below theirs."""
    marks = is_mark(glyph.text)
    for row in reversed(rows[-6:]):
        reach = 2 * _OFF * row.size if marks else _OFF * min(row.size, glyph.size)
        if abs(row.base - glyph.base) <= reach and (marks or _alike(glyph, row)):
            return row
    return None


def _alike(glyph: Glyph, row: BaseRow) -> bool:
    """True if a glyph may belong to a row by its size; on the very same baseline type of all sizes stands together."""
    return 0.86 < glyph.size / row.size < 1.17 or abs(row.base - glyph.base) < 0.03 * glyph.size


def _parts(row: BaseRow) -> Iterator[list[Glyph]]:
    """A row where wide gaps part it. White space at such a gap belongs to nothing."""
    part: list[Glyph] = []
    reach, last, least = -1e9, "", _FIGURE_GAP * row.size
    for glyph in sorted(row.glyphs, key=_SIDES):
        text, left, right, _, _, _, _, _ = glyph
        if text.isspace():
            part.append(glyph)
            continue
        if left - reach > least and part:
            gap = left - reach
            if gap > _CHUNK_GAP * row.size or (last in _FIGURES and text in _FIGURES):
                yield part
                part = []
        part.append(glyph)
        last = text
        if right > reach:
            reach = right
    if part:
        yield part


def _chunk(part: list[Glyph], word_gap: float) -> Chunk | None:
    while part and part[0].text.isspace():
        part = part[1:]
    while part and part[-1].text.isspace():
        part = part[:-1]
    if not part:
        return None
    ordered = _spaced(part, word_gap)
    whole = "".join(map(_TEXT, ordered))
    if not whole.isascii() and is_rtl(whole):
        ordered = logical(ordered)
        whole = "".join(map(_TEXT, ordered))
    if _ODD.search(whole):
        ordered = list(_plain(ordered))
        if _BULLET.match(whole):
            ordered[0] = ordered[0]._replace(text="\u2022")
        whole = "".join(map(_TEXT, ordered))
    _, lefts, rights, bases, sizes, bolds, _, raised = zip(*ordered, strict=True)
    up = frozenset(i for i, is_up in enumerate(raised) if is_up) if True in raised else _NONE
    if up and len(up) < len(ordered):
        _, _, _, bases, sizes, bolds, *_ = zip(*(glyph for glyph in ordered if not glyph.raised), strict=True)
    base, bold = sorted(bases)[len(bases) // 2], sum(bolds) * 2 > len(bolds)
    edges = tuple(zip(lefts, rights, strict=True))
    return Chunk(whole, edges, base, max(sizes), bold, up, min(lefts), max(rights))


def _plain(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Glyphs with their characters as they are shown, one space where there are several."""
    before = ""
    for glyph in glyphs:
        shown = _shown(glyph.text)
        if shown != " " or before != " ":
            yield glyph if shown == glyph.text else glyph._replace(text=shown)
        before = shown


def _spaced(part: list[Glyph], word_gap: float) -> list[Glyph]:
    """Glyphs from left to right, with a space in each gap between words, of so large a share of the type size."""
    found: list[Glyph] = []
    before, reach, last = part[0], 1e9, 0.0
    word = before
    for glyph in part:
        text, left, right, _, size, _, _, raised = glyph
        if text == " ":
            word = before
        elif before.text == " " and _is_covered(word, before, glyph):
            found.pop()
        # Told here, for most gaps are narrow.
        if left - reach > word_gap * (size if size < last else last) and not raised and _parted(before, glyph):
            found.append(before._replace(text=" ", left=before.right, right=left, joined=False, raised=False))
        found.append(glyph)
        # No sign that is set above others comes before U+0300.
        if text < "\u0300" or not is_mark(text):
            before, reach, last = glyph, right, size
    return found


def _is_covered(word: Glyph, space: Glyph, glyph: Glyph) -> bool:
    """True if a space beside a hyphen is not shown: what comes after it is set over it, close to what comes before."""
    covered = glyph.left - space.left < _SHOWN * (space.right - space.left)
    hyphen = word.text in _HYPHENS or glyph.text in _HYPHENS
    return hyphen and covered and glyph.left - word.right < _TOUCH * glyph.size


def _parted(a: Glyph, b: Glyph) -> bool:
    """True if a gap between two glyphs that is wide enough is one between words."""
    if a.text.isspace() or b.text.isspace() or is_mark(b.text):
        return False
    return b.left - a.right > 0.5 * min(a.size, b.size) or not (_WIDE.match(a.text) and _WIDE.match(b.text))


@cache
def _shown(text: str) -> str:
    if text.isspace():
        return " "
    if text in "\u0002\u00ad\ufffe":
        # What PDFium gives for a hyphen at the end of a line.
        return "-"
    return "\ufffd" if unicodedata.category(text) == "Cc" else text
