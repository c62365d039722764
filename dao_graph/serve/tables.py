"""Tables of answers for people: an id is the address behind the name that stands beside it, not a column of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self
from urllib.parse import urlencode

from lxml.html import builder as E

from dao_graph.ask.answer import Answer
from dao_graph.ask.describe import Place
from dao_graph.ask.questions import SAID_BESIDE, Question
from dao_graph.namespaces import shorten
from dao_graph.serve.elements import between, facing, link, text, thing_path
from dao_graph.serve.speech import Speech

# Rows that a page shows; the downloads have all.
ROWS = 1000
Around = Callable[[Place], tuple[str, str]]
ENGLISH = Speech("en")
MACHINE = (("turtle", "Turtle"), ("jsonld", "JSON-LD"))
_GRAPH_LINKS = (*MACHINE, ("spreadsheet", "CSV"))
_ROW_LINKS = (("spreadsheet", "CSV"), ("sparql-json", "SPARQL JSON"), ("jsonl", "JSON Lines"))
# A cell with so many letters has a wide column.
_LONG = 60


class Tables:
    """What shows answers of a graph with that `base`; `around` gives the words around a quote, `speech` is what pages
    say in, `path` where the reader is."""

    def __init__(self, base: str, around: Around, speech: Speech = ENGLISH, path: str = "/") -> None:
        self._base = base
        self._around = around
        self.say = speech
        self._path = path

    def speaking(self, language: str, path: str) -> Self:
        """The same pages for readers of a language who are at that path."""
        return type(self)(self._base, self._around, Speech(language), path)

    def _href(self, iri: str) -> str:
        """Where a link to an IRI leads: to the page of a thing, to another site, or nowhere."""
        if iri.startswith(self._base):
            return thing_path(iri.removeprefix(self._base).partition("#")[0])
        return iri if iri.startswith(("https://", "http://")) else ""

    def _outcome(
        self,
        answer: Answer | None,
        error: str,
        path: str,
        given: Mapping[str, str],
        said: Question | None = None,
        titles: Mapping[str, str] | None = None,
        named: Mapping[int, int] | None = None,
    ) -> Iterable[Any]:
        """The answer to a query, or to the question `said`, whose things are called `titles`; `named` are the columns
        of things, each with that of their names."""
        if error:
            yield E.P(E.STRONG(text(error)), role="alert")
        if answer is None:
            return
        cut = answer.truncated or len(answer) > ROWS
        formats = _GRAPH_LINKS if answer.kind == "construct" else _ROW_LINKS
        links = [link(f"{path}?{urlencode({**given, 'format': form})}", name) for form, name in formats]
        yield E.H2(self.say("first_rows" if cut else "rows", min(len(answer), ROWS)))
        if said and said.needs and not answer.rows:
            yield E.P(text(said.needs), dir="auto")
        yield E.P(E.CLASS("mute"), *between(links, " · "))
        yield E.DIV(E.CLASS("scroll"), self._table(answer, said, titles or {}, named or {}))

    def _table(self, answer: Answer, said: Question | None, titles: Mapping[str, str], named: Mapping[int, int]) -> Any:
        shown = [i for i, column in enumerate(answer.columns) if i not in named.values() and column not in SAID_BESIDE]
        head = [self._head(answer.columns[i], said.columns.get(answer.columns[i], "") if said else "") for i in shown]
        rows = [E.TR(*(self._named(row, i, named.get(i), titles) for i in shown)) for row in answer.rows[:ROWS]]
        return E.TABLE(E.THEAD(E.TR(*head)), E.TBODY(*rows))

    def _head(self, column: str, about: str) -> Any:
        """The head of a column: its name, for readers of other languages what it is."""
        if about and self.say.language != "en":
            return E.TH(text(about.removesuffix(" (IRI)")), title=column)
        return E.TH(text(column.replace("_", " ")), {"lang": "en"}, title=about)

    def _named(self, row: Sequence[Any], i: int, name: int | None, titles: Mapping[str, str]) -> Any:
        """The cell of a column in a row, with what stands in the column of its names."""
        cell, shown = row[i], row[name] if name is not None else None
        href = self._href(cell.value) if cell is not None and not hasattr(cell, "datatype") else ""
        if shown is not None and href:
            spoken = {"lang": shown.language} if getattr(shown, "language", None) else {}
            return E.TD(link(href, shown.value), spoken)
        if cell is None:
            return self._cell(shown)
        return self._cell(cell, titles.get(cell.value, ""))

    def _cell(self, cell: Any, title: str = "") -> Any:
        if cell is None:
            return E.TD()
        if href := self._href(cell.value) if not hasattr(cell, "datatype") else "":
            id = cell.value.removeprefix(self._base)
            return E.TD(link(href, title or (self.say("fact") if id.startswith("fact/") else shorten(id))))
        wide = {"class": "wide"} if len(cell.value) > _LONG else {}
        spoken = {"lang": cell.language} if getattr(cell, "language", None) else {}
        return E.TD(text(cell.value), {**wide, **spoken}, dir=facing(cell.value))
