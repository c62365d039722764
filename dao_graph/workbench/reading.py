"""The object of a trace: a bare text, or a paragraph of a file with the lines that it was put together from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dao_graph.errors import InputError
from dao_graph.model.document import Document, Text
from dao_graph.pipeline.build import read_source
from dao_graph.read import read
from dao_graph.read.layout import paragraphs_of
from dao_graph.rules import packs
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.notation import nearest
from dao_graph.workbench.sample import plain_document
from dao_graph.workbench.trace import trace
from dao_graph.workbench.traces import Line, Trace

_SHOWN = 90


def text_trace(text: str, language: str, kind: str = "paragraph", knowledge: Knowledge = PACKAGED) -> Trace:
    """The trace of a text's last line, as a block of a kind; the lines before it are paragraphs of its context."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InputError("the text", "is empty")
    context = [("paragraph", line) for line in lines[:-1]]
    return trace(plain_document([*context, (kind, lines[-1])], language), knowledge=knowledge)


def file_trace(source: str, at: str, language: str | None = None, knowledge: Knowledge = PACKAGED) -> Trace:
    """The trace of the blocks of a file at a path. Raises InputError where it cannot be read or has no such block."""
    text, document = _read(source, language)
    found = trace(document, at, knowledge=knowledge)
    return replace(found, lines=tuple(_lines(text, document, at)))


def listed(source: str, language: str | None = None) -> Iterator[tuple[str, str]]:
    """The paths of a file's blocks (kinds, where they have none), with their first words."""
    _, document = _read(source, language)
    for block in document.blocks:
        words = document.text[block.span.start : block.span.end]
        yield block.path or block.kind, words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")


def no_such_rule(rule: str, found: Trace, knowledge: Knowledge = PACKAGED) -> InputError:
    """The error for an unknown rule, with the nearest there is."""
    languages = {sentence.language for sentence in found.sentences}
    known = [id for language in languages for id in knowledge.rule_index(language)]
    return InputError(rule, f"is no rule for this text{nearest(rule, known)}")


def _read(source: str, language: str | None) -> tuple[Text, Document]:
    text = read_source(source)
    return text, read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), language)


def _lines(text: Text, document: Document, at: str) -> Iterator[Line]:
    """The lines of the blocks at a path, each with why it begins its paragraph or joins it."""
    wanted = [
        span
        for block in document.blocks
        if at in (block.path, None if block.path else block.kind)
        for span in document.original_spans(block.span)
    ]
    blocks, _ = paragraphs_of(text.content[: text.end], packs.line_ends())
    for raw in blocks:
        for line, because in zip(raw.lines, raw.because, strict=False):
            if any(line.span.start < span.end and span.start < line.span.end for span in wanted):
                yield Line(line.text.strip(), because)
