"""A thing is described by what the graph says of it, in the reader's language where there is one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import dao_graph
from dao_graph.ask.describe import Thing, describe, machine
from dao_graph.ask.graph import Graph
from dao_graph.errors import QueryError

from .conftest import EXAMPLES

KIGALI = "meeting/2009-10-19/kigali"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return dao_graph.build([EXAMPLES / f"kigali-letter.{language}.txt" for language in ("en", "zh")], check=False)


def described(graph: Graph, id: str, *languages: str, start: int = 0, count: int = 100) -> Thing:
    thing = describe(graph, id, languages or ("en",), start, count)
    assert thing is not None
    return thing


def test_a_state(graph: Graph) -> None:
    thing = described(graph, "country/RWA", "zh", "en")
    assert (thing.name, thing.kinds) == ("卢旺达", ("Country", "skos:Concept"))
    assert ("ru", "Руанда") in thing.names
    assert thing.total == len(thing.facts) > 10
    host = next(f for f in thing.facts if f.kind == "Participation" and ("role", "东道主") in _texts(f.roles))
    assert host.places[0].language == "zh"
    assert {place.language for place in host.places} == {"zh", "en"}
    assert all(place.quote and place.begin < place.end for place in host.places)


def test_a_meeting_has_its_own_words_and_one_text_of_each_kind(graph: Graph) -> None:
    thing = described(graph, KIGALI, "en")
    assert thing.places
    purposes = [value for name, value in thing.properties if name == "purpose"]
    assert [value.language for value in purposes] == ["en"]
    assert [value.language for name, value in described(graph, KIGALI, "zh").properties if name == "purpose"] == ["zh"]
    assert [value.language for name, value in described(graph, KIGALI, "fr").properties if name == "purpose"] == ["en"]


def test_mentions_come_last(graph: Graph) -> None:
    kinds = [fact.kind for fact in described(graph, "country/RWA").facts]
    assert "mentions" in kinds
    assert kinds.index("mentions") > kinds.index("Participation")
    assert set(kinds[kinds.index("mentions") :]) == {"mentions"}


def test_pages_of_facts_hold_each_once(graph: Graph) -> None:
    everything = [fact.iri for fact in described(graph, KIGALI).facts]
    paged = [f.iri for start in (0, 7, 14) for f in described(graph, KIGALI, start=start, count=7).facts]
    assert paged == everything[:21]
    assert len(set(everything)) == len(everything)


def test_every_iri_of_the_graph_is_described(graph: Graph) -> None:
    ids = {
        term.value.removeprefix(graph.base).partition("#")[0]
        for quad in graph.quads()
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(graph.base)
    }
    assert len(ids) > 300
    for id in sorted(ids)[::5]:
        assert describe(graph, id, ("en",), 0, 3) is not None, id
        assert machine(graph, id, 10).rows, id


def test_what_is_not_there(graph: Graph) -> None:
    assert describe(graph, "country/XXX", ("en",), 0, 10) is None
    assert not machine(graph, "country/XXX", 10).rows
    with pytest.raises(QueryError, match="no id"):
        describe(graph, "country/> }", ("en",), 0, 10)


def _texts(roles: object) -> list[tuple[str, str]]:
    return [(name, value.text) for name, value in roles]  # type: ignore[attr-defined]
