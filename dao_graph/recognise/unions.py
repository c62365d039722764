"""States that were one and go by the names of both: "Serbia and Montenegro" in a text of 2004.

In: mentions in order, the date of their document. Out: the same, with one mention for two states side by side where the
lists say that they were one then (`dao:namedByParts`, `dcterms:valid`, `dcterms:isReplacedBy`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile

from dao_graph.lists.authorities import Authorities
from dao_graph.model.document import Block, Span
from dao_graph.model.mention import Date, Mention
from dao_graph.namespaces import DAO, DCTERMS

_RULE = "und.name.union"
# Characters that "and" has at most.
_AND = 3
_HEADS = ("title", "front", "heading")


def united(text: str, blocks: Sequence[Block], mentions: Sequence[Mention], lists: Authorities) -> list[Mention]:
    """`mentions` with those of a union of the document's time put together."""
    unions = _unions(lists)
    named = {mention.entity for mention in mentions}
    if not any(parts <= named for parts in unions):
        return list(mentions)
    date = _date(blocks, mentions)
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        union = unions.get(frozenset((before.entity, mention.entity))) if before else None
        if before and union and _joined(text[before.span.end : mention.span.start]) and _holds(union, date, lists):
            found[-1] = Mention(Span(before.span.start, mention.span.end), "country", union, _RULE)
        else:
            found.append(mention)
    return found


def _joined(between: str) -> bool:
    word = between.strip()
    return word.isalpha() and len(word) <= _AND


def _holds(union: str, date: Date | None, lists: Authorities) -> bool:
    first, _, last = (lists.one(union, DCTERMS + "valid") or "").partition("/")
    return date is not None and first[: len(str(date))] <= str(date) <= last


def _date(blocks: Sequence[Block], mentions: Iterable[Mention]) -> Date | None:
    """The earliest date above the text proper, which is that of its adoption."""
    fronts = [block.span for block in takewhile(lambda block: block.kind in _HEADS, blocks)]
    dates = [
        date
        for mention in mentions
        if mention.type == "date"
        and any(span.start <= mention.span.start < span.end for span in fronts)
        and (date := mention.date())
    ]
    return min(dates, default=None)


@cache
def _unions(lists: Authorities) -> Mapping[frozenset[str | None], str]:
    """The unions by their parts."""
    return {
        frozenset(
            str(value.value).rpartition("/id/")[2]
            for value in lists.properties[concept].get(DCTERMS + "isReplacedBy", ())
        ): concept
        for concept, _ in lists.having(DAO + "namedByParts")
    }
