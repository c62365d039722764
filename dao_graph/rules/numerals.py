"""Numbers in figures and in words, from the tables of a language pack."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def read_number(text: str, numerals: Mapping[str, int], multipliers: Mapping[str, int]) -> int | None:
    """The number that `text` writes, or None where a word of it is unknown.

    `numerals` are words that add up ("sixty", "fourth"), `multipliers` those that multiply what stands before them
    ("hundred"). Chinese is read character by character, other scripts word by word.
    """
    text = text.strip().casefold()
    if figures := re.match(r"\d+", text):
        return int(figures.group())
    if text in numerals:
        return numerals[text]
    cjk = any("\u3007" <= c <= "\u9fff" for c in text)
    words = list(text) if cjk else _TOKEN.findall(text)
    if cjk and len(words) > 1 and all(0 <= numerals.get(w, -1) <= 9 for w in words):
        return int("".join(str(numerals[w]) for w in words))
    total = current = 0
    for word in words:
        if word in multipliers:
            total += max(current, 1) * multipliers[word]
            current = 0
        elif word in numerals:
            current += numerals[word]
        else:
            return None
    return total + current if words else None
