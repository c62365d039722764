"""The command that makes the explorer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dao_graph.cli.common import folder_argument, guarded
from dao_graph.cli.take import part_options
from dao_graph.cli.terminal import say


@click.command()
@folder_argument
@click.option(
    "-o", "--out", metavar="FILE.html", type=click.Path(path_type=Path), required=True, help="Where to write the page."
)
@click.option("--title", default="", help="The page's title; else the folder's name.")
@part_options
@guarded
def view(folder: Path, out: Path, title: str, **part: Any) -> None:
    """Make the explorer: one page with the graph, search, filters, timeline, flows of money, and each fact's words.

    The page works offline, from a file, in any browser of today; a part can be chosen as in `export`.

    \b
    Example:
      dao-graph view out -o explorer.html
      dao-graph view out --focus Norway --depth 2 --lang zh -o norway.html
    """
    from dao_graph.ask.choice import chosen
    from dao_graph.ask.graph import Graph
    from dao_graph.publish.explorer.page import explorer_page
    from dao_graph.rdf.output import OutputFolder

    wishes = dict(part)
    network = chosen(Graph.open(folder), wishes.pop("lang"), **wishes)
    content = explorer_page(network, title or folder.resolve().name)
    target = OutputFolder(out.parent)
    target.put(out.name, content)
    target.commit()
    say(f"{out}: {len(network.nodes):,} things, {len(network.edges):,} facts, {len(content):,} bytes", err=True)
    for line in network.loss.lines():
        say(line, err=True)
