"""Asking with a time limit: questions are answered in a child process, which can be ended at any moment.

The engine cannot be stopped within a query, not even by Ctrl-C; a process can. The child is a fresh interpreter: a
store on disk has threads and locks that no fork survives. Where a command asks for it and this process has no threads
yet, the child is a copy of it, which has what was imported.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from dao_graph.ask.forked import Forked, is_safe
from dao_graph.errors import DaoGraphError, LimitError, QueryError

if TYPE_CHECKING:
    from dao_graph.ask.answer import Answer
    from dao_graph.ask.catalogue import Listing
    from dao_graph.ask.describe import Thing
    from dao_graph.ask.graph import Dataset
    from dao_graph.ask.questions import Question
    from dao_graph.ask.reading import Reading
    from dao_graph.ask.search import Hits
    from dao_graph.ask.written import Asked, Wanted, Written

# Joins and sorts keep what they have found in memory; the engine itself has no bound, and would take the machine's.
MEMORY = 4_000_000_000
NO_MEMORY = 70
# What the child ends with: Python's own want of memory, the system's.
_OUT_OF_MEMORY = (NO_MEMORY, -9)
# What the engine says before it gives up for want of memory, with -6; it also does for other reasons.
_NO_MEMORY_SAID = (b"memory allocation of", b"bad_alloc")
_SAID = 2_000


class Asker:
    """A child that has the graph at `path` open and answers one question at a time. To be closed, or used in `with`.

    Where a question takes longer than `timeout` seconds (None: as long as it takes) or more than `memory` bytes beside
    the graph (where the system can limit them), the child is ended, and another one takes its place. `state` is the
    snapshot to open, None for the newest; with `names` the child reads those with the graph, not at the first need;
    with `copied` it is a copy of this process where that is safe: for commands with one child, since copies hold what
    this process has open.
    """

    def __init__(
        self,
        path: str | Path,
        timeout: float | None = None,
        memory: int = MEMORY,
        state: Path | None = None,
        names: bool = False,
        copied: bool = False,
    ) -> None:
        self._path = Path(path)
        self._copied = copied
        self._names = names
        self._state = state
        self._timeout = timeout
        self._memory = memory
        self._child: subprocess.Popen[bytes] | Forked | None = None
        self._ready = False
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Asker:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the child if there is none; it opens the graph while this returns."""
        if self._child is not None and self._child.poll() is None:
            return
        self._ready = False
        self.close()
        # What the engine says as it ends tells why; on a terminal nobody could read it.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the child)
        given = str(self._path), str(self._memory), str(self._state or ""), "names" if self._names else ""
        if self._copied and is_safe():
            self._child = Forked(partial(_served, given), self._said)
            return
        self._child = subprocess.Popen(
            [sys.executable, "-m", "dao_graph.ask.answering", *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    @property
    def ready(self) -> bool:
        """True if the child has the graph open."""
        return self._ready and self._child is not None and self._child.poll() is None

    def wait(self) -> None:
        """Wait until the child has the graph open. Raises GraphError where it cannot."""
        self.start()
        if not self._ready and self._child is not None:
            _received(self._child.stdout)  # a large graph takes its time, which is no question's
            self._ready = True

    def close(self) -> None:
        """End the child. Two threads may: where a server ends while a question is stopped."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
        if self._said is not None:
            self._said.close()
            self._said = None

    def _last_words(self) -> bytes:
        if self._said is None:
            return b""
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _SAID))
        return self._said.read()

    def query(
        self, question: Question, parameters: Mapping[str, str], limit: int | None = None, size: int | None = None
    ) -> Answer:
        """As `Graph.query`. Raises LimitError where it takes too long or too much, or has more than `size` bytes, else
        what that raises."""
        answer: Answer = self._ask("query", question, parameters, limit, size)
        return answer

    def titled(
        self, question: Question, parameters: Mapping[str, str], limit: int | None = None, size: int | None = None
    ) -> tuple[Answer, Mapping[str, str]]:
        """As `Graph.titled`. Raises as `query`."""
        found: tuple[Answer, Mapping[str, str]] = self._ask("titled", question, parameters, limit, size)
        return found

    def run(
        self, sparql: str, limit: int | None = None, dataset: Dataset | None = None, size: int | None = None
    ) -> Answer:
        """As `Graph.run`. Raises as `query`."""
        answer: Answer = self._ask("run", sparql, "query", limit, dataset, size)
        return answer

    def write(self, asked: Asked, wanted: Wanted) -> Written:
        """Have the answer written to a file: the child does it, and nothing of it comes here. Raises LimitError also
        where the answer has more rows or bytes than `wanted` allows."""
        written: Written = self._ask("write", asked, wanted)
        return written

    def bound(self, question: Question, parameters: Mapping[str, str]) -> str:
        """As `Graph.bound`."""
        sparql: str = self._ask("bound", question, parameters)
        return sparql

    def describe(self, id: str, languages: Sequence[str], start: int, count: int) -> Thing | None:
        """As `describe` of a graph."""
        thing: Thing | None = self._ask("describe", id, languages, start, count)
        return thing

    def listing(self, kind: str, language: str) -> Listing:
        """The documents, or the things of a kind, with names in a language."""
        listing: Listing = self._ask("listing", kind, language)
        return listing

    def words(self, wanted: str, language: str, limit: int, start: int, lang: str) -> Hits:
        """As `Graph.find`."""
        hits: Hits = self._ask("words", wanted, language, limit, start, lang)
        return hits

    def reading(self, id: str, language: str, lang: str) -> Reading | None:
        """A text with its facts marked; as `reading` of a graph."""
        text: Reading | None = self._ask("reading", id, language, lang)
        return text

    def find(self, kind: str, name: str) -> str:
        """The IRI of the thing that a name means; as `Names.find`."""
        iri: str = self._ask("find", kind, name)
        return iri

    def base(self) -> str:
        """The base of the graph's IRIs."""
        base: str = self._ask("base")
        return base

    def _ask(self, task: str, *arguments: Any) -> Any:
        self.start()
        child = self._child
        assert child is not None and child.stdin is not None and child.stdout is not None
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            child.kill()

        timer = threading.Timer(self._timeout or 0, stop)
        try:
            self.wait()
            if (free := _free(task, arguments)) is not None:
                # The first that asks for evidence has it read into memory, which is no query's time either.
                _sent(child, "ready", free)
            if self._timeout:
                timer.start()
            return _sent(child, task, arguments)
        except DaoGraphError:
            raise
        except BaseException as error:
            if isinstance(error, EOFError):
                child.wait()  # it has ended by itself, and its exit code says why
            said = self._last_words()
            self.close()
            if stopped.is_set():
                self.start()
                raise LimitError(
                    f"stopped after {self._timeout:g} s: the query takes too long; make it narrower or allow more time"
                ) from None
            if not isinstance(error, (EOFError, OSError, pickle.UnpicklingError)):
                raise
            raise self._ended(child.returncode, said) from error
        finally:
            timer.cancel()

    def _ended(self, code: int | None, said: bytes) -> LimitError | QueryError:
        """Why a child ended by itself, by its exit code and last words."""
        if code in _OUT_OF_MEMORY or any(words in said for words in _NO_MEMORY_SAID):
            return LimitError(
                f"stopped: the query wants more than {self._memory / 1e9:g} GB of memory; make it narrower"
            )
        last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        told = f"exit code {code}" + (f": {last}" if last else "")
        return QueryError(f"the engine failed and was ended ({told})")


def _free(task: str, arguments: Sequence[Any]) -> tuple[str, Dataset | None] | None:
    """The SPARQL of a query that is not the library's, with its dataset; None for all else that is asked."""
    if task == "write":
        return _free(arguments[0].task, arguments[0].arguments)
    if task == "run":
        return arguments[0], next((given for given in arguments[1:] if isinstance(given, tuple)), None)
    if task in ("query", "titled") and not arguments[0].ours:
        return arguments[0].sparql, None
    return None


def _sent(child: subprocess.Popen[bytes] | Forked, task: str, arguments: Sequence[Any]) -> Any:
    """The child's reply to a task."""
    assert child.stdin is not None
    pickle.dump((task, arguments), child.stdin)
    child.stdin.flush()
    return _received(child.stdout)


def _received(pipe: BinaryIO | Any) -> Any:
    """The child's reply. An error of the child is raised here as it was there."""
    sent = pickle.load(pipe)
    if isinstance(sent, DaoGraphError):
        raise sent
    return sent


def _served(given: Sequence[str], asked: BinaryIO, replies: BinaryIO) -> None:
    # Not sooner: the process that asks need not know how to answer.
    from dao_graph.ask.answering import serve

    serve(given, asked, replies)
