"""The words of an act: with the items that its paragraph announces, and without the stops before it."""

from __future__ import annotations

import pytest

from tests.said import nodes

LISTS = {
    "en": "12. The Committee recommends that the State party:\n\n(a) Adopt a law on lamps;\n\n(b) Pay the keepers.\n\n"
    "13. The lamps burn.",
    "fr": "12. Le Comité recommande à l’État partie :\n\na) D’adopter une loi sur les lampes ;\n\n"
    "b) De payer les gardiens.\n\n13. Les lampes brûlent.",
    "es": "12. El Comité recomienda al Estado parte que:\n\na) Apruebe una ley sobre las lámparas;\n\n"
    "b) Pague a los guardianes.\n\n13. Las lámparas arden.",
    "ru": "12. Комитет рекомендует государству-участнику:\n\na) принять закон о лампах;\n\nb) платить смотрителям.\n\n"
    "13. Лампы горят.",
    "zh": "12. 委员会建议缔约国：\n\n(a) 通过一项关于灯具的法律；\n\n(b) 支付看守人的工资。\n\n13. 灯亮着。",
    "ar": "12 - توصي اللجنة الدولة الطرف بما يلي:\n\n(أ) اعتماد قانون بشأن المصابيح؛\n\n(ب) دفع أجور الحراس.\n\n"
    "13 - المصابيح مضاءة.",
}
TITLES = {
    "en": "Committee against Torture\n\nConcluding observations on the third periodic report of Norway",
    "fr": "Comité contre la torture\n\nObservations finales concernant le troisième rapport périodique de la Norvège",
    "es": "Comité contra la Tortura\n\nObservaciones finales sobre el tercer informe periódico de Noruega",
    "ru": "Комитет против пыток\n\nЗаключительные замечания по третьему периодическому докладу Норвегии",
    "zh": "禁止酷刑委员会\n\n关于挪威第三次定期报告的结论性意见",
    "ar": "لجنة مناهضة التعذيب\n\nالملاحظات الختامية بشأن التقرير الدوري الثالث للنرويج",
}
ENDS = {
    "en": "(b) Pay the keepers.",
    "fr": "b) De payer les gardiens.",
    "es": "b) Pague a los guardianes.",
    "ru": "b) платить смотрителям.",
    "zh": "(b)支付看守人的工资。",
    "ar": "(ب) دفع أجور الحراس.",
}


def texts(text: str, language: str) -> list[str]:
    """The words of the acts of a text."""
    found = [node for node in nodes(text, language) if "Act" in node.types]
    return [str(getattr(term, "text", term)) for node in found for term in node.properties["text"]]


@pytest.mark.parametrize("language", LISTS)
def test_what_a_paragraph_announces_its_items_say(language: str) -> None:
    (said,) = texts(f"{TITLES[language]}\n\n{LISTS[language]}\n", language)
    assert said.endswith(ENDS[language]), said


def test_a_long_list_is_cut() -> None:
    items = "\n\n".join(
        f"({letter}) Mend the lamp number {letter} of the coast, and {'pay ' * 40};" for letter in "abcdefghijklm"
    )
    (said,) = texts(f"{TITLES['en']}\n\n12. The Committee recommends that the State party:\n\n{items}\n", "en")
    assert 1_500 < len(said) < 2_000


def test_words_begin_with_no_stop() -> None:
    text = (
        "Rapport du Corps commun d’inspection\n\n1. Le rapport contient douze recommandations, dont deux sont "
        "adressées aux organes délibérants, cinq aux chefs de secrétariat, trois au Conseil des chefs de secrétariat.\n"
    )
    found = texts(text, "fr")
    assert len(found) == 3 and not [said for said in found if said.startswith((",", " "))], found
