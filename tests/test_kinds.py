"""Documents that are neither letters nor resolutions: reports, statements of a president, notes verbales."""

from __future__ import annotations

from pathlib import Path

import pytest

from dao_graph.model.fact import Facts, Ref, Value
from dao_graph.recognise import recognise
from dao_graph.relate import Related, relate

from .test_read import document

REPORT = """United Nations
A/86/123–E/2031/45
General Assembly
Economic and Social Council
Distr.: General
3 May 2031
Original: English

General Assembly
Eighty-sixth session
Item 24 (a) of the preliminary list
Operational activities for development

Economic and Social Council
2031 session
Agenda item 7 (a)
Operational activities of the United Nations for international development cooperation

Implementation of General Assembly resolution 79/226

Report of the Secretary-General

I. Introduction
1. The present report has been prepared pursuant to paragraph 12 of General Assembly resolution 79/226.
2. Member States should provide predictable core contributions to UNDP and UNICEF by 31 December 2031.
"""
STATEMENT = """United Nations
S/PRST/2031/4
Security Council
Distr.: General
14 March 2031

Statement by the President of the Security Council

At the 9998th meeting of the Security Council, held on 14 March 2031, the President made the following statement:

“The Security Council reaffirms its commitment to the territorial integrity of Somalia.

“The Council condemns the attacks and calls upon all parties to cease hostilities.
"""
NOTE = """Nations Unies
A/86/77
Assemblée générale
Distr. générale
12 janvier 2031

Quatre-vingt-sixième session
Point 74 de la liste préliminaire
Promotion et protection des droits humains

Note verbale datée du 10 janvier 2031, adressée au Secrétariat par la Mission permanente du Chili auprès de l'ONU

La Mission permanente du Chili auprès de l'ONU a l'honneur de transmettre la déclaration adoptée à Santiago.
"""

# One letter in six languages.
LETTERS = {path.stem: path for path in sorted((Path(__file__).parent / "data" / "letter").glob("*.txt"))}


def related(text: str) -> Related:
    found = document(text)
    return relate(found, list(recognise(found)))


def values(facts: Facts, subject: str, predicate: str) -> set[str]:
    stated = [s.object for s in facts.statements if s.subject == subject and s.predicate == predicate]
    return {value.id if isinstance(value, Ref) else value.text for value in stated}


def acts(facts: Facts) -> set[tuple[str, ...]]:
    """Actor, verb and addressees of each act."""
    roles = ("actor", "verb", "addressee")
    return {
        tuple(term.id for role in roles for term in node.properties.get(role, ()) if isinstance(term, Ref))
        for node in facts.nodes.values()
        if "Act" in node.types
    }


def test_a_report_has_its_date_title_sessions_and_items() -> None:
    report = related(REPORT)
    assert values(report.facts, report.document, "dcterms:date") == {"2031-05-03"}
    assert values(report.facts, report.document, "dcterms:title") == {
        "Implementation of General Assembly resolution 79/226"
    }
    assert values(report.facts, report.document, "session") == {"session/general-assembly/86", "session/ecosoc/2031"}
    assert values(report.facts, report.document, "agendaItem") == {
        "agenda-item/general-assembly/86/24-a",
        "agenda-item/ecosoc/2031/7-a",
    }


def test_what_should_be_done_is_said_by_whoever_reports() -> None:
    said = acts(related(REPORT).facts)
    assert ("post/secretary-general", "verb/should", "group/member-states") in said


def test_a_report_without_a_title_of_its_own_keeps_that_of_its_kind() -> None:
    report = related(REPORT.replace("Implementation of General Assembly resolution 79/226\n\n", ""))
    assert values(report.facts, report.document, "dcterms:title") == {"Report of the Secretary-General"}


def test_the_council_of_a_presidential_statement_is_the_security_council() -> None:
    statement = related(STATEMENT)
    assert values(statement.facts, statement.document, "dcterms:date") == {"2031-03-14"}
    assert acts(statement.facts) == {
        ("body/security-council", "verb/reaffirms"),
        ("body/security-council", "verb/condemns"),
        ("body/security-council", "verb/calls-upon", "group/parties"),
    }


def test_a_note_verbale_is_of_the_state_whose_mission_sends_it() -> None:
    note = related(NOTE)
    assert values(note.facts, note.document, "sender") == {"country/CHL"}
    assert values(note.facts, note.document, "dcterms:date") == {"2031-01-10"}
    assert ("country/CHL", "verb/transmits") in acts(note.facts)


@pytest.mark.parametrize("language", LETTERS)
def test_what_a_letter_says_in_the_first_person_is_its_senders(language: str) -> None:
    said = acts(related(LETTERS[language].read_text(encoding="utf-8")).facts)
    assert ("post/secretary-general", "verb/recommends", "body/security-council") in said
    assert ("post/secretary-general", "verb/calls-upon", "group/member-states") in said


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_whoever_writes_is_asked_where_the_letter_says_me(language: str) -> None:
    assert ("body/security-council", "verb/requests", "post/secretary-general") in acts(
        related(LETTERS[language].read_text(encoding="utf-8")).facts
    )


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "zh"])
def test_a_federal_government_is_its_states(language: str) -> None:
    assert ("post/secretary-general", "verb/should", "country/SOM") in acts(
        related(LETTERS[language].read_text(encoding="utf-8")).facts
    )


@pytest.mark.parametrize("language", LETTERS)
def test_nothing_is_due_when_a_mandate_ends(language: str) -> None:
    nodes = related(LETTERS[language].read_text(encoding="utf-8")).facts.nodes.values()
    assert not [node for node in nodes if "deadline" in node.properties]


@pytest.mark.parametrize(
    ("masthead", "opening", "symbol"),
    [
        ("General Assembly\nHuman Rights Council", "The Human Rights Council,", "A/HRC/RES/44/1"),
        ("General Assembly", "The General Assembly,", "A/RES/44/1"),
        ("General Assembly\nHuman Rights Council", "The General Assembly,", "A/RES/44/1"),
    ],
)
def test_the_number_of_a_resolution_is_that_of_the_organ_that_opens_it(
    masthead: str, opening: str, symbol: str
) -> None:
    text = f"United Nations\n{masthead}\n44/1. Lighthouses\n{opening}\nRecalling the tides,\n1. Decides to light them."
    assert related(text).symbol == symbol


def test_a_number_of_a_body_without_a_series_gives_no_symbol() -> None:
    text = (
        "United Nations\nCommission on Human Rights\n2004/12. Lighthouses\nThe Commission on Human Rights,\n1. Decides."
    )
    assert related(text).symbol is None


BUDGET = """Eighty-sixth session
Agenda items 155 and 157
Administrative and budgetary aspects of the financing of lighthouses
Financing of the northern lighthouses
Budget for the northern lighthouses for the period from 1 July 2031 to 30 June 2032
Report of the Secretary-General*
Contents
I. Mandate
1. The mandate of the northern lighthouses was established by the General Assembly in its resolution 79/226.
"""
NOTE_BY = """United Nations
Economic and Social Council
2 May 2031
Original: English

2031 session
Agenda item 12
Coordination questions

Work of the northern lighthouses

Note by the Secretary-General

The Secretary-General has the honour to transmit herewith a summary of the work of the lighthouses.
"""
OBSERVATIONS = """Committee on the Elimination of Discrimination
against Women

Concluding observations on the ninth periodic report
of Norway*

1. The Committee considered the ninth periodic report of Norway at its meetings held in May and adopted the present
text at its last meeting, which was held on the last day of the session, in the presence of the delegation.
"""
SPEECH = """STATEMENT BY
THE PRIME MINISTER OF SAMOA

at the general debate
New York, 27 September 2031

Mr. President,

We urge the Security Council to act. Our coasts are long, and our lighthouses are very old. Why should that be?
"""


def test_a_title_stands_above_whose_report_it_is_and_below_the_titles_of_its_items() -> None:
    found = related(BUDGET)
    title = "Budget for the northern lighthouses for the period from 1 July 2031 to 30 June 2032"
    assert values(found.facts, found.document, "dcterms:title") == {title}
    assert values(found.facts, found.document, "issuingBody") == {"post/secretary-general"}
    classes = {s.object for s in found.facts.structure if s.subject == found.document and s.predicate == "rdf:type"}
    assert {Ref("dao:Report"), Ref("dao:BudgetDocument")} <= classes


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("United Nations, Geneva 2031", {"2031"}),
        ("Printed at Geneva, 2031", {"2031"}),
        ("Printed at Geneva, 2031/2", set()),
    ],
)
def test_the_year_of_printing_stands_behind_the_place(line: str, year: set[str]) -> None:
    head = "JIU/REP/2031/2\n\nReview of the northern lighthouses\n\nPrepared by\n\nMartina Olsen"
    found = related(f"{head}\n\n{line}\n\nI. Introduction\n\n1. The Inspector thanks Norway.\n")
    assert values(found.facts, found.document, "dcterms:date") == year


def test_a_note_has_its_title_date_item_and_author() -> None:
    found = related(NOTE_BY)
    assert values(found.facts, found.document, "dcterms:title") == {"Work of the northern lighthouses"}
    assert values(found.facts, found.document, "dcterms:date") == {"2031-05-02"}
    assert values(found.facts, found.document, "issuingBody") == {"post/secretary-general"}
    assert values(found.facts, found.document, "agendaItem") == {"agenda-item/ecosoc/2031/12"}


def test_the_body_of_a_masthead_is_named_over_several_lines() -> None:
    found = related(OBSERVATIONS)
    assert values(found.facts, found.document, "issuingBody") == {"body/cedaw-committee"}
    assert values(found.facts, found.document, "dcterms:title") == {
        "Concluding observations on the ninth periodic report of Norway"
    }


def test_a_report_on_somebody_is_not_theirs() -> None:
    found = related("Report on the Secretary-General\n\nI. Introduction\n\n1. Norway reported.\n")
    assert values(found.facts, found.document, "issuingBody") == set()


def test_the_first_person_of_a_speech_is_the_state_that_its_title_names() -> None:
    found = related(SPEECH)
    assert values(found.facts, found.document, "sender") == {"country/WSM"}
    assert values(found.facts, found.document, "dcterms:date") == {"2031-09-27"}
    assert ("country/WSM", "verb/urges", "body/security-council") in acts(found.facts)
    (finding,) = (node for node in found.facts.nodes.values() if "Finding" in node.types)
    assert finding.properties["statedBy"] == {Ref("country/WSM")}
    assert {value.text for value in finding.properties["text"] if isinstance(value, Value)} == {
        "Our coasts are long, and our lighthouses are very old."
    }


# The beginning of a report in each language in which the name of an organ opens its clauses.
REPORTS = {
    "en": "Report of the Secretary-General\n\nLighthouses of the north\n\n1. Norway reported on its lighthouses.",
    "fr": "Rapport du Secrétaire général\n\nPhares du nord\n\n1. La Norvège a fait rapport sur ses phares.",
    "es": "Informe del Secretario General\n\nFaros del norte\n\n1. Noruega informó sobre sus faros.",
    "ru": "Доклад Генерального секретаря\n\nМаяки севера\n\n1. Норвегия сообщила о своих маяках.",
    "zh": "秘书长的报告\n\n北方的灯塔\n\n1. 挪威报告了其灯塔的情况。",
}


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        (
            "en",
            "The role of the Economic and Social Council",
            "3. The Council met twice in the year. It heard Norway.\n",
        ),
        ("fr", "Le Conseil économique et social", "3. Le Conseil s’est réuni deux fois. Il a entendu la Norvège.\n"),
        ("es", "El Consejo Económico y Social", "3. El Consejo se reunió dos veces. Escuchó a Noruega.\n"),
        ("ru", "Экономический и Социальный Совет", "3. Совет собирался дважды. Он заслушал Норвегию.\n"),
        ("zh", "工作队的会议", "3. 工作队开会两次，听取了挪威的发言。\n"),
    ],
)
def test_a_heading_with_an_organs_name_opens_no_clauses(language: str, heading: str, text: str) -> None:
    found = document(f"{REPORTS[language]}\n\n{heading}\n\n{text}", language)
    assert not [block for block in found.blocks if block.kind in ("operative", "preambular")]
