"""Plain literals as N-Quads have them."""

from __future__ import annotations

import re

import pyoxigraph as ox

from dao_graph.model.normal import legible

# What needs a further look in a literal: the few such are left to the RDF library.
ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U0001f000-\U0010ffff]')


def literal(text: str) -> str:
    """A plain literal."""
    return escaped(text) if ESCAPED.search(text) else f'"{text}"'


def escaped(text: str) -> str:
    """A literal that needs a further look."""
    return str(ox.Literal(legible(text)))
