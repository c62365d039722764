"""Loading a graph into a running store: what has changed travels, what is gone goes, counts are compared after.

A named graph of the store, the manifest, says which graphs were put there and what each holds (the SHA-256 of its
sorted N-Triples). It is in the store rather than in a file beside the graph so that a load can be taken up from any
machine, and so that nothing is ever removed that was not put there. A graph is noted as sent only when all of it is: a
load that breaks is taken up where it stopped by running it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from typing import Any

from dao_graph.ask.graph import Graph
from dao_graph.errors import NotTakenError, StoreError
from dao_graph.namespaces import DAO, RDF, VOID
from dao_graph.publish.remote import Store
from dao_graph.rdf.partition import Part, Partition

MANIFEST = "graph/manifest"
_STORED, _HASH = f"{VOID}Dataset", f"{DAO}contentHash"
# Graphs in one question; several stores limit how long that may be, and Virtuoso how many rows an answer has.
_ASKED, _PAGE, _MOST_PAGES = 100, 5000, 1000
# An IRI and a hash, if it has one: what a store answers goes into further requests.
_ENTRY = re.compile(r'[^<>"{}|^`\\\x00-\x20]+ (?:[0-9a-f]{64})?')
# Graphs between two notes in the manifest: so many at most are sent again after an interruption.
_NOTED = 25
# A store that refuses so many graphs, one after the other, is not the one that was meant.
_MOST_REFUSED = 20

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph of which the store holds another number of triples than the graph folder."""

    graph: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of a load, or with a dry run its plan: graphs sent and removed, graphs unchanged, bytes on the wire,
    what the store refused (one line each), and graphs whose counts still differ."""

    graphs: int
    triples: int
    sent: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    bytes: int = 0
    refused: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def load(
    graph: Graph,
    store: Store,
    dry_run: bool = False,
    everything: bool = False,
    keep: bool = False,
    merged: bool = False,
    progress: Progress = lambda number, total, name: None,
) -> Loaded:
    """Make `store` hold what `graph` does, beside whatever else it holds.

    `dry_run` only looks, `everything` sends unchanged graphs too, `keep` leaves graphs that `graph` no longer has; with
    `merged` the store's default graph, which is emptied, holds every triple once, as the library of questions wants it;
    where the store has none, a graph of its profile does.
    A graph travels again, too, where the store holds another number of its triples than was sent.

    Raises StoreError where the store cannot be reached or gives up, GraphError where the graph cannot be read.
    """
    with Partition(graph.lines()) as partition:
        parts = partition.parts
        manifest = graph.base + MANIFEST
        known = _known(store, manifest)
        held = {} if everything else _counts(store, [name for name in parts if known.get(name) == parts[name].sha256])
        changed = [part for name, part in parts.items() if held.get(name) != part.triples]
        gone = [] if keep else sorted(known.keys() - parts.keys())
        triples, removed = sum(part.triples for part in parts.values()), tuple(gone)
        unchanged = len(parts) - len(changed)
        if dry_run:
            would = tuple(part.graph for part in changed)
            return Loaded(len(parts), triples, would, removed, unchanged, sum(part.size for part in changed))
        moves = _Load(store, manifest, known, partition, progress)
        refused = moves.run(changed, gone) if changed or gone else {}
        if merged:
            _merge(partition, graph.base, store, bool(changed or gone), progress)
        expected = {name: part.triples for name, part in parts.items()} | dict.fromkeys(gone, 0)
        found = _counts(store, expected)
        differences = [Difference(n, e, found.get(n, 0)) for n, e in expected.items() if found.get(n, 0) != e]
        sent = tuple(part.graph for part in changed if part.graph not in refused)
    why = tuple(refused.values())
    return Loaded(len(parts), triples, sent, removed, unchanged, store.sent, why, tuple(differences))


_BEGUN = "SELECT ?s WHERE { %s { ?s ?p ?o } } LIMIT 1"


def _merge(partition: Partition, base: str, store: Store, changed: bool, progress: Progress) -> None:
    """Fill the store's merged graph anew, where something changed or it holds nothing."""
    into = base + store.profile.merged_graph if store.profile.merged_graph else ""
    if changed or not store.select(_BEGUN % (f"GRAPH <{into}>" if into else "")):
        progress(len(partition.parts), len(partition.parts), into or "the default graph")
        store.replace(into, lambda most: _all(partition, most))


def _all(partition: Partition, most: int) -> Iterator[bytes]:
    """The triples of all graphs, in pieces of at most `most` bytes: a graph that receives one twice holds it once."""
    waiting, size = list[bytes](), 0
    for part in partition.parts.values():
        for piece in partition.pieces(part, most):
            if waiting and size + len(piece) > most:
                yield b"".join(waiting)
                waiting, size = [], 0
            waiting.append(piece)
            size += len(piece)
    yield b"".join(waiting)


@dataclass(frozen=True, slots=True)
class _Load:
    store: Store
    manifest: str
    known: Mapping[str, str]
    partition: Partition
    progress: Progress

    def run(self, changed: Sequence[Part], gone: Sequence[str]) -> dict[str, str]:
        """Send and remove; the graphs that the store refused, each with a line that says why."""
        hashes = dict(self.known)
        for name in (*gone, *(part.graph for part in changed)):
            hashes[name] = ""
        # First which graphs are ours, and that these are on their way: whatever happens then, the next load knows.
        self._note(hashes)
        total = len(changed) + len(gone)
        refused: dict[str, str] = {}
        done: dict[str, str] = {}
        in_a_row = 0
        for number, part in enumerate(changed, 1):
            self.progress(number, total, part.graph)
            try:
                self.store.replace(part.graph, partial(self.partition.pieces, part))
            except NotTakenError as error:
                refused[part.graph] = str(error)
                in_a_row += 1
                if in_a_row == _MOST_REFUSED:
                    raise StoreError(
                        f"the store refused {in_a_row} graphs one after the other; the last: {error}"
                    ) from error
                continue
            in_a_row = 0
            done[part.graph] = part.sha256
            if len(done) == _NOTED:
                self.store.add(self.manifest, b"".join(_lines(done)))
                hashes |= done
                done = {}
        hashes |= done
        for number, name in enumerate(gone, len(changed) + 1):
            self.progress(number, total, name)
            self.store.remove(name)
            del hashes[name]
        self._note(hashes)
        return refused

    def _note(self, hashes: Mapping[str, str]) -> None:
        self.store.replace(self.manifest, lambda most: _packed(_entries(hashes), most))


def _entries(hashes: Mapping[str, str]) -> Iterator[bytes]:
    for name in sorted(hashes):
        yield f"<{name}> <{RDF}type> <{_STORED}> .\n".encode()
    yield from _lines({name: value for name, value in sorted(hashes.items()) if value})


def _lines(hashes: Mapping[str, str]) -> Iterator[bytes]:
    for name, value in hashes.items():
        yield f'<{name}> <{_HASH}> "{value}" .\n'.encode()


def _packed(lines: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Lines in pieces of at most `most` bytes; one empty piece where there are none."""
    piece = bytearray()
    for line in lines:
        if piece and len(piece) + len(line) > most:
            yield bytes(piece)
            piece.clear()
        piece += line
    yield bytes(piece)


def _known(store: Store, manifest: str) -> dict[str, str]:
    """The graphs that the manifest names, with the hash of each or "" for one that was on its way."""
    found: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_PAGES):
        # By name rather than by offset: Virtuoso sorts no more than 10,000 rows.
        rows = store.select(
            f"SELECT ?graph ?hash WHERE {{ GRAPH <{manifest}> {{ ?graph a <{_STORED}> "
            f"OPTIONAL {{ ?graph <{_HASH}> ?hash }} }} FILTER(STR(?graph) > '{last}') }} "
            f"ORDER BY STR(?graph) LIMIT {_PAGE}"
        )
        for row in rows:
            name, value = row.get("graph", ""), row.get("hash", "")
            if not _ENTRY.fullmatch(f"{name} {value}"):
                raise StoreError(f"{store.url}: <{manifest}> was changed by something else; remove that graph")
            found[name] = value if found.get(name, value) == value else ""
        if len(rows) < _PAGE:
            return found
        last = max(found).replace("'", "\\'")
    raise StoreError(f"{store.url}: <{manifest}> names more than {_MOST_PAGES * _PAGE:,} graphs")


def _counts(store: Store, graphs: Iterable[str]) -> dict[str, int]:
    """The number of triples in the store of each of `graphs`; graphs that it does not have are left out."""
    found: dict[str, int] = {}
    waiting = iter(graphs)
    while some := list(islice(waiting, _ASKED)):
        names = " ".join(f"<{name}>" for name in some)
        rows = store.select(
            f"SELECT ?graph (COUNT(*) AS ?n) WHERE {{ VALUES ?graph {{ {names} }} "
            "GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        )
        try:
            found.update({row["graph"]: int(row["n"]) for row in rows if "graph" in row})
        except (KeyError, ValueError) as error:
            raise StoreError(f"{store.url}: counts triples in no numbers: {error}") from error
    return found
