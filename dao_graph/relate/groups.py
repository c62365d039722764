"""What a mention of a group of states or bodies says of it: what kind it is, its initiative, its members."""

from __future__ import annotations

from dao_graph.model.mention import Mention


def group_concept(mention: Mention) -> str | None:
    """What kind of group a mention of one is: its own entity, or that of the group it was made of."""
    if mention.entity:
        return mention.entity
    inner = mention.captures.get("group", ())
    return group_concept(inner[0]) if inner else None


def group_initiative(mention: Mention) -> str | None:
    """The initiative that a mention of a group names ("Delivering as One pilot countries")."""
    for part in (*mention.captures.get("initiative", ()), *mention.captures.get("topic", ())):
        return part.entity
    inner = mention.captures.get("group", ())
    return group_initiative(inner[0]) if inner else None


def group_members(mention: Mention) -> tuple[str, ...]:
    """The members that a mention of a group lists, in brackets or after it."""
    if members := tuple(m.entity for m in mention.captures.get("members", ()) if m.entity):
        return members
    inner = mention.captures.get("group", ())
    return group_members(inner[0]) if inner else ()
