"""The application: which address answers what. A thin layer; the children of the pool do the work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pyoxigraph as ox
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dao_graph.ask.answer import Answer
from dao_graph.ask.child import Asker
from dao_graph.ask.questions import questions
from dao_graph.errors import DaoGraphError, LimitError, QueryError, RefusedError
from dao_graph.serve.explorer import Explorer
from dao_graph.serve.http import DOWNLOADS, GRAPHS, HTML, RESULTS, Asked, asked, choose
from dao_graph.serve.pages import Pages
from dao_graph.serve.pool import NoWorkerError, Pool

_Result = TypeVar("_Result")
_FACTS = 40
_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_STATUS: Mapping[type[DaoGraphError], int] = {RefusedError: 403, LimitError: 504, QueryError: 400, NoWorkerError: 503}
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Accept-Language",
}
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <%s> ; sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
        <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
        <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/JSON-LD> .
"""


@dataclass(frozen=True, slots=True)
class Server:
    """What the handlers share: the children, the pages, the base of the graph's IRIs, the most rows of an answer, the
    explorer."""

    pool: Pool
    pages: Pages
    base: str
    rows: int
    explorer: Explorer

    def application(self, hosts: Sequence[str]) -> Starlette:
        """The ASGI application; it answers to requests that name one of `hosts`, and to no page that got here by a name
        of its own making."""
        routes = [
            Route("/", self.home),
            Route("/style.css", _style),
            Route("/find", self.find),
            Route("/explore", self.explore),
            Route("/sparql", self.sparql, methods=["GET", "POST"]),
            Route("/store", self.store),
            Route("/questions/{name}", self.question),
            Route("/id/{id:path}", self.thing),
        ]

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            try:
                yield
            finally:
                self.pool.close()

        return Starlette(
            routes=routes,
            lifespan=lifespan,
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
                Middleware(
                    CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"]
                ),
            ],
            exception_handlers={DaoGraphError: self._failed, HTTPException: self._failed},
        )

    async def home(self, request: Request) -> Response:
        """The library of questions."""
        return _html(self.pages.home(questions()))

    async def explore(self, request: Request) -> Response:
        """The explorer; it has the policy for its own script in it, the header only what a page cannot say."""
        page = await to_thread.run_sync(self.explorer.page, abandon_on_cancel=True)
        return Response(page, 200, {**_SAFE, "Content-Security-Policy": "frame-ancestors 'none'"}, HTML)

    async def find(self, request: Request) -> Response:
        """From a name, code or symbol to the page of the thing."""
        iri = await self._run(lambda asker: asker.find("entity", request.query_params.get("name", "").strip()))
        if not iri.startswith(self.base):
            raise HTTPException(404, f"{iri} is nothing of this graph")
        return RedirectResponse("/id/" + quote(iri.removeprefix(self.base)), 303)

    async def question(self, request: Request) -> Response:
        """A question of the library: its form, and its answer where it is asked for."""
        question = questions().get(request.path_params["name"])
        if question is None:
            raise HTTPException(404, "there is no such question")
        given = {name: value for name, value in request.query_params.items() if value}
        parameters = {name: value for name, value in given.items() if name in question.parameters}
        form = given.get("format")
        if form is None and (request.query_params.keys() & {"run"} == set() or _wants_page(request)):
            answer, error, status = None, "", 200
            if "run" in given or parameters:
                answer, error, status = await self._tried(lambda asker: asker.query(question, parameters, self.rows))
            return _html(self.pages.question(question, parameters, answer, error), status)
        return self._written(request, await self._run(lambda asker: asker.query(question, parameters, self.rows)), form)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint; for people a form."""
        wanted = await asked(request)
        if wanted.format is None and _wants_page(request):
            answer, error, status = None, "", 200
            if wanted.query is not None:
                answer, error, status = await self._tried(lambda asker: self._answer(asker, wanted))
            return _html(self.pages.sparql(wanted.query or "", answer, error), status)
        if wanted.query is None:
            return Response(_DESCRIPTION % str(request.url.replace(query="")), media_type="text/turtle", headers=_SAFE)
        return self._written(request, await self._run(lambda asker: self._answer(asker, wanted)), wanted.format)

    async def store(self, request: Request) -> Response:
        """The reading side of the Graph Store Protocol."""
        names, default = request.query_params.getlist("graph"), "default" in request.query_params
        if len(names) + default != 1:
            raise HTTPException(400, "name one graph (?graph=IRI) or the default one (?default)")
        return await self._graph(request, names[0] if names else None)

    async def thing(self, request: Request) -> Response:
        """What stands behind an IRI of the graph: a page, its triples, or, of a graph's IRI, that graph."""
        id = request.path_params["id"]
        if id.startswith(("graph/", "evidence/")):
            return await self._graph(request, self.base + id)
        form = request.query_params.get("format")
        if form is None and choose(request.headers.get("accept"), [*GRAPHS, HTML]) == HTML:
            start = _number(request.query_params.get("start", "0"))
            languages = _languages(request.headers.get("accept-language", ""))
            thing = await self._run(lambda asker: asker.describe(id, languages, start, _FACTS))
            if thing is None:
                raise HTTPException(404, f"the graph says nothing of {id}")
            return _html(self.pages.thing(thing, start, _FACTS))
        answer = await self._run(lambda asker: asker.machine(id, self.rows))
        if not answer.rows:
            raise HTTPException(404, f"the graph says nothing of {id}")
        return self._written(request, answer, form)

    async def _graph(self, request: Request, iri: str | None) -> Response:
        try:
            pattern = f"GRAPH {ox.NamedNode(iri)} {{ ?s ?p ?o }}" if iri is not None else "?s ?p ?o"
        except ValueError:
            raise HTTPException(400, f"{iri} is no IRI") from None
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        answer = await self._run(lambda asker: asker.run(query, self.rows))
        if iri is not None and not answer.rows:
            raise HTTPException(404, f"there is no graph {iri}")
        return self._written(request, answer, None)

    def _answer(self, asker: Asker, wanted: Asked) -> Answer:
        return asker.run(wanted.query or "", self.rows, wanted.dataset)

    async def _run(self, task: Callable[[Asker], _Result]) -> _Result:
        return await to_thread.run_sync(self.pool.run, task, abandon_on_cancel=True)

    async def _tried(self, task: Callable[[Asker], Answer]) -> tuple[Answer | None, str, int]:
        """For pages with a form: the answer, or what was wrong, and the status."""
        try:
            return await self._run(task), "", 200
        except DaoGraphError as error:
            return None, str(error), _status(error)

    def _written(self, request: Request, answer: Answer, form: str | None) -> Response:
        if answer.truncated:
            raise LimitError(f"stopped at {self.rows:,} rows; add a LIMIT to the query")
        if form is not None:
            if form not in DOWNLOADS:
                raise HTTPException(400, f"format is one of {', '.join(DOWNLOADS)}")
            return Response(answer.to_bytes(form, excel_safe=True), media_type=DOWNLOADS[form], headers=_SAFE)
        offers = GRAPHS if answer.kind == "construct" else RESULTS
        media = choose(request.headers.get("accept"), list(offers))
        if media is None:
            raise HTTPException(406, f"this comes as {', '.join(offers)}")
        return Response(answer.to_bytes(offers[media]), media_type=media, headers=_SAFE)

    async def _failed(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else _status(error)
        text = error.detail if isinstance(error, HTTPException) else str(error)
        headers = {**(getattr(error, "headers", None) or {}), **({"Retry-After": "5"} if status == 503 else {})}
        if _wants_page(request):
            return _html(self.pages.message(str(status), text), status, headers)
        return Response(f"{text}\n", status, {**_SAFE, **headers}, "text/plain")


def _status(error: Exception) -> int:
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


def _wants_page(request: Request) -> bool:
    return choose(request.headers.get("accept"), [*RESULTS, *GRAPHS, HTML]) == HTML


def _languages(accept: str) -> list[str]:
    """The languages of labels and quotes, those that the reader likes first."""
    liked = [part.partition(";")[0].strip().lower()[:2] for part in accept.split(",")]
    return list(dict.fromkeys(code for code in (*liked, *_LANGUAGES) if code in _LANGUAGES))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise HTTPException(400, f"{text[:20]!r} is no number")
    return int(text)


def _html(page: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(page, status, {**_SAFE, **(headers or {})}, HTML)


async def _style(request: Request) -> Response:
    return Response((Path(__file__).parent / "style.css").read_bytes(), media_type="text/css", headers=_SAFE)
