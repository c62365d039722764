"""Ranking: the facts in which a thing takes part, those that say most first.

What thousands of facts name is asked for in two scans of the store, and little is looked up one by one: a query that
joins and sorts them takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from dao_graph.namespaces import DAO, DCTERMS, ITSRDF, RDF

# A thing itself where it is a fact, what has it in a role, plain facts, parts of it, mentions.
SELF, ROLE, PLAIN, PART, MENTION = range(5)
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_MENTIONS, _IS_PART = ox.NamedNode(DAO + "mentions"), ox.NamedNode(DCTERMS + "isPartOf")
_NO_ROLES = ", ".join(
    f"<{iri}>"
    for iri in (
        *(RDF + name for name in ("subject", "object")),
        *(DAO + name for name in ("evidence", "statedIn", "countedIn")),
        ITSRDF + "taIdentRef",
    )
)
_DEFAULT = ox.DefaultGraph()


def ranked(store: ox.Store, thing: ox.NamedNode, base: str, needs: ox.NamedNode) -> Mapping[str, int]:
    """The IRIs of the facts in which a thing takes part, each with its rank. What has it in a role is a fact where it
    has the property `needs` (evidence, or a rule) and no plain fact says the same; what is named below `fact/` has
    both."""
    # IRIs, not nodes: a node is hashed and compared in more time than the engine takes to give it out.
    found: dict[str, int] = {}
    stated: dict[str, set[str]] = {}
    of_mentions = list[ox.NamedNode]()
    for fact, relation, is_object in _statements(store, thing):
        found[fact.value] = MENTION if relation == _MENTIONS else PLAIN
        if is_object and relation == _MENTIONS:
            of_mentions.append(fact)
        elif is_object:
            stated.setdefault(relation.value, set()).update(node.value for node in _values(store, fact, _SUBJECT))
    below = f"{base}fact/"
    for role in _roles(store, thing):
        having = [row[0].value for row in _having(store, role, thing) if isinstance(row[0], ox.NamedNode)]
        if role == _MENTIONS:
            # As many statements as there are mentions say them all.
            if len(of_mentions) >= len(having):
                continue
            stated[role.value] = {node.value for fact in of_mentions for node in _values(store, fact, _SUBJECT)}
        said, rank = stated.get(role.value, frozenset[str]()), PART if role == _IS_PART else ROLE
        for iri in having:
            if iri in said or found.get(iri, MENTION + 1) <= rank:
                continue
            if iri.startswith(below) or next(_values(store, ox.NamedNode(iri), needs), None) is not None:
                found[iri] = rank
    return found


def in_order(ranks: Mapping[str, int]) -> list[str]:
    """The IRIs of facts, those that say most first."""
    return sorted(sorted(ranks), key=ranks.__getitem__)


def _statements(store: ox.Store, thing: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, bool]]:
    """The plain facts about a thing: each with its property, and whether the thing is the object."""
    for place in (_SUBJECT, _OBJECT):
        query = f"SELECT ?fact ?relation WHERE {{ ?fact {place} {thing} ; {_PREDICATE} ?relation }}"
        for fact, relation in store.query(query):  # type: ignore[union-attr]
            yield fact, relation, place == _OBJECT


def _roles(store: ox.Store, thing: ox.NamedNode) -> list[ox.NamedNode]:
    """The roles that a thing has: few, so that what has it in each is asked for with one cell in a row, not two."""
    found = store.query(f"SELECT DISTINCT ?role WHERE {{ ?fact ?role {thing} FILTER(?role NOT IN ({_NO_ROLES})) }}")
    return sorted((role for (role,) in found), key=str)  # type: ignore[union-attr]


def _having(store: ox.Store, role: ox.NamedNode, thing: ox.NamedNode) -> Iterator[tuple[Any]]:
    yield from store.query(f"SELECT ?fact WHERE {{ ?fact {role} {thing} }}")  # type: ignore[misc]


def _values(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT):
        yield quad.object  # type: ignore[misc]
