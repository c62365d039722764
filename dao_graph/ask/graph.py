"""A graph that was built: ask it, check it, take it elsewhere."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from dao_graph.ask.answer import Answer, answer_of
from dao_graph.ask.evidence import of_facts
from dao_graph.ask.guard import refuse, refuse_graphs
from dao_graph.ask.lookup import Names
from dao_graph.ask.nearby import nearby
from dao_graph.ask.objects import Entity, Fact, Mention, Objects
from dao_graph.ask.questions import Question, bound, find_question
from dao_graph.errors import DamagedError, GraphError, QueryError
from dao_graph.folder import snapshots
from dao_graph.folder.members import index_of, opened
from dao_graph.folder.report import report_of
from dao_graph.folder.snapshots import Damage, Look
from dao_graph.namespaces import BASE, DCTERMS
from dao_graph.terms import text_of

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib

    from dao_graph.projection.model import PropertyGraph
    from dao_graph.rdf.conformance import Engine
    from dao_graph.rdf.validate import Violation

# The graphs that a query sees: those merged as its default graph, and those it may name.
Dataset = tuple[Sequence[str], Sequence[str]]
FILES = (snapshots.FACTS, snapshots.EVIDENCE)
# As plain text: what earlier versions wrote, and programs give.
_PLAIN = (snapshots.PLAIN_FACTS, snapshots.PLAIN_EVIDENCE)
_READ = (*FILES, snapshots.REPORT)
# Packed evidence that is read into memory in a second.
SMALL = 1 << 20
_CURE = "build the graph again with --recheck"


class Graph:
    """A built graph: facts and evidence as N-Quads, or the files that hold them, with the report of its build."""

    def __init__(
        self,
        facts: bytes | Path,
        evidence: bytes | Path,
        report: Mapping[str, Any],
        state: snapshots.Snapshot | None = None,
        folder: Path | None = None,
    ) -> None:
        self._contents = (facts, evidence)
        # Holding it keeps its files where they are while a build goes on.
        self._state = state
        self._folder = folder
        self.report = report

    def __repr__(self) -> str:
        built = [entry for entry in self.report.get("inputs", ()) if entry.get("status") == "built"]
        documents = {entry["document"] for entry in built}
        languages = sorted({entry["language"] for entry in built})
        where = f" in {str(self._state.path)!r}" if self._state else ""
        texts, works = (
            f"{n} {word}{'s' * (n != 1)}" for n, word in ((len(built), "text"), (len(documents), "document"))
        )
        return f"<dao_graph.Graph{where}: {texts} of {works}, {', '.join(languages)}>"

    @property
    def state(self) -> snapshots.Snapshot | None:
        """The snapshot of its folder that it is; None where it is of files."""
        return self._state

    @property
    def facts_nquads(self) -> bytes:
        """The N-Quads of what the texts state. Raises OSError where their file is gone."""
        return _content(self._contents[0])

    @property
    def evidence_nquads(self) -> bytes:
        """The N-Quads of where it stands. Raises OSError where their file is gone."""
        return _content(self._contents[1])

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """The things in the graph as objects, in the order of their ids; with `kind` ("Country") those of a class."""
        return self._objects.entities(kind)

    def facts(self, kind: str | None = None) -> Iterator[Fact]:
        """The facts with the quotes that state them; with `kind` those of a class ("Act") or property ("cites")."""
        return self._objects.facts(kind)

    def mentions(self, entity: str | None = None) -> Iterator[Mention]:
        """Where things are named; with `entity` (a local id such as "country/RWA") where that one is."""
        return self._objects.mentions(entity)

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self.store, self.base)

    @classmethod
    def open(cls, path: str | Path, state: Path | None = None) -> Graph:
        """The graph in a folder that `build` wrote, or in one N-Quads file, which is read when it is asked for; with
        `state` that one of the folder's snapshots, which may no longer be its newest.

        Raises GraphError where there is none or it cannot be read, DamagedError where a file of it is not as it was
        written.
        """
        path = Path(path)
        try:
            if path.is_file():
                return cls(path, b"", {})
            held = snapshots.at(state) if state else snapshots.current(path)
            damage = [d for d in snapshots.damage_of(path, held, Look.SIZES) if d.name in _READ]
            if damage:
                raise DamagedError(f"{path}: {damage[0]}")
            files = held.path if held else path
            names = _PLAIN if not (files / FILES[0]).is_file() and (files / _PLAIN[0]).is_file() else FILES
            if not (files / names[0]).is_file():
                raise GraphError(f"{path}: holds no {FILES[0]}; build one with: dao-graph build PATH -o {path}")
            evidence = files / names[1]
            return cls(
                files / names[0],
                evidence if evidence.is_file() else b"",
                report_of(files / snapshots.REPORT),
                held,
                path,
            )
        except (OSError, ValueError) as error:
            raise GraphError(f"{path}: cannot be read: {error}") from error

    def damage(self, look: Look = Look.CONTENTS) -> list[Damage]:
        """What of its files is not as the build wrote it. Raises GraphError where they cannot be read."""
        try:
            return snapshots.damage_of(self._folder, self._state, look) if self._folder else []
        except (OSError, ValueError) as error:
            raise GraphError(f"{self._folder}: cannot be read: {error}") from error

    def quads(self, evidence: bool = True) -> Iterator[ox.Quad]:
        """All quads in the order of the files; without those of evidence if they are not wanted.

        Raises GraphError at a line that is no N-Quads, or where a file cannot be read.
        """
        for name, content in zip(FILES, self._contents if evidence else self._contents[:1], strict=False):
            try:
                with _opened(content) as file:
                    yield from ox.parse(file, format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise GraphError(f"{name}: is no N-Quads: {error}") from error
            except OSError as error:
                raise GraphError(f"{content!s}: cannot be read: {error}") from error

    def lines(self, evidence: bool = True) -> Iterator[bytes]:
        """The lines of the files as they are, with their line ends; without those of the evidence's file if they are
        not wanted. Raises GraphError where a file cannot be read."""
        for content in self._contents if evidence else self._contents[:1]:
            try:
                with _opened(content) as file:
                    yield from file
            except OSError as error:
                raise GraphError(f"{content!s}: cannot be read: {error}") from error

    @cached_property
    def base(self) -> str:
        """The base of the data IRIs, read off the graph."""
        for quad in self.quads(evidence=False):
            name = quad.graph_name
            if isinstance(name, ox.NamedNode) and "/graph/" in name.value:
                return name.value.rpartition("/graph/")[0] + "/"
        return BASE

    @cached_property
    def store(self) -> ox.Store:
        """A store: the named graphs, and in its default graph every triple once. It is the one that the build made, for
        reading only, where that is in step with the files and holds the evidence; else one in memory."""
        if self._embedded is not None and not self._of_facts:
            return self._embedded
        store = ox.Store()
        store.bulk_extend(self.quads())
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in self.quads())
        return store

    @property
    def facts_store(self) -> ox.Store:
        """The same without the graphs of evidence, where the build's store has none; else `store`."""
        return self._embedded if self._of_facts and self._embedded is not None else self.store

    @cached_property
    def _embedded(self) -> ox.Store | None:
        """The store that the build made, for reading only; None where there is none in step with the files."""
        if self._state is None or (path := self._state.store) is None:
            return None
        try:
            return ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            raise DamagedError(f"{path}: cannot be read: {error}: {_CURE}") from error

    @property
    def reads_evidence(self) -> bool:
        """Whether a question for evidence reads much of it into memory."""
        return self._of_facts and self.evidence_size >= SMALL

    @property
    def evidence_size(self) -> int:
        """How many bytes the evidence has where it stands."""
        evidence = self._contents[1]
        return evidence.stat().st_size if isinstance(evidence, Path) else len(evidence)

    @property
    def _of_facts(self) -> bool:
        """Whether the build's store is of facts alone."""
        return self._state is not None and self._state.about.get("stored") == "facts"

    def nearby(self, iri: str) -> ox.Store:
        """A store with everything that is stated of a thing, and the words: all of `store` where that is at hand, else
        what the files say of it, as triples of the default graph. Raises DamagedError where a file cannot be read."""
        if self._state is None or not self._of_facts or self._embedded is None or "store" in self.__dict__:
            return self.store
        files = (self._state.path / FILES[0], self._state.path / FILES[1])
        try:
            members = index_of(self._state.path / snapshots.INDEX)
            return nearby(self._embedded, members, files, self.base, iri)
        except (OSError, EOFError, ValueError, TypeError, zlib.error) as error:
            raise DamagedError(f"{self._folder}: cannot be read: {error}: {_CURE}") from error

    @cached_property
    def names(self) -> Names:
        """What the things in the graph are called."""
        return Names(self.facts_store, self.base)

    def query(self, question: str | Question, /, *, limit: int | None = None, **parameters: str) -> Answer:
        """The answer to a question of the library (by name), a `.rq` file, or SPARQL text.

        Parameters are bound as terms: a thing may be given by its name in any of the six languages, its code or symbol,
        its local id ("country/RWA") or its IRI. With `limit` no more rows than that are read.

        Raises RefusedError where the query would reach outside the graph or change it, QueryError where there is no
        such query, it is malformed, or a parameter does not fit.
        """
        if isinstance(question, str):
            inline = "{" in question or "<" in question
            question = Question("query", "", {}, {}, {}, question) if inline else find_question(question)
        facts = of_facts(question.sparql, ours=question.ours)
        return self.run(bound(question, parameters, self.names, self.base, limit), question.name, limit, facts=facts)

    def run(
        self,
        sparql: str,
        name: str = "query",
        limit: int | None = None,
        dataset: Dataset | None = None,
        size: int | None = None,
        facts: bool | None = None,
    ) -> Answer:
        """The answer to SPARQL as it stands; `dataset` takes the place of what FROM and FROM NAMED say, `name` is what
        errors call the query, `facts` is whether facts without evidence are enough, None where that is to be found out.
        Raises what `query` raises, LimitError where the answer has more than `size` bytes."""
        refuse(sparql, self.base)
        default, named = dataset or ((), ())
        refuse_graphs([*default, *named], self.base)
        try:
            graphs = {} if dataset is None else {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
            if dataset is None:
                enough = of_facts(sparql) if facts is None else facts
            else:
                enough = not any(iri.startswith(f"{self.base}evidence/") for iri in (*default, *named))
            store = self.facts_store if enough else self.store
            found = store.query(sparql, base_iri=self.base, **graphs)  # type: ignore[arg-type]
            return answer_of(found, limit, size)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            if is_damage(error):
                raise DamagedError(f"{self._folder}: the store is damaged ({error}): {_CURE}") from error
            raise QueryError(f"{name}: {error}") from error

    def bound(self, question: Question, /, **parameters: str) -> str:
        """The SPARQL that `query` would run. Raises QueryError where a parameter does not fit."""
        return bound(question, parameters, self.names, self.base)

    def validate(self, engine: Engine = "shacl") -> list[Violation]:
        """What in the graph breaks a shape; each text's graphs are checked with the authority lists' words on them.
        `engine` decides first whether anything does."""
        from dao_graph.rdf.conformance import conforms, split
        from dao_graph.rdf.output import lines

        graphs: dict[str, list[ox.Quad]] = {}
        context: list[ox.Quad] = []
        for quad in self.quads():
            local = quad.graph_name.value.removeprefix(self.base) if isinstance(quad.graph_name, ox.NamedNode) else ""
            kind, _, name = local.partition("/")
            if local == "graph/authorities":
                context.append(quad)
            elif kind in ("graph", "evidence") and "/" in name:
                graphs.setdefault(name, []).append(quad)
        found: list[Violation] = []
        for name in sorted(graphs):
            wanted = {q.object.value for q in graphs[name] if isinstance(q.object, ox.NamedNode)}
            checked = [*graphs[name], *_about(context, wanted)]
            if not conforms(engine, *split(lines(checked))):
                # Importing pySHACL takes longer than all the rest of a small graph.
                from dao_graph.rdf.validate import violations

                found.extend(v for v in violations(checked) if v not in found)
        return found

    def to_rdflib(self, evidence: bool = True) -> rdflib.Dataset:
        """The named graphs as an rdflib Dataset."""
        import rdflib

        from dao_graph.rdf.validate import rdflib_term

        dataset = rdflib.Dataset()
        for quad in self.quads(evidence):
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            triple = (
                rdflib.URIRef(text_of(quad.subject)),
                rdflib.URIRef(quad.predicate.value),
                rdflib_term(quad.object),
            )
            dataset.graph(rdflib.URIRef(name)).add(triple)
        return dataset

    def to_property_graph(self, language: str = "en", *, as_nodes: Sequence[str] = ()) -> PropertyGraph:
        """The graph as people mean it: states, bodies, meetings, funds, documents as nodes, each fact between two of
        them as one edge with its role or verb, its dates and its words; labels in `language` where there are any.

        `as_nodes` names classes of facts ("Act") that are nodes of their own, with an edge for each role. What is not
        in it is accounted for in its `loss`.
        """
        from dao_graph.projection.project import to_property_graph

        return to_property_graph(self.quads(), self.base, language, as_nodes)

    def to_networkx(self, language: str = "en") -> networkx.MultiDiGraph[str]:
        """The property graph for networkx: nodes by their local id ("country/RWA"), edges with the id as key."""
        from dao_graph.projection.networks import to_networkx

        return to_networkx(self.to_property_graph(language))

    def to_igraph(self, language: str = "en") -> igraph.Graph:
        """The property graph for igraph. Raises QueryError where igraph is not installed."""
        from dao_graph.projection.networks import to_igraph

        return to_igraph(self.to_property_graph(language))

    def languages(self) -> list[str]:
        """The languages of the texts in the graph."""
        # The description of the dataset has them as IRIs.
        stated = (q.object for q in self.quads(False) if q.predicate.value == DCTERMS + "language")
        return sorted({term.value for term in stated if isinstance(term, ox.Literal)})


def is_damage(error: BaseException) -> bool:
    """Whether the engine means that the files of its store are not as it wrote them."""
    return isinstance(error, OSError | RuntimeError) and "Corruption" in str(error)


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris]


def _opened(content: bytes | Path) -> AbstractContextManager[BinaryIO]:
    return opened(content) if isinstance(content, Path) else io.BytesIO(content)


def _content(content: bytes | Path) -> bytes:
    with _opened(content) as file:
        return file.read()


def _about(context: Sequence[ox.Quad], wanted: set[str]) -> list[ox.Quad]:
    """What `context` says of `wanted` and of what those refer to in it."""
    by_subject: dict[str, list[ox.Quad]] = {}
    for quad in context:
        by_subject.setdefault(text_of(quad.subject), []).append(quad)
    waiting, seen, found = list(wanted), set[str](), list[ox.Quad]()
    while waiting:
        subject = waiting.pop()
        if subject not in seen:
            seen.add(subject)
            found.extend(by_subject.get(subject, ()))
            waiting.extend(q.object.value for q in by_subject.get(subject, ()) if isinstance(q.object, ox.NamedNode))
    return found
