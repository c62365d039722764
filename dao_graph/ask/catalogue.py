"""What a graph is about, by what people look for: its documents, and the states, bodies, funds, people, meetings and
places that they name, each with its name and the number of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dao_graph.ask.answer import answer_of
from dao_graph.data import LANGUAGES
from dao_graph.namespaces import DAO, DCTERMS, RDF
from dao_graph.terms import text_of

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph

# What people look for, in this order, and the classes that it is of.
KINDS: Mapping[str, tuple[str, ...]] = {
    "states": ("Country",),
    "bodies": ("Body",),
    "groups": ("Group",),
    "funds": ("FundingMechanism",),
    "initiatives": ("Initiative",),
    "people": ("Person",),
    "posts": ("Post",),
    "places": ("Place",),
    "meetings": ("Meeting",),
    "evaluations": ("Evaluation",),
}
# What documents do, say and report.
DEEDS: Mapping[str, tuple[str, ...]] = {
    "acts": ("Act",),
    "findings": ("Finding",),
    "contributions": ("Contribution", "Allocation"),
    "participations": ("Participation",),
}
_DATES = (DAO + "adoptionDate", DCTERMS + "date")
_MERGED = ox.DefaultGraph()
_TYPE = ox.NamedNode(RDF + "type")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing or document: its local id, its name, how many documents name it (of a document: its versions'
    languages), and of a document its kind and date ("" where it states none)."""

    id: str
    name: str
    documents: int = 0
    kind: str = ""
    date: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Things or documents in a list."""

    of: str
    entries: tuple[Listed, ...]

    def __iter__(self) -> Iterator[Listed]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, place: int) -> Listed:
        return self.entries[place]

    def to_pandas(self) -> Any:
        """The list as a pandas data frame. Raises ImportError where pandas is not installed."""
        import pandas

        return pandas.DataFrame([asdict(entry) for entry in self.entries], columns=list(Listed.__dataclass_fields__))

    def _repr_html_(self) -> str:
        """The list as a table, which notebooks show; of a long one the beginning."""
        whole = self.of == "documents"
        head = ("document", "kind", "date", "languages") if whole else (self.of, "documents")
        rows = (
            (e.name, e.kind, e.date, ", ".join(e.languages)) if whole else (e.name, str(e.documents))
            for e in self.entries[:_SHOWN]
        )
        shown = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        more = f"<p>{len(self) - _SHOWN:,} more</p>" if len(self) > _SHOWN else ""
        return f"<table><tr>{''.join(f'<th>{name}</th>' for name in head)}</tr>{shown}</table>{more}"


def things(graph: Graph, kind: str, language: str = "en") -> Listing:
    """The things of a kind (of `KINDS`) that documents name, those of most documents first."""
    found = [
        Listed(id, graph.name(id, language), number)
        for id in _of_classes(graph, KINDS[kind])
        if (number := len(graph.naming.get(id, ()))) or _takes_part(graph, id)
    ]
    return Listing(kind, tuple(sorted(found, key=lambda entry: (-entry.documents, entry.name, entry.id))))


def documents(graph: Graph, language: str = "en") -> Listing:
    """The documents that were read, the newest first, those without a date last."""
    versions: dict[str, set[str]] = {}
    for entry in graph.report.get("inputs", ()):
        if entry.get("status") == "built":
            versions.setdefault(entry["document"], set()).add(entry["language"])
    if not versions:
        versions = _versions(graph)
    found = [
        Listed(
            id,
            graph.name(id, language),
            kind=_kind(graph, id, language),
            date=_date(graph, id),
            languages=tuple(code for code in LANGUAGES if code in spoken),
        )
        for id, spoken in sorted(versions.items())
    ]
    return Listing("documents", tuple(sorted(found, key=lambda entry: entry.date, reverse=True)))


def counts(graph: Graph) -> dict[str, int]:
    """How many there are of what people look for; a thing counts once, in however many languages it stands."""
    built = [entry for entry in graph.report.get("inputs", ()) if entry.get("status") == "built"]
    found = {"documents": len(documents(graph)), "texts": len(built)}
    found |= {kind: len(things(graph, kind)) for kind in KINDS}
    found |= {deed: len(_of_classes(graph, classes)) for deed, classes in DEEDS.items()}
    return found


def naming(graph: Graph) -> dict[str, set[str]]:
    """For each thing (its local id) the documents that name it."""
    # The engine puts what names a thing into one cell in a third of the time in which it gives out as many.
    query = f'SELECT ?thing (GROUP_CONCAT(STR(?part); SEPARATOR=" ") AS ?parts) {{ ?part <{DAO}mentions> ?thing }}'
    found: dict[str, set[str]] = {}
    for thing, parts in answer_of(graph.facts_store.query(f"{query} GROUP BY ?thing")).texts():
        within = {part.removeprefix(graph.base) for part in parts.split(" ")}
        found[thing.removeprefix(graph.base)] = {"/".join(part.split("/", 2)[:2]) for part in within}
    return found


def _of_classes(graph: Graph, classes: Iterable[str]) -> list[str]:
    """The local ids of the things of some classes."""
    store = graph.facts_store
    nodes = {
        text_of(quad.subject)
        for name in classes
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(DAO + name), _MERGED)
    }
    return sorted(node.removeprefix(graph.base) for node in nodes)


def _takes_part(graph: Graph, id: str) -> bool:
    """True if a text states something of a thing, beside what the lists say."""
    node = ox.NamedNode(graph.base + id)
    about = graph.facts_store.quads_for_pattern(None, None, node, None)
    own = graph.facts_store.quads_for_pattern(node, _TYPE, None, None)
    return any(_of_text(graph, quad) for quads in (own, about) for quad in quads)


def _of_text(graph: Graph, quad: ox.Quad) -> bool:
    name = text_of(quad.graph_name).removeprefix(graph.base) if isinstance(quad.graph_name, ox.NamedNode) else ""
    return name.startswith("graph/") and name.count("/") > 1


def _versions(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in graph.facts_store.quads_for_pattern(None, ox.NamedNode(DAO + "expressionOf"), None, _MERGED):
        spoken = graph.facts_store.quads_for_pattern(quad.subject, ox.NamedNode(DCTERMS + "language"), None, _MERGED)
        languages = {text_of(one.object) for one in spoken}
        found.setdefault(text_of(quad.object).removeprefix(graph.base), set()).update(languages)
    return found


def _kind(graph: Graph, id: str, language: str) -> str:
    """What a document is, in words; "" where the text does not show it."""
    of = graph.facts_store.quads_for_pattern(ox.NamedNode(graph.base + id), _TYPE, None, _MERGED)
    kinds = sorted({text_of(quad.object) for quad in of} - {DAO + "Document"})
    return graph.name(kinds[0], language) if kinds else ""


def _date(graph: Graph, id: str) -> str:
    node = ox.NamedNode(graph.base + id)
    for name in _DATES:
        dates = sorted(
            text_of(quad.object)
            for quad in graph.facts_store.quads_for_pattern(node, ox.NamedNode(name), None, _MERGED)
        )
        if dates:
            return dates[0]
    return ""
