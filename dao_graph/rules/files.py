"""Files of packs: their tables and patterns, each read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dao_graph.data import PACKAGE
from dao_graph.errors import DataError
from dao_graph.folder.compiled import compiled
from dao_graph.folder.user_cache import kept_table, read_table

# The language of rules, in what messages call their files; what tells languages and kinds apart is wanted of all.
_LANGUAGE = re.compile("languages/([a-z]{2,3})/(?!pack|kinds)")


@cache
def load_toml(path: Path) -> Mapping[str, Any]:
    """The table in `path`. Raises DataError with file and place where it is malformed."""
    try:
        # Files of people's own are many, and read once.
        return kept_table(path) if path.is_relative_to(PACKAGE) else read_table(path)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


@cache
def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """`pattern` compiled; raises DataError naming `where` it stands."""
    try:
        return compiled(pattern, language[1] if (language := _LANGUAGE.match(where)) else "all")
    except re.error as error:
        raise DataError(f"{where}: the pattern is malformed: {error}") from error
