"""Front matter with the marks of notes on it, and items of preliminary lists, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.read.place import is_heading

from .test_kinds import related, values

NOTES = {
    "en": "A/81/102*\nGeneral Assembly\nEighty-first session\nItem 117 (a) of the preliminary list**\n\n\n"
    "Appointment of keepers of the lamps\n\nNote by the Secretary-General***\n\n1. The keepers met on the coast.\n",
    "fr": "A/81/102*\nAssemblée générale\nQuatre-vingt-unième session\nPoint 117 a) de la liste préliminaire**\n\n\n"
    "Nomination de gardiens des lampes\n\nNote du Secrétaire général***\n\n"
    "1. Les gardiens se sont réunis sur la côte ensemble.\n",
    "es": "A/81/102*\nAsamblea General\nOctogésimo primer período de sesiones\n"
    "Tema 117 a) de la lista preliminar**\n\n\n"
    "Nombramiento de guardianes de las lámparas\n\nNota del Secretario General***\n\n1. Los guardianes se reunieron.\n",
    "ru": "A/81/102*\nГенеральная Ассамблея\nВосемьдесят первая сессия\nПункт 117(a) первоначального перечня**\n\n\n"
    "Назначение смотрителей ламп\n\nЗаписка Генерального секретаря***\n\n1. Смотрители собрались на берегу.\n",
    "zh": "A/81/102*\n大会\n第八十一届会议\n暂定项目表**项目117(a)\n\n\n任命灯具看守人\n\n"
    "秘书长的说明***\n\n1. 看守人在海岸上开会。\n",
    "ar": "A/81/102*\nالجمعية العامة\nالدورة الحادية والثمانون\nالبند 117 (أ) من القائمة الأولية**\n\n\n"
    "تعيين حراس المصابيح\n\nمذكرة من الأمين العام***\n\n1 - اجتمع الحراس على الساحل.\n",
}
BOARDS = {
    "en": "E/ICEF/2032/5\nEconomic and Social Council\nUnited Nations Children’s Fund\nExecutive Board\n"
    "Second regular session\n3–6 September 2032\nItem 6 of the provisional agenda*\n\n"
    "Country programme document**\n\nNorway\n\nSummary\n"
    "The country programme document is presented to the Executive Board for approval.\n",
    "fr": "E/ICEF/2032/5\nConseil économique et social\nFonds des Nations Unies pour l’enfance\n"
    "Conseil d’administration\nDeuxième session ordinaire\n3-6 septembre 2032\n"
    "Point 6 de l’ordre du jour provisoire*\n\nDescriptif de programme de pays**\n\nNorvège\n\nRésumé\n"
    "Le descriptif de programme de pays est présenté au Conseil d’administration pour approbation.\n",
    "es": "E/ICEF/2032/5\nConsejo Económico y Social\nFondo de las Naciones Unidas para la Infancia\n"
    "Junta Ejecutiva\nSegundo período ordinario de sesiones\n3 a 6 de septiembre de 2032\n"
    "Tema 6 del programa provisional*\n\nDocumento del programa para el país**\n\nNoruega\n\nResumen\n"
    "El documento del programa para el país se presenta a la Junta Ejecutiva para su aprobación.\n",
    "ru": "E/ICEF/2032/5\nЭкономический и Социальный Совет\nДетский фонд Организации Объединенных Наций\n"
    "Исполнительный совет\nВторая очередная сессия\n3–6 сентября 2032 года\n"
    "Пункт 6 предварительной повестки дня*\n\nДокумент по страновой программе**\n\nНорвегия\n\nРезюме\n"
    "Документ по страновой программе представляется Исполнительному совету для утверждения.\n",
    "zh": "E/ICEF/2032/5\n经济及社会理事会\n联合国儿童基金会\n执行局\n第二届常会\n2032年9月3日至6日\n"
    "临时议程*项目6\n\n国家方案文件**\n\n挪威\n\n摘要\n现将国家方案文件提交执行局批准，该方案为期五年。\n",
    "ar": "E/ICEF/2032/5\nالمجلس الاقتصادي والاجتماعي\nمنظمة الأمم المتحدة للطفولة\nالمجلس التنفيذي\n"
    "الدورة العادية الثانية\n3-6 أيلول/سبتمبر 2032\nالبند 6 من جدول الأعمال المؤقت*\n\n"
    "وثيقة البرنامج القطري**\n\nالنرويج\n\nموجز\n"
    "تقدم وثيقة البرنامج القطري إلى المجلس التنفيذي للموافقة عليها.\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_notes_hide_neither_the_kind_nor_the_item(language: str) -> None:
    found = related(NOTES[language])
    assert values(found.facts, found.document, "issuingBody") == {"post/secretary-general"}
    assert values(found.facts, found.document, "agendaItem") == {"agenda-item/general-assembly/81/117-a"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_below_a_board_that_is_not_named_is_nobodys_else(language: str) -> None:
    found = related(BOARDS[language])
    assert values(found.facts, found.document, "session") == set()
    (title,) = values(found.facts, found.document, "dcterms:title")
    assert title is not None and "*" not in title


def test_a_numbered_paragraph_that_ends_with_the_mark_of_a_note_is_no_heading() -> None:
    assert not is_heading("34. The keepers noted that the lamps were few. 71")
    assert not is_heading("34. The keepers noted that the lamps were few (again).71")
    assert is_heading("3. Lamps of keepers and their rights121")
    assert is_heading("The lamps of the keepers. 71")
