"""JSON-LD with the vocabulary's context: short names, ids relative to the graph's base."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.data import data_dir
from dao_graph.namespaces import PREFIXES, RDF, XSD
from dao_graph.terms import text_of


class _Compact:
    """Terms by the context in `ontology/context.jsonld`."""

    def __init__(self, base: str) -> None:
        read = json.loads((data_dir("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
        self.context = {"@base": base, **read}
        self._base = base
        self._terms: dict[str, tuple[str, str]] = {}
        for name, meant in read.items():
            if name not in PREFIXES:
                iri, coerced = (meant, "") if isinstance(meant, str) else (meant["@id"], meant.get("@type", ""))
                self._terms[self._whole(iri)] = (name, coerced if coerced == "@id" else self._whole(coerced))

    def _whole(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name

    def id(self, iri: str) -> str:
        """An IRI as the value of "@id": relative to the base, where it could not be read as anything else."""
        local = iri.removeprefix(self._base)
        first = local.partition("/")[0]
        return local if local != iri and local and ":" not in first and "?" not in local else iri

    def key(self, predicate: str) -> str:
        """A property as a term of the context; else whole."""
        return self._terms[predicate][0] if predicate in self._terms else predicate

    def kind(self, iri: str) -> str:
        """A class as a term of the context; else whole."""
        return self._terms[iri][0] if iri in self._terms else iri

    def value(self, predicate: str, term: Any) -> Any:
        """A value as short as the context lets it be."""
        coerced = self._terms.get(predicate, ("", ""))[1]
        if isinstance(term, ox.NamedNode):
            return self.id(term.value) if coerced == "@id" else {"@id": self.id(term.value)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == (coerced or XSD + "string"):
            return term.value
        return {"@value": term.value} if datatype == XSD + "string" else {"@value": term.value, "@type": datatype}


def json_ld(graph: Graph) -> bytes:
    """The named graphs of `graph` as JSON-LD 1.1, a node a line."""
    compact = _Compact(graph.base)
    named: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for quad in graph.quads():
        subjects = named.setdefault(text_of(quad.graph_name), {})
        subjects.setdefault(text_of(quad.subject), []).append((quad.predicate.value, quad.object))
    parts = ['{"@context": ' + _dump(compact.context) + ',\n"@graph": [']
    parts.append(",\n".join(_graph(compact, name, subjects) for name, subjects in sorted(named.items())))
    return ("\n".join([*parts, "]}"]) + "\n").encode()


def _graph(compact: _Compact, name: str, subjects: Mapping[str, Iterable[tuple[str, Any]]]) -> str:
    nodes = ",\n".join(_dump(_node(compact, subject, pairs)) for subject, pairs in sorted(subjects.items()))
    return f'{{"@id": {_dump(compact.id(name))}, "@graph": [\n{nodes}\n]}}' if name else nodes


def _node(compact: _Compact, subject: str, pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": compact.id(subject)}
    for predicate, term in sorted(set(pairs), key=lambda pair: (pair[0], str(pair[1]))):
        is_type = predicate == RDF + "type"
        key = "@type" if is_type else compact.key(predicate)
        value = compact.kind(term.value) if is_type else compact.value(predicate, term)
        node.setdefault(key, []).append(value)
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
