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
