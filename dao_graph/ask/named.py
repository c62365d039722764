"""The kinds of things that a question may be about."""

from __future__ import annotations

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
