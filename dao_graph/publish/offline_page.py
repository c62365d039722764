"""One HTML page of a graph without any script: a drawing, and each fact with the words that state it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from dao_graph.projection.model import Edge, Node, PropertyGraph
from dao_graph.projection.tables import tables

# A drawing with more things than this is a ball of wool; the best connected are drawn.
_DRAWN = 70
_LABEL = 36
_RIGHT_TO_LEFT = ("ar",)
_STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
td { overflow-wrap: anywhere; } td:nth-child(2) { overflow-wrap: normal; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
blockquote { margin: 0; } svg { width: 100%; height: auto; } .key { white-space: nowrap; margin-inline-end: 1rem; }
@media (max-width: 40rem) { td, th { display: block; border: 0; padding: .1rem 0; } tr { display: block; } }
""".strip()


def page(graph: PropertyGraph) -> bytes:
    """A self-contained page (no script, nothing fetched): UTF-8 HTML."""
    # An annex is part of its document.
    documents = {"/".join(document.split("/")[:2]) for edge in graph.edges for document in edge.documents}
    body = [
        "<h1>dao_graph</h1>",
        f"<p>{len(graph.nodes):,} things, {len(graph.edges):,} facts, {len(documents):,} document"
        f"{'s' * (len(documents) != 1)}. Every fact below stands beside the words that state it.</p>",
        _drawing(graph),
        *_facts(graph),
    ]
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    head = (
        f'<meta charset="utf-8">{policy}<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>dao_graph</title>"
    )
    direction = "rtl" if graph.language in _RIGHT_TO_LEFT else "ltr"
    return (
        f"<!doctype html>\n<html lang={graph.language} dir={direction}><head>{head}<style>{_STYLE}</style></head>\n"
        "<body><main>\n" + "\n".join(body) + "\n</main></body></html>\n"
    ).encode()


def _facts(graph: PropertyGraph) -> Iterator[str]:
    """A table for each kind of fact: whose, what, to whom, where it stands, in which words."""
    names = {node.id: node for node in graph.nodes}
    for relation in sorted({edge.relation for edge in graph.edges if edge.passages}):
        edges = [edge for edge in graph.edges if edge.relation == relation and edge.passages]
        yield f"<h2>{escape(relation)} ({len(edges):,})</h2>\n<table><tbody>"
        yield from (_row(edge, names[edge.source], names[edge.target], graph.language) for edge in edges)
        yield "</tbody></table>"


def _row(edge: Edge, source: Node, target: Node, language: str) -> str:
    first = min(edge.passages, key=lambda passage: (passage.language != language, passage))
    document = first.paragraph or first.document
    return (
        f"<tr><td dir=auto>{escape(source.label)}</td><td dir=auto>{escape(edge.label)}</td>"
        f"<td dir=auto>{escape(target.label)}</td>"
        f"<td><blockquote dir=auto lang={escape(first.language or 'und')}>{escape(first.quote)}</blockquote>"
        f"<small>{escape(document)}, {escape(', '.join(edge.languages))}</small></td></tr>"
    )


def _drawing(graph: PropertyGraph) -> str:
    """The best connected things on a circle, grouped by family, as SVG with a legend."""
    ranked = sorted(graph.nodes, key=lambda node: (-node.weight, node.id))[:_DRAWN]
    drawn = sorted(ranked, key=lambda node: (node.group, node.label, node.id))
    size, radius = 1240, 340
    places = {}
    for number, node in enumerate(drawn):
        angle = 2 * math.pi * number / max(len(drawn), 1)
        places[node.id] = (size / 2 + radius * math.cos(angle), size / 2 + radius * math.sin(angle), angle)
    pairs = {(min(e.source, e.target), max(e.source, e.target)) for e in graph.edges}
    lines = []
    for one, other in sorted(pairs):
        if one in places and other in places:
            (x1, y1, _), (x2, y2, _) = places[one], places[other]
            path = f"M{x1:.1f},{y1:.1f} Q{size / 2},{size / 2} {x2:.1f},{y2:.1f}"
            lines.append(f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity=".18"/>')
    lines += [_mark(node, *places[node.id]) for node in drawn]
    title = "The best connected things; a line joins two that share a fact"
    svg = f'<svg viewBox="0 0 {size} {size}" role="img"><title>{title}</title>\n' + "\n".join(lines) + "\n</svg>"
    return f"{svg}\n<p>{_legend(drawn)}</p>"


def _mark(node: Node, x: float, y: float, angle: float) -> str:
    degrees = math.degrees(angle)
    flip = 90 < degrees < 270
    turn, anchor, shift = (degrees + 180, "end", -10) if flip else (degrees, "start", 10)
    # Signs of East Asian scripts are as wide as two letters.
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in node.label[:_LABEL])
    room = _LABEL - wide // 2
    label = node.label if len(node.label) <= room else node.label[: room - 1] + "…"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{tables().looks[node.group].colour}"/>'
        f'<text transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" x="{shift}" dy="4" font-size="12" '
        f'fill="currentColor" text-anchor="{anchor}">{escape(label)}</text>'
    )


def _legend(drawn: Sequence[Node]) -> str:
    groups = sorted({node.group for node in drawn})
    return "".join(
        f'<span class=key><svg viewBox="0 0 10 10" style="width:.8em" aria-hidden="true"><circle cx="5" cy="5" r="5" '
        f'fill="{tables().looks[group].colour}"/></svg> {escape(group)}</span> '
        for group in groups
    )
