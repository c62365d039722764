"""The child that answers questions (see `child`): takes them from one pipe, and puts replies into another."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dao_graph.ask.child import MEMORY, NO_MEMORY
from dao_graph.ask.graph import Graph
from dao_graph.ask.stored import is_damage
from dao_graph.errors import DamagedError, DaoGraphError, GraphError, QueryError

if TYPE_CHECKING:
    from dao_graph.ask.answer import Answer
    from dao_graph.ask.describe import Thing
    from dao_graph.ask.reading import Reading
    from dao_graph.ask.written import Asked, Wanted, Written


def _described(graph: Graph, id: str, languages: Sequence[str], start: int, count: int) -> Thing | None:
    from dao_graph.ask.describe import describe

    return describe(graph, id, languages, start, count)


def _machine(graph: Graph, id: str, rows: int, size: int) -> Answer:
    from dao_graph.ask.describe import machine

    return machine(graph, id, rows, size)


def _read(graph: Graph, id: str, language: str, lang: str) -> Reading | None:
    from dao_graph.ask.reading import reading

    return reading(graph, id, language, lang)


def _write(graph: Graph, asked: Asked, wanted: Wanted) -> Written:
    from dao_graph.ask.written import write

    return write(_ANSWERS[asked.task](graph, asked.arguments, wanted.rows, wanted.size), wanted)


_ANSWERS: Mapping[str, Callable[[Graph, tuple[Any, ...], int, int], Answer]] = {
    "query": lambda graph, given, rows, size: graph.answer(given[0], given[1], rows, size),
    "run": lambda graph, given, rows, size: graph.run(given[0], "query", rows, given[1], size),
    "machine": lambda graph, given, rows, size: _machine(graph, given[0], rows, size),
}
# What few questions need is imported with the first of them.
_TASKS: Mapping[str, Callable[..., Any]] = {
    "query": Graph.answer,
    "titled": Graph.titled,
    "run": Graph.run,
    "bound": lambda graph, question, parameters: graph.bound(question, **parameters),
    "describe": _described,
    "reading": _read,
    "listing": lambda graph, kind, language: (
        graph.documents(language) if kind == "documents" else graph.things(kind, language)
    ),
    "words": lambda graph, wanted, language, limit, start, lang: graph.find(
        wanted, language=language, limit=limit, start=start, lang=lang
    ),
    "write": _write,
    "find": lambda graph, kind, name: graph.names.find(kind, name).value,
    "base": lambda graph: graph.base,
    "ready": Graph.ready,
}


# Evidence in memory is so many times as large as in its file.
_UNPACKED = 100


def _allowed(graph: Graph, beside: int) -> int:
    """The memory that questions may take: `beside` the evidence, where that is read into memory for them; with it no
    more than `MEMORY`."""
    if not graph.reads_evidence:
        return beside
    return max(beside, min(MEMORY, beside + _UNPACKED * graph.evidence_size))


def _limit_memory(beside: int) -> None:
    """Let this process take no more than `beside` bytes beside what it has."""
    try:
        import resource

        held = int(Path("/proc/self/status").read_text().partition("VmData:")[2].split()[0]) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (held + beside, held + beside))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError, IndexError):
        return  # not Linux: the time limit has to do


def _answer(given: Sequence[str], requests: queue.SimpleQueue[Any], replies: BinaryIO) -> None:
    """Answer what comes until the parent ends this process."""
    path, memory, state, names = given

    def send(reply: Any) -> None:
        pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()

    try:
        graph = Graph.open(path, Path(state) if state else None)
        graph.facts_store  # noqa: B018 (opened before the first question's time runs)
        if names:
            graph.names.read()
            # A server's questions have little time: what takes long is read and imported now.
            for name in ("catalogue", "describe", "evidence", "reading", "written"):
                import_module(f"dao_graph.ask.{name}")
            if not graph.reads_evidence:
                graph.store  # noqa: B018
        _limit_memory(_allowed(graph, int(memory)))
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
            os._exit(NO_MEMORY)
        except Exception as error:
            kind = DamagedError if is_damage(error) else QueryError
            send(kind(f"{path}: the engine failed: {type(error).__name__}: {error}"))


def serve(given: Sequence[str], asked: BinaryIO, replies: BinaryIO) -> None:
    """Take questions from `asked` until that ends, however long the engine is at one. `given` is the path of the graph,
    the bytes of memory, the path of its snapshot or "", "names" where these are to be read at once."""
    # Ctrl-C goes to the whole group; the parent ends this process in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def read() -> None:
        try:
            while True:
                requests.put(pickle.load(asked))
        except EOFError:
            os._exit(0)  # the parent is gone, and the engine would not notice

    threading.Thread(target=read, daemon=True).start()
    _answer(given, requests, replies)
    # Not through the end of the interpreter, which aborts where a thread holds standard input.
    os._exit(0)


def main() -> None:
    """Serve standard input. Nothing but replies may stand in the pipe, whatever a library prints."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.argv[1:], sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
