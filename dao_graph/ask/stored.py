"""A built graph where it stands: its files, its store, its report."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import pyoxigraph as ox

from dao_graph.errors import DamagedError, GraphError
from dao_graph.folder import snapshots
from dao_graph.folder.members import index_of, opened, unpacked
from dao_graph.folder.snapshots import Damage, Look
from dao_graph.namespaces import BASE, DCTERMS

if TYPE_CHECKING:
    from dao_graph.ask.nearby import Near
    from dao_graph.ask.portion import Portions
    from dao_graph.words.index import Words

FILES = (snapshots.FACTS, snapshots.EVIDENCE)
# As plain text: what earlier versions wrote, and programs give.
_PLAIN = (snapshots.PLAIN_FACTS, snapshots.PLAIN_EVIDENCE)
_READ = (*FILES, snapshots.REPORT)
# Packed evidence that is read into memory in a second.
SMALL = 1 << 20
CURE = "build the graph again with --recheck"


class StoredGraph:
    """The quads of a built graph, with the report of its build, and the stores that answer from them."""

    def __init__(
        self,
        facts: bytes | Path,
        evidence: bytes | Path,
        report: Mapping[str, Any] | Path,
        state: snapshots.Snapshot | None = None,
        folder: Path | None = None,
        paragraphs: Mapping[str, bytes] | None = None,
    ) -> None:
        self._contents = (facts, evidence)
        self._paragraphs = paragraphs
        # Holding it keeps its files where they are while a build goes on.
        self._state = state
        self._folder = folder
        self._report = report

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The report of its build as plain data, empty where there is none. Raises OSError, and DamagedError where the
        file is no report."""
        from dao_graph.folder.report import report_of

        return report_of(self._report) if isinstance(self._report, Path) else self._report

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

    @classmethod
    def open(cls, path: str | Path, state: Path | None = None) -> Self:
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
            graph = cls(files / names[0], evidence if evidence.is_file() else b"", files / snapshots.REPORT, held, path)
            # A line for each text: of a snapshot it is known to be whole, and read by whoever needs it.
            if held is None:
                graph.report  # noqa: B018
            return graph
        except (OSError, ValueError) as error:
            raise GraphError(f"{path}: cannot be read: {error}") from error

    def damage(self, look: Look = Look.CONTENTS) -> list[Damage]:
        """The files that are not as the build wrote them. Raises GraphError where they cannot be read."""
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
        """The base of the data IRIs, as noted with its snapshot, else read off the graph."""
        if self._state is not None and isinstance(noted := self._state.about.get("base"), str):
            return noted
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
            raise DamagedError(f"{path}: cannot be read: {error}: {CURE}") from error

    @cached_property
    def words(self) -> Words:
        """The texts, and where words stand in them. Raises GraphError where an earlier version built the graph, or it
        was opened from a file; DamagedError where the index cannot be read."""
        # Stemmers take a tenth of a second to import, and most questions need none.
        from dao_graph.words.index import Words

        if self._paragraphs is not None:
            return Words.of(self._paragraphs)
        if self._state is None or not self._state.has(snapshots.WORDS):
            raise GraphError(f"{self._folder or 'the graph'}: has no index of words: build it again")
        return Words.open(self._state.path / snapshots.WORDS)

    @property
    def reads_evidence(self) -> bool:
        """True if a question for evidence reads much of it into memory."""
        return self._of_facts and self.evidence_size >= SMALL

    @property
    def evidence_size(self) -> int:
        """The size of the evidence, in bytes."""
        evidence = self._contents[1]
        return evidence.stat().st_size if isinstance(evidence, Path) else len(evidence)

    @property
    def _of_facts(self) -> bool:
        """True if the build's store is of facts alone."""
        return self._state is not None and self._state.about.get("stored") == "facts"

    def nearby(self, iri: str) -> Near:
        """What is stated of a thing: of `store` where that is at hand, else read from the files as it is asked for.
        Raises DamagedError where a file cannot be read."""
        from dao_graph.ask.nearby import About, Files, Whole

        if self._state is None or not self._of_facts or self._embedded is None or "store" in self.__dict__:
            return Whole(self.store)
        paths = (self._state.path / FILES[0], self._state.path / FILES[1])
        with self.whole():
            members = index_of(self._state.path / snapshots.INDEX)
        return About(Files(self._embedded, members, paths, self.base, self.whole), ox.NamedNode(iri))

    @cached_property
    def files(self) -> Portions | None:
        """What questions can ask of the files, where the build's store has no evidence and that was not read into
        memory. Raises DamagedError where their index cannot be read."""
        if self._state is None or not self._of_facts or self._embedded is None or "store" in self.__dict__:
            return None
        from dao_graph.ask.portion import Portions

        files = (self._state.path / FILES[0], self._state.path / FILES[1])
        with self.whole():
            return Portions(self._embedded, index_of(self._state.path / snapshots.INDEX), files, self.base)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Raise DamagedError where a file cannot be read."""
        try:
            yield
        except (OSError, EOFError, ValueError, TypeError, zlib.error) as error:
            raise DamagedError(f"{self._folder}: cannot be read: {error}: {CURE}") from error

    def part(self, name: str) -> list[ox.Quad]:
        """The quads of one named graph, by its local name ("evidence/A_64_578/en"); read alone where the files say
        where it stands. Raises DamagedError where a file cannot be read."""
        if self._state is not None and self._of_facts and self._embedded is not None:
            kind, _, rest = name.partition("/")
            with self.whole():
                member = index_of(self._state.path / snapshots.INDEX).get(f"graph/{rest}")
                place = None if member is None else member.evidence if kind == "evidence" else member.facts
                if place is None or not place.size:
                    return []
                with (self._state.path / FILES[kind == "evidence"]).open("rb") as file:
                    data = place.read(file)
                if data is None:
                    raise OSError("the part is not the one that was written")
                return list(ox.parse(unpacked(data), format=ox.RdfFormat.N_QUADS))
        return list(self.store.quads_for_pattern(None, None, None, ox.NamedNode(self.base + name)))

    def languages(self) -> list[str]:
        """The languages of the texts in the graph."""
        # The description of the dataset has them as IRIs.
        stated = (q.object for q in self.quads(False) if q.predicate.value == DCTERMS + "language")
        return sorted({term.value for term in stated if isinstance(term, ox.Literal)})


def is_damage(error: BaseException) -> bool:
    """True if the engine means that the files of its store are not as it wrote them."""
    return isinstance(error, OSError | RuntimeError) and "Corruption" in str(error)


def _opened(content: bytes | Path) -> AbstractContextManager[BinaryIO]:
    return opened(content) if isinstance(content, Path) else io.BytesIO(content)


def _content(content: bytes | Path) -> bytes:
    with _opened(content) as file:
        return file.read()
