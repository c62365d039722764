"""What is denied, doubted, refused, only planned or still to come gives no fact, in six languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dao_graph.model.fact import Node

from .said import nodes

SENTENCES = tomllib.loads((Path(__file__).parent / "data" / "not-asserted.toml").read_text())
# What a sentence may say all the same: what is asked or should be done, and that something was considered or refused.
_ASKED = frozenset(
    f"verb/{name}"
    for name in ("should", "requests", "invites", "calls-upon", "urges", "considers", "having-considered", "rejects")
)
_FACTS = frozenset(
    ("Act", "Tenure", "Contribution", "Allocation", "Governance", "Establishment", "Participation", "Vote", "Budget")
)


def _told(sentence: str, language: str) -> list[Node]:
    found = nodes(f"A/81/642\n\n1. {sentence}\n", language)
    return [n for n in found if _FACTS.intersection(n.types) and not _asks(n)]


def _asks(node: Node) -> bool:
    return any(getattr(verb, "id", "") in _ASKED for verb in node.properties.get("verb", ()))


@pytest.mark.parametrize(("language", "sentence"), [(c, s) for c, told in SENTENCES.items() for s in told["unsaid"]])
def test_nothing_is_told_of_what_nobody_did(language: str, sentence: str) -> None:
    assert _told(sentence, language) == []


@pytest.mark.parametrize(("language", "sentence"), [(c, s) for c, told in SENTENCES.items() for s in told["said"]])
def test_what_somebody_did_is_told(language: str, sentence: str) -> None:
    assert _told(sentence, language) != []
