"""Scans: what is recognised on their pages stands where the pages show it, and what is unsure is left out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import dao_graph
from dao_graph.check.verify import verify
from dao_graph.errors import InputError
from dao_graph.formats import ocr, scans
from dao_graph.formats.pdf.scan import recognition
from dao_graph.formats.reading import ScanError
from dao_graph.formats.scans import read_with_ocr as read_scan
from dao_graph.model.document import Text
from dao_graph.pipeline.build import read_source
from dao_graph.read import detect
from dao_graph.rules import packs

from . import printed
from .conftest import EXAMPLES
from .papers import SOFFICE, Sheet, scanned, wrapped
from .test_pdf import FIRST, SECOND, paragraphs
from .test_printed import Told, told
from .test_printed import paragraphs as paragraphs_in

_NEEDED = bool(os.environ.get("DAO_GRAPH_NEED_OCR"))


def missing(what: str) -> None:
    """Skip the test, or fail it where Tesseract has to be there."""
    if _NEEDED:
        pytest.fail(f"{what}, and DAO_GRAPH_NEED_OCR is set")
    pytest.skip(what)


@pytest.fixture
def tesseract() -> None:
    if ocr.program() is None or ocr.missing():
        missing("Tesseract or one of its models is not installed")


def read_with_ocr(data: bytes, language: str = "") -> Text:
    return read_scan("pdf", data, "scan.pdf", partial(detect, fingerprints=packs.fingerprints()), language)


def sheet(top: float = 100) -> bytes:
    made = Sheet()
    y = made.lines(120, top, *wrapped(FIRST, 340))
    made.lines(120, y + 14, *wrapped(SECOND, 340))
    return made.pdf()


def joined(*files: bytes) -> bytes:
    """The pages of several PDF files as one."""
    made, written = pdfium.PdfDocument.new(), BytesIO()
    for data in files:
        made.import_pages(pdfium.PdfDocument(data))
    made.save(written)
    return written.getvalue()


@pytest.mark.usefixtures("tesseract")
def test_the_words_of_a_scan_stand_where_its_page_shows_them() -> None:
    text = read_with_ocr(scanned(sheet()))
    assert paragraphs(text) == [FIRST, SECOND]
    assert "eng" in text.models and not text.unread
    assert text.remarks[0].startswith("page 1: read by optical character recognition (Tesseract")
    first = text.places[0]
    assert (first.number, first.top < 98 < 101 < first.bottom + 1) == (1, True)
    assert first.edges[0] == pytest.approx(120, abs=2) and len(first.edges) == 2 * (first.span.end - first.span.start)


@pytest.mark.usefixtures("tesseract")
def test_only_pages_without_text_are_recognised_and_all_stay_in_order() -> None:
    text = read_with_ocr(joined(sheet(), scanned(sheet(200)), sheet(300)), "en")
    assert paragraphs(text) == [FIRST, SECOND] * 3
    assert [place.number for place in text.places] == sorted(place.number for place in text.places)
    assert text.remarks[0].startswith("page 2: read by") and text.models == "eng"


@pytest.mark.usefixtures("tesseract")
def test_a_graph_of_a_scan_says_how_it_was_read_and_is_verified(tmp_path: Path) -> None:
    made = Sheet()
    content = "Letter dated 3 December 2009 from the Permanent Representative of Rwanda to the Secretary-General"
    made.lines(110, 100, *wrapped(content, 380))
    made.lines(110, 160, *wrapped(f"Norway and Viet Nam took part in the seminar. {FIRST}", 380))
    path = tmp_path / "letter.pdf"
    path.write_bytes(scanned(made.pdf()))
    graph = dao_graph.build([path], tmp_path / "out", store=False, language="en", ocr=True)
    (entry,) = graph.report["inputs"]
    assert (entry["status"], entry["ocr"]) == ("built", "eng") and "mean confidence" in entry["remarks"][0]
    found = verify(graph, read_source)
    assert found.quotes > 5 and found.mismatches == ()
    with pytest.raises(InputError):
        dao_graph.build([path])


def again(language: str, folder: Path) -> tuple[Told, Told]:
    """What a letter states, and what its scanned pages do."""
    content = paragraphs_in(EXAMPLES / f"kigali-letter.{language}.txt")
    plain, scan = folder / f"{language}.txt", folder / f"{language}.scan.pdf"
    plain.write_text("\n\n".join(content), "utf-8")
    scan.write_bytes(scanned(printed.typeset(language, content, folder / f"{language}.docx").read_bytes()))
    return told(plain), told(scan, ocr=True)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["fr", "ru"])
def test_scanned_letters_state_nearly_what_their_texts_do(language: str, tmp_path: Path) -> None:
    """In clean type of Latin and Cyrillic script; Arabic and Chinese lose more (`docs/files.md`)."""
    wanted, found = again(language, tmp_path)
    for kind, least in (("acts", 0.75), ("citations", 0.9), ("mentions", 0.93)):
        assert len(wanted[kind] & found[kind]) >= least * len(wanted[kind]) > 5, kind
        assert len(found[kind] - wanted[kind]) <= (1 - least) * len(wanted[kind]), kind


@pytest.mark.usefixtures("tesseract")
def test_a_drawing_has_no_characters() -> None:
    made = Sheet()
    made.box()
    with pytest.raises(ScanError, match="no characters that can be recognised"):
        read_with_ocr(scanned(made.pdf()))


def test_without_tesseract_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    with pytest.raises(InputError, match=r"Tesseract.* is not installed: apt install tesseract-ocr "):
        read_with_ocr(scanned(sheet()))
    text = read_with_ocr(joined(sheet(), scanned(sheet(200))))
    assert paragraphs(text) == [FIRST, SECOND] and any("not installed" in said for said in text.remarks)


@pytest.fixture
def only_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tesseract that is said to be there, with one model."""
    monkeypatch.setattr(ocr, "program", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "installed", lambda: frozenset({"eng"}))


def word(text: str, sure: int) -> str:
    """What Tesseract says of a page with one word, of which it is so sure, in hundredths."""
    return (
        "<span class='ocr_line' title='bbox 300 400 900 440; baseline 0 -8; x_size 40'>"
        f"<span class='ocrx_word' title='bbox 300 400 900 440; x_wconf {sure}'>{text}</span></span>"
    )


@pytest.mark.usefixtures("only_english")
def test_without_a_model_its_package_is_told() -> None:
    with pytest.raises(InputError, match=r"apt install tesseract-ocr tesseract-ocr-chi-sim$"):
        read_with_ocr(scanned(sheet()), "zh")
    with pytest.raises(InputError, match="names no model"):
        read_with_ocr(scanned(sheet()), "../eng")


@pytest.mark.usefixtures("only_english")
def test_what_is_unsure_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognised", lambda image, models: word("Hlvrwv", 31))
    with pytest.raises(ScanError, match=r"unsure of .mean confidence 31 %"):
        read_with_ocr(scanned(sheet()), "en")
    text = read_with_ocr(joined(sheet(), scanned(sheet(200))), "en")
    assert paragraphs(text) == [FIRST, SECOND] and "page 2: left out, for what they show is unsure" in text.remarks[0]


@pytest.mark.usefixtures("only_english")
def test_no_more_pages_are_recognised_than_half_an_hour_has_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognised", lambda image, models: word("Norway", 93))
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    text = read_with_ocr(scanned(joined(sheet(), sheet())), "en")
    assert paragraphs(text) == ["Norway"]
    assert "page 2: an image without a text layer" in text.remarks and "the others are left out" in text.remarks[-1]


def test_words_from_right_to_left_keep_their_order_and_their_edges() -> None:
    words = ("\u0627\u0644\u0623\u0645\u0645", "\u0627\u0644\u0645\u062a\u062d\u062f\u0629")
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {left} 400 {left + 100} 440; x_wconf 90'>\u200f{word}</span>"
        for word, left in zip(words, (500, 380), strict=True)
    )
    line = f"<span class='ocr_line' title='bbox 380 400 600 440; baseline 0 -8; x_size 40'>{spans}</span>"
    (chunk,) = recognition(line, 300 / 72).chunks
    assert chunk.text == " ".join(words)
    assert chunk.edges[0][1] == pytest.approx(600 * 72 / 300) and chunk.edges[-1][0] == pytest.approx(380 * 72 / 300)


@pytest.mark.skipif(shutil.which("cat") is None, reason="there is no cat")
def test_what_recognises_can_read_no_file_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", "utf-8")
    asked = "from dao_graph.formats.limits import shut_in; print(*shut_in(), sep=',')"
    in_force = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    if "Landlock" not in in_force:
        pytest.skip("the system has no Landlock")
    done = subprocess.run(
        ["cat", str(tmp_path / "secret.txt")], capture_output=True, preexec_fn=ocr._limit, check=False
    )
    assert done.returncode != 0 and done.stdout == b""
