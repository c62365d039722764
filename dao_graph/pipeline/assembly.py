"""A graph out of what its texts state: of texts that are the same the first counts, and what the authority lists and
the ontology say is added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from dao_graph._version import __version__
from dao_graph.folder.report import Entry, Report
from dao_graph.folder.text_cache import Outcome
from dao_graph.rdf.dataset import description
from dao_graph.rdf.emit import Emitter
from dao_graph.rdf.external_sort import SortedLines
from dao_graph.rdf.output import lines
from dao_graph.rules.knowledge import PACKAGED, Knowledge


class Assembly:
    """A graph while its texts come in. `folder` gives one for files on the way; without it all stays in memory."""

    def __init__(self, folder: Callable[[], Path] | None = None) -> None:
        self.report = Report(__version__, [])
        self.facts = SortedLines("facts", folder)
        self.evidence = SortedLines("evidence", folder)
        self.quarantine = SortedLines("quarantine", folder)
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

    def add(self, outcome: Outcome) -> None:
        """Add the lines of a text. Raises OSError where they cannot be written."""
        self.facts.add(outcome.facts)
        self.evidence.add(outcome.evidence)
        self.evidence.add_block(outcome.quotes)
        self.quarantine.add(outcome.quarantined)

    def finish(self, base: str, knowledge: Knowledge = PACKAGED) -> None:
        """Add what the authority lists and the ontology say, and how much there is. Raises OSError."""
        built = self.report.of("built")
        if built:
            emitter = Emitter(base, knowledge.authorities)
            self.facts.add(encoded([*emitter.authorities(self._entities), *emitter.ontology()]))
            self.report.triples = self.facts.settle()
            documents = len({entry.document for entry in built})
            self.facts.add(
                encoded(lines(description(base, documents, len(built), self.facts, knowledge.fingerprint())))
            )
        self.report.quarantined = self.quarantine.settle()


def encoded(lines: Iterable[str]) -> bytes:
    """Lines as bytes."""
    return "".join(lines).encode()
