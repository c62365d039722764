"""Some members of a body act, and not the body; asides, agents and addressees of recommendations, in six languages."""

from __future__ import annotations

import pytest

from tests.said import acts

SOME = [
    ("en", "Several members of the Security Council expressed concern about the delays."),
    ("en", "Several Council members, including Japan and Malta, expressed concern about the delays."),
    ("fr", "Certains membres du Conseil de sécurité ont exprimé leur préoccupation face aux retards."),
    ("es", "Algunos miembros del Consejo de Seguridad expresaron preocupación por los retrasos."),
    ("ru", "Ряд членов Совета Безопасности выразили обеспокоенность по поводу задержек."),
    ("zh", "几个安理会成员对延误表示关切。"),
    ("zh", "安全理事会一些成员对延误表示关切。"),
    ("ar", "وأعرب بعض أعضاء مجلس الأمن عن قلقهم إزاء التأخير."),
]

SUPPORTED = {
    "en": "Kenya, supported by Uganda, proposed an amendment to the draft resolution.",
    "fr": "Le Kenya, appuyé par l’Ouganda, a proposé un amendement au projet de résolution.",
    "es": "Kenya, apoyada por Uganda, propuso una enmienda al proyecto de resolución.",
    "ru": "Кения при поддержке Уганды предложила поправку к проекту резолюции.",
    "zh": "肯尼亚在乌干达支持下提议对决议草案作出修正。",
    "ar": "واقترحت كينيا، بتأييد من أوغندا، تعديلا على مشروع القرار.",
}

RECOMMENDED = {
    "en": "UNICEF made 12 recommendations to Norway.",
    "fr": "L’UNICEF a adressé 12 recommandations à la Norvège.",
    "es": "El UNICEF formuló 12 recomendaciones a Noruega.",
    "ru": "ЮНИСЕФ вынес 12 рекомендаций в адрес Норвегии.",
    "zh": "儿基会向挪威提出12项建议。",
    "ar": "وقدمت اليونيسيف 12 توصية إلى النرويج.",
}

INFORMED = {
    "en": "The General Assembly was informed by Norway that the lamps had been lit.",
    "fr": "L’Assemblée générale a été informée par la Norvège que les lampes avaient été allumées.",
    "es": "Noruega informó a la Asamblea General de que las lámparas habían sido encendidas.",
    "ru": "Норвегия информировала Генеральную Ассамблею о том, что лампы были зажжены.",
    "zh": "挪威告知大会，这些灯已经点亮。",
    "ar": "وأبلغت النرويج الجمعية العامة بأن المصابيح قد أضيئت.",
}

REJECTED = {
    "en": "The representative of Cuba, speaking in exercise of the right of reply, rejected the allegations.",
    "fr": "Le représentant de Cuba, exerçant son droit de réponse, a rejeté les allégations.",
    "es": "El representante de Cuba, en ejercicio del derecho a contestar, rechazó las acusaciones.",
    "ru": "Представитель Кубы, выступая в порядке осуществления права на ответ, отверг обвинения.",
    "zh": "古巴代表行使答辩权发言，驳斥了这些指控。",
    "ar": "ورفض ممثل كوبا، متكلما في إطار ممارسة حق الرد، الادعاءات.",
}


@pytest.mark.parametrize(("language", "said"), SOME)
def test_some_members_are_not_the_body(language: str, said: str) -> None:
    assert acts(f"1. {said}\n", language) == [("some-members", "verb/expresses-concern", ())]


@pytest.mark.parametrize("language", SUPPORTED)
def test_who_is_supported_acts(language: str) -> None:
    assert acts(f"1. {SUPPORTED[language]}\n", language) == [("KEN", "verb/proposes", ())]


@pytest.mark.parametrize("language", RECOMMENDED)
def test_to_whom_recommendations_are_made(language: str) -> None:
    assert acts(f"1. {RECOMMENDED[language]}\n", language) == [("unicef", "verb/recommends", ("country/NOR",))]


@pytest.mark.parametrize("language", INFORMED)
def test_who_informs(language: str) -> None:
    assert [(who, verb) for who, verb, _ in acts(f"1. {INFORMED[language]}\n", language)] == [("NOR", "verb/reports")]


@pytest.mark.parametrize("language", REJECTED)
def test_in_which_exercise_somebody_rejects(language: str) -> None:
    assert acts(f"1. {REJECTED[language]}\n", language) == [("CUB", "verb/rejects", ())]


def test_a_state_that_ratifies_approves_nothing_of_an_organ() -> None:
    assert acts("1. 挪威于2019年批准了《任择议定书》。\n", "zh") == []
    assert acts("1. 大会批准了预算。\n", "zh") == [("general-assembly", "verb/approves", ())]
