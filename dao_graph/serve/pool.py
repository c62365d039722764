"""A few children that answer, shared by all who ask."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from dao_graph.ask.child import Asker
from dao_graph.errors import DaoGraphError

_Result = TypeVar("_Result")


class NoWorkerError(DaoGraphError):
    """All children were at work for as long as a caller may wait."""


class Pool:
    """`workers` children with the graph at `path` open, each with the limits of an `Asker`."""

    def __init__(self, path: Path, workers: int, timeout: float, memory: int) -> None:
        self._patience = timeout
        self._all = [Asker(path, timeout, memory) for _ in range(workers)]
        self._idle: queue.SimpleQueue[Asker] = queue.SimpleQueue()
        for asker in self._all:
            self._back(asker)

    def run(self, task: Callable[[Asker], _Result]) -> _Result:
        """What `task` makes of a child that is free. Raises NoWorkerError where none becomes free in time."""
        try:
            asker = self._idle.get(timeout=self._patience)
        except queue.Empty:
            raise NoWorkerError("all workers are busy; try again later") from None
        try:
            return task(asker)
        finally:
            self._back(asker)

    def _back(self, asker: Asker) -> None:
        """Make a child available; one that takes the place of another, once it has the graph open."""
        if asker.ready:
            self._idle.put(asker)
        else:
            threading.Thread(target=self._open, args=(asker,), daemon=True).start()

    def _open(self, asker: Asker) -> None:
        # What goes wrong is for the next one to ask to hear.
        with suppress(DaoGraphError, EOFError, OSError):
            asker.wait()
        self._idle.put(asker)

    def close(self) -> None:
        """End the children."""
        for asker in self._all:
            asker.close()
