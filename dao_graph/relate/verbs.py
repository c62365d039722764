"""Verbs: which give what follows them as so, and which ask for it."""

from __future__ import annotations

from functools import cache

from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import DAO
from dao_graph.relate.heads import broadest

# A verb of this strength gives what follows it as so.
_FACTIVE_TO = 0
# From this strength on a verb asks.
_ASKS_FROM = 2


@cache
def factive(lists: Authorities, reporting: tuple[str, ...]) -> frozenset[str]:
    """The verbs that give what follows them as so."""
    verbs = {c for c in lists.properties if c.startswith("verb/")}
    weak = {v for v in verbs if int(lists.one(v, DAO + "strength") or _FACTIVE_TO + 1) <= _FACTIVE_TO}
    return frozenset({*reporting, *weak, *(broadest(lists, v) for v in reporting)})


@cache
def asking(lists: Authorities) -> frozenset[str]:
    """The verbs that ask somebody to do what follows."""
    verbs = (c for c in lists.properties if c.startswith("verb/"))
    return frozenset(v for v in verbs if lists.one(v, DAO + "takesAddressee") == "true" and asks(lists, v))


def asks(lists: Authorities, verb: str) -> bool:
    """True if the verb asks for something, or stresses it, rather than noting, regretting or thanking for it."""
    return int(lists.one(verb, DAO + "strength") or 0) >= _ASKS_FROM and lists.one(verb, DAO + "tells") != "true"
