"""Deadlines of acts: the dates, and the sessions, by which what is asked for is due, and until when a mandate lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dao_graph.model.fact import Evidence, Ref, Term, Value
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import SlottedText
from dao_graph.relate.reading import Reading
from dao_graph.relate.sessions import session_id
from dao_graph.relate.wording import unfit
from dao_graph.rules.rule import Rule

# Reports are asked for a few sessions ahead; a number further off is of another body.
_SESSIONS_AHEAD = 10
# Digits of a year.
_DIGITS = 4


class DeadlineReader:
    """Finds the deadlines in one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def find(self, possible: Sequence[Rule], text: SlottedText, begin: int, end: int, at: Evidence) -> tuple[Term, ...]:
        """By when what text[begin:end] asks for is due: dates first, then the sessions at which it is to be reported
        on."""
        dates: list[Term] = []
        sessions: list[Term] = []
        for mention in self._captured(possible, "deadline", text, begin, end):
            if mention.type == "reference":
                year, _, last = str(mention.text("reference")).partition("/")
                dates.extend(
                    self._last_year(year, last if len(year) == _DIGITS and len(last) in (2, _DIGITS) else None)
                )
            elif mention.type == "session":
                sessions.extend(self._session_due(mention, at))
            elif not self._is_past(mention):
                dates.extend(r.term for r in self._reading.resolver.resolve(mention))
        for match in (m for rule in possible if rule.type == "deadline" for m in rule.matches(text.text[begin:end])):
            dates.extend(self._last_year(match.groupdict().get("year"), match.groupdict().get("to_year")))
        return (*dates, *sessions)

    def _last_year(self, year: str | None, last: str | None) -> Iterator[Term]:
        """The last year of a period by whose end something is due: "the biennium 2026–2027", "fiscal year 2009/10"."""
        own = self._reading.discourse.date
        end = f"{year[: 4 - len(last)]}{last}" if year and last else ""
        if year and end > year and (own is None or int(end) >= own.year):
            yield Value.date(end)

    def until(self, possible: Sequence[Rule], text: SlottedText, begin: int, end: int) -> tuple[Term, ...]:
        """Until when what text[begin:end] gives, or prolongs, lasts."""
        found: list[Term] = []
        for mention in self._captured(possible, "until", text, begin, end):
            last = mention.date("end") or mention.date()
            if last is not None and not self._is_past(mention):
                found.append(Value.date(str(last)))
        return tuple(found)

    def _captured(
        self, possible: Sequence[Rule], type: str, text: SlottedText, begin: int, end: int
    ) -> Iterator[Mention]:
        """What the rules of a type capture under its name in text[begin:end]."""
        piece = text.text[begin:end]
        for rule in (rule for rule in possible if rule.type == type):
            at = 0
            while match := next(rule.matches(piece, at), None):
                groups = ((n, match.span(n)) for n in match.re.groupindex if match.start(n) >= 0)
                captures = {n: text.inside(begin + a, begin + b) for n, (a, b) in groups}
                within = text.span(begin + match.start(), begin + match.end())
                reason = unfit(rule, captures, self._reading.document.text)
                # Behind a verb that does not count one that does may stand, before the same date.
                at = match.start() + 1 if reason else match.end()
                if reason:
                    self._reading.watch.refused(rule, within, reason)
                    continue
                self._reading.watch.used(rule, within, type)
                yield from captures.get(type, ())

    def _is_past(self, mention: Mention) -> bool:
        """True if a date lies before that of the document ("agreements signed prior to March 2019")."""
        own, date = self._reading.discourse.date, mention.date()
        return own is not None and date is not None and str(date) < str(own)[: len(str(date))]

    def _session_due(self, mention: Mention, at: Evidence) -> Iterator[Ref]:
        """The session that a mention names, where it is still to come; without an organ ("its eightieth session") that
        of the one which speaks."""
        discourse = self._reading.discourse
        number = mention.number()
        named = [r.term.id for r in self._reading.resolver.resolve(mention) if isinstance(r.term, Ref)]
        if number is None or discourse.organ is None:
            return
        session = named[0] if named else session_id(discourse.organ, number)
        organ = f"body/{session.split('/')[1]}"
        own = discourse.sessions.get(organ, "").rpartition("/")[2]
        if not own.isdigit() or 0 <= number - int(own) <= _SESSIONS_AHEAD:
            properties: dict[str, list[Term]] = {"organ": [Ref(organ)], "number": [Value(str(number))]}
            self._reading.facts.node(session, ("Session",), properties, at)
            yield Ref(session)
