"""UTF-8 that was read as a code page is turned back and said; other text stays as it is."""

from __future__ import annotations

import ftfy.bad_codecs  # noqa: F401 – registers the code pages with their holes filled
import pytest

from dao_graph.read.decode import decode

SENTENCES = {
    "en": "The keepers’ report – as requested – reached Côte d’Ivoire and Türkiye (A/98/12–E/2043/7).",
    "fr": "Les gardiens du phare ont salué la résolution 98/221 de l’Assemblée générale.",
    "es": "Los guardianes del faro acogieron con satisfacción la resolución 98/221 de la Asamblea.",
    "ru": "Смотрители маяка приветствовали резолюцию 98/221 Генеральной Ассамблеи.",
    "ar": "رحب حراس المنارة بقرار الجمعية العامة 98/221 المتعلق بتخزين البذور.",
    "zh": "灯塔看守人欢迎大会关于储存种子的第98/221号决议。",
}


# Read as Windows-1251 only Russian is sure to be told from text.
@pytest.mark.parametrize(
    ("language", "page"),
    [*((language, "sloppy-windows-1252") for language in sorted(SENTENCES)), ("ru", "sloppy-windows-1251")],
)
def test_a_line_read_as_a_code_page_is_turned_back(language: str, page: str) -> None:
    right = SENTENCES[language]
    wrong = right.encode().decode(page)
    text = decode(f"{right}\n{wrong}\n".encode(), "x.txt")
    assert text.content == f"{right}\n{right}\n"
    assert text.remarks == ("1 lines held UTF-8 that was read as another encoding: turned back",)


@pytest.mark.parametrize(
    "line",
    [*SENTENCES.values(), "L’étranger né» là", "AÑO Ñandú ‘Ñ’", "ÂGE, ÎLE – À l’ÉCOLE", "№ 5 «Русь»", "naïve £5 §3"],
)
def test_right_text_stays_as_it_is(line: str) -> None:
    text = decode(f"{line}\n".encode(), "x.txt")
    assert text.content == f"{line}\n"
    assert text.remarks == ()
