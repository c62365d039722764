"""Commands that ask a graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dao_graph import show
from dao_graph.cli.common import FINDINGS, as_json_option, folder_argument, guarded
from dao_graph.packs import LANGUAGES


@click.command()
@folder_argument
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "-p", "given", multiple=True, metavar="KEY=VALUE", help="Bind a parameter; may be repeated.")
@click.option("--format", "-f", "form", type=click.Choice(show.ANSWER_FORMATS), default="table", show_default=True)
@guarded
def query(folder: Path, name: str, given: Sequence[str], form: str) -> None:
    """Answer a question of the library, or one in a file, from a built graph.

    \b
    Example:
      dao-graph query out pilots
      dao-graph query out where-mentioned -p entity=country/RWA -f csv
    """
    from dao_graph.graph import Graph

    graph = Graph.open(folder)
    show.answer(graph.query(name, **_parameters(given)), form, graph.base)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {pair!r} is not of the form key=value")
        pairs[key] = value
    return pairs


@click.command()
@as_json_option
@guarded
def queries(as_json: bool) -> None:
    """List the questions of the library, with their parameters.

    \b
    Example:
      dao-graph queries
    """
    from dao_graph.questions import questions

    if as_json:
        listed = [
            {
                "name": q.name,
                "title": q.title,
                "question": dict(q.question),
                "columns": dict(q.columns),
                "parameters": {p.name: {"type": p.type, "about": p.about, "default": p.default} for p in
                               q.parameters.values()},
            }
            for q in questions().values()
        ]  # fmt: skip
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    rows = [
        (q.name, f"{q.question.get('en', q.title)}\n{q.question.get('zh', '')}".strip(), " ".join(q.parameters))
        for q in questions().values()
    ]
    show.table(("name", "question", "parameters"), rows)


@click.command()
@folder_argument
@click.argument("entity", metavar="IRI")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Quotes from texts in this language only.")
@as_json_option
@guarded
def explain(folder: Path, entity: str, lang: str | None, as_json: bool) -> None:
    """Show the facts about a thing, each with its quote, document and place. IRI may be a local id.

    \b
    Example:
      dao-graph explain out country/RWA
    """
    from dao_graph.explain import explain as run
    from dao_graph.graph import Graph

    graph = Graph.open(folder)
    explained = run(graph, entity, lang)
    if not explained:
        click.echo(f"the graph states nothing about {entity}", err=True)
        sys.exit(FINDINGS)
    if as_json:
        click.echo(json.dumps([e.to_dict() for e in explained], ensure_ascii=False, indent=2))
    else:
        show.explanation(explained)
