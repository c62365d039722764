"""A process beside that of a worker in whose first thread the work is done.

Workers of Dask work in threads. A limit of processor time is a signal, which only the first thread of a process gets,
and a text that takes all the memory should end no more than itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from dao_graph.pipeline.workers import without_cycles

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Process:
    """A process that does one thing at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def do(self, function: Callable[[Item], Result], item: Item) -> Result:
        """function(item). Raises what that raises, EOFError or OSError where the process ends before."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        pickle.dump((function, item), self._child.stdin, pickle.HIGHEST_PROTOCOL)
        self._child.stdin.flush()
        found, error = pickle.load(self._child.stdout)
        if error is not None:
            raise error
        result: Result = found
        return result

    def end(self) -> None:
        """End it."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


# Each thread of a worker has one of its own, which ends with the worker: its input does.
_own = threading.local()


def done_beside(function: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    """function(item), done in a process beside this one; where that ends, it is done once more by another, and where
    that ends, too, `lost(item)`. All must be picklable. Raises what the function raises."""
    for _ in range(2):
        process: _Process | None = getattr(_own, "process", None)
        if process is None:
            process = _own.process = _Process()
        try:
            return process.do(function, item)
        except (EOFError, OSError, pickle.UnpicklingError):
            process.end()
            _own.process = None
    return lost(item)


def main() -> None:
    """Do what comes on standard input until that ends. Nothing but results may stand in the pipe."""
    # Ctrl-C goes to the whole group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with without_cycles():
        while True:
            try:
                function, item = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            result: tuple[Any, BaseException | None]
            try:
                result = function(item), None
            except Exception as error:
                result = None, error
            try:
                pickle.dump(result, results, pickle.HIGHEST_PROTOCOL)
                results.flush()
            except BrokenPipeError:
                return  # the worker is gone


if __name__ == "__main__":
    main()
