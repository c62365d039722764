"""Terms of pyoxigraph, in the small part of RDF that this graph uses: IRIs and literals, never quoted triples."""

from __future__ import annotations

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


def text_of(term: Term) -> str:
    """The text of a term: an IRI without brackets, a literal without quotes, "" for the default graph.

    Raises TypeError for a quoted triple, which no graph of this package holds.
    """
    if isinstance(term, ox.DefaultGraph):
        return ""
    if isinstance(term, ox.Triple):
        raise TypeError(f"a quoted triple where a term was expected: {term}")
    return term.value
