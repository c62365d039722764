"""PDF: pages to a text with paragraphs, notes and tables, and where on the pages its lines stand.

In: the bytes of a PDF file. Out: a `Text`, or an InputError that says why there is none.
Knows nothing of languages but their scripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pypdfium2 as pdfium

from dao_graph.errors import InputError
from dao_graph.formats.pdf.bands import lines_of
from dao_graph.formats.pdf.columns import gutters
from dao_graph.formats.pdf.direction import is_rtl
from dao_graph.formats.pdf.furniture import without_furniture
from dao_graph.formats.pdf.garbled import is_garbled
from dao_graph.formats.pdf.glyphs import Page, read_page
from dao_graph.formats.pdf.lines import Chunk, chunks_of, evened
from dao_graph.formats.pdf.notes import split
from dao_graph.formats.pdf.paragraphs import paragraphs_of
from dao_graph.formats.pdf.rows import Line
from dao_graph.formats.pdf.write import write
from dao_graph.model.document import Text

# Nobody reads a document of more pages.
MOST_PAGES = 3_000
# A page with fewer characters is none of text.
_FEW = 25
_SCAN = "run optical character recognition over it first"


def read_pdf(data: bytes, source: str) -> Text:
    """The text of a PDF file.

    Raises InputError where it is damaged, asks for a password, has no text layer, or one that says nothing.
    """
    pages = _pages(data, source)
    chunks, remarks = _readable(pages, source)
    kept = without_furniture([(page.height, c) for page, c in zip(pages, chunks, strict=True)])
    body = _body_size(kept)
    known = gutters(kept)
    feet = []
    lines: list[tuple[int, Line]] = []
    for number, (page, own) in enumerate(zip(pages, kept, strict=True), 1):
        above, foot = split(own, page.shapes.rules, body, (page.width, page.height))
        feet.append(foot)
        wide = [rule.y for rule in page.shapes.rules if rule.right - rule.left > 0.25 * page.width]
        lines.extend(
            (number, x) for x in lines_of(above, page.height if number == 1 else 0.0, _reads_left(own), wide, known)
        )
    scanned = {number for number, page in enumerate(pages, 1) if page.shapes.scanned}
    return write(paragraphs_of(lines, scanned), feet, source, remarks)


def _pages(data: bytes, source: str) -> list[Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise InputError(source, _refusal(str(error))) from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(source, f"has {len(document):,} pages: more than {MOST_PAGES:,} are not read")
        return [read_page(page) for page in document]
    except pdfium.PdfiumError as error:
        raise InputError(source, "is a PDF file with pages that are damaged") from error
    finally:
        document.close()


def _refusal(error: str) -> str:
    if "password" in error.lower():
        return "is a PDF file that asks for a password: save it without one"
    if "security" in error.lower():
        return "is a PDF file with an encryption that cannot be read: save it without one"
    return "is a damaged PDF file, or none"


def _readable(pages: Sequence[Page], source: str) -> tuple[list[list[Chunk]], tuple[str, ...]]:
    """The chunks of each page; pages whose text layer is noise have none, and the remarks say so."""
    chunks: list[list[Chunk]] = []
    noise: list[int] = []
    blank: list[int] = []
    for number, page in enumerate(pages, 1):
        own = chunks_of(page.glyphs)
        if is_garbled(own, page.unmapped):
            noise.append(number)
            own = []
        elif len(page.glyphs) < _FEW and (page.shapes.images or page.shapes.drawn):
            blank.append(number)
        chunks.append(evened(own) if page.shapes.scanned else own)
    if len(blank) == len(pages) or not any(page.glyphs for page in pages):
        raise InputError(source, f"is a scan without a text layer: {_SCAN}")
    if len(noise) * 2 > len(pages) and not any(chunks):
        raise InputError(source, f"has a text layer that says other characters than its pages show: {_SCAN}")
    remarks = []
    if noise:
        remarks.append(f"{_numbered(noise)}: left out, for their text layer says other characters than they show")
    if blank:
        remarks.append(f"{_numbered(blank)}: an image without a text layer")
    return chunks, tuple(remarks)


def _numbered(pages: Sequence[int]) -> str:
    """Pages in words ("pages 2-4, 7")."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {said}"


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
