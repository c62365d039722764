"""Nodes and edges as tables: CSV that a spreadsheet opens without harm, Parquet for data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from dao_graph.errors import QueryError
from dao_graph.publish.formats.flat import Column, Flat, Row, text, typed

# What a spreadsheet takes for the start of a formula, and the most that a cell of Excel holds.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL = 32_000
_BOM = "\ufeff"


def csv_tables(flat: Flat) -> Mapping[str, bytes]:
    """`nodes.csv` and `edges.csv`, UTF-8 with the mark that Excel wants, no cell a formula, several values joined."""
    return {"nodes.csv": _csv(flat.nodes, flat.node_columns), "edges.csv": _csv(flat.edges, flat.edge_columns)}


def _csv(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(row.get(column.name), column) for column in columns] for row in rows)
    return out.getvalue().encode()


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return ""
    kept = typed(value, column)
    shown = " | ".join(map(text, kept)) if isinstance(kept, list) else text(kept)
    if len(shown) > _CELL:
        shown = shown[: _CELL - 1] + "…"
    return f"'{shown}" if column.kind is str and shown.startswith(_FORMULA) else shown


def parquet(flat: Flat) -> Mapping[str, bytes]:
    """`nodes.parquet` and `edges.parquet`, typed, lists as lists. Raises QueryError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet as writer
    except ImportError:
        raise QueryError("pyarrow is not installed; install it with: pip install 'dao-graph[parquet]'") from None
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    files = {}
    for name, rows, columns in (("nodes", flat.nodes, flat.node_columns), ("edges", flat.edges, flat.edge_columns)):
        fields = [(c.name, pyarrow.list_(kinds[c.kind]) if c.several else kinds[c.kind]) for c in columns]
        values = {c.name: [typed(row[c.name], c) if c.name in row else None for row in rows] for c in columns}
        table = pyarrow.Table.from_pydict(values, schema=pyarrow.schema(fields))
        out = io.BytesIO()
        writer.write_table(table, out, compression="zstd")
        files[f"{name}.parquet"] = out.getvalue()
    return files
