"""Text in UTF-8 that somebody read as a code page and saved so ("CÃ´te"): turned back, line by line, where it is sure.

What is sure is for ftfy to say: its measure of badness, and its repair of encodings, which keeps a line that it cannot
turn back whole.
"""

from __future__ import annotations

import re

# A byte that begins a character in UTF-8 and one that goes on, as Windows-1252 shows them, or as Windows-1251 does.
# Few texts have any: only for these is ftfy loaded.
_GOES_ON = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122"
_GOES_ON_CYRILLIC = (
    "\u00a0-\u00bb\u0401-\u040f\u0451-\u045f\u0490\u0491\u2013\u2014\u2018-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2116\u2122"
)
_SUSPECT = re.compile(f"[\u00c2-\u00f4][{_GOES_ON}]|[\u0420\u0421][{_GOES_ON_CYRILLIC}]")


def turned_back(text: str) -> tuple[str, int]:
    """The text with its mojibake turned back, and in how many lines there was some."""
    if not _SUSPECT.search(text):
        return text, 0
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    lines = text.split("\n")
    turned = 0
    for i, line in enumerate(lines):
        if _SUSPECT.search(line) and is_bad(line) and (right := fix_encoding(line)) != line and "\n" not in right:
            lines[i] = right
            turned += 1
    return "\n".join(lines), turned
