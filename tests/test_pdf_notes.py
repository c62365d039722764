"""PDF: notes at the end, numbers of pages further in, and other small signs."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from dao_graph.formats.pdf import read_pdf
from dao_graph.formats.pdf.furniture import without_furniture
from dao_graph.formats.pdf.glyphs import Glyph
from dao_graph.formats.pdf.lines import Chunk, chunk, chunks_of
from dao_graph.model.document import Text

from .papers import Sheet, wrapped

SENTENCE = (
    "The delegation said that the new law gives every village a school of its own, and that the first of these would "
    "open before the end of the year, as the council had asked."
)
SECOND = "It hoped that the roads would be ready in time."


def read(sheet: Sheet) -> list[str]:
    return shown(read_pdf(sheet.pdf(), "paper.pdf"))


def shown(text: Text) -> list[str]:
    return [text.content[p.span.start : p.span.end].replace("\n", " ") for p in text.paragraphs]


def mark(sheet: Sheet, y: float, lines: list[str], number: int) -> None:
    """Set lines with a raised mark after the last."""
    sheet.lines(120, y, *lines)
    end = 120 + stringWidth(lines[-1], "Times-Roman", 10)
    sheet.line(end, y + 12 * (len(lines) - 1) - 4, str(number), 6)


def test_notes_at_the_end_are_hung_on_their_marks() -> None:
    sheet = Sheet()
    for number in range(1, 13):
        mark(sheet, 60 + 50 * number, wrapped(SENTENCE, 340), number)
    sheet.turn()
    for number in range(1, 41):
        y = 60 + 18 * number
        sheet.line(105 if number > 9 else 108, y - 3, str(number), 6)
        sheet.line(119, y, f"Paper of group {number}, page 2.", 8.5)
    text = read_pdf(sheet.pdf(), "paper.pdf")
    notes = [p for p in text.paragraphs if p.mark]
    assert [p.mark for p in notes] == [str(number) for number in range(1, 41)]
    assert text.content[slice(*notes[2].span)].endswith("Paper of group 3, page 2.")
    assert [mark for p in text.paragraphs for _, mark in p.references] == [str(number) for number in range(1, 13)]


def test_numbers_of_pages_that_stand_further_in_are_left_out() -> None:
    sheet = Sheet()
    lines = wrapped(" ".join([SENTENCE] * 12), 400)
    for number, begin in enumerate(range(0, len(lines), 5), 3):
        sheet.lines(100, 100, *lines[begin : begin + 5])
        sheet.line(60, 740, str(number), 9, "Times-Bold")
        sheet.turn()
    assert read(sheet) == [" ".join([SENTENCE] * 12)]


def test_sums_below_one_another_are_no_numbers_of_pages() -> None:
    sheet = Sheet()
    for number in (12, 40, 7):
        sheet.lines(100, 100, *wrapped(SENTENCE, 400))
        sheet.line(100, 740, str(number))
        sheet.turn()
    assert [paragraph for paragraph in read(sheet) if paragraph.isdigit()] == ["12", "40", "7"]


def test_a_space_that_is_set_over_is_none() -> None:
    sheet = Sheet()
    sheet.line(100, 100, "The school opened in mid- ")
    sheet.line(100 + stringWidth("The school opened in mid-", "Times-Roman", 10) + 0.3, 100, "2024, not later.")
    assert read(sheet) == ["The school opened in mid-2024, not later."]


@pytest.mark.parametrize("sign", ["\x01", "\uf0a7"])
def test_the_signs_of_items_in_symbol_fonts_are_bullets(sign: str) -> None:
    glyphs = [Glyph(c, 100 + 6 * i, 106 + 6 * i, 100, 10, False, False) for i, c in enumerate(f"{sign} Roads")]
    assert [made.text for made in chunks_of(glyphs)] == ["\u2022 Roads"]


def test_a_list_of_names_below_a_mark_is_read_in_rows() -> None:
    sheet = Sheet()
    mark(sheet, 100, wrapped(SENTENCE, 340), 1)
    sheet.line(108, 406, "1", 6)
    sheet.lines(
        119,
        409,
        "The papers of these groups were read by those who met in spring, and kept in",
        "the library:",
        size=8.5,
    )
    rows = [(f"GR{n}", f"Group {n} of those who build roads (Chile);") for n in range(10)]
    for number, row in enumerate(rows):
        for x, cell in zip((130, 220), row, strict=True):
            sheet.line(x, 435 + 14 * number, cell, 8.5)
    found = read(sheet)
    assert found[1].endswith("in spring, and kept in the library:")
    assert found[2:] == ["\t".join(row) for row in rows]


def test_narrow_gaps_part_words_on_a_page_without_spaces() -> None:
    # A browser prints no spaces; kerning narrows the gap behind an f to 0.15 of the size.
    edges = [("o", 100.0, 106.0), ("f", 106.0, 110.0), ("t", 111.5, 115.0), ("h", 115.0, 121.0), ("e", 121.0, 126.0)]
    bare = [Glyph(text, left, right, 100, 10, False, False) for text, left, right in edges]
    assert [chunk.text for chunk in chunks_of(bare)] == ["of the"]
    spaced = [*bare, Glyph(" ", 126.0, 129.0, 100, 10, False, False), Glyph("x", 129.0, 134.0, 100, 10, False, False)]
    assert [chunk.text for chunk in chunks_of(spaced)] == ["ofthe x"]


def test_numbers_of_pages_behind_a_word_are_none_of_the_text_wherever_a_scan_has_them() -> None:
    def line(text: str, base: float) -> Chunk:
        return chunk(text, tuple((10.0 * i, 10.0 * i + 10) for i in range(len(text))), base, 10, False, frozenset())

    heights = (30.0, 55.0, 42.0, 70.0)
    pages = [(800.0, [line(f"Page {n}", base), line("Lamps are old.", 400.0 + n)]) for n, base in enumerate(heights, 1)]
    left = [[kept.text for kept in page] for page in without_furniture(pages)]
    assert left == [["Lamps are old."]] * 4
