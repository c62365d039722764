"""For whom those in a list of speakers speak, in six languages: nobody in such a bracket has spoken."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref

from .said import acts
from .test_kinds import related

SPOKEN = {
    "en": "1. Statements were made by the representatives of Egypt (on behalf of the Group of 77 and China), Chile and"
    " Kenya (also on behalf of Norway).",
    "es": "1. Formularon declaraciones los representantes de Egipto (en nombre del Grupo de los 77 y China), Chile y"
    " Kenya (también en nombre de Noruega).",
    "fr": "1. Des déclarations ont été faites par les représentants de l'Égypte (au nom du Groupe des 77 et de la"
    " Chine), du Chili et du Kenya (également au nom de la Norvège).",
    "ru": "1. С заявлениями выступили представители Египта (от имени Группы 77 и Китая), Чили и Кении (также от имени"
    " Норвегии).",
    "zh": "1. 埃及（代表77国集团和中国）、智利和肯尼亚（也代表挪威）的代表作了发言。",
    "ar": "1 - وأدلى ببيانات ممثلو مصر (باسم مجموعة الـ 77 والصين) وشيلي وكينيا (باسم النرويج أيضا).",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_speaker_in_a_list_speaks_for_whom_the_bracket_says(language: str) -> None:
    found: dict[str, set[str]] = {}
    for node in related(SPOKEN[language]).facts.nodes.values():
        if "Participation" in node.types:
            (who,) = (ref.id for ref in node.properties["participant"] if isinstance(ref, Ref))
            whom = (ref.id for ref in node.properties.get("onBehalfOf", ()) if isinstance(ref, Ref))
            found.setdefault(who, set()).update(whom)
    assert found == {
        "country/EGY": {"group/group-of-77-and-china"},
        "country/CHL": set(),
        "country/KEN": {"country/NOR"},
    }


ASIDES = {
    "en": "Norway spoke. The representative of Chile, speaking also on behalf of Peru, welcomed the report.",
    "fr": "La Norvège a parlé. Le représentant du Chili, parlant également au nom du Pérou, s'est félicité du rapport.",
    "es": "Noruega habló. La representante de Chile, hablando también en nombre del Perú, acogió con beneplácito el"
    " informe.",
    "ru": "Норвегия выступила. Представитель Чили, выступая также от имени Перу, приветствовал доклад.",
    "ar": "تكلمت النرويج. ورحبت شيلي، متكلمة أيضا باسم بيرو، بالتقرير.",
    "zh": "挪威发了言。智利代表也以秘鲁的名义发言，欢迎该报告。",
}


@pytest.mark.parametrize("language", ASIDES)
def test_who_speaks_for_others_too_acts(language: str) -> None:
    actors = [actor for actor, verb, *_ in acts(ASIDES[language], language) if verb == "verb/welcomes"]
    assert actors == ["CHL"]


def test_an_aside_of_an_unknown_subject_is_of_nobody_who_spoke_before() -> None:
    text = (
        "Le représentant du Brésil, notant le retard, a prié le Secrétariat de publier le rapport. Le Conseil"
        " d'administration, rappelant sa décision, a prié l'Administrateur de faire rapport."
    )
    recalling = [actor for actor, verb, *_ in acts(text, "fr") if verb == "verb/recalls"]
    assert "BRA" not in recalling
