"""The facts about one thing and their quotes, read from the graph's files: for stores without evidence.

Which facts there are is read first, with little of each, and then the words of those that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from dao_graph.folder.members import Member, lines_of
from dao_graph.namespaces import DAO, RDF

_EVIDENCE = f" <{DAO}evidence> ".encode()
_GRAPH = re.compile(rb" <[^<>\n]*> \.$", re.MULTILINE)
_TYPE, _EXPRESSION_OF = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{DAO}expressionOf")
_STATEMENT = tuple(ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_STATED = tuple(str(name).encode() for name in (_STATEMENT[0], _STATEMENT[2]))
# Things that may stand in evidence alone: statements and the spans of texts.
_OF_EVIDENCE = ("fact/", "text/")


class Near(Protocol):
    """What is stated of a thing: `outline` has the facts in which it takes part, without their words, `everything` has
    these, too."""

    @property
    def outline(self) -> ox.Store: ...

    @property
    def everything(self) -> ox.Store: ...

    def within(self, texts: Iterable[ox.NamedNode]) -> ox.Store | None:
        """The outline of what some texts state; None where evidence alone tells which they do."""

    def words(self, facts: Iterable[str], outline: ox.Store) -> ox.Store:
        """The evidence of some of the facts of an outline (their IRIs), as triples."""


class Whole:
    """The same of a store that holds all there is."""

    def __init__(self, store: ox.Store) -> None:
        self.outline = self.everything = store

    def within(self, _: Iterable[ox.NamedNode]) -> None:
        """None: it does not tell texts apart."""

    def words(self, _: Iterable[str], outline: ox.Store) -> ox.Store:
        return self.everything


@dataclass(frozen=True)
class Files:
    """A store of the facts of a whole graph, and the files that hold them and their evidence, with the places of each
    text in them; within `reading`, damage to files becomes an error for people."""

    facts: ox.Store
    members: Mapping[str, Member]
    paths: tuple[Path, Path]
    base: str
    reading: Callable[[], AbstractContextManager[None]]

    def evidence(self, name: str) -> bytes:
        """The lines of a text's evidence."""
        with self.reading():
            return lines_of(self.paths[1], self.members[name].evidence)

    def stated(self, name: str) -> bytes:
        """The lines of a text's facts."""
        with self.reading():
            return lines_of(self.paths[0], self.members[name].facts)

    def rows(self, pattern: str) -> Iterator[tuple[bytes, bytes, str]]:
        """`?node` and `?role` where a text states a pattern, with the name of the text."""
        query = f"SELECT ?node ?role ?graph WHERE {{ GRAPH ?graph {{ {pattern} }} }}"
        for node, role, graph in self.facts.query(query):  # type: ignore[union-attr]
            if name := self.text(graph):
                yield str(node).encode(), str(role).encode(), name

    def text(self, graph: object) -> str:
        """The name of a text with evidence, by the graph of its facts; empty for another graph."""
        name = graph.value.removeprefix(self.base) if isinstance(graph, ox.NamedNode) else ""
        return name if name in self.members and self.members[name].evidence.size else ""


@dataclass(frozen=True)
class About:
    """What files state of `thing`. A text of which only words name it, and no fact, is left out: finding those takes
    reading all texts. Raises DamagedError where a file cannot be read."""

    files: Files
    thing: ox.NamedNode

    @cached_property
    def outline(self) -> ox.Store:
        return self.everything if self._of_evidence else _loaded(self._outlines(self._roles))

    def within(self, texts: Iterable[ox.NamedNode]) -> ox.Store | None:
        if self._of_evidence:
            return None
        facts = self.files.facts
        graphs = {q.graph_name for text in texts for q in facts.quads_for_pattern(text, _EXPRESSION_OF, None)}
        names = {self.files.text(graph) for graph in graphs}
        roles = {node: role for pairs in self._roles.values() for node, role in pairs if node.startswith(self._below)}
        stated = {
            name: {*self._roles.get(name, ()), *((fact, roles[fact]) for fact in known & roles.keys())}
            for name, known in self._texts.items()
            if name in names
        }
        return _loaded(self._outlines(stated))

    def _outlines(self, stated: Mapping[str, Iterable[tuple[bytes, bytes]]]) -> Iterator[bytes]:
        """A few lines of some texts, each with who has the thing in which role."""
        for name, roles in stated.items():
            evidence = self.files.evidence(name)
            # What is no fact may have no evidence.
            others = {node for node, _ in roles if not node.startswith(self._below)}
            naming = (line.partition(b" ")[0] for line in _naming(evidence, b" %b " % self._named) if _says(line))
            yield from _of(evidence, {*others, *naming, self._named})
            yield from (b"%b %b %b <g> .\n" % (node, role, self._named) for node, role in roles)

    @cached_property
    def everything(self) -> ox.Store:
        texts = self._texts
        if self.thing.value.removeprefix(self.files.base).startswith("text/"):
            # A fact that stands on a span of one text may stand in others, too.
            standing = re.compile(rb"^(<[^>]*>)%b%b " % (_EVIDENCE, re.escape(self._named)), re.MULTILINE)
            known = {fact for name in texts for fact in standing.findall(self.files.evidence(name))}
            texts = {name: subjects | known for name, subjects in texts.items()}
        return _loaded(line for name in sorted(texts) for line in self._lines(name, texts[name]))

    def words(self, facts: Iterable[str], outline: ox.Store) -> ox.Store:
        if self._of_evidence:
            return self.everything
        lines, texts = list[bytes](), set[ox.NamedNode]()
        for name, wanted in sorted(self._stating(list(facts), outline).items()):
            said = list(_of(evidence := self.files.evidence(name), wanted))
            lines += said
            lines += _of(evidence, spans := _spans(said))
            texts |= {ox.NamedNode(span[1:-1].decode().partition("#")[0]) for span in spans}
        store = _loaded(lines)
        for text in texts:
            store.extend(ox.Quad(*q.triple) for q in self.files.facts.quads_for_pattern(text, None, None))
        return store

    def _stating(self, facts: list[str], outline: ox.Store) -> dict[str, set[bytes]]:
        """The texts that state some facts, each with those that it states."""
        found = dict[str, set[bytes]]()
        for node, _, name in self.files.rows(f"VALUES ?node {{ {' '.join(map('<{}>'.format, facts))} }} ?node a ?role"):
            found.setdefault(name, set()).add(node)
        for fact in map(ox.NamedNode, facts):
            triple = [q.object for part in _STATEMENT for q in outline.quads_for_pattern(fact, part, None)]
            for quad in self.files.facts.quads_for_pattern(*triple) if triple else ():  # type: ignore[arg-type]
                if name := self.files.text(quad.graph_name):
                    found.setdefault(name, set()).add(str(fact).encode())
        return found

    @property
    def _below(self) -> bytes:
        """How the IRIs of facts begin."""
        return f"<{self.files.base}fact/".encode()

    @property
    def _named(self) -> bytes:
        return str(self.thing).encode()

    @cached_property
    def _of_evidence(self) -> bool:
        """True if no text has a fact with the thing, which may stand in evidence all the same."""
        return not self._roles and self.thing.value.removeprefix(self.files.base).startswith(_OF_EVIDENCE)

    @cached_property
    def _roles(self) -> dict[str, set[tuple[bytes, bytes]]]:
        """The texts whose facts name the thing: each with who has it in which role."""
        found = dict[str, set[tuple[bytes, bytes]]]()
        for node, role, name in self.files.rows(f"?node ?role {self.thing}"):
            found.setdefault(name, set()).add((node, role))
        for _, _, name in self.files.rows(f"VALUES ?node {{ {self.thing} }} ?node ?role ?value"):
            found.setdefault(name, set())
        return found

    @cached_property
    def _texts(self) -> dict[str, set[bytes]]:
        """The texts whose facts name the thing, or speak of a fact about it, each with these facts."""
        if self._of_evidence:
            return {name: set() for name, member in self.files.members.items() if member.evidence.size}
        found = {name: {node for node, _ in roles} for name, roles in self._roles.items()}
        # A fact about it, such as a deliverable, may be stated in another text too, where that does not name it.
        for fact in {node for nodes in found.values() for node in nodes}:
            for quad in self.files.facts.quads_for_pattern(ox.NamedNode(fact[1:-1].decode()), _TYPE, None):
                if name := self.files.text(quad.graph_name):
                    found.setdefault(name, set()).add(fact)
        return found

    def _lines(self, name: str, known: Iterable[bytes]) -> Iterator[bytes]:
        """The lines of one text about the thing: the facts that it takes part in, the statements of it, their words,
        what the text is, and evidence that names the thing."""
        evidence = self.files.evidence(name)
        naming = list(_naming(evidence, b" %b " % self._named))
        subjects = {*known, self._named, *(line.partition(b" ")[0] for line in naming if _says(line))}
        of_facts = list(_of(evidence, subjects))
        yield from of_facts
        yield from (line for line in naming if line.partition(b" ")[0] not in subjects)
        yield from _of(evidence, spans := _spans(of_facts))
        texts = {span.partition(b"#")[0] + b">" for span in spans}
        yield from _of(self.files.stated(name), subjects | texts)


def _loaded(lines: Iterable[bytes]) -> ox.Store:
    """A store of lines of N-Quads, as triples."""
    store = ox.Store()
    store.bulk_load(_GRAPH.sub(b" .", b"".join(lines)), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def _says(line: bytes) -> bool:
    """True if a line is of a statement: its subject or object."""
    return line.split(b" ", 2)[1] in _STATED


def _spans(lines: Iterable[bytes]) -> set[bytes]:
    """The spans of texts on which facts stand."""
    return {line.split(b" ", 3)[2] for line in lines if _EVIDENCE in line}


def _naming(lines: bytes, named: bytes) -> Iterator[bytes]:
    """The lines that hold some bytes."""
    at = lines.find(named)
    while at >= 0:
        end = lines.index(b"\n", at) + 1
        yield lines[lines.rfind(b"\n", 0, at) + 1 : end]
        at = lines.find(named, end)


def _of(lines: bytes, subjects: Iterable[bytes]) -> Iterator[bytes]:
    """Those of sorted lines that are about some subjects: in one pass, for the lines of each stand together."""
    lines, after = b"\n" + lines, 0
    for subject in sorted(subjects):
        start = b"\n%b " % subject
        at = lines.find(start, after)
        while at >= 0 and lines.startswith(start, at):
            after = lines.index(b"\n", at + 1)
            yield lines[at + 1 : after + 1]
            at = after
