"""`dao-graph trace` names the true reason why a rule gave nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dao_graph.cli import main
from dao_graph.recognise import recognise
from dao_graph.rules.loading import all_rules, rule_of, rule_set
from dao_graph.rules.stage import Stage
from dao_graph.workbench.examples import example_document
from dao_graph.workbench.prefix import alternatives, elements, reach
from dao_graph.workbench.reading import text_trace
from dao_graph.workbench.reasons import View, opened
from dao_graph.workbench.sample import plain_document
from dao_graph.workbench.trace import trace
from dao_graph.workbench.traces import readable

from .conftest import EXAMPLES

# Language, text (the last line counts), rule, why it gave nothing, and what the reason says.
REASONS = (
    ("en", "Norway funded the meeting.", "en.meeting.hosted-by", "needs", " by '"),
    ("en", "Norway, together with Spain, set up a new office.", "en.fund.founders", "needs", "no '{fund}'"),
    ("en", "Letter dated 4 May 2011 from UNICEF addressed to the Secretariat", "en.letter.title", "place",
     "only in blocks of kind title: paragraph"),
    ("en", "The committee met on 31 June 2009.", "en.date.day", "refused", "'31 June 2009' makes no sense as a date"),
    ("en", "Finland took part as donors.", "en.meeting.observers", "refused", "capacity is group/donors"),
    ("en", "I have the honour to report on reform.", "en.act.honour", "refused", "verb is verb/reports, which"),
    ("en", "Coordination has improved.", "en.finding.positive", "place", "nobody states it as so"),
    ("en", "Neither Norway nor Spain established the Delivering as One Expanded Funding Window.", "en.fund.founders",
     "refused", "denied, conditional or only wished"),
    ("en", "The donors should; pay.", "en.act.obligation", "stops", "after '{group} should'"),
    ("en", "The meeting was attended by representatives of the press.", "en.meeting.attended", "refused",
     "`keep` leaves nothing of who|$meeting refers to nothing"),
    ("en", "Ms. Martina Olsen chaired the meeting.", "en.meeting.chair", "refused", "$meeting refers to nothing"),
    ("en", "The donors shall pay in accordance with resolution 62/208.", "en.resolution.chain", "needs",
     "no '{reference}'"),
    ("en", "1. Requests the Secretary-General to report;", "en.act.initial", "refused", "no clause of a known organ"),
    ("en", "the Government of the region", "en.country.government", "needs", "no '{country}'"),
    ("en", "Requests for money were made by 1 March 2012.", "en.act.deadline", "place", "not among those of an act"),
    ("en", "Donors pay, and support reform.", "en.act.coordinate", "refused", "verb is verb/supports, which `except`"),
    ("fr", "Réunion tenue à Maputo.", "fr.meeting.dated", "needs", "no '{date}'"),
    ("fr", "La résolution 62/208 et la décision.", "fr.decision", "needs", "'décisions de '"),
    ("fr", "le 31 juin 2009", "fr.date.day", "refused", "makes no sense as a date"),
    ("fr", "L'Irlande a participé en qualité de donateur.", "fr.meeting.observers", "needs", "group/observers"),
    ("es", "el 31 de junio de 2009", "es.date.day", "refused", "makes no sense as a date"),
    ("es", "Los donantes agradecieron el informe.", "es.meeting.thanked-host", "needs", "none of"),
    ("es", "Finlandia participó en calidad de donante.", "es.meeting.observers", "needs", "'observador'"),
    ("ru", "Финляндия приняла участие в качестве донора.", "ru.meeting.observers", "needs", "group/observers"),
    ("ru", "Просит Генерального секретаря о докладе;", "ru.act.initial", "refused", "no clause of a known organ"),
    ("ru", "31 июня 2009 года", "ru.date.day", "refused", "makes no sense as a date"),
    ("zh", "挪威在基加利举行了会议。", "zh.meeting.hosted", "needs", "no '{date}'"),
    ("zh", "要求秘书长提交报告；", "zh.act.initial", "refused", "no clause of a known organ"),
    ("zh", "芬兰以捐助者身份参加。", "zh.meeting.observers", "needs", "'以观察员'"),
    ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا؛", "ar.act.initial", "refused", "no clause of a known organ"),
    ("ar", "شاركت فنلندا بصفتها من المانحين.", "ar.meeting.observers", "stops", "after 'شاركت {country}"),
)  # fmt: skip
# A hosting rule that wants the words of the meeting, its place and its date, which a phrase makes one slot: by language
# a pattern, a sentence, and the phrase.
TAKEN = (
    ("en", "{country} hosted a meeting in {place} on {date}", "Norway hosted a meeting in Kigali on 3 May 2011."),
    ("fr", "{country} a accueilli une réunion à {place} le {date}",
     "La Norvège a accueilli une réunion à Kigali le 3 mai 2011."),
    ("ru", "совещание в {place} {date}", "В Осло открылось совещание в Кигали 3 мая 2011 года."),
    ("ar", "{country} اجتماعا في {place} في {date}", "استضافت النرويج اجتماعا في كيغالي في 3 أيار/مايو 2011."),
)  # fmt: skip


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["trace", *arguments])


@pytest.mark.parametrize(("language", "text", "rule", "why", "says"), REASONS, ids=[r[2] for r in REASONS])
def test_the_reason_is_the_true_one(language: str, text: str, rule: str, why: str, says: str) -> None:
    ruled = text_trace(text, language).sentences[-1].of(rule)
    assert not ruled.gave
    assert ruled.why == why, ruled
    assert any(said in ruled.reason for said in says.split("|")), ruled.reason


@pytest.mark.parametrize(("language", "pattern", "text"), TAKEN, ids=[t[0] for t in TAKEN])
def test_words_that_another_rule_took_are_named(language: str, pattern: str, text: str) -> None:
    table = {"id": f"{language}.x", "pattern": pattern, "emits": []}
    rule = rule_of(table, "relation", language, language, {}, {}, "test")
    document = plain_document([("paragraph", text)], language)
    (sentence,) = recognise(document)
    apart = tuple(opened(document.text, sentence.span, sentence.slotted))
    view = View(Stage([rule]), sentence.slotted.text, {}, apart, lambda m: document.text[slice(*m.span)])
    found = view.why_not(rule)
    assert found.why == "taken"
    assert f"{language}.meeting.dated made one {{meeting}}" in found.reason


def test_thirty_sentences_in_six_languages() -> None:
    assert len(REASONS) + len(TAKEN) >= 30
    assert len({language for language, *_ in REASONS}) == 6


def test_each_rule_gives_what_it_is_there_for_and_else_a_reason() -> None:
    """On their own examples rules give something; on their counterexamples nothing, and there is a reason."""
    for rule in all_rules()[::23]:
        if rule.stage in ("token", "phrase", "relation"):
            for example in rule.examples[:1]:
                assert trace(example_document(rule, example.text)).sentences[-1].of(rule.id).gave, rule.id
            for text in rule.counterexamples[:1]:
                ruled = trace(example_document(rule, text)).sentences[-1].of(rule.id)
                assert not ruled.gave
                assert ruled.reason


def test_mentions_tell_what_made_them() -> None:
    sentence, other = text_trace("The Government of Norway spoke in 2008. Georgia did not speak.", "en").sentences
    made = {mention.words: mention for mention in sentence.mentions}
    assert made["The Government of Norway"].rule == "en.country.government"
    assert made["The Government of Norway"].inside[0].label == "Norway (country/NOR)"
    assert made["2008"].rule == "en.date.year"
    assert ("Georgia", "a weak name for which nothing else in the text speaks") in {
        (dropped.words, dropped.reason) for dropped in other.dropped
    }


def test_elements_are_the_whole_pattern() -> None:
    for rule in all_rules():
        for branch in rule.branches:
            pieces = ["".join(e.text for e in elements(one)) for one in alternatives(branch.source)]
            assert "|".join(pieces) == branch.source


def test_the_longest_prefix_is_cut_at_elements() -> None:
    fragments = rule_set("en").fragments
    reached = reach("(?:the )?(?P<who>Norway|Spain and (?:its )?sons) hosted", fragments, "the Spain and its daughters")
    assert reached.matched == "(?:the )?(?P<who>Spain and (?:its )?)"
    assert reached.fails == "sons"
    assert readable("the Spain and its daughters"[reached.start : reached.end]) == "the Spain and its "


def test_a_paragraph_of_a_file_with_its_lines() -> None:
    letter = str(EXAMPLES / "kigali-letter.en.txt")
    assert "p/1" in invoke(letter).stdout
    shown = invoke(letter, "--at", "p/1", "--stage", "relation")
    assert shown.exit_code == 0, shown.output
    assert "← blank lines stand before it" in shown.stdout
    assert "✓ relation en.meeting.that-hosted" in shown.stdout
    assert "has no block 'p/99'" in invoke(letter, "--at", "p/99").stderr


def test_one_rule_in_full() -> None:
    text = "The donors should; pay."
    shown = invoke("--lang", "en", text, "--rule", "en.act.obligation")
    assert "it matches as far as" in shown.stdout
    assert "{actor+:addressee}" in shown.stdout
    assert "en.act.subject" not in shown.stdout
    assert "did you mean 'en.act.obligation'?" in invoke("--lang", "en", text, "--rule", "en.act.obligatio").stderr


def test_as_json_and_as_a_page() -> None:
    text = "Norway <b>hosted</b> a meeting in Kigali on 3 May 2011."
    found = json.loads(invoke("--lang", "en", text, "--json").stdout)
    assert found["sentences"][0]["mentions"][0]["entity"] == "country/NOR"
    page = invoke("--lang", "en", text, "--html").stdout
    assert page.startswith("<!doctype html>")
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert ">Kigali<sub>place</sub></mark>" in page


def test_a_bare_text_needs_its_language(tmp_path: Path) -> None:
    assert "a bare text needs --lang" in invoke("nonsense").stderr


def test_a_sentence_longer_than_a_name_can_be_is_a_sentence() -> None:
    assert "挪威" in invoke("--lang", "zh", "挪威政府主办了会议，" * 40).stdout
