"""A graph out of what its texts state: of texts that are the same the first counts, and what the authority lists and
the ontology say is added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import groupby, islice
from pathlib import Path

from dao_graph._version import __version__
from dao_graph.folder.report import Entry, Report
from dao_graph.rdf.dataset import description
from dao_graph.rdf.emit import Emitter, graph_name
from dao_graph.rdf.external_sort import SortedLines
from dao_graph.rdf.output import lines
from dao_graph.rdf.tally import Tally, Total
from dao_graph.rdf.views import views
from dao_graph.rules.knowledge import PACKAGED, Knowledge

_AT_ONCE = 4096


class Assembly:
    """A graph while its texts come in. `folder` gives one for files on the way; without it all stays in memory."""

    def __init__(self, base: str, knowledge: Knowledge = PACKAGED, folder: Callable[[], Path] | None = None) -> None:
        self.report = Report(__version__, [])
        self.quarantine = SortedLines("quarantine", folder)
        self._base, self._knowledge = base, knowledge
        self._derived = SortedLines("derived", folder)
        self._ends = f"<{base}graph/derived> .\n".encode()
        self._material = SortedLines("material", folder)
        self._folder = folder
        self._total = Total(folder)
        self._entities: set[str] = set()
        self._seen: dict[str, str] = {}

    def note(self, entry: Entry, entities: AbstractSet[str]) -> bool:
        """Note what became of the next input; whether its lines are to be added, too."""
        if entry.sha256 in self._seen:
            reason = f"the same text as {self._seen[entry.sha256]}"
            self.report.inputs.append(Entry(entry.source, "duplicate", reason, sha256=entry.sha256))
            return False
        if entry.sha256 and not entry.stage:
            self._seen[entry.sha256] = entry.source
        self.report.inputs.append(entry)
        self._entities |= entities
        return entry.status == "built"

    def graph_of(self, entry: Entry) -> str:
        """The local name of the graph of a text that was built."""
        return graph_name(entry.document, entry.language, self._base)

    def add(self, tally: Tally, derived: bytes, quarantined: bytes) -> None:
        """Add what a text's graph holds, the lines that follow from it, and those that were set aside. Raises OSError
        where they cannot be written."""
        self._total.add(tally)
        given = derived.splitlines(keepends=True)
        self._derived.add(b"".join(line for line in given if line.endswith(self._ends)))
        # The rest is what views are made of.
        self._material.add(b"".join(line for line in given if not line.endswith(self._ends)))
        self.quarantine.add(quarantined)

    def shared(self) -> Mapping[str, Iterable[bytes]]:
        """The graphs that texts share, by local name: sorted lines, many at a time. Notes in the report how much there
        is. Raises OSError."""
        emitter = Emitter(self._base, self._knowledge.authorities)
        graphs: dict[str, Iterable[bytes]] = {
            "graph/authorities": [ordered(encoded(emitter.authorities(self._entities)))],
            "graph/ontology": [ordered(encoded(emitter.ontology()))],
        }
        if self._derived.settle():
            graphs["graph/derived"] = self._derived
        graphs |= self._views(*graphs["graph/authorities"], *graphs["graph/ontology"])
        for blocks in graphs.values():
            for block in blocks:
                self._total.add(Tally.of(block))
        built = self.report.of("built")
        self.report.triples = self._total.triples
        self.report.quarantined = self.quarantine.settle()
        documents = len({entry.document for entry in built})
        described = description(self._base, documents, len(built), self._total, self._knowledge.fingerprint())
        graphs["graph/dataset"] = [ordered(encoded(lines(described)))]
        return graphs

    def _views(self, *listed: bytes) -> Mapping[str, Iterable[bytes]]:
        """The graphs of views by local name; `listed` are the lines of the lists and the ontology."""
        for some in listed:
            self._material.add(some)
        self._material.settle()
        graphs: dict[str, SortedLines] = {}
        terms = (name.strip("<>") for name in self._total.properties)
        view = views(self._material, self._base, self._knowledge.authorities, terms)
        while found := list(islice(view, _AT_ONCE)):
            for graph, part in groupby(sorted(found, key=_graph), _graph):
                name = graph.removeprefix(self._base)
                if name not in graphs:
                    graphs[name] = SortedLines(name.replace("/", "-"), self._folder)
                graphs[name].add(encoded(part))
        return graphs


def _graph(line: str) -> str:
    """The IRI of the graph that a line ends in."""
    return line[line.rindex("<") + 1 : -4]


def encoded(lines: Iterable[str]) -> bytes:
    """Lines as bytes."""
    return "".join(lines).encode()


def ordered(*lines: bytes) -> bytes:
    """Lines in order and without doubles."""
    return b"".join(sorted({line for some in lines for line in some.splitlines(keepends=True)}))
