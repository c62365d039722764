"""Commands that make a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dao_graph import show
from dao_graph.cli.common import FINDINGS, INPUTS_FAILED, as_json_option, guarded
from dao_graph.packs import LANGUAGES


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to write.")
@click.option("--symbol", metavar="SYMBOL", help="The symbol of the one document given, where its text states none.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of all inputs, instead of detecting it.")
@click.option("--base-iri", metavar="IRI", help="The base of the data IRIs.")
@click.option("--jobs", "-j", type=click.IntRange(1), metavar="N", help="Processes; by default as many as pay off.")
@click.option("--no-check", is_flag=True, help="Leave out the SHACL shapes (`dao-graph validate` runs them later).")
@click.option("--ignore-markup", is_flag=True, help="Read only the text of XML, not what its mark-up states.")
@as_json_option
@guarded
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
