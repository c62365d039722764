"""Talking to a store over HTTP: the SPARQL 1.1 Graph Store Protocol and queries, with a login from the environment,
bounded retries, and errors that say what to do."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import quote

from dao_graph.errors import NotTakenError, StoreError
from dao_graph.publish.addresses import PASSWORD, TOKEN, USER, host_of, is_loopback, seconds, shown
from dao_graph.publish.store_profiles import Profile

try:
    import httpx
except ImportError as error:
    raise StoreError("loading needs the package httpx: pip install 'dao-graph[load]'") from error

_ATTEMPTS = 6
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0
_TIMEOUT = httpx.Timeout(300, connect=10)
# Answers are counts and names, page by page: whatever is larger is no answer to these questions.
_LARGEST_ANSWER = 32 << 20
_SMALLEST_PIECE = 64 << 10
_BUSY = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Login:
    """A user and password, or a bearer token; all empty for none. They are never printed."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Login:
        """The login that environment variables give. Raises StoreError where they contradict each other."""
        login = cls(environment.get(USER, ""), environment.get(PASSWORD, ""), environment.get(TOKEN, ""))
        if login.user and login.token:
            raise StoreError(f"{USER} and {TOKEN} are both set: a store takes one login, unset the other")
        if bool(login.user) != bool(login.password):
            raise StoreError(f"{USER} and {PASSWORD} belong together: set both or neither")
        return login


class Store:
    """A running store at `url`, as its profile says; `query_url` is for one whose queries go elsewhere.

    Raises StoreError for a URL that is none or holds a login.
    """

    def __init__(
        self,
        url: str,
        profile: Profile,
        login: Login | None = None,
        query_url: str = "",
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        login = login or Login()
        hosts = [host_of(given) for given in (url, query_url) if given]
        self.profile = profile
        self.url = url
        self._graphs = url.rstrip("/") + profile.graphs if profile.graphs else url
        self._query = query_url or (url.rstrip("/") + profile.query if profile.query else url)
        self._login = login
        self._wait = wait
        local = all(map(is_loopback, hosts))
        self.warning = ""
        if login and not local and not all(u.startswith("https:") for u in (self._graphs, self._query)):
            self.warning = f"the login goes to {hosts[0]} unencrypted: use https"
        headers = {"User-Agent": "dao-graph"} | ({"Authorization": f"Bearer {login.token}"} if login.token else {})
        # A proxy of the environment has no business with what stays on this machine.
        self._client = httpx.Client(timeout=_TIMEOUT, headers=headers, trust_env=not local)
        if login.user:
            self._client.auth = (httpx.DigestAuth if profile.login == "digest" else httpx.BasicAuth)(
                login.user, login.password
            )
        # What the store turns out to take: tried in this order, what it refuses is not tried again.
        self._ways = [(f, True) for f in profile.formats if profile.gzip] + [(f, False) for f in profile.formats]
        self._most = profile.chunk
        self.sent = 0

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def replace(self, graph: str, pieces: Callable[[int], Iterator[bytes]]) -> None:
        """Make `graph` (empty: the default graph) hold just what `pieces` gives: N-Triples, in pieces of at most the
        size that it is called with.

        Raises NotTakenError where the store does not take it, StoreError where it takes nothing.
        """
        while True:
            try:
                method = "PUT"
                if self.profile.replace == "delete":
                    self.remove(graph)
                    method = "POST"
                for piece in pieces(self._most):
                    self._give(method, graph, piece)
                    method = "POST"
                return
            except _TooLarge as error:
                if self._most <= _SMALLEST_PIECE:
                    raise NotTakenError(
                        f"{graph}: too large for the store even in pieces of {self._most:,} B"
                    ) from error
                self._most //= 2

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to `graph`. Raises as `replace` does."""
        self._give("POST", graph, triples)

    def remove(self, graph: str) -> None:
        """Remove `graph`, if it is there. Raises as `replace` does."""
        parameter = self.profile.delete_parameter
        response = self._send("DELETE", self._at(parameter, graph if parameter == "graph" else f"<{graph}>"))
        if not response.ok and response.status != 404:
            raise self._error(response, graph)

    def select(self, sparql: str) -> list[dict[str, str]]:
        """The rows of a SELECT, as texts. Raises StoreError where there is no such answer."""
        headers = {
            "Accept": "application/sparql-results+json",
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        }
        response = self._send("POST", self._query, f"query={quote(sparql, safe='')}".encode(), headers)
        if not response.ok:
            raise self._error(response)
        try:
            rows = json.loads(response.content)["results"]["bindings"]
            return [{name: str(cell["value"]) for name, cell in row.items()} for row in rows]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreError(
                f"{self._query}: answers a query with something else than SPARQL results in JSON"
            ) from error

    def _give(self, method: str, graph: str, triples: bytes) -> None:
        url = self._at(self.profile.graph_parameter, graph) if graph else self._default()
        response = None
        for number, (form, zipped) in enumerate(self._ways):
            content = gzip.compress(triples, 6, mtime=0) if zipped else triples
            headers = {"Content-Type": form} | ({"Content-Encoding": "gzip"} if zipped else {})
            response = self._send(method, url, content, headers)
            if response.ok:
                self._ways = self._ways[number:]
                self.sent += len(content)
                return
            if response.status == 413:
                raise _TooLarge
            # Stores that do not know gzip take it for malformed RDF.
            if response.status != 415 and not (zipped and response.status in (400, 500)):
                break
        assert response is not None
        raise self._error(response, graph)

    def _default(self) -> str:
        return f"{self._graphs}{'&' if '?' in self._graphs else '?'}default"

    def _at(self, parameter: str, value: str) -> str:
        return f"{self._graphs}{'&' if '?' in self._graphs else '?'}{parameter}={quote(value, safe='')}"

    def _send(self, method: str, url: str, content: bytes = b"", headers: Mapping[str, str] | None = None) -> _Response:
        """One request, again where the store is busy or the connection breaks: all of them may be repeated."""
        for attempt in range(1, _ATTEMPTS + 1):
            pause = _FIRST_WAIT * 2 ** (attempt - 1)
            try:
                response = self._once(method, url, content, headers)
                if response.status == 401 and self._may_digest(response):
                    response = self._once(method, url, content, headers)
                if response.status not in _BUSY:
                    return self._checked(response)
                reason = f"answers {response.status}"
                pause = max(pause, seconds(response.retry_after))
            except httpx.TransportError as error:
                reason = f"{type(error).__name__}: {error}".rstrip(": ")
            except httpx.HTTPError as error:
                raise StoreError(f"{url}: {shown(str(error))}") from error
            if attempt == _ATTEMPTS:
                break
            if pause > _LONGEST_WAIT:
                raise StoreError(f"{self.url}: busy, asks to wait {pause:.0f} s; run the same command again then")
            self._wait(pause)
        raise StoreError(
            f"{self.url}: gave up after {_ATTEMPTS} attempts ({shown(reason)}); run the same command again to go on"
        )

    def _once(self, method: str, url: str, content: bytes, headers: Mapping[str, str] | None) -> _Response:
        with self._client.stream(method, url, content=content, headers=headers) as response:
            body = bytearray()
            for block in response.iter_bytes():
                body += block
                if len(body) > _LARGEST_ANSWER:
                    raise StoreError(f"{url}: the answer is larger than {_LARGEST_ANSWER >> 20} MB, and was not read")
            held = response.headers
            return _Response(
                response.status_code,
                bytes(body),
                held.get("Retry-After", ""),
                held.get("WWW-Authenticate", ""),
                held.get("Location", ""),
            )

    def _may_digest(self, response: _Response) -> bool:
        """True if the store asks for Digest where Basic was sent; from then on it gets that."""
        wanted = response.challenge.lower().startswith("digest")
        if wanted and self._login.user and isinstance(self._client.auth, httpx.BasicAuth):
            self._client.auth = httpx.DigestAuth(self._login.user, self._login.password)
            return True
        return False

    def _checked(self, response: _Response) -> _Response:
        """Raise StoreError for what concerns all graphs alike."""
        if response.status == 401:
            what = "refuses the login of" if self._login else "wants a login: set"
            raise StoreError(f"{self.url}: {what} {USER} and {PASSWORD}, or {TOKEN} (401)")
        if response.status == 403:
            raise StoreError(f"{self.url}: this login may not do that (403): see {USER}, {PASSWORD}, {TOKEN}")
        if 300 <= response.status < 400:
            raise StoreError(f"{self.url}: leads elsewhere, give that URL: {shown(response.location)}")
        return response

    def _error(self, response: _Response, graph: str = "") -> StoreError:
        if response.status in (404, 405, 501):
            return StoreError(
                f"{self.url}: there is no such service ({response.status}); "
                f"a URL for --store {self.profile.name} looks like {self.profile.example}"
            )
        text = re.sub(r"<[^<>]*>", " ", response.content[:4000].decode("utf-8", "replace"))
        for secret in (self._login.password, self._login.token):
            text = text.replace(secret, "***") if secret else text
        reason = f"{response.status} {shown(text)}".strip()
        return NotTakenError(f"{graph}: {reason}") if graph else StoreError(f"{self.url}: {reason}")


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    content: bytes
    retry_after: str
    challenge: str
    location: str

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class _TooLarge(Exception):
    """A body that the store finds too large."""
