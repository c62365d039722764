"""Facts: statements and nodes on local ids, each with the characters that state it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from dao_graph.model.document import Span
from dao_graph.namespaces import RDF, XSD, expand_name

# A text has thousands of what follows, which are made, hashed and compared all the time: named tuples take a third of
# the time that data classes do.


class Ref(NamedTuple):
    """Something with an IRI: its local id ("country/RWA")."""

    id: str


class Value(NamedTuple):
    """A literal: its text, and either a datatype (absolute IRI) or a language."""

    text: str
    datatype: str = XSD + "string"
    language: str = ""

    @classmethod
    def localised(cls, text: str, language: str) -> Value:
        """A text in a language."""
        return cls(text, RDF + "langString", language)

    @classmethod
    def integer(cls, number: int) -> Value:
        """A whole number."""
        return cls(str(number), XSD + "integer")

    @classmethod
    def decimal(cls, figures: str) -> Value:
        """A decimal number as "0.7" writes it."""
        return cls(figures, XSD + "decimal")

    @classmethod
    def date(cls, iso: str) -> Value:
        """A date as exact as "2009-10-19", "2009-10" or "2009" is."""
        return cls(iso, XSD + {4: "gYear", 7: "gYearMonth", 10: "date"}[len(iso)])


Term = Ref | Value


class Evidence(NamedTuple):
    """The evidence of a fact: the original spans that together state it, the provision that they lie in (a local id, or
    None in front matter), and the rule that read them."""

    spans: tuple[Span, ...]
    provision: str | None
    rule: str


class Statement(NamedTuple):
    """A binary fact. `predicate` is a prefixed name, or a bare one of the ontology."""

    subject: str
    predicate: str
    object: Term

    @property
    def id(self) -> str:
        """The id of its reification."""
        return _hashed(
            f"{_STATEMENT}\x1eo\x1f{_key(self.object)}\x1ep\x1f{_plain(self.predicate)}\x1es\x1f<{self.subject}>"
        )


@dataclass(slots=True)
class Node:
    """A qualified fact or an entity that a text states: its classes, properties, and evidence."""

    id: str
    types: tuple[str, ...]
    properties: dict[str, set[Term]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    """Everything that one text states. Filling it twice with the same changes nothing. `remarks` say what of the text
    was not understood."""

    nodes: dict[str, Node] = field(default_factory=dict)
    statements: dict[Statement, list[Evidence]] = field(default_factory=dict)
    structure: set[Statement] = field(default_factory=set)
    mentions: set[tuple[Span, str | None, str]] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    _stood: set[tuple[str | Statement, Evidence]] = field(default_factory=set)

    def node(self, id: str, types: tuple[str, ...], properties: Mapping[str, Iterable[Term]], at: Evidence) -> None:
        """Add a node, or more to it."""
        node = self.nodes.setdefault(id, Node(id, types))
        for name, terms in properties.items():
            node.properties.setdefault(name, set()).update(terms)
        if (id, at) not in self._stood:
            self._stood.add((id, at))
            node.evidence.append(at)

    def state(self, subject: str, predicate: str, object: Term, at: Evidence) -> None:
        """Add a binary fact, or more evidence for it."""
        statement = Statement(subject, predicate, object)
        known = self.statements.setdefault(statement, [])
        if (statement, at) not in self._stood:
            self._stood.add((statement, at))
            known.append(at)

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """What is stated of a subject by a predicate, in the order of its statement."""
        return [s.object for s in self.statements if s.subject == subject and s.predicate == predicate]

    def keep(self, subject: str, predicate: str, object: Term) -> None:
        """Add bookkeeping: a type, a label, a place in the structure. It needs no evidence of its own."""
        self.structure.add(Statement(subject, predicate, object))


def fact_id(name: str, roles: Mapping[str, Iterable[Term]]) -> str:
    """The id of a qualified fact: of its class and sorted roles, so the same in every run and language."""
    parts = [_expanded(name)]
    for role in sorted(roles):
        parts.extend(f"{role}\x1f{key}" for key in sorted(map(_key, roles[role])))
    return _hashed("\x1e".join(parts))


def _hashed(text: str) -> str:
    return f"fact/{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _key(term: Term) -> str:
    return f"<{term.id}>" if isinstance(term, Ref) else f"{term.text}\x1d{term.datatype}\x1d{term.language}"


_expanded = cache(expand_name)
_STATEMENT = _expanded("Statement")


@cache
def _plain(text: str) -> str:
    """The key of a plain literal."""
    return _key(Value(text))
