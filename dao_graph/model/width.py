"""Columns that text takes on a page, and lines that a page broke."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from dao_graph.folder.compiled import kept_pattern

# No character before Hangul is wide.
_MAY_BE_WIDE = kept_pattern("[\u1100-\U0010ffff]")


def display_width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: East Asian wide characters take two."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, _MAY_BE_WIDE.findall(text)))


def is_cjk(character: str) -> bool:
    """True if a character belongs to Chinese text: an ideograph or full-width punctuation."""
    # A full-width letter or digit is one of Latin script.
    wide = "\uff00" <= character <= "\uffef" and not character.isalnum()
    return wide or "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def wrapped(lines: Sequence[str]) -> bool:
    """True if a page may have broken one text into these lines.

    Words are moved to the next line only where they do not fit: so there must be a width that all lines keep, and that
    each would overrun with the first word of the next.
    """
    widest = max(map(display_width, lines))
    return all(_with_next(line, following) > widest for line, following in pairwise(lines))


def _with_next(line: str, following: str) -> int:
    """The columns that a line would take with the first word of the next; with a character, in Chinese."""
    if is_cjk(line[-1]) and is_cjk(following[0]):
        return display_width(line) + 2
    return display_width(line) + 1 + display_width(following.split(maxsplit=1)[0])


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
