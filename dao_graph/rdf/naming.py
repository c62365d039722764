"""Names: for each thing of a graph one in each language, so that whoever asks need not look for the best.

A name is what the lists or the texts call the thing in that language; else it is put together (a meeting from its place
and days, a post from its general name and its state) by the forms in `ontology/names.toml`; else it is a name in
another language, tagged as that; at last the end of its id. Names of a language are a named graph, `id:views/names/fr`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from dao_graph.data import LANGUAGES, data_dir
from dao_graph.errors import DataError
from dao_graph.folder.user_cache import kept_table
from dao_graph.lists.authorities import Authorities, authorities
from dao_graph.model.characters import CLOSING_BRACKETS, OPENING_BRACKETS
from dao_graph.namespaces import BASE, DAO, expand_name
from dao_graph.rdf import things
from dao_graph.rdf.dates import ordinal_form, written
from dao_graph.rdf.literals import literal
from dao_graph.rdf.things import Known, things_of

NAME, WORDS = DAO + "name", DAO + "words"
_WORDS = re.compile(rb'(<[^>]*>) <%btext> (".*")@([a-z]{2}) <[^>]*> \.\n' % re.escape(DAO.encode()))
# The order in which another language's name serves.
ORDER = ("en", "fr", "es", "ru", "zh", "ar")
# Questions answer with these of their own, whether the graph speaks of them or not.
_ANSWERED = ("role/", "status/")
_NUMBERED = re.compile(r"-\d+$")
_ARTICLE = re.compile(r"\AThe (?=[A-Z])")
_BRACKETS = OPENING_BRACKETS + CLOSING_BRACKETS
_BRACKETED = re.compile(rf"\A[{OPENING_BRACKETS}]([^{_BRACKETS}]+)[{CLOSING_BRACKETS}]\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = Known()


def names(
    blocks: Iterable[bytes], base: str = BASE, lists: Authorities | None = None, terms: Iterable[str] = ()
) -> Iterator[str]:
    """The lines of N-Quads that name the things in `blocks`, which are whole, sorted lines of a graph's facts."""
    lists = authorities() if lists is None else lists
    found = things_of(blocks, base)
    yield from name_lines(Namer(found.known, lists), {*found.named, *terms, *answered(lists)}, base)


def answered(lists: Authorities) -> frozenset[str]:
    """What has a name whether a graph speaks of it or not: questions answer with it."""
    return frozenset(_terms()) | {id for id in lists.properties if id.startswith(_ANSWERED)}


def name_lines(namer: Namer, ids: Iterable[str], base: str) -> Iterator[str]:
    """The lines of N-Quads that name these things in each language, in the order of their ids."""
    predicate = f"<{NAME}>"
    for id in sorted(ids):
        subject = f"<{id}>" if "://" in id else f"<{base}{id}>"
        for language in LANGUAGES:
            text, spoken = namer.name(id, language)
            tag = f"@{spoken}" if spoken else ""
            yield f"{subject} {predicate} {literal(text)}{tag} <{base}views/names/{language}> .\n"


def words(blocks: Iterable[bytes], base: str = BASE) -> Iterator[str]:
    """The lines of N-Quads that give, for each language, the words of what the texts say: in that language, else in the
    first of another one. `blocks` are as for `names`."""
    last, spoken = b"", dict[str, bytes]()
    for block in blocks:
        for line in block.splitlines(keepends=True):
            if found := _WORDS.match(line):
                if found[1] != last:
                    yield from _worded(last, spoken, base)
                    last, spoken = found[1], {}
                spoken.setdefault(found[3].decode(), found[2])
    yield from _worded(last, spoken, base)


def _worded(subject: bytes, spoken: Mapping[str, bytes], base: str) -> Iterator[str]:
    for language in LANGUAGES if spoken else ():
        best = language if language in spoken else next(other for other in ORDER if other in spoken)
        yield f"{subject.decode()} <{WORDS}> {spoken[best].decode()}@{best} <{base}views/names/{language}> .\n"


class Namer:
    """Gives things their names, of what is known of each."""

    def __init__(self, known: Mapping[str, Known], lists: Authorities) -> None:
        self._known, self.lists = known, lists
        self._given: dict[tuple[str, str], tuple[str, str]] = {}
        # By document, kind of its parts and language what these two are called.
        self._wholes: dict[tuple[str, str, str], tuple[str, str]] = {}

    def name(self, id: str, language: str) -> tuple[str, str]:
        """A name for those who read `language`, and the language that it is in (empty for an id)."""
        key = id, language
        if key not in self._given:
            self._given[key] = (self._end(id), "")  # for as long as it is looked for: names may go round in a circle
            self._given[key] = self._found(id, language)
        return self._given[key]

    def _found(self, id: str, language: str) -> tuple[str, str]:
        thing = self._known.get(id, _NOTHING)
        if things.SYMBOL in thing.values or things.ANNEX_OF in thing.values:
            return self._document(id, thing, language)
        if "://" in id:
            return self._term(id, thing, language)
        make = self._makers.get(id.partition("/")[0], self._part)
        label = self._label(id, language)
        if thing.one(things.POST_IN).startswith("country/"):
            # Of posts that a text names together, it may name each in part.
            label = max(label, self._post(id, thing, language), key=len)
        if name := label or make(id, thing, language):
            return self._told_apart(id, name, language), language
        if borrowed := self._borrowed(id):
            return self._told_apart(id, borrowed[0], borrowed[1]), borrowed[1]
        if author := self._author(id, language):
            return author, language
        return self._sources.get(id) or self._end(id), ""

    def _term(self, iri: str, thing: Known, language: str) -> tuple[str, str]:
        """What a class or property is called; those of other vocabularies have names among the forms."""
        label = thing.labels.get(language)
        if name := _terms().get(iri, {}).get(language) or (label[1] if label else ""):
            return name, language
        borrowed = next(((thing.labels[other][1], other) for other in ORDER if other in thing.labels), None)
        return borrowed or (_CAMEL.sub(" ", re.split(r"[/#]", iri)[-1]).lower(), "")

    def _borrowed(self, id: str) -> tuple[str, str] | None:
        """A label in another language, and that."""
        return next(((label, other) for other in ORDER if (label := self._label(id, other))), None)

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[str, Known, str], str]]:
        return {
            "meeting": self._meeting,
            "session": self._session,
            "evaluation": self._evaluation,
            "agenda-item": self._item,
            "post": self._post,
        }

    def _label(self, id: str, language: str) -> str:
        label = self._known.get(id, _NOTHING).labels.get(language)
        if label is None:
            return self.lists.preferred(id, language) or ""
        # An abbreviation that a text coins stands in brackets there, and a body of its own behind an article.
        return _BRACKETED.sub(r"\1", _ARTICLE.sub("", label[1]) if "/body/" in id else label[1])

    def _told_apart(self, id: str, name: str, language: str) -> str:
        """The name of a body of a document's own, with the document where many documents have one of that name."""
        document, body, own = id.rpartition("/body/")
        if not body or not document.startswith("document/") or own not in _forms()["own"]["bodies"]:
            return name
        whole = self._document(document, self._known.get(document, _NOTHING), language, titled=False)[0]
        return str(_forms()["own"][language]).format(name=name, document=whole) if whole else name

    def _author(self, id: str, language: str) -> str:
        """What whoever wrote a document is called, whom it does not name."""
        document, author, rest = id.partition("/author")
        if not author or rest or not document.startswith("document/"):
            return ""
        whole = self._document(document, self._known.get(document, _NOTHING), language, titled=False)[0]
        return str(_forms()["author"][language]).format(document=whole or self.name(document, language)[0])

    def _one(self, id: str, language: str) -> str:
        """The name of a thing if it has one in that very language or in none."""
        text, spoken = self.name(id, language) if id else ("", "")
        return text if spoken in ("", language) or id.startswith(("place/", "country/")) else ""

    def _meeting(self, id: str, thing: Known, language: str) -> str:
        start, end = thing.one(things.START), thing.one(things.END)
        place = self._one(thing.one(things.PLACE), language)
        days = written(start, end, language) if start else ""
        return str(_forms()["join"][language]).join(part for part in (place, days) if part)

    def _session(self, id: str, thing: Known, language: str) -> str:
        number, organ = thing.one(things.NUMBER), self._one(thing.one(things.ORGAN), language)
        if not number:
            return organ
        year, _, several = number.partition("-")
        if several:
            number, which = year, _forms()[f"session_{several}"][language]
        elif _YEAR.fullmatch(number):
            which = _forms()["session_of_year"][language]
        else:
            ordinals = _forms()["session"][language]
            form = ordinal_form(int(number), language) if number.isdecimal() else "other"
            which = ordinals.get(form, ordinals["other"])
        return str(_forms()["join"][language]).join(part for part in (organ, which.format(number=number)) if part)

    def _evaluation(self, id: str, thing: Known, language: str) -> str:
        parts = [self._one(thing.one(property), language) for property in (things.EVALUATES, things.COUNTRY)]
        what = _forms()["join"][language].join(part for part in parts if part)
        return str(_forms()["evaluation"][language]).format(what=what) if what else ""

    def _item(self, id: str, thing: Known, language: str) -> str:
        number = thing.one(things.NUMBER)
        return str(_forms()["item"][language]).format(number=number) if number and not thing.labels else ""

    def _post(self, id: str, thing: Known, language: str) -> str:
        of = thing.one(things.POST_IN)
        if not of:
            return ""
        end = of.partition("/")[2]
        general = thing.one(things.KIND) or id.removesuffix(f"-{end}").removesuffix(f"/{end}")
        post, where = self._label(general, language), self._one(of, language)
        if general == id or not post or not where:
            return ""
        forms = _forms()["of"]
        return str(forms.get(general, forms)[language]).format(post=post, of=where)

    def _document(self, id: str, thing: Known, language: str, titled: bool = True) -> tuple[str, str]:
        """Its symbol, or which annex of what it is, and its title if that is wanted."""
        own = self._label(id, language)
        title, spoken = (own, language) if own else self._borrowed(id) or ("", "")
        title = title if titled else ""
        symbol = thing.one(things.SYMBOL)
        if whole := thing.one(things.ANNEX_OF):
            above = self._known.get(whole, _NOTHING).one(things.SYMBOL)
            number = str(_forms()["annex"][language]).format(number=thing.one(things.NUMBER) or id.rpartition("/")[2])
            symbol = _forms()["join"][language].join(part for part in (above, number) if part)
        if symbol in title:
            return title, spoken
        return (f"{symbol} – {title}" if title else symbol), spoken

    def _part(self, id: str, thing: Known, language: str) -> str:
        """The name of what a text has of its own, by its kind: what a deliverable is, what a group is said to be or its
        id names."""
        if genre := thing.one(things.GENRE):
            return self._one(genre, language)
        if things.MEETING in thing.values.get(things.TYPE, ()) and not thing.labels:
            # The one that a document is a record of, of which it says no more.
            whole = "/".join(id.split("/")[: 4 if "/annex/" in id else 2])
            return str(_forms()["join"][language]).join(self.name(one, language)[0] for one in (whole, things.MEETING))
        if part := next((part for part in things.PARTS if part in thing.values.get(things.TYPE, ())), ""):
            return self._provision(id, thing, part, language)
        general = f"group/{_NUMBERED.sub('', self._end(id))}"
        kind = thing.one(things.KIND) or (general if general != id and general in self.lists else "")
        label = self._label(kind, language) if kind else ""
        count = thing.one(things.COUNT)
        if not label or not count:
            return label
        return str(_forms()["counted"][language]).format(kind=label, count=count)

    def _provision(self, id: str, thing: Known, part: str, language: str) -> str:
        """Which paragraph, section or note of which document; "(b)" of a paragraph where it is an item of one."""
        above, _, last = id.rpartition("/")
        upper = self._known.get(above, _NOTHING)
        kinds = (kind for kind in things.PARAGRAPHS if kind in upper.values.get(things.TYPE, ()))
        if part == things.PARAGRAPHS[-1] and (of := next(kinds, "")):
            return f"{self._provision(above, upper, of, language)} ({thing.one(things.NUMBER) or last})"
        # Hundreds have the same document and kind.
        key = "/".join(id.split("/")[: 4 if "/annex/" in id else 2]), part, language
        if key not in self._wholes:
            whole = self._known.get(key[0], _NOTHING)
            # Where it has no symbol, its title or its file tells it.
            symbol = self._document(key[0], whole, language, titled=False)[0]
            document = symbol or self.name(key[0], language)[0]
            self._wholes[key] = document, self._term(part, self._known.get(part, _NOTHING), language)[0]
        document, kind = self._wholes[key]
        which = f"{kind} {thing.one(things.NUMBER)}"
        return str(_forms()["join"][language]).join(filter(None, (document, which.strip())))

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """By document the name of a file that it was read from."""
        found: dict[str, str] = {}
        for thing in self._known.values():
            for document in thing.values.get(things.VERSION_OF, ()):
                name = thing.one(things.SOURCE)
                found[document] = min(name, found.get(document, name))
        return found

    @staticmethod
    def _end(id: str) -> str:
        return id.removeprefix(DAO).rpartition("/")[2]


@cache
def _forms() -> Mapping[str, Any]:
    path = data_dir("ontology") / "names.toml"
    try:
        return kept_table(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    return {expand_name(name): forms for name, forms in _forms()["terms"].items()}
