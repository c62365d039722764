"""A real browser for tests: Debian's Chromium driven by Playwright, with the network cut.

The tests are skipped where either is missing, except where DAO_GRAPH_NEED_BROWSER is set. With DAO_GRAPH_SHOTS set to a
folder, what they saw is kept there as pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dao_graph.errors import DataError
from dao_graph.publish.explorer.bundle import bundle

from .conftest import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP, PHONE = (1400, 900), (390, 844)
_NEEDED = bool(os.environ.get("DAO_GRAPH_NEED_BROWSER"))


def missing(what: str) -> None:
    """Skip the test, or fail it where a browser has to be there."""
    if _NEEDED:
        pytest.fail(f"{what}, and DAO_GRAPH_NEED_BROWSER is set")
    pytest.skip(what)


def built() -> None:
    """See that the explorer is built; build it where a browser has to be there and its source is newer."""
    if _NEEDED and shutil.which("npm") and _stale():
        for command in (["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["npm", "run", "build"]):
            subprocess.run(command, cwd=ROOT / "web", check=True, capture_output=True)
    try:
        bundle()
    except DataError as error:
        missing(str(error))


def _stale() -> bool:
    script = ROOT / "web" / "dist" / "explorer.js"
    web = ROOT / "web"
    sources = [*(web / "src").rglob("*.*"), web / "world.js", web / "vite.config.js", web / "package-lock.json"]
    return not script.exists() or max(path.stat().st_mtime for path in sources) > script.stat().st_mtime


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser. Skips or fails as above where there is none."""
    if not Path(CHROMIUM).exists():
        missing(f"{CHROMIUM} is missing (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is missing (pip install playwright)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def violations(page: Any) -> list[tuple[str, int, str]]:
    """What axe finds in a page: the rule's id, in how many places, the first of them. Skips or fails as above
    where it is missing."""
    path = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing(f"{path} is missing (npm ci in web/)")
    page.evaluate(path.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:160]) for v in found["violations"]]


class Tab:
    """A page in a context of its own without a network; what went wrong and what was asked for is kept."""

    def __init__(self, browser: Any, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> None:
        viewport = {"width": size[0], "height": size[1]}
        self.context = browser.new_context(viewport=viewport, offline=True, color_scheme=scheme, accept_downloads=True)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _dialog(self, dialog: Any) -> None:
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path, hash: str = "") -> Any:
        """Open a file and wait until the explorer has drawn."""
        self.page.goto(f"{path.as_uri()}#{hash}" if hash else path.as_uri())
        self.page.wait_for_function("document.documentElement.dataset.ready", timeout=60_000)
        return self.page

    def timed(self, path: Path) -> float:
        """Open a file; the seconds of processor time of its main thread, which the work of others does not lengthen."""
        session = self.context.new_cdp_session(self.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.open(path)
        self.page.wait_for_timeout(300)
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    def shot(self, name: str) -> None:
        """Keep what is seen, where pictures are wanted."""
        folder = os.environ.get("DAO_GRAPH_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))
