"""The names of what several documents speak of: states, bodies, meetings, the documents themselves.

They are made in parts, each of the things whose digests begin alike. A part's key is a digest of all that its names
are made of, so that one that did not change is known without being made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import VIEWS
from dao_graph.rdf.naming import NAME, Namer, answered, name_lines
from dao_graph.rdf.tally import Tally
from dao_graph.rdf.things import PARTS, VERSION_OF, WANTED, named_in, things_of

# Things of a part, about, at the most.
_MOST = 256
_VERSION_OF = f"<{VERSION_OF}>".encode()
# Languages, each with a name of each thing.
_NAMES = 6


@dataclass(frozen=True, slots=True)
class NamesPart:
    """Names of some things: `name` is that of the part, `key` a digest of what they are made of, `tally` what the lines
    hold, counted."""

    name: str
    key: str
    tally: Tally
    lines: Callable[[], Iterator[str]]


class SharedNames:
    """What is known of things that several documents speak of. `made_by` is the fingerprint of what makes names."""

    def __init__(self, base: str, lists: Authorities, made_by: str) -> None:
        self._base, self._lists, self._made_by = base, lists, made_by
        self._start = f"<{base}".encode()
        self._triples: set[bytes] = set()
        self._ids: set[bytes] = set()

    def add(self, triples: bytes, ids: bytes) -> None:
        """Add what a document says of them (see `text_cache.Part`)."""
        self._triples.update(triples.splitlines(keepends=True))
        self._ids.update(ids.splitlines())

    def add_listed(self, lines: bytes) -> None:
        """Add what lists or the ontology say, in lines of N-Quads."""
        self._triples.update(line for line in lines.splitlines(keepends=True) if line.split(b" ", 2)[1] in WANTED)
        self._ids.update(id.encode() for id in named_in([lines], self._base))

    def parts(self, terms: Iterable[str], is_named: Callable[[str], bool]) -> Iterator[NamesPart]:
        """The parts, in the order of their names. `terms` are IRIs of properties; what `is_named` has its name
        elsewhere."""
        ids = {id.decode() for id in self._ids} | {*terms, *answered(self._lists)}
        ids = {id for id in ids if not is_named(id)}
        said = self._said()
        known = {id: hashlib.sha256(b"".join(sorted(lines))).hexdigest() for id, lines in said.items()}
        links: dict[str, tuple[str, ...]] = {}
        digits = next(n for n in range(16) if len(ids) <= _MOST * 16**n)
        parts: dict[str, list[str]] = {}
        for id in sorted(ids):
            parts.setdefault(hashlib.sha256(id.encode()).hexdigest()[:digits], []).append(id)
        for place, some in sorted(parts.items()):
            reached = sorted(self._reached(some, said, links))
            told = "\n".join([self._made_by, self._base, *some, "", *(f"{id} {known[id]}" for id in reached)])
            yield NamesPart(
                f"{VIEWS}names/{place}",
                hashlib.sha256(told.encode()).hexdigest(),
                Tally.each((self._subject(id) for id in some), f"<{NAME}>", _NAMES),
                lambda some=some, reached=reached: self._named(some, reached, said),  # type: ignore[misc]
            )

    def _subject(self, id: str) -> bytes:
        return f"<{id}>".encode() if "://" in id else f"<{self._base}{id}>".encode()

    def _said(self) -> Mapping[str, list[bytes]]:
        """What is said, by the thing that it is said of; what is said of a text, by its document."""
        start, texts = self._start, self._start + b"text/"
        versions = (line for line in self._triples if _VERSION_OF in line and line.startswith(texts))
        of = {s: o for s, p, o in map(_parted, versions) if p == _VERSION_OF}
        said: dict[str, list[bytes]] = {}
        for line in self._triples:
            subject = line[: line.index(b" ")]
            subject = of.get(subject, subject)
            id = subject[len(start) : -1] if subject.startswith(start) else subject[1:-1]
            said.setdefault(id.decode(), []).append(line)
        return said

    def _reached(
        self, ids: Iterable[str], said: Mapping[str, list[bytes]], links: dict[str, tuple[str, ...]]
    ) -> set[str]:
        """The ids of those, and of what their names may be made of. `links` keeps for each id where it leads, for
        several parts reach the same."""
        waiting, seen = [*ids, *PARTS], set[str]()
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                if id not in links:
                    links[id] = tuple(self._links(id, said.get(id, ())))
                waiting += links[id]
        return seen & said.keys()

    def _links(self, id: str, said: Iterable[bytes]) -> Iterator[str]:
        start, length = self._start, len(self._start)
        if id.startswith("document/"):
            yield "/".join(id.split("/")[: 4 if "/annex/" in id else 2])
        for line in said:
            object_ = line.split(b" ", 2)[2]
            if object_.startswith(start):
                yield object_[length : object_.index(b">")].decode()

    def _named(self, ids: Iterable[str], reached: Iterable[str], said: Mapping[str, list[bytes]]) -> Iterator[str]:
        lines = b"".join(sorted(line for id in reached for line in said[id]))
        return name_lines(Namer(things_of([lines], self._base).known, self._lists), ids, self._base)


def _parted(line: bytes) -> tuple[bytes, bytes, bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest.partition(b" ")[0]
