"""Blocks to structure: parts (a letter and its annexes), sections, paragraphs, items, notes, sentences.

Which words mark an annex or title a letter is language data and comes in as `Markers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from dao_graph.document import Block, Part, Span
from dao_graph.packs import Markers
from dao_graph.read.layout import BULLET, ENUMERATOR, RawBlock, display_width

_TERMINAL = ".:;,!?\u3002\uff1b\uff1a\uff0c\uff01\uff1f\u060c\u061b\u061f"
_CLOSERS = "\"')]\u201d\u2019\u00bb\u300b\u300d\uff09"
_OPERATIVE = re.compile(r"(\d{1,3})\s?[.)-]\s*")
_LABEL = re.compile(r"\(?([a-z]{1,4}|\d{1,3}|[\u0600-\u06ff]|[\u0430-\u044f])[).]\s*")
_INLINE_ENUMERATOR = "\u3220-\u3229\u2474-\u2487"
_CJK_END = re.compile(
    rf"[\u3002\uff01\uff1f]+[{re.escape(_CLOSERS)}]*|(?<=[\uff1b\uff1a;:,\uff0c])(?=[{_INLINE_ENUMERATOR}])"
)
_WORD_END = re.compile(
    rf"[.!?\u061f]+[{re.escape(_CLOSERS)}]*\d{{0,2}}\s+(?=[\"'(\[\u201c\u00ab]*[^\W\d_a-z\u0430-\u044f]|\d)"
)
_NUMBERING = re.compile(r"\W*\w{1,4}[.)]\s*")
# A heading is short; longer lines without a full stop are paragraphs that lost it.
_HEADING_WIDTH = 160
_TITLE_WIDTH = 320
_SIGNATURE_WIDTH = 60
# No sentence of the corpus comes near this; what is longer is cut, so that no file can hold up the reader.
_LONGEST = 4_000


@dataclass(slots=True)
class _State:
    """Where in the document the reader stands."""

    part: str = ""
    kind: str = ""
    mode: str = "front"  # front, title, body, clauses, closing
    section: str = ""
    paragraph: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, name: str) -> int:
        key = f"{self.part}|{name}"
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def address(self, local: str) -> str:
        return f"{self.part}/{local}" if self.part else local


def structure(
    text: str, raw: Sequence[tuple[RawBlock, Span]], markers: Markers
) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """The parts and blocks of a repaired text; `raw` are its pieces with their spans."""
    pieces = [text[s.start : s.end] for _, s in raw]
    state = _State(mode="front" if _has_front(pieces, markers) else "body")
    parts: list[tuple[str, str, int]] = [("", "", 0)]
    blocks: list[Block] = []
    for piece, (block, span) in zip(pieces, raw, strict=True):
        kind, path, parent, number = _classify(piece, block, state, markers)
        if kind == "annex":
            parts.append((state.part, "", span.start))
            kind = "title"
        if kind == "title" and (what := _kind(piece, markers)) and not parts[-1][1]:
            parts[-1] = (*parts[-1][:1], what, parts[-1][2])
        blocks.append(Block(kind, span, path, state.part, parent, number, tuple(sentences(text, span, markers))))
    ends = [start for _, _, start in parts[1:]] + [len(text)]
    found = tuple(Part(path, kind, Span(start, end)) for (path, kind, start), end in zip(parts, ends, strict=True))
    return found, _with_signatures(blocks, text, markers)


def _has_front(pieces: Sequence[str], markers: Markers) -> bool:
    return any(_kind(p, markers) or markers.opening.fullmatch(p) for p in pieces)


def _kind(piece: str, markers: Markers) -> str:
    return next((kind for kind, pattern in markers.kinds.items() if pattern.search(piece)), "")


def _classify(piece: str, raw: RawBlock, state: _State, markers: Markers) -> tuple[str, str, str, str]:
    """(kind, path, parent, number) of one block; moves `state` on."""
    if raw.mark:
        number = str(state.next("note"))
        return "note", state.address(f"note/{number}"), state.part, raw.mark
    if markers.annex.fullmatch(piece):
        annex = state.counts["annex"] = state.counts.get("annex", 0) + 1
        state.part, state.mode, state.section, state.paragraph = f"annex/{annex}", "title", "", ""
        return "annex", "", state.part, ""
    kind = _kind(piece, markers)
    if state.mode == "closing":
        # Two resolutions may stand in one document (76/84 A and B).
        state.mode = "front" if kind == "resolution" else "closing"
        return "front", "", state.part, ""
    if markers.opening.fullmatch(piece):
        state.mode = "clauses"
        return "front", "", state.part, ""
    if state.mode == "front":
        titled = state.counts.get(f"{state.part}|title")
        if kind:
            state.next("title")
            state.mode = "front" if kind == "resolution" else "body"
            return "title", "", state.part, ""
        if not titled or _is_heading(piece) or piece[-1] in ",\uff0c\u060c":
            return "front", "", state.part, ""
        # A decision has no opening line: its text begins with the first sentence after the title.
        state.mode = "body"
    if state.mode == "title":
        if _is_heading(piece, _TITLE_WIDTH) and (kind or not state.counts.get(f"{state.part}|title")):
            state.next("title")
            return "title", "", state.part, ""
        state.mode = "body"
    if state.mode == "clauses":
        return _clause(piece, state, markers)
    return _body(piece, state)


def _clause(piece: str, state: _State, markers: Markers) -> tuple[str, str, str, str]:
    if markers.closing.fullmatch(piece):
        state.mode = "closing"
        return "front", "", state.part, ""
    if match := _OPERATIVE.match(piece):
        state.paragraph = state.address(f"op/{match.group(1)}")
        state.counts[f"{state.part}|op"] = 1
        return "operative", state.paragraph, state.section or state.part, match.group(1)
    if state.paragraph and (ENUMERATOR.match(piece) or BULLET.match(piece)):
        return _item(piece, state)
    if _is_heading(piece):
        return _heading(state)
    if state.counts.get(f"{state.part}|op"):
        return _paragraph(state)
    number = str(state.next("pp"))
    return "preambular", state.address(f"pp/{number}"), state.part, number


def _body(piece: str, state: _State) -> tuple[str, str, str, str]:
    if BULLET.match(piece) or (state.paragraph and ENUMERATOR.match(piece) and not _OPERATIVE.match(piece)):
        return _item(piece, state)
    if _is_heading(piece):
        return _heading(state)
    return _paragraph(state)


def _heading(state: _State) -> tuple[str, str, str, str]:
    number = str(state.next("s"))
    state.section, state.paragraph = state.address(f"s/{number}"), ""
    return "heading", state.section, state.part, number


def _paragraph(state: _State) -> tuple[str, str, str, str]:
    number = str(state.next("p"))
    state.paragraph = state.address(f"p/{number}")
    return "paragraph", state.paragraph, state.section or state.part, number


def _item(piece: str, state: _State) -> tuple[str, str, str, str]:
    if not state.paragraph:
        return _paragraph(state)
    position = state.next(f"{state.paragraph} items")
    label = None if BULLET.match(piece) else _LABEL.match(piece)
    # Each language counts with its own letters: the position says which, so that the address is the same in all.
    lettered = label is not None and label.group(1).isalpha() and position <= len(ascii_lowercase)
    local = ascii_lowercase[position - 1] if lettered else str(position)
    return "item", f"{state.paragraph}/{local}", state.paragraph, local


def _is_heading(piece: str, width: int = _HEADING_WIDTH) -> bool:
    return display_width(piece) <= width and piece.rstrip(_CLOSERS)[-1:] not in _TERMINAL


def _with_signatures(blocks: list[Block], text: str, markers: Markers) -> tuple[Block, ...]:
    """Turn the short lines around a signed name into the signature that they are."""
    signed = {i for i, b in enumerate(blocks) if markers.signature.search(text[b.span.start : b.span.end])}
    for i in sorted(signed):
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(blocks) and blocks[j].part == blocks[i].part and _signs(blocks[j], text):
                signed.add(j)
                j += step
    return tuple(
        Block("signature", b.span, "", b.part, b.part, "", b.sentences) if i in signed else b
        for i, b in enumerate(blocks)
    )


def _signs(block: Block, text: str) -> bool:
    """Whether a block beside a signed name may be of the signature: a post on a line of its own."""
    piece = text[block.span.start : block.span.end]
    short = display_width(piece) <= _SIGNATURE_WIDTH and piece[-1] in ",\u060c\uff0c"
    return block.kind == "heading" or (block.kind == "paragraph" and short)


def sentences(text: str, span: Span, markers: Markers) -> Iterator[Span]:
    """The sentences of text[span], without the white space between them. CJK full stops end one at once, others
    only before white space and a capital, and not after an abbreviation; an enumerator within a line begins one."""
    piece = text[span.start : span.end]
    start = 0
    ends = sorted({m.end() for m in _CJK_END.finditer(piece)} | set(_word_cuts(piece, markers)) | {len(piece)})
    starts = [0, *ends[:-1]]
    # A sentence that is too long is cut; a long paragraph of ordinary ones is not.
    cuts = [cut for a, b in zip(starts, ends, strict=True) for cut in (*range(a + _LONGEST, b, _LONGEST), b)]
    for cut in cuts:
        sentence = piece[start:cut]
        if sentence.strip():
            lead = len(sentence) - len(sentence.lstrip())
            yield Span(span.start + start + lead, span.start + start + len(sentence.rstrip()))
        start = cut


def _word_cuts(piece: str, markers: Markers) -> Iterator[int]:
    for match in _WORD_END.finditer(piece):
        numbering = _NUMBERING.fullmatch(piece, 0, match.end()) is not None
        if not numbering and not markers.abbreviations.search(piece[max(0, match.start() - 12) : match.start() + 1]):
            yield match.end()
