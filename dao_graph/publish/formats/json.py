"""The formats that are JSON: node-link for D3 and networkx, graphology, Cytoscape's two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dao_graph.projection.tables import tables
from dao_graph.publish.formats.flat import Column, Flat, Row, typed

_CX2_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


def node_link(flat: Flat) -> bytes:
    """Node-link JSON: `nodes` and `links`, as D3 and `networkx.node_link_graph(…, edges="links")` read it."""
    nodes = [_plain(row, flat.node_columns) for row in flat.nodes]
    links = [{**_plain(row, flat.edge_columns), "key": row["id"]} for row in flat.edges]
    return _bytes(
        {"directed": True, "multigraph": True, "graph": {"name": "dao_graph"}, "nodes": nodes, "links": links}
    )


def graphology(flat: Flat) -> bytes:
    """The serialisation of graphology, for sigma: keys, attributes with `x`, `y`, `size`, `color`."""
    looks = tables().looks
    nodes = []
    for row in flat.nodes:
        x, y = flat.places[row["id"]]
        drawn = {"x": x, "y": y, "size": flat.size(row["weight"]) / 3, "color": looks[row["group"]].colour}
        nodes.append({"key": row["id"], "attributes": {**_but(_plain(row, flat.node_columns), "id"), **drawn}})
    edges = [
        {
            "key": row["id"],
            "source": row["source"],
            "target": row["target"],
            "attributes": _but(_plain(row, flat.edge_columns), "id", "source", "target"),
        }
        for row in flat.edges
    ]
    options = {"type": "directed", "multi": True, "allowSelfLoops": True}
    return _bytes({"attributes": {"name": "dao_graph"}, "options": options, "nodes": nodes, "edges": edges})


def cyjs(flat: Flat) -> bytes:
    """The elements JSON of cytoscape.js and of Cytoscape's desktop."""
    nodes = []
    for row in flat.nodes:
        x, y = flat.places[row["id"]]
        # networkx wants `value` and `name`, and of edges `key`.
        data = {**_plain(row, flat.node_columns), "name": row["label"], "value": row["id"]}
        nodes.append({"data": data, "position": {"x": x, "y": y}, "classes": row["group"]})
    edges = [{"data": {**_plain(row, flat.edge_columns), "name": row["label"], "key": row["id"]}} for row in flat.edges]
    return _bytes({"data": {"name": "dao_graph"}, "elements": {"nodes": nodes, "edges": edges}})


def cx2(flat: Flat) -> bytes:
    """CX2 for Cytoscape and NDEx: declared types, places, a style by family."""
    numbers = {row["id"]: number for number, row in enumerate(flat.nodes)}
    node_columns = [column for column in flat.node_columns if column.name != "label"]
    edge_columns = [column for column in flat.edge_columns if column.name not in ("source", "target", "label")]
    nodes = []
    for row in flat.nodes:
        x, y = flat.places[row["id"]]
        values = {**_plain(row, node_columns), "name": row["label"]}
        nodes.append({"id": numbers[row["id"]], "x": x, "y": y, "v": values})
    edges = [
        {
            "id": number,
            "s": numbers[row["source"]],
            "t": numbers[row["target"]],
            "v": {**_plain(row, edge_columns), "interaction": row["label"]},
        }
        for number, row in enumerate(flat.edges)
    ]
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {"name": {"d": "string"}, **_declared(node_columns)},
        "edges": {"interaction": {"d": "string"}, **_declared(edge_columns)},
    }
    aspects: list[tuple[str, list[Any]]] = [
        ("attributeDeclarations", [declared]),
        ("networkAttributes", [{"name": "dao_graph"}]),
        ("nodes", nodes),
        ("edges", edges),
        ("visualProperties", [_style()]),
    ]
    head: list[Any] = [{"CXVersion": "2.0", "hasFragments": False}]
    head.append({"metaData": [{"name": name, "elementCount": len(items)} for name, items in aspects]})
    return _bytes([*head, *({name: items} for name, items in aspects), {"status": [{"error": "", "success": True}]}])


def _declared(columns: Sequence[Column]) -> dict[str, dict[str, str]]:
    named = {column.name: ("list_of_" if column.several else "") + _CX2_TYPES[column.kind] for column in columns}
    return {name: {"d": kind} for name, kind in named.items()}


def _style() -> dict[str, Any]:
    looks = tables().looks
    by_group = {
        "NODE_BACKGROUND_COLOR": [{"v": group, "vp": look.colour} for group, look in looks.items()],
        "NODE_SHAPE": [{"v": group, "vp": look.cytoscape.lower().replace("_", "-")} for group, look in looks.items()],
    }
    mapping: dict[str, Any] = {
        name: {"type": "DISCRETE", "definition": {"attribute": "group", "type": "string", "map": pairs}}
        for name, pairs in by_group.items()
    }
    for name, attribute in (("NODE_LABEL", "name"), ("EDGE_LABEL", "interaction")):
        definition = {"attribute": attribute, "type": "string"}
        mapping[name] = {"type": "PASSTHROUGH", "definition": definition}
    edges = {"EDGE_LABEL": mapping.pop("EDGE_LABEL")}
    default = {"network": {}, "node": {"NODE_LABEL_FONT_SIZE": 10}, "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"}}
    return {"default": default, "nodeMapping": mapping, "edgeMapping": edges}


def _plain(row: Row, columns: Sequence[Column]) -> Row:
    return {column.name: typed(row[column.name], column) for column in columns if column.name in row}


def _but(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _bytes(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
