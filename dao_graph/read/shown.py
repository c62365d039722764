"""The paragraphs that a file shows, as raw blocks: where it does, nothing has to be read off lines."""

from __future__ import annotations

from collections.abc import Iterator

from dao_graph.model.document import Paragraph, Span, Text
from dao_graph.model.width import display_width
from dao_graph.read.lines import Line, RawBlock


def shown(text: Text) -> list[RawBlock]:
    """The blocks of a text that has `paragraphs`."""
    return [block for paragraph in text.paragraphs if (block := _block(text.content, paragraph)).lines]


def _block(content: str, paragraph: Paragraph) -> RawBlock:
    return RawBlock(list(_lines(content, paragraph.span)), paragraph.mark, list(paragraph.references))


def _lines(content: str, span: Span) -> Iterator[Line]:
    offset = span.start
    for raw in content[span.start : span.end].split("\n"):
        if stripped := raw.strip():
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(Span(start, start + len(stripped)), stripped, display_width(stripped), 0, 0)
        offset += len(raw) + 1
