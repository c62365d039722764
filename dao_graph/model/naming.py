"""Ids made of names: what a text alone names goes by its words."""

from __future__ import annotations

from dao_graph.model.mention import OWN
from dao_graph.model.normal import slug
from dao_graph.model.sentence import SlottedText


def own_name(type: str, slotted: SlottedText, begin: int, end: int) -> str:
    """The id of what a text alone names, below its document ("own/fund/un-peace-trust-fund"): its name, in which the
    things that the lists know stand by the last part of their ids, others by the short name that they have."""
    mentions = dict(slotted.slots(begin, end))
    pieces = (
        (m.entity or m.text("head") or m.type).rpartition("/")[2] if (m := mentions.get(at)) else slotted.text[at]
        for at in range(begin, end)
    )
    return f"{OWN}{type}/{slug(''.join(pieces))}"
