"""Bulk files are read by the loaders that they are for, where these run here."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.cli import main
from dao_graph.namespaces import BASE
from dao_graph.publish.bulk import write
from dao_graph.publish.remote import Login, Store
from dao_graph.publish.store_profiles import loaders, profiles

from . import riot, servers
from .conftest import EXAMPLES


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    out = tmp_path_factory.mktemp("graph")
    dao_graph.build([EXAMPLES / "kigali-letter.en.txt", EXAMPLES / "kigali-letter.zh.txt"], out, check=False)
    return Graph.open(out)


@pytest.mark.parametrize("name", sorted(loaders()))
def test_parts_hold_the_graph(graph: Graph, name: str, tmp_path: Path) -> None:
    (tmp_path / "dao-99999.nq.gz").write_bytes(b"of an earlier export")
    (tmp_path / "mine.nq.gz").write_bytes(b"of someone else")
    written = write(graph, loaders()[name], tmp_path, part=400_000)
    assert len(written.files) > 2
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == sorted([*written.files, "mine.nq.gz", *loaders()[name].files])
    lines = [
        line for file in written.files for line in gzip.decompress((tmp_path / file).read_bytes()).splitlines(True)
    ]
    assert sorted(lines) == sorted(graph.lines())
    assert str(tmp_path) in written.command
    assert "\n" not in written.command
    first = [(tmp_path / file).read_bytes() for file in written.files]
    write(graph, loaders()[name], tmp_path, part=400_000)
    assert [(tmp_path / file).read_bytes() for file in written.files] == first


def test_no_graph_is_in_two_parts(graph: Graph, tmp_path: Path) -> None:
    written = write(graph, loaders()["neptune"], tmp_path, part=1)
    names = [
        {line.rpartition(b" <")[2] for line in gzip.decompress((tmp_path / file).read_bytes()).splitlines()}
        for file in written.files
    ]
    assert all(len(found) == 1 for found in names)
    assert len(set.union(*names)) == len(written.files)


def test_parts_are_read_by_riot(graph: Graph, tmp_path: Path) -> None:
    written = write(graph, loaders()["graphdb"], tmp_path, part=2_000_000)
    assert len(written.files) > 1
    found = b"".join(riot.read(tmp_path / file) for file in written.files)
    assert sorted(found.splitlines(True)) == sorted(graph.lines())


def test_tdb2_loads_them(graph: Graph, tmp_path: Path) -> None:
    written = write(graph, loaders()["tdb2"], tmp_path / "bulk", part=2_000_000)
    files = [str(tmp_path / "bulk" / file) for file in written.files]
    riot.run("tdb2.tdbloader", "--loc", str(tmp_path / "DB"), *files)
    asked = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    counted = riot.run("tdb2.tdbquery", "--loc", str(tmp_path / "DB"), "--results=CSV", asked)
    assert counted.split() == [b"n", str(written.quads).encode()]


def test_virtuoso_loads_them(graph: Graph, tmp_path: Path) -> None:
    written = write(graph, loaders()["virtuoso"], tmp_path / "bulk", part=2_000_000)
    with servers.virtuoso(tmp_path) as url:
        port = (tmp_path / "virtuoso.ini").read_text().partition("[Parameters]\nServerPort = 127.0.0.1:")[2].split()[0]
        command = written.command.replace(" 1111 ", f" {port} ")
        environment = {**os.environ, "DAO_GRAPH_PASSWORD": "dba"}
        said = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, timeout=120, check=True)
        assert b"0 Rows." in said.stdout, said.stdout
        with Store(url, profiles()["virtuoso"], Login("dba", "dba")) as store:
            asked = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
            rows = {row["g"]: int(row["n"]) for row in store.select(asked) if row["g"].startswith(BASE)}
    assert sum(rows.values()) == written.quads


def test_the_command_line_prints_the_command(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(graph.facts_nquads)
    result = CliRunner().invoke(main, ["export", str(tmp_path), "--for", "qlever", "-o", str(tmp_path / "a b")])
    assert result.exit_code == 0
    assert result.stdout == f"cd '{tmp_path}/a b' && qlever index && qlever start\n"
    assert "zcat ${INPUT_FILES}" in (tmp_path / "a b" / "Qleverfile").read_text()
    assert CliRunner().invoke(main, ["export", str(tmp_path), "--for", "qlever"]).exit_code == 2
    assert CliRunner().invoke(main, ["export", str(tmp_path)]).exit_code == 2


def test_a_line_that_is_no_quad_is_named(tmp_path: Path) -> None:
    for line in ("<urn:a> <urn:b> <urn:c> .", "_:a <urn:b> <urn:c> <urn:g> .", "nonsense", '<urn:a> <urn:b> "c> .'):
        (tmp_path / "graph.nq").write_text(f"<urn:a> <urn:b> <urn:c> <urn:g> .\n{line}\n")
        result = CliRunner().invoke(main, ["export", str(tmp_path), "--for", "tdb2", "-o", str(tmp_path / "bulk")])
        assert result.exit_code == 2
        assert f"named graph: {line}" in result.stderr
