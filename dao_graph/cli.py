"""The command line: parses arguments, calls the library, prints. Exit codes: 0 fine, 1 findings, 2 usage, 3 some
inputs failed."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from dao_graph import DaoGraphError, __version__, show
from dao_graph.errors import InputError
from dao_graph.packs import LANGUAGES

FINDINGS, USAGE, INPUTS_FAILED = 1, 2, 3
_Command = TypeVar("_Command", bound=Callable[..., Any])
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


def _guarded(command: _Command) -> _Command:
    """Turn the package's own errors into one line and an exit code, and a closed pipe or Ctrl-C into silence."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InputError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(INPUTS_FAILED)
        except DaoGraphError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(USAGE)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except KeyboardInterrupt:
            click.echo("interrupted; nothing was written", err=True)
            sys.exit(130)

    return run  # type: ignore[return-value]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dao-graph")
def main() -> None:
    """United Nations documents as a knowledge graph: every fact points at the characters that state it.

    \b
    Example:
      dao-graph build examples -o out
      dao-graph query out pilots
      dao-graph explain out country/RWA
    """


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to write.")
@click.option("--symbol", metavar="SYMBOL", help="The symbol of the one document given, where its text states none.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of all inputs, instead of detecting it.")
@click.option("--base-iri", metavar="IRI", help="The base of the data IRIs.")
@click.option("--jobs", "-j", type=click.IntRange(1), metavar="N", help="Processes; by default as many as pay off.")
@click.option("--no-check", is_flag=True, help="Leave out the SHACL shapes (`dao-graph validate` runs them later).")
@click.option("--ignore-markup", is_flag=True, help="Read only the text of XML, not what its mark-up states.")
@_JSON
@_guarded
def build(
    paths: Sequence[str],
    out: Path,
    symbol: str | None,
    lang: str | None,
    base_iri: str | None,
    jobs: int | None,
    no_check: bool,
    ignore_markup: bool,
    as_json: bool,
) -> None:
    """Build the graph of documents: files, folders of text files, or - for standard input.

    Writes graph.nq, evidence.nq, report.json and, if something breaks a shape, quarantine.nq.

    \b
    Example:
      dao-graph build letter.txt resolutions/ -o out
    """
    from dao_graph.namespaces import BASE
    from dao_graph.pipeline import Options
    from dao_graph.pipeline import build as run
    from dao_graph.relate import is_symbol

    if symbol and not is_symbol(symbol):
        raise click.UsageError(f"{symbol!r} is no document symbol (such as A/64/578)")
    base = base_iri or BASE
    if "://" not in base or base[-1] not in "/#":
        raise click.UsageError("--base-iri is an absolute IRI that ends in / or # (such as https://example.org/id/)")
    with show.progress() as progress:
        built = run(paths, out, Options(base, symbol, lang, not no_check, not ignore_markup), progress, jobs)
    report = built.report
    if as_json:
        click.echo(report.to_json(), nl=False)
    else:
        show.build_summary(report, out)
    for entry in report.of("failed"):
        click.echo(f"error: {entry.source}: {entry.reason}", err=True)
    if report.of("failed"):
        sys.exit(INPUTS_FAILED)
    sys.exit(FINDINGS if report.quarantined else 0)


@main.command()
@click.argument("path", metavar="DIR|FILE", type=click.Path(path_type=Path))
@_JSON
@_guarded
def validate(path: Path, as_json: bool) -> None:
    """Check a graph against the SHACL shapes; exit code 1 where something breaks one.

    \b
    Example:
      dao-graph validate out
    """
    from dao_graph.graph import Graph

    found = Graph.open(path).validate()
    rows = [(v.message, v.focus, v.path, v.value) for v in found]
    if as_json:
        keys = ("message", "focus", "path", "value")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif rows:
        show.table(("message", "node", "path", "value"), rows)
    else:
        click.echo("conforms: nothing breaks a shape")
    sys.exit(FINDINGS if rows else 0)


@main.command()
@_FOLDER
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "-p", "given", multiple=True, metavar="KEY=VALUE", help="Bind a parameter; may be repeated.")
@click.option("--format", "-f", "form", type=click.Choice(show.ANSWER_FORMATS), default="table", show_default=True)
@_guarded
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


@main.command()
@_JSON
@_guarded
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


@main.command()
@_FOLDER
@_JSON
@_guarded
def verify(folder: Path, as_json: bool) -> None:
    """Re-read the sources: every quote must stand where the graph says. Exit code 1 where one does not.

    \b
    Example:
      dao-graph verify out
    """
    from dao_graph.graph import Graph
    from dao_graph.pipeline import load
    from dao_graph.verify import verify as run

    result = run(Graph.open(folder), load)
    bad = len(result.mismatches)
    if as_json:
        found = [{"source": m.source, "span": m.span, "reason": m.reason} for m in result.mismatches]
        summary = {"quotes": result.quotes, "sources": result.sources, "mismatches": found}
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        for m in result.mismatches:
            click.echo(f"{m.source}: {m.span} {m.reason}".replace("  ", " "))
        click.echo(
            f"{result.quotes} quotes in {result.sources} texts: " + (f"{bad} do not hold" if bad else "all hold")
        )
    sys.exit(FINDINGS if bad else 0)


@main.command()
@_FOLDER
@click.argument("entity", metavar="IRI")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Quotes from texts in this language only.")
@_JSON
@_guarded
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


@main.command()
@_FOLDER
@click.option("--format", "-f", "form", required=True, type=click.Choice(show.EXPORT_FORMATS), help="The format.")
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write; else to stdout.")
@_guarded
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


@main.command()
@_FOLDER
@click.option("--rules", is_flag=True, help="For each rule: how many facts, documents and languages it fired in.")
@_JSON
@_guarded
def stats(folder: Path, rules: bool, as_json: bool) -> None:
    """Count what is in a graph: documents, things by class, facts by rule.

    \b
    Example:
      dao-graph stats out --rules
    """
    from dao_graph.graph import Graph
    from dao_graph.stats import class_counts, rule_counts

    graph = Graph.open(folder)
    columns, rows = rule_counts(graph) if rules else class_counts(graph)
    if as_json:
        click.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    else:
        show.table(columns, rows)


@main.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@_FOLDER
@click.option("--list", "listed", is_flag=True, help="List every miss and every extra beside its text.")
@_JSON
@_guarded
def evaluate(gold: Path, folder: Path, listed: bool, as_json: bool) -> None:
    """Compare a graph with a gold graph (RDF) or gold spans (JSON): precision, recall, F1 by class and property.

    \b
    Example:
      dao-graph evaluate gold.ttl out --list
    """
    from dao_graph.evaluate import evaluate as run
    from dao_graph.graph import Graph

    scores = run(gold, Graph.open(folder))
    if as_json:
        found = [
            {
                "kind": s.kind, **show.figures(s.counts), "misses": s.misses, "extras": s.extras,
            }
            for s in scores
        ]  # fmt: skip
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    columns = ("kind", "precision", "recall", "F1", "hits", "misses", "extras")
    rows = [
        (s.kind, f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", c.hits, c.missed, c.extra)
        for s in scores
        for c in [s.counts]
    ]
    show.table(columns, rows)
    if listed:
        for s in scores:
            for name, lines in (("missed", s.misses), ("extra", s.extras)):
                for line in lines:
                    click.echo(f"{name} {s.kind}: {line}")


@main.command()
@_FOLDER
@click.option("--symbol", metavar="SYMBOL", help="One document only.")
@click.option("--list", "listed", is_flag=True, help="List every difference with a passage that states the fact.")
@click.option("--fail-under", type=click.FloatRange(0, 1), default=0.0, help="Exit with 1 where an F1 is lower.")
@_JSON
@_guarded
def compare(folder: Path, symbol: str | None, listed: bool, fail_under: float, as_json: bool) -> None:
    """Compare the language versions of each document: what all state, what some lack, as precision, recall and F1 of
    each language against the majority.

    \b
    Example:
      dao-graph compare out --list
      dao-graph compare out --symbol A/RES/79/1 --json
    """
    from dao_graph.compare import compare as run
    from dao_graph.graph import Graph
    from dao_graph.relate import document_id

    found = run(Graph.open(folder), document_id(symbol) if symbol else None, listed)
    if as_json:
        click.echo(json.dumps(show.comparison_json(found), ensure_ascii=False, indent=2))
    else:
        show.comparison(found)
    low = any(counts.f1 < fail_under for agreement in found.agreements for counts in agreement.counts.values())
    sys.exit(FINDINGS if low else 0)
