"""What answers those who look through a graph: lists, words, texts, and the switch of languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dao_graph.ask.catalogue import KINDS, Listing
from dao_graph.errors import InputError, QueryError
from dao_graph.serve.generation import Current, Generation
from dao_graph.serve.http import SAFE, html_response, number
from dao_graph.serve.lists import HITS, ListPages
from dao_graph.serve.speech import COOKIE, LANGUAGES, preferred

_YEAR_SECONDS = 365 * 24 * 3600
# Lines of the words of a fact that are marked at most.
_BOXES = 200
_FACETS = ("q", "kind", "year", "language")


def pages_for(request: Request, now: Generation) -> ListPages:
    """The pages of a build for the reader of a request."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return now.pages.speaking(preferred(request)[0], path)


@dataclass(frozen=True, slots=True)
class Browse:
    """What the handlers share: the graph that is served now."""

    current: Current

    def routes(self) -> Sequence[Route]:
        """The addresses that it answers."""
        return [
            Route("/documents", self.listing),
            Route("/list/{kind}", self.listing),
            Route("/words", self.words),
            Route("/read/{id:path}", self.read),
            Route("/language", self.language),
            Route("/page", self.page),
        ]

    async def listing(self, request: Request) -> Response:
        """A list of documents, or of things of a kind."""
        kind, now = request.path_params.get("kind", "documents"), self.current.get()
        if kind not in (*KINDS, "documents"):
            raise HTTPException(404, f"there is no list of {kind}")
        pages = pages_for(request, now)
        language = pages.say.language
        if (listing := now.listings.get((kind, language))) is None:
            listing = await now.short.run(lambda asker: asker.listing(kind, language))
            now.listings[kind, language] = listing
        found: Listing = listing
        chosen = {key: request.query_params.get(key, "").strip() for key in _FACETS}
        start = number(request.query_params.get("start", "0"))
        return html_response(await to_thread.run_sync(partial(pages.listing, found, chosen, start)))

    async def words(self, request: Request) -> Response:
        """The paragraphs that hold some words."""
        now, wanted = self.current.get(), request.query_params.get("q", "").strip()[:1000]
        pages, start = pages_for(request, now), number(request.query_params.get("start", "0"))
        spoken = _code(request.query_params.get("in", ""))
        if not wanted:
            return html_response(pages.words("", spoken, None, 0))
        try:
            lang = pages.say.language
            found = await now.short.run(lambda asker: asker.words(wanted, spoken, HITS, start + 1, lang))
        except QueryError as error:
            return html_response(pages.words(wanted, spoken, None, 0, str(error)), 400)
        return html_response(await to_thread.run_sync(partial(pages.words, wanted, spoken, found, start)))

    async def page(self, request: Request) -> Response:
        """A page of the file that a text was read from, as a picture with boxes marked (?text=IRI&page=2&box=…)."""
        asked, now = request.query_params, self.current.get()
        boxes, wanted = asked.getlist("box")[:_BOXES], number(asked.get("page", "0"))
        draw = partial(now.sources.picture, asked.get("text", ""), wanted, boxes)
        try:
            return Response(await to_thread.run_sync(draw), 200, SAFE, "image/png")
        except InputError as error:
            raise HTTPException(404, str(error)) from None

    async def read(self, request: Request) -> Response:
        """A text with its facts marked, and another beside it."""
        id, now = request.path_params["id"], self.current.get()
        pages = pages_for(request, now)
        lang = pages.say.language
        first, second = (_code(request.query_params.get(key, "")) for key in ("in", "beside"))
        text = await now.short.run(lambda asker: asker.reading(id, first, lang))
        if text is None:
            raise HTTPException(404, f"there is no text of {id}" + (f" in {first}" if first else ""))
        beside = None
        if second and second != text.language:
            beside = await now.short.run(lambda asker: asker.reading(id, second, lang))
        return html_response(await to_thread.run_sync(partial(pages.reading, text, beside)))

    async def language(self, request: Request) -> Response:
        """Remember the language that a reader chose, and go back to where it was chosen."""
        chosen = request.query_params.get("to", "")
        if chosen not in LANGUAGES:
            raise HTTPException(400, f"{chosen[:20]!r} is none of {', '.join(LANGUAGES)}")
        back = urlsplit(request.query_params.get("back", "/"))
        path = "/" + back.path.lstrip("/\\")  # of this server, whatever was asked
        answer = RedirectResponse(f"{path}?{back.query}" if back.query else path, 303)
        answer.set_cookie(COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="lax", httponly=True)
        return answer


def _code(given: str) -> str:
    """A language that is asked for; "" for any. Raises HTTPException where it is none."""
    if given and given not in LANGUAGES:
        raise HTTPException(400, f"{given[:20]!r} is none of {', '.join(LANGUAGES)}")
    return given
