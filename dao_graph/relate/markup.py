"""Facts that mark-up states of a document, with rules `akn.*`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dao_graph.lists.authorities import Authorities
from dao_graph.model.characters import COMMAS
from dao_graph.model.document import Stated
from dao_graph.model.fact import Evidence, Ref, Term, Value
from dao_graph.model.normal import normal
from dao_graph.model.symbols import document_id, is_symbol, plain_symbol
from dao_graph.relate.citations import describe_document, origin_of
from dao_graph.relate.reading import Reading
from dao_graph.relate.sessions import agenda_item_id, session_id

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ITEM = re.compile(r"(\d{1,3})(?: ?\(?([a-z]{1,2})\))?(?=\D|$)")
_DATES = {"date": "dcterms:date", "adoption-date": "adoptionDate"}
_VOTES = {"voted-for": "votedFor", "voted-against": "votedAgainst", "abstained": "abstained"}
_AND = " and "
# No name of a state has more than two of them.
_MOST_PARTS = 3
_ON_BEHALF = re.compile(r"\((?:on behalf|also on behalf)[^()]*\)")


def read_markup(reading: Reading, symbol: str | None) -> None:
    """State what the mark-up of the document says; `symbol` is its own. What cannot be told apart is left out: a
    sponsor or voter that no list knows, an item without its session."""
    origin = origin_of(symbol) if symbol else None
    for stated in reading.document.source.stated:
        at = Evidence((stated.span,), None, f"akn.{stated.kind}")
        if stated.kind in _DATES and _ISO.fullmatch(stated.value):
            reading.facts.state(reading.root, _DATES[stated.kind], Value.date(stated.value), at)
        elif stated.kind in _VOTES or stated.kind == "sponsor":
            for state in named_states(reading.lists, stated.value):
                reading.facts.state(reading.root, _VOTES.get(stated.kind, "sponsor"), Ref(state), at)
        elif stated.kind == "subject":
            reading.facts.state(reading.root, "dcterms:subject", Ref(stated.value), at)
        elif stated.kind == "title":
            _title(reading, stated.value, at)
        elif stated.kind in ("citation", "report", "symbol"):
            _document(reading, stated, symbol, at)
        elif origin and stated.kind in ("session", "agenda-item"):
            _session(reading, stated, origin.organ, origin.session, at)


def _title(reading: Reading, title: str, at: Evidence) -> None:
    """The title as the text has it counts: that of the mark-up may have other quotation marks, or lack a part."""
    shown = reading.facts.objects(reading.root, "dcterms:title")
    own = [v for v in shown if isinstance(v, Value) and v.language == reading.document.language]
    if not own:
        reading.facts.state(reading.root, "dcterms:title", Value.localised(title, reading.document.language), at)
    elif _letters(own[0].text) == _letters(title):
        reading.facts.state(reading.root, "dcterms:title", own[0], at)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, normal(text))).casefold()


def _document(reading: Reading, stated: Stated, symbol: str | None, at: Evidence) -> None:
    whole = plain_symbol(stated.value)
    # A line that names the draft may name two, or a paragraph of it.
    pieces = map(plain_symbol, re.split(rf"[\s{COMMAS}]+", stated.value))
    for found in (whole,) if is_symbol(whole) else filter(is_symbol, pieces):
        id = document_id(found)
        if stated.kind == "symbol" and found == symbol:
            reading.facts.state(reading.root, "symbol", Value(found), at)
        elif stated.kind != "symbol" and id != reading.root:
            describe_document(id, reading.facts, reading.lists)
            predicate = "cites" if stated.kind == "citation" else "originatingDocument"
            reading.facts.state(reading.root, predicate, Ref(id), at)


def _session(reading: Reading, stated: Stated, organ: str, known: int | None, at: Evidence) -> None:
    if stated.kind == "session":
        if stated.value.isdigit():
            session = session_id(organ, int(stated.value))
            roles: dict[str, list[Term]] = {"organ": [Ref(organ)], "number": [Value(stated.value)]}
            reading.facts.node(session, ("Session",), roles, at)
            reading.facts.state(reading.root, "session", Ref(session), at)
    elif known is not None and (match := _ITEM.search(stated.value)):
        number = f"{match.group(1)}({match.group(2)})" if match.group(2) else match.group(1)
        session = session_id(organ, known)
        item = agenda_item_id(session, number)
        # Another script has letters of its own for sub-items: what the text rules read of them counts.
        if stated.value.isascii() or "(" not in stated.value:
            properties: dict[str, list[Term]] = {"number": [Value(number)], "session": [Ref(session)]}
            reading.facts.node(item, ("AgendaItem",), properties, at)
            reading.facts.state(reading.root, "agendaItem", Ref(item), at)


def named_states(lists: Authorities, text: str) -> Iterator[str]:
    """The states in a list as English writes it ("Algeria, Bosnia and Herzegovina and Türkiye"): local ids."""
    for piece in _ON_BEHALF.sub("", text).split(","):
        yield from _states(lists, piece.strip())


def _states(lists: Authorities, piece: str) -> list[str]:
    """The states that a piece names, joined by "and" as some names are within; none unless all of it is read."""
    parts = piece.removeprefix(_AND.lstrip()).split(_AND)
    # What can be read from each part on, from the last backwards.
    read: list[list[str]] = [[] for _ in parts]
    for first in reversed(range(len(parts))):
        for end in range(min(first + _MOST_PARTS, len(parts)), first, -1):
            state = _english_names(lists).get(_plain(_AND.join(parts[first:end])))
            if state is not None and (end == len(parts) or read[end]):
                read[first] = [state, *(read[end] if end < len(parts) else ())]
                break
    return read[0]


def _plain(name: str) -> str:
    """A name without its article, brackets turned to commas, in small letters."""
    return re.sub(r"\s+", " ", normal(name.casefold().removeprefix("the "))).strip()


@cache
def _english_names(lists: Authorities) -> dict[str, str]:
    """English names of states in small letters, as they are and with what brackets hold before them."""
    found: dict[str, str] = {}
    for label in lists.labels:
        if label.language == "en" and label.concept.startswith("country/") and len(label.text) > 3:
            found.setdefault(_plain(label.text), label.concept)
    for name, concept in list(found.items()):
        if match := re.fullmatch(r"(.+) \((.+ of)\)", name):
            found.setdefault(f"{match.group(2)} {match.group(1)}", concept)
    return found
