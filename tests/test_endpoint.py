"""The endpoint as the clients that people have ask it."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper as client
from click.testing import CliRunner
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from dao_graph.cli import main

from .conftest import EXAMPLES
from .test_serve import FORM, QUICK, RESULTS, SLOW, Client, folder, running

__all__ = ["folder"]

TRIPLES = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 5"


@pytest.fixture(scope="module")
def get(folder: Path) -> Iterator[Client]:
    with running(folder, "--timeout", "20", "--max-bytes", "200000") as server:
        yield server


def wrapped(get: Client, query: str, form: str, method: str, only_header: bool = False) -> Any:
    asking = client.SPARQLWrapper(f"http://127.0.0.1:{get.port}/sparql")
    asking.setQuery(query)
    asking.setReturnFormat(form)
    asking.setMethod(method)
    asking.setOnlyConneg(only_header)
    return asking.query()


@pytest.mark.parametrize("only_header", [False, True])
@pytest.mark.parametrize("method", [client.GET, client.POST])
def test_sparqlwrapper(get: Client, method: str, only_header: bool) -> None:
    """It sends what it wants three times beside the header, and reads what comes by its media type."""

    def ask(query: str, form: str) -> Any:
        return wrapped(get, query, form, method, only_header)

    assert len(ask(QUICK, client.JSON).convert()["results"]["bindings"]) == 3
    assert len(ask(QUICK, client.XML).convert().getElementsByTagName("result")) == 3
    assert len(ask(QUICK, client.CSV).convert().splitlines()) == 4
    assert len(ask(QUICK, client.TSV).convert().splitlines()) == 4
    assert ask("ASK { ?s ?p ?o }", client.JSON).convert()["boolean"] is True
    for form in (client.XML, client.RDFXML, client.JSONLD):
        assert len(ask(TRIPLES, form).convert()) == 5
    for form in (client.TURTLE, client.N3):
        assert len(rdflib.Graph().parse(data=ask(TRIPLES, form).convert(), format="turtle")) == 5
    described = ask("DESCRIBE <https://w3id.org/dao-graph/id/country/RWA>", client.RDFXML).convert()
    assert len(described) > 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib(get: Client, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"http://127.0.0.1:{get.port}/sparql", method=method))
    assert len(list(graph.query(QUICK))) == 3
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert (
        len(list(graph.triples((None, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/dao-graph/ontology#Meeting")))))
        == 3
    )


@pytest.mark.parametrize(
    ("query", "named", "accept", "media"),
    [
        (QUICK, "json", "*/*", RESULTS),
        (QUICK, "application/sparql-results json", "*/*", RESULTS),  # a plus that nobody escaped
        (QUICK, "text/csv", "application/json", "text/csv"),
        (QUICK, "exe", "text/csv", "text/csv"),
        (QUICK, "turtle", "text/csv", "text/csv"),
        (QUICK, "", "text/xml", "text/xml"),
        (TRIPLES, "json", "*/*", "application/ld+json"),
        (TRIPLES, "xml", "*/*", "application/rdf+xml"),
        (TRIPLES, "tsv", "text/n3", "text/n3"),
        (TRIPLES, "", "text/xml", "text/xml"),
        (TRIPLES, "", "application/turtle,text/turtle,text/rdf+n3,text/n3", "text/turtle"),
    ],
)
def test_formats_by_word_and_by_media_type(get: Client, query: str, named: str, accept: str, media: str) -> None:
    """What is no format, or none for such an answer, leaves the choice to the header."""
    more = {"format": named} if named else {}
    reply = get.query(query, accept, **more)
    assert (reply.status, reply.media) == (200, media)


def test_as_r_and_java_ask(get: Client) -> None:
    """R's SPARQL and httr, Jena's and RDF4J's headers, Java's own default."""
    for path, accept in (
        ("output=xml", "application/sparql-results+xml"),
        ("format=csv", "text/csv,*/*"),
        ("", "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/csv;q=0.5, */*;q=0.1"),
        ("", "application/x-binary-rdf-results-table, application/sparql-results+xml;q=0.8"),
        ("", "text/html, image/gif, image/jpeg, */*; q=.2"),
    ):
        reply = get(f"/sparql?query={quote(QUICK)}&{path}", Accept=accept)
        assert reply.status == 200 and b"kigali" in reply.body, accept
    charset = {"Content_Type": f"{FORM}; charset=UTF-8", "Accept": "text/tab-separated-values"}
    assert get("/sparql", "POST", urlencode({"query": QUICK}).encode(), **charset).body.count(b"\n") == 4


def test_a_client_that_has_it_need_not_get_it_again(get: Client) -> None:
    first = get.query(QUICK)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    again = get("/sparql?" + urlencode({"query": QUICK}), Accept=RESULTS, If_None_Match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    other = get("/sparql?" + urlencode({"query": QUICK}), Accept="text/csv", If_None_Match=tag)
    assert other.status == 200 and other.headers["etag"] != tag
    assert "etag" not in get.query("nonsense").headers
    assert get("/style.css").headers["cache-control"] == "max-age=3600"


def test_answers_are_compressed(get: Client) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 500"
    path = "/sparql?" + urlencode({"query": query})
    plain, small = get(path, Accept=RESULTS), get(path, Accept=RESULTS, Accept_Encoding="gzip")
    assert small.headers["content-encoding"] == "gzip" and gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 4
    assert "Accept-Encoding" in small.headers["vary"]


def test_the_service_says_what_it_has(get: Client) -> None:
    for path, accept, format in (
        ("/sparql", "text/turtle", ox.RdfFormat.TURTLE),
        ("/.well-known/void", "*/*", ox.RdfFormat.TURTLE),
        ("/.well-known/void", "application/ld+json", ox.RdfFormat.JSON_LD),
    ):
        said = get(path, Accept=accept)
        assert said.status == 200
        triples = [(q.predicate.value.rpartition("#")[2], q.object) for q in ox.parse(said.body, format=format)]
        endpoint = ox.NamedNode(f"http://127.0.0.1:{get.port}/sparql")
        assert ("endpoint", endpoint) in triples and ("sparqlEndpoint", endpoint) in triples
        assert len([1 for name, _ in triples if name == "namedGraph"]) >= 4
        assert any(name == "triples" for name, _ in triples), "the dataset's own words"


def test_options_and_an_icon(get: Client) -> None:
    for path, allowed in (("/sparql", "POST"), ("/store", "GET"), ("/id/country/RWA", "GET")):
        reply = get(path, "OPTIONS")
        assert reply.status == 204 and allowed in reply.headers["allow"]
    assert get("/favicon.ico").media == "image/svg+xml"


def test_a_large_answer_is_stopped(get: Client) -> None:
    many = "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y } LIMIT 9000"
    for accept in (RESULTS, "text/csv"):
        reply = get.query(many, accept)
        assert reply.status == 504 and "200,000 bytes" in reply.text
    assert get.query(many, "text/html").text.count("<tr>") == 1001, "a page has the first rows"


def test_literals_may_be_long(folder: Path) -> None:
    """The engine's own reader of results stops at 16 MiB."""
    long = (
        "SELECT ?x { "
        + "BIND('0123456789abcdefg' AS ?x0) "
        + "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(20))
        + "BIND(?x20 AS ?x) }"
    )
    with running(folder, "--timeout", "120") as get:
        for accept in (RESULTS, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
            reply = get.query(long, accept)
            assert reply.status == 200 and len(reply.body) >= 2**24
        assert len(json.loads(get.query(long).body)["results"]["bindings"][0]["x"]["value"]) == 17 * 2**20


def test_silent_connections_shut_nobody_out(get: Client) -> None:
    held = [socket.create_connection(("127.0.0.1", get.port)) for _ in range(205)]
    try:
        for half in held[::2]:
            half.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        assert [get.query(QUICK).status for _ in range(5)] == [200] * 5
    finally:
        for half in held:
            half.close()


def test_a_header_or_body_that_does_not_come_is_not_waited_for(get: Client) -> None:
    with (
        socket.create_connection(("127.0.0.1", get.port)) as header,
        socket.create_connection(("127.0.0.1", get.port)) as body,
    ):
        header.sendall(b"GET /")
        body.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 99\r\n\r\nASK"
        )
        for end, first in ((header, b""), (body, b"HTTP/1.1 408")):
            end.settimeout(20)
            assert end.recv(1000).startswith(first) and (first or end.recv(1) == b"")


def test_pages_do_not_wait_for_queries(folder: Path) -> None:
    """Slow queries have children of their own; the library's questions on pages, too."""
    with running(folder, "--timeout", "10", "--workers", "1") as get, ThreadPoolExecutor(4) as threads:
        assert get("/id/country/RWA", Accept="text/html").status == 200
        slow = [threads.submit(get.query, SLOW) for _ in range(2)]
        time.sleep(0.5)
        began = time.perf_counter()
        assert get("/id/country/RWA", Accept="text/html").status == 200
        assert get("/questions/acts-by-verb?run=1", Accept="text/html").status == 200
        assert time.perf_counter() - began < 8
        assert not any(query.done() for query in slow)
        assert {query.result().status for query in slow} <= {503, 504}


def test_a_rebuild_is_served_and_nothing_else(tmp_path: Path) -> None:
    """Also where a child was replaced meanwhile: before the switch every answer is the earlier graph's, after it the
    newer one's."""
    out, count = tmp_path / "out", "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/dao-graph/ontology#sha256> ?o }"

    def build(*languages: str) -> None:
        letters = [str(EXAMPLES / f"kigali-letter.{language}.txt") for language in languages]
        assert CliRunner().invoke(main, ["build", *letters, "-o", str(out), "--no-check"]).exit_code == 0

    build("en")
    with running(out, "--timeout", "5") as get:

        def counted() -> str:
            value: str = json.loads(get.query(count).body)["results"]["bindings"][0]["n"]["value"]
            return value

        assert counted() == "1"
        tag = get.query(count).headers["etag"]
        build("en", "fr")
        assert get.query(SLOW).status == 504, "a child is ended, and another takes its place"
        seen = []
        for _ in range(100):
            seen.append(counted())
            if seen[-8:] == ["2"] * 8:
                break
            time.sleep(0.1)
        assert seen[-8:] == ["2"] * 8 and seen == sorted(seen), seen
        assert get.query(count).headers["etag"] != tag
        assert "kigali" in get("/id/meeting/2009-10-19/kigali", Accept="text/html").text
