"""Answers: the rows that a query gives, and the formats in which people and programs want them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import pyoxigraph as ox

from dao_graph.ask.late_names import Called, Naming
from dao_graph.ask.ordering import Key, first
from dao_graph.ask.writing import FORMATS, separated
from dao_graph.errors import LimitError, QueryError
from dao_graph.namespaces import XSD

if TYPE_CHECKING:
    import pandas
    import polars

# What a notebook shows of an answer.
_SHOWN = 100
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None
_PYTHON: Mapping[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a query gives, in its order. A cell that the query leaves open is None.

    An ASK query gives one row with one cell, true or false; CONSTRUCT and DESCRIBE give rows of subject, predicate,
    object. `truncated` says that there were more rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["select", "ask", "construct"] = "select"
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> tuple[Cell, ...]:
        return self.rows[place]

    def _repr_html_(self) -> str:
        """The rows as a table, which notebooks show; of many, the first."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        rows = "".join(f"<tr>{''.join(map(_shown, row))}</tr>" for row in self.rows[:_SHOWN])
        more = f"<p>{len(self) - _SHOWN:,} more</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as texts: IRIs whole, literals without quotes, open cells empty."""
        for row in self.rows:
            yield tuple("" if cell is None else cell.value for cell in row)

    def values(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python values: numbers and truth values as such, everything else as text, open cells None."""
        for row in self.rows:
            yield tuple(map(_python, row))

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame. Raises QueryError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise QueryError("pandas is not installed; install it with: pip install pandas") from None
        return pandas.DataFrame(list(self.values()), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame. Raises QueryError where polars is not installed."""
        try:
            import polars
        except ImportError:
            raise QueryError("polars is not installed; install it with: pip install polars") from None
        return polars.DataFrame(
            list(self.values()), schema=list(self.columns), orient="row", infer_schema_length=None, strict=False
        )

    def to_bytes(self, format: str, excel_safe: bool = False) -> bytes:
        """The answer in one of `FORMATS`, as `write` writes it. Raises what that raises."""
        out = io.BytesIO()
        self.write(format, out, excel_safe)
        return out.getvalue()

    def write(self, format: str, out: BinaryIO, excel_safe: bool = False) -> None:
        """Write the answer in one of `FORMATS`; with `excel_safe` no cell of CSV or TSV can be taken for a formula.

        Raises QueryError where the format is one for graphs and the answer is none.
        """
        if format in ("csv", "tsv"):
            separated(self, out, "," if format == "csv" else "\t", excel_safe)
        else:
            FORMATS[format](self, out)


def answer_of(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    limit: int | None = None,
    size: int | None = None,
    keys: Sequence[Key] = (),
    naming: Naming | None = None,
    called: Called | None = None,
) -> Answer:
    """The engine's result as an answer, up to `limit` rows, which are the first by `keys` where there are any; with the
    names of `naming`, which `called` looks up.

    Raises LimitError where the terms have more than `size` bytes, QueryError for terms of RDF 1.2, which no format here
    has, NamelessError.
    """
    if isinstance(found, ox.QueryBoolean):
        truth = ox.Literal("true" if found else "false", datatype=ox.NamedNode(XSD + "boolean"))
        return Answer(("answer",), ((truth,),), "ask")
    given: Iterator[Any] = iter(found)
    columns: tuple[str, ...] = ()
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        wanted = None if limit is None else limit + 1
        if naming is not None and called is not None:
            given, columns = naming.rows(given, columns, called, keys, wanted), naming.columns
        elif keys:
            given = iter(first(given, columns, keys, wanted))
    rows = list(_within(islice(given, limit), size))
    truncated = limit is not None and next(given, None) is not None
    if isinstance(found, ox.QueryTriples):
        # The engine gives a triple as often as its pattern matches; a graph holds it once.
        triples = dict.fromkeys((t.subject, t.predicate, t.object) for t in rows)
        return Answer(("subject", "predicate", "object"), tuple(map(_cells, triples)), "construct", truncated)
    return Answer(columns, tuple(map(_cells, rows)), "select", truncated)


def frame_of(answer: Answer) -> Any:
    """An answer as a data frame of pandas or polars, whichever is installed; else as it is."""
    for name in ("pandas", "polars"):
        if find_spec(name) is not None:
            return answer.to_pandas() if name == "pandas" else answer.to_polars()
    return answer


def _within(given: Iterator[Any], size: int | None) -> Iterator[Any]:
    """The rows or triples as they come, for as long as the text in them is no more than `size`."""
    left = size
    for row in given:
        if left is not None:
            left -= sum(len(term.value.encode()) for term in row if term is not None and hasattr(term, "value"))
            if left < 0:
                raise LimitError(f"stopped: the answer has more than {size:,} bytes; add a LIMIT or ask for less")
        yield row


def _shown(cell: Cell) -> str:
    """A cell of a table: a text says its language, for the reader's voice and script."""
    language = cell.language if isinstance(cell, ox.Literal) else None
    spoken = f' lang="{escape(language)}" dir="auto"' if language else ""
    return f"<td{spoken}>{'' if cell is None else escape(cell.value)}</td>"


def _cells(terms: Any) -> tuple[Cell, ...]:
    row = tuple(terms)
    if any(isinstance(term, ox.Triple) for term in row):
        raise QueryError("the answer holds a triple as a term, which no format here can write")
    return row


def _python(cell: Cell) -> Any:
    if isinstance(cell, ox.Literal):
        try:
            return _PYTHON.get(cell.datatype.value, str)(cell.value)
        except ValueError:
            return cell.value
    return None if cell is None else cell.value
