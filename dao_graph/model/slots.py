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
