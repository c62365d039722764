"""Options that commands share, and the exit codes: 0 success, 1 findings, 2 usage, 3 some inputs or a store failed, 4
busy, 5 stopped at a limit, 6 output cannot be written (disk full, no rights) or a graph is damaged."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dao_graph.cli.terminal import say
from dao_graph.errors import (
    BusyError,
    DamagedError,
    DaoGraphError,
    InputError,
    LimitError,
    OutputError,
    StoreError,
)

FINDINGS, USAGE, INPUTS_FAILED, BUSY, STOPPED, UNWRITABLE = 1, 2, 3, 4, 5, 6
_Command = TypeVar("_Command", bound=Callable[..., Any])
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
# The first class that an error is of.
_CODES: tuple[tuple[type[Exception], int], ...] = (
    (InputError, INPUTS_FAILED),
    (StoreError, INPUTS_FAILED),
    (BusyError, BUSY),
    (LimitError, STOPPED),
    (OutputError, UNWRITABLE),
    (DamagedError, UNWRITABLE),
    (DaoGraphError, USAGE),
)


_path = click.Path(path_type=Path)
lists_option = click.option(
    "--lists", metavar="DIR", multiple=True, type=_path, help="Names of your own as well: DIR/*.ttl."
)
rules_option = click.option(
    "--rules", metavar="DIR", multiple=True, type=_path, help="Rules of your own as well: DIR/en/*.toml."
)


engine_option = click.option(
    "--engine",
    type=click.Choice(("shacl", "pyshacl")),
    default="shacl",
    show_default=True,
    help="What runs the SHACL shapes: shacl is fast and leaves what it finds to pyshacl, the reference.",
)


def guarded(command: _Command) -> _Command:
    """Turn the package's own errors, and those of the system, into one line and an exit code, and a closed pipe or
    Ctrl-C into silence."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        code: Any = None
        try:
            try:
                command(*args, **kwargs)
            except SystemExit as ended:
                code = ended.code
            # What waits to be written may be what cannot be.
            sys.stdout.flush()
        except DaoGraphError as error:
            say(f"error: {error}", err=True)
            code = next(code for kind, code in _CODES if isinstance(error, kind))
        except BrokenPipeError:
            _end_output()
            code = 0
        except OSError as error:
            _end_output()
            say(f"error: {error.filename or 'output'}: {error.strerror or error}", err=True)
            code = UNWRITABLE
        except KeyboardInterrupt:
            say("interrupted; what was written before is as it was", err=True)
            code = 130
        # A group goes on to its command.
        if code is not None:
            sys.exit(code)

    return run  # type: ignore[return-value]


def _end_output() -> None:
    """Let nothing more be written where nothing can be, also not by the interpreter as it ends."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        return  # a test's stream has no number


class _Symbol(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A document symbol, in whatever way it is written ("S/RES/1325 (2000)"); gives its one form."""

    name = "symbol"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from dao_graph.model.symbols import is_symbol, plain_symbol

        plain = plain_symbol(value)
        if not is_symbol(plain):
            self.fail(f"{value!r} is no document symbol (such as A/64/578)", param, ctx)
        return plain


SYMBOL = _Symbol()
