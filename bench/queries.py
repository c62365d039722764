"""How long each question of the library takes over a graph: through the store, and through rdflib in the same run.

    python bench/queries.py DIR [--limit SECONDS] [NAME ...]        # default: all questions, 120 s each in rdflib

Prints for each question the rows, the median of five answers of the store and one of rdflib in milliseconds, and how
many times as long rdflib takes; at the end the medians over all questions. A question that rdflib does not answer
within the limit counts with the limit. Where the two give different rows, that is said, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import time
from types import FrameType

import rdflib

from dao_graph.ask.graph import Graph
from dao_graph.ask.questions import find_question, questions

RUNS = 5


def through_store(graph: Graph, name: str) -> tuple[float, list[tuple[str, ...]]]:
    """The median time of an answer, guard and binding included, and its rows."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        answer = graph.query(name)
        times.append(time.perf_counter() - begin)
    return statistics.median(times), list(answer.texts())


def through_rdflib(dataset: rdflib.Dataset, sparql: str, limit: int) -> tuple[float, list[tuple[str, ...]] | None]:
    """The time of an answer and its rows; None where it took longer than `limit` seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    begin = time.perf_counter()
    try:
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in dataset.query(sparql)]  # type: ignore[union-attr]
    except TimeoutError:
        return float(limit), None
    finally:
        signal.alarm(0)
    return time.perf_counter() - begin, rows


def merged(graph: Graph) -> rdflib.Dataset:
    """The named graphs in rdflib, and in the default graph every triple once, as in the store."""
    dataset = graph.to_rdflib()
    for subject, predicate, value, _ in list(dataset.quads()):
        dataset.default_graph.add((subject, predicate, value))
    return dataset


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("names", metavar="NAME", nargs="*")
    parser.add_argument("--limit", metavar="SECONDS", type=int, default=120)
    given = parser.parse_args()
    graph = Graph.open(given.folder)
    begin = time.perf_counter()
    print(f"{len(graph.store):,} quads in the store after {time.perf_counter() - begin:.1f} s", flush=True)
    begin = time.perf_counter()
    dataset = merged(graph)
    print(f"the same in rdflib after {time.perf_counter() - begin:.1f} s", flush=True)
    print(f"{'question':28} {'rows':>6} {'store ms':>9} {'rdflib ms':>10} {'times':>7}")
    store_times, rdflib_times, unlike = [], [], []
    for name in given.names or list(questions()):
        fast, rows = through_store(graph, name)
        slow, same = through_rdflib(dataset, graph.bound(find_question(name)), given.limit)
        store_times.append(fast)
        rdflib_times.append(slow)
        note = "over the limit" if same is None else "" if same == rows else "DIFFERENT ROWS"
        if note.isupper():
            unlike.append(name)
        print(f"{name:28} {len(rows):6} {fast * 1e3:9.1f} {slow * 1e3:10.0f} {slow / fast:7.0f} {note}", flush=True)
    fast, slow = statistics.median(store_times), statistics.median(rdflib_times)
    ratios = [s / f for f, s in zip(store_times, rdflib_times, strict=True)]
    print(f"median latency: store {fast * 1e3:.1f} ms, rdflib {slow * 1e3:.0f} ms, {slow / fast:.0f} times as long")
    print(f"median of the ratios {statistics.median(ratios):.0f}, the least {min(ratios):.1f}")
    print(f"different rows: {', '.join(unlike) or 'none'}")
    sys.exit(1 if unlike else 0)


if __name__ == "__main__":
    main()
