"""Several decisions in one document: each has its own preamble and counts its paragraphs from 1.

In: the blocks of a text in their order, and the lines with which its organ opens clauses. Out: the same blocks, those
of each decision below an address of its own ("decision/2/op/1"), which is that of the line that names it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dao_graph.model.document import Block

# The number of a decision: "Decision 1/CP.36", "2031/4".
_NUMBERED = re.compile(r"(?<![\d/.])\d{1,4}/\w")
# It stands so many lines above the one that opens the clauses, at most.
_LINES_ABOVE = 6
_CLAUSES = ("preambular", "operative")
_ABOVE = ("front", "heading", "title")


def with_decisions(blocks: list[Block], opened: Sequence[int], closed: Sequence[int], text: str) -> list[Block]:
    """Give each decision of a collection an address; `opened` are the places of the lines that open their clauses,
    `closed` those at which other text follows. Where neither numbers show that there are several nor paragraphs of
    the same number, the blocks stay."""
    opened = [at for at in opened if _has_clauses(blocks, at)]
    begins = [_begin(blocks, at, text) for at in opened]
    if len(begins) < 2:
        return blocks
    numbers = Counter((b.part, b.path) for b in blocks if b.kind == "operative")
    if not all(numbered for _, numbered in begins) and max(numbers.values(), default=0) < 2:
        return blocks
    found = list(blocks[: begins[0][0]])
    ends = [begin for begin, _ in begins[1:]] + [len(blocks)]
    for number, (at, (begin, _), following) in enumerate(zip(opened, begins, ends, strict=True), 1):
        end = next((i for i in closed if at < i < following), following)
        own = next((i for i in range(begin + 1, end) if blocks[i].part != blocks[begin].part), end)
        if blocks[begin].kind == "title":
            # The document is this one, and others follow on its last page.
            found.extend(blocks[begin:following])
            continue
        above = [replace(block, kind="front", path="", number="") for block in blocks[begin + 1 : at]]
        found.extend(_decision([blocks[begin], *above, *blocks[max(at, begin + 1) : own]], number, begin < at))
        found.extend(blocks[own:following])
    return found


def _has_clauses(blocks: Sequence[Block], at: int) -> bool:
    return any(block.kind in _CLAUSES for block in blocks[at + 1 : at + 2])


def _begin(blocks: Sequence[Block], at: int, text: str) -> tuple[int, bool]:
    """The line that names the decision whose clauses open at `at`, and whether it has a number."""
    above = at
    for i in range(at - 1, max(-1, at - 1 - _LINES_ABOVE), -1):
        if blocks[i].kind not in _ABOVE or blocks[i].part != blocks[at].part:
            break
        line = text[slice(*blocks[i].span)]
        if _NUMBERED.search(line):
            return i, True
        above = i if above == at else above
    return above, False


def _decision(blocks: Sequence[Block], position: int, is_named: bool) -> Iterator[Block]:
    """The blocks of one decision, of the main document, with their addresses below it; the first is the line that names
    it, or the one that opens its clauses."""
    root = f"decision/{position}"
    moved: dict[str, str] = {}
    counts: Counter[str] = Counter()
    if is_named:
        yield replace(blocks[0], kind="heading", path=root, part="", parent="", number=str(position))
    for block in blocks[1:] if is_named else blocks:
        parent = moved.get(block.parent, root if block.parent and is_named else "")
        if block.path and block.kind != "note":
            local = block.path.removeprefix(f"{block.part}/")
            if block.kind == "item":
                path = f"{moved.get(block.parent, root)}/{block.path.rpartition('/')[2]}"
            elif block.kind == "operative":
                path = f"{root}/{local}"
            else:
                kind = local.partition("/")[0]
                counts[kind] += 1
                path = f"{root}/{kind}/{counts[kind]}"
            moved[block.path] = path
            number = str(counts["pp"]) if block.kind == "preambular" else block.number
            block = replace(block, path=path, number=number)
        yield replace(block, parent=parent if block.path or block.kind == "note" else "", part="")
