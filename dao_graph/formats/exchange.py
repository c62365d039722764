"""Texts as bytes between processes: a line of JSON and numbers, for what comes from the other side is not trusted."""

from __future__ import annotations

import json
import re
from array import array
from itertools import accumulate, pairwise
from typing import Any

from dao_graph.model.document import Paragraph, Place, Span, Stated, Text

_DIGEST = re.compile("[0-9a-f]{64}")


def packed(text: Text) -> bytes:
    """A text as JSON, with the edges of characters behind it, of which there are too many to be spelt out."""
    table = {
        "content": text.content,
        "encoding": text.encoding,
        "sha256": text.sha256,
        "stated": [[s.kind, s.value, *s.span] for s in text.stated],
        "paragraphs": [[*p.span, p.mark, [[*span, mark] for span, mark in p.references]] for p in text.paragraphs],
        "places": [[*p.span, p.number, p.top, p.bottom, len(p.edges)] for p in text.places],
        "remarks": text.remarks,
        "unread": text.unread,
        "language": text.language,
    }
    return b"".join((json.dumps(table).encode(), b"\n", *(place.edges.tobytes() for place in text.places)))


def unpacked(data: bytes, source: str) -> Text:
    """The text that `packed` made. Raises ValueError, KeyError or TypeError where it is something else."""
    line, _, rest = data.partition(b"\n")
    table: dict[str, Any] = json.loads(line)
    edges = array("d")
    edges.frombytes(rest)
    ends = list(accumulate((int(number) for *_, number in table["places"]), initial=0))
    if ends[-1] != len(edges) or ends != sorted(ends):
        raise ValueError("places without their edges")
    content, digest = str(table["content"]), str(table["sha256"])
    if not _DIGEST.fullmatch(digest):
        raise ValueError("no digest")

    def span(start: Any, end: Any) -> Span:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(content)):
            raise ValueError("a span outside of the text")
        return Span(start, end)

    return Text(
        source,
        content,
        str(table["encoding"]),
        digest,
        None,
        tuple(Stated(str(kind), str(value), span(a, b)) for kind, value, a, b in table["stated"]),
        tuple(
            Paragraph(span(a, b), str(mark), tuple((span(c, d), str(hung)) for c, d, hung in references))
            for a, b, mark, references in table["paragraphs"]
        ),
        tuple(
            Place(span(a, b), int(number), float(top), float(bottom), edges[begin:end])
            for (a, b, number, top, bottom, _), (begin, end) in zip(table["places"], pairwise(ends), strict=True)
        ),
        tuple(map(str, table["remarks"])),
        tuple(map(int, table["unread"])),
        language=str(table["language"]),
    )
