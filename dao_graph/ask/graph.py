"""A graph that was built: ask it, check it, take it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dao_graph.ask.answer import Answer, answer_of, frame_of
from dao_graph.ask.binding import bound, terms_of
from dao_graph.ask.evidence import of_facts
from dao_graph.ask.guard import refuse, refuse_graphs
from dao_graph.ask.late_names import NamelessError, Naming, unnamed
from dao_graph.ask.lookup import Names
from dao_graph.ask.ordering import Key, unordered
from dao_graph.ask.questions import Question, find_question, readable, untitled
from dao_graph.ask.stored import CURE, is_damage
from dao_graph.ask.taken import TakenGraph
from dao_graph.errors import DamagedError, QueryError
from dao_graph.namespaces import DAO
from dao_graph.terms import text_of

if TYPE_CHECKING:
    from dao_graph.ask.catalogue import Listing
    from dao_graph.ask.explain import Page
    from dao_graph.ask.objects import Entity, Fact, Mention, Objects
    from dao_graph.ask.reading import Reading
    from dao_graph.ask.search import Hits
    from dao_graph.rdf.conformance import Engine
    from dao_graph.rdf.validate import Violation

# The graphs that a query sees: those merged as its default graph, and those it may name.
Dataset = tuple[Sequence[str], Sequence[str]]
_NAME = ox.NamedNode(DAO + "name")


class Graph(TakenGraph):
    """A built graph: facts and evidence as N-Quads, or the files that hold them, with the report of its build."""

    def __repr__(self) -> str:
        built = [entry for entry in self.report.get("inputs", ()) if entry.get("status") == "built"]
        documents = {entry["document"] for entry in built}
        languages = sorted({entry["language"] for entry in built})
        where = f" in {str(self._state.path)!r}" if self._state else ""
        texts, works = (
            f"{n} {word}{'s' * (n != 1)}" for n, word in ((len(built), "text"), (len(documents), "document"))
        )
        return f"<dao_graph.Graph{where}: {texts} of {works}, {', '.join(languages)}>"

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """The things in the graph as objects, in the order of their ids; with `kind` ("Country") those of a class."""
        return self._objects.entities(kind)

    def facts(self, kind: str | None = None) -> Iterator[Fact]:
        """The facts with the quotes that state them; with `kind` those of a class ("Act") or property ("cites")."""
        return self._objects.facts(kind)

    def mentions(self, entity: str | None = None) -> Iterator[Mention]:
        """The places where things are named; with `entity` (a local id such as "country/RWA") those of one thing."""
        return self._objects.mentions(entity)

    @cached_property
    def _objects(self) -> Objects:
        from dao_graph.ask.objects import Objects

        return Objects(self.store, self.base)

    @cached_property
    def names(self) -> Names:
        """What the things in the graph are called."""
        return Names(self.facts_store, self.base)

    def find(
        self,
        words: str,
        *,
        language: str = "",
        document: str = "",
        limit: int | None = 20,
        start: int = 1,
        lang: str = "en",
    ) -> Hits:
        """The paragraphs that hold all of `words`, in any form ("fund" finds "funds"), the fittest first.

        A phrase stands in quotation marks, what begins so ends in "*", what must not be there has "-" before it.
        `language` and `document` (its name, symbol or id) restrict where to look; `lang` is that of documents' names.
        Raises QueryError where no word is given or no document is called so, and what `words` raises.
        """
        from dao_graph.ask.search import search

        id = self.names.find("document", document).value.removeprefix(self.base) if document else ""
        return search(self.words, lambda id: self.name(id, lang), words, language, id, limit, start - 1)

    def name(self, id: str, language: str = "en") -> str:
        """What a thing with that local id (or IRI) is called for readers of a language; its id where it has no name."""
        node = ox.NamedNode(id if "://" in id else self.base + id)
        return next((text_of(name) for name in self._called(node, language)), id)

    def _called(self, thing: Any, language: str) -> list[Any]:
        """The names of a node for readers of a language, as terms."""
        graph = ox.NamedNode(f"{self.base}views/names/{language}")
        return [q.object for q in self.facts_store.quads_for_pattern(thing, _NAME, None, graph)]

    @cached_property
    def naming(self) -> Mapping[str, set[str]]:
        """For each thing (its local id) the documents that name it."""
        from dao_graph.ask import catalogue

        return catalogue.naming(self)

    def documents(self, lang: str = "en") -> Listing:
        """The documents with their names, kinds, dates and languages, the newest first."""
        from dao_graph.ask import catalogue

        return catalogue.documents(self, lang)

    def things(self, kind: str, lang: str = "en") -> Listing:
        """The things of a kind ("states", "bodies", "funds", "people" …) that documents name, those of most documents
        first. Raises QueryError where there is no such kind."""
        from dao_graph.ask import catalogue

        if kind not in catalogue.KINDS:
            raise QueryError(f"there is no kind {kind!r} (there are: {', '.join(catalogue.KINDS)})")
        return catalogue.things(self, kind, lang)

    def counts(self) -> Mapping[str, int]:
        """How many documents, texts, states, bodies, funds, people, acts … there are."""
        from dao_graph.ask import catalogue

        return catalogue.counts(self)

    def text(self, document: str, language: str = "", lang: str = "en") -> Reading:
        """The text of a document (its symbol, number, title or id) in a language, or the first that there is, with the
        facts that its words state marked; what these are called in `lang`. Raises QueryError where there is none, and
        what `words` raises."""
        from dao_graph.ask.reading import reading

        id = self.names.find("document", document).value.removeprefix(self.base)
        found = reading(self, id, language, lang)
        if found is None:
            spoken = ", ".join(self.words.languages(id))
            raise QueryError(f"{document} has no text in {language}; it has {spoken}" if spoken else f"no text of {id}")
        return found

    def explain(self, entity: str, *, limit: int | None = 20, language: str = "", kind: str = "") -> Page:
        """The facts in which a thing takes part, each with the words that state it; of a `language`, of a class or
        property ("Act", "cites"). Raises QueryError where its name means nothing or several things."""
        from dao_graph.ask.explain import Choice, page

        return page(self, entity, Choice(language, kind), 0, limit)

    def ask(self, question: str, /, *, limit: int | None = 1000, **parameters: str) -> Any:
        """The answer to a question of the library as a table for people, without the ids of what has a name: a data
        frame of pandas or polars, whichever is installed, else an `Answer`. Raises what `query` raises."""
        found = find_question(question)
        answer, titles = self.titled(found, parameters, limit)
        return frame_of(readable(answer, found, titles))

    def sparql(self, query: str, limit: int | None = None) -> Any:
        """The answer to SPARQL text as a table; as `ask`."""
        return frame_of(self.run(query, limit=limit))

    def _repr_html_(self) -> str:
        """What is in it, which notebooks show."""
        rows = "".join(f"<tr><td>{name}</td><td>{number:,}</td></tr>" for name, number in self.counts().items())
        return f"<table>{rows}</table>"

    def query(self, question: str | Question, /, *, limit: int | None = None, **parameters: str) -> Answer:
        """The answer to a question of the library (by name), a `.rq` file, or SPARQL text.

        Parameters are bound as terms: a thing may be given by its name in any of the six languages, its code or symbol,
        its local id ("country/RWA") or its IRI. With `limit` no more rows than that are read.

        Raises RefusedError where the query would reach outside the graph or change it, QueryError where there is no
        such query, it is malformed, or a parameter does not fit.
        """
        if isinstance(question, str):
            inline = "{" in question or "<" in question
            question = Question("query", "", {}, {}, {}, question) if inline else find_question(question)
        return self.answer(question, parameters, limit)

    def answer(
        self, question: Question, parameters: Mapping[str, str], limit: int | None = None, size: int | None = None
    ) -> Answer:
        """The answer to a question with these parameters. Raises what `run` raises."""
        sparql = bound(question, parameters, self.names, self.base, limit, embedded=True)
        facts = of_facts(question.sparql, ours=question.ours)
        if not question.ours:
            return self.run(sparql, question.name, limit, None, size, facts)
        wanted, keys = unordered(sparql, question.columns)
        plain, naming = unnamed(wanted)
        for store in (self.facts_store,) if facts else self.portions(question, parameters, sparql, limit):
            try:
                answer = self.run(plain, question.name, limit, None, size, None, keys, naming, store)
            except NamelessError:
                answer = self.run(wanted, question.name, limit, None, size, None, keys, None, store)
            if answer.truncated:
                break
        return answer

    def titled(
        self, question: Question, parameters: Mapping[str, str], limit: int | None = None, size: int | None = None
    ) -> tuple[Answer, Mapping[str, str]]:
        """The answer to a question, and what those things in it are called beside which no name stands. Raises what
        `run` raises."""
        answer = self.answer(question, parameters, limit, size)
        language = parameters.get("lang", "en").partition(",")[0].strip().lower()
        named = {iri: self.name(iri, language) for iri in untitled(answer, question)}
        return answer, {iri: name for iri, name in named.items() if name != iri}

    def portions(
        self, question: Question, parameters: Mapping[str, str], sparql: str, limit: int | None
    ) -> Iterator[ox.Store]:
        """Stores that hold what a question of the library, bound, asks of evidence: where some rows are enough, of some
        texts first, then of more; the last holds all."""
        if self.files is None:
            yield self.store
            return
        texts = self.files.texts(question, terms_of(question, parameters, self.names))
        cut = limit is not None and bound(question, parameters, self.names, self.base, embedded=True) != sparql
        for some in self.files.growing(texts) if cut else (texts,):
            with self.whole():
                store = self.files.store(some, sparql)
            yield store

    def run(
        self,
        sparql: str,
        name: str = "query",
        limit: int | None = None,
        dataset: Dataset | None = None,
        size: int | None = None,
        facts: bool | None = None,
        keys: Sequence[Key] = (),
        naming: Naming | None = None,
        store: ox.Store | None = None,
    ) -> Answer:
        """The answer to SPARQL as it stands; `dataset` takes the place of what FROM and FROM NAMED say, `name` is what
        errors call the query, `facts` is whether facts without evidence are enough, None where that is to be found out,
        `keys` are what the rows are to be sorted by, `naming` what is to be named in them, `store` what answers where
        that is known. Raises what `query` raises, LimitError where there are more than `size` bytes, NamelessError."""
        refuse(sparql, self.base)
        default, named = dataset or ((), ())
        refuse_graphs([*default, *named], self.base)
        try:
            graphs = {} if dataset is None else {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
            answers = self._store_of(sparql, dataset, facts) if store is None else store
            found = answers.query(sparql, base_iri=self.base, **graphs)  # type: ignore[arg-type]
            return answer_of(found, limit, size, keys, naming, self._called)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            if is_damage(error):
                raise DamagedError(f"{self._folder}: the store is damaged ({error}): {CURE}") from error
            raise QueryError(f"{name}: {error}") from error

    def ready(self, sparql: str, dataset: Dataset | None = None) -> None:
        """Read what SPARQL asks for, so that its answer need not wait for that. Raises GraphError where no file can be
        read."""
        self._store_of(sparql, dataset, None)

    def _store_of(self, sparql: str, dataset: Dataset | None, facts: bool | None) -> ox.Store:
        """The store that can answer a query."""
        if dataset is None:
            enough = of_facts(sparql) if facts is None else facts
        else:
            enough = not any(iri.startswith(f"{self.base}evidence/") for graphs in dataset for iri in graphs)
        return self.facts_store if enough else self.store

    def bound(self, question: Question, /, **parameters: str) -> str:
        """The SPARQL that `query` would run. Raises QueryError where a parameter does not fit."""
        return bound(question, parameters, self.names, self.base)

    def validate(self, engine: Engine = "shacl") -> list[Violation]:
        """The violations of shapes; each text's graphs are checked together with what the authority lists say of the
        things they name. `engine` decides first whether there are any."""
        from dao_graph.ask.breaches import violations_in

        return violations_in(self.quads(), self.base, engine)


def _nodes(iris: Sequence[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris]
