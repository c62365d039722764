"""A mistake in a rule's table is refused where it stands, with the nearest right word."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from runpy import run_path

import pytest
from click.testing import CliRunner

from dao_graph.cli import main
from dao_graph.cli.rules import STAGES as LISTED_STAGES
from dao_graph.data import LANGUAGES
from dao_graph.errors import DataError
from dao_graph.lists.authorities import authorities
from dao_graph.rules.loading import all_rules, frames_in, pack_files, rules_in
from dao_graph.rules.options import OPTIONS, STAGES
from dao_graph.rules.packs import load_toml
from dao_graph.workbench import coverage
from dao_graph.workbench.review import place_of, review
from dao_graph.workbench.vocabulary import problems

from .conftest import ROOT

CASES = tomllib.loads((ROOT / "tests" / "data" / "rule-mistakes.toml").read_text(encoding="utf-8"))


# How many of the rules that several languages have in common are lacking in one of the six; only ever made smaller.
MOST_LACKING = 164


def _load(text: str, folder: Path) -> None:
    """Load a pack of one file and check it whole; raises DataError for the first mistake."""
    path = folder / "en" / "mistakes.toml"
    path.parent.mkdir()
    path.write_text("[fragments]\nmeeting = 'meeting'\na = '{@b}'\nb = 'x{@a}'\n" + text, encoding="utf-8")
    for rule in rules_in("en", [path]):
        for problem in problems(rule, authorities()):
            raise DataError(f"{rule.where}: {problem}")


@pytest.mark.parametrize("text", CASES["right"].values(), ids=CASES["right"])
def test_what_is_right_is_taken(text: str, tmp_path: Path) -> None:
    _load(text, tmp_path)


@pytest.mark.parametrize("case", CASES["mistake"], ids=lambda case: f"{case['of']}: {case['put']}")
def test_a_mistake_is_refused_with_the_right_word(case: dict[str, str], tmp_path: Path) -> None:
    right = CASES["right"][case["of"]]
    wrong = right.replace(case["for"], case["put"])
    assert wrong != right
    with pytest.raises(DataError, match=case["says"]) as raised:
        _load(wrong, tmp_path)
    assert str(tmp_path / "en" / "mistakes.toml: ") in str(raised.value)


def test_enough_kinds_of_mistakes() -> None:
    assert len(CASES["mistake"]) >= 30


def test_ids_are_unique(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dao_graph.rules import loading

    rule, path = CASES["right"]["relation"], tmp_path / "en" / "x.toml"
    path.parent.mkdir()
    path.write_text(f"{rule}\n{rule}", encoding="utf-8")
    monkeypatch.setattr(loading, "pack_files", lambda language, folders: iter([path]))
    with pytest.raises(DataError, match=r"rule en.x: there is such an id already: in .*en/x.toml"):
        loading.rule_set.__wrapped__("en")


def test_every_rule_names_what_exists() -> None:
    assert [f"{rule.where}: {problem}" for rule in all_rules() for problem in problems(rule, authorities())] == []


def test_every_option_is_read_and_every_read_is_an_option() -> None:
    """The stages ask for options by name: each must be in the table, and each of the table must be asked for."""
    asked: set[str] = set()
    for path in (ROOT / "dao_graph").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = ast.unparse(node) if isinstance(node, (ast.Call, ast.Subscript, ast.Compare)) else ""
            asked.update(re.findall(r"options(?:\.get\(|\[)'([a-z-]+)'", text))
            asked.update(re.findall(r"^'([a-z-]+)' in \w+\.options", text))
    loaded = {"id", "pattern", "patterns", "type", "examples", "counterexamples"}
    assert asked | loaded == {option.name for option in OPTIONS}


def test_the_page_of_options_is_what_the_table_says() -> None:
    page = run_path(str(ROOT / "docs" / "rule_options.py"))["page"]()
    assert (ROOT / "docs" / "rule-options.md").read_text(encoding="utf-8") == page, "run python docs/rule_options.py"


def test_what_languages_lack_is_listed_and_grows_no_more() -> None:
    """A new frame may be lacking in languages that say the thing otherwise; then the number here says so."""
    kept = (ROOT / "docs" / "rule-coverage.md").read_text(encoding="utf-8")
    assert kept == coverage.page(), "run python docs/rule_options.py"
    assert sum(len(coverage.lacking(language)) for language in LANGUAGES) <= MOST_LACKING


def test_every_frame_is_of_a_rule_and_says_what_it_is_about() -> None:
    used = {rule.id.partition(".")[2] for rule in all_rules()}
    for frame_id, about in coverage.frames().items():
        assert frame_id in used
        assert about, frame_id


def test_packs_say_nothing_that_their_frame_says() -> None:
    frames = dict(frames_in(tuple(pack_files("en"))))
    for language in LANGUAGES:
        for path in pack_files(language):
            for stage in STAGES:
                for entry in load_toml(path).get(stage, ()):
                    frame = frames.get((stage, entry["id"].partition(".")[2]), {})
                    assert not [name for name in frame if name in entry and entry[name] == frame[name]], entry["id"]


def test_the_source_of_a_rule_is_kept_as_written() -> None:
    rule = next(rule for rule in all_rules() if rule.id == "en.meeting.hosted")
    assert "{country:host}" in rule.branches[0].source
    path, line = place_of(rule.where)
    assert (ROOT / path).read_text(encoding="utf-8").splitlines()[line - 1] == 'id = "en.meeting.hosted"'


def test_rules_are_listed_and_checked() -> None:
    assert LISTED_STAGES == STAGES
    listed = CliRunner().invoke(main, ["rules", "--language", "en", "--stage", "relation"])
    assert listed.exit_code == 0
    assert "en.meeting.hosted" in listed.stdout
    assert "fr.meeting.hosted" not in listed.stdout
    checked = CliRunner().invoke(main, ["rules", "check", str(ROOT / "dao_graph/languages/en/findings.toml")])
    assert checked.exit_code == 0, checked.stdout
    assert "all hold" in checked.stdout


def test_a_review_names_the_example_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from dao_graph.workbench import examples

    monkeypatch.setattr(examples, "fires", lambda rule, text, knowledge: True)
    found = review([ROOT / "dao_graph/languages/en/findings.toml"]).problems
    assert ("en.finding.positive", "the counterexample is matched", "There is a funding gap") in {
        (problem.rule, problem.message, problem.text) for problem in found
    }
    assert all(problem.line for problem in found)
