"""Binding: the SPARQL of a question with its parameters in it, each as an RDF term."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dao_graph.ask.questions import HEADER, PLAIN_TYPES, Parameter, Question
from dao_graph.errors import QueryError
from dao_graph.namespaces import BASE, XSD

if TYPE_CHECKING:
    from dao_graph.ask.lookup import Names

# "  #? document: ?act dao:statedIn ?document ." is part of the query where `document` is given.
_OPTION = re.compile(r"^( *)#\? (\w+(?:, \w+)*): (.*)$", re.MULTILINE)
# One that ends in "#! language" is part of it where `language` is not given.
_UNLESS = re.compile(r"^.* #! (\w+)\n", re.MULTILINE)
# Lines that end in "#! whole" are part of it where nothing restricts it, "#! part" where something does.
_WHOLE, _PART = (re.compile(rf"^.* #! {mark}\n", re.MULTILINE) for mark in ("whole", "part"))
_ANY, _ALL = re.compile(r"^.* #! any\n", re.MULTILINE), "LIMIT 1000000000"
# "  #= document" is where the value of `document` is bound once more, as within the parts of a union.
_AGAIN = re.compile(r"^( *)#= (\w+)$", re.MULTILINE)
# The graph of names in the reader's language.
_LANG, _NAMES = "lang", re.compile(r"\bnames:en\b")
# The beginning of a group, or what only looks like one: IRIs, texts in quotation marks, comments.
_WHERE = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|(?P<mark>\"{3}|'{3}|["'])(?:\\.|(?!(?P=mark)).)*(?P=mark)|\#[^\n]*|(?P<group>\bWHERE\s*\{)""",
    re.IGNORECASE | re.DOTALL,
)
_DATE_TYPES = {4: ("gYear", "-01-01"), 7: ("gYearMonth", "-01"), 10: ("date", "")}
_LANGUAGES = frozenset(("ar", "en", "es", "fr", "ru", "zh"))


def bound(
    question: Question,
    given: Mapping[str, str],
    names: Names,
    base: str = BASE,
    limit: int | None = None,
    embedded: bool = False,
) -> str:
    """The query with its parameters bound: those given, else the defaults.

    Lines that begin with "#? name:" are comments unless that parameter is given, those that end in "#! name" are left
    out where it is; names are those for readers of the first language in `lang`.

    Values become RDF terms first, by `names` where they name things; a VALUES block at the start of the outermost group
    binds them, in the escaped form in which terms are serialised, so that no value can change the query. IRIs of the
    default base become those of `base`. Where nothing restricts it and no more than `limit` rows are wanted, what a
    question lists is cut before its parts are put together, if it is written so. For the `embedded` engine, which looks
    up row by row what is no query of its own, "#! whole" lines take the place of "#! part" where nothing restricts it.

    Raises QueryError for a parameter that the query does not have, one that it must have and is not given, or a value
    that is not of its type.
    """
    terms = terms_of(question, given, names)
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith(HEADER))
    body = (_PART if embedded and not given.keys() - {_LANG} else _WHOLE).sub("", body)
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
    group = next((found for found in _WHERE.finditer(body) if found["group"]), None)
    if group is None:
        raise QueryError(f"the query {question.name!r} has parameters but no `WHERE {{` at which to bind them")
    values = f" VALUES ({' '.join(f'?{name}' for name in terms)}) {{ ({' '.join(map(str, terms.values()))}) }}"
    return body[: group.end()] + values + body[group.end() :]


def terms_of(question: Question, given: Mapping[str, str], names: Names) -> dict[str, ox.NamedNode | ox.Literal]:
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
