"""Commands that take a graph elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import folder_argument, guarded
from dao_graph.publish.store_profiles import loaders

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph


@click.command()
@folder_argument
@click.option("--format", "-f", "form", type=click.Choice(show.EXPORT_FORMATS), help="The format of one file.")
@click.option(
    "--for", "loader", type=click.Choice(list(loaders())), help="Files for a store's own loader, into a folder."
)
@click.option(
    "-o", "--out", metavar="FILE|FOLDER", type=click.Path(path_type=Path), help="Where to write; else to stdout."
)
@guarded
def export(folder: Path, form: str | None, loader: str | None, out: Path | None) -> None:
    """Write the graph in the format of another program, or for the bulk loader of a store.

    \b
    Example:
      dao-graph export out --format graphml -o out/graph.graphml
      dao-graph export out --for qlever -o bulk
    """
    from dao_graph.ask.graph import Graph

    if (form is None) == (loader is None):
        raise click.UsageError("say either --format or --for")
    if loader is not None:
        if out is None:
            raise click.UsageError("--for writes several files: -o names their folder")
        _for_loader(Graph.open(folder), loader, out)
        return
    from dao_graph.publish.export import export as run
    from dao_graph.rdf.output import OutputFolder

    assert form is not None
    content = run(Graph.open(folder), form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    target = OutputFolder(out.parent)
    target.put(out.name, content)
    target.commit()
    click.echo(f"{out}: {len(content):,} bytes", err=True)


def _for_loader(graph: Graph, name: str, out: Path) -> None:
    from dao_graph.publish.bulk import write

    loader = loaders()[name]
    written = write(graph, loader, out)
    click.echo(
        f"{out}: {written.quads:,} quads in {len(written.files)} files; to load them into {loader.title}:", err=True
    )
    click.echo(written.command)
    for note in loader.notes:
        click.echo(f"note: {note}", err=True)


@click.command()
@folder_argument
@guarded
def dataset(folder: Path) -> None:
    """Print what a graph says of itself as a dataset, as Turtle: VoID and DCAT with counts, versions of tool, rules and
    lists, rights, and PROV of the build.

    \b
    Example:
      dao-graph dataset out > void.ttl
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.publish.dataset import turtle

    sys.stdout.buffer.write(turtle(Graph.open(folder)))
