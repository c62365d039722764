"""Sums of money in six languages and all notations: amount, currency, bound."""

from __future__ import annotations

import pytest

from dao_graph.recognise.sums import sum_finder
from dao_graph.rules.knowledge import PACKAGED

SUMS = [
    ("en", "$9.4 billion", "9400000000 USD"),
    ("en", "US$ 64m", "64000000 USD"),
    ("en", "$US5 million", "5000000 USD"),
    ("en", "USD 1,234,567.89", "1234567.89 USD"),
    ("en", "$3-$4 million", "at least 3000000 USD, at most 4000000 USD"),
    ("en", "USD 3.5 Million", "3500000 USD"),
    ("en", "three quarters of a million dollars", "750000 USD"),
    ("fr", "deux millions et demi de dollars", "2500000 USD"),
    ("es", "dos millones y medio de euros", "2500000 EUR"),
    ("es", "millón y medio de dólares", "1500000 USD"),
    ("ru", "полмиллиона долларов", "500000 USD"),
    ("ru", "два с половиной миллиона евро", "2500000 EUR"),
    ("zh", "1.2至1.5亿美元", "at least 120000000 USD, at most 150000000 USD"),
    ("ar", "3 ملايين ونصف المليون دولار", "3500000 USD"),
    ("ar", "مليون ونصف المليون دولار", "1500000 USD"),
    ("en", "some twelve million dollars", "about 12000000 USD"),
    ("en", "one and a half billion dollars", "1500000000 USD"),
    ("en", "$5-7 million", "at least 5000000 USD, at most 7000000 USD"),
    ("en", "between $5 million and $7 million", "5000000 USD, 7000000 USD"),
    ("en", "CHF 2,502,000", "2502000 CHF"),
    ("en", "$2,856,900 (SwF 2,502,000)", "2856900 USD, 2502000 CHF"),
    ("en", "€3 million", "3000000 EUR"),
    ("en", "3 million euros", "3000000 EUR"),
    ("en", "$60.5 M", "60500000 USD"),
    ("en", "a million dollars", "1000000 USD"),
    ("en", "more than $2.1 billion", "at least 2100000000 USD"),
    ("en", "Can$ 5 million", "5000000 CAD"),
    ("en", "in 2009 $100", "100 USD"),
    ("en", "5 million Canadian dollars", "5000000 CAD"),
    ("fr", "1 234 567,89 dollars", "1234567.89 USD"),
    ("fr", "12,5 millions de dollars des États-Unis", "12500000 USD"),
    ("fr", "3 milliards d'euros", "3000000000 EUR"),
    ("fr", "quelque 3 millions de dollars", "about 3000000 USD"),
    ("fr", "8,5 M€", "8500000 EUR"),
    ("fr", "2 millions de francs suisses", "2000000 CHF"),
    ("es", "1.234.567 dólares", "1234567 USD"),
    ("es", "3.000 millones de dólares", "3000000000 USD"),
    ("es", "mil millones de dólares", "1000000000 USD"),
    ("es", "unos 528 millones de euros", "about 528000000 EUR"),
    ("es", "5 mil millones de dólares de los Estados Unidos", "5000000000 USD"),
    ("ru", "64 млн долл. США", "64000000 USD"),
    ("ru", "1 234 567 долл. США", "1234567 USD"),
    ("ru", "около 12,5 миллиарда долларов США", "about 12500000000 USD"),
    ("ru", "3 тыс. евро", "3000 EUR"),
    ("ar", "64 مليون دولار", "64000000 USD"),
    ("ar", "٦٤ مليون دولار", "64000000 USD"),
    ("ar", "1.5 بليون دولار", "1500000000 USD"),
    ("ar", "12 مليون دولار من دولارات الولايات المتحدة", "12000000 USD"),
    ("ar", "3 ملايين يورو", "3000000 EUR"),
    ("ar", "000 819 5 دولار", "5819000 USD"),
    ("ar", "نحو 800 10 دولار", "about 10800 USD"),
    ("ar", "5 819 000 دولار", "5819000 USD"),
    ("ar", "250 345 دولار", "250345 USD"),
    ("ar", "بمبلغ 345 250 دولار ومبلغ 700 80 دولار", "250345 USD, 80700 USD"),
    ("ar", "بمبلغ 345 250 دولار ومبلغ 80 700 دولار", "345250 USD, 80700 USD"),
    ("fr", "le plan intitulé « meeting the US$ 100 billion goal »", "100000000000 USD"),
    ("ru", "US$ 3 million", "3000000 USD"),
    ("zh", "US$ 3.5 billion", "3500000000 USD"),
    ("ar", "مبلغ مليوني دولار", "2000000 USD"),
    ("fr", "7.250 milliards de dollars", "7250000000 USD"),
    ("fr", "1.234.567 dollars", "1234567 USD"),
    ("ru", "7.250 млрд долл. США", "7250000000 USD"),
    ("es", "7.250 millones de dólares", "7250000000 USD"),
    ("en", "a rate of 0.948 euros", "0.948 EUR"),
    ("es", "un tipo de 0,948 euros", "0.948 EUR"),
    ("en", "COP 2,500 for each", "2500 COP"),
    ("en", "COP 3 million", "3000000 COP"),
    ("en", "in 2014 it paid US$ 2015 for each", "2015 USD"),
    # The text shows by its percentages which mark parts units from tenths.
    ("es", "el 6,5% y US$ 1,300 millones", "1300000 USD"),
    ("es", "el 6.5 % y US$ 1,300 millones", "1300000000 USD"),
    ("fr", "6.5 % et 1,300 millions de dollars", "1300000000 USD"),
    ("fr", "6,5 % et 1,300 million de dollars", "1300000 USD"),
    ("ru", "6.5% и 1,300 млн долл. США", "1300000000 USD"),
    ("en", "6.5% and $1.300 million", "1300000 USD"),
    ("zh", "12.5 亿美元", "1250000000 USD"),
    ("zh", "3 000 万欧元", "30000000 EUR"),
    ("zh", "1亿2 000万美元", "120000000 USD"),
    ("zh", "5 880.5万美元", "58805000 USD"),
    ("zh", "近300美元", "about 300 USD"),
    ("zh", "1000多万美元", "at least 10000000 USD"),
    ("zh", "不超过580万美元", "at most 5800000 USD"),
    ("en", "no more than $5 million", "at most 5000000 USD"),
    ("ru", "не более 5 млн долл. США", "at most 5000000 USD"),
    ("es", "no más de 5 millones de dólares", "at most 5000000 USD"),
]
# What is no sum: no figure, no currency of one state, a word that only begins like one.
NONE = [
    ("en", "millions of dollars"),
    ("en", "5 million francs"),
    ("en", "dollars and cents"),
    ("en", "agreed at COP 29 and COP31"),
    ("es", "las decisiones de la COP 30"),
    ("es", "conforme a las GBP 2000"),
    ("fr", "le revenu (en US$ 2014)"),
    ("fr", "11 millions de personnes"),
    ("es", "cinco millones de personas"),
    ("ru", "миллионы долларов"),
    ("ar", "ملايين الدولارات"),
    ("zh", "数百万美元"),
]


def read(language: str, text: str) -> str:
    """The sums in a text, each as "bound amount CODE"."""
    found = [money for mention in sum_finder(language, PACKAGED).find(text) for money in mention.money()]
    return ", ".join(
        f"{m.bound} {m.amount.normalize():f} {m.currency.removeprefix('currency/')}".strip() for m in found
    )


@pytest.mark.parametrize(("language", "text", "wanted"), SUMS, ids=[text for _, text, _ in SUMS])
def test_a_sum_is_read(language: str, text: str, wanted: str) -> None:
    assert read(language, text) == wanted


@pytest.mark.parametrize(("language", "text"), NONE, ids=[text for _, text in NONE])
def test_what_is_no_sum_gives_none(language: str, text: str) -> None:
    assert read(language, text) == ""


def test_a_state_within_the_name_of_a_currency_is_not_mentioned() -> None:
    from dao_graph.recognise import recognise
    from dao_graph.workbench.sample import plain_document

    (sentence,) = recognise(plain_document([("paragraph", "It cost 5 million United States dollars.")], "en"))
    assert [mention.type for mention in sentence.slotted.found] == ["sum"]
