"""Loading into stores: real ones, and a scripted one that fails in every way that is known."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dao_graph
from dao_graph.ask.graph import Graph
from dao_graph.cli import main
from dao_graph.errors import StoreError
from dao_graph.namespaces import BASE, DAO, VIEWS, VOID
from dao_graph.publish.push import MANIFEST, Loaded, load
from dao_graph.publish.remote import Login, Store
from dao_graph.publish.store_profiles import Profile, profiles
from dao_graph.rdf.partition import Partition

from . import servers
from .conftest import EXAMPLES, ROOT, heed_interrupts
from .servers import Fault, Scripted

OTHERS = "urn:example:others"
DBA = {"DAO_GRAPH_USER": "dba", "DAO_GRAPH_PASSWORD": "dba"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two texts."""
    out = tmp_path_factory.mktemp("two")
    dao_graph.build([EXAMPLES / "kigali-letter.en.txt", EXAMPLES / "kigali-letter.zh.txt"], out, check=False)
    return out


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph after one of the texts was changed and the other taken out."""
    out = tmp_path_factory.mktemp("changed")
    text = (EXAMPLES / "kigali-letter.en.txt").read_text(encoding="utf-8")
    (out / "letter.txt").write_text(text.replace("19 to 21 October 2009", "19 to 22 October 2009"), encoding="utf-8")
    assert (out / "letter.txt").read_text(encoding="utf-8") != text
    dao_graph.build([out / "letter.txt"], out / "out", check=False)
    return out / "out"


@pytest.fixture
def server() -> Iterator[Scripted]:
    with servers.scripted() as started:
        yield started


def expected(folder: Path) -> dict[str, int]:
    """How many triples each graph has, counted from the files by another reader."""
    return dict(Counter(str(q.graph_name)[1:-1] for q in Graph.open(folder).quads()))


def hashes(folder: Path) -> dict[str, str]:
    with Partition(Graph.open(folder).lines()) as partition:
        return {name: part.sha256 for name, part in partition.parts.items()}


def run(folder: Path, server: Scripted, kind: str = "oxigraph", everything: bool = False, keep: bool = False) -> Loaded:
    waits: list[float] = []
    url = server.url
    profile = profiles()[kind]
    with Store(url, profile, wait=waits.append) as store:
        done = load(Graph.open(folder), store, everything=everything, keep=keep)
    assert all(0 < wait <= 60 for wait in waits)
    return done


def data(server: Scripted) -> dict[str, int]:
    return {name: n for name, n in server.counts().items() if name != BASE + MANIFEST and n}


# --- real stores ---


def command(url: str, kind: str, folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["load", str(folder), "--to", url, "--store", kind, "--json", *options])


def check_a_store(url: str, kind: str, folder: Path, changed: Path, login: Login) -> None:
    with Store(url, profiles()[kind], login) as store:
        store.add(OTHERS, b"<urn:a> <urn:b> <urn:c> .\n")

        def counts() -> dict[str, int]:
            rows = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
            ours = {row["g"]: int(row["n"]) for row in rows if row["g"].startswith((BASE, OTHERS))}
            assert ours.pop(OTHERS) == 1
            ours.pop(BASE + MANIFEST, None)
            return ours

        result = command(url, kind, folder, "--dry-run")
        assert result.exit_code == 0, result.output
        assert len(json.loads(result.stdout)["sent"]) == len(expected(folder))
        assert counts() == {}
        for round_ in (1, 2):
            result = command(url, kind, folder)
            assert result.exit_code == 0, result.output
            assert len(json.loads(result.stdout)["sent"]) == (len(expected(folder)) if round_ == 1 else 0)
            assert counts() == expected(folder)
        # The quotes arrive as they are: a sample of what is hard for stores.
        quads = [q for q in Graph.open(folder).quads() if "anchorOf" in str(q.predicate)][:200]
        for quad in quads[:: len(quads) // 20]:
            asked = f"SELECT ?o {{ GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} ?o }} }}"
            assert [row["o"] for row in store.select(asked)] == [quad.object.value]  # type: ignore[union-attr]

        result = command(url, kind, changed)
        assert result.exit_code == 0, result.output
        done = json.loads(result.stdout)
        before, after = hashes(folder), hashes(changed)
        assert done["sent"] == [name for name in after if after[name] != before.get(name)]
        # Views are of all texts.
        assert not any(name.endswith(("/zh", "/ontology")) for name in done["sent"] if f"/{VIEWS}" not in name)
        assert done["removed"] == sorted(before.keys() - after.keys())
        assert counts() == expected(changed)

        # Something else changed a graph of ours: its count says so, and it travels again.
        name = next(name for name in after if name.endswith("/en"))
        store.add(name, b"<urn:a> <urn:b> <urn:c> .\n")
        result = command(url, kind, changed)
        assert json.loads(result.stdout)["sent"] == [name], result.output
        assert counts() == expected(changed)


def test_oxigraph(tmp_path: Path, folder: Path, changed: Path) -> None:
    with servers.oxigraph(tmp_path) as url:
        check_a_store(url, "oxigraph", folder, changed, Login())


def test_only_a_default_graph_of_its_own_is_filled(folder: Path) -> None:
    result = command("http://127.0.0.1:9", "graphdb", folder, "--merged")
    assert result.exit_code == 2 and "--merged" in result.stderr


def test_virtuoso(tmp_path: Path, folder: Path, changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.virtuoso(tmp_path) as url:
        result = command(url, "virtuoso", folder)
        assert result.exit_code == 3
        assert "DAO_GRAPH_PASSWORD" in result.stderr
        for name, value in DBA.items():
            monkeypatch.setenv(name, value)
        check_a_store(url, "virtuoso", folder, changed, Login.of(DBA))
        monkeypatch.setenv("DAO_GRAPH_PASSWORD", "not-the-password")
        result = command(url, "virtuoso", folder)
        assert result.exit_code == 3
        assert "not-the-password" not in result.output


# --- faults ---


@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso", "blazegraph", "qlever", "other"])
def test_each_way_of_loading_gives_the_same(folder: Path, changed: Path, server: Scripted, kind: str) -> None:
    assert run(folder, server, kind).differences == ()
    assert data(server) == expected(folder)
    assert run(changed, server, kind).differences == ()
    assert data(server) == expected(changed)


@pytest.mark.parametrize(
    "fault",
    [
        (429, {"Retry-After": "2"}),
        (503, {}),
        (503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        (502, {}),
        "reset",
    ],
    ids=str,
)
def test_every_third_request_fails_and_counts_are_exact(folder: Path, server: Scripted, fault: Fault) -> None:
    server.script = lambda method, graph, number: fault if number % 3 == 0 else None
    done = run(folder, server)
    assert (done.refused, done.differences) == ((), ())
    assert data(server) == expected(folder)
    server.script = lambda method, graph, number: None
    assert run(folder, server).sent == ()


@pytest.mark.parametrize("fault", [(503, {}), "reset", (500, {})], ids=str)
@pytest.mark.parametrize("broken_from", [2, 4, 9, 11])
def test_a_load_that_breaks_is_taken_up(folder: Path, server: Scripted, fault: Fault, broken_from: int) -> None:
    server.script = lambda method, graph, number: fault if number >= broken_from else None
    with pytest.raises(StoreError):
        run(folder, server)
    server.script = lambda method, graph, number: None
    assert run(folder, server).differences == ()
    assert data(server) == expected(folder)
    assert run(folder, server).sent == ()


def test_a_chunked_graph_that_breaks_is_sent_again(
    folder: Path, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Profile("other", "", "", "", "", chunk=20_000)
    broken = next(name for name in expected(folder) if name.endswith("evidence/A_99_9-E_2099_9/en"))
    posts = Counter[str]()

    def script(method: str, graph: str, number: int) -> Fault:
        posts[graph] += method == "POST"
        return (400, {}) if graph == broken and posts[graph] == 5 else None

    server.script = script
    with Store(server.url, small) as store:
        done = load(Graph.open(folder), store)
    assert [line.split(": ")[0] for line in done.refused] == [broken]
    assert [d.graph for d in done.differences] == [broken]
    server.script = lambda method, graph, number: None
    with Store(server.url, small) as store:
        again = load(Graph.open(folder), store)
    assert (again.sent, again.differences) == ((broken,), ())
    assert data(server) == expected(folder)


def test_what_a_broken_load_left_is_removed_once_it_is_gone(folder: Path, changed: Path, server: Scripted) -> None:
    server.script = lambda method, graph, number: "reset" if number > 8 else None
    with pytest.raises(StoreError):
        run(folder, server)
    assert any(name.endswith("/zh") for name in data(server))
    server.script = lambda method, graph, number: None
    run(changed, server)
    assert data(server) == expected(changed)


def test_a_store_without_gzip_gets_plain_text(folder: Path, server: Scripted) -> None:
    for status in (415, 400):
        server.requests.clear()

        def script(method: str, graph: str, number: int, status: int = status) -> Fault:
            return (status, {}) if "Content-Encoding" in server.requests[-1][2] else None

        server.script = script
        assert run(folder, server, everything=True).differences == ()
        assert data(server) == expected(folder)
        # What was refused is not tried with every graph.
        assert sum("Content-Encoding" in headers for _, _, headers in server.requests) <= 2


def test_a_store_without_ntriples_gets_turtle(folder: Path, server: Scripted) -> None:
    server.script = lambda m, g, n: (415, {}) if "n-triples" in server.requests[-1][2].get("Content-Type", "") else None
    assert run(folder, server).differences == ()
    assert data(server) == expected(folder)


def test_too_large_a_body_is_cut(folder: Path, server: Scripted) -> None:
    limit = 100_000
    server.script = lambda m, g, n: (413, {}) if int(server.requests[-1][2].get("Content-Length", 0)) > limit else None
    assert run(folder, server, "other").differences == ()
    assert data(server) == expected(folder)


def test_a_refused_graph_is_named_and_the_rest_loaded(folder: Path, server: Scripted) -> None:
    name = BASE + "graph/derived"
    server.script = lambda method, graph, number: (422, {}) if graph == name else None
    with Store(server.url, profiles()["other"]) as store:
        done = load(Graph.open(folder), store)
    assert len(done.refused) == 1
    assert done.refused[0].startswith(name)
    assert set(done.sent) == expected(folder).keys() - {name}
    result = command(server.url, "other", folder)
    assert result.exit_code == 3
    assert {d["graph"] for d in json.loads(result.stdout)["differences"]} == {name}


def test_a_store_that_loses_triples_is_found_out(folder: Path, server: Scripted) -> None:
    # It says that it took the graph, and did not.
    server.script = lambda method, graph, number: (204, {}) if graph.endswith("graph/derived") else None
    result = command(server.url, "other", folder)
    assert result.exit_code == 1
    assert [d["found"] for d in json.loads(result.stdout)["differences"]] == [0]


def test_many_graphs_are_asked_for_page_by_page(
    folder: Path, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dao_graph.publish.push._PAGE", 3)
    monkeypatch.setattr("dao_graph.publish.push._ASKED", 3)
    monkeypatch.setattr("dao_graph.publish.push._NOTED", 2)
    run(folder, server)
    assert data(server) == expected(folder)
    assert run(folder, server).sent == ()


def test_a_manifest_that_something_else_wrote_is_not_believed(folder: Path, server: Scripted) -> None:
    run(folder, server)
    server.store.update(
        f"INSERT DATA {{ GRAPH <{BASE}{MANIFEST}> {{ <urn:x> a <{VOID}Dataset> ; <{DAO}contentHash> 'x\\n' }} }}"
    )
    with pytest.raises(StoreError, match="changed by something else"):
        run(folder, server)


def test_keep_leaves_graphs_that_are_gone(folder: Path, changed: Path, server: Scripted) -> None:
    run(folder, server)
    run(changed, server, keep=True)
    assert data(server).keys() == expected(folder).keys() | expected(changed).keys()
    assert run(changed, server).removed
    assert data(server) == expected(changed)


def test_waiting_is_bounded(folder: Path, server: Scripted) -> None:
    server.script = lambda method, graph, number: (503, {"Retry-After": "86400"})
    with pytest.raises(StoreError, match="asks to wait 86400 s"):
        run(folder, server)
    assert len(server.requests) == 1
    server.script = lambda method, graph, number: (503, {})
    with pytest.raises(StoreError, match="gave up after 6 attempts"):
        run(folder, server)
    assert len(server.requests) == 7


def test_answers_are_not_believed(folder: Path, server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    server.script = lambda method, graph, number: None if graph else (200, {"Content-Type": "text/html"})
    with pytest.raises(StoreError, match="something else than SPARQL results"):
        run(folder, server)
    server.script = lambda method, graph, number: None
    monkeypatch.setattr("dao_graph.publish.remote._LARGEST_ANSWER", 10)
    with pytest.raises(StoreError, match="the answer is larger"):
        run(folder, server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=str)
def test_a_load_that_is_ended_leaves_no_files(folder: Path, server: Scripted, tmp_path: Path, number: int) -> None:
    server.script = lambda method, graph, number: (503, {"Retry-After": "60"})
    command = [sys.executable, "-m", "dao_graph", "load", str(folder), "--to", server.url, "--store", "other"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts
    ) as process:
        while not server.requests:
            assert process.poll() is None
            time.sleep(0.05)
        assert list(tmp_path.iterdir())
        process.send_signal(number)
        said = process.communicate(timeout=30)[1]
    assert (process.returncode, said) == (130, "interrupted; run the same command again to go on\n")
    assert list(tmp_path.iterdir()) == []


# --- logins ---


def test_logins_are_sent_and_never_printed(folder: Path, server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAO_GRAPH_TOKEN", "s3cret-token")
    assert command(server.url, "qlever", folder).exit_code == 0
    assert {h.get("Authorization") for _, _, h in server.requests} == {"Bearer s3cret-token"}
    server.script = lambda method, graph, number: (401, {"WWW-Authenticate": "Bearer"})
    result = command(server.url, "qlever", folder)
    assert result.exit_code == 3
    assert "s3cret" not in result.output
    monkeypatch.setenv("DAO_GRAPH_USER", "me")
    monkeypatch.setenv("DAO_GRAPH_PASSWORD", "s3cret-password")
    result = command(server.url, "qlever", folder)
    assert "both set" in result.stderr
    assert "s3cret" not in result.output
    assert "s3cret" not in repr(Login("me", "s3cret", "s3cret"))


def test_basic_becomes_digest_where_the_store_asks(folder: Path, server: Scripted) -> None:
    challenge = 'Digest realm="x", nonce="0123456789", qop="auth", algorithm=SHA-256'

    def script(method: str, graph: str, number: int) -> Fault:
        given = server.requests[-1][2].get("Authorization", "")
        return None if given.startswith("Digest ") else (401, {"WWW-Authenticate": challenge})

    server.script = script
    with Store(server.url, profiles()["fuseki"], Login("me", "password")) as store:
        assert load(Graph.open(folder), store).differences == ()
    assert sum(h.get("Authorization", "").startswith("Basic ") for _, _, h in server.requests) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://me:pass-word@127.0.0.1:1", "does not belong in a URL"),
        ("ftp://127.0.0.1", "is no URL of a store"),
        ("http://127.0.0.1:nonsense", "is no URL"),
        ("nonsense", "is no URL of a store"),
    ],
)
def test_urls_that_are_none(folder: Path, url: str, said: str) -> None:
    result = command(url, "other", folder)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "pass-word" not in result.output


def test_a_login_over_plain_http_is_warned_of() -> None:
    login = Login("me", "password")
    profile = profiles()["fuseki"]
    assert "unencrypted" in Store("http://store.example/dao", profile, login).warning
    assert Store("https://store.example/dao", profile, login).warning == ""
    assert Store("http://store.example/dao", profile).warning == ""
    assert Store("http://127.0.0.1:3030/dao", profile, login).warning == ""
    assert "unencrypted" in Store("https://store.example", profile, login, "http://store.example/sparql").warning


def test_redirects_are_not_followed(folder: Path, server: Scripted) -> None:
    server.script = lambda method, graph, number: (307, {"Location": "http://127.0.0.1:1/elsewhere"})
    result = command(server.url, "other", folder)
    assert result.exit_code == 3
    assert "http://127.0.0.1:1/elsewhere" in result.stderr


def test_profiles_say_what_a_url_looks_like() -> None:
    for name in ("oxigraph", "fuseki", "virtuoso", "graphdb", "rdf4j", "qlever", "stardog", "blazegraph", "neptune"):
        assert profiles()[name].notes
    listed = json.loads(CliRunner().invoke(main, ["stores", "--json"]).stdout)
    assert {entry["name"] for entry in listed} == set(profiles())


def test_without_the_extra_it_says_what_to_install(folder: Path) -> None:
    code = "import sys; sys.modules['httpx'] = None; from dao_graph.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "load", str(folder), "--to", "http://127.0.0.1:1", "--store", "other"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert done.stderr == "error: loading needs the package httpx: pip install 'dao-graph[load]'\n"
