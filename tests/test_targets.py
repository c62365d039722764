"""Targets that a programme lists under a heading: by when each is to be reached."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Value
from dao_graph.recognise import recognise
from dao_graph.relate.reader import Reader
from dao_graph.workbench.sample import plain_document

LISTS = {
    "en": ("Targets", "By 2098, all harbours should have a lighthouse.", "In 2090 the lighthouses were mended."),
    "fr": ("Objectifs", "D'ici à 2098, chaque port devrait avoir un phare.", "En 2090, les phares ont été réparés."),
    "es": ("Metas:", "De aquí a 2098, cada puerto debería tener un faro.", "En 2090 se repararon los faros."),
    "ru": ("Задачи", "К 2098 году все порты должны иметь маяк.", "В 2090 году маяки были отремонтированы."),
    "ar": ("الغايات", "بحلول عام 2098، ينبغي أن يكون لكل ميناء منارة.", "في عام 2090 أصلحت المنارات."),
    "zh": ("具体目标", "到2098年，所有港口都应有灯塔。", "2090年修复了灯塔。"),
}


def deadlines(language: str, *lines: tuple[str, str]) -> set[str]:
    document = plain_document(lines, language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    found = [s.object for s in reader.facts.statements if s.predicate == "deadline"]
    found += [term for node in reader.facts.nodes.values() for term in node.properties.get("deadline", ())]
    return {term.text for term in found if isinstance(term, Value)}


@pytest.mark.parametrize("language", sorted(LISTS))
def test_a_target_has_its_deadline(language: str) -> None:
    heading, target, _ = LISTS[language]
    assert deadlines(language, ("heading", heading), ("item", target)) == {"2098"}


@pytest.mark.parametrize("language", sorted(LISTS))
def test_what_was_done_is_no_target(language: str) -> None:
    heading, _, done = LISTS[language]
    assert deadlines(language, ("heading", heading), ("item", done)) == set()


def test_targets_end_with_their_section() -> None:
    lines = (("heading", "Targets"), ("heading", "Outlook"), ("paragraph", "By 2098, the sea will be higher."))
    assert deadlines("en", *lines) == set()
