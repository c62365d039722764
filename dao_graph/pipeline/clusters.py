"""The work of a build shared by a cluster of Dask: in batches by size, results in the order of the items.

A worker has the work done in a process beside it (see `beside`): a text that ends this is reported as that of a process
here, and `--budget` holds. Dask does the batch of a lost worker again on another; a batch with which workers are lost
again and again is taken apart. Bytes of texts travel with their batch and
outcomes come back, so that workers need no file system in common with the one that builds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from dao_graph.errors import DaoGraphError, InputError
from dao_graph.folder.keys import fingerprint
from dao_graph.pipeline.beside import done_beside
from dao_graph.pipeline.inputs import Input

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

Item = TypeVar("Item")
Result = TypeVar("Result")
# Bytes of a batch: some ten texts, so that what Dask needs for each (a few milliseconds) does not count.
BATCH = 1 << 18
# Batches that wait for each worker: what keeps it busy, and results from piling up.
_AHEAD = 3
# How often a cluster of one's own is begun where one of its processes ends before it has begun.
_STARTS = 3


@contextmanager
def cluster(scheduler: str | None, workers: int | None) -> Iterator[Client]:
    """A client of the scheduler at that address (tcp://HOST:8786), or of one of its own with so many processes here.

    Raises DaoGraphError where Dask is not installed, none answers, or its workers have another version of this package.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DaoGraphError("needs Dask: pip install 'dao-graph[dask]'") from error
    own = _started(workers) if scheduler is None else None
    try:
        with Client(own or scheduler, set_as_default=False) as client:
            # One that is lost just then is begun anew.
            found = set(client.run(fingerprint, on_error="ignore").values())
            if found - {fingerprint()}:
                raise DaoGraphError("the workers have another version of dao-graph: install this one there")
            yield client
    except OSError as error:
        raise DaoGraphError(f"{scheduler}: no scheduler of Dask answers: {error}") from error
    finally:
        if own is not None:
            own.close()


def _started(workers: int | None) -> LocalCluster:
    """A scheduler with so many processes here. One that ends before it has begun keeps all from beginning: then they
    are begun once more, a few times."""
    from distributed import LocalCluster

    reason: RuntimeError | None = None
    for _ in range(_STARTS):
        try:
            return LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        except RuntimeError as error:
            reason = error
    raise DaoGraphError(f"the processes of Dask do not start: {reason}") from reason


def in_batches(
    client: Client,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    size: Callable[[Item], int],
    lost: Callable[[Item], Result],
) -> Generator[Result, None, None]:
    """function(item) for each item, in their order; all must be picklable. One with which workers are lost has
    `lost(item)` for its result. Raises what the function raises."""
    waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    try:
        for batch in batches(items, size):
            waiting.append((batch, _submitted(client, function, batch, lost)))
            if len(waiting) >= _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])):
                yield from _results(client, function, *waiting.popleft(), lost)
        while waiting:
            yield from _results(client, function, *waiting.popleft(), lost)
    finally:
        client.cancel([future for _, future in waiting])


def batches(items: Iterable[Item], size: Callable[[Item], int], most: int = BATCH) -> Iterator[list[Item]]:
    """Items in their order in batches of `most` bytes, each of one item at least."""
    batch, held = list[Item](), 0
    for item in items:
        length = size(item)
        if batch and held + length > most:
            yield batch
            batch, held = [], 0
        batch.append(item)
        held += length
    if batch:
        yield batch


def _submitted(
    client: Client, function: Callable[[Item], Result], batch: list[Item], lost: Callable[[Item], Result]
) -> Future[list[Result]]:
    # Not by the name of what goes in: a batch that was lost is no result.
    return client.submit(_each, function, batch, lost, pure=False)


def _each(function: Callable[[Item], Result], batch: list[Item], lost: Callable[[Item], Result]) -> list[Result]:
    return [done_beside(function, item, lost) for item in batch]


def _results(
    client: Client,
    function: Callable[[Item], Result],
    batch: list[Item],
    future: Any,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    from distributed import KilledWorker

    try:
        yield from future.result()
    except KilledWorker:
        if len(batch) == 1:
            yield lost(batch[0])
            return
        for item in batch:
            yield from _results(client, function, [item], _submitted(client, function, [item], lost), lost)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Inputs read by the workers of a cluster."""

    client: Client
    apart: bool = True

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result]
    ) -> Generator[Result, None, None]:
        """The results, as `workers.Share` has it."""
        return in_batches(self.client, function, map(_with_bytes, items), _size, lost)


def _with_bytes(item: Item) -> Item:
    """An input with its bytes; as it is where these cannot be had, which the worker finds out too."""
    try:
        return replace(item, data=item.read()) if isinstance(item, Input) else item
    except InputError:
        return item


def _size(item: object) -> int:
    """The bytes that travel with an input."""
    return len(item.data or b"") if isinstance(item, Input) else 0
