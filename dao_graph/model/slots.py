"""Slots: the types of mentions that patterns see, and the character that stands for each."""

from __future__ import annotations

SLOT_TYPES = (
    "country", "group", "body", "fund", "initiative", "place", "person", "post", "document",
    "date", "number", "symbol", "reference", "resolution", "paragraph", "provision", "session",
    "agenda-item", "meeting", "verb", "sum",
)  # fmt: skip
# Patterns never meet a character of this private-use plane in a text.
FIRST_SLOT = 0xF0000
CODES = {name: chr(FIRST_SLOT + i) for i, name in enumerate(SLOT_TYPES)}


def slot_code(slot_type: str) -> str:
    """The character that stands for a mention of `slot_type` in the text that patterns see."""
    return CODES[slot_type]


def is_slot(piece: str) -> bool:
    """True if a piece of text is one slot and nothing else."""
    return len(piece) == 1 and FIRST_SLOT <= ord(piece) < FIRST_SLOT + len(SLOT_TYPES)


def with_id(slot: str, id: str) -> str:
    """What patterns may want of a mention: its slot, with its id. No text holds it."""
    return f"{slot}\x03{id}"


def wants_id(piece: str) -> bool:
    """True if a piece is of that kind."""
    return piece[1:2] == "\x03"
