"""What is on a PDF page besides its text, by PDFium: thin rules and bars, images, drawings."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as raw

# No page of text has more; what has was made to hurt, or is a map.
_MOST_OBJECTS = 20_000
# A rule is thin and as long as the narrowest cell; a bar is as high as a line of small type.
_THIN, _LONG, _HIGH = 3.0, 4.0, 6.0
# Share of a page that the image of a scan covers.
_WHOLE = 0.7
_GROUPED = 2_000


class Rule(NamedTuple):
    """A thin horizontal line."""

    left: float
    right: float
    y: float


class Bar(NamedTuple):
    """A thin vertical line, which parts columns, not lines."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """The rules and bars of a page, how many images it shows, how many shapes there are in all, and whether one image
    covers it, so that its text is what character recognition put behind that."""

    rules: list[Rule]
    bars: list[Bar]
    images: int
    drawn: int
    scanned: bool


@dataclass(slots=True)
class Turn:
    """From the coordinates of the file to those of the page as shown, for turns by quarters."""

    turn: int
    width: float
    height: float
    origin: tuple[float, float] = field(default=(0.0, 0.0))

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.origin[0], y - self.origin[1]
        match self.turn:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case 3:
                return self.width - y, self.height - x
        return x, self.height - y


def read_shapes(page: Any, turn: Turn) -> Shapes:
    """What is on `page` besides its text."""
    rules: list[Rule] = []
    bars: list[Bar] = []
    images = drawn = 0
    scanned = False
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page, i)
        kind = raw.FPDFPageObj_GetType(shape)
        drawn += 1
        if kind == raw.FPDF_PAGEOBJ_FORM and _holds_image(shape):
            kind = raw.FPDF_PAGEOBJ_IMAGE
        images += kind == raw.FPDF_PAGEOBJ_IMAGE
        known = kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        if not known or not raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
            continue
        x0, y0 = turn.point(edges[0].value, edges[1].value)
        x1, y1 = turn.point(edges[2].value, edges[3].value)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            scanned |= abs(x1 - x0) * abs(y1 - y0) > _WHOLE * turn.width * turn.height
        elif abs(y1 - y0) <= _THIN and abs(x1 - x0) >= _LONG:
            rules.append(Rule(min(x0, x1), max(x0, x1), (y0 + y1) / 2))
        elif abs(x1 - x0) <= _THIN and abs(y1 - y0) >= _HIGH:
            bars.append(Bar((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return Shapes(rules, bars, images, drawn, scanned)


def _holds_image(form: Any) -> bool:
    """True if an image is in a group of shapes, as in those of scans."""
    few = min(raw.FPDFFormObj_CountObjects(form), _GROUPED)
    shapes = (raw.FPDFFormObj_GetObject(form, i) for i in range(few))
    return any(raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_IMAGE for shape in shapes)
