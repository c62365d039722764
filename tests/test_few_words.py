"""Tables of days and places have hardly a word that shows their language: other signs do, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dao_graph.pipeline.build import build
from dao_graph.pipeline.few_words import of_few_words
from dao_graph.rules import packs
from dao_graph.rules.knowledge import PACKAGED

TABLES = {
    "ar": "التاريخ|المكان|3 أيار/مايو 2011|كيغالي|12 حزيران/يونيه 2011|أوسلو، النرويج",
    "en": "Date|Venue|3 May 2011|Kigali|12 June 2011|Oslo, Norway",
    "es": "Fecha|Lugar|3 mayo 2011|Kigali|12 junio 2011|Oslo, Noruega",
    "fr": "Date|Lieu|3 mai 2011|Kigali|12 juin 2011|Oslo, Norvège",
    "ru": "Дата|Место|3 мая 2011|Кигали|12 июня 2011|Осло, Норвегия",
    "zh": "日期|地点|2011年5月3日|基加利|2011年6月12日|奥斯陆，挪威",
}
# Portuguese, German, Italian, Dutch, Danish, Indonesian, Swahili, Japanese, Urdu.
OTHERS = [
    "Data|Local|3 de maio de 2011|Kigali|12 de junho de 2011|Oslo, Noruega|Brasil",
    "Datum|Ort|3. Mai 2011|Kigali|12. Juni 2011|Oslo, Norwegen",
    "Data|Luogo|3 maggio 2011|Kigali|12 giugno 2011|Oslo, Norvegia",
    "Datum|Plaats|3 mei 2011|Kigali|12 juni 2011|Oslo, Noorwegen",
    "Dato|Sted|3. maj 2011|Kigali|12. juni 2011|Oslo, Norge",
    "Tanggal|Tempat|3 Mei 2011|Kigali|12 Juni 2011|Oslo, Norwegia",
    "Tarehe|Mahali|3 Mei 2011|Kigali, Rwanda, Kenya, Tanzania",
    "3. April 2011|Kigali|12. August 2011|Oslo, Chile|3. September 2012",
    "Der Rat tritt im April und im August zusammen, um den Antrag der Gruppe in Genf bis September zu beraten.",
    "日付|場所|2011年5月3日|キガリ",
    "تاریخ|جگہ|3 مئی 2011|کیگالی",
]


def told(table: str, said: str = "") -> str | None:
    return of_few_words(table.replace("|", "\n"), said, packs.fingerprints(), PACKAGED)


@pytest.mark.parametrize("language", TABLES)
def test_names_and_months_show_a_language(language: str) -> None:
    assert told(TABLES[language], language) == language
    assert told(TABLES[language]) == (language if language in ("ar", "ru", "zh") else None)


@pytest.mark.parametrize("table", OTHERS)
def test_no_language_is_guessed(table: str) -> None:
    """Whatever the page says of itself: templates say "en" of everything."""
    assert told(table) is None and told(table, "en") is None


@pytest.mark.parametrize(("said", "gives"), [("", None), ("en", "en"), ("fr", None), ("ar", None)])
def test_what_a_page_says_counts_where_its_words_agree(said: str, gives: str | None) -> None:
    assert told("Seminar|3 May|Oslo, Norway|12 June", said) == gives


def test_a_text_of_many_different_words_is_none_of_few() -> None:
    many = [f"{a}{b}{c}k" for a in "bdfgklmnpt" for b in "aeiou" for c in "bdfgp"]
    assert told("|".join([TABLES["en"], *many]), "en") is None
    assert told("|".join([*[TABLES["en"]] * 40, *many[:20]]), "en") == "en"


@pytest.mark.parametrize("language", TABLES)
def test_a_page_with_a_table_of_meetings_is_read(language: str, tmp_path: Path) -> None:
    cells = TABLES[language].split("|")
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(cells[::2], cells[1::2], strict=True))
    (tmp_path / "table.html").write_text(
        f'<html lang="{language}-x"><body><table>{rows}</table></body></html>', "utf-8"
    )
    built = build([tmp_path / "table.html"])
    assert [(entry.status, entry.language) for entry in built.report.inputs] == [("built", language)]
