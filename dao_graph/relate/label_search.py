"""Looking for the labels of a list in the running text that a capture takes in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dao_graph.lists.authorities import Authorities
from dao_graph.lists.labels import label_finder
from dao_graph.model.document import Document
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText


def looked_for(
    lists: Authorities,
    wanted: Mapping[str, str],
    document: Document,
    text: SlottedText,
    match: re.Match[str],
    offset: int = 0,
) -> dict[str, tuple[Mention, ...]]:
    """For each capture named in `wanted` the labels of that kind in its words; `offset` is where the matched piece
    begins in the slotted text."""
    found = {}
    for name, kind in wanted.items():
        begin, end = match.span(name)
        if begin >= 0 and end > begin:
            span = text.span(offset + begin, offset + end)
            found[name] = tuple(label_finder(lists, document.language, kind).find(document.text, span))
    return found
