"""Tables of a fund's report, alike in six languages: with tabs, or with a line for each cell and a unit in a header."""

from __future__ import annotations

import pytest

from .test_money import facts_of
from .test_money_parallel import LANGUAGES, sums

CONTRIBUTED = {"NOR": 10500000, "JPN": 6000000, "european-union": 5000000, "QAT": 3000000}
ALLOCATED = {"undp": 4200000, "unicef": 2600000, "fao": 1800000, "iom": 1000000}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_paid_in(language: str) -> None:
    found = {line for _, line in sums("accounts", language)}
    expected = {f"Contribution amount={n} contributor={who} fund=own status=received" for who, n in CONTRIBUTED.items()}
    assert expected <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_allocated_how_much_where_each_cell_has_a_line(language: str) -> None:
    found = {line for _, line in sums("accounts", language)}
    expected = {f"Allocation amount={n} recipient={who} source=own status=approved" for who, n in ALLOCATED.items()}
    assert expected <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_ends_of_a_range_are_sums(language: str) -> None:
    amounts = {word for place, line in sums("accounts", language) if place == "8" for word in line.split()}
    assert {"amount=15000000", "amount=18000000"} <= amounts


def test_a_row_that_says_what_its_figure_is_holds_nothing() -> None:
    facts, _root = facts_of(INCOME, "en")
    assert not [node for node in facts.nodes.values() if "holder" in node.properties]


INCOME = """Income estimates for 2030

Income section
Amount (US$)
Income from staff assessment
4,200,000
General income
2,600,000
Total
6,800,000
"""
