"""One HTML page of a graph, for reading offline: a drawing, the entities, and each fact with its quote."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

import networkx

from dao_graph.ask.answer import Answer
from dao_graph.ask.graph import Graph

# The language of labels, and of quotes where a fact has any in it.
_LANGUAGE = "en"
# A drawing with more things than this is a ball of wool; the best connected are drawn.
_DRAWN = 70
_COLOURS = {
    "Country": "#1f6feb", "Body": "#8250df", "ActorGroup": "#bf8700", "Meeting": "#cf222e", "Person": "#116329",
    "Post": "#4d7c0f", "Initiative": "#0e7490", "FundingWindow": "#b45309", "Fund": "#b45309", "Evaluation": "#9d174d",
}  # fmt: skip
_STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
td { overflow-wrap: anywhere; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
blockquote { margin: 0; } svg { width: 100%; height: auto; } .mute { opacity: .65; }
""".strip()


def page(graph: Graph) -> bytes:
    """A self-contained page (no script, nothing fetched): UTF-8 HTML."""
    network = graph.to_networkx(_LANGUAGE)
    documents = graph.query("documents")
    body = [
        "<h1>dao_graph</h1>",
        f"<p>{network.number_of_nodes()} things, {network.number_of_edges()} links, "
        f"{len(documents.rows)} texts. Every fact below stands beside the words that state it.</p>",
        _drawing(network),
        "<h2>Documents</h2>",
        _table(graph, documents, ("document", "symbol", "date", "language", "source")),
        "<h2>Facts and the words that state them</h2>",
        *_facts(graph),
    ]
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>dao_graph</title>'
    return (
        f"<!doctype html>\n<html lang=en><head>{head}<style>{_STYLE}</style></head>\n<body>\n".encode()
        + ("\n".join(body) + "\n</body></html>\n").encode()
    )


def _table(graph: Graph, answer: Answer, columns: Sequence[str]) -> str:
    head = "".join(f"<th>{escape(c.replace('_', ' '))}</th>" for c in columns)
    places = [answer.columns.index(c) for c in columns]
    rows = (
        "<tr>" + "".join(f"<td dir=auto>{escape(row[i].removeprefix(graph.base))}</td>" for i in places) + "</tr>"
        for row in answer.texts()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _facts(graph: Graph) -> Iterator[str]:
    """A table for each class of qualified fact: what takes part in it, in which role, and the quote."""
    network = graph.to_networkx(_LANGUAGE)
    quotes: dict[str, list[tuple[bool, int, str]]] = {}
    answer = graph.query("evidence")
    spoken, words = answer.columns.index("language"), answer.columns.index("quote")
    for row in answer.texts():
        quotes.setdefault(row[0], []).append((row[spoken] != _LANGUAGE, len(row[words]), row[words]))
    kinds = sorted({data["kind"] for _, data in network.nodes(data=True)})
    for kind in kinds:
        nodes = [n for n, data in network.nodes(data=True) if data["kind"] == kind and n in quotes]
        if not nodes:
            continue
        yield f"<h3>{escape(kind)} <span class=mute>({len(nodes)})</span></h3>\n<table><tbody>"
        for node in nodes:
            links = [
                f"{escape(data['label'])}: {escape(network.nodes[target]['label'])}"
                for _, target, data in sorted(network.out_edges(node, data=True), key=lambda e: (e[2]["label"], e[1]))
            ]
            quote = min(quotes[node])[-1]
            name = escape(network.nodes[node]["label"])
            yield (
                f"<tr><td dir=auto>{name}</td><td dir=auto>{'<br>'.join(links)}</td>"
                f"<td><blockquote dir=auto>{escape(quote)}</blockquote></td></tr>"
            )
        yield "</tbody></table>"


def _drawing(network: networkx.MultiDiGraph[str]) -> str:
    """The best connected things on a circle, grouped by kind, as SVG."""
    ranked = sorted(network.nodes, key=lambda n: (-network.degree(n), n))
    drawn = [n for n in ranked if network.nodes[n]["kind"] in _COLOURS][:_DRAWN]
    drawn.sort(key=lambda n: (network.nodes[n]["kind"], network.nodes[n]["label"]))
    size, radius = 1240, 340
    place = {
        node: (
            size / 2 + radius * math.cos(2 * math.pi * i / max(len(drawn), 1)),
            size / 2 + radius * math.sin(2 * math.pi * i / max(len(drawn), 1)),
            360 * i / max(len(drawn), 1),
        )
        for i, node in enumerate(drawn)
    }
    lines = []
    for a, b in sorted(_links(network, set(drawn))):
        (x1, y1, _), (x2, y2, _) = place[a], place[b]
        path = f"M{x1:.1f},{y1:.1f} Q{size / 2},{size / 2} {x2:.1f},{y2:.1f}"
        lines.append(f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity=".18"/>')
    for node in drawn:
        x, y, angle = place[node]
        data = network.nodes[node]
        flip = 90 < angle < 270
        turn, anchor, shift = (angle + 180, "end", -10) if flip else (angle, "start", 10)
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_COLOURS[data["kind"]]}"/>')
        lines.append(
            f'<text transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" x="{shift}" dy="4" font-size="12" '
            f'fill="currentColor" text-anchor="{anchor}">{escape(data["label"][:36])}</text>'
        )
    title = "The best connected things; a line joins two that share a fact"
    return f'<svg viewBox="0 0 {size} {size}" role="img"><title>{title}</title>\n' + "\n".join(lines) + "\n</svg>"


def _links(network: networkx.MultiDiGraph[str], drawn: set[str]) -> set[tuple[str, str]]:
    """Pairs of drawn things that a fact links, directly or by both taking part in it."""
    pairs: set[tuple[str, str]] = set()
    for node in network.nodes:
        ends = {t for t in network.successors(node) if t in drawn}
        if node in drawn:
            pairs.update((node, t) for t in ends if t != node)
        elif len(ends) <= 4:
            ordered = sorted(ends)
            pairs.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
    return pairs
