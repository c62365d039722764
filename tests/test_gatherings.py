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
