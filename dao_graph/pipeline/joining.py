"""The files of a graph put together from what its texts state: members are copied, what texts share is made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dao_graph.folder import embedded_store
from dao_graph.folder.members import Joined, Member, Place, index_bytes, packed, unpacked
from dao_graph.folder.snapshots import EVIDENCE, FACTS, INDEX, PLAIN_EVIDENCE, PLAIN_FACTS, STORE
from dao_graph.folder.text_cache import EVIDENCE as EVIDENCE_MEMBER
from dao_graph.folder.text_cache import FACTS as FACTS_MEMBER
from dao_graph.folder.text_cache import TextCache
from dao_graph.folder.writer import Writer
from dao_graph.namespaces import VIEWS
from dao_graph.pipeline.assembly import Assembly, Shared
from dao_graph.pipeline.documents import Documents

# What the embedded store holds.
Stored = Literal["none", "facts", "all"]
STORED: tuple[Stored, ...] = ("none", "facts", "all")
# The share of a graph from which on a new store is sooner made than an old one is changed.
_MUCH = 0.2
# How many times as many bytes lines have as members, about.
_PACKED = 12
_NOWHERE = Place(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a folder is to hold beside the graph's files: a store of what, and whether the files as plain text."""

    store: Stored = "facts"
    plain: bool = False

    def noted(self) -> dict[str, object]:
        """What is noted of it with a snapshot."""
        return {"stored": self.store, "plain": self.plain}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files of a graph before, with the members in them by name."""

    files: tuple[Path, Path]
    members: Mapping[str, Member]
    store: Path | None = None


class Joining:
    """Writes the files of a graph from the outcomes of its texts: `texts` are their keys by the local name of their
    graph, of which several texts may speak. What of these is damaged, `documents` makes anew."""

    def __init__(
        self, writer: Writer, outcomes: TextCache, texts: Mapping[str, Sequence[str]], documents: Documents
    ) -> None:
        self._writer, self._outcomes, self._texts, self._documents = writer, outcomes, texts, documents
        self._keys = {name: keys[0] if len(keys) == 1 else _digest(keys) for name, keys in texts.items()}
        self._members: dict[str, Member] = {}

    def write(self, assembly: Assembly, wanted: Wanted) -> set[str]:
        """Write the files and their index; gives the keys of the outcomes whose members stand in them. Raises OSError
        where they cannot be written."""
        for some in self._documents.sums():
            assembly.add(some.part)
            assembly.quarantine.add(some.quarantined)
        shared = assembly.shared(self._documents.part)
        facts, evidence = dict[str, Place](), dict[str, Place]()
        owners = {own_name(name): name for name in self._documents}
        keys = {
            **self._keys,
            **{own: self._documents.keys[name] for own, name in owners.items()},
            **{name: some.key for name, some in shared.items()},
        }
        self._writer.put(FACTS, self._facts(shared, owners, facts))
        self._writer.put(EVIDENCE, self._evidence(evidence))
        members = [Member(name, keys[name], facts[name], evidence.get(name, _NOWHERE)) for name in sorted(facts)]
        self._members = {member.name: member for member in members}
        self._writer.put(INDEX, [index_bytes(members)])
        if wanted.plain:
            for name, place in ((PLAIN_FACTS, "facts"), (PLAIN_EVIDENCE, "evidence")):
                self._writer.put(name, (lines for _, lines in self._lines(self.now(), members, place)))
        return {*self._keys.values(), *self._documents.kept()}

    def now(self) -> Earlier:
        """The files that were written."""
        return Earlier((self._writer.next / FACTS, self._writer.next / EVIDENCE), self._members)

    def _facts(
        self, shared: Mapping[str, Shared], owners: Mapping[str, str], places: dict[str, Place]
    ) -> Iterator[bytes]:
        joined = Joined()
        for name in sorted({*self._texts, *owners, *shared}):
            if name in owners:
                pieces = self._documents.own(owners[name])
            elif name in shared:
                pieces = self._of_shared(shared[name])
            else:
                pieces = self._of_texts(name, FACTS_MEMBER)
            yield from joined.pieces(pieces)
            places[name] = joined.last

    def _evidence(self, places: dict[str, Place]) -> Iterator[bytes]:
        joined = Joined()
        for name in sorted(self._texts):
            yield from joined.pieces(self._of_texts(name, EVIDENCE_MEMBER))
            places[name] = joined.last

    def _of_shared(self, some: Shared) -> Iterable[bytes]:
        """The member of what texts share, as the graph before has it if it is the same."""
        held = self._outcomes.member("", FACTS_MEMBER, some.key) if some.key in self._outcomes.held else None
        return packed(some.blocks()) if held is None else (held,)

    def _of_texts(self, name: str, which: int) -> Iterable[bytes]:
        """The member of a graph, from the text that it is of, or from several."""
        keys = self._texts[name]
        if len(keys) == 1:
            return (self._documents.member(keys[0], which),)
        return packed(self._documents.lines(keys, which))

    def fill(self, stored: Stored, before: Earlier | None, progress: Callable[[float], None]) -> None:
        """Write the embedded store, from that of the graph `before` if there is one of the same kind."""
        path, now = self._writer.next / STORE, self.now()
        parts = ("facts", "evidence") if stored == "all" else ("facts",)
        if before is not None and before.store is not None:
            changed = _changed(before.members, self._members)
            most = _MUCH * _PACKED * sum(_place(m, part).size for m in self._members.values() for part in parts)
            pairs = ((_part(before, old, part), _part(now, new, part)) for part in parts for old, new in changed)
            if embedded_store.update(before.store, path, pairs, self._writer.scratch(), most):
                return
        total = len(self._members) * len(parts)
        lines = (lines for part in parts for _, lines in self._lines(now, self._members.values(), part))
        embedded_store.create(path, lines, lambda done: progress(done / total))

    def _lines(self, files: Earlier, members: Iterable[Member], part: str) -> Iterator[tuple[str, bytes]]:
        return ((member.name, _part(files, member, part)) for member in members)


def own_name(document: str) -> str:
    """The name of the member of a document's own lines; `document` is its id without its kind."""
    return f"{VIEWS}of/{document}"


def _digest(keys: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def _part(files: Earlier, member: Member | None, part: str) -> bytes:
    """The lines of a graph in the files of facts or of evidence; empty where there are none. Raises OSError where they
    are damaged."""
    place = _place(member, part)
    if not place.size:
        return b""
    with files.files[part == "evidence"].open("rb") as file:
        data = place.read(file)
    if data is None:
        raise OSError(f"{files.files[part == 'evidence']} is damaged")
    return unpacked(data)


def _place(member: Member | None, part: str) -> Place:
    return _NOWHERE if member is None else member.evidence if part == "evidence" else member.facts


def _changed(before: Mapping[str, Member], now: Mapping[str, Member]) -> list[tuple[Member | None, Member | None]]:
    names = sorted({*before, *now})
    pairs = [(before.get(name), now.get(name)) for name in names]
    return [(old, new) for old, new in pairs if old is None or new is None or old.key != new.key]
