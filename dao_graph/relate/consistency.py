"""Consistency: where a document disagrees with itself. Both statements stay in the graph; the report names the pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dao_graph.model.document import Document, Span
from dao_graph.model.fact import Evidence, Facts, Node, Ref, Value

# Things that are spelt, not described: two spellings of one are worth a line.
_SPELT = ("country", "place", "person")
# Languages inflect their words at the end; a difference there is grammar.
_ENDING = 3
# How many voted in one way, and who.
_BALLOTS = {"votesFor": "votedFor", "votesAgainst": "votedAgainst", "abstentions": "abstained"}
_ROUNDING = Decimal("1.005")
_SINGLE_VALUED = ("startDate", "endDate", "deadline")


@dataclass(frozen=True, slots=True, order=True)
class Inconsistency:
    """Two statements of one document in tension. `kind` is "spelling", "count", "value", "deferral" or "parts"; `about`
    the local id of what they are about; `quotes` the words, with their place."""

    kind: str
    about: str
    message: str
    quotes: tuple[str, ...]


def inconsistencies(document: Document, facts: Facts) -> list[Inconsistency]:
    """The disagreements between the facts of a text, sorted."""
    checks = (
        _spellings(document, facts),
        _counts(document, facts),
        _values(document, facts),
        _deferrals(document, facts),
        _ballots(document, facts),
        _parts(document, facts),
    )
    return sorted({found for check in checks for found in check})


def _quote(document: Document, span: Span) -> str:
    return f"{document.source.content[span.start : span.end]} [{span.start},{span.end})"


def _quotes(document: Document, evidence: list[Evidence]) -> tuple[str, ...]:
    return tuple(_quote(document, at.spans[0]) for at in evidence[:2])


def _spellings(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """One thing in two spellings that differ by a letter, and not by an ending."""
    places: dict[str, dict[str, Span]] = defaultdict(dict)
    for span, _, entity in sorted(facts.mentions, key=lambda m: m[0]):
        if entity.partition("/")[0] in _SPELT:
            form = " ".join(document.source.content[span.start : span.end].split())
            places[entity].setdefault(form, span)
    for entity, spellings in places.items():
        forms = sorted(spellings)
        for i, a in enumerate(forms):
            for b in forms[i + 1 :]:
                if _misspelt(a, b, document.language):
                    quotes = tuple(_quote(document, spellings[form]) for form in (a, b))
                    yield Inconsistency("spelling", entity, f"is spelt {a} and {b}", quotes)


def _misspelt(a: str, b: str, language: str) -> bool:
    if len(a) != len(b) or len(a) < 2 or a.casefold() == b.casefold():
        return False
    different = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(different) == 1 and (language == "zh" or different[0] < len(a) - _ENDING)


def _counts(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """A number in words that its list does not bear out."""
    members: dict[str, int] = defaultdict(int)
    for statement in facts.statements:
        if statement.predicate == "member":
            members[statement.subject] += 1
    for statement, evidence in facts.statements.items():
        stated = statement.object
        if statement.predicate == "count" and isinstance(stated, Value) and members[statement.subject]:
            counted = members[statement.subject]
            if int(stated.text) != counted:
                message = f"is said to have {stated.text} members, and {counted} are named"
                yield Inconsistency("count", statement.subject, message, _quotes(document, evidence))


def _values(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """Two values where there can be but one."""
    stated: dict[tuple[str, str], dict[str, list[Evidence]]] = defaultdict(dict)
    for node in facts.nodes.values():
        for name in _SINGLE_VALUED:
            for term in node.properties.get(name, ()):
                if isinstance(term, Value):
                    stated[node.id, name].setdefault(term.text, []).extend(node.evidence)
    for statement, evidence in facts.statements.items():
        if statement.predicate in _SINGLE_VALUED and isinstance(statement.object, Value):
            stated[statement.subject, statement.predicate].setdefault(statement.object.text, []).extend(evidence)
    for (subject, name), values in stated.items():
        if len(values) > 1:
            quotes = tuple(q for evidence in values.values() for q in _quotes(document, evidence[:1]))
            yield Inconsistency("value", subject, f"{name} is {' and '.join(sorted(values))}", quotes)


def _deferrals(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """A deadline for all against one of them that is put off."""
    deadlines = {
        s.subject: (s.object, evidence)
        for s, evidence in facts.statements.items()
        if s.predicate == "deadline" and isinstance(s.object, Value)
    }
    for node in facts.nodes.values():
        if Ref("status/deferred") in node.properties.get("status", ()) and node.id in deadlines:
            deadline, evidence = deadlines[node.id]
            message = f"is deferred, and falls under the deadline of {deadline.text} for all"
            yield Inconsistency("deferral", node.id, message, _quotes(document, [*node.evidence[:1], *evidence[:1]]))


def _ballots(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """A number of votes that the list of those who cast them does not bear out."""
    cast: dict[tuple[str, str], int] = defaultdict(int)
    for statement in facts.statements:
        cast[statement.subject, statement.predicate] += 1
    for statement, evidence in facts.statements.items():
        listed = cast.get((statement.subject, _BALLOTS.get(statement.predicate, "")), 0)
        if listed and isinstance(statement.object, Value) and int(statement.object.text) != listed:
            message = f"has {statement.object.text} {statement.predicate}, and {listed} are named"
            yield Inconsistency("count", statement.subject, message, _quotes(document, evidence))


def _parts(document: Document, facts: Facts) -> Iterator[Inconsistency]:
    """Parts of a sum that are more than it: parts may be left out, but none added."""
    parts: dict[str, list[Node]] = defaultdict(list)
    for node in facts.nodes.values():
        for term in node.properties.get("partOf", ()):
            if isinstance(term, Ref) and "amount" in node.properties:
                parts[term.id].append(node)
    for id, told in parts.items():
        whole = facts.nodes.get(id)
        if whole is None or any(node.properties.get("currency") != whole.properties.get("currency") for node in told):
            continue
        total, summed = _amount(whole), sum(map(_amount, told), Decimal(0))
        # Rounded parts may make a little more than the rounded whole.
        if total and summed > total * _ROUNDING:
            message = f"is {total:f}, and its parts make {summed:f}"
            quotes = tuple(_quotes(document, node.evidence[:1])[0] for node in (whole, *told))
            yield Inconsistency("parts", id, message, quotes)


def _amount(node: Node) -> Decimal:
    amounts = [Decimal(term.text) for term in node.properties.get("amount", ()) if isinstance(term, Value)]
    return amounts[0] if len(amounts) == 1 else Decimal(0)
