"""Looking things up by name: what a user calls a state, body, document or verb, as the IRI that stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dao_graph.ask.named import KINDS, fits
from dao_graph.errors import QueryError
from dao_graph.model.normal import normal
from dao_graph.namespaces import BASE, DAO, DCTERMS, RDFS, SKOS, expand_name

if TYPE_CHECKING:
    from dao_graph.lists.authorities import Authorities

# The better the name, the lower the rank: of several things only those of the best rank are candidates.
_RANKS: Mapping[str, int] = {
    SKOS + "prefLabel": 0, RDFS + "label": 0, SKOS + "notation": 0, DAO + "symbol": 0, DCTERMS + "title": 1,
    SKOS + "altLabel": 1, SKOS + "hiddenLabel": 2, DAO + "weakLabel": 2,
}  # fmt: skip
_NAMESPACES = frozenset(
    ("agenda-item", "document-type", "evidence", "graph", "scheme", "session", "text"),
).union(*KINDS.values())
_SHOWN = 5
_LOOKED_AT = 20
# What a resolution is called by: "62/208", "1325 (2000)"; and symbols of a series of them ("A/RES/…", "A/DEC/…").
_NUMBER = re.compile(r"(?<![\dA-Za-z])(?:\d{1,4}/\d{1,4}[A-Z]?(?![\dA-Za-z/])|\d{1,4} ?\(\d{4}\))")
_SERIES = re.compile(r"[A-Z]+/[A-Z]+/\d")
_ENDING = re.compile(r"\.\w{1,5}\Z")
_LANGUAGE = re.compile(r"[-_.](?:ar|en|es|fr|ru|zh)\Z", re.IGNORECASE)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_Named = dict[str, dict[str, int]]


class LookupFailedError(QueryError):
    """A name that means nothing, or one of several things; `candidates` are ids with a name for people."""

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class Names:
    """The names of things in a graph and in the lists that ship with the package, in all six languages."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store = store
        self._base = base

    @cached_property
    def _lists(self) -> Authorities:
        from dao_graph.lists.authorities import authorities

        return authorities()

    def read(self) -> None:
        """Read the names now, rather than when the first is asked for."""
        self._index  # noqa: B018

    def find(self, kind: str, name: str) -> ox.NamedNode:
        """The thing of `kind` (in `KINDS`, or "term" for a class or property) that `name` means.

        A name is a whole IRI, a local id ("country/RWA", or "RWA" where the kind leaves no doubt), a label in any
        language and case, a code, a symbol, the number of a document, with words or without, or its file's name. Raises
        LookupFailedError where nothing has that name (with near ones) or several things have it, QueryError where it is
        no IRI or of another kind.
        """
        try:
            if "://" in name:
                return ox.NamedNode(name)
            if kind == "term":
                return ox.NamedNode(expand_name(name.removeprefix("dao:")))
        except (ValueError, KeyError):
            raise QueryError(f"{name!r} is no {'IRI' if '://' in name else 'class or property'}") from None
        if not name.strip():
            raise LookupFailedError(f"give a name, a code, a symbol or an id of a {kind}")
        first, slash, _ = name.lstrip("/").partition("/")
        if slash and first in _NAMESPACES:
            if not fits(kind, name.lstrip("/")):
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
        found = self._fitting(kind, self._index.get(_form(name), {})) or self._numbered(kind, name)
        if not found:
            near = self._near(kind, _form(name))
            shown = ", ".join(f"{id} ({label})" if label else id for id, label in near)
            hint = f"; did you mean {shown}?" if near else ""
            raise LookupFailedError(f"no {kind} is called {name!r}{hint}", near)
        best = sorted(id for id, rank in found.items() if rank == min(found.values()))
        if len(best) > 1:
            # Of things that share a name, those that the graph speaks of are meant.
            there = [id for id in best if self._stated(id)]
            best = there if len(there) == 1 else best
        if len(best) > 1:
            among = [(id, self._label(id)) for id in best[:_SHOWN]]
            listed = ", ".join(f"{id} ({label})" if label else id for id, label in among)
            more = " …" if len(best) > _SHOWN else ""
            hint = "give the id, or a name that it alone has"
            raise LookupFailedError(f"{name!r} may be any of: {listed}{more}; {hint}", among)
        return best[0]

    def _numbered(self, kind: str, name: str) -> dict[str, int]:
        """The documents of a number that stands in words ("resolution 62/208"), whatever the words' language."""
        text = _digits(normal(name))
        numbers = _NUMBER.findall(text)
        if len(numbers) != 1 or any(letter.isdigit() for letter in _NUMBER.sub("", text)):
            return {}
        return self._fitting(kind, self._index.get(_form(numbers[0]), {}))

    def _near(self, kind: str, form: str) -> list[tuple[str, str]]:
        """Things whose names hold the one that was given, or are spelt much like it; those of the graph first."""
        # It takes longer to import than most questions to answer.
        import difflib

        fitting = [label for label in self._index if self._fitting(kind, self._index[label])]
        words = set(form.split())
        holding = sorted((label for label in fitting if words and words <= set(label.split())), key=len)
        close = holding[:_LOOKED_AT] or difflib.get_close_matches(form, fitting, _SHOWN, 0.7)
        ids = list(dict.fromkeys(id for label in close for id in sorted(self._fitting(kind, self._index[label]))))
        ids.sort(key=lambda id: not self._stated(id))
        return [(id, self._label(id)) for id in ids[:_SHOWN]]

    def _stated(self, id: str) -> bool:
        """True if the graph says something of a thing beside what the lists say."""
        node = ox.NamedNode(self._base + id)
        merged = ox.DefaultGraph()
        if any(q.predicate.value not in _RANKS for q in self._store.quads_for_pattern(node, None, None, merged)):
            return True
        return next(self._store.quads_for_pattern(None, None, node, merged), None) is not None

    def _label(self, id: str) -> str:
        """A name for people: the English one of the lists, else one that the graph has."""
        if id in self._lists and (label := self._lists.preferred(id, "en")):
            return label
        for predicate in (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", DAO + "symbol"):
            node, name = ox.NamedNode(self._base + id), ox.NamedNode(predicate)
            labels = [
                (q.object.language != "en", q.object.value)
                for q in self._store.quads_for_pattern(node, name, None, ox.DefaultGraph())
                if isinstance(q.object, ox.Literal)
            ]
            if labels:
                return min(labels)[1]
        return min((file for document, file in self._files() if document == id), default="")

    def _files(self) -> Iterator[tuple[str, str]]:
        """The documents of the graph, each with the name of a file that it was read from."""
        files = f"SELECT ?document ?file WHERE {{ ?text <{DAO}expressionOf> ?document ; <{DAO}sourceName> ?file }}"
        for document, file in self._store.query(files):  # type: ignore[union-attr]
            yield document.value.removeprefix(self._base), file.value

    def _fitting(self, kind: str, found: Mapping[str, int]) -> dict[str, int]:
        return {id: rank for id, rank in found.items() if id.partition("/")[0] in _NAMESPACES and fits(kind, id)}

    @cached_property
    def _index(self) -> _Named:
        """For each form of a name the things that have it, with the rank of the name."""
        index: _Named = {}
        for id, text, rank in self._names():
            named = index.setdefault(_form(text), {})
            named[id] = min(rank, named.get(id, rank))
        return index

    def _names(self) -> Iterator[tuple[str, str, int]]:
        known = set[tuple[str, int]]()
        for predicate, rank in _RANKS.items():
            # Two cells of a row take half the time of four of a quad.
            for node, label in self._store.query(f"SELECT ?node ?label WHERE {{ ?node <{predicate}> ?label }}"):  # type: ignore[union-attr]
                if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal):
                    id, text = node.value.removeprefix(self._base), label.value
                    yield id, text, rank
                    if (id, rank) not in known:
                        known.add((id, rank))
                        yield id, id.partition("/")[2], rank
                    if predicate == DAO + "symbol" and (number := _NUMBER.search(text)):
                        # A number alone is that of a resolution or decision before it is that of a paper.
                        yield id, number[0], 3 if _SERIES.match(text) else 4
        for document, file in self._files():
            # What a file is called tells last what is in it.
            yield from ((document, name, 5) for name in _of_file(file))
        for concept, values in self._lists.properties.items():
            yield concept, concept.partition("/")[2], 0
            for predicate, rank in _RANKS.items():
                for label in values.get(predicate, ()):
                    yield concept, label.value.removeprefix(BASE), rank


def _of_file(file: str) -> Iterator[str]:
    """What people call a document by the name of its file: that, without its ending, and as the symbol that it is made
    of ("A_64_578-ZH.docx": A/64/578)."""
    bare = _ENDING.sub("", file)
    yield from (file, bare, _LANGUAGE.sub("", bare).replace("_", "/"))


def _form(name: str) -> str:
    return " ".join(_digits(normal(name)).casefold().replace(" (", "(").split())


def _digits(text: str) -> str:
    """Digits of any script as those of symbols."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), text)
