"""The state of who speaks in a part of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from dao_graph.model.fact import Ref


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
    # Who is quoted in the paragraph so far, and whether the sentence being read quotes.
    quoted: tuple[Ref, ...] = ()
    quotes: bool = False
    # Whom the last act asked, and in which paragraph.
    asked: tuple[Ref, ...] = ()
    asked_in: str = ""
    # Whom the sentence before, which has no act, begins with.
    begun: tuple[Ref, ...] = ()
    # Whose members the last sentence ends with, and all whose members some sentence has ended with.
    members: tuple[Ref, ...] = ()
    peopled: set[Ref] = field(default_factory=set)
    # Of whom the items of the list that is open ask something; None where none is open.
    listed: tuple[Ref, ...] | None = None
    chapeaux: dict[str, tuple[tuple[Ref, ...], tuple[Ref, ...]]] = field(default_factory=dict)

    def enter(self, path: str) -> None:
        """Go on to the paragraph at `path`."""
        if path != self.here:
            self.here, self.before, self.quoted, self.begun = path, self.here, (), ()

    def take(self, actors: tuple[Ref, ...], path: str) -> None:
        """Let somebody speak from the paragraph at `path` on."""
        self.speaker, self.paragraph, self.begun = actors, path, ()

    def asks(self, addressees: tuple[Ref, ...], path: str) -> None:
        """Note whom an act in the paragraph at `path` asks."""
        if addressees:
            self.asked, self.asked_in = addressees, path

    def close(self, members: tuple[Ref, ...]) -> None:
        """End a sentence that ends with the members of bodies."""
        self.members = members
        self.peopled.update(members)
