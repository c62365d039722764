"""Tables of a fund in the shapes in which texts have them: with bars, tabs or spaces between cells, or one a line; with
the unit on a line of its own, in the caption, in the header, or as a sign in each cell; in six languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from dao_graph.model.fact import Node, Ref

from .test_money import facts_of

# Title, caption, unit, unit in a header, header, names of the rows, and a paragraph.
WORDS = {
    "ar": (
        "التقرير السنوي للصندوق الاستئماني لبحيرة تشاد",
        "المساهمات المقدمة إلى الصندوق",
        "بدولارات الولايات المتحدة",
        "دولار",
        ("الجهة المانحة", "التبرعات المعلنة", "المبالغ المودعة"),
        ("النرويج", "السويد", "المجموع"),
        "هذا التقرير قصير.",
    ),
    "en": (
        "Annual report of the Lake Chad Trust Fund",
        "Contributions to the Fund",
        "United States dollars",
        "US$",
        ("Donor", "Pledged", "Deposited"),
        ("Norway", "Sweden", "Total"),
        "This report is short.",
    ),
    "es": (
        "Informe anual del Fondo Fiduciario para el Lago Chad",
        "Contribuciones al Fondo",
        "En dólares de los Estados Unidos",
        "dólares EE.UU.",
        ("Donante", "Prometido", "Depositado"),
        ("Noruega", "Suecia", "Total"),
        "El informe es breve.",
    ),
    "fr": (
        "Rapport annuel du Fonds d’affectation spéciale pour le lac Tchad",
        "Contributions au Fonds",
        "En dollars des États-Unis",
        "dollars É.-U.",
        ("Donateur", "Annoncé", "Versé"),
        ("Norvège", "Suède", "Total"),
        "Le présent rapport est bref.",
    ),
    "ru": (
        "Годовой доклад Целевого фонда для озера Чад",
        "Взносы в Фонд",
        "В долл. США",
        "долл. США",
        ("Донор", "Объявлено", "Внесено"),
        ("Норвегия", "Швеция", "Всего"),
        "Настоящий доклад краток.",
    ),
    "zh": (
        "乍得湖信托基金年度报告",
        "对基金的捐款",
        "美元",
        "美元",
        ("捐助方", "认捐", "缴存"),
        ("挪威", "瑞典", "共计"),
        "本报告很短。",
    ),
}
SUMS = ((4_100_000, 4_200_000), (3_500_000, 2_000_000), (7_600_000, 6_200_000))
GROUPED = {"en": ",", "zh": ",", "es": "."}
Row = Sequence[str]
LAYOUTS: dict[str, Callable[[Row], str]] = {
    "bars": lambda row: f"| {' | '.join(row)} |",
    "tabs": "\t".join,
    "spaces": lambda row: row[0].ljust(30) + "".join(cell.rjust(30) for cell in row[1:]),
    "lines": "\n".join,
}
UNITS = ("line", "caption", "header", "sign")
# Where each cell is a line, nothing but a unit above shows where such a table begins.
SHAPES = [
    (layout, unit) for layout, unit in product(LAYOUTS, UNITS) if layout != "lines" or unit in ("line", "caption")
]


def table_of(language: str, layout: str, unit: str) -> str:
    """A report with a table."""
    title, caption, words, short, header, names, paragraph = WORDS[language]
    signed = ("${}" if language in ("en", "zh") else "{} $") if unit == "sign" else "{}"
    figures = [[signed.format(figure(amount, language)) for amount in row] for row in SUMS]
    rows = [(name, *row) for name, row in zip(names, figures, strict=True)]
    head = (header[0], *(f"{cell} ({short})" if unit == "header" else cell for cell in header[1:]))
    lines = [LAYOUTS[layout](head), *(["|---|---|---|"] if layout == "bars" else []), *map(LAYOUTS[layout], rows)]
    above = {"line": f"{caption}\n({words})", "caption": f"{caption} ({words})"}.get(unit, caption)
    body = "\n".join(lines)
    return f"A/79/911\n\n{title}\n\n1. {paragraph}\n\n{above}\n\n{body}\n\n{paragraph}\n"


def figure(amount: int, language: str) -> str:
    """A number as a language groups it; one that is read from the right with the last group first."""
    groups = f"{amount:,}".split(",")
    return " ".join(reversed(groups)) if language == "ar" else GROUPED.get(language, " ").join(groups)


def said(node: Node, role: str) -> list[str]:
    """The ids and texts that fill a role."""
    return [term.id if isinstance(term, Ref) else getattr(term, "text", "") for term in node.properties.get(role, ())]


@pytest.mark.parametrize(("layout", "unit"), SHAPES)
@pytest.mark.parametrize("language", WORDS)
def test_a_table_says_who_gave_what(language: str, layout: str, unit: str) -> None:
    """Each row is a giver's, the last one all that the fund got; no cell is stated twice."""
    facts, _root = facts_of(table_of(language, layout, unit), language)
    nodes = [node for node in facts.nodes.values() if "amount" in node.properties]
    shown = {
        (node.types[0], *said(node, "contributor"), *said(node, "status"), *said(node, "amount")) for node in nodes
    }
    givers = (("country/NOR",), ("country/SWE",), ())
    assert shown == {
        ("Contribution", *giver, status, str(amount))
        for (giver, amounts), (place, status) in product(
            zip(givers, SUMS, strict=True), enumerate(("status/pledged", "status/received"))
        )
        for amount in amounts[place : place + 1]
    }
    assert len(nodes) == len(shown)
    assert all("/fund/" in fund for node in nodes for fund in said(node, "fund"))
    assert all(said(node, "fund") for node in nodes)
