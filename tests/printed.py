"""Texts as pages: paragraphs printed by Chromium in one column or two, or set by LibreOffice."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .files import docx, paragraph, run
from .papers import converted

_SERIF = '"Liberation Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif'
STYLES = {
    "one column": f"body {{ font: 11pt {_SERIF}; text-align: justify }} p {{ margin: 0 0 9pt }}",
    "two columns": f"body {{ font: 10pt {_SERIF}; columns: 2; column-gap: 18pt; text-align: justify }}"
    " p { margin: 0 0 7pt }",
    "ragged": 'body { font: 11pt "Liberation Sans", "Noto Sans CJK SC", sans-serif } p { margin: 0 0 10pt }',
}


def page(language: str, paragraphs: Sequence[str], style: str = "") -> str:
    """A web page of paragraphs."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    turned = ' dir="rtl"' if language == "ar" else ""
    return f'<!doctype html><html lang="{language}"{turned}><style>{style}</style><body>{body}</body></html>'


def printed(browser: Any, language: str, paragraphs: Sequence[str], style: str, path: Path) -> Path:
    """Paragraphs as a PDF file that Chromium writes at `path`."""
    tab = browser.new_page()
    try:
        tab.set_content(page(language, paragraphs, STYLES[style]))
        edge = "25mm"
        tab.pdf(path=str(path), format="A4", margin={"top": edge, "bottom": edge, "left": edge, "right": edge})
    finally:
        tab.close()
    return path


def word(language: str, paragraphs: Sequence[str], path: Path) -> Path:
    """Paragraphs as a Word file at `path`."""
    properties = ("<w:bidi/>" if language == "ar" else "") + '<w:spacing w:after="160"/>'
    path.write_bytes(docx("".join(paragraph(run(text), properties=properties) for text in paragraphs)))
    return path


def typeset(language: str, paragraphs: Sequence[str], path: Path) -> Path:
    """Paragraphs as a PDF file that LibreOffice writes beside `path`."""
    return converted(word(language, paragraphs, path), "pdf", path.parent)
