"""Why a line joins the paragraph before it or begins one: each sign on a small text where it decides."""

from __future__ import annotations

import pytest

from dao_graph.read.joining import SIGNS, Sign
from dao_graph.read.layout import layout
from dao_graph.read.lines import lines_of
from dao_graph.rules import packs

# Lines of 60 columns, so that the width shows.
FULL = "the keepers of the lighthouses on the northern coasts of the"
LINES = (FULL, FULL, FULL, FULL)

CASES = {
    "the line ends in a word that ends no paragraph": ("The keepers met in the town of", "Kigali to talk."),
    "a title goes on over several lines": (
        *LINES, "keepers.", "", "Letter dated 3 May 2099 from Keepers", "Norway and Spain to some keepers",
    ),
    "the line before is the name of an organ alone": ("The General Assembly,", "Recalling what was decided."),
    "the text begins with a word that says so": (*LINES, "keepers.", "", "Report on the lamps", "Summary"),
    "a symbol or a number is divided": ("The keepers met (see A/64/", "578)."),
    "a speaker begins": ("The keepers met.", "Ms. Olsen (Norway): We light lamps."),
    "the line before is only a number": ("The keepers met.", "31.", "They talked."),
    "the text begins wider than its title": (
        *LINES, "keepers.", "", "Letter dated 3 May 2099 from the keepers of", "Norway addressed to the keepers",
        "On behalf of the keepers of all of the lighthouses of the",
    ),
    "who makes a speech stands below its title": (
        "Statement by the Minister for Lamps of", "Norway in the general debate", "His Excellency Peter Olsen",
    ),
    "a bracket opens": ("The keepers met.", "[Original: English]"),
    "an organ opens its text": ("The keepers met and talked", "The General Assembly,"),
    "it begins as paragraphs do": (*LINES, "keepers of all the lighthouses on these coasts were ill,", "Recalling it"),
    "it is only a number, and would have fitted in the line": (*LINES, "keepers.", "", "I. All about lamps", "12."),
    "the line has no end, and no blank line follows": (
        *("A line is here.", "A line is there.") * 4, *("", "A line stands alone.") * 3, "", "A line is the last one",
        "Which goes on.",
    ),
    "it begins with an aside that ends an item": ("121.1 Ratify the convention at once", "(Norway);"),
    "it is only the number of an item": ("121.1 Ratify the convention (Norway);", "121.2"),
    "it has a bullet": ("The keepers met.", "• In Kigali"),
    "a word is divided by a hyphen": ("The keepers of the light-", "houses met."),
    "blank lines stand after the hyphen": (*LINES, "The keepers of the light-", "", "houses met."),
    "it has a number": ("The keepers met.", "2. They talked."),
    "it begins small after an open end": ("The keepers met and then", "they talked."),
    "each paragraph is one line": ("The keepers met.", "They talked."),
    "blank lines stand before it": (*LINES, "keepers.", "", "Others met."),
    "it begins small after a word": (*LINES, "The keepers who met", "were many."),
    "the line is not full": (*LINES, "The keepers who met.", "They were many."),
    "the line is full, and no sentence ends with it": (*LINES[:3], FULL[:-4] + " ill", "Keepers"),
    "the line is full, but what follows looks like a heading": (*LINES, FULL[:-3] + "on.", "The keepers"),
    "the line is full, and the next has no number": (*LINES, FULL[:-3] + "on.", "The keepers met there."),
    "an indent or a space sets it off": (
        *("  Keepers, who were on the coasts of all of the islands and the", FULL, "keepers came.") * 30,
        "  They, in the town.",
    ),
}  # fmt: skip


def reasons(lines: tuple[str, ...]) -> list[str]:
    return [reason for block in layout(lines_of("\n".join(lines)), packs.line_ends()) for reason in block.because]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_each_sign_decides_where_it_should(sign: Sign) -> None:
    assert reasons(CASES[sign.name])[-1] == sign.name


def test_every_line_has_its_reason() -> None:
    blocks = layout(lines_of("\n".join([*LINES, "keepers.", "", "Others met."])), packs.line_ends())
    assert [len(block.because) for block in blocks] == [len(block.lines) for block in blocks]
    assert [len(block.lines) for block in blocks] == [5, 1]


def test_a_figure_of_a_table_is_not_the_number_of_the_name_below_it() -> None:
    lines = ("218.8", "Switzerland", "226.0", "Norway and the Kingdom of Denmark")
    blocks = layout(lines_of("\n".join(lines)), packs.line_ends())
    assert [len(block.lines) for block in blocks] == [1, 1, 1, 1]


def test_names_of_signs_tell_them_apart() -> None:
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)
