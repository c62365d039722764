"""Text layers that do not say what the page shows: fonts whose characters are missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.formats.pdf.lines import Chunk

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_LETTER = re.compile(r"[^\W\d_]")
# Arabic and other letters, or signs of no script, within one word.
_FOREIGN = (
    "A-Za-z\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0250-\u02af\u1e00-\u1eff$#@^=;|~\u2122\u2020\u2021\u2022"
    "\u0152\u0153\u02c6\u02dc"
)
_MIXED = re.compile(rf"[{_ARABIC}][{_FOREIGN}]|[{_FOREIGN}][{_ARABIC}]")
# A text layer is wrong where more than this share of its letters is.
_UNMAPPED, _SHARE_MIXED = 0.01, 0.004
_PRIVATE = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd]")


def is_garbled(chunks: Sequence[Chunk], unmapped: int) -> bool:
    """True if the text of a page is noise; `unmapped` of its glyphs have no character, or a space that has a shape."""
    text = "\n".join(chunk.text for chunk in chunks)
    letters = len(_LETTER.findall(text))
    if not letters:
        return False
    lost = unmapped + len(_PRIVATE.findall(text))
    return lost > max(2, _UNMAPPED * letters) or len(_MIXED.findall(text)) > max(2, _SHARE_MIXED * letters)
