"""Names and rules of people's own, beside those of the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dao_graph
from dao_graph.cli import main
from dao_graph.errors import DataError, InputError
from dao_graph.pipeline.build import Options, build
from dao_graph.rules.knowledge import Knowledge

from .test_rebuild import lines_of

NAMES = """@prefix dao: <https://w3id.org/dao-graph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/dao-graph/id/> .

<fund/lighthouse-fund> a skos:Concept, dao:FundingMechanism, dao:Fund ;
    skos:inScheme <scheme/funds> ;
    skos:prefLabel "Lighthouse Fund"@en ;
    skos:altLabel "Fonds des phares"@fr .
"""
RULE = """[[relation]]
id = "en.own.lit"
about = "Who founded a fund, as lighthouse keepers say it"
pattern = '{country:who} lit {fund:fund}'
emits = [{ class = "Contribution", contributor = "$who", fund = "$fund", role = "role/founder" }]
examples = [{ text = "Norway lit Lighthouse Fund", gives = ["Contribution contributor=country/NOR"] }]
counterexamples = ["Norway saw Lighthouse Fund"]
"""
TEXT = (
    "Letter dated 4 May 2011 from the Secretary-General\n\nNorway lit Lighthouse Fund in the presence of everybody.\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Knowledge:
    for name, text in (("names/mine.ttl", NAMES), ("rules/en/mine.toml", RULE)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Knowledge.of([tmp_path / "names"], [tmp_path / "rules"])


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def founders(graph: dao_graph.Graph) -> list[tuple[str, ...]]:
    return list(graph.query("fund-founders", fund=f"{graph.base}fund/lighthouse-fund").texts())


def test_own_names_and_rules_are_read_with(own: Knowledge, letter: Path) -> None:
    assert not founders(dao_graph.build(letter, language="en", check=False))
    graph = dao_graph.build(letter, language="en", knowledge=own)
    assert [row[1] for row in founders(graph)] == ["Norway"]
    # What the lists say of it goes into the graph.
    assert {e.id: e.label() for e in graph.entities("Fund")}["fund/lighthouse-fund"] == "Lighthouse Fund"


def test_they_leave_no_trace_in_what_is_read_without_them(own: Knowledge, letter: Path) -> None:
    before = build([letter], options=Options(language="en")).graph
    build([letter], options=Options(language="en", knowledge=own))
    assert build([letter], options=Options(language="en")).graph == before


def test_they_enter_the_key_of_the_cache(own: Knowledge, letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build([letter], out, Options(language="en")).work.anew == 1
    assert build([letter], out, Options(language="en", knowledge=own)).work.anew == 1
    assert build([letter], out, Options(language="en", knowledge=own)).work.anew == 0
    path = own.rules[0] / "en" / "mine.toml"
    path.write_text(RULE.replace(" lit ", " (?:lit|kindled) "), encoding="utf-8")
    assert build([letter], out, Options(language="en", knowledge=own)).work.anew == 1


def test_several_processes_read_with_them_too(own: Knowledge, letter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Norway", "Spain"), encoding="utf-8")
    options = Options(language="en", knowledge=own)
    assert build([letter, other], options=options, jobs=2).graph == build([letter, other], options=options).graph


def test_on_the_command_line(own: Knowledge, letter: Path, tmp_path: Path) -> None:
    mine = ("--lists", own.lists[0], "--rules", own.rules[0])
    built = invoke("build", letter, "-o", tmp_path / "out", "--lang", "en", *mine)
    assert built.exit_code == 0, built.output
    assert "lighthouse-fund" in lines_of(tmp_path / "out").decode()
    traced = invoke("trace", "--lang", "en", "Norway lit Lighthouse Fund", "--rule", "en.own.lit", *mine)
    assert "✓ relation en.own.lit" in traced.stdout
    listed = invoke("rules", "--language", "en", "--rules", own.rules[0])
    assert "as lighthouse keepers say it" in listed.stdout
    checked = invoke("rules", "check", own.rules[0] / "en" / "mine.toml", *mine)
    assert checked.exit_code == 0, checked.output
    assert "1 rules, 2 examples: all hold" in checked.stdout


def test_a_mistake_in_them_is_named_with_their_file(own: Knowledge, letter: Path) -> None:
    path = own.rules[0] / "en" / "mine.toml"
    path.write_text(RULE.replace("emits", "emmits"), encoding="utf-8")
    again = Knowledge.of(rules=own.rules)
    checked = invoke("rules", "check", path, "--rules", again.rules[0])
    assert checked.exit_code == 1
    assert f"{path.name}:" in checked.stdout
    assert "did you mean 'emits'?" in checked.stdout


def test_a_rule_of_the_package_cannot_be_shadowed(tmp_path: Path) -> None:
    path = tmp_path / "rules" / "en" / "x.toml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE.replace("en.own.lit", "en.fund.founders"), encoding="utf-8")
    with pytest.raises(DataError, match=r"there is such an id already: in languages/en/relations.toml"):
        Knowledge.of(rules=[tmp_path / "rules"]).rule_set("en")


def test_folders_that_hold_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no lists"):
        Knowledge.of(lists=[tmp_path])
    with pytest.raises(InputError, match="holds no rules"):
        Knowledge.of(rules=[tmp_path / "nowhere"])
    (tmp_path / "en").mkdir()
    (tmp_path / "english").mkdir()
    (tmp_path / "en" / "x.toml").write_text(RULE, encoding="utf-8")
    with pytest.raises(InputError, match="is named as no language"):
        Knowledge.of(rules=[tmp_path])
    assert invoke("build", "x", "-o", tmp_path / "out", "--lists", tmp_path).exit_code == 3
