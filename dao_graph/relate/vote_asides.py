"""Results of votes with brackets that name who voted so: "by 12 votes in favour (Chile, Peru) to 2".

In: a sentence, and the pattern of counts of its language. Out: the match that tells most, where its groups stand in the
text, and for each count the bracket behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS
from dao_graph.model.document import Span
from dao_graph.rules.sought import Sought

_BRACKET = re.compile(f" ?[{OPENING_BRACKETS}][^{OPENING_BRACKETS}{CLOSING_BRACKETS}]{{2,400}}[{CLOSING_BRACKETS}]")
# Characters between a count and the bracket that says whose votes they are.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Result:
    """A result with its counts: the match, where each character of what was matched stands in the text, and the
    brackets around it."""

    match: re.Match[str]
    positions: list[int]
    brackets: list[Span]

    @property
    def span(self) -> Span:
        """Where the result stands in the text."""
        return Span(self.positions[self.match.start()], self.positions[self.match.end() - 1] + 1)

    def asides(self) -> Iterator[tuple[str, Span]]:
        """Each count that has a bracket of its own behind it, by its name, with that."""
        groups = {
            name: self.positions[self.match.end(name) - 1] + 1 for name in self.match.re.groupindex if self._has(name)
        }
        for name, end in groups.items():
            following = min((other for other in groups.values() if other > end), default=None)
            for bracket in self.brackets:
                if end <= bracket.start <= end + _NEAR and (following is None or bracket.start < following):
                    yield name.removesuffix("_too"), bracket
                    break

    def _has(self, name: str) -> bool:
        return bool(self.match.group(name))


def result_in(text: str, span: Span, counts: Sought) -> Result | None:
    """The result that a stretch of a text tells, with the brackets in it or without: what tells more."""
    brackets = [Span(*match.span()) for match in _BRACKET.finditer(text, *span)]
    edges = (span.start, *(edge for bracket in brackets for edge in bracket), span.end)
    outside = list(zip(edges[::2], edges[1::2], strict=True))
    results = []
    for pieces in ([tuple(span)], outside) if brackets else ([tuple(span)],):
        words = "".join([text[start:end] for start, end in pieces])
        if match := counts.search(words, 0, len(words)):
            positions = [at for start, end in pieces for at in range(start, end)]
            results.append(Result(match, positions, brackets))
    return max(results, key=lambda result: sum(map(bool, result.match.groups())), default=None)
