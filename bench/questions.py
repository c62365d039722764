"""How long each question of the library takes over a graph, in time on the clock and of the processor.

    python bench/questions.py DIR [--limit ROWS] [--runs N] [--median MS] [--worst MS] [NAME ...]

Each question is asked N times (3) with what its header gives as examples, in a process that has the graph open, as
`query` and `serve` do; the least of the times counts, for that of the others is the machine's. With --limit no more
rows are read than pages show (1000; 0: all). Prints the table, the slowest first, then the median and the worst by the
processor's time. Exit code 1 where these are above --median and --worst.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import NamedTuple

from dao_graph.ask.graph import Graph
from dao_graph.ask.questions import examples, find_question, questions


class Time(NamedTuple):
    """What a question took, in milliseconds, and how many rows it gave."""

    processor: float
    clock: float
    rows: int
    name: str


def asked(graph: Graph, name: str, runs: int, limit: int | None) -> Time:
    """The least time of several answers, with binding and guard."""
    question = find_question(name)
    given = examples(question)
    times = []
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        answer = graph.query(question, limit=limit, **given)
        rows = len(list(answer.texts()))
        times.append(((time.process_time() - processor) * 1e3, (time.perf_counter() - clock) * 1e3, rows))
    return Time(*min(times), name)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("names", metavar="NAME", nargs="*")
    parser.add_argument("--limit", metavar="ROWS", type=int, default=1000)
    parser.add_argument("--runs", metavar="N", type=int, default=3)
    parser.add_argument("--median", metavar="MS", type=float, default=100)
    parser.add_argument("--worst", metavar="MS", type=float, default=2000)
    given = parser.parse_args()
    graph = Graph.open(given.folder)
    begin = time.perf_counter()
    graph.query("rules", limit=1)
    print(f"open after {time.perf_counter() - begin:.1f} s", flush=True)
    times = []
    for name in given.names or questions():
        times.append(asked(graph, name, given.runs, given.limit or None))
        print(f"{name:28} {times[-1].processor:9.1f}", file=sys.stderr, flush=True)
    print(f"{'question':28} {'rows':>6} {'CPU ms':>9} {'clock ms':>9}")
    for found in sorted(times, reverse=True):
        print(f"{found.name:28} {found.rows:6} {found.processor:9.1f} {found.clock:9.1f}")
    median, worst = statistics.median(found.processor for found in times), max(found.processor for found in times)
    print(f"median {median:.1f} ms, worst {worst:.0f} ms")
    sys.exit(1 if median > given.median or worst > given.worst else 0)


if __name__ == "__main__":
    main()
