"""What HTTP asks of a server: the format that a client likes best, the size of a request, what a query request says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

HTML = "text/html"
# Media types of `answer.FORMATS`, those that are offered first where the client does not care first.
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "sparql-json",
    "application/json": "sparql-json",
    "application/sparql-results+xml": "sparql-xml",
    "application/xml": "sparql-xml",
    "text/csv": "sparql-csv",
    "text/tab-separated-values": "sparql-tsv",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "text/n3": "n3",
}
# What links on the pages ask for by `format=`; CSV of these is safe for spreadsheets.
DOWNLOADS: Mapping[str, str] = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "sparql-json": "application/sparql-results+json",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
}
QUERY_BYTES = 200_000
_RANGES = 50  # browsers name ten
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header likes best, the first of equals; None where it likes none."""
    ranges = [_range(part) for part in (accept or "*/*").split(",", _RANGES)[:_RANGES]]

    def quality(offer: str) -> float:
        fitting = [
            (specific, q)
            for specific, name in enumerate(("*/*", offer.partition("/")[0] + "/*", offer))
            for kind, q in ranges
            if kind == name
        ]
        return max(fitting, key=lambda fit: fit[0])[1] if fitting else 0.0

    best = max(offers, key=quality)
    return best if quality(best) > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter.removeprefix("q="))
            except ValueError:
                return kind, 0.0
    return kind, 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the SPARQL protocol: the query (None: only the page or the description is wanted), its dataset where
    the request names one, the format where it names one."""

    query: str | None
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None
    format: str | None


async def asked(request: Request) -> Asked:
    """What a request to the endpoint says.

    Raises HTTPException: 400 where it is malformed, 403 for an update, 413 where it is too long, 415 for a body of
    another type.
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
    return Asked(queries[0] if queries else None, dataset, given.get("format", [None])[-1])


def _parsed(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise HTTPException(400, f"malformed: {error}") from None


async def _body(request: Request) -> str:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > 3 * QUERY_BYTES:  # percent-encoding makes three bytes of one
            raise HTTPException(413, f"a query has no more than {QUERY_BYTES:,} bytes")
    try:
        return read.decode()
    except UnicodeDecodeError:
        raise HTTPException(400, "malformed: the body is no UTF-8") from None
