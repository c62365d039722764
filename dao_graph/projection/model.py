"""The property graph: nodes, edges, the words behind an edge, and the account of what is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Scalar = str | int | float | bool
Value = Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words that state an edge: ids of document, paragraph (may be empty) and text, language, interval, the words.

    `pages` says where they stand in a file that has pages: fragments of RFC 8118, a rectangle for each line
    ("page=2&viewrect=72.0,90.5,451.0,12.0"), or "page=2" where that is unknown.
    """

    document: str
    paragraph: str
    language: str
    begin: int
    end: int
    text: str
    quote: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing. `kind` is its class, `group` the family that is drawn alike, `labels` its names by language."""

    id: str
    iri: str
    kind: str
    group: str
    label: str
    labels: Mapping[str, str]
    attributes: Mapping[str, Value]
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two things, or several that say the same with the same words for it.

    `relation` is the class or property, `label` how it is read; `facts` are ids of the facts; `start` and `end` are
    dates as exact as the text ("2009", "2009-10-19"), or empty; `weight` counts the paragraphs that state it.
    `listed` says that it comes from the lists, not from a text.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    labels: Mapping[str, str]
    attributes: Mapping[str, Value]
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    weight: int = 1
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """The account of facts: `facts` = `shown` + the sum of `folded` + the sum of `dropped`.

    `folded` counts, by place, facts that are an attribute, `dropped`, by reason, those that are nowhere;
    `characters` counts those taken out because XML cannot hold them.
    """

    facts: int
    shown: int
    folded: Mapping[str, int]
    dropped: Mapping[str, int]
    characters: int = 0

    def lines(self) -> Iterable[str]:
        """The account in lines for people."""
        yield f"{self.facts:,} facts: {self.shown:,} shown, {sum(self.folded.values()):,} folded, " + (
            f"{sum(self.dropped.values()):,} dropped"
        )
        yield from (f"  folded {count:,}: {place}" for place, count in sorted(self.folded.items()))
        yield from (f"  dropped {count:,}: {reason}" for reason, count in sorted(self.dropped.items()))
        if self.characters:
            yield f"  {self.characters:,} characters that XML cannot hold left out"


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges, each sorted by id; `language` is that of the labels, `paragraphs` the words of paragraphs by
    (paragraph's id, text's id), each with the offset at which it begins, `terms` what kinds, relations and concepts are
    called, by language."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    loss: Loss
    language: str
    paragraphs: Mapping[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.nodes)

    def node(self, id: str) -> Node:
        """The node with that id. Raises KeyError where there is none."""
        for node in self.nodes:
            if node.id == id:
                return node
        raise KeyError(id)

    def between(self, one: str, other: str) -> list[Edge]:
        """The edges between two nodes, in either direction."""
        return [edge for edge in self.edges if {edge.source, edge.target} == {one, other}]


def schema(items: Iterable[Node | Edge]) -> dict[str, tuple[type, bool]]:
    """For each attribute its one type, and whether any item has several values of it, by name."""
    kinds: dict[str, set[type]] = {}
    several: set[str] = set()
    for item in items:
        for name, value in item.attributes.items():
            values = value if isinstance(value, tuple) else (value,)
            kinds.setdefault(name, set()).update(map(type, values))
            if isinstance(value, tuple):
                several.add(name)
    found = {}
    for name in sorted(kinds):
        kind = kinds[name]
        one = next(iter(kind)) if len(kind) == 1 else float if kind == {int, float} else str
        found[name] = (one, name in several)
    return found


def scalar(value: Scalar, kind: type) -> Scalar:
    """A value in the one type of its attribute."""
    if kind is str:
        return ("true" if value else "false") if isinstance(value, bool) else str(value)
    return float(value) if kind is float else value
