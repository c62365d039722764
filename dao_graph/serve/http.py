"""The HTTP side of the server: the size of a request, the time it may take, the parameters of a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dao_graph.serve.media import HTML, known

# What each answer says to browsers: nothing but what it brings itself, no script.
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Accept-Language, Cookie",
}
QUERY_BYTES = 200_000
BODY_SECONDS = 10.0
# What clients call the parameter: Virtuoso's and most others', Fuseki's, AllegroGraph's and older ones'.
FORMAT_KEYS = ("format", "output", "results")
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the SPARQL protocol: the query (None: only the page or the description is wanted), its dataset where
    the request names one, the formats that it names beside its Accept header, the most wanted first."""

    query: str | None
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None
    formats: tuple[str, ...]


async def asked(request: Request) -> Asked:
    """The parameters of a request to the endpoint.

    Raises HTTPException: 400 where it is malformed, 403 for an update, 413 where it is too long, 415 for a body of
    another type, 408 for one that does not come.
    """
    given = _parsed(request.url.query)
    if request.method == "POST":
        content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if content == _FORM:
            given = _parsed(body)
        elif content == _QUERY:
            given = {**given, "query": [*given.get("query", ()), body]}
        elif content == _UPDATE:
            raise HTTPException(403, "refused: this graph is read-only")
        else:
            raise HTTPException(415, f"send {_FORM} or {_QUERY}")
    if "update" in given:
        raise HTTPException(403, "refused: this graph is read-only")
    queries = given.get("query", [])
    if len(queries) > 1 or (not queries and request.method == "POST"):
        raise HTTPException(400, "a request holds one query")
    if queries and len(queries[0].encode()) > QUERY_BYTES:
        raise HTTPException(413, f"a query has no more than {QUERY_BYTES:,} bytes")
    default, named = (tuple(given.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    dataset = (default, named) if default or named else None
    formats = [name for key in FORMAT_KEYS for name in given.get(key, ()) if known(name)]
    return Asked(queries[0] if queries else None, dataset, tuple(formats))


def _parsed(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise HTTPException(400, f"malformed: {error}") from None


async def _body(request: Request) -> str:
    read = bytearray()
    try:
        with anyio.fail_after(BODY_SECONDS):
            async for chunk in request.stream():
                read += chunk
                if len(read) > 3 * QUERY_BYTES:  # percent-encoding makes three bytes of one
                    raise HTTPException(413, f"a query has no more than {QUERY_BYTES:,} bytes")
    except TimeoutError:
        raise HTTPException(
            408, f"the body was not whole after {BODY_SECONDS:.0f} s", {"Connection": "close"}
        ) from None
    try:
        return read.decode()
    except UnicodeDecodeError:
        raise HTTPException(400, "malformed: the body is no UTF-8") from None


def html_response(page: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A page for people."""
    return Response(page, status, {**SAFE, **(headers or {})}, HTML)


def number(text: str) -> int:
    """A number of a query string. Raises HTTPException where it is none."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise HTTPException(400, f"{text[:20]!r} is no number")
    return int(text)
