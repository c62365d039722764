"""The names by which the stages know rules; see `notation`, `rule`, `stage` and `loading`."""

from __future__ import annotations

from dao_graph.rules.loading import all_rules, rule_index, rule_set
from dao_graph.rules.notation import expand
from dao_graph.rules.rule import Example, Rule, may_be, refusal
from dao_graph.rules.stage import RuleSet, Stage

__all__ = ["Example", "Rule", "RuleSet", "Stage", "all_rules", "expand", "may_be", "refusal", "rule_index", "rule_set"]
