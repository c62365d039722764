"""Labels of one authority list in one language, looked for where a caller knows what to expect (verbs, qualities)."""

from __future__ import annotations

import unicodedata
from functools import cache, partial

from ahocorasick_rs import AhoCorasick

from dao_graph.lists.authorities import Authorities, kept_of_lists
from dao_graph.model.document import Span
from dao_graph.model.mention import Mention
from dao_graph.model.normal import normal
from dao_graph.namespaces import DAO, SKOS

# A modal is no label to look for: it stands for what patterns read ("should").
_MODAL = DAO + "ModalVerb"
# Behind a shorter name digits are part of an acronym.
_MARKED = 8


class LabelFinder:
    """The labels of the concepts whose id begins with `kind`. Where several share one, the strong one counts, else the
    first. Build it through `label_finder`, which keeps one for each language and kind."""

    def __init__(self, lists: Authorities, language: str, kind: str) -> None:
        self._kind = kind
        forms = kept_of_lists(lists, f"labels-{kind}-{language}", partial(_forms, lists, language, kind))
        self._concepts = list(forms.values())
        self._automaton = AhoCorasick(list(forms)) if forms else None

    def find(self, text: str, span: Span) -> list[Mention]:
        """The labels in text[span]; of overlapping ones the leftmost, then the longest."""
        if self._automaton is None:
            return []
        piece = text[span.start : span.end]
        hits = [
            (start, stop, i)
            for i, start, stop in self._automaton.find_matches_as_indexes(piece, overlapping=True)
            if stands_alone(piece, start, stop)
        ]
        found: list[Mention] = []
        end = 0
        for start, stop, i in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if start >= end:
                end = stop
                place = Span(span.start + start, span.start + stop)
                found.append(Mention(place, self._kind, self._concepts[i], f"und.{self._kind}"))
        return found


def _forms(lists: Authorities, language: str, kind: str) -> dict[str, str]:
    """The concept that each form of a label stands for."""
    forms: dict[str, tuple[bool, bool, str]] = {}
    for label in lists.labels:
        wanted = label.language == language and label.concept.startswith(f"{kind}/")
        if wanted and _MODAL not in lists.types(label.concept):
            text = normal(label.text)
            for form in {text, text[0].upper() + text[1:], text.upper(), text.title()}:
                # A broader concept has the names of its narrower ones, for people who look for them.
                is_broad = lists.one(label.concept, SKOS + "broader") is None
                rank = (label.weak, is_broad, label.concept)
                forms[form] = min(forms.get(form, rank), rank)
    return {form: concept for form, (*_, concept) in forms.items()}


@cache
def _whole(lists: Authorities, language: str, kind: str) -> dict[str, str]:
    return kept_of_lists(lists, f"whole-{kind}-{language}", partial(_only, lists, language, kind))


def _only(lists: Authorities, language: str, kind: str) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for label in lists.labels:
        if label.language == language and label.concept.startswith(f"{kind}/") and not label.weak:
            found.setdefault(normal(label.text).casefold(), set()).add(label.concept)
    return {text: concepts.pop() for text, concepts in found.items() if len(concepts) == 1}


def named_whole(lists: Authorities, text: str, language: str, kind: str) -> str | None:
    """The one concept of `kind` ("body") whose sure label is all of `text`, in any case of letters; None otherwise."""
    return _whole(lists, language, kind).get(normal(text).casefold())


@cache
def label_finder(lists: Authorities, language: str, kind: str) -> LabelFinder:
    """The finder of `kind` ("verb", "quality") in `language`."""
    return LabelFinder(lists, language, kind)


def stands_alone(text: str, start: int, stop: int) -> bool:
    """True if text[start:stop] is no part of a longer word, in scripts that write spaces between words."""
    if joins(text[stop - 1]) and stop < len(text) and joins(text[stop]) and not _is_note_mark(text, start, stop):
        return False
    return start == 0 or not joins(text[start]) or not joins(text[start - 1])


def _is_note_mark(text: str, start: int, stop: int) -> bool:
    """True if what follows a name is the mark of a note that lost its height: "Human Rights Council9;"."""
    if stop - start < _MARKED or not text[stop].isdigit() or text[stop - 1].isdigit():
        return False
    after = text[stop : stop + 3].lstrip("0123456789")[:1]
    return not after.isalnum()


@cache
def joins(character: str) -> bool:
    """True if a character is part of a word in a script that writes spaces between words."""
    if character.isascii():
        return character.isalnum()
    if unicodedata.category(character)[0] not in "LMN":
        return False
    return not unicodedata.name(character, "").startswith("CJK")
