"""The library of questions: SPARQL files whose header says what they answer and what can be asked of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dao_graph.ask.answer import Answer
from dao_graph.ask.named import KINDS
from dao_graph.data import data_dir
from dao_graph.errors import QueryError
from dao_graph.model.characters import COMMAS

# What a parameter may be beside a kind of thing: `languages` are those of labels, the one liked best first.
PLAIN_TYPES = ("symbol", "text", "date", "lang", "languages")
TYPES = frozenset((*KINDS, "term", "iri", *PLAIN_TYPES))
HEADER = "#+"
# A line of TOML; and the one of a header for grlc that says what the query is.
_OWN = re.compile(r"[\w.\"-]+\s*=|\[")
_SUMMARY = re.compile(r"summary:\s*[\"']?(.+?)[\"']?$")
_STATED = {"dao:countedIn": "dao:statedIn", "dao:countedAs": "dao:statedAs"}
_COUNTED = re.compile("|".join(_STATED))
_QUESTION = re.compile(r"[a-z0-9-]+")
# What stands between the symbol and the title of a document, and between it and the place in it.
_DASH = " – "
_JOINED = re.compile(rf"[{COMMAS}] ?")
# What headers say of a column that names the one before it, before a semicolon.
_NAMES_OF = ("its name", "the name", "what it is called")
# Columns with acts, findings or sums, and those with the words of these.
_WORDS_OF = {
    **dict.fromkeys(("act", "finding", "thing", "sum", "share"), "words"),
    "answer": "answer_words",
}
_MARK = re.compile(r"\[[a-z]{2}\] ")
# Columns of facts that the rest of the row says, and those for programs.
SAID_BESIDE = ("tenure", "sha256")


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
    """A query with its header. `question` and the values of `columns` are for people; `ours` is one of the library,
    `needs` what a graph must have for it to have an answer, `speaks_of` classes of which each row is about a thing."""

    name: str
    title: str
    question: Mapping[str, str]
    columns: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    sparql: str
    ours: bool = False
    group: str = ""
    needs: str = ""
    speaks_of: tuple[str, ...] = ()


def read_question(path: Path) -> Question:
    """The question in a `.rq` file; one without a header is a plain query. Raises QueryError where it is malformed."""
    try:
        sparql = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
    lines = [line.removeprefix(HEADER).strip() for line in sparql.splitlines() if line.startswith(HEADER)]
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
        needs=header.get("needs", ""),
        speaks_of=tuple(header.get("speaks-of", ())),
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


def named_columns(answer: Answer, question: Question) -> dict[int, int]:
    """The columns of an answer beside which names stand, each with that of the names; an act's words name it."""
    about = list(question.columns.items())
    named = _WORDS_OF | {a: b for (a, _), (b, what) in pairwise(about) if what.partition(";")[0] in _NAMES_OF}
    places = {column: i for i, column in enumerate(answer.columns)}
    return {places[a]: places[b] for a, b in named.items() if a in places and b in places}


def untitled(answer: Answer, question: Question) -> set[str]:
    """The IRIs in an answer beside which no name stands."""
    named = named_columns(answer, question)
    cells = (cell for row in answer.rows for i, cell in enumerate(row) if i not in named)
    return {cell.value for cell in cells if isinstance(cell, ox.NamedNode)}


def readable(answer: Answer, question: Question, titles: Mapping[str, str] | None = None) -> Answer:
    """An answer for people: without the ids of what a name stands beside, and with `titles` in the place of others. A
    title does not say again what the row's document is called."""
    named, titles = named_columns(answer, question), titles or {}
    kept = [i for i, column in enumerate(answer.columns) if i not in named and column not in SAID_BESIDE]
    documents = [b for a, b in named.items() if answer.columns[a] == "document"]

    def shown(cell: Any, row: Sequence[Any]) -> Any:
        if not isinstance(cell, ox.NamedNode) or (title := titles.get(cell.value)) is None:
            return cell
        return ox.Literal(place_in(title, [row[i].value for i in documents if row[i] is not None]))

    rows = tuple(tuple(shown(row[i], row) for i in kept) for row in answer.rows)
    return replace(answer, columns=tuple(answer.columns[i] for i in kept), rows=rows)


def place_in(name: str, documents: Sequence[str]) -> str:
    """The name of a paragraph, without its document where that is one of those called so, the mark of a language before
    it or not."""
    for called in (_MARK.sub("", document) for document in documents):
        for first in (called.partition(_DASH)[0], called, called[called.rfind("(") + 1 : -1]):
            if first and name.startswith(first) and (join := _JOINED.match(name, len(first))):
                return name[join.end() :]
    return name


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
