"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.ask.questions import TYPES, questions
from dao_graph.cli import command_named, main
from dao_graph.cli.show import ANSWER_FORMATS

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
COMMANDS = sorted(set(re.findall(r"^dao-graph .*?(?=\s+#|\s+>|$)", f"{README}\n{PAGES}", re.MULTILINE)))


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_readme_and_docs_parse(line: str) -> None:
    words = shlex.split(line)[1:]
    found = command_named(words[0])
    with found.make_context(words[0], words[1:]) as context:
        assert context.command is found


def test_tests_that_hold_promises_exist() -> None:
    model = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
    promises = model.partition("## Promises")[2].partition("##")[0]
    rows = [row for row in promises.splitlines() if row.startswith("| ") and not row.startswith("| promise")]
    assert len(rows) > 8
    for row in rows:
        held = re.findall(r"`(tests/\w+\.py)(?:::(\w+))?`", row)
        assert held, row
        for path, name in held:
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8") if name else (ROOT / path).exists()


def test_questions_of_the_readme_exist() -> None:
    asked = re.findall(r"dao-graph query out ([a-z-]+)(?![\w.-])", README) + re.findall(r'query\("([a-z-]+)"\)', README)
    assert asked
    assert set(asked) - {"my-own"} <= set(questions())


def test_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    exec(compile(code.group(1).replace('["examples"]', '["examples/kigali-letter.en.txt"]'), "README.md", "exec"), {})


def test_every_type_of_parameter_is_documented() -> None:
    asking = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
    documented = {
        name for row in re.findall(r"^\| (`.*?`) \|", asking, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert documented == TYPES


def test_every_format_of_answers_is_documented() -> None:
    asking = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in asking for name in ANSWER_FORMATS)


def test_version_is_the_same_everywhere() -> None:
    assert dao_graph.__version__ in CliRunner().invoke(main, ["--version"]).output
    assert f"## {dao_graph.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    assert len(re.findall(r"^python3 -m venv", README, re.MULTILINE)) == 2
    assert "readme_command 2" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_export_format_is_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in ("Turtle", "TriG", "N-Quads", "JSON-LD", "RDF/XML", "GraphML", "GEXF", "HTML"):
        assert name in text
