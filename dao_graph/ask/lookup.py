"""Looking things up by name: what a user calls a state, body, document or verb, as the IRI that stands for it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from dao_graph.errors import QueryError
from dao_graph.lists.authorities import authorities
from dao_graph.namespaces import BASE, DAO, DCTERMS, RDFS, SKOS, expand_name
from dao_graph.normal import normal

# What a parameter may be declared to stand for: the namespaces of the ids that fit. None at all: whatever has an id.
KINDS: Mapping[str, tuple[str, ...]] = {
    **{
        kind: (kind,)
        for kind in (
            "body", "country", "document", "evaluation", "fund", "initiative", "meeting", "person", "place", "post",
            "quality", "role", "status", "verb",
        )
    },
    "group": ("group", "document"),  # a group that a text forms has its id below the document
    "actor": ("country", "body", "group", "person", "post", "document"),
    "provision": ("document",),
    "fact": ("fact", "meeting", "evaluation"),
    "entity": (),
}  # fmt: skip
# The better the name, the lower the rank: of several things only those of the best rank are candidates.
_RANKS: Mapping[str, int] = {
    SKOS + "prefLabel": 0, RDFS + "label": 0, SKOS + "notation": 0, DAO + "symbol": 0, DCTERMS + "title": 1,
    SKOS + "altLabel": 1, SKOS + "hiddenLabel": 2, DAO + "weakLabel": 2,
}  # fmt: skip
_NAMESPACES = frozenset(
    ("agenda-item", "document-type", "evidence", "graph", "scheme", "session", "text"),
).union(*KINDS.values())
_SHOWN = 5
_Named = dict[str, dict[str, int]]


class Names:
    """The names of things in a graph and in the lists that ship with the package, in all six languages."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store = store
        self._base = base

    def find(self, kind: str, name: str) -> ox.NamedNode:
        """The thing of `kind` (in `KINDS`, or "term" for a class or property) that `name` means.

        A name is a whole IRI, a local id ("country/RWA", or "RWA" where the kind leaves no doubt), a label in any
        language and case, a code or a symbol. Raises QueryError where nothing has that name (with near names), where
        several things have it (with their ids), or where it is no IRI.
        """
        try:
            if "://" in name:
                return ox.NamedNode(name)
            if kind == "term":
                return ox.NamedNode(expand_name(name.removeprefix("dao:")))
        except (ValueError, KeyError):
            raise QueryError(f"{name!r} is no {'IRI' if '://' in name else 'class or property'}") from None
        first, slash, _ = name.lstrip("/").partition("/")
        if slash and first in _NAMESPACES:
            if KINDS[kind] and first not in KINDS[kind]:
                raise QueryError(f"{name!r} is no {kind}")
            try:
                return ox.NamedNode(self._base + name.lstrip("/"))
            except ValueError:
                raise QueryError(f"{name!r} is no id of a {kind} (it holds what an IRI cannot)") from None
        return self._with_id(kind, name) or ox.NamedNode(self._base + self._named(kind, name))

    def _with_id(self, kind: str, name: str) -> ox.NamedNode | None:
        """The thing in the graph whose id or symbol is `name`, the namespace left out."""
        for namespace in KINDS[kind]:
            for id in (name, name.replace("/", "_").replace(" ", "_")):
                try:
                    node = ox.NamedNode(f"{self._base}{namespace}/{id}")
                except ValueError:
                    continue
                if next(self._store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None):
                    return node
        return None

    def _named(self, kind: str, name: str) -> str:
        found = self._fitting(kind, self._index.get(_form(name), {}))
        if not found:
            near = [label for label in self._index if self._fitting(kind, self._index[label])]
            close = difflib.get_close_matches(_form(name), near, _SHOWN, 0.7)
            known = sorted({min(self._fitting(kind, self._index[label])) for label in close})
            hint = f"; did you mean {', '.join(map(self._shown, known))}?" if known else ""
            raise QueryError(f"no {kind} is called {name!r}{hint}")
        best = [id for id, rank in found.items() if rank == min(found.values())]
        if len(best) > 1:
            listed = ", ".join(map(self._shown, sorted(best)[:_SHOWN])) + (" …" if len(best) > _SHOWN else "")
            raise QueryError(f"{name!r} may be any of: {listed}; give the id")
        return best[0]

    def _fitting(self, kind: str, found: Mapping[str, int]) -> dict[str, int]:
        wanted = KINDS[kind]
        return {id: rank for id, rank in found.items() if not wanted or id.partition("/")[0] in wanted}

    def _shown(self, id: str) -> str:
        label = authorities().preferred(id, "en") if id in authorities() else None
        return f"{id} ({label})" if label else id

    @cached_property
    def _index(self) -> _Named:
        """For each form of a name the things that have it, with the rank of the name."""
        index: _Named = {}
        for id, text, rank in self._names():
            named = index.setdefault(_form(text), {})
            named[id] = min(rank, named.get(id, rank))
        return index

    def _names(self) -> Iterator[tuple[str, str, int]]:
        for predicate, rank in _RANKS.items():
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    id = quad.subject.value.removeprefix(self._base)
                    yield id, quad.object.value, rank
                    yield id, id.partition("/")[2], rank
        for concept, values in authorities().properties.items():
            yield concept, concept.partition("/")[2], 0
            for predicate, rank in _RANKS.items():
                for label in values.get(predicate, ()):
                    yield concept, label.value.removeprefix(BASE), rank


def _form(name: str) -> str:
    return " ".join(normal(name).casefold().split())
