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


REGRETS = {
    "en": "1. Ms. Lund (Denmark) said that she regretted the delay.",
    "fr": "1. Mme Lund (Danemark) dit qu'elle regrette le retard des lampes de la Commission.",
    "es": "1. La Sra. Lund (Dinamarca) dice que lamenta el retraso.",
    "ru": "1. Г-жа Лунд (Дания) говорит, что она сожалеет о задержке.",
    "ar": "1 - السيدة لوند (الدانمرك): قالت إنها تأسف للتأخير.",
    "zh": "1. 隆德女士（丹麦）说，她对拖延感到遗憾。",
}
THANKS = {
    "en": "1. Mr. Lund (Director of Lamps) thanked Norway for the lamps.",
    "fr": "1. M. Lund (Directeur des lampes) remercie la Norvège de ses lampes.",
    "es": "1. El Sr. Lund (Director de Lámparas) agradece a Noruega sus lámparas.",
    "ru": "1. Г-н Лунд (Директор по лампам) благодарит Норвегию за лампы.",
    "ar": "1 - السيد لوند (مدير المصابيح): شكر النرويج على المصابيح.",
    "zh": "1. 隆德先生（灯具司司长）感谢挪威提供灯具。",
}
ADOPTED = {
    "en": "1. Draft resolution A/C.2/79/L.6 was adopted by 120 votes to 3, with 45 abstentions.",
    "fr": "1. Par 120 voix contre 3, avec 45 abstentions, le projet de résolution A/C.2/79/L.6 est adopté.",
    "es": "1. Por 120 votos contra 3 y 45 abstenciones, queda aprobado el proyecto de resolución A/C.2/79/L.6.",
    "ru": "1. Проект резолюции A/C.2/79/L.6 принимается 120 голосами против 3 при 45 воздержавшихся.",
    "ar": "1 - واعتمد مشروع القرار A/C.2/79/L.6 بأغلبية ١٢٠ صوتا مقابل ٣ أصوات، وامتناع ٤٥ عضوا عن التصويت.",
    "zh": "1. 决议草案A/C.2/79/L.6以120票赞成、3票反对、45票弃权获得通过。",
}


def in_record(language: str, text: str) -> set[tuple[str, ...]]:
    head = RECORDS[language].splitlines()[:5]
    return {act[:3] for act in acts(related("\n".join((*head, text, ""))).facts)}


@pytest.mark.parametrize("language", sorted(REGRETS))
def test_what_somebody_says_that_he_regrets_is_regretted(language: str) -> None:
    assert any(act[:2] == ("country/DNK", "verb/regrets") for act in in_record(language, REGRETS[language]))


@pytest.mark.parametrize("language", sorted(THANKS))
def test_whoever_takes_the_floor_acts_though_no_state_stands_behind_the_name(language: str) -> None:
    thanks = {act for act in in_record(language, THANKS[language]) if act[1:] == ("verb/thanks", "country/NOR")}
    assert len(thanks) == 1
    assert "/speaker/" in thanks.pop()[0]


@pytest.mark.parametrize("language", sorted(ADOPTED))
def test_what_so_many_vote_for_the_body_that_meets_adopts(language: str) -> None:
    assert "verb/adopts" in {act[1] for act in in_record(language, ADOPTED[language])}


ADDED = {
    "en": "The Secretary-General said in Geneva that the lamps were lit. He added that the keepers were tired.",
    "fr": "Le Secrétaire général a dit à Genève que les lampes du phare étaient allumées. "
    "Il a ajouté que les gardiens de la tour étaient fatigués.",
    "es": "El Secretario General dijo en Ginebra que había lámparas. Añadió que los guardianes estaban cansados.",
    "ru": "Генеральный секретарь сказал в Женеве, что лампы горят. Он добавил, что смотрители устали.",
    "ar": "وقال الأمين العام في جنيف إن المصابيح مضاءة. وأضاف أن الحراس متعبون.",
    "zh": "秘书长在日内瓦表示，灯塔已经点亮。他补充说，守塔人很疲倦。",
}


@pytest.mark.parametrize("language", sorted(ADDED))
def test_what_he_adds_is_said_by_whom_the_sentence_before_names(language: str) -> None:
    facts = related(ADDED[language]).facts
    found = [node for node in facts.nodes.values() if "Finding" in node.types]
    assert [str(term) for node in found for term in node.properties["statedBy"]] == [
        "Ref(id='post/secretary-general')",
        "Ref(id='post/secretary-general')",
    ]
