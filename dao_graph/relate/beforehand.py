"""Facts about a document that are wanted before its first sentence is read: its date, whose its resolutions are, who
speaks."""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.fact import Ref
from dao_graph.model.mention import Date, Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import HeadLine, author, head_lines, named_beside
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import references
from dao_graph.rules import packs

# So many headings stand above a text that a note hands over, at most: its title, in lines.
_HEADINGS = 2
# So many characters stand between two parties to an agreement in its title, at most: "and the Government of the".
_APART = 40


def own_date(sentences: Sequence[Sentence]) -> Date | None:
    """The date of the document: the day in its title, or else in its front matter, where it may stand before that of
    publication or after it, which is never earlier. A year alone is mostly what a title is about ("the meeting of
    2013"): it counts where there is no day, sooner in the front matter."""
    dates: dict[str, list[Date]] = {}
    for kind in ("title", "front"):
        blocks = (s for s in sentences if s.block.kind == kind and not s.block.part)
        found = [m for s in blocks for m in s.slotted.found if m.type == "date"]
        # From one day to another a session or a period lasts.
        starts = [date for m in found if (date := m.date()) and not m.date("end")]
        dates[kind] = starts or [date for m in found if (date := m.date())]
    days = ([date for date in dates[kind] if date.day] for kind in ("title", "front"))
    own = next(filter(None, (*days, dates["front"], dates["title"])), None)
    return min(own) if own else None


def author_of(reading: Reading, sentences: Sequence[Sentence]) -> str | None:
    """The office or body that speaks in a document whose title names its author; where it names none, and the kind is
    an organ's, the body that issues it."""
    kind = reading.kind()
    if kind.speaker != "author":
        return None
    if named := author(reading, sentences):
        return named.entity
    issuers = reading.facts.objects(reading.root, "issuingBody")
    issuer = next(iter(issuers), None) if kind.issuer == "organ" else None
    return issuer.id if isinstance(issuer, Ref) else None


def parties_of(reading: Reading, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The states and bodies between whom the title says that an agreement is: the first run of two or more of whom
    only a few words stand apart ("Norway and the Government of Ghana")."""
    if reading.kind().speaker != "parties":
        return ()
    for line in head_lines(sentences, "title"):
        run: list[Mention] = []
        for mention in (m for m in line.mentions if m.type in ("country", "body") and m.entity):
            if run and mention.span.start - run[-1].span.end > _APART:
                break
            run.append(mention)
        named = dict.fromkeys(str(mention.entity) for mention in run)
        if len(named) > 1:
            return tuple(named)
    return ()


def titled_author(reading: Reading, sentences: Sequence[Sentence]) -> str | None:
    """Whose report a document hands over, of a kind that does, where its title or the heading of the report says so and
    nothing there says another."""
    handed, text = reading.kind().transmits, reading.document.text
    shows = [(k, p) for k, p in packs.markers()[reading.document.language].kinds if k.name in handed]
    named: set[str] = set()
    for line in _titles(sentences) if shows else ():
        for kind, pattern in shows:
            if shown := pattern.search(text[slice(*line.sentence.span)]):
                mention = named_beside(text, line, shown)
                known = kind.issuer if "/" in kind.issuer else mention and mention.entity
                named.update((known,) if known else ())
    return named.pop() if len(named) == 1 else None


def _titles(sentences: Sequence[Sentence]) -> list[HeadLine]:
    """The lines of the masthead, with the title, and the first headings of the text."""
    headings = [HeadLine(s, s.slotted.found) for s in sentences if s.block.kind == "heading" and not s.block.part]
    return head_lines(sentences, "front", "title") + headings[:_HEADINGS]


def adopters(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The bodies that resolutions are of, by the number of these, where no other body has one of the same number."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for top in sentence.slotted.found:
            for mention in top.walk() if top.type in ("resolution", "provision") else ():
                for organ in mention.captures.get("organ", ()):
                    for reference in references(mention) if organ.entity else ():
                        found.setdefault(reference, set()).add(str(organ.entity))
    return {reference: organs.pop() for reference, organs in found.items() if len(organs) == 1}


def sole_state(sentences: Sequence[Sentence]) -> str | None:
    """The state that a text names where it names no other."""
    mentions = (m for s in sentences for top in s.slotted.found for m in top.walk())
    states = {m.entity for m in mentions if m.type == "country" and m.entity}
    return states.pop() if len(states) == 1 else None
