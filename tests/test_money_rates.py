"""What a rate comes to and when, whose a gift is, and scales that stand for one, in six languages."""

from __future__ import annotations

import pytest

from .test_money import money_in, says

RATES = {
    "en": (
        "Decides to apportion the amount of $12,000 for the period from 1 November to 31 December 2034, "
        "at a monthly rate of $6,000, taking into account the scale of assessments for 2034."
    ),
    "fr": (
        "Décide de répartir entre les États Membres, au titre de la période du 1er novembre au 31 décembre 2034, "
        "un montant de 12 000 dollars, à raison de 6 000 dollars par mois, selon le barème des quotes-parts pour 2034."
    ),
    "es": (
        "Decide prorratear entre los Estados Miembros la suma de 12.000 dólares para el período comprendido entre el "
        "1 de noviembre y el 31 de diciembre de 2034, a razón de 6.000 dólares por mes, teniendo en cuenta la escala "
        "de cuotas para 2034."
    ),
    "ru": (
        "постановляет распределить между государствами-членами сумму в размере 12 000 долл. США из расчета "
        "6 000 долл. США в месяц на период с 1 ноября по 31 декабря 2034 года с учетом шкалы взносов на 2034 год."
    ),
    "zh": (
        "决定考虑到2034年分摊比额表，由会员国分摊12 000美元，即每月6 000美元，充作2034年11月1日至12月31日期间的经费。"
    ),
    "ar": (
        "تقرر أن تقسم بين الدول الأعضاء مبلغ 12 000 دولار للفترة من 1 تشرين الثاني/نوفمبر إلى 31 كانون "
        "الأول/ديسمبر 2034، بمعدل شهري قدره 6 000 دولار، مع مراعاة جدول الأنصبة المقررة لعام 2034."
    ),
}


@pytest.mark.parametrize("language", RATES)
def test_a_period_is_that_of_what_a_rate_comes_to(language: str) -> None:
    lines = money_in(RATES[language], language)
    assert [line for line in lines if "amount=6000" in line] == ["Sum amount=6000"]
    assert any(
        "amount=12000" in line and "startDate=2034-11-01" in line and "endDate=2034-12-31" in line for line in lines
    )


LONG_AGO = [
    ("en", "Between 1980 and 2000 the sea rose, and storms now cost the islands $5 million a year."),
    ("en", "From 1980 to 2000 the fires doubled; the budget of UNICEF is $5 million."),
    ("zh", "1980年至2000年期间，气温上升，每年损失达500万美元。"),
    ("ru", "С 1980 по 2000 год море поднялось, и ежегодные расходы ЮНИСЕФ составляют 5 млн долл. США."),
]


@pytest.mark.parametrize(("language", "content"), LONG_AGO)
def test_a_time_of_something_else_is_none_of_a_sum(language: str, content: str) -> None:
    lines = money_in(content, language)
    assert lines and not any("Date" in line for line in lines)


GIFTS = [
    ("en", "Japan's $5 million contribution paid for schools."),
    ("en", "The contribution of $5 million made by Japan paid for schools."),
    ("fr", "La contribution du Japon, d'un montant de 5 millions de dollars, a servi aux écoles."),
    ("es", "La contribución del Japón, de 5 millones de dólares, se destinó a escuelas."),
    ("ru", "Взнос Японии в размере 5 млн долл. США был направлен на школы."),
    ("ru", "Взнос в размере 5 млн долл. США, внесенный Японией, пошел на школы."),
    ("zh", "日本提供的500万美元捐款用于学校。"),
    ("ar", "واستخدمت المساهمة التي قدمتها اليابان وقدرها 5 ملايين دولار في بناء المدارس."),
]


@pytest.mark.parametrize(("language", "content"), GIFTS)
def test_a_gift_is_of_whoever_made_it(language: str, content: str) -> None:
    assert says(money_in(content, language), "Contribution; contributor=country/JPN; amount=5000000")


SCALES = [
    ("وساهمت النرويج بمليون دولار في اليونيسيف.", "1000000"),
    ("وتبرعت النرويج بأكثر من بليون دولار لليونيسيف.", "1000000000"),
    ("وتبرعت النرويج بخمسمائة مليون دولار لليونيسيف.", "500000000"),
    ("وقدرت الخسائر بنصف بليون دولار.", "500000000"),
]


@pytest.mark.parametrize(("content", "amount"), SCALES)
def test_a_scale_alone_is_one_of_it(content: str, amount: str) -> None:
    assert any(f"amount={amount}" in line.split() for line in money_in(content, "ar"))


@pytest.mark.parametrize("content", ["وتبرعت النرويج ببضعة مليون دولار لليونيسيف.", "واستثمرت بلايين الدولارات."])
def test_what_counts_a_scale_is_no_figure(content: str) -> None:
    assert not money_in(content, "ar")


def test_who_comes_next_spends_its_own() -> None:
    front = "Financial report of UNICEF\n\n1. Funding rose. "
    lines = money_in(f"{front}WHO followed with expenditures totalling $5 million.")
    assert says(lines, "Expenditure; holder=body/who; amount=5000000")
    unknown = money_in(f"{front}The Harbour League followed with expenditures totalling $5 million.")
    assert not any("body/unicef" in line for line in unknown)


def test_languages_of_somebody_hold_no_money() -> None:
    assert not any(
        "holder" in line for line in money_in("وبلغت نفقات الترجمة إلى لغات الأمم المتحدة 5 ملايين دولار.", "ar")
    )
