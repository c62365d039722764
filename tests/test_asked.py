"""Whom an act asks, where a pronoun or a passive says so."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from tests.said import acts, nodes

OF_COMMITTEE = {
    "en": "Report of the Committee against Torture\n\n1. The Committee recommends that Norway mend the lamps. "
    "It urges it to pay the keepers.\n",
    "fr": "Rapport du Comité contre la torture\n\n1. Le Comité recommande à la Norvège de réparer les lampes. "
    "Il lui demande instamment de payer les gardiens.\n",
    "es": "Informe del Comité contra la Tortura\n\n1. El Comité recomienda a Noruega que repare las lámparas. "
    "También le insta a que pague a los guardianes.\n",
}
OF_UNIT = {
    "en": ("Report of the Joint Inspection Unit\n\n1. {}\n", "UNICEF was asked to pay.", "UNICEF is requested to pay."),
    "fr": (
        "Rapport du Corps commun d’inspection\n\n1. {}\n",
        "Il a été demandé à l’UNICEF de payer.",
        "Il est recommandé à l’UNICEF de payer.",
    ),
    "es": (
        "Informe de la Dependencia Común de Inspección\n\n1. {}\n",
        "Se pidió al UNICEF que pagara.",
        "Se pide al UNICEF que pague.",
    ),
}


@pytest.mark.parametrize("language", OF_COMMITTEE)
def test_a_pronoun_is_who_was_asked_last(language: str) -> None:
    found = acts(OF_COMMITTEE[language], language)
    assert [who for who, *_ in found] == ["cat-committee"] * 2
    assert [asked for *_, asked in found] == [("country/NOR",)] * 2


SHOULD = {
    "en": (
        "The Committee recommends that Norway pay. It should also mend the lamps.",
        "It should be noted that it pays.",
    ),
    "fr": (
        "Le Comité recommande à la Norvège de payer. Elle devrait réparer les lampes.",
        "Elle devrait réparer les lampes.",
    ),
    "es": (
        "El Comité recomienda a Noruega que pague. Asimismo, debe reparar las lámparas.",
        "Debe reparar las lámparas.",
    ),
}


@pytest.mark.parametrize("language", SHOULD)
def test_who_was_asked_last_should_do_more(language: str) -> None:
    """Nobody is known who should do something where nobody was asked before."""
    title = OF_COMMITTEE[language].partition("\n")[0]
    more, alone = SHOULD[language]
    assert ("cat-committee", "verb/should", ("country/NOR",)) in acts(f"{title}\n\n1. {more}\n", language)
    assert not acts(f"{title}\n\n1. {alone}\n", language)


@pytest.mark.parametrize("language", OF_UNIT)
def test_what_was_asked_before_is_nobodys_act(language: str) -> None:
    """A report that says that something was asked, and not by whom, does not ask it."""
    report, before, now = OF_UNIT[language]
    assert not acts(report.format(before), language)
    assert [(who, asked) for who, _, asked in acts(report.format(now), language)] == [("jiu", ("body/unicef",))]


def test_who_asked_stands_behind_the_verb() -> None:
    text = "Report of the Joint Inspection Unit\n\n1. UNICEF was requested by the General Assembly to pay.\n"
    assert acts(text, "en") == [("general-assembly", "verb/requests", ("body/unicef",))]


def test_what_is_recommended_is_not_done() -> None:
    text = "Report of the Committee against Torture\n\n1. The Committee recommends that UNICEF review and approve it.\n"
    assert acts(text, "en") == [("cat-committee", "verb/recommends", ("body/unicef",))]


# A funding window by its name, then by a short one; and a word that is no name of it.
WINDOWS = {
    "ar": (
        "وأنشأت النرويج نافذة التمويل الموسعة لتوحيد الأداء. "
        "وأهاب المشاركون بالجهات المانحة الأخرى أن تنضم إلى النافذة.",
        "وأهاب المشاركون بالجهات المانحة الأخرى أن تنضم إلى النافذة.",
    ),
    "en": (
        "Norway set up the Expanded Delivering as One Funding Window. "
        "The participants called upon other donors to join the window.",
        "The participants called upon other donors to join the window.",
    ),
    "es": (
        "Noruega estableció la ventanilla ampliada de financiación. Los participantes exhortaron a otros donantes a "
        "que se sumaran a la ventanilla.",
        "Los participantes exhortaron a otros donantes a que se sumaran a la ventanilla.",
    ),
    "fr": (
        "La Norvège a créé le guichet élargi de financement. Les participants ont demandé aux autres donateurs de se "
        "joindre au guichet.",
        "Les participants ont demandé aux autres donateurs de se joindre au guichet.",
    ),
    "ru": (
        "Норвегия создала Расширенный механизм финансирования. Участники призвали других доноров присоединиться к "
        "этому механизму.",
        "Участники призвали других доноров присоединиться к этому механизму.",
    ),
    "zh": (
        "挪威设立了一体行动扩大供资窗口。与会者呼吁其他捐助方参加该窗口。",
        "与会者呼吁其他捐助方参加该窗口。",
    ),
}


@pytest.mark.parametrize("language", sorted(WINDOWS))
def test_a_short_name_is_the_window_that_was_named_before(language: str) -> None:
    window = Ref("fund/delivering-as-one-expanded-funding-window")
    named, unnamed = WINDOWS[language]
    asked = [node for node in nodes(named, language) if Ref("group/donors") in node.properties.get("addressee", ())]
    assert [window in node.properties.get("concerns", ()) for node in asked] == [True]
    asked = [node for node in nodes(unnamed, language) if Ref("group/donors") in node.properties.get("addressee", ())]
    assert [window in node.properties.get("concerns", ()) for node in asked] == [False]
