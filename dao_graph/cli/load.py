"""The command that takes a graph into a running store."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, INPUTS_FAILED, as_json_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say
from dao_graph.publish.store_profiles import profiles

if TYPE_CHECKING:
    from dao_graph.publish.push import Loaded

# Names of graphs that a summary shows.
_SHOWN = 20


@click.command()
@folder_argument
@click.option(
    "--to", "url", required=True, metavar="URL", help="The store; `dao-graph stores` shows what its URL looks like."
)
@click.option("--store", "kind", required=True, type=click.Choice(list(profiles())), help="Which store it is.")
@click.option("--query-url", default="", metavar="URL", help="Its SPARQL endpoint, where that is elsewhere.")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would travel, and change nothing.")
@click.option("--all", "everything", is_flag=True, help="Send every graph, changed or not.")
@click.option("--keep", is_flag=True, help="Leave graphs in the store that DIR no longer has.")
@click.option(
    "--merged",
    is_flag=True,
    help="Fill its default graph (of Virtuoso: views/merged) anew, for the library of questions.",
)
@as_json_option
@guarded
def load(
    folder: Path,
    url: str,
    kind: str,
    query_url: str,
    dry_run: bool,
    everything: bool,
    keep: bool,
    merged: bool,
    as_json: bool,
) -> None:
    """Load a graph into a running store: changed graphs are replaced, gone ones removed, and counts compared after.

    Only graphs that this command put there are ever removed. A load that broke is taken up by running it again. The
    login comes from the environment: DAO_GRAPH_USER and DAO_GRAPH_PASSWORD (Basic or Digest), or DAO_GRAPH_TOKEN.
    Exit code 1 where counts differ after, 3 where the store refused graphs or gave up.

    \b
    Example:
      dao-graph load out --to http://127.0.0.1:7878 --store oxigraph --merged
      dao-graph load out --to http://127.0.0.1:8890 --store virtuoso --dry-run
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.publish.push import load as run
    from dao_graph.publish.remote import Login, Store

    profile = profiles()[kind]
    if merged and not (profile.merged or profile.merged_graph):
        raise click.UsageError(f"--merged is for stores with a graph to merge into, which {kind} has not")
    graph = Graph.open(folder)
    with Store(url, profile, Login.of(os.environ), query_url) as store, _interruptible():
        if store.warning:
            say(f"warning: {store.warning}", err=True)
        with show.progress("loading") as progress:
            done = run(graph, store, dry_run, everything, keep, merged, progress)
    if as_json:
        put_json({"dry_run": dry_run, **done.to_dict()})
    else:
        _say(done, dry_run, profile.notes)
    sys.exit(INPUTS_FAILED if done.refused else FINDINGS if done.differences else 0)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ended from outside a load cleans up as after Ctrl-C: its temporary files are as large as the graph."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        say("interrupted; run the same command again to go on", err=True)
        sys.exit(130)


def _say(done: Loaded, dry_run: bool, notes: Sequence[str]) -> None:
    """Print what a load did, or would do; `notes` are what the store is known for."""
    would = "would be " if dry_run else ""
    for what, names in (("sent", done.sent), ("removed", done.removed)):
        for name in names[:_SHOWN] if dry_run else ():
            say(f"{what} {name}")
        if dry_run and len(names) > _SHOWN:
            say(f"… and {len(names) - _SHOWN:,} more")
    say(
        f"{done.graphs:,} graphs, {done.triples:,} triples: {len(done.sent):,} {would}sent "
        f"({done.bytes:,} bytes), {len(done.removed):,} {would}removed, {done.unchanged:,} unchanged"
    )
    for line in done.refused:
        say(f"error: {line}", err=True)
    for d in done.differences:
        say(f"{d.graph}: the store holds {d.found:,} triples, not {d.expected:,}")
    if not dry_run:
        if not done.differences:
            say("counts compared: the same in every graph")
        for note in notes if done.sent else ():
            say(f"note: {note}", err=True)


@click.command()
@as_json_option
@guarded
def stores(as_json: bool) -> None:
    """List the stores that a graph can be loaded into: the URL that each wants, and what each is known not to do.

    \b
    Example:
      dao-graph stores
    """
    found = profiles().values()
    if as_json:
        listed = [{"name": p.name, "title": p.title, "url": p.example, "notes": p.notes} for p in found]
        put_json(listed)
        return
    show.table(("store", "URL", "notes"), [(p.name, p.example, "\n".join(p.notes)) for p in found])
