"""Answers that a child writes to a file, so that whoever passes them on never holds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dao_graph.ask.answer import Answer
from dao_graph.errors import LimitError


@dataclass(frozen=True, slots=True)
class Asked:
    """The request behind an answer: the task of the child that gives one ("query", "run", "machine") and its arguments,
    without its limits."""

    task: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form of an answer: the file to write, the formats for rows and for triples (None: none will do), whether
    cells are guarded against being read as formulas, and the limits of rows and bytes."""

    path: Path
    rows_as: str | None
    triples_as: str | None
    excel_safe: bool
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that was written: whether it is one of triples, how many rows it has; `format` is None where nothing
    was written."""

    graph: bool
    rows: int
    format: str | None


def write(answer: Answer, wanted: Wanted) -> Written:
    """Write an answer. Raises LimitError where it has more rows than are wanted."""
    if answer.truncated:
        raise LimitError(f"stopped at {wanted.rows:,} rows; add a LIMIT to the query")
    triples = answer.kind == "construct"
    form = wanted.triples_as if triples else wanted.rows_as
    if form is not None:
        with wanted.path.open("wb") as out:
            answer.write(form, out, wanted.excel_safe)
    return Written(triples, len(answer), form)
