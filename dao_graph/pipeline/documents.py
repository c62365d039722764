"""What documents add to a graph, as their outcomes have it: the part of a document of which there is one text is kept
with that, of one of which there are several under a key of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dao_graph.folder.keys import key_of_document, key_of_sum
from dao_graph.folder.members import packed, unpacked
from dao_graph.folder.text_cache import FACTS, VIEWS, Part, Rest, TextCache
from dao_graph.rdf.lines import ordered
from dao_graph.rdf.tally import Tally
from dao_graph.rdf.views import document_of

# Makes the part of a document: its id without its kind, the facts of each of its texts, and what follows from them.
Make = Callable[[str, Sequence[bytes], bytes], Part]
# Documents, about, whose parts are summed.
TOGETHER = 64


class Documents:
    """The documents of a graph by their ids without their kind. `texts` are the keys of their outcomes by the local
    name of their graph, of which several texts may speak; `again` makes an outcome that is damaged anew."""

    def __init__(
        self, outcomes: TextCache, texts: Mapping[str, Sequence[str]], again: Callable[[str], None], make: Make
    ) -> None:
        self._outcomes, self._again, self._make = outcomes, again, make
        self._texts: dict[str, list[str]] = {}
        for name, keys in texts.items():
            self._texts.setdefault(document_of(name), []).extend(keys)
        self._last = "", Rest(b"", b"", Part())
        self.keys = {name: key_of_document(sorted(keys)) for name, keys in self._texts.items()}
        self._sums = summed(self.keys, TOGETHER)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._texts))

    def kept(self) -> set[str]:
        """The keys of what is kept under keys of its own: the parts of documents of several texts, and sums."""
        return {self.keys[name] for name, keys in self._texts.items() if len(keys) > 1} | self._sums.keys()

    def sums(self) -> Iterator[Rest]:
        """What all documents add beside lines of their own, many documents at a time: of many of which none changed it
        is read at once."""
        if not self._sums:
            yield from map(self._alone, self)
        for key, names in self._sums.items():
            if (found := self._outcomes.rest(key)) is None:
                found = _sum(map(self._alone, names))
                self._outcomes.write_sum(key, found)
            yield found

    def _alone(self, name: str) -> Rest:
        part = self.part(name)
        assert part is not None
        return Rest(b"", b"".join(self.rest(key).quarantined for key in self._texts[name]), part)

    def part(self, name: str) -> Part | None:
        """The part of a document, without its own lines; None where it is not one of these."""
        keys = self._texts.get(name)
        if not keys:
            return None
        if len(keys) == 1:
            return self.rest(keys[0]).part
        kept = self._outcomes.rest(self.keys[name])
        return self._made(name).part if kept is None else kept.part

    def own(self, name: str) -> Iterable[bytes]:
        """The member of a document's own lines, in pieces."""
        keys = self._texts[name]
        at = keys[0] if len(keys) == 1 else self.keys[name]
        found = self._outcomes.member(at, VIEWS, self.keys[name])
        if not found:
            return packed(self._made(name).part.own)
        return (found,)

    def rest(self, key: str) -> Rest:
        """What of the outcome of a text is not in the files of the graph."""
        # It is asked for twice in a row: for the part of a document, and for what was set aside.
        if self._last[0] == key:
            return self._last[1]
        if (found := self._outcomes.rest(key)) is None:
            self._again(key)
            found = self._outcomes.rest(key)
        assert found is not None
        self._last = key, found
        return found

    def member(self, key: str, which: int) -> bytes:
        """A member of the outcome of a text."""
        if (found := self._outcomes.member(key, which)) is None:
            self._again(key)
            found = self._outcomes.member(key, which)
        assert found is not None
        return found

    def lines(self, keys: Iterable[str], which: int) -> bytes:
        """The lines of a member of several texts of one graph."""
        return ordered(*(unpacked(self.member(key, which)) for key in keys))

    def _made(self, name: str) -> Rest:
        """The part of a document, made anew."""
        keys = sorted(self._texts[name])
        facts = [unpacked(self.member(key, FACTS)) for key in keys]
        derived = b"".join(self.rest(key).derived for key in keys)
        part = self._make(name, facts, derived)
        if len(keys) > 1:
            self._outcomes.write_part(self.keys[name], part)
        return Rest(derived, b"", part)


def summed(keys: Mapping[str, str], together: int) -> Mapping[str, Sequence[str]]:
    """The names of the documents that are summed, about so many `together`, by the key of their sum; `keys` are those
    of documents. No more than that are not summed."""
    if len(keys) <= together:
        return {}
    digits = next(n for n in range(16) if len(keys) <= together * 16**n)
    found: dict[str, list[str]] = {}
    for name in sorted(keys):
        found.setdefault(hashlib.sha256(name.encode()).hexdigest()[:digits], []).append(name)
    return {key_of_sum(keys[name] for name in names): names for names in found.values()}


def _sum(some: Iterable[Rest]) -> Rest:
    quarantined, follows, triples, ids = set[bytes](), set[bytes](), set[bytes](), set[bytes]()
    tallies = []
    for rest in some:
        tallies.append(Tally.from_bytes(rest.part.tally))
        for lines, more in (
            (quarantined, rest.quarantined),
            (follows, rest.part.follows),
            (triples, rest.part.triples),
            (ids, rest.part.ids),
        ):
            lines.update(more.splitlines(keepends=True))
    given, told, named = (b"".join(sorted(lines)) for lines in (follows, triples, ids))
    return Rest(b"", b"".join(sorted(quarantined)), Part(b"", given, told, named, Tally.sum(tallies).to_bytes()))
