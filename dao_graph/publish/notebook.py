"""The explorer in a notebook: a widget where anywidget is installed, and beside it a picture that needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from dao_graph.ask.choice import chosen
from dao_graph.ask.graph import Graph
from dao_graph.errors import QueryError
from dao_graph.projection.choose import Choice, choose
from dao_graph.projection.model import PropertyGraph
from dao_graph.publish.explorer.page import explorer_page
from dao_graph.publish.formats import picture
from dao_graph.publish.formats.flat import Flat

_SCRIPT = Path(__file__).parent / "explorer" / "widget.js"
_INSTALL = "the widget needs anywidget; install it with: pip install 'dao-graph[notebook]'"
# A picture in a notebook shows the weightiest things; with more it is a ball of wool.
_THINGS = 40


@dataclass(frozen=True)
class Explorer:
    """A part of a graph to be looked at. A notebook that shows it shows the widget, else the picture."""

    graph: PropertyGraph
    title: str
    height: int = 640

    def __repr__(self) -> str:
        return f"<dao_graph explorer of {self.title!r}: {len(self.graph.nodes)} things, {len(self.graph.edges)} facts>"

    @cached_property
    def widget(self) -> Any:
        """The explorer as a widget of anywidget, one for all cells. Raises QueryError where that is not installed."""
        try:
            import anywidget
            import traitlets
        except ImportError:
            raise QueryError(_INSTALL) from None
        kinds = {"page": traitlets.Unicode, "height": traitlets.Int, "address": traitlets.Unicode}
        traits = {name: kind().tag(sync=True) for name, kind in kinds.items()}
        widget = type("Widget", (anywidget.AnyWidget,), {"_esm": _SCRIPT.read_text(encoding="utf-8"), **traits})
        return widget(page=explorer_page(self.graph, self.title).decode(), height=self.height)

    @property
    def selected(self) -> str:
        """The id of the thing that the reader of the widget has opened; "" for none."""
        return next(iter(parse_qs(str(self.widget.address)).get("thing", ())), "")

    def select(self, id: str) -> None:
        """Open the thing with that id in the widget. Raises KeyError where it is not in this part of the graph."""
        self.widget.address = f"thing={self.graph.node(id).id}"

    def svg(self) -> str:
        """The weightiest things as an SVG picture. Raises QueryError where nothing here lays a graph out."""
        return picture.svg(Flat(_weightiest(self.graph))).decode()

    def save(self, path: str | Path) -> None:
        """Write the explorer as a page that works offline."""
        Path(path).write_bytes(explorer_page(self.graph, self.title))

    def _repr_html_(self) -> str:
        try:
            drawn = self.svg()
        except QueryError as error:
            return f"<p>{escape(repr(self))}</p><p>{escape(str(error))}</p>"
        # What stands before the element is for a file of its own.
        return drawn[drawn.index("<svg") :]

    def _repr_mimebundle_(self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None) -> Any:
        """The picture, and the widget for a notebook that can show it."""
        bundle = {"text/plain": repr(self), "text/html": self._repr_html_()}
        try:
            shown = self.widget._repr_mimebundle_()
        except QueryError:
            return bundle
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        return {**(data or {}), **bundle}, metadata


def explore(graph: Graph, *, title: str = "", lang: str = "en", height: int = 640, **part: Any) -> Explorer:
    """The explorer of a graph for a notebook: `dao_graph.explore(graph, focus="Norway", depth=2)`.

    `lang` is the language of names; `height` is in pixels; a part is chosen as in `dao-graph export`: `focus` and
    `depth`, `documents`, `classes`, `verbs`, `start`, `end`, `query`. Raises QueryError where a name means nothing or
    nothing is left.
    """
    return Explorer(chosen(graph, lang, **part), title or part.get("focus") or "dao_graph", height)


def _weightiest(graph: PropertyGraph) -> PropertyGraph:
    """The part between the things of which most is said, not only that they are mentioned."""
    said = [edge for edge in graph.edges if edge.relation != "mentions"] or list(graph.edges)
    weights = Counter(end for edge in said for end in (edge.source, edge.target))
    kept = {id for id, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_THINGS]}
    ids = {edge.id for edge in said if edge.source in kept and edge.target in kept}
    return choose(graph, Choice(ids=frozenset(kept))) if ids else graph
