"""Questions as the embedded engine is asked them – all at once, sorted here – give the rows that others give."""

from __future__ import annotations

import random
from functools import cache

import pyoxigraph as ox
import pytest

from dao_graph.ask.answer import answer_of
from dao_graph.ask.binding import bound
from dao_graph.ask.late_names import Called, unnamed
from dao_graph.ask.lookup import Names
from dao_graph.ask.ordering import unordered
from dao_graph.ask.questions import examples, questions
from dao_graph.namespaces import BASE, DAO, XSD
from tests.test_views import store

CLAUSES = (
    "?a ?b",
    "DESC(?a) ?b",
    "?b DESC(?a)",
    "STR(?a) ?b",
    "DESC(STR(?a)) DESC(?b)",
    'COALESCE(STR(?a), "5") ?b',
)
# A column as questions have them: numbers, or days and years, or texts, with open cells.
COLUMNS = (
    [*(ox.Literal(n) for n in (10, 9, 100, -3)), ox.Literal("2.50", datatype=ox.NamedNode(XSD + "decimal")), None],
    [ox.Literal(day, datatype=ox.NamedNode(XSD + "date")) for day in ("2010-01-31", "2009-12-01", "2011-05-05")],
    [ox.Literal("zeta"), ox.Literal("Alpha", language="en"), ox.Literal("alpha"), ox.Literal("é", language="fr"), None],
    [ox.NamedNode("http://a/10"), ox.NamedNode("http://a/9"), ox.NamedNode("http://a/B"), None],
)


@cache
def _graph() -> tuple[ox.Store, Names]:
    graph = store("ar", "en", "es", "fr", "ru", "zh")
    return graph, Names(graph, BASE)


def _called(graph: ox.Store) -> Called:
    def called(thing: ox.NamedNode, language: str) -> list[object]:
        named = ox.NamedNode(f"{BASE}views/names/{language}")
        return [quad.object for quad in graph.quads_for_pattern(thing, ox.NamedNode(DAO + "name"), None, named)]

    return called


@pytest.mark.parametrize("name", questions())
def test_the_embedded_engine_is_asked_the_same(name: str) -> None:
    """In the same order, too; with a limit the first of them, where nothing was cut before."""
    graph, names = _graph()
    question = questions()[name]
    plain, given = bound(question, examples(question), names), examples(question)
    wanted, keys = unordered(bound(question, given, names, embedded=True), question.columns)
    answer = answer_of(graph.query(plain))
    rows = answer.rows
    unnamed_, naming = unnamed(wanted)
    for limit in (2, None):
        for some in (
            answer_of(graph.query(wanted), limit, keys=keys),
            answer_of(graph.query(unnamed_), limit, keys=keys, naming=naming, called=_called(graph)),
        ):
            assert some.rows == rows[:limit]
            assert some.columns == answer.columns
            assert some.truncated == (limit is not None and len(rows) > limit)


def test_most_questions_are_sorted_here() -> None:
    """So that the above compares something."""
    _, names = _graph()
    sorted_here = [
        name
        for name, question in questions().items()
        if unordered(bound(question, examples(question), names), question.columns)[1]
    ]
    assert len(sorted_here) >= 100


def test_most_questions_are_named_here() -> None:
    _, names = _graph()
    named_here = [
        name
        for name, question in questions().items()
        if unnamed(unordered(bound(question, examples(question), names, embedded=True), question.columns)[0])[1]
    ]
    assert len(named_here) >= 60


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("column", COLUMNS, ids=["numbers", "days", "texts", "iris"])
def test_order_is_that_of_the_engine(clause: str, column: list[ox.Literal | ox.NamedNode | None]) -> None:
    values = [(a, ox.Literal(b)) for b in (2, 1) for a in column]
    random.Random(7).shuffle(values)
    rows = " ".join(f"({'UNDEF' if a is None else a} {b})" for a, b in values)
    query = f"SELECT ?a ?b\nWHERE {{ VALUES (?a ?b) {{ {rows} }} }}\nORDER BY {clause}"
    wanted, keys = unordered(query, ("a", "b"))
    assert keys and "ORDER" not in wanted
    empty = ox.Store()
    assert answer_of(empty.query(wanted), keys=keys).rows == answer_of(empty.query(query)).rows


@pytest.mark.parametrize("clause", ["LCASE(?a)", "?c", "?a LIMIT 3", "DESC(?a", "ASC(?a)"])
def test_what_is_not_known_is_left_to_the_engine(clause: str) -> None:
    query = f"SELECT ?a\nWHERE {{ ?a ?b ?c }}\nORDER BY {clause}"
    assert unordered(query, ("a",)) == (query, ())
