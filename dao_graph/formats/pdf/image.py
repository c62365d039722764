"""Images of PDF pages: for the recognition of characters, and for people, with words marked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dao_graph.errors import InputError
from dao_graph.formats.pdf.opening import opened

# An image of a page has so many pixels at most: A3 at 300 dots per inch has 17 millions.
_PIXELS = 20_000_000
_POINTS = 72
# The colour of marks, which words show through, and how far they reach beyond these, in points.
_MARKED, _AROUND = (255, 214, 10, 255), 1.0
_COMPRESSION = 6
# Of an image in colours: the bits of each of its three samples, and the number that PNG has for it.
_BITS, _COLOURS = 8, 2

# Left, top, width, height, in points from the upper left corner of the page.
Box = tuple[float, float, float, float]


def grey_image(data: bytes, number: int, dpi: int, source: str) -> bytes:
    """The page `number`, from 1, of a PDF file as a grey image (PGM). Raises InputError where there is none."""
    with opened(data, source) as document:
        page = page_of(document, number, source)
        bitmap = page.render(scale=_scale(page, dpi), grayscale=True)
        header = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
        return header + b"".join(rows_of(bitmap, bitmap.width))


def marked_image(data: bytes, number: int, dpi: int, source: str, boxes: Sequence[Box] = ()) -> bytes:
    """The page `number`, from 1, of a PDF file as a PNG image, boxes on it marked. Raises InputError where there is
    none."""
    with opened(data, source) as document:
        page = page_of(document, number, source)
        for box in boxes:
            _mark(document, page, box)
        bitmap = page.render(scale=_scale(page, dpi), rev_byteorder=True, prefer_bgrx=False)
        rows = rows_of(bitmap, 3 * bitmap.width)
        return png_of(rows, bitmap.width, bitmap.height, _BITS, _COLOURS)


def pixels_per_point(width: float, height: float, dpi: int) -> float:
    """The scale at which a page of some points is drawn: that of `dpi`, or what the most pixels allow."""
    return float(min(dpi / _POINTS, (_PIXELS / max(1.0, width * height)) ** 0.5))


def page_of(document: pdfium.PdfDocument, number: int, source: str) -> pdfium.PdfPage:
    """The page `number`, from 1. Raises InputError where there is none."""
    if not 1 <= number <= len(document):
        raise InputError(source, f"has no page {number}")
    return document[number - 1]


def _scale(page: pdfium.PdfPage, dpi: int) -> float:
    width, height = page.get_size()
    return pixels_per_point(width, height, dpi)


def rows_of(bitmap: Any, length: int) -> list[bytes]:
    """The rows of a bitmap, each of `length` bytes, without what fills them up."""
    pixels = memoryview(bitmap.buffer).cast("B")
    return [bytes(pixels[at : at + length]) for at in range(0, bitmap.height * bitmap.stride, bitmap.stride)]


def png_of(rows: Sequence[bytes], width: int, height: int, bits: int, colours: int) -> bytes:
    """An image in PNG: `bits` of a sample, and 0 for greys or 2 for colours.

    Source: PNG (Third Edition), W3C: a header, the rows, each after the number of its filter, and an end.
    """
    header = struct.pack(">2I5B", width, height, bits, colours, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), _COMPRESSION)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def _mark(document: pdfium.PdfDocument, page: pdfium.PdfPage, box: Box) -> None:
    """Draw a box over the page, which is not saved. The edges are those of the page as shown."""
    left, top, width, height = box
    around = ((left - _AROUND, top - _AROUND), (left + width + _AROUND, top + height + _AROUND))
    (x0, y0), (x1, y1) = (_in_file(page, x, y) for x, y in around)
    shape = raw.FPDFPageObj_CreateNewRect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    raw.FPDFPageObj_SetFillColor(shape, *_MARKED)
    raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPageObj_SetBlendMode(shape, b"Multiply")
    raw.FPDFPage_InsertObject(page.raw, shape)


def _in_file(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page as shown, in the coordinates of the file: the opposite of `Turn.point`."""
    width, height = page.get_size()
    left, bottom, *_ = page.get_cropbox()
    match raw.FPDFPage_GetRotation(page.raw):
        case 1:
            x, y = y, x
        case 2:
            x, y = width - x, y
        case 3:
            x, y = height - y, width - x
        case _:
            y = height - y
    return x + left, y + bottom
