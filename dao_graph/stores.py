"""What is known of the stores that a graph can be loaded into: profiles, which are data (stores.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """How to talk to a store; the head of stores.toml says what each field means."""

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
    formats: tuple[str, ...] = ("application/n-triples", "text/turtle")
    notes: tuple[str, ...] = ()


@cache
def profiles() -> Mapping[str, Profile]:
    """All profiles by name."""
    tables = tomllib.loads(Path(__file__).with_name("stores.toml").read_text(encoding="utf-8"))
    found: dict[str, Profile] = {}
    for name, table in tables.items():
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
        found[name] = Profile(name, **fields)
    return found
