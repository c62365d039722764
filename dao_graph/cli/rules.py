"""Commands for people who write rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli import show
from dao_graph.cli.common import FINDINGS, as_json_option, guarded, lists_option, rules_option
from dao_graph.cli.terminal import put_json, say
from dao_graph.data import LANGUAGES

if TYPE_CHECKING:
    from dao_graph.rules.rule import Rule

# As dao_graph.rules.options has them, which takes longer to import than `--help` may.
STAGES = ("token", "phrase", "relation", "act", "finding", "sum")


@click.group(invoke_without_command=True)
@click.option("--language", "--lang", type=click.Choice((*LANGUAGES, "und")), help="Rules of one language only.")
@click.option("--stage", type=click.Choice(STAGES), help="Rules of one stage only.")
@click.option("--undocumented", is_flag=True, help="Rules alone whose table does not say what they find (`about`).")
@rules_option
@as_json_option
@click.pass_context
@guarded
def rules(
    context: click.Context,
    language: str | None,
    stage: str | None,
    undocumented: bool,
    rules: Sequence[Path],
    as_json: bool,
) -> None:
    """List the rules that read texts, or check them (`rules check`).

    \b
    Example:
      dao-graph rules --language fr --stage relation
      dao-graph rules check
    """
    if context.invoked_subcommand is not None:
        return
    from dao_graph.rules.knowledge import Knowledge
    from dao_graph.rules.loading import all_rules

    found = [
        rule
        for rule in all_rules(Knowledge.of(rules=rules).rules)
        if language in (None, rule.id.partition(".")[0])
        and stage in (None, rule.stage)
        and not (undocumented and rule.options.get("about"))
    ]
    _list(found, as_json)


def _list(found: Sequence[Rule], as_json: bool) -> None:
    from dao_graph.workbench.review import place_of

    columns = ("rule", "stage", "type", "about", "place")
    rows = [
        (rule.id, rule.stage, rule.type, rule.options.get("about", ""), ":".join(map(str, place_of(rule.where))))
        for rule in found
    ]
    if as_json:
        listed = [
            {**dict(zip(columns, row, strict=True)), "patterns": [branch.source for branch in rule.branches]}
            for rule, row in zip(found, rows, strict=True)
        ]
        put_json(listed)
    else:
        show.table(columns, rows)
        say(f"({len(rows)} rules)", err=True)


@rules.command()
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@lists_option
@rules_option
@as_json_option
@guarded
def check(files: Sequence[Path], lists: Sequence[Path], rules: Sequence[Path], as_json: bool) -> None:
    """Check rules and run their examples both ways: each must match, each counterexample must not. FILEs are of the
    language packs, or below the --rules; without one all are checked. Exit code 1 where something is wrong.

    \b
    Example:
      dao-graph rules check
      dao-graph rules check dao_graph/languages/en/relations.toml
    """
    from dataclasses import asdict

    from dao_graph.rules.knowledge import Knowledge
    from dao_graph.workbench.review import review

    with show.waiting("running examples"):
        result = review(files, Knowledge.of(lists, rules))
    if as_json:
        put_json(asdict(result))
    else:
        for problem in result.problems:
            say(f"{problem.path}:{problem.line}: {problem.rule}: {problem.message}")
            if problem.text:
                say(f"    {problem.text}")
        wrong = f"{len(result.problems)} problems" if result.problems else "all hold"
        say(f"{result.rules} rules, {result.examples} examples: {wrong}")
    sys.exit(FINDINGS if result.problems else 0)
