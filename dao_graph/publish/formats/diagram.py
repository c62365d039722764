"""What a picture for a report shows of a graph: what is said between things, a line for each pair, and a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from dao_graph.projection.model import PropertyGraph
from dao_graph.publish.formats.drawings import FONTS, node_lines
from dao_graph.publish.formats.flat import Flat, look

# Edges that only say that a name stands somewhere; as lines they would hide the others.
_QUIET = frozenset(("mentions",))
# How many names a line has before the others are counted.
_NAMES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """All that is said from one thing to another: the names of the facts, the commonest first, and the weight."""

    source: str
    target: str
    label: str
    weight: int


@dataclass(frozen=True)
class Diagram:
    """A graph as a picture shows it. `whole` is the graph with all that is only mentioned."""

    whole: Flat

    @cached_property
    def flat(self) -> Flat:
        """The graph without what is only mentioned; all of it where nothing else is said."""
        graph = self.whole.graph
        edges = tuple(edge for edge in graph.edges if edge.relation not in _QUIET)
        if not edges:
            return self.whole
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        return Flat(replace(graph, edges=edges, nodes=tuple(node for node in graph.nodes if node.id in ends)))

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The lines, in order of their ends."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for edge in self.flat.graph.edges:
            names = found.setdefault((edge.source, edge.target), {})
            names[edge.label] = names.get(edge.label, 0) + edge.weight
        return [Line(*ends, _label(names), sum(names.values())) for ends, names in sorted(found.items())]

    @cached_property
    def legend(self) -> Mapping[str, str]:
        """The names of the kinds of each family that is drawn, by family."""
        graph = self.flat.graph
        kinds: dict[str, list[str]] = {}
        for node in graph.nodes:
            name = _term(graph, node.kind)
            if name not in kinds.setdefault(node.group, []):
                kinds[node.group].append(name)
        return {family: ", ".join(sorted(names)) for family, names in sorted(kinds.items())}

    def dot(self) -> bytes:
        """The picture as DOT."""
        lines = [
            "digraph dao_graph {",
            '  graph [overlap=prism, splines=true, sep="+26", outputorder=edgesfirst, bgcolor="white", pad=0.2, '
            f'labelloc=b, fontname="{FONTS}", fontsize=11{self._legend()}];',
            f'  node [fontname="{FONTS}", fontsize=11, fontcolor=white, color="#ffffff", margin="0.1,0.06"];',
            f'  edge [color="#9aa3af", fontname="{FONTS}", fontsize=9, fontcolor="#1f2937", arrowsize=0.6];',
            *node_lines(self.flat),
        ]
        for line in self.lines:
            width = min(1 + line.weight / 4, 4)
            lines.append(
                f'  "{_id(line.source)}" -> "{_id(line.target)}" [label=<{_shaded(line.label)}>, penwidth={width:.2f}];'
            )
        return ("\n".join([*lines, "}"]) + "\n").encode()

    def _legend(self) -> str:
        cells = "".join(
            f'<TD><FONT COLOR="{look(family).colour}" POINT-SIZE="14">&#9632;</FONT> {_text(names)}</TD>'
            for family, names in self.legend.items()
        )
        return f', label=<<TABLE BORDER="0" CELLSPACING="10"><TR>{cells}</TR></TABLE>>' if cells else ""


def _label(names: Mapping[str, int]) -> str:
    ordered = sorted(names, key=lambda name: (-names[name], name))
    more = f" +{len(ordered) - _NAMES}" if len(ordered) > _NAMES else ""
    return ", ".join(ordered[:_NAMES]) + more


def _term(graph: PropertyGraph, name: str) -> str:
    known = graph.terms.get(name, {})
    return known.get(graph.language) or known.get("en") or name


def _shaded(label: str) -> str:
    """A name on white, so that lines under it do not cross it out."""
    cell = f'<TD BGCOLOR="#ffffffd8">{_text(label)}</TD>'
    return f'<TABLE BORDER="0" CELLPADDING="1" CELLSPACING="0"><TR>{cell}</TR></TABLE>'


def _text(text: str) -> str:
    return escape(" ".join(text.split())) or " "


def _id(id: str) -> str:
    return id.replace("\\", "\\\\").replace('"', '\\"')
