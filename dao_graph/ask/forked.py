"""A copy of this process that goes on with a function: what was imported need not be imported again."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, BinaryIO, NoReturn


def is_safe() -> bool:
    """True if a copy is one that can go on: only the thread that copies is in it, so there must be no other, none of a
    library either."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


class Forked:
    """A copy of this process in which `run` takes bytes from one pipe and puts bytes into another; what is printed
    there goes to the file `said`. It is used as a `subprocess.Popen`."""

    def __init__(self, run: Callable[[BinaryIO, BinaryIO], object], said: IO[Any]) -> None:
        taken, given = os.pipe()
        answered, answers = os.pipe()
        self.returncode: int | None = None
        self._process = os.fork()
        if self._process == 0:
            os.close(given)
            os.close(answered)
            _go(run, taken, answers, said.fileno())
        os.close(taken)
        os.close(answers)
        self.stdin = os.fdopen(given, "wb")
        self.stdout = os.fdopen(answered, "rb")

    def poll(self) -> int | None:
        """What it ended with, as `subprocess` has it; None while it runs."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int:
        """What it ended with, once it has."""
        found = self._ended(0)
        assert found is not None
        return found

    def kill(self) -> None:
        """End it now."""
        if self.poll() is None:
            os.kill(self._process, signal.SIGKILL)

    def _ended(self, options: int) -> int | None:
        if self.returncode is None:
            process, status = os.waitpid(self._process, options)
            if process:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _go(run: Callable[[BinaryIO, BinaryIO], object], taken: int, answers: int, said: int) -> NoReturn:
    """Do it, and end without what the process that was copied has still to do."""
    try:
        # Where Python was to tell of its own end, it was that of the other process.
        faulthandler.disable()
        os.dup2(said, 1)
        os.dup2(said, 2)
        with os.fdopen(taken, "rb") as asked, os.fdopen(answers, "wb") as replies:
            run(asked, replies)
    finally:
        os._exit(1)
