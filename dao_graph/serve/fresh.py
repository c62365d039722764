"""Caching: what came from a build need not come again until there is another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What an answer depends on beside its address and the build.
_SEEN = ("accept", "accept-language", "cookie")


class Fresh:
    """Middleware that gives each answer to a GET a tag, and answers 304 where the client has it already. `build` names
    the build that answers now."""

    def __init__(self, app: ASGIApp, build: Callable[[], str]) -> None:
        self._app = app
        self._build = build

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

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                for name in ("ETag", "Cache-Control"):
                    headers.setdefault(name, said[name])
            await send(message)

        await self._app(scope, receive, tagged)

    def _tag(self, scope: Scope, given: Headers) -> str:
        parts = [self._build(), scope["path"], scope["query_string"].decode("latin-1"), given.get("host", "")]
        parts += [given.get(name, "") for name in _SEEN]
        return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'
