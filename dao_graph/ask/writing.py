"""Writing answers: the formats in which people and programs want rows and triples, piece by piece.

The engine could write results itself, but only those that it has just found, and what it reads back stops at literals
of 16 MiB.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from dao_graph.errors import QueryError
from dao_graph.model.normal import clean
from dao_graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from dao_graph.ask.answer import Answer

Writer = Callable[["Answer", BinaryIO], None]
# What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPARQL = "http://www.w3.org/2005/sparql-results#"
_PLAIN = XSD + "string"


def separated(answer: Answer, out: BinaryIO, delimiter: str, excel_safe: bool = False, end: str = "\n") -> None:
    """Rows as texts between delimiters; with `excel_safe` no cell can be taken for a formula."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=False)
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(answer.columns)
    for row in answer.texts():
        writer.writerow([f"'{cell}" if excel_safe and cell.startswith(_FORMULA) else cell for cell in row])
    text.flush()
    text.detach()


def _json(answer: Answer, out: BinaryIO) -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.texts()]
    out.write((json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode())


def _json_lines(answer: Answer, out: BinaryIO) -> None:
    for row in answer.texts():
        out.write((json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False) + "\n").encode())


def _markdown(answer: Answer, out: BinaryIO) -> None:
    out.write(f"| {' | '.join(answer.columns)} |\n|{' --- |' * len(answer.columns)}\n".encode())
    for row in answer.texts():
        cells = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in row)
        out.write(f"| {' | '.join(cells)} |\n".encode())


def _truth(answer: Answer) -> str:
    return next(answer.texts())[0]


def _sparql_json(answer: Answer, out: BinaryIO) -> None:
    if answer.kind == "ask":
        out.write(b'{"head":{},"boolean":%s}' % _truth(answer).encode())
        return
    out.write(b'{"head":{"vars":%s},"results":{"bindings":[' % json.dumps(answer.columns).encode())
    for number, row in enumerate(answer.rows):
        cells = {name: _json_term(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        out.write(b"," * (number > 0) + json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode())
    out.write(b"]}}")


def _json_term(cell: Any) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    return {"type": "literal", "value": cell.value} | (
        {} if cell.datatype.value == _PLAIN else {"datatype": cell.datatype.value}
    )


def _sparql_xml(answer: Answer, out: BinaryIO) -> None:
    """XML; what no XML can hold is left out."""
    # It imports what fetches from the web, which takes a fifth of the time of a small question.
    from xml.sax.saxutils import quoteattr

    names = "" if answer.kind == "ask" else "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    out.write(f'<?xml version="1.0"?><sparql xmlns="{_SPARQL}"><head>{names}</head>'.encode())
    if answer.kind == "ask":
        out.write(f"<boolean>{_truth(answer)}</boolean></sparql>".encode())
        return
    out.write(b"<results>")
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        bound = (f"<binding name={quoteattr(n)}>{_xml_term(cell)}</binding>" for n, cell in cells if cell is not None)
        out.write(f"<result>{''.join(bound)}</result>".encode())
    out.write(b"</results></sparql>")


def _xml_term(cell: Any) -> str:
    from xml.sax.saxutils import escape, quoteattr

    value = escape(clean(cell.value), {"\r": "&#13;"})
    if isinstance(cell, ox.NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(cell, ox.BlankNode):
        return f"<bnode>{value}</bnode>"
    kind = "" if cell.datatype.value == _PLAIN else f" datatype={quoteattr(cell.datatype.value)}"
    return f"<literal{f' xml:lang={quoteattr(cell.language)}' if cell.language else kind}>{value}</literal>"


def _sparql_csv(answer: Answer, out: BinaryIO) -> None:
    # The standard has no form for a truth value; its lines end as those of RFC 4180.
    separated(answer, out, ",", end="\n" if answer.kind == "ask" else "\r\n")


def _sparql_tsv(answer: Answer, out: BinaryIO) -> None:
    if answer.kind == "ask":
        separated(answer, out, "\t")
        return
    out.write(("\t".join(f"?{column}" for column in answer.columns) + "\n").encode())
    for row in answer.rows:
        out.write(("\t".join(map(_tsv_term, row)) + "\n").encode())


def _tsv_term(cell: Any) -> str:
    """A term as Turtle writes it; as a tab would end the cell, it stands escaped."""
    return "" if cell is None else str(cell).replace("\t", "\\t")


def _graph(format: ox.RdfFormat) -> Writer:
    def write(answer: Answer, out: BinaryIO) -> None:
        if answer.kind != "construct":
            raise QueryError("only what CONSTRUCT or DESCRIBE gives can be written as RDF; take another format")
        triples = (ox.Triple(*row) for row in answer.rows)  # type: ignore[arg-type]
        ox.serialize(triples, out, format=format, prefixes=dict(PREFIXES))

    return write


FORMATS: Mapping[str, Writer] = {
    "csv": lambda answer, out: separated(answer, out, ","),
    "tsv": lambda answer, out: separated(answer, out, "\t"),
    "json": _json,
    "jsonl": _json_lines,
    "markdown": _markdown,
    "sparql-json": _sparql_json,
    "sparql-xml": _sparql_xml,
    "sparql-csv": _sparql_csv,
    "sparql-tsv": _sparql_tsv,
    "turtle": _graph(ox.RdfFormat.TURTLE),
    "ntriples": _graph(ox.RdfFormat.N_TRIPLES),
    "nquads": _graph(ox.RdfFormat.N_QUADS),
    "trig": _graph(ox.RdfFormat.TRIG),
    "n3": _graph(ox.RdfFormat.N3),
    "jsonld": _graph(ox.RdfFormat.JSON_LD),
    "rdfxml": _graph(ox.RdfFormat.RDF_XML),
}
