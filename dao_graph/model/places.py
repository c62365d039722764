"""Places in the file that people open: a page and a part of it, a paragraph, or an address within a web page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from urllib.parse import quote

from dao_graph.model.document import Place, Span, Text

# A fragment of text names its first and its last words, where it is longer than both together.
_WORDS, _LONGEST = 5, 120


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a span: its pages, the boxes of its words on them (fragments of RFC 8118: "page=2&viewrect=
    left,top,width,height", in points), its paragraphs as the file counts them, and the text fragment of a web page."""

    pages: tuple[int, ...] = ()
    boxes: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    fragment: str = ""


def located(text: Text, span: Span) -> Located:
    """The place of `span` in the file that the text was read from."""
    if not text.places:
        return Located()
    if text.encoding == "HTML":
        return Located(fragment=_fragment(text.content[span.start : span.end]))
    places = list(_over(text.places, span))
    numbers = tuple(sorted({place.number for place in places}))
    if text.encoding != "PDF":
        return Located(paragraphs=numbers)
    return Located(numbers, tuple(box for place in places if (box := _box(place, span))))


def _over(places: tuple[Place, ...], span: Span) -> list[Place]:
    first = max(0, bisect_right(places, span.start, key=lambda place: place.span.start) - 1)
    found = []
    for place in places[first:]:
        if place.span.start >= span.end:
            break
        if place.span.end > span.start:
            found.append(place)
    return found


def _box(place: Place, span: Span) -> str:
    start = max(0, span.start - place.span.start)
    edges = place.edges[2 * start : 2 * (span.end - place.span.start)]
    if not edges:
        return ""
    left, right = round(min(edges[::2]), 1), round(max(edges[1::2]), 1)
    return f"page={place.number}&viewrect={left:.1f},{place.top:.1f},{right - left:.1f},{place.bottom - place.top:.1f}"


def _fragment(words: str) -> str:
    """The fragment that finds words in a page. Source: the WICG's Scroll to Text Fragment."""
    parted = words.split()
    if len(words) <= _LONGEST or len(parted) <= 2 * _WORDS:
        shown = [" ".join(parted)] if len(words) <= 2 * _LONGEST else [words[:20].strip(), words[-20:].strip()]
    else:
        shown = [" ".join(parted[:_WORDS]), " ".join(parted[-_WORDS:])]
    return ":~:text=" + ",".join(quote(part, safe="").replace("-", "%2D") for part in shown)
