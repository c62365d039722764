"""What a kind of document is: which class it has, who speaks in it, where its frame stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, as `languages/und/kinds.toml` describes it.

    `type` is its class in the ontology. `enacts` says that its paragraphs are what an organ decides, `body` whether it
    is laid out in clauses (a preamble, then numbered paragraphs) or in sections. `speaker` is who speaks where nobody
    is named, `findings` which sentences without an act are findings. `date`, `symbol`, `title` and `issuer` tell where
    these stand; an issuer with a slash is the id of the one body that issues all of the kind.
    """

    name: str = ""
    type: str = ""
    enacts: bool = False
    body: Literal["clauses", "sections"] = "sections"
    speaker: Literal["organ", "meeting", "sender", "author", "issuer", "nobody"] = "nobody"
    findings: Literal["plain", "ruled", "none"] = "none"
    date: Literal["adoption", "title", "masthead"] = "masthead"
    symbol: Literal["number", "masthead"] = "masthead"
    title: Literal["number", "line", "above", "below"] = "line"
    issuer: str = ""

    def __bool__(self) -> bool:
        """Whether this is a kind at all: a part whose form shows none has one without a name."""
        return bool(self.name)


NO_KIND = Kind()
