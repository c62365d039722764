"""Commands that check and measure a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, SYMBOL, as_json_option, engine_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say

if TYPE_CHECKING:
    from dao_graph.rdf.conformance import Engine


@click.command()
@click.argument("path", metavar="DIR|FILE", type=click.Path(path_type=Path))
@engine_option
@as_json_option
@guarded
def validate(path: Path, engine: Engine, as_json: bool) -> None:
    """Check a graph against the SHACL shapes; exit code 1 where something breaks one.

    \b
    Example:
      dao-graph validate out
    """
    from dao_graph.ask.graph import Graph

    found = Graph.open(path).validate(engine)
    rows = [(v.message, v.focus, v.path, v.value) for v in found]
    if as_json:
        keys = ("message", "focus", "path", "value")
        put_json([dict(zip(keys, row, strict=True)) for row in rows])
    elif rows:
        show.table(("message", "node", "path", "value"), rows)
    else:
        say("conforms: nothing breaks a shape")
    sys.exit(FINDINGS if rows else 0)


@click.command()
@folder_argument
@as_json_option
@guarded
def verify(folder: Path, as_json: bool) -> None:
    """Re-read the sources: every quote must stand where the graph says. Exit code 1 where one does not.

    \b
    Example:
      dao-graph verify out
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.check.verify import verify as run
    from dao_graph.pipeline.build import read_source

    result = run(Graph.open(folder), read_source)
    bad = len(result.mismatches)
    if as_json:
        found = [{"source": m.source, "span": m.span, "reason": m.reason} for m in result.mismatches]
        summary = {"quotes": result.quotes, "sources": result.sources, "mismatches": found}
        put_json(summary)
    else:
        for m in result.mismatches:
            say(f"{m.source}: {m.span} {m.reason}".replace("  ", " "))
        say(f"{result.quotes} quotes in {result.sources} texts: " + (f"{bad} do not hold" if bad else "all hold"))
    sys.exit(FINDINGS if bad else 0)


@click.command()
@folder_argument
@click.option("--classes", is_flag=True, help="For each class of the ontology: how many things the texts state.")
@click.option("--rules", is_flag=True, help="For each rule: how many facts, documents and languages it fired in.")
@as_json_option
@guarded
def stats(folder: Path, classes: bool, rules: bool, as_json: bool) -> None:
    """Count what is in a graph: documents, states, bodies, funds, people, meetings that they name, and acts.

    A document counts once, in however many languages it stands; each of these versions is a text. A thing counts where
    a text names it; acts, findings and contributions are facts, each counted once, whichever versions state it. A quote
    is the words of a text that state a fact, a triple is a line of the graph.

    \b
    Example:
      dao-graph stats out
      dao-graph stats out --rules
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.check.stats import class_counts, kind_counts, rule_counts

    graph = Graph.open(folder)
    columns, rows = rule_counts(graph) if rules else class_counts(graph) if classes else kind_counts(graph)
    if as_json:
        put_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        show.table(columns, rows)


@click.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@folder_argument
@click.option("--list", "listed", is_flag=True, help="List every miss and every extra beside its text.")
@as_json_option
@guarded
def evaluate(gold: Path, folder: Path, listed: bool, as_json: bool) -> None:
    """Compare a graph with a gold graph (RDF) or gold spans (JSON): precision, recall, F1 by class and property.

    \b
    Example:
      dao-graph evaluate gold.ttl out --list
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.check.evaluate import evaluate as run

    scores = run(gold, Graph.open(folder))
    if as_json:
        found = [
            {
                "kind": s.kind, **show.figures(s.counts), "misses": s.misses, "extras": s.extras,
            }
            for s in scores
        ]  # fmt: skip
        put_json(found)
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
                    say(f"{name} {s.kind}: {line}")


@click.command()
@folder_argument
@click.option("--symbol", type=SYMBOL, metavar="SYMBOL", help="One document only.")
@click.option("--list", "listed", is_flag=True, help="List every difference with a passage that states the fact.")
@click.option("--fail-under", type=click.FloatRange(0, 1), default=0.0, help="Exit with 1 where an F1 is lower.")
@as_json_option
@guarded
def compare(folder: Path, symbol: str | None, listed: bool, fail_under: float, as_json: bool) -> None:
    """Compare the language versions of each document: what all state, what some lack, as precision, recall and F1 of
    each language against the majority.

    \b
    Example:
      dao-graph compare out --list
      dao-graph compare out --symbol A/RES/79/1 --json
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.check.compare import compare as run
    from dao_graph.model.symbols import document_id

    found = run(Graph.open(folder), document_id(symbol) if symbol else None, listed)
    if as_json:
        put_json(show.comparison_json(found))
    else:
        show.comparison(found)
    low = any(counts.f1 < fail_under for agreement in found.agreements for counts in agreement.counts.values())
    sys.exit(FINDINGS if low else 0)
