"""PDF: tables whose rows and cells are parted by lines drawn on the page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from dao_graph.formats.pdf import read_pdf

from .papers import Sheet, wrapped

LONG = (
    "The fund pays for schools in the hills, trains those who teach there, and helps two districts to keep their roads "
    "open in winter, so that no village is cut off for longer than a week."
)
SHORT = "Seeds and tools for farmers who lost theirs in the flood of last year."
HEAD = ("Country and title", "What is done", "Since", "Sum")
ROWS = (
    ("Peru: Schools in the hills", LONG, "May 2021", "$250,000"),
    ("Chad: Seeds and tools for the south", SHORT, "June 2022", "$90,000"),
    ("Laos: Bridges", LONG, "July 2023", "$7,500"),
    ("Mali: Wells near the desert", SHORT, "August 2024", "$40,000"),
)
PLACES, WIDTHS = (60, 180, 400, 470), (115, 210, 40, 60)


def read(sheet: Sheet) -> list[str]:
    text = read_pdf(sheet.pdf(), "paper.pdf")
    return [text.content[p.span.start : p.span.end].replace("\n", " ") for p in text.paragraphs]


def draw(
    sheet: Sheet, y: float, row: Sequence[str], places: Sequence[float] = PLACES, widths: Sequence[float] = WIDTHS
) -> float:
    """Set a row, each cell in as many lines as it needs; gives where the next begins."""
    ends = [sheet.lines(x, y, *wrapped(cell, w)) for x, cell, w in zip(places, row, widths, strict=True)]
    return max(ends) + 6


def across(sheet: Sheet, y: float, places: Sequence[float] = PLACES) -> None:
    """Draw a line in pieces, one for each cell."""
    for x, end in zip(places, (*places[1:], 540), strict=True):
        sheet.rule(x - 4, y, end - x)


@pytest.mark.parametrize("closed", [True, False])
def test_what_stands_between_lines_across_is_one_row(closed: bool) -> None:
    sheet = Sheet()
    y = draw(sheet, 100, HEAD)
    for number, row in enumerate(ROWS):
        across(sheet, y - 10)
        y = draw(sheet, y + 6, row)
        if closed and number == len(ROWS) - 1:
            across(sheet, y - 10)
    sheet.lines(60, y + 20, *wrapped(f"{LONG} {SHORT}", 480))
    assert read(sheet) == [*("\t".join(row) for row in (HEAD, *ROWS)), f"{LONG} {SHORT}"]


def test_a_cell_that_is_not_parted_by_the_line_below_is_one() -> None:
    sheet = Sheet()
    region = ["Lands", "of the", "far", "south", "and east", "coasts"]
    places = (60, 180, 300, 470)
    sheet.lines(60, 106, *region)
    y = 90.0
    for number, (title, what, _, amount) in enumerate(ROWS):
        across(sheet, y, places if number == 0 else places[1:])
        row = ("", title, "Seeds" if what == SHORT else "Roads", amount)
        y = draw(sheet, y + 16, row, places, (115, 110, 150, 60)) - 10
    across(sheet, y, places[1:])
    found = read(sheet)
    assert found[0] == " ".join(region) + "\tPeru: Schools in the hills\tRoads\t$250,000"
    assert [row.split("\t")[0] for row in found[1:]] == [row[0] for row in ROWS[1:]]


def test_lines_up_and_down_part_cells_that_stand_close() -> None:
    sheet = Sheet()
    y = 100.0
    for left, right in ((SHORT, LONG), (LONG, SHORT)):
        sheet.rule(56, y - 12, 460)
        end = max(sheet.lines(60, y, *wrapped(left, 230)), sheet.lines(294, y, *wrapped(right, 215)))
        for x in (56, 291, 516):
            sheet.bar(x, y - 12, end - y + 6)
        y = end + 6
    sheet.rule(56, y - 12, 460)
    assert read(sheet) == [f"{SHORT}\t{LONG}", f"{LONG}\t{SHORT}"]


def test_a_cell_as_wide_as_the_table_is_read_as_text_and_a_frame_is_no_table() -> None:
    sheet = Sheet()
    sheet.rule(56, 88, 460)
    sheet.lines(60, 100, "(a) Schools;", "(b) Roads.")
    sheet.rule(56, 118, 460)
    sheet.line(60, 130, "Schools")
    sheet.line(294, 130, "12")
    sheet.rule(56, 136, 460)
    for x in (56, 516):
        sheet.bar(x, 88, 48)
    sheet.bar(291, 118, 18)
    sheet.rule(56, 288, 460)
    lines = wrapped(LONG, 440)
    sheet.lines(60, 300, *lines)
    sheet.rule(56, 340, 460)
    for x in (56, 516):
        sheet.bar(x, 288, 52)
    assert read(sheet) == ["(a) Schools;", "(b) Roads.", "Schools\t12", LONG]


def test_a_line_between_sums_does_not_join_the_rows_above_it() -> None:
    sheet = Sheet()
    rows = [("Travel", "3", "40"), ("Staff", "2", "13"), ("Rent", "1", "45"), ("Total", "6", "98")]
    y = 100.0
    across(sheet, y - 12, PLACES[:3])
    for row in (("Item", "2024", "2025"), *rows, ("Paid back", "1", "2"), ("Net", "5", "96")):
        for x, cell in zip(PLACES, row, strict=False):
            sheet.line(x, y, cell)
        if row[0] in ("Item", "Rent", "Total", "Paid back", "Net"):
            across(sheet, y + 4, PLACES[:3])
        y += 16
    assert read(sheet) == [
        "\t".join(row) for row in (("Item", "2024", "2025"), *rows, ("Paid back", "1", "2"), ("Net", "5", "96"))
    ]


def test_figures_in_larger_type_do_not_part_the_lines_of_a_label() -> None:
    sheet = Sheet()
    for x, year in ((300, "First"), (400, "Second")):
        sheet.lines(x, 88, year, "year", size=7)
    y = 120.0
    rows = (
        (("Travel",), ("3", "40")),
        (("Claims of those who", "left the service"), ("–", "7")),
        (("Rent",), ("–", "45")),
    )
    for label, figures in rows:
        end = sheet.lines(60, y, *label, size=8.5)
        for x, cell in zip((300, 400), figures, strict=True):
            sheet.line(x, end - 10.2, cell, 10 if "–" in figures else 8.5)
        y = end + 5
    assert read(sheet)[-2:] == ["Claims of those who left the service\t–\t7", "Rent\t–\t45"]


def test_a_line_up_and_down_may_part_some_of_the_columns() -> None:
    sheet = Sheet()
    places, width = (60, 160, 260, 360), 93
    cells = (SHORT, f"Those who lost theirs: {SHORT}", LONG, SHORT)
    sheet.rule(56, 88, 400)
    for x, year in zip(places, ("2022 (actual)", "2023 (actual)", "2024 (planned)", "2025 (planned)"), strict=True):
        sheet.line(x, 100, year)
    sheet.rule(56, 106, 400)
    end = max(sheet.lines(x, 122, *wrapped(cell, width)) for x, cell in zip(places, cells, strict=True))
    sheet.rule(56, end, 400)
    sheet.bar(255, 88, end - 88)
    assert read(sheet)[-1] == "\t".join(cells)


def test_a_label_that_is_wide_but_ends_before_the_figures_is_a_cell() -> None:
    sheet = Sheet()
    y = 100.0
    long = "Meetings of the group that looks after the schools in the hills, after the roads and those"
    rows = [
        (("Item",), ("2024", "2025", "2026")), (("Meetings",), ("3", "4", "5")),
        ((f"1. {long}", "who build them"), ("–", "1", "2")), (("2. Visits",), ("1", "–", "1")),
        ((f"3. {long}", "in the south"), ("1", "1", "1")), (("Papers",), ("3", "–", "5")),
    ]  # fmt: skip
    for label, figures in rows:
        end = sheet.lines(60, y, *label, size=8.5)
        for x, cell in zip((450, 480, 510), figures, strict=True):
            sheet.line(x, end - 10.2, cell, 8.5)
        y = end + 5
    sheet.lines(60, y + 20, *wrapped(LONG, 480))
    assert read(sheet) == [*("\t".join((" ".join(label), *figures)) for label, figures in rows), LONG]


def test_cells_that_stand_close_are_parted_where_the_pieces_of_a_line_meet() -> None:
    sheet = Sheet()
    places = (60, 200, 240, 280)
    rows = [
        ("Schools opened", "90", "94", "Survey of those who teach in the hills"),
        ("Roads mended", "62", "84", "Survey of those who drive on them"),
        ("Wells dug", "86", "88", "Papers of the ministry of water"),
    ]  # fmt: skip
    across(sheet, 82, places)
    across(sheet, 106, places)
    lines = [("Output", "2024", "2025", "Source"), *rows]
    for y, (label, *figures, source) in zip((98, 122, 138, 154), lines, strict=True):
        sheet.line(60, y, label)
        for x, figure in zip((233, 273), figures, strict=True):
            sheet.line(x - stringWidth(figure, "Times-Roman", 10), y, figure)
        sheet.line(280, y, source)
    sheet.lines(60, 190, *wrapped(f"{LONG} {SHORT}", 480))
    assert read(sheet) == [*("\t".join(line) for line in lines), f"{LONG} {SHORT}"]
