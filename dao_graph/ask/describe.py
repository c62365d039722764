"""Describing one thing: its names, what is said of it, the facts it takes part in, and the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import pyoxigraph as ox

from dao_graph.ask.answer import Answer, answer_of
from dao_graph.ask.graph import Graph
from dao_graph.ask.ranking import in_order, ranked
from dao_graph.errors import QueryError
from dao_graph.namespaces import DAO, DCTERMS, RDF, RDFS, SKOS, VIEWED, shorten

# Names are looked for in this order.
_NAMES = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", DAO + "symbol")
_KEPT_BACK = (*_NAMES, *VIEWED, RDF + "type", DAO + "evidence", DAO + "rule", SKOS + "altLabel", SKOS + "hiddenLabel")
_STATEMENT = tuple(RDF + name for name in ("subject", "predicate", "object"))
# A fact in many texts has hundreds of quotes; these show what it says.
_QUOTES = 12


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one role of a fact: a thing with its IRI and name, or a text (`iri` empty) with its language."""

    iri: str
    text: str
    language: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of a text: its IRI and language, the paragraph's IRI (may be empty), the interval, the words, their
    boxes on the pages of a file that has such, and what the paragraph is called."""

    text: str
    language: str
    provision: str
    begin: int
    end: int
    quote: str
    boxes: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its class or property, what takes part in it in which role, and where it stands."""

    iri: str
    kind: str
    roles: tuple[tuple[str, Value], ...]
    places: tuple[Place, ...]
    stated: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph. `facts` is a page of all `total`; `places` is where a fact, being the thing, is stated;
    `terms` are the properties and classes by what readers call them."""

    iri: str
    name: str
    names: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    properties: tuple[tuple[str, Value], ...]
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    total: int
    terms: Mapping[str, str] = field(default_factory=dict)


def describe(graph: Graph, id: str, languages: Sequence[str], start: int, count: int) -> Thing | None:
    """The thing with that local id: `count` of its facts from the one numbered `start`, names in the first of
    `languages` that has one. None where the graph does not have it. Raises QueryError where `id` fits in no IRI."""
    node = _node(graph, id)
    near = graph.nearby(node.value)
    own = _triples(dict.fromkeys((near.outline, graph.facts_store)), [node])
    about = _facts_about(graph, near.outline, node)
    if not own and not about:
        return None
    chosen = [ox.NamedNode(iri) for iri in about[start : start + count]]
    words = near.words((node.value, *about[start : start + count]), near.outline)
    places = _places(graph, words, f"BIND({node} AS ?fact)", languages)
    stated = _places(graph, words, f"VALUES ?fact {{ {' '.join(map(str, chosen))} }}", languages) if chosen else {}
    triples = _triples(dict.fromkeys((words, graph.facts_store)), chosen)
    named = _names(graph, {t[2] for t in (*own, *triples)} | {node}, languages)
    names = {t[2].language or "": t[2].value for t in own if t[1] in _NAMES[:3] and isinstance(t[2], ox.Literal)}
    return Thing(
        node.value,
        named.get(node.value, id),
        tuple(sorted(names.items())),
        tuple(sorted(shorten(t[2].value) for t in own if t[1] == RDF + "type" and isinstance(t[2], ox.NamedNode))),
        _roles(graph, own, named, languages),
        places.get(node.value, ())[:_QUOTES],
        tuple(_fact(graph, fact, triples, named, languages, stated.get(fact.value, ())) for fact in chosen),
        len(about),
        _terms(graph, (*own, *triples), languages),
    )


def machine(graph: Graph, id: str, limit: int, size: int | None = None) -> Answer:
    """The same for programs: every triple with the thing as its subject or object, less what `Graph.nearby` leaves out.
    Raises QueryError as `describe`."""
    node = _node(graph, id)
    pattern = f"CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} }} WHERE {{ {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }} }}"
    stores = dict.fromkeys((graph.nearby(node.value).everything, graph.facts_store))
    if len(stores) == 1:
        return answer_of(graph.store.query(pattern), limit, size)
    found = ox.Store()
    for store in stores:
        found.bulk_extend(ox.Quad(*triple) for triple in store.query(pattern))  # type: ignore[union-attr]
    return answer_of(found.query(pattern), limit, size)


def _node(graph: Graph, id: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph.base + id)
    except ValueError:
        raise QueryError(f"{id!r} is no id (it holds what an IRI cannot)") from None


_Triple = tuple[str, str, ox.NamedNode | ox.Literal]


def _triples(stores: Iterable[ox.Store], nodes: Iterable[ox.NamedNode]) -> list[_Triple]:
    found = set[_Triple]()
    for store, node in product(stores, nodes):
        for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
            if isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                found.add((node.value, quad.predicate.value, quad.object))
    return sorted(found, key=lambda t: (t[0], t[1], str(t[2])))


def _facts_about(graph: Graph, store: ox.Store, node: ox.NamedNode) -> list[str]:
    """The IRIs of statements of the thing and qualified facts with it, the richer first: a mention says least."""
    ranks = ranked(store, node, graph.base, ox.NamedNode(DAO + "evidence"))
    return in_order(ranks)


def _places(graph: Graph, store: ox.Store, which: str, languages: Sequence[str]) -> dict[str, tuple[Place, ...]]:
    """The places where facts are stated, in the order of the preferred languages; `which` binds ?fact."""
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    query = f"""SELECT DISTINCT ?fact ?text ?language ?provision ?begin ?end ?quote ?box WHERE {{
      {which} ?fact <{DAO}evidence> ?span .
      ?span <{nif}referenceContext> ?text ; <{nif}beginIndex> ?begin ; <{nif}endIndex> ?end ; <{nif}anchorOf> ?quote .
      ?text <{DCTERMS}language> ?language .
      OPTIONAL {{ ?span <{DAO}inProvision> ?provision }}
      OPTIONAL {{ ?span <{DAO}box> ?box }}
    }}"""
    found: dict[str, dict[Place, set[str]]] = {}
    for fact, text, language, provision, begin, end, quote, box in answer_of(store.query(query)).texts():
        place = Place(text, language, provision, int(begin), int(end), quote)
        found.setdefault(fact, {}).setdefault(place, set()).update({box} - {""})
    return {
        fact: tuple(
            replace(place, boxes=tuple(sorted(places[place])), where=_where(graph, place, languages))
            for place in sorted(places, key=lambda place: (_rank(place.language, languages), place))
        )
        for fact, places in found.items()
    }


def _where(graph: Graph, place: Place, languages: Sequence[str]) -> str:
    """What the paragraph of a place is called for whoever prefers these languages."""
    called = graph.name(place.provision, languages[0]) if place.provision and languages else ""
    return "" if called == place.provision else called


def _names(graph: Graph, terms: Iterable[ox.NamedNode | ox.Literal], languages: Sequence[str]) -> dict[str, str]:
    """The name of each thing, in the first of `languages` that has one, else in any."""
    named = {}
    for term in terms:
        if isinstance(term, ox.NamedNode) and term.value.startswith(graph.base):
            labels = [
                (rank, quad.object)
                for rank, predicate in enumerate(_NAMES)
                for quad in graph.facts_store.quads_for_pattern(term, ox.NamedNode(predicate), None, ox.DefaultGraph())
                if isinstance(quad.object, ox.Literal)
            ]
            if labels:
                best = min(labels, key=lambda label: (_rank(label[1].language, languages), label[0], label[1].value))
                named[term.value] = best[1].value
            else:
                # What neither lists nor texts name, a build has put a name together for.
                local = term.value.removeprefix(graph.base)
                given = graph.name(local, languages[0]) if languages else local
                named |= {term.value: given} if given != local else {}
    return named


def _terms(graph: Graph, triples: Iterable[_Triple], languages: Sequence[str]) -> dict[str, str]:
    """What the properties and classes in some triples are called in the language liked best."""
    iris = {predicate for _, predicate, _ in triples}
    iris |= {t[2].value for t in triples if t[1] in (RDF + "type", _STATEMENT[1]) and isinstance(t[2], ox.NamedNode)}
    named = {iri: graph.name(iri, languages[0]) for iri in iris} if languages else {}
    return {shorten(iri): name for iri, name in named.items() if name != iri}


def _rank(language: str | None, languages: Sequence[str]) -> int:
    return languages.index(language) if language in languages else len(languages)


def _roles(
    graph: Graph, triples: Iterable[_Triple], named: Mapping[str, str], languages: Sequence[str]
) -> tuple[tuple[str, Value], ...]:
    """The properties of a node; of texts in several languages only those in the most preferred one."""
    kept = [t for t in triples if t[1] not in _KEPT_BACK and t[1] not in _STATEMENT]
    best: dict[str, tuple[int, str]] = {}
    for _, predicate, object_ in kept:
        if language := _language(object_):
            rank = (_rank(language, languages), language)
            best[predicate] = min(rank, best.get(predicate, rank))
    return tuple(
        (shorten(predicate), _value(graph, object_, named))
        for _, predicate, object_ in kept
        if _language(object_) in ("", best.get(predicate, (0, ""))[1])
    )


def _language(term: ox.NamedNode | ox.Literal) -> str:
    return (term.language or "") if isinstance(term, ox.Literal) else ""


def _value(graph: Graph, term: ox.NamedNode | ox.Literal, named: Mapping[str, str]) -> Value:
    if isinstance(term, ox.Literal):
        return Value("", term.value, term.language or "")
    return Value(term.value, named.get(term.value, shorten(term.value.removeprefix(graph.base))), "")


def _fact(
    graph: Graph,
    fact: ox.NamedNode,
    triples: Sequence[_Triple],
    named: Mapping[str, str],
    languages: Sequence[str],
    places: tuple[Place, ...],
) -> Fact:
    own = [t for t in triples if t[0] == fact.value]
    parts = {predicate: object_ for _, predicate, object_ in own}
    if set(_STATEMENT) <= set(parts):
        subject, predicate, object_ = (parts[name] for name in _STATEMENT)
        kind = shorten(predicate.value)
        roles: tuple[tuple[str, Value], ...] = tuple(("", _value(graph, term, named)) for term in (subject, object_))
    else:
        kind = "/".join(sorted(shorten(t[2].value) for t in own if t[1] == RDF + "type"))
        roles = _roles(graph, own, named, languages)
    return Fact(fact.value, kind, roles, places[:_QUOTES], len(places))
