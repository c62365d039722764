"""Abbreviations that a text defines: "the Lighthouse Trust Fund (LTF)" makes LTF a name of that fund from there on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from dao_graph.model.characters import CLOSING, CLOSING_QUOTES, OPENING_QUOTES
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import slot_code

_RULE = "und.name.defined"
_TYPES = ("body", "fund", "initiative")
# An abbreviation in brackets right behind a name; quotation marks may stand around it.
_DEFINITION = re.compile(
    rf"[{''.join(map(slot_code, _TYPES))}]\s?[(\uff08][{OPENING_QUOTES}]?(?P<short>[^\W\d_][\w&-]{{1,11}})"
    rf"[{CLOSING_QUOTES}]?[{re.escape(CLOSING)}]"
)
_CAPITALS = 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Defined:
    """The abbreviations that a document with this text has defined so far, with what they stand for."""

    text: str
    _names: dict[str, Mention] = field(default_factory=dict)
    _found: re.Pattern[str] | None = None

    def put(self, slotted: SlottedText) -> None:
        """Make mentions of the abbreviations known so far in a sentence."""
        at = 0
        while self._found and (match := self._found.search(slotted.text, at)):
            known = self._names[match.group()]
            span = slotted.span(*match.span())
            slotted.put(*match.span(), Mention(span, known.type, known.entity, _RULE))
            at = match.start() + 1

    def learn(self, slotted: SlottedText) -> None:
        """Take in what a composed sentence defines."""
        for match in _DEFINITION.finditer(slotted.text):
            short = match["short"]
            named = slotted.inside(match.start(), match.start() + 1)[0]
            fits = _fits(short, self.text[slice(*named.span)])
            if named.entity and fits and sum(c.isupper() for c in short) >= _CAPITALS:
                self._names.setdefault(short, named)
                # Longer ones first, so that none is found within another.
                listed = "|".join(re.escape(n) for n in sorted(self._names, key=len, reverse=True))
                self._found = re.compile(rf"(?<![\w-])(?:{listed})(?![\w]|-[^\W\d])")


def _fits(short: str, name: str) -> bool:
    """True if letters of an abbreviation are initials of a name, or of another script, which tells nothing: what
    stands in brackets may abbreviate a longer name that ends with this one ("Plan of the Council (PAN25)")."""
    capitals = {c for c in short if c.isupper()}
    initials = {word[0].upper() for word in _WORD.findall(name)}
    return bool(capitals & initials) or not {_script(c) for c in capitals} <= {_script(c) for c in initials}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
