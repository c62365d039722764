"""What several tests need: the folders, a document made of bare text, facts as readable lines."""

from __future__ import annotations

import os
import signal
from array import array
from pathlib import Path

import pytest

from dao_graph.model.document import Block, Document, Part, RepairedText, Span, Text
from dao_graph.model.fact import Facts, Ref, Term
from dao_graph.read.structure import sentences
from dao_graph.rules import packs

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of documents beside the repository are skipped where those are absent, except where CI wants them."""
    if SHARED.is_dir():
        return
    for item in items:
        if "corpus" in item.keywords and not os.environ.get("DAO_GRAPH_NEED_CORPUS"):
            item.add_marker(pytest.mark.skip(reason=f"{SHARED} is absent"))


def plain_document(pieces: list[tuple[str, str]], language: str) -> Document:
    """A document of (kind of block, text) pieces, whose repaired text is the original."""
    text = "\n".join(piece for _, piece in pieces)
    blocks, start = [], 0
    for number, (kind, piece) in enumerate(pieces, 1):
        span = Span(start, start + len(piece))
        found = tuple(sentences(text, span, packs.markers()[language]))
        path = f"p/{number}" if kind not in ("title", "front") else ""
        blocks.append(Block(kind, span, path, "", "", str(number), found))
        start += len(piece) + 1
    repaired = RepairedText(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))
    source = Text("example", text, "utf-8", "0" * 64)
    return Document(source, language, repaired, (Part("", "", Span(0, len(text))),), tuple(blocks), ())


def shown(term: Term) -> str:
    """A term as rules' examples write it: an id, or a text."""
    return term.id if isinstance(term, Ref) else term.text


def fact_lines(facts: Facts, rule: str | None = None) -> list[str]:
    """Facts, each as "subject predicate object" or "id Class role=value …"; those that `rule` found if it is given."""
    lines = []
    for statement, evidence in facts.statements.items():
        if rule is None or any(e.rule == rule for e in evidence):
            lines.append(f"{statement.subject} {statement.predicate} {shown(statement.object)}")
    for node in facts.nodes.values():
        if rule is None or any(e.rule == rule for e in node.evidence):
            roles = [f"{name}={shown(t)}" for name, terms in node.properties.items() for t in terms]
            lines.append(" ".join([node.id, *node.types, *sorted(roles)]))
    return lines


def heed_interrupts() -> None:
    """What a process that is started by a test does first: a test run in the background ignores Ctrl-C, and so would
    all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
