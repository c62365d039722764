"""A few children that answer, shared by all who ask; those of one lane do not wait for those of another."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import anyio
from anyio import to_thread

from dao_graph.ask.child import Asker
from dao_graph.errors import DaoGraphError

_Result = TypeVar("_Result")
# A child that takes another's place opens the graph first, which is nobody's query.
_OPENING_SECONDS = 30.0
_BUSY = "all workers are busy; try again later"


class NoWorkerError(DaoGraphError):
    """All children were at work for as long as a caller may wait."""


class Pool:
    """`workers` children with the graph at `path` open, each with the limits of an `Asker`; `state` is the snapshot
    that they open, also where the folder has a newer one by then; with `names` they read those first. They start once a
    child of the pool `after` is ready: all at once, none is for long."""

    def __init__(
        self,
        path: Path,
        workers: int,
        timeout: float,
        memory: int,
        state: Path | None = None,
        after: Pool | None = None,
        names: bool = True,
    ) -> None:
        self._workers = workers
        self._begun = threading.Event()
        self._after = after._begun if after else None
        self._patience = timeout
        self._all = [Asker(path, timeout, memory, state, names=names) for _ in range(workers)]
        self._idle: queue.SimpleQueue[Asker] = queue.SimpleQueue()
        self._closed = False
        for asker in self._all:
            self._back(asker)

    def run(self, task: Callable[[Asker], _Result]) -> _Result:
        """What `task` makes of a child that is free. Raises NoWorkerError where none becomes free in time."""
        try:
            asker = self._idle.get(timeout=self._patience + _OPENING_SECONDS)
        except queue.Empty:
            raise NoWorkerError(_BUSY) from None
        try:
            return task(asker)
        finally:
            self._back(asker)

    def lane(self) -> Lane:
        """The children for tasks of an event loop; to be called in it."""
        return Lane(self, self._workers, self._patience)

    def _back(self, asker: Asker) -> None:
        """Make a child available; one that takes the place of another, once it has the graph open."""
        if self._closed:
            asker.close()
        elif asker.ready:
            self._idle.put(asker)
        else:
            threading.Thread(target=self._open, args=(asker,), daemon=True).start()

    def _open(self, asker: Asker) -> None:
        if self._after is not None:
            self._after.wait(_OPENING_SECONDS)
        # What goes wrong is for the next one to ask to hear.
        with suppress(DaoGraphError, EOFError, OSError):
            if not self._closed:
                asker.wait()
        self._begun.set()
        if self._closed:
            asker.close()
        self._idle.put(asker)

    def close(self) -> None:
        """End the children."""
        self._closed = True
        for asker in self._all:
            asker.close()


class Lane:
    """The way of an event loop to a pool: who waits holds no thread, and waits no longer than `patience` seconds."""

    def __init__(self, pool: Pool, workers: int, patience: float) -> None:
        self._pool = pool
        self._patience = patience
        self._free = anyio.Semaphore(workers)
        self._threads = anyio.CapacityLimiter(2 * workers)

    async def run(self, task: Callable[[Asker], _Result]) -> _Result:
        """As `Pool.run`."""
        with anyio.move_on_after(self._patience) as waited:
            await self._free.acquire()
        if waited.cancelled_caught:
            raise NoWorkerError(_BUSY)
        try:
            return await to_thread.run_sync(self._pool.run, task, abandon_on_cancel=True, limiter=self._threads)
        finally:
            self._free.release()
