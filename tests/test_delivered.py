"""Speeches: their titles, which end where it says who speaks, and the sessions at which they are made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dao_graph.model.document import Paragraph, Span
from dao_graph.model.fact import Ref
from dao_graph.read import read
from dao_graph.read.decode import decode
from dao_graph.rules import packs

from .test_kinds import related, values

# A first page; its title; whether that names the session.
PAGES = {
    "en": (
        "STATEMENT\nby\nHis Excellency Mr. Peter Olsen\nMinister for Foreign Affairs of Norway\n"
        "at the General Debate of the 79th Session of the United Nations General Assembly\n"
        "New York, 28 September 2024\n\nMr. President,\n\nIt is an honour to speak to you of lamps.",
        "STATEMENT by His Excellency Mr. Peter Olsen Minister for Foreign Affairs of Norway "
        "at the General Debate of the 79th Session of the United Nations General Assembly",
    ),
    "fr": (
        "République du Sénégal\n79° Session ordinaire de l’Assemblée générale des Nations Unies\n"
        "DISCOURS\nDe Son Excellence Monsieur Amadou Olsen, Premier Ministre\n"
        "New-York le 28 septembre 2024\n\nMonsieur le Président,\n\nJe me tiens devant vous pour parler des lampes.",
        "DISCOURS De Son Excellence Monsieur Amadou Olsen, Premier Ministre",
    ),
    "es": (
        "Palabras de la Presidenta de Chile ante la 79 Asamblea General de la ONU\n\n"
        "24 de septiembre de 2024\n\nSeñor Presidente,\n\nEs un honor hablar de las lámparas ante esta Asamblea.",
        "Palabras de la Presidenta de Chile ante la 79 Asamblea General de la ONU",
    ),
    "ru": (
        "ВЫСТУПЛЕНИЕ\nМинистра иностранных дел Республики Беларусь\n79-я сессия Генеральной Ассамблеи ООН\n\n"
        "Господин Председатель,\n\nМы говорим сегодня о лампах и о смотрителях маяков.",
        "ВЫСТУПЛЕНИЕ Министра иностранных дел Республики Беларусь",
    ),
    "ar": (
        "كلمة\nمعالي السيد بيتر أولسن\nوزير خارجية مملكة النرويج\n"
        "في المناقشة العامة للدورة 79 للجمعية العامة للأمم المتحدة\nنيويورك، 28 أيلول/سبتمبر 2024\n\n"
        "السيد الرئيس،\n\nيشرفني أن أخاطب هذه الجمعية اليوم وأن أتحدث عن المصابيح في بلادنا.",
        "كلمة معالي السيد بيتر أولسن وزير خارجية مملكة النرويج "
        "في المناقشة العامة للدورة 79 للجمعية العامة للأمم المتحدة",
    ),
    "zh": (
        "挪威外交大臣\n在第79届联合国大会一般性辩论上的发言\n2024年9月28日，纽约\n\n主席先生，\n\n"
        "我很荣幸今天代表我国在大会发言，谈谈我国的灯塔和灯具的情况以及看守人的工作条件和待遇。",
        "在第79届联合国大会一般性辩论上的发言",
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_a_speech_has_its_whole_title_and_its_session(language: str) -> None:
    page, title = PAGES[language]
    found = related(page + "\n")
    assert values(found.facts, found.document, "dcterms:title") == {title}
    assert values(found.facts, found.document, "session") == {"session/general-assembly/79"}


def test_a_report_is_of_no_session_that_its_title_names() -> None:
    found = related("Report of the Secretary-General on the 79th session of the General Assembly\n\n1. It ended.\n")
    assert values(found.facts, found.document, "session") == set()


# Pages set as one what stands in lines of one size: the title of a speech, and who makes it.
LARGE = {
    "en": ("Statement in the general debate of the Assembly", "His Excellency Peter Olsen", "The lamps are lit there."),
    "es": ("Discurso del Presidente de Chile en la Asamblea", "Excelentísimo Señor Pedro Olsen", "Las lámparas arden."),
    "fr": ("Discours du Ministre de la Norvège à la tribune", "Son Excellence Pierre Olsen", "Les lampes brûlent."),
    "ru": ("Выступление Министра иностранных дел Норвегии", "Его Превосходительство Пётр Ольсен", "Лампы горят."),
}  # fmt: skip


@pytest.mark.parametrize("language", LARGE)
def test_who_makes_a_speech_is_no_part_of_its_title(language: str) -> None:
    title, speaker, words = LARGE[language]
    content = f"{title}\n{speaker}\n\n{words}\n"
    first = Span(0, len(title) + 1 + len(speaker))
    rest = Span(first.end + 2, len(content) - 1)
    text = replace(decode(content.encode(), "speech.txt"), paragraphs=(Paragraph(first), Paragraph(rest)))
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    titles = [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind == "title"]
    assert titles == [title]


ITEMS = {
    "en": "General Assembly\nSeventy-eighth session\nItems 13 and 117 (b) of the preliminary list*\n",
    "fr": "Assemblée générale\nSoixante-dix-huitième session\nPoints 13 et 117 b) de l’ordre du jour\n",
    "es": "Asamblea General\nSeptuagésimo octavo período de sesiones\nTemas 13 y 117 b) del programa\n",
    "ru": "Генеральная Ассамблея\nСемьдесят восьмая сессия\nПункты 13 и 117 b) повестки дня\n",
    "ar": "الجمعية العامة\nالدورة الثامنة والسبعون\nالبندان 13 و 117 من جدول الأعمال\n",
    "zh": "大会\n第七十八届会议\n议程项目13和117(b)\n",
}
REPORT = {
    "en": "Lighthouses\nKeepers\n\nLamps\n\nReport of the Secretary-General\n\n1. The lamps are lit on the coasts.\n",
    "fr": "Phares\nGardiens\n\nLampes\n\nRapport du Secrétaire général\n\n1. Les lampes sont allumées sur les côtes.\n",
    "es": "Faros\nFareros\n\nLámparas\n\nInforme del Secretario General\n\n1. Las lámparas arden en las costas.\n",
    "ru": "Маяки\nСмотрители\n\nЛампы\n\nДоклад Генерального секретаря\n\n1. Лампы горят на всех берегах страны.\n",
    "ar": "المنارات\nالحراس\n\nالمصابيح\n\nتقرير الأمين العام\n\n1 - المصابيح مضاءة على السواحل.\n",
    "zh": "灯塔\n看守人\n\n灯具\n\n秘书长的报告\n\n1. 海岸的灯具都已点亮，状态良好。\n",
}


@pytest.mark.parametrize("language", ITEMS)
def test_each_item_of_a_list_has_its_title(language: str) -> None:
    found = related(ITEMS[language] + REPORT[language])
    second = "117" if language == "ar" else "117-b"
    items = [f"agenda-item/general-assembly/78/{number}" for number in ("13", second)]
    assert values(found.facts, found.document, "agendaItem") == set(items)
    titles = [values(found.facts, item, "dcterms:title") for item in items]
    assert titles == [{line} for line in REPORT[language].split("\n")[:2]]


# Two lines and what they say of the document: its kind, its title, and who sends or issues it.
KINDS = [
    ("Norway\nNationally Determined Contribution\n\nThe country will light fewer lamps.\n",
     "NationalContribution", "Nationally Determined Contribution", "sender", "country/NOR"),
    ("République du Sénégal\nContribution prévue déterminée au niveau national\n\nLe pays éteindra des lampes.\n",
     "NationalContribution", "Contribution prévue déterminée au niveau national", "sender", "country/SEN"),
    ("Disarmament Commission\nSubstantive session of 2032\n\nLamps\n\nWorking paper submitted by the Chair\n\n"
     "1. The lamps are lit.\n", "WorkingPaper", "Lamps", "session", "session/disarmament-commission/2032"),
    ("The Harbour Covenant\n\n1. We light the lamps of all the lighthouses on the coasts of our countries.\n",
     "Declaration", "The Harbour Covenant", "sender", None),
    ("Harbour Declaration\n\nReport of the Secretary-General\n\n1. The lamps are lit on the coasts.\n",
     "Report", "Harbour Declaration", "issuingBody", "post/secretary-general"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "title", "role", "who"), KINDS, ids=[k[2] + "-" + k[1] for k in KINDS])
def test_lines_show_kinds(text: str, kind: str, title: str, role: str, who: str | None) -> None:
    found = related(text)
    assert f"dao:{kind}" in {s.object.id for s in found.facts.structure if isinstance(s.object, Ref)}
    assert values(found.facts, found.document, "dcterms:title") == {title}
    assert values(found.facts, found.document, role) == ({who} if who else set())


@pytest.mark.parametrize(("line", "date"), [("May 2032", {"2032-05"}), ("3 May 2032", {"2032-05-03"}), ("2032", set())])
def test_what_a_state_sends_has_the_date_of_a_line_of_its_own(line: str, date: set[str]) -> None:
    said = "The country will light fewer lamps on the coasts of its islands."
    found = related(f"Norway\nNationally Determined Contribution\n{line}\n\n{said}\n")
    assert values(found.facts, found.document, "dcterms:date") == date
