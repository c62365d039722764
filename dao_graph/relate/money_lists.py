"""Lists of sums: whom each of their members names, how they go on, and which parts of a sum they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import (
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    DASHES,
    OPENING_BRACKETS,
    SEMICOLONS,
    STOPS,
)
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import CODES
from dao_graph.relate.money_pieces import WORDS, Mark

ACTORS = frozenset(("country", "group", "body", "fund", "initiative", "post", "person"))
# Slots that may be filled right behind a sum.
_BEHIND = ("to", "for", "from")
_CODES = "".join(sorted(CODES[name] for name in ACTORS))
_BULLETS = "\u2022\u00b7\u2023\u2043*-\u2013\u2014"
# What may stand between the colon that opens a list and the first name in it: an article.
_HEAD = re.compile(rf"(?<=[{COLONS}]) ?(?:[^\W\d]{{1,3}}[ '\u2019])?[{_CODES}]\Z")
# A label with its sum and nothing else, as charts and lists have them.
_LABEL = re.compile(
    rf"\s*(?:[{re.escape(_BULLETS)}]\s*)?[{_CODES}]\s?(?:[{COLONS}]|[{DASHES}]{{1,2}}|[{re.escape(OPENING_BRACKETS)}])?\s?"
    rf"{CODES['sum']}[{re.escape(CLOSING_BRACKETS)}]?\s?[{SEMICOLONS}{COMMAS}{STOPS}]?\s*"
)
# A piece of a chart that has come apart: a name, or a sum.
_PIECE = re.compile(rf"\s*[{_CODES}{CODES['sum']}]\s*")
# A name before which this stands is the second half of one ("East & Southern Africa").
_HALVED = "& "
# A sum that stands in brackets with another year ("$5 million ($4 million in 2023)"), before its end.
_COMPARED = re.compile(
    rf" ?[^\W\d]{{0,3}}(?: [^\W\d]{{1,4}})? ?(?:(?:19|20)\d\d|{CODES['date']})"
    rf" ?[^\W\d]{{0,5}}[.]?[{re.escape(CLOSING_BRACKETS)}]"
)
# An item of a list is at most so long before its sum.
_SPACE = 32
_LONGEST = 140


class Lists:
    """What one language's `[money]` table says of lists of sums."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._listed = kept_pattern(table.get("listed", "(?!)"))
        self._goes_on = kept_pattern(table.get("goes-on", "(?!)"))
        self._reaches = kept_pattern(table.get("reaches", "(?!)"))
        # Between two sums no more than who did the same with the next ("$5 million and Japan $3 million").
        self._gapped = kept_pattern(table.get("gapped", "(?!)").replace("{actor}", f"(?P<who>[{_CODES}])"))
        # What says that a sum is the total of those before it, and no next one.
        self._summed = kept_pattern(table.get("summed", "(?!)"))
        # What stands right behind a sum of which something else is told ("; $3 million corresponds to").
        self._told = kept_pattern(table.get("told", "(?!)"))
        self._part = kept_pattern(table.get("part", "(?!)"))
        # What says whence a part is to come ("of which $2 million will be met from"), behind it or before.
        self._sourced = kept_pattern(table.get("sourced", "(?!)"))
        self._sourcing = kept_pattern(table.get("sourcing", "(?!)"))
        self._parts_of = kept_pattern(table.get("parts-of", "(?!)"))
        # What stands before a sum at the head of a sentence that tells of a part of it ("Of the $5 million").
        self._whole = kept_pattern(table.get("whole", "(?!)"))

    def goes_on(self, text: str, before: int, at: int) -> bool:
        """True if a list goes on at a sum: "$3 million for A; $2 million for B"."""
        gap = text[before:at].translate(WORDS)
        if not 0 < len(gap) <= _LONGEST or self._summed.search(gap) or self._told.match(text, at + 1):
            return False
        return _is_compared(text, before, at) or self._goes_on.search(gap) is not None

    def reaches(self, text: str, before: int, at: int) -> bool:
        """True if a change whose sum ends at `before` led to the one at `at` ("fell by $5 million to $9 million")."""
        return before > 0 and self._reaches.search(text[before:at].translate(WORDS)) is not None

    def gapped(self, text: SlottedText, before: int, at: int) -> Mention | None:
        """Who does with the sum at `at` what another did with the one before, by a verb that is not said again."""
        match = self._gapped.fullmatch(text.text, before, at)
        return text.slots(match.start("who"), match.end("who"))[0][1] if match and before else None

    def is_part(self, text: str, before: int, at: int) -> bool:
        """True if the sum at `at` is said to be a part of the one before it, which ends at `before` ("of which")."""
        return not _is_compared(text, before, at) and self._part.search(text[before:at].translate(WORDS)) is not None

    def is_sourced(self, text: str, before: int, at: int) -> bool:
        """True if words say whence the part at `at` of the sum before it is to come: no more is known of it."""
        return self._sourced.match(text, at + 1) is not None or self._sourcing.search(text, before, at) is not None

    def is_whole(self, text: str, at: int) -> bool:
        """True if a sentence begins with the sum at `at` and tells of a part of it ("Of the $5 million pledged, …")."""
        return self._whole.fullmatch(text, 0, at) is not None

    def goes_back(self, text: str) -> bool:
        """True if a sentence says of what the sum before it is made ("Of this, $2 million …")."""
        return self._parts_of.match(text) is not None

    def is_label(self, text: str) -> bool:
        """True if a text is a name with its sum ("Arab States $60 million"): it goes on from the one before."""
        return _LABEL.fullmatch(text) is not None

    def opens(self, text: str) -> bool:
        """True if a text ends with the colon that opens a list."""
        return text.rstrip().endswith(tuple(COLONS))

    def is_piece(self, text: str) -> bool:
        """True if a text is a name or a sum alone: what stands before it goes on behind it."""
        return _PIECE.fullmatch(text) is not None

    def named(self, text: SlottedText, at: int, before: int, marks: Sequence[Mark]) -> Mention | None:
        """The actor that a list gives right before its sum ("Spain ($145 million)"); none for whom the one before it is
        ("$3 million to Chad, $2 million to Mali")."""
        if self.is_label(text.text):
            return next(mention for _, mention in text.slots(0, at) if mention.type in ACTORS)
        match = self._listed.search(text.text, max(0, at - _SPACE), at)
        slots = text.slots(match.start() - 1, match.start()) if match and match.start() else []
        if (
            not match
            or not slots
            or slots[0][1].type not in ACTORS
            or text.text.endswith(_HALVED, 0, match.start() - 1)
        ):
            return None
        behind = (m for m in marks if m.slot in _BEHIND and before and before <= m.start)
        taken = any(slots[0][1] in mark.fillers for mark in behind)
        return None if taken and "(" not in match.group() else slots[0][1]

    def head(self, text: str, at: int) -> int:
        """Where a list begins whose first sum stands at `at`, right behind its colon ("were announced: Norway, $5
        million"); else `at`."""
        match = self._listed.search(text, max(0, at - _SPACE), at)
        name = _HEAD.search(text, 0, match.start()) if match else None
        return name.start() if name else at


def _is_compared(text: str, before: int, at: int) -> bool:
    """True if a sum stands in brackets behind the one that ends at `before`, with a year of its own."""
    return text[before:at].strip() in tuple(OPENING_BRACKETS) and _COMPARED.match(text, at + 1) is not None
