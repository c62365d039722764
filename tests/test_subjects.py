"""Who acts, wherever the subject stands, in six languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dao_graph.model.fact import Node, Ref

from .said import nodes

_TABLE = tomllib.loads((Path(__file__).parent / "data" / "subjects.toml").read_text())
_TOLD = ("name", "actors", "verbs")
_CASES = [
    pytest.param(language, subject, id=f"{subject['name']}-{language}")
    for subject in _TABLE["subject"]
    for language in subject
    if language not in _TOLD
]


def _last(node: Node, role: str) -> set[str]:
    return {term.id.rpartition("/")[2] for term in node.properties.get(role, ()) if isinstance(term, Ref)}


@pytest.mark.parametrize(("language", "subject"), _CASES)
def test_who_acts(language: str, subject: dict[str, str]) -> None:
    text = f"A/81/642\n\n1. {_TABLE['before'][language]}\n\n2. {subject[language]}\n"
    found = [
        node for node in nodes(text, language) if "Act" in node.types and _last(node, "verb") & {*subject["verbs"]}
    ]
    assert set().union(*(_last(node, "actor") for node in found)) >= set(subject["actors"])
