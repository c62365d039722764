"""A graph out of what its texts state: of texts that are the same the first counts, and what the authority lists and
the ontology say is added."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from dao_graph._version import __version__
from dao_graph.folder.keys import fingerprint
from dao_graph.folder.report import Entry, Report
from dao_graph.folder.text_cache import Part
from dao_graph.rdf.dataset import description
from dao_graph.rdf.emit import Emitter, graph_name
from dao_graph.rdf.external_sort import SortedLines
from dao_graph.rdf.lines import ordered
from dao_graph.rdf.output import lines
from dao_graph.rdf.shared_names import SharedNames
from dao_graph.rdf.tally import Tally, Total, digest_of
from dao_graph.rules.knowledge import PACKAGED, Knowledge


@dataclass(frozen=True, slots=True)
class Shared:
    """What texts share, a part of it: `key` is a digest of what it holds or is made of, `blocks` gives its lines, many
    at a time."""

    key: str
    blocks: Callable[[], Iterable[bytes]]


class Assembly:
    """A graph while its texts come in. `folder` gives one for files on the way; without it all stays in memory."""

    def __init__(self, base: str, knowledge: Knowledge = PACKAGED, folder: Callable[[], Path] | None = None) -> None:
        self.report = Report(__version__, [])
        self.quarantine = SortedLines("quarantine", folder)
        self._base, self._knowledge = base, knowledge
        self._derived = SortedLines("derived", folder)
        self._total = Total(folder)
        self._entities: set[str] = set()
        self._seen: dict[str, str] = {}
        self._names: SharedNames | None = None

    @property
    def _shared_names(self) -> SharedNames:
        # The lists take a quarter of a second to read, and are not needed where nothing is to be written.
        if self._names is None:
            made_by = f"{fingerprint()} {self._knowledge.fingerprint()}"
            self._names = SharedNames(self._base, self._knowledge.authorities, made_by)
        return self._names

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

    def add(self, part: Part) -> None:
        """Add what a document holds and what follows from it. Raises OSError where that cannot be written."""
        self._total.add(Tally.from_bytes(part.tally))
        self._derived.add(part.follows)
        self._shared_names.add(part.triples, part.ids)

    def shared(self, part: Callable[[str], Part | None]) -> Mapping[str, Shared]:
        """What texts share, by name, the parts of a graph in order. `part` gives the part of a document, by its id
        without its kind, None of one whose texts are not here. Notes in the report how much there is. Raises OSError.
        """
        emitter = Emitter(self._base, self._knowledge.authorities)
        graphs: dict[str, Iterable[bytes]] = {
            "graph/authorities": [ordered(encoded(emitter.authorities(self._entities)))],
            "graph/ontology": [ordered(encoded(emitter.ontology()))],
        }
        for (block,) in graphs.values():
            self._shared_names.add_listed(block)
        if self._derived.settle():
            graphs["graph/derived"] = self._derived
        for blocks in graphs.values():
            for block in blocks:
                self._total.add(Tally.of(block))
        found = self._parts(part)
        built = self.report.of("built")
        self.report.triples = self._total.triples
        self.report.quarantined = self.quarantine.settle()
        documents = len({entry.document for entry in built})
        described = description(self._base, documents, len(built), self._total, self._knowledge.fingerprint())
        graphs["graph/dataset"] = [ordered(encoded(lines(described)))]
        return found | {name: Shared(_digest(blocks), blocks.__iter__) for name, blocks in graphs.items()}

    def _parts(self, part: Callable[[str], Part | None]) -> dict[str, Shared]:
        """The parts of the names of what several documents speak of."""
        owners: dict[str, AbstractSet[int]] = {}

        def is_named(id: str) -> bool:
            kind, _, rest = id.partition("/")
            document, below, _ = rest.partition("/")
            if kind != "document" or not below:
                return False
            if document not in owners:
                owner = part(document)
                owners[document] = frozenset(Tally.from_bytes(owner.tally).subjects) if owner else frozenset()
            return digest_of(f"<{self._base}{id}>".encode()) in owners[document]

        terms = [name.strip("<>") for name in self._total.properties]
        found: dict[str, Shared] = {}
        for one in self._shared_names.parts(terms, is_named):
            self._total.add(one.tally)
            found[one.name] = Shared(one.key, lambda one=one: [ordered(encoded(one.lines()))])  # type: ignore[misc]
        return found


def _digest(blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()


def encoded(lines: Iterable[str]) -> bytes:
    """Lines as bytes."""
    return "".join(lines).encode()
