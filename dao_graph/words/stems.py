"""Words brought to the form in which they are looked up: small letters without accents, without the endings that
inflect them; of scripts without spaces each pair of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.normal import normal

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

# What stems words: Snowball's algorithms, https://snowballstem.org. Chinese has no endings.
_ALGORITHMS: Mapping[str, str] = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian",
}  # fmt: skip
# Ideographs, which are written without spaces.
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Signs that stand above or below letters, soft hyphens and joiners are no ends of words.
_SIGNS = "\u0300-\u036f\u00ad\u0640\u064b-\u065f\u0670\u200c\u200d"
_TOKEN = kept_pattern(rf"[{_HAN}]+|(?:[^\W_{_HAN}][{_SIGNS}]*)+")
_IS_HAN = kept_pattern(f"[{_HAN}]")
_DROPPED = re.compile("[\u00ad\u0640\u200c\u200d]")
# The article of Arabic, and the particles that are written before it: the light stemmer of Larkey et al. (2002) takes
# both off, Snowball's the first.
_ARTICLE, _PARTICLES, _AND = "\u0627\u0644", "\u0648\u0628\u0643\u0641", "\u0648"
_SHORTEST = 3
# Letters of Arabic that writers use one for another: forms of alef, of ya, of ta marbuta.
_ALIKE = str.maketrans(
    {"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a"}
)
_CYRILLIC_YO = str.maketrans({"\u0451": "\u0435"})


class Token(NamedTuple):
    """A word in the form in which it is looked up, and its place in the text."""

    form: str
    start: int
    end: int


def tokens(text: str, language: str) -> Iterator[Token]:
    """The words of a text in that language. Of Han characters each with the next one is a word, and the last of a run
    alone, so that whatever part of a run is looked for is a series of them."""
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if _IS_HAN.match(text[start]):
            for i in range(start, end):
                yield Token(text[i : i + 2] if i + 1 < end else text[i], i, min(i + 2, end))
        else:
            yield Token(form_of(found[0], language), start, end)


def is_han(form: str) -> bool:
    """True if a form is of Han characters."""
    return _IS_HAN.match(form) is not None


@lru_cache(1 << 17)
def form_of(word: str, language: str) -> str:
    """A word in the form in which it is looked up in texts of that language."""
    plain = _DROPPED.sub("", normal(unicodedata.normalize("NFKC", word))).casefold()
    if plain.isascii() and not plain.isalpha():
        return plain
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)
    if language == "ar":
        plain = _without_particle(plain.translate(_ALIKE))
    elif language == "ru":
        plain = plain.translate(_CYRILLIC_YO)
    else:
        # Whoever looks for a word may leave its accents out.
        plain = _unaccented(plain)
    stemmer = _stemmer(language)
    return (stemmer.stemWord(plain) or plain) if stemmer else plain


def _without_particle(word: str) -> str:
    """An Arabic word without a particle that is written on it."""
    if word[:1] in tuple(_PARTICLES) and word[1:3] == _ARTICLE and len(word) > _SHORTEST + 2:
        return word[1:]
    return word[1:] if word[:1] == _AND and len(word) > _SHORTEST else word


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


@cache
def _stemmer(language: str) -> BaseStemmer | None:
    if (name := _ALGORITHMS.get(language)) is None:
        return None
    # It brings the algorithms of thirty languages.
    import snowballstemmer

    return snowballstemmer.stemmer(name)
