"""The language of a text of few words, as a table of days and places is: by its script, its names and months, and what
its file says of itself. Words between them would show it, and there are hardly any."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dao_graph.read.language import SCRIPT_SHARE
from dao_graph.recognise.names import name_finder
from dao_graph.rules.knowledge import Knowledge
from dao_graph.rules.packs import Fingerprint

_WORD = re.compile(r"[^\W\d_]+")
# A text of more different words shows its language by them, or is in another one.
_FEW = 200
# A cell with more words is a sentence, which shows its language or has another.
_CELL = 16
# Letters of the Latin, Cyrillic and Arabic scripts that English, French, Spanish, Russian and Arabic have none of.
_ALIEN = re.compile(
    "[ãõåøöäßìòðþýÃÕÅØÖÄÌÒÐÞÝ\u0100-\u0151\u0154-\u0177\u0179-\u024f\u1e00-\u1eff\u0452-\u052f\u0671-\u06d3]"
)
# Signs that a language must have: in its script alone; beside others in theirs, for neighbours that are none of these
# share some names; so many times as many as another of the six; one among so many different words.
_ALONE, _BESIDE, _TIMES, _PART = 2, 3, 3, 10
# The language whose months stand in texts of all others.
_EVERYWHERE = "en"


def of_few_words(text: str, said: str, fingerprints: Mapping[str, Fingerprint], knowledge: Knowledge) -> str | None:
    """The language of `text`, which its file or the file's name may have `said`; None where it has more words, or
    nothing of it is of one language alone."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    small = {word.lower() for word in words}
    running = any(len(_WORD.findall(cell)) > _CELL for cell in re.split(r"[\n\t]", text))
    if not words or running or len(small) > _FEW or _ALIEN.search(text):
        return None
    fitting = [
        language
        for language, mark in fingerprints.items()
        if len(mark.script.findall(text)) >= SCRIPT_SHARE * letters and not (mark.never and mark.never.search(text))
    ]
    words_of = {language: _words(small, language, fingerprints[language], knowledge) for language in fitting}
    signs = {language: words_of[language] | _names(text, language, knowledge) for language in fitting}
    own = {language: signs[language].difference(*(signs[x] for x in fitting if x != language)) for language in fitting}
    ranked = sorted(fitting, key=lambda language: (language != said, -len(own[language])))
    if not ranked:
        return None
    best, others = ranked[0], max((len(own[language]) for language in ranked[1:]), default=0)
    beside = len(ranked) > 1
    # Neighbours share months and names with these: what shares their script is believed only where its file says so.
    if beside and (best != said or not own[best] - _months(best, knowledge)):
        return None
    least = (
        0 if best == said and not beside else max(_BESIDE if beside else _ALONE, _TIMES * others, len(small) // _PART)
    )
    return best if len(own[best]) >= least else None


def _words(small: set[str], language: str, mark: Fingerprint, knowledge: Knowledge) -> set[str]:
    """Those of some words that are months or among the commonest of a language."""
    elsewhere = _months(_EVERYWHERE, knowledge) if language != _EVERYWHERE else set[str]()
    return small & (mark.words | _months(language, knowledge) - elsewhere)


def _months(language: str, knowledge: Knowledge) -> set[str]:
    return {month.lower() for month in knowledge.rule_set(language).lexicon.get("months", {})}


def _names(text: str, language: str, knowledge: Knowledge) -> set[str]:
    """The names of the lists in a text of a language, in small letters."""
    found = name_finder(language, knowledge).find(text)
    return {text[mention.span.start : mention.span.end].lower() for mention in found}
