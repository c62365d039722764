"""Expressions that are tried only where a text has what their matches hold."""

from __future__ import annotations

import re

import pytest

from dao_graph.rules.packs import officers, votes
from dao_graph.rules.prefilter import read_pattern
from dao_graph.rules.sought import Sought

TEXTS = (
    "The Chair: Ama Mensah (Ghana)",
    "CHAIR: Ama Mensah (Ghana) at the 12th MEETING",
    "It met at its 12th and 13th meetings. Chair: none",
    "",
)


@pytest.mark.parametrize("pattern", [r"[Cc]hair\w*:", r"(?i)meetings?\b", r"\d+th", r"(?<=its )\d+|^The", r"x(?=y)"])
def test_matches_are_those_of_the_expression(pattern: str) -> None:
    plain = re.compile(pattern)
    for text in TEXTS:
        for start, end in ((0, len(text)), (4, len(text)), (0, 12)):
            found = [match.span() for match in Sought(plain).finditer(text, start, end)]
            assert found == [match.span() for match in plain.finditer(text, start, end)]
            first = Sought(plain).search(text, start, end)
            assert (first and first.span()) == (found[0] if found else None)


def test_what_stands_ahead_is_in_the_text() -> None:
    assert read_pattern(r"[A-Z]\w+(?= resigned)").needs == (frozenset({" resigned"}),)
    assert not read_pattern(r"[a-z]+(?! resigned)").needs
    # It may stand before the piece of text that is searched.
    assert not read_pattern(r"(?<=resigned )[a-z]+").needs
    assert not read_pattern(r"[a-z]+(?:(?= resigned))?").needs


def test_words_of_all_languages_can_be_sought() -> None:
    for language, words in officers().items():
        assert words.elected.search("", 0, 0) is None, language
        assert votes()[language].counts.search("", 0, 0) is None, language
