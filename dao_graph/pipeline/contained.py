"""One text's work kept apart from the others': it may fail in any way and take only so long.

Whatever happens becomes what is said of that text. What is no text's fault passes: Ctrl-C, and malformed data of the
package, with which every text would fail.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from dao_graph.errors import DataError

Result = TypeVar("Result")
# A ring that a library has caught is followed by another.
_AGAIN = 1.0
# Characters of a message that the report shows: some quote all that they were given.
_SHOWN = 300
_PASSED = (KeyboardInterrupt, SystemExit, GeneratorExit, DataError)


class OutOfTime(BaseException):
    """The work took longer than it may. No `Exception`: what catches those must not catch this."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The error that ended the work on a text: its class, its message, and its traceback."""

    error: str
    message: str
    traceback: str

    @property
    def reason(self) -> str:
        """A sentence for the report."""
        return f"{self.error}: {self.message}" if self.message else self.error


def contained(seconds: float | None, work: Callable[[], Result]) -> Result | Failure:
    """The result of `work`, or the error that ended it; `seconds` is its limit of processor time (None or 0: none).

    An error that the library raises on purpose has to be caught within `work`. Raises KeyboardInterrupt, SystemExit
    and DataError as they are.
    """
    try:
        return _within(seconds, work)
    except _PASSED:
        raise
    except OutOfTime:
        return Failure("OutOfTime", f"takes more than the {seconds:,.0f} s that its length allows", "")
    except BaseException as error:  # a panic of a library in Rust is no Exception
        message = " ".join(str(error).split())[:_SHOWN]
        return Failure(type(error).__name__, message, "".join(traceback.format_exception(error)))


def _within(seconds: float | None, work: Callable[[], Result]) -> Result:
    """The result of `work`. Raises OutOfTime, also out of a regular expression, after `seconds` of the processor. In a
    thread other than the first, and on Windows, there is no such signal, and so no limit."""
    if not seconds or not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        return work()
    armed = True

    def ring(number: int, frame: object) -> None:
        if armed:
            raise OutOfTime

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        try:
            return work()
        finally:
            armed = False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before or signal.SIG_DFL)
