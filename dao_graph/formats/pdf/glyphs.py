"""Glyphs of a PDF page with their places, by PDFium.

Places are in points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dao_graph.formats.pdf.shapes import Shapes, Turn, read_shapes

# No page of text has more; what has was made to hurt, or is a map.
_MOST_CHARACTERS = 60_000
_BOLD = 600
# Radians that a line may be askew.
_ASKEW = 0.1
_UNSET, _DOUBTED = frozenset(" \r\n\0"), frozenset(" \ufffd")
_HALF = re.compile("[\ud800-\udfff]")
# What the engine writes its answers to.
_PEN, _LEVEL, _MATRIX = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()


class Glyph(NamedTuple):
    """A character as it is set: edges, the baseline (growing downwards), the size, and whether it is bold. `joined`
    marks one that shares its shape with the character before, as those of a ligature do; `raised` one that stands above
    the line, in small type."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    joined: bool
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, its glyphs in the order of the file, how many of them its font gives no character for
    or a wrong one, and what else is on it."""

    width: float
    height: float
    glyphs: list[Glyph]
    unmapped: int
    shapes: Shapes


class _Style(NamedTuple):
    """The style that characters of one height in a line share; the engine is asked once for each."""

    base: float
    size: float
    bold: bool
    upright: bool


def read_page(page: pdfium.PdfPage) -> Page:
    """The glyphs and rules of `page`."""
    width, height = page.get_size()
    left, bottom, *_ = page.get_cropbox()
    turn = Turn(raw.FPDFPage_GetRotation(page.raw), width, height, (left, bottom))
    text = page.get_textpage()
    try:
        glyphs, unmapped = _glyphs(text.raw, text.count_chars(), turn)
    finally:
        text.close()
    return Page(width, height, glyphs, unmapped, read_shapes(page.raw, turn))


def _glyphs(text: Any, count: int, turn: Turn) -> tuple[list[Glyph], int]:
    count = min(count, _MOST_CHARACTERS)
    address = ctypes.cast(text, ctypes.c_void_p).value
    x, before_left, before_right, low, high = turn.origin[0], -1.0, -1.0, -1.0, -1.0
    base = size = 0.0
    bold, upright = False, True
    found: list[tuple[object, ...]] = []
    unmapped = 0
    known: dict[tuple[float, float], _Style] = {}
    # Each step of this loop is taken some thousand times a page.
    for i, character, left, top, right, bottom in zip(range(count), *_set(text, count), strict=True):
        if not " " < character < "\u0620":
            if character in _UNSET:
                # Spaces that the engine makes up have no width: the gaps between words show them better.
                unmapped += character == "\0"
                if character != " " or right <= left:
                    continue
            elif character >= "\u0620":
                left = _begin(text, i, character, left)
        if bottom != low or top != high:
            low, high = bottom, top
            style = known.get((low, high)) or known.setdefault((low, high), _ask(text, i, low, high, turn))
            base, size, bold, upright = style
        # What stands across the page is running matter of pages that are turned, or a stamp.
        if not upright:
            continue
        if character in _DOUBTED and (character != " " or _is_inked(address, i)):
            unmapped += 1
        joined = left == before_left and right == before_right and bool(found)
        before_left, before_right = left, right
        if turn.turn:
            found.append(_turned(character, (left, top, right, bottom), style, joined, turn))
        else:
            found.append((character, left - x, right - x, base, size, bold, joined, False))
    # As Glyph(...) does for each, in a third of the time.
    return list(map(tuple.__new__, itertools.repeat(Glyph), found)), unmapped


# The engine's function for the box of a character, taking addresses: a call costs a third of one with objects.
_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
# That for the box of its shape.
_shape = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)(
    ctypes.cast(raw.FPDFText_GetCharBox, ctypes.c_void_p).value or 0
)


def _set(text: Any, count: int) -> tuple[str, array[float], array[float], array[float], array[float]]:
    """All characters, and their left, upper, right and lower edges."""
    boxes = (raw.FS_RECTF * count)()
    size, start = ctypes.sizeof(raw.FS_RECTF), ctypes.addressof(boxes)
    page = ctypes.cast(text, ctypes.c_void_p).value
    deque(map(_box, itertools.repeat(page), range(count), range(start, start + size * count, size)), maxlen=0)
    edges = array("f", bytes(boxes))
    return _characters(text, count), edges[0::4], edges[1::4], edges[2::4], edges[3::4]


def _begin(text: Any, i: int, character: str, left: float) -> float:
    """The left edge of a character. Forms of Arabic letters may have the box of their shape alone: they begin where the
    pen does."""
    if character <= "\u06ff" and raw.FPDFText_GetCharOrigin(text, i, ctypes.byref(_PEN), ctypes.byref(_LEVEL)):
        return min(left, _PEN.value)
    return left


def _characters(text: Any, count: int) -> str:
    """The character of each index; those outside of the basic plane come in two halves, of which one is kept."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        codes: Iterable[int] = buffer[:count]
    else:
        codes = (raw.FPDFText_GetUnicode(text, i) for i in range(count))
    return _HALF.sub("\ufffd", "".join(map(chr, codes)))


def _ask(text: Any, i: int, bottom: float, top: float, turn: Turn) -> _Style:
    raw.FPDFText_GetCharOrigin(text, i, ctypes.byref(_PEN), ctypes.byref(_LEVEL))
    angle = (raw.FPDFText_GetCharAngle(text, i) + turn.turn * math.pi / 2) % (2 * math.pi)
    # The nominal size is scaled by a matrix; the height of the box is that of the font as shown, or of the shape alone.
    size, height = raw.FPDFText_GetFontSize(text, i) * _scale(text, i), top - bottom
    size = size if 0.05 * size <= height <= 3 * size else height / 1.2
    bold = raw.FPDFText_GetFontWeight(text, i) >= _BOLD
    base = turn.height - _LEVEL.value + turn.origin[1]
    return _Style(base, size, bold, min(angle, 2 * math.pi - angle) < _ASKEW)


def _scale(text: Any, i: int) -> float:
    """By how much a character is larger up and down than its size says."""
    known = raw.FPDFText_GetMatrix(text, i, ctypes.byref(_MATRIX))
    return math.hypot(_MATRIX.c, _MATRIX.d) if known else 1.0


_EDGES = (ctypes.c_double * 4)()
_WHERE = [ctypes.addressof(_EDGES) + i * ctypes.sizeof(ctypes.c_double) for i in range(4)]


def _is_inked(page: int | None, i: int) -> bool:
    """True if what is said to be a space has a shape: then its font lies."""
    _shape(page, i, *_WHERE)
    left, right, bottom, top = _EDGES
    return top - bottom > 1.0 and right - left > 1.0


def _turned(character: str, box: tuple[float, float, float, float], style: _Style, joined: bool, turn: Turn) -> Glyph:
    x0, y0 = turn.point(box[0], box[3])
    x1, y1 = turn.point(box[2], box[1])
    left, right, lower = min(x0, x1), max(x0, x1), max(y0, y1)
    height = abs(y1 - y0)
    return Glyph(character, left, right, lower - 0.2 * height, height / 1.2, style.bold, joined)
