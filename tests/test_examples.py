"""The example letter: its facts, the same in all six languages, and the answers to the main questions."""

from __future__ import annotations

import re

import pytest

import dao_graph
from dao_graph.namespaces import DAO, DCTERMS, RDFS

from .conftest import EXAMPLES

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
# What a text says in its own words.
WORDED = {DAO + name for name in ("text", "reason", "purpose", "covers")}
# What makes an act; what else it concerns hangs on which names each language repeats.
OF_AN_ACT = {
    DAO + name for name in ("actor", "verb", "addressee", "inProvision", "deadline", "basis", "quality", "answers")
}


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build([EXAMPLES / f"kigali-letter.{code}.txt" for code in LANGUAGES])


Fact = tuple[str, str, str]


def facts(graph: dao_graph.Graph, language: str) -> set[Fact]:
    """What one text states but acts and mentions: without labels, and with its own words left blank."""
    stated: set[Fact] = set()
    for quad in graph.quads(evidence=False):
        subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
        of_this = re.search(rf"/id/graph/A_99_9.*/{language}$", quad.graph_name.value)  # type: ignore[union-attr]
        if of_this and "/text/" not in subject and predicate not in (DCTERMS + "title", RDFS + "label"):
            stated.add((subject, predicate, "" if predicate in WORDED else quad.object.value))  # type: ignore[union-attr]
    acts = {subject for subject, _, kind in stated if kind == DAO + "Act"}
    return {fact for fact in stated if fact[0] not in acts and fact[1] != DAO + "mentions"}


def acts(graph: dao_graph.Graph, language: str) -> set[tuple[tuple[str, str], ...]]:
    """The acts of one text: who does what with words to whom, where, by when, on what basis, in answer to what."""
    found: dict[str, list[tuple[str, str]]] = {}
    for quad in graph.quads(evidence=False):
        subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
        if re.search(rf"/id/graph/A_99_9.*/{language}$", quad.graph_name.value):  # type: ignore[union-attr]
            if quad.object.value == DAO + "Act":  # type: ignore[union-attr]
                found.setdefault(subject, [])
            elif predicate in OF_AN_ACT:
                found.setdefault(subject, []).append((predicate, quad.object.value))  # type: ignore[union-attr]
    return {tuple(sorted(roles)) for roles in found.values() if any(name == DAO + "verb" for name, _ in roles)}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_states_the_same_facts(graph: dao_graph.Graph, language: str) -> None:
    assert facts(graph, language) == facts(graph, "en")
    assert len(facts(graph, "en")) > 600


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_states_the_same_acts(graph: dao_graph.Graph, language: str) -> None:
    assert acts(graph, language) == acts(graph, "en")
    assert len(acts(graph, "en")) == 21


def test_nothing_breaks_a_shape(graph: dao_graph.Graph) -> None:
    assert graph.report["quarantined"] == 0
    assert graph.validate() == []


ANSWERS = {
    "pilots": {"ALB", "CPV", "MOZ", "PAK", "RWA", "TZA", "URY", "VNM"},
    "volunteers": {"BEN", "BTN", "COM", "KIR", "MWI", "PNG"},
    "fund-founders": {"ESP", "GBR", "NOR"},
    "meetings": {"2008/maputo", "2009-10-19/kigali", "open/hanoi"},
    "quoted-provisions": {"A_RES_63_311/op/7"},
    "organisers": {"desa", "doco", "un-country-team-RWA", "uneg"},
    "people": {"asha-rose-migiro", "bernard-makuza", "eugene-richard-gasana", "james-musoni", "moustapha-soumare"},
}


@pytest.mark.parametrize("question", sorted(ANSWERS))
def test_questions_are_answered(graph: dao_graph.Graph, question: str) -> None:
    rows = graph.query(question).texts()
    assert {row[0].removeprefix(graph.base).partition("/")[2] for row in rows} == ANSWERS[question]


def test_every_fact_has_evidence(graph: dao_graph.Graph) -> None:
    assert graph.query("unsupported-facts").rows == ()
