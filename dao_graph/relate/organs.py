"""Organs of bodies, by what the lists say: which go by the name of the body whose they are."""

from __future__ import annotations

from functools import cache

from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import ORG

UNITED_NATIONS = "body/un"
_PART_OF = ORG + "subOrganizationOf"
# In English a name stands in another as it is, behind no more than what the organ is ("Executive Board of the").
_PLAIN = "en"
_LONGEST = 24


@cache
def organs_of(lists: Authorities) -> tuple[tuple[str, str], ...]:
    """The organs named after a body ("Executive Board of the United Nations Children's Fund"), each with that body."""
    found: list[tuple[str, str]] = []
    for organ in (concept for concept, _ in lists.having(_PART_OF) if concept.startswith("body/")):
        body = lists.one(organ, _PART_OF)
        name = lists.preferred(body, _PLAIN) if body else None
        own = lists.preferred(organ, _PLAIN) or ""
        if body and name and own.endswith(name) and len(own) <= len(name) + _LONGEST:
            found.append((organ, body))
    return tuple(found)
