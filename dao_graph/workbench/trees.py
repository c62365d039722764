"""What the tree of a parsed regular expression holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any


def single_set(items: Any) -> tuple[Any, Any] | None:
    """The one set of characters that items are, if that is all."""
    found: Sequence[tuple[Any, Any]] = list(items)
    if len(found) != 1:
        return None
    kind, value = found[0]
    if kind is sre.SUBPATTERN and not value[1] and not value[2]:
        return single_set(value[3])
    return found[0] if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN) else None


def size(items: Any) -> int:
    """How many characters an expression reads, as far as that is written down."""
    found = 0
    for kind, value in items:
        if kind is sre.BRANCH:
            found += sum(size(branch) for branch in value[1])
        elif kind is sre.SUBPATTERN:
            found += size(value[3])
        elif kind is sre.ATOMIC_GROUP:
            found += size(value)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found += size(value[2])
        else:
            found += kind is not sre.AT
    return found


def characters(items: Any) -> Iterable[str]:
    """The characters that an expression names, those beside the ends of its ranges, and those in other case."""
    for kind, value in items:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            yield from {chr(value), chr(value).lower()[0], chr(value).upper()[0]}
        elif kind is sre.RANGE:
            yield from (chr(value[0]), chr(value[1]), chr(max(0, value[0] - 1)), chr(min(value[1] + 1, 0x10FFFF)))
        elif kind is sre.IN:
            yield from characters(value)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from characters(branch)
        elif kind is sre.SUBPATTERN:
            yield from characters(value[3])
        elif kind is sre.ATOMIC_GROUP:
            yield from characters(value)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from characters(value[2])
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from characters(value[1])
        elif kind is sre.ANY:
            yield "a"
