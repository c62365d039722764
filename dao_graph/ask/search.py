"""Looking for words: the paragraphs that hold them, with the names of their documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from dao_graph.ask.questions import place_in

if TYPE_CHECKING:
    from dao_graph.words.index import Place, Words

# What is shown of a long paragraph before the first word that was meant, and in all.
_BEFORE, _SHOWN = 120, 420
NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that holds what was looked for: local ids of the document and of the paragraph (empty in front
    matter), what the document is called, the language, the text, the intervals of it that were meant, the interval of
    the original text that the paragraph begins and ends with, and what the paragraph is called within the document."""

    document: str
    name: str
    provision: str
    language: str
    text: str
    marks: tuple[tuple[int, int], ...]
    begin: int
    end: int
    place: str = ""

    def pieces(self, shortened: bool = True) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it was meant; `shortened` to what stands around the first of these."""
        first = self.marks[0][0] if self.marks else 0
        start = max(first - _BEFORE, 0) if shortened and len(self.text) > _SHOWN else 0
        end = start + _SHOWN if shortened and len(self.text) - start > _SHOWN else len(self.text)
        start, end = self._word(start), self._word(end)
        at = start
        yield ("…" if start else ""), False
        for begin, stop in self.marks:
            if begin >= end:
                break
            yield self.text[at:begin], False
            yield self.text[begin:stop], True
            at = stop
        yield self.text[at : max(at, end)], False
        yield ("…" if end < len(self.text) else ""), False

    def _word(self, place: int) -> int:
        """The end of the word that a place is in, if there is a space soon."""
        space = self.text.find(" ", place, place + 20)
        return place if place in (0, len(self.text)) or space < 0 else space + 1

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the paragraphs that were found, the fittest first, and how many there are."""

    hits: tuple[Hit, ...]
    total: int

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.hits[place]

    def _repr_html_(self) -> str:
        """The paragraphs with the words marked, which notebooks show."""
        shown = "".join(
            f'<p lang="{hit.language}" dir="auto"><b>{escape(hit.name)}</b> {escape(hit.place)}<br>'
            + "".join(f"<mark>{escape(text)}</mark>" if meant else escape(text) for text, meant in hit.pieces())
            + "</p>"
            for hit in self.hits
        )
        return f"<p>{len(self.hits):,} of {self.total:,}</p>{shown}"


def search(
    words: Words,
    name_of: NameOf,
    wanted: str,
    language: str = "",
    document: str = "",
    limit: int | None = 20,
    start: int = 0,
) -> Hits:
    """The paragraphs that hold `wanted`; as `Words.find`, with what `name_of` calls the documents and paragraphs."""
    found = words.find(wanted, language, document, limit, start)
    return Hits(tuple(_hit(place, name_of) for place in found.places), found.total)


def _hit(place: Place, name_of: NameOf) -> Hit:
    paragraph, name = place.paragraph, name_of(place.document)
    provision = f"{place.document}/{paragraph.path}" if paragraph.path else ""
    called = name_of(provision) if provision else ""
    where = paragraph.path if called == provision else place_in(called, [name])
    begin, end = min(span.start for span in paragraph.spans), max(span.end for span in paragraph.spans)
    return Hit(place.document, name, provision, place.language, paragraph.text, place.marks, begin, end, where)
