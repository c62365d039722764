"""Counting what graphs hold, text by text: what was counted of a text once is added to that of others.

Things of which several texts speak count once. So that this needs no sorting of all texts' lines, a text's things are
remembered by a digest of 54 bits: among a hundred million things one pair is counted as one by chance.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from dao_graph.namespaces import DAO, DCTERMS, RDF

_TYPE = f"<{RDF}type>".encode()
_LANGUAGE = f"<{DCTERMS}language>".encode()
_OURS = f"<{DAO}".encode()
# Beside a digest stands the number of a class; 0 is any thing.
_BITS = 10
_MASK = (1 << 64) - (1 << _BITS)
# By their first bits, things are counted in so many goes, so that memory holds those of one alone.
_GOES = 64
_EDGES = [go << 58 for go in range(1, _GOES)]
_WAITING = 1 << 21


@dataclass(slots=True)
class Tally:
    """A count of lines of N-Quads of one graph: the number of lines, and of each property; digests of their subjects;
    for each class of the ontology the positions of its things among these; the languages of texts."""

    triples: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    subjects: array[int] = field(default_factory=lambda: array("Q"))
    classes: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: bytes) -> Tally:
        """Count in sorted lines."""
        tally, properties = cls(), Counter[bytes]()
        last, place = b"", -1
        for line in lines.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            properties[predicate] += 1
            if subject != last:
                last, place = subject, place + 1
                tally.subjects.append(digest_of(subject))
            if predicate == _TYPE and rest.startswith(_OURS):
                # A type of a thing stands in one line of a graph.
                tally.classes.setdefault(rest.partition(b" ")[0].decode(), []).append(place)
            elif predicate == _LANGUAGE:
                tally.languages.add(rest.partition(b" ")[0].strip(b'"').decode())
        tally.triples = sum(properties.values())
        tally.properties = Counter({name.decode(): count for name, count in properties.items()})
        return tally

    @classmethod
    def each(cls, subjects: Iterable[bytes], predicate: str, times: int) -> Tally:
        """The tally of lines that say so many times something of each of these subjects, in one property."""
        digests = array("Q", map(digest_of, subjects))
        return cls(times * len(digests), Counter({predicate: times * len(digests)}), subjects=digests)

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """The tally of the lines of all of these; things of several stand in it as often."""
        total = cls()
        for tally in tallies:
            before = len(total.subjects)
            total.triples += tally.triples
            total.properties.update(tally.properties)
            total.languages |= tally.languages
            total.subjects.extend(tally.subjects)
            for name, places in tally.classes.items():
                total.classes.setdefault(name, []).extend(before + place for place in places)
        return total

    def to_bytes(self) -> bytes:
        """As bytes to keep."""
        table = [self.triples, dict(self.properties), sorted(self.languages), self.classes]
        # What digests weigh cannot be had smaller.
        return zlib.compress(json.dumps(table).encode()) + b"|" + self.subjects.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Tally:
        """What `to_bytes` made. Raises ValueError or zlib.error where it is something else."""
        packed = zlib.decompressobj()
        triples, properties, languages, classes = json.loads(packed.decompress(data))
        subjects = array("Q", packed.unused_data[1:])
        return cls(triples, Counter(properties), set(languages), subjects, classes)


def digest_of(subject: bytes) -> int:
    """What a thing is remembered by: `subject` as lines have it, in angle brackets."""
    return int.from_bytes(blake2b(subject, digest_size=8).digest()) & _MASK


class Total:
    """The sum of tallies. `folder` is where what does not fit into memory goes; it is asked for when it is needed."""

    def __init__(self, folder: Callable[[], Path] | None = None) -> None:
        self.triples = 0
        self.properties: Counter[str] = Counter()
        self.languages: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._waiting = [array("Q") for _ in range(_GOES)]
        self._size = 0
        self._folder = folder
        self._filed: set[int] = set()

    def add(self, tally: Tally) -> None:
        """Add what one graph holds. Raises OSError where a file cannot be written."""
        self.triples += tally.triples
        self.properties.update(tally.properties)
        self.languages |= tally.languages
        things = list(tally.subjects)
        for name, places in tally.classes.items():
            number = self._numbers.setdefault(name, len(self._numbers) + 1)
            things += [tally.subjects[place] | number for place in places]
        things.sort()
        begin = 0
        for go, edge in enumerate([*_EDGES, 1 << 64]):
            end = bisect_left(things, edge, begin)
            self._waiting[go].extend(things[begin:end])
            begin = end
        self._size += len(things)
        if self._size > _WAITING and self._folder is not None:
            self._file(self._folder())

    def _file(self, folder: Path) -> None:
        for go, things in enumerate(self._waiting):
            with (folder / f"things.{go}").open("ab" if go in self._filed else "wb") as file:
                array("Q", sorted(set(things))).tofile(file)
            self._filed.add(go)
            del things[:]
        self._size = 0

    def counts(self) -> tuple[int, dict[str, int]]:
        """The number of different things, and that of each class."""
        found: Counter[int] = Counter()
        for things in self._goes():
            found.update(Counter(thing & ((1 << _BITS) - 1) for thing in things))
        return found[0], {name: found[number] for name, number in self._numbers.items()}

    def _goes(self) -> Iterator[Iterable[int]]:
        for go, waiting in enumerate(self._waiting):
            things = set(waiting)
            if go in self._filed and self._folder is not None:
                things.update(array("Q", (self._folder() / f"things.{go}").read_bytes()))
            yield things
