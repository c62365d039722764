"""Words that were recognised on the image of a page, to chunks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree, html

from dao_graph.formats.pdf.direction import is_rtl
from dao_graph.formats.pdf.lines import Chunk, chunk, evened

_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_NUMBER = r"(-?[\d.]+)"
_SIZE, _SURE = re.compile(rf"x_size {_NUMBER}"), re.compile(rf"x_wconf {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LINES = ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption")
# Share of the type size that parts columns and cells; how far sizes of one type differ that are guessed from Arabic.
_CHUNK_GAP, _GUESSED = 1.6, 1.9
# Signs of direction that Tesseract writes, and no page has more words.
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Recognition:
    """The chunks of a page, and the mean confidence in its characters, in hundredths."""

    chunks: list[Chunk]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    confidence: float


def recognition(hocr: str, scale: float) -> Recognition:
    """What hOCR says of a page, of which `scale` pixels are a point. Raises ValueError where it is none."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(hocr.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ValueError("no hOCR") from error
    chunks: list[Chunk] = []
    sure = count = 0.0
    for line in root.iter("span"):
        if line.get("class") not in _LINES:
            continue
        words = list(_words(line, scale))
        for word in words:
            sure += word.confidence * len(word.text)
            count += len(word.text)
        if count > 10 * _MOST_WORDS:
            raise ValueError("more words than any page has")
        chunks.extend(_chunks(line.get("title", ""), words, scale))
    chunks.sort(key=lambda made: (round(made.base, 1), made.left))
    return Recognition(_evened(chunks), sure / count if count else 0.0)


def _words(line: html.HtmlElement, scale: float) -> Iterator[_Word]:
    for span in line.iter("span"):
        title, text = span.get("title", ""), _INVISIBLE.sub("", span.text_content()).strip()
        box, sure = _BOX.search(title), _SURE.search(title)
        if span.get("class") == "ocrx_word" and text and box and sure:
            left, right = int(box.group(1)) / scale, int(box.group(3)) / scale
            yield _Word(" ".join(text.split()), left, max(left, right), float(sure.group(1)))


def _chunks(title: str, words: Sequence[_Word], scale: float) -> Iterator[Chunk]:
    """The words of a line, in the order of reading, where wide gaps part them."""
    box, size, baseline = _BOX.search(title), _SIZE.search(title), _BASELINE.search(title)
    if not words or not box or not size:
        return
    # The baseline begins at the lower left corner of the box, and slopes.
    slope, above = (float(baseline.group(1)), float(baseline.group(2))) if baseline else (0.0, 0.0)
    bottom, middle = int(box.group(4)), (int(box.group(3)) - int(box.group(1))) / 2
    base, height = (bottom + above + slope * middle) / scale, float(size.group(1)) / scale
    part: list[_Word] = [words[0]]
    for before, word in pairwise(words):
        if max(word.left - before.right, before.left - word.right) > _CHUNK_GAP * height:
            yield _chunk(part, base, height)
            part = []
        part.append(word)
    yield _chunk(part, base, height)


def _chunk(words: Sequence[_Word], base: float, size: float) -> Chunk:
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    for number, word in enumerate(words):
        # Chinese words are not parted by spaces.
        if number and not (_WIDE.match(text[-1][-1]) and _WIDE.match(word.text)):
            text.append(" ")
            edges.append((edges[-1][1], edges[-1][1]))
        text.append(word.text)
        edges.extend(_edges(word))
    return chunk("".join(text), tuple(edges), base, size, False, frozenset())


def _edges(word: _Word) -> list[tuple[float, float]]:
    """The edges of the characters of a word, which are taken to be equally wide."""
    step = (word.right - word.left) / len(word.text)
    edges = [(word.left + i * step, word.left + (i + 1) * step) for i in range(len(word.text))]
    return edges[::-1] if is_rtl(word.text) else edges


def _evened(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with the usual size for those that differ no more than guesses do."""
    found = evened(chunks)
    if 2 * sum(len(c.text) for c in chunks if is_rtl(c.text)) <= sum(len(c.text) for c in chunks):
        return found
    sizes = sorted(c.size for c in chunks for _ in c.text)
    usual = sizes[len(sizes) // 2]
    return [replace(c, size=usual) if 1 / _GUESSED < c.size / usual < _GUESSED else c for c in chunks]
