"""The longest prefix of a pattern that matches in a text, cut at elements of the pattern as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dao_graph.errors import DataError
from dao_graph.rules.notation import expand

_ELEMENT = re.compile(
    r"""
    (?P<slot>\{[!@]?[A-Za-z][^{}]*\})
    | (?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])
    | (?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))
    | (?P<group>\((?P<head>\?(?:P<\w+>|:|>|<?[=!]|[a-zA-Z]+(?:-[a-zA-Z]+)?[:)]))?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
_WORD = re.compile(r"[^\W\d_]+")
# A group is entered to look for the place inside it up to this depth.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a written pattern that is matched as a whole: a slot, a word, a group with what it repeats."""

    text: str
    head: str = ""
    inner: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """The reach of a pattern: its longest prefix that matches, the [start, end) of the text that this matches, and the
    element that then fails. Nothing of the text is matched where `start` is -1."""

    matched: str
    start: int
    end: int
    fails: str


def alternatives(source: str) -> list[str]:
    """The alternatives of a written pattern at its top level."""
    found, depth, begin = [], 0, 0
    for match in _ELEMENT.finditer(source):
        if match["group"] is not None and not match["group"].endswith(")"):
            depth += 1
        elif match["other"] == ")":
            depth -= 1
        elif match["other"] == "|" and depth == 0:
            found.append(source[begin : match.start()])
            begin = match.end()
    return [*found, source[begin:]]


def elements(source: str) -> list[Element]:
    """The elements of one alternative, in order."""
    found: list[Element] = []
    at = 0
    while at < len(source):
        match = _ELEMENT.match(source, at)
        assert match is not None
        end, head, inner = match.end(), "", ""
        if match["group"] is not None and not match["group"].endswith(")"):
            close = _closing(source, at)
            head, inner, end = match["group"], source[match.end() : close], close + 1
        elif match["other"] and (word := _WORD.match(source, at)):
            # The last letter may be one that is repeated.
            cut = word.end() - 1 if word.end() - at > 1 and _QUANTIFIER.match(source, word.end()) else word.end()
            end = cut
        quantifier = _QUANTIFIER.match(source, end)
        if quantifier:
            end = quantifier.end()
        optional = quantifier is not None and quantifier.group()[:2] in ("?", "*", "??", "*?", "*+", "?+", "{0")
        found.append(Element(source[at:end], head if not quantifier else "", inner, optional))
        at = end
    return found


def _closing(source: str, at: int) -> int:
    """Where the group that opens at `at` closes."""
    depth = 0
    for match in _ELEMENT.finditer(source, at):
        if match["group"] is not None and not match["group"].endswith(")"):
            depth += 1
        elif match["other"] == ")":
            depth -= 1
            if depth == 0:
                return match.start()
    return len(source)


def reach(source: str, fragments: Mapping[str, str], text: str) -> Reach:
    """The reach in `text` of a pattern that does not match. Of several alternatives the one that reaches farthest
    counts."""
    found = [_reach("", "", alternative, fragments, text, 0) for alternative in alternatives(source)]
    return max(found, key=lambda reached: (reached.end - reached.start, len(reached.matched)))


def _reach(before: str, after: str, source: str, fragments: Mapping[str, str], text: str, depth: int) -> Reach:
    """How far `source` matches, where `before` stands before it and `after` closes the groups that `before` opens."""
    pieces = elements(source)
    best = Reach(before + after, *_span(before + after, fragments, text), pieces[0].text if pieces else "")
    count = 0
    for count, end in _prefixes(before, after, pieces, fragments, text):
        best = Reach(before + "".join(piece.text for piece in pieces[:count]) + after, *end, "")
    if count < len(pieces):
        failing = pieces[count]
        best = Reach(best.matched, best.start, best.end, failing.text)
        enters = failing.head.startswith(("(?P<", "(?:")) or failing.head == "("
        if enters and depth < _DEEPEST:
            whole = before + "".join(piece.text for piece in pieces[:count]) + failing.head
            inside = [
                _reach(whole, ")" + after, choice, fragments, text, depth + 1) for choice in alternatives(failing.inner)
            ]
            deepest = max(inside, key=lambda reached: (reached.end - reached.start, len(reached.matched)))
            if deepest.end - deepest.start > best.end - best.start:
                return deepest
    return best


def _prefixes(
    before: str, after: str, pieces: Sequence[Element], fragments: Mapping[str, str], text: str
) -> Iterator[tuple[int, tuple[int, int]]]:
    """(number of elements, where they match) for each prefix that matches, up to the first that does not."""
    for count in range(1, len(pieces) + 1):
        span = _span(before + "".join(piece.text for piece in pieces[:count]) + after, fragments, text)
        if span[0] < 0:
            return
        yield count, span


def _span(source: str, fragments: Mapping[str, str], text: str) -> tuple[int, int]:
    """The longest stretch of the text that a piece of a pattern matches; (-1, -1) where it matches nowhere."""
    if not source:
        return 0, 0
    try:
        pattern = re.compile(expand(source, fragments, "prefix"))
    except (re.error, DataError):
        return -1, -1
    return max((m.span() for m in pattern.finditer(text)), key=lambda span: span[1] - span[0], default=(-1, -1))
