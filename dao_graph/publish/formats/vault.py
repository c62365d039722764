"""An Obsidian vault: a note for each thing, links for facts, quotes under them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from dao_graph.projection.model import Edge, Node, PropertyGraph

# What no file system, or no link of Obsidian, has in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f]+')
_NAME = 100
_QUOTES = 2


def obsidian(graph: PropertyGraph) -> Mapping[str, bytes]:
    """The notes of a vault by file name; open their folder as a vault."""
    names = _names(graph)
    nodes = {node.id: node for node in graph.nodes}
    facts: dict[str, list[tuple[bool, Edge]]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        facts[edge.source].append((True, edge))
        facts[edge.target].append((False, edge))
    return {
        f"{names[node.id]}.md": _note(node, facts[node.id], names, nodes, graph.language).encode()
        for node in graph.nodes
    }


def _names(graph: PropertyGraph) -> dict[str, str]:
    """A file name for each node, each another whatever the case of letters."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph.nodes:
        name = stem = _FORBIDDEN.sub("-", node.label).strip(" .-")[:_NAME].strip() or node.kind
        number = 2
        while name.casefold() in taken:
            name, number = f"{stem} ({number})", number + 1
        taken.add(name.casefold())
        found[node.id] = name
    return found


def _note(
    node: Node, facts: list[tuple[bool, Edge]], names: Mapping[str, str], nodes: Mapping[str, Node], language: str
) -> str:
    aliases = sorted({node.label, *node.labels.values()} - {names[node.id]})
    # JSON is YAML.
    lines = ["---", f"id: {json.dumps(node.id)}", f"iri: {json.dumps(node.iri)}", f"kind: {node.kind}"]
    lines += [f"aliases: {json.dumps(aliases, ensure_ascii=False)}", f"tags: [{node.group}]"]
    for name, value in node.attributes.items():
        lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    lines += ["---", "", f"# {_plain(node.label)}", ""]
    ordered = sorted(facts, key=lambda f: (f[1].relation == "mentions", f[1].relation, f[1].label, not f[0], f[1].id))
    for outward, edge in ordered:
        other = edge.target if outward else edge.source
        link = f"[[{names[other]}|{_plain(nodes[other].label)}]]"
        said = f"{_plain(edge.label)} → {link}" if outward else f"{link} → {_plain(edge.label)}"
        lines.append(f"- {said}{f' ({edge.start})' if edge.start else ''}")
        shown = sorted(edge.passages, key=lambda passage: (passage.language != language, passage))
        for passage in shown[:_QUOTES] if edge.relation != "mentions" else ():
            quote = _plain(" ".join(passage.quote.split()))
            lines.append(f"  > {quote} — {passage.paragraph or passage.document}, {passage.language}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: no markup, no HTML, no link."""
    return re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", text.replace("\n", " "))
