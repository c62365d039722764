"""The pages of `serve` in a real browser: what axe finds, at desktop and phone width, light and dark, right to left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import dao_graph

from .browser import DESKTOP, PHONE, chromium, violations
from .conftest import EXAMPLES
from .test_serve import Client, running

LETTER = "document/A_99_9-E_2099_9"
# Of each kind of page one, with forms, tables, facts, marked text, and what is said where nothing is found.
PAGES = {
    "home": "/",
    "documents": "/documents",
    "states": "/list/states",
    "words": "/words?q=development",
    "no-words": "/words?q=xyzzy",
    "state": "/id/country/NOR",
    "document": f"/id/{LETTER}",
    "text": f"/read/{LETTER}?in=en",
    "beside": f"/read/{LETTER}?in=en&beside=ar",
    "question": "/questions/where-mentioned",
    "answer": "/questions/acts?run=1",
    "error": "/questions/pilots?run=1&initiative=nonsense",
    "sparql": "/sparql",
    "not-found": "/id/country/XXX",
}
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("pages") / "out"
    texts: list[str | Path] = [EXAMPLES / f"kigali-letter.{code}.txt" for code in ("en", "ar", "zh")]
    dao_graph.build(texts, folder, check=False)
    with running(folder) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_that_axe_finds(browser: Any, get: Client, language: str) -> None:
    """No violation on any page, and none is wider than the screen."""
    found: list[object] = []
    for size, scheme in product((DESKTOP, PHONE), ("light", "dark")):
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale=language)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        for name, path in PAGES.items():
            page.goto(f"http://127.0.0.1:{get.port}{path}")
            assert page.evaluate("document.documentElement.dir || 'ltr'") == ("rtl" if language == "ar" else "ltr")
            where = (name, size[0], scheme)
            found += [(*where, *violation) for violation in violations(page)]
            if (wider := page.evaluate(WIDE)) > 0:
                found.append((*where, "wider than the screen by", wider))
            if shots := os.environ.get("DAO_GRAPH_SHOTS"):
                page.screenshot(path=str(Path(shots) / f"serve-{name}-{language}-{size[0]}-{scheme}.png"))
        # A page that is not there says so in the console, too.
        found += [line for line in said if "404" not in line and "400" not in line]
        context.close()
    assert found == [], "\n".join(map(str, found))
