"""The library of questions: SPARQL files whose header says what they answer and what can be asked of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dao_graph.ask.answer import Answer
from dao_graph.ask.named import KINDS
from dao_graph.data import data_dir
from dao_graph.errors import QueryError
from dao_graph.namespaces import BASE, XSD

if TYPE_CHECKING:
    from dao_graph.ask.lookup import Names

# What a parameter may be beside a kind of thing: `languages` are those of labels, the one liked best first.
PLAIN_TYPES = ("symbol", "text", "date", "lang", "languages")
TYPES = frozenset((*KINDS, "term", "iri", *PLAIN_TYPES))
_HEADER = "#+"
# A line of TOML; and the one of a header for grlc that says what the query is.
_OWN = re.compile(r"[\w.\"-]+\s*=|\[")
_SUMMARY = re.compile(r"summary:\s*[\"']?(.+?)[\"']?$")
# "  #? document: ?act dao:statedIn ?document ." is part of the query where `document` is given.
# One that ends in "#! language" is part of it where `language` is not given.
_ANY, _ALL = re.compile(r"^.* #! any\n", re.MULTILINE), "LIMIT 1000000000"
# "  #= document" is where the value of `document` is bound once more, as within the parts of a union.
_AGAIN = re.compile(r"^( *)#= (\w+)$", re.MULTILINE)
_UNLESS = re.compile(r"^.* #! (\w+)\n", re.MULTILINE)
_OPTION = re.compile(r"^( *)#\? (\w+(?:, \w+)*): (.*)$", re.MULTILINE)
# The graph of names in the reader's language.
_LANG, _NAMES = "lang", re.compile(r"\bnames:en\b")
_STATED = {"dao:countedIn": "dao:statedIn", "dao:countedAs": "dao:statedAs"}
_COUNTED = re.compile("|".join(_STATED))
_QUESTION = re.compile(r"[a-z0-9-]+")
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
# What headers say of a column that names the one before it.
_NAMES_OF = ("its name", "what it is called")
_DATE_TYPES = {4: ("gYear", "-01-01"), 7: ("gYearMonth", "-01"), 10: ("date", "")}
_LANGUAGES = frozenset(("ar", "en", "es", "fr", "ru", "zh"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user may bind. `type` is one of `TYPES`; "iri" is whatever has an IRI or id. One
    that is `required` must be given, for the question is about one thing; `example` is a value for many graphs."""

    name: str
    type: str
    about: str
    default: str | None
    required: bool = False
    example: str = ""

    @property
    def shown(self) -> str:
        """The example as people would write it."""
        if self.type == "document":
            return self.example.removeprefix("document/").replace("_", "/")
        from dao_graph.lists.authorities import authorities

        return authorities().preferred(self.example, "en") or self.example


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its header. `question` and the values of `columns` are for people; `ours` is one of the library."""

    name: str
    title: str
    question: Mapping[str, str]
    columns: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    sparql: str
    ours: bool = False
    group: str = ""


def read_question(path: Path) -> Question:
    """The question in a `.rq` file; one without a header is a plain query. Raises QueryError where it is malformed."""
    try:
        sparql = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
    lines = [line.removeprefix(_HEADER).strip() for line in sparql.splitlines() if line.startswith(_HEADER)]
    header = _header(lines, path)
    parameters = {
        name: Parameter(
            name,
            table.get("type", "text"),
            table.get("about", ""),
            table.get("default"),
            table.get("required", False),
            table.get("example", ""),
        )
        for name, table in header.get("parameters", {}).items()
    }
    for parameter in parameters.values():
        if parameter.type not in TYPES:
            known = ", ".join(sorted(TYPES))
            raise QueryError(f"{path}: the parameter {parameter.name!r} has no known type (known are: {known})")
    return Question(
        path.stem,
        header.get("title", path.stem),
        header.get("question", {}),
        header.get("columns", {}),
        parameters,
        sparql,
        group=header.get("group", ""),
    )


def _header(lines: Sequence[str], path: Path) -> Mapping[str, Any]:
    """What a header says: TOML; of one for grlc, which is YAML under the same mark, the summary is the title."""
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        if any(_OWN.match(line) for line in lines):
            raise QueryError(f"{path}: the header is malformed: {error}") from error
    found = (_SUMMARY.match(line) for line in lines)
    return {"title": next((match[1] for match in found if match), path.stem)}


def per_version(question: Question) -> Question:
    """The same question where each language version counts for itself, not one for the document."""
    return replace(question, sparql=_COUNTED.sub(lambda found: _STATED[found[0]], question.sparql))


@cache
def questions() -> Mapping[str, Question]:
    """The questions that ship with the package, by name."""
    return {path.stem: _own(path) for path in sorted(data_dir("queries").glob("*.rq"))}


def _own(path: Path) -> Question:
    return replace(read_question(path), ours=True)


def examples(question: Question) -> dict[str, str]:
    """Values for what must be given to a question, as its header has them."""
    return {parameter.name: parameter.example for parameter in question.parameters.values() if parameter.required}


def readable(answer: Answer, question: Question) -> Answer:
    """An answer for people: without the ids of what a name stands beside."""
    about = list(question.columns.items())
    named = {a for (a, _), (_, what) in pairwise(about) if what in _NAMES_OF}
    kept = [i for i, column in enumerate(answer.columns) if column not in named]
    rows = tuple(tuple(row[i] for i in kept) for row in answer.rows)
    return replace(answer, columns=tuple(answer.columns[i] for i in kept), rows=rows)


@cache
def groups() -> Mapping[str, Mapping[str, str]]:
    """The groups in which questions are listed, in that order, each with its title by language. Raises QueryError."""
    path = data_dir("queries") / "groups.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error


def by_group() -> Mapping[str, Sequence[Question]]:
    """The questions of each group that has any; those of none, or of one that nobody knows, in the last."""
    *known, last = groups()
    found: dict[str, list[Question]] = {group: [] for group in (*known, last)}
    for question in questions().values():
        found[question.group if question.group in known else last].append(question)
    return {group: asked for group, asked in found.items() if asked}


def find_question(name: str) -> Question:
    """The question called `name`, or the one in the file of that name.

    Raises QueryError where there is neither, with the nearest names.
    """
    # One is read sooner than all.
    if _QUESTION.fullmatch(name) and (own := data_dir("queries") / f"{name}.rq").is_file():
        return _own(own)
    path = Path(name)
    if path.suffix == ".rq" or path.is_file():
        return read_question(path)
    near = [known for known in questions() if name.casefold() in known or known in name.casefold()]
    hint = f"; did you mean {', '.join(near)}?" if near else "; `dao-graph queries` lists them"
    raise QueryError(f"there is no query {name!r}{hint}")


def bound(
    question: Question, given: Mapping[str, str], names: Names, base: str = BASE, limit: int | None = None
) -> str:
    """The query with its parameters bound: those given, else the defaults.

    Lines that begin with "#? name:" are comments unless that parameter is given, those that end in "#! name" are left
    out where it is; names are those for readers of the first language in `lang`.

    Values become RDF terms first, by `names` where they name things; a VALUES block at the start of the outermost group
    binds them, in the escaped form in which terms are serialised, so that no value can change the query. IRIs of the
    default base become those of `base`. Where nothing restricts it and no more than `limit` rows are wanted, what a
    question lists is cut before its parts are put together, if it is written so.

    Raises QueryError for a parameter that the query does not have, one that it must have and is not given, or a value
    that is not of its type.
    """
    terms = _terms(question, given, names)
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith(_HEADER))
    body = _cut(_wanted(body, terms), limit if not terms.keys() - {_LANG} else None).replace(f"<{BASE}", f"<{base}")
    if spoken := terms.get(_LANG):
        body = _NAMES.sub(f"names:{spoken.value.partition(',')[0]}", body)
    body = _AGAIN.sub(
        lambda line: f"{line[1]}VALUES ?{line[2]} {{ {terms[line[2]]} }}" if line[2] in terms else "", body
    )
    # Of languages only those are bound that the query asks for.
    terms = {name: term for name, term in terms.items() if re.search(rf"\?{name}\b", body)}
    if not terms:
        return body
    group = _WHERE.search(body)
    if group is None:
        raise QueryError(f"the query {question.name!r} has parameters but no `WHERE {{` at which to bind them")
    values = f" VALUES ({' '.join(f'?{name}' for name in terms)}) {{ ({' '.join(map(str, terms.values()))}) }}"
    return body[: group.end()] + values + body[group.end() :]


def _terms(question: Question, given: Mapping[str, str], names: Names) -> dict[str, ox.NamedNode | ox.Literal]:
    """The values of parameters as RDF terms. Raises QueryError for a parameter that is not the question's, or that it
    must have and is not given."""
    for name in given:
        if name not in question.parameters:
            known = ", ".join(sorted(question.parameters)) or "none"
            raise QueryError(f"the query {question.name!r} has no parameter {name!r} (it has: {known})")
    if missing := [parameter for parameter in question.parameters.values() if _is_missing(parameter, given)]:
        raise QueryError(f"the query {question.name!r} wants {_listed(missing)}")
    values = ((parameter, given.get(name, parameter.default)) for name, parameter in question.parameters.items())
    return {p.name: _term(p, value.strip(), names) for p, value in values if value is not None}


def _is_missing(parameter: Parameter, given: Mapping[str, str]) -> bool:
    return parameter.required and not given.get(parameter.name, "").strip()


def _listed(missing: Sequence[Parameter]) -> str:
    """What is missing, and how it would be given."""
    wanted = " and ".join(f"{parameter.name} ({parameter.about})" for parameter in missing)
    given = " ".join(f'-p "{parameter.name}={parameter.shown or "…"}"' for parameter in missing)
    return f"{wanted}; for example: {given}"


def _wanted(body: str, given: Mapping[str, object]) -> str:
    """The query with those patterns in it that are comments until all parameters that they name are given."""
    there = _OPTION.sub(lambda line: line[0] if set(line[2].split(", ")) - set(given) else line[1] + line[3], body)
    return _UNLESS.sub(lambda line: "" if line[1] in given else line[0], there)


def _cut(body: str, limit: int | None) -> str:
    """The query with the lines marked "#! any", which cut what it lists, if it is to be cut; else without them."""
    return _ANY.sub("", body) if limit is None else body.replace(_ALL, f"LIMIT {limit + 1}")


def _term(parameter: Parameter, value: str, names: Names) -> ox.NamedNode | ox.Literal:
    try:
        if parameter.type not in PLAIN_TYPES:
            return names.find("entity" if parameter.type == "iri" else parameter.type, value)
        if parameter.type == "date":
            return _date(value)
        if parameter.type in ("lang", "languages"):
            return _languages(value, many=parameter.type == "languages")
        return ox.Literal(value)
    except QueryError as error:
        raise QueryError(f"{parameter.name}: {error}") from None


def _date(value: str) -> ox.Literal:
    try:
        datatype, rest = _DATE_TYPES[len(value)]
        # ISO 8601 has weeks, too ("2009-W42"), which no date of the graph is.
        if "W" in value:
            raise ValueError(value)
        date.fromisoformat(value + rest)
    except (KeyError, ValueError):
        raise QueryError(f"{value!r} is no date (such as 2009-10-19, 2009-10 or 2009)") from None
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def _languages(value: str, many: bool) -> ox.Literal:
    codes = list(dict.fromkeys(code.strip().lower() for code in value.split(",")))
    if not set(codes) <= _LANGUAGES or (len(codes) > 1 and not many):
        raise QueryError(f"{value!r} is no language (it takes {', '.join(sorted(_LANGUAGES))})")
    return ox.Literal(",".join(codes))
