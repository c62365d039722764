"""Terms: what is due some time after something ("within 30 days of the adoption of the present resolution").

In: the words behind the verb of an act. Out: how long, after what in the text's own words, and the document whose
adoption it is where that is the text itself. No date is made of it: the anchor may be unknown, or in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dao_graph.model.fact import Ref, Term, Value
from dao_graph.model.sentence import SlottedText
from dao_graph.namespaces import XSD
from dao_graph.relate.reading import Reading
from dao_graph.relate.wording import unfit
from dao_graph.rules.numerals import read_number
from dao_graph.rules.rule import Rule

_UNITS: Mapping[str, tuple[int, str]] = {"days": (1, "D"), "weeks": (7, "D"), "months": (1, "M"), "years": (1, "Y")}


class TermReader:
    """Finds the terms in one document, by the rules of type "within"."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def find(self, possible: Sequence[Rule], text: SlottedText, begin: int, end: int) -> dict[str, Sequence[Term]]:
        """What of text[begin:end] says within how long something is due: `dueWithin` and, for the adoption of this
        text, `dueAfter`; `dueAfterEvent` has the words."""
        for rule in possible:
            for match in rule.matches(text.text[begin:end]) if rule.type == "within" else ():
                groups = ((n, match.span(n)) for n in match.re.groupindex if match.start(n) >= 0)
                captures = {n: text.inside(begin + a, begin + b) for n, (a, b) in groups}
                if reason := unfit(rule, captures, self._reading.document.text):
                    self._reading.watch.refused(rule, text.span(begin + match.start(), begin + match.end()), reason)
                    continue
                if duration := self._duration(match, text, begin):
                    self._reading.watch.used(rule, text.span(begin + match.start(), begin + match.end()), "within")
                    return self._said(duration, match, text, begin)
        return {}

    def _said(self, duration: str, match: re.Match[str], text: SlottedText, begin: int) -> dict[str, Sequence[Term]]:
        span = text.span(begin + match.start("anchor"), begin + match.end("anchor"))
        document = self._reading.document
        words = Value.localised(document.text[span.start : span.end].strip(), document.language)
        own = (Ref(self._reading.root),) if match.start("here") >= 0 else ()
        return {"dueWithin": (Value(duration, XSD + "duration"),), "dueAfter": own, "dueAfterEvent": (words,)}

    def _duration(self, match: re.Match[str], text: SlottedText, begin: int) -> str | None:
        """ "P30D": the number in figures, in a slot, or in words of the language; and its unit."""
        groups = match.groupdict()
        number: int | None = None
        if figures := groups.get("figures"):
            number = int(figures)
        elif groups.get("count"):
            counts = text.inside(begin + match.start("count"), begin + match.end("count"))
            number = next((n for m in counts if (n := m.number()) is not None), None)
        elif spelled := groups.get("spelled"):
            lexicon = self._reading.knowledge.rule_set(self._reading.document.language).lexicon
            number = read_number(spelled, lexicon["numerals"], lexicon["multipliers"])
        unit = next((unit for name, unit in _UNITS.items() if groups.get(name)), None)
        return f"P{number * unit[0]}{unit[1]}" if number and unit else None
