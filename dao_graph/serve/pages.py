"""The pages for people: one style sheet, no script, nothing fetched. Elements are built, never pasted, so that every
text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from lxml import html
from lxml.html import builder as E

from dao_graph.ask.answer import Answer
from dao_graph.ask.catalogue import KINDS
from dao_graph.ask.describe import Fact, Place, Thing, Value
from dao_graph.ask.questions import Question, groups, named_columns, questions
from dao_graph.ask.wording import asked, worded
from dao_graph.serve.elements import between, example, facing, field, lines, link, text, thing_path
from dao_graph.serve.speech import LANGUAGES, switch
from dao_graph.serve.tables import MACHINE, Tables

NAVIGATION = (("documents", "/documents"), ("words", "/words"), ("questions", "/"), ("explorer", "/explore"))
# What is asked most about things of some kinds, and by which parameter.
_DOCUMENTS = ("document",)
_ACTORS = ("country", "body", "group", "post", "person")
_THINGS = (*_ACTORS, "fund", "initiative", "meeting", "place")
_ABOUT = {
    ("summary", "document"): _DOCUMENTS,
    ("citing-acts", "cited"): _DOCUMENTS,
    ("about", "entity"): _THINGS,
    ("must-do", "addressee"): _ACTORS,
    ("acts-of", "actor"): _ACTORS,
    ("where-mentioned", "entity"): _THINGS,
}
LISTS = (("documents", "/documents"), *((kind, f"/list/{kind}") for kind in KINDS))


class Pages(Tables):
    """The pages of a graph."""

    def home(self, library: Mapping[str, Sequence[Question]]) -> bytes:
        """The way in: every question of the library, by what people want to know."""
        spoken = self.say.language
        listed = []
        for group, some in library.items():
            listed += [
                E.H3(text(groups()[group][spoken])),
                E.UL(E.CLASS("questions"), *(self._question(question) for question in some)),
            ]
        return self._page(
            "dao_graph",
            E.H1(self.say("titles")),
            E.P(self.say("intro")),
            E.P(E.CLASS("lists"), *between([link(href, self.say(key)) for key, href in LISTS], " · ")),
            E.H2(f"{self.say('questions')} ({sum(map(len, library.values()))})"),
            *listed,
        )

    def _question(self, question: Question) -> Any:
        """A question as a link, in the reader's language if it is asked in that."""
        spoken = self.say.language if self.say.language in question.question else "en"
        return E.LI(link(f"/questions/{question.name}", asked(question, spoken)), lang=spoken)

    def question(
        self, question: Question, given: Mapping[str, str], found: tuple[Answer, Mapping[str, str]] | None, error: str
    ) -> bytes:
        """A question with a form for its parameters, and its answer, with what things in it are called."""
        path = f"/questions/{question.name}"
        given = {"lang": self.say.language, **given}
        said = worded(question, self.say.language)
        fields = [field(parameter, given, self.say.language) for parameter in said.parameters.values()]
        form = E.FORM(*fields, E.BUTTON(self.say("answer"), name="run", value="1"), action=path, method="get")
        spoken = self.say.language if self.say.language in question.question else "en"
        answer, titles = found or (None, {})
        named = named_columns(answer, question) if answer else {}
        outcome = self._outcome(answer, error, path, {**given, "run": "1"}, said, titles, named)
        return self._page(
            said.title,
            E.H1(text(asked(question, spoken)), lang=spoken),
            form,
            *outcome,
            E.DETAILS(E.SUMMARY("SPARQL"), E.PRE(text(question.sparql), lang="en", dir="ltr")),
        )

    def sparql(self, query: str, answer: Answer | None, error: str) -> bytes:
        """A form for SPARQL, and the answer."""
        shown = query or example(self._base)
        return self._page(
            self.say("sparql_query"),
            E.H1(self.say("sparql_query")),
            E.FORM(
                E.TEXTAREA(
                    text(shown),
                    {"aria-label": self.say("sparql_query"), "lang": "en", "dir": "ltr"},
                    name="query",
                    rows=str(min(max(shown.count("\n") + 3, 10), 30)),
                    spellcheck="false",
                ),
                E.P(E.BUTTON(self.say("sparql_run"))),
                action="/sparql",
                method="get",
            ),
            *self._outcome(answer, error, "/sparql", {"query": query}),
            E.P(E.CLASS("mute"), *self._around_address("sparql_help", "/store?graph=IRI")),
        )

    def _around_address(self, key: str, address: str) -> Iterable[Any]:
        """What is said under a key, with an address put in as code, which runs from left to right in every script."""
        before, _, after = self.say(key, "\0").partition("\0")
        return before, E.CODE(address, dir="ltr"), after

    def thing(self, thing: Thing, start: int, count: int) -> bytes:
        """A thing: its names, what is said of it, and a page of its facts with their quotes."""
        id = thing.iri.removeprefix(self._base)
        path = thing_path(id)
        last = min(start + count, thing.total)
        facts: list[Any] = [E.H2(self.say("facts", start + 1, last, thing.total))] if thing.facts else []
        terms = thing.terms
        whole = id.startswith("document/") and id.count("/") == 1
        turn = [
            link(f"{path}?start={place}", name)
            for place, name, shown in (
                (max(start - count, 0), self.say("earlier"), start > 0),
                (last, self.say("later"), last < thing.total),
            )
            if shown
        ]
        return self._page(
            thing.name,
            E.H1(text(thing.name), dir=facing(thing.name)),
            E.P(
                E.CLASS("mute"),
                text(f"{self.say('comma').join(terms.get(kind, kind) for kind in thing.kinds)} · "),
                E.CODE(text(thing.iri)),
            ),
            *([E.P(link(f"/read/{quote(id)}", self.say("read")))] if whole else []),
            E.UL(
                E.CLASS("names"),
                *(
                    E.LI(E.SPAN(E.CLASS("mute"), f"{code} "), E.SPAN(text(name), lang=code, dir="auto"))
                    for code, name in thing.names
                ),
            ),
            self._roles(thing.properties, terms),
            E.UL(E.CLASS("questions"), *self._asking(id)),
            *self._quotes(thing.places),
            *facts,
            *(self._fact(fact, terms) for fact in thing.facts),
            E.P(*between(turn, " · ")),
            self._machine(path),
        )

    def _machine(self, path: str) -> Any:
        """Links to what programs read of a thing."""
        links = [link(f"{path}?format={format}", name) for format, name in MACHINE]
        return E.P(E.CLASS("mute"), self.say("for_programs"), " ", *between(links, " · "))

    def _asking(self, id: str) -> Iterable[Any]:
        """Links to what can be asked about a thing, in the reader's language."""
        for (name, parameter), kinds in _ABOUT.items():
            if id.partition("/")[0] not in kinds or (kinds is _DOCUMENTS and id.count("/") > 1):
                continue
            href = f"/questions/{name}?{urlencode({parameter: id, 'lang': self.say.language, 'run': '1'})}"
            yield E.LI(link(href, asked(questions()[name], self.say.language)))

    def unknown(self, name: str, candidates: Sequence[tuple[str, str]]) -> bytes:
        """A page for a name that leads nowhere, or to several things: the ids and names of `candidates`."""
        title = name or self.say("look_up")
        said = self.say("did_you_mean" if candidates else "nothing_called")
        links = [
            E.LI(link(thing_path(id), label or id), " ", E.SPAN(E.CLASS("mute"), text(id))) for id, label in candidates
        ]
        return self._page(title, E.H1(text(title)), E.P(said), E.UL(*links))

    def message(self, title: str, words: str) -> bytes:
        """A page that says one thing."""
        return self._page(title, E.H1(text(title)), E.P(text(words)))

    def _fact(self, fact: Fact, terms: Mapping[str, str]) -> Any:
        said: list[Any]
        kind = text(" / ".join(terms.get(name, name) for name in fact.kind.split("/")))
        if all(not role for role, _ in fact.roles):
            subject, object_ = (self._value(value) for _, value in fact.roles)
            said = [E.P(subject, " ", E.SPAN(E.CLASS("kind"), kind), " ", object_)]
        else:
            said = [E.DIV(E.CLASS("kind"), link(self._href(fact.iri), kind)), self._roles(fact.roles, terms)]
        more = fact.stated - len(fact.places)
        note = [E.P(E.CLASS("mute"), self.say("more_places", more))] if more > 0 else []
        return E.ARTICLE(*said, *self._quotes(fact.places), *note)

    def _quotes(self, places: Sequence[Place]) -> Iterable[Any]:
        """Quotes in the language that the reader likes best; those of other versions to be unfolded."""
        first = [place for place in places if place.language == places[0].language]
        yield from map(self._quote, first)
        if others := places[len(first) :]:
            spoken = ", ".join(dict.fromkeys(LANGUAGES.get(place.language, place.language) for place in others))
            yield E.DETAILS(E.SUMMARY(spoken), *map(self._quote, others))

    def _quote(self, place: Place) -> Any:
        before, after = self._around(place)
        where = place.provision or place.text
        return E.BLOCKQUOTE(
            E.P(lines(before), E.MARK(lines(place.quote)), lines(after), lang=place.language, dir="auto"),
            E.P(
                E.CLASS("mute"),
                link(self._href(where), place.where or where.removeprefix(self._base)),
                f" · {place.language} · {self.say('characters', place.begin, place.end)}",
                *self._pages(place),
            ),
        )

    def _pages(self, place: Place) -> Iterable[Any]:
        """Links to pictures of the pages that a quote stands on, with its words marked."""
        numbers = sorted({int(box[5:].partition("&")[0]) for box in place.boxes if box[5:6].isdigit()})
        for number in numbers:
            asked = [("text", place.text), ("page", number), *(("box", box) for box in place.boxes)]
            yield " · "
            yield link(f"/page?{urlencode(asked)}", self.say("page", number))

    def _roles(self, roles: Iterable[tuple[str, Value]], terms: Mapping[str, str]) -> Any:
        grouped: dict[str, list[Value]] = {}
        for role, value in roles:
            grouped.setdefault(role, []).append(value)
        parts: list[Any] = []
        for role, values in grouped.items():
            parts += [
                E.DT(text(terms.get(role, role))),
                E.DD(*between([self._value(v) for v in values], self.say("comma"))),
            ]
        return E.DL(*parts)

    def _value(self, value: Value) -> Any:
        if value.iri:
            return link(self._href(value.iri), value.text)
        if value.text in _TRUTH and not value.language:
            return E.SPAN(self.say(value.text))
        return E.SPAN(text(value.text), {"lang": value.language} if value.language else {}, dir="auto")

    def _page(self, title: str, *body: Any) -> bytes:
        say, box = self.say, self.say("name_or_code")
        links = [link(href, say(key)) for key, href in NAVIGATION]
        others = [
            E.A(name, href=href, lang=code, hreflang=code) for code, name, href in switch(self._path, say.language)
        ]
        look_up = E.FORM(
            E.INPUT({"aria-label": box}, name="name", placeholder="Rwanda, RWA, A/RES/62/208"),
            E.BUTTON(say("look_up")),
            action="/find",
            method="get",
        )
        page = E.HTML(
            E.HEAD(
                E.META(charset="utf-8"),
                E.META(name="viewport", content="width=device-width, initial-scale=1"),
                E.TITLE(text(title)),
                E.LINK(rel="stylesheet", href="/style.css"),
                E.LINK(rel="icon", href="/favicon.ico", type="image/svg+xml"),
            ),
            E.BODY(
                E.NAV(E.STRONG(link("/", "dao_graph")), *links, link("/sparql", "SPARQL"), look_up),
                E.MAIN(*body),
                E.FOOTER(E.P(E.CLASS("mute"), *between(others, " · "))),
            ),
            lang=say.language,
            dir=say.direction,
        )
        written: bytes = html.tostring(page, doctype="<!doctype html>", encoding="utf-8")
        return written


_TRUTH = ("true", "false")
