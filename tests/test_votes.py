"""Votes and sponsors in plain text: lists, counts, what is voted on, who puts a draft forward, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.model.fact import Ref, Value
from dao_graph.relate import Related
from dao_graph.relate.consistency import inconsistencies

from .test_kinds import related
from .test_read import document

DRAFT = "document/A_C.3_99_L.28"
LISTS = {
    "en": "9. At the same meeting, the Committee adopted draft resolution A/C.3/99/L.28 by a recorded vote of 2 to 1, "
    "with 1 abstention. The voting was as follows:\nIn favour:\nNorway, Chile\nAgainst:\nPeru\nAbstaining:\nKenya\n",
    "fr": "9. À la même séance, la Commission a adopté le projet de résolution A/C.3/99/L.28 par 2 voix contre 1, avec "
    "1 abstention. Il a été procédé au vote :\nOnt voté pour :\nNorvège, Chili\nOnt voté contre :\nPérou\nSe sont "
    "abstenus :\nKenya\n",
    "es": "9. En la misma sesión, la Comisión aprobó el proyecto de resolución A/C.3/99/L.28 por 2 votos contra 1 y 1 "
    "abstenciones. El resultado fue el siguiente:\nVotos a favor:\nNoruega, Chile\nVotos en contra:\nPerú\n"
    "Abstenciones:\nKenya\n",
    "ru": "9. На том же заседании Комитет принял проект резолюции A/C.3/99/L.28 2 голосами против "
    "1 при 1 воздержавшемся. Голоса распределились следующим образом:\nГолосовали за:\nНорвегия, Чили\n"
    "Голосовали против:\n"
    "Перу\n"
    "Воздержались:\nКения\n",
    "zh": "9. 在同次会议上，委员会以2票对1票、1票弃权通过决议草案A/C.3/99/L.28。"
    "表决情况如下：\n赞成：\n挪威、智利\n反对：\n秘鲁\n弃权：\n肯尼亚\n",
    "ar": "9 - وفي الجلسة نفسها، اعتمدت اللجنة مشروع القرار A/C.3/99/L.28 بأغلبية 2 صوتا مقابل 1 وامتناع 1 عن التصويت. "
    "وجرى التصويت كما يلي:\nالمؤيدون:\nالنرويج، شيلي\nالمعارضون:\nبيرو\nالممتنعون:\nكينيا\n",
}
JOINED = {
    "en": "At the 9th meeting, the representative of Norway introduced a draft resolution (A/C.3/99/L.28). "
    "Subsequently, "
    "Chile and Peru joined as sponsors of the draft.",
    "fr": "La Norvège présente le projet de résolution A/C.3/99/L.28. Le Chili et le Pérou se sont joints aux auteurs.",
    "es": "Noruega presenta el proyecto de resolución A/C.3/99/L.28. Chile y el Perú se sumaron a los patrocinadores.",
    "ru": "Норвегия вносит на рассмотрение проект резолюции A/C.3/99/L.28. Чили и Перу присоединились к числу авторов.",
    "zh": "挪威介绍了决议草案A/C.3/99/L.28。智利和秘鲁随后加入为提案国。",
    "ar": "عرضت النرويج مشروع القرار A/C.3/99/L.28. وانضمت شيلي وبيرو إلى مقدمي مشروع القرار.",
}


def stated(found: Related, predicate: str, subject: str = DRAFT) -> set[str]:
    return {
        s.object.id if isinstance(s.object, Ref) else s.object.text
        for s in found.facts.statements
        if s.subject == subject and s.predicate == predicate
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_votes_are_of_the_document_voted_on(language: str) -> None:
    found = related(LISTS[language])
    assert stated(found, "votedFor") == {"country/NOR", "country/CHL"}
    assert stated(found, "votedAgainst") == {"country/PER"}
    assert stated(found, "abstained") == {"country/KEN"}
    counts = [stated(found, name) for name in ("votesFor", "votesAgainst", "abstentions")]
    assert counts == [{"2"}, {"1"}, {"1"}]
    assert stated(found, "adoptionMode") == {"status/recorded-vote"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sponsors_introduce_and_join(language: str) -> None:
    assert stated(related(JOINED[language]), "sponsor") >= {"country/CHL", "country/PER"}


def test_a_vote_below_its_lists_is_theirs() -> None:
    found = related(
        "A recorded vote was taken.\n\nIn favour:\n\nNorway, Chile\n\nAgainst:\n\nPeru\n\n"
        "Draft resolution A/C.3/99/L.28 was adopted by 2 votes to 1.\n"
    )
    assert stated(found, "votedFor") == {"country/NOR", "country/CHL"}
    assert stated(found, "votedAgainst") == {"country/PER"}


def test_a_vote_on_a_paragraph_is_on_no_document() -> None:
    text = LISTS["en"].replace("adopted draft", "retained paragraph 3 of draft")
    found = related(text)
    assert not [s for s in found.facts.statements if s.predicate in ("votedFor", "votesFor")]


def test_without_a_vote() -> None:
    found = related(
        "At its 9th meeting, the Committee, with the keepers in the room, adopted draft resolution A/C.3/99/L.28 "
        "without "
        "a vote, and the Chair thanked the members for the work that they had done."
    )
    assert stated(found, "adoptionMode") == {"status/without-vote"}


def test_counts_are_checked_against_lists() -> None:
    text = LISTS["en"].replace("vote of 2 to", "vote of 3 to")
    found = related(text)
    (note,) = [n for n in inconsistencies(document(text), found.facts) if n.kind == "count"]
    assert note.about == DRAFT and "3 votesFor" in note.message


@pytest.mark.parametrize(
    ("language", "line", "title"),
    [
        ("en", "Chile, Norway and Peru: draft resolution", "Lamps and lighthouses"),
        ("fr", "Chili, Norvège et Pérou : projet de résolution", "Lampes et phares"),
        ("es", "Chile, Noruega y Perú: proyecto de resolución", "Lámparas y faros"),
        ("zh", "智利、挪威和秘鲁：决议草案", "灯具与灯塔"),
        ("ru", "Норвегия, Перу и Чили: проект резолюции", "Лампы и маяки"),
        ("ar", "بيرو وشيلي والنرويج: مشروع قرار", "المصابيح والمنارات"),
    ],
)
def test_the_line_above_a_draft_names_its_sponsors(language: str, line: str, title: str) -> None:
    openings = {
        "en": "The General Assembly,\n\n1. Requests the Secretary-General to report to it.",
        "fr": "L'Assemblée générale,\n\n1. Prie le Secrétaire général de lui faire rapport.",
        "es": "La Asamblea General,\n\n1. Solicita al Secretario General que le presente un informe.",
        "zh": "大会，\n\n1. 请秘书长提交报告。",
        "ru": "Генеральная Ассамблея,\n\n1. просит Генерального секретаря представить доклад.",
        "ar": "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يقدم تقريرا.",
    }
    found = related(f"A/C.3/99/L.28\n\n{line}\n\n{title}\n\n{openings[language]}\n")
    assert stated(found, "sponsor", found.document) == {"country/CHL", "country/NOR", "country/PER"}
    titles = {s.object for s in found.facts.statements if s[:2] == (found.document, "dcterms:title")}
    assert {t.text for t in titles if isinstance(t, Value)} == {title}


ADOPTED = {
    "en": "RESOLUTION 99/217\n\nAdopted at the 79th plenary meeting, on 22 December 2099, {}, on the recommendation of "
    "the Committee (A/99/403, para. 11)\n\n{}99/217. Peace in the valley\n\nThe General Assembly,\n\nRecalling its "
    "resolution 98/1,\n\n1. Requests the Secretary-General to report;\n",
    "fr": "RÉSOLUTION 99/217\n\nAdoptée à la 79e séance plénière, le 22 décembre 2099, {}, sur la recommandation de la "
    "Commission (A/99/403, par. 11)\n\n{}99/217. La paix dans la vallée\n\nL’Assemblée générale,\n\nRappelant sa "
    "résolution 98/1,\n\n1. Prie le Secrétaire général de faire rapport ;\n",
    "es": "RESOLUCIÓN 99/217\n\nAprobada en la 79ª sesión plenaria, celebrada el 22 de diciembre de 2099, {}, por "
    "recomendación de la Comisión (A/99/403, párr. 11)\n\n{}99/217. La paz en el valle\n\nLa Asamblea General,\n\n"
    "Recordando su resolución 98/1,\n\n1. Pide al Secretario General que informe;\n",
    "ru": "РЕЗОЛЮЦИЯ 99/217\n\nПринята на 79-м пленарном заседании 22 декабря 2099 года {} по рекомендации Комитета "
    "(A/99/403, пункт 11)\n\n{}99/217. Мир в долине\n\nГенеральная Ассамблея,\n\nссылаясь на свою резолюцию 98/1,\n\n"
    "1. просит Генерального секретаря представить доклад;\n",
    "zh": "第99/217号决议\n\n2099年12月22日第79次全体会议根据委员会的建议(A/99/403，第11段){}通过\n\n"
    "{}99/217. 山谷的和平\n\n大会，\n\n回顾其第98/1号决议，\n\n1. 请秘书长提交报告；\n",
    "ar": "القرار 99/217\n\nاتخذ في الجلسة العامة 79، المعقودة في 22 كانون الأول/ديسمبر 2099، {}، بناء على توصية "
    "اللجنة (A/99/403، الفقرة 11)\n\n{}99/217 - السلام في الوادي\n\nإن الجمعية العامة،\n\nإذ تشير إلى قرارها 98/1،\n\n"
    "1 - تطلب إلى الأمين العام أن يقدم تقريرا؛\n",
}
WITHOUT = {
    "en": "without a vote",
    "fr": "sans avoir été mise aux voix",
    "es": "sin votación",
    "ru": "без голосования",
    "zh": "未经表决",
    "ar": "بدون تصويت",
}
BY_VOTE = {
    "en": ("by a recorded vote of 121 to 12, with 57 abstentions,*", "* In favour: Algeria, Chad\nAgainst: Peru\n"),
    "fr": (
        "par 121 voix contre 12, avec 57 abstentions*",
        "* Ont voté pour : Algérie, Tchad\nOnt voté contre : Pérou\n",
    ),
    "es": (
        "en votación registrada de 121 votos contra 12 y 57 abstenciones*",
        "* Votos a favor: Argelia, Chad\nVotos en contra: Perú\n",
    ),
    "ru": (
        "голосованием 121 голосом против 12 при 57 воздержавшихся*",
        "* Голосовали за: Алжир, Чад\nГолосовали против: Перу\n",
    ),
    "zh": ("以121票赞成、12票反对、57票弃权*，", "* 赞成：阿尔及利亚、乍得\n反对：秘鲁\n"),
    "ar": (
        "بأغلبية 121 صوتا مقابل 12 وامتناع 57 عضوا عن التصويت*",
        "* المؤيدون: الجزائر، تشاد\nالمعارضون: بيرو\n",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_compilation_tells_the_meeting_above_the_title(language: str) -> None:
    found = related(ADOPTED[language].format(WITHOUT[language], ""))
    assert found.symbol == "A/RES/99/217"
    root = "document/A_RES_99_217"
    assert stated(found, "adoptionDate", root) == {"2099-12-22"}
    assert stated(found, "adoptionMode", root) == {"status/without-vote"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_compilation_tells_the_vote_in_a_note(language: str) -> None:
    counts, lists = BY_VOTE[language]
    found = related(ADOPTED[language].format(counts, f"{lists}\n"))
    root = "document/A_RES_99_217"
    assert found.symbol == "A/RES/99/217"
    assert len(stated(found, "dcterms:title", root)) == 1
    assert stated(found, "adoptionDate", root) == {"2099-12-22"}
    assert stated(found, "votedFor", root) == {"country/DZA", "country/TCD"}
    assert stated(found, "votedAgainst", root) == {"country/PER"}
    assert [stated(found, name, root) for name in ("votesFor", "votesAgainst", "abstentions")] == [
        {"121"},
        {"12"},
        {"57"},
    ]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("1. The draft resolution A/C.3/99/L.28 was adopted by 41 votes to 1, with 5 abstentions.", ("41", "1", "5")),
        ("1. By a recorded vote of 41 in favour to one against, with no abstentions, draft resolution A/C.3/99/L.28 was"
         " adopted.", ("41", "1", "0")),
        ("1. The Committee adopted draft resolution A/C.3/99/L.28 by a vote of 41 to none, with 5 abstaining.",
         ("41", "0", "5")),
        ("1. Por 41 votos contra ninguno y 5 abstenciones, queda aprobado el proyecto de resolución A/C.3/99/L.28.",
         ("41", "0", "5")),
        ("1. Par 41 voix contre une, avec 5 abstentions, le projet de résolution A/C.3/99/L.28 est adopté.",
         ("41", "1", "5")),
        ("1. Проект резолюции A/C.3/99/L.28 принимается 41 голосом против 1 при 5 воздержавшихся.", ("41", "1", "5")),
        ("1. 决议草案A/C.3/99/L.28以41票对1票、5票弃权获得通过。", ("41", "1", "5")),
        ("1 - واعتمد مشروع القرار A/C.3/99/L.28 بأغلبية 41 صوتا مقابل 3 أصوات وامتناع 5 أعضاء عن التصويت.",
         ("41", "3", "5")),
    ],
)  # fmt: skip
def test_counts_stand_without_lists(text: str, counts: tuple[str, str, str]) -> None:
    found = related(text)
    told = tuple(stated(found, name) for name in ("votesFor", "votesAgainst", "abstentions"))
    assert told == tuple({count} for count in counts)
    assert stated(found, "adoptionMode")


@pytest.mark.parametrize(
    "text",
    [
        "1. Draft resolution A/C.3/99/L.28 was rejected by 12 votes to 30, with 5 abstentions.",
        "1. Por 12 votos contra 30 y 5 abstenciones, queda rechazado el proyecto de resolución A/C.3/99/L.28.",
        "1. Par 12 voix contre 30, avec 5 abstentions, le projet de résolution A/C.3/99/L.28 est rejeté.",
        "1. Проект резолюции A/C.3/99/L.28 отклоняется 12 голосами против 30 при 5 воздержавшихся.",
        "1. 决议草案A/C.3/99/L.28以12票对30票、5票弃权被否决。",
        "1 - رفض مشروع القرار A/C.3/99/L.28 بأغلبية 12 صوتا مقابل 30 صوتا.",
    ],
)
def test_what_is_rejected_is_adopted_in_no_way(text: str) -> None:
    found = related(text)
    assert stated(found, "votesFor") == {"12"}
    assert not stated(found, "adoptionMode")


INTRODUCED = {
    "en": "At the 9th meeting, the representative of Norway{} introduced draft resolution A/C.3/99/L.28 on lamps.",
    "fr": "À la 9e séance, le représentant de la Norvège{} a présenté le projet de résolution A/C.3/99/L.28.",
    "es": "En la novena sesión, el representante de Noruega{} presentó el proyecto de resolución A/C.3/99/L.28.",
    "ru": "На 9-м заседании представитель Норвегии{} внес на рассмотрение проект резолюции A/C.3/99/L.28.",
    "zh": "在第9次会议上，挪威代表{}介绍了决议草案A/C.3/99/L.28。",
    "ar": "وفي الجلسة 9، عرض ممثل النرويج{} مشروع القرار A/C.3/99/L.28.",
}
BEHALF = {
    "en": ", on behalf of Chile and Peru,",
    "fr": ", au nom du Chili et du Pérou,",
    "es": ", en nombre de Chile y el Perú,",
    "ru": " от имени Чили и Перу",
    "zh": "代表智利和秘鲁",
    "ar": "، باسم بيرو وشيلي،",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_introduces_a_draft_sponsors_it_unless_it_is_for_others(language: str) -> None:
    alone = related(INTRODUCED[language].format("") + "\n")
    assert stated(alone, "sponsor") == {"country/NOR"}
    behalf = related(INTRODUCED[language].format(BEHALF[language]) + "\n")
    assert stated(behalf, "sponsor") == {"country/CHL", "country/PER"}


def test_an_officer_who_introduces_a_draft_is_no_sponsor() -> None:
    found = related("The Vice-Chair of the Committee (Kenya) introduced draft resolution A/C.3/99/L.28 on lamps.\n")
    assert stated(found, "sponsor") == set()


# A draft that is rejected, and one that nobody votes against.
RESULTS = {
    "en": (
        "Draft decision A/C.3/99/L.28 was rejected by a vote of 9 to 4, with 2 abstentions.",
        "The Committee adopted draft decision A/C.3/99/L.28 by 12 votes to none, with 3 abstentions.",
    ),
    "fr": (
        "Le projet de décision A/C.3/99/L.28 a été rejeté par 9 voix contre 4, avec 2 abstentions. Les gardiens des "
        "phares ont remercié la Commission pour les lampes et pour le port, et ils sont retournés sur la côte.",
        "La Commission a adopté le projet de décision A/C.3/99/L.28 par 12 voix contre zéro, avec 3 abstentions. Les "
        "gardiens des phares ont remercié la Commission pour les lampes et ils sont retournés sur la côte.",
    ),
    "es": (
        "El proyecto de decisión A/C.3/99/L.28 fue rechazado por 9 votos contra 4 y 2 abstenciones.",
        "La Comisión aprobó el proyecto de decisión A/C.3/99/L.28 por 12 votos contra ninguno y 3 abstenciones.",
    ),
    "ru": (
        "Проект решения A/C.3/99/L.28 был отклонен 9 голосами против 4 при 2 воздержавшихся.",
        "Комитет принял проект решения A/C.3/99/L.28 12 голосами при 3 воздержавшихся, причем никто не голосовал "
        "против.",
    ),
    "zh": (
        "决定草案A/C.3/99/L.28以9票反对、4票赞成、2票弃权被否决。",
        "委员会以12票赞成、零票反对、3票弃权通过了决定草案A/C.3/99/L.28。",
    ),
    "ar": (
        "رُفض مشروع المقرر A/C.3/99/L.28 بأغلبية 9 أصوات مقابل 4 أصوات، مع امتناع 2 عن التصويت.",
        "اعتمدت اللجنة مشروع المقرر A/C.3/99/L.28 بأغلبية 12 صوتا مقابل لا شيء، مع امتناع 3 أعضاء عن التصويت.",
    ),
}


@pytest.mark.parametrize("language", RESULTS)
def test_of_a_rejected_draft_those_against_are_the_more(language: str) -> None:
    rejected, adopted = (related(f"1. {text}\n") for text in RESULTS[language])
    counts = [
        [stated(found, predicate) for predicate in ("votesFor", "votesAgainst", "adoptionMode")]
        for found in (rejected, adopted)
    ]
    assert counts == [[{"4"}, {"9"}, set()], [{"12"}, {"0"}, {"status/recorded-vote"}]]


def test_more_may_be_in_favour_of_what_is_rejected_where_the_text_says_so() -> None:
    found = related("1. Draft resolution A/C.3/99/L.28 was not adopted, by 9 votes in favour to 4 against.\n")
    assert stated(found, "votesFor") == {"9"}


BRACKETS = {
    "en": "9. The Committee adopted draft resolution A/C.3/99/L.28 by a vote of 12 in favour to 2 against (Chile,"
    " Peru), with 1 abstention (Kenya).",
    "fr": "9. La Commission a adopté le projet de résolution A/C.3/99/L.28 par 12 voix pour, 2 voix contre (Chili,"
    " Pérou) et 1 abstention (Kenya).",
    "es": "9. La Comisión aprobó el proyecto de resolución A/C.3/99/L.28 por 12 votos a favor, 2 en contra (Chile y el"
    " Perú) y 1 abstención (Kenya).",
    "ru": "9. Комитет принял проект резолюции A/C.3/99/L.28 12 голосами против 2 (Перу, Чили) при 1 воздержавшемся"
    " (Кения).",
    "zh": "9. 委员会以12票赞成、2票反对（秘鲁、智利）、1票弃权（肯尼亚）通过决议草案A/C.3/99/L.28。",
    "ar": "9 - واعتمدت اللجنة مشروع القرار A/C.3/99/L.28 بأغلبية 12 صوتا مقابل 2 (بيرو وشيلي) وامتناع 1 (كينيا) عن"
    " التصويت.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_brackets_behind_counts_name_who_voted_so(language: str) -> None:
    found = related(BRACKETS[language])
    assert stated(found, "votesFor") == {"12"}
    assert stated(found, "votedAgainst") == {"country/CHL", "country/PER"}
    assert stated(found, "abstained") == {"country/KEN"}
    assert not stated(found, "votedFor")


@pytest.mark.parametrize(
    "text",
    [
        "The Council adopted draft resolution A/C.3/99/L.28 by a vote of 12 in favour, with 3 abstentions.",
        "Le Conseil a adopté le projet de résolution A/C.3/99/L.28 par 12 voix pour et 3 abstentions.",
        "El Consejo aprobó el proyecto de resolución A/C.3/99/L.28 por 12 votos a favor y 3 abstenciones.",
        "Совет принял проект резолюции A/C.3/99/L.28 12 голосами при 3 воздержавшихся.",
        "安理会以12票赞成、3票弃权通过决议草案A/C.3/99/L.28。",
        "واعتمد المجلس مشروع القرار A/C.3/99/L.28 بأغلبية 12 صوتا وامتناع 3 أعضاء عن التصويت.",
    ],
)
def test_nobody_against_is_not_told(text: str) -> None:
    found = related(text)
    assert [stated(found, name) for name in ("votesFor", "votesAgainst", "abstentions")] == [{"12"}, set(), {"3"}]
