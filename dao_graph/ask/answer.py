"""Answers: the rows that a query gives, and the formats in which people and programs want them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from dao_graph.errors import QueryError
from dao_graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    import pandas
    import polars

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None
_PYTHON: Mapping[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}
# What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        """The answer in one of `FORMATS`; with `excel_safe` no cell of CSV or TSV can be taken for a formula.

        Raises QueryError where the format is one for graphs and the answer is none.
        """
        if format in ("csv", "tsv"):
            return _separated(self, "," if format == "csv" else "\t", excel_safe)
        return FORMATS[format](self)


def answer_of(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, limit: int | None = None) -> Answer:
    """What the engine gives, up to `limit` rows. Raises QueryError for terms of RDF 1.2, which no format here has."""
    if isinstance(found, ox.QueryBoolean):
        truth = ox.Literal("true" if found else "false", datatype=ox.NamedNode(XSD + "boolean"))
        return Answer(("answer",), ((truth,),), "ask")
    given: Iterator[Any] = iter(found)
    wanted = list(islice(given, limit))
    truncated = limit is not None and next(given, None) is not None
    if isinstance(found, ox.QueryTriples):
        # The engine gives a triple as often as its pattern matches; a graph holds it once.
        triples = dict.fromkeys((t.subject, t.predicate, t.object) for t in wanted)
        return Answer(("subject", "predicate", "object"), tuple(map(_cells, triples)), "construct", truncated)
    columns = tuple(v.value for v in found.variables)
    return Answer(columns, tuple(map(_cells, wanted)), "select", truncated)


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


def _separated(answer: Answer, delimiter: str, excel_safe: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.texts():
        writer.writerow([f"'{cell}" if excel_safe and cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue().encode()


def _json(answer: Answer) -> bytes:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.texts()]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _json_lines(answer: Answer) -> bytes:
    lines = (json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False) for row in answer.texts())
    return "".join(f"{line}\n" for line in lines).encode()


def _markdown(answer: Answer) -> bytes:
    lines = ["| " + " | ".join(answer.columns) + " |", "|" + " --- |" * len(answer.columns)]
    for row in answer.texts():
        cells = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "".join(f"{line}\n" for line in lines).encode()


def _results(format: ox.QueryResultsFormat) -> Callable[[Answer], bytes]:
    """A W3C format for results. The engine writes what it reads: terms as they print are the rows of its TSV."""

    def write(answer: Answer) -> bytes:
        if answer.kind == "ask":
            truth = b'{"head":{},"boolean":%s}' % next(answer.texts())[0].encode()
            if format in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV):
                return _separated(answer, "\t", False)  # these two have no form for a truth value
            return ox.parse_query_results(truth, format=ox.QueryResultsFormat.JSON).serialize(format=format) or b""
        lines = ["\t".join(f"?{column}" for column in answer.columns)]
        lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in answer.rows]
        table = "".join(f"{line}\n" for line in lines).encode()
        return ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV).serialize(format=format) or b""

    return write


def _graph(format: ox.RdfFormat) -> Callable[[Answer], bytes]:
    def write(answer: Answer) -> bytes:
        if answer.kind != "construct":
            raise QueryError("only what CONSTRUCT or DESCRIBE gives can be written as RDF; take another format")
        triples: list[Any] = [ox.Triple(*row) for row in answer.rows]  # type: ignore[arg-type]
        return ox.serialize(triples, format=format, prefixes=dict(PREFIXES)) or b""

    return write


FORMATS: Mapping[str, Callable[[Answer], bytes]] = {
    "csv": lambda answer: answer.to_bytes("csv"),
    "tsv": lambda answer: answer.to_bytes("tsv"),
    "json": _json,
    "jsonl": _json_lines,
    "markdown": _markdown,
    "sparql-json": _results(ox.QueryResultsFormat.JSON),
    "sparql-xml": _results(ox.QueryResultsFormat.XML),
    "sparql-csv": _results(ox.QueryResultsFormat.CSV),
    "sparql-tsv": _results(ox.QueryResultsFormat.TSV),
    "turtle": _graph(ox.RdfFormat.TURTLE),
    "ntriples": _graph(ox.RdfFormat.N_TRIPLES),
    "nquads": _graph(ox.RdfFormat.N_QUADS),
    "trig": _graph(ox.RdfFormat.TRIG),
    "n3": _graph(ox.RdfFormat.N3),
    "jsonld": _graph(ox.RdfFormat.JSON_LD),
    "rdfxml": _graph(ox.RdfFormat.RDF_XML),
}
