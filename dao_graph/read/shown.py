"""The paragraphs that a file shows, as raw blocks: where it does, nothing has to be read off lines."""

from __future__ import annotations

from collections.abc import Iterator

from dao_graph.model.document import Paragraph, Span, Text
from dao_graph.model.width import display_width
from dao_graph.read.lines import Line, RawBlock
from dao_graph.rules.packs import LineEnds

# Paragraphs of the first page among which the title of a speech stands, and words of a line that only names the kind.
_FIRST, _NAME_ALONE = 8, 2


def shown(text: Text, ends: LineEnds) -> list[RawBlock]:
    """The blocks of a text that has `paragraphs`."""
    blocks = [block for paragraph in text.paragraphs if (block := _block(text.content, paragraph)).lines]
    return [*(part for block in blocks[:_FIRST] for part in _parted(block, ends)), *blocks[_FIRST:]]


def _parted(block: RawBlock, ends: LineEnds) -> list[RawBlock]:
    """A block; the title of a speech and who makes it are two, where a page sets them as one."""
    lines = block.lines
    for i in range(1, len(lines)):
        named = len(lines[i - 1].text.split()) > _NAME_ALONE or i > 1
        if named and ends.honoured.match(lines[i].text) and not ends.dangling.search(lines[i - 1].text):
            if block.mark or not ends.titled.search(lines[0].text):
                break
            return [RawBlock(lines[:i], "", []), RawBlock(lines[i:], "", list(block.references))]
    return [block]


def _block(content: str, paragraph: Paragraph) -> RawBlock:
    return RawBlock(list(_lines(content, paragraph.span)), paragraph.mark, list(paragraph.references))


def _lines(content: str, span: Span) -> Iterator[Line]:
    offset = span.start
    for raw in content[span.start : span.end].split("\n"):
        if stripped := raw.strip():
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(Span(start, start + len(stripped)), stripped, display_width(stripped), 0, 0)
        offset += len(raw) + 1
