"""Parts of PDF pages as small images, for a page of HTML that has them in itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from dao_graph.errors import InputError
from dao_graph.formats.pdf.image import Box, page_of, pixels_per_point, png_of, rows_of
from dao_graph.formats.pdf.opening import opened

# Print on paper is as legible in sixteen greys, and takes half the bytes of a photograph of it.
_BITS = 4
_UPPER = bytes(grey & 0xF0 for grey in range(256))
_LOWER = bytes(grey >> 4 for grey in range(256))


def cut_images(data: bytes, number: int, dpi: int, source: str, boxes: Sequence[Box]) -> list[tuple[Box, bytes]]:
    """Parts of the page `number`, from 1, of a PDF file as PNG images in greys, each with what it shows of the page.

    What lies outside of the page is left out. Raises InputError where there is no such page.
    """
    with opened(data, source) as document:
        page = page_of(document, number, source)
        width, height = page.get_size()
        scale = pixels_per_point(width, height, dpi)
        return [_cut(page, scale, box, source) for box in boxes]


def _cut(page: Any, scale: float, box: Box, source: str) -> tuple[Box, bytes]:
    """A box in whole pixels, as far as it is on the page, and its image."""
    size = page.get_size()
    across, down = (ceil(length * scale) for length in size)
    # How many points a pixel is: the page fills the last ones too.
    x, y = size[0] / across, size[1] / down
    left, top = max(0, floor(box[0] / x)), max(0, floor(box[1] / y))
    right, bottom = min(across, ceil((box[0] + box[2]) / x)), min(down, ceil((box[1] + box[3]) / y))
    if right <= left or bottom <= top:
        raise InputError(source, "has no such place on a page")
    # pypdfium2 takes points, and the next whole pixel after them.
    crop = tuple(max(0.0, (pixels - 0.5) / scale) for pixels in (left, down - bottom, across - right, top))
    bitmap = page.render(scale=scale, grayscale=True, crop=crop)
    rows = [_packed(row) for row in rows_of(bitmap, bitmap.width)]
    image = png_of(rows, bitmap.width, bitmap.height, _BITS, 0)
    return (left * x, top * y, (right - left) * x, (bottom - top) * y), image


def _packed(row: bytes) -> bytes:
    """Two pixels in a byte."""
    first, second = row[0::2].translate(_UPPER), row[1::2].translate(_LOWER)
    second = second.ljust(len(first), b"\x0f")
    return (int.from_bytes(first) | int.from_bytes(second)).to_bytes(len(first))
