"""The owner: whose money a text speaks of where it names nobody ("total expenditure was $5 million").

It is what the title says that the accounts, the budget or the report are of; else the agency, fund or mission that the
title names, that speaks, whose series of symbols it is, or that the front names first. Organs that money only passes
through (`never` of `[owners]`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Ref
from dao_graph.model.mention import OWN, Mention
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence
from dao_graph.namespaces import DAO
from dao_graph.relate.money_names import RULE as NAMED
from dao_graph.relate.money_names import OwnNames
from dao_graph.relate.reading import Reading

_RULE = "und.sum.owner"
_HOLDERS = ("body", "fund", "initiative")
# Headings that may name its fund or body, where the title does not: those among so many first sentences, and those that
# stand before all paragraphs and are its name ("Section 7 / International Court of Justice").
_FIRST = 6
_HEADINGS = 8
_OPENING = ("front", "title", "heading", "note")
# What is counted, and has no name ("121 projects"); a year is no count.
_COUNTED = re.compile(r"(?!(?:19|20)\d\d(?!\d))\d[\d.,\s]{0,12}+[^\W\d_A-Z][^\W\d_]*+")
# How much of a word is left at least without its ending.
_STEM = 2


class Owner:
    """Whose money one document speaks of: `mention`, or nobody's."""

    def __init__(self, reading: Reading, names: OwnNames) -> None:
        self._reading, self._names = reading, names
        lexicon = reading.knowledge.rule_set(reading.document.language).lexicon
        table: Mapping[str, Any] = lexicon["owners"]
        self._never = frozenset(table["never"])
        self._series: Mapping[str, str] = table["series"]
        self._heads = re.compile(lexicon["money"].get("heads", {}).get("body", "(?!)"), re.IGNORECASE)
        self._funds = re.compile(lexicon["money"].get("heads", {}).get("fund", "(?!)"), re.IGNORECASE)
        heads: Mapping[str, str] = lexicon["money"].get("heads", {})
        self._alone = {kind: kept_pattern(heads[kind]) for kind in _HOLDERS if kind in heads}
        self._titled = kept_pattern(lexicon["money"].get("titled", "(?!)"))
        self._givers = kept_pattern(lexicon["money"].get("givers", "(?!)"))
        self._words = ""
        self._block: Block | None = None
        self._is_told = False
        self.mention: Mention | None = None

    def open(self, sentences: Sequence[Sentence]) -> None:
        """Find the owner of a document."""
        title = self._title()
        # What stands further down may be the title of one decision of several.
        opening = [*takewhile(lambda s: s.block.kind in _OPENING, sentences)]
        heads = [s for s in opening if s.block.kind in ("front", "title") and not s.block.part]
        titles = [s for s in heads if s.block.kind == "title" or self._text(s.span) in title]
        first = [s for s in sentences[:_FIRST] if s.block.kind == "heading"]
        named = [s for s in opening if s.block.kind == "heading" and s.span in {m.span for m in s.slotted.found}]
        first = [*first, *named[:_HEADINGS]]
        said = self._said(titles)
        # Whether the title says whose accounts the text is of.
        self._is_told = said is not None
        self.mention = (
            said
            or self._filing()
            or self._listed(titles)
            or self._speaking()
            or self._of_series()
            or self._listed(heads)
            or self._fund(heads)
            or self._fund(first)
            or self._listed(first)
            or self._listed(heads, own=True)
            or self._listed(first, own=True)
        )

    def meant(self, mention: Mention) -> Mention:
        """The owner, where a name of the text's own is part of its name ("the Logistics Base"), or says of a fund no
        more than that it is one; else the mention."""
        if self._is_fund and self._is_bare(mention):
            return self.mention or mention
        head = mention.text("head")
        if (
            self._is_told
            and head
            and mention.type == "body"
            and not mention.entity
            and self._is_called(head.casefold())
        ):
            return self.mention or mention
        if self.mention and (mention.entity or "").startswith(OWN):
            words = self._text(mention.span).casefold()
            # "The Mission" is the one that the text is of; "this fund" is told by what has been named.
            alone = mention.type == "body" and " " not in words and self._heads.fullmatch(words) is not None
            if (" " in words and words in self._words) or (alone and self._is_called(words)):
                return self.mention
        return mention

    @property
    def _is_fund(self) -> bool:
        return self.mention is not None and self.mention.type == "fund"

    def _is_bare(self, mention: Mention) -> bool:
        """True if a mention that no list knows is the head of a fund's name alone ("the Fund")."""
        return mention.type == "fund" and self.is_bare(mention)

    def is_bare(self, mention: Mention) -> bool:
        """True if a mention that no list knows is a head alone ("the programmes", "the University"), of whatever may
        have a name."""
        words = mention.text("head") or self._text(mention.span)
        unknown = not mention.entity or mention.rule == NAMED
        if mention.rule == NAMED and mention.type == "initiative" and _COUNTED.fullmatch(words):
            return True
        return unknown and mention.type in self._alone and self._alone[mention.type].fullmatch(words) is not None

    def is_giver(self, mention: Mention) -> bool:
        """True if a group is one of those who give: what is recorded for them is somebody else's."""
        return mention.type == "group" and self._givers.search(self._text(mention.span)) is not None

    def _is_called(self, word: str) -> bool:
        """True if the owner is a body that has the word in its name, whatever its case ends in."""
        entity = str(self.mention.entity) if self.mention else ""
        if not entity.startswith("body/"):
            return False
        name = self._reading.lists.preferred(entity, self._reading.document.language) or ""
        return word[: max(_STEM, len(word) - 2)] in name.casefold()

    def ref(self) -> Ref | None:
        """The owner as facts name it, described where no list has it."""
        if self.mention is None:
            return None
        self.describe(self.mention)
        entity = str(self.mention.entity)
        return Ref(self._reading.id_of(entity))

    def describe(self, mention: Mention) -> None:
        """State what the owner is, where no list has it."""
        if self._block and mention is self.mention and (mention.entity or "").startswith(OWN):
            id = self._reading.id_of(str(mention.entity))
            self._names.state(id, mention.type, mention.span, self._block)

    def _text(self, span: Span) -> str:
        return " ".join(self._reading.document.text[span.start : span.end].split())

    def _title(self) -> str:
        root, statements = self._reading.root, self._reading.facts.statements
        found = (getattr(s.object, "text", "") for s in statements if s[:2] == (root, "dcterms:title"))
        return " ".join(next(found, "").split())

    def _said(self, titles: Sequence[Sentence]) -> Mention | None:
        """The owner that the title gives to the budget or accounts: an entry of a list, or else its words."""
        for sentence in titles:
            text = sentence.slotted
            match = self._titled.search(text.text)
            if match is None:
                continue
            begin, end = match.span("name")
            inside = text.inside(begin, end)
            if end - begin == 1 and inside and self._may_own(inside[0]):
                return inside[0]
            if end - begin > 1:
                span = text.span(begin, end)
                self._words, self._block = self._text(span).casefold(), sentence.block
                kind = "fund" if self._funds.search(self._text(span)) else "initiative"
                return Mention(span, kind, f"{OWN}{kind}/{slug(self._text(span))}", _RULE)
        return None

    def _listed(self, sentences: Sequence[Sentence], own: bool = False) -> Mention | None:
        """Who is named first, by a list or (`own`) by the text alone: "the Population Fund" may be a part of a name."""
        found = (_fund_in(m) for s in sentences for m in s.slotted.found)
        found = (m for m in found if self._may_own(m))
        return next((m for m in found if own or not (m.entity or "").startswith(OWN)), None)

    def _fund(self, sentences: Sequence[Sentence]) -> Mention | None:
        """The fund that a text itself names first, by the form of its name: it counts before whom a table names."""
        found = (m for s in sentences for m in s.slotted.found if m.type == "fund" and self._may_own(m))
        return next((m for m in found if not self.is_bare(m)), None)

    def _may_own(self, mention: Mention) -> bool:
        return bool(mention.entity) and mention.entity not in self._never and mention.type in _HOLDERS

    def _speaking(self) -> Mention | None:
        """Who speaks: a body, or the one that an office heads."""
        for id in self._authors():
            headed = self._reading.lists.one(id, DAO + "headOf") if id.startswith("post/") else id
            if headed and headed.startswith("body/") and headed not in self._never:
                return self._made(headed)
        return None

    def _filing(self) -> Mention | None:
        """The state whose plans a text tells in which nobody speaks, as a national contribution is."""
        kind = self._reading.kind()
        if kind.sender != "state" or kind.speaker != "nobody":
            return None
        states = (ref.id for ref in self._reading.correspondent("sender") if ref.id.startswith("country/"))
        return next((Mention(Span(0, 0), "country", id, _RULE) for id in states), None)

    def _authors(self) -> Iterator[str]:
        yield from (ref.id for ref in self._reading.speaker())
        if author := self._reading.discourse.author:
            yield author

    def _of_series(self) -> Mention | None:
        """The agency whose documents have symbols that begin so."""
        symbol = self._reading.root.partition("/")[2].replace("_", "/")
        known = [series for series in self._series if symbol.startswith(f"{series}/")]
        return self._made(self._series[max(known, key=len)]) if known else None

    def _made(self, id: str) -> Mention:
        return Mention(Span(0, 0), "body", id, _RULE)


def _fund_in(mention: Mention) -> Mention:
    """The fund of a list that a body of the text's own is of ("the Board of the Green Climate Fund"); else the mention
    itself."""
    if mention.type != "body" or not (mention.entity or "").startswith(OWN):
        return mention
    funds = (part for part in mention.walk() if part.type == "fund" and part.entity)
    return next((fund for fund in funds if not str(fund.entity).startswith(OWN)), mention)
