"""The sessions of executive boards, of which there are several in a year, in six languages."""

from __future__ import annotations

import pytest

import dao_graph

from .test_kinds import acts, related

FRONTS = [
    ("en", "United Nations Children's Fund\nExecutive Board", "Annual session 2032", "Item 4 of the provisional agenda",
     "Report of the Executive Director on lamps"),
    ("fr", "Fonds des Nations Unies pour l'enfance\nConseil d'administration", "Session annuelle de 2032",
     "Point 4 de l'ordre du jour provisoire", "Rapport du Directeur général sur les lampes"),
    ("es", "Fondo de las Naciones Unidas para la Infancia\nJunta Ejecutiva", "Período de sesiones anual de 2032",
     "Tema 4 del programa provisional", "Informe de la Directora Ejecutiva sobre las lámparas"),
    ("ru", "Детский фонд Организации Объединенных Наций\nИсполнительный совет", "Ежегодная сессия 2032 года",
     "Пункт 4 предварительной повестки дня", "Доклад Директора-исполнителя о лампах"),
    ("zh", "联合国儿童基金会\n执行局", "2032年年度会议", "临时议程项目4", "执行主任关于灯具的报告"),
    ("ar", "منظمة الأمم المتحدة للطفولة\nالمجلس التنفيذي", "الدورة السنوية لعام 2032", "البند 4 من جدول الأعمال المؤقت",
     "تقرير المديرة التنفيذية عن المصابيح"),
]  # fmt: skip
SECOND = {
    "en": "Second regular session 2032",
    "fr": "Deuxième session ordinaire de 2032",
    "es": "Segundo período ordinario de sesiones de 2032",
    "ru": "Вторая очередная сессия 2032 года",
    "zh": "2032年第二届常会",
    "ar": "الدورة العادية الثانية لعام 2032",
}


def sessions(text: str, language: str) -> set[str]:
    """The sessions and agenda items that a text says it is of."""
    graph = dao_graph.build(texts={"text.txt": text}, language=language, check=False)
    return {fact.roles["object"][0] for fact in graph.facts() if fact.kind in ("session", "agendaItem")}


@pytest.mark.parametrize(("language", "board", "session", "item", "title"), FRONTS, ids=[f[0] for f in FRONTS])
def test_a_board_s_session_is_one_of_its_year(language: str, board: str, session: str, item: str, title: str) -> None:
    front = f"E/ICEF/2032/9\n\n{board}\n\n{{}}\n\n{item}\n\n{title}\n"
    annual = "executive-board-unicef/2032-annual"
    assert sessions(front.format(session), language) == {f"session/{annual}", f"agenda-item/{annual}/4"}
    second = "executive-board-unicef/2032-second"
    assert f"session/{second}" in sessions(front.format(SECOND[language]), language)


@pytest.mark.parametrize("language", list(SECOND))
def test_a_session_of_no_board_that_is_named_is_none(language: str) -> None:
    assert not sessions(f"A/99/9\n{SECOND[language]}\n", language)


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_board_is_known_by_its_short_name_whatever_the_apostrophe(apostrophe: str) -> None:
    text = """Conseil d'administration du Programme des Nations Unies pour le développement, du Fonds des Nations \
Unies pour la population et du Bureau des Nations Unies pour les services d'appui aux projets
Session annuelle de 2032
Décisions adoptées par le Conseil d'administration à sa session annuelle de 2032
2032/7
Rapport sur les phares
Le Conseil d'administration
1. Prie le PNUD d'établir un rapport sur les phares ;
2. Se félicite des progrès accomplis.
"""
    found = related(text.replace("'", apostrophe))
    assert {act[0] for act in acts(found.facts)} == {"body/executive-board-undp-unfpa-unops"}
