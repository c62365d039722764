"""The command line, as a user meets it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dao_graph.cli import main

from .conftest import EXAMPLES, ROOT

COMMANDS = (
    "build", "validate", "query", "queries", "verify", "explain", "export", "load",
    "stores", "stats", "evaluate", "compare", "diff", "dataset", "serve", "rules", "view", "trace",
)  # fmt: skip


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "out"
    result = invoke("build", str(EXAMPLES / "kigali-letter.en.txt"), "-o", str(folder))
    assert result.exit_code == 0, result.output
    assert "next: dao-graph" in result.stdout
    return folder


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}, "[\u0621-\u064a]{3}"),
        ({"PYTHONIOENCODING": "latin-1"}, r"(?:\\u06[0-9a-f]{2}){3}"),
    ],
)
def test_what_is_printed_may_be_in_any_script(environment: dict[str, str], shown: str) -> None:
    """Whatever the locale: pipes get UTF-8, and what an encoding lacks is written as an escape."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))},
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-m", "dao_graph", "queries", "--lang", "ar"],
        capture_output=True, cwd=ROOT, env=environment, timeout=120, check=True,
    )  # fmt: skip
    assert re.search(shown, done.stdout.decode("utf-8"))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert f"dao-graph {command}" in result.stdout.split("Example:")[1]


def test_usage_errors_exit_with_2(out: Path, tmp_path: Path) -> None:
    assert invoke("build").exit_code == 2
    assert invoke("query", str(out), "no-such-query").exit_code == 2
    assert invoke("query", str(out), "pilots", "-p", "nonsense").exit_code == 2
    assert invoke("query", str(out), "pilots", "-p", "no=parameter").exit_code == 2
    assert invoke("query", str(tmp_path), "pilots").exit_code == 2
    assert invoke("export", str(out), "--format", "docx").exit_code == 2
    assert invoke("build", str(EXAMPLES), "-o", str(tmp_path), "--base-iri", "nonsense").exit_code == 2


def test_an_unknown_query_names_its_neighbours(out: Path) -> None:
    result = invoke("query", str(out), "pilot")
    assert "did you mean pilots?" in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "markdown"])
def test_answers_in_each_format(out: Path, form: str) -> None:
    result = invoke("query", str(out), "volunteers", "-f", form)
    assert result.exit_code == 0
    assert "Comoros" in result.stdout
    if form == "json":
        assert len(json.loads(result.stdout)) == 6


def test_parameters_are_bound_as_terms(out: Path) -> None:
    harmless = invoke("query", str(out), "citations", "-p", 'cited_symbol=A") } DROP ALL #', "-f", "json")
    assert harmless.exit_code == 0
    assert json.loads(harmless.stdout) == []
    assert invoke("query", str(out), "pilots", "--lang", 'en") } DROP ALL #').exit_code == 2
    assert invoke("query", str(out), "pilots", "-p", "initiative=<bad iri>").exit_code == 2


@pytest.mark.parametrize("name", ["country/RWA", "RWA", "646", "rwanda", "卢旺达", "Республика Руанда", "رواندا"])
def test_things_are_given_by_any_name(out: Path, name: str) -> None:
    result = invoke("query", str(out), "where-mentioned", "-p", f"entity={name}", "-f", "csv")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5


def test_labels_in_the_language_asked_for(out: Path) -> None:
    result = invoke("query", str(out), "volunteers", "--lang", "zh,en", "-f", "csv")
    assert "科摩罗" in result.stdout
    assert invoke("query", str(out), "volunteers", "--lang", "tlh").exit_code == 2


def test_limits(out: Path, tmp_path: Path) -> None:
    few = invoke("query", str(out), "volunteers", "--limit", "2", "-f", "jsonl")
    assert len(few.stdout.splitlines()) == 2
    assert "only the first 2 rows" in few.stderr
    own = tmp_path / "own.rq"
    own.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    stopped = invoke("query", str(out), str(own), "--timeout", "0.5")
    assert stopped.exit_code == 5
    assert "stopped after 0.5 s" in stopped.stderr


def test_a_query_is_shown_without_being_run(out: Path) -> None:
    result = invoke("query", str(out), "pilots", "--explain", "--lang", "zh,en")
    assert result.exit_code == 0
    assert "Which countries are programme-country pilots" in result.stdout
    assert "names:zh" in result.stdout


def test_no_row_says_what_an_answer_needs(out: Path) -> None:
    result = invoke("query", str(out), "subjects")
    assert result.exit_code == 0
    assert "(0 rows: subjects are stated by machine-readable files (XML) alone" in result.stderr
    assert "rows:" not in invoke("query", str(out), "volunteers").stderr
    assert "machine-readable files" in invoke("queries", "sponsors").stdout


def test_cells_are_no_formulas(out: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ('=1+1' AS ?a) ('-' AS ?b) ('fine' AS ?c) WHERE {}")
    assert invoke("query", str(out), str(own), "-f", "csv").stdout == "a,b,c\n=1+1,-,fine\n"
    assert invoke("query", str(out), str(own), "-f", "csv", "--excel-safe").stdout == "a,b,c\n'=1+1,'-,fine\n"


def test_a_query_file_of_the_users_own(out: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/dao-graph/ontology#Meeting> }")
    result = invoke("query", str(out), str(own), "-f", "csv")
    assert result.stdout.splitlines() == ["n", "3"]
    own.write_text("SELECT WHERE nonsense")
    result = invoke("query", str(out), str(own))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_queries_lists_the_questions_in_two_languages() -> None:
    listed = json.loads(invoke("queries", "--json").stdout)
    assert len(listed) >= 24
    assert all(q["question"]["en"] and q["question"]["zh"] for q in listed)
    assert "pilots" in invoke("queries").stdout


def test_verify_finds_a_quote_that_moved(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes((EXAMPLES / "kigali-letter.en.txt").read_bytes())
    folder = tmp_path / "out"
    assert invoke("build", str(letter), "-o", str(folder), "--no-check").exit_code == 0
    assert invoke("verify", str(folder)).exit_code == 0
    letter.write_text("Foreword\n" + letter.read_text(encoding="utf-8"), encoding="utf-8")
    result = invoke("verify", str(folder), "--json")
    assert result.exit_code == 1
    assert "has changed" in json.dumps(json.loads(result.stdout))
    letter.unlink()
    assert invoke("verify", str(folder)).exit_code == 1


def test_one_question_says_its_columns_and_defaults() -> None:
    card = invoke("queries", "where-mentioned").stdout
    assert "must be given" in card and "entity" in card and '-p "entity=Rwanda"' in card
    assert [q["name"] for q in json.loads(invoke("queries", "where-mentioned", "--json").stdout)] == ["where-mentioned"]
    assert invoke("queries", "nonsense").exit_code == 2


def test_a_question_shows_how_its_answer_begins(out: Path) -> None:
    card = invoke("queries", "where-mentioned", str(out))
    assert card.exit_code == 0 and "quote" in card.stdout.splitlines()[-4], card.output
    assert "wants" not in card.output


def test_nothing_is_asked_about_that_was_not_named(out: Path) -> None:
    for name in ("where-mentioned", "facts-about", "country-roles", "about", "summary", "named-together"):
        result = invoke("query", str(out), name)
        assert result.exit_code == 2 and "wants" in result.stderr and "for example: -p" in result.stderr
    assert "least is 3" in invoke("query", str(out), "called-upon").stderr
    assert invoke("query", str(out), "where-mentioned", "-p", "entity=Norway").exit_code == 0


def test_explain_finds_what_query_finds(out: Path) -> None:
    by_id = invoke("explain", str(out), "country/NOR", "--json").stdout
    for name in ("Norway", "挪威", "NOR"):
        assert invoke("explain", str(out), name, "--json").stdout == by_id
    resolution = invoke("explain", str(out), "document/A_RES_62_208", "--json").stdout
    for name in ("A/RES/62/208", "62/208", "resolution 62/208", "第62/208号决议"):
        assert invoke("explain", str(out), name, "--json").stdout == resolution
    act = next(e["id"] for e in json.loads(by_id) if e["id"].startswith("fact/"))
    of_itself = json.loads(invoke("explain", str(out), act, "--json").stdout)
    assert of_itself[0]["id"] == act and of_itself[0]["quotes"]
    near = invoke("explain", str(out), "Gasana")
    assert near.exit_code == 2 and "person/eugene-richard-gasana" in near.stderr


def test_explain_quotes_the_words(out: Path) -> None:
    result = invoke("explain", str(out), "fund/delivering-as-one-expanded-funding-window", "--json")
    found = json.loads(result.stdout)
    founders = [e for e in found if "role=role/founder" in e["fact"]]
    assert len(founders) == 3
    assert all("set up the Delivering as One Expanded" in e["quotes"][0]["text"] for e in founders)
    assert all(e["quotes"][0]["provision"].endswith("annex/1/p/5") for e in founders)
    assert invoke("explain", str(out), "country/FIN").exit_code == 1
    assert "[" in invoke("explain", str(out), "country/NOR").stdout


def test_stats_count_classes_and_rules(out: Path) -> None:
    classes = json.loads(invoke("stats", str(out), "--classes", "--json").stdout)
    assert {row["class"]: row["things"] for row in classes}["Adoption"] == 14
    counts = {row["what"]: row["number"] for row in json.loads(invoke("stats", str(out), "--json").stdout)}
    assert counts["documents"] == 1 and counts["states"] >= 14 and counts["funds"] and counts["people"], counts
    assert re.search(r"^states +\d+ *$", invoke("stats", str(out)).stdout, re.MULTILINE)
    rules = {row["rule"]: row for row in json.loads(invoke("stats", str(out), "--rules", "--json").stdout)}
    assert rules["en.group.members"]["documents"] == 1


def test_validate_exits_with_1_on_findings(out: Path, tmp_path: Path) -> None:
    assert invoke("validate", str(out)).exit_code == 0
    base = "https://w3id.org/dao-graph/"
    broken = tmp_path / "broken.nq"
    broken.write_text(
        f"<{base}id/fact/0123456789abcdef> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        f"<{base}ontology#Participation> <{base}id/graph/X/en> .\n"
    )
    result = invoke("validate", str(broken), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)
    broken.write_text("nonsense\n")
    assert invoke("validate", str(broken)).exit_code == 2
