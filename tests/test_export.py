"""Every export is read back by a second parser, or by the library of the program that it is for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import dao_graph
from dao_graph.cli.show import EXPORT_FORMATS
from dao_graph.publish.export import FOLDER_FORMATS, FORMATS, RDF_FORMATS, SUFFIXES, export
from dao_graph.rdf.output import nquads

from . import riot
from .conftest import EXAMPLES, ROOT

assert set(RDF_FORMATS) == {"turtle", "trig", "nquads", "jsonld", "rdfxml"}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build([EXAMPLES / "kigali-letter.zh.txt"], check=False)


def whole(graph: dao_graph.Graph, form: str) -> bytes:
    """An export that is one file."""
    content = export(graph, form)
    assert isinstance(content, bytes)
    return content


def triples(found: Iterable[tuple[object, ...]]) -> set[tuple[str, str, str]]:
    """Triples as text, with plain strings and xsd:string alike."""
    lines = set()
    for s, p, o in (t[:3] for t in found):
        text = o.n3() if isinstance(o, rdflib.term.Identifier) else str(o)
        lines.add((str(s), str(p), text.replace("^^<http://www.w3.org/2001/XMLSchema#string>", "")))
    return lines


def test_the_command_line_offers_every_format() -> None:
    assert set(EXPORT_FORMATS) == set(FORMATS)


@pytest.mark.parametrize("form", sorted(RDFLIB))
def test_rdf_is_read_back_by_rdflib(graph: dao_graph.Graph, form: str) -> None:
    content = whole(graph, form)
    dataset = rdflib.Dataset(default_union=True)
    target = dataset.graph(rdflib.URIRef("urn:all")) if form in ("turtle", "rdfxml") else dataset
    target.parse(data=content, format=RDFLIB[form])
    assert triples(dataset.triples((None, None, None))) == triples(graph.to_rdflib().quads())
    assert not any(isinstance(s, rdflib.BNode) for s in dataset.subjects())


def canonical(content: bytes) -> str:
    """The canonical form of N-Quads, RDFC-1.0."""
    dataset = ox.Dataset(ox.parse(content, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


@pytest.mark.parametrize("form", sorted(RDFLIB))
def test_rdf_is_read_back_by_riot(graph: dao_graph.Graph, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{SUFFIXES[form]}"
    path.write_bytes(whole(graph, form))
    quads = [ox.Quad(*q.triple) for q in graph.quads()] if form in ("turtle", "rdfxml") else graph.quads()
    assert canonical(riot.read(path)) == canonical(nquads(quads))


def test_named_graphs_survive(graph: dao_graph.Graph) -> None:
    for form in ("trig", "nquads", "jsonld"):
        names = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
        assert set(ox.parse(whole(graph, form), format=names[form])) == set(graph.quads())


def test_json_ld_has_the_context(graph: dao_graph.Graph) -> None:
    content = whole(graph, "jsonld").decode()
    assert content.startswith('{"@context": {"@base": ') and '"actor": "' in content
    assert '"https://w3id.org/dao-graph/ontology#actor":' not in content
    assert len(content.encode()) < sum(map(len, (graph.facts_nquads, graph.evidence_nquads))) / 2


@pytest.mark.parametrize("form", sorted(set(FORMATS) - set(FOLDER_FORMATS) - {"png"}))
def test_the_same_graph_gives_the_same_bytes(
    graph: dao_graph.Graph, form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    for name, content in (("graph.nq", graph.facts_nquads), ("evidence.nq", graph.evidence_nquads)):
        (folder / name).write_bytes(content)
    command = [sys.executable, "-m", "dao_graph", "export", str(folder), "--format", form]
    results = {
        subprocess.run(command, capture_output=True, cwd=ROOT, env={"PYTHONHASHSEED": seed}, timeout=120).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
    assert results.pop()


def test_a_part_is_chosen_by_name(graph: dao_graph.Graph, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name, content in (("graph.nq", graph.facts_nquads), ("evidence.nq", graph.evidence_nquads)):
        (folder / name).write_bytes(content)

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "dao_graph", "export", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120)

    (tmp_path / "q.rq").write_text("SELECT ?c WHERE { ?c a <https://w3id.org/dao-graph/ontology#Country> }")
    for arguments, holds in (
        (("--focus", "Norway"), '"Norway"'),
        (("--verb", "observer", "--lang", "fr"), "observateur"),
        (("--query", str(tmp_path / "q.rq")), "country/NOR"),
        (("--class", "Contribution"), "founder"),
        (("--from", "2009", "--to", "2009-10-20"), "Kigali"),
    ):
        found = run("-f", "dot", *arguments)
        assert found.returncode == 0, found.stderr
        assert holds in found.stdout.decode(), arguments
        assert len(found.stdout) < len(run("-f", "dot").stdout)
        assert b"facts:" in found.stderr, "what is left out is counted"
    assert run("-f", "dot", "--class", "Contributoin").returncode == 2
    assert b"Contribution" in run("-f", "dot", "--class", "Contributoin").stderr
    assert run("-f", "turtle", "--focus", "Norway").returncode == 2
    assert run("-f", "csv").returncode == 2, "several files need a folder"
    assert run("-f", "csv", "-o", str(tmp_path / "tables")).returncode == 0
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"nodes.csv", "edges.csv"}


def test_the_page_stands_alone_and_quotes_the_text(graph: dao_graph.Graph) -> None:
    page = whole(graph, "html").decode()
    links: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "link", "img", "iframe")
            links.extend(value or "" for name, value in attributes if name in ("src", "href"))

    Reader().feed(page)
    assert links == []
    assert "一体行动扩大供资窗口" in page
    assert ", 1 document." in page, "an annex is part of its document"
    assert "<svg" in page
