"""Mastheads as documents have them: joint symbols, titles over several lines, whose a document is, joint letters."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from dao_graph.relate import Related

from .test_kinds import related, values
from .test_read import document

_TURN = ("\n", "\n\n")
_TEXT = "\n\nI. Introduction\n1. The present report has been prepared by the keepers and describes lamps in 2030.\n"


def _of(result: Related, predicate: str) -> set[str]:
    return values(result.facts, result.document, predicate)


def test_a_symbol_of_an_organ_and_of_a_body_below_it_is_one() -> None:
    result = related(f"E/2031/25-E/CN.9/2031/7\n\nUnited Nations\n\nReport on the ninth session{_TEXT}")
    assert result.symbol == "E/2031/25-E/CN.9/2031/7"


def test_a_masthead_may_stand_in_the_rows_of_a_table() -> None:
    head = "|  | United Nations | FCCC/CP/2031/10/Add.1 |\n|  |  | Distr.: General 3 May 2031  Original: English |\n"
    result = related(f"{head}Conference of the Parties\n\nReport of the Conference of the Parties on lamps{_TEXT}")
    assert result.symbol == "FCCC/CP/2031/10/Add.1"
    assert _of(result, "dcterms:date") == {"2031-05-03"}


def test_the_title_of_a_cover_goes_on_over_narrow_lines() -> None:
    cover = "A/86/39\n\nUnited Nations\n\nReport of the High-level\nCommittee on Lighthouse\nKeepers\nNinth session\n"
    assert _of(related(cover + _TEXT), "dcterms:title") == {"Report of the High-level Committee on Lighthouse Keepers"}


@pytest.mark.parametrize("again", ["Review of the lamp plan", "REVIEW OF THE LAMP PLAN"])
def test_a_title_that_is_printed_twice_is_stated_once(again: str) -> None:
    cover = f"DP/2031/12\n\nUnited Nations\n\nReview of the lamp plan\n\n{again}\n"
    assert _of(related(cover + _TEXT), "dcterms:title") == {"Review of the lamp plan"}


def test_the_text_of_a_letter_begins_wider_than_its_title() -> None:
    letter = """A/86/143
United Nations
General Assembly
Distr.: General
3 May 2031
Original: English
Letter dated 2 May 2031 from the Permanent Representative of
Norway to the United Nations addressed to the Secretary-General
Pursuant to rule 13 of the rules of procedure of the General Assembly and to what
the keepers of the lamps have decided, the Government of Norway submits a request
for the granting of observer status to the Lighthouse Bank, which has been founded
by the keepers in the year 2030.
"""
    result = related(letter)
    assert _of(result, "sender") == {"post/permanent-representative-NOR"}
    assert _of(result, "dcterms:date") == {"2031-05-02"}


def test_the_title_of_an_agenda_item_shows_no_kind() -> None:
    head = "A/86/1\nGeneral Assembly\nEighty-sixth session\nAgenda items 134 and 149\nBudget for the lamps\nKeepers\n"
    result = related(f"{head}Lamps at sea\nReport of the Secretary-General{_TEXT}")
    assert document(f"{head}Lamps at sea\nReport of the Secretary-General{_TEXT}").parts[0].kind == "report"
    assert _of(result, "dcterms:title") == {"Lamps at sea"}


def test_a_name_alone_may_be_the_title() -> None:
    head = "S/2031/97\nUnited Nations\nSecurity Council\nDistr.: General\n14 February 2031\nOriginal: English\n\n"
    assert _of(
        related(f"{head}Central African Republic\n\nReport of the Secretary-General{_TEXT}"), "dcterms:title"
    ) == {"Central African Republic"}


def test_the_heading_below_the_title_may_say_whose_a_report_is() -> None:
    head = "A/86/7/Add.12\nGeneral Assembly\nEighty-sixth session\nAgenda item 139\nProposed budget for 2031\n"
    title = "Eleventh annual progress report on the lamps of the United Nations Office at Geneva\n\n"
    body = "Thirteenth report of the Advisory Committee on Administrative and Budgetary Questions\n"
    assert _of(related(head + title + body + _TEXT), "issuingBody") == {"body/acabq"}


def test_an_office_that_many_bodies_have_is_that_of_the_body_of_the_masthead() -> None:
    head = "DP/FPA/2031/4\nUnited Nations\nDistr.: General\n21 May 2031\n\nUnited Nations Population Fund\n"
    text = f"{head}\nLamps at sea\n\nReport of the Executive Director{_TEXT}"
    assert _of(related(text), "issuingBody") == {"post/unfpa-executive-director"}


def test_the_session_of_a_working_group_is_not_the_organs() -> None:
    head = "General Assembly\nHuman Rights Council\nWorking Group on Lighthouses\nThirty-fourth session\n3 May 2031\n\n"
    result = related(f"A/HRC/WG.99/34/1\n{head}Report of the Secretary-General{_TEXT}")
    assert not _of(result, "session")


def test_a_statement_of_a_president_that_quotes_a_decision_is_no_resolution() -> None:
    text = """Human Rights Council
Fourteenth cycle
Agenda item 5
Statement by the President
PRST OS/14/2. Lamps
At the meeting of the Human Rights Council held on 16 December 2030, the President made the following statement:
The Human Rights Council,
Guided by the Charter of the United Nations,
Decides to light the lamps.
"""
    result = related(text)
    assert document(text).parts[0].kind == "presidential-statement"
    assert _of(result, "issuingBody") == {"body/hrc"}


@pytest.mark.parametrize(
    "title",
    [
        "Letter dated 4 May 2031 from the Permanent Representatives of Uruguay, Spain and Norway to the United Nations"
        " addressed to the Secretary-General\nI have the honour to write.",
        "Carta de fecha 4 de mayo de 2031 dirigida al Secretario General por los Representantes Permanentes del"
        " Uruguay, España y Noruega ante las Naciones Unidas\nTengo el honor de escribir.",
        "Lettre datée du 4 mai 2031, adressée au Secrétaire général par les représentants permanents de l'Uruguay, de"
        " l'Espagne et de la Norvège auprès de l'Organisation des Nations Unies\nJ'ai l'honneur d'écrire.",
        "Письмо постоянных представителей Уругвая, Испании и Норвегии при Организации Объединенных Наций от 4 мая 2031"
        " года на имя Генерального секретаря\nИмею честь написать.",
        "2031年5月4日乌拉圭、西班牙和挪威常驻联合国代表给秘书长的信\n谨写信。",
        "رسالة مؤرخة 4 أيار/مايو 2031 موجهة إلى الأمين العام من الممثلين الدائمين لأوروغواي وإسبانيا والنرويج لدى الأمم"
        " المتحدة\nأتشرف بأن أكتب.",
    ],
)
def test_each_state_of_a_joint_letter_sends_it_by_its_own_representative(title: str) -> None:
    assert _of(related(title), "sender") == {f"post/permanent-representative-{s}" for s in ("URY", "ESP", "NOR")}


@pytest.mark.parametrize(
    ("organ", "year", "title"),
    [
        ("Security Council", "Eightieth year", "Lamps at sea\n\nReport of the Secretary-General"),
        ("Consejo de Seguridad", "Octogésimo año", "Lámparas en el mar\n\nInforme del Secretario General"),
        ("Conseil de sécurité", "Quatre-vingtième année", "Lampes en mer\n\nRapport du Secrétaire général"),
        ("Совет Безопасности", "Восьмидесятый год", "Лампы в море\n\nДоклад Генерального секретаря"),
        ("安全理事会", "第八十年", "海上的灯\n\n秘书长的报告"),
        ("مجلس الأمن", "السنة الثمانون", "المصابيح في البحر\n\nتقرير الأمين العام"),
    ],
)
def test_a_year_of_the_council_is_no_title(organ: str, year: str, title: str) -> None:
    assert _of(related(f"S/2031/97\n{organ}\n{year}\n{title}\n\n1. Text.\n"), "dcterms:title") == {title.split("\n")[0]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # The front names an office below all bodies that the lists know: "the Office" is that.
        ("Economic and Social Council\n5 May 2031\n\nLighthouse Evaluation Office\n\nReport of the Executive Director"
         "\n\n1. The Office works with the United Nations Office for Project Services. The Office has begun.",
         ["body/unops"]),
        # One that is named only further on is not meant where another has been named.
        ("1. The Lighthouse Keepers Office was founded. The Office met in the year. Nobody knew of the lamps.\n\n2. The"
         " United Nations Office for Project Services was asked.", ["body/unops"]),
        # A mission is no commission.
        ("1. The Commission on Human Rights met. The Mission was closed in the year.",
         ["body/commission-on-human-rights"]),
    ],
)  # fmt: skip
def test_a_short_name_is_no_body_that_it_does_not_mean(text: str, named: list[str]) -> None:
    facts = related(text).facts
    stated = {s.object.id: at for s, at in facts.statements.items() if isinstance(s.object, Ref)}
    assert all(len(stated[id]) == 1 for id in named)


def test_a_number_of_a_session_to_come_is_another_bodys() -> None:
    head = "ESCAP/81/32\nDistr.: General\n25 April 2025\n\nReport of the Executive Secretary\n\n"
    facts = related(f"{head}1. Decision 81/10 was taken. Decision 79/501 was recalled.").facts
    assert {s.object.id for s in facts.statements if s.predicate == "cites" and isinstance(s.object, Ref)} == {
        "document/A_DEC_79_501"
    }


@pytest.mark.parametrize(
    "text",
    [
        "1. All countries of the region should light lamps.",
        "1. Todos los países de las Américas deben encender lámparas, y los Estados mexicanos también.",
        "1. Tous les pays de la région doivent allumer des lampes.",
        "1. Все страны региона должны зажечь лампы.",
        "1. 该区域所有国家都应点灯。",
        "1. ينبغي لجميع الدول في المنطقة أن تضيء المصابيح.",
    ],
)
def test_the_states_of_a_region_are_not_all(text: str) -> None:
    found = related(text).facts.statements
    assert "group/states" not in {s.object.id for s in found if isinstance(s.object, Ref)}


def test_a_post_of_a_body_in_the_title_is_no_other_body() -> None:
    text = """S/PRST/2031/37
Security Council
Distr.: General
1 May 2031

Statement by the President of the Security Council

1. The Council commends the support provided by the keepers.
"""
    acts = [node for node in related(text).facts.nodes.values() if "Act" in node.types]
    assert [node.properties["actor"] for node in acts] == [{Ref("body/security-council")}]


def test_a_joint_symbol_without_its_hyphen_names_nothing() -> None:
    facts = related("1. It was issued (A/86/9/Rev.1E/2031/9/Rev.1) by the keepers.").facts
    assert not [s for s in facts.statements if s.predicate == "cites"]


def test_a_fund_in_chinese_is_no_organization_that_has_the_word_within() -> None:
    facts = related("1. 国际货币基金组织提供了贷款。\n\n2. 国家、基金、企业都应提供灯具。").facts
    (at,) = [at for s, at in facts.statements.items() if s.object == Ref("body/imf")]
    assert len(at) == 1


def test_numerals_that_number_nothing_end_no_masthead() -> None:
    head = (
        "II.\n\nUnited NationsIII.\n\nIV.\n\n"
        "Executive Board of the United Nations Children's Fund\n\nE/ICEF/2031/12\nV.\n"
    )
    result = related(
        f"{head}\nDistr.: General\n13 June 2031\nOriginal: English\n\nAnnual statistical report on lamps, 2030{_TEXT}"
    )
    assert result.symbol == "E/ICEF/2031/12"
    assert _of(result, "dcterms:title") == {"Annual statistical report on lamps, 2030"}
    assert _of(result, "dcterms:date") == {"2031-06-13"}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "For decision\nExecutive Board\nFirst regular session 2031\n"
            "7–10 February 2031\nItem 9 of the provisional agenda*",
            "Assessment of lamps and their keepers",
        ),
        (
            "Pour décision\nConseil d'administration\n"
            "Première session ordinaire de 2031\n7-10 février 2031\nPoint 9 de l'ordre du jour",
            "Évaluation des lampes et de leurs gardiens",
        ),
        (
            "Para decisión\nJunta Ejecutiva\n"
            "Primer período ordinario de sesiones de 2031\n7 a 10 de febrero de 2031\nTema 9 del programa",
            "Evaluación de las lámparas y de sus guardas",
        ),
        (
            "Для принятия решения\nИсполнительный совет\n"
            "Первая очередная сессия 2031 года\n7–10 февраля 2031 года\nПункт 9 повестки дня",
            "Оценка ламп и их смотрителей",
        ),
        ("供作决定\n执行局\n2031年第一届常会\n2031年2月7日至10日\n临时议程项目9", "灯具和看守人的评价"),
        (
            "للبت\nالمجلس التنفيذي\nالدورة العادية الأولى لعام 2031\n7-10 شباط/فبراير 2031\nالبند 9 من جدول الأعمال",
            "تقييم المصابيح وحراسها",
        ),
    ],
)
def test_a_masthead_of_no_known_kind_ends_with_a_title(head: str, title: str) -> None:
    summary = {"For": "Summary", "Pour": "Résumé", "Para": "Resumen", "Для": "Резюме"}.get(head.split()[0])
    summary = summary or ("摘要" if head.startswith("供") else "موجز")
    prose = {
        "Summary": (
            "Lamps burn all over the world, and those who keep them have asked for better oil for many years now."
        ),
        "Résumé": (
            "Les lampes brûlent dans le monde entier, et leurs gardiens "
            "demandent depuis des années une huile meilleure."
        ),
        "Resumen": (
            "Las lámparas arden en todo el mundo, y sus guardas piden desde hace muchos años un aceite que sea mejor."
        ),
        "Резюме": "Лампы горят во всем мире, и их смотрители уже много лет просят о том, чтобы масло было лучше.",
        "摘要": "世界各地的灯具都在燃烧，看守人多年来一直要求得到更好的灯油。这些人每天都在工作，从不休息。",
        "موجز": "تشتعل المصابيح في كل أنحاء العالم، ويطلب حراسها منذ سنوات عديدة زيتا أفضل مما لديهم.",
    }[summary]
    result = related(f"{head}\n\n{title}\n\n{summary}\n{prose}\n{prose}\n")
    assert _of(result, "dcterms:title") == {title}


def test_a_title_in_capitals_goes_on_right_below_in_capitals() -> None:
    cover = (
        "RÉPUBLIQUE DU PHARE\n\n"
        "CONTRIBUTION DÉTERMINÉE AU NIVEAU NATIONAL\nDU PHARE À LA CONVENTION SUR LES\nLAMPES\n\nSeptembre 2031\n\n"
    )
    text = (
        "Le Phare présente sa contribution. Les lampes du pays "
        "brûlent une huile qui est chère, et leurs gardiens sont nombreux.\n"
    )
    title = "CONTRIBUTION DÉTERMINÉE AU NIVEAU NATIONAL DU PHARE À LA CONVENTION SUR LES LAMPES"
    assert _of(related(cover + text), "dcterms:title") == {title}


@pytest.mark.parametrize(
    "head",
    [
        "دورة عام 2032\n25 تموز/يوليه 2031 - 26 تموز/يوليه 2032\n"
        "البند 12 من جدول الأعمال\nالمنارات\n\nتقرير الأمين العام\n",
        "2032 session\n25 July 2031–26 July 2032\nAgenda item 12\nLighthouses\n\nReport of the Secretary-General\n",
        "Período de sesiones de 2032\n"
        "25 de julio de 2031 a 26 de julio de 2032\nTema 12 del programa\nFaros\n\nInforme del Secretario General\n",
        "Session de 2032\n25 juillet 2031-26 juillet 2032\n"
        "Point 12 de l'ordre du jour\nPhares\n\nRapport du Secrétaire général\n",
        "Сессия 2032 года\n25 июля 2031 года — 26 июля 2032 года\n"
        "Пункт 12 повестки дня\nМаяки\n\nДоклад Генерального секретаря\n",
        "2032年届会\n2031年7月25日至2032年7月26日\n议程项目12\n灯塔\n\n秘书长的报告\n",
    ],
)
def test_a_session_from_july_to_july_is_the_councils(head: str) -> None:
    result = related(head)
    assert _of(result, "session") == {"session/ecosoc/2032"}
    assert _of(result, "agendaItem") == {"agenda-item/ecosoc/2032/12"}


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Target for 2031–2032: 350 000", set()),
        ("Целевой показатель на 2031 год: 8 500", set()),
        ("指标：350", set()),
        ("Lamps and their keepers: 2031", {"Lamps and their keepers: 2031"}),
    ],
)
def test_a_cell_with_a_figure_is_no_title(first: str, title: set[str]) -> None:
    prose = (
        "The lamps of the world burn all night long, and those who keep them have asked for better oil for many years "
    )
    assert (
        _of(related(f"{first}\n\n{prose}now, which they have not been given by anybody so far.\n"), "dcterms:title")
        == title
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Most of the advice about lamps is about oil.",
        "معظم التوصيات بشأن المصابيح تتناول مسألة الزيت.",
        "La mayoría de los consejos sobre faros trata del aceite.",
        "La plupart des conseils sur les phares portent sur l’huile.",
        "Большинство рекомендаций о маяках касается масла.",
        "多数关于灯塔的建议涉及灯油。",
    ],
)
def test_a_sentence_above_the_text_is_no_title(sentence: str) -> None:
    opening = {
        "M": "26. The present report describes the lamps of the coast.",
        "م": "26 - ويصف هذا التقرير مصابيح الساحل.",
        "L": "26. En el presente informe se describen los faros de la costa.",
        "Б": "26. В настоящем докладе описываются маяки побережья.",
        "多": "26. 本报告介绍海岸的灯塔。",
    }[sentence[0]]
    if "conseils" in sentence:
        opening = "26. Le présent rapport décrit les phares de la côte."
    assert _of(related(f"{sentence}\n{opening}\n"), "dcterms:title") == set()


def test_the_mark_of_a_note_behind_a_year_is_not_of_the_title() -> None:
    head = "DP/2031/6\n\nUnited Nations\n\nReport on the annual session of 2031, 17 to 19 June 20311\n"
    assert _of(related(head + _TEXT), "dcterms:title") == {"Report on the annual session of 2031, 17 to 19 June 2031"}


@pytest.mark.parametrize("none", ["[English only]", "A/86/96/Add.1", "2031–2033"])
def test_what_says_nothing_of_an_annex_is_not_its_title(none: str) -> None:
    head = f"A/86/96\n\nUnited Nations\n\nReport on lamps{_TEXT}\nAnnex\n\n"
    result = related(f"{head}{none}\n\nLamps of the coast\n\n1. Lamps burn.\n")
    assert values(result.facts, f"{result.document}/annex/1", "dcterms:title") == {"Lamps of the coast"}


def test_the_first_heading_of_an_annex_is_not_of_its_title() -> None:
    # No blank line stands between the lines, but here and there where a page turns.
    text = "".join(
        f"{n}.\tThe review covers the lamps of the year {2030 + n}.{_TURN[n % 4 == 0]}" for n in range(1, 40)
    )
    annex = f"Annex\nTerms of reference for the review of the Lamp Fund\n\tI.\tScope\n{text}"
    result = related(f"A/86/96\n\nUnited Nations\n\nReport on lamps{_TEXT}\n{annex}")
    titles = values(result.facts, f"{result.document}/annex/1", "dcterms:title")
    assert titles == {"Terms of reference for the review of the Lamp Fund"}
