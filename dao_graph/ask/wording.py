"""Questions in the words of their readers: titles, columns and parameters in the six languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from dao_graph.ask.questions import Question
from dao_graph.data import data_dir
from dao_graph.errors import QueryError

_NODE = " (IRI)"


def worded(question: Question, language: str) -> Question:
    """A question with its title, columns, parameters and needs described in a language; in English where a user's own
    question says what no phrase of the library says. Raises QueryError where the phrases cannot be read."""
    return replace(
        question,
        title=phrase(question.title, language),
        needs=phrase(question.needs, language) if question.needs else "",
        columns={name: phrase(about, language) for name, about in question.columns.items()},
        parameters={
            name: replace(parameter, about=phrase(parameter.about, language))
            for name, parameter in question.parameters.items()
        },
    )


def asked(question: Question, language: str) -> str:
    """What it asks, in a language, else in English, else its title."""
    return question.question.get(language) or question.question.get("en", question.title)


def phrase(text: str, language: str) -> str:
    """A phrase of a header in a language; as it is where there is none. Raises QueryError."""
    known = phrases()
    if text in known:
        return known[text].get(language, text)
    start = text.removesuffix(_NODE)
    return known[start].get(language, start) + _NODE if start != text and start in known else text


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """The phrases of headers, by what they are in English. Raises QueryError."""
    path = data_dir("queries") / "phrases.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
