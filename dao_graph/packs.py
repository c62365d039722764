"""Language packs: the rules of each language, as data, read and compiled once.

A pack is a folder of `dao_graph/languages/`: `pack.toml` (how the language shows itself, how its documents mark
their structure) and any number of files with rules. `und` holds what no language owns (symbols).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dao_graph.data import data_dir
from dao_graph.errors import DataError

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How a language shows itself: a character class of its script, its commonest words, and characters that it
    never has (those of neighbours in the same script)."""

    script: re.Pattern[str]
    words: frozenset[str]
    never: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Markers:
    """How one language marks structure.

    `kinds` maps a kind of document to the pattern of the line that shows it, the first that matches counting; in it the
    group `title`, if there is one, is the title (where it is empty, the title stands on the next line). `annex` is the
    line that opens an annex; `signature` what stands beside a signed name; `opening` the line with which an organ
    begins a resolution (it ends in a comma, where no title stands before it); `label` the line that is only the letter
    or number of a section; `closing` what may stand after the last paragraph; `abbreviations` end no sentence.
    """

    kinds: dict[str, re.Pattern[str]]
    annex: re.Pattern[str]
    signature: re.Pattern[str]
    opening: re.Pattern[str]
    label: re.Pattern[str]
    closing: re.Pattern[str]
    abbreviations: re.Pattern[str]


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


@cache
def fingerprints() -> Mapping[str, Fingerprint]:
    """How each language shows itself, by its code."""
    marks = {}
    for language in LANGUAGES:
        where = f"languages/{language}/pack.toml"
        table = load_toml(data_dir("languages") / language / "pack.toml")["detection"]
        never = compile_pattern(table["never"], where) if "never" in table else None
        marks[language] = Fingerprint(compile_pattern(table["script"], where), frozenset(table.get("words", ())), never)
    return marks


@cache
def markers() -> Mapping[str, Markers]:
    """How each language marks the structure of a document, by its code."""
    found = {}
    for language in LANGUAGES:
        where = f"languages/{language}/pack.toml"
        table = dict(load_toml(data_dir("languages") / language / "pack.toml")["structure"])
        table.pop("dangling", None)
        kinds = {kind: compile_pattern(p, where) for kind, p in table.pop("kinds").items()}
        found[language] = Markers(kinds=kinds, **{name: compile_pattern(p, where) for name, p in table.items()})
    return found


@cache
def dangling() -> re.Pattern[str]:
    """What can stand at the end of a line but not of a paragraph, in any of the languages."""
    patterns = []
    for language in LANGUAGES:
        table = load_toml(data_dir("languages") / language / "pack.toml")["structure"]
        if "dangling" in table:
            patterns.append(f"(?:{table['dangling']})$")
    return compile_pattern("|".join(patterns) or "(?!)", "languages/*/pack.toml: dangling")
