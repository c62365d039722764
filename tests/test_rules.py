"""Every rule runs on its own examples and counterexamples, both ways."""

from __future__ import annotations

import re
from itertools import product

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.errors import DataError
from dao_graph.model.document import Span
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import slot_code, with_id
from dao_graph.recognise.phrases import run_phrase
from dao_graph.rules.loading import all_rules, rule_of, rule_set
from dao_graph.rules.notation import expand
from dao_graph.rules.prefilter import read_pattern
from dao_graph.rules.rule import Example, Rule
from dao_graph.rules.stage import Stage
from dao_graph.workbench.examples import fires, missed

RULES = all_rules()


def _examples(rules: tuple[Rule, ...]) -> list[object]:
    return [pytest.param(r, e, id=f"{r.id}-{i}") for r in rules for i, e in enumerate(r.examples)]


@pytest.mark.parametrize(("rule", "example"), _examples(tuple(RULES)))
def test_rule_matches_its_examples(rule: Rule, example: Example) -> None:
    assert missed(rule, example) is None


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.counterexamples)]
)
def test_rule_leaves_its_counterexamples_alone(rule: Rule, text: str) -> None:
    assert not fires(rule, text)


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


def test_captures_that_must_be_something_want_a_mention_of_it() -> None:
    table = {
        "id": "en.x",
        "type": "subject",
        "pattern": "{actor:actor} conveys (?:gratitude|{verb:noun})",
        "entities": {"noun": ["verb/thanks"]},
    }
    stage = Stage([rule_of(table, "act", "en", "en", {}, {}, "test")])
    text = f"{slot_code('country')} conveys {slot_code('verb')}"
    thanks, asks = with_id(slot_code("verb"), "verb/thanks"), with_id(slot_code("verb"), "verb/requests")
    assert stage.possible(text, ids={thanks}) and not stage.possible(text, ids={asks})
    assert stage.possible(f"{slot_code('country')} conveys gratitude", ids=set())
    # Who does not know the ids of a text's mentions gets what may match.
    assert stage.possible(text) and not stage.possible(f"{slot_code('country')} conveys hope")
    # A capture that may be without a mention wants none.
    free = {**table, "pattern": "{actor:actor} conveys (?P<noun>gratitude|{verb})"}
    assert Stage([rule_of(free, "act", "en", "en", {}, {}, "test")]).possible(text, ids={asks})


def test_beginnings_are_what_no_match_begins_without() -> None:
    country = slot_code("country")
    also = read_pattern("(?<=[.] )(?:Also|also )*(?:Asks|begs) for").beginnings
    assert sorted(also or ()) == ["also", "asks for", "begs for"]
    hosts = read_pattern("(?:^|(?<=, ))(?:[Tt]he )?(?:host|guest)s?").beginnings
    # At the edge of a text nothing else need be known.
    assert sorted(hosts or ()) == ["\x02", "guest", "host", "the gues", "the host"]
    assert {country, f'"{country}'} <= (read_pattern(expand("{country:a} met", {}, "test")).beginnings or set())
    for pattern in (r"\d+ days", "a?.b", "[^a]b", "(?:x|)y", r"\w+ met"):
        assert read_pattern(pattern).beginnings is None


def test_traits_of_rules_lose_no_match() -> None:
    """What makes looking for a rule quick gives the same as looking for it everywhere, in every text at hand."""
    for language in LANGUAGES:
        rules = rule_set(language)
        texts = [e.text for rule in rules.all() for e in rule.examples]
        for text, stage in product(
            texts[::3], (rules.tokens, rules.phrases, rules.relations, rules.acts, rules.findings)
        ):
            possible = {rule.id: rule for rule in stage.possible(text)}
            for rule in stage:
                found = [m.span() for m in rule.matches(text)]
                # Of a rule that is possible only those branches are left that are, with where they can begin.
                assert found == ([m.span() for m in possible[rule.id].matches(text)] if rule.id in possible else [])
                for branch in rule.branches:
                    everywhere = [m.span() for m in branch.pattern.finditer(text) if m.end() > m.start()]
                    assert [m.span() for m in branch.matches(text)] == everywhere


def test_a_rule_goes_on_with_what_it_made_itself() -> None:
    table = {"id": "en.x", "type": "group", "patterns": ["aa", "{group}b"], "repeat": True}
    rule = rule_of(table, "phrase", "en", "en", {}, {}, "test")
    slotted = SlottedText("aab", Span(0, 3), ())
    (part,) = Stage([rule]).possible(slotted.text)
    assert part.whole is rule
    assert len(part.branches) == 1
    assert run_phrase(part, slotted)
    assert slotted.text == slot_code("group")


def test_several_patterns_match_as_alternatives_of_one_would() -> None:
    sources = ("b(?P<name>c+)", "(?P<name>a)b?", "abc", "d(?P<name>e)?")
    table = {"id": "en.x", "type": "number", "patterns": list(sources)}
    rule = rule_of(table, "phrase", "en", "en", {}, {}, "test")
    joined = re.compile("|".join(re.sub(r"\(\?P<name>", "(?:", source) for source in sources))
    for text in map("".join, product("abcde", repeat=5)):
        assert [m.span() for m in rule.matches(text)] == [m.span() for m in joined.finditer(text)]
        assert all(m.groupdict().keys() <= {"name"} for m in rule.matches(text))


def test_coordinated_slots_match_as_one() -> None:
    pattern = expand("{country+:who}", {"separator": ", | and "}, "test")
    c = slot_code("country")
    match = re.fullmatch(pattern, f"{c}, {c} and {c}")
    assert match
    assert match.group("who") == f"{c}, {c} and {c}"
