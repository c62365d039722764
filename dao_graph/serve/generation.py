"""The graph that is served: the newest of the folder, one at a time, all its children and pages of the same build."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dao_graph.ask.catalogue import Listing
from dao_graph.ask.graph import Graph
from dao_graph.errors import DaoGraphError
from dao_graph.folder import snapshots
from dao_graph.model.document import Text
from dao_graph.serve.explorer import Explorer
from dao_graph.serve.lists import ListPages
from dao_graph.serve.pool import Lane, Pool
from dao_graph.serve.sources import Draw, Sources

# How often to look whether the folder was built again.
_LOOK_SECONDS = 1.0
# How long the children of an earlier build may finish what they are at, beside the limit of a query.
_GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a request: queries at once, seconds, rows, bytes; and the memory that all children may take
    together beside the graph."""

    workers: int
    seconds: float
    rows: int
    size: int
    memory: int


class Generation:
    """One build of the graph: its pages, and the children that answer from it in three lanes, so that pages do not wait
    for queries, nor the questions of the library for those that strangers write. `tag` is another for each build."""

    def __init__(self, folder: Path, limits: Limits, load: Callable[[str], Text], draw: Draw) -> None:
        # The graph holds its files where they are for as long as its children may want them.
        self._graph = Graph.open(folder)
        held = self._graph.state
        self.state = held.path if held else None
        self.tag = hashlib.sha256(repr(held.about if held else time.time_ns()).encode()).hexdigest()
        self.base = self._graph.base
        self.reads_evidence = self._graph.reads_evidence
        self.listings: dict[tuple[str, str], Listing] = {}
        self.sources = Sources(self._graph.report, load, self.base, draw)
        self.pages = ListPages(self.base, self.sources.around)
        self.explorer = Explorer(folder)
        make = (folder, limits.workers, limits.seconds)
        # What strangers write may take as much as pages and the library's questions do.
        share = limits.memory // (4 * limits.workers)
        pages = Pool(*make, share, self.state)
        library = Pool(*make, share, self.state, after=pages)
        # Who writes a query mostly writes IRIs.
        self._pools = (pages, Pool(*make, 2 * share, self.state, after=library, names=False), library)
        self._lanes: tuple[Lane, Lane, Lane] | None = None

    @property
    def short(self) -> Lane:
        """For pages: what takes a moment each."""
        return self._each[0]

    @property
    def long(self) -> Lane:
        """For queries: what takes as long as whoever wrote it wants."""
        return self._each[1]

    @property
    def library(self) -> Lane:
        """For the questions of the library on pages: what takes two seconds at most, however large the graph."""
        return self._each[2]

    @property
    def _each(self) -> tuple[Lane, Lane, Lane]:
        if self._lanes is None:
            short, long, library = (pool.lane() for pool in self._pools)
            self._lanes = (short, long, library)
        return self._lanes

    def close(self) -> None:
        """End the children."""
        for pool in self._pools:
            pool.close()


class Current:
    """The newest build in `folder`. A rebuild is seen within a second and answers once it is open; what the earlier
    one is at, it finishes."""

    def __init__(self, folder: Path, limits: Limits, load: Callable[[str], Text], draw: Draw) -> None:
        self._folder, self._limits, self._load, self._draw = folder, limits, load, draw
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._looked = time.monotonic()
        self._now = Generation(folder, limits, load, draw)
        self._closed = False

    @property
    def limits(self) -> Limits:
        """What a request may take."""
        return self._limits

    @property
    def reads_evidence(self) -> bool:
        """True if questions for evidence read it from the files, and take long."""
        return self._now.reads_evidence

    def get(self) -> Generation:
        """The build that answers now."""
        with self._lock:
            due = time.monotonic() - self._looked >= _LOOK_SECONDS
            if due:
                self._looked = time.monotonic()
        if due and self._rebuilt() and self._opening.acquire(blocking=False):
            threading.Thread(target=self._renew, daemon=True).start()
        return self._now

    def _rebuilt(self) -> bool:
        link = self._folder / snapshots.OWN / snapshots.CURRENT
        return self._now.state is not None and link.exists() and link.resolve() != self._now.state.resolve()

    def _renew(self) -> None:
        try:
            # What is half written or damaged is looked at again; until then the earlier build answers.
            with suppress(DaoGraphError, OSError):
                new = Generation(self._folder, self._limits, self._load, self._draw)
                with self._lock:
                    old, self._now = self._now, new
                if self._closed:
                    new.close()
                time.sleep(self._limits.seconds + _GRACE_SECONDS)
                old.close()
        finally:
            self._opening.release()

    def close(self) -> None:
        """End the children."""
        self._closed = True
        self._now.close()
