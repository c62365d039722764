"""The script and style of the explorer: in a wheel beside the package's data, in a checkout where `web/` is built."""

from __future__ import annotations

from dataclasses import dataclass

from dao_graph.data import PACKAGE
from dao_graph.errors import DataError

_FILES = ("explorer.js", "explorer.css", "licenses.md")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The parts of the page, as text, with the licences of the libraries in the script."""

    script: str
    style: str
    licences: str


def bundle() -> Bundle:
    """The built explorer. Raises DataError, which says how to build it, where a checkout has not."""
    for folder in (PACKAGE / "_data" / "web", PACKAGE.parent / "web" / "dist"):
        if all((folder / name).is_file() for name in _FILES):
            return Bundle(*((folder / name).read_text(encoding="utf-8") for name in _FILES))
    raise DataError(
        f"the explorer is not built in this checkout; build it once with: cd {PACKAGE.parent / 'web'} && npm ci && "
        "npm run build (Node 20 or later; an installed wheel has it)"
    )
