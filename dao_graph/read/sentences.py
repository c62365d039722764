"""Blocks to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import CJK_STOPS, CLAUSE_ENDS, CLOSING, OPENING, WORD_STOPS
from dao_graph.model.document import Span
from dao_graph.rules.packs import Markers

_INLINE_ENUMERATOR = "\u3220-\u3229\u2474-\u2487"
_CJK_END = re.compile(rf"[{CJK_STOPS}]+[{re.escape(CLOSING)}]*")
_ITEM_WITHIN = re.compile(rf"[{_INLINE_ENUMERATOR}](?<=[{CLAUSE_ENDS}].)")
# Behind a stop the mark of a note may stand; behind that of a decimal number ("0.7 …") it is none. Where letters have
# no case, nothing shows that a sentence begins behind a number of more digits ("157.5 …"), unless that is a year.
_UNCASED = "\u0600-\u06ff\u4e00-\u9fff"
_NUMBER = r"\D\d{3}", r"\D(?!19|20)\d{4}"
_LONG = "".join(rf"(?<!{number}.\d)(?<!{number}.\d\d)" for number in _NUMBER)
_NOTE = rf"(?<!\D\d.)(?<!\D\d\d.)\d{{1,2}}(?:(?!\s++[{_UNCASED}])|{_LONG})"
# French sets its quotation marks off by a space.
_WORD_END = kept_pattern(
    rf"(?<![{WORD_STOPS}])[{WORD_STOPS}]++(?:\s?+\u00bb|[{re.escape(CLOSING)}])*+(?:{_NOTE}|\*\*)?+\s++"
    rf"(?=(?:\*\*)?(?:\u00ab\s?+|[{re.escape(OPENING)}])*+[^\W\d_a-z\u0430-\u044f]|\d)"
)
_NUMBERING = re.compile(r"\W*\w{1,4}[.)]\s*")
# No sentence of the corpus comes near this; what is longer is cut, so that no file can hold up the reader.
_LONGEST = 4_000


def sentences(text: str, span: Span, markers: Markers) -> Iterator[Span]:
    """The sentences of text[span], without the white space between them. CJK full stops end one at once, others
    only before white space and a capital, and not after an abbreviation; an enumerator within a line begins one."""
    piece = text[span.start : span.end]
    start = 0
    ends = {len(piece), *_word_cuts(piece, markers)}
    if not piece.isascii():
        ends.update(m.end() for m in _CJK_END.finditer(piece))
        ends.update(m.start() for m in _ITEM_WITHIN.finditer(piece))
    in_order = sorted(ends)
    # A sentence that is too long is cut; a long paragraph of ordinary ones is not.
    cuts = [cut for a, b in pairwise([0, *in_order]) for cut in (*range(a + _LONGEST, b, _LONGEST), b)]
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
