"""Who acts behind words that tie a sentence to the one before, in six languages."""

from __future__ import annotations

import pytest

from .test_kinds import acts, related

# What stands in front, and what follows: the same act whatever is in front.
FRONTS = {
    "en": (
        ("", "However, ", "In this regard, ", "At the same time, ", "In addition, ", "In 2031, ", "Accordingly, "),
        "Norway urged Kenya to repair the lamps of the coast, and asked the donors to pay for the oil.",
    ),
    "fr": (
        ("", "Toutefois, ", "À cet égard, ", "Dans le même temps, ", "En outre, ", "En 2031, ", "En conséquence, "),
        "la Norvège a exhorté le Kenya à réparer les lampes de la côte, et a prié les donateurs de payer l’huile.",
    ),
    "es": (
        ("", "Sin embargo, ", "A este respecto, ", "Al mismo tiempo, ", "Además, ", "En 2031, ", "En consecuencia, "),
        "Noruega instó a Kenya a que reparara las lámparas de la costa, y pidió a los donantes que pagaran el aceite.",
    ),
    "ru": (
        ("", "Однако ", "В этой связи ", "В то же время ", "Кроме того, ", "В 2031 году ", "Соответственно, "),
        "Норвегия настоятельно призвала Кению отремонтировать лампы побережья и просила доноров заплатить за масло.",
    ),
    "zh": (
        ("", "然而，", "在这方面，", "与此同时，", "此外，", "2031年，", "因此，"),
        "挪威敦促肯尼亚修理海岸的灯具，并请捐助方支付灯油费用。",
    ),
    "ar": (
        (
            "",
            "ومع ذلك، ",
            "وفي هذا الصدد، ",
            "وفي الوقت نفسه، ",
            "وعلاوة على ذلك، ",
            "وفي عام 2031، ",
            "وبناء على ذلك، ",
        ),
        "حثت النرويج كينيا على إصلاح مصابيح الساحل، وطلبت إلى الجهات المانحة أن تدفع ثمن الزيت.",
    ),
}
_CASES = [(language, front) for language, (fronts, _) in FRONTS.items() for front in fronts]


@pytest.mark.parametrize(("language", "front"), _CASES)
def test_who_acts_behind_a_connective(language: str, front: str) -> None:
    words = FRONTS[language][1]
    found = acts(related(f"3. {front}{words if front else words[0].upper() + words[1:]}\n").facts)
    assert ("country/NOR", "verb/urges", "country/KEN") in found
    assert {actor for actor, *_ in found} == {"country/NOR"}


def test_a_passive_behind_a_connective_in_russian() -> None:
    found = acts(related("3. ЮНИСЕФ представил доклад. В то же время донорам предлагается заплатить раньше.\n").facts)
    assert any(asked == ["group/donors"] for _, _, *asked in found)


# Between who acts and the verb stands when, where or with what words it was said.
BETWEEN = {
    "en": ("Norway{} urged Kenya to repair the lamps.", (", at that session,", ", however,", ", which spoke first,")),
    "fr": (
        "La Norvège{} a exhorté le Kenya à réparer les lampes.",
        (", à cette session,", ", toutefois,", ", qui a parlé en premier,"),
    ),
    "es": (
        "Noruega{} instó a Kenya a que reparara las lámparas.",
        (", en ese período de sesiones,", ", sin embargo,", ", que habló primero,"),
    ),
    "ru": (
        "Норвегия{} настоятельно призвала Кению отремонтировать лампы.",
        (" на этой сессии", " в своем заявлении", ", однако,", ", выступая первой,"),
    ),
    "zh": ("挪威{}敦促肯尼亚修理灯具。", ("在本届会议上", "在发言时", "今天")),
    "ar": (
        "وحثت النرويج{} كينيا على إصلاح المصابيح.",
        ("، في تلك الدورة،", "، مع ذلك،", "، في الفقرة 3 من رسالتها،", "، التي تكلمت أولا،"),
    ),
}


@pytest.mark.parametrize(
    ("language", "between"), [(code, said) for code, (_, all_) in BETWEEN.items() for said in all_]
)
def test_who_acts_with_an_aside_before_the_verb(language: str, between: str) -> None:
    found = acts(related(f"3. {BETWEEN[language][0].format(between)}\n").facts)
    assert ("country/NOR", "verb/urges", "country/KEN") in found
