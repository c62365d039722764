"""Cells: what a line of a table holds, parted by tabs, bars or several spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS
from dao_graph.model.document import Span

_TABBED = re.compile(r"(?:\A|(?<=\t))[^\t]*")
_BARRED = re.compile(r"(?<=\|)[^|]*(?=\|)")
_SPACED = re.compile(r"\S+(?: \S+)*")
# A line that only parts a header from its rows.
_RULED = frozenset("|-: ")
# The mark of a note, or that of a share, may stand behind a figure.
_FIGURE = re.compile(
    r"\(?[-\u2012\u2013\u2212]?\s?\d(?:[\d\s.,\u00a0\u202f\u066b\u066c]*\d)?\)?(?:\s?%|\*{1,2}|[a-e])?"
)
# The sign of a currency before or behind a figure.
_SIGNED = re.compile(
    r"(?P<before>(?:US ?)?\$|[\u20ac\u00a3]|(?:USD|EUR|CHF)(?= )) ?(?=\d)"
    r"|(?<=\d) ?(?P<behind>\$(?: ?US)?|[\u20ac\u00a3]| (?:USD|EUR|CHF))\Z"
)
_LAST = re.compile(rf"[{re.escape(OPENING_BRACKETS)}][^()]{{1,60}}[{re.escape(CLOSING_BRACKETS)}]\Z")
_NOTHING = frozenset("-\u2012\u2013\u2014\u2212.")
# What sets off the words of a cell.
_STRESSED = "*_"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand in the original text; of a figure without the `sign` of its currency."""

    text: str
    span: Span
    sign: str = ""

    @property
    def is_figure(self) -> bool:
        """True if it holds a number, or the dash that stands for none."""
        return bool(_FIGURE.fullmatch(self.text)) or self.is_empty

    @property
    def is_empty(self) -> bool:
        """True if it holds the dash that stands for no number."""
        return bool(self.text) and set(self.text) <= _NOTHING

    def before(self, end: Cell) -> Cell:
        """What stands in it before a part at its end."""
        text = self.text[: end.span.start - self.span.start].rstrip()
        return Cell(text, Span(self.span.start, self.span.start + len(text)))


def cells_of(content: str, line: Span) -> tuple[Cell, ...]:
    """The cells of a line; of one with tabs or bars the empty ones too."""
    text = content[line.start : line.end]
    barred = text.lstrip().startswith("|")
    if barred and set(text) <= _RULED:
        return ()
    pattern = _BARRED if barred else _TABBED if "\t" in text else _SPACED
    spans = (Span(line.start + m.start(), line.start + m.end()) for m in pattern.finditer(text))
    return tuple(cell_of(content, span, _STRESSED if barred else "") for span in spans)


def cell_of(content: str, span: Span, stressed: str = "") -> Cell:
    """What stands in a span, without the spaces and the marks (`stressed`) around it, and the sign of a figure."""
    text = content[span.start : span.end]
    plain = text.strip().strip(stressed).strip() if stressed else text.strip()
    start = span.start + (text.index(plain) if plain else 0)
    match = _SIGNED.search(plain)
    figure = (plain[: match.start()] + plain[match.end() :]).strip() if match else ""
    if match and (match.start() == 0 or match.end() == len(plain)) and _FIGURE.fullmatch(figure):
        return Cell(figure, Span(start, start + len(plain)), (match["before"] or match["behind"]).strip())
    return Cell(plain, Span(start, start + len(plain)))


def bracketed(cell: Cell, unit: re.Pattern[str]) -> Cell | None:
    """The unit in brackets at the end of a cell."""
    match = _LAST.search(cell.text)
    if match is None or not match.start() or not unit.fullmatch(match.group()):
        return None
    return Cell(match.group(), Span(cell.span.start + match.start(), cell.span.end))
