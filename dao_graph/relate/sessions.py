"""Sessions and items of agendas: their numbers and ids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dao_graph.model.mention import Mention

# The sessions that executive boards hold in a year.
OF_YEAR = ("annual", "first", "second")
_BY_YEAR = re.compile(r"/(?:19|20)\d\d\Z")


def session_id(organ: str, number: int | str) -> str:
    """ "session/general-assembly/64"; sessions that are named by a year have it as their
    number, those that boards hold several of in a year with which it is."""
    return f"session/{organ.rpartition('/')[2]}/{number}"


def session_of_year(mention: Mention) -> str | None:
    """Which of the sessions of a year a mention names, where a board holds several."""
    return next((which for which in OF_YEAR if mention.text(which)), None)


def session_number(mention: Mention) -> str:
    """The number of the session that a mention names: "64", "2010", "2025-annual"."""
    which, number = session_of_year(mention), mention.number()
    return f"{number}-{which}" if which else str(number)


def organ_by_years(sessions: Mapping[str, str]) -> str | None:
    """The organ whose session, of those that the front of a text names (ids by organ), is the only one of its year: it
    has the sessions of other years, too."""
    return next((organ for organ, id in sessions.items() if _BY_YEAR.search(id)), None)


def agenda_item_id(session: str, item: str) -> str:
    """ "agenda-item/general-assembly/64/58", "…/ecosoc/2010/3-a"."""
    return f"agenda-item/{session.removeprefix('session/')}/{item.replace('(', '-').replace(')', '').lower()}"


def item_number(mention: Mention) -> str | None:
    """The number of an agenda item as English writes it: "58", "3(a)"."""
    number, letter = mention.text("number"), mention.text("letter")
    if number is None:
        return None
    return f"{number}({letter.lower()})" if letter else number
