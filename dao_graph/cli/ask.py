"""Commands that ask a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dao_graph.cli import show
from dao_graph.cli.common import as_json_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say
from dao_graph.data import LANGUAGES

if TYPE_CHECKING:
    from dao_graph.ask.questions import Question
    from dao_graph.folder.snapshots import Damage

# What people look through on a terminal.
_ROWS = 1000
# Rows of an example, and seconds to wait for them.
_BEGUN, _PATIENCE = 3, 20.0


@click.command()
@folder_argument
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "-p", "given", multiple=True, metavar="KEY=VALUE", help="Bind a parameter; may be repeated.")
@click.option("--lang", metavar="zh,en", help="Languages of the labels, the one liked best first.")
@click.option("--format", "-f", "form", type=click.Choice(show.ANSWER_FORMATS), default="table", show_default=True)
@click.option("--excel-safe", is_flag=True, help="In CSV and TSV, no cell that a spreadsheet takes for a formula.")
@click.option("--per-version", is_flag=True, help="Count each language version for itself, not one for a document.")
@click.option("--limit", metavar="ROWS", type=click.IntRange(min=0), help="No more rows than this; 1,000 in a table.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="Stop a query that takes longer, with exit code 5; 0 lets it run.",
)
@click.option("--explain", "only_explain", is_flag=True, help="Print the question and its SPARQL; do not run it.")
@click.option("--for", "store", type=click.Choice(("oxigraph", "virtuoso")), help="Print the SPARQL to run there.")
@guarded
def query(folder: Path, name: str, **asked: Any) -> None:
    """Answer a question of the library, or one in a file, from a built graph.

    A parameter that stands for a thing takes its name in any of the six languages, its code or symbol, its id, or its
    IRI. Queries that would reach outside the graph (SERVICE, FROM) or change it are refused.

    \b
    Example:
      dao-graph query out pilots --lang zh,en
      dao-graph query out where-mentioned -p entity=Rwanda -f csv --excel-safe
    """
    _query(folder, name, _Asked(**asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options of `query`, as the command line gives them."""

    given: Sequence[str]
    lang: str | None
    form: str
    excel_safe: bool
    per_version: bool
    limit: int | None
    timeout: float
    only_explain: bool
    store: str | None


def _query(folder: Path, name: str, asked: _Asked) -> None:
    from dao_graph.ask.child import Asker
    from dao_graph.ask.foreign import labelled
    from dao_graph.ask.questions import find_question, readable
    from dao_graph.ask.questions import per_version as of_versions
    from dao_graph.ask.variants import variant
    from dao_graph.cli.otherwise import otherwise

    question = of_versions(find_question(name)) if asked.per_version else find_question(name)
    parameters = _parameters(asked.given)
    table = asked.form == "table"
    # A child opens the graph while what follows is done.
    with Asker(folder, asked.timeout, copied=True) as asker:
        for damage in _damaged(folder):
            say(f"note: {folder}: {damage}; until then the answer is read from the files, which takes longer", err=True)
        if asked.lang and "lang" in question.parameters:
            parameters.setdefault("lang", asked.lang)
        for name, default in _defaults(question, parameters):
            say(f"note: {name} is {default}, as none was given (-p {name}=…)", err=True)
        if asked.store:
            say(variant(asker.bound(question, parameters), asked.store, asker.base()).strip())
            return
        if asked.only_explain:
            show.question(question, asker.bound(question, parameters))
            return
        with show.waiting("asking …"):
            limit = _ROWS if asked.limit is None and table else asked.limit
            if table:
                found, titles = asker.titled(question, parameters, limit)
                found = readable(labelled(found, question, parameters.get("lang", "en")), question, titles)
            else:
                found = asker.query(question, parameters, limit)
        show.answer(found, asked.form, asker.base(), asked.excel_safe, question.needs)
        if table and not len(found) and question.ours:
            for line in otherwise(asker, question, parameters, folder):
                say(line, err=True)


def _defaults(question: Question, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parameters whose default is taken, but for the language."""
    for parameter in question.parameters.values():
        if parameter.default and parameter.name not in given and parameter.name != "lang":
            yield parameter.name, parameter.default


def _damaged(folder: Path) -> list[Damage]:
    """What of a graph is damaged and keeps from answering as soon as may be; what keeps from answering, the child
    tells."""
    from dao_graph.folder.snapshots import EVIDENCE, FACTS, REPORT, Look, current, damage_of

    try:
        found = damage_of(folder, current(folder), Look.SIZES) if folder.is_dir() else []
    except (OSError, ValueError):
        return []
    return [] if any(one.name in (FACTS, EVIDENCE, REPORT) for one in found) else found


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
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--lang", default="en", show_default=True, type=click.Choice(LANGUAGES), help="The language to say it in."
)
@click.option(
    "--for", "store", type=click.Choice(("oxigraph", "virtuoso")), help="Print the SPARQL of NAME to run there."
)
@as_json_option
@guarded
def queries(name: str | None, folder: Path | None, lang: str, store: str | None, as_json: bool) -> None:
    """List the questions of the library by what people want to know; with NAME show that one's columns, and its
    parameters with their defaults; with the FOLDER of a graph also how its answer begins there.

    \b
    Example:
      dao-graph queries
      dao-graph queries where-mentioned out
      dao-graph queries --lang fr
    """
    from dao_graph.ask.questions import by_group, find_question, groups, questions
    from dao_graph.ask.wording import asked as what_is_asked
    from dao_graph.ask.wording import worded

    if store:
        _put_variant(name, store)
        return
    asked = [worded(q, lang) for q in ((find_question(name),) if name else questions().values())]
    if as_json:
        put_json([_listed(question) for question in asked])
        return
    if name:
        show.question_card(asked[0], lang)
        if folder:
            _begun(folder, asked[0])
        return
    for group, listed_there in by_group().items():
        say(f"{groups()[group][lang]}\n")
        rows = [(q.name, what_is_asked(q, lang), " ".join(q.parameters)) for q in listed_there]
        show.table(("name", "question", "parameters"), rows)
        say("")


def _listed(question: Question) -> dict[str, Any]:
    """A question as programs read it."""
    return {
        "name": question.name,
        "title": question.title,
        "group": question.group,
        "question": dict(question.question),
        "columns": dict(question.columns),
        "parameters": {
            p.name: {
                "type": p.type, "about": p.about, "default": p.default,
                "required": p.required, "example": p.example or None,
            }
            for p in question.parameters.values()
        },
    }  # fmt: skip


def _put_variant(name: str | None, store: str) -> None:
    """Print a question with its defaults, and the example's values for what must be given, as a store wants it."""
    import pyoxigraph as ox

    from dao_graph.ask.binding import bound
    from dao_graph.ask.lookup import Names
    from dao_graph.ask.questions import examples, find_question
    from dao_graph.ask.variants import variant
    from dao_graph.namespaces import BASE

    if name is None:
        raise click.UsageError("--for wants the NAME of a question")
    question = find_question(name)
    say(variant(bound(question, examples(question), Names(ox.Store(), BASE)), store).strip())


def _begun(folder: Path, asked: Question) -> None:
    """Print how the answer to a question begins in a graph, with the example's values for what must be given."""
    from dao_graph.ask.child import Asker
    from dao_graph.ask.questions import examples, readable
    from dao_graph.errors import QueryError

    with Asker(folder, _PATIENCE, copied=True) as asker:
        try:
            found, titles = asker.titled(asked, examples(asked), _BEGUN)
        except QueryError as error:
            say(f"\nno example from {folder}: {error}")
            return
        say("")
        show.answer(readable(found, asked, titles), "table", asker.base(), needs=asked.needs)
