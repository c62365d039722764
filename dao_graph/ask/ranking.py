"""Ranking: the facts in which a thing takes part, those that say most first.

What thousands of facts name is asked for in two scans of the store, and little is looked up one by one: a query that
joins and sorts them takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def ranked(store: ox.Store, thing: ox.NamedNode, base: str, needs: ox.NamedNode) -> Mapping[ox.NamedNode, int]:
    """The facts in which a thing takes part, each with its rank. What has it in a role is a fact where it has
    the property `needs` (evidence, or a rule) and no plain fact says the same; what is named below `fact/` has both."""
    found: dict[ox.NamedNode, int] = {}
    below = f"{base}fact/"
    stated, mentions = set[tuple[ox.NamedNode, ox.NamedNode]](), 0
    for fact, relation, is_object in _statements(store, thing):
        found[fact] = MENTION if relation == _MENTIONS else PLAIN
        if is_object and relation == _MENTIONS:
            mentions += 1
        elif is_object:
            stated |= {(subject, relation) for subject in _values(store, fact, _SUBJECT)}
    roles = list(_roles(store, thing))
    # As many statements as there are mentions say them all.
    if mentions >= sum(role == _MENTIONS for _, role in roles):
        roles = [(fact, role) for fact, role in roles if role != _MENTIONS]
    else:
        of_mentions = (fact for fact, rank in list(found.items()) if rank == MENTION)
        stated |= {(subject, _MENTIONS) for fact in of_mentions for subject in _values(store, fact, _SUBJECT)}
    for fact, role in roles:
        rank = PART if role == _IS_PART else ROLE
        if rank < found.get(fact, MENTION + 1) and (fact, role) not in stated and _is_fact(store, fact, below, needs):
            found[fact] = rank
    return found


def _statements(store: ox.Store, thing: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, bool]]:
    """The plain facts about a thing: each with its property, and whether the thing is the object."""
    for place in (_SUBJECT, _OBJECT):
        query = f"SELECT ?fact ?relation WHERE {{ ?fact {place} {thing} ; {_PREDICATE} ?relation }}"
        for fact, relation in store.query(query):  # type: ignore[union-attr]
            yield fact, relation, place == _OBJECT


def _roles(store: ox.Store, thing: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    """What has a thing in a role: role by role, for the engine gives out each cell of a row in microseconds, and there
    are tens of thousands of rows, but of few roles."""
    roles = f"SELECT DISTINCT ?role WHERE {{ ?fact ?role {thing} FILTER(?role NOT IN ({_NO_ROLES})) }}"
    for role in sorted(str(role) for (role,) in store.query(roles)):  # type: ignore[union-attr]
        for (fact,) in store.query(f"SELECT ?fact WHERE {{ ?fact {role} {thing} }}"):  # type: ignore[union-attr]
            if isinstance(fact, ox.NamedNode):
                yield fact, ox.NamedNode(role[1:-1])


def _is_fact(store: ox.Store, node: ox.NamedNode, below: str, needs: ox.NamedNode) -> bool:
    return node.value.startswith(below) or next(_values(store, node, needs), None) is not None


def _values(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT):
        yield quad.object  # type: ignore[misc]
