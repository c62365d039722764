"""One function over many items, by one process or several; results come in the order of the items."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# How many new objects make Python look for cycles among them (700 at first): what is read from a text is as many, most
# of it is gone with the text, and looking took 6 % of the time. Memory stays as it was.
COLLECTED_AFTER = 100_000


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
        if jobs == 1:
            yield from map(function, items)
        else:
            # Most builds are of few texts: what brings processes is imported where they are wanted.
            from dao_graph.pipeline.processes import shared

            yield from shared(function, items, jobs, lost)


@contextmanager
def without_cycles() -> Iterator[None]:
    """Let Python look for cycles among objects more seldom than it does."""
    thresholds = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER)
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
