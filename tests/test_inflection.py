"""The cases of Russian names: the committed list is what the names give, and what is inflected is right."""

from __future__ import annotations

from types import ModuleType

import pytest

from .scripts import script

pytest.importorskip("pymorphy3")


@pytest.fixture(scope="module")
def inflect() -> ModuleType:
    return script("ontology/inflect.py")


@pytest.mark.parametrize(
    ("name", "genitive", "instrumental"),
    [
        ("Смотритель маяков", "Смотрителя маяков", "Смотрителем маяков"),
        ("Северная комиссия по маякам", "Северной комиссии по маякам", "Северной комиссией по маякам"),
        ("Береговой и Морской Совет", "Берегового и Морского Совета", "Береговым и Морским Советом"),
        ("государства — члены Комиссии", "государств — членов Комиссии", "государствами — членами Комиссии"),
        ("страны, имеющие маяки", "стран, имеющих маяки", "странами, имеющими маяки"),
        ("Зеленый фонд", "Зеленого фонда", "Зеленым фондом"),
    ],
)
def test_a_name_is_inflected_whole(inflect: ModuleType, name: str, genitive: str, instrumental: str) -> None:
    forms = inflect.forms(name)
    assert {genitive, instrumental} <= forms
    assert name not in forms


@pytest.mark.parametrize("name", ["МАЯК", "ЮНЕСКО", "Lighthouse", "Конго", "по маякам"])
def test_what_has_no_sure_head_is_left_to_people(inflect: ModuleType, name: str) -> None:
    assert inflect.forms(name) == set()


def test_the_committed_list_is_what_the_names_give(inflect: ModuleType) -> None:
    written = (inflect.LISTS / inflect.WRITTEN).read_text(encoding="utf-8")
    found = inflect.inflected(inflect.LISTS)
    assert written == inflect.turtle(found), "run `python ontology/inflect.py`"
    # What the library gives is not typed as well.
    assert list(inflect._redundant(inflect.LISTS, found)) == []
