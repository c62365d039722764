"""The language versions of a document side by side: what they say alike under different ids.

The id of a fact is made of its roles, that of a thing of a text's own of its name. So where one version gives a role
less, or each names a thing in its language, the same is stated by several facts. They are one where the place leaves no
choice: things that hold the same role of the same fact, one in each version; acts with the same verb and actor in the
same paragraph, one in each version, and so on. A reader then sees one of them, in the words and names of the version in
the reader's language. Nothing is taken out of the graph: those that are not shown are `readAs` the one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE, DAO, RDF, RDFS
from dao_graph.rdf.counting import ORDER

READ_AS = DAO + "readAs"
_TYPE, _LABEL, _TEXT = (f"<{iri}>".encode() for iri in (RDF + "type", RDFS + "label", DAO + "text"))
# What versions may say of the same fact with more or fewer words.
_LOOSE = frozenset(
    f"<{DAO}{name}>".encode()
    for name in (
        *("addressee", "concerns", "basis", "deadline", "dueAfterEvent", "endDate", "startDate", "quality", "topic"),
        *("inConsultationWith", "duration", "answeredBy", "condition"),
    )
)
_ADDRESSEE = f"<{DAO}addressee>".encode()
_LANGUAGE = re.compile(rb"@([a-z]{2})$")
_ROUNDS = 3
Roles = Mapping[bytes, frozenset[bytes]]


@dataclass(slots=True)
class _Said:
    """A fact or a thing of the document's own: the languages that state it, its roles, its words or labels."""

    languages: set[str] = field(default_factory=set)
    roles: dict[bytes, set[bytes]] = field(default_factory=dict)
    words: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """What is shown once: lines that give a fact the words, or a thing the names, that it has in other versions, and
    lines that say as what each is read by whom."""

    labels: Sequence[bytes]
    words: Sequence[bytes]
    read: Sequence[str]


def joined(document: str, blocks: Iterable[bytes], base: str = BASE) -> Joined:
    """What the versions of a document say alike; `document` is its id without its kind, `blocks` hold the sorted lines
    of its texts' facts."""
    facts, things = _said(document, blocks, base)
    if len({language for said in (*facts.values(), *things.values()) for language in said.languages}) < 2:
        return Joined((), (), ())
    same = _same_things(facts, things)
    read = [line for group in _groups(same) for line in _read_as(_first(group, things), group, base)]
    labels = [
        b"%b %b %b <%bgraph/%b/%b> .\n" % (a, _LABEL, label, base.encode(), document.encode(), language.encode())
        for group in _groups(same)
        for a in group
        for b in group
        for language, label in things[b].words.items()
        if a != b and language not in things[a].words
    ]
    words: list[bytes] = []
    for some in _alike(facts, same):
        for group in _pairs(some, facts):
            if not all(facts[one].words for one in group):
                read += _chosen(group, facts, base)
                continue
            read += _read_as(_fullest(group, facts), group, base)
            words += _shared_words(group, facts, document, base)
        for several in _rest(some, facts):
            read += _chosen(several, facts, base)
    return Joined(labels, words, read)


def _said(document: str, blocks: Iterable[bytes], base: str) -> tuple[dict[bytes, _Said], dict[bytes, _Said]]:
    """The facts and the things of a document's own by their IRIs as lines have them."""
    fact, own = f"<{base}fact/".encode(), f"<{base}document/{document}/".encode()
    graph = re.compile(rb"^(.*) <%bgraph/%b/([a-z]{2})> \.$" % (re.escape(base.encode()), re.escape(document.encode())))
    facts: dict[bytes, _Said] = {}
    things: dict[bytes, _Said] = {}
    for block in blocks:
        for line in block.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            into = facts if subject.startswith(fact) else things if subject.startswith(own) else None
            if into is None or not (found := graph.match(rest)):
                continue
            language, value = found[2].decode(), found[1]
            said = into.setdefault(subject, _Said())
            said.languages.add(language)
            if predicate == (_TEXT if into is facts else _LABEL):
                if spoken := _LANGUAGE.search(value):
                    said.words.setdefault(spoken[1].decode(), value)
            else:
                said.roles.setdefault(predicate, set()).add(value)
    return facts, {iri: said for iri, said in things.items() if said.words}


def _same_things(facts: Mapping[bytes, _Said], things: Mapping[bytes, _Said]) -> dict[bytes, bytes]:
    """Things by the one that each is the same as: those that hold the same role of what is otherwise the same fact."""
    same: dict[bytes, bytes] = {}
    for _ in range(_ROUNDS):
        forms: dict[tuple[object, ...], list[bytes]] = {}
        for iri, said in facts.items():
            if form := _form(said, things, same):
                forms.setdefault(form, []).append(iri)
        pairs = [pair for some in forms.values() for pair in _partners(some, facts, things, same)]
        fresh = _components(pairs, things)
        if not fresh:
            break
        same = _merged(same, fresh)
    return same


def _form(said: _Said, things: Mapping[bytes, _Said], same: Mapping[bytes, bytes]) -> tuple[object, ...] | None:
    """What a fact says, with the kind of own things in their place; None where it has none, or several in a role."""
    form: list[object] = []
    open_ = False
    for predicate, values in sorted(said.roles.items()):
        own = [value for value in values if value in things]
        if predicate in _LOOSE and not (own and predicate == _ADDRESSEE):
            continue
        if len(own) > 1:
            return None
        open_ = open_ or bool(own)
        rest = tuple(sorted(value for value in values if value not in things))
        form.append((predicate, rest, *(_kind(value, things) for value in own)))
    # Beside its class and what is to be told, something must tell it from others.
    return tuple(form) if open_ and len(form) > 2 else None


def _kind(thing: bytes, things: Mapping[bytes, _Said]) -> tuple[bytes, ...]:
    return tuple(sorted(things[thing].roles.get(_TYPE, ())))


def _partners(
    some: Sequence[bytes], facts: Mapping[bytes, _Said], things: Mapping[bytes, _Said], same: Mapping[bytes, bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """The own things in the same roles of facts of which each version states one."""
    if len(some) < 2 or not _one_each(some, facts):
        return
    first, *others = some
    for other in others:
        for predicate, values in facts[first].roles.items():
            a, b = (next((v for v in facts[f].roles.get(predicate, ()) if v in things), b"") for f in (first, other))
            if a and b and predicate not in _LOOSE - {_ADDRESSEE} and same.get(a, a) != same.get(b, b) and values:
                yield same.get(a, a), same.get(b, b)


def _one_each(some: Iterable[bytes], facts: Mapping[bytes, _Said]) -> bool:
    """True if no version states two of these."""
    seen: set[str] = set()
    for fact in some:
        if seen & facts[fact].languages:
            return False
        seen |= facts[fact].languages
    return True


def _components(pairs: Iterable[tuple[bytes, bytes]], things: Mapping[bytes, _Said]) -> dict[bytes, bytes]:
    """Each thing with the first of those that it is paired with, near and far, where no version names two of them."""
    found: dict[bytes, set[bytes]] = {}
    for a, b in pairs:
        whole = found.get(a, {a}) | found.get(b, {b})
        for thing in whole:
            found[thing] = whole
    groups = {id(group): group for group in found.values()}.values()
    kept = (group for group in groups if sum(len(things[t].languages) for t in group) == len(_languages(group, things)))
    return {thing: _first(group, things) for group in kept for thing in group}


def _merged(same: Mapping[bytes, bytes], fresh: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    return {**fresh, **{thing: fresh.get(to, to) for thing, to in same.items()}}


def _languages(group: Iterable[bytes], said: Mapping[bytes, _Said]) -> set[str]:
    return {language for one in group for language in said[one].languages}


def _groups(same: Mapping[bytes, bytes]) -> list[list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for thing, to in sorted(same.items()):
        found.setdefault(to, []).append(thing)
    return [sorted({to, *some}) for to, some in sorted(found.items())]


def _first(group: Iterable[bytes], said: Mapping[bytes, _Said]) -> bytes:
    """That of the version that comes first."""
    return min(group, key=lambda one: (min(map(ORDER.index, said[one].languages)), one))


def _alike(facts: Mapping[bytes, _Said], same: Mapping[bytes, bytes]) -> list[list[bytes]]:
    """Facts that say the same but for what versions say with more or fewer words."""
    found: dict[tuple[object, ...], list[bytes]] = {}
    for iri, said in sorted(facts.items()):
        roles = (
            (predicate, tuple(sorted(same.get(value, value) for value in values)))
            for predicate, values in sorted(said.roles.items())
            if predicate not in _LOOSE or not said.words
        )
        found.setdefault(tuple(roles), []).append(iri)
    return [some for some in found.values() if len(some) > 1]


def _pairs(some: Sequence[bytes], facts: Mapping[bytes, _Said]) -> list[list[bytes]]:
    """Those that are one: of each version one, asked of the same or of fewer."""
    if _one_each(some, facts) and _nested([facts[one].roles.get(_ADDRESSEE, set()) for one in some]):
        return [list(some)]
    return [group for group in _by_addressee(some, facts) if len(group) > 1 and _one_each(group, facts)]


def _rest(some: Sequence[bytes], facts: Mapping[bytes, _Said]) -> list[list[bytes]]:
    """Those of which a version states several, which can be told apart by their addressees alone."""
    if _pairs(some, facts) == [list(some)]:
        return []
    return [group for group in _by_addressee(some, facts) if len(group) > 1 and not _one_each(group, facts)]


def _by_addressee(some: Iterable[bytes], facts: Mapping[bytes, _Said]) -> list[list[bytes]]:
    found: dict[frozenset[bytes], list[bytes]] = {}
    for one in some:
        found.setdefault(frozenset(facts[one].roles.get(_ADDRESSEE, ())), []).append(one)
    return list(found.values())


def _nested(sets: Iterable[set[bytes]]) -> bool:
    largest: set[bytes] = set()
    for one in sorted(sets, key=len):
        if not largest <= one:
            return False
        largest = one
    return True


def _fullest(group: Iterable[bytes], facts: Mapping[bytes, _Said]) -> bytes:
    """The one that says most; of several, that of the version that comes first."""
    group = list(group)
    most = max(_roles(facts[one]) for one in group)
    return _first([one for one in group if _roles(facts[one]) == most], facts)


def _roles(said: _Said) -> tuple[int, int]:
    return len(said.roles.get(_ADDRESSEE, ())), len(said.roles)


def _chosen(group: Sequence[bytes], facts: Mapping[bytes, _Said], base: str) -> Iterator[str]:
    """For readers of each language those of the version that states most of them, or of theirs where that does, too:
    the others are read as the first of these."""
    for language in LANGUAGES:
        version = _version(language, group, facts)
        shown = [one for one in group if version in facts[one].languages]
        hidden = [one for one in group if version not in facts[one].languages]
        yield from (_line(one, min(shown), language, base) for one in hidden)


def _version(language: str, group: Iterable[bytes], facts: Mapping[bytes, _Said]) -> str:
    stated = [spoken for one in group for spoken in facts[one].languages]
    return min(set(stated), key=lambda spoken: (-stated.count(spoken), spoken != language, ORDER.index(spoken)))


def _read_as(shown: bytes, group: Iterable[bytes], base: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield from (_line(one, shown, language, base) for one in group if one != shown)


def _line(one: bytes, shown: bytes, language: str, base: str) -> str:
    return f"{one.decode()} <{READ_AS}> {shown.decode()} <{base}views/names/{language}> .\n"


def _shared_words(group: Sequence[bytes], facts: Mapping[bytes, _Said], document: str, base: str) -> Iterator[bytes]:
    """Lines that give each of them the words of the others."""
    for a in group:
        for b in group:
            for language, text in facts[b].words.items():
                if language not in facts[a].words:
                    where = f"<{base}graph/{document}/{language}>".encode()
                    yield b"%b %b %b %b .\n" % (a, _TEXT, text, where)
