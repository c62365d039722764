"""Sessions that go by their year belong to the organ whose session the front names so, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from tests.said import nodes

FRONTS = {
    "en": (
        "Disarmament Commission\n"
        "2023 substantive session\n"
        "New York, 3–21 April 2023\n"
        "Agenda item 4\n"
        "\n"
        "Lamps\n"
        "\n"
        "Report of the Chair\n"
        "\n"
        "1. The Disarmament Commission adopted the agenda of its 2022 substantive session.\n"
    ),
    "fr": (
        "Commission du désarmement\n"
        "Session de fond de 2023\n"
        "New York, 3-21 avril 2023\n"
        "Point 4 de l’ordre du jour\n"
        "\n"
        "Lampes\n"
        "\n"
        "Rapport du Président\n"
        "\n"
        "1. La Commission du désarmement a adopté l’ordre du jour de la session de fond de 2022.\n"
    ),
    "es": (
        "Comisión de Desarme\n"
        "Período de sesiones sustantivo de 2023\n"
        "Nueva York, 3 a 21 de abril de 2023\n"
        "Tema 4 del programa\n"
        "\n"
        "Lámparas\n"
        "\n"
        "Informe de la Presidencia\n"
        "\n"
        "1. La Comisión de Desarme aprobó el programa del período de sesiones sustantivo de 2022.\n"
    ),
    "ru": (
        "Комиссия по разоружению\n"
        "Основная сессия 2023 года\n"
        "Нью-Йорк, 3–21 апреля 2023 года\n"
        "Пункт 4 повестки дня\n"
        "\n"
        "Лампы\n"
        "\n"
        "Доклад Председателя\n"
        "\n"
        "1. Комиссия по разоружению утвердила повестку дня основной сессии 2022 года.\n"
    ),
    "zh": (
        "裁军审议委员会\n"
        "2023年实质性会议\n"
        "2023年4月3日至21日，纽约\n"
        "议程项目4\n"
        "\n"
        "灯具\n"
        "\n"
        "主席的报告\n"
        "\n"
        "1. 裁军审议委员会通过了2022年实质性会议议程。\n"
    ),
    "ar": (
        "هيئة نزع السلاح\n"
        "الدورة الموضوعية لعام 2023\n"
        "نيويورك، 3-21 نيسان/أبريل 2023\n"
        "البند 4 من جدول الأعمال\n"
        "\n"
        "المصابيح\n"
        "\n"
        "تقرير الرئيس\n"
        "\n"
        "1- واعتمدت هيئة نزع السلاح جدول أعمال الدورة الموضوعية لعام 2022.\n"
    ),
}


@pytest.mark.parametrize("language", FRONTS)
def test_another_year_is_of_the_same_organ(language: str) -> None:
    [adopted] = [node for node in nodes(FRONTS[language], language) if "Act" in node.types]
    assert adopted.properties["concerns"] == {Ref("session/disarmament-commission/2022")}


def test_where_no_front_says_so_it_is_the_councils() -> None:
    [noted] = [
        n for n in nodes("1. Norway noted the agenda of the 2022 substantive session.\n", "en") if "Act" in n.types
    ]
    assert noted.properties["concerns"] == {Ref("session/ecosoc/2022")}
