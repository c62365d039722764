"""Pictures without a browser: Graphviz draws them where it is installed, else a layout of networkx."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Mapping, Sequence

import networkx
from lxml import etree

from dao_graph.errors import QueryError
from dao_graph.publish.formats.diagram import Diagram
from dao_graph.publish.formats.flat import Flat, Row, look

# With more things than this a picture is a ball of wool.
_MOST = 400
_SECONDS = 120
_SVG = "http://www.w3.org/2000/svg"
_WIDE, _TALL, _EDGE = 1200, 900, 90
_LABEL = 40
# The outlines of the shapes that differ from a circle, by the angles of their corners.
_CORNERS: Mapping[str, tuple[int, ...]] = {
    "box": (45, 135, 225, 315), "note": (45, 135, 225, 315), "cylinder": (0, 90, 180, 270), "house": (270, 30, 150),
    "rounded": (0, 60, 120, 180, 240, 300), "octagon": (22, 67, 112, 157, 202, 247, 292, 337),
    "parallelogram": (30, 150, 210, 330),
}  # fmt: skip


def svg(flat: Flat) -> bytes:
    """An SVG picture. Raises QueryError where the part is too large, or nothing here can lay it out."""
    _small(flat)
    return _graphviz(flat, "svg") if shutil.which("dot") else _drawn(flat)


def png(flat: Flat) -> bytes:
    """A PNG picture. Raises QueryError where the part is too large, or Graphviz is not installed."""
    _small(flat)
    if not shutil.which("dot"):
        raise QueryError("PNG needs Graphviz (apt-get install graphviz); SVG is drawn without it")
    return _graphviz(flat, "png")


def _small(flat: Flat) -> None:
    if len(flat.nodes) > _MOST:
        raise QueryError(
            f"a picture shows up to {_MOST} things, and there are {len(flat.nodes):,}: choose a part "
            "(--focus, --document, --class, --verb, --from, --to)"
        )


def _graphviz(flat: Flat, format: str) -> bytes:
    # Graphviz enlarges an SVG by its dots per inch, but not the part of it that is seen.
    sharp = ["-Gdpi=110"] if format == "png" else []
    command = ["dot", "-Kneato", f"-T{format}", *sharp, "-Gstart=7", "-Gmaxiter=600"]
    try:
        run = subprocess.run(command, input=Diagram(flat).dot(), capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise QueryError(f"Graphviz took longer than {_SECONDS} s: choose a smaller part") from None
    if run.returncode:
        raise QueryError(f"Graphviz: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout


def _drawn(flat: Flat) -> bytes:
    """The picture as elements, so that every label is escaped."""
    diagram = Diagram(flat)
    flat = diagram.flat
    places = _places(flat)
    root = etree.Element(
        f"{{{_SVG}}}svg", {"viewBox": f"0 0 {_WIDE} {_TALL}", "font-family": "sans-serif"}, {None: _SVG}
    )
    etree.SubElement(root, f"{{{_SVG}}}rect", {"width": str(_WIDE), "height": str(_TALL), "fill": "#ffffff"})
    for line in diagram.lines:
        (x1, y1), (x2, y2) = places[line.source], places[line.target]
        drawn = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": min(1 + line.weight / 4, 4)}
        _shape(root, "line", {**drawn, "stroke": "#9aa3af"})
        _text(root, line.label, ((x1 + x2) / 2, (y1 + y2) / 2), 9, "#374151")
    for row in flat.nodes:
        _node(root, flat, row, places[row["id"]])
    for place, (family, names) in enumerate(diagram.legend.items()):
        _text(root, f"■ {names}", (_WIDE / 2, _TALL - 12 - 14 * place), 11, look(family).colour)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _places(flat: Flat) -> Mapping[str, tuple[float, float]]:
    """Where each node stands in the picture. Raises QueryError where networkx lacks what it counts with."""
    network: networkx.Graph[str] = networkx.Graph()
    network.add_nodes_from(row["id"] for row in flat.nodes)
    network.add_edges_from((row["source"], row["target"]) for row in flat.edges)
    try:
        found = networkx.spring_layout(network, k=2 / math.sqrt(max(len(network), 1)), seed=7, iterations=200)
    except ImportError:
        raise QueryError(
            "nothing here lays a graph out: install Graphviz (apt-get install graphviz) or numpy (pip install "
            "'dao-graph[pictures]')"
        ) from None
    across, down = _WIDE / 2 - _EDGE, _TALL / 2 - _EDGE
    return {
        id: (round(_WIDE / 2 + float(x) * across, 1), round(_TALL / 2 + float(y) * down, 1))
        for id, (x, y) in found.items()
    }


def _node(root: etree._Element, flat: Flat, row: Row, place: tuple[float, float]) -> None:
    style, radius = look(row["group"]), flat.size(row["weight"]) / 2.2
    corners = _CORNERS.get(style.dot)
    if corners is None:
        _shape(root, "circle", {"cx": place[0], "cy": place[1], "r": radius, "fill": style.colour})
    else:
        points = " ".join(_corner(place, radius, angle) for angle in corners)
        _shape(root, "polygon", {"points": points, "fill": style.colour})
    _text(root, row["label"], (place[0], place[1] + radius + 13), 12, "#111827")


def _corner(place: Sequence[float], radius: float, angle: int) -> str:
    turn = math.radians(angle)
    return f"{place[0] + radius * math.cos(turn):.1f},{place[1] + radius * math.sin(turn):.1f}"


def _shape(root: etree._Element, tag: str, attributes: Mapping[str, object]) -> None:
    shown = {name: f"{value:.1f}" if isinstance(value, float) else str(value) for name, value in attributes.items()}
    etree.SubElement(root, f"{{{_SVG}}}{tag}", shown)


def _text(root: etree._Element, text: str, place: tuple[float, float], size: int, colour: str) -> None:
    where = {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}", "font-size": str(size), "fill": colour}
    element = etree.SubElement(root, f"{{{_SVG}}}text", {**where, "text-anchor": "middle"})
    element.text = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
