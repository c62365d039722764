"""Forms of words: whether a name has a word, however that is inflected there."""

from __future__ import annotations

import re

from dao_graph.model.normal import normal
from dao_graph.model.width import is_cjk

# Inflected languages change the end of a word.
_ENDING = 2
_SHORTEST = 4
_BEYOND_LATIN = "\u0370"
_UNPARTED = "\u0590"
ARTICLE = "\u0627\u0644"


def plain(text: str) -> str:
    """A text in small letters, however its apostrophes are set."""
    return normal(text).casefold()


def stem(word: str) -> str:
    """What the forms of a word share: in Latin and Chinese script a name is not inflected."""
    small = plain(word).strip().removeprefix(ARTICLE)
    fixed = small[:1] < _BEYOND_LATIN or is_cjk(small[0])
    return small if fixed else small[: max(_SHORTEST, len(small) - _ENDING)]


def has_form(name: str, stem: str) -> bool:
    """True if a name has the word with that stem: as a whole in Latin script, at the beginning of one elsewhere,
    anywhere where particles are joined to words, and at the end in Chinese, where what a body is stands last."""
    name = plain(name)
    if stem not in name:
        return False
    if is_cjk(stem[0]):
        return name.endswith(stem)
    if stem[0] >= _UNPARTED:
        return True
    return re.search(rf"(?<!\w){re.escape(stem)}" + (r"(?!\w)" if stem[0] < _BEYOND_LATIN else ""), name) is not None
