"""Titles as they are stated: one line, without the mark of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Value

# What hangs on the end of a title: the mark of a note, also of one whose figure stands behind a year.
_HUNG = re.compile(r"(?:(?<![\s*\u00b9\u00b2\u00b3])[\s*\u00b9\u00b2\u00b3]++|(?<=\b(?:19|20)\d\d)\d)$")
_STAR = re.compile(r"(?<=\w)\*{1,4}(?=\n|$)")
# What a web page adds to its title: the name of the site behind a bar.
_SITE = re.compile(r"(?<=\S)\s*+\|.*")


def joined(document: Document, spans: Sequence[Span]) -> Value:
    """A title that runs over several lines, as one, without the mark of a note."""
    joint = "" if document.language == "zh" else " "
    text = joint.join(_STAR.sub("", document.text[s.start : s.end]).replace("\n", joint) for s in spans)
    return Value.localised(_once(_HUNG.sub("", _SITE.sub("", text))), document.language)


def _once(title: str) -> str:
    """A title that is printed on the cover and above the text, once."""
    half, rest = title[: len(title) // 2].rstrip(), title[(len(title) + 1) // 2 :].lstrip()
    return half if half.casefold() == rest.casefold() else title
