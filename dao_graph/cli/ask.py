"""Commands that ask a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, as_json_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say
from dao_graph.data import LANGUAGES


@click.command()
@folder_argument
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "-p", "given", multiple=True, metavar="KEY=VALUE", help="Bind a parameter; may be repeated.")
@click.option("--lang", metavar="zh,en", help="Languages of the labels, the one liked best first.")
@click.option("--format", "-f", "form", type=click.Choice(show.ANSWER_FORMATS), default="table", show_default=True)
@click.option("--excel-safe", is_flag=True, help="In CSV and TSV, no cell that a spreadsheet takes for a formula.")
@click.option("--limit", metavar="ROWS", type=click.IntRange(min=0), help="Give no more rows than this.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="Stop a query that takes longer, with exit code 5; 0 lets it run.",
)
@click.option("--explain", "only_explain", is_flag=True, help="Print the question and its SPARQL; do not run it.")
@guarded
def query(
    folder: Path,
    name: str,
    given: Sequence[str],
    lang: str | None,
    form: str,
    excel_safe: bool,
    limit: int | None,
    timeout: float,
    only_explain: bool,
) -> None:
    """Answer a question of the library, or one in a file, from a built graph.

    A parameter that stands for a thing takes its name in any of the six languages, its code or symbol, its id, or its
    IRI. Queries that would reach outside the graph (SERVICE, FROM) or change it are refused.

    \b
    Example:
      dao-graph query out pilots --lang zh,en
      dao-graph query out where-mentioned -p entity=Rwanda -f csv --excel-safe
    """
    from dao_graph.ask.child import Asker
    from dao_graph.ask.graph import Graph
    from dao_graph.ask.questions import find_question
    from dao_graph.folder.snapshots import Look

    question = find_question(name)
    parameters = _parameters(given)
    # A child opens the graph while what follows is done.
    with Asker(folder, timeout) as asker:
        for damage in Graph.open(folder).damage(Look.SIZES):
            say(f"note: {folder}: {damage}; until then the answer is read from the files, which takes longer", err=True)
        if lang and "lang" in question.parameters:
            parameters.setdefault("lang", lang)
        for parameter in question.parameters.values():
            if parameter.default and parameter.name not in parameters and parameter.name != "lang":
                say(
                    f"note: {parameter.name} is {parameter.default}, as none was given (-p {parameter.name}=…)",
                    err=True,
                )
        if only_explain:
            show.question(question, asker.bound(question, parameters))
            return
        with show.waiting("asking …"):
            found = asker.query(question, parameters, limit)
        show.answer(found, form, asker.base(), excel_safe)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {pair!r} is not of the form key=value")
        pairs[key] = value
    return pairs


@click.command()
@click.argument("name", required=False)
@as_json_option
@guarded
def queries(name: str | None, as_json: bool) -> None:
    """List the questions of the library; with NAME show that one's columns, and its parameters with their defaults.

    \b
    Example:
      dao-graph queries
      dao-graph queries where-mentioned
    """
    from dao_graph.ask.questions import find_question, questions

    asked = (find_question(name),) if name else tuple(questions().values())
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
            for q in asked
        ]  # fmt: skip
        put_json(listed)
        return
    if name:
        show.question_card(asked[0])
        return
    rows = [
        (q.name, f"{q.question.get('en', q.title)}\n{q.question.get('zh', '')}".strip(), " ".join(q.parameters))
        for q in questions().values()
    ]
    show.table(("name", "question", "parameters"), rows)


@click.command()
@folder_argument
@click.argument("entity", metavar="NAME|ID")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Quotes from texts in this language only.")
@as_json_option
@guarded
def explain(folder: Path, entity: str, lang: str | None, as_json: bool) -> None:
    """Show the facts about a thing, each with its quote, document and place.

    It takes what `query` takes for a thing: a name in any of the six languages, a code, a symbol or number of a
    document, the id of any node (also of a fact or a paragraph), or an IRI.

    \b
    Example:
      dao-graph explain out Rwanda
      dao-graph explain out 62/208
    """
    from dao_graph.ask.explain import explain as run
    from dao_graph.ask.graph import Graph

    graph = Graph.open(folder)
    explained = run(graph, entity, lang)
    if not explained:
        say(f"the graph states nothing about {entity}", err=True)
        sys.exit(FINDINGS)
    if as_json:
        put_json([e.to_dict() for e in explained])
    else:
        show.explanation(explained)
