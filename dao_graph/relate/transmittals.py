"""Transmittals: where a note hands over the report of another, which is that one's from there on."""

from __future__ import annotations

from dao_graph.relate.pieces import Pieces, shown


def hand_over(pieces: Pieces) -> None:
    """Let what follows a sentence be said by whose report it transmits, where the kind of the document does so; what a
    text hands over later is part of what it says."""
    reading, block = pieces.reading, pieces.sentence.block
    if block.part or not reading.kind().transmits or reading.discourse.handed_over:
        return
    for rule, _, captures in pieces.matches(("transmittal",)):
        authors = pieces.speakers.refs(captures.get("author", ()))
        pieces.used(rule, f"transmitted: {shown(authors)}")
        pieces.speakers.hand_over(authors)
        return
