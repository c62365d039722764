"""Pages without text that can be read: their images are read by Tesseract, and the file again with what that says."""

from __future__ import annotations

from dataclasses import replace

from dao_graph.errors import InputError
from dao_graph.formats import ocr
from dao_graph.formats.reading import Recognised, ScanError
from dao_graph.formats.sandbox import grey_page, read_file
from dao_graph.model.document import Text

# Half an hour's work.
MOST_PAGES = 300


def read_with_ocr(kind: str, data: bytes, source: str, detect: ocr.Detect, language: str = "") -> Text:
    """The text of `data` of a `kind`, as `read_file` gives it, and of pages of a PDF file that have none what Tesseract
    recognises, by the models of a `language` ("ar", or models: "fra+eng"), or else of that which `detect` finds.

    Raises InputError where nothing can be read, with what to install.
    """
    try:
        text = read_file(kind, data, source)
        if not text.unread:
            return text
        unread = text.unread
    except ScanError as error:
        if not error.unread:
            raise
        text, unread = None, error.unread
    try:
        models, pages = _pages(data, unread[:MOST_PAGES], source, detect, language)
    except InputError as error:
        if text is None:
            raise
        return replace(text, remarks=(*text.remarks, error.reason))
    said = f"Tesseract {ocr.version()}, {models}"
    found = read_file(kind, data, source, Recognised(said, ocr.DPI, pages))
    cut = (f"more than {MOST_PAGES} pages without text: the others are left out",) if len(unread) > MOST_PAGES else ()
    return replace(found, models=models, remarks=(*found.remarks, *cut))


def _pages(
    data: bytes, numbers: tuple[int, ...], source: str, detect: ocr.Detect, language: str
) -> tuple[str, dict[int, str]]:
    """The models that pages are read with, and the words on each as hOCR, "" where it has none."""
    models, pages = "", dict[int, str]()
    for number in numbers:
        image = grey_page(data, number, ocr.DPI, source)
        models = models or ocr.models_for(language, image, detect, source)
        try:
            pages[number] = ocr.recognised(image, models)
        except ValueError:
            pages[number] = ""
    return models, pages
