"""Violations of the shapes in a built graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dao_graph.rdf.conformance import Engine, conforms, split
from dao_graph.rdf.output import lines
from dao_graph.terms import text_of

if TYPE_CHECKING:
    from dao_graph.rdf.validate import Violation


def violations_in(quads: Iterable[ox.Quad], base: str, engine: Engine) -> list[Violation]:
    """The violations of shapes, each once. The graphs of each text, whose data IRIs begin with `base`, are checked
    together with what the authority lists say of the things they name. `engine` decides first whether there are any."""
    graphs: dict[str, list[ox.Quad]] = {}
    context: list[ox.Quad] = []
    for quad in quads:
        local = quad.graph_name.value.removeprefix(base) if isinstance(quad.graph_name, ox.NamedNode) else ""
        kind, _, name = local.partition("/")
        if local == "graph/authorities":
            context.append(quad)
        elif kind in ("graph", "evidence") and "/" in name:
            graphs.setdefault(name, []).append(quad)
    found: list[Violation] = []
    for name in sorted(graphs):
        wanted = {q.object.value for q in graphs[name] if isinstance(q.object, ox.NamedNode)}
        checked = [*graphs[name], *_about(context, wanted)]
        if not conforms(engine, *split(lines(checked))):
            # Importing pySHACL takes longer than all the rest of a small graph.
            from dao_graph.rdf.validate import violations

            found.extend(v for v in violations(checked) if v not in found)
    return found


def _about(context: Sequence[ox.Quad], wanted: set[str]) -> list[ox.Quad]:
    """The quads of `context` about `wanted`, and about whatever those refer to in it."""
    by_subject: dict[str, list[ox.Quad]] = {}
    for quad in context:
        by_subject.setdefault(text_of(quad.subject), []).append(quad)
    waiting, seen, found = list(wanted), set[str](), list[ox.Quad]()
    while waiting:
        subject = waiting.pop()
        if subject not in seen:
            seen.add(subject)
            found.extend(by_subject.get(subject, ()))
            waiting.extend(q.object.value for q in by_subject.get(subject, ()) if isinstance(q.object, ox.NamedNode))
    return found
