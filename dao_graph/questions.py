"""The library of questions: SPARQL files whose header says what they answer and what can be asked of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.errors import QueryError
from dao_graph.namespaces import BASE, XSD

_HEADER = "#+"
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user may bind. `type` is "iri", "symbol", "text", "date" or "lang"."""

    name: str
    type: str
    about: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its header. `question` and the values of `columns` are for people."""

    name: str
    title: str
    question: Mapping[str, str]
    columns: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    sparql: str


def read_question(path: Path) -> Question:
    """The question in a `.rq` file; one without a header is a plain query. Raises QueryError where it is malformed."""
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
    lines = [line.removeprefix(_HEADER).strip() for line in sparql.splitlines() if line.startswith(_HEADER)]
    try:
        header = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise QueryError(f"{path}: the header is malformed: {error}") from error
    parameters = {
        name: Parameter(name, table.get("type", "text"), table.get("about", ""), table.get("default"))
        for name, table in header.get("parameters", {}).items()
    }
    return Question(
        path.stem,
        header.get("title", path.stem),
        header.get("question", {}),
        header.get("columns", {}),
        parameters,
        sparql,
    )


@cache
def questions() -> Mapping[str, Question]:
    """The questions that ship with the package, by name."""
    return {path.stem: read_question(path) for path in sorted(data_dir("queries").glob("*.rq"))}


def find_question(name: str) -> Question:
    """The question called `name`, or the one in the file of that name.

    Raises QueryError where there is neither, with the nearest names.
    """
    if name in questions():
        return questions()[name]
    path = Path(name)
    if path.suffix == ".rq" or path.is_file():
        return read_question(path)
    near = [known for known in questions() if name.casefold() in known or known in name.casefold()]
    hint = f"; did you mean {', '.join(near)}?" if near else "; `dao-graph queries` lists them"
    raise QueryError(f"there is no query {name!r}{hint}")


def bound(question: Question, given: Mapping[str, str], base: str = BASE) -> str:
    """The query with its parameters bound: those given, else the defaults.

    Values become RDF terms first; a VALUES block at the start of the outermost group binds them, in the escaped form in
    which terms are serialised, so that no value can change the query. IRIs of the default base become those of `base`.

    Raises QueryError for a parameter that the query does not have, or a value that is not of its type.
    """
    for name in given:
        if name not in question.parameters:
            known = ", ".join(sorted(question.parameters)) or "none"
            raise QueryError(f"the query {question.name!r} has no parameter {name!r} (it has: {known})")
    terms: dict[str, ox.NamedNode | ox.Literal] = {}
    for name, parameter in question.parameters.items():
        value = given.get(name, parameter.default)
        if value is not None:
            terms[name] = _term(parameter, value, base)
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith(_HEADER))
    body = body.replace(f"<{BASE}", f"<{base}")
    group = _WHERE.search(body)
    if not terms or group is None:
        return body
    values = f" VALUES ({' '.join(f'?{name}' for name in terms)}) {{ ({' '.join(map(str, terms.values()))}) }}"
    return body[: group.end()] + values + body[group.end() :]


def _term(parameter: Parameter, value: str, base: str) -> ox.NamedNode | ox.Literal:
    try:
        if parameter.type == "iri":
            return ox.NamedNode(value if "://" in value else base + value.lstrip("/"))
        if parameter.type == "symbol":
            return ox.Literal(value.strip())
        if parameter.type == "date":
            return ox.Literal(value, datatype=ox.NamedNode(XSD + _DATE_TYPES[len(value)]))
        return ox.Literal(value)
    except (ValueError, KeyError):
        example = {"iri": "country/RWA", "date": "2009-10-19"}.get(parameter.type, "text")
        raise QueryError(f"{parameter.name}={value!r} is no {parameter.type} (such as {example})") from None
