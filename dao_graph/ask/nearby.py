"""The facts about one thing and their quotes, read from the graph's files: for stores without evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from dao_graph.folder.members import Member, lines_of
from dao_graph.namespaces import DAO, RDF

_EVIDENCE = f" <{DAO}evidence> ".encode()
_GRAPH = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_TYPE = ox.NamedNode(f"{RDF}type")
# Things that may stand in evidence alone: statements and the spans of texts.
_OF_EVIDENCE = ("fact/", "text/")


def nearby(facts: ox.Store, members: Mapping[str, Member], files: tuple[Path, Path], base: str, iri: str) -> ox.Store:
    """A store of the facts in which the thing `iri` takes part, with their evidence, as triples; `facts` holds those of
    the whole graph, `members` and `files` its evidence too. A text of which only words name the thing, and no fact, is
    left out: finding those takes reading all texts. Raises OSError, EOFError or zlib.error where a file is
    damaged."""
    node, store = ox.NamedNode(iri), ox.Store()
    texts = _speaking(facts, node, members, base)
    if not texts and iri.removeprefix(base).startswith(_OF_EVIDENCE):
        texts = [member for member in members.values() if member.evidence.size]
    # In what facts a thing takes part, the facts say; of what statements, the evidence.
    known = {str(quad.subject).encode() for quad in facts.quads_for_pattern(None, None, node, None)}
    # A fact that stands on a span of one text may stand in others, too.
    standing = re.compile(rb"^(<[^>]*>)%b%b " % (_EVIDENCE, re.escape(str(node).encode())), re.MULTILINE)
    if iri.removeprefix(base).startswith("text/"):
        known |= {fact for member in texts for fact in standing.findall(lines_of(files[1], member.evidence))}
    for member in texts:
        stated, evidence = lines_of(files[0], member.facts), lines_of(files[1], member.evidence)
        about = b"".join(_about(stated, evidence, known, str(node).encode()))
        store.load(_GRAPH.sub(b" .", about), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def _speaking(facts: ox.Store, node: ox.NamedNode, members: Mapping[str, Member], base: str) -> list[Member]:
    """The texts whose facts name a thing, or speak of a fact about it."""
    about = list(facts.quads_for_pattern(None, None, node))
    # A fact about it, such as a deliverable, may be stated in another text too, where that does not name it.
    others = (facts.quads_for_pattern(subject, _TYPE, None) for subject in {quad.subject for quad in about})
    quads = chain(facts.quads_for_pattern(node, None, None), about, *others)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    found = (members.get(graph.removeprefix(base)) for graph in sorted(graphs))
    return [member for member in found if member is not None and member.evidence.size]


def _about(stated: bytes, evidence: bytes, known: Iterable[bytes], node: bytes) -> Iterator[bytes]:
    """The lines of one text about a thing: the facts that it takes part in, the statements of it, their words, what the
    text is, and evidence that names the thing."""
    about = re.compile(rb"^(<[^>]*>) <%b(?:subject|object)> %b " % (RDF.encode(), re.escape(node)), re.MULTILINE)
    subjects = {*known, node, *about.findall(evidence)}
    spans: set[bytes] = set()
    named = b" %b " % node
    for line in evidence.splitlines(keepends=True):
        if line.partition(b" ")[0] in subjects:
            yield line
            if _EVIDENCE in line:
                spans.add(line.split(b" ", 3)[2])
        elif named in line:
            yield line
    texts = {span.partition(b"#")[0] + b">" for span in spans}
    for line in evidence.splitlines(keepends=True):
        if line.partition(b" ")[0] in spans:
            yield line
    for line in stated.splitlines(keepends=True):
        if line.partition(b" ")[0] in subjects or line.partition(b" ")[0] in texts:
            yield line
