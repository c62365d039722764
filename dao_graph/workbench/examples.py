"""The examples and counterexamples of rules, run both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dao_graph.model.document import Document
from dao_graph.model.fact import Facts, Ref
from dao_graph.model.mention import Mention
from dao_graph.recognise import recognise
from dao_graph.relate.reader import Reader
from dao_graph.relate.wording import unfit
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.rule import Example, Rule
from dao_graph.workbench.sample import fact_lines, plain_document

# Their own id stands on the acts that they give.
_ACT_HEADS = ("subject", "agent", "coordinate", "fronted", "initial", "passive", "obligation", "sense")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not come out as it should: the text, and what is wrong in one line."""

    rule: Rule
    text: str
    reason: str


def failures(rule: Rule, knowledge: Knowledge = PACKAGED) -> Iterator[Failure]:
    """The examples and counterexamples of a rule that do not hold, or are missing."""
    if not rule.examples:
        yield Failure(rule, "", "no examples")
    if not rule.counterexamples:
        yield Failure(rule, "", "no counterexamples")
    for example in rule.examples:
        if reason := missed(rule, example, knowledge):
            yield Failure(rule, example.text, reason)
    for text in rule.counterexamples:
        if fires(rule, text, knowledge):
            yield Failure(rule, text, "the counterexample is matched")


def missed(rule: Rule, example: Example, knowledge: Knowledge = PACKAGED) -> str | None:
    """The difference between an example's result and what it should be; None where there is none."""
    if not fires(rule, example.text, knowledge):
        return "the example is not matched"
    lines = given(rule, example.text, knowledge) if example.gives else []
    for wanted in example.gives:
        parts = set(wanted.split())
        if not any(parts <= set(line.split()) or (len(parts) == 1 and line.startswith(wanted)) for line in lines):
            return f"{wanted!r} is not given, but " + ("; ".join(lines) or "nothing")
    return None


def example_document(rule: Rule, text: str) -> Document:
    """The document that an example is: the rule's context, and the text in the kind of block that the rule is for."""
    kind = rule.options.get("where", "paragraph")
    context_kind = rule.options.get("context-kind", "paragraph")
    pieces = [(context_kind, line) for line in rule.options.get("context", "").splitlines()]
    return plain_document([*pieces, (kind, text)], rule.language, rule.options.get("kinds", ("",))[0])


def _run(rule: Rule, text: str, knowledge: Knowledge) -> tuple[Facts, list[Mention], Reader]:
    """The facts and mentions of a text, after the context that the rule asks for."""
    document = example_document(rule, text)
    reader = Reader(document, "document/example", knowledge=knowledge)
    sentences = list(recognise(document, knowledge))
    reader.read(sentences)
    start = document.blocks[-1].span.start
    mentions = [
        m for s in sentences if s.span.start >= start for top in (s.named or s.slotted).found for m in top.walk()
    ]
    return reader.facts, mentions, reader


def fires(rule: Rule, text: str, knowledge: Knowledge = PACKAGED) -> bool:
    """True if a rule finds something in a text."""
    if (
        rule.stage == "finding"
        or (rule.stage == "act" and rule.type not in _ACT_HEADS)
        or rule.type in ("mark", "time")
    ):
        document = plain_document([("paragraph", text)], rule.language)
        texts = [s.slotted if rule.stage == "sum" else s.verbal for s in recognise(document, knowledge)]
        return any(
            not unfit(rule, text.captures(match), document.text) for text in texts for match in rule.matches(text.text)
        )
    if rule.stage in ("relation", "act", "sum"):
        return bool(fact_lines(_run(rule, text, knowledge)[0], rule.id))
    return any(made(rule, m) for m in _run(rule, text, knowledge)[1])


def made(rule: Rule, mention: Mention) -> bool:
    """True if a rule made a mention what it is, or one that annotates added what it captures besides."""
    added = rule.captures - {rule.options.get("retype")}
    return added <= set(mention.captures) if rule.options.get("annotates") else mention.rule == rule.id


def given(rule: Rule, text: str, knowledge: Knowledge = PACKAGED) -> list[str]:
    """The result of the rule on a text: facts, and for phrases and tokens also the referents of mentions."""
    facts, mentions, reader = _run(rule, text, knowledge)
    lines = fact_lines(facts, rule.id)
    for mention in mentions:
        if made(rule, mention):
            referents = reader.reading.resolver.resolve(mention)
            lines.extend(r.term.id if isinstance(r.term, Ref) else r.term.text for r in referents)
    return lines
