"""Who has the floor in a record, as six languages say it: without a name, after what they do first, and for whom they
speak; what a vote's lists, a sponsor and an adoption say, and what they do not."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Node, Ref

from .test_kinds import acts, related, values

# A masthead; then who presents a draft and says something, who represents a state without a name, who wishes to join
# the sponsors, an adoption, a list of votes.
RECORDS = {
    "en": """General Assembly
Third Committee
Summary record of the 9th meeting
Held at Headquarters, New York, on Monday, 3 May 2032, at 10 a.m.
Chair: Mr. Niang ................. (Senegal)
Lighthouses
1. Mr. Rossi (Italy), introducing the draft resolution, said that the lamps were new.
2. The Observer for the Holy See said that the keepers were tired.
3. The Secretary said that Chile and Kenya wished to become sponsors of draft resolution A/C.3/86/L.4.
4. Draft resolution A/C.3/86/L.4 was adopted without a vote.
Against:
Cuba, India.
""",
    "fr": """Assemblée générale
Troisième Commission
Compte rendu analytique de la 9e séance
Tenue au Siège, à New York, le lundi 3 mai 2032, à 10 heures
Président : M. Niang ................. (Sénégal)
Phares
1. M. Rossi (Italie), présentant le projet de résolution, dit que les lampes sont neuves.
2. L'observateur du Saint-Siège dit que les gardiens sont fatigués.
3. Le Secrétaire dit que le Chili et le Kenya souhaitent se porter coauteurs du projet de résolution A/C.3/86/L.4.
4. Le projet de résolution A/C.3/86/L.4 est adopté sans être mis aux voix.
Votent contre :
Cuba, Inde.
""",
    "es": """Asamblea General
Tercera Comisión
Acta resumida de la novena sesión
Celebrada en la Sede, Nueva York, el lunes 3 de mayo de 2032 a las 10.00 horas
Presidente: Sr. Niang ................. (Senegal)
Faros
1. El Sr. Rossi (Italia), presentando el proyecto de resolución, dice que las lámparas son nuevas.
2. El observador de la Santa Sede dice que los fareros están cansados.
3. El Secretario dice que Chile y Kenya desean sumarse a los patrocinadores del proyecto de resolución A/C.3/86/L.4.
4. Queda aprobado el proyecto de resolución A/C.3/86/L.4 sin votación.
Votos en contra:
Cuba, India.
""",
    "ru": """Генеральная Ассамблея
Третий комитет
Краткий отчет о 9-м заседании,
состоявшемся в Центральных учреждениях, Нью-Йорк, в понедельник, 3 мая 2032 года, в 10 ч 00 мин
Председатель: г-н Ньянг ................. (Сенегал)
Маяки
1. Г-н Росси (Италия), представляя проект резолюции, говорит, что лампы новые.
2. Наблюдатель от Святого Престола говорит, что смотрители устали.
3. Секретарь говорит, что Кения и Чили желают присоединиться к числу авторов проекта резолюции A/C.3/86/L.4.
4. Проект резолюции A/C.3/86/L.4 принимается без голосования.
Голосовали против:
Индия, Куба.
""",
    "zh": """大会
第三委员会
第9次会议简要记录
2032年5月3日星期一上午10时在纽约总部举行
主席：尼昂先生 ................. (塞内加尔)
灯塔
1. 罗西先生(意大利)介绍决议草案，他说灯是新的。
2. 罗马教廷观察员说，看守人很累。
3. 秘书说，智利和肯尼亚希望成为决议草案A/C.3/86/L.4的提案国。
4. 决议草案A/C.3/86/L.4未经表决获得通过。
反对：
古巴、印度。
""",
    "ar": """الجمعية العامة
اللجنة الثالثة
محضر موجز للجلسة 9
المعقودة في المقر، نيويورك، يوم الاثنين، 3 أيار/مايو 2032، الساعة 10:00
الرئيس: السيد نيانغ ................. (السنغال)
المنارات
1 - السيد روسي (إيطاليا): عرض مشروع القرار، وقال إن المصابيح جديدة.
2 - المراقب عن الكرسي الرسولي: قال إن الحراس متعبون.
3 - الأمين: قال إن شيلي وكينيا ترغبان في الانضمام إلى مقدمي مشروع القرار A/C.3/86/L.4.
4 - اعتُمد مشروع القرار A/C.3/86/L.4 بدون تصويت.
المعارضون:
كوبا، الهند.
""",
}
DRAFT = "document/A_C.3_86_L.4"


@pytest.mark.parametrize("language", RECORDS)
def test_who_presents_a_draft_and_says_something_has_the_floor_for_their_state(language: str) -> None:
    facts = related(RECORDS[language]).facts
    spoken_for = {
        id for node in facts.nodes.values() if "Participation" in node.types for id in ids(node, "onBehalfOf")
    }
    assert {"country/ITA", "country/VAT"} <= spoken_for
    said = {id[-3:] for node in facts.nodes.values() if "Finding" in node.types for id in ids(node, "inProvision")}
    assert {"p/1", "p/2"} <= said


def ids(node: Node, role: str) -> set[str]:
    """The ids of what fills a role."""
    return {term.id for term in node.properties.get(role, ()) if isinstance(term, Ref)}


@pytest.mark.parametrize("language", RECORDS)
def test_states_that_wish_to_join_are_sponsors_and_an_adoption_is_without_a_vote(language: str) -> None:
    facts = related(RECORDS[language]).facts
    sponsors = values(facts, DRAFT, "sponsor")
    assert {"country/CHL", "country/KEN"} <= sponsors <= {"country/CHL", "country/KEN", "country/ITA"}
    assert values(facts, DRAFT, "adoptionMode") == {"status/without-vote"}


@pytest.mark.parametrize("language", RECORDS)
def test_the_heading_of_a_list_of_votes_rejects_nothing_and_the_body_that_met_adopts(language: str) -> None:
    found = acts(related(RECORDS[language]).facts)
    assert not any("verb/rejects" in act for act in found)
    assert {act[0] for act in found if "verb/adopts" in act} <= {"body/third-committee"}


# Whoever presents a draft by its symbol, whose points end no sentence, and then thanks somebody.
THANKS = {
    "en": "1. Ms. Lund (Peru), introducing draft resolution A/C.3/86/L.7, thanked Kenya for the lamps.",
    "fr": "1. Mme Lund (Pérou), présentant le projet de résolution A/C.3/86/L.7, remercie le Kenya pour les lampes.",
    "es": "1. La Sra. Lund (Perú), al presentar el proyecto de resolución A/C.3/86/L.7, da las gracias a Kenya.",
    "ru": "1. Г-жа Лунд (Перу), внося на рассмотрение проект резолюции A/C.3/86/L.7, благодарит Кению за лампы.",
}


@pytest.mark.parametrize("language", sorted(THANKS))
def test_whoever_presents_a_draft_by_its_symbol_has_the_floor(language: str) -> None:
    # The day and place of the meeting may stand apart from its title.
    head = RECORDS[language].splitlines()[:5]
    lines = [*head[:3], "", head[3], "", head[4], "", THANKS[language], ""]
    facts = related("\n".join(lines)).facts
    assert ("country/PER", "verb/thanks", "country/KEN") in acts(facts)
    spoken = [node for node in facts.nodes.values() if "Participation" in node.types]
    assert {"country/PER"} in [ids(node, "onBehalfOf") for node in spoken]


# A note verbale whose sender is "the Permanent Mission" from its second paragraph on.
NOTES = {
    "en": """Note verbale dated 3 May 2099 from the Permanent Mission of Norway to the United Nations addressed to the
Secretary-General
The Permanent Mission, on behalf of the keepers, requests that the note be circulated.
""",
    "fr": """Note verbale datée du 3 mai 2099, adressée au Secrétaire général par la Mission permanente de la Norvège
auprès de l'Organisation des Nations Unies
La Mission permanente prie le Secrétaire général de faire distribuer la présente note.
""",
    "es": """Nota verbal de fecha 3 de mayo de 2099 dirigida al Secretario General por la Misión Permanente de Noruega
ante las Naciones Unidas
La Misión Permanente solicita que la presente nota se distribuya como documento.
""",
    "ru": """Вербальная нота Постоянного представительства Норвегии при Организации Объединенных Наций от 3 мая 2099
года на имя Генерального секретаря
Постоянное представительство просит распространить настоящую ноту в качестве документа.
""",
    "ar": """مذكرة شفوية مؤرخة 3 أيار/مايو 2099 موجهة إلى الأمين العام من البعثة الدائمة للنرويج لدى الأمم المتحدة
وتتشرف البعثة الدائمة بأن تحيل طيه بيانا بشأن المصابيح.
""",
    "zh": """2099年5月3日挪威常驻联合国代表团给秘书长的普通照会
常驻代表团请将本照会作为大会文件分发。
""",
}


@pytest.mark.parametrize("language", sorted(NOTES))
def test_the_permanent_mission_that_writes_is_that_of_the_sender(language: str) -> None:
    assert {act[0] for act in acts(related(NOTES[language]).facts)} == {"country/NOR"}


def test_a_state_behind_whoever_is_told_does_not_tell_them() -> None:
    facts = related("挪威政府荣幸地通知秘书长，智利政府已决定参加会议。会议在港口举行。").facts
    assert "post/secretary-general" not in {act[0] for act in acts(facts)}
