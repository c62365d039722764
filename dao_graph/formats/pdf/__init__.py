"""PDF: pages to a text with paragraphs, notes and tables, and where on the pages its lines stand.

In: the bytes of a PDF file. Out: a `Text`, or an InputError that says why there is none.
Knows nothing of languages but their scripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dao_graph.formats.pdf.columns import gutters
from dao_graph.formats.pdf.direction import is_rtl
from dao_graph.formats.pdf.furniture import without_furniture
from dao_graph.formats.pdf.glyphs import read_page
from dao_graph.formats.pdf.lines import Chunk
from dao_graph.formats.pdf.notes import split
from dao_graph.formats.pdf.opening import opened
from dao_graph.formats.pdf.paragraphs import paragraphs_of
from dao_graph.formats.pdf.readable import readable
from dao_graph.formats.pdf.rows import Line
from dao_graph.formats.pdf.ruled import page_lines
from dao_graph.formats.pdf.write import write
from dao_graph.formats.reading import NOTHING, Recognised
from dao_graph.model.document import Text


def read_pdf(data: bytes, source: str, recognised: Recognised = NOTHING) -> Text:
    """The text of a PDF file, of some of its pages what was `recognised` on their images.

    Raises InputError where it is damaged or asks for a password, and ScanError where it has no text layer, or one that
    says nothing.
    """
    with opened(data, source) as document:
        seen = readable(map(read_page, document), source, recognised)
    pages = seen.pages
    kept = without_furniture([(page.height, c) for page, c in zip(pages, seen.chunks, strict=True)])
    body = _body_size(kept)
    known = gutters(kept)
    feet = []
    lines: list[tuple[int, Line]] = []
    for number, (page, own) in enumerate(zip(pages, kept, strict=True), 1):
        above, foot = split(own, page.shapes.rules, body, (page.width, page.height))
        feet.append(foot)
        lines.extend((number, x) for x in page_lines(above, page, number == 1, _reads_left(own), known))
    scanned = {number for number, page in enumerate(pages, 1) if page.shapes.scanned or number in seen.recognised}
    text = write(paragraphs_of(lines, scanned), feet, source, seen.remarks(recognised.by))
    return replace(text, unread=tuple(sorted((*seen.noise, *seen.blank))))


def _body_size(pages: Sequence[Sequence[Chunk]]) -> float:
    """The type size of most characters."""
    sizes: Counter[float] = Counter()
    for chunk in (chunk for page in pages for chunk in page):
        sizes[round(chunk.size * 2) / 2] += len(chunk.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _reads_left(chunks: Sequence[Chunk]) -> bool:
    """True if most words of a page are read from right to left."""
    rtl = sum(len(chunk.text) for chunk in chunks if is_rtl(chunk.text))
    return 2 * rtl > sum(len(chunk.text) for chunk in chunks)
