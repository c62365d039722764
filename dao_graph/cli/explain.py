"""The command that shows what a graph says of a thing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, as_json_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say
from dao_graph.data import LANGUAGES
from dao_graph.errors import QueryError

if TYPE_CHECKING:
    from dao_graph.ask.explain import Page
    from dao_graph.ask.graph import Graph

# What people look through on a terminal.
_FACTS = 50


@click.command()
@folder_argument
@click.argument("entity", metavar="NAME|ID")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Facts and quotes of texts in this language only.")
@click.option("--class", "kind", metavar="NAME", help="Facts of this class or property only: Act, cites.")
@click.option("--document", metavar="SYMBOL", help="Facts of this document only.")
@click.option("--limit", metavar="FACTS", type=click.IntRange(min=1), help="No more than this; 50 unless --json.")
@click.option("--from", "start", metavar="N", type=click.IntRange(min=1), default=1, help="Begin with the Nth.")
@click.option(
    "--page-image",
    "image",
    metavar="PNG",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the page of a PDF file that the first quote shown stands on, its words marked.",
)
@as_json_option
@guarded
def explain(
    folder: Path,
    entity: str,
    lang: str | None,
    kind: str | None,
    document: str | None,
    limit: int | None,
    start: int,
    image: Path | None,
    as_json: bool,
) -> None:
    """Show the facts about a thing, each with its quote, document and place; those that say most come first.

    It takes what `query` takes for a thing: a name in any of the six languages, a code, a symbol or number of a
    document, the id of any node (also of a fact or a paragraph), or an IRI.

    \b
    Example:
      dao-graph explain out Rwanda
      dao-graph explain out Rwanda --from 3 --limit 1 --page-image page.png
      dao-graph explain out "General Assembly" --class Act --document 62/208 --limit 20
    """
    from dao_graph.ask.explain import Choice, page
    from dao_graph.ask.graph import Graph

    graph = Graph.open(folder)
    choice = Choice(lang or "", kind or "", graph.names.find("document", document).value if document else "")
    try:
        found = page(graph, entity, choice, start - 1, limit or (None if as_json else _FACTS))
    except KeyError as error:
        raise QueryError(f"{kind!r} is no class or property: no vocabulary is called {error}") from None
    if not found.total:
        say(f"the graph states nothing{' that is chosen' if choice != Choice() else ''} about {entity}", err=True)
        sys.exit(FINDINGS)
    if image:
        _picture(graph, found, image)
    if as_json:
        put_json([e.to_dict() for e in found.facts])
    else:
        _show(found, start)


def _show(found: Page, start: int) -> None:
    """Print facts, and how to see those after them."""
    show.explanation(found.facts)
    if (end := start - 1 + len(found.facts)) < found.total:
        say(f"facts {start:,} to {end:,} of {found.total:,}; more with --limit, --from {end + 1}, --class", err=True)


def _picture(graph: Graph, found: Page, image: Path) -> None:
    """Write the page on which the first quote with a place on one stands. Raises InputError where none can be shown."""
    from dao_graph.errors import InputError, OutputError
    from dao_graph.pipeline.picture import picture

    quotes = (
        quote for fact in found.facts for quote in fact.quotes if any(p.startswith("page=") for p in quote.places)
    )
    quote = next(quotes, None)
    if quote is None:
        raise InputError(str(image), "is not written: none of these facts stands on a page of a PDF file")
    for entry in graph.report.get("inputs", ()):
        if (entry["status"], entry["document"], entry["language"]) == ("built", quote.document, quote.language):
            try:
                image.write_bytes(picture(entry, quote.places))
            except OSError as error:
                raise OutputError(f"{image}: cannot be written: {error.strerror or error}") from error
            return
    raise InputError(quote.document, "is not among the inputs of the build")
