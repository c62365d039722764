"""Commands that take a graph elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dao_graph import show
from dao_graph.cli.common import folder_argument, guarded


@click.command()
@folder_argument
@click.option("--format", "-f", "form", required=True, type=click.Choice(show.EXPORT_FORMATS), help="The format.")
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write; else to stdout.")
@guarded
def export(folder: Path, form: str, out: Path | None) -> None:
    """Write the graph in the format of another program.

    \b
    Example:
      dao-graph export out --format graphml -o out/graph.graphml
    """
    from dao_graph.export import export as run
    from dao_graph.graph import Graph
    from dao_graph.output import OutputFolder

    content = run(Graph.open(folder), form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    target = OutputFolder(out.parent)
    target.put(out.name, content)
    target.commit()
    click.echo(f"{out}: {len(content):,} bytes", err=True)
