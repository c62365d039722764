"""Follow-up: what responds to which request, what a state said, who was appointed, when mandates end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dao_graph
from dao_graph.data import LANGUAGES
from dao_graph.model.fact import Ref

from .test_kinds import related

RESOLUTION = """A/RES/99/901
United Nations
General Assembly
Distr.: General
3 May 2098

Resolution adopted by the General Assembly on 3 May 2098

99/901. Lighthouses

The General Assembly,

Recalling its resolution 62/208 of 19 December 2007,

1. Requests the Secretary-General to submit a report on the lamps by 30 June 2099;

2. Requests UNICEF to submit a report on the keepers by 31 December 2099;

3. Decides to extend the mandate of the United Nations Mission in South Sudan until 30 April 2099.
"""
REPORT = """A/100/77
United Nations
General Assembly
Distr.: General
3 June 2099

Lamps of the northern coasts

Report of the Secretary-General

I. Introduction

1. The present report is submitted pursuant to paragraph 1 of General Assembly resolution 99/901.

2. Ms. Martina Olsen was appointed Prime Minister of Norway. Norway said that the lamps were old and dim.
"""
RESPONSES = {
    "en": "The present note was prepared in response to General Assembly resolution 79/226.",
    "fr": "Le présent rapport a été établi en réponse à la résolution 79/226 de l'Assemblée générale.",
    "es": "El presente informe se ha preparado en respuesta a la resolución 79/226 de la Asamblea General.",
    "ru": "Настоящий доклад подготовлен в соответствии с резолюцией 79/226 Генеральной Ассамблеи.",
    "zh": "本报告是根据大会第79/226号决议编写的。",
    "ar": "يقدم هذا التقرير إلى المجلس عملا بقرار الجمعية العامة 79/226.",
}
NO_RESPONSES = {
    "en": "The present report describes the lamps to which General Assembly resolution 79/226 refers.",
    "fr": "Le présent rapport décrit les lampes dont parle la résolution 79/226 de l'Assemblée générale.",
    "es": "El presente informe describe las lámparas de las que trata la resolución 79/226 de la Asamblea General.",
    "ru": "Настоящий доклад описывает лампы, о которых говорится в резолюции 79/226 Генеральной Ассамблеи.",
    "zh": "本报告介绍大会第79/226号决议所述的灯具。",
    "ar": "يصف هذا التقرير المصابيح التي يشير إليها قرار الجمعية العامة 79/226.",
}


def responds(text: str) -> set[str]:
    found = related(text)
    asked = (s.object for s in found.facts.statements if s[:2] == (found.document, "respondsTo"))
    return {term.id for term in asked if isinstance(term, Ref)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_responds_to_what_asked_for_it(language: str) -> None:
    assert responds(RESPONSES[language]) == {"document/A_RES_79_226"}
    assert responds(NO_RESPONSES[language]) == set()


def test_a_paragraph_that_asked_is_named_with_its_document() -> None:
    assert responds(REPORT) == {"document/A_RES_99_901", "document/A_RES_99_901/op/1"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> dao_graph.Graph:
    folder: Path = tmp_path_factory.mktemp("follow-up")
    for name, text in (("resolution.txt", RESOLUTION), ("report.txt", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    return dao_graph.build([folder])


def rows(graph: dao_graph.Graph, name: str, *columns: str, **parameters: Any) -> list[tuple[str, ...]]:
    """The named columns of a question of the library, with local ids."""
    answer = graph.query(name, **parameters)
    places = [answer.columns.index(column) for column in columns]
    return [tuple(str(row[i]).removeprefix(graph.base) for i in places) for row in answer.texts()]


def test_requests_are_answered_due_or_overdue(graph: dao_graph.Graph) -> None:
    on = "document/A_RES_99_901/op/"
    assert rows(graph, "follow-up", "status", "provision", "answer", today="2099-09-01") == [
        ("answered", f"{on}1", "document/A_100_77"),
        ("due", f"{on}2", ""),
    ]
    assert ("overdue", f"{on}2") in rows(graph, "follow-up", "status", "provision", today="2100-01-01")
    assert ("open", f"{on}2") in rows(graph, "follow-up", "status", "provision")


def test_what_a_state_said(graph: dao_graph.Graph) -> None:
    said = rows(graph, "said-by", "who", "document", "words", state="country/NOR")
    assert said == [("country/NOR", "document/A_100_77", "Norway said that the lamps were old and dim.")]


def test_who_was_appointed(graph: dao_graph.Graph) -> None:
    appointed = rows(graph, "appointments", "person", "post", "status")
    assert appointed == [("person/martina-olsen", "post/prime-minister-NOR", "status/appointed")]


def test_when_mandates_end(graph: dao_graph.Graph) -> None:
    assert rows(graph, "mandates-ending", "end", "verb", "provision") == [
        ("2099-04-30", "verb/decides", "document/A_RES_99_901/op/3")
    ]
