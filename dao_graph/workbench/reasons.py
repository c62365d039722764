"""The reasons why a pattern does not match in a sentence: its words are in a slot, it lacks something, or it stops
somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dao_graph.model.document import Span
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.rules.rule import Rule
from dao_graph.rules.stage import Stage
from dao_graph.workbench.prefix import Reach, reach
from dao_graph.workbench.traces import Ruled, need_line, readable


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as the rules of one stage see it. `opened` are the same sentences with one mention taken apart into
    those that it was made of, each with that mention; `shown` tells the words of one."""

    stage: Stage
    text: str
    fragments: Mapping[str, str]
    opened: Sequence[tuple[Mention, SlottedText]]
    shown: Callable[[Mention], str]

    def why_not(self, rule: Rule) -> Ruled:
        """Why a rule that matches nowhere does not."""
        for mention, slotted in self.opened:
            place = slotted.within(mention.span)
            if any(_overlaps(match.span(), place) for match in rule.matches(slotted.text)):
                words, made = self.shown(mention), f"{{{mention.type}}}"
                reason = f"it wants the words of {words!r}, which {mention.rule} made one {made}"
                return Ruled(rule.id, rule.stage, why="taken", reason=reason)
        # What it lacks may stand in a slot; then it is there that it stops.
        texts = [text for text in self._texts() if self.stage.unmet(rule, text) is None]
        if not texts:
            need = self.stage.unmet(rule, self.text)
            assert need is not None
            reached, over = self._reach(rule, self.text)
            return Ruled(rule.id, rule.stage, (), "needs", need_line(need), reached.matched, over, likely=False)
        reached, over = max((self._reach(rule, text) for text in texts), key=lambda found: _length(found[0]))
        reason = f"it wants `{reached.fails}` after {over!r}" if over else f"it wants `{reached.fails}` first"
        return Ruled(rule.id, rule.stage, (), "stops", reason, reached.matched, over)

    def _texts(self) -> Iterator[str]:
        """The sentence, then with one mention taken apart."""
        yield self.text
        yield from (slotted.text for _, slotted in self.opened)

    def _reach(self, rule: Rule, text: str) -> tuple[Reach, str]:
        """How far a rule matches in a text, and over which words."""
        reached = max((reach(branch.source, self.fragments, text) for branch in rule.branches), key=_length)
        return reached, readable(text[reached.start : reached.end]) if reached.start >= 0 else ""


def _length(reached: Reach) -> tuple[int, int]:
    return reached.end - reached.start, len(reached.matched)


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def opened(text: str, span: Span, slotted: SlottedText) -> Iterator[tuple[Mention, SlottedText]]:
    """The sentence at text[span] with each mention in turn taken apart."""
    found = slotted.found
    for i, mention in enumerate(found):
        yield mention, SlottedText(text, span, [*found[:i], *mention.parts, *found[i + 1 :]])
