"""The application: which address answers what. A thin layer; the children of the pool do the work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pyoxigraph as ox
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dao_graph._version import __version__
from dao_graph.ask.child import Asker
from dao_graph.ask.lookup import LookupFailedError
from dao_graph.ask.questions import by_group, questions
from dao_graph.ask.written import Asked as AskedFor
from dao_graph.errors import DaoGraphError, LimitError, QueryError, RefusedError
from dao_graph.serve.browse import Browse, pages_for
from dao_graph.serve.delivery import delivered
from dao_graph.serve.description import description
from dao_graph.serve.fresh import Fresh
from dao_graph.serve.generation import Current, Generation
from dao_graph.serve.http import FORMAT_KEYS, SAFE, asked, html_response, number
from dao_graph.serve.media import GRAPH_WORDS, GRAPHS, HTML, choose, format_of, known, wants_page
from dao_graph.serve.pool import Lane, NoWorkerError
from dao_graph.serve.speech import preferred
from dao_graph.serve.tables import ROWS

_FACTS = 40
_STATUS: Mapping[type[DaoGraphError], int] = {RefusedError: 403, LimitError: 504, QueryError: 400, NoWorkerError: 503}
# Rows and bytes of an answer that stands on a page; whoever wants more takes a file.
_PAGE_BYTES = 4_000_000
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Server:
    """The state that the handlers share: the graph that is served now."""

    current: Current

    def application(self, hosts: Sequence[str]) -> Starlette:
        """The ASGI application; it answers to requests that name one of `hosts`, and to no page that got here by a name
        of its own making."""
        routes = [
            Route("/", self.home),
            Route("/style.css", _file("style.css", "text/css")),
            Route("/favicon.ico", _file("favicon.svg", "image/svg+xml")),
            Route("/find", self.find),
            Route("/explore", self.explore),
            Route("/sparql", self.sparql, methods=["GET", "POST"]),
            Route("/.well-known/void", self.described),
            Route("/store", self.store),
            Route("/questions/{name}", self.question),
            Route("/id/{id:path}", self.thing),
            *Browse(self.current).routes(),
        ]

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            try:
                yield
            finally:
                self.current.close()

        return Starlette(
            routes=routes,
            lifespan=lifespan,
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
                Middleware(
                    CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"]
                ),
                # Outside the next: pages are kept compressed.
                Middleware(Fresh, build=lambda: f"{__version__} {self.current.get().tag}"),
                Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
            ],
            exception_handlers={DaoGraphError: self._failed, HTTPException: self._failed},
        )

    async def home(self, request: Request) -> Response:
        """The library of questions."""
        return html_response(pages_for(request, self.current.get()).home(by_group()))

    async def explore(self, request: Request) -> Response:
        """The explorer; it has the policy for its own script in it, the header only what a page cannot say."""
        page = await to_thread.run_sync(self.current.get().explorer.page, abandon_on_cancel=True)
        return Response(page, 200, {**SAFE, "Content-Security-Policy": "frame-ancestors 'none'"}, HTML)

    async def find(self, request: Request) -> Response:
        """From a name, code or symbol to the page of the thing."""
        now = self.current.get()
        name = request.query_params.get("name", "").strip()
        try:
            iri = await now.short.run(lambda asker: asker.find("entity", name))
        except LookupFailedError as error:
            if not _wants_page(request):
                raise HTTPException(404, str(error)) from None
            return html_response(pages_for(request, now).unknown(name, error.candidates), 404)
        if not iri.startswith(now.base):
            raise HTTPException(404, f"{iri} is nothing of this graph")
        return RedirectResponse("/id/" + quote(iri.removeprefix(now.base)), 303)

    async def question(self, request: Request) -> Response:
        """A question of the library: its form, and its answer where it is asked for."""
        question = questions().get(request.path_params["name"])
        if question is None:
            raise HTTPException(404, "there is no such question")
        now = self.current.get()
        given = {name: value for name, value in request.query_params.items() if value}
        parameters = {name: value for name, value in given.items() if name in question.parameters}
        forms = _forms(request)
        if not forms and (request.query_params.keys() & {"run"} == set() or _wants_page(request)):
            answer, error, status = None, "", 200
            if "run" in given or parameters:
                if "lang" in question.parameters:
                    parameters = {"lang": preferred(request)[0], **parameters}
                answer, error, status = await _tried(
                    now.library, lambda asker: asker.titled(question, parameters, ROWS, _PAGE_BYTES)
                )
            page = partial(pages_for(request, now).question, question, parameters, answer, error)
            return html_response(await to_thread.run_sync(page), status)
        return await self._answered(request, now, AskedFor("query", (question, parameters)), forms)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint; for people a form."""
        wanted = await asked(request)
        now = self.current.get()
        if not wanted.formats and _wants_page(request):
            answer, error, status = None, "", 200
            if (query := wanted.query) is not None:
                answer, error, status = await _tried(
                    now.long, lambda asker: asker.run(query, ROWS, wanted.dataset, _PAGE_BYTES)
                )
            page = partial(pages_for(request, now).sparql, wanted.query or "", answer, error)
            return html_response(await to_thread.run_sync(page), status)
        if wanted.query is None:
            return await self.described(request)
        return await self._answered(request, now, AskedFor("run", (wanted.query, wanted.dataset)), wanted.formats)

    async def described(self, request: Request) -> Response:
        """The service description, which is the dataset's as well."""
        now = self.current.get()
        endpoint = str(request.url.replace(path="/sparql", query=""))
        chosen = format_of(_forms(request), request.headers.get("accept"), graph=True) or GRAPH_WORDS["turtle"]
        answer = await now.short.run(lambda asker: description(asker, now.base, endpoint))
        written = await to_thread.run_sync(answer.to_bytes, chosen[0])
        return Response(written, 200, SAFE, chosen[1])

    async def store(self, request: Request) -> Response:
        """The reading side of the Graph Store Protocol."""
        names, default = request.query_params.getlist("graph"), "default" in request.query_params
        if len(names) + default != 1:
            raise HTTPException(400, "name one graph (?graph=IRI) or the default one (?default)")
        return await self._graph(request, names[0] if names else None)

    async def thing(self, request: Request) -> Response:
        """The response for an IRI of the graph: a page, its triples, or, for a graph's IRI, that graph."""
        id, now = request.path_params["id"], self.current.get()
        if id.startswith(("graph/", "evidence/")):
            return await self._graph(request, now.base + id)
        forms = _forms(request)
        if not forms and choose(request.headers.get("accept"), [*GRAPHS, HTML]) == HTML:
            start = number(request.query_params.get("start", "0"))
            languages = preferred(request)
            thing = await now.short.run(lambda asker: asker.describe(id, languages, start, _FACTS))
            if thing is None:
                raise HTTPException(404, f"the graph says nothing of {id}")
            return html_response(await to_thread.run_sync(pages_for(request, now).thing, thing, start, _FACTS))
        return await self._answered(
            request, now, AskedFor("machine", (id,)), forms, f"the graph says nothing of {id}", short=True
        )

    async def _graph(self, request: Request, iri: str | None) -> Response:
        try:
            pattern = f"GRAPH {ox.NamedNode(iri)} {{ ?s ?p ?o }}" if iri is not None else "?s ?p ?o"
        except ValueError:
            raise HTTPException(400, f"{iri} is no IRI") from None
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        missing = f"there is no graph {iri}" if iri is not None else ""
        return await self._answered(
            request, self.current.get(), AskedFor("run", (query, None)), _forms(request), missing
        )

    async def _answered(
        self,
        request: Request,
        now: Generation,
        asked: AskedFor,
        forms: Sequence[str],
        missing: str = "",
        short: bool = False,
    ) -> Response:
        lane, accept = now.short if short else now.long, request.headers.get("accept")
        response = await delivered(lane, asked, forms, accept, self.current.limits, missing)
        response.headers.update(SAFE)
        return response

    async def _failed(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else _status(error)
        text = error.detail if isinstance(error, HTTPException) else str(error)
        if status == 405 and request.method == "OPTIONS":
            allowed = (getattr(error, "headers", None) or {}).get("Allow", "GET, HEAD")
            return Response(None, 204, {**SAFE, "Allow": f"{allowed}, OPTIONS"})
        headers = {**(getattr(error, "headers", None) or {}), **({"Retry-After": "5"} if status == 503 else {})}
        if _wants_page(request):
            return html_response(pages_for(request, self.current.get()).message(str(status), text), status, headers)
        return Response(f"{text}\n", status, {**SAFE, **headers}, "text/plain")


def _status(error: Exception) -> int:
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


def _wants_page(request: Request) -> bool:
    return wants_page(request.headers.get("accept"))


def _forms(request: Request) -> list[str]:
    """The formats that a request names beside its Accept header."""
    return [name for key in FORMAT_KEYS for name in request.query_params.getlist(key) if known(name)]


async def _tried(lane: Lane, task: Callable[[Asker], _Result]) -> tuple[_Result | None, str, int]:
    """For pages with a form: the answer, or what was wrong, and the status."""
    try:
        return await lane.run(task), "", 200
    except DaoGraphError as error:
        return None, str(error), _status(error)


def _file(name: str, media: str) -> Callable[[Request], Awaitable[Response]]:
    content = (Path(__file__).parent / name).read_bytes()

    async def answer(request: Request) -> Response:
        return Response(content, 200, {**SAFE, "Cache-Control": "max-age=3600"}, media)

    return answer
