"""Detection of the language of a text, one of the six: by its script, and by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dao_graph.model.document import Block
from dao_graph.rules.packs import Fingerprint

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 8_000
# Measured on the corpus: a text in its own language has 20-40 % of its words among the commonest, others below 8 %.
_WORD_SHARE = 0.10
SCRIPT_SHARE = 0.45
_NEVER_SHARE = 0.01
# Letters that a passage must have to be known by its words, and the share of its text's language that it may have.
_PASSAGE, _FOREIGN_SHARE = 60, 0.05


# A line of so many words shows its language.
_TOLD = 3


def detect(text: str, fingerprints: Mapping[str, Fingerprint]) -> str | None:
    """The language of `text`, or None where none fits or two fit about equally well."""
    sample = text[:_SAMPLE]
    words: Counter[str] = Counter()
    for word, number in Counter(_WORD.findall(sample)).items():
        words[word.lower()] += number
    letters = sum(len(word) * number for word, number in words.items())
    if not letters:
        return None
    scores: dict[str, float] = {}
    # Both patterns are of single characters: looking at each different one once is enough.
    counts = Counter(sample)
    different = "".join(counts)
    for language, mark in fingerprints.items():
        in_script = sum(counts[c] for c in mark.script.findall(different)) / letters
        foreign = sum(counts[c] for c in mark.never.findall(different)) / letters if mark.never else 0.0
        if in_script < SCRIPT_SHARE or foreign > _NEVER_SHARE:
            continue
        share = _share(words, mark.words) if mark.words else in_script
        if share >= _WORD_SHARE:
            scores[language] = share
    ranked = sorted(scores, key=lambda language: (-scores[language], language))
    if len(ranked) > 1 and scores[ranked[0]] < 1.3 * scores[ranked[1]]:
        return None
    return ranked[0] if ranked else None


def of_lines(text: str, fingerprints: Mapping[str, Fingerprint]) -> str | None:
    """The language of the first lines of a text in two languages by turns, each of which has a quarter of its lines at
    least; None where lines are in no language that can be told."""
    lines = [line for line in text.splitlines() if len(_WORD.findall(line)) >= _TOLD]
    told = [language for line in lines if (language := detect(line, fingerprints))]
    common = Counter(told).most_common(2)
    if len(common) < 2 or len(told) * 3 < len(lines) * 2 or common[1][1] * 4 < len(told):
        return None
    return told[0]


def passages(
    text: str, blocks: Sequence[Block], language: str, fingerprints: Mapping[str, Fingerprint]
) -> Iterator[tuple[int, str]]:
    """(index, language) of each block of a text in `language` that is in another one."""
    own = fingerprints[language]
    for i, block in enumerate(blocks):
        piece = text[block.span.start : block.span.end]
        words = [w.lower() for w in _WORD.findall(piece)]
        if sum(map(len, words)) < _PASSAGE:
            continue
        # Names and titles stand in foreign letters everywhere: only what has next to nothing of its text's language is
        # looked at, which also saves looking at the rest.
        at_home = _share(Counter(words), own.words) if own.words else len(own.script.findall(piece)) / len(piece)
        # Single letters are of symbols.
        told = " ".join(word for word in words if len(word) > 1 or not word.isascii())
        other = detect(told, fingerprints) if at_home < _FOREIGN_SHARE else None
        if other is not None and other != language:
            yield i, other


def _share(words: Counter[str], common: frozenset[str]) -> float:
    return sum(words[word] for word in common & words.keys()) / words.total() if words else 0.0
