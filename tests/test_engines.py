"""Every question gives the same rows in four engines: the embedded store, Oxigraph's server, Virtuoso and rdflib.

Over the graph of data/queries.trig, in which nearly every question has an answer, and over twenty texts of the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.ask.binding import bound
from dao_graph.ask.graph import Graph
from dao_graph.ask.questions import examples, questions
from dao_graph.ask.variants import variant
from dao_graph.cli import main
from dao_graph.publish.remote import Login, Store
from dao_graph.publish.store_profiles import profiles

from . import servers
from .conftest import SHARED
from .test_queries import _data

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

Rows = list[tuple[str, ...]]
DBA = {"DAO_GRAPH_USER": "dba", "DAO_GRAPH_PASSWORD": "dba"}
_LETTERS = ("ar", "en", "es", "fr", "ru", "zh")
# Three documents in six languages, and a short one in two.
TWENTY = [
    *((id, code) for id in ("A_DEC_76_413", "A_DEC_76_416", "S_RES_2505(2020)") for code in _LETTERS),
    *(("A_DEC_77_403", code) for code in ("en", "ru")),
]
# What takes rdflib minutes over twenty texts; over the first graph it answers these, too (tests/test_queries.py).
LONG = {"evidence", "most-cited", "timeline", "version-gaps"}


def _trig(folder: Path) -> Path:
    path = folder / "queries.nq"
    path.write_bytes(b"".join(sorted(set(_data().splitlines(keepends=True)))))
    return path


def _twenty(folder: Path) -> Path:
    texts: list[str | Path] = [SHARED / "corpus" / id / f"{code}.txt" for id, code in TWENTY]
    assert all(Path(path).is_file() for path in texts)
    dao_graph.build(texts, folder / "out", check=False)
    return folder / "out"


@pytest.fixture(scope="module", params=[_trig, pytest.param(_twenty, marks=pytest.mark.corpus)])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make: Callable[[Path], Path] = request.param
    return make(tmp_path_factory.mktemp("engines"))


@pytest.fixture(scope="module")
def graph(source: Path) -> Graph:
    return Graph.open(source)


def asked(graph: Graph) -> Iterator[tuple[str, str]]:
    for name, question in questions().items():
        yield name, bound(question, examples(question), graph.names, graph.base)


@pytest.fixture(scope="module")
def here(graph: Graph) -> Mapping[str, Rows]:
    """The rows of each question in the embedded store."""
    found = {name: list(graph.run(sparql, name).texts()) for name, sparql in asked(graph)}
    assert sum(map(bool, found.values())) > 30, sum(map(bool, found.values()))
    return found


@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_stores(
    kind: str, source: Path, graph: Graph, here: Mapping[str, Rows], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that was filled answers as the embedded one does."""
    for name, value in DBA.items():
        monkeypatch.setenv(name, value)
    with ExitStack() as opened:
        url = opened.enter_context(getattr(servers, kind)(tmp_path))
        store = opened.enter_context(Store(url, profiles()[kind], Login.of(DBA)))
        command = ["load", str(source), "--to", url, "--store", kind, "--merged", "--json"]
        filled = CliRunner().invoke(main, command)
        assert filled.exit_code == 0, filled.output
        for name, sparql in asked(graph):
            columns = graph.run(sparql, name, limit=1).columns
            there = store.select(variant(sparql, kind, graph.base))
            shown = [tuple(row.get(column, "") for column in columns) for row in there]
            # Where texts are sorted by their code points and by a collation, rows may change places.
            order = sorted if kind == "virtuoso" else list
            assert order(shown) == order(here[name]), name
        # Again it has nothing to do, and leaves what is there.
        again = CliRunner().invoke(main, command)
        assert again.exit_code == 0, again.output
        assert json.loads(again.stdout)["sent"] == []


def test_rdflib(request: pytest.FixtureRequest, graph: Graph, here: Mapping[str, Rows]) -> None:
    """The reference of RDF in Python answers alike, from the named graphs and a default graph of every triple once;
    over the first graph, tests/test_queries.py looks at that."""
    if "corpus" not in {mark.name for mark in request.node.iter_markers()}:
        pytest.skip("looked at elsewhere")
    dataset = graph.to_rdflib()
    for subject, predicate, value, _ in list(dataset.quads()):
        dataset.default_graph.add((subject, predicate, value))
    assert questions().keys() >= LONG
    for name, sparql in asked(graph):
        if name in LONG:
            continue
        rows = dataset.query(sparql)
        shown = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]  # type: ignore[union-attr]
        assert sorted(shown) == sorted(here[name]), name
