"""Questions say what they ask, and what their columns and parameters are, in all six languages."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from dao_graph.ask.questions import Question, groups, questions
from dao_graph.ask.wording import asked, phrases, worded
from dao_graph.cli import main

LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
SCRIPTS = {"ar": "[\u0620-\u064a]", "ru": "[\u0430-\u044f\u0410-\u042f]", "zh": "[\u4e00-\u9fff]"}
MARKS = {"ar": "\u061f", "es": "\u00bf", "zh": "\uff1f"}
# Of what ends so the phrases have the start.
NODE = " (IRI)"


def said(question: Question) -> list[str]:
    told = [question.title, *question.columns.values(), *(p.about for p in question.parameters.values())]
    return [*told, question.needs] if question.needs else told


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.name)
def test_each_question_is_asked_in_six_languages(question: Question) -> None:
    assert set(question.question) == LANGUAGES
    assert len(set(question.question.values())) == 6
    for language, text in question.question.items():
        assert re.search(SCRIPTS.get(language, "[a-z]"), text), text
        assert MARKS.get(language, "?") in text, text
    for language in LANGUAGES - {"en"}:
        for english, other in zip(said(question), said(worded(question, language)), strict=True):
            assert english.removesuffix(NODE) in phrases() or english in phrases(), english
            assert english.endswith(NODE) == other.endswith(NODE)
            if language in SCRIPTS:
                # What is a name in code alone may stay as it is.
                assert re.search(SCRIPTS[language], other), (language, other)


def test_every_phrase_is_in_six_languages_and_used() -> None:
    used = {text for question in questions().values() for text in said(question)}
    used |= {text.removesuffix(NODE) for text in used}
    assert not phrases().keys() - used
    for english, others in phrases().items():
        assert set(others) == LANGUAGES - {"en"}, english
        assert all(text.strip() == text and text for text in others.values()), english
    assert all(set(titles) == LANGUAGES for titles in groups().values())


def test_they_are_listed_in_the_language_of_who_asks() -> None:
    listed = CliRunner().invoke(main, ["queries", "--lang", "fr"]).stdout
    pilots = questions()["pilots"]
    assert asked(pilots, "fr")[:30] in " ".join(listed.split()) and groups()["money"]["fr"] in listed
    one = CliRunner().invoke(main, ["queries", "pilots", "--lang", "ru"]).stdout
    assert asked(pilots, "ru")[:30] in one and worded(pilots, "ru").title in one
    (found,) = json.loads(CliRunner().invoke(main, ["queries", "pilots", "--lang", "ar", "--json"]).stdout)
    assert found["title"] == worded(pilots, "ar").title and found["columns"] == worded(pilots, "ar").columns


def test_a_question_for_another_store_is_printed() -> None:
    """With --for, the SPARQL of a question as that store wants it."""
    printed = CliRunner().invoke(main, ["queries", "pilots", "--for", "virtuoso"]).stdout
    assert "views/merged>" in printed and "SELECT" in printed
