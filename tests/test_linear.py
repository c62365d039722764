"""Time grows with the length of a text and no faster, whatever the text.

No expression has a repetition that can be read in several ways (`workbench/ambiguity.py` looks for them), none hangs on
texts made to keep it busy, and the parts of the reader that are no expressions go through a text once.
"""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType

import pytest

from dao_graph.lists.authorities import authorities
from dao_graph.relate.markup import named_states
from dao_graph.rules.loading import all_rules
from dao_graph.rules.rule import Rule
from dao_graph.workbench.ambiguity import faults
from dao_graph.workbench.searches import searches
from dao_graph.workbench.texts import busy_texts

# What one expression may do for one character: 3,000 steps are some 20 microseconds.
_STEPS = 3_000
# An alarm ends what hangs; a hundred times what the slowest takes on a busy machine.
_SECONDS = 20
# What stays, each with its reason.
_ALLOWED = {
    # It sees the last forty characters of what is written.
    "dao_graph.read.repair: _HEAD": "sees forty characters",
}


@contextmanager
def _alarm(seconds: int, about: str) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{about}: more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    # Time of this process alone: other processes of a busy machine do not count.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def _found() -> dict[str, list[str]]:
    return {
        where: [str(fault) for fault in faults(text) if not fault.steps or fault.steps > _STEPS]
        for where, text in searches().items()
    }


def test_no_expression_has_an_ambiguous_repetition() -> None:
    bad = {where: found for where, found in _found().items() if found and where not in _ALLOWED}
    assert not bad, "\n".join(f"{where}: {fault}" for where, found in bad.items() for fault in found)


def test_every_exception_is_still_one() -> None:
    assert all(_found().get(where) for where in _ALLOWED)


@pytest.mark.parametrize(
    "expression",
    [
        r"(?:a|a)*b",
        r"(?:\w+ ?)*x",
        r"(?:[\w-]+ ?){0,12},",
        r"^(?:a?b?)*c",
        r"(?:(?:a|b)+,?)*c",
        r"(?:, ?x|, ?x?y?)*z",
        r"(?>(?:a|ab|b)*)c",
        r"(?=(?:\w+)*-)x",
    ],
)
def test_loops_that_read_a_text_in_two_ways_are_found(expression: str) -> None:
    found = list(faults(expression))
    assert [fault.steps for fault in found][:1] == [0]
    # What it says to try does take twice the time or more with each round.
    lead, pump = found[0].lead, found[0].pump
    assert pump and not re.search(r"[^\w ,-]", lead + pump)


@pytest.mark.parametrize(
    ("expression", "least"),
    [
        (r"\w+,", 50_000),
        (r"x[^.]*y", 50_000),
        (r"^[^.]*x[^.]*y", 50_000),
        (r"x[^.;]{0,60}?y[^.;]{0,30}z", 300),
        (r"a(?: and a)*(?:,| and) b", 5_000),
        (r"x(?=[^.]*y)z", 50_000),
    ],
)
def test_loops_that_go_on_where_others_begin_are_found(expression: str, least: int) -> None:
    assert max(fault.steps for fault in faults(expression)) >= least


@pytest.mark.parametrize(
    "expression",
    [
        r"\b\w+,",
        r"(?<!\w)\w+,",
        r"(?<![a-c])[a-c]+d",
        r"^(?:\w++ ?)*+x",
        r"^(?:[\w-]++ ?){0,12},",
        r"\d{1,4}/\d+",
        r"x[^.;]*",
        r"x(?:[^.;]*y)?",
        r"^(?>a+b?)*c",
        r"^[^.x]*x[^.]*y",
        r"\A[a-z]+ (?:of|and) \d{1,3}\Z",
    ],
)
def test_what_is_read_in_one_way_is_let_pass(expression: str) -> None:
    assert all(0 < fault.steps < 10 for fault in faults(expression))


def _sampled() -> list[Rule]:
    rules = sorted(all_rules(), key=lambda rule: rule.id)
    return random.Random(11).sample(rules, len(rules))


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000])
def test_no_rule_hangs_on_texts_made_of_its_own_pieces(size: int) -> None:
    # The longer the texts, the fewer the rules, by chance that is always the same: together they take seconds.
    for rule in _sampled()[:: {1_000: 1, 10_000: 8, 100_000: 64}[size]]:
        for text in busy_texts(rule, size, random.Random(rule.id)):
            with _alarm(_SECONDS, f"{rule.where}, {size} characters like {text[:40]!r}"):
                for _ in rule.matches(text):
                    pass


def test_lists_of_states_are_read_from_one_end_to_the_other() -> None:
    with _alarm(_SECONDS, "sponsors"):
        assert list(named_states(authorities(), "x and x and " * 5_000)) == []
        assert len(list(named_states(authorities(), "Chile and " * 2_000 + "Trinidad and Tobago"))) == 2_001
