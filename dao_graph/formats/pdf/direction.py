"""From the order in which glyphs are seen to that in which they are read, for lines with Arabic.

Source: the types of Unicode's bidirectional algorithm (UAX 9); here they are used the other way round.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from dao_graph.formats.pdf.glyphs import Glyph
from dao_graph.model.characters import COMMAS

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
# After Arabic letters a number goes on over one of these; a hyphen or a sign of percent stands for itself.
_SEPARATORS = COMMAS + "./:\u066b\u066c"
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
_OPENING = "([{\u00ab"
_BRACKET = re.compile(r"[()\[\]{}\u00ab\u00bb]")


def is_rtl(text: str) -> bool:
    """True if a text holds letters that are read from right to left."""
    return _RTL.search(text) is not None


@cache
def is_mark(text: str) -> bool:
    """True if a character is drawn above or below the one before it."""
    return unicodedata.category(text) == "Mn"


def logical(items: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs of one line, in order from left to right, in the order in which they are read."""
    clusters = _clusters(items)
    kinds = [_kind(cluster) for cluster in clusters]
    if kinds.count("L") > kinds.count("R"):
        return _flat(_turned(clusters, kinds, "R"))
    return _flat(reversed(_turned(clusters, kinds, "L")))


def _turned(clusters: list[list[Glyph]], kinds: list[str], kind: str) -> list[list[Glyph]]:
    """The clusters, each run of the other direction turned round: lines are read either way with those runs against
    it."""
    ordered: list[list[Glyph]] = []
    i = 0
    while i < len(clusters):
        end = max(i + 1, _run_end(kinds, clusters, i, kind))
        ordered.extend(reversed(clusters[i:end]))
        i = end
    return ordered


def _run_end(kinds: list[str], clusters: list[list[Glyph]], start: int, kind: str) -> int:
    """The end of a run of `kind` that begins at `start`; `start` where none does."""
    strong = "LN" if kind == "L" else "R"
    if kinds[start] not in strong:
        return start
    end = start + 1
    letters = kinds[start] in "LR"
    for i in range(start + 1, len(kinds)):
        if kinds[i] in strong:
            letters |= kinds[i] in "LR"
            end = i + 1
        elif kinds[i] in "LRN":
            break
        elif kind == "L" and not letters and not _within_number(clusters, kinds, i):
            # What stands between two numbers belongs to the line, but for one separator.
            follows = next((k for k in kinds[i:] if k in "LRN"), "R")
            if follows != "L":
                break
    return end


def _within_number(clusters: list[list[Glyph]], kinds: list[str], i: int) -> bool:
    text = clusters[i][0].text
    return text in _SEPARATORS and i + 1 < len(kinds) and kinds[i + 1] == "N"


def _kind(cluster: list[Glyph]) -> str:
    """ "R" or "L" for letters by their direction, "N" for digits, "O" for the rest."""
    text = cluster[0].text[0]
    if _RTL.match(text) and unicodedata.category(text) in ("Lo", "Lm", "Mn"):
        return "R"
    if text.isdigit():
        return "N"
    return "L" if text.isalpha() else "O"


def _clusters(items: Sequence[Glyph]) -> list[list[Glyph]]:
    """Each glyph with the signs that are set above and below it, and the letters of a ligature together."""
    bases = [item for item in items if not is_mark(item.text)]
    if not bases:
        return [[item] for item in items]
    clusters: list[list[Glyph]] = []
    for item in bases:
        if item.joined and clusters and _same_place(item, clusters[-1][0]):
            clusters[-1].append(item)
        else:
            clusters.append([item])
    clusters = [_ligature(cluster) for cluster in clusters]
    if len(bases) < len(items):
        along = _Along(clusters)
        for item in items:
            if is_mark(item.text):
                along.nearest(item).append(item)
    return clusters


def _same_place(a: Glyph, b: Glyph) -> bool:
    return a.left == b.left and a.right == b.right


def _ligature(cluster: list[Glyph]) -> list[Glyph]:
    """The letters of a ligature as they are read: PDFium turns them round with the line."""
    if len(cluster) == 1 or not is_rtl(cluster[0].text):
        return cluster
    if len(cluster) == 2 and cluster[0].text == _LAM and cluster[1].text in _ALEFS:
        return cluster
    return cluster[::-1]


class _Along:
    """The clusters of a line by where they begin, and how far those up to each reach."""

    def __init__(self, clusters: Sequence[list[Glyph]]) -> None:
        self._numbered = sorted(enumerate(clusters), key=lambda pair: pair[1][0].left)
        self._lefts = [cluster[0].left for _, cluster in self._numbered]
        self._reaches = list(accumulate((cluster[0].right for _, cluster in self._numbered), max))

    def nearest(self, mark: Glyph) -> list[Glyph]:
        """The cluster that a sign is set above or below: looked for from its place on, both ways."""
        x = (mark.left + mark.right) / 2
        at = bisect_right(self._lefts, x)
        best, found = (math.inf, math.inf, 0), self._numbered[0][1]
        ways = ((range(at, len(self._lefts)), self._lefts, 1), (range(at - 1, -1, -1), self._reaches, -1))
        for places, edges, way in ways:
            for i in places:
                if way * (edges[i] - x) > best[0]:
                    break
                number, cluster = self._numbered[i]
                glyph = cluster[0]
                far = (_distance(glyph, x), abs(glyph.left + glyph.right - 2 * x), number)
                if far < best:
                    best, found = far, cluster
        return found


def _distance(glyph: Glyph, x: float) -> float:
    return max(glyph.left - x, x - glyph.right, 0.0) + (1.0 if glyph.text.isspace() else 0.0)


def _flat(clusters: object) -> list[Glyph]:
    return [item for cluster in clusters for item in cluster]  # type: ignore[attr-defined]


def mirrored(texts: Sequence[str]) -> list[str]:
    """The lines of a page with brackets as they are read. Some files give their shapes, some their sense: what most
    lines have first opens."""
    firsts = [found.group() for text in texts if is_rtl(text) and (found := _BRACKET.search(text))]
    if sum(first in _OPENING for first in firsts) * 2 >= len(firsts):
        return list(texts)
    return [text.translate(_MIRRORED) if is_rtl(text) else text for text in texts]
