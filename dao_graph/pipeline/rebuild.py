"""Building into a folder that may hold an earlier graph: only what changed is read, and the result is the same as if
everything had been."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path

from dao_graph.errors import InputError, OutputError
from dao_graph.folder.report import Entry, Report, Work
from dao_graph.folder.snapshots import FACTS, INPUTS, PLAIN_FACTS, QUARANTINE, REPORT, WORDS, Look
from dao_graph.folder.text_cache import Known, Part, TextCache
from dao_graph.folder.writer import Writer, writing
from dao_graph.pipeline.assembly import Assembly
from dao_graph.pipeline.before import before, copy_of
from dao_graph.pipeline.documents import Documents
from dao_graph.pipeline.inputs import Input
from dao_graph.pipeline.joining import Joining, Wanted
from dao_graph.pipeline.reading import kept, lost_known, lost_there, read_known, take, tried
from dao_graph.pipeline.text import Reader
from dao_graph.pipeline.unchanged import Looks
from dao_graph.pipeline.workers import Share
from dao_graph.rdf.views import part_of
from dao_graph.words import index

Progress = Callable[[int, int, str], None]
_USUAL = Wanted()


def rebuild(
    folder: Path,
    inputs: Sequence[Input],
    reader: Reader,
    progress: Progress,
    share: Share,
    *,
    keep: bool = False,
    wanted: Wanted = _USUAL,
    recheck: bool = False,
) -> tuple[Report, Work]:
    """Make the graph in `folder` that of `inputs`; `share` is how the work is shared. With `keep` the
    graphs of earlier inputs stay, `wanted` is what belongs to it beside its files. What is damaged there is
    made anew; that a file with its old size and time is damaged is found with `recheck`, which reads all of them.

    Raises BusyError where someone else is writing there, OutputError where it cannot be written.
    """
    look = Look.CONTENTS if recheck else Look.TIMES
    try:
        with writing(folder) as writer:
            return _Rebuild(writer, inputs, reader, progress, look).run(share, keep, wanted)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error


class _Rebuild:
    """One build into one folder."""

    def __init__(
        self,
        writer: Writer,
        inputs: Sequence[Input],
        reader: Reader,
        progress: Progress,
        look: Look,
    ) -> None:
        self._writer, self._inputs, self._reader, self._progress = writer, inputs, reader, progress
        self._base, self._knowledge = reader.options.base, reader.options.knowledge
        self._before = before(writer.folder, look)
        held = {member.key: member for member in self._before.members.values()}
        self._outcomes = TextCache(writer.outcomes, writer.scratch(), held, self._before.files)
        self._assembly = Assembly(self._base, self._knowledge, writer.scratch)
        self._known = self._before.known()
        self._looks = Looks(self._before.noted)
        self._spoken: dict[str, AbstractSet[str]] = {}
        # Where the folders of inputs stand.
        self._folders: dict[str, str] = {}
        self._keys: list[str] = []
        # The outcomes whose lines make the graph, by key, with their inputs; kept ones have none.
        self._stated: dict[str, Input | None] = {}
        # The same keys by the name of their graph.
        self._texts: dict[str, list[str]] = {}
        # Of standard input: whoever verifies the graph reads it again.
        self._copies: dict[str, bytes] = {}

    def run(self, share: Share, keep: bool, wanted: Wanted) -> tuple[Report, Work]:
        """Build."""
        anew, unchanged = self._note(share)
        report = self._assembly.report
        if not report.of("built"):
            self._outcomes.prune(set(self._before.keys), self._outcomes.held.keys())
            return report, Work(anew, unchanged)
        kept = self._keep() if keep else 0
        texts = {entry.sha256 for entry in report.of("built")}
        dropped = len({entry.sha256 for entry, _ in self._before.texts()} - texts)
        work = Work(anew, unchanged, dropped, kept)
        identity = self._identity()
        documents = Documents(self._outcomes, self._texts, self._again, self._part)
        if self._is_there(identity, wanted):
            report, held = self._before.report, set(self._outcomes.held)
        else:
            held = self._write(wanted, documents)
            about = {"identity": identity, "base": self._base, "keys": self._keys}
            self._writer.switch({**about, **wanted.noted()})
        self._outcomes.prune({*self._keys, *documents.kept()}, held, self._stated.keys())
        return report, work

    def _part(self, name: str, facts: Sequence[bytes], derived: bytes) -> Part:
        return part_of(name, facts, derived, self._base, self._knowledge.authorities)

    def _identity(self) -> str:
        """A digest of everything that the files of the graph depend on."""
        entries = [(e.source, e.status, e.path, e.reason, e.kept) for e in self._assembly.report.inputs]
        return hashlib.sha256(json.dumps([self._base, self._keys, entries]).encode()).hexdigest()

    def _is_there(self, identity: str, wanted: Wanted) -> bool:
        """True if the folder holds the graph already, untouched."""
        state = self._before.state
        if state is None or state.about.get("identity") != identity or self._before.damaged:
            return False
        return {name: state.about.get(name) for name in wanted.noted()} == wanted.noted()

    def _note(self, share: Share) -> tuple[int, int]:
        """Note what becomes of each input, and read those of which that is not known; gives the number of these, and of
        those of which it is."""
        keys = [tried(self._reader.key, self._looks.at(given)) for given in self._inputs]
        # The same text twice is read once.
        missing: dict[str, Input] = {}
        for given, key in zip(self._inputs, keys, strict=True):
            if isinstance(key, str) and key not in missing and not self._outcomes.has(key):
                missing[key] = given
        read = partial(read_known, self._reader, self._outcomes)
        found = self._read_all(list(missing.values()), share, read)
        # What is not kept, for another time it may go well.
        failed: dict[str, Known | InputError] = {}
        number = len(missing)
        unchanged = sum(isinstance(key, str) and key not in missing for key in keys)
        try:
            for position, (given, key) in enumerate(zip(self._inputs, keys, strict=True), 1):
                self._progress(position, len(self._inputs), given.source)
                if isinstance(key, InputError):
                    self._entry(given, key)
                elif key in missing:
                    del missing[key]
                    known = next(found)
                    if isinstance(known, InputError) or not known.key:
                        failed[key] = known
                    self._entry(given, known)
                else:
                    self._entry(given, failed.get(key) or self._known_of(key) or read(given))
        finally:
            found.close()
        return number, unchanged

    def _known_of(self, key: str) -> Known | None:
        """What is known of an outcome: from the graph before, or the outcome itself."""
        return self._known.get(key) or self._outcomes.known(key)

    def _read_all(
        self, missing: Sequence[Input], share: Share, read: Callable[[Input], Known | InputError]
    ) -> Generator[Known | InputError, None, None]:
        """What becomes of inputs of which that is not known, kept for later builds as well."""
        if not share.apart:
            yield from share.run(read, missing, partial(lost_known, self._reader))
            return
        for taken in share.run(partial(take, self._reader), missing, partial(lost_there, self._reader)):
            yield taken if isinstance(taken, InputError) else kept(self._outcomes, *taken)

    def _entry(self, given: Input, known: Known | InputError) -> None:
        if isinstance(known, InputError):
            self._keys.append("")
            self._assembly.note(Entry(given.source, "failed", known.reason), frozenset())
            return
        entry = replace(known.entry, source=given.source, kept=False)
        if entry.status == "built":
            entry.path = given.path_in(self._folders) or self._copy(entry, given.read())
        self._keys.append(known.key)
        if self._assembly.note(entry, known.entities):
            self._state(entry, known, given)

    def _state(self, entry: Entry, known: Known, given: Input | None) -> None:
        """Let an outcome be one of those that make the graph."""
        key = known.key
        self._stated[key], self._spoken[key] = given, known.entities
        self._texts.setdefault(self._assembly.graph_of(entry), []).append(key)

    def _keep(self) -> int:
        """Note the texts of the graph before that the inputs do not replace; gives their number."""
        folder, state = self._writer.folder, self._before.state
        if not self._before.keys and any((folder / name).exists() for name in (FACTS, PLAIN_FACTS)):
            raise OutputError(
                f"{folder}: the graph there cannot be kept, for its files were edited or are of an earlier version: "
                "give all texts as inputs, or build without --keep"
            )
        if state is not None and state.about.get("base") != self._base:
            raise OutputError(
                f"{folder}: has another base of IRIs than {self._base}: give --base-iri as before, "
                "or build without --keep"
            )
        built = self._assembly.report.of("built")
        paths = {given.path for given in self._inputs}
        texts = {entry.sha256 for entry in built}
        graphs = {(entry.document, entry.language) for entry in built}
        number = 0
        for entry, key in self._before.texts():
            if entry.path in paths or entry.sha256 in texts or (entry.document, entry.language) in graphs:
                continue
            known = self._known_of(key)
            if known is None:
                raise OutputError(
                    f"{folder}: what {entry.source} states cannot be kept, for its outcome is gone: give "
                    "the file as an input too, or build without --keep"
                )
            entry.kept = True
            if (copy := self._before.copy(entry)) is not None:
                entry.path = self._copy(entry, copy)
            self._keys.append(key)
            self._assembly.note(entry, known.entities)
            self._state(entry, known, None)
            number += 1
        return number

    def _copy(self, entry: Entry, data: bytes) -> str:
        """Let a copy of standard input be a file of the graph; gives its path."""
        self._copies[copy_of(entry)] = data
        return str(self._writer.folder.resolve() / copy_of(entry))

    def _write(self, wanted: Wanted, documents: Documents) -> set[str]:
        """Write the files of the next state; gives the keys of the outcomes whose quads stand in them."""
        writer, assembly = self._writer, self._assembly
        self._tell("putting everything in order")
        joining = Joining(writer, self._outcomes, self._texts, documents)
        held = joining.write(assembly, wanted)
        self._outcomes.detach({*self._keys} - held)
        if assembly.report.quarantined:
            writer.put(QUARANTINE, assembly.quarantine)
        for name, data in self._copies.items():
            writer.put(name, [data])
        index.update(self._before.words, writer.next / WORDS, dict.fromkeys(self._stated), self._paragraphs)
        writer.take(WORDS)
        if wanted.store != "none":
            # A store takes more room than the files on the way, which have done their service.
            writer.clear()
            self._tell("filling the store")
            joining.fill(
                wanted.store,
                self._before.earlier(wanted.store),
                lambda share: self._tell(f"filling the store: {share:.0%}"),
            )
        writer.put(INPUTS, [self._looks.content(self._spoken)])
        writer.put(REPORT, (piece.encode() for piece in assembly.report.pieces()))
        return held

    def _paragraphs(self, key: str) -> bytes:
        """The packed paragraphs of a text: new, or from the index of words before, which may be damaged."""
        found = self._outcomes.paragraphs(key)
        if found is None and self._before.state is not None:
            found = index.packed_in(self._before.state.path / WORDS, key)
        if found is None:
            self._again(key)
            found = self._outcomes.paragraphs(key)
        assert found is not None
        return found

    def _again(self, key: str) -> None:
        """Make an outcome anew that was known and is damaged."""
        given = self._stated[key]
        if given is None:
            raise OutputError(f"{self._writer.folder}: an outcome that is to be kept is damaged: build without --keep")
        found, outcome = self._reader.read(given)
        if found != key:
            raise InputError(given.source, "changed while it was read: build again")
        self._outcomes.renew(key, outcome)

    def _tell(self, what: str) -> None:
        """Say what goes on after the last input was read."""
        self._progress(len(self._inputs) + 1, len(self._inputs), what)
