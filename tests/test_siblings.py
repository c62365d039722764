"""Small inputs as people have them: whole symbols, states by all their names, dates, layouts, in each language."""

from __future__ import annotations

from typing import Any

import pytest

from .siblings import cases, failures

_ALL = cases()


@pytest.mark.parametrize("case", _ALL, ids=[f"{c['kind']}-{c['lang']}" for c in _ALL])
def test_what_an_input_gives(case: dict[str, Any]) -> None:
    assert failures(case) == []


def test_a_wrong_expectation_fails() -> None:
    case = {"lang": "en", "text": "The Assembly recalls resolution 62/208 of Norway.\n"}
    assert failures(case | {"gives": ["cites document/A_RES_62_208", "mentions country/NOR"]}) == []
    assert failures(case | {"gives": ["cites document/A_RES_62_209"]})
    assert failures(case | {"never": ["cites *"]})
    assert failures(case | {"gives": [], "only": "cites"})
