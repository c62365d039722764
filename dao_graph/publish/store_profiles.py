"""Profiles of stores that a graph can be loaded into, and their own loaders. Both are data: stores.toml,
loaders.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """The way to talk to a store; the head of stores.toml explains each field."""

    name: str
    title: str
    example: str
    graphs: str
    query: str
    chunk: int
    gzip: bool = False
    login: str = "basic"
    replace: str = "put"
    graph_parameter: str = "graph"
    delete_parameter: str = "graph"
    merged: bool = False
    merged_graph: str = ""
    formats: tuple[str, ...] = ("application/n-triples", "text/turtle")
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loader:
    """A store's own loader: the command, files that it needs beside the data, and what is good to know."""

    name: str
    title: str
    command: str
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@cache
def profiles() -> Mapping[str, Profile]:
    """All profiles by name."""
    found: dict[str, Profile] = {}
    for name, table in _tables("stores.toml").items():
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
        found[name] = Profile(name, **fields)
    return found


@cache
def loaders() -> Mapping[str, Loader]:
    """The loaders that files can be written for, by name."""
    return {
        name: Loader(name, table["title"], table["command"], table.get("files", {}), tuple(table.get("notes", ())))
        for name, table in _tables("loaders.toml").items()
    }


def _tables(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
