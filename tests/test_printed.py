"""What a text states is stated by its pages, whoever printed them: acts, citations, mentions, and where words stand."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

import dao_graph
from dao_graph.formats.pdf import read_pdf
from dao_graph.model.document import Text
from dao_graph.namespaces import DAO, RDF
from dao_graph.pipeline.build import read_source
from dao_graph.read import read
from dao_graph.rules import packs
from dao_graph.terms import text_of

from . import printed
from .browser import chromium, missing
from .conftest import EXAMPLES, ROOT

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
CORPUS = ROOT.parent / "shared" / "corpus"
# One of each length and body, in turn in each language and each form.
SYMBOLS = (
    "A_RES_75_108", "S_RES_2672(2023)", "E_RES_2021_8", "A_HRC_RES_55_25", "A_RES_74_126", "S_RES_2571(2021)",
    "A_DEC_78_541", "A_RES_75_163", "E_RES_2022_19", "A_HRC_RES_55_7", "A_RES_74_153", "S_RES_2706(2023)",
    "A_RES_75_221", "A_RES_74_109", "S_RES_2601(2021)", "A_HRC_RES_54_34", "A_RES_74_181", "E_RES_2022_6",
    "A_RES_74_297", "S_RES_2618(2022)",
)  # fmt: skip
FORMS = ("one column", "two columns", "ragged", "typeset", "word", "page")
Told = dict[str, set[tuple[str, ...]]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a text, without its notes."""
    text = read_source(str(path))
    found = read(text, packs.fingerprints(), packs.markers(), packs.line_ends())
    return [" ".join(found.text[slice(*block.span)].split()) for block in found.blocks if block.kind != "note"]


def told(path: Path, ocr: bool = False) -> Told:
    """What a file states, by kind."""
    found: Told = {"acts": set(), "citations": set(), "mentions": set()}
    acts: dict[str, list[tuple[str, str]]] = {}
    for quad in dao_graph.build([path], ocr=ocr).quads(evidence=False):
        subject, predicate, told = text_of(quad.subject), quad.predicate.value, text_of(quad.object)
        if predicate == DAO + "cites":
            found["citations"].add((subject, told))
        elif predicate == DAO + "mentions":
            found["mentions"].add((subject, told))
        elif "/fact/" in subject:
            acts.setdefault(subject, []).append((predicate, told))
    found["acts"] = {tuple(sorted(map(str, of))) for of in acts.values() if (RDF + "type", DAO + "Act") in of}
    return found


def made(form: str, browser: Any, language: str, content: list[str], path: Path) -> Path:
    """The paragraphs in a form."""
    if form == "typeset":
        if shutil.which("soffice") is None:
            missing("LibreOffice is not installed")
        return printed.typeset(language, content, path.with_suffix(".docx"))
    if form == "word":
        return printed.word(language, content, path.with_suffix(".docx"))
    if form == "page":
        path.with_suffix(".html").write_text(printed.page(language, content), "utf-8")
        return path.with_suffix(".html")
    return printed.printed(browser, language, content, form, path.with_suffix(".pdf"))


def compared(content: list[str], file: Path, folder: Path, counts: Counter[str]) -> None:
    """Count what the plain text states, and what of it the file states."""
    plain = folder / f"{file.stem}.txt"
    plain.write_text("\n\n".join(content), "utf-8")
    wanted, found = told(plain), told(file)
    for kind, those in wanted.items():
        counts[kind] += len(those)
        counts[f"{kind} again"] += len(those & found[kind])
        counts[f"{kind} more"] += len(found[kind] - those)


def hold(counts: Counter[str]) -> None:
    """See that nearly all is found again, and hardly anything more."""
    for kind, least in (("acts", 0.98), ("citations", 0.98), ("mentions", 0.99)):
        assert counts[f"{kind} again"] >= least * counts[kind], counts
        assert counts[f"{kind} more"] <= (1 - least) * counts[kind] + 1, counts


@pytest.mark.parametrize("form", ["one column", "two columns", "ragged"])
def test_a_letter_states_the_same_on_pages_that_a_browser_prints(form: str, browser: Any, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for language in LANGUAGES:
        content = paragraphs(EXAMPLES / f"kigali-letter.{language}.txt")
        compared(content, made(form, browser, language, content, tmp_path / language), tmp_path, counts)
    assert counts["acts"] > 100 and counts["mentions"] > 100
    hold(counts)


@pytest.mark.corpus
def test_resolutions_state_the_same_in_every_form(browser: Any, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for number, symbol in enumerate(SYMBOLS):
        language = LANGUAGES[(number + number // 6) % 6]
        content = paragraphs(CORPUS / symbol / f"{language}.txt")
        file = made(FORMS[number % 6], browser, language, content, tmp_path / f"{number}")
        compared(content, file, tmp_path, counts)
    hold(counts)


def _bare(text: str) -> str:
    """The letters and digits of a text, however they are written and in whatever order a line runs."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sorted(re.sub(r"[\W_]", "", folded)))


def held(text: Text, data: bytes) -> tuple[int, int]:
    """How many lines of a text there are, and how many stand in the boxes that it gives for them."""
    document = pdfium.PdfDocument(data)
    pages = [(page.get_height(), page.get_textpage()) for page in document]
    right = 0
    for place in text.places:
        height, page = pages[place.number - 1]
        left, end = min(place.edges[::2]), max(place.edges[1::2])
        # The letters of the lines above and below reach into a box.
        tall = place.bottom - place.top
        low, high = height - place.bottom + 0.3 * tall, height - place.top - 0.4 * tall
        there = page.get_text_bounded(left - 1, low, end + 1, high)
        right += _bare(text.content[slice(*place.span)]) == _bare(there)
    return len(text.places), right


@pytest.mark.parametrize("form", ["one column", "two columns", "ragged"])
def test_words_stand_in_the_boxes_that_are_given_for_them(form: str, browser: Any, tmp_path: Path) -> None:
    lines = right = 0
    for language in ("en", "fr", "ru", "zh"):
        content = paragraphs(EXAMPLES / f"kigali-letter.{language}.txt")
        data = made(form, browser, language, content, tmp_path / language).read_bytes()
        those, so = held(read_pdf(data, language), data)
        lines, right = lines + those, right + so
    assert lines > 300 and right >= 0.99 * lines
