"""Verbs: the drafting verbs of the authority list, wherever their forms stand in a sentence.

They are kept apart from other mentions: only a pattern that looks for what somebody does (stage "act") sees them, for
the same words are nouns and parts of names elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right

from dao_graph.lists.authorities import Authorities
from dao_graph.lists.labels import label_finder
from dao_graph.model.document import Span
from dao_graph.model.sentence import SlottedText


def with_verbs(text: str, language: str, span: Span, slotted: SlottedText, lists: Authorities) -> SlottedText:
    """A sentence with its verbs standing as slots too, where they are not part of another mention."""
    mentions = list(slotted.found)
    taken = [m.span.end for m in mentions]
    verbs = []
    for verb in label_finder(lists, language, "verb").find(text, span):
        after = bisect_right(taken, verb.span.start)
        if after == len(mentions) or mentions[after].span.start >= verb.span.end:
            verbs.append(verb)
    if not verbs:
        return slotted
    return SlottedText(text, span, sorted([*mentions, *verbs], key=lambda m: m.span.start))
