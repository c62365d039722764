"""The language versions of a document side by side: what they say alike under different ids.

The id of a fact is made of its roles, that of a thing of a text's own of its name. So where one version gives a role
less, or each names a thing in its language, the same is stated by several facts. They are one where the place leaves no
choice: things that hold the same role of the same fact, one in each version; acts with the same verb and actor in the
same paragraph, one in each version, and so on. A reader then sees one of them, in the words and names of the version in
the reader's language. Nothing is taken out of the graph: those that are not shown are `readAs` the one that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE, DAO
from dao_graph.rdf.counting import ORDER
from dao_graph.rdf.own_things import ADDRESSEE, LABEL, LOOSE, TEXT, Said, first, groups, one_each, said_by, same_things

READ_AS = DAO + "readAs"
_ACTOR, _VERB, _PLACED = (f"<{DAO}{name}>".encode() for name in ("actor", "verb", "inProvision"))


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
    facts, things = said_by(document, blocks, base)
    if len({language for said in (*facts.values(), *things.values()) for language in said.languages}) < 2:
        return Joined((), (), ())
    same = same_things(facts, things)
    read = [line for group in groups(same) for line in _read_as(first(group, things), group, base)]
    labels = [
        b"%b %b %b <%bgraph/%b/%b> .\n" % (a, LABEL, label, base.encode(), document.encode(), language.encode())
        for group in groups(same)
        for a in group
        for b in group
        for language, label in things[b].words.items()
        if a != b and language not in things[a].words
    ]
    words: list[bytes] = []
    shown = {one: one for one, said in facts.items() if said.words}
    for some in _alike(facts, same):
        for group in _pairs(some, facts):
            if not all(facts[one].words for one in group):
                read += _chosen(group, facts, base)
                continue
            shown |= dict.fromkeys(group, _fullest(group, facts))
            read += _read_as(shown[group[0]], group, base)
            words += _shared_words(group, facts, document, base)
        for several in _rest(some, facts):
            read += _chosen(several, facts, base)
    for alone in _only(facts, same):
        read += _translated({shown[one] for one in alone}, alone, shown, facts, base)
    return Joined(labels, words, read)


def _alike(facts: Mapping[bytes, Said], same: Mapping[bytes, bytes]) -> list[list[bytes]]:
    """Facts that say the same but for what versions say with more or fewer words."""
    found: dict[tuple[object, ...], list[bytes]] = {}
    for iri, said in sorted(facts.items()):
        roles = (
            (predicate, tuple(sorted(same.get(value, value) for value in values)))
            for predicate, values in sorted(said.roles.items())
            if predicate not in LOOSE or not said.words
        )
        found.setdefault(tuple(roles), []).append(iri)
    return [some for some in found.values() if len(some) > 1]


def _only(facts: Mapping[bytes, Said], same: Mapping[bytes, bytes]) -> list[list[bytes]]:
    """Acts of the same actor that are the only one in their paragraph in each version, asked of the same or of fewer:
    where their verbs differ, that is a translator's choice."""
    found: dict[tuple[object, ...], list[bytes]] = {}
    for iri, said in sorted(facts.items()):
        if said.words and _VERB in said.roles:
            actors = tuple(sorted(same.get(value, value) for value in said.roles.get(_ACTOR, ())))
            found.setdefault((tuple(said.roles.get(_PLACED, ())), actors), []).append(iri)
    several = (some for some in found.values() if len({tuple(sorted(facts[one].roles[_VERB])) for one in some}) > 1)
    return [
        some
        for some in several
        if one_each(some, facts) and _nested([facts[one].roles.get(ADDRESSEE, set()) for one in some])
    ]


def _translated(
    units: Iterable[bytes],
    group: Sequence[bytes],
    shown: Mapping[bytes, bytes],
    facts: Mapping[bytes, Said],
    base: str,
) -> Iterator[str]:
    """For readers of each language what their own version states, else what the first does."""
    for language in LANGUAGES:
        version = _version(language, group, facts)
        own = next(shown[one] for one in group if version in facts[one].languages)
        yield from (_line(one, own, language, base) for one in sorted(units) if one != own)


def _pairs(some: Sequence[bytes], facts: Mapping[bytes, Said]) -> list[list[bytes]]:
    """Those that are one: of each version one, asked of the same or of fewer."""
    if one_each(some, facts) and _nested([facts[one].roles.get(ADDRESSEE, set()) for one in some]):
        return [list(some)]
    return [group for group in _by_addressee(some, facts) if len(group) > 1 and one_each(group, facts)]


def _rest(some: Sequence[bytes], facts: Mapping[bytes, Said]) -> list[list[bytes]]:
    """Those of which a version states several, which can be told apart by their addressees alone."""
    if _pairs(some, facts) == [list(some)]:
        return []
    return [group for group in _by_addressee(some, facts) if len(group) > 1 and not one_each(group, facts)]


def _by_addressee(some: Iterable[bytes], facts: Mapping[bytes, Said]) -> list[list[bytes]]:
    found: dict[frozenset[bytes], list[bytes]] = {}
    for one in some:
        found.setdefault(frozenset(facts[one].roles.get(ADDRESSEE, ())), []).append(one)
    return list(found.values())


def _nested(sets: Iterable[set[bytes]]) -> bool:
    largest: set[bytes] = set()
    for one in sorted(sets, key=len):
        if not largest <= one:
            return False
        largest = one
    return True


def _fullest(group: Iterable[bytes], facts: Mapping[bytes, Said]) -> bytes:
    """The one that says most; of several, that of the version that comes first."""
    group = list(group)
    most = max(_roles(facts[one]) for one in group)
    return first([one for one in group if _roles(facts[one]) == most], facts)


def _roles(said: Said) -> tuple[int, int]:
    return len(said.roles.get(ADDRESSEE, ())), len(said.roles)


def _chosen(group: Sequence[bytes], facts: Mapping[bytes, Said], base: str) -> Iterator[str]:
    """For readers of each language those of the version that states most of them, or of theirs where that does, too:
    the others are read as the first of these."""
    for language in LANGUAGES:
        version = _version(language, group, facts)
        shown = [one for one in group if version in facts[one].languages]
        hidden = [one for one in group if version not in facts[one].languages]
        yield from (_line(one, min(shown), language, base) for one in hidden)


def _version(language: str, group: Iterable[bytes], facts: Mapping[bytes, Said]) -> str:
    stated = [spoken for one in group for spoken in facts[one].languages]
    return min(set(stated), key=lambda spoken: (-stated.count(spoken), spoken != language, ORDER.index(spoken)))


def _read_as(shown: bytes, group: Iterable[bytes], base: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield from (_line(one, shown, language, base) for one in group if one != shown)


def _line(one: bytes, shown: bytes, language: str, base: str) -> str:
    return f"{one.decode()} <{READ_AS}> {shown.decode()} <{base}views/names/{language}> .\n"


def _shared_words(group: Sequence[bytes], facts: Mapping[bytes, Said], document: str, base: str) -> Iterator[bytes]:
    """Lines that give each of them the words of the others."""
    for a in group:
        for b in group:
            for language, text in facts[b].words.items():
                if language not in facts[a].words:
                    where = f"<{base}graph/{document}/{language}>".encode()
                    yield b"%b %b %b %b .\n" % (a, TEXT, text, where)
