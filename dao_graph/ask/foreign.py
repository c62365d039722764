"""Cells that are not in the reader's language: a table says which language they are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from dao_graph.ask.answer import Answer
from dao_graph.ask.questions import Question, named_columns

# Columns that say the language of another, which the cells of that do themselves.
_SAYS, _OF = "_language", ("words",)
# A person's name is the same in many languages.
_PERSONS = ("/person/", "/speaker/")


def labelled(answer: Answer, question: Question, lang: str) -> Answer:
    """An answer in which texts of other languages than those of the reader (`lang`, codes between commas) begin with
    theirs: "[fr] Rapport". Names of persons do not. The columns that say the language of words are left out."""
    if "lang" not in question.parameters:
        return answer
    read = frozenset(code.strip() for code in lang.split(","))
    names = {name: thing for thing, name in named_columns(answer, question).items()}
    places = {column: i for i, column in enumerate(answer.columns)}
    told = {places[of]: places[of + _SAYS] for of in _OF if of in places and of + _SAYS in places}
    kept = [i for i in range(len(answer.columns)) if i not in told.values()]

    def shown(row: Sequence[Any], i: int) -> Any:
        cell, thing, says = row[i], row[names[i]] if i in names else None, row[told[i]] if i in told else None
        spoken = (cell.language or (says.value if says is not None else "")) if isinstance(cell, ox.Literal) else ""
        if not spoken or spoken in read or (thing is not None and any(kind in thing.value for kind in _PERSONS)):
            return cell
        return ox.Literal(f"[{spoken}] {cell.value}", language=spoken)

    rows = tuple(tuple(shown(row, i) for i in kept) for row in answer.rows)
    return replace(answer, columns=tuple(answer.columns[i] for i in kept), rows=rows)
