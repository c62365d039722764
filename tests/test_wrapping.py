"""Paragraphs found again after a page broke them into lines, in the ways in which text is extracted from pages."""

from __future__ import annotations

import re
import textwrap

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.model.width import display_width

from .conftest import EXAMPLES
from .test_read import document, pieces

WIDTH, LINES_A_PAGE = 76, 40
CHINESE_PIECES = re.compile("[A-Za-z0-9/().,:-]+|.")
CHINESE_STOPS = "，。；：、！？）》”"
PROSE = ("paragraph", "preambular", "operative", "heading")

RESOLUTIONS = {
    "en": (
        "The General Assembly,",
        "Recalling its resolution 62/208 of 19 December 2007 on the review of operational activities for development,",
        "Recalling also the commitments that Member States made at the meetings that were held in Kigali and in Hanoi,",
        "Noting with appreciation the reports of the Secretary-General on the funding of the operational activities,",
        "Convinced that national ownership and leadership should guide the work of all entities in the countries,",
        "Deeply concerned that many of the contributions were neither predictable nor paid in the years planned for,",
        "1. Requests the Secretary-General to report to the General Assembly at its sixty-seventh session on that;",
        "2. Invites Member States and other donors to provide more predictable contributions to the common funds;",
        "3. Decides to consider the question again at its sixty-seventh session under the item on the activities.",
    ),
    "fr": (
        "L'Assemblée générale,",
        "Rappelant sa résolution 62/208 du 19 décembre 2007 relative à l'examen des activités opérationnelles,",
        "Rappelant également les engagements que les États Membres ont pris aux réunions tenues à Kigali et à Hanoï,",
        "Prenant note avec satisfaction des rapports du Secrétaire général sur le financement de ces activités,",
        "Convaincue que la direction nationale doit guider les travaux de tous les organismes dans les pays,",
        "Profondément préoccupée par le fait que beaucoup de contributions n'étaient ni prévisibles ni versées,",
        "1. Prie le Secrétaire général de lui présenter un rapport à sa soixante-septième session à ce sujet;",
        "2. Invite les États Membres et les autres donateurs à verser des contributions plus prévisibles;",
        "3. Décide d'examiner de nouveau la question à sa soixante-septième session au titre de ce point.",
    ),
    "es": (
        "La Asamblea General,",
        "Recordando su resolución 62/208, de 19 de diciembre de 2007, relativa al examen de las actividades,",
        "Recordando también los compromisos que los Estados Miembros contrajeron en las reuniones de Kigali y Hanoi,",
        "Tomando nota con aprecio de los informes del Secretario General sobre la financiación de esas actividades,",
        "Convencida de que la dirección nacional debe guiar la labor de todas las entidades en los países,",
        "Profundamente preocupada porque muchas de las contribuciones no eran previsibles ni se pagaron a tiempo,",
        "1. Solicita al Secretario General que le presente un informe en su sexagésimo séptimo período de sesiones;",
        "2. Invita a los Estados Miembros y a otros donantes a que aporten contribuciones más previsibles;",
        "3. Decide volver a examinar la cuestión en su sexagésimo séptimo período de sesiones en este tema.",
    ),
    "ru": (
        "Генеральная Ассамблея,",
        "ссылаясь на свою резолюцию 62/208 от 19 декабря 2007 года об обзоре оперативной деятельности и развития,",
        "ссылаясь также на обязательства, которые государства-члены взяли на совещаниях в Кигали и Ханое,",
        "отмечая с признательностью доклады Генерального секретаря о финансировании оперативной деятельности,",
        "подтверждая, что национальное руководство должно направлять работу всех структур в странах,",
        "будучи глубоко обеспокоена тем, что многие взносы не были ни предсказуемыми, ни своевременными,",
        "1. просит Генерального секретаря представить доклад Генеральной Ассамблее на ее шестьдесят седьмой сессии;",
        "2. предлагает государствам-членам и другим донорам вносить более предсказуемые взносы в общие фонды;",
        "3. постановляет вновь рассмотреть этот вопрос на своей шестьдесят седьмой сессии по этому пункту.",
    ),
    "ar": (
        "إن الجمعية العامة،",
        "إذ تشير إلى قرارها 62/208 المؤرخ 19 كانون الأول/ديسمبر 2007 بشأن استعراض الأنشطة التنفيذية من أجل التنمية،",
        "وإذ تشير أيضا إلى الالتزامات التي قطعتها الدول الأعضاء في الاجتماعات التي عقدت في كيغالي وفي هانوي،",
        "وإذ تلاحظ مع التقدير تقارير الأمين العام عن تمويل الأنشطة التنفيذية في البلدان المستفيدة من البرامج،",
        "وإذ تؤكد من جديد أن القيادة الوطنية ينبغي أن توجه عمل جميع الكيانات في البلدان المستفيدة من البرامج،",
        "وإذ يساورها بالغ القلق لأن كثيرا من التبرعات لم يكن يمكن التنبؤ بها ولم تدفع في السنوات المقررة لها،",
        "1 - تطلب إلى الأمين العام أن يقدم تقريرا إلى الجمعية العامة في دورتها السابعة والستين عن هذه المسألة؛",
        "2 - تدعو الدول الأعضاء والجهات المانحة الأخرى إلى تقديم تبرعات يمكن التنبؤ بها إلى الصناديق المشتركة؛",
        "3 - تقرر أن تنظر مرة أخرى في هذه المسألة في دورتها السابعة والستين في إطار البند المتعلق بالأنشطة.",
    ),
    "zh": (
        "大会，",
        "回顾其2007年12月19日关于联合国系统发展方面业务活动三年期全面政策审查及其后续行动的第62/208号决议，",
        "又回顾会员国在基加利和河内举行的两次政府间会议上就改进国家一级的业务活动和筹资方式所作的各项承诺，",
        "赞赏地注意到秘书长关于发展方面业务活动筹资情况和各基金之间协调安排的报告以及其中所载的各项建议，",
        "深信国家自主权和国家领导权应当指导联合国发展系统各实体在所有方案国家开展的工作和各项联合方案，",
        "深为关切许多捐款既不可预测又没有在原定的年份缴付，使得各方案国家难以规划和执行自己的优先事项，",
        "1. 请秘书长就此问题向大会第六十七届会议提交报告，其中说明各基金的情况和各方案国家的意见；",
        "2. 邀请会员国和其他捐助方向各共同基金提供更可预测、多年期和不指定用途的捐款以便执行各项方案；",
        "3. 决定在第六十七届会议题为发展方面业务活动的项目下再次审议这一问题并酌情采取进一步行动。",
    ),
}


def broken(paragraph: str, language: str) -> list[str]:
    """The lines into which a page breaks a paragraph: Chinese is set solid, and stops hang in the margin."""
    if language != "zh":
        return textwrap.wrap(paragraph, WIDTH)
    lines, line = [], ""
    for piece in CHINESE_PIECES.findall(paragraph):
        if line and display_width(line + piece) > WIDTH and piece not in CHINESE_STOPS:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def pages(paragraphs: list[str], language: str, habit: str) -> str:
    """A text on pages. The habits: "plain" lines, a blank line between paragraphs ("parted") or between all lines
    ("loose"), the same with an indent and with a space after each paragraph ("indented"); or indents, form feeds, a
    running title, page numbers, and notes below a rule ("paged")."""
    lines: list[str] = []
    for paragraph in paragraphs:
        found = broken(paragraph, language)
        if habit in ("indented", "paged"):
            found = [" " + found[0], *found[1:]]
        if habit == "indented":
            found[-1] += " "
        lines.extend([*found, ""] if habit == "parted" else found)
    between = "\n\n" if habit in ("loose", "indented") else "\n"
    texts = []
    for i in range(0, len(lines), LINES_A_PAGE):
        number = i // LINES_A_PAGE + 1
        page = lines[i : i + LINES_A_PAGE]
        head = ["A/RES/64/999", ""] if i else []
        if habit == "paged":
            head = ["A/RES/64/999", "GE.09-12345", ""] if i else []
            foot = [
                "__________________",
                f"{2 * number - 1} A/64/{number}.",
                f"{2 * number} A/64/9{number}.",
                "",
                str(number),
            ]
            texts.extend([*head, *page, "", *foot, "\f"])
        else:
            texts.extend([*head, *page, "", f"{number}/9 09-1234{number}", ""])
    return between.join(texts).replace("\f\n", "\f")


def prose(text: str, language: str) -> list[str]:
    """The paragraphs and clauses of a text in reading order."""
    found = document(text, language)
    return [found.text[b.span.start : b.span.end] for b in found.blocks if b.kind in PROSE]


def resolution(language: str) -> list[str]:
    """A resolution with enough paragraphs for a habit to show."""
    opening, *clauses = RESOLUTIONS[language]
    preamble, operative = clauses[:5], clauses[5:]
    numbered = [re.sub(r"^\d+", str(n), operative[n % 3]) for n in range(1, 13)]
    return ["A/RES/64/999", opening, *preamble * 4, *numbered]


@pytest.mark.parametrize("habit", ["plain", "parted", "loose", "indented", "paged"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clauses_of_a_resolution_are_found_again(language: str, habit: str) -> None:
    paragraphs = resolution(language)
    whole = prose("\n".join(paragraphs), language)
    assert len(whole) == 32
    assert prose(pages(paragraphs, language, habit), language) == whole


@pytest.mark.parametrize("habit", ["parted", "indented", "paged"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraphs_of_a_letter_are_found_again(language: str, habit: str) -> None:
    letter = document((EXAMPLES / f"kigali-letter.{language}.txt").read_text(encoding="utf-8"), language)
    paragraphs = pieces(letter, "paragraph")
    assert prose(pages(paragraphs, language, habit), language) == prose("\n".join(paragraphs), language)


# The last line of each preamble runs to the full width of the page, so that only its comma says that it ends.
FULL_PREAMBLES = {
    "en": ("The General Assembly,", "Recalling all its previous resolutions and decisions on the lighthouses,",
           "Noting with appreciation the report of the Secretary-General on lighthouses,",
           "1. Requests the Secretary-General to report on the implementation of it;",
           "2. Invites Member States to make voluntary contributions to that new fund."),
    "fr": ("L'Assemblée générale,", "Rappelant toutes ses résolutions et décisions antérieures sur les phares,",
           "Prenant note avec satisfaction du rapport du Secrétaire général sur ceux-ci,",
           "1. Prie le Secrétaire général de lui présenter un rapport sur ce que fait;",
           "2. Invite les États Membres à verser des contributions volontaires au fonds."),
    "es": ("La Asamblea General,", "Recordando todas sus resoluciones y decisiones anteriores sobre los faros,",
           "Tomando nota con reconocimiento del informe del Secretario General al efecto,",
           "1. Solicita al Secretario General que le presente un informe sobre los faros;",
           "2. Invita a los Estados Miembros a hacer contribuciones voluntarias al fondo."),
    "ru": ("Генеральная Ассамблея,", "ссылаясь на все свои предыдущие резолюции и решения по вопросу о маяках,",
           "отмечая с признательностью доклад Генерального секретаря об этих же маяках,",
           "1. просит Генерального секретаря представить доклад о том, что сделано им;",
           "2. предлагает государствам-членам делать добровольные взносы в этот фонд."),
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى قراراتها ومقرراتها السابقة بشأن هذه المسألة وما يتصل بها،",
           "وإذ تلاحظ مع التقدير تقرير الأمين العام عن هذه المسألة وعن جميع المنارات،",
           "1 - تطلب إلى الأمين العام أن يقدم تقريرا عن تنفيذ هذا القرار كله إليها؛",
           "2 - تدعو الدول الأعضاء إلى تقديم تبرعات إلى هذا الصندوق الخاص بالمنارات."),
    "zh": ("大会，", "回顾其以往关于灯塔问题的所有决议和决定以及与这些灯塔有关的其他各项文件，",
           "赞赏地注意到秘书长关于灯塔问题的报告以及其中就各座灯塔所提出的各项建议，",
           "1.请秘书长就本决议全部规定的执行情况向下一届会议提交一份全面详细的报告；",
           "2.邀请会员国和其他能够这样做的各方都向这个新设立的灯塔基金提供自愿捐款。"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_begins_after_a_full_line_that_ends_in_a_comma(language: str) -> None:
    opening, *clauses = FULL_PREAMBLES[language]
    found = document("\n".join(["A/RES/99/901", opening, *clauses]), language)
    assert pieces(found, "preambular") == clauses[:2]
    assert pieces(found, "operative") == clauses[2:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_double_spaces_part_no_columns_after_the_first_line_that_ends_in_a_comma(language: str) -> None:
    opening, *clauses = FULL_PREAMBLES[language]
    spaced = [clause.replace(" ", "  ", 3) if language != "zh" else clause for clause in clauses]
    found = document("\n".join(["A/RES/99/901", opening, *spaced]), language)
    assert [re.sub(" +", " ", piece) for piece in pieces(found, "preambular")] == clauses[:2]
    assert [re.sub(" +", " ", piece) for piece in pieces(found, "operative")] == clauses[2:]


SHORT = {
    "ar": ("اللجنة المعنية بالقضاء على التمييز ضد المرأة", "ترحب اللجنة باعتماد القانون."),
    "en": ("Committee on the Elimination of Discrimination against Women", "The Committee welcomes the new law."),
    "es": ("Comité para la Eliminación de la Discriminación contra la Mujer", "El Comité celebra la nueva ley."),
    "fr": ("Comité pour l'élimination de la discrimination à l'égard des femmes", "Le Comité se félicite de la loi."),
    "ru": ("Комитет по ликвидации дискриминации в отношении женщин", "Комитет приветствует новый закон."),
    "zh": ("消除对妇女歧视委员会", "委员会欢迎新的法律。"),
}


@pytest.mark.parametrize("language", SHORT)
def test_paragraphs_of_one_line_parted_by_blank_lines_are_not_joined(language: str) -> None:
    body, sentence = SHORT[language]
    lines = ["CEDAW/C/NOR/CO/20", body, f"{body} II", *(f"{n}. {sentence}" for n in (1, 2, 3))]
    found = document("\n\n".join(lines), language)
    # Chinese is set without spaces.
    assert [piece.replace(" ", "") for piece in pieces(found)] == [line.replace(" ", "") for line in lines]
