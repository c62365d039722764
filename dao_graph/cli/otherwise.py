"""What to ask where a question has no answer: the same with less, or another about the same thing."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dao_graph.ask.answer import Answer
    from dao_graph.ask.child import Asker
    from dao_graph.ask.questions import Question

# Questions about anything at all, and about a document: what is said comes before where it stands.
_OF_THINGS = (("about", "entity"), ("where-mentioned", "entity"))
_OF_DOCUMENTS = (("summary", "document"), *_OF_THINGS)
_MANY, _SHOWN = 1000, 8


def otherwise(asker: Asker, question: Question, given: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Lines that say what of `given` leaves a question without rows, and which commands answer something near. Raises
    as `Asker.query`."""
    from dao_graph.ask.named import KINDS

    narrowing = [name for name in given if name != "lang" and not question.parameters[name].required]
    if given.keys() <= {"lang"}:
        yield from _beside(asker, question)
    for name in narrowing:
        less = {key: value for key, value in given.items() if key != name}
        found = asker.query(question, less, _MANY)
        if len(found):
            yield f"without -p {name}={shlex.quote(given[name])} there are rows{_values(found, name)}"
    spoken = {"lang": given["lang"]} if "lang" in given else {}
    for name, value in given.items():
        if (kind := question.parameters[name].type) not in KINDS:
            continue
        yield from _near(asker, question.name, kind, value, spoken, folder)


def _values(found: Answer, parameter: str) -> str:
    """What a parameter may be for there to be rows: the first of what their column of its name has."""
    column = next((c for c in (f"{parameter}_name", parameter) if c in found.columns), "")
    if not column.endswith("_name"):
        return ""
    at = found.columns.index(column)
    values = list(dict.fromkeys(row[at] for row in found.texts() if row[at]))
    more = " …" if len(values) > _SHOWN else ""
    return f", of {parameter}: {', '.join(values[:_SHOWN])}{more}" if values else ""


def _near(asker: Asker, asked: str, kind: str, value: str, spoken: Mapping[str, str], folder: Path) -> Iterator[str]:
    """The first other question that has rows about a thing, as a command; that the graph does not speak of it, where
    none has."""
    from dao_graph.ask.questions import find_question

    iri = asker.find(kind, value)
    for other, parameter in _OF_DOCUMENTS if kind == "document" else _OF_THINGS:
        if other == asked:
            continue
        if number := len(asker.query(find_question(other), {parameter: iri, **spoken}, _MANY)):
            lang = "".join(f" --lang {shlex.quote(language)}" for language in spoken.values())
            rows = "1 row" if number == 1 else f"{number:,} rows"
            yield (
                f"{rows}: dao-graph query {shlex.quote(str(folder))} {other} -p {parameter}={shlex.quote(value)}{lang}"
            )
            return
    yield f"the graph says nothing else of {value}"


def _beside(asker: Asker, question: Question) -> Iterator[str]:
    """Which questions of the same group have rows, and how to see what each asks."""
    from dao_graph.ask.questions import by_group

    beside = (asked for group in by_group().values() for asked in group if question.name in {q.name for q in group})
    free = (asked for asked in beside if not any(p.required for p in asked.parameters.values()))
    answered = [asked.name for asked in free if asked.name != question.name and len(asker.query(asked, {}, 1))]
    beside_it = (
        f"beside it these have rows: {', '.join(answered)}" if answered else "nor has any question beside it rows"
    )
    yield f"no text of this graph says so; {beside_it} (dao-graph queries; dao-graph find for words)"
