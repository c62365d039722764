"""Names of things, classes and properties in the most preferred language that has one; never an id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from dao_graph.data import LANGUAGES
from dao_graph.model.normal import clean
from dao_graph.namespaces import SKOS, shorten
from dao_graph.projection.index import Index
from dao_graph.terms import Term, text_of

# After the wanted language these, then whatever there is.
CHAIN = ("en", "fr", "es", "ru", "zh", "ar")
_LONG = 90
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DOCUMENT = "document"


class Names:
    """The names of what is in an index; `language` is the one liked best. `removed` counts characters taken out."""

    def __init__(self, index: Index, language: str) -> None:
        self._index = index
        self.chain = tuple(dict.fromkeys((language, *CHAIN)))
        self.removed = 0
        self._labels: dict[str, dict[str, str]] = {}
        self._known: dict[str, str] = {}

    def tidy(self, text: str) -> str:
        """`text` without what XML cannot hold, counted."""
        kept = clean(text)
        self.removed += len(text) - len(kept)
        return kept

    def best(self, labels: Mapping[str, str]) -> str:
        """The text in the language liked best; "" where there is none."""
        for language in (self.chain[0], "", *self.chain[1:]):
            if language in labels:
                return labels[language]
        return labels[min(labels)] if labels else ""

    def labels(self, iri: str) -> dict[str, str]:
        """All names of a thing by language, each in the best rank that has one in that language."""
        if iri not in self._labels:
            found: dict[str, str] = {}
            for predicate in self._ranks(iri):
                for term in self._index.of(iri, predicate):
                    if isinstance(term, ox.Literal):
                        found.setdefault(term.language or "", self.tidy(term.value))
            self._labels[iri] = found
        return self._labels[iri]

    def _ranks(self, iri: str) -> Sequence[str]:
        names = self._index.tables.names
        return names["of_documents" if self._is_document(iri) else "of_things"]

    def label(self, iri: str) -> str:
        """The name of a thing; else what tells it apart; else the name of its class, of a document with its file's."""
        if iri not in self._known:
            self._known[iri] = ""  # a description that leads back here stops
            self._known[iri] = self._label(iri)
        return self._known[iri]

    def _label(self, iri: str) -> str:
        # A document of which the text says nothing else goes by its file, an annex by what it is annexed to.
        named = self._named(iri, self.chain[0])
        if named and (self.labels(iri) or named != self._kind(iri)):
            return named
        whole = [
            self.label(text_of(term)) for via in self._index.tables.dates["via"] for term in self._index.of(iri, via)
        ]
        file = _short(self.tidy(self._index.source_names.get(iri, "")))
        return file or _short(", ".join([self._kind(iri), *filter(None, whole[:1])]))

    def _named(self, iri: str, language: str) -> str:
        """What a thing is called for readers of a language: its name in it; else what it is, in that language, with the
        name that it has in another; "" where there is neither."""
        own = self.labels(iri)
        if language in own or "" in own:
            return _short(own.get("", "") or own[language])
        described = self._described(iri, "" if language == self.chain[0] else language)
        if len(described) > 1 or (described and not own and iri not in self._index.source_names):
            told = ", ".join(described)
            # Letters of one day, and speeches in one debate, are told apart by their titles.
            return _short(f"{told}: {self.best(own)}" if own and self._is_document(iri) else told)
        return _short(self.best(own) + (f" ({described[0]})" if described else "")) if own else ""

    def _is_document(self, iri: str) -> bool:
        return self._index.tables.kinds.get(self._index.kind(iri)) == _DOCUMENT

    def described_labels(self, iri: str) -> dict[str, str]:
        """For each language in which a thing has no name: what describes it, in that language."""
        own = self.labels(iri)
        if "" in own or self._index.fact_class(iri):
            return {}
        if own:
            bare = _short(self.best(own))
            named = {code: self._named(iri, code) for code in LANGUAGES if code not in own}
            return {code: name for code, name in named.items() if name != bare}
        found = {code: self._described(iri, code) for code in LANGUAGES}
        told = {code: _short(", ".join(parts)) for code, parts in found.items() if parts}
        return told if len(set(told.values())) > 1 else {}

    def _described(self, iri: str, language: str = "") -> list[str]:
        """What it is a kind of, where and when it is, whose it is: names in the wanted language, and dates."""
        kind = self._index.kind(iri)
        is_document = self._is_document(iri)
        fact = "" if kind else self._index.fact_class(iri)
        named = self.term_labels(fact or kind)
        parts = [named.get(language) or self.best(named)] if fact or is_document else []
        table = "documents_described" if is_document else "facts_described" if fact else "described"
        for predicate in self._index.tables.names[table]:
            for term in self._index.of(iri, predicate)[:1]:
                name = self._describing(term, predicate, language or self.chain[0])
                if name and name not in parts:
                    parts.append(name)
        return parts

    def _describing(self, term: Term, predicate: str, language: str) -> str:
        if not isinstance(term, ox.NamedNode):
            return self.tidy(text_of(term))
        name = self.labels(term.value).get(language, "")
        return name or ("" if predicate == SKOS + "broader" else self.label(term.value))

    def _kind(self, iri: str) -> str:
        if self._index.is_structure(iri):
            return self.part(iri)
        kind = self._index.kind(iri) or self._index.fact_class(iri) or next(iter(sorted(self._index.types[iri])), "")
        return self.term(kind) if kind else ""

    def part(self, iri: str) -> str:
        """A part of a text: its document and its title, else its path in it."""
        document = self._index.document(iri)
        path = iri.removeprefix(document).strip("/") if document else ""
        titled = _short(self.best(self.labels(iri))) or path
        return ", ".join(filter(None, (self.label(document) if document else "", titled)))

    def term(self, iri: str) -> str:
        """What the ontology calls a class or property; else its own name, spelt out."""
        return self.best(self.term_labels(iri))

    def term_labels(self, iri: str) -> dict[str, str]:
        """The same in all languages that the ontology, or the table of other vocabularies, has."""
        own = local(iri)
        known = self._index.vocabulary.get(iri) or self._index.tables.foreign.get(own)
        return dict(known or {"en": _CAMEL.sub(" ", own).lower()})

    def value(self, term: Term) -> str:
        """A value as text: what a thing, a concept or a part of a text is called; a literal as it is."""
        if not isinstance(term, ox.NamedNode):
            return self.tidy(text_of(term))
        iri = term.value
        return self.part(iri) if self._index.is_structure(iri) else self.label(iri) or shorten(self._index.id(iri))


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"


def local(predicate: str) -> str:
    """The name of the attribute that a property becomes."""
    return shorten(predicate).rpartition(":")[2].rpartition("/")[2]
