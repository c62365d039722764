"""Commands that make a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dao_graph.cli import show
from dao_graph.cli.common import (
    FINDINGS,
    INPUTS_FAILED,
    SYMBOL,
    as_json_option,
    guarded,
    lists_option,
    rules_option,
)
from dao_graph.cli.terminal import put_json, say
from dao_graph.data import LANGUAGES

if TYPE_CHECKING:
    from distributed import Client

    from dao_graph.pipeline.build import Built, Options
    from dao_graph.pipeline.joining import Stored


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to write.")
@click.option(
    "--symbol", type=SYMBOL, metavar="SYMBOL", help="The symbol of the one document given, where its text states none."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of all inputs, instead of detecting it.")
@click.option(
    "--manifest",
    metavar="CSV",
    type=click.Path(path_type=Path),
    help="A list of what is known of the files: path, symbol, language, date, url, job number.",
)
@click.option("--ocr", is_flag=True, help="Recognise the characters of scans, by Tesseract (`dao-graph doctor`).")
@click.option("--base-iri", metavar="IRI", help="The base of the data IRIs.")
@click.option("--jobs", "-j", type=click.IntRange(1), metavar="N", help="Processes; by default as many as pay off.")
@click.option("--no-check", is_flag=True, help="Leave out the SHACL shapes (`dao-graph validate` runs them later).")
@click.option("--ignore-markup", is_flag=True, help="Read only the text of XML, not what its mark-up states.")
@click.option("--keep", is_flag=True, help="Keep the graphs of texts in DIR that are not among the inputs.")
@click.option(
    "--store",
    type=click.Choice(("facts", "all")),
    default="facts",
    show_default=True,
    help="What the embedded store holds: the facts, or all, the evidence too: then questions that ask for quotes "
    "need not read the files.",
)
@click.option("--no-store", is_flag=True, help="Leave out the embedded store; queries then read the files.")
@click.option("--plain", is_flag=True, help="Write graph.nq and evidence.nq too, as plain text.")
@click.option("--recheck", is_flag=True, help="Read every file of the graph in DIR: what is damaged is made anew.")
@click.option(
    "--budget",
    type=click.FloatRange(min=0),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Processor time that a text may take for each 10,000 bytes; one that takes more is left out. 0: any.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error that nobody foresaw, and report it.")
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(("shacl", "pyshacl", "dask")),
    help="dask: share the reading by a cluster of Dask. shacl (default), pyshacl: what runs the SHACL shapes.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="That of the scheduler of Dask (tcp://HOST:8786); without it, a cluster of --jobs processes here.",
)
@click.option(
    "--to", "elsewhere", metavar="URL", help="Copy the files of the graph there too (s3://, gs://, hdfs://, memory://)."
)
@lists_option
@rules_option
@as_json_option
@guarded
def build(paths: Sequence[str], out: Path, **given: Any) -> None:
    """Build the graph of documents: files, folders of text files, or - for standard input.

    Writes graph.nq.gz, evidence.nq.gz, report.json, the store that queries use and, if something breaks a shape,
    quarantine.nq. In a folder that holds a graph already only texts that changed are read again; texts that are not
    among the inputs any more are dropped. The folder changes all at once: whoever ends a build finds the graph as it
    was before, and the next build goes on. Files of the graph that are missing, cut or altered are made anew; a file
    that has its old size and time is taken for whole, unless --recheck has every one read.

    \b
    Example:
      dao-graph build letter.txt resolutions/ -o out
      dao-graph build more/ -o out --keep
      dao-graph build more/ -o out --lists my/names --rules my/rules
    """
    _build(paths, out, _Given(**given))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The options of `build`, as the command line gives them."""

    symbol: str | None
    lang: str | None
    manifest: Path | None
    ocr: bool
    base_iri: str | None
    jobs: int | None
    no_check: bool
    ignore_markup: bool
    keep: bool
    store: Stored
    no_store: bool
    plain: bool
    recheck: bool
    budget: float
    debug: bool
    engines: Sequence[str]
    scheduler: str | None
    elsewhere: str | None
    lists: Sequence[Path]
    rules: Sequence[Path]
    as_json: bool


def _build(paths: Sequence[str], out: Path, given: _Given) -> None:
    from dao_graph.pipeline.build import build

    with show.progress() as progress, _cluster(given) as client:
        built = build(
            paths,
            out,
            _options(given),
            progress,
            given.jobs,
            keep=given.keep,
            store="none" if given.no_store else given.store,
            plain=given.plain,
            recheck=given.recheck,
            manifest=given.manifest,
            cluster=client,
        )
    if given.elsewhere and built.report.of("built"):
        from dao_graph.pipeline.remote import publish

        publish(out, given.elsewhere)
    _tell(built, out, given.as_json)


def _options(given: _Given) -> Options:
    """How texts are to be read. Raises UsageError where the base is none."""
    from dao_graph.namespaces import BASE
    from dao_graph.pipeline.build import Options
    from dao_graph.rdf.iris import is_base
    from dao_graph.rules.knowledge import Knowledge

    base = given.base_iri or BASE
    if not is_base(base):
        raise click.UsageError("--base-iri is an absolute IRI that ends in / (such as https://example.org/id/)")
    return Options(
        base,
        given.symbol,
        given.lang,
        check=not given.no_check,
        markup=not given.ignore_markup,
        budget=given.budget,
        debug=given.debug,
        knowledge=Knowledge.of(given.lists, given.rules),
        engine="pyshacl" if "pyshacl" in given.engines else "shacl",
        ocr=given.ocr,
    )


def _cluster(given: _Given) -> AbstractContextManager[Client | None]:
    """A client of a cluster of Dask, if that is wanted. Raises UsageError for an address without it."""
    if "dask" not in given.engines:
        if given.scheduler:
            raise click.UsageError("--scheduler is that of Dask: give --engine dask too")
        return nullcontext()
    from dao_graph.pipeline.clusters import cluster

    return cluster(given.scheduler, given.jobs)


def _tell(built: Built, out: Path, as_json: bool) -> None:
    """Tell what came of a build, and exit as that went."""
    report = built.report
    if as_json:
        summary = {**asdict(report), "work": asdict(built.work), "left_out": dict(built.left_out)}
        put_json(summary, sort_keys=True)
    else:
        show.build_summary(report, built.work, out, built.left_out)
    for entry in report.of("failed"):
        say(f"error: {entry.source}: {entry.reason}", err=True)
        if entry.traceback:
            say(entry.traceback, err=True, nl=False)
    if report.of("failed"):
        sys.exit(INPUTS_FAILED)
    sys.exit(FINDINGS if report.quarantined else 0)
