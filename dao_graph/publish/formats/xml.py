"""GEXF 1.3 for Gephi, GraphML for everything, GraphML with the shapes of yEd."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from lxml import etree

from dao_graph.publish.formats.flat import Column, Flat, Row, look, text, typed

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_YED = "http://www.yworks.com/xml/graphml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NO_TOKEN = re.compile(r"[^\w.\-]")
_GEXF_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_GRAPHML_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
# What GEXF says by attributes of its own.
_GEXF_OWN = ("id", "label", "source", "target", "weight", "start", "end")


def gexf(flat: Flat) -> bytes:
    """GEXF 1.3 with colours, sizes, places, shapes, and the days on which facts hold."""
    root = etree.Element(f"{{{_GEXF}}}gexf", {"version": "1.3"}, nsmap={None: _GEXF, "viz": _VIZ})
    meta = etree.SubElement(root, f"{{{_GEXF}}}meta")
    etree.SubElement(meta, f"{{{_GEXF}}}creator").text = "dao_graph"
    graph = etree.SubElement(
        root,
        f"{{{_GEXF}}}graph",
        {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"},
    )
    wanted = [[c for c in each if c.name not in _GEXF_OWN] for each in (flat.node_columns, flat.edge_columns)]
    for kind, of_kind in zip(("node", "edge"), wanted, strict=True):
        attributes = etree.SubElement(graph, f"{{{_GEXF}}}attributes", {"class": kind})
        for column in of_kind:
            named = {"id": column.name, "title": column.name, "type": _gexf_type(column)}
            etree.SubElement(attributes, f"{{{_GEXF}}}attribute", named)
    nodes = etree.SubElement(graph, f"{{{_GEXF}}}nodes", {"count": str(len(flat.nodes))})
    for row in flat.nodes:
        node = etree.SubElement(nodes, f"{{{_GEXF}}}node", {"id": row["id"], "label": row["label"]})
        _attvalues(node, row, wanted[0])
        _viz(node, flat, row)
    edges = etree.SubElement(graph, f"{{{_GEXF}}}edges", {"count": str(len(flat.edges))})
    for row in flat.edges:
        own = {name: row[name] for name in ("id", "source", "target", "label")}
        days = {name: day for name in ("start", "end") if (day := _day(row.get(name, ""), name))}
        edge = etree.SubElement(edges, f"{{{_GEXF}}}edge", {**own, "weight": f"{row['weight']}.0", **days})
        _attvalues(edge, row, wanted[1])
    return _bytes(root)


def _gexf_type(column: Column) -> str:
    return "liststring" if column.several else _GEXF_TYPES[column.kind]


def _attvalues(parent: etree._Element, row: Row, columns: Iterable[Column]) -> None:
    values = etree.SubElement(parent, f"{{{_GEXF}}}attvalues")
    for column in columns:
        if column.name in row:
            value = typed(row[column.name], column)
            # Gephi reads a list in square brackets, its texts in quotes.
            shown = json.dumps(list(map(text, value)), ensure_ascii=False) if isinstance(value, list) else text(value)
            etree.SubElement(values, f"{{{_GEXF}}}attvalue", {"for": column.name, "value": shown})


def _viz(node: etree._Element, flat: Flat, row: Row) -> None:
    style = look(row["group"])
    red, green, blue = (str(int(style.colour[i : i + 2], 16)) for i in (1, 3, 5))
    x, y = flat.places[row["id"]]
    etree.SubElement(node, f"{{{_VIZ}}}size", {"value": str(flat.size(row["weight"]))})
    etree.SubElement(node, f"{{{_VIZ}}}position", {"x": str(x), "y": str(y), "z": "0.0"})
    etree.SubElement(node, f"{{{_VIZ}}}color", {"r": red, "g": green, "b": blue})
    etree.SubElement(node, f"{{{_VIZ}}}shape", {"value": style.gexf})


def _day(date: str, side: str) -> str:
    """A date as a whole day: the first or the last that a year or month has. "" for what is no date."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return ""
    if len(parts) == 1:
        return f"{date}-01-01" if side == "start" else f"{date}-12-31"
    return f"{date}-{'01' if side == 'start' else '28'}" if len(parts) == 2 else date


def graphml(flat: Flat) -> bytes:
    """GraphML: typed keys, ids that are name tokens (the graph's own id is `local_id`), several values joined."""
    return _bytes(_graphml(flat, yed=False))


def yed(flat: Flat) -> bytes:
    """GraphML with labels, shapes, colours, sizes and places as yEd draws them."""
    return _bytes(_graphml(flat, yed=True))


def _graphml(flat: Flat, yed: bool) -> etree._Element:
    names = {None: _GRAPHML, "xsi": _XSI} | ({"y": _YED} if yed else {})
    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap=names)
    location = "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd" if yed else f"{_GRAPHML}/1.0/graphml.xsd"
    root.set(f"{{{_XSI}}}schemaLocation", f"{_GRAPHML} {location}")
    node_columns = flat.node_columns
    edge_columns = [column for column in flat.edge_columns if column.name not in ("id", "source", "target")]
    for kind, columns in (("node", node_columns), ("edge", edge_columns)):
        for number, column in enumerate(columns):
            kept = "string" if column.several else _GRAPHML_TYPES[column.kind]
            name = "local_id" if column.name == "id" else column.name
            key = {"id": f"{kind[0]}{number}", "for": kind, "attr.name": name, "attr.type": kept}
            etree.SubElement(root, f"{{{_GRAPHML}}}key", key)
        if yed:
            etree.SubElement(
                root, f"{{{_GRAPHML}}}key", {"id": f"y{kind}", "for": kind, "yfiles.type": f"{kind}graphics"}
            )
    graph = etree.SubElement(root, f"{{{_GRAPHML}}}graph", {"id": "G", "edgedefault": "directed"})
    tokens = _tokens([row["id"] for row in flat.nodes])
    for row in flat.nodes:
        node = etree.SubElement(graph, f"{{{_GRAPHML}}}node", {"id": tokens[row["id"]]})
        _data(node, row, node_columns, "n")
        if yed:
            _yed_node(node, flat, row)
    for row in flat.edges:
        ends = {"id": row["id"], "source": tokens[row["source"]], "target": tokens[row["target"]]}
        edge = etree.SubElement(graph, f"{{{_GRAPHML}}}edge", ends)
        _data(edge, row, edge_columns, "e")
        if yed:
            _yed_edge(edge, row)
    return root


def _data(parent: etree._Element, row: Row, columns: Sequence[Column], prefix: str) -> None:
    for number, column in enumerate(columns):
        if column.name in row:
            value = typed(row[column.name], column)
            shown = " | ".join(map(text, value)) if isinstance(value, list) else text(value)
            etree.SubElement(parent, f"{{{_GRAPHML}}}data", {"key": f"{prefix}{number}"}).text = shown


def _tokens(ids: Iterable[str]) -> dict[str, str]:
    """For each id a name token of XML, each another: "/" becomes ":", what else does not fit "_" and its code."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        token = _NO_TOKEN.sub(lambda m: ":" if m.group() == "/" else f"_{ord(m.group()):x}_", id)
        while token in taken:
            token += "_"
        taken.add(token)
        found[id] = token
    return found


def _yed_node(node: etree._Element, flat: Flat, row: Row) -> None:
    style, size = look(row["group"]), flat.size(row["weight"])
    x, y = flat.places[row["id"]]
    data = etree.SubElement(node, f"{{{_GRAPHML}}}data", {"key": "ynode"})
    shape = etree.SubElement(data, f"{{{_YED}}}ShapeNode")
    where = {"x": str(4 * x), "y": str(4 * y), "width": str(size), "height": str(size)}
    etree.SubElement(shape, f"{{{_YED}}}Geometry", where)
    etree.SubElement(shape, f"{{{_YED}}}Fill", {"color": style.colour, "transparent": "false"})
    label = etree.SubElement(shape, f"{{{_YED}}}NodeLabel", {"modelName": "sides", "modelPosition": "s"})
    label.text = row["label"]
    etree.SubElement(shape, f"{{{_YED}}}Shape", {"type": style.yed})


def _yed_edge(edge: etree._Element, row: Row) -> None:
    data = etree.SubElement(edge, f"{{{_GRAPHML}}}data", {"key": "yedge"})
    line = etree.SubElement(data, f"{{{_YED}}}PolyLineEdge")
    etree.SubElement(line, f"{{{_YED}}}Arrows", {"source": "none", "target": "standard"})
    etree.SubElement(line, f"{{{_YED}}}EdgeLabel").text = row["label"]


def _bytes(root: etree._Element) -> bytes:
    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"
