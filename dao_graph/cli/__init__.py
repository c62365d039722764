"""The command line: parses arguments, calls the library, prints.

In: arguments of a shell. Out: text or JSON, and an exit code.
Knows everything but how anything is done.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from dao_graph._version import __version__

# The commands and the modules that they are in: who runs one does not wait for the others.
_MODULES: Mapping[str, str] = {
    "build": "build", "validate": "check", "query": "ask", "queries": "ask", "find": "find", "verify": "check",
    "explain": "explain", "view": "view", "export": "take", "serve": "serve", "load": "load", "stores": "load",
    "stats": "check", "evaluate": "check", "compare": "check", "diff": "diff", "dataset": "take", "rules": "rules",
    "trace": "trace", "doctor": "doctor",
}  # fmt: skip
# New objects, after which Python looks for cycles.
_COLLECTED_AFTER = 100_000


class _Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        # Lists and rules are many objects that stay: looking for cycles among them takes a tenth of a short command.
        gc.set_threshold(_COLLECTED_AFTER)
        found: click.Command = getattr(import_module(f"{__name__}.{_MODULES[cmd_name]}"), cmd_name)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dao-graph")
def main() -> None:
    """United Nations documents as a knowledge graph: every fact points at the characters that state it.

    \b
    Example:
      dao-graph build examples -o out
      dao-graph query out pilots
      dao-graph explain out country/RWA
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _open_to_all_scripts(stream)


def _open_to_all_scripts(stream: io.TextIOWrapper) -> None:
    """Let a stream take any script, and names of files that are no text: files and pipes get UTF-8, unless
    PYTHONIOENCODING says otherwise, and what a terminal's encoding has no sign for is written as an escape."""
    told = os.environ.get("PYTHONIOENCODING")
    stream.reconfigure(encoding=None if told or stream.isatty() else "utf-8", errors="backslashreplace")


def command_named(name: str) -> click.Command:
    """The command of that name. Raises KeyError where there is none."""
    found = main.get_command(click.Context(main), name)
    if found is None:
        raise KeyError(name)
    return found
