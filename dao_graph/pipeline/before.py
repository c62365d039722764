"""The graph that a folder holds before a build, as far as it is whole."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from dao_graph.folder import snapshots
from dao_graph.folder.members import Member, index_of
from dao_graph.folder.report import Entry, Report
from dao_graph.folder.snapshots import (
    EVIDENCE,
    FACTS,
    INDEX,
    INPUTS,
    REPORT,
    STORE,
    WORDS,
    Look,
    Snapshot,
    is_copy,
)
from dao_graph.folder.text_cache import Known
from dao_graph.pipeline.joining import Earlier
from dao_graph.pipeline.unchanged import Noted

# Folders are passed on: what stands in them as a key becomes part of a path.
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Before:
    """The graph that a folder holds already."""

    state: Snapshot | None
    report: Report
    keys: Sequence[str]
    damaged: Set[str] = frozenset()
    members: Mapping[str, Member] = field(default_factory=dict)
    noted: Noted = field(default_factory=Noted)

    def known(self) -> Mapping[str, Known]:
        """What is known of its texts without their outcomes, by the keys of these."""
        spoken = self.noted.entities
        return {key: Known(key, entry, spoken[key]) for entry, key in self.texts() if key in spoken}

    @property
    def files(self) -> tuple[Path, Path] | None:
        """The files that its members stand in."""
        return None if self.state is None else (self.state.path / FACTS, self.state.path / EVIDENCE)

    def earlier(self, stored: str) -> Earlier | None:
        """What the next store can be made from, where it is to hold the same."""
        sound = not any(name.partition("/")[0] in (FACTS, EVIDENCE, INDEX, STORE) for name in self.damaged)
        if self.state is None or self.files is None or not sound or self.state.about.get("stored") != stored:
            return None
        return Earlier(self.files, self.members, self.state.store)

    @property
    def words(self) -> Path | None:
        """Its index of words, where there is one."""
        if self.state is None or WORDS in self.damaged or not self.state.has(WORDS):
            return None
        return self.state.path / WORDS

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
        members = index_of(state.path / INDEX) if INDEX not in damaged else {}
        if REPORT not in damaged:
            report = Report.from_json((state.path / REPORT).read_bytes())
            if len(report.inputs) == len(keys):
                return Before(state, report, keys, damaged, members, _noted(state, damaged, look))
        return Before(state, Report("", []), [], damaged, members)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, IndexError, zlib.error):
        # Whatever it is, it does not help.
        return Before(None, Report("", []), [])


def _noted(state: Snapshot, damaged: Set[str], look: Look) -> Noted:
    """What was noted of the inputs, unless every file is to be read."""
    if look is Look.CONTENTS or INPUTS in damaged or not state.has(INPUTS):
        return Noted()
    return Noted.read(state.path / INPUTS)


def copy_of(entry: Entry) -> str:
    """The name of the copy of a text from standard input."""
    return f"stdin-{entry.sha256[:16]}.txt"
