"""Targets: what is to be reached by when, as programmes list it under a heading that says so.

In: sentences in reading order, the heading of targets in each language (`targets` of its pack), and the rules of type
"deadline". Out: the deadline of the provision that states a target, where no act of it has that deadline.
"""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.document import Span
from dao_graph.model.fact import Node, Ref
from dao_graph.model.sentence import Sentence
from dao_graph.relate.deadlines import DeadlineReader
from dao_graph.relate.outline import address
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs
from dao_graph.rules.rule import Rule

_RULE = "und.target"
# No heading has more characters.
_LONGEST = 60


class TargetReader:
    """Reads the targets of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._deadlines = DeadlineReader(reading)
        self._heading = packs.markers()[reading.document.language].targets
        self._among = False

    def read(self, sentence: Sentence, possible: Sequence[Rule], acts: Sequence[tuple[Node, Span]]) -> None:
        """State by when a target is to be reached; `acts` are those of the sentence, `possible` the rules that may
        match in it."""
        block, text = sentence.block, sentence.verbal
        # A heading that ends in a colon is read as a paragraph.
        content = self._reading.document.text[slice(*block.span)].strip()
        headed = len(content) <= _LONGEST and self._heading.fullmatch(content) is not None
        if headed or block.kind == "heading":
            self._among = headed
        elif self._among and block.path:
            at = self._reading.evidence(block, _RULE, sentence.span)
            told = {term for node, _ in acts for term in node.properties.get("deadline", ())}
            for due in self._deadlines.find(possible, text, 0, len(text.text), at):
                # A session at which to report is no target.
                if due not in told and not isinstance(due, Ref):
                    self._reading.facts.state(address(self._reading.root, block.path), "deadline", due, at)
