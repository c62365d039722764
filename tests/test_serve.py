"""The server as clients meet it: a real one on a loopback port."""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from dao_graph.ask.questions import questions
from dao_graph.ask.wording import asked
from dao_graph.cli import main
from dao_graph.errors import DataError
from dao_graph.namespaces import BASE
from dao_graph.publish.explorer.bundle import bundle

from .conftest import EXAMPLES
from .test_asking import _alive, _child_of
from .test_guard import HOSTILE, _armed, _Canary, canary
from .test_rebuild import lines_of

__all__ = ["canary"]

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "SELECT ?s { ?s a <https://w3id.org/dao-graph/ontology#Meeting> }"
RESULTS = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests to the server at a port; `server` is its process."""

    port: int
    server: int

    def __call__(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        got = connection.getresponse()
        reply = Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        connection.close()
        return reply

    def query(self, sparql: str, accept: str = RESULTS, **more: str) -> Reply:
        return self("/sparql?" + urlencode({"query": sparql, **more}), Accept=accept)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Client]:
    command = [sys.executable, "-u", "-m", "dao_graph", "serve", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            found = re.search(r":(\d+)/", line)
            assert found, line
            yield Client(int(found[1]), server.pid)
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    folder = tmp_path_factory.mktemp("served") / "out"
    letters = [str(EXAMPLES / f"kigali-letter.{language}.txt") for language in ("en", "ar")]
    assert CliRunner().invoke(main, ["build", *letters, "-o", str(folder), "--no-check"]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def get(folder: Path) -> Iterator[Client]:
    with running(folder, "--timeout", "2", "--limit", "5000") as client:
        yield client


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", RESULTS),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("application/json;q=0.1, text/*", "text/csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ],
)
def test_results_are_negotiated(get: Client, accept: str, media: str) -> None:
    reply = get.query(QUICK, accept)
    assert (reply.status, reply.media) == (200, media)
    assert "2009-10-19/kigali" in reply.text
    assert "Accept" in reply.headers["vary"]


def test_the_protocol_has_three_ways_to_ask(get: Client) -> None:
    ways = [
        get.query(QUICK),
        get("/sparql", "POST", urlencode({"query": QUICK}).encode(), Content_Type=FORM, Accept=RESULTS),
        get("/sparql", "POST", QUICK.encode(), Content_Type="application/sparql-query", Accept=RESULTS),
    ]
    rows = [json.loads(reply.body)["results"]["bindings"] for reply in ways]
    assert len(rows[0]) == 3
    assert all(sorted(map(str, r)) == sorted(map(str, rows[0])) for r in rows)
    assert json.loads(get.query("ASK { ?s ?p ?o }").body)["boolean"] is True
    described = get("/sparql", Accept="text/turtle")
    assert (described.status, "service-description#Service" in described.text) == (200, True)


def test_graphs_of_a_dataset(get: Client) -> None:
    """A dataset beside the query takes the place of the whole one."""
    count = "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/dao-graph/ontology#sha256> ?o }"
    graph = f"{BASE}graph/A_99_9-E_2099_9/ar"

    def counted(**more: str) -> str:
        value: str = json.loads(get.query(count, **more).body)["results"]["bindings"][0]["n"]["value"]
        return value

    assert (counted(), counted(**{"default-graph-uri": graph})) == ("2", "1")
    assert counted(**{"named-graph-uri": graph}) == "0"


@pytest.mark.parametrize(
    ("path", "method", "body", "headers", "status"),
    [
        ("/sparql?query=SELECT+nonsense", "GET", None, {}, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "GET", None, {}, 400),
        ("/sparql?query=%FF", "GET", None, {}, 400),
        ("/sparql", "POST", b"", {"Content_Type": FORM}, 400),
        ("/sparql", "POST", b"\xff", {"Content_Type": "application/sparql-query"}, 400),
        ("/sparql", "POST", b"update=DROP+ALL", {"Content_Type": FORM}, 403),
        ("/sparql", "POST", b"DROP ALL", {"Content_Type": "application/sparql-update"}, 403),
        ("/sparql", "POST", b"DROP ALL", {"Content_Type": "application/sparql-query"}, 403),
        ("/sparql", "POST", b"ASK {}", {"Content_Type": "text/plain"}, 415),
        ("/sparql", "POST", b"#" * 700_000, {"Content_Type": "application/sparql-query"}, 413),
        ("/sparql", "POST", b"#" * 300_000, {"Content_Type": "application/sparql-query"}, 413),
        ("/sparql?query=ASK%7B%7D", "GET", None, {"Accept": "image/png"}, 406),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=http://127.0.0.1:9/", "GET", None, {}, 403),
        ("/sparql?query=ASK%7B%7D&named-graph-uri=file:///etc/passwd", "GET", None, {}, 403),
        ("/sparql?query=/etc/passwd", "GET", None, {}, 400),
        ("/questions/..%2F..%2Fetc%2Fpasswd", "GET", None, {}, 404),
        ("/questions/pilots?run=1&initiative=nonsense&format=csv", "GET", None, {}, 400),
        ("/store", "GET", None, {}, 400),
        ("/store?default&graph=x", "GET", None, {}, 400),
        ("/store?graph=not+an+iri", "GET", None, {}, 400),
        ("/store?graph=https://example.org/none", "GET", None, {}, 404),
        ("/store?default", "PUT", b"", {}, 405),
        ("/store?default", "DELETE", None, {}, 405),
        ("/id/country/XXX", "GET", None, {}, 404),
        ("/id/country/%3E%7B", "GET", None, {}, 400),
        ("/id/country/RWA?start=x", "GET", None, {"Accept": "text/html"}, 400),
        ("/id/country/RWA", "GET", None, {"Host": "evil.example"}, 400),
        ("/find?name=no-such-thing-at-all", "GET", None, {}, 404),
        ("/find?name=", "GET", None, {}, 404),
        ("/nothing", "GET", None, {}, 404),
    ],
)
def test_errors_have_their_status(
    get: Client, path: str, method: str, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    reply = get(path, method, body, **headers)
    assert reply.status == status, reply.text
    assert "Traceback" not in reply.text
    assert "root:" not in reply.text


def test_hostile_queries_are_refused(get: Client, canary: _Canary, tmp_path: Path) -> None:
    secret = tmp_path / "secret.nq"
    secret.write_text("<http://secret/s> <http://secret/p> <http://secret/o> .\n")
    for query in HOSTILE:
        reply = get.query(_armed(query, canary, secret))
        assert reply.status == 403, query
        assert "refused" in reply.text
        assert "secret/s" not in reply.text
    assert canary.hits == 0


def test_a_long_query_is_stopped_and_the_next_one_answered(get: Client) -> None:
    for page in (RESULTS, "text/html"):
        began = time.perf_counter()
        reply = get.query(SLOW, page)
        assert reply.status == 504
        assert "stopped after 2 s" in reply.text
        assert time.perf_counter() - began >= 2
        assert get.query(QUICK).status == 200
    assert get.query("SELECT * { ?s ?p ?o }").status == 504  # more rows than the limit


def test_many_at_once_wait_their_turn(get: Client) -> None:
    with ThreadPoolExecutor(12) as threads:
        replies = list(threads.map(lambda _: get.query(QUICK).status, range(24)))
        assert replies == [200] * 24
        slow = [threads.submit(get.query, SLOW) for _ in range(6)]
        statuses = {task.result().status for task in slow}
    assert statuses <= {503, 504}
    assert get.query(QUICK).status == 200


@pytest.mark.parametrize(
    ("media", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_every_iri_leads_to_its_triples(get: Client, media: str, format: ox.RdfFormat) -> None:
    for id in ("country/RWA", "meeting/2009-10-19/kigali", "document/A_99_9-E_2099_9/annex/1/p/7", "verb/thanks"):
        reply = get(f"/id/{id}", Accept=media)
        assert (reply.status, reply.media) == (200, media)
        triples = list(ox.parse(reply.body, format=format))
        assert any(q.subject == ox.NamedNode(BASE + id) for q in triples)


def test_graph_store_protocol(get: Client, folder: Path) -> None:
    """A graph is fetched by its name beside /store, or by its own address; the same triples as in the file."""
    name = f"{BASE}graph/A_99_9-E_2099_9/ar"
    quads = ox.parse(lines_of(folder), format=ox.RdfFormat.N_QUADS)
    expected = {q.triple for q in quads if q.graph_name == ox.NamedNode(name)}
    for path in ("/store?graph=" + quote(name), "/id/graph/A_99_9-E_2099_9/ar"):
        reply = get(path, Accept="application/n-triples")
        assert {q.triple for q in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)} == expected
        head = get(path, "HEAD")
        assert (head.status, head.body) == (200, b"")
    assert get("/store?default").status == 504  # more than the limit of rows


def test_a_page_shows_the_words_in_their_context(get: Client) -> None:
    reply = get("/id/fund/delivering-as-one-expanded-funding-window", Accept="text/html", Accept_Language="ar,en;q=0.5")
    assert reply.status == 200
    marked = re.search(r'<p lang="ar" dir="auto">(.+?)<mark>(.+?)</mark>(.+?)</p>', reply.text, re.DOTALL)
    assert marked
    source = " ".join((EXAMPLES / "kigali-letter.ar.txt").read_text(encoding="utf-8").split())
    assert " ".join("".join(marked.groups()).replace("…", "").split()) in source
    assert "<script" not in reply.text
    assert not re.search(r'(?:src|<link[^>]+href)="(?:https?:)?//', reply.text)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("مفهوم", "الدول")),
        ("fr", ("concept", "États")),
        ("ru", ("понятие", "Государства")),
        ("zh", ("概念", "国家")),
    ],
)
def test_classes_and_lists_are_called_as_the_reader_calls_them(
    get: Client, language: str, said: tuple[str, ...]
) -> None:
    page = get("/id/country/RWA", Accept="text/html", Accept_Language=language).text
    assert all(word in page for word in said)
    assert ">States<" not in page and (language == "fr" or "concept" not in page)
    verb = get("/id/verb/requests", Accept="text/html", Accept_Language=language).text
    assert ">true<" not in verb and "Drafting verbs" not in verb


@pytest.mark.parametrize("language", ["ar", "en", "zh"])
def test_the_page_of_a_thing_links_to_what_is_asked_of_it(get: Client, language: str) -> None:
    page = get("/id/country/RWA", Accept="text/html", Accept_Language=language).text
    for name in ("about", "must-do", "acts-of", "where-mentioned"):
        href = re.search(rf'href="(/questions/{name}\?[^"]*country%2FRWA[^"]*)"', page)
        assert href and asked(questions()[name], language) in page
        assert get(href[1].replace("&amp;", "&"), Accept="text/html").status == 200
    whole = get("/id/verb/requests", Accept="text/html", Accept_Language=language).text
    assert "/questions/" not in whole


def test_a_page_without_rows_says_what_an_answer_needs(get: Client) -> None:
    said = {"en": "machine-readable files", "ru": "в машиночитаемых файлах", "zh": "机器可读文件"}
    for language, words in said.items():
        page = get("/questions/subjects?run=1", Accept="text/html", Accept_Language=language).text
        assert words in page
    assert words not in get("/questions/pilots?run=1", Accept="text/html", Accept_Language="zh").text


def test_pages_are_safe(get: Client) -> None:
    """What a client sends comes back escaped, under a policy that lets no script run."""
    evil = '"><script>alert(1)</script>'
    for path in (
        "/sparql?" + urlencode({"query": f"SELECT ('{evil}' AS ?x) {{}}"}),
        "/sparql?" + urlencode({"query": evil}),
        "/questions/pilots?" + urlencode({"run": "1", "initiative": evil}),
        "/find?" + urlencode({"name": evil}),
        "/id/" + quote(evil),
    ):
        reply = get(path, Accept="text/html")
        assert "<script" not in reply.text
        assert "default-src 'none'" in reply.headers["content-security-policy"]
    javascript = "SELECT (IRI('javascript:alert(1)') AS ?x) {}"
    assert 'href="javascript' not in get.query(javascript, "text/html").text
    control = "SELECT ('a\\u0001b' AS ?x) {}"
    assert get.query(control, "text/html").status == 200


def test_questions_have_pages_and_files(get: Client) -> None:
    home = get("/", Accept="text/html")
    names = re.findall(r'href="/questions/([\w-]+)"', home.text)
    assert len(names) >= 80
    for name in names[::9]:
        assert get(f"/questions/{name}", Accept="text/html").status == 200
    page = get("/questions/pilots?run=1&lang=ar", Accept="text/html")
    assert 'href="/id/country/RWA"' in page.text
    assert re.search(r'<a href="/id/country/RWA"[^>]*>رواندا</a>', page.text), "names lead to things"
    assert "country/RWA<" not in page.text
    decided = get("/questions/decided?run=1&lang=fr", Accept="text/html").text
    assert re.search(r'<a href="/id/document/[^"]*/p/\d+"[^>]*>[^<]*paragraphe \d+</a>', decided), (
        "paragraphs have names"
    )
    link = re.search(r'href="(/questions/pilots\?[^"]*format=spreadsheet[^"]*)"', page.text)
    assert link
    assert "رواندا" in get(link[1].replace("&amp;", "&")).text
    found = get("/find?name=" + quote("卢旺达"))
    assert (found.status, found.headers["location"]) == (303, "/id/country/RWA")
    asked_back = get("/find?name=Rwnda", Accept="text/html")
    assert asked_back.status == 404 and 'href="/id/country/RWA"' in asked_back.text, "near names are links"
    assert get("/style.css").media == "text/css"


def test_other_sites_may_read(get: Client) -> None:
    reply = get.query(QUICK)
    assert get("/sparql?query=ASK%7B%7D", Origin="https://example.org").headers["access-control-allow-origin"] == "*"
    assert reply.status == 200
    for method, status in (("POST", 200), ("DELETE", 400)):
        asked = {"Origin": "https://example.org", "Access_Control_Request_Method": method}
        assert get("/sparql", "OPTIONS", None, **asked).status == status


def test_no_child_is_left(folder: Path) -> None:
    """When the server ends, so do its children, also one at work."""
    with running(folder, "--timeout", "60", "--workers", "1") as client:
        threading.Thread(target=_disappointed, args=(client,), daemon=True).start()
        child = _child_of(client.server)
        time.sleep(1.5)
        assert _alive(child)
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.05)
    raise AssertionError("a child outlives the server")


def _disappointed(client: Client) -> None:
    with suppress(OSError, http.client.HTTPException):
        client.query(SLOW)


def test_a_taken_port_is_one_line(get: Client, folder: Path) -> None:
    command = [sys.executable, "-m", "dao_graph", "serve", str(folder), "--port", str(get.port)]
    taken = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert taken.returncode == 2
    assert taken.stderr.startswith("error: cannot listen at")
    assert taken.stderr.count("\n") == 1


def test_the_explorer(get: Client) -> None:
    reply = get("/explore")
    try:
        bundle()
    except DataError:
        assert reply.status == 400 and "npm" in reply.text, "a checkout says how to build it"
        return
    assert reply.status == 200 and reply.media == "text/html"
    packed = re.search(rb'id="data">([^<]+)</script>', reply.body)
    assert packed and b"Kigali" in gzip.decompress(base64.b64decode(packed.group(1)))
    assert b"script-src 'sha256-" in reply.body.replace(b"&#x27;", b"'")
    assert get("/explore").body == reply.body
