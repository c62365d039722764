"""Reading: a text as it stands, with the facts that its words state marked in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dao_graph.ask.questions import place_in
from dao_graph.model.document import Span
from dao_graph.namespaces import DAO, ITSRDF, NIF, RDF, VIEWED
from dao_graph.terms import text_of

if TYPE_CHECKING:
    from dao_graph.ask.graph import Graph
    from dao_graph.words.paragraphs import Paragraph

_STYLE = (
    "<style>.dao-fact{border-bottom:2px solid #c78a00}.dao-thing{background:#ffe58a;color:#111}"
    ".dao-heading{font-weight:600}.dao-number{opacity:.6;font-size:.85em}</style>"
)
# Facts that a piece of a text names; where more stand on the same words, they say the same.
_NAMED = 4
_SAID = ("actor", "verb", "addressee", "participant", "contributor", "country", "role", "fund", "initiative", "status")
_UNSAID = (*VIEWED, DAO + "evidence", DAO + "rule", DAO + "text", DAO + "inProvision", RDF + "type")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an interval of the original text states or names: the local id of the fact or thing, and that in words."""

    begin: int
    end: int
    id: str
    said: str
    names: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that carry the same marks."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def thing(self) -> Mark | None:
        """The thing that the words name, the one of the fewest words."""
        return min((m for m in self.marks if m.names), key=lambda m: (m.end - m.begin, m.id), default=None)

    @property
    def said(self) -> str:
        """What they state, in a line for each fact."""
        lines = dict.fromkeys(mark.said for mark in self.marks if not mark.names)
        return "\n".join(list(lines)[:_NAMED])


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text in pieces; `kind`, `path` and `number` as in `words.paragraphs`, `name` is what it is
    called in its document ("operative paragraph 7")."""

    kind: str
    path: str
    number: str
    language: str
    pieces: tuple[Piece, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its facts marked: the document's local id and name, the language, those of other versions."""

    document: str
    name: str
    language: str
    languages: tuple[str, ...]
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        return "\n\n".join("".join(piece.text for piece in passage.pieces) for passage in self.passages)

    def _repr_html_(self) -> str:
        """The text with its facts marked, which notebooks show."""
        title = f"<h3>{escape(self.name)}</h3>"
        return f'{_STYLE}<div lang="{self.language}" dir="auto">{title}{"".join(map(_html, self.passages))}</div>'


def reading(graph: Graph, document: str, language: str = "", lang: str = "en") -> Reading | None:
    """The text of a document (its local id) in that language, or the first that there is; names in `lang`. None where
    there is no such text. Raises GraphError where the graph has no index of words."""
    kept = graph.words.text(document, language)
    if kept is None:
        return None
    # That a paragraph is one, its place says.
    parts = {document, *(f"{document}/{paragraph.path}" for paragraph in kept.paragraphs)}
    found = (m for m in _marks(graph, document, kept.language, lang) if m.names or m.id not in parts)
    marks = sorted(found, key=lambda mark: (mark.begin, mark.end, mark.id))
    name = graph.name(document, lang)
    called = {path: place_in(graph.name(f"{document}/{path}", lang), [name]) for path in _paths(kept.paragraphs)}
    passages = [
        Passage(
            p.kind, p.path, p.number, p.language, tuple(_pieces(kept.content, p.spans, marks)), called.get(p.path, "")
        )
        for p in kept.paragraphs
    ]
    others = tuple(graph.words.languages(document))
    return Reading(document, name, kept.language, others, tuple(passages))


def _paths(paragraphs: Iterable[Paragraph]) -> set[str]:
    return {paragraph.path for paragraph in paragraphs if paragraph.path}


def _pieces(content: str, spans: Iterable[Span], marks: list[Mark]) -> Iterator[Piece]:
    """The text of some intervals, cut where marks begin and end; `marks` are in the order of their beginnings."""
    longest = max((mark.end - mark.begin for mark in marks), default=0)
    for number, span in enumerate(spans):
        if number:
            yield Piece(" ", ())
        near = marks[bisect_left(marks, span.start - longest, key=_begin) : bisect_left(marks, span.end, key=_begin)]
        there = [mark for mark in near if span.start < mark.end]
        cuts = {span.start, span.end}
        cuts |= {place for mark in there for place in (mark.begin, mark.end) if span.start < place < span.end}
        ordered = sorted(cuts)
        for begin, end in pairwise(ordered):
            yield Piece(content[begin:end], tuple(m for m in there if m.begin <= begin and end <= m.end))


def _begin(mark: Mark) -> int:
    return mark.begin


def _marks(graph: Graph, document: str, language: str, lang: str) -> Iterator[Mark]:
    """What the text's evidence marks."""
    places: dict[str, dict[str, int]] = {}
    stated: list[tuple[str, str]] = []
    named: list[tuple[str, str]] = []
    plain: dict[str, dict[str, str]] = {}
    for quad in graph.part(f"evidence/{document.partition('/')[2]}/{language}"):
        subject, predicate, value = text_of(quad.subject), quad.predicate.value, text_of(quad.object)
        if predicate in (NIF + "beginIndex", NIF + "endIndex"):
            places.setdefault(subject, {})[predicate] = int(value)
        elif predicate == DAO + "evidence":
            stated.append((subject, value))
        elif predicate == ITSRDF + "taIdentRef":
            named.append((value, subject))
        elif predicate in (RDF + "subject", RDF + "predicate", RDF + "object"):
            plain.setdefault(subject, {})[predicate] = value
    said: dict[str, str] = {}
    for pairs, names in ((stated, False), (named, True)):
        for id, span in pairs:
            statement = plain.get(id, {})
            # That something is named, its own mark says.
            if statement.get(RDF + "predicate") == DAO + "mentions" or len(places.get(span, ())) != 2:
                continue
            if id not in said:
                said[id] = _plain(graph, statement, document, lang) if statement else _said(graph, id, lang, names)
            place = places[span]
            local = id.removeprefix(graph.base)
            yield Mark(place[NIF + "beginIndex"], place[NIF + "endIndex"], local, said[id], names)


def _plain(graph: Graph, statement: Mapping[str, str], document: str, lang: str) -> str:
    """A statement in words; what is read is not named again."""
    subject, predicate, value = (statement.get(RDF + part, "") for part in ("subject", "predicate", "object"))
    words = (_name(graph, term, lang) for term in (predicate, value))
    own = f"{subject}/".startswith(f"{graph.base}{document}/")
    return ": ".join(words) if own else f"{_name(graph, subject, lang)} – {': '.join(words)}"


def _said(graph: Graph, id: str, lang: str, names: bool) -> str:
    """A fact or thing in words."""
    name = _name(graph, id, lang)
    if names:
        return name
    node = ox.NamedNode(id)
    roles: dict[str, list[str]] = {}
    kinds: list[str] = []
    for quad in graph.facts_store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
        predicate, value = quad.predicate.value, text_of(quad.object)
        if predicate == RDF + "type":
            kinds.append(_name(graph, value, lang))
        elif predicate not in _UNSAID and getattr(quad.object, "language", None) in (None, lang):
            roles.setdefault(predicate, []).append(_name(graph, value, lang))
    order = sorted(roles, key=lambda p: (_rank(p), p))
    shown = (f"{_name(graph, predicate, lang)}: {', '.join(sorted(set(roles[predicate])))}" for predicate in order[:6])
    return f"{', '.join(sorted(set(kinds)))} – {'; '.join(shown)}" if kinds else name


def _rank(predicate: str) -> int:
    last = predicate.removeprefix(DAO)
    return _SAID.index(last) if last in _SAID else len(_SAID)


def _name(graph: Graph, value: str, lang: str) -> str:
    return graph.name(value.removeprefix(graph.base), lang) if "://" in value else value


def _html(passage: Passage) -> str:
    number = f'<span class="dao-number">{escape(passage.name)}</span> ' if passage.name else ""
    shown = "".join(map(_marked, passage.pieces))
    kind = "dao-heading" if passage.kind in ("title", "heading") else ""
    return f'<p class="{kind}" lang="{passage.language}" dir="auto">{number}{shown}</p>'


def _marked(piece: Piece) -> str:
    text = escape(piece.text)
    if thing := piece.thing:
        text = f'<span class="dao-thing" title="{escape(thing.said)}">{text}</span>'
    return f'<span class="dao-fact" title="{escape(piece.said)}">{text}</span>' if piece.said else text
