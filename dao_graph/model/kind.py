"""A kind of document: its class, who speaks in it, and the place of its date, symbol and sender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, as `languages/und/kinds.toml` describes it.

    `types` are its classes in the ontology. `enacts` says that its paragraphs are what an organ decides, `body`
    whether it is laid out in clauses (a preamble, then numbered paragraphs) or in sections. `speaker` is who speaks
    where nobody is named ("unnamed": somebody whom the text does not tell), `findings` which sentences without an
    act are findings. `date`, `symbol`, `title` and `issuer` tell where these stand; an issuer with a slash is the
    id of the one body that issues all of the kind, "named" whom the line names that shows the kind, "organ" the
    body of the masthead. `sender` is in the title, or the state that a front line names; or the line that shows the
    kind names sponsors. `series` is a pattern of symbols that show the kind; what `refines` other kinds is shown by
    the title of a document of these. A `record` is one of a meeting, in which many speak; `turns` says that lines
    with who speaks show the kind, where no other line does. What `examines` the report of one state means that
    state by "the State party". What `transmits` other kinds hands over another's text, which is that one's from
    there on. What `covers` meetings may have the number of one in its front.
    """

    name: str = ""
    types: tuple[str, ...] = ()
    enacts: bool = False
    body: Literal["clauses", "sections"] = "sections"
    speaker: Literal["organ", "meeting", "sender", "author", "issuer", "turn", "parties", "unnamed", "nobody"] = (
        "nobody"
    )
    findings: Literal["plain", "sentences", "spoken", "ruled", "none"] = "none"
    date: Literal["adoption", "title", "held", "masthead"] = "masthead"
    symbol: Literal["number", "masthead"] = "masthead"
    title: Literal["number", "line", "above", "below"] = "line"
    issuer: str = ""
    sender: Literal["title", "state", "sponsors"] = "title"
    series: str = ""
    refines: tuple[str, ...] = ()
    record: bool = False
    turns: bool = False
    examines: bool = False
    transmits: tuple[str, ...] = ()
    covers: bool = False

    def __bool__(self) -> bool:
        """True if this is a kind at all: a part whose form shows none has one without a name."""
        return bool(self.name)


NO_KIND = Kind()
