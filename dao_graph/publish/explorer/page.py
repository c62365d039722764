"""The page of the explorer: the shell, the bundle, the data, and a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import gzip
import hashlib
from html import escape

from dao_graph.projection.cuts import Album
from dao_graph.projection.model import PropertyGraph
from dao_graph.publish.explorer.bundle import bundle
from dao_graph.publish.explorer.data import explorer_data

_RIGHT_TO_LEFT = ("ar",)
# Cytoscape would add a style element of this id, which the policy forbids; one that is there already is left alone.
_CYTOSCAPE = "__________cytoscape_stylesheet"
_CYTOSCAPE_STYLE = ".__________cytoscape_container { position: relative; }"


def explorer_page(graph: PropertyGraph, title: str = "dao_graph", album: Album | None = None) -> bytes:
    """The explorer of `graph` as one HTML file that needs no network, with the pictures of an `album`.

    Raises DataError where the explorer is not built.
    """
    built = bundle()
    policy = policy_of(built.script, built.style, _CYTOSCAPE_STYLE)
    licences = built.licences.replace("</", "< /")
    direction = "rtl" if graph.language in _RIGHT_TO_LEFT else "ltr"
    parts = [
        f'<!doctype html>\n<html lang="{graph.language}" dir="{direction}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<link rel="icon" href="data:,">',
        f"<title>{escape(title)}</title>",
        f"<style>{built.style}</style>",
        f'<style id="{_CYTOSCAPE}">{_CYTOSCAPE_STYLE}</style></head>\n<body>',
        "<noscript>This page draws a graph with a script; the export in HTML is one without.</noscript>",
        f'<script type="application/gzip" id="data">{packed(explorer_data(graph, title, album))}</script>',
        f"<script>{built.script}</script>",
        f'<script type="text/plain" id="licences">{licences}</script></body></html>\n',
    ]
    # A lone surrogate is no text; none comes out of the graph, but a title may hold one.
    return "".join(parts).encode("utf-8", "replace")


def for_server(page: bytes) -> bytes:
    """The same page where `dao-graph serve` has it: it shows the pages of files, which the server draws."""
    for own, served in ((b"<html ", b"<html data-served "), (b"img-src data:", b"img-src &#x27;self&#x27; data:")):
        page = page.replace(own, served, 1)
    return page


def packed(data: str) -> str:
    """The data as base64 of gzip, a third as long as it is; the same data gives the same bytes."""
    return base64.b64encode(gzip.compress(data.encode("utf-8", "replace"), 9, mtime=0)).decode()


def policy_of(script: str, *styles: str) -> str:
    """A policy under which those very texts run and nothing is fetched."""
    style = " ".join(_hash(text) for text in styles)
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {style}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
