"""What all commands share: options, and errors as one line and an exit code: 0 fine, 1 findings, 2 usage, 3 some inputs
failed, or a store did, 4 busy, 5 stopped at a limit."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dao_graph.errors import BusyError, DaoGraphError, InputError, LimitError, StoreError

FINDINGS, USAGE, INPUTS_FAILED, BUSY, STOPPED = 1, 2, 3, 4, 5
_Command = TypeVar("_Command", bound=Callable[..., Any])
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


def guarded(command: _Command) -> _Command:
    """Turn the package's own errors into one line and an exit code, and a closed pipe or Ctrl-C into silence."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (InputError, StoreError) as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(INPUTS_FAILED)
        except BusyError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(BUSY)
        except LimitError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(STOPPED)
        except DaoGraphError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(USAGE)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except KeyboardInterrupt:
            click.echo("interrupted; what was written before is as it was", err=True)
            sys.exit(130)

    return run  # type: ignore[return-value]
