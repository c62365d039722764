"""Heads that are none: verbs that go on with what another verb asks for or promises, and not with its subject."""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.relate.heads import Head
from dao_graph.relate.pieces import Pieces
from dao_graph.relate.speakers import CLAUSES

# Verbs whose content is what somebody will do.
_PROMISING = frozenset(("verb/commits", "verb/expresses-intention", "verb/should"))
# Heads with a subject or an addressee of their own: they tell nothing of the form in which a clause is drafted.
_APART = ("obligation", "agent", "passive")


def less_inner(pieces: Pieces, heads: Sequence[Head], asking: frozenset[str]) -> list[Head]:
    """The heads of a sentence without those that are part of what the one before them asks for ("Requests the Board to
    review and approve") or promises: these do not end what it says."""
    kept: list[Head] = []
    for head in heads:
        if head.rule.type == "coordinate" and kept and (reason := _inner(pieces, kept, head, asking)):
            pieces.refuse(head.rule, reason)
        else:
            kept.append(head)
    return kept


def _inner(pieces: Pieces, before: Sequence[Head], head: Head, asking: frozenset[str]) -> str | None:
    """The reason why a verb is part of what another says; None where it is not."""
    last = before[-1]
    # After "We commit to promote", "encourage" is part of what is promised.
    if _PROMISING.intersection(last.verbs) and pieces.sentence.block.kind not in CLAUSES and not _goes_on(pieces, head):
        return "it is part of what is promised before it"
    # After "Requests", "and encourage" is part of what is requested.
    drafted = any(other.drafted for other in before if other.rule.type not in _APART)
    if (drafted and not head.drafted) or _is_requested(pieces, last, head, asking):
        return "it is part of what is asked before it"
    return None


def _is_requested(pieces: Pieces, before: Head, head: Head, asking: frozenset[str]) -> bool:
    """True if a verb is part of what another asks: "recommends that it review and approve", where the form of the one
    that goes on would be "approves"."""
    form, text = pieces.forms.get("operative"), pieces.reading.document.text
    if form is None or not asking.intersection(before.verbs) or _goes_on(pieces, head):
        return False
    asks = text[slice(*pieces.sentence.verbal.span(before.start, before.stop))]
    return form.fullmatch(asks.rpartition(" ")[2]) is not None


def _goes_on(pieces: Pieces, head: Head) -> bool:
    """True if a verb has a form that goes on with a subject, and not with what that will do."""
    form = pieces.forms.get("continuing")
    words = pieces.sentence.verbal.span(head.start, head.stop)
    return form is None or form.search(pieces.reading.document.text[slice(*words)]) is not None
