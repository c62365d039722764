"""The compound tenses of verbs: the committed list is what verbs.ttl gives, and the forms are right."""

from __future__ import annotations

from types import ModuleType

import pytest

from .scripts import script


@pytest.fixture(scope="module")
def tenses() -> ModuleType:
    return script("ontology/tenses.py")


@pytest.mark.parametrize(
    ("preterite", "perfect"),
    [
        ("condenó", "ha condenado"),
        ("acogió con beneplácito", "ha acogido con beneplácito"),
        ("hizo suyo", "ha hecho suyo"),
        ("pidió", "ha pedido"),
        ("encomió", "ha encomiado"),
        ("se comprometió", "se ha comprometido"),
    ],
)
def test_a_spanish_preterite_gives_the_perfect(tenses: ModuleType, preterite: str, perfect: str) -> None:
    assert perfect in tenses.spanish(preterite)


@pytest.mark.parametrize("label", ["celebró", "condena", "aprobó y adopta"])
def test_what_is_no_sure_preterite_gives_nothing(tenses: ModuleType, label: str) -> None:
    assert list(tenses.spanish(label)) == []


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("a condamné", "avait condamné"),
        ("ont prié", "avons prié"),
        ("s’est félicité", "s’étaient félicités"),
        ("s’est déclarée préoccupée", "s’était déclarée préoccupée"),
    ],
)
def test_a_french_perfect_gives_its_other_persons_and_the_pluperfect(tenses: ModuleType, label: str, form: str) -> None:
    assert form in tenses.french(label)


def test_a_present_gives_no_compound_tense(tenses: ModuleType) -> None:
    assert list(tenses.french("condamne")) == []


def test_the_committed_list_is_what_the_verbs_give(tenses: ModuleType) -> None:
    written = (tenses.LISTS / tenses.WRITTEN).read_text(encoding="utf-8")
    assert written == tenses.turtle(tenses.compound(tenses.LISTS)), "run `python ontology/tenses.py`"
