"""What reports of funds, pledging conferences and budgets say of money, the same in six languages."""

from __future__ import annotations

import pytest

from .test_money import money_in, says

# Lists whose verb is said once: what each gets, and what each gives.
GAPPED = {
    "en": "UNICEF received $6.5 million, UNFPA $3.9 million and WFP $2.5 million. Germany pledged $2 million "
    "and Chad "
    "$1 million.",
    "fr": "L'UNICEF a reçu 6,5 millions de dollars, le FNUAP 3,9 millions de dollars et le PAM 2,5 millions de "
    "dollars"
    ". L'Allemagne a annoncé 2 millions de dollars et le Tchad 1 million de dollars.",
    "es": "El UNICEF recibió 6,5 millones de dólares, el UNFPA 3,9 millones de dólares y el PMA 2,5 millones de "
    "dólares"
    ". Alemania prometió 2 millones de dólares y el Chad 1 millón de dólares.",
    "ru": "ЮНИСЕФ получил 6,5 млн долл. США, ЮНФПА — 3,9 млн долл. США, а ВПП — 2,5 млн долл. США. "
    "Германия обязалась выделить 2 млн долл. США, а Чад — 1 млн долл. США.",
    "zh": "儿基会收到650万美元，人口基金390万美元，粮食署250万美元。德国认捐200万美元，乍得100万美元。",
    "ar": "وتلقت اليونيسف 6.5 ملايين دولار، وصندوق الأمم المتحدة للسكان 3.9 ملايين دولار، وبرنامج الأغذية "
    "العالمي 2.5 "
    "مليون دولار. وتعهدت ألمانيا بمبلغ 2 مليون دولار وتشاد بمبلغ 1.2 مليون دولار.",
}


@pytest.mark.parametrize("language", GAPPED)
def test_a_verb_that_is_not_said_again_is_said_of_the_next(language: str) -> None:
    lines = money_in(GAPPED[language], language)
    assert says(lines, "Contribution; amount=3900000; recipient=body/unfpa; status=status/received")
    assert says(lines, "Contribution; amount=2500000; recipient=body/wfp; status=status/received")
    assert says(lines, "Contribution; contributor=country/TCD; status=status/pledged")


def test_whom_somebody_gave_something_is_no_giver() -> None:
    assert says(money_in("Norway gave Chad $5 million and Mali $3 million."), "Sum; amount=3000000")


# A fund that the title names by its form, and that is "the Fund" below it.
FUND = {
    "en": ("Annual report on the Malawi Clean Lighthouses Fund", "Norway contributed $5 million to the Fund."),
    "fr": (
        "Rapport annuel au titre du Fonds pour les phares propres du Malawi",
        "La Norvège a versé 5 millions de dollars au Fonds.",
    ),
    "es": (
        "Informe anual sobre el Fondo para los Faros Limpios de Malawi",
        "Noruega aportó 5 millones de dólares al Fondo.",
    ),
    "ru": ("Ежегодный доклад о деятельности Фонда чистых маяков Малави", "Норвегия внесла в Фонд 5 млн долл. США."),
    "zh": ("关于马拉维清洁灯塔基金的年度报告", "挪威向该基金捐款500万美元。"),
    "ar": ("التقرير السنوي عن صندوق ملاوي للمنارات النظيفة", "وساهمت النرويج بمبلغ 5 ملايين دولار في الصندوق."),
}


@pytest.mark.parametrize("language", FUND)
def test_the_fund_of_a_title_is_meant_below_it(language: str) -> None:
    title, sentence = FUND[language]
    line = next(line for line in money_in(f"{title}\n\n1. {sentence}\n", language) if "amount=5000000" in line)
    assert line.startswith("Contribution amount=5000000 contributor=country/NOR fund=")
    assert any(word in line for word in ("Malawi", "Малави", "马拉维", "ملاوي"))


# What an organ is called after a fund, "the Fund" is not.
OFFICES = {
    "fr": "Le Bureau des fonds d'affectation spéciale pluripartenaires s'est réuni. Le solde du Fonds est de 5 "
    "millions de dollars.",
    "en": "UNICEF, UNICEF and UNICEF met. Norway contributed $5 million to the Fund for lighthouses.",
}


@pytest.mark.parametrize("language", OFFICES)
def test_an_office_is_no_fund(language: str) -> None:
    assert not any("mptf-office" in line or "executive-board" in line for line in money_in(OFFICES[language], language))


# The largest giver with its sum, and those who follow: no part of the first.
LARGEST = {
    "en": "Norway was the largest contributor to regular resources ($5 million), followed by Japan ($4 million).",
    "fr": "La Norvège a été le principal contributeur aux ressources ordinaires (5 millions de dollars), suivie du "
    "Japon (4 millions de dollars).",
    "es": "Noruega fue el mayor contribuyente a los recursos ordinarios (5 millones de dólares), seguida del "
    "Japón (4 "
    "millones de dólares).",
    "ru": "Крупнейшим донором была Норвегия (5 млн долл. США), за которой следовала Япония (4 млн долл. США).",
    "zh": "挪威是最大捐助方，捐款500万美元，其次是日本(400万美元)。",
    "ar": "وكانت النرويج أكبر مساهم في الموارد العادية (5 ملايين دولار)، تليها اليابان (4 ملايين دولار).",
}


@pytest.mark.parametrize("language", LARGEST)
def test_the_largest_giver_and_who_follows(language: str) -> None:
    lines = money_in(LARGEST[language], language)
    assert says(lines, "Contribution; amount=5000000; contributor=country/NOR")
    assert says(lines, "Contribution; amount=4000000; contributor=country/JPN")


@pytest.mark.parametrize(
    ("language", "content", "wanted"),
    [
        (
            "en",
            "Norway is the largest donor to UNRWA ($4 million).",
            "Contribution; contributor=country/NOR; recipient=body/unrwa",
        ),
        ("en", "UNRWA received pledges of $5 million.", "Contribution; recipient=body/unrwa; status=status/pledged"),
        ("ar", "وأعلنت اليابان عن تبرع قدره 4 ملايين دولار.", "Contribution; contributor=country/JPN; amount=4000000"),
        ("ar", "وزادت نفقات اليونيسف بمبلغ 4 ملايين دولار.", "Sum; amount=4000000"),
        ("ru", "Расходы ЮНИСЕФ увеличились до 4 млн долл. США.", "Expenditure; amount=4000000; holder=body/unicef"),
        ("ru", "Бюджет ЮНИСЕФ на 2023 год составляет 4 млн долл. США.", "Budget; holder=body/unicef; date=2023"),
        ("ru", "Для ЮНИСЕФ требуется 4 млн долл. США.", "Budget; holder=body/unicef; kind=kind/requirement"),
        ("fr", "Le Japon a annoncé une contribution de 4 millions de dollars.", "Contribution; status=status/pledged"),
    ],
)
def test_what_reports_say(language: str, content: str, wanted: str) -> None:
    lines = money_in(content, language)
    assert says(lines, wanted), lines
    assert not any("bound=" in line for line in lines)


# An appropriation to a special account, and what of it goes to whom; what stands before the next sum is that one's.
PARTS = {
    "en": "Decides to appropriate to the special account for UNMISS the amount of $9 million, inclusive of $5 "
    "million for "
    "the support account for peacekeeping operations and $4 million for the United Nations Logistics Base.",
    "fr": "Décide d'ouvrir pour la MINUSS un crédit de 9 000 000 dollars, dont 5 000 000 dollars destinés au "
    "compte d'appui "
    "aux opérations de maintien de la paix et 4 000 000 dollars destinés à la Base de soutien logistique des "
    "Nations Unies.",
    "es": "Decide consignar en la cuenta especial para la UNMISS la suma de 9.000.000 dólares, suma que incluye "
    "5.000.000 "
    "dólares para la cuenta de apoyo para las operaciones de mantenimiento de la paz y 4.000.000 dólares para "
    "la Base "
    "Logística de las Naciones Unidas.",
    "ru": "Постановляет ассигновать на специальный счет для МООНЮС сумму в размере 9 000 000 долл. США, включая "
    "сумму в "
    "размере 5 000 000 долл. США, подлежащую зачислению на вспомогательный счет для операций по поддержанию "
    "мира, и сумму в "
    "размере 4 000 000 долл. США, предназначенную для финансирования Базы материально-технического снабжения "
    "Организации "
    "Объединенных Наций.",
    "zh": "决定批款9 000 000美元给联合国南苏丹特派团特别账户，其中包括给维持和平行动支助账户的5 000 "
    "000美元以及给联合国后勤基地"
    "的4 000 000美元。",
    "ar": "تقرر أن ترصد لبعثة الأمم المتحدة في جنوب السودان مبلغ 9 ملايين دولار، يشمل مبلغ 5 ملايين دولار لحساب "
    "دعم عمليات "
    "حفظ السلام، ومبلغ 4 ملايين دولار لقاعدة الأمم المتحدة للوجستيات.",
}


@pytest.mark.parametrize("language", PARTS)
def test_each_part_of_an_appropriation_is_for_whom_it_names(language: str) -> None:
    lines = money_in(PARTS[language], language)
    assert says(lines, "Budget; amount=5000000; holder=fund/support-account-peacekeeping"), lines
    assert says(lines, "Budget; amount=4000000; holder=body/unlb"), lines
    assert says(lines, "Budget; amount=9000000; holder=body/unmiss") or language in ("fr", "es"), lines


def test_parts_of_a_decrease_are_not_spent() -> None:
    lines = money_in(
        "The decrease of $7,000 under contractual services ($4,000) and operating expenses ($3,000) was noted."
    )
    assert all(line.startswith("Sum") for line in lines)
