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


def stem(words: str) -> str:
    """What the forms of a word, or of several that follow each other, share: in Latin and Chinese script a name is not
    inflected."""
    small = plain(words).strip().removeprefix(ARTICLE)
    if small[:1] < _BEYOND_LATIN or is_cjk(small[0]):
        return small
    return " ".join(word[: max(_SHORTEST, len(word) - _ENDING)] for word in small.split())


def has_form(name: str, stem: str) -> bool:
    """True if a name has the words with that stem: as a whole in Latin script, with any endings elsewhere, anywhere
    where particles are joined to words, and at the end in Chinese, where what a body is stands last."""
    name = plain(name)
    if is_cjk(stem[0]):
        return name.endswith(stem)
    first, *rest = map(re.escape, stem.split(" ") if stem[0] >= _BEYOND_LATIN else (stem,))
    words = rf"\w* (?:{ARTICLE})?".join((first, *rest))
    begin, end = "" if stem[0] >= _UNPARTED else r"(?<!\w)", r"(?!\w)" if stem[0] < _BEYOND_LATIN else ""
    return re.search(f"{begin}{words}{end}", name) is not None
