"""Language versions against their majority, with figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.check.compare import Comparison, Difference, compare
from dao_graph.check.evaluate import Counts
from dao_graph.check.quotes import Passage
from dao_graph.cli import main
from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE, DAO, NIF, RDF
from dao_graph.rdf.output import nquads

from .conftest import EXAMPLES


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "out"
    dao_graph.build([EXAMPLES], folder, check=False)
    return folder


@pytest.fixture(scope="module")
def found(out: Path) -> Comparison:
    return compare(dao_graph.open_graph(out))


def test_the_examples_agree(found: Comparison) -> None:
    assert (found.documents, found.alone, found.languages) == (1, (), LANGUAGES)
    kinds = {agreement.kind: agreement for agreement in found.agreements}
    for kind in (
        "Act",
        "Contribution",
        "Participation",
        "adoptedAt",
        "cites document, by paragraph",
        "deadline",
        "host",
    ):
        agreement = kinds[kind]
        assert agreement.majority == agreement.unanimous > 0, kind
        assert {counts.f1 for counts in agreement.counts.values()} == {1.0}
    assert {c.f1 for c in kinds["mentions country, by paragraph"].counts.values()} == {1.0}
    assert min(c.f1 for a in found.agreements if a.majority > 4 for c in a.counts.values()) > 0.8


def test_texts_are_left_out_and_titles_compared_by_presence(found: Comparison) -> None:
    kinds = {agreement.kind for agreement in found.agreements}
    assert "dcterms:title" in kinds
    assert not kinds & {"text", "Act text", "Finding text", "number", "sourceName"}


def test_a_broken_version_is_told_with_the_passage_of_another(out: Path) -> None:
    graph = dao_graph.open_graph(out)
    host = f"<{BASE}meeting/2009-10-19/kigali> <{DAO}host> <{BASE}country/RWA>"
    broken = f"{host} <{BASE}graph/A_99_9-E_2099_9/ru> .\n"
    facts = graph.facts_nquads.decode()
    assert broken in facts
    wrong = broken.replace("/RWA>", "/NOR>")
    copy = dao_graph.Graph(facts.replace(broken, wrong).encode(), graph.evidence_nquads, {})
    result = compare(copy, listed=True)
    (hosts,) = (agreement for agreement in result.agreements if agreement.kind == "host")
    assert hosts.majority == hosts.unanimous + 1
    assert hosts.counts["ru"] == Counts(hosts.majority - 1, 1, 1)
    assert hosts.counts["fr"] == Counts(hosts.majority, 0, 0)
    missing, extra = sorted((d for d in result.differences if d.kind == "host"), key=lambda d: d.what, reverse=True)
    assert (missing.what, missing.language, missing.stated) == ("missing", "ru", ("ar", "en", "es", "fr", "zh"))
    assert missing.fact == "meeting/2009-10-19/kigali host country/RWA"
    assert missing.passage is not None
    assert missing.passage.language == "en"
    assert "Rwanda" in missing.passage.quote
    assert (extra.what, extra.language, extra.stated) == ("extra", "ru", ("ru",))
    assert extra.passage is not None
    assert extra.passage.language == "ru"


def _small(*stated: tuple[str, str, str]) -> dao_graph.Graph:
    """Versions of document X that state (language, property, object) of it, with a quote of each language."""
    document, quads, evidence = ox.NamedNode(f"{BASE}document/X"), [], []
    for language, name, thing in stated:
        context = ox.NamedNode(f"{BASE}graph/X/{language}"), ox.NamedNode(f"{BASE}evidence/X/{language}")
        predicate, object_ = ox.NamedNode(DAO + name), ox.NamedNode(BASE + thing)
        fact = ox.NamedNode(f"{BASE}fact/{name}{thing.replace('/', '')}")
        span = ox.NamedNode(f"{BASE}text/{language}#char=0,2")
        quads.append(ox.Quad(document, predicate, object_, context[0]))
        for subject, iri, term in (
            (fact, RDF + "subject", document),
            (fact, RDF + "predicate", predicate),
            (fact, RDF + "object", object_),
            (fact, DAO + "evidence", span),
            (span, NIF + "anchorOf", ox.Literal(f"in  {language}")),
        ):
            evidence.append(ox.Quad(subject, ox.NamedNode(iri), term, context[1]))
    return dao_graph.Graph(nquads(quads), nquads(evidence), {})


def test_half_is_no_majority() -> None:
    result = compare(
        _small(("en", "sponsor", "country/RWA"), ("fr", "sponsor", "country/RWA"), ("fr", "sponsor", "country/NOR")),
        listed=True,
    )
    (agreement,) = result.agreements
    assert (agreement.kind, agreement.majority, agreement.unanimous) == ("sponsor", 1, 1)
    assert agreement.counts == {"en": Counts(1, 0, 0), "fr": Counts(1, 0, 1)}
    fact = "document/X sponsor country/NOR"
    assert result.differences == (Difference("extra", "fr", "X", "sponsor", fact, ("fr",), Passage("fr", "", "in fr")),)


def test_a_document_in_one_language_is_left_out() -> None:
    result = compare(_small(("en", "sponsor", "country/RWA")))
    assert (result.documents, result.alone, result.agreements) == (0, ("X",), ())


def test_the_command(out: Path) -> None:
    runner = CliRunner()
    result = runner.invoke(main, ["compare", str(out), "--symbol", "A/99/9", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["documents"] == 0
    everything = runner.invoke(main, ["compare", str(out), "--json", "--list", "--fail-under", "1"])
    assert everything.exit_code == 1
    told = json.loads(everything.stdout)
    assert told["documents"] == 1
    assert {d["what"] for d in told["differences"]} == {"missing", "extra"}
    table = runner.invoke(main, ["compare", str(out), "--list"])
    assert table.exit_code == 0
    assert "more than half of the versions" in table.stdout
    assert "missing zh mentions body, by paragraph" in table.stdout
