"""Processes of this machine that share work, and what becomes of it where one of them dies."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread

from dao_graph.errors import DaoGraphError
from dao_graph.pipeline.workers import COLLECTED_AFTER, Item, Result

# Items that wait for each process: enough that none idles while a long one holds up the order, few enough that
# finished results do not pile up.
_AHEAD = 8


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


def shared(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item], Result] | None
) -> Iterator[Result]:
    """function(item) for each item by so many processes, as `in_order` gives them."""
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
    gc.set_threshold(COLLECTED_AFTER)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
