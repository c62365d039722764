"""Ids made of names: what a text alone names goes by its words."""

from __future__ import annotations

import re

from dao_graph.model.mention import OWN
from dao_graph.model.normal import normal, slug
from dao_graph.model.sentence import SlottedText

_ARTICLE = "\u0627\u0644"
# So many letters of a word stay the same in its forms.
_STEM = 4


def is_form_of(word: str, noun: str) -> bool:
    """True if a word, the last of several, is a form of a noun: it begins alike, whatever its article."""
    last, plain = (re.split(r"[\s'\u2019]", normal(text).casefold())[-1] for text in (word, noun))
    return last.removeprefix(_ARTICLE)[:_STEM] == plain.removeprefix(_ARTICLE)[:_STEM]


def own_name(type: str, slotted: SlottedText, begin: int, end: int) -> str:
    """The id of what a text alone names, below its document ("own/fund/un-peace-trust-fund"): its name, in which the
    things that the lists know stand by the last part of their ids, others by the short name that they have."""
    mentions = dict(slotted.slots(begin, end))
    pieces = (
        (m.entity or m.text("head") or m.type).rpartition("/")[2] if (m := mentions.get(at)) else slotted.text[at]
        for at in range(begin, end)
    )
    return f"{OWN}{type}/{slug(''.join(pieces))}"
