"""What sums are read as: who gives, gets and holds them, when, in prose and in tables, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.lists.authorities import authorities
from dao_graph.model.document import Text
from dao_graph.model.fact import Facts, Node, Ref
from dao_graph.read import read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs

MONEY = ("Contribution", "Allocation", "Budget", "Expenditure", "Balance", "Sum")


def facts_of(content: str, language: str) -> tuple[Facts, str]:
    """What a text states, and the local id of its document."""
    text = Text("example.txt", content, "utf-8", "0" * 64)
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    related = relate(document, list(recognise(document)))
    return related.facts, related.document


def money_in(content: str, language: str = "en") -> list[str]:
    """The sums of a text as lines "Class role=value …", without provisions, own names by their words."""
    facts, root = facts_of(content, language)
    labels = {s.subject: str(getattr(s.object, "text", "")) for s in facts.structure if s.predicate == "rdfs:label"}

    def shown(term: object) -> str:
        if isinstance(term, Ref):
            return labels.get(term.id, term.id.removeprefix(f"{root}/"))
        return str(getattr(term, "text", ""))

    def line(node: Node) -> str:
        roles = {k: v for k, v in node.properties.items() if k not in ("inProvision", "currency", "partOf")}
        return " ".join([node.types[0], *(f"{k}={'+'.join(sorted(map(shown, v)))}" for k, v in sorted(roles.items()))])

    return [line(node) for node in facts.nodes.values() if node.types[0] in MONEY]


def says(lines: list[str], wanted: str) -> bool:
    """Whether one of the lines has every word of what is wanted."""
    return any(set(wanted.split("; ")) <= set(_parts(line)) for line in lines)


def _parts(line: str) -> list[str]:
    pieces: list[str] = []
    for word in line.split(" "):
        if "=" in word or not pieces:
            pieces.append(word)
        else:
            pieces[-1] += f" {word}"
    return pieces


# A language, a text of our own wording, and what must come of it.
PROSE = [
    # Names that no list has.
    (
        "en",
        "In 2031, public sector partners provided $5 million to UNICEF.",
        "Contribution; contributor=public sector partners; recipient=body/unicef; date=2031",
    ),
    (
        "en",
        "The Peacebuilding Fund allocated $5 million to nine island countries.",
        "Allocation; source=fund/peacebuilding-fund; recipient=nine island countries",
    ),
    (
        "en",
        "Norway contributed $5 million to the lighthouse basket fund.",
        "Contribution; contributor=country/NOR; fund=lighthouse basket fund",
    ),
    (
        "fr",
        "En 2031, les partenaires du secteur public ont versé 5 millions de dollars à l'UNICEF.",
        "Contribution; recipient=body/unicef; contributor=partenaires du secteur public",
    ),
    (
        "es",
        "En 2031, los donantes del sector privado aportaron 5 millones de dólares al UNICEF.",
        "Contribution; recipient=body/unicef; contributor=donantes del sector privado",
    ),
    (
        "ru",
        "Частные доноры предоставили 5 млн долл. США для ЮНИСЕФ.",
        "Contribution; recipient=body/unicef; contributor=Частные доноры",
    ),
    (
        "zh",
        "2031年，公共部门合作伙伴向儿基会提供了500万美元。",
        "Contribution; recipient=body/unicef; contributor=公共部门合作伙伴",
    ),
    # Lists, parentheses, parts.
    (
        "en",
        "Contributions to UNICEF were received from Spain ($3 million) and Norway ($2 million).",
        "Contribution; contributor=country/NOR; recipient=body/unicef; amount=2000000",
    ),
    (
        "en",
        "The Peacebuilding Fund allocated $5 million to Chad, of which $2 million was for UNICEF.",
        "Allocation; amount=2000000; recipient=body/unicef; source=fund/peacebuilding-fund",
    ),
    (
        "en",
        "A total of $5 million was pledged to UNDP and $2 million to UNICEF.",
        "Contribution; amount=2000000; recipient=body/unicef; status=status/pledged",
    ),
    # Where money is used, and when.
    (
        "en",
        "In Chad, $5 million from the Peacebuilding Fund was released.",
        "Allocation; recipient=country/TCD; source=fund/peacebuilding-fund",
    ),
    (
        "en",
        "As at 31 December 2031, UNICEF had received $5 million from Norway.",
        "Contribution; asOf=2031-12-31; contributor=country/NOR",
    ),
    (
        "en",
        "UNICEF spent $5 million for the period from 1 July 2030 to 30 June 2031.",
        "Expenditure; startDate=2030-07-01; endDate=2031-06-30; holder=body/unicef",
    ),
    ("fr", "L'UNICEF a dépensé 5 millions de dollars en 2031.", "Expenditure; date=2031; holder=body/unicef"),
    ("es", "El UNICEF gastó 5 millones de dólares en 2031.", "Expenditure; date=2031; holder=body/unicef"),
    ("ru", "В 2031 году ЮНИСЕФ израсходовал 5 млн долл. США.", "Expenditure; date=2031; holder=body/unicef"),
    ("zh", "2031年，儿基会花费500万美元。", "Expenditure; date=2031; holder=body/unicef"),
    ("ar", "أنفقت اليونيسيف 5 ملايين دولار في عام 2031.", "Expenditure; date=2031; holder=body/unicef"),
    # What has no parties, or is nobody's, is a sum and no more.
    ("en", "The budget of UNICEF shows a decrease of $5 million.", "Sum; amount=5000000"),
    ("en", "A loan of $5 million was given by Norway.", "Sum; amount=5000000"),
]


@pytest.mark.parametrize(("language", "content", "wanted"), PROSE, ids=range(len(PROSE)))
def test_prose(language: str, content: str, wanted: str) -> None:
    lines = money_in(content, language)
    assert says(lines, wanted), lines


# What is not so, is aimed at, is others', goes on for something else, or is said of another sum.
NOT_SO = [
    ("en", "Proposals not approved amounting to $3 million were listed.", "Sum; amount=3000000"),
    ("fr", "Des projets non approuvés d'un montant de 3 millions de dollars figuraient.", "Sum; amount=3000000"),
    ("es", "No se han recibido 3 millones de dólares de Noruega.", "Sum; amount=3000000"),
    ("ru", "Средства не выделены в размере 3 млн долл. США.", "Sum; amount=3000000"),
    ("zh", "未核准300万美元。", "Sum; amount=3000000"),
    ("en", "The goal of jointly raising $3 million was recalled.", "Budget; amount=3000000; kind=kind/target"),
    ("en", "The centre is to train people and mobilize over $3 million.", "Sum; amount=3000000; bound=at least"),
    ("en", "Norway earmarked $7 million for Chad and $3 million for research.",
     "Allocation; amount=3000000; source=country/NOR"),
    ("fr", "La Norvège a alloué 7 millions de dollars au Tchad et 3 millions de dollars à la recherche.",
     "Allocation; amount=3000000; source=country/NOR"),
    ("en", "A surplus of $7 million stood in 2030, compared with $3 million in 2029.",
     "Balance; amount=3000000; date=2029; kind=kind/unspent"),
    ("en", "An appeal from Norway that takes us beyond that $3 million pledge.", "Sum; amount=3000000"),
    ("en", "The total outstanding assessed contributions amounted to $3 million.",
     "Balance; amount=3000000; kind=kind/arrears"),
    ("fr", "Les contributions non acquittées s'élevaient à 3 millions de dollars.",
     "Balance; amount=3000000; kind=kind/arrears"),
    ("es", "Las cuotas pendientes de pago ascienden a 3 millones de dólares.",
     "Balance; amount=3000000; kind=kind/arrears"),
    ("ar", "الاشتراكات غير المسددة البالغة 3 ملايين دولار.", "Balance; amount=3000000; kind=kind/arrears"),
    ("zh", "未缴摊款300万美元。", "Balance; amount=3000000; kind=kind/arrears"),
    ("en", "That leaves a shortfall of $3 million required for relief.",
     "Balance; amount=3000000; kind=kind/shortfall"),
    ("en", "In all, 75 per cent of that budget would amount to $3 million.", "Sum; amount=3000000"),
    ("ru", "На 75 процентов бюджета пришлось 3 млн долл. США.", "Sum; amount=3000000"),
    ("en", "Needs in nationally determined contributions are estimated at $3 million.",
     "Sum; amount=3000000; bound=about"),
    ("en", "The plan saw only $3 million received.", "Contribution; amount=3000000; status=status/received"),
    ("en", "In all, $3 million was transferred to the Peacebuilding Fund.",
     "Contribution; amount=3000000; fund=fund/peacebuilding-fund; status=status/received"),
    ("en", "CERF allocated $3 million to the Ethiopia Humanitarian Fund.",
     "Allocation; amount=3000000; recipient=Ethiopia Humanitarian Fund; source=fund/cerf"),
    ("en", "The requirements of UNIFIL would amount to $3 million.",
     "Budget; amount=3000000; holder=body/unifil; kind=kind/requirement"),
    ("en", "The annual income is $1,500.", "Sum; amount=1500"),
    ("en", "Of the $3 million needed for relief, donors gave $1 million.",
     "Budget; amount=3000000; kind=kind/requirement"),
    ("en", "The plan of UNICEF, with a budget of $3 million, was funded with $1 million.",
     "Budget; amount=3000000; kind=kind/budget"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "content", "wanted"), NOT_SO, ids=[text for _, text, _ in NOT_SO])
def test_what_is_not_so_or_is_of_others(language: str, content: str, wanted: str) -> None:
    lines = money_in(content, language)
    assert any(set(_parts(line)) == set(wanted.split("; ")) for line in lines), lines


# What resolutions on financing say of a mission's money, alike in all six.
FINANCING = [
    ("en", "Decides to appropriate $9 million for UNIFIL, inclusive of $7 million for its maintenance and $2 million "
     "for the support account."),
    ("fr", "Décide d'ouvrir un crédit de 9 millions de dollars pour la FINUL, dont 7 millions de dollars destinés à "
     "son fonctionnement et 2 millions de dollars destinés au compte d'appui."),
    ("es", "Decide consignar la suma de 9 millones de dólares para la FPNUL, suma que incluye 7 millones de dólares "
     "para su mantenimiento y 2 millones de dólares para la cuenta de apoyo."),
    ("ru", "Постановляет ассигновать для ВСООНЛ сумму в размере 9 млн долл. США, включая сумму в размере 7 млн долл. "
     "США на ее содержание и сумму в размере 2 млн долл. США для вспомогательного счета."),
    ("zh", "决定为联黎部队批款900万美元，其中包括给该部队的700万美元和给支助账户的200万美元。"),
    ("ar", "تقرر أن ترصد لليونيفيل مبلغ 9 ملايين دولار، يشمل مبلغ 7 ملايين دولار للإنفاق عليها ومبلغ مليوني دولار "
     "لحساب الدعم."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "content"), FINANCING, ids=[language for language, _ in FINANCING])
def test_an_appropriation_has_its_parts(language: str, content: str) -> None:
    facts, _ = facts_of(content, language)
    parts = [node for node in facts.nodes.values() if "partOf" in node.properties]
    assert len(parts) == 2 and all(node.types == ("Budget",) for node in parts), money_in(content, language)


REPORT = """Budget for the United Nations Lighthouse Mission for the period from 1 July 2030 to 30 June 2031
Report of the Secretary-General

1. The estimated resource requirements amount to $5 million.
2. Developing countries face an annual gap of $7 million.
3. The commission that was named there has mobilized $9 million.
"""


def test_whose_report_it_is_holds_what_names_nobody() -> None:
    lines = money_in(REPORT)
    assert says(lines, "Budget; amount=5000000; holder=United Nations Lighthouse Mission")
    # Somebody else stands there, known or not.
    assert not any("amount=7000000" in line and "Lighthouse" in line for line in lines)
    assert not any("amount=9000000" in line and "Lighthouse" in line for line in lines)


TABLES = [
    (
        "en",
        "Budget for the Lighthouse Mission for 2031\nReport of the Secretary-General\n\nTable 1\n"
        "Financial resources by component\n(Thousands of United States dollars)\n\n"
        "Component\t2030 expenditure\t2031 estimate\tVariance\nRepair\t1 208.5\t2 300.0\t(8.5)\n"
        "\tTotal\t1 208.5\t2 300.0\t8.5\n",
        [
            "Expenditure; amount=1208500; date=2030; holder=Repair",
            "Budget; amount=2300000; date=2031; holder=Lighthouse Mission",
        ],
    ),
    (
        "fr",
        "Ressources par composante\n(En milliers de dollars des États-Unis)\n\n"
        "Composante\tDépenses 2030\tPrévisions 2031\nPhares\t1 208,5\t2 300,0\n",
        ["Expenditure; amount=1208500; date=2030; holder=Phares", "Budget; amount=2300000; date=2031; holder=Phares"],
    ),
    (
        "es",
        "Recursos por componente\n(En miles de dólares de los Estados Unidos)\n\n"
        "Componente\tGastos 2030\nFaros\t1.208,5\n",
        ["Expenditure; amount=1208500; date=2030; holder=Faros"],
    ),
    (
        "ru",
        "Ресурсы по компонентам\n(В тыс. долл. США)\n\nКомпонент\tРасходы 2030\nМаяки\t1 208,5\n",
        ["Expenditure; amount=1208500; date=2030; holder=Маяки"],
    ),
    (
        "zh",
        "按构成部分列示的资源\n（千美元）\n\n构成部分\t2030年支出\n灯塔\t1 208.5\n",
        ["Expenditure; amount=1208500; date=2030; holder=灯塔"],
    ),
    (
        "ar",
        "الموارد حسب العنصر\n(بآلاف دولارات الولايات المتحدة)\n\nالعنصر\tنفقات 2030\nالمنارات\t208.5\n",
        ["Expenditure; amount=208500; date=2030; holder=المنارات"],
    ),
    # One cell a line, as extraction leaves it.
    (
        "en",
        "Contributions in 2030 and 2031\n(Thousands of United States dollars)\n\n"
        "Donor\n\n2030\n\n2031\n\nNorway\n\n5.0\n\n7.5\n\nFinland\n\n2.0\n\n1.0\n",
        [
            "Contribution; amount=7500; date=2031; contributor=country/NOR",
            "Contribution; amount=2000; date=2030; contributor=country/FIN",
        ],
    ),
    # The same, with words over several lines and a paragraph behind; rows say what they are.
    (
        "en",
        "Annual report of UNICEF\n\nGross contributions received\nMillions of United States dollars\n2031\n\n2030*\n\n"
        "Regular resources\nof all kinds\n\n5.0\n\n1,007.5\n\nOther income\n\n2.0 1.0\n\n"
        "Total contributions\n\n7.0\n\n8.5\n\n"
        "12.\nThe lamps were bought for less in 2030.\n",
        [
            "Contribution; amount=1007500000; date=2030; recipient=body/unicef",
            "Balance; amount=1000000; date=2030; holder=body/unicef",
            "Contribution; amount=7000000; date=2031; recipient=body/unicef",
        ],
    ),
    # Lines of tabs with empty cells, no word over the labels, and a part of the budget in the caption.
    (
        "en",
        "Lamp service: evolution of resources\n(Thousands of United States dollars)\n\n\t\tChanges\t\n"
        "\t2030 expenditure\t2031 approved\tTotal\t2032 estimate\n\t\t\t\nPosts\t5.0\t7.5\t\t8.0\n"
        "\tTotal\t5.0\t7.5\t\u2012\t9.0\n\n"
        "Table 2\nPosts\n(Number of posts)\n\nGrade\t2030 approved\nHigher\t67\n",
        [
            "Expenditure; amount=5000; date=2030; holder=Lamp service; concerns=Posts",
            "Budget; amount=8000; date=2032; holder=Lamp service; concerns=Posts",
            "Budget; amount=9000; date=2032; holder=Lamp service",
        ],
    ),
]


TABLES += [
    # Two tables under one caption, each with its header; a header of two lines; rows with a letter or a number.
    (
        "en",
        "Budget for the Lighthouse Mission for 2031\nReport of the Secretary-General\n\n"
        "Overall: resources by component\n(Thousands of United States dollars)\n\n(1) Lamps\n\n"
        "Component\t2029 expenditure\t2030 approved\tChanges\t\t2031 estimate\n\n\t\t\tOther\tTotal\n\n"
        "A. Repair\t1.5\t2.5\t0.5\t0.5\t3.0\nB. Guard\t4.0\t5.0\t\u2013\t\u2013\t5.0\n"
        "Subtotal, 1\t5.5\t7.5\t0.5\t0.5\t8.0\n\n(2) Boats\n\n"
        "Component\t2029 expenditure\t2031 estimate\n\n1. Repair\t6.0\t7.0\n2. Guard\t8.0\t9.0\n"
        "3. Least developed countries\t5.5\t8.0\n"
        "Total (1+2)\t19.5\t24.0\n",
        [
            "Expenditure; amount=1500; date=2029; holder=Repair",
            "Budget; amount=3000; date=2031; holder=Repair",
            "Budget; amount=7000; date=2031; holder=Repair",
            "Expenditure; amount=8000; date=2029; holder=Guard",
            "Expenditure; amount=5500; date=2029; holder=Least developed countries",
            "Budget; amount=24000; date=2031; holder=Lighthouse Mission",
        ],
    ),
]


# Columns that are somebody's, under a caption in two lines, and the same for others on the next page.
ACROSS = {
    "en": (
        "Approved resources for the period from 1 July 2030\nto 30 June 2031\n(United States dollars)\n\n"
        "Category\tUNICEF\tUNHCR\nPosts\t5 000\t7 500\nTotal requirements\t8 000\t\u2013\n\n"
        "Category\tUNIDO\tTotal\nPosts\t9 000\t21 500\n"
    ),
    "fr": (
        "Crédits ouverts pour la période allant du 1er juillet 2030\nau 30 juin 2031\n(En dollars des États-Unis)\n\n"
        "Catégorie\tUNICEF\tHCR\nPostes\t5 000\t7 500\nTotal\t8 000\t\u2013\n\n"
        "Catégorie\tONUDI\tTotal\nPostes\t9 000\t21 500\n"
    ),
    "es": (
        "Recursos aprobados para el período comprendido entre el 1 de julio de 2030\ny el 30 de junio de 2031\n"
        "(En dólares de los Estados Unidos)\n\n"
        "Categoría\tUNICEF\tACNUR\nPuestos\t5.000\t7.500\nTotal\t8.000\t\u2013\n\n"
        "Categoría\tONUDI\tTotal\nPuestos\t9.000\t21.500\n"
    ),
    "ru": (
        "Утвержденные ассигнования на период с 1 июля 2030 года\nпо 30 июня 2031 года\n(В долл. США)\n\n"
        "Категория\tЮНИСЕФ\tУВКБ\nДолжности\t5 000\t7 500\nВсего\t8 000\t\u2013\n\n"
        "Категория\tЮНИДО\tВсего\nДолжности\t9 000\t21 500\n"
    ),
    "zh": (
        "2030年7月1日至2031年6月30日期间核定批款\n（美元）\n\n"
        "类别\t儿基会\t难民署\n员额\t5 000\t7 500\n共计\t8 000\t\u2013\n\n类别\t工发组织\t共计\n员额\t9 000\t21 500\n"
    ),
    "ar": (
        "الاعتمادات الموافق عليها للفترة من 1 تموز/يوليه 2030\n(بدولارات الولايات المتحدة)\n\n"
        "الفئة\tاليونيسيف\tاليونسكو\nالوظائف\t5000\t7500\nالمجموع\t8000\t\u2013\n\n"
        "الفئة\tاليونيدو\tالمجموع\nالوظائف\t9000\t21500\n"
    ),
}


@pytest.mark.parametrize(("language", "content"), ACROSS.items())
def test_columns_may_be_somebodys(language: str, content: str) -> None:
    lines = money_in(content, language)
    for amount, holder in (("5000", "unicef"), ("8000", "unicef"), ("9000", "unido")):
        assert says(lines, f"Budget; amount={amount}; holder=body/{holder}"), lines
    assert len(lines) == 4, lines
    assert not any("amount=21500" in line for line in lines), lines


def test_one_name_in_a_header_may_be_chance() -> None:
    content = "Approved resources\n(United States dollars)\n\nItem\tUNICEF\tLamps\nPosts\t5 000\t7 500\n"
    assert not money_in(content)


@pytest.mark.parametrize(("language", "content", "wanted"), TABLES, ids=range(len(TABLES)))
def test_tables(language: str, content: str, wanted: list[str]) -> None:
    lines = money_in(content, language)
    for one in wanted:
        assert says(lines, one), lines


def test_each_cell_is_evidence() -> None:
    content = TABLES[1][1]
    facts, _ = facts_of(content, "fr")
    spans = [[content[s.start : s.end] for s in e.spans] for n in facts.nodes.values() for e in n.evidence]
    assert ["Phares", "1 208,5"] in spans


def test_a_table_that_is_not_understood_is_named() -> None:
    content = "Lamps by coast\n(Thousands of United States dollars)\n\nCoast\tNorth\tSouth\nLamps\t5.0\t7.5\n"
    facts, _ = facts_of(content, "en")
    assert any("Lamps by coast" in remark for remark in facts.remarks)
    assert not [n for n in facts.nodes.values() if n.types[0] in MONEY]


def test_a_header_that_has_slipped_is_not_read() -> None:
    """Shares over the labels, a column of years torn off, and figures that are posts give nothing."""
    caption = "Expenditure of UNICEF\n(Thousands of United States dollars)\n\n"
    slipped = "Percentage\n\n2030\n\n2031\n\nLamps\n\n5.0\n\n80.0\n\nBoats\n\n7.0\n\n20.0\n"
    torn = "Item\n\n2030\n\nLamps\n\n5.0\n\nBoats\n\n7.0\n\n2031 in kind\n\n8.0\n"
    shifted = "Item\n\nCost\n\n80.0\n\n5.0\n\nLamps\n\n7.0\n\n20.0\n\nBoats\n\n7.0\n\n20.0\n"
    for table in (slipped, torn, shifted):
        facts, _ = facts_of(caption + table, "en")
        assert not [n for n in facts.nodes.values() if n.types[0] in MONEY], table


def test_posts_below_a_table_are_no_money() -> None:
    lines = money_in(next(content for _, content, _ in TABLES if "Higher" in content), "en")
    assert lines
    assert not [line for line in lines if "amount=67000" in line], lines


def test_names_of_lists_are_what_they_were() -> None:
    """A listed name with an article before it is no name of the text's own."""
    lines = money_in("The Peacebuilding Fund committed $5 million to Chad.")
    assert says(lines, "Allocation; source=fund/peacebuilding-fund; recipient=country/TCD")
    assert "fund/peacebuilding-fund" in authorities()


YEARS = [
    ("en", "Income of UNICEF was $5 million in 2031 (2030: $4 million)."),
    ("fr", "Les recettes de l'UNICEF se sont élevées à 5 millions de dollars en 2031 (2030 : 4 millions de dollars)."),
    ("es", "Los ingresos del UNICEF ascendieron a 5 millones de dólares en 2031 (2030: 4 millones de dólares)."),
    ("ru", "Поступления ЮНИСЕФ в 2031 году составили 5 млн долл. США (2030 год: 4 млн долл. США)."),
    ("zh", "儿基会2031年的收入为500万美元（2030年：400万美元）。"),
    ("ar", "بلغت إيرادات اليونيسيف 5 ملايين دولار في عام 2031 (2030: 4 ملايين دولار)."),
]


@pytest.mark.parametrize(("language", "text"), YEARS, ids=[language for language, _ in YEARS])
def test_a_year_right_before_a_sum_is_its_own(language: str, text: str) -> None:
    lines = money_in(text, language)
    assert says(lines, "Balance; amount=5000000; date=2031; holder=body/unicef"), lines
    assert says(lines, "Balance; amount=4000000; date=2030; holder=body/unicef"), lines


def test_one_unit_is_a_measure_of_something_else() -> None:
    lines = money_in("Core funding works: every $1 of funding of UNICEF brought funding of $7.")
    assert not [line for line in lines if "amount=1 " in line and not line.startswith("Sum")], lines


def test_whom_a_plan_reaches_gets_nothing_of_its_own() -> None:
    lines = money_in("The lamp plan targeting 1.8 million people was funded with $5 million.")
    assert says(lines, "Contribution; amount=5000000; recipient=lamp plan"), lines


def test_a_body_of_the_text_s_own_is_none_of_the_front() -> None:
    """An office that a text has named in full is not the one whose board the front names."""
    text = (
        "Report to the United Nations Office for Project Services\n\n"
        "The Office of Lamp Repair (the Office) is small.\n\n"
        "In 2030 the Office received $5 million from Norway.\n"
    )
    lines = money_in(text)
    assert not [line for line in lines if "unops" in line], lines


def test_funding_of_somebody_by_somebody() -> None:
    assert says(
        money_in("Funding of UNICEF by Norway reached $5 million."), "contributor=country/NOR; recipient=body/unicef"
    )


# Where something is done is nobody who does it.
PLACES = [
    ("en", "In Haiti, Japan and Norway contributed $3 million to UNICEF.", "Contribution"),
    ("en", "For Peru, Norway and Japan pledged $3 million.", "Contribution"),
    ("en", "In Peru, Norway and Japan established the Lighthouse Commission in 2011.", "Establishment"),
    ("fr", "En Haïti, le Japon et la Norvège ont versé 3 millions de dollars à l'UNICEF.", "Contribution"),
    ("fr", "En Haïti, le Japon et la Norvège ont créé la Commission des phares en 2011.", "Establishment"),
    ("es", "En Haití, el Japón y Noruega aportaron 3 millones de dólares al UNICEF.", "Contribution"),
    ("es", "En Haití, el Japón y Noruega crearon la Comisión de Faros en 2011.", "Establishment"),
    ("ru", "В Гаити Япония и Норвегия внесли 3 млн долл. США в ЮНИСЕФ.", "Contribution"),
    ("ru", "В Гаити Япония и Норвегия учредили Комиссию по маякам.", "Establishment"),
    ("zh", "在海地，日本和挪威向儿基会捐助300万美元。", "Contribution"),
    ("zh", "在海地，日本和挪威于2011年设立了灯塔委员会。", "Establishment"),
    ("ar", "وفي هايتي، ساهمت اليابان والنرويج بمبلغ 3 ملايين دولار.", "Contribution"),
]


@pytest.mark.parametrize(("language", "content", "kind"), PLACES)
def test_where_something_is_done_is_nobody_who_does_it(language: str, content: str, kind: str) -> None:
    facts, _ = facts_of(content, language)
    (node,) = [node for node in facts.nodes.values() if kind in node.types]
    role = "contributor" if kind == "Contribution" else "establishedBy"
    who = {term.id for term in node.properties[role] if isinstance(term, Ref)}
    assert who == {"country/JPN", "country/NOR"}


def test_a_period_that_is_written_out() -> None:
    lines = money_in("The budget of UNICEF from July 2030 to June 2031 would be $5 million.")
    assert says(lines, "Budget; amount=5000000; startDate=2030-07; endDate=2031-06; holder=body/unicef"), lines


def test_a_state_in_somebody_s_name_gives_nothing() -> None:
    lines = money_in("From Norway Research and Lamps $5 million was mobilized for UNICEF.")
    assert not says(lines, "contributor=country/NOR"), lines


def test_where_something_is_done_is_not_who_gets_what_somebody_gives() -> None:
    lines = money_in("The lamps in Chad resulted in an additional allocation by the Peacebuilding Fund of $5 million.")
    assert not any("recipient=country/TCD" in line for line in lines), lines
    assert says(money_in("In Chad, $5 million was allocated from the Peacebuilding Fund."), "recipient=country/TCD")


def test_a_table_far_below_a_unit_is_not_of_that_unit() -> None:
    content = (
        "Lamp prices\n(Millions of United States dollars)\n\n"
        "Table 5\nDeliverables for the period\nLamps were lit and boats were mended wherever somebody had "
        "asked for it, and for "
        "some time nothing else was done there at all.\n\nCategory\t2030 actual\nReports\t15\nMeetings\t8\n"
    )
    assert not money_in(content)


DIFFERENCES = [
    ("en", "Norway contributed $5 million less than in 2020 to UNICEF."),
    ("fr", "La Norvège a versé 5 millions de dollars de moins qu'en 2020 à l'UNICEF."),
    ("es", "Noruega aportó 5 millones de dólares menos que en 2020 al UNICEF."),
    ("ru", "Норвегия внесла в ЮНИСЕФ 5 млн долл. США меньше, чем в 2020 году."),
    ("zh", "挪威向儿基会的捐助比2020年少500万美元。"),
    ("ar", "وكانت مساهمة النرويج أقل بمبلغ 5 ملايين دولار من المتوقع."),
    ("zh", "挪威应向儿基会捐助500万美元。"),
    ("en", "Norway should contribute $5 million to UNICEF."),
]


@pytest.mark.parametrize(("language", "content"), DIFFERENCES)
def test_a_difference_and_a_duty_are_no_contribution(language: str, content: str) -> None:
    assert money_in(content, language) == ["Sum amount=5000000"]


RESPECTIVELY = [
    ("en", "Japan and Norway pledged $10 million and $5 million, respectively, to UNICEF."),
    ("fr", "Le Japon et la Norvège ont versé respectivement 10 millions et 5 millions de dollars à l'UNICEF."),
    ("es", "El Japón y Noruega aportaron 10 millones de dólares y 5 millones de dólares, respectivamente, al UNICEF."),
    ("ru", "Япония и Норвегия внесли в ЮНИСЕФ соответственно 10 млн долл. США и 5 млн долл. США."),
    ("zh", "日本和挪威分别向儿基会捐款1000万美元和500万美元。"),
    ("ar", "ساهمت اليابان والنرويج بمبلغ 10 ملايين دولار و 5 ملايين دولار على التوالي إلى اليونيسيف."),
]


@pytest.mark.parametrize(("language", "content"), RESPECTIVELY, ids=[language for language, _ in RESPECTIVELY])
def test_lists_go_together(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert len(lines) == 2
    assert says(lines, "Contribution; amount=10000000; contributor=country/JPN; recipient=body/unicef")
    assert says(lines, "Contribution; amount=5000000; contributor=country/NOR; recipient=body/unicef")


def test_lists_of_unlike_length_say_nothing_of_who() -> None:
    (line,) = money_in("Japan and Norway respectively gave a sum and pledged $5 million to UNICEF.")
    assert "contributor" not in line


DRAWN = [
    ("en", "The Emergency Relief Coordinator released $5 million from CERF for Chad."),
    ("fr", "Le Coordonnateur des secours d'urgence a alloué 5 millions de dollars du CERF au Tchad."),
    ("es", "El Coordinador del Socorro de Emergencia ha asignado 5 millones de dólares del CERF al Chad."),
    ("ru", "Координатор чрезвычайной помощи выделил из СЕРФ 5 млн долл. США для Чада."),
    ("zh", "紧急救济协调员从中央应急基金为乍得划拨500万美元。"),
    ("ar", "خصص منسق الإغاثة في حالات الطوارئ 5 ملايين دولار من الصندوق المركزي لمواجهة الطوارئ لتشاد."),
]


@pytest.mark.parametrize(("language", "content"), DRAWN, ids=[language for language, _ in DRAWN])
def test_an_allocation_comes_from_the_fund_whoever_decides_it(language: str, content: str) -> None:
    assert says(money_in(content, language), "Allocation; amount=5000000; source=fund/cerf; recipient=country/TCD")


MARKETS = [
    ("en", "The World Bank raised £10 billion on the markets."),
    ("fr", "La Banque mondiale a levé 10 milliards de livres sterling sur les marchés."),
    ("es", "El Banco Mundial recaudó 10.000 millones de libras esterlinas en los mercados."),
    ("ru", "Всемирный банк привлек на рынках 10 млрд фунтов стерлингов."),
    ("zh", "世界银行在市场上筹集了100亿英镑。"),
    ("ar", "جمع البنك الدولي 10 بلايين جنيه استرليني من الأسواق."),
]


@pytest.mark.parametrize(("language", "content"), MARKETS, ids=[language for language, _ in MARKETS])
def test_what_is_got_on_markets_nobody_gives(language: str, content: str) -> None:
    assert money_in(content, language) == ["Sum amount=10000000000"]


def test_a_number_without_a_currency_has_that_of_the_one_before() -> None:
    text = "Le budget du FNUAP s'élève à 10,8 millions de dollars, dont 3,2 millions sont destinés à la gestion."
    assert says(money_in(text, "fr"), "Budget; amount=3200000; holder=body/unfpa")
    text = (
        "El presupuesto del UNFPA asciende a 10,8 millones de dólares, de los cuales 3,2 millones se destinarán a ello."
    )
    assert says(money_in(text, "es"), "Budget; amount=3200000; holder=body/unfpa")
    text = "L'aide a atteint 10 millions de dollars, pour 3 millions de personnes, dont 2 millions sont des enfants."
    assert len(money_in(text, "fr")) == 1
    assert len(money_in("L'UNICEF a dépensé 10 millions de dollars et aidé 4 millions d'enfants.", "fr")) == 1


def test_nothing_governs_itself() -> None:
    facts, _ = facts_of("The Fund is administered by the Multi-Partner Trust Fund Office.", "en")
    assert not [node for node in facts.nodes.values() if "Governance" in node.types]


EACH = [
    ("en", "The Peacebuilding Fund disbursed $3 million to Kenya, $2 million to Peru and $700,000 to Chad."),
    (
        "fr",
        "Le Fonds pour la consolidation de la paix a décaissé 3 millions de dollars pour"
        " le Kenya, 2 millions de dollars pour le Pérou et 700 000 dollars pour le Tchad.",
    ),
    (
        "es",
        "El Fondo para la Consolidación de la Paz desembolsó 3 millones de dólares para"
        " Kenya, 2 millones de dólares para el Perú y 700.000 dólares para el Chad.",
    ),
    (
        "ru",
        "Фонд миростроительства выделил 3 млн долл. США для Кении,"
        " 2 млн долл. США для Перу и 700 000 долл. США для Чада.",
    ),
    ("zh", "建设和平基金向肯尼亚支付了300万美元，向秘鲁支付了200万美元，向乍得支付了70万美元。"),
    ("ar", "وصرف صندوق بناء السلام 3 ملايين دولار لكينيا، و 2 مليون دولار لبيرو، و 700 000 دولار لتشاد."),
]


@pytest.mark.parametrize(("language", "content"), EACH, ids=[language for language, _ in EACH])
def test_each_sum_of_a_list_goes_to_whom_it_names(language: str, content: str) -> None:
    lines = money_in(content, language)
    for amount, country in (("3000000", "KEN"), ("2000000", "PER"), ("700000", "TCD")):
        assert says(lines, f"Allocation; amount={amount}; recipient=country/{country}"), lines


RISING = [
    ("en", "Expenditure of UNICEF rose from $5 million in 2021 to $6 million in 2022."),
    ("fr", "Les dépenses de l'UNICEF sont passées de 5 millions de dollars en 2021 à 6 millions de dollars en 2022."),
    ("es", "Los gastos del UNICEF pasaron de 5 millones de dólares en 2021 a 6 millones de dólares en 2022."),
    ("ru", "Расходы ЮНИСЕФ выросли с 5 млн долл. США в 2021 году до 6 млн долл. США в 2022 году."),
    ("zh", "儿基会的支出从2021年的500万美元增至2022年的600万美元。"),
    ("ar", "وارتفعت نفقات اليونيسف من 5 ملايين دولار في عام 2021 إلى 6 ملايين دولار في عام 2022."),
]


@pytest.mark.parametrize(("language", "content"), RISING, ids=[language for language, _ in RISING])
def test_a_sum_that_rises_is_stated_at_both_ends(language: str, content: str) -> None:
    lines = money_in(content, language)
    for amount, year in (("5000000", "2021"), ("6000000", "2022")):
        wanted = f"Expenditure; amount={amount}; date={year}; holder=body/unicef; kind=kind/expenditure"
        assert says(lines, wanted), lines
    assert not any("bound=" in line for line in lines)


def test_a_fund_called_so_alone_is_the_one_that_the_text_is_of() -> None:
    text = "灯塔信托基金年度财务报告\n\n1. 基金的支出为340万美元。\n\n2. 挪威向基金捐款500万美元。"
    lines = money_in(text, "zh")
    assert says(lines, "Expenditure; amount=3400000; holder=灯塔信托基金"), lines
    assert says(lines, "Contribution; amount=5000000; contributor=country/NOR; fund=灯塔信托基金"), lines


def test_half_of_a_region_is_no_holder() -> None:
    text = "The highest expenditure of UNICEF was in Upper & Southern Africa ($5 million)."
    assert says(money_in(text), "Expenditure; amount=5000000; holder=body/unicef"), money_in(text)


def test_what_a_programme_is_funded_with_comes_not_from_it() -> None:
    assert not any("source=" in line for line in money_in("灯塔方案的资金达600万美元。", "zh"))


YEARLY = [
    (
        "zh",
        "灯塔基金年度财务报告\n\n表1\n按捐助方分列的捐款\n（千美元）"
        "\n\n捐助方\t2022年\t2023年\n挪威\t1 200\t1 500\n日本\t800\t900\n",
    ),
    (
        "ru",
        "Финансовый отчет Фонда маяков\n\nТаблица 1\nВзносы в разбивке по донорам\n(В тыс. долл. США)"
        "\n\nДонор\t2022 год\t2023 год\nНорвегия\t1 200\t1 500\nЯпония\t800\t900\n",
    ),
]


@pytest.mark.parametrize(("language", "content"), YEARLY, ids=[language for language, _ in YEARLY])
def test_a_year_in_a_header_may_say_that_it_is_one(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert says(lines, "Contribution; amount=1500000; contributor=country/NOR; date=2023"), lines


def test_what_the_largest_recipient_of_a_fund_gets_is_from_that_fund() -> None:
    lines = money_in("2022年，儿基会仍然是中央应急基金资金的最大接受者，收到200万美元。", "zh")
    assert says(lines, "Allocation; amount=2000000; recipient=body/unicef; source=fund/cerf"), lines


# What is denied, conditional or only considered says nothing of who gives, gets or spends.
NOT_GIVEN = [
    ("en", "UNICEF did not receive the $4 million from Norway."),
    ("ru", "ЮНИСЕФ не получил 4 млн долл. США от Норвегии."),
    ("ar", "ولم تتلق اليونيسيف 4 ملايين دولار من النرويج."),
    ("ar", "ولم توافق الجمعية العامة على تخصيص 4 ملايين دولار لتشاد."),
    ("zh", "挪威正在考虑向儿基会捐助400万美元。"),
    ("zh", "如果其他国家也这样做，挪威将捐助400万美元。"),
    ("zh", "儿基会可以在学校方面支出400万美元。"),
    ("en", "The Secretary-General seeks authority to enter into commitments of $4 million for UNIFIL."),
]


@pytest.mark.parametrize(("language", "content"), NOT_GIVEN)
def test_what_is_not_given_is_a_bare_sum(language: str, content: str) -> None:
    assert [line.split(" ")[0] for line in money_in(content, language)] == ["Sum"]


# Who follows in a list of donors is no part of the first; who stands behind a sum is not the giver of the next one.
FOLLOWS = [
    ("en", "The United States was the largest donor to UNRWA, with $40 million, followed by Germany ($30 million)."),
    (
        "fr",
        "Les États-Unis sont restés le plus grand donateur de l'UNRWA, avec 40 millions de dollars, suivis de "
        "l'Allemagne (30 millions de dollars).",
    ),
    (
        "es",
        "Los Estados Unidos fueron el mayor donante del OOPS, con 40 millones de dólares, seguidos de Alemania (30 "
        "millones de dólares).",
    ),
    ("zh", "近东救济工程处收到7000万美元，其中4000万美元来自美国，3000万美元来自德国。"),
]


@pytest.mark.parametrize(("language", "content"), FOLLOWS)
def test_the_next_donor_of_a_list_gives_its_own(language: str, content: str) -> None:
    assert says(money_in(content, language), "Contribution; contributor=country/DEU; amount=30000000")


@pytest.mark.parametrize(("language", "content"), FOLLOWS[:3])
def test_who_follows_gives_no_part_of_the_first(language: str, content: str) -> None:
    facts, _ = facts_of(content, language)
    assert not any("partOf" in node.properties for node in facts.nodes.values())


def test_to_whom_money_goes_counts_before_what_it_is_for() -> None:
    assert says(money_in("挪威向儿基会捐助的500万美元用于学校。", "zh"), "Contribution; recipient=body/unicef")


def test_a_verb_ends_a_name_of_the_text_s_own() -> None:
    content = (
        "El componente incorpora el presupuesto de apoyo (gastos generales) por un monto de 4 millones de dólares."
    )
    assert says(money_in(content, "es"), "Budget; amount=4000000; kind=kind/budget")


# Charts: names with their sums, below what says what they are.
CHARTS = [
    ("en", "Total expenditure of UNICEF in 2024 reached $90 million.\n\nArab States $60 million\n\nChad: $30 million"),
    (
        "fr",
        "En 2024, l'UNICEF a dépensé 90 millions d'euros.\n\nMali : 60 millions d'euros\n\nTchad : 30 millions d'euros",
    ),
    ("zh", "2024年，儿基会支出9000万美元。\n\n马里：6000万美元\n\n乍得：3000万美元"),
]


@pytest.mark.parametrize(("language", "content"), CHARTS)
def test_names_of_a_chart_have_what_stands_above_them(language: str, content: str) -> None:
    wanted = "Expenditure; amount=30000000; date=2024; holder=country/TCD; kind=kind/expenditure"
    assert says(money_in(content, language), wanted)


def test_a_chart_says_nothing_where_a_sentence_stands_between() -> None:
    content = "UNICEF spent $90 million.\n\nThe donors were thanked.\n\nChad: $30 million"
    assert "Sum amount=30000000" in money_in(content)


def test_a_period_between_two_months_is_no_day() -> None:
    content = "Norway contributed $5 million to UNICEF for the period from April 2025 to March 2026."
    assert says(money_in(content), "Contribution; startDate=2025-04; endDate=2026-03")


# Whose accounts a title says they are, whatever article or year stands beside it.
TITLED = [
    ("fr", "Rapport financier de l'UNICEF pour 2024", "Les dépenses ont atteint 4 millions de dollars."),
    ("es", "Informe financiero de la UNESCO para 2024", "Los gastos ascendieron a 4 millones de dólares."),
    ("zh", "儿基会2024年财务报告", "支出总额为400万美元。"),
]


@pytest.mark.parametrize(("language", "title", "content"), TITLED)
def test_an_article_or_a_year_is_no_part_of_the_owner(language: str, title: str, content: str) -> None:
    (line,) = money_in(f"{title}\n\n1. {content}\n", language)
    assert "holder=body/" in line


# What a table of grants gives to whom.
GRANTS = [
    (
        "en",
        "Peacebuilding Fund",
        "Grants approved in 2024",
        "(Millions of United States dollars)",
        "Country\tAmount",
        "Chad\t3.5",
        "Mali\t2.0",
    ),
    (
        "fr",
        "Fonds pour la consolidation de la paix",
        "Allocations approuvées en 2024",
        "(En millions de dollars des États-Unis)",
        "Pays\tMontant",
        "Tchad\t3,5",
        "Mali\t2,0",
    ),
    (
        "es",
        "Fondo para la Consolidación de la Paz",
        "Asignaciones aprobadas en 2024",
        "(En millones de dólares de los Estados Unidos)",
        "País\tMonto",
        "Chad\t3,5",
        "Malí\t2,0",
    ),
    (
        "ru",
        "Фонд миростроительства",
        "Утвержденные субсидии в 2024 году",
        "(В млн долл. США)",
        "Страна\tСумма",
        "Чад\t3,5",
        "Мали\t2,0",
    ),
    (
        "ar",
        "صندوق بناء السلام",
        "المنح المعتمدة في عام 2024",
        "(بملايين دولارات الولايات المتحدة)",
        "البلد\tالمبلغ",
        "تشاد\t3.5",
        "مالي\t2.0",
    ),
    ("zh", "建设和平基金", "2024年核准拨款", "（百万美元）", "国家\t数额", "乍得\t3.5", "马里\t2.0"),
]


@pytest.mark.parametrize("table", GRANTS, ids=lambda table: table[0])
def test_a_table_of_grants_says_who_gets_them(table: tuple[str, ...]) -> None:
    language, fund, *lines = table
    content = f"{fund}\n\n1. 2024.\n\n" + "\n".join(lines) + "\n"
    wanted = "Allocation; amount=3500000; recipient=country/TCD; source=fund/peacebuilding-fund; status=status/approved"
    assert says(money_in(content, language), wanted)
