"""Comparing the language versions of documents: what all of them state, what some lack, and how often each agrees.

The gold standard is the majority: a fact counts where more than half of the versions of its document state it. What
half or fewer of them state – of two versions, one – is an extra of those that do. Nodes named by a hash compare by what
they say rather than by their id: an act by its paragraph, verb and addressees, and each of its other roles by itself.
Literals in a language are compared by presence, the words of acts and findings not at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.check.evaluate import Counts
from dao_graph.check.quotes import Passage, cut
from dao_graph.data import LANGUAGES
from dao_graph.namespaces import DAO, DCTERMS, NIF, RDF, shorten
from dao_graph.terms import text_of

# What says nothing of its own: numbers and places are in the ids of paragraphs, the rest is about the file.
_LEFT_OUT = frozenset(
    [DCTERMS + "isPartOf", DCTERMS + "language"]
    + [DAO + name for name in ("number", "text", "expressionOf", "sourceName", "sha256")]
)
_GENERAL = frozenset(DAO + name for name in ("Provision", "FundingMechanism"))
# The roles that make an act or a finding; the others are compared one by one. Other hashed nodes are all their roles.
_KEYS = {"Act": ("inProvision", "verb", "addressee"), "Finding": ("inProvision", "polarity", "statedBy")}
# Facts of paragraphs that are facts of the document too, in which a version may state them elsewhere.
_SHARED = ("cites", "mentions")
_PRESENT = "(present)"

_Fact = tuple[str, ...]


class _Item(NamedTuple):
    """One thing that versions may agree on: a fact of a kind in a document (its name in the graphs' IRIs)."""

    document: str
    kind: str
    fact: _Fact


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that `language` lacks though most versions state it ("missing"), or states as one of a few ("extra")."""

    what: str
    language: str
    document: str
    kind: str
    fact: str
    stated: tuple[str, ...]
    passage: Passage | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of the versions on one kind of fact: the facts that the majority states, the number that all state,
    and the figures of each language against the majority."""

    kind: str
    majority: int
    unanimous: int
    counts: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result: documents with several versions, those with one (compared with nothing), agreement by kind, and the
    differences if they were asked for."""

    languages: tuple[str, ...]
    documents: int
    alone: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    differences: tuple[Difference, ...] = ()


def compare(graph: Graph, document: str | None = None, listed: bool = False) -> Comparison:
    """Compare the versions in `graph`, or those of one document (a local id); `listed` adds each difference with its
    passage, for which the evidence is read too. Raises GraphError where the graph cannot be read."""
    stated = _Stated(graph.base, document)
    for quad in graph.quads(evidence=False):
        stated.add(quad)
    stated.close()
    several = {name: languages for name, languages in stated.versions.items() if len(languages) > 1}
    found = {item: languages for item, languages in stated.facts.items() if item.document in several}
    return Comparison(
        tuple(language for language in LANGUAGES if any(language in spoken for spoken in several.values())),
        len(several),
        tuple(sorted(name for name in stated.versions if name not in several)),
        tuple(_agreements(found, several)),
        tuple(_differences(graph, stated, found, several)) if listed else (),
    )


@dataclass(slots=True)
class _Stated:
    """The facts of each version, gathered quad by quad."""

    base: str
    only: str | None
    versions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: dict[_Item, set[str]] = field(default_factory=lambda: defaultdict(set))
    nodes: dict[tuple[str, str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    items: dict[str, set[_Item]] = field(default_factory=lambda: defaultdict(set))

    def add(self, quad: ox.Quad) -> None:
        """Take in a quad if it stands in a text's graph."""
        kind, _, version = text_of(quad.graph_name).removeprefix(self.base).partition("/")
        document, slash, language = version.rpartition("/")
        if kind != "graph" or not slash or self.only not in (None, f"document/{document}"):
            return
        self.versions[document].add(language)
        subject = text_of(quad.subject).removeprefix(self.base)
        if subject.startswith("fact/"):
            self._gather(document, language, subject, quad)
        else:
            for item in self.of_statement(document, subject, quad.predicate.value, quad.object):
                self.facts[item].add(language)

    def _gather(self, document: str, language: str, subject: str, quad: ox.Quad) -> None:
        if quad.predicate.value != DAO + "text":
            role = (shorten(quad.predicate.value), self._local(quad.object))
            self.nodes[document, language, subject].append(role)

    def of_statement(self, document: str, subject: str, predicate: str, object_: Any) -> Iterator[_Item]:
        """The items that a plain statement in a version is; none for bookkeeping and for what is said of others."""
        own = f"document/{document}"
        if predicate in _LEFT_OUT or subject.startswith("text/"):
            return
        if subject.startswith("document/") and subject != own and not subject.startswith(own + "/"):
            return
        if predicate == RDF + "type":
            if object_.value not in _GENERAL:
                yield _Item(document, f"a {shorten(object_.value)}", (subject,))
            return
        name, local = shorten(predicate), self._local(object_)
        if name in _SHARED:
            kind = f"{name} {local.partition('/')[0]}"
            yield _Item(document, f"{kind}, by document", (own, name, local))
            yield _Item(document, f"{kind}, by paragraph", (subject, name, local))
        else:
            yield _Item(document, name, (subject, name, local))

    def close(self) -> None:
        """Make items of the nodes, once everything has been taken in."""
        for (document, language, node), roles in self.nodes.items():
            for item in _of_node(document, roles):
                self.facts[item].add(language)
                self.items[node].add(item)
        self.nodes.clear()

    def _local(self, term: Any) -> str:
        if isinstance(term, ox.Literal) and term.language:
            return _PRESENT
        text = text_of(term)
        return shorten(text) if text.startswith(DAO) else text.removeprefix(self.base)


def _of_node(document: str, roles: Iterable[tuple[str, str]]) -> Iterator[_Item]:
    """The items that a hashed node is, by its class."""
    held = sorted(set(roles))
    for name in (text for role, text in held if role == "rdf:type"):
        keys = _KEYS.get(name)
        told = [(role, text) for role, text in held if role != "rdf:type" and (keys is None or role in keys)]
        yield _Item(document, name, tuple(f"{role}={text}" for role, text in told))
        if keys:
            paragraph = next((text for role, text in held if role == "inProvision"), "")
            for role, text in held:
                if role not in ("rdf:type", "inProvision"):
                    yield _Item(document, f"{name} {role}", (paragraph, role, text))


def _agreements(found: Mapping[_Item, set[str]], versions: Mapping[str, set[str]]) -> Iterator[Agreement]:
    majority: Counter[str] = Counter()
    unanimous: Counter[str] = Counter()
    figures: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for item, stating in found.items():
        spoken = versions[item.document]
        most = _is_majority(stating, spoken)
        if most:
            majority[item.kind] += 1
            unanimous[item.kind] += stating == spoken
        for language in spoken if most else stating:
            column = (0 if language in stating else 1) if most else 2
            figures[item.kind][language][column] += 1
    for kind in sorted(figures):
        counts = {language: Counts(*figures[kind][language]) for language in sorted(figures[kind])}
        yield Agreement(kind, majority[kind], unanimous[kind], counts)


def _is_majority(stating: set[str], spoken: set[str]) -> bool:
    return 2 * len(stating) > len(spoken)


def _differences(
    graph: Graph, stated: _Stated, found: Mapping[_Item, set[str]], versions: Mapping[str, set[str]]
) -> Iterator[Difference]:
    wanted = {item for item, stating in found.items() if stating != versions[item.document]}
    passages = _passages(graph, stated, wanted)
    for item in sorted(wanted):
        stating, spoken = found[item], versions[item.document]
        quoted = passages.get(item, {})
        names = tuple(name for name in LANGUAGES if name in stating)
        if _is_majority(stating, spoken):
            what, speakers, passage = "missing", spoken - stating, quoted.get("en") or next(iter(quoted.values()), None)
        else:
            what, speakers, passage = "extra", stating, None
        for language in sorted(speakers):
            fact = " ".join(item.fact)
            yield Difference(what, language, item.document, item.kind, fact, names, passage or quoted.get(language))


def _passages(graph: Graph, stated: _Stated, wanted: set[_Item]) -> dict[_Item, dict[str, Passage]]:
    """The shortest span of each wanted fact in each version. A property of a node that has no evidence of its own takes
    the node's. Lines about one node or statement follow each other in the file, as `build` sorts it."""
    by_subject: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    for item in wanted:
        by_subject[item.document, item.fact[0]].append(item)
    spans: dict[_Item, dict[str, tuple[bool, int, str]]] = defaultdict(dict)
    for node, quads in groupby(_evidence(graph), key=lambda quad: quad.subject):
        local, held = text_of(node).removeprefix(graph.base), list(quads)
        told = {quad.predicate.value: quad.object for quad in held}
        direct = RDF + "subject" in told
        for quad in (q for q in held if q.predicate.value == DAO + "evidence"):
            document, _, language = text_of(quad.graph_name).removeprefix(graph.base + "evidence/").rpartition("/")
            items: Iterable[_Item] = stated.items.get(local) or by_subject[document, local]
            if direct:
                subject = text_of(told[RDF + "subject"]).removeprefix(graph.base)
                items = stated.of_statement(document, subject, text_of(told[RDF + "predicate"]), told[RDF + "object"])
            rank = (not direct, *_length(text_of(quad.object)))
            for item in items:
                if item in wanted and item.document == document:
                    spans[item][language] = min(spans[item].get(language, rank), rank)
    quotes, places = _quotes(graph, {span for ranks in spans.values() for _, _, span in ranks.values()})
    return {
        item: {name: Passage(name, places.get(span, ""), quotes.get(span, "")) for name, (_, _, span) in ranks.items()}
        for item, ranks in spans.items()
    }


def _length(span: str) -> tuple[int, str]:
    begin, _, end = span.rpartition("=")[2].partition(",")
    return int(end) - int(begin), span


def _quotes(graph: Graph, spans: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The words at each of `spans` and the paragraph that they stand in."""
    quotes: dict[str, str] = {}
    places: dict[str, str] = {}
    for quad in _evidence(graph):
        span, predicate = text_of(quad.subject), quad.predicate.value
        if span in spans and predicate == NIF + "anchorOf":
            quotes[span] = cut(text_of(quad.object))
        elif span in spans and predicate == DAO + "inProvision":
            places[span] = text_of(quad.object).removeprefix(graph.base)
    return quotes, places


def _evidence(graph: Graph) -> Iterator[ox.Quad]:
    prefix = graph.base + "evidence/"
    return (quad for quad in graph.quads() if text_of(quad.graph_name).startswith(prefix))
