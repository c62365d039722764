"""Names put to the rows that are shown: the same rows as the engine gives with the patterns of names in the query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dao_graph.ask.answer import answer_of
from dao_graph.ask.late_names import NamelessError, unnamed
from dao_graph.ask.ordering import Key, unordered

P = "PREFIX dao: <http://d/>\nPREFIX names: <http://n/>\n"
# a has a name, b two, c none; d is in a role without a name.
STORE = ox.Store()
STORE.bulk_extend(
    ox.Quad(ox.NamedNode(f"http://t/{thing}"), ox.NamedNode("http://d/is"), ox.Literal(number))
    for number, thing in enumerate("cabac", 1)
)
STORE.bulk_extend(
    ox.Quad(
        ox.NamedNode(f"http://t/{thing}"), ox.NamedNode("http://d/name"), ox.Literal(name), ox.NamedNode("http://n/en")
    )
    for thing, name in (("a", "Zeta"), ("b", "Beta"), ("b", "Also"))
)
NAME = "GRAPH names:en { ?thing dao:name ?name }"
COLUMNS = ("thing", "name", "number", "n")
QUESTIONS = {
    "needed": f"SELECT ?thing ?name ?number\nWHERE {{\n  ?thing dao:is ?number .\n  {NAME}\n}}\nORDER BY ?number ?name",
    "by name": f"SELECT ?name ?thing\nWHERE {{\n  ?thing dao:is ?number .\n  {NAME}\n}}\nORDER BY ?name ?thing",
    "optional": f"SELECT ?thing ?name\nWHERE {{\n  ?thing dao:is ?number .\n  OPTIONAL {{ {NAME} }}\n}}\n"
    "ORDER BY ?thing ?name",
    "in an optional": "SELECT ?number ?thing ?name\nWHERE {\n  ?any dao:is ?number .\n  OPTIONAL {\n"
    f"    ?thing dao:is ?number .\n    FILTER(?number = 2)\n    {NAME}\n  }}\n}}\nORDER BY ?number ?name",
    "values like patterns": 'SELECT ?thing ?name ("}" AS ?n)\nWHERE {\n  ?thing dao:is ?number .\n'
    + '  FILTER(STR(?number) != "} { ?name # \'")\n  '
    + NAME
    + "\n}\nORDER BY ?thing ?name",
    "grouped": f"SELECT ?thing ?name (COUNT(?number) AS ?n)\nWHERE {{\n  ?thing dao:is ?number .\n  {NAME}\n}}\n"
    "GROUP BY ?thing ?name\nORDER BY ?thing ?name",
}


def _called(thing: ox.NamedNode, language: str) -> list[object]:
    graph = ox.NamedNode(f"http://n/{language}")
    return [quad.object for quad in STORE.quads_for_pattern(thing, ox.NamedNode("http://d/name"), None, graph)]


@pytest.mark.parametrize("limit", [1, 2, 3, None])
@pytest.mark.parametrize("asked", QUESTIONS)
def test_rows_are_the_same(asked: str, limit: int | None) -> None:
    """Also where a thing has two names, or none. Where those to be shown lack one, that is said."""
    query = P + QUESTIONS[asked]
    wanted, keys = unordered(query, COLUMNS)
    plain, naming = unnamed(wanted)
    assert keys and naming and "names:en {" not in plain
    expected = answer_of(STORE.query(query))
    try:
        found = answer_of(STORE.query(plain), limit, keys=keys, naming=naming, called=_called)
    except NamelessError:
        assert limit is not None and asked in ("needed", "grouped")
        return
    assert found.columns == expected.columns
    assert found.rows == expected.rows[:limit]
    assert found.truncated == (limit is not None and len(expected) > limit)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?thing\nWHERE {\n  ?thing dao:is ?number .\n  GRAPH names:en { ?thing dao:name ?name }\n}\n",
        "SELECT ?name\nWHERE {\n  ?thing dao:is ?number .\n  GRAPH names:en { ?thing dao:name ?name }\n}\n",
        f"SELECT ?thing ?name\nWHERE {{\n  ?thing dao:is ?x .\n  {NAME}\n  FILTER(STRLEN(?name) > 1)\n}}\n",
        f"SELECT ?thing ?name\nWHERE {{\n  ?thing dao:is ?x .\n  {NAME}\n}}\nORDER BY LCASE(?name)\n",
        f"SELECT ?thing ?name (MIN(?name) AS ?n)\nWHERE {{\n  ?thing dao:is ?x .\n  {NAME}\n}}\n"
        "GROUP BY ?thing ?name\n",
        f"SELECT ?thing ?name\nWHERE {{\n  {{\n    ?thing dao:is ?x .\n    {NAME}\n  }} UNION {{\n"
        "    ?thing dao:is ?y .\n  }\n}\n",
        f"SELECT ?thing ?name\nWHERE {{\n  OPTIONAL {{\n    MINUS {{\n    {NAME}\n    }}\n  }}\n}}\n",
    ],
    ids=["no column", "of no column", "filtered", "sorted otherwise", "counted", "in a union", "deeper"],
)
def test_names_stay_where_more_depends_on_them(query: str) -> None:
    assert unnamed(query) == (query, None)


def test_the_language_is_that_of_the_pattern() -> None:
    _, naming = unnamed(QUESTIONS["needed"].replace("names:en", "names:fr").partition("ORDER")[0])
    assert naming is not None
    assert [late.language for late in naming.late] == ["fr"]
    assert naming.columns == ("thing", "name", "number")


def test_keys_that_are_names_are_known_before_rows_are_cut() -> None:
    plain, naming = unnamed(P + QUESTIONS["by name"].partition("ORDER")[0])
    assert naming is not None
    keys = (Key("name", True, False, None),)
    found = answer_of(STORE.query(plain), 1, keys=keys, naming=naming, called=_called)
    assert [cell.value for cell in found.rows[0] if cell is not None] == ["Zeta", "http://t/a"]
