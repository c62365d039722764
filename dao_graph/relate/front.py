"""Front matter: the organs, sessions and agenda items under which a document stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dao_graph.model.characters import COLONS, COMMAS, LIST_COMMA
from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Evidence, Facts, Ref, Value
from dao_graph.model.kind import NO_KIND
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.model.symbols import document_id
from dao_graph.relate.citations import describe_document
from dao_graph.relate.discourse import Discourse
from dao_graph.relate.masthead import HeadLine, evidence, head_lines
from dao_graph.relate.organs import UNITED_NATIONS
from dao_graph.relate.reading import Reading
from dao_graph.relate.sessions import agenda_item_id, item_number, session_id, session_number, session_of_year
from dao_graph.relate.titles import joined
from dao_graph.rules import packs
from dao_graph.rules.kinds import kind_named
from dao_graph.rules.knowledge import Knowledge

# Bodies that hold several sessions in a year.
_BOARD = "body/executive-board-"
# The first letter of a symbol says whose document it is.
_SERIES = {"A": "body/general-assembly", "S": "body/security-council", "E": "body/ecosoc"}

# A further number behind the one of an item, with a comma or a short word between them.
_NEXT_ITEM = re.compile(
    rf"(?:[{re.escape(COMMAS + LIST_COMMA)}]\s?|\s[^\W\d]{{1,3}}\s?|(?<=\d)[^\W\da-z])"
    r"(?P<number>\d{1,3})(?!\d)(?: ?\(?(?P<letter>[a-z])\))?(?! ?\(?\w\))"
)
_FIRST_ITEM = re.compile(r"\d{1,3}(?: ?\(?\w\))?")


def read_front(
    document: Document, sentences: Sequence[Sentence], discourse: Discourse, facts: Facts, knowledge: Knowledge
) -> None:
    """State the sessions and agenda items of the main document, and note them in `discourse`.

    Organs, sessions and items are read in their order: the second session is the second organ's, the second item the
    second session's, whether they stand one below the other or in columns.
    """
    lines = head_lines(sentences)
    organs = [m for line in lines if line.is_organ for m in line.of("body") if m.entity != UNITED_NATIONS]
    kind = next((kind_named(part.kind) for part in document.parts if not part.path), NO_KIND)
    # A speech has in its title where it is made.
    spoken = head_lines(sentences, "title") if kind.sender == "state" else []
    sessions = _sessions(document, lines, [m.entity for m in organs if m.entity], knowledge)
    sessions = sessions or _sessions(document, spoken, [], knowledge)[:1]
    for session, organ, mention, line in sessions:
        at = evidence(document, mention.span)
        discourse.sessions.setdefault(organ, session)
        discourse.organ = discourse.organ or organ
        _state(session, organ, at, discourse, facts)
        _session_dates(document, session, lines, line, facts)
    # A resolution of the Economic and Social Council may give its session in its number alone.
    known = [session for session, *_ in sessions] or list(discourse.sessions.values())
    _items(document, lines, known, discourse, facts)
    _agenda_documents(document, sentences, discourse, facts, knowledge)


def read_board_session(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State which of the sessions of a year a document of an executive board is of, with its agenda items: the first
    that a line of the front matter names, where the front or whose the document is tells the board."""
    document, discourse, facts = reading.document, reading.discourse, reading.facts
    issuers = facts.objects(reading.root, "issuingBody")
    known = discourse.antecedents.fronted() | {o.id for o in issuers if isinstance(o, Ref)} | {discourse.organ or ""}
    boards = [organ for organ in known if organ.startswith(_BOARD)]
    lines = head_lines(sentences)
    named = ((m, line) for line in lines for m in line.of("session") if session_of_year(m))
    mention, line = next(named, (None, None))
    if mention is None or line is None or len(boards) != 1:
        return
    session, at = session_id(boards[0], session_number(mention)), evidence(document, mention.span)
    discourse.sessions.setdefault(boards[0], session)
    _state(session, boards[0], at, discourse, facts)
    _session_dates(document, session, lines, line, facts)
    _items(document, lines, [session], discourse, facts)


def _state(session: str, organ: str, at: Evidence, discourse: Discourse, facts: Facts) -> None:
    number = Value(session.rpartition("/")[2])
    facts.node(session, ("Session",), {"organ": [Ref(organ)], "number": [number]}, at)
    facts.state(discourse.document, "session", Ref(session), at)


def _sessions(
    document: Document, lines: Sequence[HeadLine], organs: Sequence[str], knowledge: Knowledge
) -> list[tuple[str, str, Mention, HeadLine]]:
    """(session, its organ, where it stands, the line) for each session of the front matter."""
    found: list[tuple[str, str, Mention, HeadLine]] = []
    for i, line in enumerate(lines):
        # A line in another language than the rest is read by that language's rules.
        rules = knowledge.rule_index(document.language_of(line.sentence.block))
        for mention in line.of("session"):
            number = mention.number()
            named = mention.captures.get("organ", ())
            owner = named[0].entity if named else rules[mention.rule].options.get("organ")
            if not named and owner and organs and owner not in organs:
                # "Substantive session of 2032" is the Council's alone where no other organ has its name there.
                owner = _right_above(lines, i)
                if owner not in organs:
                    continue
            if session_of_year(mention) or _is_below_unnamed(lines, i):
                continue
            if owner is None and organs and not _is_of_another(document, lines[:i]):
                owner = _beside(line, mention) or _right_above(lines, i) or organs[min(len(found), len(organs) - 1)]
            if number is not None and owner:
                found.append((session_id(owner, number), owner, mention, line))
    return found


def _is_below_unnamed(lines: Sequence[HeadLine], i: int) -> bool:
    """True if a line stands right below the name of an organ that several bodies have: "Executive Board"."""
    above = lines[i - 1] if i else None
    return above is not None and above.is_organ and not any(m.entity for m in above.of("body"))


def _is_of_another(document: Document, above: Sequence[HeadLine]) -> bool:
    """True if the name of a body that no list knows stands between the organs and a session below these lines: "Human
    Rights Council", "Working Group on Lighthouses", "Ninth session"."""
    if len(above) < 2 or not above[-1].is_title or not above[-2].is_organ:
        return False
    beside = packs.markers()[document.language].masthead.match(document.text, *above[-1].sentence.span)
    return beside is None and not any(line.of("agenda-item") for line in above)


def _beside(line: HeadLine, session: Mention) -> str | None:
    """The organ that begins the line in which a session stands, where nothing stands between the two."""
    text = line.sentence.slotted.text
    body = next(iter(line.of("body")), None)
    return (
        body.entity if body and len(text.split()) == len(line.mentions) and body.span.end < session.span.start else None
    )


def _right_above(lines: Sequence[HeadLine], i: int) -> str | None:
    """The organ that stands right above the session in line `i`; None where two do, as they may be of two sessions."""
    above = [line for line in lines[max(0, i - 2) : i] if line.is_organ]
    alone = sum(len(line.of("session")) for line in lines) == 1
    if i and lines[i - 1].is_organ and (alone or len(above) == 1):
        return next((m.entity for m in lines[i - 1].of("body") if m.entity), None)
    return None


def _session_dates(document: Document, session: str, lines: Sequence[HeadLine], at: HeadLine, facts: Facts) -> None:
    """When and where a session named by its year meets, if a line of the front matter says so."""
    for line in lines:
        for mention in line.of("date"):
            start, end = mention.date(), mention.date("end")
            if start and end and str(start.year) == session.rpartition("/")[2].partition("-")[0]:
                stated = evidence(document, line.sentence.span)
                facts.state(session, "startDate", Value.date(str(start)), stated)
                facts.state(session, "endDate", Value.date(str(end)), stated)
                for place in line.of("place"):
                    if place.entity:
                        facts.state(session, "place", Ref(place.entity), stated)


def _items(
    document: Document, lines: Sequence[HeadLine], sessions: Sequence[str], discourse: Discourse, facts: Facts
) -> None:
    """State the agenda items with their titles."""
    count = 0
    for i, line in enumerate(lines):
        for mention in line.of("agenda-item"):
            number = item_number(mention)
            if number is None or not sessions:
                continue
            session = sessions[min(count, len(sessions) - 1)]
            count += 1
            below = lines[i + 1 :]
            for which, span in ((number, mention.span), *_further(document.text, mention, line)):
                item = agenda_item_id(session, which)
                at = evidence(document, span)
                facts.node(item, ("AgendaItem",), {"number": [Value(which)], "session": [Ref(session)]}, at)
                facts.state(discourse.document, "agendaItem", Ref(item), at)
                if title := _title(below, document.text):
                    facts.state(item, "dcterms:title", joined(document, title), evidence(document, *title))
                    # Each item of a list has its title on a line of its own.
                    below = [line for line in below if line.sentence.span.start > title[-1].start]


def _further(text: str, item: Mention, line: HeadLine) -> Iterator[tuple[str, Span]]:
    """The numbers of further items on the same line, where they stand: "Items 13 and 117"."""
    first = _FIRST_ITEM.search(text, *item.span)
    at = first.end() if first else item.span.end
    while match := _NEXT_ITEM.match(text, at, line.sentence.span.end):
        letter = match.group("letter")
        yield match.group("number") + (f"({letter})" if letter else ""), Span(match.start("number"), match.end())
        at = match.end()


def _title(lines: Sequence[HeadLine], text: str) -> list[Span]:
    """The line after an item that gives its title, with the next one where it ends in a colon; dates in between
    belong to another column."""
    spans: list[Span] = []
    for line in lines:
        if not spans and not line.is_title and line.of("date"):
            continue
        if not line.is_title or text[line.sentence.span.end - 1] in COMMAS:
            break
        spans.append(line.sentence.span)
        if text[spans[-1].end - 1] not in COLONS:
            break
    return spans


def _agenda_documents(
    document: Document, sentences: Sequence[Sentence], discourse: Discourse, facts: Facts, knowledge: Knowledge
) -> None:
    """The document of the provisional agenda: the symbol in the note that hangs on those words."""
    pattern = re.compile(knowledge.rule_set(document.language).lexicon["names"].get("provisional-agenda", "(?!)"))
    fronts = [b for b in document.blocks if b.kind == "front" and not b.part]
    for reference in document.note_references:
        block = next((b for b in fronts if b.span.start <= reference.offset <= b.span.end), None)
        if block is None or not pattern.search(document.text[block.span.start : block.span.end]):
            continue
        for sentence in sentences:
            if sentence.block.kind != "note" or sentence.block.number != reference.mark or sentence.block.part:
                continue
            for mention in sentence.slotted.found:
                symbol = mention.text("symbol") if mention.type == "symbol" else None
                session = discourse.sessions.get(_SERIES.get((symbol or "?")[0], ""))
                if symbol and session:
                    at = evidence(document, block.span, mention.span)
                    facts.state(session, "agendaDocument", Ref(document_id(symbol)), at)
                    facts.keep(document_id(symbol), "rdf:type", Ref("dao:AgendaDocument"))
                    describe_document(document_id(symbol), facts, knowledge.authorities)
