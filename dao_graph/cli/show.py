"""Showing results to a person at a terminal, or to a program through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dao_graph.cli.terminal import data, plain, say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from dao_graph.ask.answer import Answer
    from dao_graph.ask.explain import Explained
    from dao_graph.ask.questions import Question
    from dao_graph.check.compare import Comparison
    from dao_graph.check.evaluate import Counts
    from dao_graph.folder.report import Entry, Work
    from dao_graph.folder.report import Report as BuildReport
    from dao_graph.pipeline.build import Progress as Report

# Spelt out here as well as in `answer`, which takes longer to import than `--help` may.
ANSWER_FORMATS = (
    "table", "csv", "tsv", "json", "jsonl", "markdown", "sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv",
    "turtle", "ntriples", "nquads", "trig", "n3", "jsonld", "rdfxml",
)  # fmt: skip
EXPORT_FORMATS = (
    "turtle", "trig", "nquads", "jsonld", "rdfxml",
    "gexf", "graphml", "yed", "cx2", "cyjs", "node-link", "graphology", "cypher", "dot", "mermaid", "html",
    "svg", "png",
    "csv", "parquet", "neo4j", "memgraph", "neptune", "obsidian",
)  # fmt: skip
# Wider than any screen: in a pipe a table is for grep, which wants whole lines.
_PIPE_WIDTH = 240
# Notes on consistency that a summary shows.
_NOTES = 8


def console() -> Console:
    """A terminal, or a pipe that gets whole lines."""
    # rich takes longer to import than a short text to build: it comes when there is something to show.
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH, force_terminal=False)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under headings."""
    cells = [tuple(columns), *(tuple(plain(str(cell)) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if not sys.stdout.isatty() and sum(widths) + 2 * len(widths) <= _PIPE_WIDTH and all(map(_is_plain, cells)):
        # As rich would, which takes longer to import than all of these do to be found.
        for row in cells:
            say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
        return
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in cells[1:]:
        shown.add_row(*map(Text, row))
    console().print(shown)


def _is_plain(row: Sequence[str]) -> bool:
    """True if each character takes one place, and the row one line."""
    return all(cell.isascii() and cell.isprintable() for cell in row)


@contextmanager
def progress(doing: str = "reading") -> Iterator[Report]:
    """A function to report progress with: a bar on a terminal's stderr, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda number, total, source: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    terminal = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task(doing, total=None)

        def advance(number: int, total: int, source: str) -> None:
            bar.update(task, completed=number - 1, total=total, description=plain(source)[-40:])

        yield advance


def build_summary(report: BuildReport, work: Work, out: Path, left_out: Mapping[str, int]) -> None:
    """One screen: what was built, what was not, what to do next."""
    built = report.of("built")
    rows = [
        (entry.source, entry.language, entry.encoding, entry.symbol or entry.document, f"{entry.facts:,}")
        for entry in built[:20]
    ]
    if rows:
        table(("source", "language", "encoding", "document", "facts"), rows)
    if len(built) > len(rows):
        say(f"… and {len(built) - len(rows):,} more")
    for entry in report.of("duplicate"):
        say(f"skipped {entry.source}: {entry.reason}")
    _notes(built, out)
    if left_out:
        kinds = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
        number = sum(left_out.values())
        files = "1 file of another kind was" if number == 1 else f"{number:,} files of other kinds were"
        say(f"{files} left out: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds))
    if not built:
        say("nothing was built, nothing was written")
        return
    say(f"\n{len(built):,} texts, {report.triples:,} triples in {out / 'graph.nq.gz'}")
    say(f"{work.anew:,} read anew, {work.unchanged:,} unchanged, {work.dropped:,} dropped, {work.kept:,} kept")
    if report.quarantined:
        say(f"{report.quarantined:,} quads broke a shape: they are in {out / 'quarantine.nq'}")
    say(f"next: dao-graph queries · dao-graph query {out} NAME · dao-graph explain {out} IRI")


def _notes(built: Sequence[Entry], out: Path) -> None:
    """What there is to say of texts that were built: remarks, what was set aside, what does not fit together."""
    for entry in built:
        for remark in entry.remarks:
            say(f"note on {entry.source}: {remark}")
        for violation in entry.violations[:5]:
            say(f"set aside from {entry.source}: {violation['message']} ({violation['focus']})")
        if len(entry.violations) > 5:
            say(f"… and {len(entry.violations) - 5} more in {out / 'report.json'}")
    notes = [(entry.source, found) for entry in built for found in entry.consistency]
    for source, found in notes[:_NOTES]:
        say(f"note on {source}: {found['about']} {found['message']}")
    if len(notes) > _NOTES:
        say(f"… and {len(notes) - _NOTES} more notes on consistency in {out / 'report.json'}")


def answer(found: Answer, form: str, base: str, excel_safe: bool = False, needs: str = "") -> None:
    """Print an answer in one of `ANSWER_FORMATS`; only the table shortens IRIs, and says, where it has no row, what an
    answer `needs`."""
    if form == "table":
        table(found.columns, [[cell.removeprefix(base) for cell in row] for row in found.texts()])
        why = f": {needs}" if needs and not len(found) else ""
        say(f"({len(found)} {'row' if len(found) == 1 else 'rows'}{why})", err=True)
    else:
        data(found.to_bytes(form, excel_safe))
    if found.truncated:
        say(f"only the first {len(found):,} rows are shown; --limit asks for more", err=True)


def question(asked: Question, sparql: str) -> None:
    """Print what a query asks and the SPARQL that is run."""
    for text in (asked.title, *asked.question.values()):
        say(f"# {text}")
    for name, about in asked.columns.items():
        say(f"# ?{name}: {about}")
    say(sparql.strip())
    say("the engine (pyoxigraph) gives no plan of how it would run this", err=True)


def question_card(asked: Question, language: str) -> None:
    """Print what a question asks in a language, its columns, and its parameters with their types and defaults."""
    for text in (asked.title, asked.question.get(language) or asked.question.get("en", "")):
        say(plain(text))
    say("")
    table(("column", "what it is"), list(asked.columns.items()))
    say("")
    rows = [
        (p.name, p.type, "(must be given)" if p.required else p.default or "(all)", p.shown, p.about)
        for p in asked.parameters.values()
    ]
    table(("parameter", "type", "default", "example", "what it is"), rows)
    if asked.needs:
        say(f"\n{plain(asked.needs)}")
    given = " ".join(f'-p "{p.name}={p.shown}"' for p in asked.parameters.values() if p.required)
    say(f"\ndao-graph query FOLDER {asked.name} {given}".rstrip())


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A sign of life on a terminal's stderr while something runs whose length nobody knows."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def explanation(explained: Sequence[Explained]) -> None:
    """Print facts with their quotes."""
    from rich.text import Text

    from dao_graph.ask.explain import shown

    printer = console()
    for item in explained:
        printer.print(Text(plain(item.fact), style="bold"), Text(f"  [{', '.join(item.rules)}]", style="dim"), sep="")
        for quote in item.quotes:
            where = f"  {quote.provision or quote.document} [{quote.begin},{quote.end}) {quote.language}"
            where += f"  {place}" if (place := shown(quote)) else ""
            printer.print(Text(plain(where), style="dim"))
            printer.print(Text(plain(f"    {quote.text}")))


def figures(counts: Counts) -> dict[str, float]:
    """Precision, recall and F1 with what they are made of, as plain data."""
    return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1, "hits": counts.hits}


def comparison(found: Comparison) -> None:
    """Print how language versions agree: a row for each kind of fact, a column for each language."""
    columns = ("kind", "facts", "in all", *(f"{language} P/R/F1" for language in found.languages))
    rows = []
    for agreement in found.agreements:
        cells = []
        for language in found.languages:
            c = agreement.counts.get(language)
            cells.append(f"{c.precision:.2f}/{c.recall:.2f}/{c.f1:.3f}" if c else "")
        rows.append((agreement.kind, f"{agreement.majority:,}", f"{agreement.unanimous:,}", *cells))
    table(columns, rows)
    for d in found.differences:
        place = f"  {d.passage.provision} {d.passage.language} «{d.passage.quote}»" if d.passage else ""
        say(f"{d.what} {d.language} {d.kind}: {d.document} {d.fact}  [{' '.join(d.stated)}]{place}")
    say(f"\n{found.documents:,} documents in several languages; {len(found.alone):,} in one, left out")
    say(
        "a fact counts where more than half of the versions state it; what half or fewer state is an extra of those\n"
        "literals in a language (titles, labels) are compared by presence, the words of acts and findings not at all"
    )


def comparison_json(found: Comparison) -> dict[str, Any]:
    """A comparison as plain data."""
    return {
        "documents": found.documents,
        "languages": found.languages,
        "alone": found.alone,
        "agreement": [
            {
                "kind": agreement.kind,
                "majority": agreement.majority,
                "unanimous": agreement.unanimous,
                "languages": {
                    language: {**figures(counts), "missed": counts.missed, "extra": counts.extra}
                    for language, counts in agreement.counts.items()
                },
            }
            for agreement in found.agreements
        ],
        "differences": [difference.to_dict() for difference in found.differences],
    }
