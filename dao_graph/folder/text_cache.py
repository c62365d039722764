"""A cache of the outcome of each text, from build to build, so that only changed texts are read again.

An outcome is known by everything that it depends on: the text's bytes and name, the options, and the fingerprint of
what reads it. So it never grows old, only out of use; where one is damaged, the text is read again.

Its quads, which are most of it, are made the members of the graph's files at once, and stand in a file of their own
only until a snapshot holds them; so do its paragraphs, until the snapshot's index of words holds them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from dao_graph.folder.keys import FORMAT
from dao_graph.folder.members import Member, Place, packed
from dao_graph.folder.report import Entry

MEMBERS, PARAGRAPHS = ".nq.gz", ".words"
_LEVEL = 6
# The members that an outcome has, by place.
FACTS, EVIDENCE, VIEWS = range(3)


@dataclass(frozen=True, slots=True)
class Known:
    """The small part of an outcome: the entry of the report, and the local ids of what the text speaks of."""

    key: str
    entry: Entry
    entities: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """What one document adds to a graph beside what its texts state: `own` are its own lines of derived facts and of
    views, in order; `follows` the lines of derived facts that another may have, too. For the names of what others speak
    of, too: `triples`, N-Triples that say what these are made of, and `ids`, theirs, a line each. `tally` are its facts
    and `own`, counted."""

    own: bytes = b""
    follows: bytes = b""
    triples: bytes = b""
    ids: bytes = b""
    tally: bytes = b""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one input: its report entry; the sorted N-Quads of its facts and of their evidence, each in a
    graph of its own; the derived ones, in a graph that texts share; and those set aside. `entities` are the ids in the
    lists that it names, `tally` counts what `facts` hold, `paragraphs` are its paragraphs, packed."""

    entry: Entry
    facts: bytes = b""
    evidence: bytes = b""
    derived: bytes = b""
    quarantined: bytes = b""
    entities: AbstractSet[str] = frozenset()
    part: Part = Part()
    paragraphs: bytes = b""


@dataclass(frozen=True, slots=True)
class Rest:
    """The parts of an outcome that are not members of the graph's files."""

    derived: bytes
    quarantined: bytes
    part: Part


@dataclass(frozen=True, slots=True)
class TextCache:
    """Outcomes in files below `folder`; `work` is where they are written first. `held` are members by key that the
    snapshot whose files are in `snapshot` holds."""

    folder: Path
    work: Path
    held: dict[str, Member] = field(default_factory=dict)
    snapshot: tuple[Path, Path] | None = None

    def _path(self, key: str) -> Path:
        return Path(self._name(key))

    def _members_path(self, key: str) -> Path:
        return Path(self._name(key) + MEMBERS)

    def _name(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}"

    def has(self, key: str) -> bool:
        """True if there is such an outcome."""
        name = self._name(key)
        return _is_file(name) and (key in self.held or _is_file(name + MEMBERS))

    def known(self, key: str) -> Known | None:
        """The small part of an outcome; None where there is none."""
        try:
            with self._path(key).open("rb") as file:
                return _known(key, file.readline())
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def rest(self, key: str) -> Rest | None:
        """The parts of an outcome that are not in the graph's files; None where there is none or it is damaged."""
        try:
            with self._path(key).open("rb") as file:
                header = _header(file.readline())
                content = zlib.decompress(file.read(header["rest"]))
            ends = list(accumulate(header["sizes"], initial=0))
            derived, quarantined, *part = (content[slice(*ends)] for ends in pairwise(ends))
            return Rest(derived, quarantined, Part(b"", *part)) if len(content) == ends[-1] else None
        except (OSError, ValueError, TypeError, KeyError, zlib.error):
            return None

    def paragraphs(self, key: str) -> bytes | None:
        """The packed paragraphs of an outcome's text; None where they are not here, or damaged."""
        try:
            data = Path(self._name(key) + PARAGRAPHS).read_bytes()
            zlib.decompress(data)
            return data
        except (OSError, zlib.error):
            return None

    def member(self, key: str, which: int, held: str = "") -> bytes | None:
        """A member of an outcome: of its facts, its evidence or its views; `held` is its key in the snapshot, where it
        has another there. None where there is none or it is damaged."""
        try:
            if (found := self.held.get(held or key)) is not None and self.snapshot is not None:
                with self.snapshot[which == EVIDENCE].open("rb") as file:
                    return (found.evidence if which == EVIDENCE else found.facts).read(file)
            with self._path(key).open("rb") as head, self._members_path(key).open("rb") as file:
                return Place(*_header(head.readline())["members"][which]).read(file)
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return None

    def write(self, key: str, outcome: Outcome) -> Known:
        """Keep an outcome. Raises OSError where it cannot be written; then there is none."""
        about = {"entry": asdict(outcome.entry), "entities": sorted(outcome.entities)}
        lines = (outcome.facts, outcome.evidence, outcome.part.own)
        self._write(key, about, (outcome.derived, outcome.quarantined), outcome.part, lines, outcome.paragraphs)
        return Known(key, outcome.entry, outcome.entities)

    def write_part(self, key: str, part: Part) -> None:
        """Keep the part of a document of which there are several texts. Raises OSError."""
        self._write(key, {}, (b"", b""), part, (b"", b"", part.own))

    def write_sum(self, key: str, rest: Rest) -> None:
        """Keep what several documents add to a graph together, without lines of their own. Raises OSError."""
        self._write(key, {}, (rest.derived, rest.quarantined), rest.part, ())

    def _write(
        self,
        key: str,
        about: Mapping[str, Any],
        rest: tuple[bytes, bytes],
        part: Part,
        lines: Iterable[bytes],
        paragraphs: bytes = b"",
    ) -> None:
        parts = (*rest, part.follows, part.triples, part.ids, part.tally)
        packed_rest = zlib.compress(b"".join(parts), _LEVEL)
        members = [b"".join(packed(some)) if some else b"" for some in lines]
        starts = accumulate(map(len, members), initial=0)
        header = {
            "format": FORMAT,
            **about,
            "rest": len(packed_rest),
            "sizes": [len(some) for some in parts],
            "members": [[start, len(m), zlib.crc32(m)] for start, m in zip(starts, members, strict=False)],
        }
        content = json.dumps(header).encode()
        path = self._path(key)
        if path.parent.is_symlink():
            path.parent.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        # The parts have checksums of their own. An outcome is there when its head is.
        if members:
            self._put(self._members_path(key), key, members)
        if paragraphs:
            self._put(Path(self._name(key) + PARAGRAPHS), key, (paragraphs,))
        self._put(path, key, (_checksum(content) + b" " + content + b"\n", packed_rest))

    def renew(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome in the place of one that is damaged. Raises OSError where it cannot be written."""
        self.held.pop(key, None)
        self.write(key, outcome)

    def detach(self, keys: Iterable[str]) -> None:
        """Keep the members of these outcomes in files of their own, for the next snapshot will not hold them. Raises
        OSError where they cannot be written."""
        for key in keys:
            if key in self.held and not self._members_path(key).is_file():
                facts, evidence = self.member(key, FACTS), self.member(key, EVIDENCE)
                if facts is not None and evidence is not None:
                    self._put(self._members_path(key), key, (facts, evidence))

    def _put(self, path: Path, key: str, parts: Iterable[bytes]) -> None:
        waiting = self.work / f"{key}.{os.getpid()}"
        with waiting.open("wb") as file:
            file.writelines(parts)
        waiting.replace(path)

    def prune(
        self, used: AbstractSet[str], held: AbstractSet[str] = frozenset(), indexed: AbstractSet[str] = frozenset()
    ) -> None:
        """Remove all outcomes but those, the members of those that a snapshot holds, the paragraphs of those that its
        index of words holds, and whatever else lies there; what links lead to stays."""
        elsewhere = {"": frozenset[str](), MEMBERS: held, PARAGRAPHS: indexed}
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.is_symlink() or not folder.is_dir():
                folder.unlink()
                continue
            with os.scandir(folder) as found:
                entries = list(found)
            gone = [entry for entry in entries if not _is_used(entry, folder.name, used, elsewhere)]
            for entry in gone:
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    Path(entry.path).unlink()
            if len(gone) == len(entries):
                folder.rmdir()


def _is_file(name: str) -> bool:
    # Without a Path: it is asked of each of many thousands.
    return os.path.isfile(name)  # noqa: PTH113


def _is_used(
    entry: os.DirEntry[str], folder: str, used: AbstractSet[str], elsewhere: Mapping[str, AbstractSet[str]]
) -> bool:
    """True if a file in a folder of outcomes is of one of those `used`, and what it holds is not `elsewhere`, too: the
    keys of what is stand there by the suffix of the file."""
    name, dot, suffix = entry.name.partition(".")
    key, held = folder + name, elsewhere.get(dot + suffix)
    return key in used and held is not None and key not in held and not entry.is_dir(follow_symlinks=False)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _header(line: bytes) -> dict[str, Any]:
    """The header in the first line of an outcome. Raises ValueError where it is damaged."""
    checksum, _, content = line.rstrip(b"\n").partition(b" ")
    if checksum != _checksum(content):
        raise ValueError("damaged")
    header: dict[str, Any] = json.loads(content)
    return header


def _known(key: str, line: bytes) -> Known:
    header = _header(line)
    if header["format"] != FORMAT:
        raise ValueError(key)
    return Known(key, Entry(**header["entry"]), frozenset(header["entities"]))
