"""The parts of pages round the words that state facts: which are wanted, and what became of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dao_graph.projection.model import Passage, PropertyGraph

# Left, top, width, height, in points from the upper left corner of the page.
Box = tuple[float, float, float, float]

_LINE = re.compile(r"page=(\d{1,5})&viewrect=(-?[\d.]{1,9}),(-?[\d.]{1,9}),(-?[\d.]{1,9}),(-?[\d.]{1,9})")
# How much of a page shows beside the words, and above and below them: some two lines.
_BESIDE, _ABOVE = 12.0, 30.0

GONE = "the file is gone, or has changed since the build"
LIMIT = "above the limit of --page-images-mb"


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a page of the file that `text` was read from; `facts` counts the quotes that stand in it."""

    text: str
    page: int
    box: Box
    facts: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A cut as a PNG image; `box` is what it shows, which ends where the page does."""

    cut: Cut
    box: Box
    image: bytes


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures by text, page and place, and how many parts of pages have none, by reason."""

    pictures: tuple[Picture, ...] = ()
    left_out: Mapping[str, int] | None = None

    def lines(self) -> Iterable[str]:
        """The account in lines for people; none where no text has pages."""
        if self.pictures or self.left_out:
            pages = {(picture.cut.text, picture.cut.page) for picture in self.pictures}
            size = sum(len(picture.image) for picture in self.pictures)
            yield f"{len(self.pictures):,} pictures of {len(pages):,} pages, {size:,} bytes"
        yield from (f"  left out {count:,}: {reason}" for reason, count in sorted((self.left_out or {}).items()))


def cuts(graph: PropertyGraph) -> list[Cut]:
    """The parts of pages on which quotes stand, each piece of a page once; those with the most quotes first."""
    pages: dict[tuple[str, int], list[tuple[str, Box]]] = defaultdict(list)
    for passage in sorted({passage for edge in graph.edges for passage in edge.passages if passage.pages}):
        for number, box in _lines(passage):
            pages[passage.text, number].append((passage.paragraph or f"{passage.begin}", box))
    found = [Cut(text, page, box, facts) for (text, page), lines in pages.items() for box, facts in _bands(lines)]
    return sorted(found, key=lambda cut: (-cut.facts, cut.text, cut.page, cut.box))


def _lines(passage: Passage) -> Iterable[tuple[int, Box]]:
    for line in passage.pages:
        if match := _LINE.fullmatch(line):
            try:
                left, top, width, height = map(float, match.groups()[1:])
            except ValueError:
                continue
            yield int(match.group(1)), (left, top, width, height)


def _bands(lines: Sequence[tuple[str, Box]]) -> list[tuple[Box, int]]:
    """A page's lines as bands as wide as all of them: a band for each paragraph, those that meet in one."""
    left = max(0.0, min(box[0] for _, box in lines) - _BESIDE)
    right = max(box[0] + box[2] for _, box in lines) + _BESIDE
    spans: dict[str, tuple[float, float]] = {}
    for paragraph, (_, top, _, height) in lines:
        above, below = spans.get(paragraph, (top, top + height))
        spans[paragraph] = (min(above, top), max(below, top + height))
    quotes = Counter(paragraph for paragraph, _ in lines)
    bands: list[tuple[float, float, int]] = []
    for paragraph, (above, below) in sorted(spans.items(), key=lambda item: item[1]):
        upper, lower, count = max(0.0, above - _ABOVE), below + _ABOVE, quotes[paragraph]
        if bands and upper <= bands[-1][1]:
            last = bands.pop()
            upper, lower, count = last[0], max(last[1], lower), last[2] + count
        bands.append((upper, lower, count))
    return [((left, upper, right - left, lower - upper), count) for upper, lower, count in bands]
