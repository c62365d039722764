"""Records of meetings in six languages: the meeting, who speaks for whom, and what they say."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.model.fact import Facts, Node, Ref, Value
from dao_graph.relate import Related

from .test_kinds import acts, related, values

SUMMARY = {
    "en": """General Assembly
Summary record of the 9th meeting
Held at Headquarters, New York, on Monday, 3 May 2032, at 10 a.m.
Chair: Mr. Niang (Senegal)
Contents
Lighthouses
The meeting was called to order at 10.10 a.m.
Lighthouses
1. Ms. Olsen (Norway), speaking on behalf of the European Union, said that the lamps were old.
2. Mr. Rossi (Italy) said that the keepers were tired. More keepers were needed on the coasts.
3. The Chair said that the debate was closed.
The meeting rose at 1 p.m.
""",
    "fr": """Assemblée générale
Compte rendu analytique de la 9e séance
Tenue au Siège, à New York, le lundi 3 mai 2032, à 10 heures
Président : M. Niang (Sénégal)
Sommaire
Phares
La séance est ouverte à 10 h 10.
Phares
1. Mme Olsen (Norvège), parlant au nom de l'Union européenne, dit que les lampes sont vieilles.
2. M. Rossi (Italie) dit que les gardiens sont fatigués. Il faut plus de gardiens sur les côtes.
3. Le Président déclare que le débat est clos.
La séance est levée à 13 heures.
""",
    "es": """Asamblea General
Acta resumida de la novena sesión
Celebrada en la Sede, Nueva York, el lunes 3 de mayo de 2032 a las 10.00 horas
Presidente: Sr. Niang (Senegal)
Sumario
Faros
Se declara abierta la sesión a las 10.10 horas.
Faros
1. La Sra. Olsen (Noruega), hablando en nombre de la Unión Europea, dice que las lámparas son viejas.
2. El Sr. Rossi (Italia) dice que los fareros están cansados. Hacen falta más fareros en las costas.
3. El Presidente declara que el debate ha terminado.
Se levanta la sesión a las 13.00 horas.
""",
    "ru": """Генеральная Ассамблея
Краткий отчет о 9-м заседании
состоявшемся в Центральных учреждениях, Нью-Йорк, в понедельник, 3 мая 2032 года, в 10 ч. 00 м.
Председатель: г-н Ньянг (Сенегал)
Содержание
Маяки
Заседание открывается в 10 ч. 10 м.
Маяки
1. Г-жа Ольсен (Норвегия), выступая от имени Европейского союза, говорит, что лампы старые.
2. Г-н Росси (Италия) говорит, что смотрители устали. На побережьях нужно больше смотрителей.
3. Председатель заявляет, что обсуждение закончено.
Заседание закрывается в 13 ч. 00 м.
""",
    "ar": """الجمعية العامة
محضر موجز للجلسة 9
المعقودة في المقر، نيويورك، يوم الاثنين، 3 أيار/مايو 2032، الساعة 10:00
الرئيس: السيد نيانغ (السنغال)
المحتويات
المنارات
افتتحت الجلسة الساعة 10:10.
المنارات
1 - السيدة أولسن (النرويج)، متكلمة باسم الاتحاد الأوروبي، قالت إن المصابيح قديمة.
2 - السيد روسي (إيطاليا): قال إن الحراس متعبون. وهناك حاجة إلى مزيد من الحراس على السواحل.
3 - الرئيس: قال إن المناقشة انتهت.
رفعت الجلسة الساعة 13:00.
""",
    "zh": """大会
第9次会议简要记录
2032年5月3日星期一上午10时在纽约总部举行
主席：尼昂先生(塞内加尔)
目录
灯塔
上午10时10分宣布开会。
灯塔
1. 奥尔森女士(挪威)代表欧洲联盟发言说，灯已经旧了。
2. 罗西先生(意大利)说，守塔人已经累了。海岸上需要更多的守塔人。
3. 主席说，辩论已经结束。
下午1时散会。
""",
}
VERBATIM = """The Acting President: I call on the representative of Norway.

Mrs. Olsen (Norway): We urge the Security Council to act on the lighthouses.

Mr. Rossi (Italy) (spoke in French): Italy supports what has been said.

It was so decided.
"""


def nodes(found: Related, name: str) -> list[Node]:
    return [node for node in found.facts.nodes.values() if name in node.types]


def terms(node: Node, role: str) -> set[str]:
    return {term.id if isinstance(term, Ref) else term.text for term in node.properties.get(role, ())}


def label(facts: Facts, id: str) -> str:
    labels = (s.object for s in facts.structure if s.subject == id and s.predicate == "rdfs:label")
    return next(value.text for value in labels if isinstance(value, Value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_has_its_meeting_and_those_who_speak_in_it(language: str) -> None:
    found = related(SUMMARY[language])
    (meeting,) = nodes(found, "Meeting")
    assert values(found.facts, found.document, "recordOf") == {meeting.id}
    assert terms(meeting, "startDate") == {"2032-05-03"} == values(found.facts, found.document, "dcterms:date")
    assert terms(meeting, "place") == {"place/new-york"}
    assert terms(meeting, "organ") == {"body/general-assembly"}
    took_part = {
        (*(role.rpartition("/")[2] for role in terms(node, "role")), *terms(node, "onBehalfOf"))
        for node in nodes(found, "Participation")
    }
    assert took_part == {
        ("chair", "country/SEN"),
        ("speaker", "body/european-union"),
        ("speaker", "country/ITA"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_speakers_say_is_theirs_and_nothing_else_is_a_finding(language: str) -> None:
    found = related(SUMMARY[language])
    said = {(*terms(node, "statedBy"), *terms(node, "onBehalfOf")) for node in nodes(found, "Finding")}
    speakers = {
        (*terms(node, "participant"), *terms(node, "onBehalfOf")): node for node in nodes(found, "Participation")
    }
    # Whom a speaker represents their participation says; on whose behalf they say this stands with it.
    (italian,) = (key[0] for key in speakers if "country/ITA" in key)
    (european,) = (key for key in speakers if "body/european-union" in key)
    (chair,) = (key[0] for key in speakers if "country/SEN" in key)
    assert said == {(italian,), european, (chair,)}
    texts = {text for node in nodes(found, "Finding") for text in terms(node, "text")}
    assert not any("1" in text for text in texts)


def test_the_chair_is_the_person_whom_the_masthead_names() -> None:
    found = related(SUMMARY["en"])
    (chaired,) = (n for n in nodes(found, "Participation") if terms(n, "role") == {"role/chair"})
    assert {label(found.facts, id) for id in terms(chaired, "participant")} == {"Mr. Niang"}


def test_turns_of_speakers_show_a_verbatim_record_and_its_first_persons() -> None:
    found = related(VERBATIM)
    assert Ref("dao:VerbatimRecord") in {s.object for s in found.facts.structure if s.subject == found.document}
    assert ("country/NOR", "verb/urges", "body/security-council") in acts(found.facts)
    assert nodes(found, "Finding") == []


def test_what_a_speaker_says_of_itself_is_a_finding_in_a_verbatim_record() -> None:
    turns = VERBATIM.replace(
        "Italy supports what has been said.",
        "The night was dark and long on all the coasts. We keep all our lamps lit through every night.",
    )
    (finding,) = nodes(related(turns), "Finding")
    assert terms(finding, "statedBy") == {"country/ITA"}
    assert terms(finding, "text") == {"We keep all our lamps lit through every night."}


def test_one_speaker_on_a_line_of_their_own_shows_an_excerpt_of_a_record() -> None:
    found = related("Mrs. Olsen (Norway):\nWe urge the Security Council to act.\nThe lamps are old.\n")
    assert Ref("dao:VerbatimRecord") in {s.object for s in found.facts.structure}
    (took_part,) = nodes(found, "Participation")
    assert terms(took_part, "onBehalfOf") == {"country/NOR"}


STATEMENTS = {
    "en": "At the 9999th meeting of the Security Council, held on 3 May 2099, the President of the Security Council "
    "made the following statement on behalf of the Council:",
    "fr": "À la 9999e séance du Conseil de sécurité, tenue le 3 mai 2099, le Président du Conseil de sécurité a fait "
    "au nom du Conseil la déclaration suivante :",
    "es": "En la sesión 9999 del Consejo de Seguridad, celebrada el 3 de mayo de 2099, el Presidente del Consejo de "
    "Seguridad formuló la siguiente declaración:",
    "ru": "На 9999-м заседании Совета Безопасности, состоявшемся 3 мая 2099 года, Председатель Совета Безопасности "
    "сделал следующее заявление:",
    "zh": "在2099年5月3日安全理事会第9999次会议上，安全理事会主席发表了如下声明：",
    "ar": "في الجلسة 9999 لمجلس الأمن، المعقودة في 3 أيار/مايو 2099، أدلى رئيس مجلس الأمن بالبيان التالي:",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_presides_makes_a_statement_at_a_meeting(language: str) -> None:
    found = related(STATEMENTS[language])
    (finding,) = nodes(found, "Finding")
    assert terms(finding, "statedBy") == {"post/president-security-council"}
    (meeting,) = nodes(found, "Meeting")
    assert meeting.id == "meeting/security-council/2099-05-03/9999" and terms(meeting, "startDate") == {"2099-05-03"}
    (spoke,) = nodes(found, "Participation")
    assert terms(spoke, "event") == {meeting.id} and terms(spoke, "onBehalfOf") == {"body/security-council"}


# Meetings that stand together have each their own day: the organ whose text it is, its title, and a sentence.
DAYS = {
    "en": (
        "Committee on the Elimination of Racial Discrimination",
        "Concluding observations on the report of Norway",
        "The Committee considered the report at its 98th and 99th meetings, held on 3 and 5 May 2099.",
    ),
    "fr": (
        "Comité pour l'élimination de la discrimination raciale",
        "Observations finales concernant le rapport de la Norvège",
        "Le Comité a examiné le rapport à ses 98e et 99e séances, tenues les 3 et 5 mai 2099.",
    ),
    "es": (
        "Comité para la Eliminación de la Discriminación Racial",
        "Observaciones finales sobre el informe de Noruega",
        "El Comité examinó el informe en sus sesiones 98ª y 99ª, celebradas los días 3 y 5 de mayo de 2099.",
    ),
    "ru": (
        "Комитет по ликвидации расовой дискриминации",
        "Заключительные замечания по докладу Норвегии",
        "Комитет рассмотрел доклад на своих 98-м и 99-м заседаниях, состоявшихся 3 и 5 мая 2099 года.",
    ),
    "zh": (
        "消除种族歧视委员会",
        "关于挪威报告的结论性意见",
        "委员会在2099年5月3日和5日举行的第98次和第99次会议上审议了报告。",
    ),
    "ar": (
        "لجنة القضاء على التمييز العنصري",
        "الملاحظات الختامية بشأن تقرير النرويج",
        "نظرت اللجنة في التقرير في جلستيها 98 و99، المعقودتين في 3 و5 أيار/مايو 2099.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_meetings_that_stand_together_have_their_own_days(language: str) -> None:
    organ, title, sentence = DAYS[language]
    found = nodes(related(f"CERD/C/NOR/CO/99\n\n{organ}\n\n{title}\n\n1. {sentence}\n"), "Meeting")
    days = {terms(meeting, "number").pop(): terms(meeting, "startDate") for meeting in found}
    assert days == {"98": {"2099-05-03"}, "99": {"2099-05-05"}}


def test_a_speech_with_one_speaker_is_no_record() -> None:
    found = related("Mrs. Olsen (Norway): We urge the Security Council to act.\n\nThe lamps are old.\n")
    assert Ref("dao:VerbatimRecord") not in {s.object for s in found.facts.structure}


FLOOR = {
    "en": ("Summary record of the 9th meeting", "1. Mr. Ruiz (Spain) said that lamps were old.",
           "2. Ms. Olsen (Norway) thanked Italy and asked what was done. She urged Chile to act.",
           "3. The Special Rapporteur said that it was late. He urged Peru to act.",
           "4. The President invited Mali to speak."),
    "fr": ("Compte rendu analytique de la 9e séance", "1. M. Ruiz (Espagne) dit que les lampes sont vieilles.",
           "2. Mme Olsen (Norvège) remercie l'Italie et demande ce qui se fait. Elle exhorte le Chili à agir.",
           "3. Le Rapporteur spécial dit qu'il est tard. Il exhorte le Pérou à agir.",
           "4. La Présidente invite le Mali à prendre la parole."),
    "es": ("Acta resumida de la 9ª sesión", "1. El Sr. Ruiz (España) dice que las lámparas son viejas.",
           "2. La Sra. Olsen (Noruega) agradece a Italia y pregunta qué se hace. Insta a Chile a que actúe.",
           "3. El Relator Especial dice que es tarde. Insta al Perú a que actúe.",
           "4. La Presidenta invita a Malí a hacer uso de la palabra."),
}  # fmt: skip


@pytest.mark.parametrize("language", FLOOR)
def test_the_floor_goes_to_whom_a_paragraph_begins_with(language: str) -> None:
    """By whatever verb; posts too, and the chair speaks for no state."""
    found = related("\n\n".join(FLOOR[language]) + "\n")
    done = {(*terms(node, "actor"), *terms(node, "verb"), *terms(node, "addressee")) for node in nodes(found, "Act")}
    assert ("country/NOR", "verb/thanks", "country/ITA") in done
    assert ("country/NOR", "verb/urges", "country/CHL") in done
    assert ("post/chair", "verb/invites", "country/MLI") in done
    assert ("country/NOR", "verb/urges", "country/PER") not in done
