"""Small documents made of bare lines, and their facts as readable lines: what examples of rules are run on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from dao_graph.model.document import Block, Document, Part, RepairedText, Span, Text
from dao_graph.model.fact import Facts, Node, Ref, Statement, Term
from dao_graph.read.sentences import sentences
from dao_graph.rules import packs

# Blocks of these kinds have no address.
_UNADDRESSED = ("title", "front")


def plain_document(pieces: Sequence[tuple[str, str]], language: str, kind: str = "") -> Document:
    """A document of (kind of block, text) pieces, whose repaired text is the original; `kind` is what it is."""
    text = "\n".join(piece for _, piece in pieces)
    blocks, start = [], 0
    for number, (block, piece) in enumerate(pieces, 1):
        span = Span(start, start + len(piece))
        found = tuple(sentences(text, span, packs.markers()[language]))
        path = f"p/{number}" if block not in _UNADDRESSED else ""
        blocks.append(Block(block, span, path, "", "", str(number), found))
        start += len(piece) + 1
    repaired = RepairedText(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))
    source = Text("example", text, "utf-8", "0" * 64)
    return Document(source, language, repaired, (Part("", kind, Span(0, len(text))),), tuple(blocks), ())


def term_line(term: Term) -> str:
    """A term as rules' examples write it: an id, or a text."""
    return term.id if isinstance(term, Ref) else term.text


def fact_lines(facts: Facts, rule: str | None = None) -> list[str]:
    """Facts, each as "subject predicate object" or "id Class role=value …"; those that `rule` found if it is given."""
    lines = []
    for statement, evidence in facts.statements.items():
        if rule is None or any(e.rule == rule for e in evidence):
            lines.append(statement_line(statement))
    for node in facts.nodes.values():
        if rule is None or any(e.rule == rule for e in node.evidence):
            lines.append(node_line(node))
    return lines


def statement_line(statement: Statement) -> str:
    """A binary fact in one line."""
    return f"{statement.subject} {statement.predicate} {term_line(statement.object)}"


def node_line(node: Node) -> str:
    """A qualified fact in one line."""
    roles = [f"{name}={term_line(t)}" for name, terms in node.properties.items() for t in terms]
    return " ".join([node.id, *node.types, *sorted(roles)])
