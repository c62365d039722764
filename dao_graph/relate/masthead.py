"""The frame of a document that no organ adopts: whose it is, its title, its date.

In: the sentences of its masthead with their mentions, and its kind, which tells where each of these stands. Out: facts
about the document. What stands there in a form that is read alike in all languages is read here; the titles of letters
have rules of their own in the packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.lists.labels import named_whole
from dao_graph.model.characters import COLONS
from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Evidence, Ref
from dao_graph.model.mention import OWN, Mention
from dao_graph.model.sentence import Sentence
from dao_graph.model.width import display_width, wrapped
from dao_graph.namespaces import DAO, ORG
from dao_graph.relate.organs import UNITED_NATIONS
from dao_graph.relate.reading import Reading
from dao_graph.relate.titles import joined
from dao_graph.rules import packs

RULE = "und.front-matter"
# The head of every page; it holds no sessions and issues nothing.
# What may stand between the words that show a kind and the name of its author: an article.
_BETWEEN = 6
# The name of who holds a post has so many characters.
_HOLDER = 24
# A line that shows a kind and names its author in columns that are no more than this says nothing else.
_BARE = 50
# One in so many paragraphs may be broken where pages are not: by hand, or in a table.
_FEW = 5
# Lines over which the name of an organ runs at most.
_ORGAN_LINES = 7
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of front matter: its sentence and the mentions in it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]

    def of(self, slot: str) -> list[Mention]:
        """The mentions of one type."""
        return [m for m in self.mentions if m.type == slot]

    @property
    def is_organ(self) -> bool:
        """True if it is the name of a body and nothing else."""
        return len(self.sentence.slotted.text) == 1 and bool(self.of("body"))

    @property
    def is_bare(self) -> bool:
        """True if it has no words beside its mentions: a date, a place, a symbol."""
        return bool(self.mentions) and not _WORD.search(self.sentence.slotted.text)

    @property
    def is_title(self) -> bool:
        """True if it may be (part of) a title: it is nothing else."""
        taken = any(self.of(slot) for slot in ("session", "agenda-item"))
        return not taken and not self.is_organ and not (self.is_bare and len(self.sentence.slotted.text) < _BETWEEN)


def head_lines(sentences: Sequence[Sentence], *kinds: str) -> list[HeadLine]:
    """The lines of the main document's front matter, of these kinds of blocks ("front", "title")."""
    wanted = kinds or ("front",)
    return [HeadLine(s, s.slotted.found) for s in sentences if s.block.kind in wanted and not s.block.part]


def evidence(document: Document, *spans: Span) -> Evidence:
    """Where spans of a masthead stand."""
    return Evidence(tuple(piece for span in spans for piece in document.original_spans(span)), None, RULE)


def author(reading: Reading, sentences: Sequence[Sentence]) -> Mention | None:
    """The author that the line of the kind names: "Report of the Secretary-General"; none in "Report on the
    Secretary-General"."""
    kind, text = reading.kind(), reading.document.text
    pattern = next((p for known, p in packs.markers()[reading.document.language].kinds if known == kind), None)
    for line in (*head_lines(sentences, "title"), *_subtitle(sentences)):
        span = line.sentence.span
        shown = pattern.search(text[span.start : span.end]) if pattern and not kind.refines else _any(reading, span)
        if shown and (mention := named_beside(text, line, shown)):
            headed = _headed(reading, sentences, mention)
            return headed._replace(entity=reading.id_of(str(headed.entity)))
    return None


def named_beside(text: str, line: HeadLine, shown: re.Match[str]) -> Mention | None:
    """The office or body that a line names beside the words by which it shows a kind."""
    if "of" in shown.re.groupindex and shown.group("of") is None:
        return None
    begin, end = line.sentence.span.start + shown.start(), line.sentence.span.start + shown.end()
    for mention in line.mentions:
        # In Chinese the holder of a post that the title names may stand behind it.
        reach = _HOLDER if (mention.entity or "").startswith(OWN) else 1
        near = 0 <= mention.span.start - end <= _BETWEEN or 0 <= begin - mention.span.end <= reach
        # Of "Under-Secretary-General/Executive Director" the first is not all.
        whole = text[mention.span.end : mention.span.end + 1] != "/"
        if near and whole and mention.type in ("post", "body") and mention.entity not in (None, UNITED_NATIONS):
            return mention
    return None


def _headed(reading: Reading, sentences: Sequence[Sentence], author: Mention) -> Mention:
    """An author; where it is an office that several bodies have ("Executive Director"), that of the one body which the
    front names and whose head is called so."""
    lists, language = reading.lists, reading.document.language
    name = lists.preferred(str(author.entity), language) if author.type == "post" else None
    if not name or lists.one(str(author.entity), ORG + "postIn"):
        return author
    fronted = {m.entity for line in head_lines(sentences, "front", "title") for m in line.of("body")}
    heads = [
        post
        for post, bodies in lists.having(DAO + "headOf")
        if any(f"body/{str(getattr(body, 'value', '')).rpartition('/')[2]}" in fronted for body in bodies)
        and name in (lists.preferred(post, language) or "")
    ]
    return author._replace(entity=heads[0]) if len(heads) == 1 else author


def _subtitle(sentences: Sequence[Sentence]) -> list[HeadLine]:
    """The heading right below the title: "Ninth report of the Advisory Committee" below what that is about."""
    titles = [i for i, s in enumerate(sentences) if s.block.kind == "title" and not s.block.part]
    below = sentences[titles[-1] + 1 : titles[-1] + 2] if titles else ()
    return [HeadLine(s, s.slotted.found) for s in below if s.block.kind == "heading" and not s.block.part]


def _is_bare(reading: Reading, sentences: Sequence[Sentence]) -> bool:
    """True if the line that shows the kind says no more than whose the document is, so that its title stands above."""
    title = next(iter(head_lines(sentences, "title")), None)
    if title is None:
        return False
    if _any_kind(reading, title.sentence.span) is None:
        return False
    named, end = author(reading, sentences), title.sentence.span.end
    if named is None:
        return display_width(reading.document.text[title.sentence.span.start : end]) <= _BARE
    if named.span.start >= end:
        # The heading below the title says whose the document is.
        return False
    return end - named.span.end <= _BETWEEN or named.span.start - title.sentence.span.start <= 1


def _any_kind(reading: Reading, span: Span) -> re.Match[str] | None:
    """How a line shows the document's own kind, or one that it refines; None where the text below it does."""
    kind, text = reading.kind(), reading.document.text[span.start : span.end]
    known = packs.markers()[reading.document.language].kinds
    return next((m for k, p in known if (k == kind or k.name in kind.refines) and (m := p.search(text))), None)


def _any(reading: Reading, span: Span) -> re.Match[str] | None:
    """How a line shows one of the kinds that the document's own refines."""
    refined = reading.kind().refines
    for known, pattern in packs.markers()[reading.document.language].kinds:
        if known.name in refined and (match := pattern.search(reading.document.text[span.start : span.end])):
            return match
    return None


def read_frame(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State the issuer and the title, where the kind of the document says where they stand."""
    kind = reading.kind()
    if kind.title == "above" and _is_bare(reading, sentences):
        _read_title(reading, sentences)
    if kind.issuer:
        _read_issuer(reading, sentences, kind.issuer)


def _read_title(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State what a document is about: above the line that shows its kind, and below the title of its agenda item."""
    lines = list(_above(sentences))
    start = len(lines)
    while start and _is_titled(reading, lines[start - 1]):
        start -= 1
    about = lines[start:] or _bare_title(lines)
    if start and about == lines[start:] and lines[start - 1].of("agenda-item"):
        for _ in range(_titles_below(reading, lines[start - 1])):
            about = about[_first_run(reading.document, about) :]
    if not about:
        return
    spans = [line.sentence.span for line in about]
    # The kind of report alone, "Report of the Secretary-General", has been stated as its title.
    for statement in [s for s in reading.facts.statements if s[:2] == (reading.root, "dcterms:title")]:
        del reading.facts.statements[statement]
    title = joined(reading.document, spans)
    reading.facts.state(reading.root, "dcterms:title", title, evidence(reading.document, *spans))


def _titles_below(reading: Reading, line: HeadLine) -> int:
    """How many titles of agenda items stand below the line that numbers them; the first may stand on that line."""
    span, text = line.sentence.span, reading.document.text
    items = packs.line_ends().item.match(text, span.start, span.end)
    end = items.end() if items else span.end
    return len(_NUMBER.findall(text, span.start, end)) - any(map(str.isalpha, text[end : span.end]))


def _bare_title(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The line right above the one that shows the kind where it is a name alone: the state that a report is about, or a
    body where an agenda item stands above it."""
    last = lines[-1] if lines else None
    if last is None or len(last.sentence.slotted.text) != 1:
        return []
    beneath = any(line.of("agenda-item") for line in lines)
    return [last] if last.of("country") or (last.is_organ and beneath) else []


def _above(sentences: Sequence[Sentence]) -> Iterator[HeadLine]:
    """The lines of front matter above the line that shows the kind."""
    for sentence in sentences:
        if sentence.block.kind == "title" or sentence.block.part:
            return
        if sentence.block.kind == "front":
            yield HeadLine(sentence, sentence.slotted.found)


def _is_titled(reading: Reading, line: HeadLine) -> bool:
    span = line.sentence.span
    beside = packs.markers()[reading.document.language].masthead.match(reading.document.text[span.start : span.end])
    return line.is_title and beside is None


def _first_run(document: Document, lines: Sequence[HeadLine]) -> int:
    """The number of lines of the first of several titles: it goes on after a colon, and after a line that a page
    broke."""
    texts = [document.text[line.sentence.span.start : line.sentence.span.end] for line in lines]
    for i in range(1, len(lines)):
        before, after = (document.original_spans(lines[k].sentence.span) for k in (i - 1, i))
        blank = document.source.content[before[-1].end : after[0].start].count("\n") > 1
        if texts[i - 1][-1] not in COLONS and (blank or not _is_broken(document) or not wrapped(texts[: i + 1])):
            return i
    return len(lines)


def _is_broken(document: Document) -> bool:
    """True if a page broke many paragraphs into lines, so that titles may be broken too."""
    spans = [document.original_spans(block.span) for block in document.blocks if block.kind in ("paragraph", "item")]
    broken = sum("\n" in document.source.content[span[0].start : span[-1].end] for span in spans)
    return broken * _FEW > len(spans)


def _read_issuer(reading: Reading, sentences: Sequence[Sentence], issuer: str) -> None:
    facts = reading.facts
    if facts.objects(reading.root, "issuingBody"):
        return
    if "/" in issuer:
        title = next(iter(head_lines(sentences, "title", "front")), None)
        if title:
            facts.state(reading.root, "issuingBody", Ref(issuer), evidence(reading.document, title.sentence.span))
        return
    named = author(reading, sentences) if issuer == "named" else _titled_organ(reading, sentences)
    found = (named.entity, [named.span]) if named and named.entity else _masthead_organ(reading, sentences)
    if found:
        organ, spans = found
        facts.state(reading.root, "issuingBody", Ref(organ), evidence(reading.document, *spans))


def _titled_organ(reading: Reading, sentences: Sequence[Sentence]) -> Mention | None:
    """The body with whose name and a colon the title begins."""
    for line in head_lines(sentences, "title"):
        for mention in line.of("body"):
            after = reading.document.text[mention.span.end : mention.span.end + 2].strip()
            if mention.span.start == line.sentence.span.start and after[:1] in (*COLONS,) and after:
                return mention
    return None


def _masthead_organ(reading: Reading, sentences: Sequence[Sentence]) -> tuple[str, list[Span]] | None:
    """The last body of the masthead that stands alone, on one line or on several: an organ stands below the one that it
    belongs to."""
    document = reading.document
    # Further on an organ opens a text of its own.
    text = next((i for i, s in enumerate(sentences) if s.block.kind in ("paragraph", "item")), len(sentences))
    lines = head_lines(sentences[:text])
    last: tuple[str, list[Span]] | None = None
    for i, line in enumerate(lines):
        found = next((m.entity for m in line.of("body") if line.is_organ), None)
        count = 1
        for stop in range(min(len(lines), i + _ORGAN_LINES), i + 1, -1):
            spans = [other.sentence.span for other in lines[i:stop]]
            if organ := named_whole(reading.lists, joined(document, spans).text, document.language, "body"):
                found, count = organ, stop - i
                break
        if found and found != UNITED_NATIONS:
            last = found, [other.sentence.span for other in lines[i : i + count]]
    return last


def below(sentences: Sequence[Sentence]) -> list[HeadLine]:
    """The lines of front matter below the one that shows the kind."""
    lines = head_lines(sentences, "title", "front")
    first = next((i for i, line in enumerate(lines) if line.sentence.block.kind == "title"), 0)
    return lines[first:]
