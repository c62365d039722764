"""Files of packs: their tables and patterns, each read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dao_graph.errors import DataError


@cache
def load_toml(path: Path) -> Mapping[str, Any]:
    """The table in `path`. Raises DataError with file and place where it is malformed."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


@cache
def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """`pattern` compiled; raises DataError naming `where` it stands."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise DataError(f"{where}: the pattern is malformed: {error}") from error
