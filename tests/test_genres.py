"""Documents of a kind that say the same in six languages: who says what in each paragraph, and where nobody does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

import dao_graph
from dao_graph.model.fact import Node, Ref

from .said import acts, nodes

DATA = Path(__file__).parent / "data" / "genres"
KINDS = {path.stem: tomllib.loads(path.read_text()) for path in sorted(DATA.glob("*.toml"))}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def said(kind: str, language: str) -> tuple[tuple[str, str, str, frozenset[str]], ...]:
    """The acts of a document as (paragraph, actor, verb, addressees)."""
    found = nodes((DATA / f"{kind}.{language}.txt").read_text(), language)
    acts = [node for node in found if "Act" in node.types]
    return tuple(
        (where.split("/", 2)[2], actor, _one(node, "verb"), frozenset(_last(node, "addressee")))
        for node in acts
        for where in (term.id for term in node.properties["inProvision"] if isinstance(term, Ref))
        for actor in _last(node, "actor")
    )


def _last(node: Node, role: str) -> Iterable[str]:
    return sorted(term.id.rpartition("/")[2] for term in node.properties.get(role, ()) if isinstance(term, Ref))


def _one(node: Node, role: str) -> str:
    return next(iter(_last(node, role)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_plainly_is_found(kind: str, language: str) -> None:
    """Each act of the table is there, of who speaks, and asks whom the table says."""
    found, table = said(kind, language), KINDS[kind]
    missing = [
        act
        for act in table["acts"]
        if not any(
            where == act[0] and actor in (act[3:] or [table["speaker"]])[0].split("|") and verb in act[1]
            for where, actor, verb, asked in found
            if act[2] == ["any"] or asked == set(act[2])
        )
    ]
    assert not missing, [act for act in found if act[0] in {act[0] for act in missing}]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_is_said(kind: str, language: str) -> None:
    """No other verb stands in a paragraph of the table, and none where nothing is said."""
    table = KINDS[kind]
    allowed = {(act[0], verb) for act in table["acts"] for verb in act[1]}
    told = {act[0] for act in table["acts"]} | set(table["silent"])
    assert {(where, verb) for where, _, verb, _ in said(kind, language) if where in told} <= allowed


def test_the_group_may_be_a_body_that_only_the_text_names() -> None:
    text = (
        "General Assembly\nReport of the meeting of states parties\n"
        "1. The meeting established a Scientific Advisory Group on lighthouses.\n"
        "2. The Scientific Advisory Group met in Geneva. The Group welcomed the report.\n"
    )
    assert ("scientific-advisory-group", "verb/welcomes") in {act[:2] for act in acts(text, "en")}


def test_what_was_done_has_no_deadline_of_what_is_ahead() -> None:
    front = "Report of the Secretary-General\n\n1. "
    set_up = "UNICEF has established a lamp unit as part of its plan to light all harbours before 2050.\n"
    asked = "UNICEF requested Norway to light all harbours before 2050.\n"
    assert not _due(front + set_up)
    assert _due(front + asked) == [{"2050"}]


def _due(text: str) -> list[set[str]]:
    found = (node for node in nodes(text, "en") if "Act" in node.types)
    return [
        {term.text for term in terms if not isinstance(term, Ref)}
        for node in found
        if (terms := node.properties.get("deadline"))
    ]


APPENDED = {
    "ar": ("تقرير اللجنة الاستشارية لشؤون الإدارة والميزانية", "المرفق", "1 - ينبغي للدول الأعضاء أن تدفع."),
    "en": ("Report of the Committee on Lamps", "Annex", "1. Member States should pay."),
    "es": ("Informe del Comité de Lámparas", "Anexo", "1. Los Estados Miembros deberían pagar."),
    "fr": ("Rapport du Comité des lampes", "Annexe", "1. Les États Membres devraient payer."),
    "ru": ("Доклад Комитета по лампам", "Приложение", "1. Государствам-членам следует платить."),
    "zh": ("行政和预算问题咨询委员会的报告", "附件", "1. 会员国应支付款项。"),
}


@pytest.mark.parametrize("language", APPENDED)
def test_what_an_annex_says_should_be_done_is_said_by_the_body_that_reports(language: str) -> None:
    title, annex, said = APPENDED[language]
    front = {"zh": "1. 灯具已旧。"}.get(language, "1. Lamps are old.")
    found = acts(f"{title}\n\n{front}\n\n{annex}\n\n{said}\n", language)
    assert [(verb, asked) for _, verb, asked in found] == [("verb/should", ("group/member-states",))]


def test_a_report_goes_on_behind_the_decisions_that_it_holds() -> None:
    text = (
        "FCCC/CP/2031/9\n\nReport of the Conference of the Parties\n\n1. It met in May 2031. Lamps were lit.\n\n"
        "Decision 1/CP.36\n\nThe Conference of the Parties,\n\n"
        "1. Welcomes the report;\n\n2. Decides to meet again.\n\nII. Discussion\n\n"
        "3. Norway welcomed the lamps. Donors should pay.\n"
    )
    acts_ = (node for node in nodes(text, "en") if "Act" in node.types)
    found = {
        (term.id, _one(node, "verb"))
        for node in acts_
        for term in node.properties["inProvision"]
        if isinstance(term, Ref)
    }
    assert {verb for where, verb in found if "/op/" not in where} == {"welcomes", "should"}, found


ASKED = {
    "ar": ("تقرير الفريق العامل", "ورحبت البرازيل بالتقرير.", "واستفسرت شيلي عن المصابيح. ورحبت بالجهود المبذولة."),
    "en": (
        "Report of the Group",
        "Brazil welcomed the report.",
        "Chile inquired about lamps. It welcomed the efforts.",
    ),
    "fr": (
        "Rapport du Groupe",
        "Le Brésil a salué le rapport.",
        "Le Chili s'est enquis des lampes. Il a salué l'effort.",
    ),
    "ru": ("Доклад Группы", "Бразилия приветствовала доклад.", "Чили спросила о лампах. Она приветствовала усилия."),
    "zh": ("小组报告", "巴西欢迎报告。", "智利询问灯具问题。它欢迎所作的努力。"),
}


@pytest.mark.parametrize("language", ASKED)
def test_it_is_whoever_the_sentence_before_begins_with(language: str) -> None:
    said = {(actor, verb) for actor, verb, *_ in acts("{}\n\n6. {}\n\n7. {}\n".format(*ASKED[language]), language)}
    assert said == {("BRA", "verb/welcomes"), ("CHL", "verb/welcomes")}


HIM = {
    "en": ("Takes note of the report of the Secretary-General and requests him to report again", "Requests him to pay"),
    "zh": ("注意到秘书长的报告，并请他再次提交报告", "请他付款"),
}


@pytest.mark.parametrize("language", HIM)
def test_him_is_the_one_person_that_the_sentence_names(language: str) -> None:
    organ = {"en": "Security Council\n\nThe Security Council,", "zh": "安全理事会\n\n安全理事会，"}[language]
    known, unknown = HIM[language]
    said = acts(f"{organ}\n\n1. {known};\n\n2. {unknown};\n", language)
    asked = [addressees for _, verb, addressees in said if verb == "verb/requests"]
    assert asked == [("post/secretary-general",), ()]


def test_nothing_said_in_them_breaks_a_shape(tmp_path: Path) -> None:
    """What `build` states by default of all of them: nothing is set aside."""
    out = dao_graph.build(DATA, tmp_path / "out", store=False)
    assert out.report["quarantined"] == 0, [i["violations"] for i in out.report["inputs"] if i["violations"]]
