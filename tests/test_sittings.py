"""The days of meetings that go by their numbers, in reports of sessions in six languages."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES

from .test_kinds import related
from .test_records import nodes, terms

# The organ, the title of its report, when the session was held, how a range of meetings is given, and one without year.
REPORTS = {
    "en": (
        "Commission for Social Development",
        "Report on the sixty-first session",
        "(3–12 May 2032)",
        "The Commission for Social Development held its 5th to 12th meetings from 3 to 12 May 2032.",
        "At its 6th meeting, on 4 May, and at its 7th and 8th meetings, on 5 and 6 May, the Commission met.",
    ),
    "fr": (
        "Commission du développement social",
        "Rapport sur la soixante et unième session",
        "(3-12 mai 2032)",
        "La Commission du développement social a tenu ses 5e à 12e séances du 3 au 12 mai 2032.",
        "À sa 6e séance, le 4 mai, et à ses 7e et 8e séances, les 5 et 6 mai, la Commission a débattu des lampes.",
    ),
    "es": (
        "Comisión de Desarrollo Social",
        "Informe sobre el 61º período de sesiones",
        "(3 a 12 de mayo de 2032)",
        "La Comisión de Desarrollo Social celebró sus sesiones 5ª a 12ª del 3 al 12 de mayo de 2032.",
        "En su 6ª sesión, celebrada el 4 de mayo, y en sus sesiones 7ª y 8ª, celebradas el 5 y el 6 de mayo, la "
        "Comisión debatió sobre las lámparas.",
    ),
    "ru": (
        "Комиссия социального развития",
        "Доклад о работе шестьдесят первой сессии",
        "(3–12 мая 2032 года)",
        "Комиссия социального развития провела свои 5–12-е заседания с 3 по 12 мая 2032 года.",
        "На своем 6-м заседании 4 мая и на своих 7-м и 8-м заседаниях 5 и 6 мая Комиссия обсудила лампы.",
    ),
    "ar": (
        "لجنة التنمية الاجتماعية",
        "تقرير عن الدورة الحادية والستين",
        "(3-12 أيار/مايو 2032)",
        "عقدت لجنة التنمية الاجتماعية جلساتها من 5 إلى 12 في الفترة من 3 إلى 12 أيار/مايو 2032.",
        "وفي جلستها 6، المعقودة في 4 أيار/مايو، "
        "وفي جلستيها 7 و 8، المعقودتين في 5 و 6 أيار/مايو، ناقشت اللجنة المصابيح.",
    ),
    "zh": (
        "社会发展委员会",
        "第六十一届会议报告",
        "(2032年5月3日至12日)",
        "社会发展委员会于2032年5月3日至12日举行了第5至第12次会议。",
        "在5月4日第6次会议以及5月5日和6日第7次和第8次会议上，委员会讨论了灯具。",
    ),
}


def days(text: str) -> dict[str, str]:
    """The days of the meetings that a text gives by their numbers."""
    found = [m for m in nodes(related(text), "Meeting") if terms(m, "number")]
    return {terms(m, "number").pop(): terms(m, "startDate").pop() for m in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_meetings_of_a_session_have_their_days(language: str) -> None:
    organ, title, held, opened, sat = REPORTS[language]
    found = days(f"{organ}\n\n{title}\n\n{held}\n\n1. {opened}\n\n2. {sat}\n")
    assert found == {"5": "2032-05-03", "6": "2032-05-04", "7": "2032-05-05", "8": "2032-05-06", "12": "2032-05-12"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_without_its_year_is_of_no_year_that_the_text_does_not_give(language: str) -> None:
    organ, title, _, _, sat = REPORTS[language]
    assert days(f"{organ}\n\n{title}\n\n1. {sat}\n") == {}


# The day on which something else begins or was decided, and not that of the meeting.
OTHERWISE = {
    "en": "At its 9th meeting, the Commission elected Norway for a term beginning on 1 January 2033.",
    "fr": "À sa 9e séance, la Commission a élu la Norvège pour un mandat commençant le 1er janvier 2033.",
    "es": "En su 9ª sesión, la Comisión eligió a Noruega por un mandato a partir del 1 de enero de 2033.",
    "ru": "На своем 9-м заседании Комиссия избрала Норвегию на срок с 1 января 2033 года.",
    "ar": "وفي جلستها 9، انتخبت اللجنة النرويج لفترة تبدأ في 1 كانون الثاني/يناير 2033.",
    "zh": "在第9次会议上，委员会选举挪威，任期自2033年1月1日开始。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_something_else_is_no_day_of_a_meeting(language: str) -> None:
    organ, title, held, *_ = REPORTS[language]
    assert days(f"{organ}\n\n{title}\n\n{held}\n\n1. {OTHERWISE[language]}\n") == {}


COUNTS = {
    "en": "The Commission held 12 meetings from 3 to 12 May 2032.",
    "fr": "La Commission a tenu 12 séances du 3 au 12 mai 2032.",
    "es": "La Comisión celebró 12 sesiones del 3 al 12 de mayo de 2032.",
    "ru": "Комиссия провела 12 заседаний с 3 по 12 мая 2032 года.",
    "ar": "عقدت اللجنة 12 جلسة في الفترة من 3 إلى 12 أيار/مايو 2032.",
    "zh": "委员会于2032年5月3日至12日举行了12次会议。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_many_meetings_there_were_is_no_number_of_one(language: str) -> None:
    organ, title, held, *_ = REPORTS[language]
    assert days(f"{organ}\n\n{title}\n\n{held}\n\n1. {COUNTS[language]}\n") == {}


def test_all_meetings_of_a_range_on_one_day_have_it() -> None:
    organ, title, *_ = REPORTS["en"]
    found = days(f"{organ}\n\n{title}\n\n1. The Commission met at its 5th to 7th meetings, held on 3 May 2032.\n")
    assert found == dict.fromkeys("567", "2032-05-03")


def test_its_meetings_are_the_subject_s() -> None:
    organ, title, held, *_ = REPORTS["en"]
    said = "At its 9th plenary meeting, held on 7 May 2032, the Economic and Social Council elected Norway."
    (meeting,) = (
        m for m in nodes(related(f"{organ}\n\n{title}\n\n{held}\n\n1. {said}\n"), "Meeting") if terms(m, "number")
    )
    assert terms(meeting, "organ") == {"body/ecosoc"}


def test_the_day_before_the_organ_is_that_of_the_meeting() -> None:
    text = "2032年12月20日，大会第56次全体会议按照1986年12月22日第31/192号决议任命海伦·奥尔森为委员。"
    assert days(f"说明\n\n1. {text}\n") == {"56": "2032-12-20"}
