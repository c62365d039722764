"""The pictures of docs/gallery.md, made from examples/: `python docs/gallery.py` (needs Chromium, Playwright, Graphviz,
and `npm ci` in web/). Each is a file that `dao-graph` wrote, opened in the program that it is for.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import dao_graph
from dao_graph.ask.choice import chosen
from dao_graph.pipeline.picture import album
from dao_graph.projection.cuts import cuts
from dao_graph.publish.explorer.page import explorer_page
from dao_graph.publish.export import export_network

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.test_places import letter, letter_pdf  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu"]
FUND = "fund/delivering-as-one-expanded-funding-window"
STATEMENT = "document/A_99_9-E_2099_9/annex/1"
DESKTOP, PHONE = (1200, 680), (390, 760)
# A name, what the address of the explorer says, the window, the scheme.
VIEWS = (
    ("explorer-founders", f"thing={FUND}", DESKTOP, "light"),
    ("explorer-document-phone", f"thing={STATEMENT}", PHONE, "light"),
    ("explorer-map", "view=map&lang=fr&thing=country/NOR", DESKTOP, "dark"),
    ("explorer-arabic", f"lang=ar&thing={FUND}", DESKTOP, "light"),
)
# A page of cytoscape.js as its users write one.
CYTOSCAPE = """<!doctype html><meta charset="utf-8">
<style>body {{ margin: 0 }} #cy {{ height: 560px }}</style><div id="cy"></div>
<script>{library}</script><script>
const file = {file};
const colours = {{ state: "#2f74d0", fund: "#a86a00", initiative: "#12828f" }};
cytoscape({{
  container: document.querySelector("#cy"), elements: file.elements,
  layout: {{ name: "concentric", minNodeSpacing: 70 }},
  style: [
    {{ selector: "node", style: {{
      label: "data(label)", "background-color": (node) => colours[node.data("group")] ?? "#6b7280",
      "font-size": 14, width: 18, height: 18, "text-background-color": "#fff", "text-background-opacity": 0.8,
      "text-wrap": "ellipsis", "text-max-width": 130 }} }},
    {{ selector: "edge", style: {{
      label: "data(label)", "font-size": 11, "text-rotation": "autorotate", "text-background-color": "#fff",
      "text-background-opacity": 1, width: 1, "curve-style": "bezier", "target-arrow-shape": "triangle" }} }},
  ],
}});
</script>"""


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    graph = dao_graph.build(ROOT / "examples", check=False)
    for language in ("en", "zh", "ar"):
        part = chosen(graph, language, focus=FUND)
        _put(f"report-{language}.svg", export_network(part, "svg"))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = Path(folder) / "explorer.html"
        page.write_bytes(explorer_page(graph.to_property_graph(), "Kigali"))
        for name, address, size, scheme in VIEWS:
            _explorer(_tab(browser, size, scheme), page, address).screenshot(path=PICTURES / f"{name}.png")
        _pdf(browser, Path(folder))
        _cytoscape(browser, graph, Path(folder))
        browser.close()
    print(*sorted(f"{path.name} {path.stat().st_size:,}" for path in PICTURES.iterdir()), sep="\n", file=sys.stderr)


def _explorer(tab: Any, page: Path, address: str) -> Any:
    tab.goto(f"{page.as_uri()}#{address}")
    tab.wait_for_function("document.documentElement.dataset.ready")
    tab.wait_for_timeout(500)
    return tab


def _pdf(browser: Any, folder: Path) -> None:
    """The letter as a PDF file: its words as they are printed."""
    (folder / "letter.pdf").write_bytes(letter_pdf(letter()))
    graph = dao_graph.build([folder / "letter.pdf"], folder / "out", check=False)
    network = graph.to_property_graph()
    pictures = album(graph.report["inputs"], cuts(network), 3_000_000)
    page = folder / "pdf.html"
    page.write_bytes(explorer_page(network, "Kigali", pictures))
    founder = next(edge for edge in network.edges if edge.relation == "Contribution")
    tab = _explorer(_tab(browser, DESKTOP, "light"), page, f"fact={founder.id}")
    tab.locator("#panel .printed-page").first.scroll_into_view_if_needed()
    tab.screenshot(path=PICTURES / "explorer-pdf.png")


def _cytoscape(browser: Any, graph: dao_graph.Graph, folder: Path) -> None:
    file = export_network(chosen(graph, classes=["Contribution", "Adoption"]), "cyjs")
    assert isinstance(file, bytes)
    library = (ROOT / "web" / "node_modules" / "cytoscape" / "dist" / "cytoscape.min.js").read_text(encoding="utf-8")
    page = folder / "cytoscape.html"
    safe = json.dumps(json.loads(file)).replace("<", "\\u003c")
    page.write_text(CYTOSCAPE.format(library=library, file=safe), encoding="utf-8")
    tab = _tab(browser, (900, 560), "light")
    tab.goto(page.as_uri())
    tab.wait_for_timeout(1500)
    tab.screenshot(path=PICTURES / "cytoscape-js.png")


def _tab(browser: Any, size: tuple[int, int], scheme: str) -> Any:
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_context(viewport=viewport, color_scheme=scheme, offline=True).new_page()


def _put(name: str, content: Any) -> None:
    assert isinstance(content, bytes)
    (PICTURES / name).write_bytes(content)


if __name__ == "__main__":
    main()
