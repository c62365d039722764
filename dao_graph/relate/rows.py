"""Rows of tables: what stands in their cells is measured or planned there, and nobody does it.

In: a block of a document whose source parts cells by tabs. Out: whether it is a row. A number or a letter before one
tab is that of a paragraph, and two cells may be a recommendation beside its name.
"""

from __future__ import annotations

import re

from dao_graph.model.document import Block, Document

# A tab behind a space is what is left of the end of a line.
_TAB = re.compile(r"(?<! )\t")
_WORDED = re.compile(r"[^\W\d_]{2}")
# So many cells with words show a row, or fewer of so many cells in all.
_WORDED_CELLS = 3
_FEWER = 2
_CELLS = 4


def is_row(document: Document, block: Block) -> bool:
    """True if a block is a row of a table, or has one among its lines."""
    repaired, original = document.repaired, document.source.content
    lines = original[repaired.starts[block.span.start] : repaired.ends[block.span.end - 1]].split("\n")
    return any(_is_of_cells(_TAB.split(line)) for line in lines if "\t" in line)


def _is_of_cells(cells: list[str]) -> bool:
    worded = sum(1 for cell in cells if _WORDED.search(cell))
    return worded >= _WORDED_CELLS or (worded >= _FEWER and len(cells) >= _CELLS)
