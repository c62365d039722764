"""Mastheads in six languages: whose session and item a document has, who signed it or its annex, what is no title."""

from __future__ import annotations

import tomllib

import pytest

from dao_graph.model.fact import Ref, Value
from dao_graph.relate import Related

from .conftest import ROOT
from .test_kinds import related, values

UNITED = {
    "ar": ("الأمم المتحدة", "الجمعية العامة", "مجلس حقوق الإنسان"),
    "en": ("United Nations", "General Assembly", "Human Rights Council"),
    "es": ("Naciones Unidas", "Asamblea General", "Consejo de Derechos Humanos"),
    "fr": ("Nations Unies", "Assemblée générale", "Conseil des droits de l’homme"),
    "ru": ("Организация Объединенных Наций", "Генеральная Ассамблея", "Совет по правам человека"),
    "zh": ("联合国", "大会", "人权理事会"),
}
TEXTS = tomllib.loads((ROOT / "tests" / "data" / "fronts.toml").read_text(encoding="utf-8"))
COMMISSION, REVIEW, LETTERS, DECISIONS = (TEXTS[name] for name in ("commission", "review", "letters", "decisions"))


def _of(result: Related, predicate: str, part: str = "") -> set[str]:
    return values(result.facts, result.document + part, predicate)


def _held(result: Related) -> set[str]:
    """The posts of all tenures."""
    posts = (node.properties["post"] for node in result.facts.nodes.values() if "Tenure" in node.types)
    return {post.id for found in posts for post in found if isinstance(post, Ref)}


@pytest.mark.parametrize("language", COMMISSION)
def test_a_session_named_by_its_year_is_of_the_body_above_it(language: str) -> None:
    result = related("A/CN.10/2031/WP.2\n\n" + "\n".join(UNITED[language][:2]) + "\n\n" + COMMISSION[language] + "\n")
    assert _of(result, "session") == {"session/disarmament-commission/2031"}
    assert _of(result, "agendaItem") == {"agenda-item/disarmament-commission/2031/5"}


@pytest.mark.parametrize("language", REVIEW)
def test_a_session_of_a_working_group_is_not_its_councils(language: str) -> None:
    result = related("A/HRC/WG.6/41/NLD/1\n\n" + "\n".join(UNITED[language]) + "\n" + REVIEW[language] + "\n")
    assert _of(result, "session") == {"session/upr-working-group/41"}
    assert _of(result, "dcterms:title")


@pytest.mark.parametrize("language", LETTERS)
def test_an_annex_has_a_signature_of_its_own_and_no_dateline_for_a_title(language: str) -> None:
    result = related(f"S/2035/118\n\n{UNITED[language][0]}\n\n{LETTERS[language]}")
    assert len(_of(result, "signedBy")) == len(_of(result, "signedBy", "/annex/1")) == 1
    assert _of(result, "signedBy") != _of(result, "signedBy", "/annex/1")
    assert not _of(result, "dcterms:title", "/annex/1")
    # The letter says whose minister signed its annex.
    assert _held(result) == {"post/charge-d-affaires-GHA", "post/minister-for-foreign-affairs-GHA"}


def test_a_post_that_many_hold_is_of_the_document_where_nothing_says_whose() -> None:
    letter = "Letter dated 10 February 2035 from the President of Ghana addressed to the Secretary-General\n\n"
    signed = "I have the honour to transmit a plan.\n\n(Signed) Kofi Asante\n\nAnnex\n\nPlan of the lamps\n\n"
    signed += "The lamps are lit.\n\n(Signed) Ama Mensah\nMinister for Foreign Affairs\n"
    result = related(f"S/2035/118\n\n{letter}{signed}")
    assert _held(result) == {f"{result.document}/annex/1/post/minister-for-foreign-affairs"}
    assert _of(result, "dcterms:title", "/annex/1") == {"Plan of the lamps"}


def test_the_title_of_the_first_item_may_stand_on_its_line() -> None:
    head = "A/HRC/61/45\n\nUnited Nations\nGeneral Assembly\n\nHuman Rights Council\nSixty-first session\n"
    items = "Agenda items 2 and 3 Annual report of the keepers\nPromotion of the rights of lighthouse keepers\n\n"
    title = "Rights of lighthouse keepers\n\nReport of the Secretary-General\n\nSummary\n\n"
    text = "The present report describes lamps.\n"
    assert _of(related(head + items + title + text), "dcterms:title") == {"Rights of lighthouse keepers"}


def test_a_mark_of_a_note_stands_within_an_item_in_chinese() -> None:
    head = "E/CN.6/2034/3\n\n联合国\n经济及社会理事会\n\n妇女地位委员会\n第七十八届会议\n"
    head += "临时议程*项目3(a)\n世界会议的后续行动\n\n"
    result = related(f"{head}守护灯塔的妇女\n秘书长的报告\n\n摘要\n本报告介绍灯塔。\n\n* E/CN.6/2034/1。\n")
    assert _of(result, "agendaItem") == {"agenda-item/csw/78/3-a"}
    assert _of(result, "dcterms:title") == {"守护灯塔的妇女"}


@pytest.mark.parametrize("language", DECISIONS)
def test_a_numbered_decision_is_no_resolution(language: str) -> None:
    result = related(f"CBD/COP/DEC/20/7\n\n{UNITED[language][0]}\n\n{DECISIONS[language]}")
    kinds = {s.object.id for s in result.facts.structure if s.predicate == "rdf:type" and isinstance(s.object, Ref)}
    assert "dao:Decision" in kinds and "dao:Resolution" not in kinds
    assert _of(result, "dcterms:title")


def test_a_printed_number_is_the_paragraphs_where_few_have_one() -> None:
    plain = "The keepers have lit all the lamps of the northern coast in the past year, as in the year before that.\n\n"
    few = f"{plain}{plain}119. Norway has asked for a report on the lamps of the northern coast in the coming year.\n\n"
    result = related(f"A/85/123\n\nUnited Nations\n\nReport of the Secretary-General\n\n{few}{plain}{plain}")
    assert result.facts.nodes[f"{result.document}/p/3"].properties["number"] == {Value("119")}
