"""Pages to look through: lists with facets, words in paragraphs, a text with its facts marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from lxml.html import builder as E

from dao_graph.ask.catalogue import KINDS, Listed, Listing
from dao_graph.ask.reading import Passage, Piece, Reading
from dao_graph.ask.search import Hit, Hits
from dao_graph.model.normal import clean
from dao_graph.serve.elements import facing
from dao_graph.serve.pages import Pages
from dao_graph.serve.speech import LANGUAGES

# Entries of a list that a page shows, and paragraphs that hold words.
ENTRIES, HITS = 100, 20


class ListPages(Pages):
    """The pages of a graph, with those to look through."""

    def words(self, wanted: str, language: str, found: Hits | None, start: int, error: str = "") -> bytes:
        """A form for words, and the paragraphs that hold them."""
        form = E.FORM(
            E.LABEL(self.say("words"), E.INPUT(name="q", value=clean(wanted), type="search")),
            self._choice("in", self.say("language"), {code: LANGUAGES[code] for code in LANGUAGES}, language),
            E.BUTTON(self.say("look_up")),
            action="/words",
            method="get",
        )
        shown: list[Any] = [E.P(E.STRONG(clean(error)), role="alert")] if error else []
        if found is not None:
            last = start + len(found)
            if found.hits:
                shown.append(E.H2(self.say("paragraphs", start + 1, last, found.total)))
            shown += [E.P(self.say("no_paragraph"))] if not found.total else map(self._hit, found)
            shown.append(self._turn("/words", {"q": wanted, "in": language}, start, last, found.total, HITS))
        title = self.say("find_words")
        return self._page(title, E.H1(title), E.P(E.CLASS("mute"), self.say("words_help")), form, *shown)

    def _hit(self, hit: Hit) -> Any:
        text = [E.MARK(clean(piece)) if meant else clean(piece) for piece, meant in hit.pieces()]
        where = hit.provision.removeprefix(f"{hit.document}/")
        anchor = f"#{quote(where)}" if where else ""
        return E.ARTICLE(
            E.P(*text, lang=hit.language, dir="auto"),
            E.P(
                E.CLASS("mute"),
                E.A(
                    clean(hit.name), href=f"/read/{quote(hit.document)}?in={hit.language}{anchor}", dir=facing(hit.name)
                ),
                f" · {hit.place} · {hit.language}" if where else f" · {hit.language}",
            ),
        )

    def listing(self, listing: Listing, chosen: Mapping[str, str], start: int) -> bytes:
        """A list of documents or things; `chosen` restricts it: words of the name ("q"), and of documents the kind, the
        year and the language."""
        whole = listing.of == "documents"
        path = "/documents" if whole else f"/list/{listing.of}"
        entries = [entry for entry in listing if _fits(entry, chosen)]
        shown = entries[start : start + ENTRIES]
        fields = [E.LABEL(self.say("name"), E.INPUT(name="q", value=clean(chosen.get("q", "")), type="search"))]
        if whole:
            fields += self._facets(listing, chosen)
        head = ("name", "kind", "date", "languages") if whole else ("name", "documents")
        rows = [self._row(entry, whole) for entry in shown]
        table = E.TABLE(E.THEAD(E.TR(*(E.TH(self.say(key)) for key in head))), E.TBODY(*rows))
        last = start + len(shown)
        title = self.say(listing.of)
        others = [
            E.A(self.say(kind), href=f"/list/{kind}") for kind in KINDS if kind != listing.of
        ] + ([] if whole else [E.A(self.say("documents"), href="/documents")])  # fmt: skip
        return self._page(
            title,
            E.H1(title),
            E.P(E.CLASS("lists"), *(part for link in others for part in (link, " "))),
            E.FORM(*fields, E.BUTTON(self.say("show")), E.CLASS("facets"), action=path, method="get"),
            E.P(self.say("listed", start + 1, last, len(entries)) if shown else self.say("none")),
            E.DIV(E.CLASS("scroll"), table) if shown else "",
            self._turn(path, chosen, start, last, len(entries), ENTRIES),
        )

    def _facets(self, listing: Listing, chosen: Mapping[str, str]) -> list[Any]:
        """What documents can be chosen by, each with how many of those that fit the other choices have it."""
        facets = []
        for name in ("kind", "year", "language"):
            others = {key: value for key, value in chosen.items() if key != name}
            counts = Counter(value for entry in listing if _fits(entry, others) for value in _values(entry, name))
            ordered = sorted(counts, reverse=name == "year")
            options = {value: f"{LANGUAGES.get(value, value)} ({counts[value]:,})" for value in ordered}
            facets.append(self._choice(name, self.say(name), options, chosen.get(name, "")))
        return facets

    def _choice(self, name: str, label: str, options: Mapping[str, str], chosen: str, open_: str = "") -> Any:
        """A list to choose from; the first of it is to choose none, called `open_`."""
        listed = [E.OPTION(open_ or self.say("all"), value="")]
        for value, shown in options.items():
            marked = {"selected": "selected"} if value == chosen else {}
            listed.append(E.OPTION(clean(shown), marked, value=clean(value)))
        return E.LABEL(label, E.SELECT(*listed, name=name))

    def _row(self, entry: Listed, whole: bool) -> Any:
        name = E.TD(E.A(clean(entry.name), href=f"/id/{quote(entry.id)}"), dir=facing(entry.name))
        if not whole:
            return E.TR(name, E.TD(f"{entry.documents:,}"))
        texts = [E.A(code, href=f"/read/{quote(entry.id)}?in={code}") for code in entry.languages]
        spoken = E.TD(*(part for link in texts for part in (link, " ")))
        return E.TR(name, E.TD(clean(entry.kind)), E.TD(entry.date), spoken)

    def _turn(self, path: str, chosen: Mapping[str, str], start: int, last: int, total: int, size: int) -> Any:
        """Links to what stands before and after."""
        given = {key: value for key, value in chosen.items() if value}
        links: list[Any] = []
        if start > 0:
            links.append(E.A(self.say("earlier"), href=_address(path, given, max(start - size, 0))))
        if last < total:
            links += [" ", E.A(self.say("later"), href=_address(path, given, last))]
        return E.P(*links)

    def reading(self, text: Reading, beside: Reading | None) -> bytes:
        """A text with its facts marked, and beside it that in another language, paragraph by paragraph."""
        path = f"/read/{quote(text.document)}"
        spoken = {code: LANGUAGES.get(code, code) for code in text.languages}
        form = E.FORM(
            self._choice("in", self.say("language"), spoken, text.language, "–"),
            self._choice("beside", self.say("beside"), spoken, beside.language if beside else "", "–"),
            E.BUTTON(self.say("show")),
            E.CLASS("facets"),
            action=path,
            method="get",
        )
        pairs = _paired(text.passages, beside.passages if beside else ())
        rows = [
            E.DIV(E.CLASS("pair" if beside else "alone"), *(_passage(one, n == 0) for n, one in enumerate(pair)))
            for pair in (pairs if beside else ((first,) for first, _ in pairs))
        ]
        return self._page(
            text.name,
            E.H1(E.A(clean(text.name), href=f"/id/{quote(text.document)}"), dir=facing(text.name)),
            E.P(E.CLASS("mute"), self.say("reading_help")),
            form,
            *rows,
        )


def _address(path: str, given: Mapping[str, str], start: int) -> str:
    return f"{path}?{urlencode({**given, 'start': start})}"


def _values(entry: Listed, name: str) -> Sequence[str]:
    if name == "language":
        return entry.languages
    value = entry.kind if name == "kind" else entry.date[:4]
    return (value,) if value else ()


def _fits(entry: Listed, chosen: Mapping[str, str]) -> bool:
    words = chosen.get("q", "").casefold().split()
    if any(word not in f"{entry.name} {entry.id}".casefold() for word in words):
        return False
    facets = ((name, chosen.get(name)) for name in ("kind", "year", "language"))
    return all(not value or value in _values(entry, name) for name, value in facets)


def _paired(first: Sequence[Passage], second: Sequence[Passage]) -> list[tuple[Passage | None, Passage | None]]:
    """Passages of two texts side by side: those of the same address and kind, in the order of the first; what only the
    second has stands after what it follows there."""
    waiting: dict[tuple[str, str], list[int]] = {}
    places_of = [(passage.kind, passage.path) for passage in second]
    for number, place_of in enumerate(places_of):
        waiting.setdefault(place_of, []).append(number)
    pairs: list[tuple[Passage | None, Passage | None]] = []
    done = 0
    taken: set[int] = set()
    shared = {(passage.kind, passage.path) for passage in first}
    for passage in first:
        places = waiting.get((passage.kind, passage.path), [])
        place: int | None = places.pop(0) if places else None
        if place is not None:
            between = [
                i for i in range(done, place) if i not in taken and (second[i].kind, second[i].path) not in shared
            ]
            pairs += [(None, second[i]) for i in between]
            taken |= {place, *between}
            done = max(done, place + 1)
        pairs.append((passage, None if place is None else second[place]))
    return [*pairs, *((None, passage) for number, passage in enumerate(second) if number not in taken)]


def _passage(passage: Passage | None, anchored: bool) -> Any:
    if passage is None:
        return E.DIV()
    number = [E.SPAN(E.CLASS("mute number"), clean(passage.name))] if passage.name else []
    attributes = {"id": passage.path} if anchored and passage.path else {}
    kind = "heading" if passage.kind in ("title", "heading") else "passage"
    text = E.P(E.CLASS(kind), *map(_piece, passage.pieces), lang=passage.language, dir="auto")
    return E.DIV(attributes, *number, text)


def _piece(piece: Piece) -> Any:
    """Words, with a link to the thing that they name, else to the fact that they state."""
    text = clean(piece.text)
    if not piece.marks:
        return text
    thing = piece.thing
    fact = next((mark for mark in piece.marks if not mark.names), None)
    title = "\n".join(filter(None, (thing.said if thing else "", piece.said)))
    target = thing or fact
    assert target is not None
    kind = " ".join(name for name, there in (("thing", thing), ("fact", fact)) if there)
    return E.A(text, E.CLASS(kind), href=f"/id/{quote(target.id)}", title=clean(title))
