"""The lines above the text of a document: its masthead, its title, what an organ says first."""

from __future__ import annotations

import re

from dao_graph.model.characters import COMMAS, TERMINALS, TRAILING
from dao_graph.model.document import Span
from dao_graph.model.width import is_cjk
from dao_graph.read.masthead import Shown, drafted, enacting, titled_again
from dao_graph.read.place import TITLE_WIDTH, Classified, Place, is_heading, is_labelled, labelled
from dao_graph.rules.packs import Markers

_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.() -]+)+\*?")
# Words of a line that only names the kind ("STATEMENT BY"), and lines over which its title goes on below.
_NAME_ALONE, _TITLE_LINES = 2, 4
# Words that a headline has at least; columns that the rest of a title has at most, whose first line names the kind.
_HEADLINE, _REST_WIDTH = 7, 640


def masthead_line(piece: str, span: Span, place: Place, markers: Markers) -> Classified | None:
    """A line of the masthead of a document that no organ adopts, or None where the text begins with it."""
    shown = place.shown
    if shown is None:
        return None
    if shown.stop is not None:
        return _above_text(span, place, shown)
    if place.at == shown.at:
        return _shows(piece, span, place, shown)
    if not shown.titled and shown.kind.title == "above" and _below_symbol(place, shown):
        place.title = Span(place.title.start if place.title else span.start, span.end)
        return "title", "", place.part, ""
    if place.mode == "capitals" and place.title is not None:
        place.title = Span(place.title.start, span.end)
        if not _goes_on_in_capitals(place, place.at + 1):
            place.mode = "front" if place.kind.date == "held" else "body"
        return "title", "", place.part, ""
    if place.mode in ("below", "more") and (classified := _titles(piece, span, place, markers)):
        return classified
    if place.mode == "body" or (place.at > shown.at and _begins_text(piece, place, markers)):
        place.mode = "body"
        return None
    return "front", "", place.part, ""


def _below_symbol(place: Place, shown: Shown) -> bool:
    """True if a line is of the title that stands right below the symbol that shows the kind."""
    between = range(shown.at + 1, place.at + 1)
    return 0 < len(between) <= _TITLE_LINES and all(map(place.head.may_title, between))


def _above_text(span: Span, place: Place, shown: Shown) -> Classified | None:
    """A line above the text that itself says what it is: of its title, or of the masthead above that."""
    if shown.stop is None or place.at >= shown.stop:
        place.mode = "body"
        return None
    if place.at < shown.at:
        return "front", "", place.part, ""
    place.title = Span(place.title.start if place.title else span.start, span.end)
    return "title", "", place.part, ""


def _shows(piece: str, span: Span, place: Place, shown: Shown) -> Classified:
    """The line that shows the kind, by a symbol or as the title; where that stands below it, or only its name is there,
    further lines may be of it."""
    place.kind = shown.kind
    if not shown.titled:
        return "front", "", place.part, ""
    place.title = span
    if shown.kind.title == "below" and not shown.headed:
        place.mode = "below"
    elif shown.kind.title == "line" and len(piece.split()) <= _NAME_ALONE and not is_cjk(piece[0]):
        place.mode = "more"
    elif _goes_on_in_capitals(place, place.at + 1):
        place.mode = "capitals"
    elif shown.kind.date != "held":
        # The masthead of a record goes on: when and where the meeting was held, who chaired it.
        place.mode = "body"
    return "title", "", place.part, ""


def _goes_on_in_capitals(place: Place, at: int) -> bool:
    """True if the title, set in capitals, goes on with piece `at`: it is in capitals, too, right below."""
    head, shown = place.head, place.shown
    if shown is None or not shown.titled or at >= len(head.pieces) or at - shown.at > _TITLE_LINES:
        return False
    close = head.blocks[at].lines[0].gap <= 1 and not head.pieces[at][-1].isdigit()
    return close and head.pieces[at - 1].isupper() and head.pieces[at].isupper() and head.may_title(at)


def _titles(piece: str, span: Span, place: Place, markers: Markers) -> Classified | None:
    """A line of a title that stands below the line that shows the kind, or goes on with it, or None where the text
    begins."""
    beside = markers.masthead.match(piece)
    if place.mode == "below" and beside and not beside.lastgroup and len(piece.split()) >= _HEADLINE:
        # A headline may begin with a number.
        beside = None
    if place.mode == "more" and len(piece.split()) >= _HEADLINE and titled_again(piece, place.kind, markers):
        # The name of the kind stood alone, and stands again with the rest of the title.
        place.title, place.mode = span, "front" if place.kind.date == "held" else "body"
        return "title", "", place.part, ""
    if place.mode == "below" and (_SYMBOL.fullmatch(piece) or (beside and not place.head.ends(place.at))):
        return "front", "", place.part, ""
    near = place.shown is not None and place.at - place.shown.at <= _TITLE_LINES
    width = _REST_WIDTH if place.mode == "more" else TITLE_WIDTH
    # Whoever speaks stands on several lines, with titles and honours.
    named = place.kind.sender == "state" and piece[-1] in COMMAS and not markers.address.match(piece)
    titles = near and (is_heading(piece, width) or named) and not beside
    if not titles or place.title is None:
        place.mode = "front" if place.kind.date == "held" else "body"
        return None
    place.title = span if place.mode == "below" else Span(place.title.start, span.end)
    place.mode = "body" if place.mode == "below" else "more"
    return "title", "", place.part, ""


def _begins_text(piece: str, place: Place, markers: Markers) -> bool:
    """True if the text begins with a line below that which shows the kind: with a sentence, or a form of address."""
    ends = piece.rstrip(TRAILING)[-1:] in tuple(TERMINALS + COMMAS)
    return (ends and not markers.masthead.match(piece)) or place.head.ends(place.at)


def front_line(piece: str, span: Span, place: Place, markers: Markers) -> Classified | None:
    """A line of the front matter of a resolution or decision, or None where the body begins with it."""
    if place.numbered and is_heading(piece, TITLE_WIDTH):
        place.title, place.numbered = span, False
        return "title", "", place.part, ""
    if not place.kind and (draft := drafted(piece, markers)):
        place.kind, place.numbered = draft, True
        return "title", "", place.part, ""
    if shown := enacting(piece, markers):
        kind, match = shown
        if place.title and place.kind.enacts and place.kind.title == "line":
            # One of the decisions of a collection.
            return "front", "", place.part, ""
        place.kind = place.kind or kind
        if kind.title == "line":
            place.title = span
            return "title", "", place.part, ""
        if kind.body == "clauses":
            if match.groupdict().get("title") is None:
                return "title", "", place.part, ""
            begin, end = match.span("title")
            place.title = Span(span.start + begin, span.start + end) if end > begin else None
            place.numbered = place.title is None
            return "title", "", place.part, ""
        return "front", "", place.part, ""
    if place.title and is_labelled(piece, markers):
        return labelled(place)
    # A decision has no opening line, and that of a resolution may be missing: the text begins with the first sentence
    # after the title.
    if not place.kind or is_heading(piece) or (place.kind.body == "clauses" and _opens_later(place, markers)):
        return "front", "", place.part, ""
    if piece[-1] in COMMAS and place.kind.body != "clauses":
        return "front", "", place.part, ""
    place.mode = place.kind.body if place.kind.body == "clauses" else "body"
    return None


def _opens_later(place: Place, markers: Markers) -> bool:
    """True if an organ opens this part of the text further on."""
    for piece in place.pieces[place.at + 1 :]:
        if markers.annex.fullmatch(piece):
            break
        if opens(piece, markers, True):
            return True
    return False


def opens(piece: str, markers: Markers, titled: bool) -> bool:
    """True if an organ opens its text with this line. Without the comma it is the same as the name of the organ in the
    masthead, which stands above any title."""
    return markers.opening.fullmatch(piece) is not None and (titled or piece[-1] in COMMAS)
