"""The first document, a letter in Chinese as PDF extraction left it: the questions that it answers.

The letter lies beside the repository; the answers here are a reader's.
"""

from __future__ import annotations

import pytest

import dao_graph
from dao_graph.check.verify import verify
from dao_graph.pipeline.build import read_source

from .conftest import SHARED

pytestmark = pytest.mark.corpus

DOCUMENT = "document/53b17d7510f19a39"
KIGALI = "meeting/2009-10-19/kigali"
PILOTS = ("ALB", "CPV", "MOZ", "PAK", "RWA", "TZA", "URY", "VNM")
VOLUNTEERS = ("BEN", "BTN", "COM", "KIR", "MWI", "PNG")
OBSERVERS = ("ESP", "GBR", "NOR")


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build([SHARED / "seeds" / "000_f947f880c049bac6.txt"])


def rows(graph: dao_graph.Graph, question: str, *columns: str) -> set[tuple[str, ...]]:
    """The named columns of an answer, with local ids."""
    answer = graph.query(question)
    places = [answer.columns.index(column) for column in columns]
    return {tuple(row[i].removeprefix(graph.base) for i in places) for row in answer.texts()}


def test_every_quote_stands_and_nothing_breaks_a_shape(graph: dao_graph.Graph) -> None:
    result = verify(graph, read_source)
    assert result.quotes > 500
    assert result.mismatches == ()
    assert graph.report["quarantined"] == 0
    assert graph.report["inputs"][0]["violations"] == []
    assert b"_:" not in graph.facts_nquads + graph.evidence_nquads


def test_two_spellings_and_a_deferral_are_reported(graph: dao_graph.Graph) -> None:
    notes = graph.report["inputs"][0]["consistency"]
    assert [(n["kind"], n["about"]) for n in notes] == [
        ("deferral", "evaluation/delivering-as-one/PAK"),
        ("spelling", "country/COM"),
    ]


def test_five_factors_still_stand_in_the_way(graph: dao_graph.Graph) -> None:
    obstacles = rows(graph, OBSTACLES, "text")
    assert len(obstacles) == 5


def test_what_is_asked_of_donors(graph: dao_graph.Graph) -> None:
    asked = rows(graph, ASKED, "provision")
    assert {p.removeprefix(f"{DOCUMENT}/annex/1/") for (p,) in asked} == {"p/26", "p/27", "p/31", "p/55/4"}


def test_the_pilots(graph: dao_graph.Graph) -> None:
    assert rows(graph, "pilots", "country") == {(f"country/{c}",) for c in PILOTS}


def test_the_volunteers_with_one_country_spelt_two_ways(graph: dao_graph.Graph) -> None:
    assert rows(graph, "volunteers", "country") == {(f"country/{c}",) for c in VOLUNTEERS}


def test_seven_pilots_evaluate_and_one_does_so_later(graph: dao_graph.Graph) -> None:
    wanted = {(f"country/{c}", "status/initiated", "") for c in PILOTS if c != "PAK"}
    wanted.add(("country/PAK", "status/deferred", "status/to-be-announced"))
    assert rows(graph, "evaluations", "country", "status", "date_status") == wanted


def test_who_took_part_in_which_role(graph: dao_graph.Graph) -> None:
    wanted = {(f"country/{c}", "role/pilot") for c in PILOTS}
    wanted |= {(f"country/{c}", "role/volunteer") for c in VOLUNTEERS}
    wanted |= {(f"country/{c}", "role/observer") for c in OBSERVERS}
    wanted |= {("country/RWA", "role/host"), ("group/un-staff", "role/organiser")}
    wanted |= {(f"body/{b}", "role/organiser") for b in ("desa", "doco", "uneg", "un-country-team-RWA")}
    wanted |= {
        ("person/bernard-makuza", "role/speaker"),
        ("person/james-musoni", "role/chair"),
        ("person/asha-rose-migiro", "role/participant"),
        ("person/moustapha-soumare", "role/facilitator"),
        ("post/undg-chair", "role/speaker"),
    }
    found = {row[:2] for row in rows(graph, "participants", "participant", "role", "meeting") if row[2] == KIGALI}
    assert found == wanted


def test_who_set_up_the_funding_window(graph: dao_graph.Graph) -> None:
    window = "fund/delivering-as-one-expanded-funding-window"
    assert rows(graph, "fund-founders", "contributor", "fund") == {(f"country/{c}", window) for c in OBSERVERS}


def test_which_resolutions_are_cited_where_and_how_often(graph: dao_graph.Graph) -> None:
    cited = rows(graph, "citations", "symbol", "provision", "times")
    by_symbol: dict[str, dict[str, int]] = {}
    for symbol, provision, times in cited:
        by_symbol.setdefault(symbol, {})[provision.removeprefix(f"{DOCUMENT}/")] = int(times)
    # By number in paragraphs 1, 7 and 11 of the letter and in the last list; by its title in the others.
    assert by_symbol["A/RES/62/208"] == {
        "p/1": 1, "p/7": 1, "p/10": 1, "p/11": 1, "annex/1/p/44": 1, "annex/1/p/53": 1, "annex/1/p/55": 2,
    }  # fmt: skip
    assert set(by_symbol["A/RES/63/311"]) == {"annex/1/p/17", "annex/1/p/52", "annex/1/p/53"}
    assert set(by_symbol) - {""} == {"A/RES/62/208", "A/RES/63/311", "E/2010/100"}
    numbered = rows(graph, "cited-by-number", "symbol", "provision")
    assert {p.removeprefix(f"{DOCUMENT}/") for s, p in numbered if s == "A/RES/62/208"} == {
        "p/1", "p/7", "p/11", "annex/1/p/55",
    }  # fmt: skip


def test_the_paragraph_quoted_in_a_note(graph: dao_graph.Graph) -> None:
    quoted = rows(graph, "quoted-provisions", "quoted", "provision", "note_on")
    note = f"{DOCUMENT}/annex/1/note/1"
    assert quoted == {("document/A_RES_63_311/op/7", note, f"{DOCUMENT}/annex/1/p/17")}


def test_who_wrote_to_whom(graph: dao_graph.Graph) -> None:
    columns = ("document", "date", "sender", "sender_of", "recipient", "signer")
    assert rows(graph, "correspondence", *columns) == {
        (
            DOCUMENT,
            "2009-12-03",
            "post/permanent-representative-RWA",
            "country/RWA",
            "post/secretary-general",
            "person/eugene-richard-gasana",
        )
    }


def test_the_letter_states_no_symbol_of_its_own(graph: dao_graph.Graph) -> None:
    assert graph.report["inputs"][0]["document"] == DOCUMENT
    assert graph.report["inputs"][0]["symbol"] == ""


def test_meetings_with_their_dates_and_places(graph: dao_graph.Graph) -> None:
    assert rows(graph, "meetings", "meeting", "start", "end", "place", "host", "date_status") == {
        (KIGALI, "2009-10-19", "2009-10-21", "place/kigali", "country/RWA", ""),
        ("meeting/2008/maputo", "2008", "", "place/maputo", "", ""),
        ("meeting/open/hanoi", "", "", "place/hanoi", "country/VNM", "status/to-be-announced"),
    }


def test_agenda_items(graph: dao_graph.Graph) -> None:
    assert rows(graph, "agenda-items", "organ", "session", "number") == {
        ("body/general-assembly", "64", "58"),
        ("body/ecosoc", "2010", "3(a)"),
    }
    assert ("document/E_2010_100",) in rows(graph, "sessions", "agenda")


def test_persons_with_their_posts(graph: dao_graph.Graph) -> None:
    assert rows(graph, "people", "person", "post") == {
        ("person/eugene-richard-gasana", "post/permanent-representative-RWA"),
        ("person/eugene-richard-gasana", "post/ambassador"),
        ("person/bernard-makuza", "post/prime-minister-RWA"),
        ("person/james-musoni", "post/minister-of-finance-and-economic-planning"),
        ("person/asha-rose-migiro", "post/deputy-secretary-general"),
        ("person/moustapha-soumare", ""),
    }


def test_bodies_thanked_for_organising(graph: dao_graph.Graph) -> None:
    wanted = {(f"body/{b}",) for b in ("desa", "doco", "uneg", "un-country-team-RWA")}
    assert rows(graph, "organisers", "body") == wanted


def test_deadlines(graph: dao_graph.Graph) -> None:
    found = rows(graph, "deadlines", "deadline", "who", "input_to")
    wanted = {("2010-07-01", f"country/{c}", "meeting/open/hanoi") for c in PILOTS}
    assert found == wanted | {("2010-07-01", f"{DOCUMENT}/group/participants", "")}


def test_the_example_of_provenance(graph: dao_graph.Graph) -> None:
    """The words that call on other donors stand where a reader found them."""
    spans = {tuple(row[1:3]) for row in graph.query(SPANS).texts()}
    assert any(int(begin) <= 5119 and int(end) >= 5135 for begin, end in spans)


SPANS = """
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT ?span ?begin ?end WHERE { ?span nif:beginIndex ?begin ; nif:endIndex ?end }
"""

OBSTACLES = """
PREFIX dao: <https://w3id.org/dao-graph/ontology#>
SELECT ?text WHERE { ?finding a dao:Finding ; dao:polarity "negative" ; dao:text ?text ; dao:inProvision ?provision
  FILTER(STRENDS(STR(?provision), "f19a39/p/9")) }
"""
ASKED = """
PREFIX dao: <https://w3id.org/dao-graph/ontology#>
SELECT ?provision WHERE { ?act a dao:Act ; dao:inProvision ?provision ; dao:verb ?verb ;
  dao:addressee <https://w3id.org/dao-graph/id/group/donors> . ?verb dao:strength ?strength FILTER(?strength >= 2) }
"""
