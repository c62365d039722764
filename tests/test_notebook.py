"""The explorer in a notebook: what a cell is given, and the widget's script in a browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import dao_graph
from dao_graph.errors import QueryError
from dao_graph.publish import notebook

from .browser import Tab, built, chromium
from .conftest import EXAMPLES


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    built()
    return dao_graph.build(EXAMPLES / "kigali-letter.en.txt", check=False)


def test_a_cell_shows_a_picture_of_the_part(graph: dao_graph.Graph) -> None:
    shown = dao_graph.explore(graph, focus="Norway", lang="fr")
    drawn = html.fromstring(shown._repr_html_())
    assert drawn.tag == "svg"
    assert "Norvège" in "".join(drawn.itertext())
    assert "Norway" in repr(shown)


def test_a_large_graph_is_drawn_by_its_weightiest_things(
    graph: dao_graph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "_THINGS", 5)
    drawn = html.fromstring(dao_graph.explore(graph)._repr_html_())
    assert len(drawn.xpath("//g[@class='node']") or drawn.xpath("//circle|//polygon")) <= 5


def test_without_anywidget_there_is_the_picture_alone(graph: dao_graph.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    shown = dao_graph.explore(graph, focus="Norway")
    assert set(shown._repr_mimebundle_()) == {"text/plain", "text/html"}
    with pytest.raises(QueryError, match="notebook"):
        _ = shown.widget


def test_the_widget_and_the_kernel_share_what_is_open(graph: dao_graph.Graph) -> None:
    pytest.importorskip("anywidget")
    shown = dao_graph.explore(graph, focus="Norway", depth=2)
    data, _ = shown._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(data)
    assert shown.selected == ""
    shown.select("country/RWA")
    assert (shown.widget.address, shown.selected) == ("thing=country/RWA", "country/RWA")
    with pytest.raises(KeyError):
        shown.select("country/XXX")


CELL = """<!doctype html><title>cell</title><div id="cell"></div><script type="module">
const values = JSON.parse(document.getElementById("values").textContent);
const listeners = [];
window.model = {
  get: (name) => values[name], save_changes: () => {},
  set: (name, value) => { values[name] = value; if (name === "address") listeners.forEach((one) => one()); },
  on: (name, listener) => listeners.push(listener), off: () => {},
};
const source = document.getElementById("source").textContent;
const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
widget.render({ model: window.model, el: document.getElementById("cell") });
</script>"""


def test_the_widget_in_a_browser(graph: dao_graph.Graph, tmp_path: Path) -> None:
    pytest.importorskip("anywidget")
    widget = dao_graph.explore(graph).widget
    values = json.dumps({"page": widget.page, "height": 500, "address": ""}).replace("<", "\\u003c")
    data = f'<script type="application/json" id="values">{values}</script>'
    source = f'<script type="text/plain" id="source">{widget._esm}</script>'
    path = tmp_path / "cell.html"
    path.write_text(CELL.replace("<div", f"{data}{source}<div", 1), encoding="utf-8")
    with chromium() as browser:
        tab = Tab(browser)
        tab.page.goto(path.as_uri())
        frame: Any = tab.page.frame_locator("iframe")
        frame.get_by_role("button", name="Kigali, 2009-10-19").first.click()
        assert "Kigali" in frame.locator("#panel h2").inner_text()
        assert tab.page.evaluate("model.get('address')").startswith("thing=meeting")
        tab.page.evaluate("model.set('address', 'thing=country/NOR')")
        frame.locator("#panel h2", has_text="Norway").wait_for()
        assert tab.said == []
        tab.shot("notebook-widget")
