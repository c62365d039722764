"""What a build adds to what texts state, so that no question has to find it out each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import BASE, DAO, RDF
from dao_graph.rdf.counting import counted
from dao_graph.rdf.naming import names, words
from dao_graph.rdf.things import WANTED

_TYPE = f"<{RDF}type>".encode()
_SEEN = WANTED | {f"<{DAO}{name}>".encode() for name in ("inProvision", "text")}


def views(
    blocks: Iterable[bytes], base: str = BASE, lists: Authorities | None = None, terms: Iterable[str] = ()
) -> Iterator[str]:
    """Lines of N-Quads: what counts once, and names and words by language. `blocks`, which are gone through three
    times, hold the whole, sorted lines of what texts and lists state, or what `material` takes of them; `terms` are
    IRIs of properties that want a name, too."""
    yield from counted(blocks, base)
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
