"""The command line: parses arguments, calls the library, prints.

In: arguments of a shell. Out: text or JSON, and an exit code.
Knows everything but how anything is done.
"""

from __future__ import annotations

import click

from dao_graph._version import __version__
from dao_graph.cli.ask import explain, queries, query
from dao_graph.cli.build import build
from dao_graph.cli.check import compare, evaluate, stats, validate, verify
from dao_graph.cli.diff import diff
from dao_graph.cli.doctor import doctor
from dao_graph.cli.find import find
from dao_graph.cli.load import load, stores
from dao_graph.cli.rules import rules
from dao_graph.cli.serve import serve
from dao_graph.cli.take import dataset, export
from dao_graph.cli.trace import trace
from dao_graph.cli.view import view


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


for _command in (
    build, validate, query, queries, find, verify, explain, view, export, serve, load, stores, stats, evaluate, compare,
    diff, dataset, rules, trace, doctor,
):  # fmt: skip
    main.add_command(_command)
