"""Tests of lists of sums: which go together, which are parts, and which are told of apart."""

from __future__ import annotations

import pytest

from tests.test_money import facts_of, money_in, says

YEARS = [
    ("en", "Norway provided $3 million and $2 million to UNICEF in 2017 and 2018, respectively."),
    (
        "fr",
        "La Norvège a versé 3 millions de dollars et 2 millions de dollars à l'UNICEF en 2017 et 2018, respectivement.",
    ),
    ("es", "Noruega aportó 3 millones de dólares y 2 millones de dólares al UNICEF en 2017 y 2018, respectivamente."),
    ("ru", "Норвегия предоставила ЮНИСЕФ 3 млн долл. США и 2 млн долл. США в 2017 и 2018 годах, соответственно."),
    ("ar", "قدمت النرويج إلى اليونيسيف 3 ملايين دولار و 2 مليون دولار في عامي 2017 و 2018 على التوالي."),
    ("zh", "挪威2017年和2018年分别向儿基会捐款300万美元和200万美元。"),
]


@pytest.mark.parametrize(("language", "content"), YEARS, ids=[language for language, _ in YEARS])
def test_each_sum_has_the_year_that_stands_for_it(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert len(lines) == 2
    giver = "contributor=country/NOR; recipient=body/unicef"
    assert says(lines, f"Contribution; amount=3000000; date=2017; {giver}"), lines
    assert says(lines, f"Contribution; amount=2000000; date=2018; {giver}"), lines


def test_who_gives_is_not_parted_where_years_are() -> None:
    lines = money_in("Norway and Japan gave $3 million and $2 million to UNICEF in 2017 and 2018, respectively.")
    assert all("country/JPN" in line and "country/NOR" in line for line in lines), lines


COMPARED = [
    ("en", "The budget of UNICEF was $12 million ($10 million in 2023)."),
    ("fr", "Le budget de l'UNICEF était de 12 millions de dollars (10 millions de dollars en 2023)."),
    ("es", "El presupuesto del UNICEF fue de 12 millones de dólares (10 millones de dólares en 2023)."),
    ("ru", "Бюджет ЮНИСЕФ составил 12 млн долл. США (10 млн долл. США в 2023 году)."),
    ("ar", "بلغت ميزانية اليونيسيف 12 مليون دولار (10 ملايين دولار في عام 2023)."),
    ("zh", "儿基会的预算为1200万美元(2023年为1000万美元)。"),
]


@pytest.mark.parametrize(("language", "content"), COMPARED, ids=[language for language, _ in COMPARED])
def test_the_sum_of_another_year_is_no_part(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert says(lines, "Budget; amount=12000000; holder=body/unicef"), lines
    assert says(lines, "Budget; amount=10000000; date=2023; holder=body/unicef"), lines
    nodes = facts_of(content, language)[0].nodes.values()
    assert not any("partOf" in node.properties for node in nodes)


def test_a_part_is_from_whoever_gave_the_whole() -> None:
    lines = money_in("Norway gave $12 million to UNICEF, comprising $8 million from its core resources.")
    assert says(lines, "Contribution; amount=8000000; contributor=country/NOR"), lines


def test_a_goal_has_no_year_of_a_report_on_it() -> None:
    (line,) = money_in("It is to report in 2022 on progress towards achieving the goal of mobilizing $100 million.")
    assert "date" not in line
    assert says(money_in("The goal of $5 million for 2025 was set."), "date=2025")


CODED = ["Progress on SDG 5 was slow.", "Hong Kong SAR 2 was named.", "It is told in CVE 20."]


@pytest.mark.parametrize("content", CODED)
def test_a_goal_of_development_is_no_currency(content: str) -> None:
    assert not money_in(content)


def test_a_plus_says_at_least() -> None:
    assert says(money_in("UNICEF needs $5.28+ billion."), "amount=5280000000; bound=at least")


REACHED = [
    ("en", "Expenses of UNICEF for lamps fell by $5 million, or 4 per cent, to $130 million (2023: $135 million)."),
    (
        "fr",
        "Les dépenses de l'UNICEF ont diminué de 5 millions de dollars pour atteindre 130 millions de dollars.",
    ),
    (
        "es",
        "Los gastos del UNICEF aumentaron en 5 millones de dólares, un 4%, hasta situarse en 130 millones de dólares.",
    ),
    ("ru", "Расходы ЮНИСЕФ увеличились на 5 млн долл. США, или 4 процента, до 130 млн долл. США."),
    ("zh", "儿基会支出增加500万美元，增至1.3亿美元。"),
]


@pytest.mark.parametrize(("language", "content"), REACHED, ids=[language for language, _ in REACHED])
def test_what_a_change_led_to_is_what_has_changed(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert "Sum amount=5000000" in lines
    assert says(lines, "Expenditure; amount=130000000; holder=body/unicef"), lines


def test_a_noun_in_an_aside_has_not_changed() -> None:
    lines = money_in(
        "The reserve of lamps, set at 20 per cent of annual resource contributions received, as the rules "
        "say, decreased by $5 million, to $130 million."
    )
    assert not any("Contribution" in line for line in lines), lines


LONG_WAY = [
    ("en", "Expenses of UNICEF for lamps and boats decreased in 2024 by 15.4 per cent to $137 million."),
    (
        "fr",
        "Les dépenses de l'UNICEF en lampes ont diminué en 2024 de 15,4 % pour s'établir à 137 millions de dollars.",
    ),
    (
        "es",
        "Los gastos del UNICEF en lámparas disminuyeron en 2024 un 15,4%, hasta situarse en 137 millones de dólares.",
    ),
    ("ru", "Расходы ЮНИСЕФ на лампы сократились в 2024 году на 15,4 процента и составили 137 млн долл. США."),
    ("ar", "وانخفضت نفقات اليونيسيف على المصابيح في عام 2024 بنسبة 15.4 في المائة لتصل إلى 137 مليون دولار."),
    ("zh", "2024年儿基会支出下降15.4%，降至1.37亿美元。"),
]


@pytest.mark.parametrize(("language", "content"), LONG_WAY, ids=[language for language, _ in LONG_WAY])
def test_words_between_an_expense_and_what_it_came_to(language: str, content: str) -> None:
    assert says(money_in(content, language), "Expenditure; amount=137000000; date=2024; holder=body/unicef")


def test_a_country_that_is_bought_from_spends_nothing() -> None:
    assert money_in("Norway recorded procurement of $5 million.") == ["Sum amount=5000000"]


THROUGH = [
    ("en", "Through CERF, $5 million was released for Sudan."),
    ("fr", "Par l'intermédiaire du CERF, 5 millions de dollars ont été alloués au Soudan."),
    ("es", "A través del CERF se asignaron 5 millones de dólares al Sudán."),
    ("ru", "Через СЕРФ было выделено 5 млн долл. США Судану."),
    ("ar", "ومن خلال الصندوق المركزي لمواجهة الطوارئ، خُصص مبلغ 5 ملايين دولار للسودان."),
    ("zh", "通过中央应急基金，向苏丹拨款500万美元。"),
]


@pytest.mark.parametrize(("language", "content"), THROUGH, ids=[language for language, _ in THROUGH])
def test_a_channel_at_the_head_is_where_money_comes_from(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert lines == ["Allocation amount=5000000 recipient=country/SDN source=fund/cerf"]


def test_a_time_of_the_clause_before_is_not_that_of_a_sum() -> None:
    (line,) = money_in("A clean audit in 2024 means that UNDP has received $9 million from Norway.")
    assert "date" not in line
    assert says(money_in("In 2022, Norway joined them, and gave $7 million to UNICEF."), "date=2022")


THANKED = [
    ("en", "It expresses its appreciation to Germany for its annual contribution to the core budget of €700,000."),
    ("fr", "Il exprime ses remerciements à l'Allemagne pour sa contribution annuelle au budget de 700 000 euros."),
    ("es", "Da las gracias a Alemania por su contribución anual al presupuesto básico de 700.000 euros."),
    ("ru", "Он выражает признательность Германии за ежегодный взнос в бюджет в размере 700 000 евро."),
    ("ar", "يعرب عن تقديره لألمانيا على تبرعها السنوي للميزانية الأساسية البالغ 700 000 يورو."),
    ("zh", "会议感谢德国对核心预算的年度自愿捐款70万欧元。"),
]


@pytest.mark.parametrize(("language", "content"), THANKED, ids=[language for language, _ in THANKED])
def test_who_is_thanked_for_a_contribution_gives_it(language: str, content: str) -> None:
    (line,) = money_in(content, language)
    assert says([line], "Contribution; amount=700000; contributor=country/DEU"), line


RECEIVED = [
    ("en", "UNHCR's budget for 2025 is $10 billion, of which $3 billion has been received."),
    ("fr", "Le budget du HCR pour 2025 s'élève à 10 milliards de dollars, dont 3 milliards ont été reçus."),
    (
        "ar",
        "وتبلغ ميزانية مفوضية الأمم المتحدة لشؤون اللاجئين لعام 2025 ما قدره 10 مليار دولار، ورد منها 3 مليارات دولار.",
    ),
]


@pytest.mark.parametrize(("language", "content"), RECEIVED, ids=[language for language, _ in RECEIVED])
def test_what_is_received_of_a_budget_its_holder_got(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert says(lines, "Budget; amount=10000000000; holder=body/unhcr"), lines
    assert says(lines, "Contribution; amount=3000000000; recipient=body/unhcr; status=status/received"), lines


ANNOUNCED = [
    ("ar", "وأعلنت السويد عن مساهمة إضافية قدرها 7 ملايين دولار لصندوق الأمم المتحدة للسكان."),
    ("zh", "瑞典宣布向人口基金追加捐款700万美元。"),
]


@pytest.mark.parametrize(("language", "content"), ANNOUNCED, ids=[language for language, _ in ANNOUNCED])
def test_what_somebody_announces_is_pledged(language: str, content: str) -> None:
    (line,) = money_in(content, language)
    assert says([line], "Contribution; contributor=country/SWE; recipient=body/unfpa; status=status/pledged"), line
