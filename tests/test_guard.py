"""Hostile queries are refused before anything is fetched or read; honest ones pass."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dao_graph.ask.child import Asker
from dao_graph.ask.graph import Graph
from dao_graph.ask.guard import refuse
from dao_graph.ask.questions import Question, questions
from dao_graph.cli import main
from dao_graph.errors import RefusedError
from dao_graph.namespaces import BASE

ANY = "{ ?s ?p ?o }"
# `URL` is the canary's address, `FILE` a file that nothing may read.
HOSTILE = [
    f"SELECT * {{ SERVICE <URL> {ANY} }}",
    f"SELECT * {{ service <URL> {ANY} }}",
    f"SELECT * {{ SeRvIcE SILENT <URL> {ANY} }}",
    f"SELECT * {{ SERVICESILENT<URL>{ANY} }}",
    f"SELECT*{{SERVICE<URL>{ANY}}}",
    f"PREFIX : <URL> SELECT * {{ SERVICE :x {ANY} }}",
    f"PREFIX : <URL> SELECT * {{ SERVICE:x{ANY} }}",
    f"PREFIX : <URL> SELECT * {{ SERVICE: {ANY} }}",
    f"BASE <URL> SELECT * {{ SERVICE <x> {ANY} }}",
    # A prefix of that name: some parsers take it for the keyword.
    f"PREFIX : <URL> PREFIX service: <http://x/> SELECT * {{ service:x {ANY} }}",
    f"PREFIX : <URL> PREFIX service: <http://x/> SELECT * {{ service:x#comment\n{ANY} }}",
    f"PREFIX : <URL> PREFIX service: <http://x/> SELECT * {{ service: # {{\r {ANY} }}",
    f"PREFIX : <URL> PREFIX service: <http://x/> SELECT * {{ SERVICE:x {ANY} }}",
    f"PREFIX : <URL> PREFIX from: <http://x/> SELECT * FROM from:x {ANY}",
    f"PREFIX : <URL> PREFIX from: <http://x/> SELECT * from:x {ANY}",
    f"SELECT * {{ VALUES ?u {{ <URL> }} SERVICE ?u {ANY} }}",
    f"SELECT * {{ BIND(IRI('URL') AS ?u) SERVICE?u{ANY} }}",
    f"SELECT * {{ \\u0053ERVICE <URL> {ANY} }}",
    f"SELECT * {{ SERV\\u0049CE <URL> {ANY} }}",
    f"SELECT * {{ \\U00000053ERVICE <URL> {ANY} }}",
    f"SELECT * {{ ?a ?b 'x\\u0027 . SERVICE <URL> {ANY} # ' }}",
    f"SELECT * {{ SERVICE#comment\n<URL> {ANY} }}",
    f"SELECT * {{ #comment\rSERVICE <URL> {ANY} }}",
    f"SELECT * {{ {{ SELECT * {{ {{ SERVICE <URL> {ANY} }} }} }} }}",
    f"SELECT * {{ ?a ?b ?c OPTIONAL {{ SERVICE <URL> {ANY} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <URL> {ANY} }} }}",
    f"SELECT * {{ ?a ?b ?c MINUS {{ SERVICE <URL> {ANY} }} }}",
    f"SELECT * {{ GRAPH ?g {{ SERVICE <URL> {ANY} }} }}",
    f"ASK {{ SERVICE <URL> {ANY} }}",
    f"CONSTRUCT {ANY} WHERE {{ SERVICE <URL> {ANY} }}",
    f"DESCRIBE ?s {{ SERVICE <URL> {ANY} }}",
    # An IRI or a comparison: parsers do not agree.
    "PREFIX x: <http://x/> SELECT * { ?a ?b ?c FILTER(?c<'x>y')SERVICE <URL>{ ?s ?p ?o FILTER(?o='z') } }",
    f"PREFIX b: <URL> SELECT * {{ ?a ?b ?c FILTER(?a<b:x)SERVICE b:x#>\n{ANY} }}",
    f"PREFIX b: <URL> SELECT * {{ ?a ?b ?c FILTER(?a <b:x#>'''\n) SERVICE b:x {ANY} #'''\n }}",
    # A long string that one parser does not take for one.
    f'SELECT * {{ VALUES ?x {{ """x" }} SERVICE <URL> {ANY} }} #\\q"""',
    f"SELECT * {{ ?a ?b true . ?a ?b 1SERVICE <URL> {ANY} }}",
    f"SELECT * FROM <URL> {ANY}",
    f"SELECT * FROM NAMED <URL> {{ GRAPH ?g {ANY} }}",
    f"ASKFROM<URL>{ANY}",
    f"SELECT * FROM <file://FILE> {ANY}",
    f"PREFIX f: <file://> SELECT * FROM f:FILE {ANY}",
    f"SELECT * FROM <FILE> {ANY}",
    f"SELECT * FROM <{BASE}graph/X/en> FROM <URL> {ANY}",
    "LOAD <URL>",
    "LOAD SILENT <file://FILE> INTO GRAPH <http://x/>",
    f"INSERT {ANY} WHERE {{ SERVICE <URL> {ANY} }}",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
]
HONEST = [
    "SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'Inspection Service from afar')) }",
    "SELECT * { ?service ?from ?load } # SERVICE <http://x/> FROM there",
    'SELECT * { ?s ?p """\nSERV ICE\n""" }',
    f"SELECT * {{ <{BASE}body/service-of-x> ?p ?o }}",
    "PREFIX x: <http://x/service#> SELECT * { ?s x:service ?o ; x:from x:insert }",
    f"SELECT * FROM <{BASE}graph/A_99_9/en> FROM NAMED <{BASE}evidence/A_99_9/en> {{ ?s ?p 'service'@en }}",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b) }",
    "PREFIX from: <http://x/> PREFIX service:<http://y/> SELECT * { ?s from:a ?o . ?s a service:B ; service: ?c }",
    "prefix load: <http://x/>\nprefix insert: <http://y/>\nSELECT * { ?s load:a [ insert:b ?o ] }",
]


class _Canary(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    hits = 0

    def process_request(self, request: object, client_address: object) -> None:
        self.hits += 1
        self.shutdown_request(request)  # type: ignore[arg-type]


@pytest.fixture
def canary() -> Iterator[_Canary]:
    with _Canary(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of a few triples."""
    folder = tmp_path_factory.mktemp("small")
    lines = [f'<{BASE}country/X{i}> <http://p/x> "{i}" <{BASE}graph/X/en> .\n' for i in range(3)]
    (folder / "graph.nq").write_text("".join(lines), encoding="utf-8")
    return folder


def _armed(query: str, canary: _Canary, secret: Path) -> str:
    return query.replace("URL", f"http://127.0.0.1:{canary.server_address[1]}/").replace("FILE", str(secret))


def test_the_canary_hears_what_the_engine_fetches(canary: _Canary, folder: Path) -> None:
    """Without the guard these very queries would fetch: the engine runs SERVICE by itself."""
    heard = 0
    for query in HOSTILE:
        before = canary.hits
        with suppress(SyntaxError, OSError, ValueError, RuntimeError, TypeError):
            list(Graph.open(folder).store.query(_armed(query, canary, folder)))  # type: ignore[arg-type]
        heard += canary.hits > before
    assert heard >= 15


def test_hostile_queries_are_refused(canary: _Canary, folder: Path, tmp_path: Path) -> None:
    """At every door: in Python, as a file on the command line, in the child that has the time limit."""
    secret = tmp_path / "secret.nq"
    secret.write_text("<http://secret/s> <http://secret/p> <http://secret/o> .\n")
    graph = Graph.open(folder)
    assert len(HOSTILE) >= 40
    with Asker(folder, 10) as asker:
        for query in HOSTILE:
            armed = _armed(query, canary, secret)
            with pytest.raises(RefusedError):
                refuse(armed, BASE)
            question = Question("query", "", {}, {}, {}, armed)
            with pytest.raises(RefusedError):
                graph.run(armed)
            with pytest.raises(RefusedError):
                graph.query(question)
            with pytest.raises(RefusedError):
                asker.run(armed)
            with pytest.raises(RefusedError):
                asker.query(question, {})
    time.sleep(0.1)
    assert canary.hits == 0


def test_a_hostile_file_is_refused_on_the_command_line(canary: _Canary, folder: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    own = tmp_path / "own.rq"
    own.write_text(_armed(HOSTILE[0], canary, own))
    result = CliRunner().invoke(main, ["query", str(folder), str(own)])
    assert result.exit_code == 2
    assert "refused: SERVICE" in result.stderr
    assert canary.hits == 0


@pytest.mark.parametrize("query", HONEST)
def test_honest_queries_pass(query: str, folder: Path) -> None:
    refuse(query, BASE)
    list(Graph.open(folder).store.query(query))  # type: ignore[arg-type]


def test_the_library_passes() -> None:
    for question in questions().values():
        refuse(question.sparql, BASE)


@pytest.mark.parametrize("piece", ['"""\\', "<a", "'", "\\u0022", "?a<b:", '"""x', "(" * 9])
def test_the_guard_is_quick(piece: str) -> None:
    """No text makes it slow: tokens are read once, whatever the readings."""
    began = time.perf_counter()
    refuse(piece * (100_000 // len(piece)), BASE)
    assert time.perf_counter() - began < 5


# Pieces in which readings of a query part ways.
PIECES = [
    *"'\"#\n\r\\<>(){}.,;=^@-*? ",
    *(
        "'''",
        '"""',
        "\\u0027",
        "\\u0022",
        "\\u0023",
        "\\u000A",
        "<x",
        "y>",
        "<b:x",
        "<http://x",
        "b:x",
        "b:",
        "_:b",
        "1",
        "true",
    ),
    *(
        "FILTER(",
        "FILTER(?a",
        "?a<",
        "VALUES ?z {",
        '"x"',
        "'x'",
        "@en",
        "\\q",
        "\\'",
        "\u3000",
        "\u2028",
        "\ufeff",
        "?x",
        "a",
    ),
]
NOISE = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
WORDS = st.sampled_from(["SERVICE", "service", "SERVICESILENT ", "\\u0053ERVICE", "SERV\\u0049CE", "SERVICE#\n"])


@settings(max_examples=500, deadline=None)
@given(NOISE, NOISE, WORDS, NOISE, NOISE)
def test_what_passes_fetches_nothing(before: str, open: str, word: str, after: str, end: str) -> None:
    """Whatever stands around it: the guard refuses, or the engine does not take it for SERVICE."""
    address = "<http://127.0.0.1:9/>"  # nothing listens there: fetching would be an OSError
    query = f"PREFIX b: {address} SELECT * {{ {before} {open}{word}{address}{after}{{ ?s ?p ?o }} {end}"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a/a"), ox.NamedNode("http://a/p"), ox.Literal("1")))
    for closed in (query, query + "}"):
        with suppress(RefusedError, SyntaxError, ValueError, RuntimeError):
            refuse(closed, BASE)
            list(store.query(closed))  # type: ignore[arg-type]
