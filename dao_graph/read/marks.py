"""Marks of notes that lost their raised place: figures glued to a word, a stop or a number ("Child1", "63/3113").

Which figures are marks is told by the notes that there are: those of a page stand in order, each hangs somewhere above
it, and what is glued to a word or a stop is surer than what is glued to a number; that counts only where all other
notes of the page hang by glued marks, or no resolution has so high a number, and there is one such place between the
marks before and after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import (
    AFTER_MARK,
    CLAUSE_ENDS,
    CLOSING,
    CLOSING_QUOTES,
    LIST_COMMA,
    SEMICOLONS,
    STOPS,
)
from dao_graph.model.document import Span
from dao_graph.model.symbol_grammar import grammar
from dao_graph.read.lines import Line, RawBlock

_AFTER = rf"(?=$|[\s{re.escape(AFTER_MARK + CLOSING)}\u2e80-\u9fff])"
# Behind a word of small letters or of a script without them, but for Chinese, which has figures among its words; or a
# stop or bracket behind what is no number.
_WORD = r"(?<=[^\W\dA-Z_\u2e80-\u9fff]{3})"
_STOP = rf"(?<=[^\s\d][{re.escape(CLAUSE_ENDS + STOPS + LIST_COMMA)}])|(?<=[\w)][{SEMICOLONS}])"
# Figures first, for those are few and searched for fast; what stands before them is looked at then.
_FIGURES = kept_pattern(rf"\d\d{{0,2}}{_AFTER}")
_GLUED = kept_pattern(rf"{_WORD}|{_STOP}|(?<=[)\]{CLOSING_QUOTES}])")
# All figures and strokes that stand together, and what a number is without the mark at its end.
_TOGETHER = kept_pattern(rf"(?<![\d/])\d[\d/]*+{_AFTER}")
_NUMBER = re.compile(r"\d{1,4}/\d{1,3}|(?:19|20)\d\d")
# No session of the Assembly or of a council adopted a thousand resolutions.
_TOO_HIGH = re.compile(r"\d{1,3}/\d{4,5}")

_LONGEST_MARK = 3
# How many marks must be seen glued to words.
_SURE = 2

_Place = tuple[int, Span]


def glued_marks(body: Sequence[Line], notes: Sequence[tuple[int, RawBlock]]) -> list[tuple[Span, str]]:
    """The places where marks of numbered notes are glued to a word, with their numbers. `notes` have the index of the
    line of `body` that they follow."""
    found: list[tuple[Span, str]] = []
    begin = 0
    for end, page in groupby(notes, key=lambda note: note[0]):
        marks = [block.mark for _, block in page]
        if all(mark.isdigit() for mark in marks):
            found += _on_page(body[begin:end], marks)
        begin = end
    return found


def _on_page(lines: Sequence[Line], marks: Sequence[str]) -> Iterator[tuple[Span, str]]:
    glued = _glued(lines)
    places: list[_Place | None] = []
    after: _Place = (0, Span(0, 0))
    for mark in marks:
        place = next(_between(glued.get(mark, ()), after, None), None)
        places.append(place)
        after = place or after
    # Figures are taken from a number only where the text is seen to glue marks, all others hanging so: on words, or on
    # numbers that are too high with them.
    for certain in (False, True):
        if not certain or sum(place is not None for place in places) >= max(_SURE, len(places) - 1):
            _fill(places, marks, _on_numbers(lines, certain))
    yield from ((place[1], mark) for place, mark in zip(places, marks, strict=True) if place is not None)


def _fill(places: list[_Place | None], marks: Sequence[str], numbers: Mapping[str, Sequence[_Place]]) -> None:
    """Put into `places` of marks that have none the one place on a number between those of the marks beside them."""
    last: _Place = (0, Span(0, 0))
    for i, mark in enumerate(marks):
        if places[i] is None:
            following = next((place for place in places[i + 1 :] if place), None)
            choices = list(_between(numbers.get(mark, ()), last, following))
            places[i] = choices[0] if len(choices) == 1 else None
        last = places[i] or last


def _glued(lines: Sequence[Line]) -> Mapping[str, Sequence[_Place]]:
    """Where figures are glued to a word or a stop, by what they are, in order."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for i, line in enumerate(lines):
        for figures in _FIGURES.finditer(line.text):
            begin = figures.start()
            if _GLUED.match(line.text, begin) and not _in_symbol(line.text[:begin]):
                found[figures.group()].append((i, _span(line, begin, figures.end())))
    return found


def _on_numbers(lines: Sequence[Line], sure: bool) -> Mapping[str, Sequence[_Place]]:
    """The places where a mark may be glued to a number, by the mark, in order. Unless it is `sure` that marks are glued
    here, only numbers too high for a resolution count."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for i, line in enumerate(lines):
        for together in _TOGETHER.finditer(line.text):
            whole = together.group()
            if not sure and not _TOO_HIGH.fullmatch(whole):
                continue
            for length in range(1, min(_LONGEST_MARK, len(whole) - 1) + 1):
                if _NUMBER.fullmatch(whole[:-length]):
                    found[whole[-length:]].append((i, _span(line, together.end() - length, together.end())))
    return found


def _span(line: Line, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end)


def _between(places: Sequence[_Place], after: _Place, before: _Place | None) -> Iterator[_Place]:
    """Those of `places`, which are in order, that stand between two."""
    for line, span in islice(places, bisect_left(places, after[0], key=lambda place: place[0]), None):
        if before is not None and line > before[0]:
            return
        if span.start >= after[1].end and (before is None or span.end <= before[1].start):
            yield line, span


def _in_symbol(before: str) -> bool:
    """True if figures behind this text are of a symbol: "A/99/L.1", "A/99/1 and Add.1"."""
    word = before.rsplit(maxsplit=1)[-1:]
    if not word or not word[0].endswith("."):
        return False
    return "/" in word[0] or word[0].rstrip(".") in grammar().further
