"""Values of properties as attributes: typed, in the language liked best, several as a tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyoxigraph as ox

from dao_graph.namespaces import XSD
from dao_graph.projection.model import Scalar, Value
from dao_graph.projection.names import Names, local
from dao_graph.terms import Term

_INTEGERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "gYear")
_NUMBERS: Mapping[str, Callable[[str], Scalar]] = {
    **{XSD + name: int for name in _INTEGERS if name != "gYear"},
    **{XSD + name: float for name in ("decimal", "double", "float")},
    XSD + "boolean": lambda text: text in ("true", "1"),
}
# Names that nodes and edges have of their own; a property of that name has a line under it.
_TAKEN = frozenset(
    ("id", "iri", "kind", "group", "label", "labels", "source", "target", "relation", "weight", "facts", "documents",
     "languages", "start", "end", "quote", "type", "size", "color", "x", "y", "z", "key", "name")
)  # fmt: skip


def attribute(predicate: str) -> str:
    """The name of the attribute for a property (an IRI)."""
    name = local(predicate)
    return f"{name}_" if name in _TAKEN else name


def values(terms: Sequence[Term], names: Names) -> Value | None:
    """The value of an attribute: of texts in several languages those in the one liked best. None for no terms."""
    spoken = {term.language for term in terms if isinstance(term, ox.Literal) and term.language}
    kept: Iterable[Term] = terms
    if spoken:
        best = next((code for code in names.chain if code in spoken), min(spoken))
        kept = [term for term in terms if not isinstance(term, ox.Literal) or term.language in (None, best)]
    found = tuple(dict.fromkeys(_scalar(term, names) for term in kept))
    return None if not found else found[0] if len(found) == 1 else found


def _scalar(term: Term, names: Names) -> Scalar:
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        try:
            return _NUMBERS[term.datatype.value](term.value)
        except ValueError:
            return names.tidy(term.value)
    return names.value(term)


def merged(one: Value | None, other: Value) -> Value:
    """Two values of one attribute as one, each once, in their order."""
    first = () if one is None else one if isinstance(one, tuple) else (one,)
    all_ = tuple(dict.fromkeys((*first, *(other if isinstance(other, tuple) else (other,)))))
    return all_[0] if len(all_) == 1 else all_
