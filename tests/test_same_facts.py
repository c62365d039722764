"""One letter as plain text, Word file, web page, mail and PDF: the same facts in six languages."""

from __future__ import annotations

import html
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

import dao_graph
from dao_graph.terms import text_of

from .conftest import EXAMPLES
from .files import docx, lines_docx, paragraph, run
from .papers import SOFFICE, converted

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_ABOUT_FILES = ("/text/", "graph/dataset", "graph/authorities", "graph/ontology")


def blocks(language: str) -> list[str]:
    """The blocks of the letter; lines of the masthead and the signature stand alone."""
    content = (EXAMPLES / f"kigali-letter.{language}.txt").read_text("utf-8")
    return content.split("\n\n")


def facts(path: Path) -> set[tuple[str, str, str]]:
    """What a file states, less what is said of the file itself."""
    return {
        (text_of(quad.subject), quad.predicate.value, text_of(quad.object))
        for quad in dao_graph.build([path]).quads(evidence=False)
        # The letter's one note is left out of what is made of it.
        if "/note/" not in f"{text_of(quad.subject)} {text_of(quad.object)}"
        and not any(part in f"{text_of(quad.subject)} {text_of(quad.graph_name)}" for part in _ABOUT_FILES)
    }


def as_docx(language: str, folder: Path) -> Path:
    content = "\n\n".join(paragraphs(language))
    (folder / "letter.docx").write_bytes(lines_docx(content))
    return folder / "letter.docx"


def as_html(language: str, folder: Path) -> Path:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs(language))
    (folder / "letter.html").write_text(f'<html lang="{language}"><body>{body}</body></html>', "utf-8")
    return folder / "letter.html"


def as_mail(language: str, folder: Path) -> Path:
    """The letter as an attachment."""
    message = EmailMessage()
    message["Message-ID"], message["Subject"], message["From"] = "<1@example.org>", "-", "a@example.org"
    message.set_content("-\n")
    data = as_docx(language, folder).read_bytes()
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="letter.docx")
    (folder / "letter.docx").unlink()
    (folder / "letter.eml").write_bytes(bytes(message))
    return folder / "letter.eml"


def as_pdf(language: str, folder: Path) -> Path:
    """The letter as LibreOffice sets it."""
    body = "".join(
        paragraph(run(text), properties=("<w:bidi/>" if language == "ar" else "") + '<w:spacing w:after="160"/>')
        for text in paragraphs(language)
    )
    (folder / "letter.docx").write_bytes(docx(body))
    return converted(folder / "letter.docx", "pdf", folder)


def paragraphs(language: str) -> list[str]:
    """The paragraphs of the letter, as the reader of plain text finds them."""
    from dao_graph.pipeline.build import read_source
    from dao_graph.read import read
    from dao_graph.rules import packs

    text = read_source(str(EXAMPLES / f"kigali-letter.{language}.txt"))
    found = read(text, packs.fingerprints(), packs.markers(), packs.line_ends())
    return [found.text[slice(*block.span)] for block in found.blocks if block.kind != "note"]


def shares(language: str, made: Path) -> tuple[float, float]:
    """Which share of the plain text's facts is found again, and which of those found is the plain text's."""
    wanted = facts(EXAMPLES / f"kigali-letter.{language}.txt")
    found = facts(made)
    return len(wanted & found) / len(wanted), len(wanted & found) / len(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [as_docx, as_html, as_mail])
def test_a_letter_states_the_same_in_every_format(
    language: str, make: Callable[[str, Path], Path], tmp_path: Path
) -> None:
    recall, precision = shares(language, make(language, tmp_path))
    assert recall >= 0.98 and precision >= 0.98


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_states_the_same_as_pdf(language: str, tmp_path: Path) -> None:
    recall, precision = shares(language, as_pdf(language, tmp_path))
    # In Arabic a page turns after a sentence within a paragraph: what follows counts as a paragraph more.
    least = 0.9 if language == "ar" else 0.98
    assert recall >= least and precision >= least


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["odt", "rtf", "doc"])
def test_other_word_processors_files_are_read_too(form: str, tmp_path: Path) -> None:
    recall, precision = shares("fr", converted(as_docx("fr", tmp_path), form, tmp_path))
    assert recall >= 0.98 and precision >= 0.98
