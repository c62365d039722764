"""Deciding quickly whether a text's graph conforms to the SHACL shapes; what breaks one, and why, `validate` finds.

The library `shacl` (Rust) does this some thirty times as fast as pySHACL, and is young: it is believed where it says
that a graph conforms, which tests compare with pySHACL over mutated graphs; whatever else it says, pySHACL is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from dao_graph.data import data_dir

if TYPE_CHECKING:
    import shacl

# What decides first: the fast library, or the reference for everything.
Engine = Literal["shacl", "pyshacl"]
ENGINES: tuple[Engine, ...] = ("shacl", "pyshacl")


def conforms(engine: Engine, *parts: Sequence[str]) -> bool:
    """True if the fast engine finds nothing in the triples of `parts` that breaks a shape. Each part is lines of
    N-Quads of one named graph. False where it finds something, fails, is not installed or not asked for."""
    compiled = _compiled() if engine == "shacl" else None
    if compiled is None:
        return False
    try:
        report = compiled.validate_text("".join(map(_triples, parts)), format="ntriples", max_results=1)
        return report.conforms and not len(report)
    except Exception:  # whatever it is, pySHACL is asked
        return False


@cache
def _compiled() -> shacl.Shapes | None:
    """The shapes as the fast engine has them; None where it cannot."""
    try:
        import shacl

        compiled = shacl.Shapes.from_turtle(shapes_text())
    except Exception:
        return None
    # Against no shapes everything conforms.
    return compiled if len(compiled) else None


def shapes_text() -> str:
    """All shapes as one Turtle text."""
    files = sorted(data_dir("shapes").glob("*.ttl"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _triples(lines: Sequence[str]) -> str:
    """Lines of N-Quads of one named graph as N-Triples."""
    if not lines:
        return ""
    graph = lines[0].rpartition(" ")[0].rpartition(" ")[2]
    # No literal holds a line end, so that this is the end of a line.
    return "".join(lines).replace(f" {graph} .\n", " .\n")


def split(lines: Iterable[str]) -> list[list[str]]:
    """Lines of N-Quads by their named graph."""
    parts: dict[str, list[str]] = {}
    for line in lines:
        parts.setdefault(line[:-3].rpartition(" ")[2], []).append(line)
    return [*parts.values()]
