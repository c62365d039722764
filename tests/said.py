"""What is read of texts given as strings, for tests of acts."""

from __future__ import annotations

from dao_graph.model.document import Text
from dao_graph.model.fact import Node, Ref
from dao_graph.read import read
from dao_graph.read.decode import decode
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs


def acts(text: str, language: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The acts of a text as (last part of the actor's id, verb, addressees)."""
    found = [node for node in nodes(text, language) if "Act" in node.types]
    return [(_ids(n, "actor")[0].rpartition("/")[2], _ids(n, "verb")[0], _ids(n, "addressee")) for n in found]


def nodes(text: str, language: str) -> list[Node]:
    """The facts of a text that have roles."""
    source: Text = decode(text.encode(), "text.txt")
    document = read(source, packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    return list(relate(document, list(recognise(document))).facts.nodes.values())


def _ids(node: Node, role: str) -> tuple[str, ...]:
    return tuple(sorted(term.id for term in node.properties.get(role, ()) if isinstance(term, Ref)))
