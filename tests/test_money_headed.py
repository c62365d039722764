"""Lists of sums below a heading, or words with a colon, that say what they are; in six languages."""

from __future__ import annotations

import pytest

from .test_money import facts_of
from .test_money_layouts import said

LISTS = {
    "ar": (
        "التبرعات المعلنة:",
        "النرويج: 30 مليون دولار",
        "ألمانيا: 150 مليون دولار",
        "التبرعات الواردة",
        "اليابان – 12 مليون دولار",
        "انتهى المؤتمر.",
    ),
    "en": (
        "Pledges announced:",
        "Norway: $30 million",
        "Germany: $150 million",
        "Contributions received",
        "Japan – $12 million",
        "The conference ended.",
    ),
    "es": (
        "Promesas anunciadas:",
        "Noruega: 30 millones de dólares",
        "Alemania: 150 millones de dólares",
        "Contribuciones recibidas",
        "Japón – 12 millones de dólares",
        "La conferencia concluyó.",
    ),
    "fr": (
        "Contributions annoncées :",
        "Norvège : 30 millions de dollars",
        "Allemagne : 150 millions de dollars",
        "Contributions reçues",
        "Japon – 12 millions de dollars",
        "La conférence s’est achevée.",
    ),
    "ru": (
        "Объявленные взносы:",
        "Норвегия: 30 млн долл. США",
        "Германия: 150 млн долл. США",
        "Полученные взносы",
        "Япония – 12 млн долл. США",
        "Конференция завершилась.",
    ),
    "zh": ("宣布的认捐：", "挪威：3 000万美元", "德国：1.5亿美元", "收到的捐款", "日本——1 200万美元", "会议结束。"),
}


@pytest.mark.parametrize("language", LISTS)
def test_a_heading_says_what_the_sums_below_it_are(language: str) -> None:
    """Each name gives its sum, with the status of the heading; behind a sentence of its own a name gives nothing."""
    opening, *pledges, heading, receipt, end = LISTS[language]
    lines = ("A/80/77", "1. " + end, opening, *pledges, heading, receipt, "2. " + end, pledges[0])
    facts, _root = facts_of("\n\n".join(lines) + "\n", language)
    found = {
        (node.types[0], *said(node, "contributor"), *said(node, "status"), *said(node, "amount"))
        for node in facts.nodes.values()
        if "amount" in node.properties
    }
    assert found == {
        ("Contribution", "country/NOR", "status/pledged", "30000000"),
        ("Contribution", "country/DEU", "status/pledged", "150000000"),
        ("Contribution", "country/JPN", "status/received", "12000000"),
        ("Sum", "30000000"),
    }
