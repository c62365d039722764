"""Things that the versions of a document name each in its language.

The id of a thing of a text's own is made of its name. Those are the same that hold the same role of what is otherwise
the same fact, where each version states one such fact: the place leaves no choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dao_graph.namespaces import DAO, RDF, RDFS, XSD
from dao_graph.rdf.counting import ORDER

_TYPE, LABEL, TEXT = (f"<{iri}>".encode() for iri in (RDF + "type", RDFS + "label", DAO + "text"))
# What versions may say of the same fact with more or fewer words.
LOOSE = frozenset(
    f"<{DAO}{name}>".encode()
    for name in (
        *("addressee", "concerns", "basis", "deadline", "dueAfterEvent", "endDate", "startDate", "quality", "topic"),
        *("inConsultationWith", "duration", "answeredBy", "condition"),
    )
)
ADDRESSEE = f"<{DAO}addressee>".encode()
_START, _DAY = f"<{DAO}startDate>".encode(), f"^^<{XSD}date>".encode()
_LANGUAGE = re.compile(rb"@([a-z]{2})$")
_ROUNDS = 3


@dataclass(slots=True)
class Said:
    """A fact or a thing of the document's own: the languages that state it, its roles, its words or labels."""

    languages: set[str] = field(default_factory=set)
    roles: dict[bytes, set[bytes]] = field(default_factory=dict)
    words: dict[str, bytes] = field(default_factory=dict)


def said_by(document: str, blocks: Iterable[bytes], base: str) -> tuple[dict[bytes, Said], dict[bytes, Said]]:
    """The facts and the things of a document's own by their IRIs as lines have them."""
    fact, own = f"<{base}fact/".encode(), f"<{base}document/{document}/".encode()
    graph = re.compile(rb"^(.*) <%bgraph/%b/([a-z]{2})> \.$" % (re.escape(base.encode()), re.escape(document.encode())))
    facts: dict[bytes, Said] = {}
    things: dict[bytes, Said] = {}
    for block in blocks:
        for line in block.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            into = facts if subject.startswith(fact) else things if subject.startswith(own) else None
            if into is None or not (found := graph.match(rest)):
                continue
            language, value = found[2].decode(), found[1]
            said = into.setdefault(subject, Said())
            said.languages.add(language)
            if predicate == (TEXT if into is facts else LABEL):
                if spoken := _LANGUAGE.search(value):
                    said.words.setdefault(spoken[1].decode(), value)
            else:
                said.roles.setdefault(predicate, set()).add(value)
    return facts, {iri: said for iri, said in things.items() if said.words}


def same_things(facts: Mapping[bytes, Said], things: Mapping[bytes, Said]) -> dict[bytes, bytes]:
    """Things by the one that each is the same as: those that hold the same role of what is otherwise the same fact."""
    same: dict[bytes, bytes] = {}
    for _ in range(_ROUNDS):
        forms: dict[tuple[object, ...], list[bytes]] = {}
        for iri, said in facts.items():
            if form := _form(said, things, same):
                forms.setdefault(form, []).append(iri)
        pairs = [pair for some in forms.values() for pair in _partners(some, facts, things, same)]
        pairs += _dated(things, same)
        fresh = _components(pairs, things)
        if not fresh:
            break
        same = _merged(same, fresh)
    return same


def _form(said: Said, things: Mapping[bytes, Said], same: Mapping[bytes, bytes]) -> tuple[object, ...] | None:
    """What a fact says, with the kind of own things in their place; None where it has none, or several in a role."""
    form: list[object] = []
    open_ = False
    for predicate, values in sorted(said.roles.items()):
        own = [value for value in values if value in things]
        if predicate in LOOSE and not (own and predicate == ADDRESSEE):
            continue
        if len(own) > 1:
            return None
        open_ = open_ or bool(own)
        rest = tuple(sorted(value for value in values if value not in things))
        form.append((predicate, rest, *(_kind(value, things) for value in own)))
    # Beside its class and what is to be told, something must tell it from others.
    return tuple(form) if open_ and len(form) > 2 else None


def _dated(things: Mapping[bytes, Said], same: Mapping[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """Meetings and the like of the same days and places, of which each version names one."""
    found: dict[tuple[object, ...], list[bytes]] = {}
    for iri, said in sorted(things.items()):
        if any(day.endswith(_DAY) for day in said.roles.get(_START, ())):
            roles = tuple((predicate, tuple(sorted(values))) for predicate, values in sorted(said.roles.items()))
            found.setdefault(roles, []).append(iri)
    groups = (some for some in found.values() if one_each(some, things))
    pairs = ((some[0], other) for some in groups for other in some[1:])
    return [(same.get(a, a), same.get(b, b)) for a, b in pairs if same.get(a, a) != same.get(b, b)]


def _kind(thing: bytes, things: Mapping[bytes, Said]) -> tuple[bytes, ...]:
    return tuple(sorted(things[thing].roles.get(_TYPE, ())))


def _partners(
    some: Sequence[bytes], facts: Mapping[bytes, Said], things: Mapping[bytes, Said], same: Mapping[bytes, bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """The own things in the same roles of facts of which each version states one."""
    if len(some) < 2 or not one_each(some, facts):
        return
    first, *others = some
    for other in others:
        for predicate, values in facts[first].roles.items():
            a, b = (next((v for v in facts[f].roles.get(predicate, ()) if v in things), b"") for f in (first, other))
            if a and b and predicate not in LOOSE - {ADDRESSEE} and same.get(a, a) != same.get(b, b) and values:
                yield same.get(a, a), same.get(b, b)


def one_each(some: Iterable[bytes], facts: Mapping[bytes, Said]) -> bool:
    """True if no version states two of these."""
    seen: set[str] = set()
    for fact in some:
        if seen & facts[fact].languages:
            return False
        seen |= facts[fact].languages
    return True


def _components(pairs: Iterable[tuple[bytes, bytes]], things: Mapping[bytes, Said]) -> dict[bytes, bytes]:
    """Each thing with the first of those that it is paired with, near and far, where no version names two of them."""
    found: dict[bytes, set[bytes]] = {}
    for a, b in pairs:
        whole = found.get(a, {a}) | found.get(b, {b})
        for thing in whole:
            found[thing] = whole
    groups = {id(group): group for group in found.values()}.values()
    kept = (group for group in groups if sum(len(things[t].languages) for t in group) == len(_languages(group, things)))
    return {thing: first(group, things) for group in kept for thing in group}


def _merged(same: Mapping[bytes, bytes], fresh: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return {**fresh, **{thing: fresh.get(to, to) for thing, to in same.items()}}


def _languages(group: Iterable[bytes], said: Mapping[bytes, Said]) -> set[str]:
    return {language for one in group for language in said[one].languages}


def groups(same: Mapping[bytes, bytes]) -> list[list[bytes]]:
    """Lists of things that are the same, in a fixed order, from things by the one that each is the same as."""
    found: dict[bytes, list[bytes]] = {}
    for thing, to in sorted(same.items()):
        found.setdefault(to, []).append(thing)
    return [sorted({to, *some}) for to, some in sorted(found.items())]


def first(group: Iterable[bytes], said: Mapping[bytes, Said]) -> bytes:
    """That of the version that comes first."""
    return min(group, key=lambda one: (min(map(ORDER.index, said[one].languages)), one))
