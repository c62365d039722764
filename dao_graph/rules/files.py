"""Files of packs: their tables and patterns, each read once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dao_graph.data import PACKAGE
from dao_graph.errors import DataError
from dao_graph.folder.compiled import compiled
from dao_graph.folder.user_cache import kept, signature

# The language of rules, in what messages call their files; what tells languages and kinds apart is wanted of all.
_LANGUAGE = re.compile("languages/([a-z]{2,3})/(?!pack|kinds)")


@cache
def load_toml(path: Path) -> Mapping[str, Any]:
    """The table in `path`. Raises DataError with file and place where it is malformed."""
    try:
        # Files of people's own are many, and read once.
        if not path.is_relative_to(PACKAGE):
            return _loaded(path)
        name = hashlib.sha256(str(path).encode()).hexdigest()[:16]
        return kept(f"table-{name}", signature([path]), lambda: _loaded(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


def _loaded(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """`pattern` compiled; raises DataError naming `where` it stands."""
    try:
        return compiled(pattern, language[1] if (language := _LANGUAGE.match(where)) else "all")
    except re.error as error:
        raise DataError(f"{where}: the pattern is malformed: {error}") from error
