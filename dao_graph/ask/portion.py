"""The part of a graph that a question of the library asks for: for stores without evidence.

The evidence is most of a graph, and a question mostly asks for little of it: of the texts those of one document or
language, those that speak of a thing or of money; of their lines those with the properties that stand in the query.
These are read from the graph's files into a store of their own, with what the graph says of the things in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import pyoxigraph as ox

from dao_graph.ask.evidence import asks_any_property, tokens
from dao_graph.ask.questions import PLAIN_TYPES, Question
from dao_graph.folder.members import Member, lines_of
from dao_graph.namespaces import DAO, RDF, VIEWS

_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^<>\s]*)>", re.IGNORECASE)
# Lists of variables, which are no patterns.
_LISTS = re.compile(r"\bSELECT\b[^{}]*|\bVALUES\s*\([^()]*\)|\b(?:GROUP|ORDER) BY[^\n]*|\bHAVING[^\n]*")
_ANY_CLASS = re.compile(r"(?:(?<![\w?$:])a|rdf:type)(?:\s+\?|\s*[|/)^*+])")
_GRAPHS = re.compile(r"\bGRAPH\s+(?!names:)")
_NAMES = re.compile(r"\bnames:(\w+)")
_GRAPH = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_IRI = re.compile(rb"<([^<>\s]*)>")
_TYPE = f"<{RDF}type>".encode()
_VIEWED = frozenset(f"<{DAO}{name}>".encode() for name in ("name", "words", "readAs"))
# What one document says.
_PARTS = ("fact", "provision")
# Words outside of paragraphs, as in titles, name things of which no fact speaks.
_NAMED = "itsrdf:taIdentRef"
_SPAN = b"#char="
# What no IRI of a query may hold, though a lenient reader lets it pass.
_UNSAFE = re.compile(rb'["{}|\\^`\x00-\x20]')
# Things that are asked for at once.
_AT_ONCE = 2_000
# How far the graph is followed from what the texts say: to a thing's whole, and to the name of that.
_STEPS = 2
# Documents that are read first where some rows are enough; then so many times as many.
_FIRST, _MORE = 4, 4


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that a query asks for: with which properties, of which classes (None: all); with the names for readers
    of which languages; and whether it asks for graphs."""

    properties: frozenset[bytes] | None
    classes: frozenset[bytes] | None
    languages: frozenset[str]
    graphs: bool

    @classmethod
    def of(cls, sparql: str) -> Lines:
        """Those of a query as the library writes it."""
        prefixes = dict(_PREFIX.findall(sparql))
        found = tokens(_LISTS.sub("{ ", sparql))
        names = {text.encode() for kind, text, _ in found if kind in ("iri", "open")}
        for (kind, prefix, end), (local_kind, local, local_end) in pairwise(found):
            if kind == "word" and local_kind == "local" and end == local_end - len(local) and prefix in prefixes:
                names.add(f"<{prefixes[prefix]}{local[1:]}>".encode())
        every = _ANY_CLASS.search(sparql) is not None
        return cls(
            None if asks_any_property(found) else frozenset(names),
            None if every else frozenset(names),
            frozenset(_NAMES.findall(sparql)),
            _GRAPHS.search(sparql) is not None,
        )

    def asked(self, base: str) -> str:
        """A filter of SPARQL that admits all of them, and little else: of `?name` and `?graph`."""
        if self.properties is None:
            return ""
        names = {
            _TYPE,
            *_VIEWED,
            *(name for name in self.properties if _IRI.fullmatch(name) and not _UNSAFE.search(name)),
        }
        graphs = "".join(f" || ?graph = <{base}{VIEWS}names/{language}>" for language in sorted(self.languages))
        return f"FILTER(?name IN ({_listed(names)})) FILTER(?name NOT IN ({_listed(_VIEWED)}){graphs})"

    def among(self, lines: bytes) -> Iterator[bytes]:
        """Those of these lines of N-Quads."""
        endings = tuple(f"/{VIEWS}names/{language}> .\n".encode() for language in self.languages)
        for line in lines.splitlines(keepends=True):
            _, name, rest = line.split(b" ", 2)
            if name in _VIEWED:
                if line.endswith(endings):
                    yield line
            elif name == _TYPE:
                if self.classes is None or rest.partition(b" ")[0] in self.classes:
                    yield line
            elif self.properties is None or name in self.properties:
                yield line


def _listed(names: Iterable[bytes]) -> str:
    return b", ".join(sorted(names)).decode()


class Portions:
    """What questions ask of a graph: `facts` is its store, `members` say where its texts' lines stand in `files`. What
    was asked for last is `kept`: the texts, the lines, the store."""

    def __init__(self, facts: ox.Store, members: Mapping[str, Member], files: tuple[Path, Path], base: str) -> None:
        self._facts, self._members, self._files, self._base = facts, members, files, base
        self._texts = frozenset(name for name, member in members.items() if member.evidence.size)
        self.kept: tuple[frozenset[str], Lines, ox.Store] | None = None

    def texts(self, question: Question, given: Mapping[str, ox.NamedNode | ox.Literal]) -> frozenset[str]:
        """The texts (their graphs' local names) that the answer can stand in."""
        found = self._texts
        if question.speaks_of:
            found &= self._graphs(ox.NamedNode(DAO + name) for name in question.speaks_of)
        for name, term in given.items():
            kind = question.parameters[name].type
            if kind == "lang":
                found &= {text for text in found if text.endswith(f"/{term.value}")}
            elif kind in PLAIN_TYPES or kind == "term" or not isinstance(term, ox.NamedNode):
                continue
            elif kind == "document" and name == "document":
                found &= self._of_document(term)
            elif not (kind == "entity" and _NAMED in question.sparql):
                found &= self._graphs([term])
            # In how many versions something stands, the others say, too.
            if kind in _PARTS:
                documents = {text.rpartition("/")[0] for text in found}
                found = frozenset(text for text in self._texts if text.rpartition("/")[0] in documents)
        return found

    def growing(self, texts: frozenset[str]) -> Iterator[frozenset[str]]:
        """The texts of some documents, then of more, at last all of `texts`."""
        documents: dict[str, list[str]] = {}
        for text in sorted(texts):
            documents.setdefault(text.rpartition("/")[0], []).append(text)
        count = _FIRST
        while count * _MORE <= len(documents):
            yield frozenset(text for some in islice(documents.values(), count) for text in some)
            count *= _MORE
        yield texts

    def store(self, texts: frozenset[str], sparql: str) -> ox.Store:
        """A store of the lines of the texts that a query of the library asks for, and of what the graph says of the
        things in them: the graphs that it names, and in the default graph every triple. Raises OSError, EOFError or
        zlib.error where a file is damaged."""
        lines = Lines.of(sparql)
        if self.kept is None or self.kept[:2] != (texts, lines):
            # Not two at a time.
            self.kept = None
            self.kept = (texts, lines, self._read(texts, lines))
        return self.kept[2]

    def _read(self, texts: frozenset[str], lines: Lines) -> ox.Store:
        store, whole = ox.Store(), 2 * len(texts) > len(self._texts)
        nodes: set[bytes] = set()
        for name, member in sorted(self._members.items()):
            if not (whole or name in texts):
                continue
            places = (member.facts, member.evidence) if name in texts else (member.facts,)
            for path, place in zip(self._files, places, strict=False):
                if place.size:
                    found = b"".join(lines.among(lines_of(path, place)))
                    self._fill(store, found, lines)
                    if not whole:
                        nodes |= {iri for iri in _IRI.findall(found) if _SPAN not in iri}
        if not whole:
            self._follow(store, nodes, lines)
        return store

    def _fill(self, store: ox.Store, found: bytes, lines: Lines) -> None:
        if lines.graphs or b"/views/names/" in found:
            store.bulk_load(found, format=ox.RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(_GRAPH.sub(b" .", found), format=ox.RdfFormat.N_TRIPLES, lenient=True)

    def _follow(self, store: ox.Store, nodes: set[bytes], lines: Lines) -> None:
        """Add what the graph says of the things that were read, and of those that these lines name."""
        known = set[bytes]()
        for _ in range(_STEPS):
            fresh = sorted(nodes - known)
            known |= nodes
            said = b"".join(lines.among(b"".join(self._said(fresh, lines.asked(self._base)))))
            self._fill(store, said, lines)
            nodes = {iri for iri in _IRI.findall(said) if _SPAN not in iri}

    def _said(self, nodes: Sequence[bytes], asked: str) -> Iterator[bytes]:
        """What the graph says of some things that may be asked for: the engine leaves out the rest, which is most."""
        for some in (nodes[begin : begin + _AT_ONCE] for begin in range(0, len(nodes), _AT_ONCE)):
            values = b" ".join(b"<%b>" % node for node in some if not _UNSAFE.search(node)).decode()
            query = f"SELECT * WHERE {{ VALUES ?node {{ {values} }} GRAPH ?graph {{ ?node ?name ?value }} {asked} }}"
            for row in self._facts.query(query):  # type: ignore[union-attr]
                yield f"{row['node']} {row['name']} {row['value']} {row['graph']} .\n".encode()

    def _of_document(self, document: ox.NamedNode) -> frozenset[str]:
        start = "graph/" + document.value.removeprefix(f"{self._base}document/") + "/"
        own = frozenset(text for text in self._texts if text.startswith(start))
        return own or self._graphs([document])

    def _graphs(self, nodes: Iterable[ox.NamedNode]) -> frozenset[str]:
        """The texts whose facts speak of one of these."""
        found = set[str]()
        for node in nodes:
            for pattern in ((node, None, None), (None, None, node)):
                for quad in self._facts.quads_for_pattern(*pattern):
                    if isinstance(quad.graph_name, ox.NamedNode):
                        found.add(quad.graph_name.value.removeprefix(self._base))
        return self._texts & found
