"""The graph as a described dataset: counts that are so, versions that change with what they name, the same bytes."""

from __future__ import annotations

import json
import random
import runpy
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from rdflib import DCAT, DCTERMS, PROV, RDF, VOID, XSD, Literal, Namespace, URIRef

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.cli import main
from dao_graph.data import LANGUAGES, data_dir
from dao_graph.errors import DataError
from dao_graph.namespaces import BASE, DAO
from dao_graph.rdf import tally as tallies
from dao_graph.rdf.dataset import data_versions, description
from dao_graph.rdf.output import lines
from dao_graph.rdf.tally import Tally, Total

from . import riot
from .conftest import EXAMPLES, ROOT

ID = Namespace(BASE)
LETTERS = [EXAMPLES / "kigali-letter.en.txt", EXAMPLES / "kigali-letter.zh.txt"]
SCRIPT = runpy.run_path(str(ROOT / "docs" / "vocabulary.py"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("described")
    dao_graph.build(LETTERS, out, check=False)
    return out


@pytest.fixture(scope="module")
def described(folder: Path) -> rdflib.Graph:
    result = CliRunner().invoke(main, ["dataset", str(folder)])
    assert result.exit_code == 0
    return rdflib.Graph().parse(data=result.stdout, format="turtle")


def number(described: rdflib.Graph, node: URIRef, predicate: URIRef) -> int:
    value = described.value(node, predicate)
    assert isinstance(value, Literal)
    return int(value)


def test_counts_are_those_of_the_graph(folder: Path, described: rdflib.Graph) -> None:
    quads = [q for q in Graph.open(folder).quads(evidence=False) if not str(q.graph_name).endswith("graph/dataset>")]
    assert number(described, ID.dataset, VOID.triples) == len(quads)
    assert number(described, ID.dataset, VOID.documents) == 1
    assert number(described, ID.dataset, URIRef(DAO + "expressions")) == 2
    assert number(described, ID.dataset, VOID.distinctSubjects) == len({q.subject for q in quads})
    parts = {described.value(p, VOID.property): p for p in described.objects(ID.dataset, VOID.propertyPartition)}
    assert set(map(str, parts)) == {q.predicate.value for q in quads}
    for predicate, part in parts.items():
        found = number(described, URIRef(str(part)), VOID.triples)
        assert found == sum(q.predicate.value == str(predicate) for q in quads), predicate
    typed = {(q.subject, str(q.object)[1:-1]) for q in quads if q.predicate.value == str(RDF.type)}
    for part in described.objects(ID.dataset, VOID.classPartition):
        kind = str(described.value(part, VOID["class"]))
        assert number(described, URIRef(str(part)), VOID.entities) == sum(name == kind for _, name in typed), kind


def test_what_it_is_in_and_whose(described: rdflib.Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset, PROV.Entity} <= set(described.objects(ID.dataset, RDF.type))
    titles = [title for title in described.objects(ID.dataset, DCTERMS.title) if isinstance(title, Literal)]
    assert {str(title.language) for title in titles} == set(LANGUAGES)
    spoken = {str(language).rpartition("/")[2] for language in described.objects(ID.dataset, DCTERMS.language)}
    assert spoken == {"en", "zh"}
    # The texts are the United Nations': no licence is given for the whole.
    assert described.value(ID.dataset, DCTERMS.license) is None
    assert (described.value(ID.dataset, DCTERMS.rights), RDF.type, DCTERMS.RightsStatement) in described
    declared = rdflib.Graph().parse(data_dir("ontology") / "dao.ttl")
    licence = declared.value(URIRef("https://w3id.org/dao-graph/ontology"), DCTERMS.license)
    assert described.value(ID["graph/ontology"], DCTERMS.license) == licence
    assert not any(isinstance(term, rdflib.BNode) for triple in described for term in triple)


def test_the_build_says_what_it_used(described: rdflib.Graph) -> None:
    build = described.value(ID.dataset, PROV.wasGeneratedBy)
    used = set(described.objects(build, PROV.used))
    assert used == {ID[f"dataset/{name}"] for name in data_versions()}
    assert all(str(described.value(thing, DCAT.version)).startswith("sha256:") for thing in used)
    tool = described.value(build, PROV.wasAssociatedWith)
    assert str(described.value(tool, DCAT.version)) == dao_graph.__version__
    assert described.value(build, PROV.endedAtTime) is None


def test_versions_change_with_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("languages", "ontology/authorities", "shapes"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("languages/en.toml", "ontology/authorities/a.ttl", "ontology/dao.ttl", "shapes/a.ttl"):
        (tmp_path / name).write_bytes(b"one\n")
    monkeypatch.setattr("dao_graph.rdf.dataset.data_dir", lambda name: tmp_path / name)
    versions = data_versions.__wrapped__
    first = versions()
    (tmp_path / "ontology/authorities/a.ttl").write_bytes(b"one\r\n")
    assert versions() == first
    (tmp_path / "ontology/authorities/a.ttl").write_bytes(b"two\n")
    assert {name for name, version in versions().items() if version != first[name]} == {"authorities"}


def test_time_is_stated_only_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    stamped = "prov#endedAtTime"
    assert stamped not in "".join(lines(description(BASE, 1, 1, Total())))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1255910400")
    found = "".join(lines(description(BASE, 1, 1, Total())))
    assert f'{stamped}> "2009-10-19T00:00:00Z"^^<{XSD.dateTime}>' in found
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(DataError, match="SOURCE_DATE_EPOCH"):
        description(BASE, 1, 1, Total())


def test_another_base_moves_all_of_it() -> None:
    base = "https://example.org/id/"
    assert BASE not in "".join(lines(description(base, 1, 1, Total())))


def test_a_thing_of_several_graphs_counts_once() -> None:
    line = f"<urn:a> <{RDF.type}> <{DAO}Act> <urn:%s> .\n"
    total = Total()
    for graph in "gh":
        tally = Tally.of((line % graph).encode())
        total.add(Tally.from_bytes(tally.to_bytes()))
    assert (total.triples, total.counts()) == (2, (1, {f"<{DAO}Act>": 1}))


@pytest.mark.parametrize("room", [10, 10_000])
def test_what_is_counted_on_disk_is_counted_as_in_memory(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_WAITING", room)
    chance = random.Random(3)
    total, things = Total(lambda: tmp_path), set[tuple[str, str]]()
    for graph in range(30):
        some = {(f"<urn:{chance.randrange(200)}>", f"<{DAO}{chance.choice('AB')}>") for _ in range(20)}
        things |= some
        text = "".join(sorted(f"{thing} <{RDF.type}> {kind} <urn:g{graph}> .\n" for thing, kind in some))
        total.add(Tally.of(text.encode()))
    assert any(tmp_path.iterdir()) == (room == 10)
    classes = {f"<{DAO}{name}>": sum(kind.endswith(f"{name}>") for _, kind in things) for name in "AB"}
    for _ in range(2):
        assert total.counts() == (len({thing for thing, _ in things}), classes)


# --- the JSON-LD context ---


def test_the_context_is_that_of_the_vocabulary() -> None:
    kept = (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    assert kept == SCRIPT["context"](), "run: python docs/vocabulary.py context"


def test_the_context_means_what_the_graph_says(folder: Path, tmp_path: Path) -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    graph = rdflib.Graph()
    for quad in Graph.open(folder).quads(evidence=False):
        if str(quad.graph_name).endswith("/zh>"):
            graph.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    compact = graph.serialize(format="json-ld", context=context)
    assert '"inProvision": "https://' in compact
    path = tmp_path / "compact.jsonld"
    path.write_text(compact, encoding="utf-8")
    back = rdflib.Graph().parse(data=riot.read(path).decode(), format="nquads")
    assert set(back) == set(graph)
    assert set(rdflib.Graph().parse(data=compact, format="json-ld")) == set(graph)
