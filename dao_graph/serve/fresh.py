"""Caching: what came from a build need not come again until there is another, nor be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dao_graph.serve.media import HTML

# What an answer depends on beside its address and the build.
_SEEN = ("accept", "accept-language", "cookie")
# Bytes of pages that are kept, and of one of them; they are as they go out, mostly compressed.
_KEPT, _PAGE = 32_000_000, 2_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out: the message that begins it, and its bytes."""

    start: Message
    body: bytes

    async def __call__(self, send: Send) -> None:
        """Send it. What others add to its headers is not kept."""
        await send({**self.start, "headers": list(self.start["headers"])})
        await send({"type": "http.response.body", "body": self.body})


class Shelf:
    """The pages that were asked for last, up to `room` bytes of them. It is for one thread."""

    def __init__(self, room: int = _KEPT) -> None:
        self._room = room
        self._pages: dict[str, Page] = {}

    def get(self, key: str) -> Page | None:
        """The page with that key, which is the last to go from now on."""
        if (page := self._pages.pop(key, None)) is not None:
            self._pages[key] = page
        return page

    def put(self, key: str, page: Page) -> None:
        """Keep a page; those that were not asked for for long make room for it."""
        if (earlier := self._pages.pop(key, None)) is not None:
            self._room += len(earlier.body)
        self._pages[key] = page
        self._room -= len(page.body)
        while self._room < 0:
            self._room += len(self._pages.pop(next(iter(self._pages))).body)


class Fresh:
    """Middleware that gives each answer to a GET a tag, and answers 304 where the client has it already. A page for
    people is made once, also where many ask for it at a time. `build` names the build that answers now."""

    def __init__(self, app: ASGIApp, build: Callable[[], str]) -> None:
        self._app = app
        self._build = build
        self._shelf = Shelf()
        self._making: dict[str, anyio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope)
        tag = self._tag(scope, given)
        said = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language, Accept-Encoding, Cookie"}
        # A weak tag: the same answer may come in another order of bytes, as when it is compressed.
        if tag in (part.strip() for part in given.get("if-none-match", "").split(",")):
            await Response(status_code=304, headers=said)(scope, receive, send)
            return
        # What programs ask for may be long, and is sent as it comes.
        if scope["method"] == "HEAD" or HTML not in given.get("accept", ""):
            await self._app(scope, receive, _Going(send, said))
            return
        key = f"{'gzip' in given.get('accept-encoding', '')} {tag}"
        if (page := await self._kept(key)) is not None:
            await page(send)
            return
        self._making.setdefault(key, anyio.Event())
        try:
            await self._app(scope, receive, _Going(send, said, lambda page: self._made(key, page)))
        finally:
            self._made(key)

    def _made(self, key: str, page: Page | None = None) -> None:
        """Keep a page, and let those who wait for it go on; without it they are to make it themselves."""
        if page is not None:
            self._shelf.put(key, page)
        if (made := self._making.pop(key, None)) is not None:
            made.set()

    async def _kept(self, key: str) -> Page | None:
        """The page with that key, where somebody else is making it once that is done."""
        if (page := self._shelf.get(key)) is None and (made := self._making.get(key)) is not None:
            await made.wait()
            page = self._shelf.get(key)
        return page

    def _tag(self, scope: Scope, given: Headers) -> str:
        parts = [self._build(), scope["path"], scope["query_string"].decode("latin-1"), given.get("host", "")]
        parts += [given.get(name, "") for name in _SEEN]
        return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


class _Going:
    """An answer on its way out through `send`: where it is as asked for, it gets its tag and what that is good for out
    of `said`. A page is given to `made` once it is whole, before it is sent: clients may take their time."""

    def __init__(self, send: Send, said: Mapping[str, str], made: Callable[[Page], None] | None = None) -> None:
        self._send = send
        self._said = said
        self._made = made
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        """Send a part of it."""
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = MutableHeaders(scope=message)
            for name in ("ETag", "Cache-Control"):
                headers.setdefault(name, self._said[name])
            if headers.get("content-type", "").startswith(HTML):
                self._start = {**message, "headers": list(message["headers"])}
        elif message["type"] == "http.response.body" and self._start is not None and self._made is not None:
            self._body += message.get("body", b"")
            if len(self._body) > _PAGE:
                self._start = None
            elif not message.get("more_body", False):
                self._made(Page(self._start, bytes(self._body)))
        await self._send(message)
