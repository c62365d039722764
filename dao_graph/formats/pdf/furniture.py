"""The headers and footers of the pages of a PDF: symbols, titles, page and job numbers, bar codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dao_graph.formats.pdf.lines import Chunk

# Running matter stands in the outer parts of a page; its digits change from page to page.
_ABOVE, _EDGE, _BELOW = 0.12, 0.085, 0.91
_NUMBERS = re.compile(r"\d+")
_JOB = re.compile(r"(?:(?:GE|[A-Z]{1,3})\.? ?)?\d{2}-\d{5,6}(?: ?\*)?(?: ?\([A-Z]\))?(?: +\d{6})*\W*|\d{6}(?: +\d{6})*")
_BAR_CODE = re.compile(r"\*[\dA-Z]{6,10}\*")
_PAGE_NUMBER = re.compile(r"[-\u2013\u2014\[(]? ?\d{1,4}(?: ?(?:/|\\|[^\W\d_]{1,4}) ?\d{1,4})? ?[-\u2013\u2014\])]?")
_ROMAN = re.compile(r"[ivxl]{1,6}")
_SYMBOL = re.compile(
    r"[A-Z]{1,6}(?:/[A-Z0-9.() \u2013-]+)*/[A-Z0-9.() \u2013-]*\d\)?(?:[-\u2013][A-Z](?:/[A-Z0-9.()]+)+)?"
)
# The number of a page in its lowest row, in the lower part, level within some points.
_COUNTS, _LOW, _LEVEL = re.compile(r"(?P<word>)[-\u2013]? ?(?P<number>\d{1,4}) ?[-\u2013]?"), 0.8, 3.0
# The same behind a word.
_LABELLED = re.compile(r"(?P<word>[^\W\d_]{2,12}\.?) ?(?P<number>\d{1,4})")
# A line that stands at the same place of so many pages, or of this share of them, runs.
_RUNNING, _SHARE, _MOST = 3, 0.25, 0.6


def without_furniture(pages: Sequence[tuple[float, Sequence[Chunk]]]) -> list[list[Chunk]]:
    """The chunks of each page, given with its height, that are no running matter."""
    counts: Counter[tuple[str, int]] = Counter()
    for height, chunks in pages:
        counts.update({_key(chunk) for chunk in chunks if _outer(chunk, height)})
    needed = max(_RUNNING, _SHARE * len(pages)) if len(pages) > 2 else 2
    # What stands nearer to the text may be the caption of figures at the top of pages.
    inner = max(needed, _MOST * len(pages))
    symbols = {_bare(c.text) for height, chunks in pages[1:] for c in chunks if _outer(c, height) and _is_symbol(c)}
    counted = _counted(pages, needed)
    kept: list[list[Chunk]] = []
    for number, (height, chunks) in enumerate(pages):
        page: list[Chunk] = []
        for chunk in chunks:
            text = chunk.text.strip()
            outer = _outer(chunk, height)
            runs = outer and number > 0 and counts[_key(chunk)] >= (needed if _edge(chunk, height) else inner)
            shown = _JOB.fullmatch(text) or _BAR_CODE.fullmatch(text)
            symbol = number > 0 and outer and _is_symbol(chunk) and _bare(text) in symbols
            numbers = _is_number(chunk, height) or chunk in counted.get(number, ())
            if not (runs or (shown and chunk.base > 0.75 * height) or symbol or numbers):
                page.append(chunk)
        kept.append(page)
    return kept


def _outer(chunk: Chunk, height: float) -> bool:
    return chunk.base < _ABOVE * height or chunk.base > _BELOW * height


def _edge(chunk: Chunk, height: float) -> bool:
    return chunk.base < _EDGE * height or chunk.base > _BELOW * height


def _is_number(chunk: Chunk, height: float) -> bool:
    """True if a chunk is the number of its page: alone at the very edge."""
    text = chunk.text.strip()
    return _edge(chunk, height) and (_PAGE_NUMBER.fullmatch(text) is not None or _ROMAN.fullmatch(text) is not None)


def _counted(pages: Sequence[tuple[float, Sequence[Chunk]]], needed: float) -> dict[int, list[Chunk]]:
    """The numbers of pages, by the index of these, that count on from page to page: bare ones in the last row of each,
    and those behind the same word in the outer parts, wherever there they stand ("Page 12" of a scan)."""
    found: dict[tuple[str, int], dict[int, list[Chunk]]] = {}
    for number, (height, chunks) in enumerate(pages):
        last = max((c.base for c in chunks), default=0.0)
        for chunk in chunks:
            text, low = chunk.text.strip(), chunk.base > max(_LOW * height, last - _LEVEL)
            match = (low and _COUNTS.fullmatch(text)) or (_outer(chunk, height) and _LABELLED.fullmatch(text))
            if match:
                counted = match["word"], int(match["number"]) - number
                found.setdefault(counted, {}).setdefault(number, []).append(chunk)
    kept: dict[int, list[Chunk]] = {}
    for own in found.values():
        for number, chunks in own.items() if len(own) >= needed else ():
            kept.setdefault(number, []).extend(chunks)
    return kept


def _is_symbol(chunk: Chunk) -> bool:
    return _SYMBOL.fullmatch(chunk.text.strip()) is not None


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _key(chunk: Chunk) -> tuple[str, int]:
    return _NUMBERS.sub("#", _bare(chunk.text)), round(chunk.base / 12)
