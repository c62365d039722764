"""The command that tells what changed between two graphs."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, SYMBOL, as_json_option, guarded
from dao_graph.cli.terminal import data, put_json, say

if TYPE_CHECKING:
    from dao_graph.check.diff import Change

_MARKS = {"gained": "+", "lost": "-", "changed": "~"}


@click.command()
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option("--symbol", type=SYMBOL, metavar="SYMBOL", help="One document only.")
@click.option("--summary", is_flag=True, help="Only how much of each kind.")
@click.option("--rdf", "as_rdf", is_flag=True, help="Print the differing statements as N-Quads.")
@as_json_option
@guarded
def diff(old: Path, new: Path, symbol: str | None, summary: bool, as_rdf: bool, as_json: bool) -> None:
    """Tell what a graph gained, lost and changed against an earlier one: by document and kind, with the words.

    OLD and NEW are folders that `build` wrote, or N-Quads files. A fact that several language versions state is told
    once. Exit code 0 where they state the same, 1 where they differ.

    \b
    Example:
      dao-graph diff out-2023 out-2024
      dao-graph diff out-2023 out-2024 --rdf > difference.nq
    """
    from dao_graph.ask.graph import Graph
    from dao_graph.check.diff import counted
    from dao_graph.check.diff import diff as run
    from dao_graph.check.differing import rdf
    from dao_graph.model.symbols import document_id

    graphs = (Graph.open(old), Graph.open(new))
    if as_rdf:
        if symbol or summary or as_json:
            raise click.UsageError("--rdf gives the whole difference, without --symbol, --summary or --json")
        lines = 0
        for line in rdf(*graphs):
            data(line)
            lines += 1
        sys.exit(FINDINGS if lines else 0)
    found = run(*graphs, document_id(symbol).removeprefix("document/") if symbol else None)
    totals = counted(found)
    if as_json:
        kinds = [dict(zip(("kind", "gained", "lost", "changed"), row, strict=True)) for row in totals]
        changes = [] if summary else [change.to_dict() for change in found]
        put_json({"kinds": kinds, "changes": changes})
    elif not found:
        say("both state the same")
    else:
        if not summary:
            _print(found)
        show.table(("kind", "gained", "lost", "changed"), totals)
    sys.exit(FINDINGS if found else 0)


def _print(found: list[Change]) -> None:
    for document, changes in groupby(found, key=lambda change: change.document):
        say(document)
        own = f"document/{document}/"
        for change in changes:
            languages = f"  [{' '.join(change.languages)}]" if change.languages else ""
            say(f"  {_MARKS[change.what]} {change.kind}: {change.fact.replace(own, '')}{languages}")
            if change.what == "changed":
                say(f"      {change.before or '(nothing)'} -> {change.after or '(nothing)'}".replace(own, ""))
            for passage in change.passages:
                place = f"{passage.language} {passage.provision.removeprefix(own)}".rstrip()
                say(f"      {place} «{passage.quote}»")
        say("")
