"""The paragraphs of a text, as a build keeps them for whoever looks for words or wants to read the text."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dao_graph.model.document import Document, Span

# Fast: higher levels take three times as long for a tenth less space.
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a text: its kind and address as in `model.document.Block`, its language, the repaired text, and the
    intervals of the original text that it stands for."""

    kind: str
    path: str
    number: str
    language: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A text with its paragraphs: `content` is the original, whose code points evidence counts."""

    document: str
    language: str
    content: str
    paragraphs: tuple[Paragraph, ...]


def packed(document: Document, id: str) -> bytes:
    """The paragraphs of a document with that local id, for `unpacked`."""
    content = document.source.content[: document.source.end]
    rows = []
    for block in document.blocks:
        if block.span.start < block.span.end:
            text, spans = document.text[slice(*block.span)], document.original_spans(block.span)
            # Most were repaired in their line breaks alone, which need not be said.
            told = None if text == _joined(content, spans) else text
            places = [place for span in spans for place in span]
            rows.append([block.kind, block.path, block.number, document.language_of(block), told, places])
    said = json.dumps([id, document.language, content, rows], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(said.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> Kept:
    """The paragraphs that `packed` packed. Raises ValueError, TypeError or zlib.error where it is something else."""
    id, language, content, rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return Kept(id, language, content, tuple(_paragraph(content, *row) for row in rows))


def _paragraph(
    content: str, kind: str, path: str, number: str, language: str, text: str | None, places: Sequence[int]
) -> Paragraph:
    spans = _spans(places)
    return Paragraph(kind, path, number, language, _joined(content, spans) if text is None else text, spans)


def _joined(content: str, spans: Iterable[Span]) -> str:
    """The words in intervals of a text, on one line."""
    return " ".join(word for start, end in spans for word in content[start:end].split())


def _spans(places: Iterable[int]) -> tuple[Span, ...]:
    each = iter(places)
    return tuple(Span(start, end) for start, end in zip(each, each, strict=True))
