"""Dates that are a stretch of days: the week of a day, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.model.mention import Date
from dao_graph.recognise import first_mentions
from dao_graph.rules.knowledge import PACKAGED
from dao_graph.workbench.sample import plain_document


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "في الأسبوع الذي يبدأ في 4 أيار/مايو 2026"),
        ("en", "in the week of 4 May 2026"),
        ("es", "en la semana del 4 de mayo de 2026"),
        ("fr", "pendant la semaine du 4 mai 2026"),
        ("ru", "в течение недели, начинающейся 4 мая 2026 года"),
        ("zh", "在2026年5月4日开始的一周内"),
    ],
)
def test_a_week_has_its_first_and_last_day(language: str, text: str) -> None:
    document = plain_document([("paragraph", text)], language)
    (found,) = [m for m in first_mentions(document, document.blocks, language, PACKAGED) if m.type == "date"]
    assert (found.date(), found.date("end")) == (Date(2026, 5, 4), Date(2026, 5, 10))
