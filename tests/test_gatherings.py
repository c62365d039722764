"""Meetings that a text knows by a name: their days, places and ids."""

from __future__ import annotations

import pytest

from .test_kinds import related
from .test_records import nodes, terms


def meetings(text: str) -> dict[str, tuple[set[str], set[str]]]:
    """The days and places of the meetings of a text, by their ids without the document's."""
    found = nodes(related(text), "Meeting")
    return {m.id.partition("/event/")[2] or m.id: (terms(m, "startDate"), terms(m, "place")) for m in found}


def test_meetings_of_one_name_on_different_days_are_two() -> None:
    text = "The lamp forum held in May 2098 began. The lamp forum held in May 2099 ended. It is late."
    assert meetings(text) == {"lamp-forum": ({"2098-05"}, set()), "lamp-forum-2099-05": ({"2099-05"}, set())}


def test_each_place_has_its_own_meeting_but_a_city_and_its_country_are_one() -> None:
    held = meetings("Several seminars on lamps were held in Kenya and Peru.")
    assert [places for _, places in held.values()] == [{"country/KEN"}, {"country/PER"}]
    ((_, places),) = meetings("A seminar on lamps was held in Kigali, Rwanda.").values()
    assert places == {"place/kigali"}


LETTER = (
    "Letter dated 4 May 2099 from the Permanent Representative of Uruguay to the United Nations addressed to the "
    "Secretary-General\n\n"
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 12 July, the Secretary-General met with UNICEF.", "2098-07-12"),
        ("On 4 May, the Secretary-General met with UNICEF.", "2099-05-04"),
        ("In May, UNICEF held a conference on lamps.", "2099-05"),
        ("I write about the meeting on lamps to be held on 3 May.", "2100-05-03"),
        ("I write about the meeting on lamps to be held on 4 May.", "2099-05-04"),
    ],
)
def test_a_day_without_its_year_is_the_nearest(text: str, day: str) -> None:
    ((days, _),) = meetings(LETTER + text).values()
    assert days == {day}


def test_a_report_and_a_paragraph_with_a_year_leave_the_year_open() -> None:
    report = "Report of the Secretary-General\n\n4 May 2099\n\n1. In March, UNICEF held a conference on lamps.\n"
    assert meetings(report) == {}
    assert meetings(LETTER + "The lamps date from 2090. In March, UNICEF held a conference on lamps.") == {}


def test_meetings_of_one_number_in_two_sessions_are_two() -> None:
    met = "At the 10th meeting of the General Assembly, held on {}, lamps were discussed at length by all who came."
    found = meetings("\n\n".join(met.format(day) for day in ("3 May 2098", "5 May 2099")))
    assert sorted(found) == ["meeting/general-assembly/2098-05-03/10", "meeting/general-assembly/2099-05-05/10"]


MET = {
    "en": "The Ministers of the Group of 77 met in New York on 27 September 2099 and adopted a declaration.",
    "fr": "Les ministres du Groupe des 77 se sont réunis à New York le 27 septembre 2099 et ont adopté un texte.",
    "es": "Los ministros del Grupo de los 77 se reunieron en Nueva York el 27 de septiembre de 2099 y aprobaron algo.",
    "ru": "Министры Группы 77 встретились в Нью-Йорке 27 сентября 2099 года и приняли декларацию.",
    "ar": "واجتمع وزراء مجموعة الـ ٧٧ في نيويورك في ٢٧ أيلول/سبتمبر ٢٠٩٩ واعتمدوا إعلانا.",
    "zh": "77国集团部长于2099年9月27日在纽约举行会议，并通过了一项宣言。",
}


@pytest.mark.parametrize("language", sorted(MET))
def test_whoever_met_somewhere_on_a_day_had_a_meeting(language: str) -> None:
    assert meetings(MET[language]) == {"meeting/2099-09-27/new-york": ({"2099-09-27"}, {"place/new-york"})}
    (part,) = nodes(related(MET[language]), "Participation")
    assert terms(part, "participant") == {"group/group-of-77"}


POSTPONED = {
    "en": "The meeting on lamps scheduled for May 2099 in Lisbon was postponed.",
    "fr": "La réunion sur les lampes prévue en mai 2099 à Lisbonne a été reportée.",
    "es": "La reunión sobre las lámparas prevista para mayo de 2099 en Lisboa fue aplazada.",
    "ru": "Совещание по лампам, намеченное на май 2099 года в Лиссабоне, было отложено.",
    "ar": "وقد أجل الاجتماع بشأن المصابيح المقرر عقده في لشبونة في أيار/مايو ٢٠٩٩.",
    "zh": "原定于2099年5月在里斯本举行的灯具问题会议被推迟。",
}


@pytest.mark.parametrize("language", sorted(POSTPONED))
def test_what_was_postponed_was_no_meeting(language: str) -> None:
    assert meetings(POSTPONED[language]) == {}


HOSTS = {
    "en": "Kenya will host the Sixth Conference on Lamps in Kigali in May 2099.",
    "fr": "Le Kenya accueillera la Sixième Conférence sur les lampes à Kigali en mai 2099.",
    "es": "Kenya acogerá la Sexta Conferencia sobre las Lámparas en Kigali en mayo de 2099.",
    "ru": "Кения примет у себя шестую конференцию по лампам в Кигали в мае 2099 года.",
    "ar": "وستستضيف كينيا المؤتمر السادس المعني بالمصابيح في كيغالي في أيار/مايو ٢٠٩٩.",
    "zh": "肯尼亚将于2099年5月在基加利主办第六次灯具会议。",
}


@pytest.mark.parametrize("language", sorted(HOSTS))
def test_who_hosts_a_meeting_that_an_ordinal_begins_organises_it(language: str) -> None:
    ((days, places),) = meetings(HOSTS[language]).values()
    assert (days, places) == ({"2099-05"}, {"place/kigali"})
    assert any(
        terms(node, "participant") == {"country/KEN"} for node in nodes(related(HOSTS[language]), "Participation")
    )
