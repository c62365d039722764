"""General comments and recommendations of treaty bodies, by number: whose they are, and which have a symbol."""

from __future__ import annotations

import pytest

from dao_graph.relate.citations import symbol_of

from .test_kinds import related


@pytest.mark.parametrize(
    ("reference", "organ", "symbol"),
    [
        ("35", "body/cedaw-committee", "CEDAW/C/GC/35"),
        ("35 (2017)", "body/cedaw-committee", "CEDAW/C/GC/35"),
        ("25", "body/cedaw-committee", None),  # Not a document of its own.
        ("31", "body/cedaw-committee", None),  # Adopted with another body, under a joint symbol.
        ("18", "body/crc-committee", None),
        ("35", None, None),  # Whose it is nobody says.
    ],
)
def test_only_what_has_a_symbol_of_its_own_gets_one(reference: str, organ: str | None, symbol: str | None) -> None:
    assert symbol_of(reference, organ, "comment") == symbol


def test_a_committee_cites_its_own_without_its_name() -> None:
    text = (
        "Committee on the Elimination of Discrimination against Women\n\n"
        "Concluding observations on the third periodic report of Norway\n\n"
        "1. Recalling its general recommendation No. 35 (2017), the Committee recommends that the State party act.\n"
    )
    cited = {getattr(s.object, "id", "") for s in related(text).facts.statements if s.predicate == "cites"}
    assert "document/CEDAW_C_GC_35" in cited and not any("S_RES" in id for id in cited)
