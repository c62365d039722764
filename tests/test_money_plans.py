"""What a national contribution costs is what its state needs, in six languages."""

from __future__ import annotations

import pytest

from .test_money import facts_of
from .test_money_layouts import said

PLANS = {
    "ar": ("المساهمة المحددة وطنيا لملاوي", "وتقدر التكلفة الإجمالية لتدابير التخفيف بمبلغ 41.8 بليون دولار."),
    "en": (
        "Nationally determined contribution of Malawi",
        "The total cost of the measures is estimated at $41.8 billion.",
    ),
    "es": (
        "Contribución determinada a nivel nacional de Malawi",
        "El costo total de las medidas se estima en 41.800 millones de dólares.",
    ),
    "fr": (
        "Contribution déterminée au niveau national du Malawi",
        "Le coût total des mesures est estimé à 41,8 milliards de dollars.",
    ),
    "ru": (
        "Определяемый на национальном уровне вклад Малави",
        "Общая стоимость мер оценивается в 41,8 млрд долл. США.",
    ),
    "zh": ("马拉维国家自主贡献", "各项措施的总费用估计为418亿美元。"),
}


@pytest.mark.parametrize("language", PLANS)
def test_what_a_contribution_costs_its_state_needs(language: str) -> None:
    title, sentence = PLANS[language]
    facts, _root = facts_of(f"{title}\n\n1. {sentence}\n", language)
    (need,) = (node for node in facts.nodes.values() if "amount" in node.properties)
    assert (need.types[0], said(need, "kind"), said(need, "holder"), said(need, "amount")) == (
        "Budget", ["kind/requirement"], ["country/MWI"], ["41800000000"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (PLANS["en"][0], "The floods caused an estimated cost of $41.8 billion."),
        (PLANS["fr"][0], "Le coût cumulé des dommages est estimé à 41,8 milliards de dollars."),
        (PLANS["es"][0], "Los desastres tuvieron un costo estimado de 41.800 millones de dólares."),
    ],
)
def test_what_harm_costs_nobody_needs(title: str, sentence: str) -> None:
    language = next(code for code, (name, _) in PLANS.items() if name == title)
    facts, _root = facts_of(f"{title}\n\n1. {sentence}\n", language)
    assert {node.types[0] for node in facts.nodes.values() if "amount" in node.properties} == {"Sum"}
