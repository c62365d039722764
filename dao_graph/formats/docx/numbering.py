"""The labels of numbered paragraphs as Word displays them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from dao_graph.formats.xml import name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Number formats that need letters of other scripts, which stand in data.
_HIGHEST = 3_000


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the kind of its numbers, the text around them, and where they start."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    restarted: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph at a level of a list; "" where it has none."""
        of = self.list_of.get(number, "")
        levels = self.levels.get(of, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(of, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self.restarted.get(number, {}).items():
                counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for below in [at for at in counts if at > level]:
            del counts[below]
        own = levels[level]
        if own.form == "bullet":
            return "\u2022"
        if own.form == "none":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at, own)
            return numeral(counts.get(at, other.start), other.form)

        return _LEVEL.sub(shown, own.text).strip()


def numeral(number: int, form: str) -> str:
    """A number in a form of Word's."""
    if not 0 < number < _HIGHEST:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = ""
            for value, sign in _ROMAN:
                roman += sign * (number // value)
                number %= value
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
    return str(number)


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that `numbering.xml` describes."""
    found = Numbering()
    if root is None:
        return found
    for abstract in root.iter(f"{_W}abstractNum"):
        own = found.levels.setdefault(abstract.get(f"{_W}abstractNumId") or "", {})
        for level in abstract.iter(f"{_W}lvl"):
            at = _number(level.get(f"{_W}ilvl"))
            own[at] = Level(
                _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), _number(_value(level, "start", "1"))
            )
    for number in root.iter(f"{_W}num"):
        id = number.get(f"{_W}numId") or ""
        found.list_of[id] = _value(number, "abstractNumId", "")
        for override in number.iter(f"{_W}lvlOverride"):
            start = next((c for c in override if name(c) == "startOverride"), None)
            if start is not None:
                at = _number(override.get(f"{_W}ilvl"))
                found.restarted.setdefault(id, {})[at] = _number(start.get(f"{_W}val"))
    return found


def _value(element: etree._Element, child: str, default: str) -> str:
    found = element.find(f"{_W}{child}")
    return found.get(f"{_W}val", default) if found is not None else default


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
