"""Blocks to structure: parts (a letter and its annexes), sections, paragraphs, items, notes, sentences.

Which words mark an annex or title a letter is language data and comes in as `Markers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from dao_graph.model.characters import CLOSING, COLONS, COMMAS, SEMICOLONS, STOPS, TERMINALS
from dao_graph.model.document import Block, Part, Span
from dao_graph.model.enumerators import BULLET, ENUMERATOR
from dao_graph.model.kind import NO_KIND, Kind
from dao_graph.model.width import display_width, is_cjk
from dao_graph.read.lines import RawBlock
from dao_graph.read.masthead import (
    Masthead,
    Shown,
    drafted,
    enacting,
    is_prose,
    kind_of_line,
    of_clauses,
)
from dao_graph.read.sentences import sentences
from dao_graph.read.shape import with_sections, with_signatures
from dao_graph.rules.packs import Markers

# What operative clauses end in.
_ENACTS = tuple(STOPS + SEMICOLONS)
_OPERATIVE = re.compile(r"(\d{1,3})\s?(?:[.)]|[\u2013\u2014-](?=\s))\s*")
_LABEL = re.compile(r"\(?([a-z]{1,4}|\d{1,3}|[\u0600-\u06ff]|[\u0430-\u044f])[).]\s*")
# A heading is short; longer lines without a full stop are paragraphs that lost it.
_HEADING_WIDTH = 160
_TITLE_WIDTH = 320
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.() -]+)+\*?")
# Words of a line that only names the kind ("STATEMENT BY"), and lines over which its title goes on below.
_NAME_ALONE, _TITLE_LINES = 2, 4
# Words that a headline has at least; columns that the rest of a title has at most, whose first line names the kind.
_HEADLINE, _REST_WIDTH = 7, 640


@dataclass(slots=True)
class _State:
    """Where in the document the reader stands: at `pieces[at]`.

    `head` is the masthead, `shown` what it shows (None of an enacted document). `kind` and `title` are those of the
    part, as far as they are known; `enacted` says that the main document is a resolution or decision, `numbered` that
    a line gave only its number, so that its title is the next. `labelled` are the sections with a letter or number of
    their own so far.
    """

    pieces: Sequence[str]
    head: Masthead
    at: int = 0
    part: str = ""
    kind: Kind = NO_KIND
    enacted: bool = False
    shown: Shown | None = None
    title: Span | None = None
    numbered: bool = False
    mode: str = "front"  # front, below, more, title, body, clauses, closing
    section: str = ""
    paragraph: str = ""
    labelled: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, name: str) -> int:
        key = f"{self.part}|{name}"
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def address(self, local: str) -> str:
        return f"{self.part}/{local}" if self.part else local


_Classified = tuple[str, str, str, str]


def structure(
    text: str, raw: Sequence[tuple[RawBlock, Span]], markers: Markers
) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """The parts and blocks of a repaired text; `raw` are its pieces with their spans."""
    pieces = [text[s.start : s.end] for _, s in raw]
    enacted = _is_enacted(pieces, raw, markers)
    head = Masthead(pieces, [block for block, _ in raw], markers)
    shown = None if enacted else head.shown()
    state = _State(pieces, head, mode="front" if enacted or shown else "body", enacted=enacted, shown=shown)
    if not enacted and (shown is None or shown.stop is not None):
        # What is said in the first paragraphs counts less than that speakers take turns.
        state.kind = head.of_turns()
        if state.kind:
            state.shown, state.mode = None, "body"
        elif shown:
            state.kind = shown.kind
        elif head.is_titled():
            state.shown, state.mode = Shown(NO_KIND, 0, False, 1), "front"
    parts: list[Part] = []
    begin = 0
    blocks: list[Block] = []
    for i, (piece, (block, span)) in enumerate(zip(pieces, raw, strict=True)):
        state.at = i
        if not block.mark and markers.annex.fullmatch(piece):
            parts.append(Part(state.part, state.kind.name, Span(begin, span.start), state.title))
            begin = span.start
        kind, path, parent, number = _classify(piece, span, block, state, markers)
        blocks.append(Block(kind, span, path, state.part, parent, number, tuple(sentences(text, span, markers))))
    parts.append(Part(state.part, state.kind.name, Span(begin, len(text)), state.title))
    return tuple(parts), with_signatures(with_sections(blocks, state.labelled), text, markers)


def _opens(piece: str, markers: Markers, titled: bool) -> bool:
    """Whether an organ opens its text with this line. Without the comma it is the same as the name of the organ in the
    masthead, which stands above any title."""
    return markers.opening.fullmatch(piece) is not None and (titled or piece[-1] in COMMAS)


def _is_enacted(pieces: Sequence[str], raw: Sequence[tuple[RawBlock, Span]], markers: Markers) -> bool:
    """Whether the main document is one that an organ adopts, as its masthead shows: the title of its agenda item may
    look like another's, and other documents may hold what an organ adopts."""
    for piece, (block, _) in zip(pieces, raw, strict=True):
        if markers.annex.fullmatch(piece):
            return False
        if _opens(piece, markers, False) or enacting(piece, markers):
            return True
        mark = markers.masthead.match(piece)
        if not block.mark and (is_prose(piece) or (mark and mark.lastgroup == "end")):
            return False
    return False


def _classify(piece: str, span: Span, raw: RawBlock, state: _State, markers: Markers) -> _Classified:
    """(kind, path, parent, number) of one block; moves `state` on."""
    if raw.mark:
        number = str(state.next("note"))
        return "note", state.address(f"note/{number}"), state.part, raw.mark
    if markers.annex.fullmatch(piece):
        annex = state.counts["annex"] = state.counts.get("annex", 0) + 1
        state.part, state.mode, state.section, state.paragraph = f"annex/{annex}", "title", "", ""
        state.kind, state.title = NO_KIND, None
        return "title", "", state.part, ""
    if _opens(piece, markers, state.title is not None and state.mode != "clauses"):
        state.mode, state.kind = (
            "clauses",
            state.kind or (of_clauses(markers) if state.enacted and not state.part else NO_KIND),
        )
        return "front", "", state.part, ""
    if state.mode == "closing":
        # Two resolutions may stand in one document (76/84 A and B).
        shown = enacting(piece, markers)
        state.mode = "front" if shown and shown[0].body == "clauses" else "closing"
        return _labelled(state) if _is_labelled(piece, markers) else ("front", "", state.part, "")
    reader = _front if state.enacted or state.part else _masthead
    if state.mode in ("front", "below", "more") and (classified := reader(piece, span, state, markers)):
        return classified
    if state.mode == "title":
        kind = kind_of_line(piece, markers)
        if _is_heading(piece, _TITLE_WIDTH) and (kind or state.title is None):
            state.kind, state.title = state.kind or kind, span
            return "title", "", state.part, ""
        state.mode = "body"
    if (state.mode == "clauses" or state.kind.enacts) and markers.closing.fullmatch(piece):
        state.mode = "closing"
        return "front", "", state.part, ""
    return _clause(piece, state, markers) if state.mode == "clauses" else _body(piece, state)


def _masthead(piece: str, span: Span, state: _State, markers: Markers) -> _Classified | None:
    """A line of the masthead of a document that no organ adopts, or None where the text begins with it."""
    shown = state.shown
    if shown is None:
        return None
    if shown.stop is not None:
        return _above_text(span, state, shown)
    if state.at == shown.at:
        return _shows(piece, span, state, shown)
    if not shown.titled and shown.kind.title == "above" and _below_symbol(state, shown):
        state.title = Span(state.title.start if state.title else span.start, span.end)
        return "title", "", state.part, ""
    if state.mode in ("below", "more") and (classified := _titles(piece, span, state, markers)):
        return classified
    if state.mode == "body" or (state.at > shown.at and _begins_text(piece, state, markers)):
        state.mode = "body"
        return None
    return "front", "", state.part, ""


def _below_symbol(state: _State, shown: Shown) -> bool:
    """Whether a line is of the title that stands right below the symbol that shows the kind."""
    between = range(shown.at + 1, state.at + 1)
    return 0 < len(between) <= _TITLE_LINES and all(map(state.head.may_title, between))


def _above_text(span: Span, state: _State, shown: Shown) -> _Classified | None:
    """A line above the text that itself says what it is: of its title, or of the masthead above that."""
    if shown.stop is None or state.at >= shown.stop:
        state.mode = "body"
        return None
    if state.at < shown.at:
        return "front", "", state.part, ""
    state.title = Span(state.title.start if state.title else span.start, span.end)
    return "title", "", state.part, ""


def _shows(piece: str, span: Span, state: _State, shown: Shown) -> _Classified:
    """The line that shows the kind, by a symbol or as the title; where that stands below it, or only its name is there,
    further lines may be of it."""
    state.kind = shown.kind
    if not shown.titled:
        return "front", "", state.part, ""
    state.title = span
    if shown.kind.title == "below" and not shown.headed:
        state.mode = "below"
    elif shown.kind.title == "line" and len(piece.split()) <= _NAME_ALONE and not is_cjk(piece[0]):
        state.mode = "more"
    elif shown.kind.date != "held":
        # The masthead of a record goes on: when and where the meeting was held, who chaired it.
        state.mode = "body"
    return "title", "", state.part, ""


def _titles(piece: str, span: Span, state: _State, markers: Markers) -> _Classified | None:
    """A line of a title that stands below the line that shows the kind, or goes on with it, or None where the text
    begins."""
    beside = markers.masthead.match(piece)
    if state.mode == "below" and beside and not beside.lastgroup and len(piece.split()) >= _HEADLINE:
        # A headline may begin with a number.
        beside = None
    if state.mode == "more" and len(piece.split()) >= _HEADLINE and kind_of_line(piece, markers) == state.kind:
        # The name of the kind stood alone, and stands again with the rest of the title.
        state.title, state.mode = span, "front" if state.kind.date == "held" else "body"
        return "title", "", state.part, ""
    if state.mode == "below" and (_SYMBOL.fullmatch(piece) or (beside and not state.head.ends(state.at))):
        return "front", "", state.part, ""
    near = state.shown is not None and state.at - state.shown.at <= _TITLE_LINES
    width = _REST_WIDTH if state.mode == "more" else _TITLE_WIDTH
    # Whoever speaks stands on several lines, with titles and honours.
    named = state.kind.sender == "state" and piece[-1] in COMMAS and not markers.address.match(piece)
    titles = near and (_is_heading(piece, width) or named) and not beside
    if not titles or state.title is None:
        state.mode = "front" if state.kind.date == "held" else "body"
        return None
    state.title = span if state.mode == "below" else Span(state.title.start, span.end)
    state.mode = "body" if state.mode == "below" else "more"
    return "title", "", state.part, ""


def _begins_text(piece: str, state: _State, markers: Markers) -> bool:
    """Whether the text begins with a line below that which shows the kind: with a sentence, or a form of address."""
    ends = piece.rstrip(CLOSING)[-1:] in tuple(TERMINALS + COMMAS)
    return (ends and not markers.masthead.match(piece)) or state.head.ends(state.at)


def _front(piece: str, span: Span, state: _State, markers: Markers) -> _Classified | None:
    """A line of the front matter of a resolution or decision, or None where the body begins with it."""
    if state.numbered and _is_heading(piece, _TITLE_WIDTH):
        state.title, state.numbered = span, False
        return "title", "", state.part, ""
    if not state.kind and (draft := drafted(piece, markers)):
        state.kind, state.numbered = draft, True
        return "title", "", state.part, ""
    if shown := enacting(piece, markers):
        kind, match = shown
        state.kind = state.kind or kind
        if kind.body == "clauses":
            if match.groupdict().get("title") is None:
                return "title", "", state.part, ""
            begin, end = match.span("title")
            state.title = Span(span.start + begin, span.start + end) if end > begin else None
            state.numbered = state.title is None
            return "title", "", state.part, ""
        return "front", "", state.part, ""
    if state.title and _is_labelled(piece, markers):
        return _labelled(state)
    # A decision has no opening line, and that of a resolution may be missing: the text begins with the first sentence
    # after the title.
    if not state.kind or _is_heading(piece) or (state.kind.body == "clauses" and _opens_later(state, markers)):
        return "front", "", state.part, ""
    if piece[-1] in COMMAS and state.kind.body != "clauses":
        return "front", "", state.part, ""
    state.mode = state.kind.body if state.kind.body == "clauses" else "body"
    return None


def _opens_later(state: _State, markers: Markers) -> bool:
    """Whether an organ opens this part of the text further on."""
    for piece in state.pieces[state.at + 1 :]:
        if markers.annex.fullmatch(piece):
            break
        if _opens(piece, markers, True):
            return True
    return False


def _clause(piece: str, state: _State, markers: Markers) -> _Classified:
    if match := _OPERATIVE.match(piece):
        state.paragraph = state.address(f"op/{match.group(1)}")
        state.counts[f"{state.part}|op"] = 1
        state.counts.pop(f"{state.part}|{state.paragraph} items", None)
        return "operative", state.paragraph, state.section or state.part, match.group(1)
    if state.paragraph and (ENUMERATOR.match(piece) or BULLET.match(piece)):
        return _item(piece, state)
    if markers.label.fullmatch(piece):
        # A section of its own, with its own preamble.
        state.counts[f"{state.part}|op"] = 0
        return _labelled(state)
    if _is_heading(piece):
        return _heading(state)
    if state.counts.get(f"{state.part}|op"):
        return _paragraph(state)
    if _enacts(state.pieces[state.at :], markers):
        number = str(state.next("unnumbered"))
        state.paragraph = state.address(f"op/{number}")
        state.counts.pop(f"{state.part}|{state.paragraph} items", None)
        return "operative", state.paragraph, state.section or state.part, number
    number = str(state.next("pp"))
    return "preambular", state.address(f"pp/{number}"), state.part, number


def _enacts(pieces: Sequence[str], markers: Markers) -> bool:
    """Whether the first of these pieces, which has no number, is an operative clause: it ends as they do (those of the
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


def _body(piece: str, state: _State) -> _Classified:
    if BULLET.match(piece) or (state.paragraph and ENUMERATOR.match(piece) and not _OPERATIVE.match(piece)):
        return _item(piece, state)
    if _is_heading(piece):
        return _heading(state)
    return _paragraph(state)


def _heading(state: _State) -> _Classified:
    number = str(state.next("s"))
    state.section, state.paragraph = state.address(f"s/{number}"), ""
    return "heading", state.section, state.part, number


def _labelled(state: _State) -> _Classified:
    heading = _heading(state)
    state.labelled.append(state.section)
    return heading


def _paragraph(state: _State) -> _Classified:
    number = str(state.next("p"))
    state.paragraph = state.address(f"p/{number}")
    return "paragraph", state.paragraph, state.section or state.part, number


def _item(piece: str, state: _State) -> _Classified:
    if not state.paragraph:
        return _paragraph(state)
    position = state.next(f"{state.paragraph} items")
    label = None if BULLET.match(piece) else _LABEL.match(piece)
    # Each language counts with its own letters: the position says which, so that the address is the same in all. Where
    # items of the second degree follow, some count with digits: the first item decides.
    style = f"{state.part}|{state.paragraph} letters"
    if position == 1:
        state.counts[style] = label is not None and label.group(1).isalpha()
    lettered = state.counts.get(style) and position <= len(ascii_lowercase)
    local = ascii_lowercase[position - 1] if lettered else str(position)
    return "item", f"{state.paragraph}/{local}", state.paragraph, local


def _is_labelled(piece: str, markers: Markers) -> bool:
    """Whether a line begins a section with its letter or number, alone or before its title."""
    match = markers.label.match(piece)
    return match is not None and piece[match.end() : match.end() + 1] in ("", " ") and _is_heading(piece)


def _is_heading(piece: str, width: int = _HEADING_WIDTH) -> bool:
    return display_width(piece) <= width and piece.rstrip(CLOSING)[-1:] not in TERMINALS + COMMAS
