"""The meeting of the title as who acts: "the Meeting" in its report is a body, wherever verbs are sought."""

from __future__ import annotations

from bisect import bisect_right

from dao_graph.model.document import Block, Document, Span
from dao_graph.model.forms import has_form, stem
from dao_graph.model.mention import MEETING, Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.rules import packs

_RULE = "und.name.gathered"
_TITLES = ("title", "front")
_SAYING = ("paragraph", "item")


class Gathered:
    """The short name of the meeting of which a document's title says that it is the report, in one language."""

    def __init__(self, document: Document, language: str) -> None:
        marks = packs.markers()[language]
        titles = (b for b in document.blocks if b.kind in _TITLES and not b.part)
        shown = (marks.gathered.search(document.text[slice(*span)]) for b in titles for span in b.sentences)
        self._noun = next((match.group("noun") for match in shown if match), "")
        self._short = marks.met
        self._text = document.text

    def with_meeting(self, block: Block, words: Span, slotted: SlottedText) -> SlottedText:
        """A sentence in which "the Meeting" stands as a slot too, where nothing else does."""
        if not self._noun or block.kind not in _SAYING or block.part:
            return slotted
        mentions = list(slotted.found)
        ends = [m.span.end for m in mentions]
        added = []
        for match in self._short.finditer(self._text[words.start : words.end]):
            span = Span(words.start + match.start(), words.start + match.end())
            after = bisect_right(ends, span.start)
            is_free = after == len(mentions) or mentions[after].span.start >= span.end
            if is_free and has_form(match.group(), stem(self._noun)):
                added.append(Mention(span, "body", MEETING, _RULE))
        if not added:
            return slotted
        return SlottedText(self._text, words, sorted([*mentions, *added], key=lambda m: m.span.start))
