"""Reports of meetings and of bodies that no list knows: the title says whose they are, and the text calls them by a
short name."""

from __future__ import annotations

import pytest

from dao_graph.model.forms import has_form, stem

from .test_kinds import acts, related, values

# The title of the report of a body, what it does by its short name, and a body that is somebody else's.
PANELS = {
    "en": "Report of the Panel of Experts on Lighthouses\n\n1. The Panel urges Norway to repair the lamps.\n",
    "fr": "Rapport du Groupe d'experts sur les phares\n\n"
    "1. Le Groupe d'experts exhorte la Norvège à réparer les lampes.\n",
    "es": "Informe del Grupo de Expertos sobre los Faros\n\n"
    "1. El Grupo de Expertos insta a Noruega a que repare las lámparas.\n",
    "ru": "Доклад Группы экспертов по маякам\n\n"
    "1. Группа экспертов настоятельно призывает Норвегию отремонтировать лампы.\n",
    "zh": "灯塔问题专家小组的报告\n\n1. 专家小组敦促挪威修理灯具。\n",
    "ar": "تقرير فريق الخبراء المعني بالمنارات\n\n1 - يحث الفريق النرويج على إصلاح المصابيح.\n",
}
MEETINGS = {
    "en": "Report of the Workshop on Lamps\n\nNairobi, 6–10 June 2032\n\n"
    "1. The Workshop urged Norway to repair the lamps.\n",
    "fr": "Rapport de l'Atelier sur les lampes\n\nNairobi, 6-10 juin 2032\n\n"
    "1. L'Atelier a exhorté la Norvège à réparer les lampes.\n",
    "es": "Informe del Taller sobre Lámparas\n\nNairobi, 6 a 10 de junio de 2032\n\n"
    "1. El Taller instó a Noruega a que reparara las lámparas.\n",
    "ru": "Доклад Практикума по лампам\n\nНайроби, 6–10 июня 2032 года\n\n"
    "1. Практикум настоятельно призвал Норвегию отремонтировать лампы.\n",
    "zh": "灯具问题讲习班的报告\n\n2032年6月6日至10日，内罗毕\n\n1. 讲习班敦促挪威修理灯具。\n",
    "ar": "تقرير حلقة العمل المعنية بالمصابيح\n\nنيروبي، 6-10 حزيران/يونيه 2032\n\n"
    "1 - حثت حلقة العمل النرويج على إصلاح المصابيح.\n",
}


@pytest.mark.parametrize("language", PANELS)
def test_a_body_of_the_title_speaks_in_its_report(language: str) -> None:
    ((actor, verb, asked, *_),) = acts(related(PANELS[language]).facts)
    assert "/body/" in actor and verb == "verb/urges" and "country/NOR" in asked


@pytest.mark.parametrize("language", MEETINGS)
def test_a_meeting_of_the_title_acts_in_its_report(language: str) -> None:
    facts = related(MEETINGS[language]).facts
    ((actor, verb, *_),) = acts(facts)
    assert actor.endswith("/meeting") and verb == "verb/urges"
    held = facts.nodes[actor].properties
    assert {key: len(held[key]) for key in ("startDate", "endDate", "place")} == {
        "startDate": 1,
        "endDate": 1,
        "place": 1,
    }
    assert values(facts, actor.removesuffix("/meeting"), "recordOf") == {actor}


def test_the_report_of_an_author_on_a_meeting_is_not_the_meetings() -> None:
    text = "Report of the Secretary-General on the Workshop on Lamps\n\n1. The Workshop urged Norway to repair lamps.\n"
    assert not acts(related(text).facts)


@pytest.mark.parametrize(
    "text",
    [
        "The Working Group on Lighthouses met in May. The Council urged the Panel of Experts to repair the lamps.",
        "Рабочая группа по маякам собралась в мае. Совет призвал Группу экспертов отремонтировать лампы.",
    ],
)
def test_a_short_name_means_no_other_kind_of_group(text: str) -> None:
    facts = related(f"{text}\n").facts
    assert not [asked for _, verb, *asked in acts(facts) if (asked and "group-on" in asked[0]) or "рабоч" in str(asked)]


def test_the_forms_of_several_words_are_told_alike() -> None:
    assert has_form("Группы экспертов по маякам", stem("Группу экспертов"))
    assert has_form("فريق الخبراء المعني بالمنارات", stem("فريق خبراء"))
    assert not has_form("Рабочей группы по маякам", stem("Группу экспертов"))
    assert not has_form("Working Group of Experts", stem("Panel of Experts"))
