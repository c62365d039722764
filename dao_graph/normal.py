"""The one form in which characters that only look different are compared, in texts and in names alike."""

from __future__ import annotations

import unicodedata

# Apostrophes and hyphens that typesetting varies; vowel signs that Arabic writes or leaves out.
_SAME = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    **{chr(code): "" for code in range(0x064B, 0x0653)}, "\u0670": "",
}  # fmt: skip
_TABLE = str.maketrans(_SAME)
VARIANTS = "".join(_SAME)


def normal(text: str) -> str:
    """`text` in Unicode's composed form, with plain apostrophes and hyphens and without Arabic vowel signs."""
    return unicodedata.normalize("NFC", text).translate(_TABLE)
