"""Reading: bytes of a source to a `Document`: repaired text, the map to the original, structure.

In: bytes, and how languages mark structure. Out: a `Document`, or an InputError that says why not.
Knows nothing of rules, mentions, facts or RDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dao_graph.errors import InputError
from dao_graph.model.document import Document, Span, Text
from dao_graph.read.akn import decode_akn, is_xml
from dao_graph.read.arabic import respelled
from dao_graph.read.decode import decode
from dao_graph.read.language import detect, of_lines, passages
from dao_graph.read.layout import paragraphs_of
from dao_graph.read.lines import RawBlock
from dao_graph.read.repair import repair
from dao_graph.read.shown import shown
from dao_graph.read.structure import structure
from dao_graph.read.undress import undressed
from dao_graph.rules.packs import Fingerprint, LineEnds, Markers

# Characters of a first page.
_FRONT = 1_500

__all__ = ["decode", "decode_akn", "detect", "is_xml", "read"]


def read(
    text: Text,
    fingerprints: Mapping[str, Fingerprint],
    markers: Mapping[str, Markers],
    ends: LineEnds,
    language: str | None = None,
) -> Document:
    """The document in `text`. `language` overrides detection; `ends` tells how lines end in any language.

    Raises InputError where there is nothing to read or no official language of the United Nations is recognised.
    """
    content = text.content[: text.end]
    # Of mark-up and of pages nothing is dressed so.
    if text.end is None and not text.paragraphs:
        content = respelled(undressed(content))
    raw, woven = (shown(text, ends), "") if text.paragraphs else _of_lines(content, ends)
    repaired, blocks, references = repair(content, raw)
    if not blocks:
        raise InputError(text.source, "holds nothing that can be read")
    language = language or _of_front(repaired.content, blocks, fingerprints, markers)
    language = language or detect(repaired.content, fingerprints) or of_lines(repaired.content, fingerprints)
    if language is None:
        raise InputError(text.source, "is in none of the languages ar, en, es, fr, ru, zh: name one with --lang")
    parts, found = structure(repaired.content, blocks, markers[language])
    kept = list(found)
    for i, other in passages(repaired.content, found, language, fingerprints):
        kept[i] = replace(found[i], language=other)
    source = replace(text, remarks=(*text.remarks, woven)) if woven else text
    return Document(source, language, repaired, parts, tuple(kept), tuple(references))


def _of_front(
    content: str,
    blocks: Sequence[tuple[RawBlock, Span]],
    fingerprints: Mapping[str, Fingerprint],
    markers: Mapping[str, Markers],
) -> str | None:
    """The language of a first page that shows a kind of document and has another language than what follows, which is
    annexed; None where it has the same."""
    front = content[:_FRONT]
    language = detect(front, fingerprints)
    if language is None or detect(content, fingerprints) in (language, None):
        return None
    lines = (content[span.start : span.end] for _, span in blocks if span.end <= len(front))
    shown = any(pattern.search(line) for line in lines for _, pattern in markers[language].kinds)
    return language if shown else None


def _of_lines(content: str, ends: LineEnds) -> tuple[list[RawBlock], str]:
    """The paragraphs of a text without mark-up, and a remark on its columns, empty where it has one."""
    blocks, woven = paragraphs_of(content, ends)
    places = ", ".join(str(content.count("\n", 0, at.start) + 1) for at in woven)
    return blocks, f"two columns of text, read one after the other, begin on line {places}" if woven else ""
