"""The command that serves a graph."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli.common import folder_argument, guarded
from dao_graph.cli.terminal import say
from dao_graph.errors import UsageError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from dao_graph.serve.patience import Patient


@click.command()
@folder_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="A name that requests may call this by.")
@click.option("--timeout", metavar="SECONDS", default=30.0, show_default=True, type=click.FloatRange(min=0.1))
@click.option("--limit", metavar="ROWS", default=100_000, show_default=True, type=click.IntRange(min=1))
@click.option(
    "--max-bytes",
    metavar="BYTES",
    default=50_000_000,
    show_default=True,
    type=click.IntRange(min=1_000),
    help="Text in one answer.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Queries at once; as many pages beside them.",
)
@click.option(
    "--memory",
    metavar="GB",
    default=6.0,
    show_default=True,
    type=click.FloatRange(min=1),
    help="What all queries and pages at once may take beside the graph.",
)
@guarded
def serve(
    folder: Path,
    host: str,
    port: int,
    allowed: Sequence[str],
    timeout: float,
    limit: int,
    max_bytes: int,
    workers: int,
    memory: float,
) -> None:
    """Serve a graph, read-only: a page for each thing and question, a SPARQL endpoint, its graphs.

    A query that takes longer than --timeout, gives more rows than --limit, more text than --max-bytes or wants more
    than its share of --memory is answered with status 504. After a rebuild of the folder the new graph is served,
    without a restart.

    \b
    Example:
      dao-graph serve out
      curl -H 'Accept: text/turtle' http://127.0.0.1:8000/id/country/RWA
    """
    try:
        from dao_graph.pipeline.build import read_source
        from dao_graph.pipeline.picture import picture
        from dao_graph.serve.app import Server
        from dao_graph.serve.generation import Current, Limits
        from dao_graph.serve.patience import Patient
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; install it with: pip install 'dao-graph[serve]'") from None
    with _listening(host, port) as listener:
        current = Current(folder, Limits(workers, timeout, limit, max_bytes, int(memory * 1e9)), read_source, picture)
        try:
            address = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
            say(f"serving {folder} at {address} (Ctrl-C ends it)")
            if current.reads_evidence:
                say("note: the store has no evidence: a query for quotes reads all of it; build with --store all")
            _run(Server(current).application(_names(host, allowed)), Patient, listener)
        finally:
            current.close()


def _run(application: Starlette, protocol: type[Patient], listener: socket.socket) -> None:
    """Answer requests until somebody ends it."""
    import uvicorn

    config = uvicorn.Config(
        application, http=protocol, log_level="error", server_header=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"cannot listen at {host}:{port}: {error.strerror or error}; take another --port") from error


def _names(host: str, allowed: Sequence[str]) -> list[str]:
    """What a request may call the server. Where others reach its address, and no names are given: anything."""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local and not allowed:
        return ["*"]
    return [*allowed, _shown(host), *(["localhost", "127.0.0.1", "[::1]"] if local else [])]


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
