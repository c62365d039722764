"""Opening PDF files, or saying why one cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from dao_graph.errors import InputError

# Nobody reads a document of more pages.
MOST_PAGES = 3_000


@contextmanager
def opened(data: bytes, source: str) -> Iterator[pdfium.PdfDocument]:
    """The document in a PDF file, while it is needed.

    Raises InputError where it is damaged, asks for a password or has too many pages, also if that shows later.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise InputError(source, _refusal(str(error))) from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(source, f"has {len(document):,} pages: more than {MOST_PAGES:,} are not read")
        yield document
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
