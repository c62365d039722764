"""Whose a resolution is that is cited by its number alone."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from dao_graph.model.mention import Date
from dao_graph.recognise import recognise
from dao_graph.relate.citations import may_be_of, symbol_of
from dao_graph.relate.reader import Reader
from dao_graph.workbench.sample import plain_document

HEAD = [("front", "The General Assembly,")]


def cited(paragraphs: list[str], language: str = "en") -> set[str]:
    """The documents that clauses cite."""
    document = plain_document([*HEAD, *(("operative", text) for text in paragraphs)], language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    cites = [s.object for s in reader.facts.statements if s.predicate == "cites"]
    return {document.id for document in cites if isinstance(document, Ref)}


def test_a_number_without_a_body_is_of_the_one_that_the_text_names_with_it() -> None:
    bare = "1. Welcomes the report submitted pursuant to resolution 34/24;"
    named = "2. Recalls Human Rights Council resolution 34/24 of 24 March 2017;"
    assert cited([bare]) == {"document/A_RES_34_24"}
    assert cited([bare, named]) == {"document/A_HRC_RES_34_24"}
    assert cited([named, bare]) == {"document/A_HRC_RES_34_24"}


def test_two_bodies_with_one_number_tell_nothing_of_a_bare_one() -> None:
    bare = "1. Welcomes the report submitted pursuant to resolution 34/24;"
    others = ["2. Recalls Human Rights Council resolution 34/24;", "3. Recalls General Assembly resolution 34/24;"]
    assert cited([bare, *others]) == {"document/A_RES_34_24", "document/A_HRC_RES_34_24"}


def test_a_dated_number_is_of_whoever_sat_at_that_date() -> None:
    named = "1. Recalls Human Rights Council resolution 34/24;"
    assert cited([named, "2. Recalls resolution 34/24 of 14 November 1979;"]) == {
        "document/A_HRC_RES_34_24",
        "document/A_RES_34_24",
    }


@pytest.mark.parametrize(
    ("reference", "adopted", "symbol"),
    [
        ("1993/51", Date(1993, 7, 28), "E/RES/1993/51"),
        ("1993/51", Date(1993, 3, 9), None),
        ("2000/22", Date(2000, 8, 18), None),
        ("1984/50", Date(1984, 5, 25), "E/RES/1984/50"),
        ("2022/3", Date(2022, 4, 8), "E/RES/2022/3"),
        ("1993/51", None, "E/RES/1993/51"),
    ],
)
def test_the_commission_on_human_rights_numbered_as_the_council_does(
    reference: str, adopted: Date | None, symbol: str | None
) -> None:
    assert symbol_of(reference, None, adopted=adopted) == symbol


def test_a_named_body_needs_no_date() -> None:
    assert symbol_of("1993/51", "body/ecosoc", adopted=Date(1993, 3, 9)) == "E/RES/1993/51"
    assert not may_be_of("1993/51", "body/ecosoc", "resolution", Date(1993, 3, 9))


def test_decisions_of_the_council_have_numbers_of_three_figures() -> None:
    assert symbol_of("2022/339", None, "decision") == "E/DEC/2022/339"
    # Executive boards number theirs from 1.
    assert symbol_of("2022/6", None, "decision") is None
    assert symbol_of("2022/6", None, "resolution") == "E/RES/2022/6"


def test_a_symbol_in_brackets_on_a_line_of_its_own_is_cited_however_often() -> None:
    line, said = "(A/64/578)", "1. Welcomes the report of the Secretary-General (A/64/578, para. 5);"
    assert "document/A_64_578" in cited([*[line] * 8, said])
    assert "document/A_64_578" not in cited([*[f"A/64/578 Page {n}" for n in range(8)], said])


def test_rows_that_begin_with_a_symbol_are_no_heads_of_pages() -> None:
    rows = [f"A/64/578 {about}" for about in ("Lamps", "Boats", "Oil", "Coal", "Bells", "Horns", "Ropes")]
    assert "document/A_64_578" in cited([*rows, "1. Welcomes the report (A/64/578, para. 5);"])


_YEARS_IN_TITLES = {
    "ar": ("الجمعية العامة،", "متابعة اجتماع حراس المنارات المعقود في عام 2013",
           "إذ تشير إلى قرارها 76/36 المؤرخ 6 كانون الأول/ديسمبر 2021،"),
    "en": ("The General Assembly,", "Follow-up to the meeting of keepers held in 2013",
           "Recalling its resolution 76/36 of 6 December 2021,"),
    "es": ("La Asamblea General,", "Seguimiento de la reunión de fareros celebrada en 2013",
           "Recordando su resolución 76/36, de 6 de diciembre de 2021,"),
    "fr": ("L'Assemblée générale,", "Suite donnée à la réunion de gardiens tenue en 2013",
           "Rappelant sa résolution 76/36 du 6 décembre 2021,"),
    "ru": ("Генеральная Ассамблея,", "Последующая деятельность в связи с проведенным в 2013 году совещанием",
           "ссылаясь на свою резолюцию 76/36 от 6 декабря 2021 года,"),
    "zh": ("大会，", "2013年看守人会议的后续行动", "回顾其2021年12月6日第76/36号决议，"),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(_YEARS_IN_TITLES))
def test_the_year_in_a_title_is_not_the_documents(language: str) -> None:
    """What is cited of later years is no resolution to come."""
    organ, title, clause = _YEARS_IN_TITLES[language]
    head = [("front", "7 December 2022"), ("title", title), ("front", organ)]
    document = plain_document([*head, ("preambular", clause)], language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    cites = {s.object for s in reader.facts.statements if s.predicate == "cites"}
    assert cites == {Ref("document/A_RES_76_36")}
