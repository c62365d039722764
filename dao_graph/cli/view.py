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
@click.option(
    "--page-images/--no-page-images",
    default=True,
    help="Words of a PDF file where they stand on its page, as pictures, as long as the file is that of the build.",
)
@click.option(
    "--page-images-mb",
    metavar="MB",
    type=click.FloatRange(min=0),
    default=3,
    show_default=True,
    help="How much these pictures may take; pages with the most quotes come first, what is left out is counted.",
)
@part_options
@guarded
def view(folder: Path, out: Path, title: str, page_images: bool, page_images_mb: float, **part: Any) -> None:
    """Make the explorer: one page with the graph, search, filters, timeline, flows of money, and each fact's words.

    The page works offline, from a file, in any browser of today; a part can be chosen as in `export`.

    \b
    Example:
      dao-graph view out -o explorer.html
      dao-graph view out --no-page-images -o small.html
      dao-graph view out --focus Norway --depth 2 --lang zh -o norway.html
    """
    from dao_graph.ask.choice import chosen
    from dao_graph.ask.graph import Graph
    from dao_graph.pipeline.picture import album
    from dao_graph.projection.cuts import Album, cuts
    from dao_graph.publish.explorer.page import explorer_page
    from dao_graph.rdf.output import OutputFolder

    wishes = dict(part)
    graph = Graph.open(folder)
    network = chosen(graph, wishes.pop("lang"), **wishes)
    pictures = Album()
    if page_images:
        pictures = album(graph.report.get("inputs", ()), cuts(network), int(page_images_mb * 1_000_000))
    content = explorer_page(network, title or folder.resolve().name, pictures)
    target = OutputFolder(out.parent)
    target.put(out.name, content)
    target.commit()
    say(f"{out}: {len(network.nodes):,} things, {len(network.edges):,} facts, {len(content):,} bytes", err=True)
    for line in (*network.loss.lines(), *pictures.lines()):
        say(line, err=True)
