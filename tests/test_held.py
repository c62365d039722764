"""Meetings that are held, and who takes part in them, in sentences of six languages."""

from __future__ import annotations

import re

import pytest

from dao_graph.data import data_dir
from dao_graph.model.fact import Facts, Ref

from .test_kinds import related

HELD = {
    "en": "The sixth meeting of the Lamp Committee was held in Nairobi from 3 to 5 May 2029.",
    "fr": "La sixième réunion du Comité des lampes s’est tenue à Nairobi du 3 au 5 mai 2029.",
    "es": "La última reunión del Comité de Lámparas se celebró en Nairobi del 3 al 5 de mayo de 2029.",
    "ru": "Шестое совещание Комитета по лампам состоялось в Найроби 3–5 мая 2029 года.",
    "zh": "灯具委员会第六次会议于2029年5月3日至5日在内罗毕举行。",
    "ar": "وعقد الاجتماع السادس للجنة المصابيح في نيروبي في الفترة من 3 إلى 5 أيار/مايو 2029.",
}
NOT_HELD = {
    "en": "The meeting planned for May 2028 in Oslo did not take place.",
    "fr": "La réunion prévue en mai 2028 à Oslo n’a pas eu lieu.",
    "es": "La reunión prevista para mayo de 2028 en Oslo no se celebró.",
    "ru": "Совещание, запланированное на май 2028 года в Осло, не состоялось.",
}
ATTENDED = {
    "en": "The workshop, held in Oslo in June 2028, was attended by representatives of Norway, Ghana and UNICEF.",
    "fr": "Ont participé à l’atelier, tenu à Oslo en juin 2028, des représentants de Norvège, du Ghana et de l’UNICEF.",
    "es": "Asistieron al taller, celebrado en Oslo en junio de 2028, representantes de Noruega, Ghana y el UNICEF.",
    "ru": "В практикуме, проведенном в Осло в июне 2028 года, участвовали представители Норвегии, Ганы и ЮНИСЕФ.",
    "zh": "挪威、加纳和儿基会的代表出席了2028年6月在奥斯陆举行的讲习班。",
    "ar": "وحضر حلقة العمل، التي عقدت في أوسلو في حزيران/يونيه 2028، ممثلو النرويج وغانا واليونيسيف.",
}
# Two states take part, and one of them is no host for it.
TOOK_PART = "Норвегия и Гана приняли участие в совещании, состоявшемся в Осло 4 июня 2028 года."
_SMALL = re.compile(r"\[a-z(?!à-ÿ)[^\]]*[à-ÿ][^\]]*\]")


def _facts(text: str) -> Facts:
    return related(f"{text}\n").facts


def _nodes(facts: Facts, type: str) -> list[dict[str, set[str]]]:
    found = [node for node in facts.nodes.values() if type in node.types]
    return [
        {role: {t.id if isinstance(t, Ref) else t.text for t in terms} for role, terms in node.properties.items()}
        for node in found
    ]


@pytest.mark.parametrize("language", HELD)
def test_a_meeting_has_its_place_and_its_days(language: str) -> None:
    (meeting,) = _nodes(_facts(HELD[language]), "Meeting")
    told = {role: meeting[role] for role in ("place", "startDate", "endDate")}
    assert told == {"place": {"place/nairobi"}, "startDate": {"2029-05-03"}, "endDate": {"2029-05-05"}}


@pytest.mark.parametrize("language", NOT_HELD)
def test_a_meeting_that_was_not_held_is_none(language: str) -> None:
    assert not _nodes(_facts(NOT_HELD[language]), "Meeting")


@pytest.mark.parametrize("language", ATTENDED)
def test_those_represented_at_a_meeting_take_part_in_it(language: str) -> None:
    facts = _facts(ATTENDED[language])
    found = {(*took["participant"], *took["role"]) for took in _nodes(facts, "Participation")}
    assert found == {(who, "role/participant") for who in ("country/NOR", "country/GHA", "body/unicef")}


def test_who_takes_part_in_a_meeting_does_not_host_it() -> None:
    facts = _facts(TOOK_PART)
    assert {role for took in _nodes(facts, "Participation") for role in took["role"]} == {"role/participant"}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_small_letters_have_all_their_accents(language: str) -> None:
    """A class of letters that lacks some reads "première" as two words, or as none."""
    files = sorted((data_dir("languages") / language).glob("*.toml"))
    assert files and not [match for file in files for match in _SMALL.findall(file.read_text("utf-8"))]
