"""The kinds of things that a question may be about."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What a parameter may be declared to stand for: the namespaces of the ids that fit. None at all: whatever has an id.
KINDS: Mapping[str, tuple[str, ...]] = {
    **{
        kind: (kind,)
        for kind in (
            "body", "country", "currency", "document", "evaluation", "fund", "initiative", "kind", "meeting",
            "person", "place", "post", "quality", "quantity", "role", "status", "verb",
        )
    },
    "group": ("group", "document"),  # a group that a text forms has its id below the document
    "actor": ("country", "body", "group", "person", "post", "document"),
    "provision": ("document",),
    "fact": ("fact", "meeting", "evaluation"),
    "entity": (),
}  # fmt: skip

# Where things of a document's own have their ids: "document/A_99_9/fund/x", "document/A_99_9/meeting".
_OWN = {"speaker": "person", "sender": "post"}
_WHOLE = re.compile(r"document/[^/]+(?:/annex/[^/]+)*")


def fits(kind: str, id: str) -> bool:
    """True if a local id may be of a thing of that kind: one of the lists, or of a document's own."""
    wanted = KINDS[kind]
    if kind == "document":
        return _WHOLE.fullmatch(id) is not None
    first, *rest = id.split("/")
    if not wanted or first in wanted:
        return True
    within = rest[-2:] if rest[-1:] != ["meeting"] else ["meeting"]
    return first == "document" and len(rest) > 1 and any(_OWN.get(part, part) in wanted for part in within[:1])
