"""Emitting: facts to lines of N-Quads, in the document's own named graphs. The one place where local ids become IRIs.

Lines are made of texts directly: that is three times as fast as making objects of their terms and having these written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from dao_graph.lists.authorities import Authorities, authorities
from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Evidence, Facts, Ref, Statement, Term
from dao_graph.model.normal import file_name
from dao_graph.model.places import located
from dao_graph.namespaces import BASE, PREFIXES, XSD, expand_name
from dao_graph.rdf.iris import iri, refused_in, without
from dao_graph.rdf.literals import ESCAPED, escaped, literal
from dao_graph.rdf.shared import line, listed, ontology

_STRING = XSD + "string"
# The general class that goes with a specific one, so that queries need no inference.
_GENERAL = {
    "Fund": "FundingMechanism",
    "FundingWindow": "FundingMechanism",
    "BudgetaryFramework": "FundingMechanism",
}


@dataclass(frozen=True, slots=True)
class Emitted:
    """The lines of one text (of evidence several together): what it states, where that stands, and what follows from
    it; and the local ids of what they speak of. `quotes`, the lines of the quoted spans, are in order, and no other
    text has lines between them. `refused` are addresses that are no IRIs: what would have named them is left out."""

    facts: list[str]
    evidence: list[str]
    quotes: list[str]
    derived: list[str]
    entities: frozenset[str]
    refused: tuple[str, ...] = ()


@cache
def _name(name: str) -> str:
    """The IRI of a property or class by its prefixed or bare name."""
    return f"<{expand_name(name)}>"


_TYPE = _name("rdf:type")
_INTEGER = _name("xsd:nonNegativeInteger")
_QUOTE, _QUOTED, _CONTEXT = _name("nif:OffsetBasedString"), _name("nif:anchorOf"), _name("nif:referenceContext")
_BEGIN, _ENDS = _name("nif:beginIndex"), _name("nif:endIndex")
_RULE, _EVIDENCE, _STATEMENT = _name("rule"), _name("evidence"), _name("rdf:Statement")
_SUBJECT, _PREDICATE, _OBJECT = _name("rdf:subject"), _name("rdf:predicate"), _name("rdf:object")
_BOX, _PAGE = _name("box"), _name("page")
_PARAGRAPH, _FRAGMENT = _name("paragraphNumber"), _name("textFragment")
_IDENTIFIED, _WITHIN = _name("itsrdf:taIdentRef"), _name("inProvision")


class Emitter:
    """Turns local ids into IRIs below `base`; `lists` are those of the package, if no others are given."""

    def __init__(self, base: str = BASE, lists: Authorities | None = None) -> None:
        self.base = base
        self._lists = authorities() if lists is None else lists

    def iri(self, id: str) -> str:
        """The IRI of a local id, in angle brackets; characters that IRIs do not allow are percent-encoded. What others
        name has its own IRI whole. Raises ValueError where that is none."""
        return iri(id, self.base)

    def term(self, term: Term) -> str:
        """The RDF term of a fact's object. A reference that is a prefixed name ("dao:Letter") is that class."""
        if isinstance(term, Ref):
            prefix, colon, _ = term.id.partition(":")
            return _name(term.id) if colon and prefix in PREFIXES else self.iri(term.id)
        if term.language:
            return f"{literal(term.text)}@{term.language}"
        return literal(term.text) if term.datatype == _STRING else f"{literal(term.text)}^^<{term.datatype}>"

    def emit(self, document: Document, id: str, facts: Facts) -> Emitted:
        """The lines of `facts`, which the text of `document` states; `id` is that of the document."""
        name = _text_name(id, document.language)
        refused = refused_in(facts)
        if refused:
            facts = without(facts, refused)
        writer = _Writer(self, document, self.iri(f"graph/{name}"), self.iri(f"evidence/{name}"))
        writer.write(id, facts)
        derived = list(self._derived(id, facts))
        terms = {s.object for s in (*facts.statements, *facts.structure)}
        terms.update(*(found for node in facts.nodes.values() for found in node.properties.values()))
        entities = {term.id for term in terms if isinstance(term, Ref)}
        entities.update(statement.subject for statement in facts.statements)
        entities.update(entity for _, _, entity in facts.mentions)
        quotes = list(writer.quotes())
        return Emitted(writer.facts, writer.evidence, quotes, derived, frozenset(entities), tuple(sorted(refused)))

    def _derived(self, id: str, facts: Facts) -> Iterator[str]:
        """Shortcuts: a document cites and mentions what its provisions do; a contributor is a funder."""
        graph = self.iri("graph/derived")
        shared = {
            (owner, statement.predicate, statement.object)
            for statement in facts.statements
            if statement.predicate in ("cites", "mentions") and statement.subject.startswith(id)
            for owner in _owners(id, statement.subject)
        }
        for owner, predicate, object_ in shared:
            yield line(self.iri(owner), _name(predicate), self.term(object_), graph)
        for node in facts.nodes.values():
            if "Contribution" in node.types:
                for fund in node.properties.get("fund", ()):
                    for contributor in node.properties.get("contributor", ()):
                        if isinstance(fund, Ref):
                            yield line(self.term(fund), _name("schema:funder"), self.term(contributor), graph)

    def authorities(self, entities: AbstractSet[str]) -> Iterator[str]:
        """The lines of the authority lists about `entities` and whatever those refer to, less the spellings that are
        there for matching alone."""
        for concept in sorted(self._lists.closure(set(entities))):
            yield from listed(self._lists, self.base, concept)

    def ontology(self) -> Iterator[str]:
        """The classes and properties, as the ontology file gives them."""
        return ontology(self.base)


def _text_name(document: str, language: str) -> str:
    return f"{document.removeprefix('document/')}/{language}"


def graph_name(document: str, language: str, base: str = BASE) -> str:
    """The name below `base` of the graph of a text: a document in a language."""
    return iri(f"graph/{_text_name(document, language)}", base)[1:-1].removeprefix(base)


def _owners(root: str, provision: str) -> Iterator[str]:
    """The documents that a provision stands in: its annex, if it does in one, and the main document."""
    rest = provision.removeprefix(root).strip("/").split("/")
    if rest[0] == "annex" and len(rest) > 2:
        yield f"{root}/annex/{rest[1]}"
    if rest[0]:
        yield root


class _Writer:
    """Writes the lines of one text."""

    def __init__(self, emitter: Emitter, document: Document, graph: str, evidence: str) -> None:
        # Most terms of a text occur several times in it.
        self._iri = cache(emitter.iri)
        self._term = cache(emitter.term)
        self._rule = cache(literal)
        self._base = emitter.base
        self._document = document
        self._graph = graph
        self._end = f" {evidence} .\n"
        self._text = emitter.iri(f"text/{document.source.sha256[:16]}")
        # By span its node, the provisions that it stands in and what it names.
        self._spans: dict[Span, tuple[str, set[str], set[str]]] = {}
        self.facts: list[str] = []
        self.evidence: list[str] = []

    def write(self, id: str, facts: Facts) -> None:
        """Everything: the expression, structure, nodes, statements, mentions."""
        iri, term, add, end = self._iri, self._term, self.facts.append, f" {self._graph} .\n"
        self._expression(id)
        for statement in (*facts.structure, *facts.statements):
            add(f"{iri(statement.subject)} {_name(statement.predicate)} {term(statement.object)}{end}")
        for node in facts.nodes.values():
            subject = iri(node.id)
            for name in node.types:
                add(f"{subject} {_TYPE} {_name(name)}{end}")
                if general := _GENERAL.get(name):
                    add(f"{subject} {_TYPE} {_name(general)}{end}")
            for predicate, terms in node.properties.items():
                for value in terms:
                    add(f"{subject} {_name(predicate)} {term(value)}{end}")
            self.evidence.append(self._stand(subject, node.evidence))
        for statement, evidence in facts.statements.items():
            self.evidence.append(self._reify(statement, evidence))
        for span, provision, entity in facts.mentions:
            self._span(span, provision)
            self._spans[span][2].add(entity)

    def quotes(self) -> Iterator[str]:
        """The lines of the spans of all that was written: for each its own in the order that sorting gives."""
        content, end = self._document.source.content, self._end
        # Spans overlap: the text is looked through once for what needs escaping, not each of them.
        placed = bool(self._document.source.places)
        special = [match.start() for match in ESCAPED.finditer(content)]
        spans = sorted((node, span, within, named) for span, (node, within, named) in self._spans.items())
        for node, (start, stop), within, named in spans:
            quoted = content[start:stop]
            plain = bisect_left(special, start) == bisect_left(special, stop)
            said = f'"{quoted}"' if plain else escaped(quoted)
            # Half of all lines are these.
            yield (
                f"{node} {_QUOTED} {said}{end}"
                f'{node} {_BEGIN} "{start}"^^{_INTEGER}{end}'
                f'{node} {_ENDS} "{stop}"^^{_INTEGER}{end}'
                f"{node} {_CONTEXT} {self._text}{end}"
                f"{node} {_TYPE} {_QUOTE}{end}"
            )
            for entity in sorted(map(self._iri, named)):
                yield f"{node} {_IDENTIFIED} {entity}{end}"
            provisions = "".join(f"{node} {_WITHIN} {provision}{end}" for provision in sorted(map(self._iri, within)))
            yield from self._placed(node, Span(start, stop), provisions) if placed else (provisions,)

    def _placed(self, node: str, span: Span, provisions: str) -> Iterator[str]:
        """The lines that say where a span stands in its file, with those of its provisions where sorting puts them."""
        at, end = located(self._document.source, span), self._end
        for box in sorted(at.boxes):
            yield f'{node} {_BOX} "{box}"{end}'
        yield provisions
        # Numbers sort as texts do.
        for page in sorted(map(str, at.pages)):
            yield f'{node} {_PAGE} "{page}"^^{_INTEGER}{end}'
        for number in sorted(map(str, at.paragraphs)):
            yield f'{node} {_PARAGRAPH} "{number}"^^{_INTEGER}{end}'
        if at.fragment:
            yield f'{node} {_FRAGMENT} "{at.fragment}"{end}'

    def _add(self, subject: str, predicate: str, object_: str) -> None:
        self.facts.append(f"{subject} {predicate} {object_} {self._graph} .\n")

    def _expression(self, id: str) -> None:
        source = self._document.source
        for name in ("Expression", "nif:Context"):
            self._add(self._text, _TYPE, _name(name))
        self._add(self._text, _name("expressionOf"), self._iri(id))
        for predicate, text in (
            ("dcterms:language", self._document.language),
            ("sourceName", file_name(source.source)),
            ("sha256", source.sha256),
        ):
            self._add(self._text, _name(predicate), literal(text))

    def _reify(self, statement: Statement, evidence: Iterable[Evidence]) -> str:
        # Each is written once: no need to keep its IRI, nor to look whether it is plain.
        node, end = f"<{self._base}{statement.id}>", self._end
        return (
            f"{node} {_TYPE} {_STATEMENT}{end}"
            f"{node} {_SUBJECT} {self._iri(statement.subject)}{end}"
            f"{node} {_PREDICATE} {_name(statement.predicate)}{end}"
            f"{node} {_OBJECT} {self._term(statement.object)}{end}"
        ) + self._stand(node, evidence)

    def _stand(self, node: str, evidence: Iterable[Evidence]) -> str:
        lines = []
        for at in evidence:
            lines.append(f"{node} {_RULE} {self._rule(at.rule)}{self._end}")
            for span in at.spans:
                lines.append(f"{node} {_EVIDENCE} {self._span(span, at.provision)}{self._end}")
        return "".join(lines)

    def _span(self, span: Span, provision: str | None) -> str:
        known = self._spans.get(span)
        if known is None:
            node = f"{self._text[:-1]}#char={span.start},{span.end}>"
            known = self._spans[span] = (node, set(), set())
        if provision:
            known[1].add(provision)
        return known[0]
