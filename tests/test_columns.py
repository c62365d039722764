"""Columns woven together by extraction: read one after the other, in six languages; tables and mastheads keep lines."""

from __future__ import annotations

import hashlib
import re
from itertools import zip_longest

import pytest

from dao_graph.model.document import Document, Span, Text
from dao_graph.model.width import display_width
from dao_graph.read import read
from dao_graph.rules import packs

SENTENCES = {
    "en": "The keepers of the lighthouse reported to the Assembly that the seed of the harvest had been stored.",
    "fr": "Les gardiens du phare ont fait savoir que les semences de la récolte avaient été mises en réserve à temps.",
    "es": "Los guardianes del faro informaron de que las semillas de la cosecha se habían guardado a su debido tiempo.",
    "ru": "Смотрители маяка сообщили о том, что семена нового урожая были своевременно заложены на хранение в амбары.",
    "ar": "أبلغ حراس المنارة الجمعية بأن بذور المحصول الجديد قد خزنت في الوقت المناسب في مخازن القرى المجاورة للبحر.",
    "zh": "灯塔看守人报告说，新收获的种子已经及时存入海边村庄的粮仓，大会对他们的工作表示感谢并请他们继续这样做下去。",
}


def filled(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns."""
    lines = [""]
    solid = any("\u4e00" <= c <= "\u9fff" for c in text)
    for word in text if solid else text.split():
        joined = lines[-1] + ("" if solid or not lines[-1] else " ") + word
        if display_width(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def woven(left: list[str], right: list[str], width: int = 44, gap: int = 4) -> str:
    rows = zip_longest(left, right, fillvalue="")
    return "\n".join((a + " " * (width + gap - display_width(a)) + b).rstrip() for a, b in rows)


def column(language: str, numbers: range) -> list[str]:
    return [line for n in numbers for line in filled(f"{n}. {SENTENCES[language]}", 44)]


def read_text(content: str) -> Document:
    text = Text("x.txt", content, "utf-8", hashlib.sha256(content.encode()).hexdigest())
    return read(text, packs.fingerprints(), packs.markers(), packs.line_ends())


def paragraphs(document: Document) -> list[str]:
    return [_spaced(document.text[slice(*block.span)]) for block in document.blocks]


def _spaced(paragraph: str) -> str:
    """With the space after its number that Chinese does without."""
    return re.sub(r"^(\d)\.(?! )", r"\1. ", paragraph)


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_each_column_is_read_whole(language: str) -> None:
    first, second = column(language, range(1, 4)), column(language, range(4, 6))
    content = woven(second, first) if language == "ar" else woven(first, second)
    document = read_text(content)
    assert paragraphs(document) == [f"{n}. {SENTENCES[language]}" for n in range(1, 6)]
    assert document.source.remarks == ("two columns of text, read one after the other, begin on line 1",)


def test_a_paragraph_that_goes_on_in_the_next_column_is_one() -> None:
    lines = column("en", range(1, 6))
    content = woven(lines[:8], lines[8:])
    document = read_text(content)
    assert paragraphs(document) == [f"{n}. {SENTENCES['en']}" for n in range(1, 6)]
    # Its words are quoted where they stand, without those beside them.
    spans = document.original_spans(document.blocks[2].span)
    assert " ".join(content[slice(*span)] for span in spans) == f"3. {SENTENCES['en']}"
    assert spans[0] > spans[-1]


def test_two_languages_side_by_side() -> None:
    document = read_text(woven(column("en", range(1, 4)), column("fr", range(1, 4))))
    languages = [document.language_of(block) for block in document.blocks]
    assert languages == ["en", "en", "en", "fr", "fr", "fr"]


TABLE = """The stores of seed in the villages of the coast are as follows.

Village               Keepers    Stores    Harvest
Northern Lighthouse        12       340       1 200
Southern Lighthouse         8       120         900
Eastern Lighthouse          3        40         300
Western Lighthouse          5        60         410
Upper Harbour               6        75         515
Lower Harbour               7        80         600

The keepers reported on them to the Assembly at its last session, as they had been requested to do."""
MASTHEAD = """United Nations                                        A/99/412
General Assembly                              Distr.: General
                                              3 October 2098

Ninety-ninth session
Agenda item 21 (b)

The keepers of the lighthouse reported to the Assembly that the seed of the harvest had been stored in time."""


@pytest.mark.parametrize("content", [TABLE, MASTHEAD, "\n".join(column("en", range(1, 6)))])
def test_other_lines_stay_as_they_are(content: str) -> None:
    assert read_text(content).source.remarks == ()


def test_words_beside_a_jump_back_are_never_bridged() -> None:
    document = read_text(woven(column("en", range(1, 4)), column("en", range(4, 6))))
    for block in document.blocks:
        begin, end = block.span
        for span in document.original_spans(Span(begin, end)):
            assert "    " not in document.source.content[slice(*span)]


MASTHEADS = {
    "en": [["United Nations", "A/99/412"], ["General Assembly", "Distr.: General", "3 October 2098"],
           ["Ninety-ninth session", "Second Committee", "Agenda item 21 (b)", "Storage of seed"]],
    "fr": [["Nations Unies", "A/99/412"], ["Assemblée générale", "Distr. générale", "3 octobre 2098"],
           ["Quatre-vingt-dix-neuvième session", "Deuxième Commission", "Point 21 b) de l’ordre du jour", "Semences"]],
    "es": [["Naciones Unidas", "A/99/412"], ["Asamblea General", "Distr. general", "3 de octubre de 2098"],
           ["Nonagésimo noveno período de sesiones", "Segunda Comisión", "Tema 21 b) del programa", "Semillas"]],
    "ru": [["Организация Объединенных Наций", "A/99/412"], ["Генеральная Ассамблея", "3 октября 2098"],
           ["Девяносто девятая сессия", "Второй комитет", "Пункт 21 b) повестки дня", "Хранение семян"]],
    "ar": [["الأمم المتحدة", "A/99/412"], ["الجمعية العامة", "Distr.: General", "3 تشرين الأول/أكتوبر 2098"],
           ["الدورة التاسعة والتسعون", "اللجنة الثانية", "البند 21 (ب) من جدول الأعمال", "تخزين البذور"]],
    "zh": [["联合国", "A/99/412"], ["大会", "Distr.: General", "3 October 2098"],
           ["第九十九届会议", "第二委员会", "议程项目21(b)", "种子储存"]],
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(MASTHEADS))
def test_the_cells_of_a_masthead_on_one_line_are_parted(language: str) -> None:
    rows = MASTHEADS[language]
    content = "\n\n".join([*(" ".join(row) for row in rows), *[SENTENCES[language]] * 3])
    cells = [cell.replace("’", "'") for row in rows for cell in row]
    assert paragraphs(read_text(content))[: len(cells)] == cells


@pytest.mark.parametrize(
    "line",
    [
        "General Assembly resolution 98/221",
        "Agenda of the General Assembly",
        "United Nations Lighthouse Programme",
        "General Assembly Ninety-ninth session and its bureau",
    ],
)
def test_a_line_of_which_not_all_is_known_is_one(line: str) -> None:
    assert paragraphs(read_text(f"{line}\n\n{SENTENCES['en']}\n\n{SENTENCES['en']}"))[0] == line
