"""Graphs as text that draws itself: DOT for Graphviz, Mermaid for Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dao_graph.publish.formats.flat import Flat, Row, look

# What Mermaid draws unless its page is told otherwise: 500 edges, 50,000 characters.
_EDGES = 280
_CHARACTERS = 48_000
_LABEL = 60
_LINE = 26
# Signs from here on are as wide as two letters.
_SQUARE = "\u2e80"
# A shape of ours: Graphviz makes it of two attributes.
_ROUNDED = "rounded"
FONTS = "Noto Sans,Noto Sans CJK SC,DejaVu Sans,sans-serif"


def dot(flat: Flat) -> bytes:
    """DOT with labels, colours and shapes; edges that say the same between the same two things are one line."""
    lines = [
        "digraph dao_graph {",
        '  graph [overlap=prism, splines=true, outputorder=edgesfirst, bgcolor="white"];',
        f'  node [fontname="{FONTS}", fontsize=11, fontcolor=white, color="#ffffff"];',
        f'  edge [color="#6b7280", fontname="{FONTS}", fontsize=9, fontcolor="#374151", arrowsize=0.6];',
        *node_lines(flat),
    ]
    for source, target, label, weight in merged(flat.edges):
        width = min(1 + weight / 3, 6)
        lines.append(f"  {_dot(source)} -> {_dot(target)} [label={_dot(label)}, penwidth={width:.2f}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def node_lines(flat: Flat) -> Iterator[str]:
    """A line of DOT for each node."""
    for row in flat.nodes:
        style = look(row["group"])
        wide = _LINE // 2 if row["label"][:1] > _SQUARE else _LINE
        shape = 'shape=box, style="filled,rounded"' if style.dot == _ROUNDED else f"shape={style.dot}, style=filled"
        yield (
            f"  {_dot(row['id'])} [label={_dot(row['label'], wide)}, tooltip={_dot(row['kind'])}, {shape}, "
            f'fillcolor="{style.colour}"];'
        )


def _dot(value: str, width: int = 0) -> str:
    """A quoted string; with `width` a long one is set in lines of about that many characters."""
    plain = " ".join(value.split())
    lines = textwrap.wrap(plain, width) if width and len(plain) > width else [plain]
    # A backslash would begin an escape; "\\N" alone stands for a node's name.
    return '"' + "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'


def merged(rows: Sequence[Row]) -> list[tuple[str, str, str, int]]:
    """The edges by what they say, with how many say it."""
    weights: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row["source"], row["target"], row["label"])
        weights[key] = weights.get(key, 0) + row["weight"]
    return [(*key, weight) for key, weight in sorted(weights.items())]


def mermaid(flat: Flat) -> bytes:
    """A flowchart of Mermaid: the weightiest edges that it draws; what is left out is said in the first line."""
    edges = sorted(merged(flat.edges), key=lambda edge: (-edge[3], edge))
    kept = edges[:_EDGES]
    while True:
        body = _flowchart(flat, kept)
        if len(body) <= _CHARACTERS or not kept:
            break
        kept = kept[: len(kept) * 9 // 10]
    cut = "" if len(kept) == len(edges) else f"%% cut to what Mermaid draws: {len(kept)} of {len(edges)} edges\n"
    return (cut + body).encode()


def _flowchart(flat: Flat, edges: Sequence[tuple[str, str, str, int]]) -> str:
    drawn = {end for edge in edges for end in edge[:2]}
    rows = [row for row in flat.nodes if row["id"] in drawn or not edges]
    names = {row["id"]: f"n{number}" for number, row in enumerate(rows)}
    lines = ["flowchart LR"]
    lines += [f'  {names[row["id"]]}["{_mermaid(row["label"])}"]:::{row["group"]}' for row in rows]
    lines += [f'  {names[s]} -->|"{_mermaid(label)}"| {names[t]}' for s, t, label, _ in sorted(edges)]
    groups = sorted({row["group"] for row in rows})
    lines += [f"  classDef {group} fill:{look(group).colour},color:#fff,stroke:#fff" for group in groups]
    return "\n".join(lines) + "\n"


def _mermaid(label: str) -> str:
    """A label with what Mermaid would read as code or markup as character codes."""
    cut = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    return "".join(f"#{ord(c)};" if c in '"#&<>`|[]{}();\\*_' else " " if c == "\n" else c for c in cut)
