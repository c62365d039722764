"""Structure that only all blocks together show: sections that number their paragraphs anew, lines around a signed
name.

In: the blocks of a text in their order. Out: the same blocks, with their addresses and kinds put right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dao_graph.model.characters import COMMAS
from dao_graph.model.document import Block
from dao_graph.model.width import display_width
from dao_graph.rules.packs import Markers

# Columns that a line of a signature has at most.
_SIGNATURE_WIDTH = 60
# What such a line may end in: a comma, or letters with their stops ("a.i.").
_ENDS = re.compile(rf"(?:[{re.escape(COMMAS)}]|(?<!\w)\w\. ?\w\.)\Z")


def with_sections(blocks: list[Block], labelled: Sequence[str]) -> list[Block]:
    """Where sections ("A", "B") number their paragraphs each from 1, the section is part of their address."""
    firsts = Counter((b.part, b.number) for b in blocks if b.kind == "operative")
    restarted = {part for (part, number), count in firsts.items() if number == "1" and count > 1}
    section = ""
    moved: dict[str, str] = {}
    found: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and block.path in labelled:
            section, moved = block.path, {}
        elif block.part in restarted and section and section.startswith(block.part):
            if block.kind == "operative":
                moved[block.path] = f"{section}/{block.path.removeprefix(block.part).lstrip('/')}"
                block = replace(block, path=moved[block.path])
            elif block.kind == "item" and block.parent in moved:
                path = moved[block.parent] + block.path.removeprefix(block.parent)
                block = replace(block, path=path, parent=moved[block.parent])
        found.append(block)
    return found


def with_signatures(blocks: list[Block], text: str, markers: Markers) -> tuple[Block, ...]:
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
    """True if a block beside a signed name may be of the signature: a post on a line of its own."""
    piece = text[block.span.start : block.span.end]
    short = display_width(piece) <= _SIGNATURE_WIDTH and bool(_ENDS.search(piece))
    return block.kind == "heading" or (block.kind == "paragraph" and short)
