"""The place of the data that ships with the package: one function finds it."""

from __future__ import annotations

from pathlib import Path

from dao_graph.errors import DataError

# The six official languages, by their ISO 639-1 codes.
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder `name` ("ontology", "shapes", "queries" or "languages").

    In an installed wheel it lies inside the package, in a checkout beside it.
    Raises DataError where neither exists.
    """
    if name == "languages":
        return PACKAGE / "languages"
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise DataError(f"the data folder {name!r} is missing from this installation: install the package again")
