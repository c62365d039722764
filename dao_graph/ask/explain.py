"""Explaining: the facts about one thing, each with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dao_graph.ask.answer import answer_of
from dao_graph.ask.ranking import SELF, in_order, ranked
from dao_graph.namespaces import DAO, DCTERMS, NIF, RDF, VIEWED, expand_name, shorten

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The place of a fact: the document, the provision in it (empty in front matter), the interval, the words."""

    document: str
    provision: str
    language: str
    begin: int
    end: int
    text: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact in one line, its quotes, and the rules that found it (`dao-graph trace` shows how)."""

    fact: str
    id: str
    quotes: tuple[Quote, ...]
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the facts about a thing, and how many there are."""

    facts: tuple[Explained, ...]
    total: int

    def __iter__(self) -> Iterator[Explained]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def _repr_html_(self) -> str:
        """The facts with their words, which notebooks show."""
        shown = "".join(f"<p><b>{escape(one.fact)}</b></p>{''.join(map(_quoted, one.quotes))}" for one in self.facts)
        return f"<p>{len(self):,} of {self.total:,}</p>{shown}"


def shown(quote: Quote) -> str:
    """Where a quote stands in a file that people open, in short ("page=2, page=3")."""
    return ", ".join(dict.fromkeys(place.partition("&")[0] for place in quote.places))


def _quoted(quote: Quote) -> str:
    where = escape(" · ".join(filter(None, (quote.provision or quote.document, quote.language, shown(quote)))))
    return f'<blockquote lang="{quote.language}" dir="auto">{escape(quote.text)}<br><small>{where}</small></blockquote>'


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of facts: by language version, by class or property ("Act", "cites"), by document (its IRI). An empty
    field admits all."""

    language: str = ""
    kind: str = ""
    document: str = ""


ANY = Choice()


def explain(graph: Graph, entity: str, language: str | None = None) -> list[Explained]:
    """All facts in which `entity` takes part, as `page` gives them."""
    return list(page(graph, entity, Choice(language or "")).facts)


def page(graph: Graph, entity: str, choice: Choice = ANY, start: int = 0, count: int | None = None) -> Page:
    """`count` of the facts in which `entity` takes part (None: all), with their quotes, from the one numbered `start`;
    those that say most come first, and before them the thing itself where it is a fact. What is no fact but has a
    description gives that, without quotes.

    `entity` is named as in a question: by a name in any language, a code, a symbol, an id or an IRI. Empty where the
    graph has no such node. Raises QueryError where a name means nothing or several things.
    """
    iri = graph.names.find("entity", entity).value
    about = graph.nearby(iri)
    texts = _texts(graph.facts_store, choice) if choice.language or choice.document else None
    outline = about.outline if texts is None else about.within(texts)
    # Else which texts state a fact is told by its words.
    outline, texts = (about.everything, texts) if outline is None else (outline, None)
    facts = _facts(graph, outline, iri, choice, texts)
    wanted = facts[start : None if count is None else start + count]
    near = about.words(wanted, outline)
    quotes = _quotes(graph, near, wanted, choice.language)
    explained = tuple(
        Explained(
            _line(graph, near, fact),
            fact.removeprefix(graph.base),
            tuple(sorted(quotes.get(fact, ()))),
            tuple(_rules(near, fact)),
        )
        for fact in wanted
    )
    if not facts and choice == ANY and (line := _line(graph, near, iri)) and line != iri.removeprefix(graph.base):
        return Page((Explained(line, iri.removeprefix(graph.base), ()),), 1)
    return Page(explained, len(facts))


def _facts(graph: Graph, near: ox.Store, iri: str, choice: Choice, texts: set[ox.NamedNode] | None) -> list[str]:
    """The IRIs of the facts that are wanted, of some texts or all; a mention says least."""
    thing = ox.NamedNode(iri)
    own = {iri: SELF} if _first(near, thing, _EVIDENCE) else {}
    ranks = {**ranked(near, thing, graph.base, _RULE), **own}
    if choice.kind or texts is not None:
        kind = ox.NamedNode(expand_name(choice.kind)) if choice.kind else None
        ranks = {fact: rank for fact, rank in ranks.items() if _admits(graph, near, ox.NamedNode(fact), kind, texts)}
    return in_order(ranks)


def _texts(facts: ox.Store, choice: Choice) -> set[ox.NamedNode]:
    """The texts of a language and document."""
    document = ox.NamedNode(choice.document) if choice.document else None
    quads = facts.quads_for_pattern(None, _EXPRESSION_OF, document, _MERGED)
    texts = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    spoken = ox.Literal(choice.language)
    return {text for text in texts if not choice.language or _first(facts, text, _LANGUAGE, spoken) is not None}


def _admits(
    graph: Graph, near: ox.Store, fact: ox.NamedNode, kind: ox.NamedNode | None, texts: set[ox.NamedNode] | None
) -> bool:
    """True if a fact is of a class or property, and one of some texts states it."""
    if kind and _first(graph.facts_store, fact, _TYPE, kind) is None and _first(near, fact, _PREDICATE, kind) is None:
        return False
    if texts is None:
        return True
    for evidence in near.quads_for_pattern(fact, _EVIDENCE, None, _MERGED):
        span = evidence.object
        if isinstance(span, ox.NamedNode) and (text := _first(near, span, _CONTEXT)) and text.object in texts:
            return True
    return False


def _first(
    near: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode, value: object = None
) -> ox.Quad | None:
    return next(near.quads_for_pattern(subject, predicate, value, _MERGED), None)  # type: ignore[arg-type]


_MERGED = ox.DefaultGraph()
_TYPE, _PREDICATE = (ox.NamedNode(RDF + name) for name in ("type", "predicate"))
_EVIDENCE, _RULE, _EXPRESSION_OF = (ox.NamedNode(DAO + name) for name in ("evidence", "rule", "expressionOf"))
_CONTEXT, _LANGUAGE = ox.NamedNode(NIF + "referenceContext"), ox.NamedNode(DCTERMS + "language")


def _quotes(graph: Graph, near: ox.Store, facts: Sequence[str], language: str) -> dict[str, set[Quote]]:
    """The words that state each of some facts."""
    found: dict[str, dict[Quote, set[str]]] = {}
    for begin in range(0, len(facts), _AT_ONCE):
        some = " ".join(f"<{fact}>" for fact in facts[begin : begin + _AT_ONCE])
        for fact, *where, spoken, start, end, text, place, number in answer_of(near.query(_QUOTES % some)).texts():
            if language in ("", spoken):
                document, provision = (iri.removeprefix(graph.base) for iri in where)
                quote = Quote(document, provision, spoken, int(start), int(end), text)
                places = found.setdefault(fact, {}).setdefault(quote, set())
                places.update(filter(None, (place, f"paragraph={number}" if number else "")))
    return {
        fact: {replace(quote, places=tuple(sorted(places))) for quote, places in quotes.items()}
        for fact, quotes in found.items()
    }


_AT_ONCE = 500
_QUOTES = f"""
SELECT DISTINCT ?fact ?document ?provision ?language ?begin ?end ?quote ?place ?number WHERE {{ VALUES ?fact {{ %s }}
  ?fact <{DAO}evidence> ?span . ?span <{NIF}referenceContext> ?text ; <{NIF}beginIndex> ?begin ;
    <{NIF}endIndex> ?end ; <{NIF}anchorOf> ?quote . ?text <{DAO}expressionOf> ?document .
  ?text <{DCTERMS}language> ?language .
  OPTIONAL {{ ?span <{DAO}inProvision> ?provision }}
  OPTIONAL {{ ?span <{DAO}box>|<{DAO}textFragment> ?place }} OPTIONAL {{ ?span <{DAO}paragraphNumber> ?number }} }}
"""
_STATEMENT = """
SELECT ?fact ?s ?p ?o WHERE { ?fact <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s ;
  <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?o }
"""
_NODE = "SELECT ?fact ?p ?o WHERE { ?fact ?p ?o } ORDER BY ?p ?o"
_RULES = f"SELECT DISTINCT ?fact ?rule WHERE {{ ?fact <{DAO}rule> ?rule }} ORDER BY ?rule"
_KEPT_BACK = ("evidence", "rule", "rdf:type", "inProvision", *map(shorten, VIEWED))


def _rules(near: ox.Store, fact: str) -> Iterator[str]:
    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in near.query(_RULES, substitutions=dict(binding)):  # type: ignore[union-attr]
        yield solution["rule"].value


def _line(graph: Graph, near: ox.Store, fact: str) -> str:
    """A fact in one line: subject, property, object; or class and roles."""
    binding = {ox.Variable("fact"): ox.NamedNode(fact)}
    for solution in near.query(_STATEMENT, substitutions=dict(binding)):  # type: ignore[union-attr]
        subject, predicate, object_ = (solution[name].value for name in "spo")
        return f"{subject.removeprefix(graph.base)} {shorten(predicate)} {object_.removeprefix(graph.base)}"
    kinds, roles = [], []
    # What facts say of a node; of a span nothing, and the evidence all.
    said = [*graph.facts_store.query(_NODE, substitutions=dict(binding))]  # type: ignore[misc]
    for solution in said or near.query(_NODE, substitutions=dict(binding)):  # type: ignore[union-attr]
        predicate, value = (shorten(solution["p"].value), solution["o"].value)
        if predicate == "rdf:type":
            kinds.append(shorten(value))
        elif predicate not in _KEPT_BACK and not predicate.startswith("nif:"):
            roles.append(f"{predicate}={value.removeprefix(graph.base)}")
    name = fact.removeprefix(graph.base)
    label = "" if name.startswith("fact/") else f"{name} "
    return f"{label}{'/'.join(kinds)} {' '.join(roles)}".strip()
