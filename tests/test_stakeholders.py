"""A summary of what organizations submitted, in six languages: who says what, also by names that no list has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.said import acts

GENRES = Path(__file__).parent / "data" / "genres"
# Amnesty International, the Council of Europe and Human Rights Watch are in the lists; the others only the text names.
LISTED = [
    ("amnesty-international", "verb/notes", ()),
    ("amnesty-international", "verb/calls-upon", ("country/NOR",)),
    ("council-of-europe", "verb/welcomes", ()),
    ("human-rights-watch", "verb/urges", ("country/NOR",)),
]
OWN = {
    "ar": ("الورقة-المشتركة-1", "لجنة-helsinki-النرويجية"),
    "en": ("js1", "norwegian-helsinki-committee"),
    "es": ("js1", "comite-noruego-de-helsinki"),
    "fr": ("communication-conjointe-no-1", "comite-helsinki-norvegien"),
    "ru": ("сп1", "норвежскии-хельсинкскии-комитет"),
    "zh": ("联署材料1", "norhelsinki委员会"),
}


@pytest.mark.parametrize("language", OWN)
def test_who_submitted_something_says_it(language: str) -> None:
    said = acts((GENRES / f"stakeholders.{language}.txt").read_text(encoding="utf-8"), language)
    joint, committee = OWN[language]
    assert (joint, "verb/recommends", ("country/NOR",)) in said
    assert (committee, "verb/stresses", ()) in said
    # "She called": in Arabic the sentence may as well say that Norway does.
    wanted = [act for act in LISTED if (language, act[1]) != ("ar", "verb/calls-upon")]
    assert [act for act in wanted if act not in said] == []
    # According to somebody the authorities should: that is nobody's demand.
    assert not [act for act in said if act[1] == "verb/should"]
