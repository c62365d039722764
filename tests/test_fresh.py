"""Pages that are made once: who waits for them, and what is not kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from dao_graph.errors import QueryError
from dao_graph.serve.explorer import Explorer
from dao_graph.serve.fresh import Fresh, Page, Shelf


class Counting:
    """An application that counts what it is asked for, and answers when it is let."""

    def __init__(self, status: int = 200, media: bytes = b"text/html; charset=utf-8") -> None:
        self.times = 0
        self.go = anyio.Event()
        self._status, self._media = status, media

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.times += 1
        body = f"{scope['path']} {self.times}".encode()
        await self.go.wait()
        headers = [(b"content-type", self._media)]
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def ask(app: Fresh, path: str = "/", accept: bytes = b"text/html", slow: bool = False) -> bytes:
    """The body of an answer; a slow client never takes it."""
    body = bytearray()

    async def send(message: Message) -> None:
        if slow and "body" in message:
            await anyio.sleep_forever()
        body.extend(message.get("body", b""))

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    headers = [(b"host", b"localhost"), (b"accept", accept)]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    return bytes(body)


async def together(app: Fresh, made: Counting, **how: bytes) -> list[bytes]:
    """What five clients get who ask at a time."""
    got: list[bytes] = []

    async def one() -> None:
        got.append(await ask(app, **how))  # type: ignore[arg-type]

    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(one)
        await anyio.wait_all_tasks_blocked()
        made.go.set()
    return got


@pytest.mark.parametrize(
    ("status", "media", "accept", "times"),
    [
        (200, b"text/html; charset=utf-8", b"text/html", 1),
        (504, b"text/html; charset=utf-8", b"text/html", 5),
        (200, b"text/turtle", b"text/html", 5),
        (200, b"text/html; charset=utf-8", b"text/csv", 5),
    ],
)
def test_a_page_is_made_once(status: int, media: bytes, accept: bytes, times: int) -> None:
    """Errors, and what programs ask for, are made for each."""

    async def run() -> None:
        made = Counting(status, media)
        app = Fresh(made, lambda: "1")
        got = await together(app, made, accept=accept)
        assert made.times == times and len(set(got)) == times
        assert await ask(app, "/other", accept) == f"/other {times + 1}".encode()

    anyio.run(run)


def test_a_page_of_an_earlier_build_is_not_shown() -> None:
    async def run() -> None:
        made, builds = Counting(), iter("112")
        made.go.set()
        app = Fresh(made, lambda: next(builds))
        assert [await ask(app) for _ in range(3)] == [b"/ 1", b"/ 1", b"/ 2"]

    anyio.run(run)


def test_nobody_waits_for_a_slow_client() -> None:
    async def run() -> None:
        made = Counting()
        app = Fresh(made, lambda: "1")

        async def slow() -> None:
            await ask(app, slow=True)

        async with anyio.create_task_group() as group:
            group.start_soon(slow)
            await anyio.wait_all_tasks_blocked()
            made.go.set()
            with anyio.fail_after(5):
                assert await ask(app) == b"/ 1"
            group.cancel_scope.cancel()

    anyio.run(run)


def test_what_was_asked_for_last_is_kept() -> None:
    shelf = Shelf(10)
    pages = {name: Page({"type": "http.response.start"}, name.encode() * 4) for name in "abc"}
    shelf.put("a", pages["a"])
    shelf.put("b", pages["b"])
    shelf.put("b", pages["b"])
    assert shelf.get("a") is pages["a"]
    shelf.put("c", pages["c"])
    assert [shelf.get(name) for name in "abc"] == [pages["a"], None, pages["c"]]


def test_a_graph_that_cannot_be_drawn_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def fail(*command: object, **given: object) -> subprocess.CompletedProcess[bytes]:
        tried.append(command)
        return subprocess.CompletedProcess([], 2, b"", b"error: too many things")

    monkeypatch.setattr("dao_graph.serve.explorer.subprocess.run", fail)
    served = Explorer(tmp_path)
    for _ in range(2):
        with pytest.raises(QueryError, match=r"^too many things"):
            served.page()
    assert len(tried) == 1
