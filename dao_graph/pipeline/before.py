"""The graph that a folder holds before a build, as far as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from dao_graph.folder import snapshots
from dao_graph.folder.report import Entry, Report
from dao_graph.folder.snapshots import EVIDENCE, FACTS, REPORT, STORE, Look, Snapshot, is_copy

# Folders are passed on: what stands in them as a key becomes part of a path.
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Before:
    """The graph that a folder holds already."""

    state: Snapshot | None
    report: Report
    keys: Sequence[str]
    damaged: Set[str] = frozenset()

    @property
    def store(self) -> Path | None:
        """Its store, from which the next can be made."""
        sound = not any(name.partition("/")[0] in (FACTS, EVIDENCE, STORE) for name in self.damaged)
        return self.state.store if self.state is not None and sound else None

    def texts(self) -> Iterator[tuple[Entry, str]]:
        """The entries of its texts, each with the key of its outcome."""
        return ((e, key) for e, key in zip(self.report.inputs, self.keys, strict=True) if e.status == "built")

    def copy(self, entry: Entry) -> bytes | None:
        """The copy of a text from standard input; None of others."""
        if self.state is None or not is_copy(copy_of(entry)) or not self.state.has(copy_of(entry)):
            return None
        return (self.state.path / copy_of(entry)).read_bytes()


def before(folder: Path, look: Look) -> Before:
    """The graph in a folder, looked at as closely as that. Raises nothing: what cannot be read does not help."""
    try:
        state = snapshots.current(folder, hold=False)
        if state is None:
            return Before(None, Report("", []), [])
        damaged = frozenset(damage.name for damage in state.damage(look))
        keys = [key for key in state.about["keys"] if _KEY.fullmatch(key) or not key]
        if REPORT not in damaged:
            report = Report.from_json((state.path / REPORT).read_bytes())
            if len(report.inputs) == len(keys):
                return Before(state, report, keys, damaged)
        return Before(state, Report("", []), [], damaged)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever it is, it does not help.
        return Before(None, Report("", []), [])


def copy_of(entry: Entry) -> str:
    """The name of the copy of a text from standard input."""
    return f"stdin-{entry.sha256[:16]}.txt"
