"""Classes and properties of sums: what fills the roles of a frame may make it another class than the frame's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dao_graph.model.fact import Ref
from dao_graph.model.mention import Mention, Money

# What gives nothing of its own: what comes from there is allocated.
_MEANS = ("fund", "initiative")
# Values that a frame gives as they are.
_PLAIN = ("status", "kind")
# What became of money that somebody put into a fund: the fund has it.
_RECEIVED = {"status/disbursed": "status/received", "status/transferred": "status/received"}


def plain_of(frame: Mapping[str, str], name: str) -> dict[str, str]:
    """The status and kind that a frame gives to a sum of class `name`."""
    found = {role: frame[role] for role in _PLAIN if role in frame}
    if name == "Contribution" and frame["class"] != name:
        status = _RECEIVED.get(found.pop("status", ""))
        return {**found, "status": status} if status else found
    return found


def class_of(name: str, fillers: Mapping[str, Sequence[Mention]], owner: str | None) -> str:
    """The class of a frame; what a fund gives is an allocation, and what those give whose money the text is of; what
    others put into a fund is a contribution."""
    given = fillers.get("contributor", ())
    means = given and all(_is_means(m, owner) for m in given)
    taken, source = fillers.get("recipient", ()), fillers.get("source", ())
    if name == "Allocation" and taken and all(m.type == "fund" for m in taken):
        return name if any(_is_means(m, owner) for m in source) else "Contribution"
    return "Allocation" if name == "Contribution" and means else name


def _is_means(given: Mention, owner: str | None) -> bool:
    """True if what gives has nothing of its own, or is whose money the text is of; who "his Government" is, is told
    elsewhere."""
    return given.type in _MEANS or (owner is not None and given.entity == owner)


def property_of(name: str, role: str, found: Sequence[Ref]) -> str:
    """The property of a role: a contribution goes to a fund or to another recipient, an allocation has a source."""
    if name == "Allocation" and role == "contributor":
        return "source"
    if name == "Contribution" and role == "source":
        return "contributor"
    return "fund" if (name, role) == ("Contribution", "recipient") and _is_fund(found[0]) else role


def _is_fund(thing: Ref) -> bool:
    return thing.id.startswith("fund/") or "/fund/" in thing.id


def decimal_of(money: Money) -> str:
    """An amount in plain figures."""
    return format(money.amount.normalize(), "f")
