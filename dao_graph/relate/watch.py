"""Watching the reader of a document, for `dao-graph trace`: which rule it used for what, which it refused and why."""

from __future__ import annotations

from dao_graph.model.document import Span
from dao_graph.rules.rule import Rule


class Watch:
    """Is told what the readers of a document do. This one takes no notice, which is what a build wants."""

    def used(self, rule: Rule, at: Span, what: str) -> None:
        """Take notice that in the sentence at `at` a rule gave something that does not bear its id."""

    def refused(self, rule: Rule, at: Span, reason: str) -> None:
        """Take notice that in the sentence at `at` a match of a rule does not count."""


NOBODY = Watch()
