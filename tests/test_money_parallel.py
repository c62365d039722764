"""The accounts of a fund and the budget of a mission, alike in six languages: each sum, whose it is and when."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from dao_graph.model.fact import Node, Ref

from .test_money import MONEY, facts_of

DATA = Path(__file__).parent / "data" / "money"
KINDS = {path.stem: tomllib.loads(path.read_text()) for path in sorted(DATA.glob("*.toml"))}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_LEFT_OUT = ("inProvision", "currency", "partOf", "kind")


@cache
def sums(kind: str, language: str) -> frozenset[tuple[str, str]]:
    """The sums of a document as (paragraph, "Class kind role=value …")."""
    facts, root = facts_of((DATA / f"{kind}.{language}.txt").read_text(), language)
    nodes = [node for node in facts.nodes.values() if node.types[0] in (*MONEY, "Share")]
    nodes = [node for node in nodes if "amount" in node.properties or "percentage" in node.properties]
    return frozenset((_where(node, root), _line(node, root)) for node in nodes)


def _where(node: Node, root: str) -> str:
    places = (t for t in node.properties.get("inProvision", ()) if isinstance(t, Ref))
    return next((t.id.removeprefix(f"{root}/p/") for t in places), "")


def _line(node: Node, root: str) -> str:
    def shown(term: object) -> str:
        if isinstance(term, Ref) and term.id.startswith(f"{root}/fund/"):
            return "own"  # A fund that no list has is called otherwise in each language.
        return term.id.rpartition("/")[2] if isinstance(term, Ref) else str(getattr(term, "text", ""))

    roles = {k: "+".join(sorted(map(shown, v))) for k, v in node.properties.items() if k not in _LEFT_OUT}
    kind = [shown(term) for term in node.properties.get("kind", ())]
    return " ".join([node.types[0], *kind, *(f"{k}={v}" for k, v in sorted(roles.items()))])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_sum_is_read_alike(kind: str, language: str) -> None:
    """Each line of the table is found, and of the amounts that it names nothing else is said."""
    found = sums(kind, language)
    table = {(where, line) for where, lines in KINDS[kind].items() for line in lines}
    assert not table - found, sorted(line for line in found if line[0] in {where for where, _ in table - found})
    told = {(where, _amount(line)) for where, line in table}
    assert not {line for line in found - table if (line[0], _amount(line[1])) in told}


def _amount(line: str) -> str:
    return next((word for word in line.split() if word.startswith(("amount=", "percentage="))), "")
