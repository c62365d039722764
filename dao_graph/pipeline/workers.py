"""One function over many items, by one process or several; results come in the order of the items."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol, TypeVar

from dao_graph.errors import DaoGraphError

Item = TypeVar("Item")
Result = TypeVar("Result")
# Items that wait for each process: enough that none idles while a long one holds up the order, few enough that
# finished results do not pile up.
_AHEAD = 8
# How many new objects make Python look for cycles among them (700 at first): what is read from a text is as many, most
# of it is gone with the text, and looking took 6 % of the time. Memory stays as it was.
_COLLECTED_AFTER = 100_000


def in_order(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item], Result] | None = None,
) -> Generator[Result, None, None]:
    """function(item) for each item. With `jobs` above 1 by so many processes, for which both must be picklable.

    Where a process dies, its items are tried again one by one; the one with which a process dies again has `lost(item)`
    for its result. Raises what the function raises, and DaoGraphError where a process dies and `lost` is not given.
    """
    with without_cycles():
        yield from map(function, items) if jobs == 1 else _shared(function, items, jobs, lost)


@contextmanager
def without_cycles() -> Iterator[None]:
    """Let Python look for cycles among objects more seldom than it does."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


class Share(Protocol):
    """How work is shared: function(item) for each item, in their order; `lost(item)` for one whose process ended.
    `apart` says that it is done where the folder of the graph is not."""

    @property
    def apart(self) -> bool:
        """True if it is."""

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result]
    ) -> Generator[Result, None, None]:
        """The results."""


@dataclass(frozen=True, slots=True)
class Here:
    """Work shared by processes of this machine: `processes` says how many for so many items."""

    processes: Callable[[int], int]
    apart: bool = False

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result]
    ) -> Generator[Result, None, None]:
        """The results."""
        return in_order(function, items, self.processes(len(items)), lost)


class _Pool:
    """Processes, replaced by others where one of them dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        # Not fork: a progress bar or a store may run threads by now.
        return ProcessPoolExecutor(self._jobs, get_context("spawn"), initializer=_begin)

    def submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        """Let a process do this."""
        try:
            return self._pool.submit(function, item)
        except BrokenProcessPool:
            self.end()
            self._pool = self._made()
            return self._pool.submit(function, item)

    def end(self) -> None:
        """Let go of the processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _shared(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item], Result] | None
) -> Iterator[Result]:
    pool = _Pool(jobs)
    alone: list[_Pool] = []
    waiting: deque[tuple[Item, Future[Result]]] = deque()

    def first() -> Result:
        item, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool as error:
            if lost is None:
                raise DaoGraphError("a process ended before its work was done (out of memory?)") from error
        if not alone:
            alone.append(_Pool(1))
        try:
            return alone[0].submit(function, item).result()
        except BrokenProcessPool:
            return lost(item)

    try:
        for item in items:
            waiting.append((item, pool.submit(function, item)))
            if len(waiting) >= _AHEAD * jobs:
                yield first()
        while waiting:
            yield first()
    finally:
        for each in (pool, *alone):
            each.end()


def _begin() -> None:
    """Set up a worker process. Ctrl-C reaches every process of a terminal, so workers ignore it: the first process ends
    them in good order. If that one is killed, they would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(_COLLECTED_AFTER)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
