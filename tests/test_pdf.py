"""PDF: what stands on the pages is read in order, whole, and without what runs above and below it."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from dao_graph.errors import InputError
from dao_graph.formats.pdf import read_pdf
from dao_graph.formats.pdf.lines import chunk
from dao_graph.formats.pdf.paragraphs import _width_of_first
from dao_graph.formats.pdf.rows import Line
from dao_graph.model.document import Text

from .papers import Sheet, wrapped

FIRST = (
    "The participants reviewed what had been done in the two years since the seminar, and agreed that the lessons "
    "drawn from it should be shared with every country that wishes to follow the same road in the years to come."
)
SECOND = (
    "They also noted with concern that the funds promised for the third year had not arrived, and asked the "
    "secretariat to report on the matter at the next meeting, together with proposals on how the gap could be closed "
    "in good time."
)


def paragraphs(text: Text) -> list[str]:
    """The paragraphs of a text, each in one line; notes with their marks."""
    return [
        (f"[{p.mark}] " if p.mark else "") + text.content[p.span.start : p.span.end].replace("\n", " ")
        for p in text.paragraphs
    ]


def read(sheet: Sheet) -> list[str]:
    return paragraphs(read_pdf(sheet.pdf(), "paper.pdf"))


def test_an_indent_or_a_space_parts_paragraphs() -> None:
    sheet = Sheet()
    lines = wrapped(FIRST, 340, 20)
    y = sheet.lines(140, 100, lines[0])
    y = sheet.lines(120, y, *lines[1:])
    lines = wrapped(SECOND, 340, 20)
    y = sheet.lines(140, y, lines[0])
    y = sheet.lines(120, y, *lines[1:])
    sheet.lines(120, y + 8, *wrapped(FIRST, 340))
    assert read(sheet) == [FIRST, SECOND, FIRST]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    left = wrapped(f"{FIRST} {SECOND} {FIRST} {SECOND}", 220)
    half = len(left) // 2 + 1
    sheet.lines(60, 300, *left[:half])
    sheet.lines(310, 300, *left[half:])
    assert read(sheet) == [f"{FIRST} {SECOND} {FIRST} {SECOND}"]


def test_a_paragraph_goes_on_over_the_page_without_what_runs_above_and_below() -> None:
    sheet = Sheet()
    lines = wrapped(" ".join([FIRST] * 12), 400)
    for number, begin in enumerate(range(0, len(lines), 10), 1):
        if number > 1:
            sheet.line(60, 40, "A/99/9", 9, "Times-Bold")
        sheet.lines(100, 100, *lines[begin : begin + 10])
        sheet.line(60, 800, f"{number}/3", 9, "Times-Bold")
        sheet.line(480, 800, "25-01234", 8)
        sheet.turn()
    assert read(sheet) == [" ".join([FIRST] * 12)]


def test_a_masthead_in_columns_and_a_title_over_two_lines() -> None:
    sheet = Sheet()
    sheet.line(120, 58, "United Nations", 14)
    sheet.line(480, 58, "A/99/9", 20)
    sheet.rule(60, 65, 475)
    sheet.lines(120, 86, "General Assembly", size=20, font="Times-Bold")
    sheet.lines(400, 87, "Distr.: General", "10 April 2025")
    sheet.line(400, 122, "Original: English")
    sheet.rule(60, 210, 475)
    y = sheet.lines(
        120, 300, "Letter dated 3 December 2009 from the Permanent", "Representative of Rwanda",
        size=14, font="Times-Bold",
    )  # fmt: skip
    sheet.lines(120, y + 12, *wrapped(FIRST, 340))
    assert read(sheet) == [
        "United Nations", "A/99/9", "General Assembly", "Distr.: General", "10 April 2025", "Original: English",
        "Letter dated 3 December 2009 from the Permanent Representative of Rwanda", FIRST,
    ]  # fmt: skip


def test_notes_are_hung_on_their_marks_and_go_on_over_the_page() -> None:
    sheet = Sheet()
    lines = wrapped(FIRST, 340)
    sheet.lines(120, 100, *lines)
    end = 120 + sheet._canvas.stringWidth(lines[-1], "Times-Roman", 10)
    sheet.line(end, 100 + 12 * (len(lines) - 1) - 4, "1", 6)
    sheet.rule(120, 700, 70)
    sheet.line(120, 709, "1", 5)
    sheet.lines(124, 712, "See the report of the seminar, which describes at", size=8)
    sheet.turn()
    sheet.lines(120, 100, *wrapped(SECOND, 340))
    sheet.rule(120, 700, 70)
    sheet.lines(120, 712, "length what was agreed.", size=8)
    text = read_pdf(sheet.pdf(), "paper.pdf")
    assert [p for p in paragraphs(text) if p.startswith("[1]")] == [
        "[1] See the report of the seminar, which describes at length what was agreed."
    ]
    ((span, mark),) = text.paragraphs[0].references
    assert (text.content[span.start : span.end], mark) == ("\u00b9", "1")


def test_a_line_of_few_words_that_is_set_to_both_edges_is_one_line() -> None:
    sheet = Sheet()
    width = 340
    lines = wrapped(FIRST, width)
    long = ["internationally understood responsibilities", "a comprehensive one"]
    for number, line in enumerate([*lines[:2], *long, *lines[2:]]):
        words = line.split() if number < len(lines) + 1 else [line]
        gap = (width - sum(stringWidth(word, "Times-Roman", 10) for word in words)) / max(1, len(words) - 1)
        x = 120.0
        for word in words:
            sheet.line(x, 100 + 12 * number, word)
            x += gap + stringWidth(word, "Times-Roman", 10)
    assert read(sheet) == [" ".join([*lines[:2], *long, *lines[2:]])]


def test_a_signature_at_the_right_keeps_its_lines() -> None:
    sheet = Sheet()
    y = sheet.lines(120, 100, *wrapped(FIRST, 340)) + 18
    post = "Chair of the working group of", "friends of the early warning system"
    for line in ("(Signed) Ann Example", *post):
        sheet.line(460 - stringWidth(line, "Times-Roman", 10), y, line)
        y += 12
    assert read(sheet)[1:] == ["(Signed) Ann Example", " ".join(post)]


def test_what_follows_a_signature_on_the_next_page_is_no_line_of_it() -> None:
    sheet = Sheet()
    y = sheet.lines(120, 100, *wrapped(FIRST, 340)) + 18
    for line in ("Ann Example", "Minister of Roads"):
        sheet.line(460 - stringWidth(line, "Times-Roman", 10), y, line)
        y += 12
    sheet.turn()
    sheet.lines(120, 100, "WHAT THE ROADS NEED")
    sheet.lines(120, 130, *wrapped(SECOND, 340))
    assert read(sheet)[1:] == ["Ann Example Minister of Roads", "WHAT THE ROADS NEED", SECOND]


def test_words_after_what_stands_across_the_page_are_read() -> None:
    sheet = Sheet()
    lines = wrapped(FIRST, 340)
    sheet.lines(120, 100, *lines)
    sheet.line(120, 200, "One half of a line")
    sheet.across(40, 400, "One half of a line")
    sheet.line(120 + stringWidth("One half of a line ", "Times-Roman", 10), 200, "and the other half.")
    assert read(sheet) == [FIRST, "One half of a line and the other half."]


def test_typewritten_lines_of_a_sentence_are_one_paragraph() -> None:
    """Their ends are where a hand thought fit: the next word would have had room."""
    sheet = Sheet()
    lines = wrapped(FIRST, 340)
    broken = [*lines[:1], *wrapped(" ".join(lines[1:]), 290)]
    y = sheet.lines(100, 100, *broken)
    sheet.lines(100, y + 10, *wrapped(SECOND, 340))
    assert read(sheet) == [FIRST, SECOND]


def test_tables_are_rows_of_cells_and_empty_cells_keep_their_place() -> None:
    sheet = Sheet()
    y = sheet.lines(100, 100, *wrapped(FIRST, 340)) + 20
    rows = [
        ("Country", "Pledged", "Paid"), ("Norway", "64 000 000", "12 000 000"), ("Viet Nam", "", "7 500"),
        ("Spain", "528 000 000", "–"),
    ]  # fmt: skip
    for row in rows:
        for x, cell in zip((100, 300, 400), row, strict=True):
            sheet.line(x, y, cell)
        y += 16
    assert read(sheet)[1:] == ["\t".join(row) for row in rows]


def test_figures_of_a_drawing_stand_with_their_labels_and_those_of_a_table_in_their_rows() -> None:
    sheet = Sheet()
    y = sheet.lines(100, 100, *wrapped(FIRST, 340)) + 60
    for x, label, figure in ((150, "North and centre", "$60.5 M"), (330, "South", "$62.4 M")):
        sheet.line(x, y, label)
        sheet.line(x + 10, y + 25, figure)
    sheet.line(100, y + 70, "All sums are those of the first year.")
    y += 140
    for name, first, second in (
        ("", "Pledged", "Paid"),
        ("", "120", "80"),
        ("Spain", "64", "12"),
        ("Norway", "7", "5"),
    ):
        for x, cell in zip((100, 300, 400), (name, first, second), strict=True):
            sheet.line(x, y, cell)
        y += 16
    found = read(sheet)
    assert found[1:5] == ["North and centre", "$60.5 M", "South", "$62.4 M"]
    assert found[-4:] == ["Pledged\tPaid", "120\t80", "Spain\t64\t12", "Norway\t7\t5"]


def test_lines_of_a_cell_are_one_row() -> None:
    sheet = Sheet()
    for x, y, cell in (
        (100, 100, "Item"), (300, 100, "2024"), (380, 100, "2025"),
        (100, 120, "Death and disability claims"), (100, 131, "of closed operations"), (300, 131, "12.5"),
        (380, 131, "13"),
        (100, 150, "Travel"), (300, 150, "1.5"), (380, 150, "2.0"),
    ):  # fmt: skip
        sheet.line(x, y, cell)
    assert read(sheet) == [
        "Item\t2024\t2025",
        "Death and disability claims of closed operations\t12.5\t13",
        "Travel\t1.5\t2.0",
    ]


def test_a_table_of_small_type_below_a_rule_is_none_of_notes() -> None:
    sheet = Sheet()
    sheet.lines(120, 100, *wrapped(f"{FIRST} {SECOND}", 340))
    sheet.rule(120, 560, 70)
    rows = [("1. Travel", "3", "40", "75"), ("2. Staff", "2", "13", "91"), ("3. Rent", "1", "45", "109")]
    for number, row in enumerate(rows):
        for x, cell in zip((120, 250, 330, 410), row, strict=True):
            sheet.line(x, 575 + 16 * number, cell, size=8)
    assert read(sheet)[1:] == ["\t".join(row) for row in rows]


def test_heads_in_smaller_type_do_not_part_the_lines_of_cells() -> None:
    sheet = Sheet()
    for x, *heads in ((300, "First", "year"), (380, "Second", "year")):
        sheet.lines(x, 92, *map(str, heads), size=7)
    sheet.line(100, 100.4, "Item", size=7)
    y, long = 120.0, ("Contingencies on", "associated", "costs")
    for label, first, second in ((("Travel",), "1.5", "2.0"), (long, "12.5", "13")):
        y = sheet.lines(100, y, *label) + 4
        for x, figure in ((300, first), (380, second)):
            sheet.line(x, y - 16, figure)
    assert read(sheet)[-2:] == ["Travel\t1.5\t2.0", "Contingencies on associated costs\t12.5\t13"]


def test_items_begin_paragraphs_though_their_labels_stand_off() -> None:
    sheet = Sheet()
    y = sheet.lines(100, 100, *wrapped(FIRST, 340))
    for label in ("(a)", "(b)"):
        lines = wrapped(SECOND, 340, 50)
        sheet.line(120, y, label)
        y = sheet.lines(150, y, lines[0])
        y = sheet.lines(100, y, *lines[1:])
    assert read(sheet) == [FIRST, f"(a) {SECOND}", f"(b) {SECOND}"]


def test_a_decimal_number_at_the_beginning_of_a_line_labels_no_item() -> None:
    lines = [
        "Those in need were 1.1 million in the first valley and, in the second,",
        "5.3 million, of whom many were children.",
    ]
    sheet = Sheet()
    sheet.lines(100, 100, *lines)
    assert read(sheet) == [" ".join(lines)]


def test_each_line_knows_its_page_and_where_it_stands() -> None:
    sheet = Sheet()
    sheet.lines(120, 100, *wrapped(FIRST, 340))
    sheet.turn()
    sheet.lines(120, 200, "One more sentence stands on the second page.")
    text = read_pdf(sheet.pdf(), "paper.pdf")
    place = text.places[-1]
    assert text.content[slice(*place.span)] == "One more sentence stands on the second page."
    assert (place.number, place.top < 200 < place.bottom, round(place.edges[0])) == (2, True, 120)
    assert len(place.edges) == 2 * (place.span.end - place.span.start)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"%PDF-1.7\nnothing", "damaged"), (b"%PDF-1.4\n%%EOF", "damaged")],
)
def test_damaged_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_pdf(data, "paper.pdf")


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    sheet = Sheet("secret")
    sheet.lines(120, 100, *wrapped(FIRST, 340))
    with pytest.raises(InputError, match="password"):
        read_pdf(sheet.pdf(), "paper.pdf")


def test_a_scan_is_refused_as_such() -> None:
    sheet = Sheet()
    sheet.box()
    with pytest.raises(InputError, match="scan without a text layer"):
        read_pdf(sheet.pdf(), "paper.pdf")


def test_a_line_that_begins_with_a_space_has_a_first_word() -> None:
    """As one does whose glyphs stand so far out that their edges cannot be told apart."""
    edges = ((9.0, 9.0), (9.0, 12.0), (12.0, 15.0))
    line = Line(chunk(" am", edges, 100.0, 10.0, False, frozenset()), 0.0, 400.0)
    assert _width_of_first(line) == 6.0
