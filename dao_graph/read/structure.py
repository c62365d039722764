"""Blocks to structure: parts (a letter and its annexes), sections, paragraphs, items, notes, sentences.

Which words mark an annex or title a letter is language data and comes in as `Markers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.characters import CLOSING_BRACKETS, COLONS, COMMAS, OPENING_BRACKETS, SEMICOLONS, STOPS
from dao_graph.model.document import Block, Part, Span
from dao_graph.model.enumerators import BULLET, ENUMERATOR
from dao_graph.model.kind import NO_KIND
from dao_graph.model.symbols import is_symbol
from dao_graph.read.above import front_line, masthead_line, opens
from dao_graph.read.gathered import with_decisions
from dao_graph.read.lines import RawBlock
from dao_graph.read.masthead import (
    Masthead,
    Shown,
    enacting,
    is_named,
    is_prose,
    kind_of_line,
    of_clauses,
)
from dao_graph.read.place import (
    TITLE_WIDTH,
    Classified,
    Place,
    headed,
    is_heading,
    is_labelled,
    item,
    labelled,
    numbered,
    paragraph,
)
from dao_graph.read.sentences import sentences
from dao_graph.read.shape import with_sections, with_signatures
from dao_graph.rules.packs import Markers

# What operative clauses end in.
_ENACTS = tuple(STOPS + SEMICOLONS)
# What clauses end in that others, or items, follow.
_GOES_ON = tuple(COMMAS + SEMICOLONS + COLONS)
# A table of contents lists an annex, which begins further on; so many notes may stand among its lines.
_FEWEST_LISTED, _NOTES = 2, 3
_LEADERS = re.compile(r"\.\s?\.\s?\.\s?\.|…\s?…")
# So many lines stand below the colon that opens a list, at most.
_LISTED = 40
_OPERATIVE = re.compile(r"(\d{1,3})\s?(?:[.)]|[\u2013\u2014-](?=\s))\s*")


def structure(
    text: str, raw: Sequence[tuple[RawBlock, Span]], markers: Markers
) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """The parts and blocks of a repaired text; `raw` are its pieces with their spans."""
    pieces = [text[s.start : s.end] for _, s in raw]
    enacted = _is_enacted(pieces, raw, markers)
    head = Masthead(pieces, [block for block, _ in raw], markers)
    shown = None if enacted else head.shown()
    annexes = _annexes(pieces, raw, markers, enacted)
    mode = "front" if enacted or shown else "body"
    place = Place(pieces, head, mode=mode, enacted=enacted, shown=shown, parts=annexes)
    if not enacted and (shown is None or shown.stop is not None):
        # What is said in the first paragraphs counts less than that speakers take turns.
        place.kind = head.of_turns()
        if place.kind:
            place.shown, place.mode = None, "body"
        elif shown:
            place.kind = shown.kind
        elif head.is_titled():
            place.shown, place.mode = Shown(NO_KIND, 0, False, 1), "front"
        elif framed := head.framed():
            place.shown, place.mode = framed, "front"
    parts: list[Part] = []
    begin = 0
    blocks: list[Block] = []
    for i, (piece, (block, span)) in enumerate(zip(pieces, raw, strict=True)):
        place.at = i
        if place.begins_part():
            parts.append(Part(place.part, place.kind.name, Span(begin, span.start), place.title))
            begin = span.start
        kind, path, parent, number = _classify(piece, span, block, place, markers)
        blocks.append(Block(kind, span, path, place.part, parent, number, tuple(sentences(text, span, markers))))
    parts.append(Part(place.part, place.kind.name, Span(begin, len(text)), place.title))
    addressed = with_decisions(with_sections(blocks, place.labelled), place.opened, place.closed, text)
    return tuple(parts), with_signatures(addressed, text, markers)


def _annexes(pieces: Sequence[str], raw: Sequence[tuple[RawBlock, Span]], markers: Markers, enacted: bool) -> list[int]:
    """The pieces at which annexes begin: no lines of a table of contents, which stand below its heading, above all
    prose but a few notes, and again further on."""
    annexes = [i for i, (block, _) in enumerate(raw) if not block.mark and markers.annex.fullmatch(pieces[i])]
    if enacted or len(annexes) < _FEWEST_LISTED:
        return annexes
    heading = next((i for i in range(annexes[0]) if markers.contents.fullmatch(pieces[i])), None)
    if heading is None:
        return annexes
    prose = [i for i in range(heading, len(pieces)) if is_prose(pieces[i]) and not _LEADERS.search(pieces[i])]
    end = next(iter(prose[_NOTES:] or prose), len(pieces))
    further = {pieces[i].casefold() for i in annexes if i > end}
    return [i for i in annexes if i > end or pieces[i].casefold() not in further]


def _is_enacted(pieces: Sequence[str], raw: Sequence[tuple[RawBlock, Span]], markers: Markers) -> bool:
    """True if the main document is one that an organ adopts, as its masthead shows: the title of its agenda item may
    look like another's, and other documents may hold what an organ adopts."""
    for i, (piece, (block, _)) in enumerate(zip(pieces, raw, strict=True)):
        if markers.annex.fullmatch(piece):
            return False
        if opens(piece, markers, _is_first_clause(pieces[i + 1 : i + 2])) or enacting(piece, markers):
            return True
        if not block.mark and is_named(piece, markers):
            return False
        mark = markers.masthead.match(piece)
        if not block.mark and (is_prose(piece) or (mark and mark.lastgroup == "end")):
            return False
    return False


def _is_first_clause(following: Sequence[str]) -> bool:
    """True if what follows a line is the first clause of several: then the line may be an organ's name without its
    comma."""
    number = _OPERATIVE.match(following[0]) if following else None
    return number is not None and number.group(1) == "1" and following[0].rstrip()[-1:] in SEMICOLONS


def _classify(piece: str, span: Span, raw: RawBlock, place: Place, markers: Markers) -> Classified:
    """(kind, path, parent, number) of one block; moves `place` on."""
    if raw.mark:
        number = str(place.next("note"))
        return "note", place.address(f"note/{number}"), place.part, raw.mark
    if place.begins_part():
        return _annexed(place)
    titled = place.title is not None and place.mode != "clauses"
    bare = (titled and place.enacted) or (bool(titled or place.opened) and _goes_on_in_clauses(place))
    if opens(piece, markers, bare or _decides(place)):
        return _opened(place, markers)
    if place.mode == "closing" and not place.enacted and is_prose(piece):
        _close(place)
    if place.mode == "closing":
        # Two resolutions may stand in one document (76/84 A and B).
        shown = enacting(piece, markers)
        place.mode = "front" if shown and shown[0].body == "clauses" else "closing"
        return labelled(place) if is_labelled(piece, markers) else ("front", "", place.part, "")
    reader = front_line if place.enacted or place.part else masthead_line
    if place.mode in ("front", "below", "more", "capitals") and (classified := reader(piece, span, place, markers)):
        return classified
    if place.mode == "title" and (classified := _title(piece, span, place, markers)):
        return classified
    if (place.mode == "clauses" or place.kind.enacts) and markers.closing.fullmatch(piece):
        place.mode = "closing"
        return "front", "", place.part, ""
    return _clause(piece, place, markers) if place.mode == "clauses" else _body(piece, place)


def _opened(place: Place, markers: Markers) -> Classified:
    """The line with which an organ opens its clauses: of one decision after another, too."""
    place.opened.append(place.at)
    place.counts[f"{place.part}|op"] = 0
    place.mode, place.kind = (
        "clauses",
        place.kind or (of_clauses(markers) if place.enacted and not place.part else NO_KIND),
    )
    return "front", "", place.part, ""


def _close(place: Place) -> None:
    """End the clauses that a report holds: its own text goes on."""
    place.mode = "body"
    place.closed.append(place.at)


def _decides(place: Place) -> bool:
    """True if what follows a line of an enacted document is its first clause: then the line may be the organ's name
    alone, as boards set it above each decision of a collection."""
    number = _OPERATIVE.match(_following(place))
    clause = number is not None and number.group(1) == "1"
    return place.enacted and (clause or (place.mode != "front" and _following(place)[-1:] in _ENACTS))


def _goes_on_in_clauses(place: Place) -> bool:
    """True if what follows a line ends as clauses do, and not as sentences, which stand below a heading."""
    return _following(place)[-1:] in _GOES_ON


def _following(place: Place) -> str:
    return next(iter(place.pieces[place.at + 1 : place.at + 2]), "")


def _annexed(place: Place) -> Classified:
    """The line that an annex begins with."""
    annex = place.counts["annex"] = place.counts.get("annex", 0) + 1
    place.part, place.mode, place.section, place.paragraph = f"annex/{annex}", "title", "", ""
    place.kind, place.title = NO_KIND, None
    return "title", "", place.part, ""


def _title(piece: str, span: Span, place: Place, markers: Markers) -> Classified | None:
    """A line of the title of an annex, or None where its text begins."""
    kind = kind_of_line(piece, markers)
    if is_heading(piece, TITLE_WIDTH) and (kind or place.title is None):
        if not kind and _says_nothing(piece):
            return "front", "", place.part, ""
        place.kind, place.title = place.kind or kind, span
        return "title", "", place.part, ""
    place.mode = "body"
    return None


def _says_nothing(piece: str) -> bool:
    """True if a line above an annex is none of its title: an aside ("[English only]"), a symbol, a period."""
    aside = piece[0] in f"[{OPENING_BRACKETS}" and piece[-1] in f"]{CLOSING_BRACKETS}"
    return aside or is_symbol(piece) or not any(map(str.isalpha, piece))


def _clause(piece: str, place: Place, markers: Markers) -> Classified:
    if match := _OPERATIVE.match(piece):
        place.paragraph = place.address(f"op/{match.group(1)}")
        place.counts[f"{place.part}|op"] = 1
        place.counts.pop(f"{place.part}|{place.paragraph} items", None)
        return "operative", place.paragraph, place.section or place.part, match.group(1)
    if place.paragraph and (ENUMERATOR.match(piece) or BULLET.match(piece)):
        return item(piece, place)
    if markers.label.fullmatch(piece):
        # A section of its own, with its own preamble.
        place.counts[f"{place.part}|op"] = 0
        return labelled(place)
    if is_heading(piece):
        if not place.enacted and place.paragraph and place.pieces[place.at - 1][-1] in STOPS:
            _close(place)
        return headed(piece, place)
    if place.counts.get(f"{place.part}|op"):
        return paragraph(place)
    if _enacts(place.pieces[place.at :], markers):
        number = str(place.next("unnumbered"))
        place.paragraph = place.address(f"op/{number}")
        place.counts.pop(f"{place.part}|{place.paragraph} items", None)
        return "operative", place.paragraph, place.section or place.part, number
    number = str(place.next("pp"))
    return "preambular", place.address(f"pp/{number}"), place.part, number


def _enacts(pieces: Sequence[str], markers: Markers) -> bool:
    """True if the first of these pieces, which has no number, is an operative clause: it ends as they do (those of the
    preamble, and their lists, end in commas), no numbered one follows in its section, and of what follows less is of
    the preamble than not."""
    last = next((piece for piece in pieces if piece[-1] not in COLONS), "")
    if last[-1:] not in _ENACTS:
        return False
    balance = 0
    for piece in pieces[1:]:
        if markers.closing.fullmatch(piece) or markers.label.fullmatch(piece) or markers.annex.fullmatch(piece):
            break
        if _OPERATIVE.match(piece):
            return False
        balance += (piece[-1] in _ENACTS) - (piece[-1] in COMMAS)
    return balance >= 0


def _body(piece: str, place: Place) -> Classified:
    if BULLET.match(piece) or (place.paragraph and ENUMERATOR.match(piece) and not _OPERATIVE.match(piece)):
        return item(piece, place)
    if is_heading(piece) and not _is_listed(place):
        return headed(piece, place)
    return numbered(piece, place)


def _is_listed(place: Place) -> bool:
    """True if a line that ends in brackets stands in a list of such lines below a colon: "Chair:" and "Martina Olsen
    (Norway)"."""
    for at in range(place.at, max(-1, place.at - _LISTED), -1):
        piece = place.pieces[at]
        if at < place.at and piece[-1] in COLONS:
            return True
        if piece[-1] not in CLOSING_BRACKETS or ENUMERATOR.match(piece):
            return False
    return False
