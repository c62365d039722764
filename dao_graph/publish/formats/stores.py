"""Files for property-graph stores: Neo4j, Memgraph, Amazon Neptune."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from dao_graph.projection.model import Scalar
from dao_graph.publish.formats.flat import Column, Flat, Row, text, typed

# Between the values of a list: a character that no text holds, for it is taken out of all.
_UNIT = "\x1f"
_NEO4J = {str: "string", int: "long", float: "double", bool: "boolean"}
_NEPTUNE = {str: "String", int: "Long", float: "Double", bool: "Bool"}
_MEMGRAPH = {str: "{}", int: "toInteger({})", float: "toFloat({})", bool: "toBoolean({})"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
Files = Mapping[str, bytes]


def neo4j(flat: Flat) -> Files:
    """`nodes.csv` and `edges.csv` for `neo4j-admin database import`, with the command."""
    node_columns = _without(flat.node_columns, "id")
    edge_columns = _without(flat.edge_columns, "source", "target")
    nodes = [["id:ID", ":LABEL", *(_head(column, _NEO4J) for column in node_columns)]]
    nodes += [[row["id"], f"Thing{_UNIT}{row['kind']}", *_cells(row, node_columns)] for row in flat.nodes]
    edges = [[":START_ID", ":END_ID", ":TYPE", *(_head(column, _NEO4J) for column in edge_columns)]]
    edges += [[row["source"], row["target"], _type(row["relation"]), *_cells(row, edge_columns)] for row in flat.edges]
    command = (
        "neo4j-admin database import full --array-delimiter=U+001F --multiline-fields=true "
        "--nodes=nodes.csv --relationships=edges.csv neo4j\n"
    )
    return {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges), "import.txt": command.encode()}


def neptune(flat: Flat) -> Files:
    """`nodes.csv` and `edges.csv` for the bulk loader of Amazon Neptune."""
    node_columns = _without(flat.node_columns, "id")
    edge_columns = _without(flat.edge_columns, "id", "source", "target")
    nodes = [["~id", "~label", *(_head(column, _NEPTUNE) for column in node_columns)]]
    nodes += [[row["id"], row["kind"], *_cells(row, node_columns, _semicolons)] for row in flat.nodes]
    edges = [["~id", "~from", "~to", "~label", *(_head(column, _NEPTUNE) for column in edge_columns)]]
    for row in flat.edges:
        ends = [row["id"], row["source"], row["target"], row["relation"]]
        edges.append([*ends, *_cells(row, edge_columns, _semicolons)])
    return {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges)}


def memgraph(flat: Flat) -> Files:
    """A CSV file for each kind of node and of edge, and `import.cypher` that loads them."""
    files: dict[str, bytes] = {}
    script = ["CREATE INDEX ON :Thing(id);"]
    for kind in sorted({row["kind"] for row in flat.nodes}):
        rows = [row for row in flat.nodes if row["kind"] == kind]
        name = f"nodes-{kind}.csv"
        files[name] = _csv([[c.name for c in flat.node_columns], *(_cells(row, flat.node_columns) for row in rows)])
        script.append(
            f'LOAD CSV FROM "{name}" WITH HEADER AS row\nCREATE (n:Thing:{kind})\n{_set("n", flat.node_columns)}'
        )
    for relation in sorted({row["relation"] for row in flat.edges}):
        rows = [row for row in flat.edges if row["relation"] == relation]
        name = f"edges-{relation}.csv"
        files[name] = _csv([[c.name for c in flat.edge_columns], *(_cells(row, flat.edge_columns) for row in rows)])
        script.append(
            f'LOAD CSV FROM "{name}" WITH HEADER AS row\n'
            "MATCH (a:Thing {id: row.source}), (b:Thing {id: row.target})\n"
            f"CREATE (a)-[r:{_type(relation)}]->(b)\n{_set('r', _without(flat.edge_columns, 'source', 'target'))}"
        )
    return {**files, "import.cypher": ("\n".join(script) + "\n").encode()}


def cypher(flat: Flat) -> bytes:
    """A Cypher script that makes the graph in Neo4j; running it again changes nothing."""
    lines = ["CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;"]
    for row in flat.nodes:
        lines.append(
            f"MERGE (n:Thing {{id: {_quoted(row['id'])}}}) SET n:{row['kind']}, n += {_map(row, flat.node_columns)};"
        )
    columns = _without(flat.edge_columns, "id", "source", "target")
    for row in flat.edges:
        ends = f"(a:Thing {{id: {_quoted(row['source'])}}}), (b:Thing {{id: {_quoted(row['target'])}}})"
        made = f"(a)-[r:{_type(row['relation'])} {{id: {_quoted(row['id'])}}}]->(b)"
        lines.append(f"MATCH {ends} MERGE {made} SET r += {_map(row, columns)};")
    return ("\n".join(lines) + "\n").encode()


def _type(relation: str) -> str:
    """The type of a relationship: the class or property in capitals."""
    return _CAMEL.sub("_", relation).upper()


def _without(columns: Iterable[Column], *names: str) -> list[Column]:
    return [column for column in columns if column.name not in names]


def _head(column: Column, types: Mapping[type, str]) -> str:
    return f"{column.name}:{types[column.kind]}{'[]' if column.several else ''}"


def _units(values: Iterable[Scalar]) -> str:
    return _UNIT.join(map(text, values))


def _semicolons(values: Iterable[Scalar]) -> str:
    return ";".join(text(value).replace("\\", "\\\\").replace(";", "\\;") for value in values)


def _cells(row: Row, columns: Sequence[Column], join: object = None) -> list[str]:
    joined = _semicolons if join is _semicolons else _units
    cells = []
    for column in columns:
        value = typed(row[column.name], column) if column.name in row else ""
        cells.append(joined(value) if isinstance(value, list) else text(value))
    return cells


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _set(name: str, columns: Sequence[Column]) -> str:
    """The clause of Memgraph that takes a row's cells; an empty cell is no value."""
    parts = []
    for column in columns:
        cell = f"CASE row.`{column.name}` WHEN '' THEN null ELSE row.`{column.name}` END"
        value = f'split({cell}, "\\u001f")' if column.several else _MEMGRAPH[column.kind].format(cell)
        parts.append(f"{name}.`{column.name}` = {value}")
    return "SET " + ",\n    ".join(parts) + ";"


def _map(row: Row, columns: Sequence[Column]) -> str:
    parts = []
    for column in columns:
        if column.name in row:
            value = typed(row[column.name], column)
            shown = "[" + ", ".join(map(_literal, value)) + "]" if isinstance(value, list) else _literal(value)
            parts.append(f"`{column.name}`: {shown}")
    return "{" + ", ".join(parts) + "}"


def _literal(value: Scalar) -> str:
    return _quoted(value) if isinstance(value, str) else text(value)


def _quoted(value: str) -> str:
    """A string of Cypher: JSON's escapes are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)
