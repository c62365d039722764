"""Views: what a build adds to the texts' facts, so that no question has to work it out each time.

It is the sum of parts, so that what did not change need not be made again: what a document says of its own paragraphs,
acts and findings is its own part, made of its texts alone; the names of what several documents speak of are in others
(see `shared_names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dao_graph.folder.text_cache import Part
from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import BASE, DAO, RDF
from dao_graph.rdf import things
from dao_graph.rdf.counting import counted
from dao_graph.rdf.lines import ordered
from dao_graph.rdf.naming import Namer, name_lines, names, words
from dao_graph.rdf.shared import ontology
from dao_graph.rdf.tally import Tally
from dao_graph.rdf.things import WANTED, Known, things_of
from dao_graph.rdf.versions import joined

_TYPE = f"<{RDF}type>".encode()
_SEEN = WANTED | {f"<{DAO}{name}>".encode() for name in ("inProvision", "text")}
# What is said of a text that names its document.
_OF_TEXTS = frozenset(f"<{iri}>".encode() for iri in (things.VERSION_OF, things.SOURCE))


def views(
    blocks: Iterable[bytes], base: str = BASE, lists: Authorities | None = None, terms: Iterable[str] = ()
) -> Iterator[str]:
    """Lines of N-Quads of a whole graph at once: what counts once, and names and words by language. `blocks`, which are
    gone through three times, hold the whole, sorted lines of what texts and lists state, or what `material` takes of
    them; `terms` are IRIs of properties that want a name, too. The parts of a graph say the same."""
    yield from counted(blocks, base)
    blocks = list(blocks)
    found = [joined(document, lines, base) for document, lines in sorted(_by_document(blocks, base).items())]
    yield from (line for one in found for line in one.read)
    more = b"".join(line for one in found for line in (*one.labels, *one.words))
    blocks = [ordered(*blocks, more)] if more else blocks
    yield from names(blocks, base, lists, terms)
    yield from words(blocks, base)


def material(facts: bytes, base: str = BASE) -> bytes:
    """The lines of a text's facts that views are made of: those that name, type and place things, or are the only ones
    that speak of a thing."""
    start = f"<{base}".encode()
    lines = [line.split(b" ", 2) for line in facts.splitlines(keepends=True)]
    told = {subject for subject, predicate, _ in lines if predicate == _TYPE}
    return b"".join(
        b" ".join(line)
        for line in lines
        if line[1] in _SEEN or (line[2].startswith(start) and line[2].partition(b" ")[0] not in told)
    )


def _by_document(blocks: Iterable[bytes], base: str) -> dict[str, list[bytes]]:
    """The lines of texts by the document that they are of."""
    graph = re.compile(rb" <%bgraph/([^<>]*)/[a-z]{2}> \.$" % re.escape(base.encode()))
    found: dict[str, list[bytes]] = {}
    for line in (line for block in blocks for line in block.splitlines(keepends=True)):
        if of := graph.search(line.rstrip()):
            found.setdefault(of[1].decode(), []).append(line)
    return found


def document_of(graph: str) -> str:
    """The id of the document, without its kind, whose text has the graph of that local name ("graph/A_64_578/en")."""
    return graph.removeprefix("graph/").rpartition("/")[0]


def part_of(document: str, facts: Sequence[bytes], derived: bytes, base: str, lists: Authorities) -> Part:
    """The part of a document: `document` is its id without its kind ("A_64_578"), as IRIs have it, `facts` are the
    sorted lines of each of its texts, `derived` those that follow from them."""
    whole, below = f"<{base}document/{document}>".encode(), f"<{base}document/{document}/".encode()
    taken = [material(text, base) for text in facts]
    # Those of one text are in order.
    same = joined(document, facts if len(facts) > 1 else (), base)
    lines = taken[0] if len(taken) == 1 else ordered(*taken, *same.labels, *same.words)
    found = things_of([lines], base)
    namer = Namer({**_parts(base), **found.known}, lists)
    inside = f"document/{document}/"
    follows = [line for line in derived.splitlines(keepends=True) if not line.startswith((whole, below))]
    own = ordered(
        b"".join(line for line in derived.splitlines(keepends=True) if line.startswith((whole, below))),
        "".join(counted([lines], base)).encode(),
        "".join(name_lines(namer, (id for id in found.named if id.startswith(inside)), base)).encode(),
        "".join(words([lines], base)).encode(),
        "".join(same.read).encode(),
    )
    ids = sorted({id for id in found.named if not id.startswith(inside)})
    return Part(
        own,
        b"".join(sorted(set(follows))),
        b"".join(sorted(set(_triples(lines, below, f"<{base}".encode())))),
        "".join(f"{id}\n" for id in ids).encode(),
        Tally.of(ordered(*facts, own)).to_bytes(),
    )


def _triples(lines: bytes, below: bytes, start: bytes) -> Iterator[bytes]:
    """What lines say that matters for the names of things that are not below a document, without the graph."""
    text, fact = start + b"text/", start + b"fact/"
    for line in lines.splitlines():
        subject, predicate, rest = line.split(b" ", 2)
        wanted = _OF_TEXTS if subject.startswith(text) else WANTED
        if predicate in wanted and not subject.startswith((below, fact)):
            yield b"%b %b %b.\n" % (subject, predicate, rest[: rest.rindex(b"<")])


@cache
def _parts(base: str) -> dict[str, Known]:
    """What the ontology calls the parts of documents."""
    lines = "".join(ontology(base)).encode()
    return {id: known for id, known in things_of([lines], base).known.items() if id in (*things.PARTS, things.MEETING)}
