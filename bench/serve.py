"""What many clients at once meet at `serve`: errors, waiting, memory.

    python bench/serve.py DIR [--clients 50] [--seconds 60] [--anew] [--hostile] [--p99 SECONDS] [--memory MB]

Starts `serve` over DIR on a free port of loopback and asks it for pages of each kind, each client on a connection of
its own, one page after the other. A page is made once; with --anew each has an address of its own, so that the server
has to make it. With --hostile, meanwhile 205 connections say nothing, two queries join everything
with everything, and an answer of 400 MB is asked for. Prints statuses, the waiting at the median and p99, the time of
the processor for a page, and the most memory that the server has had, without and with its children. Exit code 1 where
a page gave anything but 200, or p99 (1 s) or the server's memory (300 MB) is exceeded.
"""

from __future__ import annotations

import argparse
import http.client
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

PAGES = (
    "/", "/documents", "/list/states", "/list/bodies", "/list/funds", "/list/people", "/questions/documents",
    "/questions/acts-by-verb?run=1", "/questions/meetings?run=1", "/words?q=development", "/id/body/general-assembly",
    "/id/country/FRA", "/id/verb/requests", "/find?name=Norway", "/sparql",
)  # fmt: skip
SILENT = 205
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
# A row of a thousand characters for each of four hundred thousand pairs.
LARGE = (
    'SELECT ?a ?d ?long { { SELECT ?a { ?a ?b ?c } LIMIT 1000 } { SELECT ?d { ?d ?e ?f } LIMIT 400 } '
    f'BIND(CONCAT(STR(?a), STR(?d), "{"x" * 900}") AS ?long) }}'
)  # fmt: skip


@dataclass(slots=True)
class Met:
    """What clients met: how often each status came, and how long each page took, in seconds."""

    statuses: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def p99(self) -> float:
        """The time within which 99 of 100 pages came."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)] if self.waits else float("inf")


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """A server over a folder: its port, and the id of its process."""
    command = [sys.executable, "-u", "-m", "dao_graph", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            found = re.search(r":(\d+)/", server.stdout.readline())
            assert found
            yield int(found[1]), server.pid
        finally:
            server.terminate()


def asked(port: int, pages: Iterator[str], end: float, met: Met) -> None:
    """Ask for one page after the other until the end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        begin = time.monotonic()
        try:
            connection.request("GET", next(pages), headers={"Accept": "text/html", "Accept-Language": "en"})
            reply = connection.getresponse()
            reply.read()
            status = "200" if reply.status == 303 else str(reply.status)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
            connection.close()
        met.statuses[status] += 1
        met.waits.append(time.monotonic() - begin)
    connection.close()


def addresses(client: int, anew: bool) -> Iterator[str]:
    """The pages that a client asks for; each client begins with another."""
    for number, page in enumerate(islice(cycle(PAGES), client, None)):
        yield f"{page}{'&' if '?' in page else '?'}n={client}-{number}" if anew else page


def many(port: int, clients: int, seconds: float, anew: bool = False) -> Met:
    """What so many clients meet in that time."""
    met, end = Met(), time.monotonic() + seconds
    pages = [addresses(client, anew) for client in range(clients)]
    threads = [threading.Thread(target=asked, args=(port, each, end, met)) for each in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


@contextmanager
def hostile(port: int) -> Iterator[None]:
    """For as long as the context is open: connections that say nothing, and queries that take all there is."""
    with ExitStack() as opened:
        over = threading.Event()
        silent = [opened.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SILENT)]
        keep = threading.Thread(target=_renew, args=(port, silent, over))
        heavy = [threading.Thread(target=_again, args=(port, query, over)) for query in (CROSS, CROSS, LARGE)]
        for thread in (keep, *heavy):
            thread.daemon = True
            thread.start()
        try:
            yield
        finally:
            over.set()
            keep.join()


def _renew(port: int, silent: list[socket.socket], over: threading.Event) -> None:
    """Connect anew where the server has closed."""
    while not over.wait(0.5):
        for number, held in enumerate(silent):
            held.setblocking(False)
            with suppress(BlockingIOError, OSError):
                if held.recv(1) == b"":
                    held.close()
                    silent[number] = socket.create_connection(("127.0.0.1", port))
    for held in silent:
        held.close()


def _again(port: int, query: str, over: threading.Event) -> None:
    while not over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/sparql?" + urlencode({"query": query}), headers={"Accept": "text/csv"})
            reply = connection.getresponse()
            while reply.read(1 << 16):
                pass
        connection.close()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def peak(pid: int) -> float:
    """The most memory that a process has had, in MB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def processor(pid: int) -> float:
    """The seconds of the processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--clients", metavar="N", type=int, default=50)
    parser.add_argument("--seconds", metavar="S", type=float, default=60)
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--p99", metavar="SECONDS", type=float, default=1.0)
    parser.add_argument("--memory", metavar="MB", type=float, default=300)
    given = parser.parse_args()
    with served(given.folder) as (port, pid), ExitStack() as opened:
        many(port, 1, 5)  # what is made once is made
        if given.hostile:
            opened.enter_context(hostile(port))
        before = processor(pid) + sum(map(processor, children(pid)))
        met = many(port, given.clients, given.seconds, given.anew)
        used = processor(pid) + sum(map(processor, children(pid))) - before
        own, all_ = peak(pid), peak(pid) + sum(map(peak, children(pid)))
    each = used * 1e3 / len(met.waits)
    print(f"{len(met.waits)} pages, {dict(met.statuses)}, {each:.0f} ms of processor each")
    print(f"waiting: median {statistics.median(met.waits):.3f} s, p99 {met.p99():.3f} s, worst {max(met.waits):.3f} s")
    print(f"memory at most: the server {own:.0f} MB, with its children {all_:.0f} MB")
    sys.exit(1 if set(met.statuses) != {"200"} or met.p99() > given.p99 or own > given.memory else 0)


if __name__ == "__main__":
    main()
