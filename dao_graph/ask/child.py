"""Asking with a time limit: questions are answered in a child process, which can be ended at any moment.

The engine cannot be stopped within a query, not even by Ctrl-C; a process can. The child is a fresh interpreter, not a
fork: a store on disk has threads and locks that no fork survives.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO

from dao_graph.ask.answer import Answer
from dao_graph.ask.catalogue import Listing, documents, things
from dao_graph.ask.describe import Thing, describe, machine
from dao_graph.ask.evidence import of_facts
from dao_graph.ask.graph import Dataset, Graph
from dao_graph.ask.questions import Question, bound
from dao_graph.ask.reading import Reading, reading
from dao_graph.ask.search import Hits
from dao_graph.ask.stored import is_damage
from dao_graph.ask.written import Asked, Wanted, Written, write
from dao_graph.errors import DamagedError, DaoGraphError, GraphError, LimitError, QueryError

# Joins and sorts keep what they have found in memory; the engine itself has no bound, and would take the machine's.
MEMORY = 4_000_000_000
_NO_MEMORY = 70
# What the child ends with: Python's own want of memory, the system's.
_OUT_OF_MEMORY = (_NO_MEMORY, -9)
# What the engine says before it gives up for want of memory, with -6; it also does for other reasons.
_NO_MEMORY_SAID = (b"memory allocation of", b"bad_alloc")
_SAID = 2_000


class Asker:
    """A child that has the graph at `path` open and answers one question at a time. To be closed, or used in `with`.

    Where a question takes longer than `timeout` seconds (None: as long as it takes) or more than `memory` bytes beside
    the graph (where the system can limit them), the child is ended, and another one takes its place. `state` is the
    snapshot to open, None for the newest; with `names` the child reads those with the graph, not at the first need.
    """

    def __init__(
        self,
        path: str | Path,
        timeout: float | None = None,
        memory: int = MEMORY,
        state: Path | None = None,
        names: bool = False,
    ) -> None:
        self._path = Path(path)
        self._names = names
        self._state = state
        self._timeout = timeout
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
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
        self._child = subprocess.Popen(
            [
                *(sys.executable, "-m", "dao_graph.ask.child", str(self._path), str(self._memory)),
                *(str(self._state or ""), "names" if self._names else ""),
            ],
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
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
            self._child = None
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
            if self._timeout:
                timer.start()
            pickle.dump((task, arguments), child.stdin)
            child.stdin.flush()
            return _received(child.stdout)
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
            if child.returncode in _OUT_OF_MEMORY or any(words in said for words in _NO_MEMORY_SAID):
                raise LimitError(
                    f"stopped: the query wants more than {self._memory / 1e9:g} GB of memory; make it narrower"
                ) from error
            last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
            told = f"exit code {child.returncode}" + (f": {last}" if last else "")
            raise QueryError(f"the engine failed and was ended ({told})") from error
        finally:
            timer.cancel()


def _received(pipe: BinaryIO | Any) -> Any:
    """The child's reply. An error of the child is raised here as it was there."""
    sent = pickle.load(pipe)
    if isinstance(sent, DaoGraphError):
        raise sent
    return sent


def _write(graph: Graph, asked: Asked, wanted: Wanted) -> Written:
    return write(_ANSWERS[asked.task](graph, asked.arguments, wanted.rows, wanted.size), wanted)


_ANSWERS: Mapping[str, Callable[[Graph, tuple[Any, ...], int, int], Answer]] = {
    "query": lambda graph, given, rows, size: _TASKS["query"](graph, *given, rows, size),
    "run": lambda graph, given, rows, size: graph.run(given[0], "query", rows, given[1], size),
    "machine": lambda graph, given, rows, size: machine(graph, given[0], rows, size),
}
_TASKS: Mapping[str, Callable[..., Any]] = {
    "query": lambda graph, question, parameters, limit, size: graph.run(
        *(bound(question, parameters, graph.names, graph.base, limit), question.name, limit, None, size),
        of_facts(question.sparql, ours=question.ours),
    ),
    "run": Graph.run,
    "bound": lambda graph, question, parameters: graph.bound(question, **parameters),
    "describe": describe,
    "reading": reading,
    "listing": lambda graph, kind, language: (
        documents(graph, language) if kind == "documents" else things(graph, kind, language)
    ),
    "words": lambda graph, wanted, language, limit, start, lang: graph.find(
        wanted, language=language, limit=limit, start=start, lang=lang
    ),
    "write": _write,
    "find": lambda graph, kind, name: graph.names.find(kind, name).value,
    "base": lambda graph: graph.base,
}


def _limit_memory(beside: int) -> None:
    """Let this process take no more than `beside` bytes beside what it has."""
    try:
        import resource

        held = int(Path("/proc/self/status").read_text().partition("VmData:")[2].split()[0]) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (held + beside, held + beside))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError, IndexError):
        return  # not Linux: the time limit has to do


def _serve(path: str, memory: int, state: str, names: str, requests: queue.SimpleQueue[Any], replies: BinaryIO) -> None:
    """Answer what comes until the parent ends this process."""

    def send(reply: Any) -> None:
        pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()

    try:
        graph = Graph.open(path, Path(state) if state else None)
        graph.facts_store  # noqa: B018 (opened before the first question's time runs)
        if names:
            graph.names.read()
            # A server's questions have little time: what reads soon is read now.
            if not graph.reads_evidence:
                graph.store  # noqa: B018
        _limit_memory(memory)
        send(None)
    except DaoGraphError as error:
        send(error)
        return
    except Exception as error:
        send(GraphError(f"{path}: cannot be opened: {type(error).__name__}: {error}"))
        return
    while True:
        task, arguments = requests.get()
        try:
            send(_TASKS[task](graph, *arguments))
        except DaoGraphError as error:
            send(error)
        except MemoryError:
            os._exit(_NO_MEMORY)
        except Exception as error:
            kind = DamagedError if is_damage(error) else QueryError
            send(kind(f"{path}: the engine failed: {type(error).__name__}: {error}"))


def main() -> None:
    """The child: takes questions from standard input until that ends, however long the engine is at one."""
    # Ctrl-C goes to the whole group; the parent ends this process in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # Nothing but replies may stand in the pipe, whatever a library prints.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def read() -> None:
        try:
            while True:
                requests.put(pickle.load(sys.stdin.buffer))
        except EOFError:
            os._exit(0)  # the parent is gone, and the engine would not notice

    threading.Thread(target=read, daemon=True).start()
    _serve(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], requests, replies)
    # Not through the end of the interpreter, which aborts where a thread holds standard input.
    os._exit(0)


if __name__ == "__main__":
    main()
