"""The texts that quotes stand in, for showing the words around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dao_graph.ask.describe import Place
from dao_graph.errors import InputError
from dao_graph.model.document import Text

# Texts kept in memory; a page of facts quotes few.
_KEPT = 64
_AROUND = 160
# From the report's entry of a file, boxes and the number of a page to its picture.
Draw = Callable[[Mapping[str, Any], Sequence[str], int], bytes]


class Sources:
    """The sources that a build's report names, read with `load` when they are quoted, their pages drawn with `draw`.
    `base` is that of the IRIs."""

    def __init__(self, report: Mapping[str, Any], load: Callable[[str], Text], base: str, draw: Draw) -> None:
        self._inputs = {
            f"{base}text/{entry['sha256'][:16]}": entry
            for entry in report.get("inputs", ())
            if entry["status"] == "built"
        }
        self._load, self._draw = load, draw
        self._content = lru_cache(_KEPT)(self._read)

    def around(self, place: Place) -> tuple[str, str]:
        """The words before and after a quote; none where the source is gone or has changed since the build."""
        content = self._content(place.text)
        if content[place.begin : place.end] != place.quote:
            return "", ""
        before = content[max(place.begin - _AROUND, 0) : place.begin]
        after = content[place.end : place.end + _AROUND]
        return (
            before if place.begin <= _AROUND else f"…{before}",
            after if place.end + _AROUND >= len(content) else f"{after}…",
        )

    def picture(self, text: str, page: int, boxes: Sequence[str]) -> bytes:
        """A page of the file that a text was read from, as a PNG image with boxes marked. Raises InputError where there
        is none to show."""
        entry = self._inputs.get(text)
        if entry is None:
            raise InputError(text, "is no text of this graph")
        return self._draw(entry, boxes, page)

    def _read(self, text: str) -> str:
        entry = self._inputs.get(text)
        if entry is None:
            return ""
        try:
            loaded = self._load(entry["path"])
        except InputError:
            return ""
        return loaded.content if loaded.sha256 == entry["sha256"] else ""
