"""Pages of source files as pictures with words marked, as long as the file is that of the build."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dao_graph.errors import InputError
from dao_graph.formats.kinds import kind_of
from dao_graph.formats.sandbox import cut_page, marked_page
from dao_graph.pipeline.inputs import Input
from dao_graph.projection.cuts import GONE, LIMIT, Album, Cut, Picture

DPI = 110
# No fact stands in more lines.
_MOST = 500
_BOX = re.compile(r"page=(\d{1,5})&viewrect=(-?[\d.]{1,9}),(-?[\d.]{1,9}),(-?[\d.]{1,9}),(-?[\d.]{1,9})")


def picture(entry: Mapping[str, Any], boxes: Iterable[str], page: int = 0, dpi: int = DPI) -> bytes:
    """A page of the file of a report's entry as a PNG image, with those `boxes` ("page=2&viewrect=left,top,width,
    height") marked that stand on it: the page of that number, or the first one that a box names.

    Raises InputError where the file is no PDF, is gone or has changed since the build, or has no such page.
    """
    found = [match for box in boxes if (match := _BOX.fullmatch(box))][:_MOST]
    number = page or min((int(match.group(1)) for match in found), default=1)
    source, data = str(entry["source"]), _unchanged(entry)
    return marked_page(data, number, dpi, source, [_edges(m.groups()) for m in found if int(m.group(1)) == number])


def album(inputs: Iterable[Mapping[str, Any]], wanted: Iterable[Cut], most: int) -> Album:
    """Pictures of parts of pages, the first ones first, of `most` bytes together; `inputs` are a report's entries.

    A part whose file is gone or has changed since the build is left out, and counted.
    """
    entries = {f"text/{entry['sha256'][:16]}": entry for entry in inputs if entry["status"] == "built"}
    pages: dict[tuple[str, int], list[Cut]] = defaultdict(list)
    for cut in wanted:
        pages[cut.text, cut.page].append(cut)
    made: list[Picture] = []
    size, left_out = 0, Counter[str]()
    for (text, number), parts in pages.items():
        if size >= most:
            left_out[LIMIT] += len(parts)
            continue
        try:
            source, data = _of(entries, text)
            images = cut_page(data, number, DPI, source, [part.box for part in parts])
        except InputError:
            left_out[GONE] += len(parts)
            continue
        for part, (box, image) in zip(parts, images, strict=True):
            if size + len(image) > most:
                left_out[LIMIT] += 1
                continue
            size += len(image)
            made.append(Picture(part, box, image))
    return Album(tuple(sorted(made, key=lambda one: (one.cut.text, one.cut.page, one.box))), left_out)


def _of(entries: Mapping[str, Mapping[str, Any]], text: str) -> tuple[str, bytes]:
    if text not in entries:
        raise InputError(text, "is no text of this graph")
    return str(entries[text]["source"]), _unchanged(entries[text])


def _unchanged(entry: Mapping[str, Any]) -> bytes:
    """The file of a report's entry. Raises InputError where it is no PDF, is gone or has changed since the build."""
    source, path = str(entry["source"]), str(entry["path"])
    data = Input(path).read()
    if kind_of(data, path) != "pdf":
        raise InputError(source, "is no PDF file: it has no pages to show")
    if hashlib.sha256(data).hexdigest() != entry.get("file"):
        raise InputError(source, "has changed since the graph was built: what it shows now may say something else")
    return data


def _edges(groups: Sequence[str]) -> tuple[float, float, float, float]:
    try:
        _, left, top, width, height = map(float, groups)
    except ValueError:
        return 0.0, 0.0, 0.0, 0.0
    return left, top, width, height
