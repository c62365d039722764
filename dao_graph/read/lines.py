"""Lines of a text that hold something, less the running matter of pages: page and job numbers, symbols and titles above
each page. Knows no language, only scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dao_graph.model.characters import TERMINALS, TRAILING
from dao_graph.model.document import Span
from dao_graph.model.width import display_width

_LINE_ENDS = re.compile(r"[\n\f]")
# Running matter of UN pages: job numbers, page numbers (no decision of a year: "2031/4"), bar codes.
_JOB = r"(?:(?:GE|[A-Z]{1,3})\.? ?)?\d{2}-\d{5,6}(?: ?\*)?(?: ?\([A-Z]\))?(?: \d{6})*"
_FURNITURE = re.compile(
    rf"{_JOB}(?: +\d+(?:/\d+)?)?|\d+(?:/\d+)? +{_JOB}|(?!20\d\d/)\d+/\d+"
    r"|\*\d{7}\*|\*\d{6,}C?\*|[\u2013\u2014-] ?\d{1,3} ?[\u2013\u2014-]"
)
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_SYMBOL_LINE = re.compile(r"[AEST]/[A-Z0-9./() \u2013-]+\d\)?")
# The first lines of a document, among which its symbol stands.
_MASTHEAD = 15
# A line that stands at the top of so many pages is a running title.
_RUNNING = 3
# A running title has no more lines.
_TITLE_LINES = 6
# The date of printing, which stands above a bar code.
_PRINTED, _BAR_CODE = re.compile(r"\d{6}"), re.compile(r"\*\d{7}\*")


@dataclass(slots=True)
class Line:
    """A line that holds something: its stripped span, display width, indent, the blank lines before it, whether spaces
    followed it, whether it is the first of a page, and the number of the page where form feeds part them."""

    span: Span
    text: str
    width: int
    indent: int
    gap: int
    spaced: bool = False
    turned: bool = False
    page: int = 0


@dataclass(slots=True)
class RawBlock:
    """The lines of one paragraph, heading, table cell or note (then with its mark), on original offsets.

    `references` are the marks of notes that hang on its words: the interval of each (empty where it stood on a line
    of its own) and the mark itself, in plain characters. `because` says for each line why it begins the block or joins
    it, for the trace (empty where no sign decided: a note).
    """

    lines: list[Line]
    mark: str = ""
    references: list[tuple[Span, str]] = field(default_factory=list)
    because: list[str] = field(default_factory=list)

    @property
    def indent(self) -> int:
        return self.lines[0].indent


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are no running matter of its pages."""
    return _without_furniture(list(_lines(text)), paged="\f" in text)


def ends_sentence(text: str) -> bool:
    """True if a line may be the last of a sentence."""
    bare = text.rstrip(TRAILING)
    return bare[-1:] in TERMINALS or (text[-1:] in TERMINALS)


def _lines(text: str) -> Iterator[Line]:
    gap = offset = page = 0
    turned = False
    for raw in _LINE_ENDS.split(text):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            indent = display_width(raw[: start - offset].expandtabs(8))
            span, width = Span(start, start + len(stripped)), display_width(stripped)
            yield Line(span, stripped, width, indent, gap, raw[-1].isspace(), turned, page)
            gap, turned = 0, False
        else:
            gap += 1
        offset += len(raw) + 1
        ended = text[offset - 1 : offset] == "\f"
        turned, page = turned | ended, page + ended


def _without_furniture(lines: list[Line], paged: bool) -> list[Line]:
    """The lines that are no running matter of pages; those that begin a page know it. `paged` is whether form feeds
    part the pages."""
    counts = Counter(_bare(line) for line in lines)
    lasts = [*(line.turned for line in lines[1:]), paged]
    seen: set[str] = set()
    kept: list[Line] = []
    turned = False
    for i, (line, last) in enumerate(zip(lines, lasts, strict=False)):
        turned |= line.turned
        # The symbol stands once in the masthead, and above each page.
        bare = _bare(line)
        symbol = _SYMBOL_LINE.fullmatch(line.text) and (bare in seen or (counts[bare] > 1 and i >= _MASTHEAD))
        seen.add(bare)
        printed = _PRINTED.fullmatch(line.text) and i + 1 < len(lines) and _BAR_CODE.fullmatch(lines[i + 1].text)
        if symbol or printed or _FURNITURE.fullmatch(line.text) or _is_running(line, turned and bool(kept), last):
            turned = True
            continue
        # Blank lines where a page turns part nothing.
        line.turned = turned and bool(kept)
        line.gap = 0 if line.turned else line.gap
        kept.append(line)
        turned = False
    for _ in range(_TITLE_LINES):
        less = _without_titles(kept, counts)
        if len(less) == len(kept):
            break
        kept = less
    return kept


def _without_titles(lines: list[Line], counts: Counter[str]) -> list[Line]:
    """The lines less a line of the title that stands above the pages, and hardly anywhere else."""
    above = Counter(_bare(line) for line in lines if line.turned)
    titles = {bare for bare, number in above.items() if number >= _RUNNING and counts[bare] <= number + 1}
    if not titles:
        return lines
    kept: list[Line] = []
    turned = False
    for line in lines:
        if line.turned and _bare(line) in titles:
            turned = True
            continue
        if turned:
            line.gap, line.turned, turned = 0, True, False
        kept.append(line)
    return kept


def _is_running(line: Line, turned: bool, last: bool) -> bool:
    """True if a line is the symbol above a page, or a page number above it or below (the `last` of its lines)."""
    number = _PAGE_NUMBER.fullmatch(line.text) is not None
    return (number and (last or line.turned)) or (turned and _SYMBOL_LINE.fullmatch(line.text) is not None)


def _bare(line: Line) -> str:
    return line.text.replace(" ", "")
