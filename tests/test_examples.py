"""The example letter: its facts, the same in Chinese and English, and the answers to the main questions."""

from __future__ import annotations

import re

import pytest

import dao_graph
from dao_graph.namespaces import DAO, DCTERMS, RDFS

from .conftest import EXAMPLES

RIGHT = ("en", "zh")


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build([EXAMPLES / f"kigali-letter.{code}.txt" for code in RIGHT])


def facts(graph: dao_graph.Graph, language: str) -> set[tuple[str, str, str]]:
    """What one text states, without what differs by nature: its own words, and acts, whose words are part of them."""
    wordy = {DCTERMS + "title", RDFS + "label"} | {DAO + name for name in ("text", "reason", "purpose")}
    return {
        (q.subject.value, q.predicate.value, q.object.value)  # type: ignore[union-attr]
        for q in graph.quads(evidence=False)
        if re.search(rf"/id/graph/A_99_9.*/{language}$", q.graph_name.value)  # type: ignore[union-attr]
        and q.predicate.value not in wordy
        and "/text/" not in q.subject.value  # type: ignore[union-attr]
    }


def test_chinese_and_english_state_the_same_facts(graph: dao_graph.Graph) -> None:
    english, chinese = facts(graph, "en"), facts(graph, "zh")
    mentions = "https://w3id.org/dao-graph/ontology#mentions"

    def but_mentions(found: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        return {fact for fact in found if fact[1] != mentions}

    acts = {s for s, _, o in english | chinese if o.endswith("#Act")}
    assert {f for f in but_mentions(english) if f[0] not in acts} == {
        f for f in but_mentions(chinese) if f[0] not in acts
    }
    assert len(english) > 300


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
