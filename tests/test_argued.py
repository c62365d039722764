"""What is argued is a statement of who argues it; a clause of time asks nothing of anyone; in six languages."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from tests.said import acts, nodes

ARGUED = [
    ("en", "Norway maintained that the lamps were old."),
    ("en", "Norway submitted that the lamps were old."),
    ("en", "Norway contends that the lamps are old."),
    ("fr", "La Norvège a soutenu que les lampes étaient vieilles."),
    ("fr", "La Norvège a maintenu que les lampes étaient vieilles."),
    ("fr", "La Norvège allègue que les lampes sont vieilles."),
    ("es", "Noruega mantuvo que las lámparas eran viejas."),
    ("es", "Noruega alegó que las lámparas eran viejas."),
    ("ru", "Норвегия доказывала, что лампы были старыми."),
    ("zh", "挪威声称这些灯已经老旧。"),
    ("zh", "挪威辩称这些灯已经老旧。"),
    ("ar", "دفعت النرويج بأن المصابيح قديمة."),
    ("ar", "تدعي النرويج أن المصابيح قديمة."),
]

# What keeps up relations, or keeps somebody informed, decides nothing, nor does whoever is kept informed report.
NO_ACT = [
    ("en", "Norway has kept the Security Council informed of its plans."),
    ("fr", "La Norvège maintient de bonnes relations avec le Conseil de sécurité."),
    ("es", "Noruega mantuvo a la Asamblea General informada de sus planes."),
    ("es", "Noruega mantiene contactos estrechos con el Consejo de Seguridad."),
    ("ru", "Норвегия поддерживает тесные контакты с Советом Безопасности."),
    ("zh", "挪威与安全理事会保持良好关系。"),
]

FIRST_IN_TIME = [
    ("en", "When a new Secretary-General shall be elected, Member States must give her the tools she needs."),
    ("fr", "Lorsque le Conseil de sécurité devra agir, les États Membres doivent lui en donner les moyens."),
    ("es", "Cuando el Consejo de Seguridad deba actuar, los Estados Miembros deben darle los medios."),
    ("ru", "Когда Совет Безопасности должен принять меры, государства-члены должны дать ему средства."),
    ("zh", "当安全理事会必须采取行动时，会员国应提供所需的手段。"),
    ("ar", "عندما يتعين على مجلس الأمن أن يتصرف، يجب على الدول الأعضاء أن توفر له الوسائل."),
]


@pytest.mark.parametrize(("language", "said"), ARGUED)
def test_what_is_argued_is_stated_and_no_other_act(language: str, said: str) -> None:
    found = nodes(f"1. {said}\n", language)
    stated = [node.properties["statedBy"] for node in found if "Finding" in node.types]
    assert [[term.id for term in terms if isinstance(term, Ref)] for terms in stated] == [["country/NOR"]]
    assert not [node for node in found if "Act" in node.types]


def test_the_past_of_a_russian_verb_of_asserting_approves_nothing() -> None:
    assert acts("1. Норвегия утверждала, что лампы были старыми.\n", "ru") == [("NOR", "verb/affirms", ())]


@pytest.mark.parametrize(("language", "said"), NO_ACT)
def test_relations_kept_up_are_no_act(language: str, said: str) -> None:
    assert acts(f"1. {said}\n", language) == []


@pytest.mark.parametrize(("language", "said"), FIRST_IN_TIME)
def test_a_clause_of_time_asks_nothing(language: str, said: str) -> None:
    asked = [addressees for _, verb, addressees in acts(f"1. {said}\n", language) if verb == "verb/should"]
    assert asked == [("group/member-states",)]
