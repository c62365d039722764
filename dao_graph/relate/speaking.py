"""The state of who speaks in a part of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dao_graph.model.characters import CLAUSE_ENDS, COMMAS
from dao_graph.model.fact import Ref
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText

# The name with which a sentence begins, behind its number, an article or a verb that stands first; or that with which
# it goes on behind the comma of its first clause.
_NAMED = r"(?:\w{1,20}+ |\w[’'])?(?P<name>[\U000F0000-\U000FFFFF])(?=[\w ])"
_BEGUN = re.compile(rf"\A(?:\d{{1,4}}+ ?[-.)] ?)?{_NAMED}")
_FRONTED = re.compile(rf"\A[^{CLAUSE_ENDS}]{{2,120}}+[{COMMAS}] ?{_NAMED}")


@dataclass(slots=True)
class Scope:
    """The speakers of a part of the document, and of the lists that its paragraphs introduce.

    `speaker` spoke last, in `paragraph`; `floor` is who has the floor in a record, until a heading ends it; `we` is who
    says so in a declaration.
    """

    speaker: tuple[Ref, ...] = ()
    paragraph: str = ""
    # The paragraph being read and the one before it.
    here: str = ""
    before: str = ""
    floor: tuple[Ref, ...] = ()
    we: tuple[Ref, ...] = ()
    # Whether the sentence that says who "we" are is open, so that paragraphs which begin with a verb go on with it.
    opened: bool = False
    # Who is quoted in the paragraph so far, and whether the sentence being read quotes.
    quoted: tuple[Ref, ...] = ()
    quotes: bool = False
    # Whom the last act asked, and in which paragraph.
    asked: tuple[Ref, ...] = ()
    asked_in: str = ""
    # Whom the sentence before, which has no act, begins with, or goes on with behind its first clause.
    begun: tuple[Ref, ...] = ()
    # With whom the last sentence of the paragraph before began, where it did nothing.
    earlier: tuple[Ref, ...] = ()
    # Whose members the last sentence ends with, and all whose members some sentence has ended with.
    members: tuple[Ref, ...] = ()
    peopled: set[Ref] = field(default_factory=set)
    # Of whom the items of the list that is open ask something; None where none is open.
    listed: tuple[Ref, ...] | None = None
    chapeaux: dict[str, tuple[tuple[Ref, ...], tuple[Ref, ...]]] = field(default_factory=dict)

    def enter(self, path: str) -> None:
        """Go on to the paragraph at `path`."""
        if path != self.here:
            # Only of states and bodies does a text go on with "it" behind a break.
            self.earlier = tuple(ref for ref in self.begun if "country/" in ref.id or "body/" in ref.id)
            self.here, self.before, self.quoted, self.begun = path, self.here, (), ()

    def is_near(self, path: str) -> bool:
        """True for the paragraph being read and the one before it, and behind a list for that which opened it."""
        items = f"{path}/"
        return path in (self.here, self.before) or (self.before.startswith(items) and not self.here.startswith(items))

    def take(self, actors: tuple[Ref, ...], path: str) -> None:
        """Let somebody speak from the paragraph at `path` on."""
        self.speaker, self.paragraph, self.begun, self.earlier = actors, path, (), ()

    def tells(self, whom: tuple[Ref, ...]) -> None:
        """Note with whom a sentence that does nothing begins."""
        self.begun, self.earlier = whom, ()

    def asks(self, addressees: tuple[Ref, ...], path: str) -> None:
        """Note whom an act in the paragraph at `path` asks."""
        if addressees:
            self.asked, self.asked_in = addressees, path

    def close(self, members: tuple[Ref, ...]) -> None:
        """End a sentence that ends with the members of bodies."""
        self.members = members
        self.peopled.update(members)


def begins_with(text: SlottedText) -> Mention | None:
    """The name with which a sentence begins, or that behind its first clause ("Speaking in Rome, the Secretary-General
    said")."""
    found = _BEGUN.match(text.text) or _FRONTED.match(text.text)
    return next(iter(text.inside(found.start("name"), found.end("name"))), None) if found else None
