"""Ids made of names: what a text alone names goes by its words."""

from __future__ import annotations

from dao_graph.model.mention import OWN
from dao_graph.model.sentence import SlottedText
from dao_graph.normal import slug


def own_name(type: str, slotted: SlottedText, begin: int, end: int) -> str:
    """The id of what a text alone names, below its document ("own/fund/un-peace-trust-fund"): its name, in which the
    things that the lists know stand by the last part of their ids."""
    mentions = dict(slotted.slots(begin, end))
    pieces = (
        (mentions[at].entity or "").rpartition("/")[2] if at in mentions else slotted.text[at]
        for at in range(begin, end)
    )
    return f"{OWN}{type}/{slug(''.join(pieces))}"
