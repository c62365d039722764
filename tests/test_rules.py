"""Every rule runs on its own examples and counterexamples, both ways."""

from __future__ import annotations

import re
from itertools import product

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.errors import DataError
from dao_graph.model.fact import Facts, Ref
from dao_graph.model.mention import Mention
from dao_graph.model.slots import slot_code
from dao_graph.recognise import recognise
from dao_graph.relate.reader import Reader
from dao_graph.rules.patterns import Example, Rule, all_rules, expand, may_be, rule_set
from dao_graph.rules.prefilter import read_pattern

from .conftest import fact_lines, plain_document

RULES = all_rules()


def _run(rule: Rule, text: str) -> tuple[Facts, list[Mention], Reader]:
    """The facts and mentions of a text, after the context that the rule asks for."""
    kind = rule.options.get("where", "paragraph")
    pieces = [("paragraph", line) for line in rule.options.get("context", "").splitlines()]
    if pieces and rule.options.get("context-kind"):
        pieces = [(rule.options["context-kind"], line) for _, line in pieces]
    document = plain_document([*pieces, (kind, text)], rule.language)
    reader = Reader(document, "document/example")
    sentences = list(recognise(document))
    reader.read(sentences)
    start = document.blocks[-1].span.start
    mentions = [m for s in sentences if s.span.start >= start for top in s.slotted.found for m in top.walk()]
    return reader.facts, mentions, reader


# Their own id stands on the acts that they give.
_ACT_HEADS = ("subject", "coordinate", "initial", "obligation", "sense")


def _fires(rule: Rule, text: str) -> bool:
    if rule.stage == "finding" or (rule.stage == "act" and rule.type not in _ACT_HEADS):
        document = plain_document([("paragraph", text)], rule.language)
        texts = [sentence.verbal for sentence in recognise(document)]
        return any(may_be(rule, text.captures(match)) for text in texts for match in rule.matches(text.text))
    if rule.stage in ("relation", "act"):
        return bool(fact_lines(_run(rule, text)[0], rule.id))
    return any(_made(rule, m) for m in _run(rule, text)[1])


def _made(rule: Rule, mention: Mention) -> bool:
    """Whether a rule made a mention what it is, or one that annotates added what it captures besides."""
    added = set(rule.pattern.groupindex) - {rule.options.get("retype")}
    return added <= set(mention.captures) if rule.options.get("annotates") else mention.rule == rule.id


def _given(rule: Rule, text: str) -> list[str]:
    """What the rule gives on a text: facts, and for phrases and tokens also what the mentions refer to."""
    facts, mentions, reader = _run(rule, text)
    lines = fact_lines(facts, rule.id)
    for mention in mentions:
        if _made(rule, mention):
            referents = reader._resolver.resolve(mention)
            lines.extend(r.term.id if isinstance(r.term, Ref) else r.term.text for r in referents)
    return lines


def _examples(rules: tuple[Rule, ...]) -> list[object]:
    return [pytest.param(r, e, id=f"{r.id}-{i}") for r in rules for i, e in enumerate(r.examples)]


@pytest.mark.parametrize(("rule", "example"), _examples(tuple(RULES)))
def test_rule_matches_its_examples(rule: Rule, example: Example) -> None:
    assert _fires(rule, example.text), "the example is not matched"
    given = _given(rule, example.text)
    for wanted in example.gives:
        parts = set(wanted.split())
        assert any(parts <= set(line.split()) or (len(parts) == 1 and line.startswith(wanted)) for line in given), (
            f"{wanted!r} is not among {given}"
        )


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.counterexamples)]
)
def test_rule_leaves_its_counterexamples_alone(rule: Rule, text: str) -> None:
    assert not _fires(rule, text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_both_kinds_of_examples(rule: Rule) -> None:
    assert rule.examples, "a rule without examples"
    assert rule.counterexamples, "a rule without counterexamples"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_ids_are_unique_and_name_their_language(language: str) -> None:
    rules = rule_set(language)
    ids = [rule.id for rule in rules.all()]
    assert len(ids) == len(set(ids))
    assert all(id.split(".")[0] in ("und", language) for id in ids)


def test_unknown_fragment_and_slot_are_named() -> None:
    with pytest.raises(DataError, match=r"somewhere: there is no fragment 'nothing'"):
        expand("{@nothing}", {}, "somewhere")
    with pytest.raises(DataError, match=r"somewhere: there is no slot type 'planet'"):
        expand("{planet}", {}, "somewhere")


def test_needs_are_what_no_match_can_lack() -> None:
    country, fund = slot_code("country"), slot_code("fund")
    pattern = expand("{country:a}(?: in {place})?(?:{date}|{number}) (?:set up|founded) {fund}", {}, "test")
    assert {frozenset({country}), frozenset({fund}), frozenset({" set up ", " founded "})} <= set(
        read_pattern(pattern).needs
    )
    assert frozenset({country}) in read_pattern(expand("{country} met|{country} in {place}", {}, "test")).needs
    assert not read_pattern("a?(?:bc)*[^d]+(?!ef)").needs


def test_traits_of_rules_lose_no_match() -> None:
    """What makes looking for a rule quick gives the same as looking for it everywhere, in every text at hand."""
    for language in LANGUAGES:
        rules = rule_set(language)
        texts = [e.text for rule in rules.all() for e in rule.examples]
        for text, stage in product(
            texts[::3], (rules.tokens, rules.phrases, rules.relations, rules.acts, rules.findings)
        ):
            possible = stage.possible(text)
            for rule in stage:
                everywhere = [m.span() for m in rule.pattern.finditer(text) if m.end() > m.start()]
                assert [m.span() for m in rule.matches(text)] == everywhere
                assert not everywhere or rule in possible


def test_coordinated_slots_match_as_one() -> None:
    pattern = expand("{country+:who}", {"separator": ", | and "}, "test")
    c = slot_code("country")
    match = re.fullmatch(pattern, f"{c}, {c} and {c}")
    assert match
    assert match.group("who") == f"{c}, {c} and {c}"
