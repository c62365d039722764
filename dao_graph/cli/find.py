"""The command that looks for words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli.common import FINDINGS, as_json_option, folder_argument, guarded
from dao_graph.cli.terminal import put_json, say, say_marked
from dao_graph.data import LANGUAGES

if TYPE_CHECKING:
    from dao_graph.ask.search import Hit


@click.command()
@folder_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Paragraphs in this language only.")
@click.option("--document", metavar="SYMBOL", default="", help="Paragraphs of this document only.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--from", "start", metavar="N", type=click.IntRange(min=1), default=1, help="Begin with the Nth.")
@as_json_option
@guarded
def find(
    folder: Path, words: Sequence[str], lang: str | None, document: str, limit: int, start: int, as_json: bool
) -> None:
    """Find the paragraphs that hold all of some words, in any form and any of the six languages, the fittest first.

    "fund" finds funds, a phrase stands in quotation marks, what only begins so ends in *. After -- a word with - before
    it must not be there.

    \b
    Example:
      dao-graph find out voluntary contributions
      dao-graph find out '"climate change" adapt*' --lang en --limit 5
      dao-graph find out -- funding -Norway
    """
    from dao_graph.ask.graph import Graph

    graph, wanted = Graph.open(folder), " ".join(words)
    found = graph.find(wanted, language=lang or "", document=document, limit=limit, start=start, lang=lang or "en")
    if as_json:
        put_json([{**hit.to_dict(), "total": found.total} for hit in found])
    else:
        for hit in found:
            _show(hit)
        if found.hits:
            more = f"; more with --from {start + len(found)}" if start - 1 + len(found) < found.total else ""
            say(f"paragraphs {start:,} to {start - 1 + len(found):,} of {found.total:,}{more}", err=True)
    if not found.total:
        say(f"no paragraph holds {' '.join(words)}", err=True)
        sys.exit(FINDINGS)


def _show(hit: Hit) -> None:
    """Print a paragraph under its document and address, the words in bold, or on no terminal between **."""
    say(" · ".join(part for part in (hit.name, hit.place, hit.language) if part))
    say_marked(hit.pieces())
