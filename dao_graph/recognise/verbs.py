"""Verbs: the drafting verbs of the authority list, wherever their forms stand in a sentence.

They are kept apart from other mentions: only a pattern that looks for what somebody does (stage "act") sees them, for
the same words are nouns and parts of names elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick

from dao_graph.authorities import authorities
from dao_graph.document import Document, Span
from dao_graph.mention import Mention
from dao_graph.namespaces import DAO
from dao_graph.normal import normal
from dao_graph.recognise.names import stands_alone
from dao_graph.sentence import SlottedText

_RULE = "und.verb"
_MODAL = DAO + "ModalVerb"


class _VerbFinder:
    """The verb forms of one language. Where several verbs share one, the strong label counts, else the first."""

    def __init__(self, language: str) -> None:
        forms: dict[str, tuple[bool, str]] = {}
        for label in authorities().labels:
            drafting = label.concept.startswith("verb/") and _MODAL not in authorities().types[label.concept]
            if label.language == language and drafting:
                text = normal(label.text)
                for form in {text, text[0].upper() + text[1:]}:
                    rank = (label.weak, label.concept)
                    forms[form] = min(forms.get(form, rank), rank)
        self._verbs = [concept for _, concept in forms.values()]
        self._automaton = AhoCorasick(list(forms)) if forms else None

    def find(self, text: str, span: Span) -> list[Mention]:
        """The verbs in text[span]; of overlapping ones the leftmost, then the longest."""
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
                found.append(Mention(Span(span.start + start, span.start + stop), "verb", self._verbs[i], _RULE))
        return found


@cache
def _verb_finder(language: str) -> _VerbFinder:
    return _VerbFinder(language)


def with_verbs(document: Document, span: Span, slotted: SlottedText) -> SlottedText:
    """A sentence with its verbs standing as slots too, where they are not part of another mention."""
    mentions = list(slotted.found)
    taken = [m.span.end for m in mentions]
    verbs = []
    for verb in _verb_finder(document.language).find(document.text, span):
        after = bisect_right(taken, verb.span.start)
        if after == len(mentions) or mentions[after].span.start >= verb.span.end:
            verbs.append(verb)
    return SlottedText.of(document.text, span, sorted([*mentions, *verbs], key=lambda m: m.span.start))
