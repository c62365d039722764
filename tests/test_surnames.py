"""Surnames alone: whoever has been named in full is meant, in six languages, and nobody where several may be."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref

from .test_kinds import acts, related

# What shows the language of a text, and that it is no title.
PORT = {
    "en": "The lamps of the harbour are in the hands of the keepers and of their helpers.",
    "fr": "Les lampes du port sont dans les mains des gardiens et de leurs aides.",
    "es": "Las lámparas del puerto están en las manos de los guardianes y de sus ayudantes.",
    "ru": "Лампы в гавани находятся в руках смотрителей и их помощников.",
    "ar": "المصابيح في الميناء في أيدي الحراس ومساعديهم.",
    "zh": "港口的灯具由看守人及其助手保管。",
}

# The Secretary-General is named in full, and then by his surname alone.
ALONE = {
    "en": "Secretary-General António Guterres welcomed the deal. Guterres urged Chad to pay.",
    "fr": "Le Secrétaire général, António Guterres, a salué l'accord. M. Guterres a exhorté le Tchad à payer.",
    "es": "El Secretario General, António Guterres, agradeció a los donantes. Guterres instó al Chad a pagar.",
    "ru": "Генеральный секретарь Антониу Гутерриш поблагодарил доноров. Гутерриш настоятельно призвал Чад заплатить.",
    "ar": "رحب الأمين العام أنطونيو غوتيريش بالاتفاق. وحث غوتيريش تشاد على الدفع.",
    "zh": "联合国秘书长古特雷斯欢迎协议。古特雷斯敦促乍得付款。",
}


@pytest.mark.parametrize("language", sorted(ALONE))
def test_a_surname_alone_means_whoever_was_named_in_full(language: str) -> None:
    urged = [act for act in acts(related(f"{PORT[language]} {ALONE[language]}").facts) if act[-1] == "country/TCD"]
    assert [act[:2] for act in urged] == [("person/antonio-guterres", "verb/urges")]


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Martina Olsen and Mr. Peter Olsen were thanked. Olsen urged Chad to pay.",
        "The Board thanked Ms. Martina Olsen for the lamps in the harbour. Peter Olsen urged Chad to pay.",
        "The Board thanked Ms. Martina Olsen for the lamps in the harbour. Olsen Harbour urged Chad to pay.",
        "Ms. Martina Lake was thanked. The lake was dark. Lake urged Chad to pay.",
        "Olsen urged Chad to pay. Ms. Martina Olsen was thanked.",
    ],
    ids=["shared", "another person", "a longer name", "a word of the text", "before the full name"],
)
def test_a_surname_that_may_be_anybody_s_is_nobody_s(text: str) -> None:
    assert not [act for act in acts(related(f"{PORT['en']} {text}").facts) if act[-1] == "country/TCD"]


def test_a_longer_name_keeps_its_last_part_behind_a_title() -> None:
    name = "Mr. Faiyaz Anwar Lindqvist (Norway)"
    text = f"{PORT['en']} {name} spoke. {name} was elected Chair."
    (tenure,) = (node for node in related(text).facts.nodes.values() if "Tenure" in node.types)
    assert tuple(tenure.properties["person"]) == (Ref("person/faiyaz-anwar-lindqvist"),)


# What the agency is, between its name and the verb.
BESIDE = {
    "en": "The UN refugee agency, UNHCR, urged Chad to pay.",
    "fr": "L'agence des Nations Unies pour les réfugiés, le HCR, a exhorté le Tchad à payer.",
    "es": "La agencia de la ONU para los refugiados, ACNUR, instó al Chad a pagar.",
    "ru": "Агентство ООН по делам беженцев, УВКБ, настоятельно призвало Чад заплатить.",
    "zh": "联合国难民署（难民署）周二敦促乍得付款。",
}


@pytest.mark.parametrize("language", sorted(BESIDE))
def test_another_name_of_an_agency_may_stand_between_it_and_what_it_does(language: str) -> None:
    assert ("body/unhcr", "verb/urges") in {
        act[:2] for act in acts(related(f"{PORT[language]} {BESIDE[language]}").facts)
    }
