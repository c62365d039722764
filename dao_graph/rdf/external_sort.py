"""Lines in any number, sorted and without doubles, in memory that does not grow with them.

Lines wait in memory up to a bound; then they are sorted and written to a file, a run. Runs are merged at the end, and
before that wherever they become many, so that few files are open at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

# The evidence of some seventy texts.
_IN_MEMORY = 32 << 20
_BLOCK = 256 << 10
_MOST_RUNS = 64

_Blocks = Iterator[list[bytes]]


class SortedLines:
    """Lines to be written in order. `folder` is where runs go; it is asked for when the first is written. Without one
    all lines stay in memory."""

    def __init__(self, name: str = "", folder: Callable[[], Path] | None = None) -> None:
        self._name = name
        self._folder = folder
        self._waiting: list[bytes] = []
        self._size = 0
        # Runs by how often their lines were merged.
        self._runs: list[list[Path]] = []
        self._numbers = count()

    def add(self, lines: bytes) -> None:
        """Add lines, each with its line end, in any order. Raises OSError where a run cannot be written."""
        self._waiting.append(lines)
        self._size += len(lines)
        if self._size > _IN_MEMORY and self._folder:
            path = self._write(iter([_sorted(self._waiting)]), self._folder())
            self._waiting, self._size = [], 0
            self._place(path, 0, self._folder())

    def settle(self) -> int:
        """The number of different lines; more may be added after. Raises OSError where a run cannot be written."""
        number = 0

        def counted() -> _Blocks:
            nonlocal number
            for block in self._lines():
                number += len(block)
                yield block

        if not self._folder or not self._runs:
            self._waiting = [b"".join(block) for block in counted()]
        else:
            # Counting goes through all lines: what is put in order on the way need not be merged again.
            path = self._write(counted(), self._folder())
            _remove(run for level in self._runs for run in level)
            self._waiting, self._runs = [], [[path]]
        return number

    def __iter__(self) -> Iterator[bytes]:
        """The lines in order, many at a time."""
        return (b"".join(lines) for lines in self._lines() if lines)

    def _lines(self) -> _Blocks:
        runs = [_read(path) for level in self._runs for path in level]
        return _merged([*runs, iter([_sorted(self._waiting)])])

    def _write(self, blocks: _Blocks, folder: Path) -> Path:
        path = folder / f"{self._name}.{next(self._numbers)}"
        with path.open("wb") as file:
            for block in blocks:
                file.writelines(block)
        return path

    def _place(self, path: Path, level: int, folder: Path) -> None:
        if level == len(self._runs):
            self._runs.append([])
        runs = self._runs[level]
        runs.append(path)
        if len(runs) == _MOST_RUNS:
            merged = self._write(_merged([_read(run) for run in runs]), folder)
            _remove(runs)
            self._runs[level] = []
            self._place(merged, level + 1, folder)


def _sorted(pieces: Sequence[bytes]) -> list[bytes]:
    return list(dict.fromkeys(sorted(b"".join(pieces).splitlines(keepends=True))))


def _read(path: Path) -> _Blocks:
    with path.open("rb") as file:
        while block := file.readlines(_BLOCK):
            yield block


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink()


def _merged(runs: Sequence[_Blocks]) -> _Blocks:
    """The lines of sorted runs in order, without doubles.

    Lines up to the least of the last ones of all blocks at hand are complete, for later blocks hold greater ones:
    these are put in order together, which takes a fifth of the time of a merge line by line (heapq.merge).
    """
    waiting = [(block, run) for run in runs if (block := next(run, []))]
    while waiting:
        bound = min(block[-1] for block, _ in waiting)
        ready: list[bytes] = []
        later: list[tuple[list[bytes], _Blocks]] = []
        for block, run in waiting:
            cut = bisect_right(block, bound)
            ready.extend(block[:cut])
            if rest := block[cut:] or next(run, []):
                later.append((rest, run))
        ready.sort()
        yield list(dict.fromkeys(ready))
        waiting = later
