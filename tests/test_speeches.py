"""What two verbs ask together, whom "he" means, and who says what should be done, in six languages."""

from __future__ import annotations

import pytest

from .test_floor import RECORDS
from .test_kinds import acts, related

ASKED = {
    "en": "The Security Council urges Kenya and encourages Uganda to mend the lamps.",
    "fr": "Le Conseil de sécurité exhorte le Kenya et encourage l'Ouganda à réparer les lampes.",
    "es": "El Consejo de Seguridad insta a Kenya y alienta a Uganda a que reparen las lámparas.",
    "ru": "Совет Безопасности настоятельно призывает Кению и рекомендует Уганде починить лампы.",
    "ar": "يحث مجلس الأمن كينيا ويشجع أوغندا على إصلاح المصابيح.",
    "zh": "安全理事会敦促肯尼亚并鼓励乌干达修理灯具。",
}


@pytest.mark.parametrize("language", sorted(ASKED))
def test_whoever_stands_alone_behind_the_first_verb_is_asked_what_follows_the_second(language: str) -> None:
    facts = related(ASKED[language]).facts
    assert {"country/KEN", "country/UGA"} <= {act[-1] for act in acts(facts)}
    ends = {str(text)[-6:] for node in facts.nodes.values() if "Act" in node.types for text in node.properties["text"]}
    assert len(ends) == 1


# WHO thanks somebody; then the Secretary-General says something behind a clause of its own, and "he" urges Chad.
HE = {
    "en": "WHO thanked Norway. Speaking in Geneva, the Secretary-General said that it was dark. "
    "He also urged Chad to pay.",
    "fr": "L'OMS a remercié la Norvège. S'exprimant à Genève, le Secrétaire général a déclaré qu'il faisait sombre. "
    "Il a également exhorté le Tchad à payer.",
    "es": "La OMS agradeció a Noruega. En declaraciones a la prensa, el Secretario General dijo que estaba oscuro. "
    "También instó al Chad a que pagara.",
    "ru": "ВОЗ поблагодарила Норвегию. Выступая в Женеве, Генеральный секретарь сказал, что было темно. "
    "Он также настоятельно призвал Чад заплатить.",
    "zh": "世卫组织感谢挪威。秘书长在日内瓦说，天色已暗。他还敦促乍得付款。",
}


@pytest.mark.parametrize("language", sorted(HE))
def test_he_is_whom_the_sentence_before_names_even_where_that_states_no_act(language: str) -> None:
    urged = [act for act in acts(related(HE[language]).facts) if act[-1] == "country/TCD"]
    assert [act[:2] for act in urged] == [("post/secretary-general", "verb/urges")]


RECORD = {
    "en": "1. Ms. Lund (Denmark) said that UNICEF should publish its report.",
    "fr": "1. Mme Lund (Danemark) dit que l'UNICEF devrait publier son rapport.",
    "es": "1. La Sra. Lund (Dinamarca) dice que el UNICEF debería publicar su informe.",
    "ru": "1. Г-жа Лунд (Дания) говорит, что ЮНИСЕФ следует опубликовать свой доклад.",
    "ar": "1 - السيدة لوند (الدانمرك): قالت إنه ينبغي لليونيسف أن تنشر تقريرها.",
    "zh": "1. 隆德女士（丹麦）说，儿基会应公布其报告。",
}


@pytest.mark.parametrize("language", sorted(RECORD))
def test_what_somebody_should_do_is_said_by_who_takes_the_floor(language: str) -> None:
    head = RECORDS[language].splitlines()[:5]
    found = acts(related("\n".join((*head, RECORD[language], ""))).facts)
    assert ("country/DNK", "verb/should", "body/unicef") in found
