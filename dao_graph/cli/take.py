"""Commands that take a graph elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dao_graph.cli import show
from dao_graph.cli.common import folder_argument, guarded
from dao_graph.cli.terminal import data, say
from dao_graph.data import LANGUAGES
from dao_graph.publish.store_profiles import loaders

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PART: tuple[Callable[[Any], Any], ...] = (
    click.option("--focus", metavar="THING", help="Only what is near a thing: its name, code, symbol or id."),
    click.option("--depth", type=click.IntRange(1, 9), default=1, show_default=True, help="How many steps near is."),
    click.option(
        "--query", metavar="FILE.rq", type=click.Path(path_type=Path), help="Only things and facts in its answer."
    ),
    click.option("--document", "documents", metavar="SYMBOL", multiple=True, help="Only what a document states."),
    click.option("--class", "classes", metavar="CLASS", multiple=True, help="Only nodes of a kind, edges of a class."),
    click.option("--verb", "verbs", metavar="VERB", multiple=True, help="Only edges with that verb or role."),
    click.option("--from", "start", metavar="DATE", help="Only what holds then or later (2009, 2009-10)."),
    click.option("--to", "end", metavar="DATE", help="Only what holds then or earlier."),
    click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of labels."),
    click.option(
        "--acts", type=click.Choice(("edge", "node")), default="edge", help="Draw an act as edges, or as a node."
    ),
)  # fmt: skip


def part_options(command: _Command) -> _Command:
    """Give a command the options that choose a part of the graph."""
    for option in reversed(_PART):
        command = option(command)
    return command


@click.command()
@folder_argument
@click.option("--format", "-f", "form", type=click.Choice(show.EXPORT_FORMATS), help="The format.")
@click.option(
    "--for", "loader", type=click.Choice(list(loaders())), help="Files for a store's own loader, into a folder."
)
@click.option(
    "-o", "--out", metavar="FILE|FOLDER", type=click.Path(path_type=Path), help="Where to write; else to stdout."
)
@part_options
@guarded
def export(folder: Path, form: str | None, loader: str | None, out: Path | None, **part: Any) -> None:
    """Write the graph in the format of another program, or for the bulk loader of a store.

    RDF formats hold the whole graph; in all others things are nodes and facts edges, and a part can be chosen. What
    those leave out is counted on stderr.

    \b
    Example:
      dao-graph export out --format gexf -o out/graph.gexf
      dao-graph export out --format csv --focus Norway --depth 2 -o tables
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
    assert form is not None
    content = _exported(Graph.open(folder), form, part)
    _write(content, form, out)


def _exported(graph: Graph, form: str, part: Mapping[str, Any]) -> bytes | Mapping[str, bytes]:
    from dao_graph.ask.choice import chosen
    from dao_graph.publish.export import RDF_FORMATS, export_network

    if form in RDF_FORMATS:
        given = click.get_current_context().get_parameter_source
        if any(given(name) == click.core.ParameterSource.COMMANDLINE for name in part):
            raise click.UsageError(f"{form} holds the whole graph: a part can be chosen in the other formats")
        return RDF_FORMATS[form](graph)
    wishes = dict(part)
    network = chosen(graph, wishes.pop("lang"), **wishes)
    say(f"{len(network.nodes):,} nodes, {len(network.edges):,} edges", err=True)
    for line in network.loss.lines():
        say(line, err=True)
    return export_network(network, form)


def _write(content: bytes | Mapping[str, bytes], form: str, out: Path | None) -> None:
    from dao_graph.rdf.output import OutputFolder

    if not isinstance(content, bytes):
        if out is None:
            raise click.UsageError(f"{form} is several files: -o names their folder")
        target = OutputFolder(out)
        for name, file in content.items():
            target.put(name, file)
        target.commit()
        say(f"{out}: {len(content):,} files, {sum(map(len, content.values())):,} bytes", err=True)
    elif out is None:
        data(content)
    else:
        target = OutputFolder(out.parent)
        target.put(out.name, content)
        target.commit()
        say(f"{out}: {len(content):,} bytes", err=True)


def _for_loader(graph: Graph, name: str, out: Path) -> None:
    from dao_graph.publish.bulk import write

    loader = loaders()[name]
    written = write(graph, loader, out)
    say(f"{out}: {written.quads:,} quads in {len(written.files)} files; to load them into {loader.title}:", err=True)
    say(written.command)
    for note in loader.notes:
        say(f"note: {note}", err=True)


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

    data(turtle(Graph.open(folder)))
