"""The explorer's data, as JSON: each paragraph once, quotes as intervals in it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from dao_graph.projection.cuts import Album, Picture
from dao_graph.projection.model import Edge, Node, Passage, PropertyGraph
from dao_graph.projection.tables import tables

FORMAT = 4
# What a fact's quotes say anyway.
_QUOTED = ("text",)
# Attributes that come with a verb or a finding, beside those that have an id.
_ALIKE = ("strength", "polarity", "target_role")


class _Shared:
    """Values that many edges have alike, each once: names in all languages, dates, what a verb or role says."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        """The number under which a value stands."""
        key = json.dumps(value, ensure_ascii=False)
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]


def explorer_data(graph: PropertyGraph, title: str, album: Album | None = None) -> str:
    """The data of the page, as JSON that is safe inside a script element; with pictures of parts of pages."""
    album = album or Album()
    used = sorted({(p.paragraph, p.text) for edge in graph.edges for p in edge.passages} & graph.paragraphs.keys())
    places = {key: number for number, key in enumerate(used)}
    languages = {(p.paragraph, p.text): p for edge in graph.edges for p in edge.passages}
    paged = {(p.paragraph, p.text) for edge in graph.edges for p in edge.passages if p.pages}
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    shared = _Shared()
    edges = [_edge(edge, numbers, places, graph, shared) for edge in graph.edges]
    paragraphs = [_paragraph(graph, key, languages[key], key in paged) for key in used]
    data = {
        "format": FORMAT,
        "title": title,
        "language": graph.language,
        "base": next((n.iri.removesuffix(n.id) for n in graph.nodes if n.iri.endswith(n.id)), ""),
        "loss": [*graph.loss.lines(), *album.lines()],
        "looks": {name: {"colour": look.colour, "shape": look.cytoscape} for name, look in tables().looks.items()},
        "terms": graph.terms,
        "nodes": [_node(node) for node in graph.nodes],
        "edges": edges,
        "shared": shared.values,
        "paragraphs": paragraphs,
        "pictures": [_picture(picture) for picture in album.pictures],
    }
    # "<" could end the element or open a comment in it; the two separators end a line of old scripts.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _node(node: Node) -> list[Any]:
    return [node.id, node.kind, node.group, node.label, node.labels, node.attributes, node.weight]


def _edge(
    edge: Edge, numbers: dict[str, int], places: dict[tuple[str, str], int], graph: PropertyGraph, shared: _Shared
) -> list[Any]:
    """Id, ends, name, attributes that many share, attributes of its own, dates, weight, whether listed, quotes."""
    name = [edge.relation, edge.label, edge.labels if edge.labels != graph.terms.get(edge.relation) else 0]
    alike = {key for key in edge.attributes if f"{key}_id" in edge.attributes or key.endswith("_id") or key in _ALIKE}
    common = {key: value for key, value in edge.attributes.items() if key in alike}
    own = {key: value for key, value in edge.attributes.items() if key not in alike}
    if edge.passages:
        own = {key: value for key, value in own.items() if key not in _QUOTED}
    ends = [numbers[edge.source], numbers[edge.target]]
    told = [shared.place(name), shared.place(common), own or 0, shared.place([edge.start, edge.end])]
    return [edge.id, *ends, *told, edge.weight, int(edge.listed), list(_quotes(edge.passages, places, graph))]


def _paragraph(graph: PropertyGraph, key: tuple[str, str], passage: Passage, paged: bool) -> list[Any]:
    """Id, document, language, words, and, of a text in a file with pages, its id."""
    text = [passage.text] if paged else []
    return [key[0], passage.document, passage.language, graph.paragraphs[key][1], *text]


def _picture(picture: Picture) -> list[Any]:
    """Text, page, left, top, width, height in points, the image."""
    image = base64.b64encode(picture.image).decode()
    return [picture.cut.text, picture.cut.page, *(round(edge, 1) for edge in picture.box), image]


def _quotes(
    passages: Iterable[Passage], places: dict[tuple[str, str], int], graph: PropertyGraph
) -> Iterable[list[Any]]:
    """A place in a paragraph (its number, begin, end), else -1 and the words themselves; then their pages."""
    for passage in passages:
        key = (passage.paragraph, passage.text)
        begin, words = graph.paragraphs.get(key, (0, ""))
        if key in places and words[passage.begin - begin : passage.end - begin] == passage.quote:
            yield [places[key], passage.begin - begin, passage.end - begin, *passage.pages]
        else:
            yield [-1, passage.document, passage.language, passage.quote, *passage.pages]
