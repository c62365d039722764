"""Targets that a programme lists under a heading: by when each is to be reached."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Value
from dao_graph.recognise import recognise
from dao_graph.relate.reader import Reader
from dao_graph.workbench.sample import plain_document

from .said import nodes

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


TOLD = {
    "en": "The General Assembly notes with concern that the glaciers are expected to be gone by 2030.",
    "fr": "L'Assemblée générale note avec préoccupation que les glaciers devraient avoir disparu d'ici à 2030.",
    "es": "La Asamblea General observa con preocupación que los glaciares habrán desaparecido a más tardar en 2030.",
    "ru": "Генеральная Ассамблея с обеспокоенностью отмечает, что ледники, как ожидается, исчезнут к 2030 году.",
    "zh": "大会关切地注意到，冰川预计到2030年将消失。",
    "ar": "إن الجمعية العامة تلاحظ مع القلق أن من المتوقع أن تختفي الأنهار الجليدية بحلول عام 2030.",
}
ASKED = {
    "en": "The General Assembly requests the Secretary-General to count the glaciers by 2030.",
    "fr": "L'Assemblée générale prie le Secrétaire général de compter les glaciers d'ici à 2030.",
    "es": "La Asamblea General solicita al Secretario General que cuente los glaciares a más tardar en 2030.",
    "ru": "Генеральная Ассамблея просит Генерального секретаря сосчитать ледники к 2030 году.",
    "zh": "大会请秘书长在2030年之前清点冰川。",
    "ar": "إن الجمعية العامة تطلب إلى الأمين العام أن يحصي الأنهار الجليدية بحلول عام 2030.",
}


@pytest.mark.parametrize("language", TOLD)
def test_what_is_told_is_not_due(language: str) -> None:
    """A day in what somebody is concerned about is none by which anything is asked for."""
    for text, due in ((TOLD[language], False), (ASKED[language], True)):
        (act,) = (node for node in nodes(text, language) if "Act" in node.types)
        assert bool(act.properties.get("deadline")) == due
