"""The facts about one thing and their quotes, read from the graph's files: for stores without evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from dao_graph.folder.members import Member, lines_of
from dao_graph.namespaces import DAO, RDF

_EVIDENCE = f" <{DAO}evidence> ".encode()
_GRAPH = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_TYPE = ox.NamedNode(f"{RDF}type")
_STATED = tuple(f"<{RDF}{name}>".encode() for name in ("subject", "object"))
# Things that may stand in evidence alone: statements and the spans of texts.
_OF_EVIDENCE = ("fact/", "text/")


def nearby(facts: ox.Store, members: Mapping[str, Member], files: tuple[Path, Path], base: str, iri: str) -> ox.Store:
    """A store of the facts in which the thing `iri` takes part, with their evidence, as triples; `facts` holds those of
    the whole graph, `members` and `files` its evidence too. A text of which only words name the thing, and no fact, is
    left out: finding those takes reading all texts. Raises OSError, EOFError or zlib.error where a file is
    damaged."""
    node, store = ox.NamedNode(iri), ox.Store()
    # In what facts a thing takes part, the facts say; of what statements, the evidence.
    speaking = _speaking(facts, node, members, base)
    if not speaking and iri.removeprefix(base).startswith(_OF_EVIDENCE):
        speaking = {name: set() for name, member in members.items() if member.evidence.size}
    if iri.removeprefix(base).startswith("text/"):
        # A fact that stands on a span of one text may stand in others, too.
        standing = re.compile(rb"^(<[^>]*>)%b%b " % (_EVIDENCE, re.escape(str(node).encode())), re.MULTILINE)
        of_texts = (lines_of(files[1], members[name].evidence) for name in speaking)
        known = {fact for lines in of_texts for fact in standing.findall(lines)}
        speaking = {name: subjects | known for name, subjects in speaking.items()}
    for name, subjects in sorted(speaking.items()):
        member = members[name]
        stated, evidence = lines_of(files[0], member.facts), lines_of(files[1], member.evidence)
        about = b"".join(_about(stated, evidence, subjects, str(node).encode()))
        store.load(_GRAPH.sub(b" .", about), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def _speaking(facts: ox.Store, node: ox.NamedNode, members: Mapping[str, Member], base: str) -> dict[str, set[bytes]]:
    """The texts whose facts name a thing, or speak of a fact about it, each with these facts."""
    about = list(facts.quads_for_pattern(None, None, node))
    # A fact about it, such as a deliverable, may be stated in another text too, where that does not name it.
    others = (facts.quads_for_pattern(subject, _TYPE, None) for subject in {quad.subject for quad in about})
    found: dict[str, set[bytes]] = {}
    for quad in chain(facts.quads_for_pattern(node, None, None), about, *others):
        if isinstance(quad.graph_name, ox.NamedNode):
            found.setdefault(quad.graph_name.value.removeprefix(base), set()).add(str(quad.subject).encode())
    return {name: some for name, some in found.items() if name in members and members[name].evidence.size}


def _about(stated: bytes, evidence: bytes, known: Iterable[bytes], node: bytes) -> Iterator[bytes]:
    """The lines of one text about a thing: the facts that it takes part in, the statements of it, their words, what the
    text is, and evidence that names the thing."""
    naming = list(_naming(evidence, b" %b " % node))
    subjects = {*known, node, *(line.partition(b" ")[0] for line in naming if line.split(b" ", 2)[1] in _STATED)}
    lines = evidence.splitlines(keepends=True)
    of_facts = list(_of(lines, subjects))
    spans = {line.split(b" ", 3)[2] for line in of_facts if _EVIDENCE in line}
    yield from of_facts
    yield from (line for line in naming if line.partition(b" ")[0] not in subjects)
    yield from _of(lines, spans)
    texts = {span.partition(b"#")[0] + b">" for span in spans}
    yield from _of(stated.splitlines(keepends=True), subjects | texts)


def _naming(lines: bytes, named: bytes) -> Iterator[bytes]:
    """The lines that hold some bytes."""
    at = lines.find(named)
    while at >= 0:
        end = lines.index(b"\n", at) + 1
        yield lines[lines.rfind(b"\n", 0, at) + 1 : end]
        at = lines.find(named, end)


def _of(lines: Sequence[bytes], subjects: Iterable[bytes]) -> Iterator[bytes]:
    """Those of sorted lines that are about some subjects."""
    for subject in sorted(subjects):
        start = subject + b" "
        at = bisect_left(lines, start)
        while at < len(lines) and lines[at].startswith(start):
            yield lines[at]
            at += 1
