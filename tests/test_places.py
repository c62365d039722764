"""Evidence points into the files that people open: the words stand where the graph says."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pypdfium2 as pdfium
import pytest

import dao_graph
from dao_graph.check.verify import verify
from dao_graph.model.document import Span
from dao_graph.model.places import located
from dao_graph.namespaces import DAO, NIF
from dao_graph.pipeline.build import read_source
from dao_graph.terms import text_of

from .conftest import EXAMPLES
from .files import lines_docx
from .papers import Sheet, wrapped


def letter() -> str:
    return (EXAMPLES / "kigali-letter.en.txt").read_text("utf-8")


def letter_pdf(text: str) -> bytes:
    """A letter in pages of forty lines, as it would be set."""
    sheet = Sheet()
    y = 100.0
    for block in text.split("\n\n"):
        for line in wrapped(block, 380) if len(block) > 70 else block.split("\n"):
            if y > 700:
                sheet.turn()
                y = 100.0
            y = sheet.lines(110, y, line)
        y += 8
    return sheet.pdf()


def spans(graph: dao_graph.Graph) -> dict[str, dict[str, list[str]]]:
    """What is said of each span, by property."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in graph.quads():
        if "#char=" in text_of(quad.subject):
            said.setdefault(text_of(quad.subject), {}).setdefault(quad.predicate.value, []).append(text_of(quad.object))
    return {span: of for span, of in said.items() if NIF + "anchorOf" in of}


def test_the_words_of_each_span_stand_in_its_boxes(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf(letter()))
    graph = dao_graph.build([path], tmp_path / "out", store=False)
    document = pdfium.PdfDocument(path)
    layers = [page.get_textpage() for page in document]
    said = spans(graph)
    assert len(said) > 200
    for of in said.values():
        found = ""
        order = sorted(of[DAO + "box"], key=lambda box: [float(x) for x in re.findall(r"[\d.]+", box)[::2]])
        for box in order:
            page, left, top, width, height = (float(x) for x in re.findall(r"-?[\d.]+", box))
            base = document[int(page) - 1].get_height() - top
            inner = (left + 0.1, base - height + 2, left + width - 0.1, base - 3)
            # PDFium has its own sign for a hyphen at the end of a line.
            found += layers[int(page) - 1].get_text_bounded(*inner).replace("\x02", "-")
        assert sorted(of[DAO + "page"]) == sorted({box.partition("&")[0].removeprefix("page=") for box in order})
        wanted = "".join(of[NIF + "anchorOf"][0].split())
        assert wanted in "".join(found.split()) or sorted(wanted) == sorted("".join(found.split()))


def test_verify_reads_the_file_itself_and_sees_where_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf(letter()))
    graph = dao_graph.build([path], tmp_path / "out", store=False)
    assert verify(graph, read_source).mismatches == ()
    moved = letter_pdf("\n\n" + letter())
    path.write_bytes(moved)
    found = verify(graph, read_source).mismatches
    assert found and {m.reason for m in found} == {"stands elsewhere on its page"}
    path.write_bytes(letter_pdf(letter().replace("Norway", "Sweden")))
    assert "has changed since the graph was built" in {m.reason for m in verify(graph, read_source).mismatches}


def test_word_files_tell_the_paragraph_and_pages_the_fragment(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(lines_docx(letter()))
    blocks = "".join(f"<p>{block}</p>" for block in letter().split("\n\n"))
    (tmp_path / "letter.html").write_text(f"<html><body>{blocks}</body></html>", "utf-8")
    for name, key in (("letter.docx", "paragraphNumber"), ("letter.html", "textFragment")):
        said = spans(dao_graph.build([tmp_path / name]))
        assert said and all(of[DAO + key] for of in said.values())
    for of in said.values():
        fragment = unquote(of[DAO + "textFragment"][0].removeprefix(":~:text=")).replace("\u2011", "-")
        words = " ".join(of[NIF + "anchorOf"][0].split())
        assert fragment == words or (words.startswith(fragment[:12]) and words.endswith(fragment[-12:]))


@pytest.mark.parametrize("name", ["kigali-letter.en.txt"])
def test_plain_text_has_no_places(name: str) -> None:
    text = read_source(str(EXAMPLES / name))
    assert located(text, Span(0, 10)) == type(located(text, Span(0, 10)))()
