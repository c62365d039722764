"""Heads of acts: where in a sentence somebody begins to do something with words, and where what is done ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dao_graph.lists.authorities import authorities
from dao_graph.model.characters import CLAUSE_ENDS
from dao_graph.model.fact import Ref
from dao_graph.namespaces import SKOS
from dao_graph.rules.rule import Rule

_CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")


@dataclass(frozen=True, slots=True)
class Head:
    """Where an act begins: slotted[start:stop] holds subject and verbs; its own words begin at `words`."""

    rule: Rule
    start: int
    stop: int
    words: int
    verbs: tuple[str, ...]
    actors: tuple[Ref, ...]
    addressees: tuple[Ref, ...]
    drafted: bool
    sense: Rule | None


@dataclass(slots=True)
class Speaking:
    """Who speaks in a part of the document, and in the lists that its paragraphs introduce."""

    speaker: tuple[Ref, ...] = ()
    paragraph: str = ""
    chapeaux: dict[str, tuple[tuple[Ref, ...], tuple[Ref, ...]]] = field(default_factory=dict)


def content_end(heads: Sequence[Head], i: int, text: str) -> int:
    """Where what head `i` says ends: before the next head that is no obligation, for what somebody should do is part of
    what is said."""
    return next((head.start for head in heads[i + 1 :] if head.rule.type != "obligation"), len(text))


def main_clauses(heads: Sequence[Head], text: str) -> list[Head]:
    """Of overlapping heads the first, and no subject that follows a verb without a comma: there somebody else's act is
    reported, or asked for ("calls upon the Assembly to support")."""
    kept: list[Head] = []
    for head in heads:
        if kept and head.start < kept[-1].stop:
            continue
        if kept and head.rule.type == "subject" and not _CLAUSE_END.search(text[kept[-1].stop : head.start]):
            continue
        kept.append(head)
    return kept


def broadest(verb: str) -> str:
    """The verb that counts for another: languages do not keep apart what it takes in ("takes note", "notes")."""
    return authorities().one(verb, SKOS + "broader") or verb
