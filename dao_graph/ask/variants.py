"""Queries of the library as another store wants them."""

from __future__ import annotations

import re

from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE

# Stores whose queries see the union of all graphs, where a triple that stands in several graphs counts several times;
# `load --merged` fills a graph of every triple once, which takes the place of the default graph.
MERGED = "views/merged"
OF_UNIONS = ("virtuoso",)
_WHERE = re.compile(r"^WHERE \{", re.MULTILINE)
_ANY_GRAPH = re.compile(r"\bGRAPH\s+([?$]\w+)")


def variant(sparql: str, store: str, base: str = BASE) -> str:
    """A query of the library for a store of `OF_UNIONS`; for others as it stands.

    The graph of every triple once is its default graph, and the names in each language are named graphs. Where a query
    asks for graphs by a variable, that would see only those that are named so: then all of it is asked within the graph
    of every triple, and the variable is no other name of that.
    """
    if store not in OF_UNIONS:
        return sparql
    if _ANY_GRAPH.search(sparql):
        end = sparql.rindex("}")
        inside = _WHERE.sub(f"WHERE {{ GRAPH <{base}{MERGED}> {{", sparql[:end], count=1)
        inside = _ANY_GRAPH.sub(rf"FILTER(\g<1> != <{base}{MERGED}>) \g<0>", inside)
        return f"{inside}}}{sparql[end:]}"
    named = [code for code in LANGUAGES if f"names:{code}" in sparql]
    lines = [f"FROM <{base}{MERGED}>", *(f"FROM NAMED <{base}views/names/{code}>" for code in named)]
    return _WHERE.sub(lambda found: "\n".join((*lines, found[0])), sparql, count=1)
